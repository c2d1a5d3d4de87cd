"""Drafts: unnamed projects, stored in the user's local data folder."""

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

DAYS_IN_TRASH = 30
"""Days for which discarded drafts and removed templates are kept."""


def new_draft(clock: Clock = now) -> Path:
    """Return an unused path for a new unnamed project."""
    # Imported here so that the start page appears sooner.
    import secrets

    return folders.user_drafts() / f"{clock():%Y-%m-%d %H.%M.%S} {secrets.token_hex(4)}.journey"


def is_draft(path: Path) -> bool:
    """Return whether a project file is a draft."""
    return folders.is_among_drafts(path)


def title_of(document: "Document") -> str:
    """Return the title of an unnamed project."""
    return document.project().name or document.journeys()[0].title


def drafts() -> list[Path]:
    """Return the paths of all drafts, the one that was saved last first."""
    found = folders.user_drafts().glob("*.journey")
    # In a folder on a network there may be lock files.
    return sorted((each for each in found if not each.name.startswith("~$")), key=_saved, reverse=True)


def discard(path: Path) -> None:
    """Move a draft to a folder in which it is kept for 30 more days. Raises `UserError` if that fails."""
    tidy()
    try:
        trash = folders.make_private(_trash())
        # The 30 days begin now, not at the last save.
        path.touch()
        path.replace(trash / path.name)
    except OSError as error:
        raise UserError(
            tr("The project could not be discarded: {reason}.").format(reason=error.strerror)
        ) from error


def tidy() -> None:
    """Delete drafts that were discarded more than 30 days ago, with their earlier versions. Never raises."""
    # Imported here so that the start page appears sooner.
    from journey_editor.storage.project.versions import delete_versions, kept_of

    with contextlib.suppress(OSError, UserError):
        for old in _trash().glob("*.journey"):
            if time.time() - _saved(old) > DAYS_IN_TRASH * 86_400:
                delete_versions(kept_of(folders.user_drafts() / old.name))
                old.unlink(missing_ok=True)


def _trash() -> Path:
    return folders.user_drafts() / "discarded"


def _saved(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
