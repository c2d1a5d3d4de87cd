"""List of names below the text cursor."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QWidget

from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.widgets.announce import announce
from journey_editor.foundation.translation import tr

_MOST_ROWS = 6
_WIDEST = 280
_GAP = 4
_ROW = 28
_BESIDE = 52
"""Width in pixels of the icon and the margins."""


@reports_errors
class NameList(QListWidget):
    """Names to choose from. The keyboard focus stays in the text, which passes keys on."""

    picked = Signal(str)
    """Emitted with the name that was clicked."""

    def __init__(self, over: QWidget, text: QWidget) -> None:
        """Create a hidden list as a child of `over`; a click leaves the focus in `text`."""
        super().__init__(over)
        self.setObjectName("nameList")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(text)
        self.setIconSize(QSize(18, 18))
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(tr("Names"))
        self.itemClicked.connect(lambda item: self.picked.emit(item.data(Qt.ItemDataRole.UserRole)))
        self.hide()

    @property
    def names(self) -> list[str]:
        """Names that are shown."""
        return [self.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self.count())]

    @property
    def current(self) -> str:
        """Marked name, or an empty text."""
        return self.names[self.currentRow()] if self.currentRow() >= 0 else ""

    def show_names(self, names: Sequence[tuple[str, str, QIcon]], *, marked: bool = True) -> None:
        """Show names with their texts for screen readers and icons, and mark the first one if `marked`."""
        if self.isHidden() or [name for name, *_ in names] != self.names:
            self.clear()
            for name, spoken, icon in names:
                item = QListWidgetItem(icon, name, self)
                item.setData(Qt.ItemDataRole.UserRole, name)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
                item.setSizeHint(QSize(0, _ROW))
            self.setCurrentRow(0 if marked else -1)
            self.show()
            self.raise_()
            self._announce()

    def move_by(self, rows: int) -> None:
        """Mark another name; after the last one comes the first, and before the first one the last."""
        at = self.currentRow() if self.currentRow() >= 0 or rows > 0 else 0
        self.setCurrentRow((at + rows) % self.count())
        self._announce()

    def place(self, caret: QRect, room: QRect, *, right_to_left: bool) -> None:
        """Move below the text cursor, or above it if there is too little space."""
        rows = min(self.count(), _MOST_ROWS)
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent) if self.count() > rows else 0
        words = max(map(self.fontMetrics().horizontalAdvance, self.names), default=0)
        width = min(words + bar + _BESIDE, _WIDEST, room.width())
        height = rows * _ROW + 10
        left = caret.right() - width if right_to_left else caret.left()
        left = min(max(left, room.left()), room.right() - width)
        below = caret.bottom() + _GAP
        top = below if below + height <= room.bottom() else max(caret.top() - _GAP - height, room.top())
        if self.geometry() != QRect(left, top, width, height):
            self.setGeometry(left, top, width, height)

    def _announce(self) -> None:
        """Announce the marked name, because the focus is in the text."""
        row, count = self.currentRow(), self.count()
        name = self.item(max(row, 0)).data(Qt.ItemDataRole.AccessibleTextRole)
        if row < 0:
            announce(self, tr("{name}, press the down arrow to choose").format(name=name))
        else:
            announce(self, tr("{name}, {row} of {count}").format(name=name, row=row + 1, count=count))
