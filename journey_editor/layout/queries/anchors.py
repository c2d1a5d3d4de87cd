"""Place on the screen of what a user looks at, when the map is laid out again."""

from journey_editor.foundation.geometry import Box, Point
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.queries.hit_testing import cell_of

_STAGES = "stages"
"""Row of the stages, in place of the id of a lane."""


def moved_by(before: MapLayout, after: MapLayout, seen: Box, cell: tuple[str, str] | None = None) -> Point:
    """Return by how much a new layout moves what a user looks at, in map units to the right and down.

    That is the corner of a `cell` of a step and a lane in which something is edited, if it is in the visible
    part `seen` of the map. Otherwise, it is the first element of which half is visible.
    """
    step, row = cell if cell and _is_seen(before, after, seen, cell) else ("", "")
    if not row:
        step, row = _first_step(before, after, seen), _first_row(before, after, seen)
    return _start(after, step) - _start(before, step), _top(after, row) - _top(before, row)


def _is_seen(before: MapLayout, after: MapLayout, seen: Box, cell: tuple[str, str]) -> bool:
    """Return whether a cell is visible, and still there."""
    found = cell_of(before, *cell)
    return found is not None and found.box.overlaps(seen) and cell_of(after, *cell) is not None


def _first_step(before: MapLayout, after: MapLayout, seen: Box) -> str:
    """Return the first step of which half is visible, or an empty text for the beginning of the map."""
    if not before.steps:
        return ""
    first, kept = before.steps[0].column, {step.id for step in after.steps}
    if first.right < seen.right if before.rtl else seen.x < first.x:
        return ""
    columns = [(step.id, step.column) for step in before.steps if step.id in kept]
    visible = [(step, box) for step, box in columns if box.x < seen.right and seen.x < box.right]
    halves = (
        step
        for step, box in visible
        if (box.center[0] < seen.right if before.rtl else seen.x < box.center[0])
    )
    return next(halves, visible[-1][0] if visible else "")


def _first_row(before: MapLayout, after: MapLayout, seen: Box) -> str:
    """Return the first lane of which half is visible, the row of stages, or an empty text for the header."""
    if seen.y < before.header.box.bottom:
        return ""
    if not before.lanes or seen.y < before.lanes[0].box.y:
        return _STAGES
    kept = {lane.id for lane in after.lanes}
    visible = [
        lane
        for lane in before.lanes
        if lane.id in kept and lane.box.y < seen.bottom and seen.y < lane.box.bottom
    ]
    halves = (lane.id for lane in visible if seen.y < lane.box.center[1])
    return next(halves, visible[-1].id if visible else "")


def _start(layout: MapLayout, step: str) -> float:
    """Return the x at which a step begins; that of the beginning of the map is its edge."""
    if not step:
        return layout.width if layout.rtl else 0.0
    column = next(each.column for each in layout.steps if each.id == step)
    return column.right if layout.rtl else column.x


def _top(layout: MapLayout, row: str) -> float:
    if row == _STAGES:
        return layout.bands[0].y
    return next((lane.box.y for lane in layout.lanes if lane.id == row), 0.0)
