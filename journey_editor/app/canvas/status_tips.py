"""Status tips of the map: what the mouse and the keys do with the selection."""

from journey_editor.app.session.selection import Selection
from journey_editor.foundation.translation import tr
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.queries.edges import Edge
from journey_editor.layout.queries.navigation import is_chart_lane


def tip_of(selection: Selection, layout: MapLayout, *, on_chart: bool, edge: Edge | None) -> str:
    """Return the status tip for a selection, and for a chart or an edge under the pointer."""
    if edge is not None and edge.kind == "lane":
        return tr("Drag to change the height of the lane · double-click to fit its content")
    if edge is not None and edge.kind == "card" and edge.lanes:
        return tr("Drag to let the card span more or fewer lanes · double-click for its own lane only")
    if edge is not None and edge.kind == "card":
        return tr("Drag to let the card span more or fewer steps · double-click for its own step only")
    if edge is not None:
        return tr("Drag to change the width · double-click to fit the content")
    if len(selection.ids) > 1:
        return tr("Drag to move them all · Delete to remove · Esc to clear the selection")
    if on_chart:
        return tr(
            "Drag to draw the curve · click to set a point · 1–9 chooses the persona · Ctrl or Alt "
            "erases · Shift selects"
        )
    if selection.of_kind("card"):
        return tr("Arrow keys to move around · type to add the next card · Enter to edit · F6 for its fields")
    if selection.of_kind("emotion_point"):
        return tr("Drag to move · Alt+Shift+1 to 5, Up or Down sets the emotion · Enter to write a label")
    if selection.of_kind("curve"):
        return tr(
            "The pen draws this curve · F6 for its fields · Alt+Up and Down to move it · Delete to remove it"
        )
    if selection.of_kind("link"):
        return tr("Enter to write a label · 1–9 and 0 choose the kind · Delete to remove the link")
    if selection.of_kind("note"):
        return tr("Enter to edit · drag, or Alt and the arrow keys, to move · Delete to remove the note")
    if selection.ids:
        return tr("Enter to edit the name · drag to move · Delete to remove")
    if selection.cell and is_chart_lane(layout, selection.cell[1]):
        return tr("Alt+Shift+1 to 5 sets the emotion here · arrow keys to move around")
    if selection.cell:
        return tr("Type to add a card here · arrow keys to move around")
    return tr("Click a card or a cell · double-click to write · hold Space and drag to move the map")
