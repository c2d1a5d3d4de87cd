"""Keyboard navigation on a map: the card, empty cell, emotion point, stage or lane next to another."""

from collections.abc import Sequence
from typing import Literal

from journey_editor.foundation.geometry import Box
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.layout.boxes import CardLayout, CellLayout, MapLayout
from journey_editor.layout.chart_boxes import ChartLayout, CurveLayout, PointLayout
from journey_editor.layout.queries.free_room import in_own_stack
from journey_editor.layout.queries.hit_testing import (
    card_order,
    cards_across,
    cards_in,
    cell_of,
    chart_of,
    covering,
    inner_columns,
)
from journey_editor.model import kinds
from journey_editor.model.document import Cell

Direction = Literal["left", "right", "up", "down"]


@dataclass(frozen=True, slots=True)
class Place:
    """Position of the focus: a card or emotion point, an empty cell, or a stage or lane (its `id`).

    Cards, points and cells have a step and a lane. The cell of an emotion lane is a column of its chart.
    """

    id: str = ""
    step: str = ""
    lane: str = ""


def place_of(layout: MapLayout, record_id: str) -> Place:
    """Return the place of a card, emotion point, stage, lane or other record."""
    card = layout.cards.get(record_id)
    if card is not None:
        return Place(card.id, card.step, card.lane)
    chart = chart_of(layout, record_id)
    if chart is not None:
        point = next(each for curve in chart.curves for each in curve.points if each.id == record_id)
        return Place(record_id, _step_at(layout, chart, point.x), chart.lane)
    return Place(record_id)


def place_in(layout: MapLayout, place: Place, cell: Cell | None) -> Place:
    """Return the place of a card in a cell that it covers, or else its place."""
    covered = cell_of(layout, *cell) if cell is not None else None
    if covered is None or all(part.id != place.id for part in covering(layout, covered)):
        return place
    return Place(place.id, covered.step, covered.lane)


def neighbour(
    layout: MapLayout, focus: Place, direction: Direction, persona: str = "", column: str = ""
) -> Place | None:
    """Return the place next to the focus in a direction on the screen, or None at the edge of the map.

    In a chart these are the points of the curve of `persona`, and the steps without one. Above the first lane
    are the headers of steps and stages, beside the first column the names of lanes. From a stage, the way
    down leads into the step `column` if it is one of that stage. Below the last lane of a band is the next.
    """
    ahead = _ahead(layout, direction)
    if not focus.step:
        return _beside_header(layout, focus.id, direction, ahead, persona, column)
    if _charts(layout, focus.lane):
        return _in_chart(layout, focus, direction, ahead, persona)
    cell = cell_of(layout, focus.step, focus.lane)
    if cell is None:
        return None
    cards = cards_across(layout, cell)
    index = next((at for at, card in enumerate(cards) if card.id == focus.id), None)
    if direction in ("up", "down"):
        return _above_or_below(layout, cell, cards, index, 1 if direction == "down" else -1, persona)
    return _along(layout, cell, cards, index, ahead)


def first_place(layout: MapLayout) -> Place | None:
    """Return the initial focus: the first card, or else the first empty cell."""
    for card in card_order(layout):
        return place_of(layout, card)
    open_cells = _open_cells(layout)
    return Place("", open_cells[0].step, open_cells[0].lane) if open_cells else None


def next_cell(layout: MapLayout, step: str, lane: str, by: int) -> CellLayout | None:
    """Return the next (+1) or previous (−1) cell in reading order, or None at the ends of the map.

    After the last step of a lane it is the first one of the next lane. Cells that a card of a lane above
    covers are passed, unless there are other cards beside it.
    """
    cells = _open_cells(layout)
    at = next((index for index, cell in enumerate(cells) if (cell.step, cell.lane) == (step, lane)), None)
    if at is None:
        return None
    following = cells[at + 1 :] if by > 0 else reversed(cells[:at])
    return next((cell for cell in following if cell.body.cards or not _is_covered(layout, cell)), None)


def _is_covered(layout: MapLayout, cell: CellLayout) -> bool:
    return any(card.last_lane and card.lane != cell.lane for card in covering(layout, cell))


