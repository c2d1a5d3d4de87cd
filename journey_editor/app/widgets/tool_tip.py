"""Tool tips with texts of users."""

from PySide6.QtGui import Qt


def plain_tool_tip(text: str) -> str:
    """Return the tool tip that shows a text as it is: Qt reads a text with a tag, such as `<i>`, as HTML."""
    normal = Qt.WhiteSpaceMode.WhiteSpaceNormal
    return Qt.convertFromPlainText(text, normal) if Qt.mightBeRichText(text) else text
