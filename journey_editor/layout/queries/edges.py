"""Edges of stages, steps, lanes and cards, at which their size is changed."""

from typing import Literal

from journey_editor.foundation.geometry import Box
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.layout.boxes import LaneLayout, MapLayout
from journey_editor.layout.theme import TIP
from journey_editor.model.kinds import CARD_LANES, LINE_KINDS


@dataclass(frozen=True, slots=True)
class Edge:
    """Edge of a stage or a step at its end, the lower edge of a lane, or an edge of a card.

    `id` is that of the record, `leading` is true for the edge at which a card begins: at its side, or
    above if the edge is one of those that change its `lanes`.
    """

    kind: Literal["stage", "step", "lane", "card"]
    id: str
    leading: bool = False
    lanes: bool = False


def card_edge_at(layout: MapLayout, card: str, x: float, y: float, reach: float) -> Edge | None:
    """Return the edge of a card, at which it begins or ends, at a position, or None.

    `reach` is the distance in map units within which it is hit. At least half of the card is no edge.
    """
    placed = layout.cards.get(card)
    if placed is None:
        return None
    box = placed.box
    if box.y <= y <= box.bottom:
        for at, leading in ((box.x, not layout.rtl), (box.right, layout.rtl)):
            if abs(x - at) <= min(reach, box.width / 4):
                return Edge("card", card, leading)
    if box.x <= x <= box.right and len(lanes_for_span(layout, card)) > 1:
        for at, leading in ((box.y, True), (box.bottom, False)):
            if abs(y - at) <= min(reach, box.height / 4):
                return Edge("card", card, leading, lanes=True)
    return None


def lanes_for_span(layout: MapLayout, card: str) -> list[LaneLayout]:
    """Return the lanes of a card's band that it can span: those of its group around its own, with cells."""
    placed = layout.cards[card]
    band = next((step.band for step in layout.steps if step.id == placed.step), 0)
    own = next((lane for lane in layout.lanes if (lane.id, lane.band) == (placed.lane, band)), None)
    if own is None or not own.group:
        return []
    found: list[LaneLayout] = []
    for lane in layout.lanes:
        if (lane.band, lane.group, lane.persona) != (band, own.group, own.persona):
            continue
        if lane.kind in CARD_LANES and lane.collapsed is None:
            found.append(lane)
        elif lane.kind in LINE_KINDS:
            continue
        elif own in found:
            break
        else:
            found = []
    return found


def edge_at(layout: MapLayout, x: float, y: float, across: float, down: float) -> Edge | None:
    """Return the edge at a position in the headers and in the lanes' names, or None.

    The tip of a stage belongs to its edge. `across` and `down` are the distances in map units within which an
    edge is hit. At least half of each name is no edge, so that it can be dragged itself.
    """
    stages = {each.id: each.box for each in layout.stages}
    tips = {each.id: 0.0 if each.last else TIP for each in layout.stages}
    steps = {each.id: each.head for each in layout.steps if each.head is not None}
    kinds: tuple[tuple[Literal["stage", "step"], dict[str, Box]], ...] = (("stage", stages), ("step", steps))
    for kind, boxes in kinds:
        reach = min([across, *(box.width / 4 for box in boxes.values() if box.contains(x, y))])
        for record_id, box in boxes.items():
            beyond = box.x - x if layout.rtl else x - box.right
            near = -min(reach, box.width / 4) <= beyond <= reach + tips.get(record_id, 0.0)
            if box.y <= y <= box.bottom and near:
                return Edge(kind, record_id)
    names = [lane.label for lane in layout.lanes]
    reach = min([down, *(box.height / 4 for box in names if box.contains(x, y))])
    for lane in layout.lanes:
        within = lane.label.x <= x <= lane.label.right
        if within and abs(y - lane.label.bottom) <= min(reach, lane.label.height / 4):
            # The height of a collapsed lane is that of its name.
            return None if lane.collapsed is not None else Edge("lane", lane.id)
    return None
