"""Buttons near the pointer: “+” at the end of stages, lanes and cells, and handles for new links."""

from collections.abc import Callable, Iterator
from itertools import chain
from math import hypot
from typing import Literal

from journey_editor.foundation.geometry import Box, bounds
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.layout import theme
from journey_editor.layout.boxes import LaneLayout, MapLayout
from journey_editor.layout.queries.edges import lanes_for_span
from journey_editor.layout.queries.emotion_points import drawn_personas
from journey_editor.layout.queries.free_room import beside, free_room
from journey_editor.layout.queries.hit_testing import cards_in, cell_at, covering, hit

TARGET = 24.0
"""Minimum size of a click target in pixels."""
DISC = 20.0
"""Diameter of the disc of a button in pixels, while the pointer is not over it."""
_BELOW_EDGE = 4.0
"""Pixels between the lower end of a card's edge and the centre of its link handle."""

_CHIPS_INDENT = 10.0
_CHIPS_WIDTH = 64.0
"""Width in map units next to the labels at the level lines of a chart."""
_NEAREST_ZOOM = 0.45
"""Minimum zoom for buttons: below it they would hide too much of the map."""


@dataclass(frozen=True, slots=True)
class Affordance:
    """Round button on the map: its action, its centre in scene units, and the records that it concerns.

    The button of a persona shows its `number`, by which the keyboard chooses it, in the persona's `color`.
    """

    what: Literal["card", "stage", "lane", "link", "persona"]
    x: float
    y: float
    id: str = ""
    step: str = ""
    lane: str = ""
    number: int = 0
    color: int | None = None
    filled: bool = False


def affordances(
    layout: MapLayout,
    x: float,
    y: float,
    zoom: float,
    selected: str | None,
    persona_in: Callable[[str], str],
    shown_name: Callable[[LaneLayout], tuple[float, float]],
) -> list[Affordance]:
    """Return the buttons for a pointer position; `selected` is the id of the only selected item.

    `persona_in` returns the persona that the emotion pen draws for in a lane; its button is filled.
    `shown_name` returns the scale and the bottom of a lane's name, which may be frozen elsewhere.
    """
    if zoom < _NEAREST_ZOOM:
        return []
    reach = TARGET / 2 / zoom
    return [
        *_handles(layout, selected or "", x, y, zoom),
        *_card_button(layout, selected or "", x, y, zoom),
        *_ends(layout, x, y, reach),
        *_personas(layout, x, y, reach, persona_in, shown_name),
    ]


def affordance_at(
    shown: list[Affordance], x: float, y: float, zoom: float, across: float
) -> Affordance | None:
    """Return the button under the pointer."""
    near = (each for each in shown if hypot((each.x - x) * across, (each.y - y) * zoom) <= TARGET / 2)
    return next(near, None)


def _handles(layout: MapLayout, selected: str, x: float, y: float, zoom: float) -> Iterator[Affordance]:
    """Yield the handles from which links are drawn: of the selected card or stage, and of a hovered card."""
    for stage in layout.stages:
        if stage.id == selected:
            yield Affordance("link", stage.box.center[0], stage.box.y - (TARGET / 2 + 1) / zoom, stage.id)
    found = hit(layout, x, y)
    hovered = found.id if found is not None and found.kind == "card" else ""
    for card_id in dict.fromkeys((selected, hovered)):
        card = layout.cards.get(card_id)
        if card is None:
            continue
        # Beside the lower end of the edge, which can be dragged and has its handle in the middle, and over
        # nothing but the padding of the next card.
        before_text = theme.COLUMN_GAP + theme.CARD_PADDING - DISC / 2 / zoom
        away = max(theme.COLUMN_GAP / 2, min((TARGET / 2 + 1) / zoom, before_text))
        side = card.box.x - away if layout.rtl else card.box.right + away
        yield Affordance("link", side, card.box.bottom + _BELOW_EDGE / zoom, card.id)


