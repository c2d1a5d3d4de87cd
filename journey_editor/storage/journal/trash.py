"""Trash for discarded journals, which are deleted after 30 days."""

import contextlib
import shutil
import time
from pathlib import Path

from journey_editor.foundation.errors import UserError
from journey_editor.foundation.translation import tr
from journey_editor.storage.journal.lineage import line_of
from journey_editor.storage.journal.names import TRASH

DAYS_IN_TRASH = 30


def discard_all_of(folder: Path) -> Path:
    """Discard a journal and all its predecessors. Return its folder in the trash.

    The oldest is moved first, so that an interruption never leaves a journal whose continuation is gone.
    Raises `OSError` if one of them cannot be moved.
    """
    for each in line_of(folder)[:-1]:
        with contextlib.suppress(FileNotFoundError):
            move_to_trash(each)
    return move_to_trash(folder)


def move_to_trash(folder: Path) -> Path:
    """Move one journal into the trash. Return its folder there. Raises `OSError`."""
    trash = folder.parent / TRASH
    trash.mkdir(mode=0o700, exist_ok=True)
    target = trash / folder.name
    if target.exists():
        target = trash / f"{folder.name} {time.time_ns()}"
    # The 30 days begin now.
    folder.touch()
    folder.rename(target)
    return target


def restore_from_trash(trashed: Path) -> None:
    """Offer a discarded journal again. Raises `UserError`."""
    try:
        trashed.rename(trashed.parent.parent / trashed.name)
    except OSError as error:
        raise UserError(
            tr("The project could not be restored from the trash: {reason}.").format(reason=error.strerror)
        ) from error


def empty_trash(place: Path) -> None:
    """Delete the journals of a place that were discarded more than 30 days ago. Never raises."""
    with contextlib.suppress(OSError):
        delete_if_old(*(place / TRASH).iterdir())


def delete_if_old(*folders: Path) -> None:
    """Delete folders that have not changed for 30 days. Raises `OSError` if one cannot be examined."""
    for folder in folders:
        if is_old(folder):
            shutil.rmtree(folder, ignore_errors=True)


def is_old(path: Path) -> bool:
    """Return whether a file or folder has not changed for 30 days. Raises `OSError`."""
    return time.time() - path.stat().st_mtime > DAYS_IN_TRASH * 86_400


def delete_folder(folder: Path) -> None:
    """Delete a journal or a copy of one, as far as possible."""
    # `rmtree` raises an error even so if a folder cannot be closed.
    with contextlib.suppress(OSError):
        shutil.rmtree(folder, ignore_errors=True)
