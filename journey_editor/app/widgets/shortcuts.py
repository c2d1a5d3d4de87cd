"""Shortcuts of the window that a widget keeps for itself, or that work only in some widgets."""

import sys
from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QWidget

from journey_editor.app.runtime.overrides import reports_errors


def is_shortcut_of(event: QEvent, keys: Collection[Qt.Key]) -> bool:
    """Return True if an event asks whether one of these keys is a shortcut. Accept it to keep the key."""
    return (
        event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in keys
    )


def limit_to_focus(
    action: QAction, keys: Collection[Qt.Key], window: QWidget, widgets: Sequence[QWidget]
) -> None:
    """Let an action's shortcuts, on these keys, work only while one of some widgets has the focus."""
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    for each in widgets:
        each.addAction(action)
    if sys.platform == "darwin":
        # The menus at the top of the screen do not know the context of a shortcut.
        window.installEventFilter(_Limited(keys, window, widgets))


@reports_errors
class _Limited(QObject):
    """Event filter of a window that keeps the keys of an action while other widgets have the focus."""

    def __init__(self, keys: Collection[Qt.Key], window: QWidget, widgets: Sequence[QWidget]) -> None:
        super().__init__(window)
        self._keys, self._window, self._widgets = keys, window, widgets

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Accept the question whether such a key is a shortcut."""
        if is_shortcut_of(event, self._keys) and self._window.focusWidget() not in self._widgets:
            event.accept()
            return True
        return super().eventFilter(watched, event)
