"""Boxes of the layout as rectangles of Qt."""

from PySide6.QtCore import QRectF

from journey_editor.foundation.geometry import Box


def qrect(box: Box) -> QRectF:
    """Convert a box of the layout to a QRectF."""
    return QRectF(box.x, box.y, box.width, box.height)
