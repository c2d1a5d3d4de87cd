"""Graphics scene with the drawing of the current journey and the overlay items above it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene

from journey_editor.app.canvas.picture.drawn_map import DrawnMap
from journey_editor.app.canvas.picture.shown import Part, Piece, Shown
from journey_editor.app.runtime.garbage_collection import spare
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.look.painting import saved
from journey_editor.drawing.faint import with_faint
from journey_editor.drawing.primitives import Drawing
from journey_editor.editing.seen import seen
from journey_editor.editing.unhiding import with_shown
from journey_editor.editing.views import with_their_links
from journey_editor.foundation.geometry import Box
from journey_editor.layout.boxes import MapLayout
from journey_editor.model.document import Queries

_LARGE = 300
"""Number of cards from which a map is excluded from garbage collection."""


class MapScene(QGraphicsScene):
    """Holds the drawing of the session's journey, updated after each edit. The view paints it in tiles."""

    about_to_change = Signal()
    """Emitted before an edit is shown."""
    invalidated = Signal(object)
    """Emitted with the boxes of the map to repaint."""
    laid_out = Signal()
    """Emitted after the map has been laid out and drawn again."""

    def __init__(self, session: Session, drawn: DrawnMap | None = None) -> None:
        super().__init__(session)
        # There are few items, they change often, and hit testing uses our own boxes. An index would only
        # cost.
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.session = session
        self.shown = Shown()
        self.faint: frozenset[str] = frozenset()
        """Cards that are faint because the filter rejects them."""
        self._dragged: frozenset[str] = frozenset()
        self._theme: str | None = None
        self._held = False
        self._spared = 0
        self._source: Queries = session.document
        self.unhidden: frozenset[str] = frozenset()
        """Lanes, places of personas and cards that are shown although the project or the view hides them."""
        self.layout: MapLayout
        self.drawing: Drawing
        self.document: Queries = session.document
        self._show(drawn or self.drawn(session.document))
        session.shown_view.changed.connect(self._follow_view)
        session.edited.connect(self.refresh)
        session.journey_changed.connect(self.refresh)

    @contextmanager
    def held(self, holding: bool = True) -> Iterator[None]:
        """Suspend `refresh` in a `with` block. The caller refreshes the scene afterwards."""
        self._held = holding
        try:
            yield
        finally:
            self._held = False

    def refresh(self) -> None:
        """Show the current state of the project."""
        if self._held:
            return
        if self._source is not self.session.document or self.layout.journey != self.session.journey_id:
            self.about_to_change.emit()
            self.show_document(self.session.document)

    def show_hidden(self, ids: frozenset[str]) -> None:
        """Show these hidden lanes, personas and cards, and no others, without a change of the project."""
        if ids != self.unhidden:
            self.unhidden = ids
            self.about_to_change.emit()
            self.show_document(self.session.document)

    def show_document(self, document: Queries) -> None:
        """Show a document, or a draft that previews a gesture."""
        self._source = document
        self._show(self.drawn(document))

    def use_theme(self, name: str | None) -> None:
        """Show the map in a theme, or in that of its journey; the document stays as it is."""
        if name != self._theme:
            self._theme = name
            self.show_document(self._source)

    def _follow_view(self) -> None:
        """Show the view and the filter that are in effect now."""
        self.about_to_change.emit()
        self.show_document(self.session.document)

    def drawn(self, document: Queries) -> DrawnMap:
        """Return a document laid out and drawn as the view and the filter show it."""
        session, view = self.session, self.session.shown_view
        shown = with_shown(view.seen(document), self.unhidden)
        rejected = view.filter.rejected(shown, session.journey_id)
        left_out = (view.left_out & rejected) - self.unhidden
        drawn = DrawnMap.of(seen(shown, (), left_out), session.journey_id, session.today(), self._theme)
        self.faint = rejected - left_out
        faint = with_their_links(drawn.document, self.faint)
        faint |= view.filter.rejected_curves(drawn.document, session.journey_id)
        return replace(drawn, drawing=with_faint(drawn.drawing, faint))

    def _show(self, drawn: DrawnMap) -> None:
        self.document, self.layout = drawn.document, drawn.layout
        dirty = self.shown.show(drawn.drawing)
        self.drawing = self.shown.drawing
        self._spare_large()
        self.invalidated.emit(dirty)
        self.laid_out.emit()

    def _spare_large(self) -> None:
        """Exclude a large new map from garbage collection.

        Thousands of records, boxes and groups now live as long as the window. Traversing them would take
        several frames, and each edit creates enough objects to trigger a collection.
        """
        cards = len(self.layout.cards)
        if cards >= _LARGE and cards > 2 * self._spared:
            self._spared = cards
            spare()

    def paint_part(self, painter: QPainter, part: Part) -> None:
        """Paint a single part on a painter in scene coordinates."""
        with saved(painter):
            painter.translate(part.x, part.y)
            for piece in self.shown.piece_of(part):
                piece.play(painter, self.session.pictures)

    def pieces_of(self, part: Part) -> Iterator[Piece]:
        """Yield the pieces to paint for a part, without texts that are being edited."""
        return self.shown.piece_of(part)

    def mute(self, owner: str, room: Box) -> None:
        """Hide a record's texts in an area of the map while they are being edited."""
        self.invalidated.emit(self.shown.mute(owner, room))

    def unmute(self) -> None:
        """Show all texts again."""
        self.invalidated.emit(self.shown.mute("", None))

    @property
    def dragged(self) -> frozenset[str]:
        """Owners that are dimmed because they are dragged."""
        return self._dragged

    def dim(self, owners: Iterable[str]) -> None:
        """Dim the parts of these owners, and of no others."""
        self._dragged = frozenset(owners)
        self.invalidated.emit(self.shown.dim(self._dragged))

    def raise_above(self, item: QGraphicsItem) -> None:
        """Add an overlay item above the map."""
        item.setZValue(1_000_000)
        self.addItem(item)
