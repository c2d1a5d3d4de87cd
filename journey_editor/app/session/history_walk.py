"""Undo or redo of many steps at once, in slices between which the window stays responsive."""

from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from journey_editor.app.session.session import Session

_SLICE = 0.12
"""Seconds of a slice."""


class HistoryWalk(QObject):
    """Goes to a position of the history. A few steps are shown as one change of the map."""

    progressed = Signal(int)
    """Emitted with the number of steps that remain after each slice; 0 at the end and after `cancel`."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._left = 0
        self._expected = 0
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._walk)

    @property
    def position(self) -> int:
        """Number of steps that are done."""
        return len(self._session.editor.history.done)

    def go_to(self, position: int) -> None:
        """Undo or redo until this number of steps are done."""
        history = self._session.editor.history
        highest = len(history.done) + len(history.undone)
        self._expected = self.position
        self._left = min(max(position, 0), highest) - self.position
        self._walk()

    def cancel(self) -> None:
        """Stay where the walk is now."""
        if self._timer.isActive():
            self._timer.stop()
            self.progressed.emit(0)

    def _walk(self) -> None:
        if self.position == self._expected:
            self._left = self._session.replay(self._left, until=perf_counter() + _SLICE)
            self._expected = self.position
        else:
            # Another edit came between two slices.
            self._left = 0
        if self._left:
            self._timer.start()
        self.progressed.emit(abs(self._left))
