"""Projects that nobody has named yet: they live in the user's local data folder until somebody does."""

import time
from pathlib import Path

from journey_editor.foundation import folders
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.identity import Clock, now
from journey_editor.foundation.translation import tr

_DAYS_IN_TRASH = 30


def new_draft(clock: Clock = now) -> Path:
    """Where a new project without a name goes; nothing lies there yet."""
    # The start page, which lists them, is there sooner without it.
    import secrets

    return _folder() / f"{clock():%Y-%m-%d %H.%M.%S} {secrets.token_hex(4)}.journey"


def is_draft(path: Path) -> bool:
    """Whether a project file is one without a name."""
    return path.parent == _folder()


def drafts() -> list[Path]:
    """The projects without a name, the one that was saved last first."""
    found = _folder().glob("*.journey")
    # Where the folder lies on a network there may be beside one who works on it.
    return sorted((each for each in found if not each.name.startswith("~$")), key=_saved, reverse=True)


def discard(path: Path) -> None:
    """Throw a project without a name away: into a folder where it is kept for 30 days more.

    Raises `UserError` when it has to stay.
    """
    trash = _folder() / "discarded"
    try:
        trash.mkdir(exist_ok=True)
        for old in trash.glob("*.journey"):
            if time.time() - _saved(old) > _DAYS_IN_TRASH * 86_400:
                old.unlink(missing_ok=True)
        # The days are counted from now on, not from when it was saved.
        path.touch()
        path.replace(trash / path.name)
    except OSError as error:
        raise UserError(
            tr("The project could not be thrown away: {reason}.").format(reason=error.strerror)
        ) from error


def _folder() -> Path:
    folder = folders.user_data() / "unnamed projects"
    folder.mkdir(exist_ok=True)
    return folder


def _saved(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
