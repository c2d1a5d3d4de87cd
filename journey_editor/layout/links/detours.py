"""Routes of links around wide cards and the labels of charts: the shortest ones along the gaps of a map.

The gaps cross in nodes: the vertical ones between the stacks of each band, and the horizontal ones along the
lines between lanes, directly above and below each of these cards, and between two bands.
"""

from bisect import bisect
from collections.abc import Callable, Iterator, Mapping, Sequence
from heapq import heappop, heappush
from itertools import count

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.layout.links.tracks import Gap

_BEND = 24.0
"""Map units of a detour that are worth one bend less."""

Upright = tuple[int, Gap]
"""Vertical gap with the index of its band; the gaps outside all columns are in no band, −1."""
_Node = tuple[Upright, Gap]


@dataclass(frozen=True, slots=True)
class End:
    """Side of a card at which a link leaves or arrives: its gap, the y, and a surcharge in map units."""

    upright: Upright
    y: float
    right: bool
    surcharge: float


class Detours:
    """Graph of the gaps. `across` has the vertical gaps of each horizontal one, from left to right.

    `is_blocked` returns whether an obstacle is in a vertical gap between two y, or in a horizontal one
    between two x.
    """

    def __init__(
        self, across: Mapping[Gap, Sequence[Upright]], is_blocked: Callable[[Gap, float, float], bool]
    ) -> None:
        self._across = across
        self._is_blocked = is_blocked
        self._down: dict[Upright, list[Gap]] = {}
        for lying in sorted(across, key=lambda gap: gap.middle):
            for upright in across[lying]:
                self._down.setdefault(upright, []).append(lying)

    def shortest(self, starts: Sequence[End], ends: Sequence[End]) -> tuple[End, End, tuple[Gap, ...]] | None:
        """Return the shortest route from one of the starts to one of the ends, as gaps in turn, or None."""
        numbers = count()
        waiting: list[tuple[float, int, float, bool, _Node | End, tuple[Gap, ...], End]] = []
        done: set[tuple[object, bool]] = set()

        def push(cost: float, upright: bool, at: _Node | End, gaps: tuple[Gap, ...], start: End) -> None:
            ahead = 0.0 if isinstance(at, End) else min(_distance(at, end) for end in ends)
            heappush(waiting, (cost + ahead, next(numbers), cost, upright, at, gaps, start))

        for start in starts:
            for end in ends:
                if start.upright == end.upright and self._free(start.upright, start.y, end.y):
                    cost = start.surcharge + abs(start.y - end.y) + end.surcharge
                    push(cost, True, end, (start.upright[1],), start)
            for lying in self._next_to(start.upright, start.y):
                cost = start.surcharge + abs(lying.middle - start.y)
                push(cost, True, (start.upright, lying), (start.upright[1],), start)
        while waiting:
            raise_if_cancelled()
            _, _, cost, upright, at, gaps, start = heappop(waiting)
            if isinstance(at, End):
                return start, at, gaps
            if (at, upright) in done:
                continue
            done.add((at, upright))
            for further, turned, node in self._onwards(at, upright, ends):
                gap = node.upright[1] if isinstance(node, End) else node[0][1] if turned else node[1]
                more = gaps if turned == upright else (*gaps, gap)
                push(cost + further + (0.0 if turned == upright else _BEND), turned, node, more, start)
        return None

    def _onwards(
        self, at: _Node, upright: bool, ends: Sequence[End]
    ) -> Iterator[tuple[float, bool, _Node | End]]:
        """Yield the next nodes with their distance, and whether the way to them is vertical."""
        column, lying = at
        row = self._across[lying]
        place = row.index(column)
        for other in (*row[max(place - 1, 0) : place], *row[place + 1 : place + 2]):
            if not self._is_blocked(lying, column[1].middle, other[1].middle):
                yield abs(other[1].middle - column[1].middle), False, (other, lying)
        rows = self._down[column]
        place = rows.index(lying)
        for gap in (*rows[max(place - 1, 0) : place], *rows[place + 1 : place + 2]):
            if self._free(column, lying.middle, gap.middle):
                yield abs(gap.middle - lying.middle), True, (column, gap)
        for end in ends:
            if end.upright == column and lying in self._next_to(column, end.y):
                yield abs(lying.middle - end.y) + end.surcharge, True, end

    def _next_to(self, upright: Upright, y: float) -> list[Gap]:
        """Return the horizontal gaps above and below a y that a vertical one reaches freely from there."""
        rows = self._down.get(upright, [])
        place = bisect([gap.middle for gap in rows], y)
        return [gap for gap in rows[max(place - 1, 0) : place + 1] if self._free(upright, y, gap.middle)]

    def _free(self, upright: Upright, one: float, other: float) -> bool:
        """Return whether no obstacle is in a vertical gap between two y."""
        return not self._is_blocked(upright[1], one, other)


def _distance(node: _Node, end: End) -> float:
    return abs(node[0][1].middle - end.upright[1].middle) + abs(node[1].middle - end.y)
