"""Writing on the map: editing existing texts and capturing new cards in sequence."""

from dataclasses import asdict, replace
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from journey_editor.app.canvas.focus import Focus
from journey_editor.app.canvas.overlay.overlay import Overlay
from journey_editor.app.canvas.picture.rectangle import qrect
from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.surface import Surface
from journey_editor.app.canvas.writing.targets import Capturing, Mending, status_tip
from journey_editor.app.session.removal import remove_selection
from journey_editor.editing.commands.cards import add_card, is_bare
from journey_editor.editing.commands.journeys import add_note
from journey_editor.editing.commands.selection import remove_all
from journey_editor.editing.draft import Draft
from journey_editor.editing.unhiding import hidden_by
from journey_editor.foundation.emphasis import escaped, without_empty_item
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.translation import tr
from journey_editor.layout.note_layout import NotePlace, place_of
from journey_editor.layout.queries.editable_fields import Editable, editable, ink_of
from journey_editor.layout.queries.navigation import next_cell
from journey_editor.model.records import Card, Note, Record

if TYPE_CHECKING:
    from journey_editor.app.canvas.writing.signs import Signs
    from journey_editor.app.canvas.writing.text_editor import TextEditor


class Writing(QObject):
    """Text editor over the map and the commit of its text as one undo step at most.

    The map is laid out with the unfinished text, so that a card grows while it is written.
    """

    about_to_begin = Signal()
    """Emitted before a text is edited. A gesture must end first."""
    status_tip_changed = Signal()
    """Emitted when the meaning of the keys has changed."""
    table_pasted = Signal(QMimeData, object)
    """Emitted with a table that was pasted into the empty text of a new card, and the cell."""

    def __init__(
        self, scene: MapScene, overlay: Overlay, focus: Focus, surface: Surface, parent: QWidget
    ) -> None:
        """Show the editor in `parent`, because the viewport would scroll it."""
        super().__init__(parent)
        self._scene = scene
        self._session = scene.session
        self._overlay = overlay
        self._focus = focus
        self._surface = surface
        self._parent = parent
        self._target: Mending | Capturing | None = None
        self._committing = False
        self._passing = False
        self._height = 0.0
        # Typed text that is not committed yet is saved for recovery after half a second.
        self._typing_timer = QTimer(self, singleShot=True, interval=500)
        self._typing_timer.timeout.connect(self._record_typing)
        self._session.edited.connect(self._after_edit)

    @cached_property
    def editor(self) -> "TextEditor":
        """Text editor, made by its first use."""
        from journey_editor.app.canvas.writing.text_editor import TextEditor

        made = TextEditor(self._parent, self._takes)
        made.done.connect(self.finish)
        made.refused.connect(self._session.notice)
        made.take_table = self._give_way
        made.textChanged.connect(self._grow)
        made.textChanged.connect(self._after_typing)
        return made

    @cached_property
    def signs(self) -> "Signs":
        """Signs in the text, and the completion of names after them."""
        from journey_editor.app.canvas.writing.signs import Signs

        made = Signs(self._session, self.editor, self._parent)
        made.assigned_changed.connect(self._show_unfinished)
        return made

    @property
    def active(self) -> bool:
        """True while a text is being edited."""
        return self._target is not None

    def status_tip(self) -> str:
        """Return the status tip."""
        return status_tip(self._target, self._session.document)

    def frame(self) -> Editable | None:
        """Return the field being edited, as it is laid out now."""
        match self._target:
            case Mending(id=record_id, field=field):
                return editable(self._scene.layout, self._scene.document, record_id, field)
            case Capturing(ghost=ghost):
                return editable(self._scene.layout, self._scene.document, ghost.id)
        return None

    def take_key(self, event: QKeyEvent) -> None:
        """Forward a key from the view to the editor, unless the editor itself passed it on."""
        if self.editor.hasFocus() or self._passing:
            event.ignore()
            return
        # In an inactive window no widget has the focus, and keys that the editor ignores return here.
        self._passing = True
        try:
            self.editor.setFocus()
            QApplication.sendEvent(self.editor, event)
        finally:
            self._passing = False

    def mend(self, record_id: str, field: str = "") -> bool:
        """Edit an existing text; return False if it has none on the map or cannot be edited."""
        if not self._session.may_edit():
            return False
        self._end_all()
        place = editable(self._scene.layout, self._session.document, record_id, field)
        if place is None:
            return False
        self._surface.reveal(record_id)
        self._target = Mending(record_id, place.field, place.text)
        self._begin(place.text)
        return True

    def capture(self, step: str, lane: str, before: str | None = None, text: str = "") -> None:
        """Write a new card in a cell, before another card or at the end; `text` is its initial text."""
        if not self._session.may_edit():
            return
        self._end_all()
        draft = self._session.editor.draft()
        try:
            ghost = add_card(draft, step, lane, text, before=before)
        except UserError as error:
            self._session.notice.emit(error.sentence)
            return
        if hidden_by(draft.seen, self._session.journey_id, ghost.id) - self._scene.unhidden:
            self._session.notice.emit(
                tr("This lane is hidden or collapsed. Show or expand it to add a card.")
            )
            return
        self._session.selection.replace((), (step, lane))
        self._begin_new(Capturing(ghost, before), text)

    def write_note(self, place: NotePlace, text: str = "") -> None:
        """Write a new note at a place of the map; `text` is its initial text."""
        if not self._session.may_edit():
            return
        self._end_all()
        ghost = add_note(self._session.editor.draft(), self._session.journey_id, text, **asdict(place))
        self._session.selection.clear()
        self._begin_new(Capturing(ghost), text)

    def save(self) -> None:
        """Commit the typed text as an undo step and continue editing."""
        target = self._target
        if target is None or self._committing or self._leaves_nothing(target, self.editor.text):
            return
        self._committing = True
        try:
            record_id = self._keep(target, text := self.editor.text)
        finally:
            self._committing = False
        if record_id is None:
            return
        self._typing_timer.stop()
        self._session.store.clear_typing()
        field = target.field if isinstance(target, Mending) else "text"
        self._target = Mending(record_id, field, text)
        self._begin_signs(record_id)
        self.follow()

    def write_again(self, record: Record, field: str, text: str) -> bool:
        """Continue a text that was being typed when the program ended; return False if its place is gone."""
        document = self._session.document
        if record.id in document:
            if not self.mend(record.id, field):
                return False
            self.editor.setPlainText(text)
        elif isinstance(record, Card) and record.step in document and record.lane in document:
            self.capture(record.step, record.lane, text=text)
        elif isinstance(record, Note) and record.journey == self._session.journey_id:
            self.write_note(place_of(record), text)
        if self.active:
            self.editor.moveCursor(self.editor.textCursor().MoveOperation.End)
        return self.active

    def finish(self, how: str = "left") -> None:
        """End editing and commit the text; `how` decides the next focus."""
        if self._target is None or self._committing:
            return
        from journey_editor.app.widgets.text_input import keep_composed

        keep_composed(self.editor)
        target, text = self._target, self.editor.text
        by = {"tab": 1, "backtab": -1}.get(how, 0)
        # An emptied card is removed, and its neighbour is selected.
        following = self._focus.next_card(by) if by and isinstance(target, Mending) else None
        # A card that is followed by a new one is laid out together with it, not twice.
        with self._scene.held(isinstance(target, Capturing) and (how == "enter" or bool(by))):
            self._committing = True
            try:
                kept = self._keep(target, text)
            finally:
                self._committing = False
            if kept is None:
                # The editor stays open, and its text is saved for recovery in case the program ends now.
                self._record_typing()
                return
            self._close()
            if how != "left":
                self._parent.setFocus()
            if isinstance(target, Capturing) and isinstance(target.ghost, Card):
                self._open_next(target.ghost, target.before, how, by, bool(text.strip()))
        if not self.active:
            self._scene.refresh()
        if following is not None:
            self._focus.go_to(following)

    def drop(self) -> None:
        """End editing and discard the typed text."""
        if self._target is not None:
            self._close()

    def follow(self) -> None:
        """Keep the editor over its text while the view moves."""
        place = self.frame()
        if place is None:
            return
        zoom = self._surface.zoom()
        room = qrect(place.box)
        room.moveTopLeft(self._surface.to_viewport(room.topLeft()))
        room.setSize(room.size() * zoom)
        session = self._session
        self.editor.place_over(place, room, zoom, session.journey.language, session.document.font())
        self._scene.mute(place.id, place.box)
        self._overlay.show_selection(place)
        self.signs.follow()

    def _end_all(self) -> None:
        """End the gesture and the editing: a drag must not land on an uncommitted card."""
        self.about_to_begin.emit()
        self.finish("left")

    def _begin_new(self, target: Capturing, text: str) -> None:
        self._target = target
        self._preview(text)
        self._surface.reveal(target.ghost.id)
        self._begin(text)
        self.editor.moveCursor(self.editor.textCursor().MoveOperation.End)
        self.signs.offer()

    def _begin(self, text: str) -> None:
        place = self.frame()
        if place is None:
            self._target = None
            return
        self._begin_signs(place.id)
        ink = ink_of(self._scene.layout, self._scene.document.find(place.id), place)
        ghost = tr("Name")
        if isinstance(self._target, Capturing):
            ghost = tr("New card") if isinstance(self._target.ghost, Card) else tr("New note")
        ghost = "" if place.lines and isinstance(self._target, Mending) else ghost
        self.editor.begin(text, ink, ghost, rich=self._target is not None and self._target.is_rich)
        self._height = 0.0
        self.follow()
        self._height = self.editor.document().size().height()
        self.status_tip_changed.emit()

    def _grow(self) -> None:
        """Lay the map out again when the number of lines changes."""
        if self._target is None or not self._height:
            return
        height = self.editor.document().size().height()
        if height != self._height:
            self._show_unfinished()

    def _show_unfinished(self) -> None:
        """Lay the map out with the unfinished text."""
        self._preview(self.editor.text)
        self.follow()
        # The field may be as wide as its text, so that the text fits on fewer lines again.
        self._height = self.editor.document().size().height()
        place = self.frame()
        if place is not None:
            self._surface.show_box(place.frame)

    def _begin_signs(self, record_id: str) -> None:
        """Offer names in the text of a card from now on: only touchpoints have a channel."""
        is_text = not isinstance(self._target, Mending) or self._target.field == "text"
        record = self._scene.document.find(record_id)
        card = record if is_text and isinstance(record, Card) else None
        self.signs.begin("@#" if card else "", with_channels=card is not None and card.kind == "touchpoint")

    def _preview(self, text: str) -> None:
        draft = self._session.editor.draft()
        try:
            # Marks of emphasis are shown while they are typed, as in the editor.
            self._write(draft, self._target, escaped(text) if self._target and self._target.is_rich else text)
        except UserError:
            # The text is too long for its field. It stays in the editor, and the commit reports it.
            return
        self._scene.show_document(draft)

    def _takes(self, text: str) -> bool:
        """Return True if the field can hold a text that is about to be pasted; otherwise notify the user."""
        try:
            self._write(self._session.editor.draft(), self._target, text)
        except UserError as error:
            self._session.notice.emit(error.sentence)
            return False
        return True

    def _give_way(self, table: QMimeData) -> bool:
        """Close the empty text of a new card for a table; return False for other texts."""
        ghost = self._target.ghost if isinstance(self._target, Capturing) else None
        if not isinstance(ghost, Card) or self.signs.assigned:
            return False
        self.finish("escape")
        self.table_pasted.emit(table, (ghost.step, ghost.lane))
        return True

    def _write(self, draft: Draft, target: "Mending | Capturing | None", text: str) -> None:
        match target:
            case Mending(id=record_id, field=field):
                record = draft.find(record_id)
                if record is not None:
                    draft.change(record, **{field: text})
                    self.signs.assign(draft, record_id)
            case Capturing(ghost=ghost):
                draft.insert(replace(ghost, text=""))
                draft.change(draft.get(type(ghost), ghost.id), text=text)
                if isinstance(ghost, Card):
                    self.signs.assign(draft, ghost.id)

    def _keep(self, target: "Mending | Capturing", text: str) -> str | None:
        """Commit the typed text. Return the id of its record, or None if the text was refused."""
        session = self._session
        if isinstance(target, Mending):
            record = session.document.find(target.id)
            if record is None or (text == target.before and not self.signs.assigned):
                return target.id
            if self._leaves_nothing(target, text):
                if session.selection.single == target.id:
                    remove_selection(session, tr("Delete"))
                else:
                    with session.edit(tr("Delete")) as draft:
                        remove_all(draft, session.journey_id, (target.id,))
                return target.id
            if isinstance(record, Card | Note):
                text = without_empty_item(text.strip(" \t\n"))
            transaction = session.edit(tr("Edit text"))
            with transaction as draft:
                self._write(draft, target, text)
            return target.id if transaction.succeeded else None
        ghost = target.ghost
        if not text.strip() or not self._has_room_for(ghost):
            return ghost.id
        new, text = "", without_empty_item(text.strip())
        transaction = session.edit(tr("Add card") if isinstance(ghost, Card) else tr("Add note"))
        with transaction as draft:
            if isinstance(ghost, Card):
                new = add_card(draft, ghost.step, ghost.lane, text, before=target.before).id
                self.signs.assign(draft, new)
            else:
                new = add_note(draft, ghost.journey, text, **asdict(place_of(ghost))).id
        if transaction.succeeded:
            session.selection.replace([new], (ghost.step, ghost.lane) if isinstance(ghost, Card) else None)
        return new if transaction.succeeded else None

    def _has_room_for(self, ghost: Card | Note) -> bool:
        """Return False if the cell or the journey of a new item has been removed."""
        places = (ghost.step, ghost.lane) if isinstance(ghost, Card) else (ghost.journey,)
        return all(each in self._session.document for each in places)

    def _leaves_nothing(self, target: "Mending | Capturing", text: str) -> bool:
        """Return True if a card or note without text and anything else would be left."""
        if text.strip():
            return False
        if isinstance(target, Capturing):
            return True
        return (
            target.field == "text" and not self.signs.assigned and is_bare(self._session.document, target.id)
        )

    def _after_typing(self) -> None:
        if self._target is not None and not self._typing_timer.isActive():
            self._typing_timer.start()

    def _record_typing(self) -> None:
        text = self.signs.written_out(self.editor.text)
        session = self._session
        match self._target:
            case Mending(id=record_id, field=field, before=before):
                record = session.document.find(record_id)
                if record is not None and text != before:
                    session.store.record_typing(record, field, text)
            case Capturing(ghost=ghost) if text.strip():
                session.store.record_typing(replace(ghost, text=""), "text", text)

    def _close(self) -> None:
        self._typing_timer.stop()
        self._session.store.clear_typing()
        self._target = None
        self._height = 0.0
        if self.editor.window().focusWidget() is self.editor:
            # Move the focus before hiding the editor: Qt would give it to the next button.
            self._parent.setFocus()
        self.editor.hide()
        self.signs.end()
        self._scene.unmute()
        self._scene.refresh()
        self._overlay.show_selection(None)
        self.status_tip_changed.emit()

    def _open_next(self, ghost: Card, before: str | None, how: str, by: int, kept: bool) -> None:
        step, lane = ghost.step, ghost.lane
        if how == "enter" and kept:
            self.capture(step, lane, before)
        elif by:
            beside = next_cell(self._scene.layout, step, lane, by)
            if beside is not None:
                self.capture(beside.step, beside.lane)
        elif not kept and not self._session.selection:
            cards = [each.id for each in self._scene.document.cards_in(step, lane)]
            following = cards.index(before) if before in cards else len(cards)
            if following:
                self._session.selection.replace([cards[following - 1]], (step, lane))

    def _after_edit(self) -> None:
        """Handle another edit while a text is open: the editor stays open while its record exists."""
        if self._target is None or self._committing:
            return
        try:
            self._preview(self.editor.text)
        except KeyError:
            self._target = None
        if self.frame() is None:
            self._close()
        else:
            self.follow()
