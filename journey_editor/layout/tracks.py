"""Tracks for parallel lines in the gaps of a map, so that no line covers another."""

from itertools import count
from typing import Literal

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.quick_dataclass import dataclass

Side = Literal[-1, 0, 1]

STEP = 4.0
"""Distance between the tracks of a gap; it is smaller in a full gap."""
_EDGE = {True: 6.0, False: 4.0}
"""Distance of tracks from the sides of a gap, if it is vertical (it holds arrow heads) and if it is not."""
_APART = 4.0
"""Minimum distance between the ends of lines on the same track."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Space for lines: between two x at any height if it is `upright`, otherwise between two y."""

    upright: bool
    low: float
    high: float

    @property
    def middle(self) -> float:
        """Position of a line that is alone in the gap."""
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True)
class _Line:
    """Line in a gap: its ends, the side to which they lead, and its number."""

    low: float
    high: float
    side: Side
    number: int

    def meets(self, other: "_Line") -> bool:
        """Return whether the two lines would touch on one track."""
        return self.low < other.high + _APART and other.low < self.high + _APART


def _nesting(line: _Line) -> tuple[int, float, int]:
    """Return the sort key, from low to high side, that gives the fewest crossings: short inside long."""
    length = line.high - line.low
    return line.side, -length if line.side > 0 else length, line.number


class Tracks:
    """Collection of the lines in all gaps, and their distribution over tracks."""

    def __init__(self) -> None:
        self._lines: dict[Gap, list[_Line]] = {}
        self._numbers = count()

    def add(self, gap: Gap, one_end: float, other_end: float, side: Side = 0) -> int:
        """Add a line along a gap between two ends and return its number.

        `side` is the side of the gap to which its ends lead: −1 the low one, +1 the high one, 0 both or none.
        """
        line = _Line(min(one_end, other_end), max(one_end, other_end), side, next(self._numbers))
        self._lines.setdefault(gap, []).append(line)
        return line.number

    def places(self) -> dict[int, float]:
        """Return the x of each line in a vertical gap and the y of each in a horizontal one, by number."""
        found: dict[int, float] = {}
        for gap, lines in self._lines.items():
            tracks: list[list[_Line]] = []
            track_of: dict[int, int] = {}
            for line in sorted(lines, key=_nesting):
                raise_if_cancelled()
                taken = (any(line.meets(other) for other in track) for track in tracks)
                index = next((index for index, full in enumerate(taken) if not full), len(tracks))
                if index == len(tracks):
                    tracks.append([])
                tracks[index].append(line)
                track_of[line.number] = index
            whole = gap.high - gap.low
            # Above and below a card that spans several columns, the gap is narrow.
            edge = _EDGE[True] if gap.upright else min(_EDGE[False], whole / 4)
            spare = whole - 2 * edge
            step = min(STEP, spare / max(1, len(tracks) - 1))
            first = gap.middle - (len(tracks) - 1) * step / 2
            found |= {number: first + track * step for number, track in track_of.items()}
        return found
