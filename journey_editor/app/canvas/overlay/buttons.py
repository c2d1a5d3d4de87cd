"""Graphics item for the round buttons on the map."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from journey_editor.app.canvas.overlay.affordances import TARGET, Affordance
from journey_editor.app.canvas.overlay.frame import repainted
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.widgets.look.painting import saved

_RADIUS = TARGET / 2 - 2
_ARM = 4.5


@reports_errors
class Buttons(QGraphicsItem):
    """Draws buttons at the same size at any zoom."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Affordance, ...] = ()
        self._under: Affordance | None = None
        self._zoom = 1.0
        self.on_change: Callable[[Sequence[QRectF]], None] = lambda _: None
        """Callback for widgets that show a part of the map, with the bounds of all buttons before and after
        a change."""
        self._accent, self._paper = QColor("#1746A2"), QColor("#FFFFFF")
        self._inks: tuple[QColor, ...] = (self._accent,)
        self._font = QFont()
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def repaint_colors(self, accent: QColor, paper: QColor, personas: Sequence[QColor], font: QFont) -> None:
        """Set the colours, those of the personas in order, and the font of numbers."""
        self._accent, self._paper, self._inks, self._font = accent, paper, tuple(personas), font
        self.update()

    def show_buttons(self, buttons: Sequence[Affordance], under: Affordance | None, zoom: float) -> None:
        """Show these buttons; `under` is the one under the pointer."""
        shown = tuple(buttons)
        if (shown, under) != (self._shown, self._under) or (shown and zoom != self._zoom):
            before = list(self.rooms())
            with repainted(self):
                self.prepareGeometryChange()
                self._shown, self._under, self._zoom = shown, under, zoom
            self.on_change([*before, *self.rooms()])

    def rooms(self) -> Iterator[QRectF]:
        """Yield the bounds of each button."""
        reach = TARGET / 2 / self._zoom
        for each in self._shown:
            yield QRectF(each.x - reach, each.y - reach, 2 * reach, 2 * reach)

    def boundingRect(self) -> QRectF:
        """Return the bounding rectangle of all buttons."""
        room = QRectF()
        for each in self.rooms():
            room = room.united(each)
        return room

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        zoom = self._zoom
        painter.scale(1 / zoom, 1 / zoom)
        self.paint_buttons(painter, lambda x, y: QPointF(x * zoom, y * zoom))

    def paint_buttons(self, painter: QPainter, place: Callable[[float, float], QPointF]) -> None:
        """Paint discs with a plus, with an arrow for a link handle, or with the number of a persona.

        `place` returns the position of the painter, which paints in pixels, at a map position.
        """
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for each in self._shown:
            under = each == self._under
            with saved(painter):
                painter.translate(place(each.x, each.y))
                ink = self._accent if each.color is None else self._inks[each.color % len(self._inks)]
                painter.setPen(QPen(ink, 1.5))
                filled = under or each.filled
                painter.setBrush(ink if filled else self._paper)
                radius = _RADIUS if under else _RADIUS - 2
                painter.drawEllipse(QPointF(0, 0), radius, radius)
                painter.setPen(QPen(self._paper if filled else ink, 1.8, c=Qt.PenCapStyle.RoundCap))
                if each.number:
                    painter.setFont(self._font)
                    room = QRectF(-radius, -radius, 2 * radius, 2 * radius)
                    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, str(each.number))
                    continue
                painter.drawLine(QPointF(-_ARM, 0), QPointF(_ARM, 0))
                if each.what == "link":
                    painter.drawLine(QPointF(_ARM, 0), QPointF(_ARM - 3.5, -3.5))
                    painter.drawLine(QPointF(_ARM, 0), QPointF(_ARM - 3.5, 3.5))
                else:
                    painter.drawLine(QPointF(0, -_ARM), QPointF(0, _ARM))
