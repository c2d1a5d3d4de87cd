"""Gestures that move or copy stages and steps along the journey."""

from PySide6.QtCore import QPointF, Qt

from journey_editor.app.canvas.overlay.overlay import Overlay
from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.tools.gesture import COPYING, Gesture
from journey_editor.editing.commands.stages import copy_step, move_stage, move_step
from journey_editor.editing.pasting import copy_at_end
from journey_editor.foundation.translation import tr
from journey_editor.layout.queries.drop_targets import StepDrop, stage_drop, step_drop


class MoveStage(Gesture):
    """Moves a stage with its steps and their cards, or a copy of it."""

    copying = False

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
        self.copying = bool(modifiers & COPYING)
        self.overlay.drag(at - self.start, leaving=self.copying)
        drop = stage_drop(self.scene.layout, at.x(), at.y(), self.stage_id)
        self.overlay.mark(lines=[drop.mark] if drop else ())

    def release(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Move the stage, or its copy, to the mark."""
        drop = stage_drop(self.scene.layout, at.x(), at.y(), self.stage_id)
        if drop is None:
            return
        if not modifiers & COPYING:
            with self.session.edit(tr("Move stage")) as draft:
                move_stage(draft, self.stage_id, drop.before)
            return
        new = ""
        transaction = self.session.edit(tr("Copy stage"))
        with transaction as draft:
            new = copy_at_end(draft, self.session.journey_id, self.stage_id)
            move_stage(draft, new, drop.before)
        if transaction.succeeded:
            self.session.selection.replace([new])


class MoveStep(Gesture):
    """Moves a step with its cards, or a copy of it, within its stage or into another."""

    copying = False

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
        self.copying = bool(modifiers & COPYING)
        self.overlay.drag(at - self.start, leaving=self.copying)
        drop = self._drop(at, modifiers)
        self.overlay.mark(lines=[drop.mark] if drop else ())

    def release(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Move the step, or its copy, to the mark."""
        drop = self._drop(at, modifiers)
        if drop is None:
            return
        if not modifiers & COPYING:
            with self.session.edit(tr("Move step")) as draft:
                move_step(draft, self.step_id, drop.stage, drop.before)
            return
        new = ""
        transaction = self.session.edit(tr("Copy step"))
        with transaction as draft:
            new = copy_step(draft, self.step_id, drop.stage, drop.before).id
        if transaction.succeeded:
            self.session.selection.replace([new])

    def _drop(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> StepDrop | None:
        # A copy may leave a stage of which the step is the only one.
        moving = "" if modifiers & COPYING else self.step_id
        return step_drop(self.scene.layout, at.x(), at.y(), moving)
