"""The private environment: where it lies, and how a start knows that it is complete.

An environment is complete for a purpose when it holds a stamp that equals what it would be made from now:
the interpreter, the kind of machine, and the lock file word for word. The stamp is written last, so that
an environment that was left half-way has none.
"""

import os
import sys
import zlib
from pathlib import Path

from installer.problems import SetupError

CHECKOUT = Path(__file__).resolve().parent.parent

RUN = "run"
TEST = "test"
LOCKS = {
    RUN: CHECKOUT / "installer" / "requirements.txt",
    TEST: CHECKOUT / "installer" / "requirements-test.txt",
}

# Variables that lead a Python elsewhere: with the first it does not find this checkout, and with the last one
# macOS tells children who they are.
MISLEADING = ("PYTHONSAFEPATH", "PYTHONHOME", "PYTHONPATH", "__PYVENV_LAUNCHER__")

# The first file in it, and the lock between starts. A folder without it is somebody's own, and is left alone.
MARK = "made-by-journey-editor"


def candidates() -> list[Path]:
    """Where the environment may be, the best place first: beside the checkout, in the person's folder."""
    checkout = str(CHECKOUT)
    away = own_folder() / "environments" / f"{CHECKOUT.name}-{zlib.crc32(os.fsencode(checkout)):08x}"
    # Python refuses environments whose path holds the sign that separates paths.
    return [away] if os.pathsep in checkout else [CHECKOUT / ".venv", away]


def find(purpose: str) -> Path | None:
    """The environment that is complete for a purpose, if there is one."""
    return next((folder for folder in candidates() if is_complete(folder, purpose)), None)


def python(folder: Path) -> Path:
    """The interpreter of an environment."""
    return folder / "Scripts" / "python.exe" if sys.platform == "win32" else folder / "bin" / "python"


def base_python() -> Path:
    """The interpreter that environments are made with.

    Its links are followed, so that an environment never wakes up under another version of Python. On
    Windows they are not: an interpreter from the Store can be started only by its link.
    """
    return Path(sys.executable) if sys.platform == "win32" else Path(sys.executable).resolve()


def is_complete(folder: Path, purpose: str) -> bool:
    """Whether everything for a purpose is in an environment, and its interpreter can still be started."""
    try:
        stamp = _stamp(folder, purpose).read_bytes()
        lock = LOCKS[purpose].read_bytes()
    except OSError:
        return False
    interpreter, _, rest = stamp.partition(b"\n")
    return rest == _machine() + lock and _can_start(folder, interpreter)


def is_usable(folder: Path) -> bool:
    """Whether an environment was once complete for any purpose, and packages can be added to it."""
    for purpose in LOCKS:
        try:
            stamp = _stamp(folder, purpose).read_bytes()
        except OSError:
            continue
        interpreter, _, rest = stamp.partition(b"\n")
        if rest.startswith(_machine()) and _can_start(folder, interpreter):
            return True
    return False


def write_stamp(folder: Path, purpose: str) -> None:
    """Say that an environment is complete for a purpose."""
    stamp = _stamp(folder, purpose)
    unfinished = stamp.with_suffix(".new")
    unfinished.write_bytes(os.fsencode(base_python()) + b"\n" + _machine() + LOCKS[purpose].read_bytes())
    unfinished.replace(stamp)


def remove_stamps(folder: Path) -> None:
    """Say that an environment is not complete, before it is changed."""
    for purpose in LOCKS:
        _stamp(folder, purpose).unlink(missing_ok=True)


def own_folder() -> Path:
    """The person's folder for what set-up keeps outside the checkout. It need not exist.

    It is a private one among the temporary folders where nothing can be written in the home folder.
    """
    chosen = os.environ.get("JOURNEY_EDITOR_HOME")
    if chosen:
        return Path(chosen).absolute() / "setup"
    usual = _platform_folder()
    return usual / "setup" if usual.is_absolute() and can_write(usual) else _temporary_folder()


def can_write(folder: Path) -> bool:
    """Whether a folder, or the nearest one above it that exists, can be written to."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)


def _platform_folder() -> Path:
    """Where this platform keeps a program's data. It is relative where nobody has a home."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", ""), "Journey Editor")
    home = os.path.expanduser("~")  # noqa: PTH111 - a `Path` raises where there is no home folder
    if sys.platform == "darwin":
        return Path(home, "Library", "Application Support", "Journey Editor")
    return Path(os.environ.get("XDG_DATA_HOME") or Path(home, ".local", "share"), "journey-editor")


def _temporary_folder() -> Path:
    """A folder among the temporary ones that only this person may write to."""
    import tempfile  # Here, for it brings much with it, and most starts don't need it.

    if not hasattr(os, "getuid"):
        return Path(tempfile.gettempdir()) / "journey-editor-setup"
    folder = Path(tempfile.gettempdir()) / f"journey-editor-setup-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.lstat().st_uid != os.getuid():
        raise SetupError(
            f"The folder {folder} belongs to somebody else, so nothing is started from it. "
            "Name a folder of your own in the variable JOURNEY_EDITOR_HOME, and start again."
        )
    return folder


def _stamp(folder: Path, purpose: str) -> Path:
    return folder / f"complete-for-{purpose}.txt"


def _machine() -> bytes:
    """The kind of machine: a folder may be shared between several, from within containers too."""
    kind = getattr(sys.implementation, "_multiarch", "")
    return f"{sys.platform} {kind}\n".encode()


def _can_start(folder: Path, interpreter: bytes) -> bool:
    return python(folder).exists() and Path(os.fsdecode(interpreter)).exists()
