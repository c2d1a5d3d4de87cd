"""Gesture that moves a persona among the personas in the header."""

from PySide6.QtCore import QPointF, Qt

from journey_editor.app.canvas.overlay.overlay import Overlay
from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.tools.gesture import Gesture
from journey_editor.editing.commands.personas import move_persona
from journey_editor.foundation.translation import tr
from journey_editor.layout.queries.drop_targets import persona_drop


class MovePersona(Gesture):
    """Moves a persona before another one, or to the end."""

    def status_tip(self) -> str:
        """Return the status tip."""
        return self.drop_tip()

    def __init__(self, scene: MapScene, overlay: Overlay, start: QPointF, persona_id: str) -> None:
        super().__init__(scene, overlay, start)
        self.persona_id = persona_id

    def press(self) -> None:
        """Begin to drag the persona."""
        self.overlay.begin_drag((self.persona_id,))

    def move(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Drag the persona, and mark its drop target."""
        self.overlay.drag(at - self.start)
        drop = persona_drop(self.scene.layout, at.x(), at.y(), self.persona_id)
        self.overlay.mark(lines=[drop.mark] if drop else ())

    def release(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Move the persona to the mark."""
        drop = persona_drop(self.scene.layout, at.x(), at.y(), self.persona_id)
        if drop is not None and drop.moves:
            with self.session.edit(tr("Move persona")) as draft:
                move_persona(draft, self.session.journey_id, self.persona_id, drop.before)
