"""Gesture that moves notes."""

from dataclasses import asdict

from PySide6.QtCore import QPointF, Qt

from journey_editor.app.canvas.overlay.overlay import Overlay
from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.tools.gesture import Gesture
from journey_editor.foundation.translation import ntr, tr
from journey_editor.layout.note_layout import nearest_place
from journey_editor.model.records import Note


class MoveNote(Gesture):
    """Moves the selected notes to the position of the release."""

    def status_tip(self) -> str:
        """Return the status tip."""
        return tr("Release to stick the note here: it moves along with the card or the cell · Esc cancels")

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
        boxes = {note.id: note.box.moved(total.x(), total.y()) for note in self.scene.layout.notes}
        with self.session.edit(ntr("Move note", "Move {n} notes", len(self.ids))) as draft:
            for each in self.ids:
                place = nearest_place(self.scene.layout, boxes[each])
                draft.change(draft.get(Note, each), **asdict(place))
