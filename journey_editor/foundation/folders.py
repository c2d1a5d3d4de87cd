"""The user's folders on each platform.

The environment variable ``JOURNEY_EDITOR_HOME`` names one folder that takes the place of all
of a person's folders (``data``, ``cache`` and ``log`` lie in it).
"""

import contextlib
import os
import stat
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import platformdirs

from journey_editor.foundation.errors import UserError
from journey_editor.foundation.translation import tr

_DRAFTS = "unnamed projects"
_VERSIONS = "versions"
_FOR_EVERYBODY = () if sys.platform == "win32" else (Path("/tmp"), Path("/var/tmp"))
"""Where all users of a computer may make folders, whatever their variables say."""
# Linux names such folders in small letters; Windows and macOS show them to people.
_NAME = "journey-editor" if sys.platform.startswith("linux") else "Journey Editor"


def user_data() -> Path:
    """The person's local folder for work in progress, made when missing. It never roams to a server."""
    return _made("data", _local_data)


def user_drafts() -> Path:
    """The person's folder for projects that have no name yet, made when missing."""
    return make_private(user_data() / _DRAFTS)


def is_among_drafts(file: Path) -> bool:
    """Return whether a file lies in the folder for projects that have no name yet."""
    # By its name first: nothing is made for a file that lies somewhere else.
    return file.parent.name == _DRAFTS and _leads_to(user_drafts, file.parent)


def user_versions() -> Path:
    """The person's folder for earlier versions of project files; it need not be there."""
    return user_data() / _VERSIONS


def is_among_versions(file: Path) -> bool:
    """Return whether a file lies in a folder for earlier versions of a project file."""
    folder = file.parent.parent
    return folder.name == _VERSIONS and _leads_to(user_versions, folder)


def _leads_to(find: Callable[[], Path], folder: Path) -> bool:
    try:
        return find() == folder
    except (OSError, UserError):
        # The person's own folder is out of reach just now; the name is all that is known.
        return True


def user_data_may_vanish() -> bool:
    """Whether that folder is a temporary one, which the system may clear: no other can be written to."""
    if os.environ.get("JOURNEY_EDITOR_HOME"):
        return False
    try:
        return user_data() != _local_data()
    except RuntimeError:
        # The system does not know of a home folder.
        return True


def user_cache() -> Path:
    """The person's folder for what can be worked out again, made when missing."""
    return _made("cache", lambda: platformdirs.user_cache_path(_NAME, appauthor=False))


def user_log() -> Path:
    """The person's folder for logs, made when missing."""
    return _made("log", lambda: platformdirs.user_log_path(_NAME, appauthor=False))


def user_documents() -> Path:
    """A folder among the person's documents, for what they shall come upon, made when missing.

    Where none can be made there, it lies in the local folder.
    """
    return _made(
        "documents",
        lambda: platformdirs.user_documents_path() / "Journey Editor",
        lambda: _local_data() / "documents",
    )


def user_temporary() -> Path:
    """A folder among the temporary ones that only this person may open, for when no other can be written."""
    return _made("temporary")


def user_locks() -> Path:
    """A folder of the person's for locks between all of the programs that they run on this computer.

    It is the same one whatever ``JOURNEY_EDITOR_HOME`` and ``TMPDIR`` say. Raises `OSError` if none can be
    made.
    """
    return _of_computer("open")


def user_sockets() -> Path:
    """A folder of the person's for local sockets, found as that for locks. Raises `OSError`."""
    return _of_computer("sockets")


def _of_computer(purpose: str) -> Path:
    for place in _FOR_EVERYBODY:
        with contextlib.suppress(OSError):
            return _temporary(purpose, place)
    return _temporary(purpose)


def make_private(folder: Path) -> Path:
    """Make a folder that only this person may open, with what is missing above it, and answer it.

    A folder of the person's that others may open, as earlier versions of the program made them, is narrowed.
    Raises `OSError` if it cannot be made.
    """
    try:
        folder.mkdir(mode=0o700)
    except FileNotFoundError:
        make_private(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
    except FileExistsError:
        if not folder.is_dir():
            raise
        _narrow(folder)
    return folder


def make_private_file(file: Path) -> Path:
    """Make an empty file that only this person may read, or narrow the one that is there, and answer it."""
    # What cannot be made or narrowed still lies in a private folder.
    with contextlib.suppress(OSError):
        file.touch(mode=0o600)
        _narrow(file)
    return file


def _narrow(path: Path) -> None:
    """Take the rights of others to a file or folder away, if it is the person's own."""
    if sys.platform != "win32":
        status = path.stat()
        if status.st_mode & 0o077 and status.st_uid == os.geteuid():
            with contextlib.suppress(OSError):
                path.chmod(stat.S_IMODE(status.st_mode) & ~0o077)


def _local_data() -> Path:
    return platformdirs.user_data_path(_NAME, appauthor=False, roaming=False)


def _made(purpose: str, *usual: Callable[[], Path]) -> Path:
    """Make the folder for a purpose, the first of the usual ones that can be written to, and answer it.

    Where nothing can be written in the home folder (a service's account, a locked-down computer),
    it is a private folder among the temporary ones.
    """
    chosen = os.environ.get("JOURNEY_EDITOR_HOME")
    make = _make_open if purpose == "documents" else make_private
    if chosen:
        folder = Path(chosen).absolute() / purpose
        try:
            make(folder)
        except OSError as error:
            raise UserError(
                tr("Cannot create the folder {folder} given by JOURNEY_EDITOR_HOME: {reason}.").format(
                    folder=folder, reason=error.strerror
                )
            ) from error
        return folder
    for where in usual:
        try:
            folder = where()
            # A relative one would be made wherever the program was started.
            if folder.is_absolute():
                make(folder)
                if os.access(folder, os.W_OK):
                    return folder
        except (OSError, RuntimeError):
            # RuntimeError: the system does not know of a home folder.
            continue
    return make(_temporary(purpose))


def _make_open(folder: Path) -> Path:
    """Make a folder among the person's documents, which are as open to others as the person has them."""
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _temporary(purpose: str, place: Path | None = None) -> Path:
    """A folder among the temporary ones that only this person may open."""
    folder = _private(place or Path(tempfile.gettempdir())) / purpose
    folder.mkdir(exist_ok=True)
    return folder


def _private(place: Path) -> Path:
    """The person's own folder in a place in which everybody may make some.

    One that somebody else made first, under the usual name, is left alone: they could read or swap what is
    written there. But nobody can make a folder that belongs to this person, so that it is found again.
    """
    if sys.platform == "win32":
        private = place / "journey-editor-"
        private.mkdir(exist_ok=True)
        return private
    usual = place / f"journey-editor-{os.geteuid()}"
    own = [usual] if _is_own(usual) else sorted(filter(_is_own, place.glob(f"{usual.name}-*")))
    if own:
        return own[0]
    try:
        usual.mkdir(mode=0o700)
    except FileExistsError:
        return usual if _is_own(usual) else Path(tempfile.mkdtemp(prefix=f"{usual.name}-", dir=place))
    return usual


def _is_own(folder: Path) -> bool:
    if sys.platform == "win32":
        return True
    try:
        status = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(status.st_mode) and status.st_uid == os.geteuid()
