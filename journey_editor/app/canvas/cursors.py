"""Shapes of the pointer over what can be dragged or clicked."""

from PySide6.QtCore import Qt

EDGE_CURSORS = {
    "stage": Qt.CursorShape.SplitHCursor,
    "step": Qt.CursorShape.SplitHCursor,
    "lane": Qt.CursorShape.SplitVCursor,
    "card": Qt.CursorShape.SizeHorCursor,
}
CURSORS = {
    "point": Qt.CursorShape.SizeVerCursor,
    **dict.fromkeys(("curve", "other_curve", "link"), Qt.CursorShape.PointingHandCursor),
}
