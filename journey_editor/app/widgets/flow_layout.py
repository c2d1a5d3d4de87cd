"""Layout in rows that wrap."""

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget

from journey_editor.app.runtime.overrides import reports_errors


@reports_errors
class FlowLayout(QLayout):
    """Items in rows from the side on which lines begin; all have the height of the highest one."""

    def __init__(self, parent: QWidget, gap: int, together: int = 0) -> None:
        """Make the layout of a widget, with a gap between items and between rows.

        The last items, as many as `together`, begin a row if they do not fit into the one before.
        """
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap, self._together = gap, together
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Append an item."""
        self._items.append(item)

    def count(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, or None."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove and return an item, or None."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """Return True: the number of rows depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """Return the size of one item."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Return the size of the largest item."""
        size = QSize(0, 0)
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, *, move: bool) -> int:
        shown = [(item, item.sizeHint()) for item in self._items if not item.isEmpty()]
        height = max((hint.height() for _, hint in shown), default=0)
        parent = self.parentWidget()
        assert parent is not None
        x, y = rect.x(), rect.y()
        last = self._items[len(self._items) - self._together :]
        group = [hint.width() for item, hint in shown if item in last]
        for item, hint in shown:
            width = hint.width()
            if group and item in last:
                width, group = sum(group) + self._gap * (len(group) - 1), []
            if x > rect.x() and x + width > rect.right() + 1:
                x, y = rect.x(), y + height + self._gap
            if move:
                place = QRect(QPoint(x, y), QSize(hint.width(), height))
                item.setGeometry(QStyle.visualRect(parent.layoutDirection(), rect, place))
            x += hint.width() + self._gap
        return y + height - rect.y()
