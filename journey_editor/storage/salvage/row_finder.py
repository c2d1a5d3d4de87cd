"""Search for rows in the bytes of a damaged project file, independent of its header, pages and trees.

Each row begins with a value that is easy to recognise: the id of its record (`card:8f3a…`), a SHA-256, or a
key of `meta`. Before it is the row's own header with the type and length of each value (see “Database File
Format” on sqlite.org: records, index b-trees, overflow pages).
"""

import re
import struct
from collections.abc import Callable, Iterator, Mapping, Set

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.storage.migrations import SqlValue

_SIZES = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8, 8: 0, 9: 0}
_MOST_BYTES_IN_A_ROW = 64 * 1024 * 1024
_LONGEST_KEY = 13 + 2 * 90
_ID = re.compile("[a-z_]+:[0-9A-Za-z-]{1,64}")
_HASH = 64
_HASHES = re.compile(rb"[0-9a-f]{64,}")
_PAGES_WITH_ROWS = {2, 10}
"""First byte of the pages of a table without rowid: interior page, leaf page."""


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A row that was found. `counted` is set if its page still lists it.

    `whole` is set if the row has the stated length and nothing of it is missing.
    """

    table: str
    values: tuple[SqlValue, ...]
    page: int
    whole: bool
    counted: bool


class RowFinder:
    """Finder of rows in `data`. It calls `check` in its loops, which may raise an error to end the search."""

    def __init__(self, data: bytes, *, check: Callable[[], None] = raise_if_cancelled) -> None:
        self._data = data
        stated = int.from_bytes(data[16:18], "big")
        sound = stated >= 512 and stated & (stated - 1) == 0 and len(data) % stated == 0
        self._page_size = stated if sound else 4096
        self._counted: dict[int, frozenset[int]] = {}
        self._check = check
        self._most_local = (self._page_size - 12) * 64 // 255 - 23
        self._least_local = (self._page_size - 12) * 32 // 255 - 23

    def records(self, columns: Mapping[str, int]) -> Iterator[FoundRow]:
        """Yield the rows of records in their order in the file. `columns` has the number of columns by kind.

        They include old copies that remained when a page was split.
        """
        kinds = sorted(((kind.encode(), kind) for kind in columns), key=lambda each: -len(each[0]))
        endings = tuple(kind for kind, _ in kinds)
        for colon in self._places(b":"):
            before = self._data[max(0, colon - 40) : colon]
            if before.endswith(endings):
                for raw, kind in kinds:
                    if before.endswith(raw):
                        row = self._row_at(kind, colon - len(raw), columns[kind])
                        if row is not None and _is_record(row):
                            yield row
                            break

    def with_key(self, table: str, key: str, columns: int) -> Iterator[FoundRow]:
        """Yield the rows of `table`, with this number of `columns`, whose first value is `key`."""
        for first in self._places(key.encode()):
            row = self._row_at(table, first, columns)
            if row is not None and row.values[0] == key:
                yield row

    def with_hashes(self, table: str, hashes: Set[str], columns: int) -> Iterator[FoundRow]:
        """Yield the rows of `table`, with this number of `columns`, that begin with one of these SHA-256.

        The data is searched only once for all of them.
        """
        wanted = {each.encode() for each in hashes}
        for run in _HASHES.finditer(self._data):
            for first in range(run.start(), run.end() - _HASH + 1):
                self._check()
                if self._data[first : first + _HASH] in wanted:
                    row = self._row_at(table, first, columns)
                    if row is not None and row.values[0] in hashes:
                        yield row

    def _places(self, mark: bytes) -> Iterator[int]:
        at = self._data.find(mark)
        while at >= 0:
            self._check()
            yield at
            at = self._data.find(mark, at + 1)

    def missing_in(self, page: int, found: int) -> int:
        """Return the number of rows that a page lists beyond the `found` ones."""
        offsets = self._counted_on(page)
        return max(0, len(offsets) - found)

    def _row_at(self, table: str, first: int, count: int) -> FoundRow | None:
        """Return the row of `count` values whose first value begins at `first`, or None."""
        data = self._data
        for start in self._headers(first, count):
            types = self._types(start + 1, first)
            if not 13 <= types[0] <= _LONGEST_KEY or types[0] % 2 == 0 or 10 in types or 11 in types:
                continue
            length = first - start
            sizes = [_SIZES.get(each, (each - 12) // 2) for each in types]
            size = length + sum(sizes)
            cell, fits = self._cell_before(start, size)
            if size > _MOST_BYTES_IN_A_ROW or not (fits or data[start] == length):
                continue
            content = self._content(start, size)[length:]
            values, at = [], 0
            for each, width in zip(types, sizes, strict=True):
                values.append(_value(each, content[at : at + width], width))
                at += width
            page, offset = divmod(cell, self._page_size)
            whole = fits and data[start] == length and len(content) == size - length
            return FoundRow(table, tuple(values), page, whole, offset in self._counted_on(page))
        return None

    def _headers(self, first: int, count: int) -> Iterator[int]:
        """Yield possible positions of a row's header, whose types are the `count` numbers before `first`."""
        data, at, last = self._data, first, first
        for _ in range(count):
            at -= 1
            if at < 1 or data[at] >= 0x80:
                return
            last = at
            while at > 1 and data[at - 1] >= 0x80:
                at -= 1
        # The first type has at most two bytes; the byte before it may be the damaged length of the header.
        yield from (start - 1 for start in range(max(at, last - 1), last + 1))

    def _types(self, start: int, end: int) -> list[int]:
        """Return the numbers between `start` and `end`: types and lengths of values."""
        types = []
        while start < end:
            number, start = _varint(self._data, start)
            types.append(number)
        return types

    def _cell_before(self, start: int, size: int) -> tuple[int, bool]:
        """Return the position of the cell with its header at `start`, and whether it states `size`."""
        for width in (1, 2, 3, 4):
            if start >= width and _varint(self._data, start - width) == (size, start):
                cell = start - width
                is_inner = self._data[cell - cell % self._page_size] == 2
                return (cell - 4 if is_inner else cell), True
        return start, False

    def _content(self, start: int, size: int) -> bytes:
        """Return the bytes of a row with its header; fewer than `size` if some cannot be found."""
        data, page_size = self._data, self._page_size
        local = size
        if size > self._most_local:
            local = self._least_local + (size - self._least_local) % (page_size - 4)
            local = local if local <= self._most_local else self._least_local
        end = min(start + local, start - start % page_size + page_size)
        parts, left = [data[start:end]], size - local
        following = int.from_bytes(data[end : end + 4], "big")
        while left > 0 and 1 < following <= len(data) // page_size:
            page = data[(following - 1) * page_size : following * page_size]
            part = page[4 : 4 + left]
            parts.append(part)
            left -= len(part)
            following = int.from_bytes(page[:4], "big")
        return b"".join(parts)

    def _counted_on(self, page: int) -> frozenset[int]:
        """Return the offsets of the cells that a page lists."""
        known = self._counted.get(page)
        if known is None:
            known = self._counted[page] = _counted_cells(self._data, page * self._page_size, self._page_size)
        return known


