"""Graphics item that previews a stroke of the emotion pen, and names its persona at the pointer."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from journey_editor.app.canvas.overlay.frame import repainted
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.widgets.look.painting import saved
from journey_editor.foundation.geometry import Point
from journey_editor.foundation.quick_dataclass import dataclass

_RING = 7.0
_LINE = 2.5
_NEAREST_WORDS = 64.0
"""Minimum distance in pixels between two labels next to rings; closer ones would overlap."""
_POINTS_OF_PART = 12
_PAD = 5.0
_LONGEST_LABEL = 200.0
"""Maximum width of the name at the pointer, in pixels."""
_BELOW_POINTER = 30.0
"""Distance of the name from the pointer, in pixels."""
_MARGIN = 150.0
"""Space in pixels around the stroke for rings and labels."""


@dataclass(frozen=True, slots=True)
class PenShown:
    """Content of the preview, in scene coordinates.

    `rings` are the points that will be set, each with its word; `fixed` are points that stay; `label` is
    shown at `pointer`.
    """

    color: str
    path: Sequence[Point] = ()
    rings: Sequence[tuple[float, float, str]] = ()
    fixed: Sequence[Point] = ()
    pointer: Point = (0.0, 0.0)
    label: str = ""
    erasing: bool = False


@reports_errors
class PenPreview(QGraphicsItem):
    """Draws the stroke, its rings and the name of its persona at the same size at any zoom."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: PenShown | None = None
        self._zoom = 1.0
        self._font = QFont()
        self._paper = QColor("#FFFFFF")
        self._parts: list[QPainterPath] = []
        self._room = QRectF()
        self._around_pointer = QRectF()
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    @property
    def shown(self) -> PenShown | None:
        """Content that is shown, or None."""
        return self._shown

    def repaint_colors(self, paper: QColor, font: QFont) -> None:
        """Set the background of the words, and their font."""
        self._paper, self._font = paper, font
        self.update()

    def show_pen(self, shown: PenShown | None, zoom: float, around_pointer: QRectF) -> None:
        """Show a stroke or the name at the pointer; None shows nothing.

        The name stays within `around_pointer`, which is in pixels from the pointer.
        """
        self._around_pointer = around_pointer
        if (shown, zoom) == (self._shown, self._zoom):
            return
        with repainted(self):
            self.prepareGeometryChange()
            self._shown, self._zoom = shown, zoom
            self._parts = _parts(shown) if shown is not None else []
            self._room = QRectF()
            for part in self._parts:
                self._room = self._room.united(part.boundingRect())
            if shown is not None:
                for x, y in (shown.pointer, *((x, y) for x, y, _ in shown.rings), *shown.fixed):
                    self._room = self._room.united(QRectF(x, y, 0.1, 0.1))

    def boundingRect(self) -> QRectF:
        """Return the bounding rectangle of everything that is shown."""
        if self._shown is None:
            return QRectF()
        margin = _MARGIN / self._zoom
        words = QFontMetricsF(self._font).horizontalAdvance(self._shown.label) / self._zoom
        return self._room.adjusted(-margin - words, -margin, margin + words, margin)

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Paint the line on a halo, then marks of points that stay, rings and words."""
        shown = self._shown
        if shown is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = QColor(shown.color)
        for ink, width in ((self._paper, _LINE + 3), (color, _LINE)):
            style = Qt.PenStyle.DotLine if shown.erasing and ink is color else Qt.PenStyle.SolidLine
            painter.setPen(
                QPen(ink, width / self._zoom, style, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
            )
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for part in self._parts:
                painter.drawPath(part)
        for x, y in shown.fixed:
            self._paint_fixed(painter, QPointF(x, y), color)
        last = -1e9
        for x, y, words in shown.rings:
            self._paint_ring(painter, QPointF(x, y), color, crossed=shown.erasing)
            if words and (x - last) * self._zoom >= _NEAREST_WORDS:
                last = x
                self._paint_words(painter, QPointF(x, y), QPointF(0, -20), words, color)
        if shown.label:
            self._paint_words(
                painter, QPointF(*shown.pointer), self.label_box().center(), self._label(), color
            )

    def label_box(self) -> QRectF:
        """Return the box of the name in pixels from the pointer: below it, or above it at the lower edge."""
        room = self._around_pointer
        box = self._box_of(self._label())
        half = box.width() / 2
        across = max(room.left() + half, min(0.0, room.right() - half))
        is_below = _BELOW_POINTER + box.height() / 2 <= room.bottom()
        box.moveCenter(QPointF(across, _BELOW_POINTER if is_below else -_BELOW_POINTER))
        return box

    def _label(self) -> str:
        label = self._shown.label if self._shown is not None else ""
        return QFontMetricsF(self._font).elidedText(label, Qt.TextElideMode.ElideRight, _LONGEST_LABEL)

    def _box_of(self, words: str) -> QRectF:
        return QFontMetricsF(self._font).boundingRect(words).adjusted(-_PAD, -2, _PAD, 2)

    def _paint_ring(self, painter: QPainter, at: QPointF, color: QColor, *, crossed: bool) -> None:
        with saved(painter):
            painter.translate(at)
            painter.scale(1 / self._zoom, 1 / self._zoom)
            painter.setPen(QPen(color, 2))
            painter.setBrush(self._paper)
            painter.drawEllipse(QPointF(0, 0), _RING, _RING)
            if crossed:
                reach = _RING * 0.7
                painter.drawLine(QPointF(-reach, -reach), QPointF(reach, reach))
                painter.drawLine(QPointF(-reach, reach), QPointF(reach, -reach))

    def _paint_fixed(self, painter: QPainter, at: QPointF, color: QColor) -> None:
        """Paint a padlock next to a point that does not move."""
        with saved(painter):
            painter.translate(at)
            painter.scale(1 / self._zoom, 1 / self._zoom)
            painter.translate(13, -13)
            painter.setPen(QPen(color, 1.6))
            painter.setBrush(self._paper)
            painter.drawEllipse(QPointF(0, 0), 9, 9)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawArc(QRectF(-2.5, -5.5, 5, 7), 0, 180 * 16)
            painter.setBrush(color)
            painter.drawRect(QRectF(-3.5, -1.5, 7, 5))

    def _paint_words(
        self, painter: QPainter, at: QPointF, beside: QPointF, words: str, color: QColor
    ) -> None:
        """Paint words, centred at an offset in pixels from a place, on the colour of the paper."""
        with saved(painter):
            painter.translate(at)
            painter.scale(1 / self._zoom, 1 / self._zoom)
            painter.setFont(self._font)
            box = self._box_of(words)
            box.moveCenter(beside)
            painter.setPen(QPen(color, 1))
            painter.setBrush(self._paper)
            painter.drawRoundedRect(box, 4, 4)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def _parts(shown: PenShown) -> list[QPainterPath]:
    """Return the stroke in short parts, which Qt paints in half the time of a long path; dots need one."""
    most = len(shown.path) if shown.erasing else _POINTS_OF_PART
    parts = []
    for start in range(0, len(shown.path) - 1, max(1, most - 1)):
        part = QPainterPath(QPointF(*shown.path[start]))
        for point in shown.path[start + 1 : start + most]:
            part.lineTo(*point)
        parts.append(part)
    return parts
