"""The scene: the drawing of the journey that is shown, an item for each of its groups."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene

from journey_editor.app.canvas.items import GroupItem
from journey_editor.app.session import Session
from journey_editor.drawing.draw_map import draw_map
from journey_editor.drawing.primitives import Drawing, Group
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.geometry import Box
from journey_editor.layout.map_layout import lay_out
from journey_editor.model.document import Queries

Key = tuple[str, str, int]
"""An item's owner and role, and which of that owner's groups of the role it is."""


class MapScene(QGraphicsScene):
    """Mirrors the drawing of the session's journey, and follows each edit."""

    about_to_change = Signal()
    """An edit is about to be shown."""
    laid_out = Signal()
    """The map was laid out and drawn anew."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        # Items come and go by the hundred and are found by our own boxes: an index would only cost.
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.session = session
        self._items: dict[Key, GroupItem] = {}
        self._muted: tuple[str, Box] | None = None
        self._held = False
        self.layout: MapLayout
        self.drawing: Drawing
        self.document: Queries = session.document
        self.show_document(session.document)
        session.edited.connect(self.refresh)
        session.journey_changed.connect(self.refresh)

    @contextmanager
    def held(self, holding: bool = True) -> Iterator[None]:
        """Show no edits meanwhile; whoever holds the scene shows them afterwards."""
        self._held = holding
        try:
            yield
        finally:
            self._held = False

    def refresh(self) -> None:
        """Show the project as it stands."""
        if self._held:
            return
        if self.document is not self.session.document or self.layout.journey != self.session.journey_id:
            self.about_to_change.emit()
            self.show_document(self.session.document)

    def show_document(self, document: Queries) -> None:
        """Show a document, or a draft that shows what a gesture would do."""
        self.document = document
        self.layout = lay_out(document, self.session.journey_id, today=self.session.today())
        self.drawing = draw_map(document, self.layout)
        self.sync(self.drawing)
        self.laid_out.emit()

    def sync(self, drawing: Drawing) -> None:
        """Make the items those of a drawing; only those that differ are touched."""
        before, self._items = self._items, {}
        for rank, group in enumerate(_parts(drawing)):
            key = (group.owner, group.role, 0)
            while key in self._items:
                key = (group.owner, group.role, key[2] + 1)
            item = before.pop(key, None)
            if item is None:
                item = GroupItem(group)
                self.addItem(item)
            elif item.drawn is not group:
                item.show_group(group)
            if item.rank != rank:
                item.rank = rank
                item.setZValue(rank)
            self._items[key] = item
        for gone in before.values():
            self.removeItem(gone)
        self._apply_mute()

    def items_of(self, owner: str) -> Sequence[GroupItem]:
        """The items that belong to a record."""
        return [item for (whose, _, _), item in self._items.items() if whose == owner]

    def items_with_roles(self, roles: Sequence[str]) -> Sequence[GroupItem]:
        """The items of some roles, from the back to the front."""
        return [item for (_, role, _), item in self._items.items() if role in roles]

    def group_items(self) -> Sequence[GroupItem]:
        """All items of the drawing, from the back to the front."""
        return list(self._items.values())

    def mute(self, owner: str, room: Box) -> None:
        """Leave out a record's texts in a room of the map, as long as they are being written."""
        self.unmute()
        self._muted = (owner, room)
        self._apply_mute()

    def unmute(self) -> None:
        """Draw all texts again."""
        if self._muted is not None:
            for item in self._items_around(self._muted[0]):
                item.mute(None)
            self._muted = None

    def raise_above(self, item: QGraphicsItem) -> None:
        """Put an item of the overlay above all groups."""
        item.setZValue(1_000_000)
        self.addItem(item)

    def _apply_mute(self) -> None:
        if self._muted is not None:
            owner, room = self._muted
            for item in self._items_around(owner):
                item.mute(room.moved(-item.drawn.x, -item.drawn.y))

    def _items_around(self, owner: str) -> Sequence[GroupItem]:
        """A record's items, or that of the header, in which the personas are drawn."""
        return self.items_of(owner) or self.items_of(self.layout.journey)


def _parts(drawing: Drawing) -> Iterator[Group]:
    """The groups that have an item: cards have one each, their cells have none."""
    for group in drawing.groups:
        if group.role == "cell":
            for card in group.children:
                if isinstance(card, Group):
                    yield replace(card, x=group.x + card.x, y=group.y + card.y)
        else:
            yield group
