"""Animated move of the view from one part of the map to another."""

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QObject, QPointF, QVariantAnimation

from journey_editor.app.canvas.map_view import MapView
from journey_editor.app.widgets.motion import is_animated

DURATION = 200
"""Milliseconds of a move."""


class Glide(QObject):
    """Moves the view smoothly. Whatever else moves the view meanwhile ends the move where it is."""

    def __init__(self, canvas: MapView) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._show: Callable[[], None] = lambda: None
        self._start = self._end = (QPointF(), 1.0)
        self._showing = False
        self.timeline = QVariantAnimation(self)
        self.timeline.setDuration(DURATION)
        self.timeline.setStartValue(0.0)
        self.timeline.setEndValue(1.0)
        self.timeline.setEasingCurve(QEasingCurve.Type.InOutQuad)
        self.timeline.valueChanged.connect(self._step)
        self.timeline.finished.connect(self._arrive)
        canvas.moved.connect(self._stop_if_moved)

    @property
    def running(self) -> bool:
        """True while the view moves."""
        return self.timeline.state() != QVariantAnimation.State.Stopped

    def go(self, show: Callable[[], None]) -> None:
        """Move to what `show` brings into view; without animations, show it at once."""
        self.timeline.stop()
        start = self._view()
        self._show = show
        self._arrive()
        if not is_animated():
            return
        self._end = self._view()
        self._start = self._near(start)
        if self._start != self._end:
            self.timeline.start()
            self._step(0.0)

    def finish(self) -> None:
        """End the move at once."""
        if self.running:
            self.timeline.stop()
            self._arrive()

    def stop(self) -> None:
        """End the move where it is."""
        self.timeline.stop()

    def _view(self) -> tuple[QPointF, float]:
        """Return the map position in the top left corner, and the zoom."""
        return self._canvas.to_scene(QPointF(0, 0)), self._canvas.zoom()

    def _near(self, start: tuple[QPointF, float]) -> tuple[QPointF, float]:
        """Return a view on the way from `start`, at most a screen from the end: more would pass too fast."""
        (corner, zoom), (end, end_zoom) = start, self._end
        viewport, by = self._canvas.viewport(), (corner - end) * min(zoom, end_zoom)
        screens = max(abs(by.x()) / viewport.width(), abs(by.y()) / viewport.height(), 1.0)
        return end + (corner - end) / screens, zoom

    def _step(self, share: float) -> None:
        """Show a view between the start and the end, whose edges move evenly also if the zoom changes."""
        (corner, zoom), (end, end_zoom) = self._start, self._end
        between = 1 / (1 / zoom + (1 / end_zoom - 1 / zoom) * share)
        self._move(lambda: self._canvas.show_from(corner + (end - corner) * share, between))

    def _arrive(self) -> None:
        self._move(self._show)

    def _move(self, show: Callable[[], None]) -> None:
        self._showing = True
        try:
            show()
        finally:
            self._showing = False

    def _stop_if_moved(self) -> None:
        if not self._showing:
            self.stop()
