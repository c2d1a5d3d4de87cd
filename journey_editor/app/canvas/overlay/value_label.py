"""Graphics item for a value next to the pointer, legible on any ground."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsSimpleTextItem, QStyleOptionGraphicsItem, QWidget

from journey_editor.app.runtime.overrides import reports_errors

_PAD_X, _PAD_Y = 6.0, 3.0
_RADIUS = 4.0


@reports_errors
class ValueLabel(QGraphicsSimpleTextItem):
    """Text on a plate in the colour of the paper, at the same size at any zoom."""

    def __init__(self) -> None:
        super().__init__()
        self._paper = QColor("#FFFFFF")
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.hide()

    def repaint_colors(self, accent: QColor, paper: QColor) -> None:
        """Set the colours of the text and of the plate."""
        self.setBrush(accent)
        self._paper = paper
        self.update()

    def boundingRect(self) -> QRectF:
        """Return the bounding rectangle of the plate with its line."""
        return super().boundingRect().adjusted(-_PAD_X - 1, -_PAD_Y - 1, _PAD_X + 1, _PAD_Y + 1)

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Paint the plate and the text."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.brush().color(), 1))
        painter.setBrush(self._paper)
        painter.drawRoundedRect(self.boundingRect().adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        painter.setFont(self.font())
        painter.drawText(super().boundingRect(), Qt.AlignmentFlag.AlignCenter, self.text())
