"""Buttons near the pointer: “+” at the end of stages, lanes and cells, and a link handle on a card."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot
from typing import Literal

from journey_editor.foundation.geometry import bounds
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.queries.hit_testing import cards_in, cell_at

TARGET = 24.0
"""Minimum size of a click target in pixels."""

_NEAREST_ZOOM = 0.45
"""Minimum zoom for buttons: below it they would hide too much of the map."""


@dataclass(frozen=True, slots=True)
class Affordance:
    """Round button on the map: its action, its centre in scene units, and the records that it concerns."""

    what: Literal["card", "stage", "lane", "link"]
    x: float
    y: float
    id: str = ""
    step: str = ""
    lane: str = ""


def affordances(layout: MapLayout, x: float, y: float, zoom: float, selected: str | None) -> list[Affordance]:
    """Return the buttons for a pointer position; `selected` is the id of the only selected card."""
    if zoom < _NEAREST_ZOOM:
        return []
    reach = TARGET / 2 / zoom
    return [*_handle(layout, selected, reach), *_card_button(layout, x, y), *_ends(layout, x, y, reach)]


def affordance_at(shown: list[Affordance], x: float, y: float, zoom: float) -> Affordance | None:
    """Return the button under the pointer."""
    reach = TARGET / 2 / zoom
    return next((each for each in shown if hypot(each.x - x, each.y - y) <= reach), None)


def _handle(layout: MapLayout, selected: str | None, reach: float) -> Iterator[Affordance]:
    card = layout.cards.get(selected or "")
    if card is not None:
        side = card.box.x - reach * 0.7 if layout.rtl else card.box.right + reach * 0.7
        yield Affordance("link", side, card.box.center[1], card.id)


def _card_button(layout: MapLayout, x: float, y: float) -> Iterator[Affordance]:
    cell = cell_at(layout, x, y)
    lane = next((lane for lane in layout.lanes if cell is not None and lane.id == cell.lane), None)
    if cell is None or lane is None or lane.kind == "emotion" or lane.collapsed is not None:
        return
    cards = cards_in(layout, cell)
    if cards:
        last = cards[-1].box
        yield Affordance("card", last.center[0], last.bottom + 8, step=cell.step, lane=cell.lane)
    else:
        middle = cell.box.center
        yield Affordance("card", middle[0], middle[1], step=cell.step, lane=cell.lane)


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
