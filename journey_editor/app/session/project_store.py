"""Store of an open project: its file and its journal, both written off the interface's thread."""

import contextlib
import os
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from journey_editor.editing.editor import Edited
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.regular_file import is_file
from journey_editor.model.document import Document
from journey_editor.model.records import Record
from journey_editor.storage.journal.items import Opened
from journey_editor.storage.journal.journal import Journal
from journey_editor.storage.journal.recovered import Recovered
from journey_editor.storage.locking.project_lock import ProjectHeldError, ProjectLock
from journey_editor.storage.project.autosave import ProjectKeeper, SavedProject, SaveState, SaveStatus
from journey_editor.storage.project.drafts import new_draft
from journey_editor.storage.project.stamp import Stamp

if TYPE_CHECKING:
    from journey_editor.storage.opening import ForWork, ReadOnly
    from journey_editor.storage.project.project_file import OpenedProject

OnSaved = Callable[[SaveStatus], None]
OnError = Callable[[str], None]

_TROUBLES = (SaveState.FAILED, SaveState.CHANGED_OUTSIDE, SaveState.GONE)

_PATIENCE = 20.0
"""Seconds for which a window that closes waits for its last save."""
_JOURNAL_PATIENCE = 2.0
"""Seconds for which a save waits for the journal, which may be on a disk that hangs."""
_LAST_PATIENCE = 2.0
"""Seconds for a save that the person has given up."""
_NO_PATIENCE = 0.5
"""Seconds if the system has already waited."""