def _card_button(layout: MapLayout, selected: str, x: float, y: float, zoom: float) -> Iterator[Affordance]:
    cell = cell_at(layout, x, y)
    lane = next((lane for lane in layout.lanes if cell is not None and lane.id == cell.lane), None)
    if cell is None or lane is None or lane.kind == "emotion" or lane.collapsed is not None:
        return
    radius, free = DISC / 2 / zoom, free_room(layout, cell)
    every = cards_in(layout, cell), covering(layout, cell)
    # Others are beside a card over several lanes that is in a stack of its own.
    whole = beside(layout, cell, chain.from_iterable(every))
    cards, others = ([each for each in some if each.box.overlaps(whole)] for some in every)
    if not cards and (not others or free.height >= 2 * radius + 4):
        yield Affordance("card", *free.center, step=cell.step, lane=cell.lane)
        return
    last = (*others, *cards)[-1].box
    if cell.body.wide or others:
        # Below the lowest card, in the middle of the cell.
        lowest = max(each.box.bottom for each in (*others, *cards))
        last = Box(whole.x, last.y, whole.width, lowest - last.y)
    room = cell.box.bottom - last.bottom
    middle = last.center[0] + _beside_handle(layout, selected, last)
    if room >= 2 * radius + 2:
        yield Affordance("card", middle, last.bottom + radius + 2, step=cell.step, lane=cell.lane)
        return
    # Between this card and the next lane, over nothing but the paddings of cards.
    half = (room + theme.LANE_PADDING) / 2
    if radius <= half + theme.CARD_PADDING_Y:
        yield Affordance("card", middle, last.bottom + half, step=cell.step, lane=cell.lane)


def _beside_handle(layout: MapLayout, selected: str, above: Box) -> float:
    """Return how far a button below some cards is from their middle: beside the handle of the selected card.

    It has one in the middle of its lower edge if it can span several lanes.
    """
    card = layout.cards.get(selected)
    if card is None or abs(card.box.bottom - above.bottom) > 1 or len(lanes_for_span(layout, selected)) < 2:
        return 0.0
    return card.box.width / 4 * (-1 if layout.rtl else 1)


def _personas(
    layout: MapLayout,
    x: float,
    y: float,
    down: float,
    persona_in: Callable[[str], str],
    shown_name: Callable[[LaneLayout], tuple[float, float]],
) -> Iterator[Affordance]:
    """Yield buttons to the left of a chart, below its name, that choose the persona of the emotion pen."""
    lane = next((lane for lane in layout.lanes if lane.kind == "emotion" and lane.box.contains(x, y)), None)
    if lane is None or lane.collapsed is not None:
        return
    people = drawn_personas(layout, lane.id)
    if len(people) < 2:
        return
    numbers = {each: number for number, each in enumerate(drawn_personas(layout), 1)}
    colors = {each.id: each.badge.color for each in layout.header.personas}
    chosen = persona_in(lane.id)
    across, bottom = shown_name(lane)
    reach = TARGET / 2 / across
    gap, line = 2 * reach * (1 + 1 / TARGET), 2 * down * (1 + 1 / TARGET)
    top = bottom + line
    in_row = max(1, int(_CHIPS_WIDTH // gap))
    outside = 1 if layout.rtl else -1
    first = (lane.label.right - _CHIPS_INDENT) if layout.rtl else (lane.label.x + _CHIPS_INDENT)
    for index, persona in enumerate(people):
        row, place = divmod(index, in_row)
        if top + row * line + down > lane.box.bottom:
            # Only the end of the chart is in view.
            return
        yield Affordance(
            "persona",
            first - outside * (place * gap + reach),
            top + row * line,
            persona,
            lane=lane.id,
            number=numbers[persona],
            color=colors.get(persona, layout.color_of_everyone),
            filled=persona == chosen,
        )


def _ends(layout: MapLayout, x: float, y: float, reach: float) -> Iterator[Affordance]:
    if not layout.stages or not layout.lanes:
        return
    stage = layout.stages[-1].box
    row = bounds(each.box for each in layout.stages if each.band == layout.stages[-1].band)
    if row.grown(3 * reach).contains(x, y):
        end = stage.x - 1.3 * reach if layout.rtl else stage.right + 1.3 * reach
        yield Affordance("stage", end, stage.center[1])
    label = layout.lanes[-1].label
    names = bounds(each.label for each in layout.lanes if each.band == layout.lanes[-1].band)
    if names.grown(2 * reach).contains(x, y):
        yield Affordance("lane", label.center[0], layout.lanes[-1].box.bottom + 0.6 * reach)
