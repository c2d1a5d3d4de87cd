"""List that says what to do while it is empty."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QListWidget

from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.widgets.look import style

_MARGIN = 24


@reports_errors
class HintedList(QListWidget):
    """List with a hint in its middle as long as it has no rows; a screen reader reads it, too."""

    def __init__(self) -> None:
        super().__init__()
        self.hint = ""

    def set_hint(self, hint: str) -> None:
        """Set the hint for the list as it is now: it is shown and read if there are no rows."""
        self.hint = "" if self.count() else hint
        self.setAccessibleDescription(self.hint)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, or the hint."""
        super().paintEvent(event)
        if self.hint and not self.count():
            painter = QPainter(self.viewport())
            painter.setPen(QColor(style.colors().second))
            room = self.viewport().rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.hint)
            painter.end()