def end_of_lane(layout: MapLayout, focus: Place | None, by: int, persona: str = "") -> Place | None:
    """Return the first (−1) or last (+1) place in the lane of the focus; without one, of the first lane."""
    lane = focus.lane or focus.id if focus is not None else ""
    if _charts(layout, lane):
        return _end_of_charts(layout, lane, by, persona)
    cells = _open_cells(layout)
    if not cells:
        return None
    own = [cell for cell in cells if cell.lane == lane] or [
        each for each in cells if each.lane == cells[0].lane
    ]
    return _end_of(own, layout, by)


def end_of_map(layout: MapLayout, by: int) -> Place | None:
    """Return the first (−1) or last (+1) place of the map."""
    return _end_of(_open_cells(layout), layout, by)


def _end_of(cells: Sequence[CellLayout], layout: MapLayout, by: int) -> Place | None:
    if not cells:
        return None
    cell = cells[-1 if by > 0 else 0]
    cards = cards_across(layout, cell)
    # Beside a card over several lanes, the others of the cell come first.
    cards = tuple(each for each in cards if not in_own_stack(layout, cell, each)) or cards
    return Place(cards[-1 if by > 0 else 0].id if cards else "", cell.step, cell.lane)


def is_chart_lane(layout: MapLayout, lane: str) -> bool:
    """Return True if a lane shows charts."""
    return bool(_charts(layout, lane))


def others_at(layout: MapLayout, step: str, lane: str) -> list[tuple[CurveLayout, PointLayout]]:
    """Return the points of other journeys in a step of the charts of a lane, with their curves."""
    return [
        (curve, point)
        for chart in _charts(layout, lane)
        for curve in chart.others
        for point in curve.points
        if _step_at(layout, chart, point.x) == step
    ]


def _charts(layout: MapLayout, lane: str) -> list[ChartLayout]:
    return [chart for chart in layout.charts if chart.lane == lane]


def _step_at(layout: MapLayout, chart: ChartLayout, x: float) -> str:
    """Return the step of a chart whose column is nearest to an x."""
    steps = [step for step in layout.steps if step.band == chart.band]
    near = min(steps, key=lambda step: max(step.column.x - x, x - step.column.right, 0.0), default=None)
    return near.id if near else ""


def _steps_in_order(layout: MapLayout) -> list[str]:
    return [step.id for step in layout.steps]


def _places_in_chart(layout: MapLayout, lane: str, step: str, persona: str) -> list[Place]:
    """Return a persona's points in a step in reading order, or the step itself if there are none.

    In a lane of one persona, these are that one's points; for everyone without a curve, they are all points.
    """
    persona = next((each.persona for each in layout.lanes if each.id == lane), "") or persona
    curves = [(chart, curve) for chart in _charts(layout, lane) for curve in chart.curves]
    own = [(chart, curve) for chart, curve in curves if curve.persona == persona]
    points = [
        (-point.x if layout.rtl else point.x, point.id)
        for chart, curve in (own if own or persona else curves)
        for point in curve.points
        if _step_at(layout, chart, point.x) == step
    ]
    return [Place(point, step, lane) for _, point in sorted(points)] or [Place("", step, lane)]


def _end_of_charts(layout: MapLayout, lane: str, by: int, persona: str) -> Place | None:
    """Return the first (−1) or last (+1) place in the charts of a lane, or None on a map without steps."""
    end = -1 if by > 0 else 0
    return _places_in_chart(layout, lane, layout.steps[end].id, persona)[end] if layout.steps else None


def _in_chart(
    layout: MapLayout, focus: Place, direction: Direction, ahead: int, persona: str
) -> Place | None:
    if direction in ("up", "down"):
        return _in_next_lane(layout, focus.step, focus.lane, 1 if direction == "down" else -1, persona)
    own = next(
        (
            curve.persona
            for chart in _charts(layout, focus.lane)
            for curve in chart.curves
            if any(point.id == focus.id for point in curve.points)
        ),
        persona,
    )
    places = [
        place for step in _steps_in_order(layout) for place in _places_in_chart(layout, focus.lane, step, own)
    ]
    # The focus can be on a step without a point of another persona.
    steps = [place.step for place in places]
    at = places.index(focus) if focus in places else steps.index(focus.step)
    if at + ahead < 0:
        return Place(focus.lane)
    return places[at + ahead] if at + ahead < len(places) else None


