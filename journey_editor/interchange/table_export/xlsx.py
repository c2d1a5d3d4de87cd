"""Workbook of Excel: a sheet for each journey as its map shows it, and lists of its records."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.translation import ntr, tr
from journey_editor.interchange.table_export.html import Colors
from journey_editor.interchange.table_export.map_table import Head, MapTable, Row
from journey_editor.interchange.table_export.record_tables import RecordTable, Value
from journey_editor.interchange.tables.values import LONGEST_TEXT, value_text
from journey_editor.interchange.tables.xlsx import ExcelTable
from journey_editor.interchange.tables.xml_stream import Parts

_LONGEST_NAME = 31
"""Maximum number of characters of the name of a sheet."""
_NOT_IN_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_TITLE_WIDTH, _STEP_WIDTH = 26, 30
"""Widths of columns, in characters."""
_WIDTHS = (12, 60)
"""Least and greatest width of a column of a list, in characters."""
_LINE_HEIGHT = 15.0
_A4 = 9


@dataclass(frozen=True, slots=True)
class Look:
    """Colours of a map as `#RRGGBB`: of its stages and steps, and of its lanes by id."""

    stage: Colors
    step: Colors
    lanes: Mapping[str, Colors]


def xlsx_bytes(
    maps: Sequence[tuple[MapTable, Look]],
    lists: Sequence[RecordTable],
    created: datetime,
    *,
    from_right: bool,
) -> tuple[bytes, list[str]]:
    """Return a workbook, and sentences about texts that were too long for its cells.

    The same content gives the same bytes. Lists are from the right if `from_right` is true. The bytes are
    read back before they are returned. Raises `CancelledError`, and `UserError` if they were read otherwise.
    """
    # Imported on use: nothing else needs it.
    from xlsxwriter import Workbook

    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = Workbook(out, {**options, "strings_to_numbers": False})
    book.set_properties({"created": created.replace(tzinfo=None)})
    names: set[str] = set()
    sheets = [
        _MapSheet(_Sheet(book, sheet_name(table.journey.title, names)), table, look).write()
        for table, look in maps
    ]
    sheets += [_write_list(_Sheet(book, sheet_name(each.name, names)), each, from_right) for each in lists]
    book.close()
    data = out.getvalue()
    _read_back(data, sheets)
    shortened = sum(each.shortened for each in sheets)
    words = ntr("{n} text was shortened.", "{n} texts were shortened.", shortened)
    return data, [words] if shortened else []


def sheet_name(title: str, taken: set[str]) -> str:
    """Return a valid name of a sheet that is not `taken`, and add it to those."""
    start = " ".join(_NOT_IN_NAME.sub(" ", title).split()).strip("'")[:_LONGEST_NAME].strip(" '") or tr(
        "Journey"
    )
    # Excel keeps this name for itself.
    start = f"{start} 1" if start.casefold() == "history" else start
    name, number = start, 1
    while name.casefold() in taken:
        number += 1
        ending = f" {number}"
        name = start[: _LONGEST_NAME - len(ending)] + ending
    taken.add(name.casefold())
    return name


class _Sheet:
    """Sheet that is being written, with the values of its cells by row and column."""

    def __init__(self, book: Any, name: str) -> None:
        self._book, self.name = book, name
        self.sheet = book.add_worksheet(name)
        self.values: dict[tuple[int, int], Value] = {}
        self.shortened = 0

    def format(self, **properties: object) -> Any:
        """Return a format with these properties. All texts are wrapped and at the top of their cells."""
        return self._book.add_format({"text_wrap": True, "valign": "top", **properties})

    def put(self, row: int, column: int, value: Value, form: Any, across: int = 1) -> None:
        """Write a value, without ever making a formula or a link of a text."""
        text = value if isinstance(value, str) else None
        if text is not None and len(text) > LONGEST_TEXT:
            text = value = text[: LONGEST_TEXT - 1] + "…"
            self.shortened += 1
        if across > 1:
            self.sheet.merge_range(row, column, row, column + across - 1, "", form)
        if value is None or value == "":
            self.sheet.write_blank(row, column, None, form)
            return
        if text is not None:
            self.sheet.write_string(row, column, text, form)
        elif isinstance(value, bool):
            self.sheet.write_boolean(row, column, value, form)
        else:
            self.sheet.write_number(row, column, value, form)
        self.values[row, column] = value


@dataclass(slots=True)
class _MapSheet:
    sheet: _Sheet
    table: MapTable
    look: Look

    def write(self) -> _Sheet:
        """Write the headings, the rows and the set-up of the page."""
        table, sheet = self.table, self.sheet
        stage, step = table.corner
        self._heads(0, stage, table.stages, self.look.stage)
        if table.steps:
            self._heads(1, step, table.steps, self.look.step)
        top = 2 if table.steps else 1
        for at, row in enumerate(table.rows, start=top):
            raise_if_cancelled()
            self._row(at, row)
        set_up = sheet.sheet
        set_up.set_column(0, 0, _TITLE_WIDTH)
        set_up.set_column(1, max(1, table.width), _STEP_WIDTH)
        set_up.freeze_panes(top, 1)
        set_up.repeat_rows(0, top - 1)
        set_up.repeat_columns(0)
        _set_up_page(set_up, table.journey.title, from_right=table.journey.direction == "rtl")
        return sheet

    def _heads(self, at: int, corner: str, heads: Sequence[Head], colors: Colors) -> None:
        form = self.sheet.format(**_filled(colors), bold=True)
        self.sheet.put(at, 0, corner, form)
        column = 1
        for head in heads:
            self.sheet.put(at, column, head.name, form, head.span)
            column += head.span

    def _row(self, at: int, row: Row) -> None:
        sheet, width = self.sheet, self.table.width
        if row.is_heading:
            edge = "top" if row.kind == "group" else "bottom"
            form = sheet.format(bold=True, font_color="#5B6675", **{edge: 5 if row.kind != "group" else 1})
            sheet.put(at, 0, row.title, form)
            for column in range(1, width + 1):
                sheet.put(at, column, None, form)
            return
        colors = self.look.lanes.get(row.lane.id) if row.lane else None
        filled = _filled(colors) if colors else {"border": 1, "border_color": "#CBD3DC"}
        sheet.put(at, 0, row.title, sheet.format(**filled, bold=True))
        form, blank = sheet.format(**filled), sheet.format(border=1, border_color="#CBD3DC")
        column = 1
        for cell in row.cells:
            text = cell.lines()
            sheet.put(at, column, text, form if text else blank, cell.span)
            column += cell.span
        if any(cell.span > 1 for cell in row.cells):
            # Spreadsheets do not make rows high enough for merged cells.
            highest = max(_height(cell.lines(), _STEP_WIDTH * cell.span) for cell in row.cells)
            sheet.sheet.set_row(at, min(highest, 409.0))


def _height(text: str, width: int) -> float:
    """Return about how high a text is in a cell of this width, in points."""
    lines = sum(1 + len(line) // max(1, width - 2) for line in text.split("\n"))
    return lines * _LINE_HEIGHT


def _filled(colors: Colors) -> dict[str, object]:
    return {
        "bg_color": colors.tint,
        "font_color": colors.text,
        "border": 1,
        "border_color": "#CBD3DC",
    }


def _set_up_page(sheet: Any, title: str, *, from_right: bool) -> None:
    """Set up the printed pages: landscape, as wide as the paper, with the title and the page number."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(0.4, 0.4, 0.6, 0.6)
    sheet.set_header(f"&L{title[:200].replace('&', '&&')}")
    sheet.set_footer("&C&P / &N")
    if from_right:
        sheet.right_to_left()


