"""What an empty map says in its cells: what goes where. Never part of the map itself."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from journey_editor.app.canvas.picture.map_font import map_font
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.foundation.translation import tr
from journey_editor.layout import theme
from journey_editor.layout.boxes import MapLayout

_FLAGS = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignVCenter)


@reports_errors
class Hints(QGraphicsItem):
    """A line of ghost text in the first cell of each lane, as long as there is no card on the map."""

    def __init__(self) -> None:
        super().__init__()
        self._rooms: tuple[tuple[QRectF, str], ...] = ()
        self._color = QColor()
        self._flags = _FLAGS
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def texts(self) -> list[str]:
        """What is said."""
        return [text for _, text in self._rooms]

    def show_for(self, layout: MapLayout) -> None:
        """Say what belongs to a map, if it is empty."""
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
        self.prepareGeometryChange()
        self._rooms = tuple(rooms)
        self._color = QColor(theme.THEMES[layout.theme].second)
        side = Qt.AlignmentFlag.AlignRight if layout.rtl else Qt.AlignmentFlag.AlignLeft
        self._flags = _FLAGS | int(side) | int(Qt.AlignmentFlag.AlignAbsolute)
        self.update()

    def boundingRect(self) -> QRectF:
        """The room of all texts."""
        whole = QRectF()
        for room, _ in self._rooms:
            whole = whole.united(room)
        return whole

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """The texts, in the type of a card."""
        if not self._rooms:
            return
        painter.setPen(self._color)
        painter.setFont(map_font(theme.CARD_TEXT, 1.0, painter.device().logicalDpiY()))
        for room, text in self._rooms:
            painter.drawText(room, self._flags, text)


def hint(kind: str) -> str:
    """What a lane of a kind is for, as an invitation."""
    return {
        "action": tr("Type what the customer does…"),
        "touchpoint": tr("Type where they meet you…"),
        "thought": tr("Type what they think…"),
        "feeling": tr("Type what they feel…"),
        "pain_point": tr("Type what hurts…"),
        "opportunity": tr("Type what could be better…"),
        "frontstage": tr("Type what staff do in sight…"),
        "backstage": tr("Type what staff do out of sight…"),
        "support_process": tr("Type what has to run for it…"),
        "physical_evidence": tr("Type what they see and hold…"),
    }.get(kind, tr("Type here…"))
