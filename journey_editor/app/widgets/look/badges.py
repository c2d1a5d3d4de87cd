"""Badges of personas and chips of tags in the interface, as on the map."""

from functools import cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter

from journey_editor.app.widgets.look import icons, style
from journey_editor.app.widgets.look.painting import painted_icon
from journey_editor.backends import qt_painter
from journey_editor.drawing.draw_link import draw_arrow
from journey_editor.drawing.primitives import Path, Rect, Stroke
from journey_editor.drawing.signs import badge_outline, draw_tag_marker
from journey_editor.foundation.geometry import Box
from journey_editor.layout.boxes import LinkLook
from journey_editor.layout.theme import THEMES, TagLook
from journey_editor.text.initials import initials

MARKER_ICONS = {
    "circle": "circle",
    "diamond": "diamond",
    "square": "square",
    "triangle": "triangle",
    "ring": "circle-dot",
}
"""Icons of the personas' markers on the map."""
_SIZE = 18
_LINK_SIZE = 24


def color_icon(color: int) -> QIcon:
    """Return the marker of a persona's colour, by its number."""
    look = THEMES["dark" if style.colors().dark else "light"].persona(color)
    return icons.icon(MARKER_ICONS[look.marker], look.color)


def persona_icon(name: str, color: int, kind: str = "customer") -> QIcon:
    """Return the badge of a persona: initials in a ring of its colour and the shape of its kind."""
    colors = style.colors()
    look = THEMES["dark" if colors.dark else "light"].persona(color)
    return _badge(initials(name), look.color, colors.text, kind)


def tag_icon(color: int) -> QIcon:
    """Return the chip of a tag's colour, by its number, with its marker."""
    return _chip(THEMES["dark" if style.colors().dark else "light"].tag(color))


def link_icon(look: LinkLook) -> QIcon:
    """Return the sign of a link: a short line with its heads."""
    return _arrow(look, style.colors().dark)


@cache
def _arrow(look: LinkLook, dark: bool) -> QIcon:
    middle = _LINK_SIZE / 2
    ends = (1.0, middle), (_LINK_SIZE - 1.0, middle)
    parts = tuple(draw_arrow(ends, look, THEMES["dark" if dark else "light"]))
    return painted_icon(_LINK_SIZE, lambda painter: qt_painter.paint(parts, painter, {}))


@cache
def _chip(look: TagLook) -> QIcon:
    chip = Rect(0.5, 2.5, _SIZE - 1, _SIZE - 5, (_SIZE - 5) / 2, look.tint, Stroke(look.edge, 1.0))
    marker = draw_tag_marker(Box(5, 5, 8, 8), look)
    return painted_icon(_SIZE, lambda painter: qt_painter.paint((chip, marker), painter, {}))


@cache
def _badge(letters: str, ring: str, ink: str, kind: str) -> QIcon:
    def paint(painter: QPainter) -> None:
        room = QRectF(0, 0, _SIZE, _SIZE)
        outline = Path(badge_outline(kind), None, Stroke(ring, 1.5), _SIZE / 2, _SIZE / 2, _SIZE / 2 - 1)
        qt_painter.paint((outline,), painter, {})
        font = style.small_font()
        font.setPixelSize(8 if len(letters) > 1 else 10)
        font.setLetterSpacing(font.SpacingType.AbsoluteSpacing, 0)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, letters)

    return painted_icon(_SIZE, paint)
