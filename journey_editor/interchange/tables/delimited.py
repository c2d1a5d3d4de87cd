"""Tables as text: CSV, TSV, and others whose separator is found out."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from journey_editor.foundation.translation import ntr
from journey_editor.interchange.tables.encodings import encoding_of
from journey_editor.interchange.tables.formulas import unguarded
from journey_editor.interchange.tables.unlocked import UnlockedFile, buffered
from journey_editor.interchange.tables.values import LONGEST_TEXT, MOST_COLUMNS, Budget, Row, Sheet

_SEPARATORS = (",", ";", "\t", "|")
_SAMPLE_LINES = 200
_LONGEST_LINE = 120_000
"""Maximum number of characters of a line: fewer than a field of `csv` may have."""
_MOST_LINES_OF_ROW = 1_000
_CHUNK = 1 << 20


class DelimitedTable:
    """Text file with a row in each line. It has a single sheet, without a name."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.sheets = (Sheet("", False),)
        self.encoding = encoding_of(iter(partial(UnlockedFile(path).read, _CHUNK), b""))
        self._sep_line, self.separator = self._guess()
        self._unclosed = self.hidden = 0

    @property
    def remarks(self) -> list[str]:
        """Sentences about what was read so far."""
        if not self._unclosed:
            return []
        return [
            ntr("{n} row has a quotation mark that is never closed; it is read as text.",
                "{n} rows have a quotation mark that is never closed; it is read as text.", self._unclosed)
        ]  # fmt: skip

    def rows(self, sheet: str = "") -> Iterator[Row]:
        """Yield the rows that are not empty. All cells are text. Raises `UserError`."""
        budget = Budget()
        self._unclosed = 0
        with self._text() as stream:
            if self._sep_line:
                stream.readline(_LONGEST_LINE)
            number = int(self._sep_line)
            for fields in self._fields(stream):
                number += 1
                cells = {
                    index: unguarded(text)[:LONGEST_TEXT]
                    for index, field in enumerate(fields[:MOST_COLUMNS])
                    if (text := field.strip())
                }
                budget.spend(sum(map(len, fields)), len(fields))
                if cells:
                    yield Row(number, cells, {})

    def _text(self) -> io.TextIOWrapper:
        return io.TextIOWrapper(buffered(self._path), encoding=self.encoding, errors="replace", newline="")

    def _fields(self, stream: io.TextIOWrapper) -> Iterator[list[str]]:
        """Yield the fields of each row. A row whose quotation mark is never closed is read without quotes."""
        pending: list[str] = []
        done = ended = False

        def lines() -> Iterator[str]:
            nonlocal ended
            while line := stream.readline(_LONGEST_LINE):
                pending.append(line)
                if len(pending) > _MOST_LINES_OF_ROW:
                    raise csv.Error
                yield line
            ended = True

        while not done:
            reader = csv.reader(lines(), delimiter=self.separator)
            try:
                for fields in reader:
                    if ended and len(pending) > 1 and sum(line.count('"') for line in pending) % 2:
                        break
                    pending.clear()
                    yield fields
                done = not pending
            except csv.Error:
                pass
            if pending:
                self._unclosed += 1
                yield from csv.reader(pending, delimiter=self.separator, quoting=csv.QUOTE_NONE)
                pending.clear()

    def _guess(self) -> tuple[bool, str]:
        """Return whether the first line names the separator, and the one that gives most equal rows."""
        with self._text() as stream:
            first = stream.readline(_LONGEST_LINE)
            named = first.strip().lower().strip('"')
            if named.startswith("sep=") and len(first.rstrip("\r\n").strip('"')) == 5:
                return True, first.rstrip("\r\n").strip('"')[4]
            if self._path.suffix.lower() == ".tsv" and "\t" in first:
                # Its cells may have more commas and lines than it has tabs.
                return False, "\t"
            lines = [first, *(stream.readline(_LONGEST_LINE) for _ in range(_SAMPLE_LINES))]
        best = max(_SEPARATORS, key=lambda each: _equal_rows([line for line in lines if line], each))
        return False, best


def _equal_rows(lines: list[str], separator: str) -> tuple[int, int]:
    """Return how many rows have as many fields as most have, at least two, and how many fields these are."""
    try:
        widths = Counter(len(fields) for fields in csv.reader(lines, delimiter=separator) if len(fields) > 1)
    except csv.Error:
        return 0, 0
    if not widths:
        return 0, 0
    width, count = max(widths.items(), key=lambda each: (each[1], each[0]))
    return count, width
