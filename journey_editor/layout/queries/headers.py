"""Stage headers and lane names of a map, which stay in view while it scrolls."""

from collections.abc import Collection

from journey_editor.foundation.geometry import Box, bounds
from journey_editor.layout.boxes import MapLayout

LARGEST_SHARE = 0.25
"""Maximum share of the view, in its direction, that headers in view take."""
AROUND = 6.0
"""Distance by which a strip of stage headers extends above and below them, in map units."""


def column_heads(layout: MapLayout) -> list[tuple[Box, Box]]:
    """Return each band of stages with the bounds of its stage and step headers."""
    heads = []
    for index, band in enumerate(layout.bands):
        boxes = [stage.box for stage in layout.stages if stage.band == index]
        boxes += [step.head for step in layout.steps if step.band == index and step.head is not None]
        if boxes:
            heads.append((band, bounds(boxes)))
    return heads


def head_of(layout: MapLayout, stages: Collection[str]) -> Box | None:
    """Return the bounds of the headers of some stages and of their steps."""
    boxes = [stage.box for stage in layout.stages if stage.id in stages]
    boxes += [step.head for step in layout.steps if step.stage in stages and step.head is not None]
    return bounds(boxes) if boxes else None


def strip_of(head: Box) -> Box:
    """Return the strip for the headers of a band."""
    return Box(head.x, head.y - AROUND, head.width, head.height + 2 * AROUND)


def lane_names(layout: MapLayout) -> Box | None:
    """Return the bounds of the lane names, and of the words and faces beside the charts."""
    boxes = [row.label for row in layout.rows]
    if not boxes:
        return None
    for chart in layout.charts:
        faces = [level.face_box for level in chart.levels]
        words = [curve.name for curve in (*chart.curves, *chart.others)]
        words += [level.text for level in chart.levels]
        beside = faces + [Box(each.x, each.y, each.width, each.height) for each in words if each is not None]
        frame = chart.frame
        boxes += [each.grown(2) for each in beside if each.right <= frame.x or frame.right <= each.x]
    names = bounds(boxes)
    columns = [step.column for step in layout.steps]
    if layout.rtl:
        left = max([names.x, *(column.right for column in columns)])
        return Box(left, names.y, names.right - left, names.height)
    right = min([names.right, *(column.x for column in columns)])
    return Box(names.x, names.y, right - names.x, names.height)
