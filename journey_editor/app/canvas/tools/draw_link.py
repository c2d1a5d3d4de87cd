"""Gesture that draws a handoff from one card to another."""

from PySide6.QtCore import QPointF, Qt

from journey_editor.app.canvas.overlay.overlay import Overlay
from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.tools.gesture import Gesture
from journey_editor.editing.commands.cards import link_cards
from journey_editor.foundation.translation import tr
from journey_editor.layout.queries.hit_testing import Hit, hit


class DrawLink(Gesture):
    """Draws a handoff from a card to the card under the pointer at release."""

    def status_tip(self) -> str:
        """Return the status tip."""
        return tr("Release on the card that the handoff leads to · Esc cancels")

    def __init__(self, scene: MapScene, overlay: Overlay, start: QPointF, card_id: str) -> None:
        super().__init__(scene, overlay, start)
        self.card_id = card_id

    def move(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Draw the line and highlight the card under the pointer."""
        target = self._target(at)
        self.overlay.show_link(self.start, at, target.box if target else None)

    def release(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Add the handoff."""
        target = self._target(at)
        if target is None:
            return
        transaction = self.session.edit(tr("Add handoff"))
        with transaction as draft:
            link = link_cards(draft, self.card_id, target.id)
        if transaction.succeeded:
            self.session.selection.replace([link.id])

    def _target(self, at: QPointF) -> Hit | None:
        found = hit(self.scene.layout, at.x(), at.y())
        return found if found is not None and found.kind == "card" and found.id != self.card_id else None
