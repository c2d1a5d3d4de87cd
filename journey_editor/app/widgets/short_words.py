"""Words shortened to the room that there is for them: names and texts of users can be very long."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from journey_editor.app.runtime.overrides import reports_errors


def short_words(widget: QWidget, words: str, width: int) -> str:
    """Return the text of a button that shows words in at most `width` pixels."""
    shown = widget.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, width)
    # A single one would underline the next letter.
    return shown.replace("&", "&&")


@reports_errors
class ShortLabel(QLabel):
    """Label for one line of any length, with an ellipsis in its middle if it does not fit."""

    def __init__(self) -> None:
        super().__init__(textFormat=Qt.TextFormat.PlainText)

    def minimumSizeHint(self) -> QSize:
        """Return a size for a few words: a long text must not widen the window."""
        return QSize(80, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """Return the same size."""
        return self.minimumSizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text that fits."""
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, self.width())
        painter = QPainter(self)
        self.style().drawItemText(
            painter,
            self.rect(),
            int(self.alignment() | Qt.AlignmentFlag.AlignVCenter),
            self.palette(),
            self.isEnabled(),
            text,
            self.foregroundRole(),
        )
