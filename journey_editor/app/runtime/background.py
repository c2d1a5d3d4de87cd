"""Long work off the interface's thread."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, Signal

Then = Callable[["Future[Any]"], None]


class Background(QObject):
    """One thread for work, one piece after another. It outlives each piece, so that no answer is lost."""

    progressed = Signal(float)
    """The share that is done of the piece at work, as it told by `tell`."""
    _finished = Signal(object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="background")
        self._finished.connect(self._answer)
        self._posted = self._at_work = self._stopped = 0

    def run(self, work: Callable[[], Any], then: Then) -> None:
        """Do `work` there, and hand what comes of it to `then` here."""
        self._posted += 1
        future = self._pool.submit(self._begin, self._posted, work)
        future.add_done_callback(lambda done: self._finished.emit(done, then))

    def tell(self, share: float) -> bool:
        """For the work to say how far it is; answers whether to go on."""
        self.progressed.emit(share)
        return self.goes_on()

    def goes_on(self) -> bool:
        """For the work to ask whether to go on."""
        return self._at_work > self._stopped

    def stop(self) -> None:
        """Ask all work that was handed in so far to end at its next `tell`."""
        self._stopped = self._posted

    def close(self) -> None:
        """End, once the piece at work has ended."""
        self.stop()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _begin(self, number: int, work: Callable[[], Any]) -> Any:
        self._at_work = number
        return work()

    def _answer(self, future: "Future[Any]", then: Then) -> None:
        if not future.cancelled():
            then(future)
