"""Gesture that draws a link from one card to another, or from one stage to another."""

from PySide6.QtCore import QPointF, Qt

from journey_editor.app.canvas.overlay.overlay import Overlay
from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.tools.gesture import Gesture
from journey_editor.app.session.session import Session
from journey_editor.editing.commands.cards import link_cards
from journey_editor.foundation.translation import tr
from journey_editor.layout.queries.hit_testing import Hit, hit
from journey_editor.model.kinds import LINK_KINDS
from journey_editor.model.records import kind_of
from journey_editor.wording.map_words import link_name


def kind_of_digit(digit: int) -> str:
    """Return the kind of link for a digit: 1 is the first one, 0 the tenth."""
    return LINK_KINDS[(digit - 1) % 10]


def digits_tip() -> str:
    """Return the part of a status tip about the digits."""
    return tr("1–9 and 0 choose the kind")


def add_link(session: Session, source: str, target: str, kind: str) -> None:
    """Add a link and select it."""
    transaction = session.edit(tr("Add link"))
    with transaction as draft:
        link = link_cards(draft, source, target, kind)
    if transaction.succeeded:
        session.selection.replace([link.id])


class DrawLink(Gesture):
    """Draws a link from a card or a stage to the one under the pointer at release. Digits choose its kind."""

    def __init__(self, scene: MapScene, overlay: Overlay, start: QPointF, source: str) -> None:
        super().__init__(scene, overlay, start)
        self.source = source
        self._kind = "handoff"

    def status_tip(self) -> str:
        """Return the status tip."""
        tip = tr("{kind}: release where the link ends · {digits} · Esc cancels")
        return tip.format(kind=link_name(self._kind), digits=digits_tip())

    def take_key(self, text: str) -> bool:
        """Choose the kind with a digit."""
        if not (text.isascii() and text.isdecimal()):
            return False
        self._kind = kind_of_digit(int(text))
        return True

    def move(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Draw the line and highlight the item under the pointer."""
        target = self._target(at)
        self.overlay.show_link(self.start, at, target.box if target else None)

    def release(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Add the link."""
        target = self._target(at)
        if target is not None:
            add_link(self.session, self.source, target.id, self._kind)

    def _target(self, at: QPointF) -> Hit | None:
        found = hit(self.scene.layout, at.x(), at.y())
        same_kind = found is not None and found.kind == kind_of(self.source)
        return found if found is not None and same_kind and found.id != self.source else None
