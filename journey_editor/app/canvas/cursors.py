"""What can be clicked, and shapes of the pointer over it and over what can be dragged."""

from PySide6.QtCore import Qt

from journey_editor.layout.queries.edges import Edge
from journey_editor.layout.queries.hit_testing import Hit

SIGNS = ("detail", "references", "evidence")
"""Fields of an item that are small signs; they are not drawn at low detail."""
OPENED = (*SIGNS, "fold")
"""Fields of an item that a click follows: what they stand for opens, or folds."""

_OF_EDGE = {
    "stage": Qt.CursorShape.SplitHCursor,
    "step": Qt.CursorShape.SplitHCursor,
    "lane": Qt.CursorShape.SplitVCursor,
    "card": Qt.CursorShape.SizeHorCursor,
}
_OF_KIND = {
    "point": Qt.CursorShape.SizeVerCursor,
    **dict.fromkeys(("curve", "other_curve", "link", "measure"), Qt.CursorShape.PointingHandCursor),
}


def cursor_shape(found: Hit | None, edge: Edge | None, *, on_button: bool, on_chart: bool) -> Qt.CursorShape:
    """Return the shape of the pointer over an item or an edge, a button of the map, or a chart."""
    if on_button:
        return Qt.CursorShape.PointingHandCursor
    if edge is not None and edge.lanes:
        return Qt.CursorShape.SizeVerCursor
    if edge is not None:
        return _OF_EDGE[edge.kind]
    if on_chart:
        return Qt.CursorShape.CrossCursor
    if found is not None and found.field in OPENED:
        return Qt.CursorShape.PointingHandCursor
    return _OF_KIND.get(found.kind if found is not None else "", Qt.CursorShape.ArrowCursor)
