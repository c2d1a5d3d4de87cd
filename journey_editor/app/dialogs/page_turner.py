"""Buttons that turn the pages of a preview."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from journey_editor.app.widgets.look import style
from journey_editor.foundation.translation import tr


class PageTurner(QWidget):
    """Number of the page that is shown, with buttons for the one before and after. One page has none."""

    turned = Signal()
    """Emitted when the user turns to another page."""

    def __init__(self) -> None:
        super().__init__()
        self.page = 0
        """Index of the page that is shown."""
        self._count = 1
        self.before = self._button("chevron-left", tr("Previous page"), -1)
        self.after = self._button("chevron-right", tr("Next page"), 1)
        self.words = QLabel(textFormat=Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 12)
        row.addStretch(1)
        for widget in (self.before, self.words, self.after):
            row.addWidget(widget)
        row.addStretch(1)
        self.set_count(1)

    def set_count(self, count: int) -> None:
        """Set the number of pages."""
        self._count = count
        self.page = min(self.page, count - 1)
        self.setVisible(count > 1)
        self.before.setEnabled(self.page > 0)
        self.after.setEnabled(self.page < count - 1)
        self.words.setText(tr("Page {page} of {count}").format(page=self.page + 1, count=count))

    def _button(self, icon: str, name: str, by: int) -> QToolButton:
        button = QToolButton()
        button.setIcon(style.icon(icon))
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.clicked.connect(lambda: self._turn(by))
        return button

    def _turn(self, by: int) -> None:
        self.page += by
        self.set_count(self._count)
        self.turned.emit()
