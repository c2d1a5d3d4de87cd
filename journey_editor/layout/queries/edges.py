"""Edges of stages, steps, lanes and cards, at which their size is changed."""

from typing import Literal

from journey_editor.foundation.geometry import Box
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.theme import TIP


@dataclass(frozen=True, slots=True)
class Edge:
    """Edge of a stage or a step at its end, the lower edge of a lane, or an edge of a card at either end.

    `id` is that of the record, `leading` is true for the edge at which a card begins.
    """

    kind: Literal["stage", "step", "lane", "card"]
    id: str
    leading: bool = False


def card_edge_at(layout: MapLayout, card: str, x: float, y: float, across: float) -> Edge | None:
    """Return the edge of a card, at which it begins or ends, at a position, or None.

    `across` is the distance in map units within which it is hit. At least half of the card is no edge.
    """
    placed = layout.cards.get(card)
    if placed is None or not placed.box.y <= y <= placed.box.bottom:
        return None
    box, reach = placed.box, min(across, placed.box.width / 4)
    for at, leading in ((box.x, not layout.rtl), (box.right, layout.rtl)):
        if abs(x - at) <= reach:
            return Edge("card", card, leading)
    return None


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
