"""Position of a floating bar beside the selection, in pixels of the view."""

from collections.abc import Sequence

from journey_editor.foundation.geometry import Box, bounds

_GAP = 10.0
"""Pixels between the bar and the selection."""


def place_beside(
    boxes: Sequence[Box],
    size: tuple[float, float],
    room: Box,
    *,
    next_height: float = 0.0,
    right_to_left: bool = False,
) -> tuple[float, float] | None:
    """Return the top left corner of a bar beside the boxes, or None if there is no suitable place.

    It is above all boxes, else below them, else the same with the last box alone, and else at a side of that.
    It covers neither the boxes that it is placed by nor `next_height` pixels below them, and stays inside
    `room`. Boxes outside the room do not count.
    """
    seen = [each for each in boxes if each.overlaps(room)]
    if not seen:
        return None
    width, height = size
    around, last = bounds(seen), seen[-1]
    for box in (around, last) if around != last else (last,):
        left = box.right - width if right_to_left else box.x
        across = min(max(left, room.x), room.right - width)
        above = box.y - _GAP - height
        below = box.bottom + next_height + _GAP
        for down in (above, below):
            if across >= room.x and down >= room.y and down + height <= room.bottom:
                return across, down
    down = min(max(last.y, room.y), room.bottom - height)
    after, before = last.right + 3 * _GAP, last.x - 3 * _GAP - width
    for across in (before, after) if right_to_left else (after, before):
        if across >= room.x and across + width <= room.right and down >= room.y:
            return across, down
    return None
