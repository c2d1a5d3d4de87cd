"""Drop targets of dragged objects, and their marks: pure functions over the layout's boxes."""

from collections.abc import Collection, Sequence
from itertools import groupby

from journey_editor.foundation.geometry import Box, bounds
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.layout.boxes import CardLayout, CellLayout, MapLayout
from journey_editor.layout.queries.free_room import free_room, talls_in
from journey_editor.layout.queries.hit_testing import cards_in, covering, inner_columns
from journey_editor.model import kinds

MARK = 3.0
"""Thickness of the mark of a drop target, in map units."""
_LEAST_ROOM = 40.0
"""Minimum height in map units of a room that is marked as a whole."""


@dataclass(frozen=True, slots=True)
class CardDrop:
    """Drop target of cards: the cell, the card before which they go (None: at the end), and the mark.

    The mark of an empty cell is the whole cell; `line` is False then.
    """

    step: str
    lane: str
    before: str | None
    mark: Box
    line: bool = True


@dataclass(frozen=True, slots=True)
class StageDrop:
    """Drop target of a stage: before another stage, or at the end (None)."""

    before: str | None
    mark: Box


@dataclass(frozen=True, slots=True)
class StepDrop:
    """Drop target of a step: the stage, and the step before which it is inserted (None: at the end)."""

    stage: str
    before: str | None
    mark: Box


@dataclass(frozen=True, slots=True)
class PersonaDrop:
    """Position of a persona in the header: before another one, or the end (None).

    `moves` is false if the persona is there already.
    """

    before: str | None
    mark: Box
    moves: bool


def card_drop(layout: MapLayout, x: float, y: float, moving: Collection[str] = ()) -> CardDrop | None:
    """Return the drop target of cards. None outside the lanes, and on an emotion lane, which has no cards."""
    cell = _nearest_cell(layout, x, y)
    return card_drop_in(layout, cell, x, y, moving) if cell is not None else None


def card_drop_in(
    layout: MapLayout, cell: CellLayout, x: float, y: float, moving: Collection[str] = ()
) -> CardDrop:
    """Return the drop target of cards in a cell."""
    # Cards over several lanes are below the others, whatever their place in the order.
    staying = tuple(card for card in cards_in(layout, cell) if card.id not in moving and not card.last_lane)
    if not staying:
        return _drop_in_empty(layout, cell, moving)
    columns = inner_columns(staying, rtl=layout.rtl)
    near = min(columns, key=lambda column: beyond(x, column[0].box.x, column[0].box.right))
    index = sum(card.box.center[1] <= y for card in near)
    if index < len(near):
        before: str | None = near[index].id
    else:
        later = staying.index(near[-1]) + 1
        before = staying[later].id if later < len(staying) else None
    return CardDrop(cell.step, cell.lane, before, _between_cards(near, index, cell.box))


def _drop_in_empty(layout: MapLayout, cell: CellLayout, moving: Collection[str]) -> CardDrop:
    """Return the drop target of an empty cell: the whole cell, or what cards of other cells leave free."""
    others = [each.box for each in covering(layout, cell) if each.id not in moving]
    others += [each.box for each in talls_in(layout, cell) if each.id not in moving]
    if not others:
        return CardDrop(cell.step, cell.lane, None, _inside(layout, cell), line=False)
    free = free_room(layout, cell, moving)
    if free.height >= _LEAST_ROOM:
        mark = Box(free.x, free.y + 8, free.width, free.height - 16)
        return CardDrop(cell.step, cell.lane, None, mark, line=False)
    y = min(max(box.bottom for box in others) + 4, cell.box.bottom - 4)
    return CardDrop(cell.step, cell.lane, None, Box(cell.box.x, y - MARK / 2, cell.box.width, MARK))


def stage_drop(layout: MapLayout, x: float, y: float, moving: str) -> StageDrop | None:
    """Return the drop target of a stage, or None."""
    band = band_at(layout, y)
    stages = [stage for stage in layout.stages if stage.band == band]
    if not stages:
        return None
    index = _place_along([stage.box for stage in stages], x, layout.rtl)
    ahead = [stage.id for stage in stages[index:] if stage.id != moving]
    behind = [stage.id for stage in stages[:index] if stage.id != moving]
    others = [stage.id for stage in layout.stages if stage.id != moving]
    after_them = others.index(behind[-1]) + 1 if behind else 0
    before = ahead[0] if ahead else next(iter(others[after_them:]), None)
    mark = _between_columns([stage.box for stage in stages], index, layout.bands[band], layout.rtl)
    return StageDrop(before, mark)


