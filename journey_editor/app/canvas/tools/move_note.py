"""Gesture that moves free notes."""

from PySide6.QtCore import QPointF, Qt

from journey_editor.app.canvas.overlay.overlay import Overlay
from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.tools.gesture import Gesture
from journey_editor.foundation.translation import ntr, tr
from journey_editor.model.records import Note


class MoveNote(Gesture):
    """Moves the selected notes to the position of the release."""

    def status_tip(self) -> str:
        """Return the status tip."""
        return tr("Release to move here · Esc cancels")

    def __init__(self, scene: MapScene, overlay: Overlay, start: QPointF, note_id: str) -> None:
        super().__init__(scene, overlay, start)
        chosen = self.session.selection.of_kind("note")
        self.ids = chosen if note_id in chosen else (note_id,)

    def press(self) -> None:
        """Begin to drag the notes."""
        self.overlay.begin_drag(self.ids)

    def move(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Drag the notes."""
        self.overlay.drag(at - self.start)

    def release(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Move the notes."""
        total = at - self.start
        right = -total.x() if self.scene.layout.rtl else total.x()
        with self.session.edit(ntr("Move note", "Move {n} notes", len(self.ids))) as draft:
            for each in self.ids:
                note = draft.get(Note, each)
                draft.change(note, x=max(note.x + right, 0.0), y=max(note.y + total.y(), 0.0))
