"""Guiding questions in lanes with few cards, an empty chart and the focused empty cell, not on the map."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from journey_editor.app.canvas.overlay.frame import repainted
from journey_editor.app.canvas.picture.rectangle import qrect
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.backends.qt_painter import play, prepare
from journey_editor.drawing.primitives import Primitive
from journey_editor.drawing.text import draw_text, said
from journey_editor.foundation.geometry import Box
from journey_editor.layout import theme
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.brand_theme import theme_named
from journey_editor.layout.queries.free_room import free_room
from journey_editor.model.document import Cell, Queries
from journey_editor.model.records import Lane
from journey_editor.text.ruler import ruler_for
from journey_editor.text.text_block import TextBlock
from journey_editor.text.typesetter import Typesetter
from journey_editor.wording.map_words import question_of


@reports_errors
class Placeholders(QGraphicsItem):
    """Guiding questions: in the first empty cell of each lane until it has cards in two steps, in the focused
    cell if it is empty, and in an empty chart. They are set as the texts of cards, and left out where they do
    not fit.
    """

    def __init__(self) -> None:
        super().__init__()
        self._blocks: tuple[TextBlock, ...] = ()
        self._drawn: tuple[Primitive, ...] = ()
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def texts(self) -> list[str]:
        """Return the shown texts."""
        return [said(block) for block in self._blocks]

    def show_for(
        self,
        layout: MapLayout,
        document: Queries,
        focused: Cell | None = None,
        taken: Collection[Cell] = (),
    ) -> None:
        """Update the texts for the map of a document; `focused` is the cell in focus, unless it is edited.

        Cells that are `taken` look empty, but have cards that are not on the map.
        """
        lanes = {lane.id for lane in layout.lanes if lane.collapsed is None and lane.kind != "emotion"}
        asking = {*_first_empty(layout, taken), *([focused] if focused else [])}
        rooms = [
            (free_room(layout, cell), cell.lane)
            for cell in layout.cells
            if cell.lane in lanes
            and not cell.cards
            and (cell.step, cell.lane) in asking
            and (cell.step, cell.lane) not in taken
        ]
        rooms += _rooms_of_charts(layout)
        if not rooms and not self._blocks:
            return
        color, ruler = theme_named(layout.theme).second, ruler_for(document.font())
        with repainted(self):
            self.prepareGeometryChange()
            blocks = []
            for box, lane in rooms:
                question = question_of(document.get(Lane, lane), layout.language)
                setter = Typesetter(ruler, layout.language, "rtl" if layout.rtl else "ltr")
                blocks.append((_block(question, box, setter), box))
            self._blocks = tuple(block for block, box in blocks if block.height <= box.height)
            self._drawn = tuple(each for block in self._blocks for each in draw_text(block, color))

    def boundingRect(self) -> QRectF:
        """Return the bounding rectangle of all texts."""
        whole = QRectF()
        for block in self._blocks:
            whole = whole.united(qrect(block.box))
        return whole

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Paint the texts."""
        play(prepare(self._drawn, {}), painter)


def _first_empty(layout: MapLayout, taken: Collection[Cell]) -> Iterator[Cell]:
    """Yield the first empty cell of each lane that has cards in at most one step.

    A question in each empty cell would be noise on a map that is being filled.
    """
    empty: dict[str, Cell] = {}
    filled: Counter[str] = Counter()
    for cell in layout.cells:
        if cell.cards or (cell.step, cell.lane) in taken:
            filled[cell.lane] += 1
        else:
            empty.setdefault(cell.lane, (cell.step, cell.lane))
    return (cell for lane, cell in empty.items() if filled[lane] <= 1)


def _block(question: str, box: Box, setter: Typesetter) -> TextBlock:
    """Return a question in the middle of a box."""
    width = box.width - 2 * theme.CARD_PADDING
    block = setter.block(
        question, theme.CARD_TEXT, box.x + theme.CARD_PADDING, box.y, width,
        "right" if setter.rtl else "left",
    )  # fmt: skip
    return replace(block, y=box.center[1] - block.height / 2)


def _rooms_of_charts(layout: MapLayout) -> list[tuple[Box, str]]:
    """Return the part of the first step of each emotion lane without points, with the lane."""
    drawn = {
        chart.lane for chart in layout.charts if any(curve.points for curve in (*chart.curves, *chart.others))
    }
    found: dict[str, tuple[Box, str]] = {}
    for chart in layout.charts:
        steps = [step for step in layout.steps if step.band == chart.band]
        if chart.lane in drawn or chart.lane in found or not steps:
            continue
        column, frame = steps[0].column, chart.frame
        found[chart.lane] = Box(column.x, frame.y, column.width, frame.height / 2), chart.lane
    return list(found.values())
