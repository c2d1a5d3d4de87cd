"""Animated move of the view from one part of the map to another."""

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QObject, QPointF, QVariantAnimation, Signal

from journey_editor.app.canvas.map_view import MapView
from journey_editor.app.widgets.motion import is_animated
from journey_editor.foundation.geometry import Box, bounds

DURATION = 200
"""Milliseconds of a move."""
_FAR = 0.25
"""Part of a screen that is passed before an end that is more than a screen away: more would be too fast."""

_View = tuple[QPointF, float]
"""Map position in the top left corner of a view, and its zoom."""


class Glide(QObject):
    """Moves the view smoothly. Whatever else moves the view meanwhile ends the move where it is."""

    arrived = Signal()
    """Emitted when the view is at the end of a move."""

    def __init__(self, canvas: MapView) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._show: Callable[[], None] = lambda: None
        self._start: _View = (QPointF(), 1.0)
        self._end = self._start
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
        self._move(show)
        self._end = self._view()
        self._start = self._near(start, self._end) if is_animated() else self._end
        if self._start != self._end:
            self.timeline.start()
            self._step(0.0)
        else:
            self.arrived.emit()

    def finish(self) -> None:
        """End the move at once."""
        if self.running:
            self.timeline.stop()
            self._arrive()

    def stop(self) -> None:
        """End the move where it is."""
        self.timeline.stop()

    def way_to(self, corner: QPointF, zoom: float) -> Box:
        """Return the part of the map that a move to a view will show, if that has the zoom of this one."""
        start, viewport = self._view(), self._canvas.viewport()
        size = viewport.width() / zoom, viewport.height() / zoom
        ends = (self._near(start, (corner, zoom))[0], corner) if is_animated() else (corner,)
        return bounds(Box(each.x(), each.y(), *size) for each in ends)

    def _view(self) -> _View:
        return self._canvas.to_scene(QPointF(0, 0)), self._canvas.zoom()

    def _near(self, start: _View, view: _View) -> _View:
        """Return where a move from `start` to another view begins."""
        (corner, zoom), (end, end_zoom) = start, view
        viewport, by = self._canvas.viewport(), (corner - end) * min(zoom, end_zoom)
        screens = max(abs(by.x()) / viewport.width(), abs(by.y()) / viewport.height())
        return end + (corner - end) * (_FAR / screens if screens > 1 else 1.0), zoom

    def _step(self, share: float) -> None:
        """Show a view between the start and the end, whose edges move evenly also if the zoom changes."""
        (corner, zoom), (end, end_zoom) = self._start, self._end
        between = 1 / (1 / zoom + (1 / end_zoom - 1 / zoom) * share)
        self._move(lambda: self._canvas.show_from(corner + (end - corner) * share, between))

    def _arrive(self) -> None:
        self._move(self._show)
        self.arrived.emit()

    def _move(self, show: Callable[[], None]) -> None:
        self._showing = True
        try:
            show()
        finally:
            self._showing = False

    def _stop_if_moved(self) -> None:
        if not self._showing:
            self.stop()
