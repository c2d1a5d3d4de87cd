"""Graphics item for outlines and marks above the map, visible on any ground."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem, QStyleOptionGraphicsItem, QWidget

from journey_editor.app.runtime.overrides import reports_errors

_HALO = 2.2
"""Width of a halo in widths of its line."""
_BEYOND = 6
"""Pixels around the bounds of an item that its lines may cover."""


@reports_errors
class Frame(QGraphicsPathItem):
    """Path whose line keeps its width in pixels at any zoom, on a halo in another colour."""

    def __init__(self) -> None:
        super().__init__()
        self._halo: QPen | None = None
        self._above = QPainterPath()
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def set_line(self, color: QColor, width: float, halo: QColor | None = None) -> None:
        """Set the colour of the line, its width in device pixels, and the colour of its halo."""
        self.setPen(_pen(color, width))
        self._halo = None if halo is None else _pen(halo, width * _HALO)

    def show_path(self, path: QPainterPath, above: QPainterPath | None = None) -> None:
        """Show another path, but not in the area of what lies `above` it."""
        above = above or QPainterPath()
        if (path, above) != (self.path(), self._above):
            with repainted(self):
                self._above = above
                self.setPath(path)

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Paint the area, the halo and the line."""
        if self.path().isEmpty():
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._above.isEmpty():
            whole = QPainterPath()
            whole.addRect(self.boundingRect().adjusted(-_BEYOND, -_BEYOND, _BEYOND, _BEYOND))
            painter.setClipPath(whole.subtracted(self._above), Qt.ClipOperation.IntersectClip)
        if self._halo is not None:
            painter.setPen(self._halo)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(self.path())
        painter.setPen(self.pen())
        painter.setBrush(self.brush())
        painter.drawPath(self.path())


@contextmanager
def repainted(item: QGraphicsItem) -> Iterator[None]:
    """Repaint the area that an item covered before a change, and the area that it covers afterwards.

    Qt forgets the first if the view is painted before Qt has processed the change, as when a button repaints
    itself at once.
    """
    before = item.sceneBoundingRect() if item.isVisible() else QRectF()
    yield
    after = item.sceneBoundingRect() if item.isVisible() else QRectF()
    for view in item.scene().views():
        for rect in (before, after):
            if not rect.isNull():
                pixels = view.mapFromScene(rect).boundingRect()
                view.viewport().update(pixels.adjusted(-_BEYOND, -_BEYOND, _BEYOND, _BEYOND))


def _pen(color: QColor, width: float) -> QPen:
    pen = QPen(color, width)
    pen.setCosmetic(True)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    return pen