def step_drop(layout: MapLayout, x: float, y: float, moving: str) -> StepDrop | None:
    """Return the drop target of a step, or None. The only step of a stage cannot leave its stage."""
    band = band_at(layout, y)
    own = next((step.stage for step in layout.steps if step.id == moving), "")
    lone = sum(step.stage == own for step in layout.steps) == 1
    stages = [stage for stage in layout.stages if stage.band == band and (stage.id == own or not lone)]
    if not stages:
        return None
    stage = min(stages, key=lambda each: beyond(x, each.box.x, each.box.right))
    steps = [step for step in layout.steps if step.stage == stage.id and step.band == band]
    columns = [step.column for step in steps]
    index = _place_along(columns, x, layout.rtl)
    ahead = [step.id for step in steps[index:] if step.id != moving]
    mark = _between_columns(columns, index, bounds(columns), layout.rtl)
    return StepDrop(stage.id, ahead[0] if ahead else None, mark)


def persona_drop(layout: MapLayout, x: float, y: float, moving: str) -> PersonaDrop | None:
    """Return the drop target of a persona in the header, or None if there is no other persona."""
    personas = layout.header.personas
    if len(personas) < 2:
        return None
    rows = [list(row) for _, row in groupby(personas, key=lambda each: each.box.y)]
    row = min(rows, key=lambda each: beyond(y, each[0].box.y, max(one.box.bottom for one in each)))
    boxes = [each.box for each in row]
    index = _place_along(boxes, x, layout.rtl)
    ids = [each.id for each in personas]
    place, own = ids.index(row[0].id) + index, ids.index(moving)
    before = next((each for each in ids[place:] if each != moving), None)
    mark = _between_columns(boxes, index, bounds(boxes), layout.rtl)
    return PersonaDrop(before, mark, place not in (own, own + 1))


def beyond(x: float, left: float, right: float) -> float:
    """Return the distance of `x` from an interval."""
    return max(left - x, x - right, 0.0)


def band_at(layout: MapLayout, y: float) -> int:
    """Return the index of the band at a y, or of the nearest one."""
    gaps = [beyond(y, band.y, band.bottom) for band in layout.bands]
    return gaps.index(min(gaps)) if gaps else 0


def _nearest_cell(layout: MapLayout, x: float, y: float) -> CellLayout | None:
    """Return the cell nearest to a position in the row there; None on lanes without cards."""
    row = next((lane for lane in layout.lanes if lane.box.y <= y < lane.box.bottom), None)
    if row is None or row.kind not in kinds.CARD_LANES:
        return None
    steps = {step.id for step in layout.steps if step.band == row.band}
    cells = [cell for cell in layout.cells if cell.lane == row.id and cell.step in steps]
    near = min(cells, key=lambda cell: beyond(x, cell.box.x, cell.box.right), default=None)
    return near if near is not None and beyond(x, near.box.x, near.box.right) <= 48.0 else None


def _inside(layout: MapLayout, cell: CellLayout) -> Box:
    """Return the space for cards in an empty cell, with the same margins as in the other cells of its row."""
    in_row = [other for other in layout.cells if other.lane == cell.lane and other.box.y == cell.box.y]
    for other in in_row:
        for card in cards_in(layout, other):
            side, top = max(card.box.x - other.box.x, 0.0), max(card.box.y - other.box.y, 0.0)
            return Box(
                cell.box.x + side, cell.box.y + top, cell.box.width - 2 * side, cell.box.height - 2 * top
            )
    return Box(cell.box.x, cell.box.y + 8, cell.box.width, cell.box.height - 16)


def _between_cards(column: Sequence[CardLayout], index: int, cell: Box) -> Box:
    """Return the line between two cards of a column, above the first, or below the last."""
    boxes = [card.box for card in column]
    if index == 0:
        y = boxes[0].y - 4
    elif index == len(boxes):
        y = boxes[-1].bottom + 4
    else:
        # A card of another cell may be between the two.
        y = min((boxes[index - 1].bottom + boxes[index].y) / 2, boxes[index - 1].bottom + 4)
    left, right = max(boxes[0].x, cell.x), min(boxes[0].right, cell.right)
    return Box(left, y - MARK / 2, right - left, MARK)


def _place_along(boxes: Sequence[Box], x: float, rtl: bool) -> int:
    """Return the index of a gap between boxes, in reading order: the one nearest to an x."""
    return sum((box.center[0] > x) if rtl else (box.center[0] <= x) for box in boxes)


def _between_columns(boxes: Sequence[Box], index: int, height: Box, rtl: bool) -> Box:
    """Return the vertical line between two columns, or at the outer side of the first or last."""
    if rtl:
        boxes, index = list(reversed(boxes)), len(boxes) - index
    if index == 0:
        x = boxes[0].x - 6
    elif index == len(boxes):
        x = boxes[-1].right + 6
    else:
        x = (boxes[index - 1].right + boxes[index].x) / 2
    return Box(x - MARK / 2, height.y, MARK, height.height)
