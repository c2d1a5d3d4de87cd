"""Workbooks of Excel (.xlsx, .xlsm). Macros and links to other files are never followed."""

import posixpath
import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from journey_editor.foundation.quantities import Percent
from journey_editor.interchange.tables.merges import Merges
from journey_editor.interchange.tables.values import (
    LONGEST_TEXT,
    MOST_COLUMNS,
    Row,
    Sheet,
    Value,
    column_index,
    too_large,
)
from journey_editor.interchange.tables.xml_stream import (
    BrokenWorkbookError,
    Parts,
    local,
    uncalculated_remarks,
)

_MOST_SHEETS = 2_000
_MOST_SHARED = 60_000_000
"""Maximum number of characters of all shared texts."""
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="\$?([A-Z]{1,3})\$?(\d+):\$?([A-Z]{1,3})\$?(\d+)"')
_LETTERS = re.compile("[A-Z]+")
_LITERALS = re.compile(r'"[^"]*"|\\.|_.|\*.')
_BRACKETS = re.compile(r"\[(?!(?:h+|m+|s+)\])[^\]]*\]", re.IGNORECASE)
_BUILT_IN = {
    **dict.fromkeys((9, 10), "percent"),
    **dict.fromkeys((14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)), "date"),
    **dict.fromkeys((18, 19, 20, 21, 45, 46, 47), "time"),
}
_EPOCH_1900, _EPOCH_1904 = datetime.fromisoformat("1899-12-30"), datetime.fromisoformat("1904-01-01")
_LAST_SERIAL = 2_958_465
"""Serial number of the last day that Excel knows, the end of 9999."""
_LEAP_DAY = 60
"""Serial number of 29 February 1900, which only spreadsheets have."""


class ExcelTable:
    """Sheets of a workbook of Excel."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._parts_of_sheets: dict[str, str] = {}
        self._hidden: dict[str, bool] = {}
        self._since_1904 = False
        self._shared: list[str] | None = None
        self._kinds: list[str] = []
        self._uncalculated = self.hidden = 0
        self._workbook = self._main_part()
        self._targets = self._relations(self._workbook)
        self._read_workbook()
        self.sheets = tuple(Sheet(name, self._hidden[name]) for name in self._parts_of_sheets)

    @property
    def remarks(self) -> list[str]:
        """Sentences about what was read so far."""
        return uncalculated_remarks(self._uncalculated)

    def rows(self, sheet: str = "") -> Iterator[Row]:
        """Yield the rows with cells of a sheet, by default the first one. Raises `UserError`."""
        part = self._parts_of_sheets[sheet] if sheet else next(iter(self._parts_of_sheets.values()))
        if self._shared is None:
            self._read_styles()
            self._shared = self._read_shared()
        merges = Merges(self._merged(part))
        reader = _SheetReader(self._value, self._parts.budget.spend)
        self._uncalculated = 0
        for _ in self._parts.parse(part, reader.start, reader.end, reader.characters):
            self._uncalculated, self.hidden = reader.uncalculated, reader.hidden
            for number, cells in reader.take():
                yield Row(number, cells, merges.spanned(number, cells))

    def _main_part(self) -> str:
        for kind, target in self._relations("").values():
            if kind == "officeDocument":
                return target
        raise BrokenWorkbookError

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Return the kinds and the targets of a part's relations, by id, without those to other files."""
        folder, name = posixpath.split(part)
        found: dict[str, tuple[str, str]] = {}

        def start(tag: str, given: dict[str, str]) -> None:
            if local(tag) == "Relationship" and given.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, given.get("Target", ""))).lstrip("/")
                found[given.get("Id", "")] = given.get("Type", "").rpartition("/")[2], target

        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if self._parts.has(relations):
            self._parts.parse_whole(relations, start)
        return found

    def _read_workbook(self) -> None:
        def start(tag: str, given: dict[str, str]) -> None:
            tag = local(tag)
            if tag == "workbookPr":
                self._since_1904 = given.get("date1904", "") in ("1", "true")
            elif tag == "sheet":
                relation = next((value for key, value in given.items() if local(key) == "id"), "")
                kind, target = self._targets.get(relation, ("", ""))
                name = given.get("name", "")
                if kind == "worksheet" and name not in self._parts_of_sheets:
                    self._parts_of_sheets[name] = target
                    self._hidden[name] = given.get("state", "visible") != "visible"
                if len(self._parts_of_sheets) > _MOST_SHEETS:
                    raise too_large()

        self._parts.parse_whole(self._workbook, start)
        if not self._parts_of_sheets:
            raise BrokenWorkbookError

    def _part_of_kind(self, kind: str) -> str:
        return next((target for each, target in self._targets.values() if each == kind), "")

    def _read_styles(self) -> None:
        part = self._part_of_kind("styles")
        if not self._parts.has(part):
            return
        formats: dict[str, str] = {}
        used: list[str] = []
        inside = False

        def start(tag: str, given: dict[str, str]) -> None:
            nonlocal inside
            tag = local(tag)
            if tag == "numFmt":
                formats[given.get("numFmtId", "")] = given.get("formatCode", "")
            elif tag == "cellXfs":
                inside = True
            elif tag == "xf" and inside:
                used.append(given.get("numFmtId", "0"))

        def end(tag: str) -> None:
            nonlocal inside
            inside = inside and local(tag) != "cellXfs"

        self._parts.parse_whole(part, start, end)
        self._kinds = [_kind_of_format(each, formats) for each in used]

    def _read_shared(self) -> list[str]:
        part = self._part_of_kind("sharedStrings")
        if not self._parts.has(part):
            return []
        found: list[str] = []
        text: list[str] = []
        tags: list[str] = []
        total = 0

        def start(tag: str, _given: dict[str, str]) -> None:
            tags.append(local(tag))
            if tags[-1] == "si":
                text.clear()

        def end(_tag: str) -> None:
            nonlocal total
            if tags.pop() == "si":
                found.append(_unescaped("".join(text))[:LONGEST_TEXT])
                total += len(found[-1]) + 50
                if total > _MOST_SHARED:
                    raise too_large()

        def characters(data: str) -> None:
            # Text in `rPh` says how the other text is pronounced.
            if tags[-1:] == ["t"] and "rPh" not in tags:
                text.append(data)

        self._parts.parse_whole(part, start, end, characters)
        return found

    def _merged(self, part: str) -> Iterator[tuple[int, int, int, int]]:
        """Yield first and last row, first and last column of the merged ranges, which are at the end."""
        rest = b""
        for chunk in self._parts.chunks(part):
            data = rest + chunk
            for found in _MERGE.finditer(data):
                first, last = column_index(found[1].decode()), column_index(found[3].decode())
                yield int(found[2]), int(found[4]), first, last
            rest = data[data.rfind(b"<") :][-200:]

    def _value(self, kind: str, style: str, text: str) -> Value | None:
        """Return the value of a cell."""
        if kind == "s":
            shared = self._shared or []
            index = int(text) if text.isdecimal() else -1
            return (shared[index] or None) if 0 <= index < len(shared) else None
        if kind in ("str", "inlineStr", "e"):
            return _unescaped(text)[:LONGEST_TEXT] or None
        if kind == "b":
            return text.strip() in ("1", "true")
        if kind == "d":
            try:
                return datetime.fromisoformat(text.strip()).replace(tzinfo=None)
            except ValueError:
                return text
        try:
            number = float(text)
        except ValueError:
            return text or None
        if number != number or abs(number) > 1e300:
            return None
        shown = self._kinds[int(style)] if style.isdecimal() and int(style) < len(self._kinds) else ""
        if shown == "percent":
            return Percent(round(number * 100, 9))
        if shown and 0 <= number <= _LAST_SERIAL:
            return self._time(number, shown)
        return number

    def _time(self, serial: float, shown: str) -> Value:
        # Milliseconds are as exact as spreadsheets are.
        length = timedelta(milliseconds=round(serial * 86_400_000))
        if shown == "time" or serial < 1:
            return length
        if self._since_1904:
            return _EPOCH_1904 + length
        return _EPOCH_1900 + length + timedelta(days=serial < _LEAP_DAY)