class ProjectStore(QObject):
    """Store of a project in its file and journal, with the state of saving.

    One such object lives as long as the project is open: the keeper's thread speaks to the window only
    through its signals.
    """

    state_changed = Signal()
    """`status`, `unsaved`, `edits_are_safe`, `journal_trouble` or `read_only` has changed."""
    troubled = Signal(object)
    """The file could not be saved, or another program has changed it; with the `SaveStatus`."""
    refused = Signal(str)
    """Something could not be done, and nothing is lost by it: the sentence."""
    _changed_elsewhere = Signal()
    _journal_elsewhere = Signal()
    _finished = Signal(object, object)

    def __init__(
        self,
        document: Document,
        assets: Mapping[str, bytes],
        path: Path,
        stamp: Stamp | None,
        *,
        data: bytes | None = None,
        digest: str = "",
        recovered: Recovered | None = None,
        lock: ProjectLock | None = None,
        read_only: "ReadOnly | None" = None,
    ) -> None:
        """Begin with a project as it was opened, from `data` with a `digest` or a journal, or as it was made.

        The `lock` of its file is released at the end; one that has none yet gets it at the first save. A
        project that is `read_only` can only be looked at, and nothing of it is kept.
        """
        super().__init__()
        self.read_only = read_only
        self._lock = lock
        self._next_lock: ProjectLock | None = None
        self.assets = dict(assets)
        # What recovered steps name is only known once they are undone.
        self.recovered_pictures = frozenset(recovered.assets) if recovered is not None else frozenset()
        self.history = recovered.history if recovered is not None else None
        self._last_state, self._last_remark, self._last_trouble = SaveState.SAVED, "", ""
        self._changed_elsewhere.connect(self._tell)
        self._journal_elsewhere.connect(self._tell_safety)
        self._finished.connect(self._finish)
        self._journal: Journal | None = None
        # By how much the journal counts more edits than the keeper of the file.
        self._before = 0
        if read_only is None:
            self._begin_journal(Opened(document, self.assets, path, data, stamp, recovered, digest))
        self._keeper = ProjectKeeper(
            document,
            self.assets,
            path,
            stamp,
            on_change=self._changed_elsewhere.emit,
            on_saved=self._note_saved,
            before_moving=self._claim,
            before_copying=self._check_unclaimed,
            before_writing=self._wait_for_journal,
        )
        if recovered is not None and (recovered.unsaved or not is_file(path)):
            self._before -= 1
            self._keeper.touch(document, self.assets)

    @classmethod
    def of_opened(cls, found: "ForWork") -> "tuple[ProjectStore, Document]":
        """Make the store of a file that was read; answer what the file holds too."""
        project = found.project
        assert project is not None
        store = cls(
            project.document,
            project.assets,
            found.path,
            project.stamp,
            data=project.data,
            digest=project.digest,
            lock=found.lock,
            read_only=found.read_only,
        )
        return store, project.document

    @property
    def status(self) -> SaveStatus:
        """How the file stands."""
        return self._keeper.status

    @property
    def path(self) -> Path:
        """The project's file."""
        return self._keeper.path

    @property
    def has_name(self) -> bool:
        """Whether the person chose where the file is."""
        return self._keeper.has_name

    @property
    def unsaved(self) -> bool:
        """Whether there are edits that are not in the file."""
        return self._keeper.unsaved

    @property
    def edits_made(self) -> int:
        """The number of the latest edit; they are counted on over recoveries."""
        return self._journal.posted if self._journal is not None else 0

    @property
    def edits_safe(self) -> int:
        """The number of the latest edit that is on the disk, in the journal if not in the file."""
        return self._journal.durable if self._journal is not None else 0

    @property
    def edits_are_safe(self) -> bool:
        """Whether every edit is on the disk."""
        return self.edits_safe >= self.edits_made

    @property
    def journal_trouble(self) -> str:
        """A sentence where no journal can be written; else empty."""
        return self._journal.error if self._journal is not None else ""

    def post(self, edited: Edited) -> None:
        """Put an edit into the journal, at once."""
        if self._journal is not None:
            # As they are now: the thread that writes may come to them when some are forgotten.
            self._journal.post(edited, dict(self.assets))

    def keep_typing(self, record: Record, field: str, text: str) -> None:
        """Keep what is being typed into a field of a record, as long as it is no edit."""
        if self._journal is not None:
            self._journal.keep_typing(record, field, text)

    def forget_typing(self) -> None:
        """What was being typed has become an edit, or nothing."""
        if self._journal is not None:
            self._journal.forget_typing()

    def touch(self, document: Document) -> None:
        """Take the document after an edit; it is saved when the hand rests."""
        if self.read_only is None:
            self._keeper.touch(document, self.assets)

    def work_here(self, document: Document, project: "OpenedProject", lock: ProjectLock) -> None:
        """Keep a project that could only be looked at, in its file, which was read anew as `project`.

        `document` is what it holds, as the window has it.
        """
        data = project.data if document == project.document else None
        self._work(document, self.path, project.stamp, data, lock)

    def work_on_copy(self, document: Document) -> None:
        """Keep a project that could only be looked at as one without a name."""
        self._work(document, new_draft(), None, None, None)
        self._before -= 1
        self._keeper.touch(document, self.assets)

    def set_automatic(self, yes: bool) -> None:
        """Let it save by itself, or only when somebody asks."""
        self._keeper.automatic = yes

    def save_now(self, on_success: OnSaved, *, overwrite: bool = False) -> None:
        """Save without waiting; `on_success` is called when it is done, `troubled` emitted when it fails."""
        self._follow(self._keeper.save_now(overwrite=overwrite), on_success, self._tell_trouble)

    def save_as(self, path: Path, on_success: OnSaved, on_error: OnError) -> None:
        """Save to another place and go on there; `on_error` is called with the reason if that fails."""

        def failed(sentence: str) -> None:
            unused, self._next_lock = self._next_lock, None
            self._release(unused)
            on_error(sentence)

        self._follow(self._keeper.save_as(path), on_success, failed)

    def save_copy(self, path: Path, on_success: OnSaved, on_error: OnError) -> None:
        """Save beside and stay; `on_error` is called with the reason if that fails."""
        self._follow(self._keeper.save_copy(path), on_success, on_error)

    def wait_until_safe(self, seconds: float) -> bool:
        """Wait until every edit, and unfinished typing, is on the disk, if not in the file; whether it is."""
        return self._journal is None or self._journal.wait(timeout=seconds)

    def finish(self) -> "Future[SaveStatus]":
        """Save what is not saved yet; what comes back is done when that is over."""
        return self._keeper.finish()

    def close(self, *, save: bool = True) -> None:
        """End; what is not saved yet is saved unless `save` is false.

        What is then not in the file stays in the journal, and is offered at the next start; so do words of
        an earlier session that nobody has put in or discarded.
        """
        self._end(save=save, timeout=_PATIENCE if save else _LAST_PATIENCE)

    def leave(self) -> None:
        """End as it is: the system ends the program. What is not in the file by now stays in the journal."""
        self._end(save=False, timeout=_NO_PATIENCE)

    def _end(self, *, save: bool, timeout: float) -> None:
        self._keeper.close(save=save, timeout=timeout)
        if self._journal is not None:
            self._journal.close(keep=self._keeper.unsaved or self._journal.typing)
        self._release(self._lock, self._next_lock)

    def _work(
        self,
        document: Document,
        path: Path,
        stamp: Stamp | None,
        data: bytes | None,
        lock: ProjectLock | None,
    ) -> None:
        self.read_only, self._lock = None, lock
        self._keeper.restart(document, self.assets, path, stamp)
        self._begin_journal(Opened(document, self.assets, path, data, stamp))
        self.state_changed.emit()

    def _begin_journal(self, opened: Opened) -> None:
        self._journal = Journal(opened, on_change=self._journal_elsewhere.emit)
        self._before = self._journal.posted

    def _note_saved(self, saved: SavedProject) -> None:
        if self._journal is not None:
            number = self._before + saved.edits
            self._journal.note_saved(number, saved.path, saved.stamp, saved.data, saved.document)
        if self._lock is None and self._next_lock is None:
            # A project without a name lies in its place from now on.
            with contextlib.suppress(ProjectHeldError):
                self._claim(saved.path)
        if self._next_lock is not None and self._next_lock.path == saved.path:
            old, self._lock, self._next_lock = self._lock, self._next_lock, None
            if old is not None:
                old.release()

    def _wait_for_journal(self, edits: int) -> None:
        """Let the journal come first: after a crash a file that is further than it would be a stranger's."""
        journal = self._journal
        if journal is not None and not journal.error:
            journal.wait(self._before + edits, timeout=_JOURNAL_PATIENCE)

    def _claim(self, path: Path) -> None:
        """Lock a place before the project goes on there. Raises `ProjectHeldError`."""
        if self._lock is None or os.path.realpath(self._lock.path) != os.path.realpath(path):
            self._next_lock = ProjectLock.take(path)

    def _check_unclaimed(self, path: Path) -> None:
        """Raise `ProjectHeldError` if another window or program has the project at `path` open."""
        if self._lock is None or os.path.realpath(self._lock.path) != os.path.realpath(path):
            ProjectLock.take(path).release()

    def _release(self, *locks: ProjectLock | None) -> None:
        """Release locks, on a thread of their own: a share that does not answer must not keep the window."""

        def release() -> None:
            for each in locks:
                if each is not None:
                    each.release()

        thread = threading.Thread(target=release, name="release", daemon=True)
        thread.start()
        thread.join(_LAST_PATIENCE)

    def _follow(self, future: "Future[SaveStatus]", on_success: OnSaved, on_error: OnError) -> None:
        future.add_done_callback(lambda done: self._finished.emit(done, (on_success, on_error)))

    def _finish(self, future: "Future[SaveStatus]", callbacks: tuple[OnSaved, OnError]) -> None:
        on_success, on_error = callbacks
        try:
            status = future.result()
        except UserError as error:
            on_error(error.sentence)
        else:
            on_success(status)

    def _tell_trouble(self, _sentence: str) -> None:
        self.troubled.emit(self.status)

    def _tell(self) -> None:
        status = self.status
        state = status.state
        if state is not self._last_state and state in _TROUBLES:
            self.troubled.emit(status)
        if status.remark and status.remark != self._last_remark:
            self.refused.emit(status.remark)
        if state is not SaveState.SAVING:
            self._last_remark = status.remark
        if state is not SaveState.SAVING:
            self._last_state = state
        self.state_changed.emit()

    def _tell_safety(self) -> None:
        trouble = self.journal_trouble
        if trouble and trouble != self._last_trouble:
            self.refused.emit(trouble)
        self._last_trouble = trouble
        self.state_changed.emit()
