"""How far a picture reaches, lines and letters included."""

from typing import assert_never

from journey_editor.drawing.outlines import MITER_LIMIT
from journey_editor.drawing.primitives import Group, Path, Picture, Primitive, Rect, Stroke, TextRun
from journey_editor.layout.geometry import Box, bounds


def extent(item: Primitive) -> Box | None:
    """A box that holds all that a primitive draws, not always the smallest; None where it draws nothing."""
    match item:
        case Rect():
            return Box(item.x, item.y, item.width, item.height).grown(_half_width(item.stroke))
        case Path():
            return _path_extent(item)
        case TextRun():
            run = item.run
            if not run.glyphs:
                return None
            top, bottom = min(run.ys), max(run.ys)
            return Box(item.x, item.y + top, run.width, bottom - top).grown(2 * run.size)
        case Picture():
            return Box(item.x, item.y, item.width, item.height)
        case Group():
            boxes = [box for child in item.children if (box := extent(child)) is not None]
            return bounds(boxes).moved(item.x, item.y) if boxes else None
        case _:
            assert_never(item)


def _path_extent(item: Path) -> Box | None:
    points = [
        (command[at], command[at + 1]) for command in item.commands for at in range(1, len(command) - 1, 2)
    ]
    if not points:
        return None
    xs = [item.x + item.scale * float(x) for x, _ in points]
    ys = [item.y + item.scale * float(y) for _, y in points]
    box = Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    return box.grown(_half_width(item.stroke))


def _half_width(stroke: Stroke | None) -> float:
    """How far a line reaches beyond its middle, its corners included."""
    if stroke is None:
        return 0.0
    return stroke.width / 2 * (MITER_LIMIT if stroke.join == "miter" else 1.0)
