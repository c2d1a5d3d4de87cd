"""Opening of project files for editing: the lock, the content, and unsaved changes of the last session."""

import contextlib
import logging
import os
import stat
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from journey_editor.foundation.cancellation import raise_if_cancelled, uncancellable
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.file_words import known_name
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.regular_file import is_same
from journey_editor.foundation.shared_folder import may_write
from journey_editor.foundation.translation import tr
from journey_editor.storage.journal import recovery
from journey_editor.storage.journal.recovered import Recoverable, Recovered
from journey_editor.storage.locking.project_lock import Owner, ProjectHeldError, ProjectLock
from journey_editor.storage.project.drafts import new_draft
from journey_editor.storage.project.project import Project
from journey_editor.storage.project.project_file import read_project
from journey_editor.storage.project.refusal import FileRefusedError
from journey_editor.storage.project.stamp import read_stamped

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ReadOnly:
    """Reason why a project is read-only: a sentence, and the owner of the lock if that is the reason."""

    sentence: str
    owner: Owner | None = None


@dataclass(frozen=True, slots=True)
class OpenedProject:
    """A project that was opened, with the lock of its file. It is `Recovered` if it comes from a journal.

    `is_held_here` is True if this process has the file open already.
    """

    project: Project
    lock: ProjectLock
    read_only: ReadOnly | None = None
    is_held_here: bool = False

    def release(self) -> None:
        """Release the lock and restore the journal, as if the project had not been opened."""
        _release(self.project, self.lock)


def open_project(path: Path, *, force: bool = False) -> OpenedProject:
    """Open a project file for editing; read-only if it is open elsewhere or not writable.

    With `force` it is opened for editing although another computer seems to have it open. Raises
    `FileRefusedError` and `CancelledError`.
    """
    lock, read_only, is_held_here = ProjectLock.none(path), None, False
    sentence = _obstacle_to_saving(path)
    if sentence:
        read_only = ReadOnly(sentence.format(file=known_name(path)))
    else:
        try:
            lock = ProjectLock.acquire(path, force=force)
        except ProjectHeldError as held:
            is_held_here = held.owner.is_this_process
            if not is_held_here:
                read_only = ReadOnly(held.sentence, held.owner)
    project = None
    try:
        # If another program has the file open, its journal is recovered when the file is free.
        project = (recovered_project(path) if read_only is None else None) or read_project(path)
        raise_if_cancelled()
    except BaseException:
        _release(project, lock)
        raise
    return OpenedProject(project, lock, read_only, is_held_here)


def open_recovered(found: Recoverable, open_files: Iterable[Path]) -> OpenedProject:
    """Open a project from a journal for editing. Raises `UserError`.

    If its file is open, here as one of `open_files` or elsewhere, it becomes another project without a name.
    """
    recovered = recovery.open_recoverable(found)
    try:
        with contextlib.suppress(ProjectHeldError):
            if not any(is_same(each, recovered.path) for each in open_files):
                return OpenedProject(recovered, ProjectLock.acquire(recovered.path))
        recovered = replace(recovered, path=new_draft(), stamp=None)
        return OpenedProject(recovered, ProjectLock.none(recovered.path))
    except BaseException:
        recovered.restore()
        raise


@uncancellable()
def recovered_project(path: Path) -> Recovered | None:
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
    return recovered


def _release(project: Project | None, lock: ProjectLock) -> None:
    if isinstance(project, Recovered):
        project.restore()
    lock.release()


def _is_as_saved(recovered: Recovered) -> bool:
    """Return whether the project's file is unchanged since the last save."""
    if recovered.stamp is None:
        return False
    with contextlib.suppress(FileRefusedError):
        return read_stamped(recovered.path)[1].sha256 == recovered.stamp.sha256
    return False


def _obstacle_to_saving(path: Path) -> str:
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
        return tr("You do not have permission to change files in the folder of “{file}”.")
    return ""
