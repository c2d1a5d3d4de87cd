"""Conversion of the map's text styles to Qt fonts."""

from functools import cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from journey_editor.app.widgets.look.style import FAMILIES
from journey_editor.text.fonts import FontBook, default_book
from journey_editor.text.text_style import TextStyle

_WEIGHTS = {
    "regular": QFont.Weight.Normal,
    "italic": QFont.Weight.Normal,
    "semibold": QFont.Weight.DemiBold,
    "bold": QFont.Weight.Bold,
}


def map_font(text_style: TextStyle, zoom: float, dots_per_inch: int, book: FontBook) -> QFont:
    """Return the font of a text style of the map in a book, for widgets and graphics items."""
    own = [] if book is default_book() else _families_in(book.face(text_style.face).path)
    font = QFont([*own, *FAMILIES])
    font.setPointSizeF(max(text_style.size * zoom * 72 / dots_per_inch, 1.0))
    font.setWeight(_WEIGHTS[text_style.face])
    font.setItalic(text_style.face == "italic")
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@cache
def _families_in(path: Path) -> list[str]:
    """Load the fonts of a file, and return the names of their families in Qt."""
    return QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))
