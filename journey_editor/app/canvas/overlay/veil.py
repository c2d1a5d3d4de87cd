"""Veil over the parts of a map that a presentation does not show."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from journey_editor.app.canvas.picture.rectangle import qrect
from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.foundation.geometry import Box
from journey_editor.layout.queries.presentation_masks import Mask

_FADED = 0.84
"""Opacity of the veil over the parts that are faded."""


class Veil:
    """Hides areas of the map completely, and fades others into the colour of the paper."""

    def __init__(self, scene: MapScene) -> None:
        self._scene = scene
        self.covered = Mask()
        self.faded = Mask()
        # Marks of the selection are visible on faded parts, but not on covered ones.
        self._fade = _Sheet(999_999)
        self._cover = _Sheet(2_000_000)
        for each in (self._fade, self._cover):
            scene.addItem(each)

    def show_masks(self, covered: Mask, faded: Mask) -> None:
        """Cover some areas and fade others; empty masks remove the veil."""
        self.covered, self.faded = covered, faded
        self._cover.show_boxes(covered.map, self._paper(1.0))
        self._fade.show_boxes(faded.map, self._paper(_FADED))

    def covers(self, at: QPointF) -> bool:
        """Return True if a map position is hidden completely."""
        return any(box.contains(at.x(), at.y()) for box in self.covered.map)

    def paint_on_heads(self, painter: QPainter) -> None:
        """Paint the veil over the frozen stage headers, on a painter in scene coordinates."""
        self._paint(painter, self.faded.heads, self.covered.heads)

    def paint_on_names(self, painter: QPainter) -> None:
        """Paint the veil over the frozen lane names, on a painter in scene coordinates."""
        self._paint(painter, self.faded.names, self.covered.names)

    def _paint(self, painter: QPainter, faded: tuple[Box, ...], covered: tuple[Box, ...]) -> None:
        for boxes, opacity in ((faded, _FADED), (covered, 1.0)):
            for box in boxes:
                painter.fillRect(qrect(box), self._paper(opacity))

    def _paper(self, opacity: float) -> QColor:
        color = QColor(self._scene.drawing.background)
        color.setAlphaF(opacity)
        return color


@reports_errors
class _Sheet(QGraphicsItem):
    """Item that fills some boxes with a colour."""

    def __init__(self, height: float) -> None:
        super().__init__()
        self._rects: list[QRectF] = []
        self._color = QColor()
        self.setZValue(height)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.hide()

    def show_boxes(self, boxes: tuple[Box, ...], color: QColor) -> None:
        """Fill these boxes, and no others."""
        self.prepareGeometryChange()
        self._rects, self._color = [qrect(box) for box in boxes], color
        self.setVisible(bool(boxes))
        self.update()

    def boundingRect(self) -> QRectF:
        """Return the rectangle around all boxes."""
        whole = QRectF()
        for rect in self._rects:
            whole = whole.united(rect)
        return whole

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Fill the boxes."""
        for rect in self._rects:
            painter.fillRect(rect, self._color)
