"""Layout of a persona's badge: its ring and its initials."""

import re
from dataclasses import replace
from math import floor

from journey_editor.foundation.geometry import Box
from journey_editor.layout import theme
from journey_editor.layout.boxes import Badge, BadgeLayout
from journey_editor.text.segmentation import grapheme_boundaries
from journey_editor.text.text_style import TextStyle
from journey_editor.text.typesetter import Typesetter

RING, THICK_RING = 1.5, 2.0
"""Widths of the rings of small and of large badges."""
LARGE = 32.0
"""Size above which a badge is large."""
SMALLEST = 0.7
"""Smallest size of initials that are made to fit, compared with the usual one."""
_NUMBER = re.compile(r"\d+$")


def lay_out_badge(
    badge: Badge, box: Box, typesetter: Typesetter, style: TextStyle = theme.BADGE_TEXT
) -> BadgeLayout:
    """Lay out a badge in a square box.

    Wide initials are smaller. If they are still too wide, it has their number or first letter.
    """
    ring = THICK_RING if box.width > LARGE else RING
    initials = None
    if badge.portrait is None:
        text = badge.initials
        width = box.width - 2 * ring - 1
        needed = typesetter.width(text, style)
        if needed * SMALLEST > width:
            number = _NUMBER.search(text)
            text = number[0] if number else text[: grapheme_boundaries(text)[1]]
        elif needed > width:
            style = replace(style, size=floor(2 * style.size * width / needed) / 2)
        initials = typesetter.centered(text, style, box)
    return BadgeLayout(box, ring, badge.color, badge.portrait, initials, badge.kind)
