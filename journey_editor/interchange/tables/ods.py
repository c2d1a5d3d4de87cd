"""Workbooks in the OpenDocument format (.ods)."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from journey_editor.foundation.quantities import Percent, seconds_from
from journey_editor.interchange.tables.values import LONGEST_TEXT, MOST_COLUMNS, Row, Sheet, Value, too_large
from journey_editor.interchange.tables.xml_stream import (
    BrokenWorkbookError,
    Parts,
    local,
    protected,
    uncalculated_remarks,
)

_MOST_SHEETS = 2_000
_CONTENT, _MANIFEST = "content.xml", "META-INF/manifest.xml"
_URN = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _OFFICE, _TEXT, _STYLE = (f"{_URN}{each}:1.0 " for each in ("table", "office", "text", "style"))
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_LEFT_OUT = frozenset((f"{_OFFICE}annotation", f"{_TABLE}shapes", f"{_TEXT}note", f"{_TEXT}ruby-text"))
"""Elements whose text is not that of the cell."""


class OpenDocumentTable:
    """Sheets of an OpenDocument workbook."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._uncalculated = self.hidden = 0
        if parts.has(_MANIFEST):
            parts.parse_whole(_MANIFEST, _refuse_encrypted)
        self.sheets = tuple(self._read_sheets())
        if not self.sheets:
            raise BrokenWorkbookError

    @property
    def remarks(self) -> list[str]:
        """Sentences about what was read so far."""
        return uncalculated_remarks(self._uncalculated)

    def rows(self, sheet: str = "") -> Iterator[Row]:
        """Yield the rows with cells of a sheet, by default the first one. Raises `UserError`."""
        reader = _SheetReader(sheet or self.sheets[0].name)
        self._uncalculated = 0
        for _ in self._parts.parse(_CONTENT, reader.start, reader.end, reader.characters):
            done, reader.done = reader.done, []
            self._uncalculated, self.hidden = reader.uncalculated, reader.hidden
            for number, repeated, cells, spanned in done:
                for each in range(repeated):
                    self._parts.budget.spend(0, len(cells))
                    yield Row(number + each, cells, spanned)
            if reader.over:
                return

    def _read_sheets(self) -> Iterator[Sheet]:
        hidden: dict[str, bool] = {}
        found: dict[str, str] = {}
        style, depth = "", 0

        def start(tag: str, given: dict[str, str]) -> None:
            nonlocal style, depth
            if tag == f"{_TABLE}table":
                depth += 1
                if depth == 1:
                    found[given.get(f"{_TABLE}name", "")] = given.get(f"{_TABLE}style-name", "")
                    if len(found) > _MOST_SHEETS:
                        raise too_large()
            elif tag == f"{_STYLE}style":
                style = given.get(f"{_STYLE}name", "")
            elif tag == f"{_STYLE}table-properties":
                hidden[style] = given.get(f"{_TABLE}display") == "false"

        def end(tag: str) -> None:
            nonlocal depth
            depth -= tag == f"{_TABLE}table"

        self._parts.parse_whole(_CONTENT, start, end)
        for name, its_style in found.items():
            yield Sheet(name, hidden.get(its_style, False))


