"""Combo box without a memory leak."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox

from journey_editor.app.runtime.overrides import reports_errors


@reports_errors
class ComboBox(QComboBox):
    """Combo box that releases its style data.

    Qt caches style-sheet data for each widget and removes it when the widget is destroyed, but not for the
    frame of a combo box's list, which it treats as part of the box. Setting a style sheet on the frame once
    makes it an ordinary widget.
    """

    def __init__(self) -> None:
        super().__init__()
        self._is_prepared = False
        # The wheel must not give it the focus.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def showPopup(self) -> None:
        """Show the list; the first time, make its frame an ordinary widget."""
        if not self._is_prepared:
            self._is_prepared = True
            frame = self.view().parentWidget()
            assert frame is not None
            frame.setStyleSheet("*{}")
            frame.setStyleSheet("")
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the parent, because the value must not change under a passing pointer."""
        event.ignore()

    def size_for(self, width: int) -> QSize:
        """Return the size in pixels of a box for texts of a width."""
        self.ensurePolished()
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        words = QSize(width, self.fontMetrics().height() + 2)
        return self.style().sizeFromContents(QStyle.ContentsType.CT_ComboBox, option, words, self)

    def width_for(self, texts: Iterable[str]) -> int:
        """Return the width in pixels at which none of the texts is cut off."""
        self.ensurePolished()
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self)
        words = [self.fontMetrics().horizontalAdvance(text) for text in texts]
        return max(words, default=0) + option.rect.width() - room.width() + 1
