"""Cursors of the mouse over the parts of a map."""

from PySide6.QtCore import Qt

from journey_editor.layout.queries.edges import Edge
from journey_editor.layout.queries.hit_testing import Hit

OPENED = ("detail", "references")
"""Fields of a card that a click opens."""
_OF_EDGE = {
    "stage": Qt.CursorShape.SplitHCursor,
    "step": Qt.CursorShape.SplitHCursor,
    "lane": Qt.CursorShape.SplitVCursor,
    "card": Qt.CursorShape.SizeHorCursor,
}
_OF_ITEM = {
    "point": Qt.CursorShape.SizeVerCursor,
    **dict.fromkeys(("curve", "other_curve", "link", *OPENED), Qt.CursorShape.PointingHandCursor),
}


def cursor_over(found: Hit | None, edge: Edge | None, *, on_button: bool, on_chart: bool) -> Qt.CursorShape:
    """Return the cursor over an item, an edge, a button, or the ground of a chart that the pen draws on."""
    if on_button:
        return Qt.CursorShape.PointingHandCursor
    if edge is not None:
        return _OF_EDGE[edge.kind]
    if on_chart:
        return Qt.CursorShape.CrossCursor
    item = (found.field if found.field in OPENED else found.kind) if found is not None else ""
    return _OF_ITEM.get(item, Qt.CursorShape.ArrowCursor)
