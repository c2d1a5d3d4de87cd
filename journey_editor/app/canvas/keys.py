"""Keyboard handling of the canvas while no text is being edited."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from journey_editor.app.canvas.focus import Focus
from journey_editor.app.canvas.overlay.overlay import Overlay
from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.tools.draw_link import kind_of_digit
from journey_editor.app.canvas.tools.key_link import KeyLink
from journey_editor.app.canvas.tools.move_note import SMALL_NUDGE, move_notes
from journey_editor.app.canvas.writing.writing import Writing
from journey_editor.app.session.removal import remove_selection
from journey_editor.foundation.translation import ntr, tr
from journey_editor.layout.queries.navigation import Direction
from journey_editor.model.records import Link

_ARROWS: dict[int, Direction] = {
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
# Shift+1 and Shift+2 on common keyboard layouts.
_FIT = (Qt.Key.Key_1, Qt.Key.Key_Exclam)
_FIT_SELECTION = (Qt.Key.Key_2, Qt.Key.Key_At, Qt.Key.Key_QuoteDbl)
_COMMANDING = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
# Some window managers take the arrows with Alt and Shift.
_FINELY = (Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier)


class Keys:
    """Translates keys into focus moves, new cards and removals."""

    def __init__(
        self,
        scene: MapScene,
        focus: Focus,
        writing: Writing,
        overlay: Overlay,
        fit: Callable[[], None],
        fit_selection: Callable[[], None],
    ) -> None:
        self._scene, self._session = scene, scene.session
        self.link = KeyLink(scene, overlay)
        self._focus = focus
        self._writing = writing
        self._fit = fit
        self._fit_selection = fit_selection

    def press(self, event: QKeyEvent) -> bool:
        """Handle a key; return False if it has no meaning here."""
        key, modifiers = event.key(), event.modifiers()
        shifted = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        control = modifiers & _COMMANDING == Qt.KeyboardModifier.ControlModifier
        to_end = control and key in (Qt.Key.Key_Home, Qt.Key.Key_End)
        finely = key in _ARROWS and shifted and modifiers & _COMMANDING in _FINELY
        if finely and self._nudge(_ARROWS[Qt.Key(key)]):
            return True
        if key == Qt.Key.Key_Left and modifiers & _COMMANDING == Qt.KeyboardModifier.AltModifier:
            # With a selection, this moves it.
            return self._go_back()
        if modifiers & _COMMANDING and not _writes(event) and not to_end:
            return False
        if key in _ARROWS:
            self._focus.move(_ARROWS[Qt.Key(key)], adding=shifted)
        elif key in _ENTER:
            return self.link.finish() or self._enter()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            return remove_selection(self._session, tr("Delete"))
        elif key == Qt.Key.Key_Escape:
            if not self.link.cancel():
                self._session.selection.clear()
        elif event.text().isascii() and event.text().isdecimal() and self._take_digit(int(event.text())):
            pass
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._focus.walk_to_end(-1 if key == Qt.Key.Key_Home else 1, of_map=control)
        elif shifted and key in _FIT and not self._on_one_cell():
            self._fit()
        elif shifted and key in _FIT_SELECTION and not self._on_one_cell():
            self._fit_selection()
        else:
            return _writes(event) and self.begin_card(event.text())
        return True

    def compose(self, event: QInputMethodEvent) -> None:
        """Pass the text of an input method to the open editor, or to that of a new card."""
        # An input method may commit its text when the focus moves into the new card.
        writing = self._writing.active
        composed = event.preeditString() or event.commitString().strip()
        begun = not writing and composed and self.begin_card("")
        if writing or (begun and self._writing.editor.document().isEmpty()):
            QApplication.sendEvent(self._writing.editor, event)

    def begin_card(self, text: str) -> bool:
        """Start a new card after the focused card or in the focused cell; `text` is its initial text."""
        focus, cell = self._focus.place(), self._focus.cell()
        if focus is None or cell is None:
            return False
        cards = cell.cards
        following = cards.index(focus.id) + 1 if focus.id in cards else len(cards)
        before = cards[following] if following < len(cards) else None
        self._writing.capture(focus.step, focus.lane, before, text)
        return True

    def _go_back(self) -> bool:
        """Return to the journey from which the shown one was opened; return False if there is none."""
        if self._session.selection.ids or self._session.way_back is None:
            return False
        self._focus.go_to(self._session.go_back())
        return True

    def _nudge(self, direction: Direction) -> bool:
        """Move the selected notes by a small distance; return False if something else is selected, too."""
        ids = self._session.selection.ids
        if not ids or len(self._session.selection.of_kind("note")) < len(ids):
            return False
        across, down = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}[direction]
        with self._session.edit(tr("Move"), extends=("nudge", *ids)) as draft:
            move_notes(draft, self._scene.layout, ids, across * SMALL_NUDGE, down * SMALL_NUDGE)
        return True

    def _take_digit(self, digit: int) -> bool:
        """Choose the kind of the link that is being drawn, or of the selected links."""
        links = self._session.selection.of_kind("link")
        if self.link.take_digit(digit) or not links or len(links) != len(self._session.selection.ids):
            return bool(self.link.source)
        with self._session.edit(ntr("Change link", "Change links", len(links))) as draft:
            for each in links:
                draft.change(draft.get(Link, each), kind=kind_of_digit(digit))
        return True

    def _enter(self) -> bool:
        chosen = self._session.selection
        if chosen.single is not None:
            return self._writing.mend(chosen.single)
        return not chosen.ids and self.begin_card("")

    def _on_one_cell(self) -> bool:
        """Return True if a digit with Shift types a character, because at most one item is selected."""
        return self._focus.cell() is not None and len(self._session.selection.ids) < 2


def _writes(event: QKeyEvent) -> bool:
    """Return True if a key types a character. AltGr is Ctrl+Alt on some systems."""
    modifiers = event.modifiers() & _COMMANDING
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    text = event.text()
    return (
        bool(text)
        and text.isprintable()
        and not text.isspace()
        and modifiers in (Qt.KeyboardModifier(0), both)
    )