def _write_list(sheet: _Sheet, table: RecordTable, from_right: bool) -> _Sheet:
    head = sheet.format(bold=True, bg_color="#E3E9F1", bottom=1)
    form = sheet.format()
    for column, heading in enumerate(table.headings):
        sheet.put(0, column, heading, head)
    widths = [len(each) for each in table.headings]
    for at, row in enumerate(table.rows, start=1):
        raise_if_cancelled()
        for column, value in enumerate(row):
            if value is not None and value != "":
                sheet.put(at, column, value, form)
                longest = max(map(len, str(value).split("\n")))
                widths[column] = max(widths[column], longest)
    least, most = _WIDTHS
    for column, width in enumerate(widths):
        sheet.sheet.set_column(column, column, min(max(least, width + 2), most))
    sheet.sheet.freeze_panes(1, 0)
    sheet.sheet.repeat_rows(0)
    if table.rows:
        sheet.sheet.autofilter(0, 0, len(table.rows), len(table.headings) - 1)
    _set_up_page(sheet.sheet, table.name, from_right=from_right)
    return sheet


def _read_back(data: bytes, sheets: Collection[_Sheet]) -> None:
    """Raise `UserError` if the program's own reader does not find what was written."""
    with ZipFile(BytesIO(data)) as archive:
        table = ExcelTable(Parts(archive))
        for sheet in sheets:
            read = {
                (row.number - 1, column): value
                for row in table.rows(sheet.name)
                for column, value in row.cells.items()
            }
            if read.keys() != sheet.values.keys() or any(
                not _is_same(value, sheet.values[place]) for place, value in read.items()
            ):
                raise UserError(
                    tr("The workbook could not be read back as it was written. The file was not changed.")
                )


def _is_same(read: Any, written: Value) -> bool:
    if isinstance(written, str):
        return value_text(read) == written
    if isinstance(written, bool):
        return read is written
    return (
        isinstance(read, float) and written is not None and abs(read - written) <= 1e-9 * max(1, abs(written))
    )
