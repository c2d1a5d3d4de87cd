"""Texts on the map in which a search has found something."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from journey_editor.editing.search import FIELDS, Hits, cards_showing, text_of
from journey_editor.foundation.geometry import Box
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.layout.boxes import CellLayout, MapLayout
from journey_editor.layout.queries.text_spans import ShownText, ShownTexts
from journey_editor.model.document import Queries
from journey_editor.model.records import Card, CardReference, Record, kind_of
from journey_editor.model.sheet_records import PersonaFact
from journey_editor.wording.sheet_words import SHEET_TEXTS

_BEYOND = 8.0
"""Map units by which cards may extend beyond their cell."""


@dataclass(slots=True)
class MarkedText:
    """Text on the map with its found parts; `current` is the index of the current one, or −1."""

    owner: str
    shown: ShownText
    text: str
    spans: Sequence[tuple[int, int]]
    current: int = -1
    dark: bool = False
    """True for light text on a dark background."""
    boxes: tuple[tuple[Box, ...], ...] | None = None

    def boxes_of_spans(self) -> tuple[tuple[Box, ...], ...]:
        """Return the boxes of each part; those of a text that is not drawn are empty."""
        if self.boxes is None:
            self.boxes = tuple(self.shown.boxes_of(self.text, *span) for span in self.spans)
        return self.boxes


class FoundTexts:
    """Marked texts of a map. Those of a card are only created when it is in view: a map has thousands."""

    def __init__(self, hits: Hits, document: Queries, layout: MapLayout, *, dark: bool) -> None:
        """`dark` is true for a map with a dark background."""
        self._hits, self._document, self._layout = hits, document, layout
        self.dark = dark
        self._texts = ShownTexts(layout)
        self._of_text: dict[tuple[str, str], tuple[MarkedText, ...]] = {}
        self._of_card: dict[str, tuple[MarkedText, ...]] = {}
        for (journey, record_id, field), spans in hits.outside("card"):
            record = document.find(record_id)
            shown = self._shown(record_id, field) if record is not None else []
            if record is not None and shown:
                self._of_text[record_id, field] = self._marked(journey, record, field, shown, spans)
        self.outside_cards = tuple(mark for marks in self._of_text.values() for mark in marks)

    def of(self, record_id: str, field: str) -> tuple[MarkedText, ...]:
        """Return the places at which a field of a record is drawn and marked."""
        if record_id in self._layout.cards:
            self._of(record_id)
        return self._of_text.get((record_id, field), ())

    def within(self, region: Box) -> Iterator[MarkedText]:
        """Yield the marked texts of items that overlap a region."""
        yield from (mark for mark in self.outside_cards if mark.shown.frame.overlaps(region))
        for cell in self._cells_near(region):
            for card_id in cell.body.cards:
                yield from (mark for mark in self._of(card_id) if mark.shown.frame.overlaps(region))

    def cards_within(self, region: Box) -> Iterator[Box]:
        """Yield the boxes of cards with hits that overlap a region, without the places of their words."""
        for cell in self._cells_near(region):
            for card_id, card in cell.body.cards.items():
                if card_id in self._found:
                    box = card.box.moved(cell.box.x, cell.box.y)
                    if box.overlaps(region):
                        yield box

    def _cells_near(self, region: Box) -> Iterator[CellLayout]:
        """Yield the cells whose cards may overlap a region: wide ones may begin far away."""
        wide = {part.id for part in self._layout.cards.wide if part.box.overlaps(region)}
        for cell in self._layout.cells:
            cards = cell.body.cards
            if cards and (cell.box.grown(_BEYOND).overlaps(region) or not wide.isdisjoint(cards)):
                yield cell

    @cached_property
    def _found(self) -> frozenset[str]:
        """Ids of the records with hits."""
        return frozenset(self._hits.records())

    def _of(self, card_id: str) -> tuple[MarkedText, ...]:
        """Return the marked texts of a card."""
        found = self._of_card.get(card_id)
        if found is None:
            journey = self._layout.journey
            for field in FIELDS["card"]:
                spans = self._hits.spans_in((journey, card_id, field))
                if spans:
                    card, shown = self._document.get(Card, card_id), self._texts.of(card_id, field)
                    self._of_text[card_id, field] = self._marked(journey, card, field, shown, spans)
            marks = (self._of_text.get((card_id, field), ()) for field in FIELDS["card"])
            found = self._of_card[card_id] = tuple(mark for each in marks for mark in each)
        return found

    def _marked(
        self,
        journey: str,
        record: Record,
        field: str,
        shown: Sequence[ShownText],
        spans: Sequence[tuple[int, int]],
    ) -> tuple[MarkedText, ...]:
        text = text_of(self._document, journey, record, field)
        dark = self.dark or record.KIND == "stage"
        return tuple(MarkedText(record.id, each, text, spans, dark=dark) for each in shown)

    def _shown(self, record_id: str, field: str) -> list[ShownText]:
        kind = kind_of(record_id)
        if kind in ("channel", "tag"):
            cards = cards_showing(self._document, record_id)
            if kind == "tag":
                return [each for card in cards for each in self._texts.of_tag(card, record_id)]
            return [each for card in cards for each in self._texts.of(card, "name")]
        if kind == "card_reference":
            return self._texts.of(self._document.get(CardReference, record_id).card, "reference")
        if kind == "persona_fact":
            return self._texts.of(self._document.get(PersonaFact, record_id).persona, "sheet")
        return self._texts.of(record_id, "sheet" if kind == "persona" and field in SHEET_TEXTS else field)
