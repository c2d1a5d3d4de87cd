"""Jobs that read files off the interface's thread; what takes longer than a moment can be cancelled."""

import contextlib
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any
from weakref import WeakSet

from PySide6.QtCore import QObject, Signal

from journey_editor.foundation.cancellation import cancellable
from journey_editor.foundation.errors import UserError

AT_ONCE = 0.15
"""Seconds for which the interface waits for a job; nearly every file is read by then."""
_AT_A_TIME = 3
_TURN = 0.001
"""Seconds for which a thread may keep Python to itself meanwhile: what is drawn asks for it many times."""


def _nothing(_: Any = None) -> None:
    pass


class Job:
    """One piece of work. It is over when it was finished on the interface's thread, or cancelled."""

    def __init__(
        self,
        name: str,
        work: Callable[[], Any],
        on_success: Callable[[Any], object],
        on_error: Callable[[UserError], object],
        owner: QObject | None = None,
        *,
        on_cancel: Callable[[], object] = _nothing,
        release: Callable[[Any], object] = _nothing,
    ) -> None:
        """Prepare the reading of what people know as `name`, for the window `owner` that asked for it.

        `work` runs on a thread of its own; `on_success` gets its result on this thread, or `on_error` the
        reason why there is none. When the job is cancelled, only `on_cancel` is called, and a result that
        comes after all goes to `release`.
        """
        self.name, self.owner, self.began = name, owner, time.monotonic()
        self.over = False
        self._work, self._on_success, self._on_error = work, on_success, on_error
        self._on_cancel, self._release = on_cancel, release
        self._wanted = True
        self._done = threading.Event()
        self._outcome: tuple[Any, BaseException | None] = (None, None)
        self._decision = threading.Lock()

    def wait(self, seconds: float) -> bool:
        """Wait at most so many seconds for the work; return whether it is done."""
        return self._done.wait(seconds)

    def run(self) -> bool:
        """Do the work, on the thread of the job; return whether its result is still wanted."""
        result, error = None, None
        try:
            with cancellable(lambda: self._wanted):
                result = self._work()
        except BaseException as raised:  # noqa: BLE001 - it is raised again when the job is finished
            error = raised
        # Nothing of it may live on in here: what it holds must end on the interface's thread.
        del self._work
        with self._decision:
            wanted = self._wanted
            self._outcome = (result, error)
            if wanted:
                self._done.set()
        if not wanted:
            if error is None:
                self._release(result)
            self._done.set()
        return wanted

    def finish(self) -> None:
        """Deliver the result; a second time does nothing."""
        if self.over:
            return
        self.over = True
        result, error = self._outcome
        self._outcome = (None, None)
        if error is None:
            self._on_success(result)
        elif isinstance(error, UserError):
            self._on_error(error)
        else:
            # An internal error is reported as such; nothing may wait for this job any longer.
            self._on_cancel()
            raise error

    def cancel(self) -> None:
        """Give the job up at once, whatever the work is doing."""
        if self.over:
            return
        self.over = True
        with self._decision:
            self._wanted = False
            done, (result, error) = self._done.is_set(), self._outcome
        if done and error is None:
            self._release(result)
        self._on_cancel()


class Jobs(QObject):
    """All jobs of the program. It outlives each of them, so that no result is lost."""

    started = Signal()
    ended = Signal()
    """A job was finished or cancelled."""
    _finished = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.patience = AT_ONCE
        self.stopped = False
        self._waiting: deque[Job] = deque()
        self._running: list[Job] = []
        self._ending: list[Job] = []
        self._usual_turn = sys.getswitchinterval()
        self._finished.connect(self._finish)

    @property
    def active(self) -> list[Job]:
        """The jobs that are neither finished nor cancelled."""
        return [each for each in (*self._running, *self._waiting) if not each.over]

    @property
    def are_ending(self) -> bool:
        """Whether the work of a cancelled job still runs: it holds what it took until it ends."""
        self._ending = [each for each in self._ending if not each.wait(0)]
        return bool(self._ending)

    def start(self, job: Job) -> Job:
        """Start a job, as soon as few others are running."""
        self._waiting.append(job)
        self._start_next()
        self.started.emit()
        return job

    def run(self, job: Job) -> None:
        """Start a job, and wait a moment for it."""
        self.wait([self.start(job)])

    def wait(self, jobs: Iterable[Job], times: int = 1) -> None:
        """Wait a moment for all of these, or `times` as long, and finish those that are done by then."""
        until = time.monotonic() + self.patience * times
        for each in jobs:
            if not each.wait(max(0.0, until - time.monotonic())):
                return
            self._finish(each)

    def cancel(self, job: Job) -> None:
        """Cancel a job; one that is over stays as it is."""
        if job.over:
            return
        if job in self._running:
            self._ending.append(job)
        self._take_off(job)
        job.cancel()
        self.ended.emit()

    def cancel_all(self) -> None:
        """Cancel all jobs."""
        for each in self.active:
            self.cancel(each)

    def stop(self) -> None:
        """Cancel all jobs when the program ends; callers start no more of them."""
        self.stopped = True
        self.cancel_all()

    def _start_next(self) -> None:
        while self._waiting and len(self._running) < _AT_A_TIME:
            job = self._waiting.popleft()
            if job.over:
                continue
            self._running.append(job)
            sys.setswitchinterval(_TURN)
            # A share that does not answer must not keep the program from ending.
            threading.Thread(target=self._run, args=(job,), name="job", daemon=True).start()

    def _run(self, job: Job) -> None:
        if job.run():
            # The program may have ended meanwhile.
            with contextlib.suppress(RuntimeError):
                self._finished.emit(job)

    def _finish(self, job: Job) -> None:
        self._take_off(job)
        try:
            job.finish()
        finally:
            self.ended.emit()

    def _take_off(self, job: Job) -> None:
        if job in self._running:
            self._running.remove(job)
        self._start_next()
        if not self._running:
            sys.setswitchinterval(self._usual_turn)


class WindowJobs:
    """Jobs of one window: the services start them, and they are cancelled when the window closes."""

    def __init__(self, jobs: Jobs, window: QObject) -> None:
        self._jobs, self._window = jobs, window
        self._started: WeakSet[Job] = WeakSet()

    def run(
        self,
        name: str,
        work: Callable[[], Any],
        on_success: Callable[[Any], object],
        on_error: Callable[[UserError], object],
        *,
        release: Callable[[Any], object] = _nothing,
    ) -> None:
        """Start a job, and wait a moment for it."""
        job = Job(name, work, on_success, on_error, self._window, release=release)
        self._started.add(job)
        self._jobs.run(job)

    def cancel_all(self) -> None:
        """Cancel the jobs of the window."""
        for each in tuple(self._started):
            self._jobs.cancel(each)
