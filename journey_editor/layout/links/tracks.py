"""Tracks for parallel lines in the gaps of a map, so that no line covers another."""

from bisect import bisect_left, insort
from itertools import count
from typing import Literal, NamedTuple

from journey_editor.foundation.cancellation import raise_if_cancelled

Side = Literal[-1, 1]
"""Side of a gap: −1 is the low one (left or above), +1 the high one."""

STEP = 5.0
"""Usual distance between the tracks of a gap."""
_EDGE = {True: 6.0, False: 4.0}
"""Distance of tracks from the sides of a gap, if it is vertical (it holds arrow heads) and if it is not."""
_APART = 4.0
"""Minimum distance between the ends of lines on the same track."""


class Gap(NamedTuple):
    """Space for lines: between two x at any height if it is `upright`, otherwise between two y.

    `step` is the distance between its tracks; it is smaller in a full gap.
    """

    upright: bool
    low: float
    high: float
    step: float = STEP

    @property
    def middle(self) -> float:
        """Position of a line that is alone in the gap."""
        return (self.low + self.high) / 2


class _Line(NamedTuple):
    """Line in a gap: its two ends, the side of the gap to which each leads, and its number."""

    one: float
    other: float
    one_side: Side
    other_side: Side
    number: int

    def nesting(self) -> tuple[int, float, int]:
        """Return the sort key, from the low to the high side of the gap, that gives the fewest crossings.

        Of the lines that lead back to their own side, short ones are inside long ones. Of those that cross
        the gap, the one that comes first to its own end on the low side is the last.
        """
        if self.one_side == self.other_side:
            length = abs(self.one - self.other)
            return self.one_side, length if self.one_side < 0 else -length, self.number
        low, high = (self.one, self.other) if self.one_side < 0 else (self.other, self.one)
        return 0, -low if low < high else low, -self.number


class Tracks:
    """Collection of the lines in all gaps, and their distribution over tracks."""

    def __init__(self) -> None:
        self._lines: dict[Gap, list[_Line]] = {}
        self._numbers = count()

    def add(self, gap: Gap, one: float, other: float, one_side: Side, other_side: Side) -> int:
        """Add a line along a gap between two ends, each of which leads to a side. Returns its number."""
        line = _Line(one, other, one_side, other_side, next(self._numbers))
        self._lines.setdefault(gap, []).append(line)
        return line.number

    def places(self) -> dict[int, float]:
        """Return the x of each line in a vertical gap and the y of each in a horizontal one, by number."""
        found: dict[int, float] = {}
        for gap, lines in self._lines.items():
            tracks: list[list[tuple[float, float]]] = []
            track_of: list[int] = []
            lines.sort(key=_Line.nesting)
            for line in lines:
                raise_if_cancelled()
                # It is beyond each line before it that it would touch, so the order of those stays.
                track_of.append(_first_free(tracks, min(line.one, line.other), max(line.one, line.other)))
            most = len(tracks) - 1
            whole = gap.high - gap.low
            # Above and below a card that spans several columns, the gap is narrow.
            edge = min(_EDGE[gap.upright], whole / 4)
            step = min(gap.step, (whole - 2 * edge) / max(1, most))
            first = gap.middle - most * step / 2
            for line, track in zip(lines, track_of, strict=True):
                found[line.number] = first + track * step
        return found


def _first_free(tracks: list[list[tuple[float, float]]], low: float, high: float) -> int:
    """Return the number of the track after the last one on which a line from `low` to `high` meets another.

    The line is added to this track. Lines on a track are in order, and do not meet.
    """
    number = 0
    for index in range(len(tracks), 0, -1):
        own = tracks[index - 1]
        # Of the lines that begin before its end, the last one ends last.
        before = bisect_left(own, (high + _APART,))
        if before and low < own[before - 1][1] + _APART:
            number = index
            break
    if number == len(tracks):
        tracks.append([])
    insort(tracks[number], (low, high))
    return number
