"""Item delegate with a second, quieter line of text below the first."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.widgets.look import style
from journey_editor.app.widgets.look.painting import saved

_PADDING = 6


@reports_errors
class TwoLineDelegate(QStyledItemDelegate):
    """Paints the lines of an item's text, each cut off at the end of the row."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the item, then its lines."""
        self.initStyleOption(option, index)
        lines = str(index.data() or "").split("\n")
        option.text = ""
        option.widget.style().drawControl(
            QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget
        )
        colors = (QColor(style.colors().text), QColor(style.colors().second))
        step = option.fontMetrics.lineSpacing()
        room = option.rect.adjusted(_PADDING, 0, -_PADDING, 0)
        top = room.top() + (room.height() - step * len(lines)) // 2
        with saved(painter):
            painter.setFont(option.font)
            painter.setLayoutDirection(option.direction)
            for number, line in enumerate(lines):
                painter.setPen(colors[min(number, 1)])
                words = option.fontMetrics.elidedText(line, Qt.TextElideMode.ElideRight, room.width())
                # On its base line: letters of another font, such as Arabic ones, would push it down.
                base = top + number * step + option.fontMetrics.ascent()
                mirrored = option.direction == Qt.LayoutDirection.RightToLeft
                left = room.right() + 1 - option.fontMetrics.horizontalAdvance(words)
                painter.drawText(left if mirrored else room.left(), base, words)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return a height for all lines that suits touch input."""
        lines = str(index.data() or "").count("\n") + 1
        return QSize(0, max(30, lines * option.fontMetrics.lineSpacing() + 2 * _PADDING))
