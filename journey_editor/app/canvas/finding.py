"""Search on the canvas: marks the hits and brings the current one into view."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QColor

from journey_editor.app.canvas.overlay.found_texts import FoundTexts
from journey_editor.app.canvas.overlay.search_marks import SearchMarks
from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.surface import Surface
from journey_editor.app.session.search import Search
from journey_editor.editing.search import Hit, Hits
from journey_editor.foundation.geometry import bounds
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.queries.hit_testing import boxes_of


class Finding(QObject):
    """Shows the hits of a search on the map.

    A hit that the filter hides, in a hidden or collapsed lane, or of a hidden persona, is shown as long as it
    is the current one or selected. The project does not change, so a search neither alters what is printed
    nor needs write access.
    """

    def __init__(self, scene: MapScene, marks: SearchMarks, surface: Surface, parent: QObject) -> None:
        super().__init__(parent)
        self._scene = scene
        self._session = scene.session
        self._surface = surface
        self.search = Search(scene.session, self)
        self.marks = marks
        self._made_for: tuple[Sequence[Hit], MapLayout | None] = ((), None)
        self.search.changed.connect(self._refresh)
        self.search.went.connect(self._reveal)
        scene.laid_out.connect(self._mark)
        self._session.selection.changed.connect(self._show_hidden)

    def _refresh(self) -> None:
        self._show_hidden()
        self._mark()

    def _show_hidden(self) -> None:
        """Show the hidden lanes, personas and cards of the current hit, and keep those of the selection."""
        shown = self._scene.unhidden
        hit = self.search.current if self.search.active else None
        if not shown and hit is None:
            return
        wanted = self._session.shown_view.hiding(self.search.record_of(hit)) if hit else frozenset()
        selection = self._session.selection
        for each in selection.ids if shown else ():
            wanted |= self._session.shown_view.hiding(each) & shown
        if selection.cell is not None:
            wanted |= {selection.cell[1]} & shown
        self._scene.show_hidden(wanted)

    def _mark(self) -> None:
        """Mark the hits on the map that is laid out now."""
        search, layout = self.search, self._scene.layout
        if not search.active:
            self.marks.show_found(None, QRectF())
            self._made_for = ((), None)
            return
        made_for = (search.hits, layout)
        if any(old is not new for old, new in zip(self._made_for, made_for, strict=True)):
            self._made_for = made_for
            self._make_marks(search.hits, layout)
        hit = search.current
        if hit is not None and self.marks.found is not None:
            self.marks.show_current(self.marks.found.of(hit.id, hit.field), (hit.start, hit.end))
        else:
            self.marks.show_current((), (0, 0))

    def _make_marks(self, hits: Hits, layout: MapLayout) -> None:
        if not hits:
            self.marks.show_found(None, QRectF())
            return
        dark = QColor(self._scene.drawing.background).lightness() < 128
        found = FoundTexts(hits, self._session.document, layout, dark=dark)
        self.marks.show_found(found, QRectF(0.0, 0.0, layout.width, layout.height))

    def _reveal(self) -> None:
        """Scroll to the current hit: to its item, and to its words in an item larger than the view."""
        hit = self.search.current
        if hit is None:
            return
        boxes = boxes_of(self._scene.layout, self.search.record_of(hit))
        # The name of a tag or channel is on several cards.
        near = (each for each in self.marks.current if any(map(each.shown.frame.overlaps, boxes)))
        found = next(near, next(iter(self.marks.current), None))
        if found is not None:
            self._surface.show_box(found.shown.frame)
            words = found.boxes_of_spans()[found.current]
            if words:
                self._surface.show_box(bounds(words))
        elif boxes:
            self._surface.show_box(boxes[0])
