"""Line edit in which some keys have a meaning of their own."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLineEdit

from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.widgets.shortcuts import is_shortcut_of

_PADDING = 20
"""Pixels around the text."""


@reports_errors
class KeyField(QLineEdit):
    """Line edit whose keys, also Esc, are offered to `take_key` first; it returns False for keys to type."""

    def __init__(self, take_key: Callable[[QKeyEvent], bool]) -> None:
        super().__init__()
        self._take_key = take_key
        self._hints: tuple[str, ...] = ()

    def set_hints(self, *hints: str) -> None:
        """Show the first of these texts that is not cut off, or else the last, while the field is empty."""
        self._hints = hints
        self._show_hint()

    def event(self, event: QEvent) -> bool:
        """Keep Esc from the shortcuts of the window."""
        if is_shortcut_of(event, (Qt.Key.Key_Escape,)):
            event.accept()
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the hint that fits."""
        super().resizeEvent(event)
        if self._hints:
            self._show_hint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type, unless the key has another meaning."""
        if not self._take_key(event):
            super().keyPressEvent(event)

    def _show_hint(self) -> None:
        room, metrics = self.width() - _PADDING, self.fontMetrics()
        fitting = (each for each in self._hints if metrics.horizontalAdvance(each) <= room)
        self.setPlaceholderText(next(fitting, self._hints[-1]))


@reports_errors
class LineField(KeyField):
    """Key field whose completed names and entered lines belong to the map.

    It leaves Undo and Redo to the window if it has nothing to undo, and takes Paste and Tab itself. The list
    of a completer passes keys on by a direct call, which event filters do not see.
    """

    def event(self, event: QEvent) -> bool:
        """Handle Paste here, not as a shortcut of the window, and Tab before it moves the focus."""
        if isinstance(event, QKeyEvent):
            shortcut = event.type() == QEvent.Type.ShortcutOverride
            undoes = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
            redoes = event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()
            if shortcut and (undoes or redoes):
                # The window undoes the last captured line.
                event.ignore()
                return True
            if shortcut and event.matches(QKeySequence.StandardKey.Paste):
                event.accept()
                return True
            tab = event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab
            if tab and self._take_key(event):
                return True
        return super().event(event)
