"""Ways of links: the sides of the two cards, the gaps in turn, and the ports at the sides of the cards."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Literal, NamedTuple

from journey_editor.foundation.geometry import Box, Point
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.layout.boxes import CardLayout, StageLayout
from journey_editor.layout.links.tracks import Gap, Side, Tracks

PORT = 14.0
"""Distance between the ports of links at the same side of a card; it is smaller for low cards."""
CLOSEST_PORTS = 9.0
"""Minimum distance between ports: any closer, the heads of two links would touch, so they share a port."""
PORT_INSET = 8.0
"""Distance of ports from the corners of a card."""

Edge = Literal["left", "right", "top", "bottom"]
"""Side of a card."""
_Key = tuple[int, int, float]


@dataclass(frozen=True)
class Way:
    """Way of a link: the edges of the two cards or stages where it leaves and arrives, and the gaps in turn.

    Without gaps, it is straight, and `room` are the ends of the interval in which it can run.
    """

    source: CardLayout | StageLayout
    target: CardLayout | StageLayout
    leaves: Edge
    arrives: Edge
    gaps: tuple[Gap, ...] = ()
    room: tuple[float, float] = (0.0, 0.0)

    @cached_property
    def stops(self) -> list[float]:
        """Positions of its ends and of the gaps, alternately an x and a y."""
        return [
            _middle(self.source.box, self.leaves),
            *(gap.middle for gap in self.gaps),
            _middle(self.target.box, self.arrives),
        ]

    def runs(self) -> Iterator[tuple[Gap, float, float]]:
        """Yield each gap with the two positions between which it is used."""
        stops = self.stops
        for index, gap in enumerate(self.gaps):
            yield gap, stops[index], stops[index + 2]

    @cached_property
    def sides(self) -> list[tuple[Side, Side]]:
        """For each gap, the sides to which the two ends of its line lead."""
        if not self.gaps:
            return []
        before: list[Side] = [_outside(self.leaves)]
        after: list[Side] = []
        stops = self.stops
        for index, (one, other) in enumerate(pairwise(self.gaps)):
            after.append(1 if stops[index + 3] > one.middle else -1)
            before.append(-1 if stops[index] < other.middle else 1)
        return list(zip(before, [*after, _outside(self.arrives)], strict=True))


def _outside(edge: Edge) -> Side:
    """Return the side of the gap at an edge of a card on which the card is."""
    return -1 if edge in ("right", "bottom") else 1


def _middle(box: Box, edge: Edge) -> float:
    """Return the middle of an edge: an x for the edge at the top or the bottom, otherwise a y."""
    return box.center[0] if edge in ("top", "bottom") else box.center[1]


def _span(box: Box, edge: Edge) -> tuple[float, float]:
    return (box.x, box.width) if edge in ("top", "bottom") else (box.y, box.height)


class _End(NamedTuple):
    """End of the way with a number at an edge of a card."""

    number: int
    leaves: bool


class Ports:
    """Positions along the edges of cards at which ways leave and arrive."""

    def __init__(self, ways: Sequence[Way]) -> None:
        self._ways = ways
        self._at: dict[tuple[str, float, Edge], list[_End]] = {}
        for number, way in enumerate(ways):
            for end in (_End(number, True), _End(number, False)):
                self._at.setdefault(self._edge_of(end, way), []).append(end)
        for ends in self._at.values():
            if len(ends) > 1:
                ends.sort(key=self._order)
        self._place: dict[_End, float] = {}
        for ends in self._at.values():
            start, length = _span(*self._edge_and_box(ends[0]))
            for end, place in zip(ends, _shared_out(start, length, len(ends)), strict=True):
                self._place[end] = place
        fixed = self._straighten()
        if fixed:
            for ends in self._at.values():
                if len(ends) > 1 and not fixed.isdisjoint(ends):
                    self._make_room(ends, fixed)

    def of(self, number: int) -> tuple[float, float]:
        """Return the positions at which a way leaves and arrives."""
        return self._place[_End(number, True)], self._place[_End(number, False)]

    def _edge_of(self, end: _End, way: Way) -> tuple[str, float, Edge]:
        card, edge = (way.source, way.leaves) if end.leaves else (way.target, way.arrives)
        return card.id, card.box.y, edge

    def _edge_and_box(self, end: _End) -> tuple[Box, Edge]:
        way = self._ways[end.number]
        return (way.source.box, way.leaves) if end.leaves else (way.target.box, way.arrives)

    def _order(self, end: _End) -> _Key:
        """Return the sort key of an end, from above or from the left, that gives the fewest crossings.

        Ways up come first, then straight ones, then ways down. The farthest of those that lead back to the
        side of the card are the outer ones of their gap, and the nearest of the others.
        """
        way = self._ways[end.number]
        if not way.gaps:
            return 1, 0, sum(way.room)
        stops, sides = way.stops, way.sides
        far, (near_side, far_side) = (stops[2], sides[0]) if end.leaves else (stops[-3], sides[-1])
        start = stops[0] if end.leaves else stops[-1]
        back = near_side == far_side
        if far < start:
            return 0, not back, -far if back else far
        return 2, back, -far if back else far

    def _straighten(self) -> set[_End]:
        """Give both ends of each straight way the same position and return these ends."""
        fixed: set[_End] = set()
        used: dict[tuple[str, float, Edge], list[float]] = {}
        for number, way in enumerate(self._ways):
            if way.gaps:
                continue
            start, end = _End(number, True), _End(number, False)
            edges = [self._edge_of(start, way), self._edge_of(end, way)]
            counts = [len(self._at[edge]) for edge in edges]
            low, high = way.room
            wanted = (low + high) / 2
            if max(counts) > 1:
                wanted = min(high, max(low, self._place[start if counts[0] >= counts[1] else end]))
            taken = [place for edge in edges for place in used.get(edge, ())]
            place = _apart(wanted, taken, low, high)
            for edge in edges:
                used.setdefault(edge, []).append(place)
            self._place[start] = self._place[end] = place
            fixed |= {start, end}
        return fixed

    def _make_room(self, ends: Sequence[_End], fixed: set[_End]) -> None:
        """Move the other ends at an edge away from those that are fixed, keeping their order."""
        start, length = _span(*self._edge_and_box(ends[0]))
        ends = sorted(ends, key=lambda end: (self._order(end)[0], self._place[end] if end in fixed else 0))
        low, run = start + PORT_INSET / 2, list[_End]()
        for end in (*ends, None):
            if end is not None and end not in fixed:
                run.append(end)
                continue
            high = start + length - PORT_INSET / 2 if end is None else self._place[end] - CLOSEST_PORTS
            self._spread(run, low, high)
            run = []
            low = high if end is None else self._place[end] + CLOSEST_PORTS

    def _spread(self, ends: Sequence[_End], low: float, high: float) -> None:
        """Place some ends between two positions, near where they are."""
        if not ends or all(low <= self._place[end] <= high for end in ends):
            return
        step = min(PORT, max(0.0, high - low) / max(1, len(ends) - 1))
        if step < CLOSEST_PORTS:
            step = 0.0
        middle = sum(self._place[end] for end in ends) / len(ends)
        reach = step * (len(ends) - 1)
        first = min(max(middle - reach / 2, low), max(low, high - reach))
        for index, end in enumerate(ends):
            self._place[end] = first + index * step


def _apart(wanted: float, taken: Sequence[float], low: float, high: float) -> float:
    """Return the position nearest to the wanted one that is far enough from others, if there is one."""
    tries = [wanted + CLOSEST_PORTS * step * sign for step in range(4) for sign in (1, -1)]
    for place in tries:
        if low <= place <= high and all(abs(place - other) >= CLOSEST_PORTS - 0.01 for other in taken):
            return place
    return wanted


def _shared_out(start: float, length: float, count: int) -> list[float]:
    """Return the positions of `count` ports along an edge, centred on its middle."""
    room = length - 2 * PORT_INSET
    places = min(count, int(room // CLOSEST_PORTS) + 1)
    step = min(PORT, room / (places - 1)) if places > 1 else 0.0
    middle = start + length / 2
    return [middle + (index * places // count - (places - 1) / 2) * step for index in range(count)]


def add_lines(way: Way, start: float, end: float, tracks: Tracks) -> list[int]:
    """Add a line to the tracks for each gap of a way. Returns their numbers; a straight way has none."""
    stops = [start, *(gap.middle for gap in way.gaps), end]
    return [
        tracks.add(gap, stops[index], stops[index + 2], *sides)
        for index, (gap, sides) in enumerate(zip(way.gaps, way.sides, strict=True))
    ]


def points_of(way: Way, start: float, end: float, places: Sequence[float]) -> tuple[Point, ...]:
    """Return the points of a way between two ports; `places` are alternately the x and the y of its lines."""
    first, last = _at_edge(way.source.box, way.leaves, start), _at_edge(way.target.box, way.arrives, end)
    if not places:
        return first, last
    upright = way.gaps[0].upright
    turned = [
        (other, one) if (index % 2 == 0) == upright else (one, other)
        for index, (one, other) in enumerate(pairwise([start, *places, end]))
    ]
    return first, *turned, last


def _at_edge(box: Box, edge: Edge, place: float) -> Point:
    match edge:
        case "left":
            return box.x, place
        case "right":
            return box.right, place
        case "top":
            return place, box.y
    return place, box.bottom