def _in_next_lane(layout: MapLayout, step: str, lane: str, by: int, persona: str) -> Place | None:
    """Return the place of a step in the next (+1) or previous (−1) lane that can take the focus.

    Without a lane, it is the place in the first lane. Before that is the header of the step or its stage, and
    after the last lane that of the nearest step in the band below.
    """
    lanes = ["", *_lanes_of(layout, _band_of(layout, step))]
    at = lanes.index(lane) + by if lane in lanes else len(lanes)
    if at == 0:
        return _header_of(layout, step)
    if at >= len(lanes):
        below = _step_beside(layout, step, 1)
        return _header_of(layout, below) if below else None
    return _in_lane(layout, step, lanes[at], by, persona)


def _in_lane(layout: MapLayout, step: str, lane: str, by: int, persona: str) -> Place | None:
    """Return the place of a step in a lane which is entered from above (+1) or from below (−1)."""
    if _charts(layout, lane):
        return _places_in_chart(layout, lane, step, persona)[0]
    cell = cell_of(layout, step, lane)
    return _end_of([cell], layout, -by) if cell is not None else None


def _in_band_above(layout: MapLayout, step: str, persona: str) -> Place | None:
    """Return the place in the last lane of the band above a step, at the nearest step there."""
    above = _step_beside(layout, step, -1)
    lanes = _lanes_of(layout, _band_of(layout, above)) if above else []
    return _in_lane(layout, above, lanes[-1], -1, persona) if lanes else None


def _band_of(layout: MapLayout, step: str) -> int:
    return next(each.band for each in layout.steps if each.id == step)


def _lanes_of(layout: MapLayout, band: int) -> list[str]:
    """Return the lanes of a band that can take the focus."""
    return [
        each.id
        for each in layout.lanes
        if each.band == band
        and each.collapsed is None
        and (each.kind in kinds.CARD_LANES or _charts(layout, each.id))
    ]


def _step_beside(layout: MapLayout, step_id: str, by: int) -> str:
    """Return the step below (+1) or above (−1) a step in the next band, or an empty string."""
    step = next(each for each in layout.steps if each.id == step_id)
    others = [each for each in layout.steps if each.band == step.band + by]
    x = step.column.center[0]
    near = min(others, key=lambda each: max(each.column.x - x, x - each.column.right), default=None)
    return near.id if near else ""


def _header_of(layout: MapLayout, step_id: str) -> Place:
    """Return the header above a column: that of the step, or of the stage if steps have no headers."""
    step = next(each for each in layout.steps if each.id == step_id)
    return Place(step.id if step.header is not None else step.stage)


