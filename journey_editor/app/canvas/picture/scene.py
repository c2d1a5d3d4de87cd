"""Graphics scene with the drawing of the current journey and the overlay items above it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from PySide6.QtCore import QRectF, Signal
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
from journey_editor.layout.columns import Rows
from journey_editor.layout.page_layout import PageLayout, PageLayouts
from journey_editor.model.document import Queries
from journey_editor.model.records import Journey

_LARGE = 300
"""Number of cards from which a map is excluded from garbage collection."""


Arrangement = tuple[str, str, str]
"""A journey, its paper and its orientation."""


class MapScene(QGraphicsScene):
    """Holds the drawing of the session's journey, updated after each edit. The view paints it in tiles."""

    about_to_change = Signal()
    """Emitted before an edit is shown."""
    invalidated = Signal(object)
    """Emitted with the boxes of the map to repaint."""
    laid_out = Signal()
    """Emitted after the map has been laid out and drawn again."""
    rearranging = Signal()
    """Emitted before another arrangement of the same map is shown: another paper, or other rows."""
    rearranged = Signal()
    """Emitted after that."""

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
        self._rows: tuple[Arrangement, Rows] | None = None
        self._held = False
        self._spared = 0
        self._source: Queries = session.document
        self.unhidden: frozenset[str] = frozenset()
        """Lanes, places of personas and cards that are shown although the project or the view hides them."""
        self.layout: MapLayout
        self.drawing: Drawing
        self.document: Queries = session.document
        self.page: PageLayout | None = None
        """Page of the map, if it is shown as on paper."""
        fits = drawn is not None and (drawn.page is not None) == session.paper_view.on
        self._show(drawn if drawn is not None and fits else self.drawn(session.document))
        session.shown_view.changed.connect(self._follow_view)
        session.paper_view.changed.connect(self._follow_paper)
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
        self._rows = None
        self.about_to_change.emit()
        self.show_document(self.session.document)

    def _follow_paper(self) -> None:
        """Show the map as on paper, or not."""
        self.show_document(self._source)

    def better_pages(self) -> Iterator[PageLayout]:
        """Search for the page on which the current document fits best; the last one that is yielded is it."""
        document, _ = self._seen(self.session.document)
        session = self.session
        yield from PageLayouts(
            document, session.journey_id, today=session.today(), theme_name=self._theme
        ).search()

    def use_rows(self, rows: Rows) -> None:
        """Show the current document with its stages in these rows of the page."""
        self._rows = self._arrangement(self.session.document), rows
        self.show_document(self.session.document)

    def drawn(self, document: Queries) -> DrawnMap:
        """Return a document laid out and drawn as the view and the filter show it."""
        session, view = self.session, self.session.shown_view
        shown, rejected = self._seen(document)
        of_map = (shown, session.journey_id, session.today(), self._theme)
        if session.paper_view.on:
            # Another search for the best rows may take longer than a frame, so it follows later.
            arrangement, rows = self._rows or (None, None)
            known = rows if arrangement == self._arrangement(document) else None
            drawn = DrawnMap.on_paper(*of_map, known)
        else:
            drawn = DrawnMap.of(*of_map)
        self.faint = rejected
        faint = with_their_links(drawn.document, self.faint)
        faint |= view.filter.rejected_curves(drawn.document, session.journey_id)
        return replace(drawn, drawing=with_faint(drawn.drawing, faint))

    def _seen(self, document: Queries) -> tuple[Queries, frozenset[str]]:
        """Return a document as the view and the filter show it, and the cards that are faint."""
        session, view = self.session, self.session.shown_view
        shown = with_shown(view.seen(document), self.unhidden)
        rejected = view.filter.rejected(shown, session.journey_id)
        left_out = (view.left_out & rejected) - self.unhidden
        return seen(shown, (), left_out), rejected - left_out

    def _arrangement(self, document: Queries) -> Arrangement:
        """Return the journey that is shown, its paper and its orientation."""
        journey = document.get(Journey, self.session.journey_id)
        return journey.id, journey.paper, journey.orientation

    def _show(self, drawn: DrawnMap) -> None:
        before, page = self.page, drawn.page
        arrangement = self._arrangement(drawn.document)
        shown = getattr(self, "layout", None)
        same_map = shown is not None and shown.journey == drawn.layout.journey
        rearranged = same_map and _place(before) != _place(page)
        if rearranged:
            self.rearranging.emit()
        self.document, self.layout, self.page = drawn.document, drawn.layout, page
        self.session.paper_view.set_page(page)
        self._rows = (arrangement, page.rows) if page is not None else None
        dirty = self.shown.show(drawn.drawing)
        self.drawing = self.shown.drawing
        self._spare_large()
        self.invalidated.emit(dirty)
        self.laid_out.emit()
        if rearranged:
            self.rearranged.emit()

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

    def ground(self) -> QRectF:
        """Return the area of the map in scene coordinates."""
        return QRectF(0, 0, self.drawing.width, self.drawing.height)

    def sheet(self) -> QRectF:
        """Return the sheet of paper around the map in scene coordinates."""
        page = self.page
        if page is None:
            return self.ground()
        scale = page.scale
        return QRectF(-page.x / scale, -page.y / scale, page.width / scale, page.height / scale)

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


def _place(page: PageLayout | None) -> tuple[Rows, float, float] | None:
    """Return what decides how a map is arranged, except its content; None if it is as wide as it likes."""
    if page is None or page.paper == "map":
        return None
    return page.rows, page.width, page.height
