"""Store of an open project: its file and its journal, both written off the interface's thread."""

import contextlib
import os
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from journey_editor.editing.editor import Edited
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.regular_file import is_file
from journey_editor.model.document import Document
from journey_editor.model.records import Record
from journey_editor.storage.journal.journal import Journal
from journey_editor.storage.journal.recovered import Recovered
from journey_editor.storage.locking.project_lock import ProjectHeldError, ProjectLock
from journey_editor.storage.project.autosave import AutoSaver, SavedProject, SaveState, SaveStatus
from journey_editor.storage.project.drafts import new_draft
from journey_editor.storage.project.project import Project

if TYPE_CHECKING:
    from journey_editor.storage.opening import ReadOnly

OnSaved = Callable[[SaveStatus], None]
OnError = Callable[[str], None]

_FAILURES = (SaveState.FAILED, SaveState.CHANGED_OUTSIDE, SaveState.GONE)

_CLOSE_TIMEOUT = 20.0
"""Seconds to wait for the last save when the window closes."""
_JOURNAL_TIMEOUT = 2.0
"""Seconds that a save waits for the journal, whose disk may hang."""
_UNSAVED_TIMEOUT = 2.0
"""Seconds to wait for a save that the user has cancelled, and for locks to be released."""
_LEAVE_TIMEOUT = 0.5
"""Seconds to wait if the system ends the program."""


