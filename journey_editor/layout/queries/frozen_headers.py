"""Stage headers and lane names that stay in view: their scale and how their texts slide."""

from journey_editor.layout.boxes import LaneLayout
from journey_editor.layout.queries.headers import LARGEST_SHARE
from journey_editor.text.text_block import TextBlock

READABLE_SCALE = 0.55
"""Lowest scale at which names can be read; smaller ones than on the map are hidden instead."""


def frozen_scale(length: float, left: float, zoom: float, room: float) -> float | None:
    """Return the scale of frozen headers that are `length` map units long, in a view of `room` pixels.

    They shrink from the zoom of the map until they take a quarter of the view. `left` is the number of pixels
    of their place on the map that are still in view, and that they cover. None hides them.
    """
    least = min(zoom, LARGEST_SHARE * room / length)
    if least < min(zoom, READABLE_SCALE):
        return None
    return min(zoom, max(least, left / length))


def slid(
    start: float, width: float, ends: tuple[float, float], seen: tuple[float, float], *, rtl: bool
) -> float:
    """Return where a text starts so that it stays in view, within the ends of its header, in pixels."""
    low, high = ends
    if rtl:
        end = max(min(start + width, seen[1]), min(low + width, start + width))
        return end - width
    return min(max(start, seen[0]), max(high - width, start))


def centred(width: float, ends: tuple[float, float], seen: tuple[float, float]) -> float:
    """Return where a text starts in the middle of the visible part of its header, in pixels."""
    low, high = ends
    middle = (max(low, seen[0]) + min(high, seen[1])) / 2
    half = min(width, high - low) / 2
    return min(max(middle, low + half), high - half) - width / 2


def sides(block: TextBlock) -> tuple[float, float]:
    """Return the left and right ends of a block's lines."""
    lefts = [block.line_x(line) for line in block.lines] or [block.x]
    rights = [block.line_x(line) + line.width for line in block.lines] or [block.x]
    return min(lefts), max(rights)


def name_bottom(lane: LaneLayout) -> float:
    """Return the y of the bottom of a lane's name and subtitle."""
    return max((lane.subtitle or lane.title).bottom, lane.icon_box.bottom)