def _open_cells(layout: MapLayout) -> Sequence[CellLayout]:
    """Return the cells that can hold cards and show them, lane by lane in the order of the steps."""
    steps = {step.id: index for index, step in enumerate(layout.steps)}
    lanes = {
        lane.id: index
        for index, lane in enumerate(layout.lanes)
        if lane.kind in kinds.CARD_LANES and lane.collapsed is None
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
    return Place(min(near, key=lambda card: abs(card.box.center[1] - y)).id, cell.step, cell.lane)


def _above_or_below(
    layout: MapLayout,
    cell: CellLayout,
    cards: Sequence[CardLayout],
    index: int | None,
    by: int,
    persona: str,
) -> Place | None:
    if index is not None:
        here = cards[index]
        if here.last_lane:
            # Go on after all lanes of the card.
            cell = cell_of(layout, cell.step, here.last_lane if by > 0 else here.lane) or cell
            cards = cards_across(layout, cell)
        line = cards
        if len(cards) > 1 and cards != cards_in(layout, cell):
            # The stacks above or below a card that spans several columns: go straight on.
            line = tuple(each for each in cards if _share_x(each.box, here.box))
        at = line.index(here) + by
        if 0 <= at < len(line):
            return Place(line[at].id, cell.step, cell.lane)
    return _in_next_lane(layout, cell.step, cell.lane, by, persona)


def _share_x(one: Box, other: Box) -> bool:
    return one.x < other.right and other.x < one.right


def _along(
    layout: MapLayout, cell: CellLayout, cards: tuple[CardLayout, ...], index: int | None, by: int
) -> Place | None:
    here = cards[index] if index is not None else None
    y = (here.box if here is not None else cell.box).center[1]
    row = [each for each in _open_cells(layout) if each.lane == cell.lane]
    if here is not None and _spans_columns(layout, here, cell):
        # Go on after all columns of the card.
        row = [each for each in row if each == cell or not here.box.overlaps(each.box)]
    elif here is not None:
        columns = _stacks_of(layout, cell)
        at = next(place for place, column in enumerate(columns) if here in column) + by
        if 0 <= at < len(columns):
            return _entering(layout, cell, columns[at], y)
    beside_at = row.index(cell) + by if cell in row else -1
    if cell in row and beside_at < 0:
        return Place(cell.lane)
    if not 0 <= beside_at < len(row):
        return None
    beside = row[beside_at]
    columns = _stacks_of(layout, beside)
    near = columns[0 if by > 0 else -1] if columns else ()
    across = (each for each in cards_across(layout, beside) if _spans_columns(layout, each, beside))
    return _entering(layout, beside, (*near, *across), y)


def _spans_columns(layout: MapLayout, card: CardLayout, cell: CellLayout) -> bool:
    """Return True if a card in a cell covers further columns, too."""
    if card not in layout.cards.wide:
        return False
    return any(step.id != cell.step and step.column.overlaps(card.box) for step in layout.steps)


def _stacks_of(layout: MapLayout, cell: CellLayout) -> tuple[tuple[CardLayout, ...], ...]:
    """Return the stacks of a cell in reading direction, also those of cards of this step in lanes above."""
    above = (each for each in covering(layout, cell) if not _spans_columns(layout, each, cell))
    own = (each for each in cards_in(layout, cell) if not _spans_columns(layout, each, cell))
    stacks = inner_columns((*own, *above), rtl=layout.rtl)
    return tuple(sorted(stacks, key=lambda stack: -stack[0].box.right if layout.rtl else stack[0].box.x))


def _beside_header(
    layout: MapLayout, record_id: str, direction: Direction, by: int, persona: str, column: str
) -> Place | None:
    """Return the neighbour of a stage, step, lane or group. Towards the map it is the first place."""
    columns = {stage.id: stage.id for stage in layout.stages}
    if record_id in columns:
        if direction in ("left", "right"):
            return _next_of(list(columns), record_id, by)
        steps = [step.id for step in layout.steps if step.stage == record_id]
        if not steps:
            return None
        step = column if column in steps else steps[0]
        if by < 0:
            return _in_band_above(layout, step, persona)
        header = _header_of(layout, step)
        return header if header.id == step else _in_next_lane(layout, step, "", 1, persona)
    steps = [step.id for step in layout.steps if step.head is not None]
    if record_id in steps:
        if direction in ("left", "right"):
            return _next_of(steps, record_id, by)
        if by < 0:
            return Place(next(step.stage for step in layout.steps if step.id == record_id))
        return _in_next_lane(layout, record_id, "", 1, persona)
    lanes = list(dict.fromkeys(row.id for row in layout.rows))
    if record_id in lanes:
        if direction in ("up", "down"):
            return _next_of(lanes, record_id, by)
        # From the heading of a group, the way leads into its first lane.
        inside = (group.lanes[0] for group in layout.lane_groups if group.id == record_id)
        record_id = next(inside, record_id)
        if by < 0:
            return None
        if _charts(layout, record_id):
            return _end_of_charts(layout, record_id, -1, persona)
        return _end_of([cell for cell in _open_cells(layout) if cell.lane == record_id], layout, -1)
    return first_place(layout)


def _next_of(ids: list[str], record_id: str, by: int) -> Place | None:
    at = ids.index(record_id) + by
    return Place(ids[at]) if 0 <= at < len(ids) else None
