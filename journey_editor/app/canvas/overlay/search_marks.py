"""Marks of found texts above the map."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from journey_editor.app.canvas.overlay.found_texts import FoundTexts, MarkedText
from journey_editor.app.canvas.picture.rectangle import qrect
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.foundation.geometry import Box
from journey_editor.layout.theme import CARD_RADIUS
from journey_editor.model.records import kind_of

_READABLE = 0.35
"""Zoom below which whole items are marked, because words are too small to be seen."""
_FRAME_GAP = 4.0
_AS_IT_IS = QTransform()
_FROZEN = ("stage", "step", "lane", "lane_group", "persona")
"""Kinds of records in the frozen headers."""

Placing = Callable[[str, Box], tuple[QTransform, QTransform] | None]
"""Callable that returns the transforms of the texts and of the ground of a record with a frame, or None."""


@reports_errors
class SearchMarks(QGraphicsItem):
    """Outlined boxes over all found words, and a stronger one over the current one and around its item."""

    def __init__(self) -> None:
        super().__init__()
        self.found: FoundTexts | None = None
        self.current: tuple[MarkedText, ...] = ()
        """Texts with the current hit."""
        self._in_headers: tuple[MarkedText, ...] = ()
        self._room = QRectF()
        self.on_change: Callable[[], None] = lambda: None
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    def show_found(self, found: FoundTexts | None, room: QRectF) -> None:
        """Mark other texts in an area, or none."""
        if found is None and self.found is None:
            return
        self.prepareGeometryChange()
        self.found, self.current, self._room = found, (), room
        outside = found.outside_cards if found is not None else ()
        self._in_headers = tuple(mark for mark in outside if kind_of(mark.owner) in _FROZEN)
        self.update()
        self.on_change()

    def show_current(self, marks: tuple[MarkedText, ...], span: tuple[int, int]) -> None:
        """Make a part of some texts the current one."""
        for mark in self.current:
            mark.current = -1
        self.current = marks
        for mark in marks:
            mark.current = mark.spans.index(span)
        self.update()
        self.on_change()

    def boundingRect(self) -> QRectF:
        """Return the area in which texts are marked."""
        return self._room

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Paint the marks in the exposed part, the current one last."""
        seen = option.exposedRect
        exposed = Box(seen.x(), seen.y(), seen.width(), seen.height()).grown(_FRAME_GAP)
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        if self.found is None:
            return
        if zoom >= _READABLE:
            visible = list(self.found.within(exposed))
        else:
            visible = [mark for mark in self.found.outside_cards if mark.shown.frame.overlaps(exposed)]
            visible += [mark for mark in self.current if mark not in visible]
            frames = [qrect(frame) for frame in self.found.cards_within(exposed)]
            _paint_boxes(painter, frames, self.found.dark)
        _paint_marks(painter, visible, zoom)

    def paint_on_headers(self, painter: QPainter, placing: Placing) -> None:
        """Paint the marks on frozen headers; `placing` returns None for records that are not on them."""
        for mark in self._in_headers:
            placed = placing(mark.owner, mark.shown.frame)
            if placed is not None:
                texts, ground = placed
                _paint_marks(painter, (mark,), texts.m22(), texts, ground)


def _paint_marks(
    painter: QPainter,
    visible: Sequence[MarkedText],
    zoom: float,
    texts: QTransform = _AS_IT_IS,
    ground: QTransform = _AS_IT_IS,
) -> None:
    """Paint marks: those of words at their place by `texts`, and those of whole items by `ground`."""
    readable = zoom >= _READABLE
    for dark in (False, True):
        marks = [mark for mark in visible if mark.dark == dark]
        if marks:
            _paint_boxes(painter, _others(marks, readable, texts, ground), dark)
    for mark in visible:
        if mark.current >= 0:
            words = mark.boxes_of_spans()[mark.current] if readable else ()
            rects = [texts.mapRect(qrect(box.grown(1.0))) for box in words]
            _paint_boxes(painter, rects, mark.dark, current=True)
            frame = ground.mapRect(qrect(mark.shown.frame.grown(_FRAME_GAP)))
            radius = CARD_RADIUS + _FRAME_GAP
            painter.drawRoundedRect(frame, radius * ground.m11(), radius * ground.m22())


def _others(
    marks: Sequence[MarkedText], readable: bool, texts: QTransform, ground: QTransform
) -> list[QRectF]:
    """Return the boxes to paint, except those of the current hit: words, or whole items without words."""
    found = []
    for mark in marks:
        boxes = mark.boxes_of_spans() if readable else ()
        others = [span for index, span in enumerate(boxes) if index != mark.current]
        found += [texts.mapRect(qrect(box)) for span in others for box in span]
        if not any(boxes):
            found.append(ground.mapRect(qrect(mark.shown.frame)))
    return found


def _paint_boxes(painter: QPainter, boxes: list[QRectF], dark: bool, *, current: bool = False) -> None:
    """Paint filled boxes with an outline, and keep its pen.

    On a light background, the fill is multiplied, so that dark text stays dark.
    """
    painter.setPen(Qt.PenStyle.NoPen)
    if dark:
        painter.setBrush(QColor(255, 200, 87, 120 if current else 50))
    else:
        painter.setBrush(QColor("#FFB733" if current else "#FFE7A3"))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    painter.drawRects(boxes)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    width = (2.5 if current else 1.0) * painter.device().devicePixelRatioF()
    pen = QPen(QColor("#FFC857" if dark else "#8A4B00"), width)
    pen.setCosmetic(True)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRects(boxes)