class _SheetReader:
    """Handlers for the content, which collect the rows of one sheet."""

    def __init__(self, sheet: str) -> None:
        self._sheet = sheet
        self.done: list[tuple[int, int, dict[int, Value], dict[int, Value]]] = []
        """First number, repetitions, cells and spanned cells of each row since they were taken."""
        self.over = False
        self.uncalculated = self.hidden = 0
        self._row_is_hidden = False
        self._inside, self._depth, self._left_out = False, 0, 0
        self._number, self._repeated, self._column = 1, 1, 0
        self._cells: dict[int, Value] = {}
        self._given: dict[str, str] = {}
        self._lines: list[str] = []
        self._length = 0
        self._paragraph = False
        self._open: list[tuple[int, int, int, Value]] = []

    def start(self, tag: str, given: dict[str, str]) -> None:
        """Begin an element."""
        if tag == f"{_TABLE}table":
            self._depth += 1
            if self._depth == 1:
                self._inside = given.get(f"{_TABLE}name", "") == self._sheet and not self.over
        if not self._inside or self._depth > 1:
            return
        if tag in _LEFT_OUT or self._left_out:
            self._left_out += 1
        elif tag in _CELLS:
            self._given = given
            self._lines = []
            self._length = 0
        elif tag == f"{_TABLE}table-row":
            self._repeated = _count(given, "number-rows-repeated")
            self._column = 0
            self._cells = {}
            self._row_is_hidden = given.get(f"{_TABLE}visibility", "visible") != "visible"
        elif tag == f"{_TEXT}p":
            self._lines.append("")
            self._paragraph = True
        elif tag == f"{_TEXT}s":
            self.characters(" " * min(_count(given, "c", _TEXT), 1_000))
        elif tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            self.characters("\t" if local(tag) == "tab" else "\n")

    def end(self, tag: str) -> None:
        """End an element."""
        if tag == f"{_TABLE}table":
            self._depth -= 1
            if self._depth == 0 and self._inside:
                self._inside, self.over = False, True
        if not self._inside or self._depth > 1:
            return
        if self._left_out:
            self._left_out -= 1
        elif tag in _CELLS:
            self._end_cell(covered=tag == _CELLS[1])
        elif tag == f"{_TABLE}table-row":
            self._open = [each for each in self._open if each[0] >= self._number]
            if self._cells or self._open:
                spanned = {
                    column: value
                    for _, left, right, value in self._open
                    for column in range(left, right)
                    if column not in self._cells
                }
                if self._cells:
                    self.done.append((self._number, self._repeated, self._cells, spanned))
                    self.hidden += self._row_is_hidden
            self._number += self._repeated
        elif tag == f"{_TEXT}p":
            self._paragraph = False

    def characters(self, data: str) -> None:
        """Take characters of a paragraph."""
        if self._paragraph and not self._left_out and self._length < LONGEST_TEXT:
            self._lines[-1] += data
            self._length += len(data)

    def _end_cell(self, *, covered: bool) -> None:
        given = self._given
        repeated = _count(given, "number-columns-repeated")
        value = None if covered else _value(given, "\n".join(self._lines)[:LONGEST_TEXT])
        if value is None and not covered and given.get(f"{_TABLE}formula") and not self._lines:
            self.uncalculated += 1
        if value is not None:
            last = min(self._column + repeated, MOST_COLUMNS)
            self._cells.update(dict.fromkeys(range(self._column, last), value))
            wide = _count(given, "number-columns-spanned")
            tall = _count(given, "number-rows-spanned")
            if wide > 1 or tall > 1:
                right = min(self._column + wide, MOST_COLUMNS)
                self._open.append((self._number + tall - 1, self._column, right, value))
        self._column += repeated


def _value(given: dict[str, str], text: str) -> Value | None:
    """Return the value of a cell from its attributes and its text."""
    kind = given.get(f"{_OFFICE}value-type", "")
    if kind in ("float", "currency", "percentage"):
        try:
            number = float(given.get(f"{_OFFICE}value", ""))
        except ValueError:
            return text or None
        if number != number or abs(number) > 1e300:
            return None
        return Percent(round(number * 100, 9)) if kind == "percentage" else number
    if kind == "date":
        try:
            return datetime.fromisoformat(given.get(f"{_OFFICE}date-value", "")[:26]).replace(tzinfo=None)
        except ValueError:
            return text or None
    if kind == "time":
        seconds = seconds_from(given.get(f"{_OFFICE}time-value", ""))
        return text or None if seconds is None else timedelta(seconds=seconds)
    if kind == "boolean":
        return given.get(f"{_OFFICE}boolean-value") == "true"
    return text or given.get(f"{_OFFICE}string-value") or None


def _count(given: dict[str, str], name: str, namespace: str = _TABLE) -> int:
    text = given.get(namespace + name, "1")
    return max(1, int(text)) if text.isascii() and text.isdecimal() and len(text) < 9 else 1


def _refuse_encrypted(tag: str, _given: dict[str, str]) -> None:
    if local(tag) == "encryption-data":
        raise protected()
