"""Gestures that move stages and steps along the journey."""

from PySide6.QtCore import QPointF, Qt

from journey_editor.app.canvas.overlay.overlay import Overlay
from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.tools.gesture import Gesture
from journey_editor.editing.commands.stages import move_stage, move_step
from journey_editor.foundation.translation import tr
from journey_editor.layout.queries.drop_targets import stage_drop, step_drop


class MoveStage(Gesture):
    """Moves a stage with its steps and their cards."""

    def status_tip(self) -> str:
        """Return the status tip."""
        return self.drop_tip()

    def __init__(self, scene: MapScene, overlay: Overlay, start: QPointF, stage_id: str) -> None:
        super().__init__(scene, overlay, start)
        self.stage_id = stage_id

    def press(self) -> None:
        """Begin to drag the stage with its columns."""
        layout = self.scene.layout
        steps = {step.id for step in layout.steps if step.stage == self.stage_id}
        cards = [card for cell in layout.cells if cell.step in steps for card in cell.cards]
        self.overlay.begin_drag((self.stage_id, *steps, *cards))

    def move(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Drag the stage, and mark its drop target."""
        self.overlay.drag(at - self.start)
        drop = stage_drop(self.scene.layout, at.x(), at.y(), self.stage_id)
        self.overlay.mark(lines=[drop.mark] if drop else ())

    def release(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Move the stage to the mark."""
        drop = stage_drop(self.scene.layout, at.x(), at.y(), self.stage_id)
        if drop is not None:
            with self.session.edit(tr("Move stage")) as draft:
                move_stage(draft, self.stage_id, drop.before)


class MoveStep(Gesture):
    """Moves a step with its cards, within its stage or into another."""

    def status_tip(self) -> str:
        """Return the status tip."""
        return self.drop_tip()

    def __init__(self, scene: MapScene, overlay: Overlay, start: QPointF, step_id: str) -> None:
        super().__init__(scene, overlay, start)
        self.step_id = step_id

    def press(self) -> None:
        """Begin to drag the step's column."""
        cells = (cell for cell in self.scene.layout.cells if cell.step == self.step_id)
        self.overlay.begin_drag((self.step_id, *(card for cell in cells for card in cell.cards)))

    def move(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Drag the step, and mark its drop target."""
        self.overlay.drag(at - self.start)
        drop = step_drop(self.scene.layout, at.x(), at.y(), self.step_id)
        self.overlay.mark(lines=[drop.mark] if drop else ())

    def release(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Move the step to the mark."""
        drop = step_drop(self.scene.layout, at.x(), at.y(), self.step_id)
        if drop is not None:
            with self.session.edit(tr("Move step")) as draft:
                move_step(draft, self.step_id, drop.stage, drop.before)
