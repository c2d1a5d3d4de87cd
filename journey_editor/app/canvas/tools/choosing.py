"""Choice of the gesture for a press."""

from PySide6.QtCore import QPointF

from journey_editor.app.canvas.overlay.overlay import Overlay
from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.tools.gesture import Gesture
from journey_editor.app.canvas.tools.marquee import Marquee
from journey_editor.app.canvas.tools.move_cards import MoveCards
from journey_editor.app.canvas.tools.move_columns import MoveStage, MoveStep
from journey_editor.app.canvas.tools.move_note import MoveNote
from journey_editor.app.canvas.tools.move_point import MovePoint
from journey_editor.app.canvas.tools.move_rows import MoveLane, MovePersonaLane
from journey_editor.layout.queries.hit_testing import Hit


def gesture_at(scene: MapScene, overlay: Overlay, start: QPointF, found: Hit | None) -> Gesture:
    """Return the gesture for a drag of an item, or a marquee if no item was pressed."""
    match found:
        case Hit(kind="card", id=record_id):
            return MoveCards(scene, overlay, start, record_id)
        case Hit(kind="stage", id=record_id):
            return MoveStage(scene, overlay, start, record_id)
        case Hit(kind="step", id=record_id):
            return MoveStep(scene, overlay, start, record_id)
        case Hit(kind="lane", id=record_id):
            return MoveLane(scene, overlay, start, record_id)
        case Hit(kind="persona_lane", id=record_id):
            return MovePersonaLane(scene, overlay, start, record_id)
        case Hit(kind="point", id=record_id):
            return MovePoint(scene, overlay, start, record_id)
        case Hit(kind="note", id=record_id):
            return MoveNote(scene, overlay, start, record_id)
    return Marquee(scene, overlay, start)