def _is_record(row: FoundRow) -> bool:
    """Return whether a row can be a record: these have no blobs, so two of them are bytes of another row."""
    blobs = sum(isinstance(value, bytes) for value in row.values)
    return blobs < 2 and _ID.fullmatch(str(row.values[0])) is not None


def _counted_cells(data: bytes, start: int, page_size: int) -> frozenset[int]:
    head = data[start : start + 12]
    if len(head) < 12 or head[0] not in _PAGES_WITH_ROWS:
        return frozenset()
    first = 12 if head[0] == 2 else 8
    count = int.from_bytes(head[3:5], "big")
    places = data[start + first : start + min(first + 2 * count, page_size)]
    offsets = frozenset(offset for (offset,) in struct.iter_unpack(">H", places[: len(places) // 2 * 2]))
    # With a wrong count, the offsets would overlap the cells.
    return offsets if offsets and min(offsets) >= first + 2 * count else frozenset()


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Return a variable-length integer of SQLite, and the position after it."""
    number = 0
    for index, byte in enumerate(data[at : at + 8], start=1):
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            return number, at + index
    return number << 8 | (data[at + 8] if at + 8 < len(data) else 0), at + 9


def _value(kind: int, data: bytes, width: int) -> SqlValue:
    """Return a value from its bytes. If some are missing, a text is shortened and a number is None."""
    if kind >= 12:
        return data.decode("utf-8", "replace") if kind % 2 else data
    if kind in (8, 9):
        return kind - 8
    if kind == 0 or len(data) < width:
        return None
    if kind == 7:
        value: float = struct.unpack(">d", data)[0]
        return value
    return int.from_bytes(data, "big", signed=True)
