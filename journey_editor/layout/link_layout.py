"""Routing of links from card to card, along the gaps between columns and lanes, never over a card.

First the route of each link is chosen, as a list of gaps to follow in turn. Then the links at the same side
of a card get separate ports, and parallel ones in a gap get a track each.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, product

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.geometry import Box, Point
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.layout import theme
from journey_editor.layout.boxes import CardLayout, LaneLayout, LinkLayout, PlacedCards
from journey_editor.layout.columns import Column
from journey_editor.layout.link_detours import Detours, End, Upright
from journey_editor.layout.tracks import STEP, Gap, Side, Tracks
from journey_editor.model.records import Link

WIDEST_GAP = 48.0
PORT = 14.0
"""Distance between the ports of links at the same side of a card; it is smaller for low cards."""
CLOSEST_PORTS = 9.0
"""Minimum distance between ports: any closer, the heads of two links would touch, so they share a port."""
PORT_INSET = 8.0
"""Distance of ports from the corners of a card."""
_USUAL_SIDE = 24.0
"""Map units of a detour that are worth the usual side of a card."""


def gap_widths(
    steps: Sequence[str], links: Sequence[Link], step_of: Mapping[str, str]
) -> dict[tuple[str, str], float]:
    """Return the widths of the gaps between neighbouring steps with links; `step_of` maps cards to steps."""
    place = {step: index for index, step in enumerate(steps)}
    gaps = list(pairwise(steps))
    used: Counter[int] = Counter()
    for link in links:
        source, target = place.get(step_of.get(link.source, "")), place.get(step_of.get(link.target, ""))
        if source is None or target is None:
            continue
        ends = (source, target - 1) if source < target else (source - 1, target)
        used.update({source} if source == target else set(ends))
    return {
        gaps[index]: min(WIDEST_GAP, max(theme.LINK_GAP, 2 * PORT_INSET + (count - 1) * STEP))
        for index, count in used.items()
        if 0 <= index < len(gaps)
    }


def lay_out_links(
    links: Sequence[Link],
    cards: PlacedCards,
    lanes: Sequence[LaneLayout],
    rows: Sequence[Sequence[Column]],
    bands: Sequence[Box],
) -> tuple[LinkLayout, ...]:
    """Route the links whose cards are both on the map; `rows` are the columns of each of `bands`."""
    shown = [link for link in links if link.source in cards and link.target in cards]
    if not shown:
        return ()
    roads = _Roads(lanes, rows, bands, cards.wide)
    ways = []
    for link in shown:
        raise_if_cancelled()
        ways.append(roads.way(*roads.nearest_parts(cards[link.source], cards[link.target])))
    heights = _ports(ways)
    tracks = Tracks()
    lines = [_lines(way, *ends, tracks) for way, ends in zip(ways, heights, strict=True)]
    places = tracks.places()
    return tuple(
        LinkLayout(link.id, link.kind, _points(way, *ends, [places[line] for line in own]), None)
        for link, way, ends, own in zip(shown, ways, heights, lines, strict=True)
    )


@dataclass(frozen=True, slots=True)
class _Way:
    """Route of a link: the sides of the two cards, and the gaps in turn."""

    source: CardLayout
    target: CardLayout
    leaves_right: bool
    arrives_right: bool
    gaps: tuple[Gap, ...]

    @property
    def start_x(self) -> float:
        """The x at which it leaves its source."""
        return self.source.box.right if self.leaves_right else self.source.box.x

    @property
    def end_x(self) -> float:
        """The x at which it reaches its target."""
        return self.target.box.right if self.arrives_right else self.target.box.x

    def crosses(self, cards: Sequence[CardLayout]) -> bool:
        """Return whether a vertical part of it crosses one of some cards."""
        ys = [self.source.box.center[1], *(gap.middle for gap in self.gaps), self.target.box.center[1]]
        for index, gap in enumerate(self.gaps):
            if gap.upright:
                top, bottom = sorted((ys[index], ys[index + 2]))
                for box in (card.box for card in cards):
                    if box.x < gap.middle < box.right and box.y < bottom and top < box.bottom:
                        return True
        return False

    def straight(self, start: float, end: float) -> bool:
        """Return whether no bend is needed between these two y."""
        return len(self.gaps) == 1 and start == end and self.leaves_right != self.arrives_right


class _Roads:
    """Gaps of a map through which links can run."""

    def __init__(
        self,
        lanes: Sequence[LaneLayout],
        rows: Sequence[Sequence[Column]],
        bands: Sequence[Box],
        wide: Sequence[CardLayout],
    ) -> None:
        self.lanes = {(lane.id, lane.band): lane.box for lane in lanes}
        self.bands = bands
        self.wide = wide
        self.band_of = {column.step: band for band, row in enumerate(rows) for column in row}
        self.stacks = [[stack for column in row for stack in column.stack_edges] for row in rows]
        self.left = min(row[0].x for row in rows if row)
        self.right = max(row[-1].right for row in rows if row)
        self._detours: Detours | None = None

    def nearest_parts(self, source: CardLayout, target: CardLayout) -> tuple[CardLayout, CardLayout]:
        """Return the parts of two cards in the same band, or in the nearest ones if they are divided."""
        if not self.wide:
            return source, target

        def parts(card: CardLayout) -> list[CardLayout]:
            return [card, *(part for part in self.wide if part.id == card.id and part.step != card.step)]

        def apart(pair: tuple[CardLayout, CardLayout]) -> int:
            return abs(self.band_of[pair[0].step] - self.band_of[pair[1].step])

        return min(product(parts(source), parts(target)), key=apart)

    def way(self, source: CardLayout, target: CardLayout) -> _Way:
        """Return the route between two cards: forwards right to left side, backwards left to right side."""
        way = self._usual_way(source, target)
        return self._detour(way) or way if self.wide and way.crosses(self.wide) else way

    def _usual_way(self, source: CardLayout, target: CardLayout) -> _Way:
        from_band, to_band = self.band_of[source.step], self.band_of[target.step]
        from_first, from_last = self._stacks(source, from_band)
        to_first, to_last = self._stacks(target, to_band)
        forwards = (from_band, from_last) < (to_band, to_first)
        if not forwards and (to_band, to_last) >= (from_band, from_first):
            # One is above the other.
            first = self._beside(from_band, from_last, True)
            last = self._beside(to_band, to_last, True)
            if from_last == to_last:
                return _Way(source, target, True, True, (first,))
            return _Way(source, target, True, True, (first, self._along(source, target, from_band), last))
        first = self._beside(from_band, from_last if forwards else from_first, forwards)
        last = self._beside(to_band, to_first if forwards else to_last, not forwards)
        if first == last:
            gaps = [first]
        elif from_band == to_band:
            gaps = [first, self._along(source, target, from_band), last]
        else:
            gaps = [first, *self._to_other_band(source, target, from_band, to_band, first, last), last]
        return _Way(source, target, forwards, not forwards, tuple(gaps))

    def _detour(self, way: _Way) -> _Way | None:
        """Return the shortest route that crosses no card, or None."""
        if self._detours is None:
            self._detours = Detours(self._crossings(), [card.box for card in self.wide])
        found = self._detours.shortest(
            self._ends(way.source, usual=way.leaves_right), self._ends(way.target, usual=way.arrives_right)
        )
        if found is None:
            return None
        start, end, gaps = found
        return _Way(way.source, way.target, start.right, end.right, gaps)

    def _ends(self, card: CardLayout, *, usual: bool) -> list[End]:
        """Return the two sides of a card; the one that is not usual has a surcharge."""
        band = self.band_of[card.step]
        stacks, y = self._stacks(card, band), card.box.center[1]
        return [
            End(
                self._upright(band, self._beside(band, stacks[right], right)),
                y,
                right,
                0.0 if right == usual else _USUAL_SIDE,
            )
            for right in (True, False)
        ]

    def _upright(self, band: int, gap: Gap) -> Upright:
        return (-1 if gap in (self._outer(True), self._outer(False)) else band), gap

    def _crossings(self) -> dict[Gap, list[Upright]]:
        """Return the vertical gaps that each horizontal one crosses, from left to right."""
        found: dict[Gap, list[Upright]] = {}
        left, right = (self._upright(-1, self._outer(side)) for side in (False, True))
        for band, stacks in enumerate(self.stacks):
            inner = [self._upright(band, self._beside(band, index, True)) for index in range(len(stacks))]
            row = list(dict.fromkeys([left, *inner, right]))
            for box in (box for (_, lane_band), box in self.lanes.items() if lane_band == band):
                found[_beside_line(box.y)] = found[_beside_line(box.bottom)] = row
            for part in (card for card in self.wide if self.band_of[card.step] == band):
                first, last = self._stacks(part, band)
                for y in (part.box.y - theme.CARD_GAP, part.box.bottom):
                    found.setdefault(Gap(False, y, y + theme.CARD_GAP), row[first : last + 2])
            if band:
                found[Gap(False, self.bands[band - 1].bottom, self.bands[band].y)] = [left, right]
        return found

    def _stacks(self, card: CardLayout, band: int) -> tuple[int, int]:
        """Return the first and the last stack that a card covers."""
        edges = self.stacks[band]
        first = min(range(len(edges)), key=lambda index: abs(edges[index][0] - card.box.x))
        if card.box.right <= edges[first][1] + 1.0:
            return first, first
        return first, min(range(len(edges)), key=lambda index: abs(edges[index][1] - card.box.right))

    def _beside(self, band: int, stack: int, right: bool) -> Gap:
        """Return the vertical gap at one side of a stack of cards."""
        edges = self.stacks[band]
        if right:
            edge = edges[stack][1]
            if stack + 1 < len(edges):
                return Gap(True, edge, edges[stack + 1][0])
            return self._outer(True) if edge == self.right else Gap(True, edge, edge + theme.LINK_GAP)
        return Gap(True, edges[stack - 1][1], edges[stack][0]) if stack else self._outer(False)

    def _outer(self, right: bool) -> Gap:
        """Return the vertical gap outside all columns."""
        if right:
            return Gap(True, self.right, self.right + theme.LINK_GAP)
        return Gap(True, self.left - theme.LABEL_GAP, self.left)

    def _along(self, source: CardLayout, target: CardLayout, band: int) -> Gap:
        """Return the horizontal gap above or below the source's lane, on the side of the target."""
        lane = self.lanes[source.lane, band]
        from_y, to_y = source.box.center[1], target.box.center[1]
        if source.lane == target.lane:
            above = from_y - lane.y + to_y - lane.y <= lane.bottom - from_y + lane.bottom - to_y
        else:
            above = to_y < from_y
        return _beside_line(lane.y if above else lane.bottom)

    def _to_other_band(
        self, source: CardLayout, target: CardLayout, from_band: int, to_band: int, first: Gap, last: Gap
    ) -> Iterator[Gap]:
        """Yield the gaps between two bands: out at one side of the map, in at the other, in reading order."""
        forwards = from_band < to_band
        own, other = self.lanes[source.lane, from_band], self.lanes[target.lane, to_band]
        if first != self._outer(forwards):
            yield _beside_line(own.bottom if forwards else own.y)
            yield self._outer(forwards)
        below = to_band if forwards else from_band
        yield Gap(False, self.bands[below - 1].bottom, self.bands[below].y)
        if last != self._outer(not forwards):
            yield self._outer(not forwards)
            yield _beside_line(other.y if forwards else other.bottom)


