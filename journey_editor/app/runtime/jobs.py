"""Jobs: work on other threads, such as reading a file. Long jobs can be cancelled."""

import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any
from weakref import WeakSet

from PySide6.QtCore import QObject, Signal, SignalInstance

from journey_editor.foundation.cancellation import cancellable
from journey_editor.foundation.errors import CancelledError, UserError
from journey_editor.foundation.quick_dataclass import dataclass

PATIENCE = 0.15
"""Seconds for which the GUI thread waits for a job. Nearly every file is read by then."""
_CLOSING_PATIENCE = 5.0
"""Maximum seconds for which a dialog that closes waits for its cancelled jobs."""
_MOST_RUNNING = 3
_SWITCH_INTERVAL = 0.001
"""Seconds for which a thread may hold the GIL while jobs run: painting needs it many times."""


def _nothing(*_: Any) -> None:
    pass


@dataclass(frozen=True, slots=True)
class _Callbacks:
    """Functions to call on the GUI thread."""

    on_success: Callable[[Any], object]
    on_error: Callable[[UserError], object]
    on_cancel: Callable[[], object]
    on_progress: Callable[[float], object]


class Job:
    """One piece of work. It is over when its result was delivered on the GUI thread, or it was cancelled."""

    def __init__(
        self,
        names: Sequence[str],
        work: Callable[..., Any],
        on_success: Callable[[Any], object],
        on_error: Callable[[UserError], object],
        asked_from: QObject | None = None,
        *,
        on_cancel: Callable[[], object] = _nothing,
        on_progress: Callable[[float], object] | None = None,
        release: Callable[[Any], object] = _nothing,
    ) -> None:
        """Prepare a job that reads the files `names`, which the window `asked_from` shows.

        `work` runs on its own thread, and must not refer to Qt objects. `on_success` gets its result on
        the GUI thread, or `on_error` its error. If the job is cancelled, only `on_cancel` is called, and a
        later result is passed to `release`, on any thread. With `on_progress`, `work` gets a function
        to report the completed share.
        """
        self.names, self.asked_from, self.asked_at = names, asked_from, time.monotonic()
        self.begun = False
        self._work, self._release = work, release
        self._reports_progress = on_progress is not None
        self._callbacks: _Callbacks | None = _Callbacks(
            on_success, on_error, on_cancel, on_progress or _nothing
        )
        self._wanted, self._stopped = True, False
        self._done = threading.Event()
        self._outcome: tuple[Any, BaseException | None] = (None, None)
        self._decision = threading.Lock()

    @property
    def over(self) -> bool:
        """True if the result was delivered, or the job was cancelled."""
        return self._callbacks is None

    def wait(self, seconds: float) -> bool:
        """Wait for the work, for at most `seconds`; return whether it is done."""
        return self._done.wait(seconds)

    def run(self, report: Callable[[float], object]) -> None:
        """Do the work, on the thread of the job."""
        result, error = None, None
        try:
            with cancellable(lambda: self._wanted and not self._stopped):
                result = self._work(report) if self._reports_progress else self._work()
        except BaseException as raised:  # noqa: BLE001 - it is raised again when the job is finished
            error = raised
        with self._decision:
            wanted = self._wanted
            self._outcome = (result, error)
            if wanted:
                self._done.set()
        if not wanted:
            if error is None:
                self._release(result)
            self._done.set()

    def report(self, share: float) -> None:
        """Deliver the completed share, on the GUI thread."""
        if self._callbacks is not None:
            self._callbacks.on_progress(share)

    def finish(self) -> None:
        """Deliver the result, on the GUI thread; a second call does nothing."""
        callbacks = self._end()
        if callbacks is None:
            return
        result, error = self._outcome
        self._outcome = (None, None)
        self._work = _nothing
        if error is None:
            callbacks.on_success(result)
        elif isinstance(error, UserError):
            callbacks.on_error(error)
        else:
            callbacks.on_cancel()
            if not isinstance(error, CancelledError):
                raise error

    def stop(self) -> None:
        """Ask the work to end. Unlike after `cancel`, a result that it has nonetheless is delivered."""
        self._stopped = True

    def cancel(self, *, notify: bool = True) -> None:
        """Cancel the job without waiting for the work; call `on_cancel` if `notify` is True."""
        callbacks = self._end()
        if callbacks is None:
            return
        with self._decision:
            self._wanted = False
            done, (result, error) = self._done.is_set(), self._outcome
        if done and error is None:
            self._release(result)
        if not self.begun:
            self._done.set()
        if notify:
            callbacks.on_cancel()

    def _end(self) -> _Callbacks | None:
        callbacks, self._callbacks, self.asked_from = self._callbacks, None, None
        return callbacks


