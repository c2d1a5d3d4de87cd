"""Garbage collection on the GUI thread only.

Python collects garbage on whichever thread allocates the next object, but QObjects must be deleted on their
own thread: a dialog collected by the saving thread would crash the program.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_INTERVAL = 500
"""Milliseconds between two checks."""
_BUSY = 20_000
"""Allocations between two checks above which a large map is probably being read, laid out or drawn."""


def settle() -> None:
    """Collect all garbage, and exclude the remaining objects from later collections."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def spare() -> None:
    """Exclude all current objects from later collections, without collecting, until `settle` is called."""
    gc.freeze()


class Collector(QObject):
    """Replaces Python's automatic garbage collection, with the same thresholds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._young = 0
        self._timer = QTimer(self, interval=_INTERVAL)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the oldest generation that is due, unless many live objects are being created."""
        before, self._young = self._young, gc.get_count()[0]
        if self._young - before > _BUSY:
            return
        for generation, (count, limit) in reversed(
            list(enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)))
        ):
            if count > limit:
                gc.collect(generation)
                return
