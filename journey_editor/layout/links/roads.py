"""Search for the ways of links through the gaps of a map, never over a card or a label of a chart."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from journey_editor.foundation.geometry import Box
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.layout import theme
from journey_editor.layout.boxes import CardLayout, CellLayout, LaneLayout, PlacedCards, StageLayout
from journey_editor.layout.columns import Column
from journey_editor.layout.links.detours import Detours, End, Upright
from journey_editor.layout.links.tracks import Gap
from journey_editor.layout.links.ways import PORT_INSET, Edge, Way

SHORTEST = 13.0
"""Minimum length of a straight link: that of its head with a piece of line."""
_USUAL_SIDE = 24.0
"""Map units of a detour that are worth the usual side of a card."""
_CORRIDOR = 10.0
"""Distance from the middle in which a straight link can run if its whole width is not free."""
STAGE_STEP = 20.0
"""Distance between links above the stages, with room for a label between them."""
_BESIDE = 5.0
"""Distance of an obstacle from the middle of a vertical gap at which it blocks the gap."""
_BETWEEN = 3.0
"""The same for a horizontal gap, which is narrow above and below a card."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Map on which links run: `rows` are the columns of each of `bands`.

    No link may cross the `obstacles`; `frames` are those of the charts. `margins` are the widths of the gaps
    for links to the left and to the right of the columns. `at_groups` are the ends of the gaps at the top and
    the bottom of groups of lanes, by the y of the lane, rounded to thousandths.
    """

    lanes: Sequence[LaneLayout]
    cells: Sequence[CellLayout]
    cards: PlacedCards
    rows: Sequence[Sequence[Column]]
    bands: Sequence[Box]
    obstacles: Sequence[Box]
    frames: Sequence[Box]
    margins: tuple[float, float]
    at_groups: Mapping[float, tuple[float, float]]


class Roads:
    """Gaps of a map through which links can run."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.lanes = {(lane.id, lane.band): lane.box for lane in ground.lanes}
        self.bands, self.wide = ground.bands, ground.cards.wide
        self.tall = [part.box for part in self.wide if part.last_lane]
        self.band_of = {column.step: band for band, row in enumerate(ground.rows) for column in row}
        self.stacks = [[stack for column in row for stack in column.stack_edges] for row in ground.rows]
        # Labels of links are between the stacks and the ways of the links.
        self.sides = [[side for column in row for side in _sides(column)] for row in ground.rows]
        self.left = min(row[0].x for row in ground.rows if row)
        self.right = max(row[-1].right for row in ground.rows if row)
        self._cells: dict[str, list[CellLayout]] = {}
        for cell in ground.cells:
            if cell.body.cards:
                self._cells.setdefault(cell.step, []).append(cell)
        self._obstacles = [*(part.box for part in self.wide), *ground.obstacles]
        self._in_gaps: dict[Gap, list[Box]] = {}
        self._stack_at: dict[tuple[int, float, float], tuple[int, int]] = {}
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

    def way(self, source: CardLayout, target: CardLayout, kind: str = "") -> Way:
        """Return the way between two cards: straight if possible, otherwise along the gaps.

        A link of the kind `loop` leads around the cards between them, above or below.
        """
        first = self._loop(source, target) if kind == "loop" else None
        first = first or self._straight(source, target)
        if first is not None:
            return first
        ways = list(self._usual_ways(source, target))
        free = [way for way in ways if not self._is_blocked(way)]
        inside = (way for way in free if self.ground.margins[1] or self._outer(True) not in way.gaps)
        return next(inside, None) or self._detour(source, target, ways[0]) or next(iter(free), ways[0])

    def way_of_stages(self, source: StageLayout, target: StageLayout) -> Way:
        """Return the way between two stages, above them."""
        gaps = [self._above(source)]
        if source.band != target.band:
            gaps += [self._outer(True), self._above(target)]
        return Way(source, target, "top", "top", tuple(gaps))

    def _above(self, stage: StageLayout) -> Gap:
        return Gap(False, self.bands[stage.band].y, stage.box.y, STAGE_STEP)

    def _loop(self, source: CardLayout, target: CardLayout) -> Way | None:
        """Return the way from the top of a card to the top of another of its lane, or below them, or None."""
        band = self.band_of[source.step]
        if source.lane != target.lane or band != self.band_of[target.step]:
            return None
        lane = self.lanes[source.lane, band]
        above = self._beside_line(lane.y)
        if above.high - above.low < SHORTEST and (direct := self._straight(source, target)) is not None:
            # Below the heading of a group, there is hardly room for a head.
            return direct
        edges: tuple[Edge, ...] = ("top",) if source.last_lane or target.last_lane else ("top", "bottom")
        for edge in edges:
            rooms = [
                Box(box.x, lane.y, box.width, box.y - lane.y)
                if edge == "top"
                else Box(box.x, box.bottom, box.width, lane.bottom - box.bottom)
                for box in (source.box, target.box)
            ]
            if source.box.x != target.box.x and all(self._is_free(room, band) for room in rooms):
                y = lane.y if edge == "top" else lane.bottom
                way = Way(source, target, edge, edge, (self._beside_line(y),))
                if not self._is_blocked(way):
                    return way
        return None

    def _straight(self, source: CardLayout, target: CardLayout) -> Way | None:
        """Return the straight way between two cards of a band with nothing between them, or None."""
        band = self.band_of[source.step]
        if band != self.band_of[target.step]:
            return None
        one, other = source.box, target.box
        low, high = max(one.x, other.x) + PORT_INSET, min(one.right, other.right) - PORT_INSET
        top, bottom = min(one.bottom, other.bottom), max(one.y, other.y)
        if low <= high and bottom - top >= SHORTEST:
            down = one.y < other.y
            for room in _rooms(low, high):
                if self._is_free(Box(room[0] - 3, top, room[1] - room[0] + 6, bottom - top), band):
                    leaves, arrives = _facing("bottom", "top", down)
                    return Way(source, target, leaves, arrives, (), room)
        low, high = max(one.y, other.y) + PORT_INSET, min(one.bottom, other.bottom) - PORT_INSET
        left, right = min(one.right, other.right), max(one.x, other.x)
        if low <= high and right - left >= theme.CARD_GAP:
            for room in _rooms(low, high):
                if self._is_free(Box(left, room[0] - 3, right - left, room[1] - room[0] + 6), band):
                    leaves, arrives = _facing("right", "left", one.x < other.x)
                    return Way(source, target, leaves, arrives, (), room)
        return None

    def _is_free(self, area: Box, band: int) -> bool:
        """Return whether no card, chart or text is in an area between two cards."""
        area = area.grown(-0.5)
        for column in self.ground.rows[band]:
            if column.x < area.right and area.x < column.right:
                for cell in self._cells.get(column.step, ()):
                    if cell.box.overlaps(area) and any(
                        self.ground.cards[card].box.overlaps(area) for card in cell.body.cards
                    ):
                        return False
        return not any(box.overlaps(area) for boxes in (self._obstacles, self.ground.frames) for box in boxes)

    def _is_blocked(self, way: Way) -> bool:
        """Return whether a part of a way crosses an obstacle."""
        return any(self._is_blocked_between(gap, *ends) for gap, *ends in way.runs())

    def _is_blocked_between(self, gap: Gap, one: float, other: float) -> bool:
        """Return whether an obstacle is in a vertical gap between two y, or in a horizontal one between x.

        Only cards over several lanes are in horizontal gaps.
        """
        if not gap.upright:
            y, (left, right) = gap.middle, sorted((one, other))
            return any(
                box.y < y + _BETWEEN and y - _BETWEEN < box.bottom and box.x < right and left < box.right
                for box in self.tall
            )
        boxes = self._in_gaps.get(gap)
        if boxes is None:
            x = gap.middle
            boxes = [box for box in self._obstacles if box.x < x + _BESIDE and x - _BESIDE < box.right]
            self._in_gaps[gap] = boxes
        top, bottom = min(one, other), max(one, other)
        return any(box.y < bottom and top < box.bottom for box in boxes)

    def _usual_ways(self, source: CardLayout, target: CardLayout) -> Iterator[Way]:
        """Yield the ways to try: forwards from right to left side, backwards from left to right side.

        A way to a card above or below leaves and arrives at the same side. In the last column it is the left
        one, so that it stays inside the margins; it is also the left one if only that needs no way between.
        """
        from_band, to_band = self.band_of[source.step], self.band_of[target.step]
        from_first, from_last = self._stacks(source, from_band)
        to_first, to_last = self._stacks(target, to_band)
        forwards = (from_band, from_last) < (to_band, to_first)
        if not forwards and (to_band, to_last) >= (from_band, from_first):
            last = len(self.stacks[from_band]) - 1
            usual = max(from_last, to_last) < last or max(from_first, to_first) == 0
            ways = []
            for right in (usual, not usual):
                edge: Edge = "right" if right else "left"
                first = self._beside(from_band, from_last if right else from_first, right)
                second = self._beside(to_band, to_last if right else to_first, right)
                gaps: tuple[Gap, ...] = (first,)
                if first != second:
                    gaps = (first, self._along(source, target, from_band), second)
                ways.append(Way(source, target, edge, edge, gaps))
            # Cards that span steps may begin or end together only at the other side.
            yield from sorted(ways, key=lambda way: len(way.gaps))
            return
        first = self._beside(from_band, from_last if forwards else from_first, forwards)
        second = self._beside(to_band, to_first if forwards else to_last, not forwards)
        outside = first in (self._outer(True), self._outer(False))
        if first == second and (from_band == to_band or outside):
            # Equal gaps between the columns of two rows have the headers of a row between them.
            way = [first]
        elif from_band == to_band:
            way = [first, self._along(source, target, from_band), second]
        else:
            way = [first, *self._to_other_band(source, target, from_band, to_band, first, second), second]
        leaves, arrives = _facing("right", "left", forwards)
        yield Way(source, target, leaves, arrives, tuple(way))

    def _detour(self, source: CardLayout, target: CardLayout, usual: Way) -> Way | None:
        """Return the shortest way that crosses no obstacle, or None; it uses the usual sides if it can."""
        if self._detours is None:
            self._detours = Detours(self._crossings(), self._is_blocked_between)
        found = self._detours.shortest(self._ends(source, usual.leaves), self._ends(target, usual.arrives))
        if found is None:
            return None
        start, end, gaps = found
        edges: list[Edge] = ["right" if each.right else "left" for each in (start, end)]
        return Way(source, target, edges[0], edges[1], gaps)

    def _ends(self, card: CardLayout, usual: Edge) -> list[End]:
        """Return the two sides of a card; the one that is not usual has a surcharge."""
        band = self.band_of[card.step]
        stacks, y = self._stacks(card, band), card.box.center[1]
        return [
            End(
                self._upright(band, self._beside(band, stacks[right], right)),
                y,
                right,
                0.0 if right == (usual == "right") else _USUAL_SIDE,
            )
            for right in (True, False)
        ]

    def _upright(self, band: int, gap: Gap) -> Upright:
        return (-1 if gap in (self._outer(True), self._outer(False)) else band), gap

    def _crossings(self) -> dict[Gap, list[Upright]]:
        """Return the vertical gaps that each horizontal one crosses, from left to right."""
        found: dict[Gap, list[Upright]] = {}
        left, right = (self._upright(-1, self._outer(side)) for side in (False, True))
        # Without a margin for links, the gap on the right is outside the map.
        outer = [right] if self.ground.margins[1] else []
        for band, stacks in enumerate(self.stacks):
            inner = [self._upright(band, self._beside(band, index, True)) for index in range(len(stacks))]
            row = list(dict.fromkeys([left, *(gap for gap in inner if gap != right), *outer]))
            for box in (box for (_, lane_band), box in self.lanes.items() if lane_band == band):
                found[self._beside_line(box.y)] = found[self._beside_line(box.bottom)] = row
            for part in (card for card in self.wide if self.band_of[card.step] == band):
                first, last = self._stacks(part, band)
                for y in (part.box.y - theme.CARD_GAP, part.box.bottom):
                    found.setdefault(Gap(False, y, y + theme.CARD_GAP), row[first : last + 2])
            if band:
                found[Gap(False, self.bands[band - 1].bottom, self.bands[band].y)] = [left, *outer]
        return found

    def _stacks(self, card: CardLayout, band: int) -> tuple[int, int]:
        """Return the first and the last stack that a card covers."""
        key = band, card.box.x, card.box.width
        found = self._stack_at.get(key)
        if found is None:
            found = self._stack_at[key] = self._stacks_from(card.box.x, card.box.right, band)
        return found

    def _stacks_from(self, left: float, right: float, band: int) -> tuple[int, int]:
        edges = self.stacks[band]
        first = min(range(len(edges)), key=lambda index: abs(edges[index][0] - left))
        if right <= edges[first][1] + 1.0:
            return first, first
        return first, min(range(len(edges)), key=lambda index: abs(edges[index][1] - right))

    def _beside(self, band: int, stack: int, right: bool) -> Gap:
        """Return the vertical gap at one side of a stack of cards."""
        sides = self.sides[band]
        if right:
            if stack + 1 < len(sides):
                return Gap(True, sides[stack][1], sides[stack + 1][0])
            edge = self.stacks[band][stack][1]
            return self._outer(True) if edge == self.right else Gap(True, edge, edge + theme.LINK_GAP)
        return Gap(True, sides[stack - 1][1], sides[stack][0]) if stack else self._outer(False)

    def _outer(self, right: bool) -> Gap:
        """Return the vertical gap outside all columns."""
        left_margin, right_margin = self.ground.margins
        if right:
            return Gap(True, self.right, self.right + (right_margin or theme.LINK_GAP))
        return Gap(True, self.left - (left_margin or theme.LABEL_GAP * 0.75), self.left)

    def _along(self, source: CardLayout, target: CardLayout, band: int) -> Gap:
        """Return the horizontal gap above or below the source's lane, on the side of the target."""
        lane = self.lanes[source.lane, band]
        from_y, to_y = source.box.center[1], target.box.center[1]
        if source.lane == target.lane:
            above = from_y - lane.y + to_y - lane.y <= lane.bottom - from_y + lane.bottom - to_y
        else:
            above = to_y < from_y
        return self._beside_line(lane.y if above else lane.bottom)

    def _beside_line(self, y: float) -> Gap:
        """Return the gap between the cards of two lanes whose dividing line is at `y`."""
        usual = y - theme.LANE_PADDING, y + theme.LANE_PADDING
        return Gap(False, *self.ground.at_groups.get(round(y, 3), usual))

    def _to_other_band(
        self, source: CardLayout, target: CardLayout, from_band: int, to_band: int, first: Gap, last: Gap
    ) -> Iterator[Gap]:
        """Yield the gaps between two bands: out at one side of the map, in at the other, in reading order."""
        forwards = from_band < to_band
        own, other = self.lanes[source.lane, from_band], self.lanes[target.lane, to_band]
        if first != self._outer(forwards):
            yield self._beside_line(own.bottom if forwards else own.y)
            yield self._outer(forwards)
        below = to_band if forwards else from_band
        yield Gap(False, self.bands[below - 1].bottom, self.bands[below].y)
        if last != self._outer(not forwards):
            yield self._outer(not forwards)
            yield self._beside_line(other.y if forwards else other.bottom)


def _sides(column: Column) -> list[tuple[float, float]]:
    """Return the left and right edge of each stack, the outer ones with the room for labels beside them."""
    sides = column.stack_edges
    sides[0] = sides[0][0] - column.before, sides[0][1]
    sides[-1] = sides[-1][0], sides[-1][1] + column.after
    return sides


def _facing(one: Edge, other: Edge, forwards: bool) -> tuple[Edge, Edge]:
    return (one, other) if forwards else (other, one)


def _rooms(low: float, high: float) -> Iterator[tuple[float, float]]:
    """Yield the intervals in which a straight link may run: the whole one, then one around its middle."""
    yield low, high
    middle = (low + high) / 2
    yield max(low, middle - _CORRIDOR), min(high, middle + _CORRIDOR)
