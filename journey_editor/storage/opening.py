"""Opening of project files for editing: the lock, the content, and what the last session left unsaved."""

import contextlib
import logging
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from journey_editor.foundation.cancellation import raise_if_cancelled, uncancellable
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.file_words import known_name
from journey_editor.foundation.shared_folder import may_write
from journey_editor.foundation.translation import tr
from journey_editor.storage.journal import recovery
from journey_editor.storage.journal.recovered import Recoverable, Recovered
from journey_editor.storage.locking.project_lock import Owner, ProjectHeldError, ProjectLock
from journey_editor.storage.project.project_file import OpenedProject, read_project
from journey_editor.storage.project.refusal import FileRefusedError
from journey_editor.storage.project.stamp import read_stamped

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ReadOnly:
    """Reason why a project is read-only: a sentence, and who has it open if that is the reason."""

    sentence: str
    owner: Owner | None = None


@dataclass(frozen=True, slots=True)
class ForWork:
    """A project that was opened, from its file (`project`) or from a journal (`recovered`).

    `is_held_here` is set if this process has it open already.
    """

    path: Path
    lock: ProjectLock
    project: OpenedProject | None = None
    recovered: tuple[Recoverable, Recovered] | None = None
    read_only: ReadOnly | None = None
    is_held_here: bool = False

    def let_go(self) -> None:
        """Release the lock and restore the journal, as if the project had not been opened."""
        if self.recovered is not None:
            self.recovered[1].restore()
        self.lock.release()


def open_for_work(path: Path, *, force: bool = False) -> ForWork:
    """Open a project file for editing; read-only if somebody else has it open or it is not writable.

    With `force` it is opened for editing although another computer seems to have it open. Raises
    `FileRefusedError` and `CancelledError`.
    """
    lock, read_only, is_held_here = ProjectLock.none(path), None, False
    words = _why_not_written(path)
    if words:
        read_only = ReadOnly(words.format(file=known_name(path)))
    else:
        try:
            lock = ProjectLock.take(path, force=force)
        except ProjectHeldError as held:
            is_held_here = held.owner.is_this_process
            if not is_held_here:
                read_only = ReadOnly(held.sentence, held.owner)
    found = None
    try:
        # If another program has the file open, its journal is recovered later, when the file is free.
        found = left_for(path) if read_only is None else None
        project = read_project(path) if found is None else None
        raise_if_cancelled()
    except BaseException:
        ForWork(path, lock, recovered=found).let_go()
        raise
    return ForWork(path, lock, project, found, read_only, is_held_here)


@uncancellable()
def left_for(path: Path) -> tuple[Recoverable, Recovered] | None:
    """Return the unsaved project that the last session of a file left, or None.

    A journal whose recovery ended the program twice is only recovered on request.
    """
    real = os.path.realpath(path)
    found = next((each for each in recovery.recoverable() if os.path.realpath(each.path) == real), None)
    if found is None or not found.opens_by_itself:
        return None
    try:
        recovered = recovery.open_recoverable(found)
    except UserError:
        # The file opens as it was saved. The start page offers the journal, and reports the error.
        _logger.warning("%s cannot be recovered by itself", path)
        return None
    if not found.has_more_than_its_file and not _is_as_saved(recovered):
        recovered.finish(discard=True)
        return None
    return found, recovered


def _is_as_saved(recovered: Recovered) -> bool:
    """Return whether the project's file is unchanged since the last save."""
    if recovered.stamp is None:
        return False
    with contextlib.suppress(FileRefusedError):
        return read_stamped(recovered.path)[1].sha256 == recovered.stamp.sha256
    return False


def _why_not_written(path: Path) -> str:
    """Return why an existing file cannot be saved, with `{file}` for its name; empty if it can."""
    real = Path(os.path.realpath(path))
    try:
        status, folder = real.stat(), real.parent.stat()
    except OSError:
        return ""
    if not stat.S_ISREG(status.st_mode):
        return ""
    if not status.st_mode & 0o222 or not may_write(real):
        return tr("“{file}” is read-only.")
    # A save replaces the file by a new one, which needs rights for the folder.
    others = hasattr(os, "geteuid") and os.geteuid() not in (0, status.st_uid, folder.st_uid)
    if not may_write(real.parent) or (folder.st_mode & stat.S_ISVTX and others):
        return tr("“{file}” is in a folder in which you cannot change files.")
    return ""
