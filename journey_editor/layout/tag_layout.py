"""Layout of the tags of a card: chips in rows, each with a marker and a name."""

from collections.abc import Sequence

from journey_editor.foundation.geometry import Box
from journey_editor.layout import theme
from journey_editor.layout.boxes import TagLayout
from journey_editor.model.records import Tag
from journey_editor.text.typesetter import Typesetter

_GAP = 4.0
_MARKER_LEFT = 7.0
_NAME_LEFT = 20.0
_NAME_RIGHT = 8.0
_PADDING_Y = 2.0
_AROUND_NAME = _NAME_LEFT + _NAME_RIGHT


def lay_out_tags(
    tags: Sequence[Tag], x: float, y: float, width: float, typesetter: Typesetter
) -> tuple[TagLayout, ...]:
    """Lay out chips from left to right in rows of `width`. A name that is too long for a row is broken."""
    placed: list[TagLayout] = []
    left, below = x, y
    for tag in tags:
        # One more unit, so that rounding does not break the name.
        needed = min(typesetter.width(tag.name, theme.TAG_TEXT) + 1 + _AROUND_NAME, width)
        if left > x and left + needed > x + width:
            left, y = x, below + _GAP
        name = typesetter.block(
            tag.name, theme.TAG_TEXT, left + _NAME_LEFT, y + _PADDING_Y, needed - _AROUND_NAME
        )
        box = Box(left, y, needed, name.height + 2 * _PADDING_Y)
        top = name.y + (typesetter.line_height(theme.TAG_TEXT) - theme.TAG_MARKER) / 2
        marker = Box(left + _MARKER_LEFT, top, theme.TAG_MARKER, theme.TAG_MARKER)
        placed.append(TagLayout(tag.id, box, tag.color, marker, name))
        left, below = box.right + _GAP, max(below, box.bottom)
    return tuple(placed)
