"""Layout of a persona's badge: its ring and its initials."""

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


def lay_out_badge(
    badge: Badge, box: Box, typesetter: Typesetter, style: TextStyle = theme.BADGE_TEXT
) -> BadgeLayout:
    """Lay out a badge in a square box. Only the first of two initials is shown if both are too wide."""
    ring = THICK_RING if box.width > LARGE else RING
    initials = None
    if badge.portrait is None:
        text = badge.initials
        if typesetter.width(text, style) > box.width - 2 * ring - 1:
            text = text[: grapheme_boundaries(text)[1]]
        initials = typesetter.centered(text, style, box)
    return BadgeLayout(box, ring, badge.color, badge.portrait, initials)
