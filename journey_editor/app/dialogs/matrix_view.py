"""Priority matrix that can be changed: an opportunity is dragged to another impact and effort."""

from collections.abc import Sequence
from math import dist

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from journey_editor.app.canvas.drawing_view import DrawingView
from journey_editor.app.canvas.picture.rectangle import qrect
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.look import style
from journey_editor.drawing.draw_matrix import draw_matrix
from journey_editor.foundation.memo import Same
from journey_editor.foundation.translation import tr
from journey_editor.insight.backlog import Item
from journey_editor.layout.matrix_layout import DOT, CellOfRatings, MatrixLayout, cell_at, lay_out_matrix

_DRAG = 4
"""Pixels to move before a press becomes a drag."""


@reports_errors
class MatrixView(DrawingView):
    """Shows the rated opportunities of some items, and lets them be dragged."""

    rated = Signal(str, int, int)
    """Emitted with the id of a card, and the impact and effort to which it was dragged."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session.pictures, parent)
        self._session = session
        self._drawn: tuple[object, ...] = ()
        self.layout_of_matrix: MatrixLayout | None = None
        self._dragged = ""
        self._pressed_at: QPointF | None = None
        self._at: QPointF | None = None
        self._target: CellOfRatings | None = None
        self.setAccessibleName(tr("Priority matrix"))

    def show_items(self, items: Sequence[Item]) -> None:
        """Show items, numbered in their order."""
        session = self._session
        drawn = Same(session.document), session.journey_id, *(item.card.id for item in items)
        if drawn == self._drawn or not items:
            return
        self._drawn = drawn
        theme = "dark" if style.colors().dark else "light"
        self.layout_of_matrix = lay_out_matrix(session.document, session.journey_id, items, theme_name=theme)
        drawing = draw_matrix(session.document, self.layout_of_matrix)
        self.show_drawing(drawing, right_to_left=self.layout_of_matrix.rtl)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a dot, or pan."""
        at = self.to_scene(event.position())
        self._dragged = self._dot_at(at) if event.button() == Qt.MouseButton.LeftButton else ""
        if self._dragged and not self._session.read_only:
            self._pressed_at = event.position()
            self.choose(self._dragged)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the dot, and show where it lands."""
        if self._pressed_at is None:
            super().mouseMoveEvent(event)
            return
        moved = (event.position() - self._pressed_at).manhattanLength() >= _DRAG
        if (moved or self._target is not None) and self.layout_of_matrix is not None:
            self._at = self.to_scene(event.position())
            self._target = cell_at(self.layout_of_matrix, self._at.x(), self._at.y())
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Rate the card anew; without a movement, it was a click."""
        if self._pressed_at is None:
            super().mouseReleaseEvent(event)
            return
        card, target = self._dragged, self._target
        self._end_drag()
        if target is not None:
            self.rated.emit(card, target.impact, target.effort)
        else:
            self.clicked.emit(card)

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:  # type: ignore[override]
        """Paint the frame, and during a drag the dot and the cell where it lands."""
        if self._target is None or self._at is None:
            super().drawForeground(painter, rect)
            return
        accent = QColor(style.colors().accent)
        pen = QPen(accent, 2.5)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.drawRoundedRect(qrect(self._target.box), 6, 6)
        accent.setAlpha(160)
        painter.setBrush(accent)
        painter.drawEllipse(self._at, DOT / 2, DOT / 2)

    def cancel_drag(self) -> bool:
        """Put a dragged dot back; return False if none is dragged."""
        dragging = self._pressed_at is not None
        self._end_drag()
        return dragging

    def _end_drag(self) -> None:
        self._pressed_at = self._at = self._target = None
        self._dragged = ""
        self.viewport().update()

    def _dot_at(self, at: QPointF) -> str:
        """Return the card of the dot at a position, or an empty text."""
        dots = self.layout_of_matrix.dots if self.layout_of_matrix is not None else ()
        return next((dot.id for dot in dots if dist(dot.at, (at.x(), at.y())) <= DOT / 2), "")
