"""Dragging cards to another place, or copies of them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from journey_editor.app.canvas.tools.gesture import COPYING, Gesture
from journey_editor.editing.commands.cards import duplicate_cards, move_cards
from journey_editor.foundation.translation import ntr, tr
from journey_editor.layout.drops import CardDrop, card_drop
from journey_editor.layout.hits import card_order

if TYPE_CHECKING:
    from journey_editor.app.canvas.map_view import MapView


class MoveCards(Gesture):
    """Moves the selected cards, in the order in which they are read, to where the mark says."""

    def hint(self) -> str:
        """What the status bar says meanwhile."""
        return tr("Let go where the mark is · Ctrl or Alt leaves a copy · Esc cancels")

    def __init__(self, view: "MapView", start: QPointF, card_id: str) -> None:
        super().__init__(view, start)
        chosen = self.session.selection.ids
        moving = chosen if card_id in chosen else (card_id,)
        self.ids = tuple(each for each in card_order(self.scene.layout) if each in moving)

    def press(self) -> None:
        """Lift the cards."""
        self.overlay.lift(self.ids)

    def move(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Carry the cards along, and mark where they would land."""
        copying = bool(modifiers & COPYING)
        self.overlay.carry(at - self.start, leaving=copying)
        drop = self._drop(at, copying)
        if drop is None:
            self.overlay.mark(None)
        else:
            self.overlay.mark(drop.mark, line=drop.line)

    def release(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Move the cards, or lay copies of them, to the mark."""
        copying = bool(modifiers & COPYING)
        drop = self._drop(at, copying)
        if drop is None:
            return
        count = len(self.ids)
        name = (
            ntr("Copy card", "Copy {n} cards", count)
            if copying
            else ntr("Move card", "Move {n} cards", count)
        )
        moved = self.ids
        attempt = self.session.edit(name)
        with attempt as draft:
            if copying:
                moved = tuple(card.id for card in duplicate_cards(draft, self.ids))
            move_cards(draft, moved, drop.step, drop.lane, drop.before)
        if attempt.succeeded:
            self.session.selection.replace(moved, (drop.step, drop.lane))

    def _drop(self, at: QPointF, copying: bool) -> CardDrop | None:
        return card_drop(self.scene.layout, at.x(), at.y(), () if copying else self.ids)
