"""Rows of a list with words at the left and lesser words at the right."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.widgets.look import style
from journey_editor.app.widgets.look.painting import saved


@reports_errors
class TwoSidedDelegate(QStyledItemDelegate):
    """Draws a row as usual, and at its right the text under the role `RIGHT`."""

    RIGHT = Qt.ItemDataRole.UserRole + 1

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the row."""
        super().paint(painter, option, index)
        words = index.data(self.RIGHT)
        if words:
            with saved(painter):
                painter.setPen(QColor(style.colors().second))
                place = option.rect.adjusted(8, 0, -10, 0)
                painter.drawText(
                    place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(words)
                )

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """High enough for a finger."""
        return QSize(super().sizeHint(option, index).width(), 30)
