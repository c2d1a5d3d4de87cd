"""A box to choose from that leaves nothing behind."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox

from journey_editor.app.runtime.overrides import reports_errors


@reports_errors
class ComboBox(QComboBox):
    """One of a few choices.

    What Qt's style sheets make out for a widget they forget when it ends, but not for the frame of a box's
    list, which they take for a part of the box. Once it had a sheet of its own it is a widget like any other.
    """

    def __init__(self) -> None:
        super().__init__()
        # A click and the keys give it the focus, the wheel does not.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        frame = self.view().parentWidget()
        assert frame is not None
        frame.setStyleSheet("*{}")
        frame.setStyleSheet("")

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let what is around it scroll: a choice must not change because the mouse passes over it."""
        event.ignore()

    def width_for(self, texts: Iterable[str]) -> int:
        """The width at which each of some texts is seen whole, in pixels."""
        self.ensurePolished()
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self)
        words = [self.fontMetrics().horizontalAdvance(text) for text in texts]
        return max(words, default=0) + option.rect.width() - room.width() + 1
