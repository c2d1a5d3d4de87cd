"""Placeholder texts in an empty map, an empty chart and the focused empty cell. They are not on the map."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from journey_editor.app.canvas.overlay.frame import repainted
from journey_editor.app.canvas.picture.map_font import map_font
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.foundation.geometry import Box
from journey_editor.foundation.translation import tr_if_known
from journey_editor.layout import theme
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.queries.hit_testing import free_room
from journey_editor.model.document import Cell
from journey_editor.wording.map_words import kind_name, lane_name

_FLAGS = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignVCenter)


@reports_errors
class Placeholders(QGraphicsItem):
    """Placeholder texts: in the first cell of each lane while the map has no cards, in the focused cell if it
    is empty, and in an empty chart.
    """

    def __init__(self) -> None:
        super().__init__()
        self._rooms: tuple[tuple[QRectF, str], ...] = ()
        self._color = QColor()
        self._flags = _FLAGS
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def texts(self) -> list[str]:
        """Return the shown texts."""
        return [text for _, text in self._rooms]

    def show_for(self, layout: MapLayout, language: str, focused: Cell | None = None) -> None:
        """Update the texts for a map in a language; `focused` is the cell in focus, unless it is edited."""
        lanes = {lane.id: lane for lane in layout.lanes if lane.collapsed is None}
        first = layout.steps[0].id if layout.steps and not layout.cards else ""
        rooms = [
            (free_room(layout, cell), lanes[cell.lane].kind)
            for cell in layout.cells
            if cell.lane in lanes
            and not cell.cards
            and lanes[cell.lane].kind != "emotion"
            and (cell.step == first or (cell.step, cell.lane) == focused)
        ]
        rooms += _rooms_of_charts(layout)
        if not rooms and not self._rooms:
            return
        side = Qt.AlignmentFlag.AlignRight if layout.rtl else Qt.AlignmentFlag.AlignLeft
        with repainted(self):
            self.prepareGeometryChange()
            self._rooms = tuple((_inside(box), placeholder(kind, language)) for box, kind in rooms)
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


def _inside(box: Box) -> QRectF:
    return QRectF(box.x + theme.CARD_PADDING, box.y, box.width - 2 * theme.CARD_PADDING, box.height)


def _rooms_of_charts(layout: MapLayout) -> list[tuple[Box, str]]:
    """Return the part of the first step of each emotion lane without points."""
    drawn = {chart.lane for chart in layout.charts if any(curve.points for curve in chart.curves)}
    found: dict[str, tuple[Box, str]] = {}
    for chart in layout.charts:
        steps = [step for step in layout.steps if step.band == chart.band]
        if chart.lane in drawn or chart.lane in found or not steps:
            continue
        column, frame = steps[0].column, chart.frame
        found[chart.lane] = Box(column.x, frame.y, column.width, frame.height / 2), "emotion"
    return list(found.values())


def placeholder(kind: str, language: str | None = None) -> str:
    """Return the placeholder text for a kind of lane, in the language of the interface or of a map.

    On a map in another language without a translation it is the word for the kind, in that language.
    """
    # Catalogues need not have these, because they are never printed.
    sentence = {
        "action": "Type what the customer does…",
        "touchpoint": "Type where they meet you…",
        "thought": "Type what they think…",
        "feeling": "Type what they feel…",
        "emotion": "Click or draw how they feel…",
        "pain_point": "Type what frustrates them…",
        "opportunity": "Type what could be improved…",
        "frontstage": "Type what staff do in view of customers…",
        "backstage": "Type what staff do behind the scenes…",
        "support_process": "Type which process supports it…",
        "physical_evidence": "Type what they see and touch…",
    }.get(kind, "Type here…")
    name = lane_name(kind, language) if kind == "emotion" else kind_name(kind, language)
    return tr_if_known(sentence, language) or f"{name}…"