def _beside_line(y: float) -> Gap:
    """Return the gap between the cards of two lanes whose dividing line is at `y`."""
    return Gap(False, y - theme.LANE_PADDING, y + theme.LANE_PADDING)


def _ports(ways: Sequence[_Way]) -> list[tuple[float, float]]:
    """Return the y of each route's start and end. Routes at the same side of a card are spread out."""
    touching: dict[tuple[str, float, bool], list[tuple[float, int, bool]]] = {}
    for index, way in enumerate(ways):
        beyond = [gap.middle for gap in way.gaps if not gap.upright]
        ahead = beyond[0] if beyond else way.target.box.center[1]
        behind = beyond[-1] if beyond else way.source.box.center[1]
        touching.setdefault(_side(way.source, way.leaves_right), []).append((ahead, index, True))
        touching.setdefault(_side(way.target, way.arrives_right), []).append((behind, index, False))
    heights: dict[tuple[int, bool], float] = {}
    for ends in touching.values():
        _, index, leaves = ends[0]
        box = (ways[index].source if leaves else ways[index].target).box
        for (_, index, leaves), y in zip(sorted(ends), _shared_out(box, len(ends)), strict=True):
            heights[index, leaves] = y
    result = []
    for index, way in enumerate(ways):
        level = _level(way)
        sides = (
            touching[_side(way.source, way.leaves_right)],
            touching[_side(way.target, way.arrives_right)],
        )
        if level is not None and all(len(ends) == 1 for ends in sides):
            result.append((level, level))
        else:
            result.append((heights[index, True], heights[index, False]))
    return result


