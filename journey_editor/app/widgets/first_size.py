"""First size of a window."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

_FRAME = QSize(16, 48)
"""Pixels for the frame and the title bar, whose size is unknown until the window is shown."""


def resize_within_screen(window: QWidget, size: QSize) -> None:
    """Give a window a size, or that of the screen without the window's frame, if it is smaller."""
    window.resize(size.boundedTo(window.screen().availableSize() - _FRAME))
