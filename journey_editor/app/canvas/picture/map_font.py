"""Conversion of the map's text styles to Qt fonts."""

from PySide6.QtGui import QFont

from journey_editor.app.widgets.look.style import FAMILIES
from journey_editor.text.text_style import TextStyle

_WEIGHTS = {
    "regular": QFont.Weight.Normal,
    "italic": QFont.Weight.Normal,
    "semibold": QFont.Weight.DemiBold,
    "bold": QFont.Weight.Bold,
}


def map_font(text_style: TextStyle, zoom: float, dots_per_inch: int) -> QFont:
    """Return the font of a text style of the map, for widgets and graphics items."""
    font = QFont(FAMILIES)
    font.setPointSizeF(max(text_style.size * zoom * 72 / dots_per_inch, 1.0))
    font.setWeight(_WEIGHTS[text_style.face])
    font.setItalic(text_style.face == "italic")
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
