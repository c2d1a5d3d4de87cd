"""Item delegate with text on the left and secondary text on the right."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.widgets.look import style
from journey_editor.app.widgets.look.painting import saved


@reports_errors
class TwoSidedDelegate(QStyledItemDelegate):
    """Paints an item as usual, and the text of the role `RIGHT` on the right."""

    RIGHT = Qt.ItemDataRole.UserRole + 1

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the item."""
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
        """Return a height that suits touch input."""
        return QSize(super().sizeHint(option, index).width(), 30)
