"""Layout of the cards of a band that span several lanes, while its lanes are laid out from top to bottom.

Such a card takes its place when its first lane is laid out, and its height from its last one: it reaches the
bottom of that lane, unless there are cards below it. The heights of both lanes leave room for it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

from journey_editor.foundation.geometry import Box
from journey_editor.foundation.memo import memoised
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.layout import theme
from journey_editor.layout.boxes import CardBody, CardLayout, CellBody, CellLayout, LaneLayout
from journey_editor.layout.card_layout import body_of
from journey_editor.layout.cells import Contents, Interval
from journey_editor.layout.columns import Column
from journey_editor.layout.spans import Room
from journey_editor.layout.tall_plan import Tall, Talls
from journey_editor.model.document import Cell
from journey_editor.model.records import Lane
from journey_editor.text.typesetter import Typesetter

_LEAST = 24.0
"""Minimum height of the part of a card in its first lane, and of that in its last one."""


@dataclass(slots=True)
class _Part:
    """Part of a card in a band, in the columns from `first` to `last`.

    `top` and `bottom` are found on the way. It is `alone` if nothing is below it in its last lane.
    """

    tall: Tall
    first: int
    last: int
    x: float
    body: CardBody
    top: float = 0.0
    bottom: float = 0.0
    alone: bool = False

    @property
    def columns(self) -> range:
        """Indexes of its columns."""
        return range(self.first, self.last + 1)

    @property
    def across(self) -> bool:
        """True if all other cards of its columns must be above or below it."""
        return self.tall.stack is None

    def shares_x(self, other: "_Part") -> bool:
        """Return True if another one is above or below it."""
        return self.x < other.x + other.body.width and other.x < self.x + self.body.width

    @property
    def box(self) -> Box:
        """Box on the map."""
        return Box(self.x, self.top, self.body.width, self.bottom - self.top)


class TallCards:
    """Cards over several lanes in a band."""

    def __init__(
        self,
        talls: Talls,
        columns: Sequence[Column],
        lanes: Mapping[str, Lane],
        contents: Contents,
        typesetter: Typesetter,
    ) -> None:
        self._talls, self._columns = talls, columns
        self._begin: dict[str, list[_Part]] = {}
        self._end: dict[str, list[_Part]] = {}
        self._tops: dict[str, float] = {}
        place = {column.step: index for index, column in enumerate(columns)}
        for tall in talls.cards.values():
            here = [place[step] for step in tall.steps if step in place]
            if not here:
                continue
            own = contents.of(tall.card.step, lanes[tall.card.lane])
            content = replace(
                own.cards[tall.card.id],
                continued=tall.steps[0] not in place,
                continues=tall.steps[-1] not in place,
            )
            left, right = self._sides(tall, here[0], here[-1])
            part = _Part(tall, here[0], here[-1], left, body_of(content, right - left, typesetter))
            self._begin.setdefault(tall.lanes[0], []).append(part)
            self._end.setdefault(tall.lanes[-1], []).append(part)

    def _sides(self, tall: Tall, first: int, last: int) -> tuple[float, float]:
        """Return the left and right edge of a card."""
        edges = self._columns[last].stack_edges
        if tall.stack is not None:
            return edges[-1 - tall.stack]
        reserved = 0
        if len(tall.steps) == 1:
            reserved = max(self._talls.reserved.get((tall.steps[0], lane), 0) for lane in tall.lanes)
        return self._columns[first].x, edges[-1 - reserved][1]

    def concern(self, lane: str) -> bool:
        """Return True if one of them covers a lane."""
        return any(lane in tall.lanes for tall in self._talls.cards.values())

    def rooms(self, lane: str, y: float) -> list[Room]:
        """Return the room for the other cards of a lane whose row begins at `y`."""
        rooms = []
        for column in self._columns:
            reserved = self._talls.reserved.get((column.step, lane), 0)
            rooms.append(Room(column, _narrowed(column, reserved) if reserved else column))
        for part in self._end.get(lane, ()):
            part.bottom = max(part.top + part.body.height, y + theme.LANE_PADDING + _LEAST)
            taken = (0.0, part.bottom - y + theme.CARD_GAP)
            for index in part.columns:
                rooms[index].across.add(taken)
                if part.across:
                    rooms[index].around.add(taken)
        return rooms

    def begin(
        self, lane: str, y: float, bodies: Sequence[CellBody], wide: Sequence[Sequence[Interval]]
    ) -> float:
        """Place the cards that begin in a lane, below the others. Return the height that its row needs.

        `wide` are the vertical intervals that cards over several steps take in each column.
        """
        self._tops[lane] = y
        ending, beginning = self._end.get(lane, ()), self._begin.get(lane, ())
        needed = [part.bottom - y + theme.LANE_PADDING for part in ending]
        for part in ending:
            part.alone = not (
                any(wide[index] or (part.across and bodies[index].cards) for index in part.columns)
                or any(part.shares_x(other) for other in beginning)
            )
        for part in beginning:
            above = [bottom - theme.CARD_GAP for index in part.columns for _, bottom in wide[index]]
            above += [other.bottom - y for other in ending if other.shares_x(part)]
            if part.across:
                others = (bodies[index] for index in part.columns)
                above += [body.height - theme.LANE_PADDING for body in others if body.cards or body.wide]
            top = max(above) + theme.CARD_GAP if above else theme.LANE_PADDING
            part.top = y + top
            needed.append(top + _LEAST)
        return max(needed, default=0.0)

    def end(self, lane: str, bottom: float) -> None:
        """Let the cards that end in a lane reach the bottom of its row, if they can."""
        for part in self._end.get(lane, ()):
            if part.alone:
                part.bottom = max(part.bottom, bottom - theme.LANE_PADDING)

    def boxes(self) -> list[Box]:
        """Return the boxes of all cards, once all lanes are laid out."""
        return [part.box for part in chain.from_iterable(self._begin.values())]

    def in_cells(self, cells: Sequence[CellLayout]) -> list[CellLayout]:
        """Return the cells of the band with the cards in those in which they begin."""
        found: dict[Cell, list[CardLayout]] = {}
        for lane, parts in self._begin.items():
            for part in parts:
                column, tall = self._columns[part.first], part.tall
                box = part.box.moved(-column.x, -self._tops[lane])
                body = _stretched(part.body, box.height)
                placed = CardLayout(tall.card.id, column.step, lane, box, body, tall.lanes[-1])
                found.setdefault((column.step, lane), []).append(placed)
        return [
            replace(cell, body=_joined(cell.body, tuple(found[cell.step, cell.lane])))
            if (cell.step, cell.lane) in found
            else cell
            for cell in cells
        ]


def _narrowed(column: Column, stacks: int) -> Column:
    """Return a column without its last stacks."""
    count = column.stacks - stacks
    width = count * column.card_width + (count - 1) * column.stack_gap
    return replace(column, width=width, stacks=count)


@memoised(4096)
def _stretched(body: CardBody, height: float) -> CardBody:
    return replace(body, height=height)


@memoised(4096)
def _joined(body: CellBody, parts: tuple[CardLayout, ...]) -> CellBody:
    """Return the body of a cell with cards that begin there and span further lanes."""
    own = {part.id: part for part in parts if not part.body.content.continued}
    return CellBody({**body.cards, **own}, body.height, (*body.wide, *parts))


def interrupted(lanes: Sequence[LaneLayout], boxes: Sequence[Box]) -> list[LaneLayout]:
    """Return lanes with those of some boxes that cross the line of the lane, or the line at its top."""
    found = []
    for lane in lanes:
        y = (lane.rule or lane.box).y
        across = tuple(box for box in boxes if box.y < y < box.bottom)
        found.append(replace(lane, crossed=across) if across else lane)
    return found