class Jobs(QObject):
    """All jobs of the program. It outlives each of them, so that no result is lost.

    It refers to each job until the thread of the job has ended. So the thread never drops the last reference
    to an object: Qt objects must be deleted on the GUI thread.
    """

    started = Signal()
    ended = Signal()
    """A job was finished or cancelled."""
    _progressed = Signal(object, float)
    _worked = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.patience = PATIENCE
        self.stopped = False
        self._waiting: deque[Job] = deque()
        self._threads: dict[Job, threading.Thread] = {}
        self._usual_interval = sys.getswitchinterval()
        # Held while a thread emits a signal: `stop` waits for it, as the object may be deleted afterwards.
        self._emitting = threading.Lock()
        self._progressed.connect(_report)
        self._worked.connect(self._end_thread)

    @property
    def active(self) -> list[Job]:
        """Jobs that are neither finished nor cancelled."""
        return [each for each in (*self._threads, *self._waiting) if not each.over]

    @property
    def are_ending(self) -> bool:
        """True while the work of a cancelled job still runs: it holds its locks until it ends."""
        return any(each.over and not each.wait(0) for each in self._threads)

    def start(self, job: Job) -> Job:
        """Start a job, as soon as few others are running."""
        if self.stopped:
            job.cancel()
            return job
        self._waiting.append(job)
        self._start_next()
        self.started.emit()
        return job

    def run(self, job: Job) -> None:
        """Start a job, and wait a moment for it."""
        self.wait([self.start(job)])

    def wait(self, jobs: Iterable[Job], times: int = 1) -> None:
        """Wait for all of these jobs, for at most `times` a moment, and finish those that are done then."""
        until = time.monotonic() + self.patience * times
        for each in jobs:
            if not each.wait(max(0.0, until - time.monotonic())):
                return
            self._finish(each)

    def cancel(self, *jobs: Job, notify: bool = True) -> None:
        """Cancel those of the jobs that are not over; call their `on_cancel` if `notify` is True."""
        active = [each for each in jobs if not each.over]
        for each in active:
            each.cancel(notify=notify)
        if active:
            self._start_next()
            self.ended.emit()

    def cancel_all(self) -> None:
        """Cancel all jobs."""
        self.cancel(*self.active)

    def stop(self) -> None:
        """Cancel all jobs at the end of the program, and start no more of them."""
        with self._emitting:
            self.stopped = True
        self.cancel_all()

    def _start_next(self) -> None:
        running = [each for each in self._threads if not each.over and not each.wait(0)]
        while self._waiting and len(running) < _MOST_RUNNING:
            job = self._waiting.popleft()
            if job.over:
                continue
            running.append(job)
            job.begun = True
            # A daemon: a network share that does not answer must not keep the program from ending.
            self._threads[job] = threading.Thread(target=self._run, args=(job,), name="job", daemon=True)
            self._threads[job].start()
        sys.setswitchinterval(_SWITCH_INTERVAL if running else self._usual_interval)

    def _run(self, job: Job) -> None:
        job.run(lambda share: self._emit(self._progressed, job, share))
        self._emit(self._worked, job)

    def _emit(self, signal: SignalInstance, *values: object) -> None:
        """Emit a signal on the thread of a job, unless the program is ending."""
        with self._emitting:
            if not self.stopped:
                signal.emit(*values)

    def _end_thread(self, job: Job) -> None:
        self._threads[job].join()
        del self._threads[job]
        self._finish(job)

    def _finish(self, job: Job) -> None:
        self._start_next()
        if not job.over:
            try:
                job.finish()
            finally:
                self.ended.emit()


class OwnedJobs:
    """Jobs of one window or dialog. When that closes or is deleted, they are cancelled and call nothing."""

    def __init__(self, jobs: Jobs, owner: QObject) -> None:
        self.jobs, self._owner = jobs, owner
        self._started: WeakSet[Job] = WeakSet()
        # The connection must not refer to the owner, which could then never be deleted.
        owner.destroyed.connect(partial(_cancel, jobs, self._started))

    def start(
        self,
        work: Callable[..., Any],
        on_success: Callable[[Any], object],
        on_error: Callable[[UserError], object] = _nothing,
        *,
        names: Sequence[str] = (),
        on_cancel: Callable[[], object] = _nothing,
        on_progress: Callable[[float], object] | None = None,
        release: Callable[[Any], object] = _nothing,
    ) -> Job:
        """Start a job; the parameters are those of `Job`."""
        job = Job(
            names,
            work,
            on_success,
            on_error,
            self._owner,
            on_cancel=on_cancel,
            on_progress=on_progress,
            release=release,
        )
        self._started.add(job)
        return self.jobs.start(job)

    def run(
        self,
        names: Sequence[str],
        work: Callable[[], Any],
        on_success: Callable[[Any], object],
        on_error: Callable[[UserError], object],
        *,
        release: Callable[[Any], object] = _nothing,
    ) -> None:
        """Start a job that reads the files `names`, which the window shows, and wait a moment for it."""
        self.jobs.wait([self.start(work, on_success, on_error, names=names, release=release)])

    def cancel(self, job: Job | None) -> None:
        """Cancel a job of the owner, without a callback."""
        if job is not None:
            self.jobs.cancel(job, notify=False)

    def cancel_all(self) -> None:
        """Cancel the jobs of the owner, without callbacks."""
        _cancel(self.jobs, self._started)

    def close(self) -> None:
        """Cancel the jobs, and wait until they have ended, so that they leave no incomplete file."""
        self.cancel_all()
        until = time.monotonic() + _CLOSING_PATIENCE
        for each in tuple(self._started):
            each.wait(max(0.0, until - time.monotonic()))


def _report(job: Job, share: float) -> None:
    job.report(share)


def _cancel(jobs: Jobs, started: "WeakSet[Job]", _destroyed: QObject | None = None) -> None:
    jobs.cancel(*started, notify=False)
