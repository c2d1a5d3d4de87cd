"""Readings of a measure from a table, as its data source says."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain, islice
from math import fsum
from pathlib import Path
from statistics import fmean, median

from journey_editor.foundation.errors import UserError
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.translation import ntr, tr
from journey_editor.insight.measures import ANSWERS, SHARES, TIMES, is_possible
from journey_editor.interchange.tables.columns import (
    DayColumn,
    Headings,
    NumberColumn,
    cell_of,
    first_day,
    truth,
)
from journey_editor.interchange.tables.reading import Table, open_table
from journey_editor.interchange.tables.values import Row, Value, cell_place, value_text
from journey_editor.model.records import DataSource

MOST_READINGS = 1_000
"""Maximum number of readings of a data source."""
_SAMPLE = 10_000
"""Rows that decide in which form the numbers and dates of a table are written."""
_SHOWN = 100
_SHOWN_ERRORS = 3
_MOST_COUNT = 1_000_000_000
_COUNTS = ("positive", "negative", "total")
_SUMMARIES: dict[str, Callable[[Iterable[float]], float]] = {"mean": fmean, "median": median, "sum": fsum}


@dataclass(frozen=True, slots=True)
class FoundReading:
    """Reading that a table gives. The fields are those of a `Reading`."""

    day: str
    value: float | None = None
    positive: int | None = None
    negative: int | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """Content that was read from a data source.

    `shown` has the first rows that count: the number, and the texts of the columns that are used. `remarks`
    are sentences about what is unusual in the table.
    """

    readings: tuple[FoundReading, ...]
    rows: int
    remarks: tuple[str, ...]
    shown: tuple[tuple[int, tuple[str, ...]], ...] = ()


def read_source(
    source: DataSource, kind: str, path: Path, *, order: str = "dMy", decimal: str = "."
) -> Outcome:
    """Return the readings of a measure of a kind from the file `path` of its source.

    `order` and `decimal` decide about dates and numbers that can be read in two ways. Raises `UserError` if
    the file cannot be read or does not have what the source names, and `CancelledError`.
    """
    with open_table(path) as table:
        names = [each.name for each in table.sheets]
        if source.sheet and source.sheet not in names:
            raise UserError(tr("“{file}” has no sheet “{name}”.").format(file=path.name, name=source.sheet))
        if source.cell:
            return _read_cell(source, kind, table, decimal)
        reader = _Reader(source, kind, table, order, decimal)
        return reader.read()


def _read_cell(source: DataSource, kind: str, table: Table, decimal: str) -> Outcome:
    place = cell_place(source.cell)
    if place is None:
        raise UserError(tr("“{cell}” is not the address of a cell, such as B7.").format(cell=source.cell))
    number, column = place
    rows = (row for row in table.rows(source.sheet) if row.number >= number)
    row = next(rows, None)
    found = row.cells.get(column) if row is not None and row.number == number else None
    reader = NumberColumn("", [found or ""], times=kind in TIMES, share=kind in SHARES, decimal=decimal)
    value = reader.number(found)
    if value is None or not is_possible(kind, value):
        said = value_text(found)[:40]
        raise UserError(
            tr("The cell {cell} has no valid value: “{text}”.").format(cell=source.cell, text=said)
        )
    shown = ((number, ("", value_text(found))),)
    return Outcome((FoundReading("", float(value)),), 1, tuple(table.remarks), shown)


class _Reader:
    """Reading of the rows of a table."""

    def __init__(self, source: DataSource, kind: str, table: Table, order: str, decimal: str) -> None:
        self._source, self._kind, self._table = source, kind, table
        self._answers = source.summary == "answers"
        rows = table.rows(source.sheet)
        heading = None
        if source.heading_row:
            rows = (row for row in rows if row.number >= source.heading_row)
            heading = next(rows, None)
            if heading is None or heading.number != source.heading_row:
                raise UserError(tr("The table has no headings in row {n}.").format(n=source.heading_row))
        self._headings = headings = Headings(heading)
        self._day = headings.index(source.day_column)
        self._value = headings.index(source.value_column)
        self._filter = headings.index(source.filter_column)
        self._counts = [headings.index(getattr(source, f"{each}_column")) for each in _COUNTS]
        positive, _, total = self._counts
        shares = [positive, total] if kind in SHARES else [None]
        if self._value is None and None in (self._counts if kind == "nps" else shares):
            raise UserError(tr("Choose the column with the values, or those with the counts."))
        counting = (row for row in rows if self._counts_in(row))
        sample = list(islice(counting, _SAMPLE))
        self._rows: Iterator[Row] = chain(sample, counting)
        values = [value for row in sample if (value := cell_of(row, self._value)) is not None]
        share = (kind in SHARES or kind == "nps") and not self._answers
        if kind == "nps":
            # A whole number from −1 to 1 is a rare but possible score.
            share = share and any(value_text(each).strip("-−") not in ("0", "1") for each in values)
        self._numbers = NumberColumn(
            source.value_column if source.heading_row else "",
            values,
            times=kind in TIMES,
            share=share,
            decimal=decimal,
        )
        counts = [
            value for row in sample for each in self._counts if (value := cell_of(row, each)) is not None
        ]
        self._whole = NumberColumn("", counts, times=False, share=False, decimal=decimal)
        days = [value for row in sample if (value := cell_of(row, self._day, spanned=True)) is not None]
        self._days = DayColumn(days, order)
        self._groups: dict[str, _Group] = {}
        self._errors: list[tuple[int, str]] = []
        self._error_count = self._row_count = self._undated = 0
        self._shown: list[tuple[int, tuple[str, ...]]] = []

    def read(self) -> Outcome:
        """Return the readings of all rows."""
        for row in self._rows:
            self._add(row)
            if len(self._groups) > MOST_READINGS:
                raise UserError(
                    tr(
                        "These rows are more than {most} readings. Choose a span of time, such as a month, "
                        "whose rows become one reading."
                    ).format(most=MOST_READINGS)
                )
        if self._error_count > self._row_count:
            raise UserError(" ".join((tr("Most rows have no valid value."), *self._remarks())))
        if not self._groups:
            raise UserError(" ".join((tr("No row of the table has a value."), *self._remarks())))
        found = [group.reading(self._source.summary, self._kind) for group in self._groups.values()]
        readings = tuple(sorted(found, key=lambda each: each.day))
        values = (each.value for each in readings if each.value is not None)
        if (wrong := next((each for each in values if not is_possible(self._kind, each)), None)) is not None:
            raise UserError(
                tr(
                    "These rows give {value}, which is not possible for this measure. Choose another way in "
                    "which rows become a reading."
                ).format(value=value_text(wrong))
            )
        return Outcome(readings, self._row_count, tuple(self._remarks(readings)), tuple(self._shown))

    def _counts_in(self, row: Row) -> bool:
        """Return whether a row has the value of the filter."""
        if self._filter is None:
            return True
        value = value_text(cell_of(row, self._filter, spanned=True))
        return value.strip().casefold() == self._source.filter_value.strip().casefold()

    def _add(self, row: Row) -> None:
        cell = cell_of(row, self._value)
        counted = [cell_of(row, each) for each in self._counts]
        if cell is None and all(each is None for each in counted):
            return
        day = cell_of(row, self._day, spanned=True)
        moment = self._days.moment(day)
        if self._day is not None and moment is None:
            self._refuse(row, day)
            return
        counts = [None if each is None else self._count(each) for each in counted]
        wrong = next((each for each, n in zip(counted, counts, strict=True) if n == -1), None)
        value = None if cell is None else self._number(cell)
        if wrong is not None or (cell is not None and value is None) or not _is_consistent(counts):
            self._refuse(row, next((each for each in (wrong, cell, *counted) if each is not None), None))
            return
        self._row_count += 1
        if len(self._shown) < _SHOWN:
            texts = [value_text(each) for each in (day, cell, *counted)]
            self._shown.append((row.number, tuple(texts)))
        key = self._key(row, moment)
        group = self._groups.get(key)
        if group is None:
            group = self._groups[key] = _Group(moment, key)
        group.add(value, counts, moment)

    def _key(self, row: Row, moment: datetime | None) -> str:
        span = self._source.span
        if span and moment is not None:
            return first_day(moment, span).isoformat()
        return "" if self._answers or span else str(row.number)

    def _number(self, cell: Value) -> float | None:
        if not self._answers:
            number = self._numbers.number(cell)
            return number if number is not None and is_possible(self._kind, number) else None
        scale = ANSWERS.get(self._kind)
        if scale is None and self._kind in SHARES:
            answer = truth(cell)
            return None if answer is None else float(answer)
        number = self._numbers.number(cell)
        if number is None or scale is None:
            return number if number is not None and is_possible(self._kind, number) else None
        return number if scale[0] <= number <= scale[1] and number == int(number) else None

    def _count(self, cell: Value) -> int:
        """Return a value as a number of answers, or −1."""
        number = self._whole.number(cell)
        if number is None or number != int(number) or not 0 <= number <= _MOST_COUNT:
            return -1
        return int(number)

    def _refuse(self, row: Row, value: Value | None) -> None:
        self._error_count += 1
        if len(self._errors) < _SHOWN_ERRORS:
            self._errors.append((row.number, value_text(value)[:40]))

    def _remarks(self, readings: tuple[FoundReading, ...] = ()) -> list[str]:
        said = list(self._table.remarks)
        if self._error_count:
            rows = ", ".join(tr("row {n} (“{text}”)").format(n=n, text=text) for n, text in self._errors)
            rows += ", …" if self._error_count > len(self._errors) else ""
            said.append(
                ntr("{n} row without a valid value was left out: {rows}.",
                    "{n} rows without a valid value were left out: {rows}.",
                    self._error_count, rows=rows)
            )  # fmt: skip
        if self._numbers.scaled:
            said.append(tr("Values up to 1 are shares: 0.85 is 85 %."))
        twice = len(readings) - len({each.day for each in readings})
        if self._day is not None and twice:
            said.append(
                ntr("{n} reading has the same date as another one.",
                    "{n} readings have the same date as another one.", twice)
            )  # fmt: skip
        hidden = [each.name for each in self._table.sheets if each.hidden and each.name == self._source.sheet]
        if hidden:
            said.append(tr("The sheet “{name}” is hidden in the workbook.").format(name=hidden[0]))
        return said


class _Group:
    """Rows that become one reading."""

    def __init__(self, moment: datetime | None, key: str) -> None:
        self._moment, self._key = moment, key
        self._values = array("d")
        self._last: float | None = None
        self._counts: list[int | None] = [None, None, None]

    def add(self, value: float | None, counts: list[int | None], moment: datetime | None) -> None:
        """Add a row."""
        newer = self._moment is None or (moment is not None and moment >= self._moment)
        if newer:
            self._moment = moment
        if value is not None:
            self._values.append(value)
            self._last = value if newer or self._last is None else self._last
        for index, count in enumerate(counts):
            if count is not None:
                self._counts[index] = (self._counts[index] or 0) + count

    def reading(self, summary: str, kind: str) -> FoundReading:
        """Return the reading."""
        day = self._key if "-" in self._key else self._moment.date().isoformat() if self._moment else ""
        values, counts = self._values, self._counts
        if summary == "answers":
            return _of_answers(day, kind, values)
        value = self._last
        if values and summary != "last":
            value = _SUMMARIES[summary](values)
        return FoundReading(day, None if value is None else round(value, 6), *counts)


def _of_answers(day: str, kind: str, values: Sequence[float]) -> FoundReading:
    """Return the reading of answers or cases, each of which is a value."""
    total = len(values)
    if kind not in SHARES and kind != "nps":
        return FoundReading(day, round(sum(values) / total, 6), total=total)
    _, _, best, worst = ANSWERS.get(kind, (0, 1, 1, 0))
    negative = sum(each <= worst for each in values) if kind == "nps" else None
    return FoundReading(day, None, sum(each >= best for each in values), negative, total)


def _is_consistent(counts: list[int | None]) -> bool:
    """Return False if more answers count for and against than there are."""
    positive, negative, total = counts
    return total is None or (positive or 0) + (negative or 0) <= total
