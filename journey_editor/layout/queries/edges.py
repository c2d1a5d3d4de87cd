"""Edges of stages, steps and lanes, at which their size is changed."""

from dataclasses import dataclass
from typing import Literal

from journey_editor.foundation.geometry import Box
from journey_editor.layout.boxes import MapLayout


@dataclass(frozen=True, slots=True)
class Edge:
    """Edge of a stage or a step at its end, or the lower edge of a lane, with the record's id."""

    kind: Literal["stage", "step", "lane"]
    id: str


def edge_at(layout: MapLayout, x: float, y: float, across: float, down: float) -> Edge | None:
    """Return the edge at a position in the headers and in the lanes' names, or None.

    `across` and `down` are the distances in map units within which an edge is hit.
    """
    for stage in layout.stages:
        if _at_end(layout, stage.box, x, y, across):
            return Edge("stage", stage.id)
    for step in layout.steps:
        if step.header is not None and _at_end(layout, step.header, x, y, across):
            return Edge("step", step.id)
    for lane in layout.lanes:
        if lane.label.x <= x <= lane.label.right and abs(y - lane.box.bottom) <= down:
            # The height of a collapsed lane is that of its name.
            return None if lane.collapsed is not None else Edge("lane", lane.id)
    return None


def _at_end(layout: MapLayout, box: Box, x: float, y: float, across: float) -> bool:
    end = box.x if layout.rtl else box.right
    return box.y <= y <= box.bottom and abs(x - end) <= across
