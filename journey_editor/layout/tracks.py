"""Lines that run beside each other in the gaps of a map: each gets a track, so that none covers another."""

from dataclasses import dataclass
from itertools import count
from typing import Literal

from journey_editor.foundation.going_on import GoOn, always, check

Side = Literal[-1, 0, 1]

STEP = 4.0
"""Tracks of a gap are so far apart, or nearer where it is full."""
_EDGE = {True: 6.0, False: 4.0}
"""What tracks keep from the sides of an upright gap, where arrow heads stand, and of a level one."""
_APART = 4.0
"""Lines that share a track have at least so much between their ends."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Room for lines: between two x over any height if it is upright, else between two y."""

    upright: bool
    low: float
    high: float

    @property
    def middle(self) -> float:
        """Where a line runs that is alone."""
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True)
class _Line:
    """A line in a gap: its ends, to which side they lead, and its number."""

    low: float
    high: float
    side: Side
    number: int

    def meets(self, other: "_Line") -> bool:
        """Whether the two would touch on one track."""
        return self.low < other.high + _APART and other.low < self.high + _APART


def _nesting(line: _Line) -> tuple[int, float, int]:
    """The order from the low side to the high one in which lines cross least: short ones inside long ones."""
    length = line.high - line.low
    return line.side, -length if line.side > 0 else length, line.number


class Tracks:
    """Collects the lines in all gaps, then says where each one runs."""

    def __init__(self) -> None:
        self._lines: dict[Gap, list[_Line]] = {}
        self._numbers = count()

    def add(self, gap: Gap, one_end: float, other_end: float, side: Side = 0) -> int:
        """Add a line that runs along a gap from end to end; gives its number.

        `side` says which side of the gap its ends lead to: −1 the low one, +1 the high one, 0 both or none.
        """
        line = _Line(min(one_end, other_end), max(one_end, other_end), side, next(self._numbers))
        self._lines.setdefault(gap, []).append(line)
        return line.number

    def places(self, go_on: GoOn = always) -> dict[int, float]:
        """The x of each line in an upright gap, the y of each in a level one, by their numbers.

        `go_on` is asked for each line; raises `CancelledError` when it says no.
        """
        found: dict[int, float] = {}
        for gap, lines in self._lines.items():
            tracks: list[list[_Line]] = []
            track_of: dict[int, int] = {}
            for line in sorted(lines, key=_nesting):
                check(go_on)
                taken = (any(line.meets(other) for other in track) for track in tracks)
                index = next((index for index, full in enumerate(taken) if not full), len(tracks))
                if index == len(tracks):
                    tracks.append([])
                tracks[index].append(line)
                track_of[line.number] = index
            spare = gap.high - gap.low - 2 * _EDGE[gap.upright]
            step = min(STEP, spare / max(1, len(tracks) - 1))
            first = gap.middle - (len(tracks) - 1) * step / 2
            found |= {number: first + track * step for number, track in track_of.items()}
        return found
