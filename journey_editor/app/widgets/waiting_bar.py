"""Progress display with a Cancel button while files are opened, over a window or in its own."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.widgets.elided_label import ElidedLabel
from journey_editor.foundation.translation import ntr, tr

_MARGIN = 16
_WIDTH = 440


class _Words(QWidget):
    """Label with the file names, a busy indicator, and Cancel."""

    def __init__(self) -> None:
        super().__init__()
        self.label = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)
        self.bar = QProgressBar(textVisible=False)
        self.bar.setRange(0, 0)
        self.bar.setFixedHeight(4)
        self.cancel = QPushButton(tr("Cancel"), autoDefault=True)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(self.label)
        column.addWidget(self.bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 12, 12)
        row.setSpacing(16)
        row.addLayout(column, 1)
        row.addWidget(self.cancel)

    def show_names(self, names: Sequence[str]) -> None:
        """Show the files that are being opened."""
        if len(names) == 1:
            words = tr("Opening “{name}”…").format(name=names[0])
        else:
            words = ntr("Opening {n} file…", "Opening {n} files…", len(names))
        self.label.setText(words)
        self.setAccessibleName(words)


@reports_errors
class WaitingBar(QFrame):
    """Floats at the top of a widget while files are opened for it."""

    cancelled = Signal()
    """Emitted on Cancel."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("noticeBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._over = over
        self._words = _Words()
        self.cancel = self._words.cancel
        self.cancel.clicked.connect(self.cancelled)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._words)
        over.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """Full text, not shortened."""
        return self._words.label.text()

    def show_names(self, names: Sequence[str]) -> None:
        """Show the files that are being opened; without any, hide the bar."""
        if not names:
            self.hide()
            return
        if self.isHidden():
            self.show()
            self.raise_()
            self._place()
        self._words.show_names(names)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the top of the widget when it is resized."""
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        width = min(_WIDTH, self._over.width() - 2 * _MARGIN)
        height = self.sizeHint().height()
        self.setGeometry((self._over.width() - width) // 2, _MARGIN, width, height)
        self._row.activate()


@reports_errors
class WaitingWindow(QWidget):
    """Separate window for when the program has no other window yet."""

    cancelled = Signal()
    """Emitted on Cancel, Esc or closing."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Journey Editor")
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = _Words()
        self.cancel = self._words.cancel
        self.cancel.clicked.connect(self.cancelled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._words)
        self.setFixedSize(_WIDTH, self.sizeHint().height() + _MARGIN)

    @property
    def text(self) -> str:
        """Full text, not shortened."""
        return self._words.label.text()

    def show_names(self, names: Sequence[str]) -> None:
        """Show the files that are being opened; without any, hide the window."""
        if names:
            self.show()
            self._words.show_names(names)
        else:
            self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Cancel when the window is closed."""
        self.cancelled.emit()
        event.accept()
