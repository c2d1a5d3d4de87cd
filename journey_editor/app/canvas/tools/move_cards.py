"""Gesture that moves or copies cards."""

from PySide6.QtCore import QPointF, Qt

from journey_editor.app.canvas.overlay.overlay import Overlay
from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.tools.gesture import COPYING, Gesture
from journey_editor.editing.commands.cards import duplicate_cards, move_cards
from journey_editor.foundation.translation import ntr, tr
from journey_editor.layout.queries.block_drop_targets import BlockDrop, block_drop
from journey_editor.layout.queries.hit_testing import card_order


class MoveCards(Gesture):
    """Moves the selected cards to the drop marks, keeping their places relative to each other."""

    def status_tip(self) -> str:
        """Return the status tip."""
        if self.overlay.marked() is None:
            return tr("Cards cannot be dropped here · Esc cancels")
        return self.drop_tip()

    def __init__(self, scene: MapScene, overlay: Overlay, start: QPointF, card_id: str) -> None:
        super().__init__(scene, overlay, start)
        self.grabbed = card_id
        self.copying = False
        chosen = self.session.selection.ids
        moving = chosen if card_id in chosen else (card_id,)
        if len(moving) > 1:
            together = frozenset(moving)
            moving = tuple(each for each in card_order(self.scene.layout) if each in together)
        self.ids = moving

    def press(self) -> None:
        """Begin to drag the cards."""
        self.overlay.begin_drag(self.ids)

    def move(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Drag the cards, and mark their drop targets."""
        copying = self.copying = bool(modifiers & COPYING)
        self.overlay.drag(at - self.start, leaving=copying)
        marked = [each.drop for each in self._drops(at, copying)]
        self.overlay.mark(
            lines=[drop.mark for drop in marked if drop.line],
            rooms=[drop.mark for drop in marked if not drop.line],
        )

    def release(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Move the cards, or copies of them, to the marks."""
        copying = bool(modifiers & COPYING)
        drops = self._drops(at, copying)
        if not drops:
            return
        count = len(self.ids)
        name = (
            ntr("Copy card", "Copy {n} cards", count)
            if copying
            else ntr("Move card", "Move {n} cards", count)
        )
        moved: list[str] = []
        transaction = self.session.edit(name)
        with transaction as draft:
            for block in drops:
                ids = block.cards
                if copying:
                    ids = tuple(card.id for card in duplicate_cards(draft, ids))
                move_cards(draft, ids, block.drop.step, block.drop.lane, block.drop.before)
                moved += ids
        if transaction.succeeded:
            drop = next(block.drop for block in drops if self.grabbed in block.cards)
            self.session.selection.replace(moved, (drop.step, drop.lane))

    def _drops(self, at: QPointF, copying: bool) -> tuple[BlockDrop, ...]:
        start, there = (self.start.x(), self.start.y()), (at.x(), at.y())
        return block_drop(self.scene.layout, self.grabbed, self.ids, start, there, copying=copying)
