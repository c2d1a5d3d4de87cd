"""Signs in a text: `@` and `#` offer the personas and channels of the project while a card is written."""

from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from journey_editor.app.canvas.writing.name_list import NameList
from journey_editor.app.canvas.writing.text_editor import TextEditor
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.look import style
from journey_editor.app.widgets.look.badges import persona_icon
from journey_editor.editing.capture import (
    Completion,
    KnownNames,
    assign_name,
    completion_at,
    known_names,
    matching_names,
)
from journey_editor.editing.draft import Draft
from journey_editor.layout.card_layout import ICON_OF_CHANNEL
from journey_editor.model.records import Channel, Persona


class Assigned(NamedTuple):
    """Persona or channel that was chosen by a sign, and the number of undo steps with the choice."""

    sign: str
    name: str
    id: str
    undo_steps: int


class Signs(QObject):
    """Completion of names in the editor. A chosen name leaves the text and becomes a field of the card."""

    assigned_changed = Signal()
    """Emitted when a name was chosen, or when the undo of the text took it back."""

    def __init__(self, session: Session, editor: TextEditor, over: QWidget) -> None:
        super().__init__(over)
        self._session = session
        self._editor = editor
        self._over = over
        self._signs = ""
        self._known = KnownNames()
        self._text = ""
        self._dismissed = -1
        self.assigned: list[Assigned] = []
        self.list = NameList(over, editor)
        self.list.picked.connect(self._choose)
        editor.take_key = self._take_key
        editor.textChanged.connect(self._after_text)
        editor.cursorPositionChanged.connect(self._after_move)

    def begin(self, signs: str) -> None:
        """Offer names after these signs from now on."""
        self.end()
        self._signs = signs
        self._text = ""
        self._known = known_names(self._session.document, self._session.journey_id)

    def end(self) -> None:
        """Close the list and forget what was chosen."""
        self._signs = ""
        self._dismissed = -1
        self.assigned = []
        self.list.hide()

    def assign(self, draft: Draft, card_id: str) -> None:
        """Set the fields of the card that were chosen."""
        for each in self.assigned:
            assign_name(draft, self._session.journey_id, card_id, each.sign, each.id)

    def offer(self) -> None:
        """Show the names for the sign before the cursor, or close the list."""
        completion = self._completion()
        if completion is None or completion.start != self._dismissed:
            self._dismissed = -1
        if completion is None or self._dismissed >= 0:
            self.list.hide()
            return
        names = matching_names(self._known, completion.sign, completion.typed)
        self.list.show_names([(name, self._icon(completion.sign, name)) for name in names])
        self.follow()

    def written_out(self, text: str) -> str:
        """Return a text with the chosen names at its end, so that they survive a crash."""
        names = [f"{each.sign}{each.name}" for each in self.assigned]
        return " ".join(filter(None, [text.rstrip(), *names])) if names else text

    def follow(self) -> None:
        """Keep the list at the text cursor while the view moves."""
        if self.list.isVisible():
            caret = self._editor.cursorRect()
            caret.moveTopLeft(self._editor.viewport().mapTo(self._over, caret.topLeft()))
            right_to_left = self._session.journey.direction == "rtl"
            self.list.place(caret, self._over.rect(), right_to_left=right_to_left)

    def _take_key(self, event: QKeyEvent) -> bool:
        """Handle a key while the list is open; return False for others."""
        if not self.list.isVisible():
            return False
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers:
            return False
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.list.move_by(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            self._choose(self.list.current)
        elif key == Qt.Key.Key_Escape:
            completion = self._completion()
            self._dismissed = completion.start if completion is not None else -1
            self.list.hide()
        else:
            return False
        return True

    def _after_text(self) -> None:
        text = self._editor.text
        # A change of the font or the alignment is also reported.
        if not self._signs or text == self._text:
            return
        self._text = text
        if self.assigned and self._editor.document().availableUndoSteps() < self.assigned[-1].undo_steps:
            self.assigned.pop()
            self.assigned_changed.emit()
        self.offer()

    def _after_move(self) -> None:
        if self.list.isVisible():
            self.offer()

    def _completion(self) -> Completion | None:
        cursor = self._editor.textCursor()
        if not self._signs or cursor.hasSelection():
            return None
        return completion_at(
            self._editor.text, self._place(cursor.position()), self._known, self._signs, whole=True
        )

    def _place(self, position: int) -> int:
        """Return the number of characters before a position, which Qt counts in UTF-16 code units."""
        before = self._editor.text.encode("utf-16-le", "surrogatepass")[: 2 * position]
        return len(before.decode("utf-16-le", "surrogatepass"))

    def _choose(self, name: str) -> None:
        completion = self._completion()
        if completion is None:
            self.list.hide()
            return
        text = self._editor.text
        end = completion.start + 1 + len(completion.typed)
        blank = text[end : end + 1] == " " and text[: completion.start][-1:] in ("", " ", "\n")
        length = len((completion.sign + completion.typed).encode("utf-16-le", "surrogatepass")) // 2
        cursor = self._editor.textCursor()
        start = cursor.position() - length
        cursor.setPosition(start)
        cursor.setPosition(start + length + blank, QTextCursor.MoveMode.KeepAnchor)
        record_id = self._known.names(completion.sign)[name]
        self.list.hide()
        cursor.removeSelectedText()
        self._editor.setTextCursor(cursor)
        undo_steps = self._editor.document().availableUndoSteps()
        self.assigned.append(Assigned(completion.sign, name, record_id, undo_steps))
        self.assigned_changed.emit()

    def _icon(self, sign: str, name: str) -> QIcon:
        session, record_id = self._session, self._known.names(sign)[name]
        if sign == "#":
            channel = session.document.find(record_id)
            kind = channel.kind if isinstance(channel, Channel) else record_id
            return style.icon(ICON_OF_CHANNEL[kind])
        shown = [each.id for each in session.document.personas_of(session.journey_id, hidden=False)]
        persona = session.document.get(Persona, record_id)
        return persona_icon(persona.name, shown.index(record_id) if record_id in shown else len(shown))
