"""Scrolling of the map while something is dragged near an edge of the view."""

from PySide6.QtCore import QObject, QPointF, QTimer, Signal

from journey_editor.app.canvas.surface import Surface

_EDGE = 36
_FASTEST = 24
_FRAME = 16


class EdgeScrolling(QObject):
    """Scrolls as long as the pointer of a drag is near an edge, faster the nearer it is."""

    scrolled = Signal()
    """Emitted after the map has scrolled under the pointer."""

    def __init__(self, surface: Surface, parent: QObject) -> None:
        super().__init__(parent)
        self._surface = surface
        self._at = QPointF()
        self._across = True
        self._rest = [0.0, 0.0]
        self._timer = QTimer(self, interval=_FRAME)
        self._timer.timeout.connect(self.scroll)

    def begin(self, at: QPointF) -> None:
        """Remember where a drag begins: the map rests there until the pointer has gone further."""
        self._rest = list(self._pulls(at))

    def follow(self, at: QPointF, *, across: bool) -> None:
        """Scroll if the pointer is near an edge, sideways only if `across` is true."""
        self._at, self._across = at, across
        self._timer.start()

    def stop(self) -> None:
        """End scrolling with the drag."""
        self._timer.stop()

    def scroll(self) -> None:
        """Scroll by the pixels of a frame, or end at the edge of the map."""
        pulls = self._pulls(self._at)
        # Where the drag began, the map does not scroll until the pointer has gone further or come back.
        dx, self._rest[0] = _beyond_rest(pulls[0], self._rest[0])
        dy, self._rest[1] = _beyond_rest(pulls[1], self._rest[1])
        if self._surface.scroll_to_edge(dx if self._across else 0.0, dy):
            self.scrolled.emit()
        else:
            self._timer.stop()

    def _pulls(self, at: QPointF) -> tuple[float, float]:
        """Return the pixels to scroll in a frame, right and down, for a pointer position."""
        free = self._surface.free_region()
        return _pull(at.x(), free.left(), free.right()), _pull(at.y(), free.top(), free.bottom())


def _beyond_rest(pull: float, rest: float) -> tuple[float, float]:
    """Return how much stronger a pull is than where the drag began, and what remains of that pull."""
    if pull * rest <= 0:
        return pull, 0.0
    return (pull - rest if abs(pull) > abs(rest) else 0.0), rest


def _pull(at: float, low: float, high: float) -> float:
    """Return the pixels to scroll in a frame for a pointer position along one axis."""
    edge = min(_EDGE, (high - low) / 4)
    if at < low + edge:
        return -_FASTEST * min((low + edge - at) / edge, 1.0)
    if at > high - edge:
        return _FASTEST * min((at - high + edge) / edge, 1.0)
    return 0.0
