"""Text direction and alignment in a widget, the same as on the map."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument

from journey_editor.model.languages import is_right_to_left
from journey_editor.text.bidi import may_run_left


def set_text_direction(document: QTextDocument, language: str) -> None:
    """Set the direction and alignment of a document as on a map in a language."""
    from_right = is_right_to_left(language)
    leftwards = from_right and may_run_left(document.toPlainText())
    direction = Qt.LayoutDirection.RightToLeft if leftwards else Qt.LayoutDirection.LayoutDirectionAuto
    side = Qt.AlignmentFlag.AlignRight if from_right else Qt.AlignmentFlag.AlignLeft
    option = document.defaultTextOption()
    if (option.textDirection(), option.alignment()) != (direction, side | Qt.AlignmentFlag.AlignAbsolute):
        option.setTextDirection(direction)
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        document.setDefaultTextOption(option)
