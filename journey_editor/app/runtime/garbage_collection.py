"""Garbage is collected on the interface's thread alone.

Python looks for it on whichever thread makes the next object, and Qt's objects must end on the thread they
live on: a dialog that is found by the thread which saves would take the program with it.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_OFTEN = 500
"""Milliseconds between two looks."""
_MUCH = 20_000
"""So many objects are made between two looks where a large map is read, laid out or drawn on its thread."""


def settle() -> None:
    """Collect all that is garbage, and look at what is left no more: it lives as long as a window does."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def spare() -> None:
    """Look no more at what is there by now, without a look at it: it lives until `settle` comes."""
    gc.freeze()


class Collector(QObject):
    """Stands in for Python's own collector, from now on, with the same thresholds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._young = 0
        self._timer = QTimer(self, interval=_OFTEN)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect the oldest generation that is due, unless much is being made: none of that is garbage."""
        before, self._young = self._young, gc.get_count()[0]
        if self._young - before > _MUCH:
            return
        for generation, (count, limit) in reversed(
            list(enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)))
        ):
            if count > limit:
                gc.collect(generation)
                return
