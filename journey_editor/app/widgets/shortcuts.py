"""Shortcuts of the window that a widget keeps for itself."""

from collections.abc import Collection

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent


def is_shortcut_of(event: QEvent, keys: Collection[Qt.Key]) -> bool:
    """Return True if an event asks whether one of these keys is a shortcut. Accept it to keep the key."""
    return (
        event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in keys
    )
