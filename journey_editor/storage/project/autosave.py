"""Automatic saving, on its own thread, in pauses between edits."""

import contextlib
import hashlib
import logging
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import Future, wait
from dataclasses import field, replace
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from journey_editor.foundation.errors import UserError
from journey_editor.foundation.file_words import known_name
from journey_editor.foundation.identity import Clock, now
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.translation import tr
from journey_editor.model.document import Document
from journey_editor.storage.project import drafts, recent
from journey_editor.storage.project.refusal import FileRefusedError
from journey_editor.storage.project.stamp import Stamp, read_stamped
from journey_editor.storage.project.versions import move_versions

if TYPE_CHECKING:
    from journey_editor.storage.project.project_file import Placed

_logger = logging.getLogger(__name__)

REST = 19
"""Pause before the next automatic save, in durations of the last one: saving takes 5 % of the time."""


class SaveState(Enum):
    """State of the file compared with the document."""

    SAVED = "saved"
    UNSAVED = "unsaved"
    SAVING = "saving"
    FAILED = "failed"
    CHANGED_OUTSIDE = "changed outside"
    """Another program has changed or replaced the file. It is overwritten only on request."""
    GONE = "gone"
    """The file was moved, renamed or deleted. It is created again only on request."""


@dataclass(frozen=True, slots=True)
class SaveStatus:
    """State of the file at `path`, the time of its last save, and a sentence if that failed.

    `remark` is a sentence about a successful save: the previous version or the permissions were not kept.
    """

    state: SaveState
    path: Path
    saved_at: datetime | None = None
    sentence: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class SavedProject:
    """A save to the project's file: `document` after edit `number`, and the bytes of the file."""

    number: int
    document: Document
    path: Path
    stamp: Stamp
    data: bytes


class ChangedOutsideError(UserError):
    """The file on the disk has changed since it was opened or last saved."""


class FileGoneError(ChangedOutsideError):
    """The file does not exist any more, but its folder does."""


@dataclass(slots=True)
class _Job:
    """A requested save, to `path` or to the project's own file."""

    path: Path | None = None
    stays: bool = True
    """Flag: `path` becomes the project's own file."""
    overwrite: bool = False
    document: Document | None = None
    """Document of a copy that differs from the project."""
    done: "Future[SaveStatus]" = field(default_factory=Future)


