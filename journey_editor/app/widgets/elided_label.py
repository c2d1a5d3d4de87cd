"""Label on one line that is elided if there is too little space."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel

from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.widgets.tool_tip import plain_tool_tip

_LEAST = 40
"""Minimum width in pixels."""


@reports_errors
class ElidedLabel(QLabel):
    """Plain text whose length does not widen the window. If it is cut off, the tool tip has all of it."""

    def __init__(self, text: str = "", mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> None:
        super().__init__(text, textFormat=Qt.TextFormat.PlainText)
        self._mode = mode

    def minimumSizeHint(self) -> QSize:
        """Return a small size, for any text."""
        return QSize(_LEAST, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """Return the same size."""
        return self.minimumSizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text as far as there is space."""
        room = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), self._mode, room.width())
        self.setToolTip(plain_tool_tip(self.text()) if text != self.text() else "")
        alignment = int(self.alignment() | Qt.AlignmentFlag.AlignVCenter)
        with QPainter(self) as painter:
            self.style().drawItemText(
                painter, room, alignment, self.palette(), self.isEnabled(), text, self.foregroundRole()
            )
