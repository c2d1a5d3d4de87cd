"""Merged ranges of a sheet."""

from collections.abc import Iterable, Mapping

from journey_editor.interchange.tables.values import Value

_MOST = 20_000
_WIDEST = 500
"""Maximum number of columns of a range whose value is given to its other cells."""


class Merges:
    """Merged ranges, and the values of those that the rows have reached so far."""

    def __init__(self, ranges: Iterable[tuple[int, int, int, int]]) -> None:
        """Take first and last row, first and last column of each range. Very wide ones are left out."""
        found = [each for each, _ in zip(ranges, range(_MOST), strict=False) if each[3] - each[2] < _WIDEST]
        self._waiting = sorted(found, reverse=True)
        self._open: list[tuple[int, int, int, Value]] = []

    def spanned(self, number: int, cells: Mapping[int, Value]) -> Mapping[int, Value]:
        """Return the values of the ranges that reach into a row, by column. Rows are given in order."""
        if not self._waiting and not self._open:
            return {}
        self._open = [each for each in self._open if each[0] >= number]
        while self._waiting and self._waiting[-1][0] <= number:
            first, last, left, right = self._waiting.pop()
            if first == number and left in cells:
                self._open.append((last, left, right, cells[left]))
        return {
            column: value
            for _, left, right, value in self._open
            for column in range(left, right + 1)
            if column not in cells
        }
