"""Combo box without a memory leak, whose entries are found by any of their words."""

import re
from collections.abc import Iterable
from unicodedata import combining, normalize

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QStyle, QStyleOptionComboBox

from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.widgets.tool_tip import plain_tool_tip

_COMMANDING = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
_AROUND_TEXT, _BESIDE_ICON = 2, 4
"""Pixels that Qt leaves around the text, and between an icon and the text."""
_LONG_LIST = 20
"""Maximum number of entries of a closed box in which a letter chooses one at once."""


@reports_errors
class ComboBox(QComboBox):
    """Combo box that releases its style data. Typed letters find the entry with a word that begins with them.

    Qt caches style-sheet data for each widget and removes it when the widget is destroyed, but not for the
    frame of a combo box's list, which it treats as part of the box. Setting a style sheet on the frame once
    makes it an ordinary widget.
    """

    def __init__(self) -> None:
        super().__init__()
        self._is_prepared = False
        self._typed = ""
        self._last_typed = QElapsedTimer()
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
            self.view().installEventFilter(self)
        super().showPopup()

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """Elide a text that is too long. Qt would cut it off in the middle of a letter."""
        super().initStyleOption(option)
        room = self._room(option).width() - _AROUND_TEXT
        if not option.currentIcon.isNull():
            room -= option.iconSize.width() + _BESIDE_ICON
        shown = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)
        self.setToolTip("" if shown == option.currentText else plain_tool_tip(option.currentText))
        option.currentText = shown

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open a long list when a letter is typed, instead of choosing one entry after the other."""
        if self.count() <= _LONG_LIST or not self._search(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Handle letters in the open list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._search(event):
            return True
        return super().eventFilter(watched, event)

    def _search(self, event: QKeyEvent) -> bool:
        """Mark the entry that is found by the letters typed so far; return False for other keys."""
        letter = event.text()
        open_list = self._is_prepared and self.view().isVisible()
        late = not open_list or self._last_typed.hasExpired(QApplication.keyboardInputInterval())
        typed = "" if late else self._typed
        if not letter or not letter.isprintable() or event.modifiers() & _COMMANDING:
            return False
        if letter == " " and not typed:
            return False
        self._typed = typed + letter
        self._last_typed.start()
        if not open_list:
            self.showPopup()
        row = self._row_of(_folded(self._typed))
        if row is not None:
            self.view().setCurrentIndex(self.model().index(row, self.modelColumn()))
        return True

    def _row_of(self, typed: str) -> int | None:
        """Return the row of the first entry that begins with letters, or has a word that does.

        The same letter again leads to the next one.
        """
        rows = list(range(self.count()))
        if len(set(typed)) == 1:
            after = self.view().currentIndex().row() + 1
            typed, rows = typed[0], rows[after:] + rows[:after]
        texts = [(row, _folded(self.itemText(row))) for row in rows]
        begins = (row for row, text in texts if text.startswith(typed))
        word = re.compile(rf"\b{re.escape(typed)}")
        return next(begins, next((row for row, text in texts if word.search(text)), None))

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
        words = [self.fontMetrics().horizontalAdvance(text) for text in texts]
        return max(words, default=0) + option.rect.width() - self._room(option).width() + 1

    def _room(self, option: QStyleOptionComboBox) -> QRect:
        """Return the place of the text with its icon."""
        part = QStyle.SubControl.SC_ComboBoxEditField
        return self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self)


def _folded(text: str) -> str:
    """Return a text without capitals and accents."""
    return "".join(each for each in normalize("NFD", text.casefold()) if not combining(each))
