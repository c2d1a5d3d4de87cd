"""Item delegate with text on the left and secondary text on the right."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.widgets.look import style
from journey_editor.app.widgets.look.painting import saved

_AROUND = 32
"""Width in pixels of the margins and the gap between the texts."""


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

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Elide the text on the left, so that it does not reach the one on the right."""
        super().initStyleOption(option, index)
        words = index.data(self.RIGHT)
        if words and option.rect.width() > 0:
            icon = 0 if option.icon.isNull() else option.decorationSize.width() + 6
            room = option.rect.width() - option.fontMetrics.horizontalAdvance(str(words)) - icon - _AROUND
            option.text = option.fontMetrics.elidedText(option.text, Qt.TextElideMode.ElideRight, room)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return a height that suits touch input."""
        return QSize(super().sizeHint(option, index).width(), 30)
