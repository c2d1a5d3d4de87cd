"""Keyboard navigation on a map: the card, empty cell, stage or lane next to another."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from journey_editor.layout.boxes import CardLayout, CellLayout, MapLayout
from journey_editor.layout.queries.hit_testing import card_order, cards_in, cell_of, inner_columns

Direction = Literal["left", "right", "up", "down"]


@dataclass(frozen=True, slots=True)
class Place:
    """Position of the focus: a card, an empty cell (its step and lane), or a stage or lane (its `id`)."""

    id: str = ""
    step: str = ""
    lane: str = ""


def place_of(layout: MapLayout, record_id: str) -> Place:
    """Return the place of a card, stage, lane or other record."""
    card = layout.cards.get(record_id)
    return Place(card.id, card.step, card.lane) if card else Place(record_id)


def neighbour(layout: MapLayout, focus: Place, direction: Direction) -> Place | None:
    """Return the place next to the focus in a direction on the screen, or None at the edge of the map."""
    ahead = _ahead(layout, direction)
    if not focus.step:
        return _beside_header(layout, focus.id, direction, ahead)
    cell = cell_of(layout, focus.step, focus.lane)
    if cell is None:
        return None
    cards = cards_in(layout, cell)
    index = next((at for at, card in enumerate(cards) if card.id == focus.id), None)
    if direction in ("up", "down"):
        return _above_or_below(layout, cell, cards, index, 1 if direction == "down" else -1)
    return _along(layout, cell, cards, index, ahead)


def first_place(layout: MapLayout) -> Place | None:
    """Return the initial focus: the first card, or else the first empty cell."""
    for card in card_order(layout):
        return place_of(layout, card)
    open_cells = _open_cells(layout)
    return Place("", open_cells[0].step, open_cells[0].lane) if open_cells else None


def next_cell(layout: MapLayout, step: str, lane: str, by: int) -> CellLayout | None:
    """Return the cell of the next (+1) or previous (−1) step in a lane, in reading order, or None."""
    cells = [cell for cell in _open_cells(layout) if cell.lane == lane]
    at = next((index for index, cell in enumerate(cells) if cell.step == step), None)
    if at is None or not 0 <= at + by < len(cells):
        return None
    return cells[at + by]


def _open_cells(layout: MapLayout) -> Sequence[CellLayout]:
    """Return the cells that can hold cards and show them, lane by lane in the order of the steps."""
    steps = {step.id: index for index, step in enumerate(layout.steps)}
    lanes = {
        lane.id: index
        for index, lane in enumerate(layout.lanes)
        if lane.kind != "emotion" and lane.collapsed is None
    }
    cells = [cell for cell in layout.cells if cell.lane in lanes and cell.step in steps]
    return sorted(cells, key=lambda cell: (lanes[cell.lane], steps[cell.step]))


def _ahead(layout: MapLayout, direction: Direction) -> int:
    forward = "left" if layout.rtl else "right"
    return 1 if direction in (forward, "down") else -1


def _entering(layout: MapLayout, cell: CellLayout, near: Sequence[CardLayout], y: float) -> Place:
    """Return the card among `near` that is closest to a y, or the cell itself if it is empty."""
    if not near:
        return Place("", cell.step, cell.lane)
    return place_of(layout, min(near, key=lambda card: abs(card.box.center[1] - y)).id)


def _above_or_below(
    layout: MapLayout, cell: CellLayout, cards: Sequence[CardLayout], index: int | None, by: int
) -> Place | None:
    if index is not None and 0 <= index + by < len(cards):
        return place_of(layout, cards[index + by].id)
    column = [each for each in _open_cells(layout) if each.step == cell.step]
    at = column.index(cell) + by if cell in column else -1
    if not 0 <= at < len(column):
        return None
    there = cards_in(layout, column[at])
    if not there:
        return Place("", column[at].step, column[at].lane)
    return place_of(layout, there[0 if by > 0 else -1].id)


def _along(
    layout: MapLayout, cell: CellLayout, cards: tuple[CardLayout, ...], index: int | None, by: int
) -> Place | None:
    y = cell.box.center[1] if index is None else cards[index].box.center[1]
    if index is not None:
        columns = inner_columns(cards)
        at = next(place for place, column in enumerate(columns) if cards[index] in column) + by
        if 0 <= at < len(columns):
            return _entering(layout, cell, columns[at], y)
    beside = next_cell(layout, cell.step, cell.lane, by)
    if beside is None:
        return None
    columns = inner_columns(cards_in(layout, beside))
    return _entering(layout, beside, columns[0 if by > 0 else -1] if columns else (), y)


def _beside_header(layout: MapLayout, record_id: str, direction: Direction, by: int) -> Place | None:
    """Return the neighbour of a stage, step or lane. Towards the map it is the first cell."""
    columns = {stage.id: stage.id for stage in layout.stages}
    cells = _open_cells(layout)
    if record_id in columns:
        if direction in ("left", "right"):
            return _next_of(list(columns), record_id, by)
        steps = [step.id for step in layout.steps if step.stage == record_id]
        return _first_of([cell for cell in cells if cell.step in steps[:1]], layout) if by > 0 else None
    steps = [step.id for step in layout.steps if step.header is not None]
    if record_id in steps:
        if direction in ("left", "right"):
            return _next_of(steps, record_id, by)
        if by < 0:
            return Place(next(step.stage for step in layout.steps if step.id == record_id))
        return _first_of([cell for cell in cells if cell.step == record_id], layout)
    lanes = list(dict.fromkeys(lane.id for lane in layout.lanes))
    if record_id in lanes:
        if direction in ("up", "down"):
            return _next_of(lanes, record_id, by)
        return _first_of([cell for cell in cells if cell.lane == record_id], layout) if by > 0 else None
    return first_place(layout)


def _next_of(ids: list[str], record_id: str, by: int) -> Place | None:
    at = ids.index(record_id) + by
    return Place(ids[at]) if 0 <= at < len(ids) else None


def _first_of(cells: list[CellLayout], layout: MapLayout) -> Place | None:
    if not cells:
        return None
    cards = cards_in(layout, cells[0])
    return place_of(layout, cards[0].id) if cards else Place("", cells[0].step, cells[0].lane)
