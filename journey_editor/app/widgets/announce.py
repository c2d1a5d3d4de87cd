"""Announcements for screen readers."""

from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, words: str) -> None:
    """Let a screen reader speak."""
    if words:
        # Its enumerations take 3 ms of each start, in which nothing is announced.
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


def describe(widget: QWidget, words: str) -> None:
    """Make `words` the accessible description of a widget, and announce them if they have changed."""
    if words != widget.accessibleDescription():
        widget.setAccessibleDescription(words)
        announce(widget, words)