class ProjectStore(QObject):
    """Store of an open project: its file, its journal and the state of both.

    The threads that save and that write the journal reach the window only through signals of this object.
    """

    state_changed = Signal()
    """`status`, `unsaved`, `edits_are_safe`, `journal_error` or `read_only` has changed."""
    save_failed = Signal(object)
    """Emitted with the `SaveStatus` if the file could not be saved or was changed by another program."""
    notice = Signal(str)
    """Emitted with a sentence about an error that does not lose anything."""
    _saver_changed = Signal()
    _journal_changed = Signal()
    _job_done = Signal(object, object)

    def __init__(
        self,
        project: Project,
        *,
        lock: ProjectLock | None = None,
        read_only: "ReadOnly | None" = None,
    ) -> None:
        """Begin with a project that was read from its file, recovered from a journal, or created.

        The `lock` of its file is released at the end. A project without a lock gets one at its first save.
        Nothing is written for a `read_only` project.
        """
        super().__init__()
        self.read_only = read_only
        self._lock = lock
        self._next_lock: ProjectLock | None = None
        self.pictures = dict(project.pictures)
        recovered = project if isinstance(project, Recovered) else None
        # Recovered steps are only read when they are undone, so all their pictures are needed.
        self.recovered_pictures = frozenset(recovered.pictures) if recovered is not None else frozenset()
        self.history = recovered.history if recovered is not None else None
        self._last_state, self._last_remark, self._last_error = SaveState.SAVED, "", ""
        self._saver_changed.connect(self._report_state)
        self._journal_changed.connect(self._report_journal)
        self._job_done.connect(self._report_result)
        self._journal: Journal | None = None
        if read_only is None:
            self._begin_journal(project)
        self._saver = AutoSaver(
            project.document,
            self.pictures,
            project.path,
            project.stamp,
            number=self.edits_made,
            unsaved=recovered is not None and (recovered.unsaved or not is_file(project.path)),
            on_change=self._saver_changed.emit,
            on_saved=self._record_save,
            before_moving=self._claim,
            before_copying=self._check_unclaimed,
            before_writing=self._wait_for_journal,
        )

    @property
    def status(self) -> SaveStatus:
        """State of the file."""
        return self._saver.status

    @property
    def path(self) -> Path:
        """Path of the project's file."""
        return self._saver.path

    @property
    def has_name(self) -> bool:
        """True if the user has chosen the path of the file."""
        return self._saver.has_name

    @property
    def unsaved(self) -> bool:
        """True if there are edits that are not in the file."""
        return self._saver.unsaved

    @property
    def edits_made(self) -> int:
        """Number of the latest edit. Edits are counted from 1, including those that were recovered."""
        return self._journal.posted if self._journal is not None else 0

    @property
    def edits_safe(self) -> int:
        """Number of the latest edit that is on the disk, in the journal or in the file."""
        return self._journal.durable if self._journal is not None else 0

    @property
    def edits_are_safe(self) -> bool:
        """True if all edits are on the disk."""
        return self.edits_safe >= self.edits_made

    @property
    def journal_error(self) -> str:
        """Sentence for the user if no journal can be written; else empty."""
        return self._journal.error if self._journal is not None else ""

    def record(self, edited: Edited) -> None:
        """Record an edit, in the journal at once and in the file at the next pause between edits."""
        if self._journal is not None:
            # A copy for the threads that write, because the window continues to change the original.
            pictures = dict(self.pictures)
            self._journal.record_edit(edited, pictures)
            self._saver.record_edit(edited.document, pictures)

    def record_typing(self, record: Record, field: str, text: str) -> None:
        """Record in the journal the text that is being typed into a field of a record."""
        if self._journal is not None:
            self._journal.record_typing(record, field, text)

    def clear_typing(self) -> None:
        """Record that the typing has ended, with an edit or without."""
        if self._journal is not None:
            self._journal.clear_typing()

    def edit_file(self, document: Document, project: Project, lock: ProjectLock) -> None:
        """Make a read-only project editable in its file, which was read again as `project`.

        `document` is the one that the window shows.
        """
        data = project.data if document == project.document else None
        self._start_editing(Project(document, self.pictures, self.path, data, project.stamp), lock)

    def edit_copy(self, document: Document) -> None:
        """Make a read-only project editable as a new project without a name."""
        self._start_editing(Project(document, self.pictures, new_draft()), None, unsaved=True)

    def set_automatic(self, yes: bool) -> None:
        """Save automatically, or only on request."""
        self._saver.automatic = yes

    def save_now(self, on_success: OnSaved, *, overwrite: bool = False) -> None:
        """Save without delay; call `on_success` afterwards, or emit `save_failed`."""
        self._notify_when_done(self._saver.save_now(overwrite=overwrite), on_success, self._report_failure)

    def save_as(self, path: Path, on_success: OnSaved, on_error: OnError) -> None:
        """Save to another path and continue with that file; call `on_error` with the reason if it fails."""

        def failed(sentence: str) -> None:
            unused, self._next_lock = self._next_lock, None
            self._release(unused)
            on_error(sentence)

        self._notify_when_done(self._saver.save_as(path), on_success, failed)

    def save_copy(
        self, path: Path, on_success: OnSaved, on_error: OnError, document: Document | None = None
    ) -> None:
        """Save a copy, by default of the project as it is, to another path.

        `on_error` is called with the reason if it fails.
        """
        self._notify_when_done(self._saver.save_copy(path, document), on_success, on_error)

    def wait_until_safe(self, seconds: float) -> bool:
        """Wait until all edits and unfinished typing are on the disk; return whether they are."""
        return self._journal is None or self._journal.wait(timeout=seconds)

    def finish(self) -> "Future[SaveStatus]":
        """Save unsaved edits. The result is done when no save is waiting any more."""
        return self._saver.finish()

    def close(self, *, save: bool = True) -> None:
        """Close the project. Unsaved edits are saved unless `save` is False.

        Edits that are not in the file stay in the journal and are offered at the next start, as is recovered
        typing that was neither inserted nor discarded.
        """
        self._close(save=save, timeout=_CLOSE_TIMEOUT if save else _UNSAVED_TIMEOUT, by_user=True)

    def leave(self) -> None:
        """Close the project without saving, because the system ends the program; the journal stays."""
        self._close(save=False, timeout=_LEAVE_TIMEOUT, by_user=False)

    def _close(self, *, save: bool, timeout: float, by_user: bool) -> None:
        self._saver.close(save=save, timeout=timeout)
        if self._journal is not None:
            self._journal.close(keep=self._saver.unsaved or self._journal.typing, closed=by_user)
        self._release(self._lock, self._next_lock)

    def _start_editing(self, project: Project, lock: ProjectLock | None, *, unsaved: bool = False) -> None:
        self.read_only, self._lock = None, lock
        self._begin_journal(project)
        self._saver.restart(project.document, self.pictures, project.path, project.stamp, unsaved=unsaved)
        self.state_changed.emit()

    def _begin_journal(self, project: Project) -> None:
        self._journal = Journal(project, on_change=self._journal_changed.emit)

    def _record_save(self, saved: SavedProject) -> None:
        if self._journal is not None:
            self._journal.record_save(saved.number, saved.path, saved.stamp, saved.data, saved.document)
        if self._lock is None and self._next_lock is None:
            # The first save of a project without a name.
            with contextlib.suppress(ProjectHeldError):
                self._claim(saved.path)
        if self._next_lock is not None and self._next_lock.path == saved.path:
            old, self._lock, self._next_lock = self._lock, self._next_lock, None
            if old is not None:
                old.release()

    def _wait_for_journal(self, number: int) -> None:
        """Wait until an edit is in the journal, so that the file is never ahead of it after a crash."""
        journal = self._journal
        if journal is not None and not journal.error:
            journal.wait(number, timeout=_JOURNAL_TIMEOUT)

    def _claim(self, path: Path) -> None:
        """Lock a path before the project moves there. Raises `ProjectHeldError`."""
        if self._lock is None or os.path.realpath(self._lock.path) != os.path.realpath(path):
            self._next_lock = ProjectLock.acquire(path)

    def _check_unclaimed(self, path: Path) -> None:
        """Raise `ProjectHeldError` if another window or program has the project at `path` open."""
        if self._lock is None or os.path.realpath(self._lock.path) != os.path.realpath(path):
            ProjectLock.acquire(path).release()

    def _release(self, *locks: ProjectLock | None) -> None:
        """Release locks on another thread, because a network share that does not respond must not block."""

        def release() -> None:
            for each in locks:
                if each is not None:
                    each.release()

        thread = threading.Thread(target=release, name="release", daemon=True)
        thread.start()
        thread.join(_UNSAVED_TIMEOUT)

    def _notify_when_done(self, future: "Future[SaveStatus]", on_success: OnSaved, on_error: OnError) -> None:
        future.add_done_callback(lambda done: self._job_done.emit(done, (on_success, on_error)))

    def _report_result(self, future: "Future[SaveStatus]", callbacks: tuple[OnSaved, OnError]) -> None:
        on_success, on_error = callbacks
        try:
            status = future.result()
        except UserError as error:
            on_error(error.sentence)
        else:
            on_success(status)

    def _report_failure(self, _sentence: str) -> None:
        self.save_failed.emit(self.status)

    def _report_state(self) -> None:
        status = self.status
        state = status.state
        if state is not self._last_state and state in _FAILURES:
            self.save_failed.emit(status)
        if status.remark and status.remark != self._last_remark:
            self.notice.emit(status.remark)
        if state is not SaveState.SAVING:
            self._last_state, self._last_remark = state, status.remark
        self.state_changed.emit()

    def _report_journal(self) -> None:
        error = self.journal_error
        if error and error != self._last_error:
            self.notice.emit(error)
        self._last_error = error
        self.state_changed.emit()
