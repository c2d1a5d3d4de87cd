"""Words shortened to the room that there is for them: names and texts of users can be very long."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

ENTRY_WIDTH = 400
"""Maximum width of an entry of a menu, in pixels."""


def short_words(widget: QWidget, words: str, width: int) -> str:
    """Return the text of a button that shows words in at most `width` pixels."""
    shown = widget.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, width)
    # A single one would underline the next letter.
    return shown.replace("&", "&&")
