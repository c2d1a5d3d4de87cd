"""The keys on the canvas, where no text is being written."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from journey_editor.editing.commands import selection
from journey_editor.foundation.translation import tr
from journey_editor.layout.queries.hit_testing import cell_of
from journey_editor.layout.queries.navigation import Direction
from journey_editor.model.records import Card

if TYPE_CHECKING:
    from journey_editor.app.canvas.map_view import MapView

_ARROWS: dict[int, Direction] = {
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
# Shift+1 and Shift+2 as the usual keyboards write them.
_FIT = (Qt.Key.Key_1, Qt.Key.Key_Exclam)
_FIT_SELECTION = (Qt.Key.Key_2, Qt.Key.Key_At, Qt.Key.Key_QuoteDbl)
_COMMANDING = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


def press(view: "MapView", event: QKeyEvent) -> bool:
    """Do what a key asks for; False when it asks for nothing here."""
    key, modifiers = event.key(), event.modifiers()
    shifted = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
    selection = view.session.selection
    if modifiers & _COMMANDING and not _writes(event):
        return False
    if key in _ARROWS:
        view.move_focus(_ARROWS[Qt.Key(key)], adding=shifted)
    elif key in _ENTER:
        return _enter(view)
    elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
        return remove_selected(view)
    elif key == Qt.Key.Key_Escape:
        selection.clear()
    elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
        return view.walk_to_end(-1 if key == Qt.Key.Key_Home else 1)
    elif shifted and key in _FIT and not _on_card(view):
        view.fit()
    elif shifted and key in _FIT_SELECTION and not _on_card(view):
        view.fit_selection()
    else:
        return _writes(event) and begin_card(view, event.text())
    return True


def begin_card(view: "MapView", text: str) -> bool:
    """Begin a new card in the cell in focus, after the card in focus; `text` is its beginning."""
    focus = view.focus_place()
    if focus is None or not focus.step:
        return False
    cell = cell_of(view.map_scene.layout, focus.step, focus.lane)
    if cell is None:
        return False
    cards = cell.cards
    following = cards.index(focus.id) + 1 if focus.id in cards else len(cards)
    view.writing.capture(focus.step, focus.lane, cards[following] if following < len(cards) else None, text)
    return True


def remove_selected(view: "MapView") -> bool:
    """Remove what is selected; the focus goes to what stood beside it."""
    session = view.session
    ids, cell = session.selection.ids, session.selection.cell
    if not ids:
        return False
    following = selection.neighbour_after_removal(session.document, ids)
    attempt = session.edit(tr("Delete"))
    with attempt as draft:
        selection.remove_all(draft, session.journey_id, ids)
    if attempt.succeeded:
        there = following if following in session.document else None
        card = session.document.find(there) if there else None
        if isinstance(card, Card):
            cell = (card.step, card.lane)
        session.selection.replace([there] if there else (), cell)
    return True


def _enter(view: "MapView") -> bool:
    single = view.session.selection.single
    if single is not None:
        return view.writing.mend(single)
    return not view.session.selection.ids and begin_card(view, "")


def _on_card(view: "MapView") -> bool:
    focus = view.focus_place()
    return focus is not None and bool(focus.step)


def _writes(event: QKeyEvent) -> bool:
    """Whether a key writes a character. (AltGr is Ctrl and Alt together on some systems.)"""
    modifiers = event.modifiers() & _COMMANDING
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    text = event.text()
    return (
        bool(text)
        and text.isprintable()
        and not text.isspace()
        and modifiers in (Qt.KeyboardModifier(0), both)
    )
