"""Search on the canvas: marks the hits and brings the current one into view."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor

from journey_editor.app.canvas.overlay.search_marks import MarkedText, SearchMarks
from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.surface import Surface
from journey_editor.app.session.search import Search
from journey_editor.editing.search import Hit, Hits, text_of
from journey_editor.editing.unhiding import hidden_by
from journey_editor.foundation.geometry import bounds
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.queries.hit_testing import boxes_of
from journey_editor.layout.queries.text_spans import ShownText, ShownTexts
from journey_editor.model.records import Card


class Finding(QObject):
    """Shows the hits of a search on the map.

    A hit in a hidden or collapsed lane, or of a hidden persona, is shown as long as it is the current one or
    selected. The project does not change, so a search neither alters what is printed nor needs write access.
    """

    def __init__(self, scene: MapScene, marks: SearchMarks, surface: Surface, parent: QObject) -> None:
        super().__init__(parent)
        self._scene = scene
        self._session = scene.session
        self._surface = surface
        self.search = Search(scene.session, self)
        self.marks = marks
        self._made_for: tuple[Sequence[Hit], MapLayout | None] = ((), None)
        self._indices: dict[tuple[str, str], range] = {}
        self.search.changed.connect(self._refresh)
        self.search.went.connect(self._reveal)
        scene.laid_out.connect(self._mark)
        self._session.selection.changed.connect(self._show_hidden)

    def _refresh(self) -> None:
        self._show_hidden()
        self._mark()

    def _show_hidden(self) -> None:
        """Show the hidden lanes and personas of the current hit, and keep those of the selection."""
        shown = self._scene.unhidden
        hit = self.search.current if self.search.active else None
        if not shown and hit is None:
            return
        document, journey = self._session.document, self._session.journey_id
        wanted = hidden_by(document, journey, self.search.record_of(hit)) if hit else frozenset()
        selection = self._session.selection
        for each in selection.ids if shown else ():
            wanted |= hidden_by(document, journey, each) & shown
        if selection.cell is not None:
            wanted |= {selection.cell[1]} & shown
        self._scene.show_hidden(wanted)

    def _mark(self) -> None:
        """Mark the hits on the map that is laid out now."""
        search, layout = self.search, self._scene.layout
        if not search.active:
            self.marks.show_marks(())
            self._made_for = ((), None)
            return
        made_for = (search.hits, layout)
        if any(old is not new for old, new in zip(self._made_for, made_for, strict=True)):
            self._made_for = made_for
            self._make_marks(search.hits, layout)
        hit = search.current
        indices = self._indices.get((hit.id, hit.field), ()) if hit is not None else ()
        self.marks.show_current(
            {index: self.marks.marks[index].spans.index((hit.start, hit.end)) for index in indices if hit}
        )

    def _make_marks(self, hits: Hits, layout: MapLayout) -> None:
        document, texts = self._session.document, ShownTexts(layout)
        dark = QColor(self._scene.drawing.background).lightness() < 128
        marks: list[MarkedText] = []
        self._indices.clear()
        for (journey, record_id, field), spans in hits.by_text():
            record = document.find(record_id)
            if record is None:
                continue
            shown = self._shown(texts, record_id, field)
            if shown:
                text = text_of(document, journey, record, field)
                self._indices[record_id, field] = range(len(marks), len(marks) + len(shown))
                on_dark = dark or record.KIND == "stage"
                marks += [MarkedText(record_id, each, text, spans, dark=on_dark) for each in shown]
        self.marks.show_marks(marks)

    def _shown(self, texts: ShownTexts, record_id: str, field: str) -> list[ShownText]:
        if record_id.startswith("channel:"):
            cards = self._session.document.select(Card, channel=record_id)
            return [each for card in cards if card.kind == "touchpoint" for each in texts.of(card.id, "name")]
        return texts.of(record_id, field)

    def _reveal(self) -> None:
        """Scroll to the current hit: to its item, and to its words in an item larger than the view."""
        hit = self.search.current
        if hit is None:
            return
        found = next((mark for mark in self.marks.marks if mark.current >= 0), None)
        if found is not None:
            self._surface.show_box(found.shown.frame)
            words = found.boxes_of_spans()[found.current]
            if words:
                self._surface.show_box(bounds(words))
        else:
            boxes = boxes_of(self._scene.layout, self.search.record_of(hit))
            if boxes:
                self._surface.show_box(boxes[0])
