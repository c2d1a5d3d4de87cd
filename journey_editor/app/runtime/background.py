"""Work of one dialog off the interface's thread, which has to end before the dialog does."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, Signal

OnDone = Callable[["Future[Any]"], None]


class Background(QObject):
    """One thread for work, one piece after another.

    Unlike a job, a piece that was stopped still delivers its result: what was written in spite of that is
    reported.
    """

    progressed = Signal(float)
    """The share of the running piece that is done, as it reported."""
    _finished = Signal(object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="background")
        self._finished.connect(self._answer)
        self._posted = self._at_work = self._stopped = 0

    def run(self, work: Callable[[], Any], on_done: OnDone) -> None:
        """Do `work` on the thread, and hand its future to `on_done` on this one."""
        self._posted += 1
        future = self._pool.submit(self._begin, self._posted, work)
        future.add_done_callback(lambda done: self._finished.emit(done, on_done))

    def report(self, share: float) -> bool:
        """Report from the work how far it is; return whether to go on."""
        self.progressed.emit(share)
        return self.goes_on()

    def goes_on(self) -> bool:
        """Return to the work whether to go on."""
        return self._at_work > self._stopped

    def stop(self) -> None:
        """Ask all work that was handed in so far to end at its next `report`."""
        self._stopped = self._posted

    def close(self) -> None:
        """Stop, and wait until the running piece has ended."""
        self.stop()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _begin(self, number: int, work: Callable[[], Any]) -> Any:
        self._at_work = number
        return work()

    def _answer(self, future: "Future[Any]", on_done: OnDone) -> None:
        if not future.cancelled():
            on_done(future)