class _SheetReader:
    """Handlers for a sheet's XML, which collect its rows."""

    def __init__(
        self, value: Callable[[str, str, str], Value | None], spend: Callable[[int, int], None]
    ) -> None:
        self._value, self._spend = value, spend
        self.uncalculated = self.hidden = 0
        self._row_is_hidden = False
        self._done: list[tuple[int, dict[int, Value]]] = []
        self._number, self._column = 0, -1
        self._cells: dict[int, Value] = {}
        self._kind = self._style = ""
        self._text: list[str] = []
        self._length = 0
        self._reads = self._formula = False

    def take(self) -> list[tuple[int, dict[int, Value]]]:
        """Return the rows since the last call."""
        done, self._done = self._done, []
        return done

    def start(self, tag: str, given: dict[str, str]) -> None:
        """Begin an element."""
        tag = local(tag)
        if tag == "c":
            place = given.get("r", "")
            letters = _LETTERS.match(place)
            self._column = column_index(letters[0]) if letters else self._column + 1
            self._kind, self._style = given.get("t", "n"), given.get("s", "")
            self._text.clear()
            self._length = 0
            self._formula = False
        elif tag == "row":
            place = given.get("r", "")
            self._number = int(place) if place.isdecimal() and len(place) < 9 else self._number + 1
            self._column = -1
            self._cells = {}
            self._row_is_hidden = given.get("hidden", "0") not in ("0", "false")
        elif tag in ("v", "t"):
            self._reads = True
        elif tag == "f":
            self._formula = True
        elif tag == "rPh":
            self._reads = False

    def end(self, tag: str) -> None:
        """End an element."""
        tag = local(tag)
        if tag == "c":
            text = "".join(self._text)
            if self._formula and not text and self._kind != "str":
                self.uncalculated += 1
            value = self._value(self._kind, self._style, text) if text else None
            if value is not None and self._column < MOST_COLUMNS:
                self._cells[self._column] = value
        elif tag in ("v", "t"):
            self._reads = False
        elif tag == "row" and self._cells:
            self._spend(0, len(self._cells))
            self._done.append((self._number, self._cells))
            self.hidden += self._row_is_hidden

    def characters(self, data: str) -> None:
        """Take characters of a value."""
        if self._reads and self._length < LONGEST_TEXT:
            self._text.append(data)
            self._length += len(data)


def _kind_of_format(number: str, formats: dict[str, str]) -> str:
    """Return whether a number format shows a `date`, a `time`, `percent` or else nothing."""
    code = formats.get(number)
    if code is None:
        return _BUILT_IN.get(int(number), "") if number.isdecimal() else ""
    plain = _BRACKETS.sub("", _LITERALS.sub("", code.partition(";")[0])).lower()
    if "%" in plain:
        return "percent"
    if "general" in plain:
        return ""
    if "y" in plain or "d" in plain or ("m" in plain and not re.search("[hs]", plain)):
        return "time" if "[m" in plain else "date"
    return "time" if re.search("[hs]", plain) else ""


def _unescaped(text: str) -> str:
    """Return a text without the escapes for control characters."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
