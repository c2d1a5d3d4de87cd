"""Layout of the priority matrix: opportunities by impact and effort, with a numbered list beside it."""

from collections.abc import Sequence
from math import inf

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.emphasis import plain
from journey_editor.foundation.geometry import Box, Point
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.text import in_one_line
from journey_editor.foundation.translation import tr
from journey_editor.insight.backlog import MIDDLE, Item, quadrant
from journey_editor.layout.brand_theme import theme_key
from journey_editor.layout.transform import mirrored
from journey_editor.model.document import Queries
from journey_editor.model.records import Journey, Stage
from journey_editor.text.line_breaking import Ruler
from journey_editor.text.ruler import default_ruler
from journey_editor.text.text_block import TextBlock
from journey_editor.text.text_style import TextStyle
from journey_editor.text.typesetter import Typesetter
from journey_editor.wording import map_words

WIDTH = 1123.0
MARGIN = 40.0
COLUMN = 118.0
"""Width of the column of an effort."""
ROW = 92.0
"""Minimum height of the row of an impact."""
AXIS = 44.0
"""Width of the names of the impact, and height of those of the effort."""
DOT = 24.0
_STEP = 27.0
"""Distance between the middles of two dots in a cell."""
_LIST_GAP = 36.0
_ENTRY_GAP = 8.0
_IN_ROW = int((COLUMN - 8) // _STEP)

TITLE = TextStyle("semibold", 26, 34)
QUADRANT = TextStyle("semibold", 13, 18)
TICK = TextStyle("regular", 12, 16)
NUMBER = TextStyle("semibold", 11, 14)
ENTRY = TextStyle("regular", 13, 18)
DETAIL = TextStyle("regular", 11, 15)


@dataclass(frozen=True, slots=True)
class DotLayout:
    """Numbered dot of an opportunity; the dot of one that is done or dropped is `hollow`."""

    id: str
    at: Point
    number: TextBlock
    hollow: bool


@dataclass(frozen=True, slots=True)
class CellOfRatings:
    """Cell of an impact and an effort, from 1 to 5."""

    impact: int
    effort: int
    box: Box
    quadrant: str


@dataclass(frozen=True, slots=True)
class EntryOfList:
    """Entry of the list beside the matrix: number, text and details."""

    id: str
    number: TextBlock
    disc: Box
    text: TextBlock
    detail: TextBlock | None
    hollow: bool


@dataclass(frozen=True, slots=True)
class MatrixLayout:
    """Finished layout of a priority matrix."""

    theme: str
    language: str
    rtl: bool
    width: float
    height: float
    title: TextBlock
    cells: tuple[CellOfRatings, ...]
    names: tuple[TextBlock, ...]
    ticks: tuple[TextBlock, ...]
    dots: tuple[DotLayout, ...]
    entries: tuple[EntryOfList, ...]
    imprint: TextBlock


def lay_out_matrix(
    document: Queries,
    journey_id: str,
    items: Sequence[Item],
    *,
    imprint: str = "",
    theme_name: str | None = None,
    height: float | None = None,
    ruler: Ruler | None = None,
) -> MatrixLayout:
    """Lay out the rated opportunities among `items`, numbered in their order, in a journey's language.

    Those that are not rated are listed without a dot. If `height` is not None, the layout is that high or
    higher, and entries of the list that would be below the matrix and this height are left out. Raises
    `CancelledError`.
    """
    journey = document.get(Journey, journey_id)
    typesetter = Typesetter(ruler or default_ruler(), journey.language, journey.direction)
    language = typesetter.language
    shown = [item for item in items if item.card.kind == "opportunity"]
    title = typesetter.block(tr("Priority matrix", language), TITLE, MARGIN, MARGIN, WIDTH - 2 * MARGIN)
    places: dict[tuple[int, int], list[int]] = {}
    for index, item in enumerate(shown):
        if item.score is not None:
            places.setdefault((item.card.impact or 0, item.card.effort or 0), []).append(index)
    cells = _cells(places, title.bottom + 40)
    bottom = max(cell.box.bottom for cell in cells) + AXIS
    dots = []
    for cell in cells:
        raise_if_cancelled()
        for place, index in enumerate(places.get((cell.impact, cell.effort), ())):
            dots.append(_dot(shown[index], index + 1, place, cell.box, typesetter))
    left = MARGIN + AXIS + 5 * COLUMN + _LIST_GAP
    high = DETAIL.line_height + 16 + MARGIN
    limit = inf if height is None else max(bottom, height - high)
    entries, list_bottom = _entries(document, shown, left, cells[0].box.y, limit, typesetter)
    low = max(bottom, list_bottom, 0.0 if height is None else height - high)
    line = typesetter.block(imprint, DETAIL, MARGIN, low + 16, WIDTH - 2 * MARGIN, "right")
    layout = MatrixLayout(
        theme=theme_key(theme_name or journey.theme, document.brand()),
        language=language,
        rtl=typesetter.rtl,
        width=WIDTH,
        height=line.bottom + MARGIN,
        title=title,
        cells=cells,
        names=tuple(_names(cells, typesetter)),
        ticks=tuple(_ticks(cells, typesetter)),
        dots=tuple(dots),
        entries=entries,
        imprint=line,
    )
    return mirrored(layout, WIDTH) if layout.rtl else layout


def cell_at(layout: MatrixLayout, x: float, y: float) -> CellOfRatings:
    """Return the cell that is nearest to a position."""

    def away(cell: CellOfRatings) -> float:
        middle_x, middle_y = cell.box.center
        return abs(middle_x - x) / cell.box.width + abs(middle_y - y) / cell.box.height

    return next((cell for cell in layout.cells if cell.box.contains(x, y)), min(layout.cells, key=away))


def _cells(places: dict[tuple[int, int], list[int]], top: float) -> tuple[CellOfRatings, ...]:
    """Return the cells from the largest impact and the least effort on; a row is as high as its dots need."""
    cells = []
    for impact in range(5, 0, -1):
        most = max(len(places.get((impact, effort), ())) for effort in range(1, 6))
        # The names of the quadrants are in their first rows.
        head = QUADRANT.line_height + 8 if impact in (5, MIDDLE - 1) else 0.0
        height = max(ROW, head + -(-most // _IN_ROW) * _STEP + 12)
        for effort in range(1, 6):
            box = Box(MARGIN + AXIS + (effort - 1) * COLUMN, top, COLUMN, height)
            cells.append(CellOfRatings(impact, effort, box, quadrant(impact, effort)))
        top += height
    return tuple(cells)


def _dot(item: Item, number: int, place: int, box: Box, typesetter: Typesetter) -> DotLayout:
    x = box.x + 4 + _STEP / 2 + place % _IN_ROW * _STEP
    y = box.bottom - 6 - _STEP / 2 - place // _IN_ROW * _STEP
    disc = Box(x - DOT / 2, y - DOT / 2, DOT, DOT)
    words = typesetter.centered(str(number), NUMBER, disc)
    return DotLayout(item.card.id, (x, y), words, item.card.status in ("done", "dropped"))


def _names(cells: Sequence[CellOfRatings], typesetter: Typesetter) -> list[TextBlock]:
    """Return the names of the quadrants, at the corners of the matrix."""
    said = {
        "quick_win": tr("Quick wins", typesetter.language),
        "big_bet": tr("Big bets", typesetter.language),
        "fill_in": tr("Fill-ins", typesetter.language),
        "time_sink": tr("Time sinks", typesetter.language),
    }
    names = []
    for key, words in said.items():
        first = next(cell.box for cell in cells if cell.quadrant == key)
        across = sum(cell.box.width for cell in cells if cell.quadrant == key and cell.box.y == first.y)
        names.append(typesetter.block(words, QUADRANT, first.x + 8, first.y + 6, across - 16))
    return names


def _ticks(cells: Sequence[CellOfRatings], typesetter: Typesetter) -> list[TextBlock]:
    """Return the numbers along both axes, and the names of the axes."""
    language, ticks = typesetter.language, []
    bottom = max(cell.box.bottom for cell in cells)
    for cell in cells:
        if cell.effort == 1:
            y = cell.box.center[1] - TICK.line_height / 2
            ticks.append(typesetter.block(str(cell.impact), TICK, MARGIN, y, AXIS - 8, "right"))
        if cell.impact == 1:
            ticks.append(typesetter.block(str(cell.effort), TICK, cell.box.x, bottom + 4, COLUMN, "center"))
    frame = Box(MARGIN + AXIS, cells[0].box.y, 5 * COLUMN, bottom - cells[0].box.y)
    effort = tr("Effort", language)
    impact = tr("Impact", language)
    ticks.append(typesetter.block(effort, TICK, frame.x, bottom + 22, frame.width, "center"))
    ticks.append(typesetter.block(impact, TICK, frame.x, frame.y - 20, frame.width))
    return ticks


def _entries(
    document: Queries,
    items: Sequence[Item],
    left: float,
    top: float,
    limit: float,
    typesetter: Typesetter,
) -> tuple[tuple[EntryOfList, ...], float]:
    """Return the entries of the list between `top` and `limit`, at least one, and its bottom."""
    entries: list[EntryOfList] = []
    room = WIDTH - MARGIN - left - DOT - 10
    for index, item in enumerate(items):
        raise_if_cancelled()
        card = item.card
        text = typesetter.block(
            in_one_line(plain(card.text)) or map_words.kind_name(card.kind, typesetter.language),
            ENTRY,
            left + DOT + 10,
            top,
            room,
        )
        said = [document.get(Stage, item.stage).name, card.owner]
        said.append(map_words.action_status_name(card.status, typesetter.language))
        if item.score is None:
            said.append(tr("not rated", typesetter.language))
        words = " · ".join(filter(None, said))
        detail = typesetter.block(words, DETAIL, text.x, text.bottom, room) if words else None
        if entries and (detail or text).bottom > limit:
            break
        disc = Box(left, top - (DOT - ENTRY.line_height) / 2, DOT, DOT)
        number = typesetter.centered(str(index + 1) if item.score is not None else "–", NUMBER, disc)
        hollow = card.status in ("done", "dropped") or item.score is None
        entries.append(EntryOfList(card.id, number, disc, text, detail, hollow))
        top = (detail or text).bottom + _ENTRY_GAP
    return tuple(entries), top
