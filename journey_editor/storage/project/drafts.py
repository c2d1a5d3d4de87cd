"""Projects that nobody has named yet: they live in the user's local data folder until somebody does."""

import contextlib
import time
from pathlib import Path
from typing import TYPE_CHECKING

from journey_editor.foundation import folders
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.identity import Clock, now
from journey_editor.foundation.translation import tr

if TYPE_CHECKING:
    from journey_editor.model.document import Document

_DAYS_IN_TRASH = 30


def new_draft(clock: Clock = now) -> Path:
    """Where a new project without a name goes; nothing lies there yet."""
    # The start page, which lists them, is there sooner without it.
    import secrets

    return folders.user_drafts() / f"{clock():%Y-%m-%d %H.%M.%S} {secrets.token_hex(4)}.journey"


def is_draft(path: Path) -> bool:
    """Whether a project file is one without a name."""
    return folders.is_among_drafts(path)


def title_of(document: "Document") -> str:
    """Return what a project without a name is called."""
    return document.project().name or document.journeys()[0].title


def drafts() -> list[Path]:
    """The projects without a name, the one that was saved last first."""
    found = folders.user_drafts().glob("*.journey")
    # Where the folder lies on a network there may be beside one who works on it.
    return sorted((each for each in found if not each.name.startswith("~$")), key=_saved, reverse=True)


def discard(path: Path) -> None:
    """Throw a project without a name away: into a folder where it is kept for 30 days more.

    Raises `UserError` when it has to stay.
    """
    tidy()
    try:
        trash = folders.make_private(_trash())
        # The days are counted from now on, not from when it was saved.
        path.touch()
        path.replace(trash / path.name)
    except OSError as error:
        raise UserError(
            tr("The project could not be discarded: {reason}.").format(reason=error.strerror)
        ) from error


def tidy() -> None:
    """Delete what was thrown away more than 30 days ago, with its earlier versions. Never raises."""
    # The start page, which lists drafts, is there sooner without it.
    from journey_editor.storage.project.versions import delete_versions, kept_of

    with contextlib.suppress(OSError, UserError):
        for old in _trash().glob("*.journey"):
            if time.time() - _saved(old) > _DAYS_IN_TRASH * 86_400:
                delete_versions(kept_of(folders.user_drafts() / old.name))
                old.unlink(missing_ok=True)


def _trash() -> Path:
    return folders.user_drafts() / "discarded"


def _saved(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
