"""View of a drawing that is not edited: it can be panned, zoomed and clicked."""

from collections.abc import Mapping

from PySide6.QtCore import QMarginsF, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene, QStyleOptionGraphicsItem, QWidget

from journey_editor.app.canvas.picture.rectangle import qrect
from journey_editor.app.canvas.picture.shown import Shown
from journey_editor.app.canvas.zoom_view import ARROWS, FIT_MARGIN, READABLE_ZOOM, ZoomView
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.widgets.look import style
from journey_editor.app.widgets.look.painting import saved
from journey_editor.drawing.primitives import Drawing
from journey_editor.foundation.geometry import Box, bounds

_SCROLL = 60
"""Pixels by which an arrow key scrolls."""
_CLICK = 4
"""Pixels that the pointer may move in a click."""


@reports_errors
class _Item(QGraphicsItem):
    """Paints the part of a drawing that is exposed."""

    def __init__(self, shown: Shown, pictures: Mapping[str, bytes]) -> None:
        super().__init__()
        self._shown, self._pictures = shown, pictures
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    def boundingRect(self) -> QRectF:
        """Return the sheet."""
        return QRectF(0, 0, self._shown.drawing.width, self._shown.drawing.height)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Paint the exposed part."""
        seen = option.exposedRect
        for piece in self._shown.pieces(Box(seen.x(), seen.y(), seen.width(), seen.height())):
            with saved(painter):
                painter.translate(piece.x, piece.y)
                piece.play(painter, self._pictures)


@reports_errors
class DrawingView(ZoomView):
    """Shows a drawing with a frame around what is chosen."""

    clicked = Signal(str)
    """Emitted with the id of the record of a card that was clicked, or an empty text."""

    def __init__(self, pictures: Mapping[str, bytes], parent: QWidget | None = None) -> None:
        # The view does not own its scene.
        scene = QGraphicsScene(parent)
        super().__init__(scene, parent)
        self._shown = Shown()
        self._item = _Item(self._shown, pictures)
        self._chosen: Box | None = None
        self._pressed: QPointF | None = None
        scene.setParent(self)
        scene.addItem(self._item)

    def show_drawing(self, drawing: Drawing, *, right_to_left: bool) -> None:
        """Show a drawing, from its beginning if it has another size than the one before."""
        size = self._shown.drawing.width, self._shown.drawing.height
        self._item.prepareGeometryChange()
        self._shown.show(drawing)
        self._chosen = None
        if size != (drawing.width, drawing.height):
            self.open_at_beginning(right_to_left)
            across = (self.viewport().width() - 2 * FIT_MARGIN) / max(drawing.width, 1.0)
            if READABLE_ZOOM <= across < self.zoom():
                # All columns rather than larger letters, if the text stays readable.
                self.show_at_zoom(across, right_to_left=right_to_left)
        self.viewport().update()

    @property
    def drawing(self) -> Drawing:
        """Shown drawing."""
        return self._shown.drawing

    @property
    def chosen(self) -> Box | None:
        """Box of the chosen record."""
        return self._chosen

    def choose(self, record_id: str) -> None:
        """Frame a record, and scroll until it is visible."""
        parts = self._shown.parts_of({record_id})
        self._chosen = bounds([part.face for part in parts]).grown(4) if parts else None
        if self._chosen is not None:
            self.show_rect(qrect(self._chosen), QMarginsF())
        self.viewport().update()

    def paper(self) -> QRectF:
        """Return the sheet."""
        return self._item.boundingRect()

    def paper_color(self) -> str:
        """Return the colour of the sheet."""
        return self._shown.drawing.background

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:  # type: ignore[override]
        """Paint the frame."""
        if self._chosen is None:
            return
        pen = QPen(QColor(style.colors().accent), 2.5)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(qrect(self._chosen), 8, 8)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to pan, or to click."""
        self._pressed = event.position()
        if not self.pan_press(event) and event.button() == Qt.MouseButton.LeftButton:
            self._pan_from = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pan."""
        self.pan_move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End panning; without a movement, it was a click."""
        self.pan_release()
        moved = event.position() - self._pressed if self._pressed is not None else QPointF()
        if event.button() == Qt.MouseButton.LeftButton and moved.manhattanLength() <= _CLICK:
            at = self.to_scene(event.position())
            found = self._shown.parts_within(Box(at.x(), at.y(), 0.1, 0.1), {"card"})
            self.clicked.emit(next((part.owner for part in found), ""))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll with the arrows, and zoom with the usual keys."""
        key = event.key()
        if key in ARROWS:
            across, down = ARROWS[key]
            self.scroll_by(across * _SCROLL, down * _SCROLL)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_in()
        elif key == Qt.Key.Key_Minus:
            self.zoom_out()
        elif key == Qt.Key.Key_0:
            self.set_zoom(1.0)
        elif key in (Qt.Key.Key_9, Qt.Key.Key_Exclam, Qt.Key.Key_1):
            self.fit()
        elif not self.space_key(event, True):
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """End panning with the space bar."""
        if not self.space_key(event, False):
            event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Forget the held space bar."""
        super().focusOutEvent(event)
        self.drop_hand()
