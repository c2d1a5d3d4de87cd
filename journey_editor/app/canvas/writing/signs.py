"""Signs in a text: `@` offers personas while a card is written, and `#` channels and tags."""

from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from journey_editor.app.canvas.writing.name_list import NameList
from journey_editor.app.canvas.writing.text_editor import TextEditor
from journey_editor.app.session.name_icons import name_icon
from journey_editor.app.session.session import Session
from journey_editor.editing.capture import assign_name
from journey_editor.editing.capture_names import (
    Completion,
    KnownNames,
    Offer,
    completion_at,
    is_preselected,
    known_names,
    offers,
)
from journey_editor.editing.draft import Draft


class Assigned(NamedTuple):
    """Persona, channel or tag that was chosen by a sign, and the number of undo steps with the choice."""

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
        self._offers: dict[str, Offer] = {}
        self._text = ""
        self._dismissed = -1
        self.assigned: list[Assigned] = []
        self.list = NameList(over, editor)
        self.list.picked.connect(self._choose)
        editor.take_key = self._take_key
        editor.textChanged.connect(self._after_text)
        editor.cursorPositionChanged.connect(self._after_move)

    def begin(self, signs: str, *, with_channels: bool = False) -> None:
        """Offer names after these signs from now on."""
        self.end()
        self._signs = signs
        self._text = ""
        session = self._session
        self._known = known_names(session.document, session.journey_id, with_channels=with_channels)

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
        self._offers = {each.text: each for each in offers(self._known, completion)}
        marked = is_preselected(next(iter(self._offers.values())), completion.typed)
        names = [(each.text, each.spoken, name_icon(self._session, each)) for each in self._offers.values()]
        self.list.show_names(names, marked=marked)
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
        entering = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
        if modifiers or (entering and not self.list.current):
            return False
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.list.move_by(1 if key == Qt.Key.Key_Down else -1)
        elif entering:
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

    def _choose(self, shown: str) -> None:
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
        name, record_id = self._offers[shown]
        self.list.hide()
        cursor.removeSelectedText()
        self._editor.setTextCursor(cursor)
        undo_steps = self._editor.document().availableUndoSteps()
        self.assigned.append(Assigned(completion.sign, name, record_id, undo_steps))
        self.assigned_changed.emit()
