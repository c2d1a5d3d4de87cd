"""The scene: the drawing of the journey that is shown, and above it the items of the overlay."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene

from journey_editor.app.canvas.picture.shown import Part, Shown
from journey_editor.app.runtime.garbage_collection import spare
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.look.painting import saved
from journey_editor.drawing.draw_map import draw_map
from journey_editor.drawing.primitives import Drawing
from journey_editor.foundation.geometry import Box
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.map_layout import lay_out
from journey_editor.model.document import Queries

_LARGE = 300
"""Maps of so many cards are not looked through for garbage."""


class MapScene(QGraphicsScene):
    """Holds the drawing of the session's journey, and follows each edit; the view paints it in tiles."""

    about_to_change = Signal()
    """An edit is about to be shown."""
    invalidated = Signal(object)
    """The boxes of the map that have to be painted again."""
    laid_out = Signal()
    """The map was laid out and drawn anew."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        # The few items there are come and go, and are found by our own boxes: an index would only cost.
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.session = session
        self.shown = Shown()
        self._held = False
        self._spared = 0
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
        dirty = self.shown.show(draw_map(document, self.layout))
        self.drawing = self.shown.drawing
        self._spare_large()
        self.invalidated.emit(dirty)
        self.laid_out.emit()

    def _spare_large(self) -> None:
        """Keep the collector from a large map that has just come.

        Thousands of records, boxes and groups now live as long as the window. A look through them would cost
        several frames, and each edit makes enough that is new to bring one about.
        """
        cards = len(self.layout.cards)
        if cards >= _LARGE and cards > 2 * self._spared:
            self._spared = cards
            spare()

    def part_of(self, owner: str) -> Part | None:
        """The first part that belongs to a record."""
        return next(iter(self.shown.parts_of((owner,))), None)

    def paint_part(self, painter: QPainter, part: Part, down: float = 0.0) -> None:
        """Paint a part by itself, `down` units below its place, on a painter whose units are the map's."""
        with saved(painter):
            painter.translate(part.x, part.y + down)
            for piece in self.shown.piece_of(part):
                piece.play(painter, self.session.assets)

    def mute(self, owner: str, room: Box) -> None:
        """Leave out a record's texts in a room of the map, as long as they are being written."""
        self.invalidated.emit(self.shown.mute(owner, room))

    def unmute(self) -> None:
        """Draw all texts again."""
        self.invalidated.emit(self.shown.mute("", None))

    def dim(self, owners: Iterable[str]) -> None:
        """Dim what belongs to these, and nothing else."""
        self.invalidated.emit(self.shown.dim(owners))

    def raise_above(self, item: QGraphicsItem) -> None:
        """Put an item of the overlay above the map."""
        item.setZValue(1_000_000)
        self.addItem(item)