def _side(card: CardLayout, right: bool) -> tuple[str, float, bool]:
    """Return a key for a side of a card, or of one of its parts."""
    return card.id, card.box.y, right


def _shared_out(box: Box, count: int) -> list[float]:
    """Return the y of `count` ports at a side of a card, centred on its middle."""
    room = box.height - 2 * PORT_INSET
    places = min(count, int(room // CLOSEST_PORTS) + 1)
    step = min(PORT, room / (places - 1)) if places > 1 else 0.0
    return [box.center[1] + (index * places // count - (places - 1) / 2) * step for index in range(count)]


def _level(way: _Way) -> float | None:
    """Return the y at which neighbouring cards can be linked without a bend, or None."""
    top = max(way.source.box.y, way.target.box.y) + PORT_INSET
    bottom = min(way.source.box.bottom, way.target.box.bottom) - PORT_INSET
    neighbours = len(way.gaps) == 1 and way.leaves_right != way.arrives_right
    return (top + bottom) / 2 if neighbours and top <= bottom else None


def _lines(way: _Way, start: float, end: float, tracks: Tracks) -> list[int]:
    """Add a line to the tracks for each gap of a route. Returns their numbers; a straight route has none."""
    if way.straight(start, end):
        return []
    stops = [start, *(gap.middle for gap in way.gaps), end]
    sides: list[Side] = [0] * len(way.gaps)
    if way.leaves_right == way.arrives_right or len(way.gaps) > 1:
        sides[0] = -1 if way.leaves_right else 1
        sides[-1] = -1 if way.arrives_right else 1
    return [
        tracks.add(gap, stops[index], stops[index + 2], side)
        for index, (gap, side) in enumerate(zip(way.gaps, sides, strict=True))
    ]


def _points(way: _Way, start: float, end: float, places: Sequence[float]) -> tuple[Point, ...]:
    """Return the points of a route; `places` are alternately the x and the y of its lines."""
    bends = pairwise([start, *places, end]) if places else ()
    turned = [(other, one) if index % 2 == 0 else (one, other) for index, (one, other) in enumerate(bends)]
    return (way.start_x, start), *turned, (way.end_x, end)
