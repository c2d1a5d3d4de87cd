"""Choice of the gesture for a press."""

from PySide6.QtCore import QPointF, Qt

from journey_editor.app.canvas.overlay.affordances import Affordance
from journey_editor.app.canvas.overlay.overlay import Overlay
from journey_editor.app.canvas.pen import Pen
from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.surface import Surface
from journey_editor.app.canvas.tools.draw_curve import DrawCurve, ErasePoints
from journey_editor.app.canvas.tools.draw_link import DrawLink
from journey_editor.app.canvas.tools.gesture import Gesture
from journey_editor.app.canvas.tools.marquee import Marquee
from journey_editor.app.canvas.tools.move_cards import MoveCards
from journey_editor.app.canvas.tools.move_columns import MoveStage, MoveStep
from journey_editor.app.canvas.tools.move_note import MoveNote
from journey_editor.app.canvas.tools.move_persona import MovePersona
from journey_editor.app.canvas.tools.move_point import MovePoint
from journey_editor.app.canvas.tools.move_rows import MoveLane, MoveLaneGroup, MovePersonaLane
from journey_editor.app.canvas.tools.resize import ResizeLane, ResizeSteps
from journey_editor.app.canvas.tools.span_card import SpanCard
from journey_editor.app.canvas.tools.span_lanes import SpanLanes
from journey_editor.layout.queries.edges import Edge
from journey_editor.layout.queries.hit_testing import Hit, chart_at

_ERASING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
"""Many window managers move the window with Alt."""


def gesture_at(
    scene: MapScene,
    overlay: Overlay,
    start: QPointF,
    found: Hit | None,
    pen: Pen,
    *,
    modifiers: Qt.KeyboardModifier,
    zoom: float,
) -> Gesture:
    """Return the gesture for a drag of an item.

    On the ground of a chart it is the pen, or with Ctrl or Alt the eraser. Elsewhere, or with Shift, it is
    the marquee.
    """
    match found:
        case Hit(kind="chart" | "other_curve") if not modifiers & Qt.KeyboardModifier.ShiftModifier:
            chart = chart_at(scene.layout, start.x(), start.y())
            if chart is not None and chart.figures:
                return Marquee(scene, overlay, start)
            if chart is not None and modifiers & _ERASING:
                return ErasePoints(scene, overlay, start, chart, zoom)
            if chart is not None and scene.layout.steps:
                return DrawCurve(scene, overlay, start, chart, pen, zoom)
        case Hit(kind="card", id=record_id):
            return MoveCards(scene, overlay, start, record_id)
        case Hit(kind="stage", id=record_id):
            return MoveStage(scene, overlay, start, record_id)
        case Hit(kind="step", id=record_id):
            return MoveStep(scene, overlay, start, record_id)
        case Hit(kind="lane", id=record_id):
            return MoveLane(scene, overlay, start, record_id)
        case Hit(kind="lane_group", id=record_id):
            return MoveLaneGroup(scene, overlay, start, record_id)
        case Hit(kind="persona_lane", id=record_id):
            return MovePersonaLane(scene, overlay, start, record_id)
        case Hit(kind="persona", id=record_id):
            return MovePersona(scene, overlay, start, record_id)
        case Hit(kind="point", id=record_id):
            return MovePoint(scene, overlay, start, record_id)
        case Hit(kind="note", id=record_id):
            return MoveNote(scene, overlay, start, record_id)
    return Marquee(scene, overlay, start)


def gesture_at_edge(
    scene: MapScene, overlay: Overlay, start: QPointF, edge: Edge, surface: Surface
) -> Gesture:
    """Return the gesture for a drag of an edge."""
    if edge.kind == "card" and edge.lanes:
        return SpanLanes(scene, overlay, start, edge.id, leading=edge.leading)
    if edge.kind == "card":
        return SpanCard(scene, overlay, start, edge.id, surface, leading=edge.leading)
    if edge.kind == "lane":
        return ResizeLane(scene, overlay, start, edge.id)
    return ResizeSteps(scene, overlay, start, edge.id, surface)


def gesture_at_handle(scene: MapScene, overlay: Overlay, handle: Affordance) -> Gesture:
    """Return the gesture for a drag of the handle for links."""
    return DrawLink(scene, overlay, QPointF(handle.x, handle.y), handle.id)
