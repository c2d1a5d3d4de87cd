"""Layout of a report: a table in groups, on as many pages as it needs, or on one that is long enough."""

from collections.abc import Callable
from dataclasses import replace
from math import inf

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.geometry import Box
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.layout import theme
from journey_editor.layout.change_list_layout import (
    COLUMN,
    FOOT,
    GAP,
    GROUP_GAP,
    HEADING,
    HEADING_PADDING,
    LEAST,
    MARGIN,
    ROW_PADDING,
    SECOND,
    TEXT,
    TITLE,
    Cells,
    divided_cells,
)
from journey_editor.layout.transform import lowered, mirrored
from journey_editor.text.line_breaking import Ruler
from journey_editor.text.ruler import default_ruler
from journey_editor.text.text_block import TextBlock
from journey_editor.text.typesetter import Typesetter
from journey_editor.wording.report_rows import Report, ReportGroup, ReportRow

COLUMN_GAP = 16.0


@dataclass(frozen=True, slots=True)
class ReportRowLayout:
    """Row of a report: the texts of its columns, and the line above it unless the heading is there."""

    row: ReportRow
    box: Box
    cells: Cells
    line: Box | None


@dataclass(frozen=True, slots=True)
class ReportGroupLayout:
    """Heading of a group, which is repeated on each page, with its note, its columns and its rows there."""

    id: str
    box: Box
    plate: Box
    name: TextBlock
    note: TextBlock | None
    heads: tuple[TextBlock, ...]
    rows: tuple[ReportRowLayout, ...]


@dataclass(frozen=True, slots=True)
class ReportLayout:
    """Page of a report. The title is on the first one, and `nothing` if there is nothing to report."""

    id: str
    theme: str
    rtl: bool
    width: float
    height: float
    title: TextBlock | None
    subtitle: TextBlock | None
    groups: tuple[ReportGroupLayout, ...]
    nothing: TextBlock | None = None
    imprint: TextBlock | None = None


def lay_out_report(
    report: Report,
    *,
    language: str,
    direction: str,
    theme_name: str,
    width: float,
    height: float | None,
    imprint: Callable[[int, int], str],
    ruler: Ruler | None = None,
) -> tuple[ReportLayout, ...]:
    """Lay out a report on pages of a size, or on one page as high as it needs if `height` is None.

    `imprint` returns the line at the bottom from the number of a page and of all pages. A row is divided
    between pages only if it is higher than a page. Raises `CancelledError`.
    """
    typesetter = Typesetter(ruler or default_ruler(), language, direction)
    # The numbers of pages are not known yet.
    foot = typesetter.block(imprint(888, 888), theme.LEGEND_TEXT, MARGIN, 0.0, width - 2 * MARGIN)
    bottom = inf if height is None else height - FOOT - foot.height - GAP
    builder = _Builder(report, typesetter, theme_name, width, height or 0.0, bottom)
    for group in report.groups:
        builder.add_group(group)
    pages = builder.pages(foot.height)
    return tuple(_finished(page, imprint(at, len(pages)), typesetter) for at, page in enumerate(pages, 1))


def _finished(page: ReportLayout, words: str, typesetter: Typesetter) -> ReportLayout:
    """Return a page with its imprint, mirrored if it is right-to-left."""
    line = typesetter.block(words, theme.LEGEND_TEXT, MARGIN, 0.0, page.width - 2 * MARGIN, "right")
    page = replace(page, imprint=lowered(line, page.height - FOOT - line.height)) if words else page
    return mirrored(page, page.width) if page.rtl else page


