"""Place on the screen of what a user looks at, when the map is laid out again."""

from journey_editor.foundation.geometry import Box, Point
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.queries.hit_testing import cell_of

_STAGES = "stages"
"""Row of the stages, in place of the id of a lane."""


def moved_by(before: MapLayout, after: MapLayout, seen: Box, cell: tuple[str, str] | None = None) -> Point:
    """Return by how much a new layout moves what a user looks at, in map units to the right and down.

    That is the corner of a `cell` of a step and a lane in which something is edited, if it is in the visible
    part `seen` of the map. Otherwise, it is the first element of which half is visible. If the stages are in
    other rows than before, it is the one in the middle.
    """
    step, row = cell if cell and _is_seen(before, after, seen, cell) else ("", "")
    band = _band_of(before, step)
    if not row:
        if is_rearranged(before, after) and seen.y >= before.header.box.bottom:
            # Several rows may be in view.
            seen = Box(*seen.center, 1.0, 1.0)
        row, band = _first_row(before, after, seen)
        step = _first_step(before, after, seen, band)
        if not row and _band_of(after, step) != band:
            # The header stays, but not the stage below it.
            row = _STAGES
    down = _top(after, row, _band_of(after, step)) - _top(before, row, band)
    return _start(after, step) - _start(before, step), down


def is_rearranged(before: MapLayout, after: MapLayout) -> bool:
    """Return True if the stages are in another number of rows, or were fitted to a paper or no longer are."""
    return (len(before.bands), before.on_paper) != (len(after.bands), after.on_paper)


def _is_seen(before: MapLayout, after: MapLayout, seen: Box, cell: tuple[str, str]) -> bool:
    """Return whether a cell is visible, and still there."""
    found = cell_of(before, *cell)
    return found is not None and found.box.overlaps(seen) and cell_of(after, *cell) is not None


def _first_step(before: MapLayout, after: MapLayout, seen: Box, band: int) -> str:
    """Return the first step of a band of which half is visible, or an empty text for the map's beginning.

    If a row does not begin where it did before, its beginning is that of its first step.
    """
    kept = {step.id for step in after.steps}
    columns = [(step.id, step.column) for step in before.steps if step.band == band]
    if not columns:
        return ""
    first, box = columns[0]
    if box.right < seen.right if before.rtl else seen.x < box.x:
        return first if band and is_rearranged(before, after) and first in kept else ""
    visible = [
        (step, box) for step, box in columns if step in kept and box.x < seen.right and seen.x < box.right
    ]
    halves = (
        step
        for step, box in visible
        if (box.center[0] < seen.right if before.rtl else seen.x < box.center[0])
    )
    return next(halves, visible[-1][0] if visible else "")


def _first_row(before: MapLayout, after: MapLayout, seen: Box) -> tuple[str, int]:
    """Return the first lane of which half is visible, the row of stages, or an empty text for the header.

    The number is that of its band.
    """
    if seen.y < before.header.box.bottom:
        return "", 0
    if not before.lanes or seen.y < before.lanes[0].box.y:
        return _STAGES, 0
    kept = {lane.id for lane in after.lanes}
    lanes = [lane for lane in before.lanes if lane.id in kept]
    visible = [lane for lane in lanes if lane.box.y < seen.bottom and seen.y < lane.box.bottom]
    halves = (lane for lane in visible if seen.y < lane.box.center[1])
    lane = next(halves, visible[-1] if visible else None)
    if lane is None:
        # The view is beside the lanes or between two rows.
        lane = min(lanes, key=lambda each: abs(each.box.center[1] - seen.y), default=None)
    return (lane.id, lane.band) if lane is not None else ("", 0)


def _band_of(layout: MapLayout, step: str) -> int:
    return next((each.band for each in layout.steps if each.id == step), 0)


def _start(layout: MapLayout, step: str) -> float:
    """Return the x at which a step begins; that of the beginning of the map is its edge."""
    if not step:
        return layout.width if layout.rtl else 0.0
    column = next(each.column for each in layout.steps if each.id == step)
    return column.right if layout.rtl else column.x


def _top(layout: MapLayout, row: str, band: int) -> float:
    if row == _STAGES:
        return layout.bands[band].y
    return next((each.box.y for each in layout.lanes if (each.id, each.band) == (row, band)), 0.0)
