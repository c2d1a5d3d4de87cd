"""Private environment: its location, and the check whether it is complete.

An environment is complete for a purpose if its stamp equals the current interpreter, kind of machine, and
content of the lock file. The stamp is written last, so an unfinished environment has none.
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

# Variables that redirect Python: with the first it does not find this checkout, and with the last one
# macOS tells child processes their executable.
MISLEADING = ("PYTHONSAFEPATH", "PYTHONHOME", "PYTHONPATH", "__PYVENV_LAUNCHER__")

# First file in the environment, and the lock between starts. A folder without it is not ours.
MARK = "made-by-journey-editor"


def candidates() -> list[Path]:
    """Return the possible locations, the preferred one first: in the checkout, in the user's folder."""
    checkout = str(CHECKOUT)
    away = own_folder() / "environments" / f"{CHECKOUT.name}-{zlib.crc32(os.fsencode(checkout)):08x}"
    # Python refuses environments whose path contains the path separator.
    return [away] if os.pathsep in checkout else [CHECKOUT / ".venv", away]


def find(purpose: str) -> Path | None:
    """Return the environment that is complete for a purpose, or None."""
    return next((folder for folder in candidates() if is_complete(folder, purpose)), None)


def python(folder: Path) -> Path:
    """Return the interpreter of an environment."""
    return folder / "Scripts" / "python.exe" if sys.platform == "win32" else folder / "bin" / "python"


def base_python() -> Path:
    """Return the interpreter that environments are created with.

    Symbolic links are resolved, so that an environment stays with its version of Python. They are not on
    Windows: an interpreter from the Store can be started only through its link.
    """
    return Path(sys.executable) if sys.platform == "win32" else Path(sys.executable).resolve()


def is_complete(folder: Path, purpose: str) -> bool:
    """Return whether an environment has everything for a purpose and its interpreter still exists."""
    try:
        stamp = _stamp(folder, purpose).read_bytes()
        lock = LOCKS[purpose].read_bytes()
    except OSError:
        return False
    interpreter, _, rest = stamp.partition(b"\n")
    return rest == _machine() + lock and _can_start(folder, interpreter)


def is_usable(folder: Path) -> bool:
    """Return whether an environment was once complete for any purpose, so that packages can be added."""
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
    """Mark an environment as complete for a purpose."""
    stamp = _stamp(folder, purpose)
    unfinished = stamp.with_suffix(".new")
    unfinished.write_bytes(os.fsencode(base_python()) + b"\n" + _machine() + LOCKS[purpose].read_bytes())
    unfinished.replace(stamp)


def remove_stamps(folder: Path) -> None:
    """Mark an environment as incomplete, before it is changed."""
    for purpose in LOCKS:
        _stamp(folder, purpose).unlink(missing_ok=True)


def own_folder() -> Path:
    """Return the user's folder for set-up data outside the checkout. It need not exist.

    If the home folder is not writable, it is a private folder in the system's temporary folder. Raises
    `SetupError` if that one belongs to another user.
    """
    chosen = os.environ.get("JOURNEY_EDITOR_HOME")
    if chosen:
        return Path(chosen).absolute() / "setup"
    usual = _platform_folder()
    return usual / "setup" if usual.is_absolute() and can_write(usual) else _temporary_folder()


def can_write(folder: Path) -> bool:
    """Return whether a folder, or its nearest existing ancestor, is writable."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)


def _platform_folder() -> Path:
    """Return the platform's folder for program data. It is relative if there is no home folder."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", ""), "Journey Editor")
    home = os.path.expanduser("~")  # noqa: PTH111 - a `Path` raises an error if there is no home folder
    if sys.platform == "darwin":
        return Path(home, "Library", "Application Support", "Journey Editor")
    return Path(os.environ.get("XDG_DATA_HOME") or Path(home, ".local", "share"), "journey-editor")


def _temporary_folder() -> Path:
    """Return a folder in the temporary folder to which only this user can write.

    Raises `SetupError` if another user owns it.
    """
    import tempfile  # Imported here because it is slow to import and most starts do not need it.

    if not hasattr(os, "getuid"):
        return Path(tempfile.gettempdir()) / "journey-editor-setup"
    folder = Path(tempfile.gettempdir()) / f"journey-editor-setup-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.lstat().st_uid != os.getuid():
        raise SetupError(
            f"The folder {folder} belongs to another user, so nothing was started from it. "
            "Set the variable JOURNEY_EDITOR_HOME to a folder of your own, then start again."
        )
    return folder


def _stamp(folder: Path, purpose: str) -> Path:
    return folder / f"complete-for-{purpose}.txt"


def _machine() -> bytes:
    """Return the kind of machine, since several machines or containers may share a folder."""
    kind = getattr(sys.implementation, "_multiarch", "")
    return f"{sys.platform} {kind}\n".encode()


def _can_start(folder: Path, interpreter: bytes) -> bool:
    return python(folder).exists() and Path(os.fsdecode(interpreter)).exists()
