"""Gesture that moves notes, and the same move by keys."""

from collections.abc import Collection
from dataclasses import asdict

from PySide6.QtCore import QPointF, Qt

from journey_editor.app.canvas.overlay.overlay import Overlay
from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.tools.gesture import Gesture
from journey_editor.editing.draft import Draft
from journey_editor.editing.search import shortened
from journey_editor.foundation.emphasis import plain
from journey_editor.foundation.translation import ntr, tr
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.note_layout import moved_places
from journey_editor.model.records import Note
from journey_editor.wording.spoken import describe_cell, describe_column, end_words

NUDGE, SMALL_NUDGE = 8.0, 1.0
"""Map units by which a key moves notes, without and with Shift."""


def move_notes(draft: Draft, layout: MapLayout, ids: Collection[str], across: float, down: float) -> None:
    """Move those of the notes `ids` that are on a map, and stick them to what is below them there."""
    for note_id, place in moved_places(layout, ids, across, down).items():
        draft.change(draft.get(Note, note_id), **asdict(place))


class MoveNote(Gesture):
    """Moves the selected notes to the position of the release."""

    def status_tip(self) -> str:
        """Return the status tip: to what the note will stick."""
        document, language = self.scene.document, self.session.journey.language
        places = moved_places(self.scene.layout, (self.grabbed,), self.moved.x(), self.moved.y())
        place = places.get(self.grabbed)
        if place is None or not (place.card or place.step):
            return tr("Release to leave the note free on the map · Esc cancels")
        if place.card:
            text = shortened(plain(end_words(document, place.card)))
            return tr("Release to stick the note to “{text}” · Esc cancels").format(text=text)
        if place.lane:
            cell = describe_cell(document, place.step, place.lane, language)
            return tr("Release to stick the note to the cell {place} · Esc cancels").format(place=cell)
        step = describe_column(document, place.step)
        return tr("Release to stick the note to the step {place} · Esc cancels").format(place=step)

    def __init__(self, scene: MapScene, overlay: Overlay, start: QPointF, note_id: str) -> None:
        super().__init__(scene, overlay, start)
        chosen = self.session.selection.of_kind("note")
        moving = chosen if note_id in chosen else (note_id,)
        # Selected notes may be hidden, together with what they stick to.
        self.ids = tuple(note.id for note in scene.layout.notes if note.id in moving)
        self.grabbed = note_id
        self.moved = QPointF()

    def press(self) -> None:
        """Begin to drag the notes."""
        self.overlay.begin_drag(self.ids)

    def move(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Drag the notes."""
        self.moved = at - self.start
        self.overlay.drag(self.moved)

    def release(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Move the notes."""
        total = at - self.start
        with self.session.edit(ntr("Move note", "Move {n} notes", len(self.ids))) as draft:
            move_notes(draft, self.scene.layout, self.ids, total.x(), total.y())
