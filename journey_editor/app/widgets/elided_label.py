"""Label on one line that is elided if there is too little space."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel

from journey_editor.app.runtime.overrides import reports_errors

_LEAST = 40
"""Minimum width in pixels."""


@reports_errors
class ElidedLabel(QLabel):
    """Plain text, such as a name, whose length does not widen the panel. The tool tip has the whole text."""

    def __init__(self, text: str) -> None:
        super().__init__(text, textFormat=Qt.TextFormat.PlainText)
        self.setToolTip(text)

    def minimumSizeHint(self) -> QSize:
        """Allow a narrow label."""
        return QSize(_LEAST, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text as far as there is space."""
        room = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        with QPainter(self) as painter:
            role = self.foregroundRole()
            enabled = self.isEnabled()
            self.style().drawItemText(
                painter, room, int(self.alignment()), self.palette(), enabled, text, role
            )
