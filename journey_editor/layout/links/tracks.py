"""Tracks for parallel lines in the gaps of a map, so that no line covers another."""

from itertools import count
from typing import Literal

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.quick_dataclass import dataclass

Side = Literal[-1, 1]
"""Side of a gap: −1 is the low one (left or above), +1 the high one."""

STEP = 5.0
"""Usual distance between the tracks of a gap."""
_EDGE = {True: 6.0, False: 4.0}
"""Distance of tracks from the sides of a gap, if it is vertical (it holds arrow heads) and if it is not."""
_APART = 4.0
"""Minimum distance between the ends of lines on the same track."""


@dataclass(frozen=True, slots=True)
class Gap:
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


@dataclass(frozen=True, slots=True)
class _Line:
    """Line in a gap: its two ends, the side of the gap to which each leads, and its number."""

    one: float
    other: float
    one_side: Side
    other_side: Side
    number: int

    def meets(self, other: "_Line") -> bool:
        """Return whether the two lines would touch on one track."""
        low, high = min(self.one, self.other), max(self.one, self.other)
        return low < max(other.one, other.other) + _APART and min(other.one, other.other) < high + _APART

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
            track_of: list[tuple[_Line, int]] = []
            for line in sorted(lines, key=_Line.nesting):
                raise_if_cancelled()
                # It is beyond each line before it that it would touch, so the order of those stays.
                track = max((track + 1 for other, track in track_of if line.meets(other)), default=0)
                track_of.append((line, track))
            most = max(track for _, track in track_of)
            whole = gap.high - gap.low
            # Above and below a card that spans several columns, the gap is narrow.
            edge = min(_EDGE[gap.upright], whole / 4)
            step = min(gap.step, (whole - 2 * edge) / max(1, most))
            first = gap.middle - most * step / 2
            found |= {line.number: first + track * step for line, track in track_of}
        return found
