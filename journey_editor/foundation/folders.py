"""Folders of the user on each platform.

The environment variable ``JOURNEY_EDITOR_HOME`` replaces them all by one folder, with subfolders such as
``data``, ``cache`` and ``log``.
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
"""Folders in which all users can create folders, independent of environment variables."""
# Such names are lower-case on Linux; Windows and macOS show them to users.
_NAME = "journey-editor" if sys.platform.startswith("linux") else "Journey Editor"


def user_data() -> Path:
    """Return the user's local data folder, and create it if missing. It is never synchronised to a server."""
    return _made("data", _local_data)


def user_drafts() -> Path:
    """Return the user's folder for drafts, and create it if missing."""
    return make_private(user_data() / _DRAFTS)


def is_among_drafts(file: Path) -> bool:
    """Return whether a file is in the folder for drafts."""
    # The name is checked first, so that no folder is created for other files.
    return file.parent.name == _DRAFTS and _leads_to(user_drafts, file.parent)


def user_templates() -> Path:
    """Return the user's folder for templates of their own, which may not exist."""
    return user_data() / "templates"


def user_versions() -> Path:
    """Return the user's folder for earlier versions of project files, which may not exist."""
    return user_data() / _VERSIONS


def is_among_versions(file: Path) -> bool:
    """Return whether a file is in a folder for earlier versions."""
    folder = file.parent.parent
    return folder.name == _VERSIONS and _leads_to(user_versions, folder)


def _leads_to(find: Callable[[], Path], folder: Path) -> bool:
    try:
        return find() == folder
    except (OSError, UserError):
        # The user's folder is not available, so only the name can be compared.
        return True


def user_data_may_vanish() -> bool:
    """Return whether `user_data` is a temporary folder, because no other one is writable."""
    if os.environ.get("JOURNEY_EDITOR_HOME"):
        return False
    try:
        return user_data() != _local_data()
    except RuntimeError:
        # The user has no home folder.
        return True


def user_cache() -> Path:
    """Return the user's cache folder, and create it if missing."""
    return _made("cache", lambda: platformdirs.user_cache_path(_NAME, appauthor=False))


def user_log() -> Path:
    """Return the user's folder for logs, and create it if missing."""
    return _made("log", lambda: platformdirs.user_log_path(_NAME, appauthor=False))


def user_documents() -> Path:
    """Return a folder in the user's documents, and create it if missing.

    If that is impossible, it is in the local data folder.
    """
    return _made(
        "documents",
        lambda: platformdirs.user_documents_path() / "Journey Editor",
        lambda: _local_data() / "documents",
    )


def user_temporary() -> Path:
    """Return a private temporary folder, for use if no other folder is writable."""
    return _made("temporary")


def user_locks() -> Path:
    """Return the user's folder for locks between programs on this computer.

    It does not depend on ``JOURNEY_EDITOR_HOME`` and ``TMPDIR``. Raises `OSError` if it cannot be created.
    """
    return _of_computer("open")


def user_sockets() -> Path:
    """Return the user's folder for local sockets, with the same rules as `user_locks`. Raises `OSError`."""
    return _of_computer("sockets")


def _of_computer(purpose: str) -> Path:
    for place in _FOR_EVERYBODY:
        with contextlib.suppress(OSError):
            return _temporary(purpose, place)
    return _temporary(purpose)


def make_private(folder: Path) -> Path:
    """Create a folder that only this user can open, with missing parents, and return it.

    Permissions of other users are removed from an existing folder of this user. Raises `OSError`.
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
    """Create an empty file that only this user can read, or make an existing one private. Return it."""
    # If this fails, the file is still in a private folder.
    with contextlib.suppress(OSError):
        file.touch(mode=0o600)
        _narrow(file)
    return file


def _narrow(path: Path) -> None:
    """Remove the permissions of other users from a file or folder, if it belongs to this user."""
    if sys.platform != "win32":
        status = path.stat()
        if status.st_mode & 0o077 and status.st_uid == os.geteuid():
            with contextlib.suppress(OSError):
                path.chmod(stat.S_IMODE(status.st_mode) & ~0o077)


def _local_data() -> Path:
    return platformdirs.user_data_path(_NAME, appauthor=False, roaming=False)


def _made(purpose: str, *usual: Callable[[], Path]) -> Path:
    """Return the folder for a purpose: the first writable one of the usual ones, created if missing.

    If the home folder is not writable (an account of a service, a locked-down computer), it is a private
    temporary folder.
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
            # A relative path would depend on the working directory.
            if folder.is_absolute():
                make(folder)
                if os.access(folder, os.W_OK):
                    return folder
        except (OSError, RuntimeError):
            # RuntimeError: the user has no home folder.
            continue
    return make(_temporary(purpose))


def _make_open(folder: Path) -> Path:
    """Create a folder in the user's documents, with the usual permissions there."""
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _temporary(purpose: str, place: Path | None = None) -> Path:
    """Return a private temporary folder."""
    folder = _private(place or Path(tempfile.gettempdir())) / purpose
    folder.mkdir(exist_ok=True)
    return folder


def _private(place: Path) -> Path:
    """Return this user's own folder in a place where all users can create folders.

    A folder with the usual name that belongs to another user is not used, because they could read or replace
    its content. Then a folder with a longer name is created, and found again by its owner.
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
