"""Where things lie: the program's own resources, and a person's folders on each platform.

The environment variable ``JOURNEY_EDITOR_HOME`` names one folder that takes the place of all
of a person's folders (``data``, ``cache`` and ``log`` lie in it).
"""

import os
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import platformdirs

from journey_editor.foundation.errors import UserError
from journey_editor.foundation.translation import tr

# Linux names such folders in small letters; Windows and macOS show them to people.
_NAME = "journey-editor" if sys.platform.startswith("linux") else "Journey Editor"


@cache
def resources() -> Path:
    """The folder of fonts, icons, templates, themes, translations and help.

    An installed package carries it inside; in a checkout it lies beside the package.
    """
    package = Path(__file__).resolve().parent.parent
    installed = package / "_resources"
    return installed if installed.is_dir() else package.parent / "resources"


def user_data() -> Path:
    """The person's local folder for work in progress, made when missing. It never roams to a server."""
    return _made("data", _local_data)


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

    It is the same one whatever ``JOURNEY_EDITOR_HOME`` says.
    """
    return _temporary("open")


def _local_data() -> Path:
    return platformdirs.user_data_path(_NAME, appauthor=False, roaming=False)


def _made(purpose: str, *usual: Callable[[], Path]) -> Path:
    """Make the folder for a purpose, the first of the usual ones that can be written to, and answer it.

    Where nothing can be written in the home folder (a service's account, a locked-down computer),
    it is a private folder among the temporary ones.
    """
    chosen = os.environ.get("JOURNEY_EDITOR_HOME")
    if chosen:
        folder = Path(chosen).absolute() / purpose
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserError(
                tr("The folder {folder} that JOURNEY_EDITOR_HOME names cannot be made: {reason}.").format(
                    folder=folder, reason=error.strerror
                )
            ) from error
        return folder
    for where in usual:
        try:
            folder = where()
            # A relative one would be made wherever the program was started.
            if folder.is_absolute():
                folder.mkdir(parents=True, exist_ok=True)
                if os.access(folder, os.W_OK):
                    return folder
        except (OSError, RuntimeError):
            # RuntimeError: the system does not know of a home folder.
            continue
    return _temporary(purpose)


def _temporary(purpose: str) -> Path:
    """A folder among the temporary ones that only this person may open."""
    whose = str(os.getuid()) if hasattr(os, "getuid") else ""
    private = Path(tempfile.gettempdir()) / f"journey-editor-{whose}"
    private.mkdir(mode=0o700, exist_ok=True)
    if whose and private.lstat().st_uid != os.getuid():
        # Somebody else made it first, and could read or swap what is written there.
        private = Path(tempfile.mkdtemp(prefix="journey-editor-"))
    folder = private / purpose
    folder.mkdir(exist_ok=True)
    return folder
