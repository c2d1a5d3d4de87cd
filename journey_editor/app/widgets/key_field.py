"""Line edit in which some keys have a meaning of their own."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
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
