"""Columns of a table: found by their headings, and read as days, numbers, times or answers."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from journey_editor.foundation.dates import moment_from, order_of
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.quantities import (
    DECIMAL_MARKS,
    Percent,
    decimal_mark_of,
    number_from,
    seconds_from,
    unit_in,
)
from journey_editor.foundation.text import in_one_line
from journey_editor.foundation.translation import tr
from journey_editor.interchange.tables.values import Row, Value, column_index, column_letters, value_text
from journey_editor.model.fields import NAME_LIMIT

_MOST_KNOWN = 10_000
"""Maximum number of texts whose values are remembered."""
_YES, _NO = (
    frozenset(words.split())
    for words in (
        "1 true yes y x ja oui sí si sim da да tak evet כן نعم हाँ 是 はい 예 ✓ ✔",
        "0 false no n nein non não nee nej nei нет nie hayır όχι לא لا नहीं 否 いいえ 아니요",
    )
)


class Headings:
    """Names of the columns of a sheet: the texts of a row, or the letters of the columns."""

    def __init__(self, row: Row | None) -> None:
        self._named: dict[str, int] = {}
        self.names: dict[int, str] = {}
        for index, value in sorted(row.cells.items()) if row is not None else ():
            name = heading(value)
            if name and name.casefold() not in self._named:
                self._named[name.casefold()] = index
                self.names[index] = name
        self._letters = row is None

    def find(self, name: str) -> int | None:
        """Return the index of a column, or None."""
        name = name.strip()
        if self._letters:
            return column_index(name) if name.isascii() and name.isalpha() and len(name) <= 3 else None
        return self._named.get(name.casefold())

    def index(self, name: str) -> int | None:
        """Return the index of a column; None for no name. Raises `UserError` if there is no such column."""
        if not name:
            return None
        found = self.find(name)
        if found is None:
            raise UserError(tr("There is no column “{name}” in the table.").format(name=name))
        return found

    def name(self, index: int) -> str:
        """Return the name of a column."""
        return column_letters(index) if self._letters else self.names.get(index, "")


def heading(value: Value) -> str:
    """Return the name of a column whose heading has a value."""
    return in_one_line(value_text(value))[:NAME_LIMIT].strip()


class NumberColumn:
    """Values of a column as numbers: times in seconds, shares in percent."""

    def __init__(self, name: str, sample: Iterable[Value], *, times: bool, share: bool, decimal: str) -> None:
        """`sample` decides about the decimal mark, and whether shares are parts of one."""
        texts = [each for each in sample if isinstance(each, str)]
        marks = [mark for each in texts if (mark := decimal_mark_of(each))]
        self._decimal = max(DECIMAL_MARKS, key=marks.count) if marks else decimal
        self._times = times
        self._unit = unit_in(name) or 1.0
        self.scaled = False
        self._known: dict[str, float | None] = {}
        numbers = [number for each in sample if (number := self._number(each)) is not None]
        plain = [each for each in numbers if not isinstance(each, Percent)]
        # Shares such as 0.85 or 1 are parts of one.
        self.scaled = bool(
            share and plain and len(plain) == len(numbers) and all(-1 <= n <= 1 for n in plain)
        )

    def number(self, value: Value | None) -> float | None:
        """Return a value as a number, or None."""
        if not isinstance(value, str):
            return self._number(value)
        # Many rows have the same few texts.
        if value not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[value] = self._number(value)
        return self._known[value]

    def _number(self, value: Value | None) -> float | None:
        number: float | None = None
        if self._times and isinstance(value, Percent):
            return None
        if isinstance(value, bool):
            number = None if self._times else float(value)
        elif isinstance(value, timedelta):
            number = value.total_seconds() if self._times else None
        elif isinstance(value, float):
            number = value * self._unit if self._times else value
        elif isinstance(value, str):
            number = seconds_from(value, self._unit) if self._times else number_from(value, self._decimal)
        if number is not None and self.scaled and not isinstance(number, Percent):
            return number * 100
        return number


class DayColumn:
    """Values of a column as moments."""

    def __init__(self, sample: Iterable[Value], order: str) -> None:
        """`sample` decides about the order of day and month, or else `order`."""
        orders = [found for each in sample if isinstance(each, str) and (found := order_of(each))]
        self.order = max(set(orders), key=orders.count) if orders else order
        self._known: dict[str, datetime | None] = {}

    def moment(self, value: Value | None) -> datetime | None:
        """Return a value as a moment, or None."""
        if isinstance(value, datetime):
            return value
        if isinstance(value, float):
            # Years and days without separators.
            value = value_text(value)
        if not isinstance(value, str):
            return None
        if value not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[value] = moment_from(value, self.order)
        return self._known[value]


def truth(value: Value | None) -> bool | None:
    """Return a value as yes or no, or None."""
    text = value_text(value).strip().casefold()
    if text in _YES:
        return True
    return False if text in _NO else None


def first_day(moment: date, span: str) -> date:
    """Return the first day of the span of time around a moment."""
    day = date(moment.year, moment.month, moment.day)
    if span == "week":
        return day - timedelta(days=day.weekday())
    if span == "month":
        return day.replace(day=1)
    if span == "quarter":
        return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    return day.replace(month=1, day=1) if span == "year" else day


def cell_of(row: Row, index: int | None, *, spanned: bool = False) -> Value | None:
    """Return the value of a row in a column, if `spanned` also of a merged range that reaches into it."""
    if index is None:
        return None
    value = row.cells.get(index)
    other: Mapping[int, Value] = row.spanned if spanned else {}
    return other.get(index) if value is None else value
