"""Placeholder texts in the cells of an empty map. They are not part of the map."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from journey_editor.app.canvas.overlay.frame import repainted
from journey_editor.app.canvas.picture.map_font import map_font
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.foundation.translation import tr
from journey_editor.layout import theme
from journey_editor.layout.boxes import MapLayout

_FLAGS = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignVCenter)


@reports_errors
class Hints(QGraphicsItem):
    """Placeholder text in the first cell of each lane, shown while the map has no cards."""

    def __init__(self) -> None:
        super().__init__()
        self._rooms: tuple[tuple[QRectF, str], ...] = ()
        self._color = QColor()
        self._flags = _FLAGS
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def texts(self) -> list[str]:
        """Return the shown texts."""
        return [text for _, text in self._rooms]

    def show_for(self, layout: MapLayout) -> None:
        """Update the texts for a map; only an empty one has any."""
        rooms = []
        if not layout.cards and layout.steps:
            lanes = {
                lane.id: lane for lane in layout.lanes if lane.kind != "emotion" and lane.collapsed is None
            }
            for cell in layout.cells:
                if cell.lane in lanes and cell.step == layout.steps[0].id:
                    room = QRectF(cell.box.x, cell.box.y, cell.box.width, cell.box.height)
                    inner = room.adjusted(theme.CARD_PADDING, 0, -theme.CARD_PADDING, 0)
                    rooms.append((inner, hint(lanes[cell.lane].kind)))
        side = Qt.AlignmentFlag.AlignRight if layout.rtl else Qt.AlignmentFlag.AlignLeft
        if not rooms and not self._rooms:
            return
        with repainted(self):
            self.prepareGeometryChange()
            self._rooms = tuple(rooms)
            self._color = QColor(theme.THEMES[layout.theme].second)
            self._flags = _FLAGS | int(side) | int(Qt.AlignmentFlag.AlignAbsolute)

    def boundingRect(self) -> QRectF:
        """Return the bounding rectangle of all texts."""
        whole = QRectF()
        for room, _ in self._rooms:
            whole = whole.united(room)
        return whole

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Paint the texts in the font of cards."""
        if not self._rooms:
            return
        painter.setPen(self._color)
        painter.setFont(map_font(theme.CARD_TEXT, 1.0, painter.device().logicalDpiY()))
        for room, text in self._rooms:
            painter.drawText(room, self._flags, text)


def hint(kind: str) -> str:
    """Return the placeholder text for a kind of lane."""
    return {
        "action": tr("Type what the customer does…"),
        "touchpoint": tr("Type where they meet you…"),
        "thought": tr("Type what they think…"),
        "feeling": tr("Type what they feel…"),
        "pain_point": tr("Type what frustrates them…"),
        "opportunity": tr("Type what could be improved…"),
        "frontstage": tr("Type what staff do in view of customers…"),
        "backstage": tr("Type what staff do behind the scenes…"),
        "support_process": tr("Type which process supports it…"),
        "physical_evidence": tr("Type what they see and touch…"),
    }.get(kind, tr("Type here…"))
