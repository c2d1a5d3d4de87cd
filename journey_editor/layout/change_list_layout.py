"""Layout of the list of changes between two journeys: a table on as many pages as it needs."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.geometry import Box
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.layout import theme
from journey_editor.layout.transform import lowered, mirrored
from journey_editor.text.line_breaking import Ruler
from journey_editor.text.ruler import default_ruler
from journey_editor.text.text_block import TextBlock
from journey_editor.text.text_style import TextStyle
from journey_editor.text.typesetter import Typesetter
from journey_editor.wording.change_rows import ChangeGroup, ChangeRow

MARGIN = 48.0
GAP = 24.0
"""Distance between two columns."""
FIRST_SHARE = 0.32
"""Share of the width that the first column takes; the other two are of the same width."""
MARK = 16.0
"""Width and height of the mark of a change."""
ROW_PADDING = 9.0
PAIR_GAP = 4.0
GROUP_GAP = 18.0
HEADING_PADDING = 6.0
LEGEND_GAP = 20.0
FOOT = 32.0
"""Distance from the imprint to the lower edge of the page."""
LEAST = 120.0
"""Minimum height of a part of a row."""

TITLE = TextStyle("semibold", 24, 32)
COLUMN = TextStyle("semibold", 12, 16)
HEADING = TextStyle("semibold", 14, 20)
KIND = TextStyle("semibold", 12, 17)
TEXT = TextStyle("regular", 13, 18)
SECOND = TextStyle("regular", 12, 16)

Cells = tuple[tuple[TextBlock, ...], ...]
"""Text blocks of a row, column by column from top to bottom."""


@dataclass(frozen=True, slots=True)
class ListRowLayout:
    """Row of the list: its mark, unless it goes on from the page before, and the texts of its columns.

    The first text is the name of the change if there is a mark. `line` is the line above it.
    """

    row: ChangeRow
    box: Box
    mark: Box | None
    cells: Cells
    line: Box | None


@dataclass(frozen=True, slots=True)
class ListGroupLayout:
    """Heading of a group of changes, which is repeated on each page, with its rows there."""

    id: str
    box: Box
    name: TextBlock
    rows: tuple[ListRowLayout, ...]


@dataclass(frozen=True, slots=True)
class ListLegendLayout:
    """Entry of the legend: the mark of a kind of change and its name."""

    kind: str
    mark: Box
    text: TextBlock


@dataclass(frozen=True, slots=True)
class ChangeListLayout:
    """Page of a list of changes. The title and the legend are on the first one."""

    theme: str
    rtl: bool
    width: float
    height: float
    title: TextBlock | None
    legend: tuple[ListLegendLayout, ...]
    columns: tuple[TextBlock, ...]
    groups: tuple[ListGroupLayout, ...]
    imprint: TextBlock | None = None


def lay_out_change_list(
    groups: Sequence[ChangeGroup],
    *,
    title: str,
    columns: tuple[str, str],
    legend: Sequence[tuple[str, str]],
    language: str,
    direction: str,
    theme_name: str,
    width: float,
    height: float,
    imprint: Callable[[int, int], str],
    ruler: Ruler | None = None,
) -> tuple[ChangeListLayout, ...]:
    """Lay out a list of changes on pages of a size.

    `columns` are the headings of what was before and after, and `legend` the kinds of changes with their
    names. `imprint` returns the line at the bottom from the number of a page and of all pages. A row is
    divided between pages only if it is higher than a page. Raises `CancelledError`.
    """
    typesetter = Typesetter(ruler or default_ruler(), language, direction)
    # The numbers of pages are not known yet.
    foot = typesetter.block(imprint(888, 888), theme.LEGEND_TEXT, MARGIN, 0.0, width - 2 * MARGIN)
    bottom = height - FOOT - foot.height - GAP
    table = _Table(typesetter, theme_name, (width, height), bottom)
    table.begin(title, columns, legend)
    for group in groups:
        table.add_group(group)
    pages = table.pages()
    return tuple(_finished(page, imprint(at, len(pages)), typesetter) for at, page in enumerate(pages, 1))


def _finished(page: ChangeListLayout, words: str, typesetter: Typesetter) -> ChangeListLayout:
    """Return a page with its imprint, mirrored if it is right-to-left."""
    room = page.width - 2 * MARGIN
    line = typesetter.block(words, theme.LEGEND_TEXT, MARGIN, 0.0, room, "right")
    page = replace(page, imprint=lowered(line, page.height - FOOT - line.height)) if words else page
    return mirrored(page, page.width) if page.rtl else page


class _Table:
    """Builder that fills one page after the other."""

    def __init__(
        self, typesetter: Typesetter, theme_name: str, size: tuple[float, float], bottom: float
    ) -> None:
        """`bottom` is the y below which there are no rows."""
        width, height = size
        self._typesetter = typesetter
        self._empty = ChangeListLayout(theme_name, typesetter.rtl, width, height, None, (), (), ())
        inner = width - 2 * MARGIN
        first = inner * FIRST_SHARE
        rest = (inner - first - 2 * GAP) / 2
        lefts = (MARGIN, MARGIN + first + GAP, MARGIN + first + rest + 2 * GAP)
        self._columns = tuple(zip(lefts, (first, rest, rest), strict=True))
        self._bottom = bottom
        self._pages: list[ChangeListLayout] = []
        self._page = self._empty
        self._y = MARGIN
        self._headings: tuple[str, str] = ("", "")

    def begin(self, title: str, columns: tuple[str, str], legend: Sequence[tuple[str, str]]) -> None:
        """Begin the first page."""
        room = self._empty.width - 2 * MARGIN
        self._headings = columns
        heading = self._typesetter.block(title, TITLE, MARGIN, MARGIN - 8, room)
        self._page = replace(self._empty, title=heading)
        entries = tuple(self._legend(legend, heading.bottom + 12))
        self._page = replace(self._page, legend=entries)
        self._y = max([heading.bottom, *(entry.text.bottom for entry in entries)]) + GROUP_GAP
        self._add_columns()

    def pages(self) -> Sequence[ChangeListLayout]:
        """Return all pages."""
        return [*self._pages, self._page]

    def add_group(self, group: ChangeGroup) -> None:
        """Add a group; its heading is on each page with some of its rows."""
        heading = self._heading(group)
        rows = [self._row(row) for row in group.rows]
        begun = False
        for row in rows:
            raise_if_cancelled()
            above = 0.0 if begun else heading.box.height + (GROUP_GAP if self._page.groups else 0.0)
            if self._y + above + row.box.height > self._bottom and self._page.groups:
                self._turn_page()
                begun = False
            if not begun:
                self._begin_group(heading)
                begun = True
            self._add_row(heading, row)

    def _add_row(self, heading: ListGroupLayout, row: ListRowLayout) -> None:
        """Add a row, in parts if it is higher than a page."""
        while row.box.height > (room := self._bottom - self._y):
            if room >= LEAST:
                part, row = _divided(row, room)
                self._put(part)
            self._turn_page()
            self._begin_group(heading)
        self._put(row)

    def _put(self, row: ListRowLayout) -> None:
        *others, group = self._page.groups
        placed = lowered(row, self._y)
        if not group.rows:
            # The heading is above it.
            placed = replace(placed, line=None)
        group = replace(group, rows=(*group.rows, placed))
        self._page = replace(self._page, groups=(*others, group))
        self._y += row.box.height

    def _begin_group(self, heading: ListGroupLayout) -> None:
        if self._page.groups:
            self._y += GROUP_GAP
        self._page = replace(self._page, groups=(*self._page.groups, lowered(heading, self._y)))
        self._y += heading.box.height

    def _turn_page(self) -> None:
        self._pages.append(self._page)
        self._page, self._y = self._empty, MARGIN
        self._add_columns()

    def _add_columns(self) -> None:
        blocks = [
            self._typesetter.block(words, COLUMN, x, self._y, width)
            for words, (x, width) in zip(self._headings, self._columns[1:], strict=True)
        ]
        self._page = replace(self._page, columns=tuple(blocks))
        self._y = max(block.bottom for block in blocks) + 8

    def _legend(self, legend: Sequence[tuple[str, str]], y: float) -> Iterator[ListLegendLayout]:
        x, right = MARGIN, self._empty.width - MARGIN
        for kind, words in legend:
            room = min(self._typesetter.width(words, SECOND) + 1, right - MARGIN - MARK - 8)
            if x > MARGIN and x + MARK + 8 + room > right:
                x, y = MARGIN, y + SECOND.line_height + 8
            text = self._typesetter.block(words, SECOND, x + MARK + 8, y, room)
            yield ListLegendLayout(kind, Box(x, y, MARK, MARK), text)
            x = text.x + room + LEGEND_GAP
            y += text.height - SECOND.line_height

    def _heading(self, group: ChangeGroup) -> ListGroupLayout:
        """Return the heading of a group, from the top of the page."""
        inner = self._empty.width - 2 * MARGIN
        name = self._typesetter.block(group.name, HEADING, MARGIN + 12, HEADING_PADDING, inner - 24)
        return ListGroupLayout(group.id, Box(MARGIN, 0.0, inner, name.height + 2 * HEADING_PADDING), name, ())

    def _row(self, row: ChangeRow) -> ListRowLayout:
        """Return a row from the top of the page."""
        typesetter, (x, width) = self._typesetter, self._columns[0]
        indent = MARK + 8
        mark = Box(x, ROW_PADDING, MARK, MARK)
        name = typesetter.block(row.name, KIND, x + indent, ROW_PADDING, width - indent)
        first, y = [name], name.bottom
        for words, style in ((row.subject, TEXT), (row.place, SECOND)):
            if words:
                block = typesetter.rich(words, style, x + indent, y, width - indent)
                first.append(block)
                y = block.bottom
        before: list[TextBlock] = []
        after: list[TextBlock] = []
        down = ROW_PADDING
        for pair in row.pairs:
            blocks = [
                typesetter.rich(words, TEXT, left, down, room)
                for words, (left, room) in zip(pair, self._columns[1:], strict=True)
            ]
            before.append(blocks[0])
            after.append(blocks[1])
            down = max(block.bottom for block in blocks) + PAIR_GAP
        cells = tuple(tuple(block for block in column if block.lines) for column in (first, before, after))
        bottom = max(block.bottom for column in cells for block in column)
        box = Box(MARGIN, 0.0, self._empty.width - 2 * MARGIN, bottom + ROW_PADDING)
        return ListRowLayout(row, box, mark, cells, Box(MARGIN, 0.0, box.width, 0.0))


def _divided(row: ListRowLayout, height: float) -> tuple[ListRowLayout, ListRowLayout]:
    """Return the part of a row with the lines that fit into a height, and the rest from the top of a page."""
    above, below = divided_cells(row.cells, height)
    bottom = max((block.bottom for column in below for block in column), default=0.0)
    part = replace(row, cells=above, box=replace(row.box, height=height))
    rest = replace(row, mark=None, cells=below, box=replace(row.box, height=bottom + ROW_PADDING), line=None)
    return part, rest


def divided_cells(cells: Cells, height: float) -> tuple[Cells, Cells]:
    """Return the lines of a row's cells that fit into a height, and the rest from the top of a row."""
    above: list[tuple[TextBlock, ...]] = []
    below: list[tuple[TextBlock, ...]] = []
    for column in cells:
        fitting: list[TextBlock] = []
        others: list[TextBlock] = []
        for block in column:
            count = int((height - ROW_PADDING - block.y) // block.style.line_height)
            count = min(max(count, 0), len(block.lines)) if not others else 0
            if count:
                fitting.append(replace(block, lines=block.lines[:count]))
            if count < len(block.lines):
                top = block.y + count * block.style.line_height
                others.append(replace(block, y=top, lines=block.lines[count:]))
        above.append(tuple(fitting))
        up = others[0].y - ROW_PADDING if others else 0.0
        below.append(tuple(lowered(block, -up) for block in others))
    return tuple(above), tuple(below)
