"""Gestures that move lanes, and all lanes of a persona together, up and down."""

from abc import abstractmethod

from PySide6.QtCore import QPointF, Qt

from journey_editor.app.canvas.overlay.overlay import Overlay
from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.tools.gesture import Gesture
from journey_editor.editing.commands.lanes import move_lane, move_persona_lane
from journey_editor.foundation.translation import tr
from journey_editor.layout.queries.drop_targets import LaneDrop, lane_drop, persona_lane_drop


class MoveRows(Gesture):
    """Moves lanes up or down to the drop mark."""

    across = False

    def status_tip(self) -> str:
        """Return the status tip."""
        return self.drop_tip()

    @abstractmethod
    def lanes(self) -> list[str]:
        """Return the ids of the lanes to move."""

    @abstractmethod
    def drop(self, y: float) -> LaneDrop | None:
        """Return the drop target of the lanes."""

    def press(self) -> None:
        """Begin to drag the lanes' names and their cards."""
        moving = self.lanes()
        cells = (cell for cell in self.scene.layout.cells if cell.lane in moving)
        self.overlay.begin_drag((*moving, *(card for cell in cells for card in cell.cards)))

    def move(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Drag the lanes, and mark their drop target."""
        self.overlay.drag(QPointF(0.0, at.y() - self.start.y()))
        drop = self.drop(at.y())
        self.overlay.mark(lines=[drop.mark] if drop else ())


class MoveLane(MoveRows):
    """Moves a lane with its cards; a persona's lane stays among that persona's lanes."""

    def __init__(self, scene: MapScene, overlay: Overlay, start: QPointF, lane_id: str) -> None:
        super().__init__(scene, overlay, start)
        self.lane_id = lane_id

    def lanes(self) -> list[str]:
        """Return the id of the lane."""
        return [self.lane_id]

    def drop(self, y: float) -> LaneDrop | None:
        """Return the drop target of the lane."""
        return lane_drop(self.scene.layout, y, self.lane_id)

    def release(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Move the lane to the mark."""
        drop = self.drop(at.y())
        if drop is not None and drop.before != self.lane_id:
            with self.session.edit(tr("Move lane")) as draft:
                move_lane(draft, self.lane_id, drop.before)


class MovePersonaLane(MoveRows):
    """Moves all lanes of a persona together."""

    def __init__(self, scene: MapScene, overlay: Overlay, start: QPointF, persona_id: str) -> None:
        super().__init__(scene, overlay, start)
        self.persona_id = persona_id

    def lanes(self) -> list[str]:
        """Return the ids of the persona's lanes."""
        return [lane.id for lane in self.scene.layout.lanes if lane.persona == self.persona_id]

    def drop(self, y: float) -> LaneDrop | None:
        """Return the drop target of the lanes."""
        return persona_lane_drop(self.scene.layout, y, self.persona_id)

    def release(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Move the persona lane to the mark."""
        drop = self.drop(at.y())
        if drop is not None:
            with self.session.edit(tr("Move persona lane")) as draft:
                move_persona_lane(draft, self.session.journey_id, self.persona_id, drop.before)
