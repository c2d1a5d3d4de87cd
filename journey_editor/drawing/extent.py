"""Extent of primitives, including line widths and letters."""

from typing import assert_never

from journey_editor.drawing.outlines import MITER_LIMIT
from journey_editor.drawing.primitives import Group, Path, Picture, Primitive, Rect, Stroke, TextRun
from journey_editor.foundation.geometry import Box, PathCommand, bounds
from journey_editor.foundation.memo import Memo, Same

_MANY = 12
"""Minimum number of commands of the paths to cache; shorter ones are rarely reused and fast to measure."""
_reaches: Memo[Box] = Memo(4096)
"""Boxes of long paths, such as emoji, that many primitives share."""


def extent(item: Primitive) -> Box | None:
    """Return a box, not always the smallest, around all that a primitive draws; None if it draws nothing."""
    match item:
        case Rect():
            return Box(item.x, item.y, item.width, item.height).grown(_half_width(item.stroke))
        case Path():
            return _path_extent(item)
        case TextRun():
            run = item.run
            if not run.glyphs:
                return None
            ys = run.ys if run.places else (0.0,)
            top, bottom = min(ys), max(ys)
            return Box(item.x, item.y + top, run.width, bottom - top).grown(2 * run.size)
        case Picture():
            return _path_extent(item.clip) if item.clip else Box(item.x, item.y, item.width, item.height)
        case Group():
            boxes = [box for child in item.children if (box := extent(child)) is not None]
            return bounds(boxes).moved(item.x, item.y) if boxes else None
        case _:
            assert_never(item)


def _path_extent(item: Path) -> Box | None:
    commands = item.commands
    if len(commands) < 2:
        return None
    if len(commands) < _MANY:
        box = _reach(commands)
    else:
        box = _reaches.get(Same(commands), lambda: _reach(commands))
    x, y, scale = item.x, item.y, item.scale
    box = Box(x + scale * box.x, y + scale * box.y, scale * box.width, scale * box.height)
    return box.grown(_half_width(item.stroke))


def _reach(commands: tuple[PathCommand, ...]) -> Box:
    """Return a box around all points of a path, control points included."""
    numbers = [command[1:] for command in commands]
    xs = [float(x) for each in numbers for x in each[::2]]
    ys = [float(y) for each in numbers for y in each[1::2]]
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _half_width(stroke: Stroke | None) -> float:
    """Return the distance from the middle of a line to its outer edge, corners included."""
    if stroke is None:
        return 0.0
    return stroke.width / 2 * (MITER_LIMIT if stroke.join == "miter" else 1.0)