class AutoSaver:
    """Automatic saving of a project, on its own thread.

    `on_change` is called when `status` changes, and `on_saved` after each save, from any thread; they must
    not block. `before_moving` is called with a path before the project moves there, `before_copying` before a
    copy is saved there; both may raise `UserError`. `before_writing` is called with the number of the latest
    edit in a save before the file is replaced; it may wait.

    `stamp` is the stamp of the file as it was opened, or None if there is no file at `path` yet. `number` is
    the number of the latest edit in `document`, and `unsaved` is True if the file does not have that edit.
    """

    def __init__(
        self,
        document: Document,
        pictures: Mapping[str, bytes],
        path: Path,
        stamp: Stamp | None,
        *,
        number: int = 0,
        unsaved: bool = False,
        on_change: Callable[[], None] = lambda: None,
        on_saved: Callable[[SavedProject], None] = lambda _: None,
        before_moving: Callable[[Path], None] = lambda _: None,
        before_copying: Callable[[Path], None] = lambda _: None,
        before_writing: Callable[[int], None] = lambda _: None,
        automatic: bool = True,
        delay: float = 2.0,
        longest: float = 30.0,
        clock: Clock = now,
    ) -> None:
        self._begin(document, pictures, path, stamp, number, unsaved=unsaved)
        self._on_change, self._on_saved = on_change, on_saved
        self._before_moving, self._before_copying = before_moving, before_copying
        self._before_writing = before_writing
        self._automatic = automatic
        self._delay, self._longest, self._clock = delay, longest, clock
        self._rest_until = 0.0
        self._jobs: deque[_Job] = deque()
        self._closing = False
        self._wake = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="save", daemon=True)
        self._thread.start()

    @property
    def status(self) -> SaveStatus:
        """Current state of the file. It changes with each `on_change`."""
        return self._status

    @property
    def path(self) -> Path:
        """Path of the project's file."""
        return self._status.path

    @property
    def has_name(self) -> bool:
        """True if the user has chosen the path of the file."""
        return not drafts.is_draft(self.path)

    @property
    def unsaved(self) -> bool:
        """True if there are edits that are not in the file yet."""
        return self._number != self._saved_number

    @property
    def automatic(self) -> bool:
        """True if the project is saved automatically."""
        return self._automatic

    @automatic.setter
    def automatic(self, yes: bool) -> None:
        with self._wake:
            self._automatic = yes
            self._wake.notify()

    def record_edit(self, document: Document, pictures: Mapping[str, bytes]) -> None:
        """Record the document after an edit. It is saved in the next pause, or after `longest` seconds.

        `pictures` has the bytes of its pictures by SHA-256.
        """
        with self._wake:
            self._project = (document, dict(pictures))
            self._last_edit = time.monotonic()
            if not self.unsaved:
                self._first_unsaved = self._last_edit
            self._number += 1
            self._wake.notify()
        if self._status.state is SaveState.SAVED:
            self._set_status(SaveState.UNSAVED)

    def restart(
        self,
        document: Document,
        pictures: Mapping[str, bytes],
        path: Path,
        stamp: Stamp | None,
        *,
        unsaved: bool = False,
    ) -> None:
        """Continue with another project, as if it had just been opened at `path`; count edits from 1."""
        with self._wake:
            self._begin(document, pictures, path, stamp, 0, unsaved=unsaved)
            self._wake.notify()

    def save_now(self, *, overwrite: bool = False) -> "Future[SaveStatus]":
        """Save without delay; with `overwrite`, even over a file that was changed by another program.

        The result is done after the save, and raises `UserError` if it failed.
        """
        return self._submit(_Job(overwrite=overwrite))

    def save_as(self, path: Path) -> "Future[SaveStatus]":
        """Save to another path, replacing any file there, and continue with the new file."""
        return self._submit(_Job(path, overwrite=True))

    def save_copy(self, path: Path, document: Document | None = None) -> "Future[SaveStatus]":
        """Save a copy to another path, replacing any file there, and continue with the old file.

        The copy has the project as it is, or `document`, which has the same pictures.
        """
        return self._submit(_Job(path, stays=False, overwrite=True, document=document))

    def finish(self) -> "Future[SaveStatus]":
        """Save unsaved edits. The result is done when no save is waiting any more."""
        if self.unsaved or self._jobs or self._status.state is SaveState.SAVING:
            return self.save_now()
        nothing: Future[SaveStatus] = Future()
        nothing.set_result(self._status)
        return nothing

    def flush(self, timeout: float | None = None) -> SaveStatus:
        """Save unsaved edits, wait up to `timeout` seconds, and return the status."""
        wait([self.finish()], timeout)
        return self._status

    def close(self, *, save: bool = True, timeout: float | None = None) -> SaveStatus:
        """Save unsaved edits unless `save` is False, and end the thread. No method may be called afterwards.

        Call `flush` first if the user should be able to react to an error. A save that hangs (on a share that
        does not respond) is abandoned after `timeout` seconds.
        """
        if save:
            self.flush()
        with self._wake:
            self._closing = True
            self._wake.notify()
        self._thread.join(timeout)
        return self._status

    def _begin(
        self,
        document: Document,
        pictures: Mapping[str, bytes],
        path: Path,
        stamp: Stamp | None,
        number: int,
        *,
        unsaved: bool,
    ) -> None:
        self._project = (document, dict(pictures))
        self._stamp, self._attempted = stamp, ""
        self._number, self._saved_number = number, -1 if unsaved else number
        self._last_edit = self._first_unsaved = time.monotonic()
        saved = stamp is not None and not unsaved
        self._status = SaveStatus(SaveState.SAVED if saved else SaveState.UNSAVED, path)

    def _submit(self, job: _Job) -> "Future[SaveStatus]":
        with self._wake:
            if self._closing:
                raise RuntimeError("the project is closed")
            self._jobs.append(job)
            self._wake.notify()
        return job.done

    def _run(self) -> None:
        while (job := self._next_job()) is not None:
            if job.done.set_running_or_notify_cancel():
                self._perform(job)

    def _next_job(self) -> _Job | None:
        with self._wake:
            while not self._jobs:
                if self._closing:
                    return None
                seconds = self._seconds_until_due()
                if seconds is not None and seconds <= 0:
                    return _Job()
                self._wake.wait(seconds)
            return self._jobs.popleft()

    def _seconds_until_due(self) -> float | None:
        # After an error it tries again from time to time: the file may be available again.
        if not self._automatic or not self.unsaved:
            return None
        rested = min(self._last_edit + self._delay, self._first_unsaved + self._longest)
        return max(rested, self._rest_until) - time.monotonic()

    def _perform(self, job: _Job) -> None:
        began = time.monotonic()
        with self._wake:
            (document, pictures), number = self._project, self._number
        document = job.document or document
        if not job.path:
            self._set_status(SaveState.SAVING)
        target = job.path or self.path
        try:
            if job.path:
                (self._before_moving if job.stays else self._before_copying)(target)
            placed, data = self._write(target, document, pictures, number, overwrite=job.overwrite)
            if job.stays:
                self._saved(target, placed, number, began)
                self._on_saved(SavedProject(number, document, target, placed.stamp, data))
        except UserError as error:
            self._fail(job, error)
        except Exception:
            # The thread must survive any error, to try again later.
            _logger.exception("saving %s", target)
            self._fail(job, UserError(_internal_error()))
        else:
            job.done.set_result(self._status if job.stays else replace(self._status, remark=placed.remark))

    def _write(
        self, target: Path, document: Document, pictures: Mapping[str, bytes], number: int, *, overwrite: bool
    ) -> "tuple[Placed, bytes]":
        # Importing SQLAlchemy takes a fifth of a second, too long for the start of the program.
        from journey_editor.storage.project.project_file import proven_bytes, replace_file

        data = proven_bytes(document, pictures)
        self._before_writing(number)
        if not overwrite:
            self._check_unchanged(target)
        if target == self.path:
            # If the file is written but an error follows, it is still recognised as ours.
            self._attempted = hashlib.sha256(data).hexdigest()
        title = drafts.title_of(document) if drafts.is_draft(target) else ""
        return replace_file(target, data, title=title), data

    def _check_unchanged(self, target: Path) -> None:
        """Raise `ChangedOutsideError` if `target` has changed since it was opened or last written."""
        known = self._stamp
        try:
            # Size and time are not enough, because synchronisation services set the time, too.
            found = read_stamped(target)[1].sha256
        except FileRefusedError as refused:
            if refused.reason == "gone":
                if known is None or not os.path.isdir(target.parent):  # noqa: PTH112 - it may be out of reach
                    return
                raise FileGoneError(
                    tr(
                        "“{file}” was moved, renamed or deleted while it was open. Your map is still here. "
                        "Save it again in the same place, or under another name."
                    ).format(file=known_name(target))
                ) from None
            if refused.reason in ("no permission", "unreadable"):
                raise UserError(
                    tr(
                        "“{file}” can no longer be read, and was not overwritten. Your map is still here. "
                        "Save it under another name, or try again when the file and its folder can be "
                        "opened."
                    ).format(file=known_name(target)),
                    details=refused.details,
                ) from None
            found = refused.reason
        if found != self._attempted and (known is None or found != known.sha256):
            raise ChangedOutsideError(
                tr(
                    "“{file}” was changed by another program while it was open, and was not overwritten. "
                    "Your map is still here. Save it under another name, or overwrite the changed file."
                ).format(file=known_name(target))
            )

    def _saved(self, target: Path, placed: "Placed", number: int, began: float) -> None:
        ended = time.monotonic()
        old = self.path
        with self._wake:
            self._stamp = placed.stamp
            self._saved_number = number
            self._first_unsaved = began
            self._rest_until = ended + REST * (ended - began)
        if old != target and drafts.is_draft(old):
            # The project has a name now. It does no harm if the draft cannot be deleted.
            move_versions(old, target)
            with contextlib.suppress(OSError):
                old.unlink(missing_ok=True)
                recent.thumbnail_path(old).unlink(missing_ok=True)
        self._set_status(SaveState.SAVED, path=target, saved_at=self._clock(), remark=placed.remark)

    def _fail(self, job: _Job, error: UserError) -> None:
        if not job.path:
            self._rest_until = time.monotonic() + self._longest
            state = SaveState.FAILED
            if isinstance(error, ChangedOutsideError):
                state = SaveState.GONE if isinstance(error, FileGoneError) else SaveState.CHANGED_OUTSIDE
            self._set_status(state, sentence=error.sentence)
        job.done.set_exception(error)

    def _set_status(
        self,
        state: SaveState,
        *,
        path: Path | None = None,
        saved_at: datetime | None = None,
        sentence: str = "",
        remark: str = "",
    ) -> None:
        with self._wake:
            if state is SaveState.SAVED and self.unsaved:
                state = SaveState.UNSAVED
            old = self._status
            self._status = SaveStatus(state, path or old.path, saved_at or old.saved_at, sentence, remark)
        try:
            self._on_change()
        except Exception:
            _logger.exception("the listener for the state of %s failed", self.path)


def _internal_error() -> str:
    return tr(
        "The project was not saved because of an internal error. The file is unchanged, and your map is "
        "still open."
    )