class _Builder:
    """Builder that fills one page after the other."""

    def __init__(
        self,
        report: Report,
        typesetter: Typesetter,
        theme_name: str,
        width: float,
        height: float,
        bottom: float,
    ) -> None:
        """`bottom` is the y below which there are no rows."""
        self._typesetter, self._bottom = typesetter, bottom
        self._empty = ReportLayout(report.id, theme_name, typesetter.rtl, width, height, None, None, ())
        self._room = width - 2 * MARGIN
        inner = self._room - COLUMN_GAP * (len(report.shares) - 1) - 24
        self._columns: list[tuple[float, float]] = []
        x = MARGIN + 12
        for share in report.shares:
            self._columns.append((x, share * inner))
            x += share * inner + COLUMN_GAP
        self._pages: list[ReportLayout] = []
        title = typesetter.block(report.title, TITLE, MARGIN, MARGIN - 8, self._room)
        subtitle = typesetter.block(report.subtitle, SECOND, MARGIN, title.bottom + 2, self._room)
        self._y = subtitle.bottom + GROUP_GAP
        self._page = replace(self._empty, title=title, subtitle=subtitle)
        if not report.groups:
            nothing = typesetter.block(report.nothing, TEXT, MARGIN, self._y, self._room)
            self._page = replace(self._page, nothing=nothing)
            self._y = nothing.bottom

    def pages(self, foot: float) -> list[ReportLayout]:
        """Return all pages; `foot` is the height of the line at the bottom of one without a height."""
        if self._bottom == inf:
            self._page = replace(self._page, height=self._y + GAP + foot + FOOT)
        return [*self._pages, self._page]

    def add_group(self, group: ReportGroup) -> None:
        """Add a group; its heading is on each page with some of its rows."""
        heading = self._heading(group)
        begun = False
        for row in map(self._row, group.rows):
            raise_if_cancelled()
            above = 0.0 if begun else heading.box.height + (GROUP_GAP if self._page.groups else 0.0)
            if self._y + above + row.box.height > self._bottom and self._page.groups:
                self._turn_page()
                begun = False
            if not begun:
                self._begin_group(heading)
                begun = True
            self._add_row(heading, row)

    def _add_row(self, heading: ReportGroupLayout, row: ReportRowLayout) -> None:
        """Add a row, in parts if it is higher than a page."""
        while row.box.height > (room := self._bottom - self._y):
            if room >= LEAST:
                above, below = divided_cells(row.cells, room)
                self._put(replace(row, cells=above, box=replace(row.box, height=room)))
                row = self._placed(row.row, below)
            self._turn_page()
            self._begin_group(heading)
        self._put(row)

    def _put(self, row: ReportRowLayout) -> None:
        *others, group = self._page.groups
        placed = lowered(row, self._y)
        if not group.rows:
            # The heading is above it.
            placed = replace(placed, line=None)
        group = replace(group, rows=(*group.rows, placed))
        self._page = replace(self._page, groups=(*others, group))
        self._y += row.box.height

    def _begin_group(self, heading: ReportGroupLayout) -> None:
        if self._page.groups:
            self._y += GROUP_GAP
        self._page = replace(self._page, groups=(*self._page.groups, lowered(heading, self._y)))
        self._y += heading.box.height

    def _turn_page(self) -> None:
        self._pages.append(self._page)
        self._page, self._y = self._empty, MARGIN

    def _heading(self, group: ReportGroup) -> ReportGroupLayout:
        """Return the heading of a group, from the top of the page."""
        typesetter, columns = self._typesetter, self._columns
        first_head = group.heads[0] if group.heads else ""
        heads = (
            tuple(
                typesetter.block(words, COLUMN, x, 0.0, width)
                for words, (x, width) in zip(group.heads, columns, strict=True)
                if words
            )
            if group.heads
            else ()
        )
        room = self._room - 24 if not heads or first_head else columns[0][1]
        name = typesetter.block(group.name, HEADING, MARGIN + 12, HEADING_PADDING, room)
        tallest = max([name.height, *(head.height for head in heads)])
        plate = Box(MARGIN, 0.0, self._room, tallest + 2 * HEADING_PADDING)
        heads = tuple(lowered(head, (plate.height - head.height) / 2) for head in heads)
        name = lowered(name, (tallest - name.height) / 2)
        note = None
        bottom = plate.bottom
        if group.note:
            note = typesetter.block(group.note, SECOND, MARGIN + 12, bottom + 6, self._room - 24)
            bottom = note.bottom
        return ReportGroupLayout(group.id, Box(MARGIN, 0.0, self._room, bottom), plate, name, note, heads, ())

    def _row(self, row: ReportRow) -> ReportRowLayout:
        """Return a row from the top of the page. The first line of its first text is its subject."""
        cells = []
        for index, (words, (x, width)) in enumerate(zip(row.cells, self._columns, strict=True)):
            subject, _, place = words.partition("\n") if index == 0 else (words, "", "")
            blocks = [self._typesetter.rich(subject, TEXT, x, ROW_PADDING, width)] if subject else []
            if place:
                blocks.append(self._typesetter.block(place, SECOND, x, blocks[0].bottom, width))
            cells.append(tuple(blocks))
        return self._placed(row, tuple(cells))

    def _placed(self, row: ReportRow, cells: Cells) -> ReportRowLayout:
        bottom = max((block.bottom for column in cells for block in column), default=ROW_PADDING)
        box = Box(MARGIN, 0.0, self._room, bottom + ROW_PADDING)
        return ReportRowLayout(row, box, cells, Box(MARGIN, 0.0, self._room, 0.0))
