"""Cells, rows and sheets of a table, and the limits within which it is read."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.translation import tr

Value = str | float | bool | datetime | timedelta
"""Content of a cell: text, number (`Percent` if it is shown in percent), truth, moment or length of time."""

LONGEST_TEXT = 32_767
"""Maximum number of characters of a cell, as in spreadsheets. The rest is left out."""
MOST_COLUMNS = 16_384
_MOST_BYTES = 1_000_000_000
_MOST_CELLS = 30_000_000
_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})")


class Row(NamedTuple):
    """Row of a sheet with its number, from 1 on, and the filled cells by the index of their column.

    `spanned` has the values of merged ranges that reach into it from another cell.
    """

    number: int
    cells: Mapping[int, Value]
    spanned: Mapping[int, Value]


class Sheet(NamedTuple):
    """Sheet of a workbook."""

    name: str
    hidden: bool


class Budget:
    """Bytes and cells that may still be read. It also lets the work be cancelled."""

    def __init__(self, most_bytes: int = _MOST_BYTES, most_cells: int = _MOST_CELLS) -> None:
        self._bytes, self._cells = most_bytes, most_cells

    def spend(self, size: int = 0, cells: int = 0) -> None:
        """Note what was read. Raises `UserError` if it is too much, and `CancelledError`."""
        raise_if_cancelled()
        self._bytes -= size
        self._cells -= cells
        if self._bytes < 0 or self._cells < 0:
            raise too_large()


def too_large() -> UserError:
    """Return the error about a table that is too large."""
    return UserError(
        tr("This table is too large to be read. Nothing was changed. Save the part that you need as a file.")
    )


def column_letters(index: int) -> str:
    """Return the letters of a column: A is 0, AA is 26."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """Return the index of a column from its letters in ASCII."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64
    return index - 1


def cell_place(text: str) -> tuple[int, int] | None:
    """Return the row's number and the column's index of a cell such as `B7`, or None."""
    found = _PLACE.fullmatch(text.strip())
    return (int(found[2]), column_index(found[1])) if found else None


def value_text(value: Value | None) -> str:
    """Return a value as text, in a form that does not depend on the language."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.10g}"
    if isinstance(value, datetime):
        return value.isoformat(" ").removesuffix(" 00:00:00")
    return str(value)
