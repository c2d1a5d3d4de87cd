"""Benchmark of layout, drawing and search. The baseline is shaping the text of every card once."""

from collections.abc import Iterator
from datetime import date

import uharfbuzz as hb

from journey_editor.drawing.draw_map import draw_map
from journey_editor.editing.editor import Editor
from journey_editor.editing.search import TextIndex
from journey_editor.insight.rules import findings
from journey_editor.layout.map_layout import lay_out
from journey_editor.model.records import Card
from journey_editor.text.fonts import default_book
from journey_editor.text.matching import Query
from tests.benchmarks.figures import Bench, Figure, memory_mb, processor_ms
from tests.benchmarks.generated import generated_map

TODAY = date(2026, 11, 22)


def _map(cards: int) -> Iterator[Figure]:
    editor = Editor(generated_map(cards))
    journey = editor.document.journeys()[0].id
    texts = editor.document.select(Card)
    font = default_book().face("regular").shaper

    def shape() -> None:
        for card in texts:
            buffer = hb.Buffer()
            buffer.add_str(card.text)
            buffer.guess_segment_properties()
            hb.shape(font, buffer)

    def draw() -> None:
        draw_map(editor.document, lay_out(editor.document, journey, today=TODAY))

    words = iter(f"Another text {number}" for number in range(100))

    def edit() -> None:
        with editor.edit("Rewrite card") as draft:
            draft.change(draft.get(Card, texts[cards // 2].id), text=next(words))
        draw()

    # The first run also reads the tables of HarfBuzz.
    shape()
    shaped = processor_ms(shape, 3)
    before = memory_mb()
    first = processor_ms(draw, 1)
    size = memory_mb() - before
    # As a user types it, letter by letter.
    queries = [Query("waits on hold"[:length]) for length in range(1, 14)]
    index = TextIndex(editor.document)
    prepared = processor_ms(lambda: TextIndex(editor.document), 3)
    slowest = max(processor_ms(lambda query=query: index.find(query), 3) for query in queries)
    yield Figure("search, texts in order", cards, prepared, most=50)
    yield Figure("search, a letter typed", cards, slowest, most=50)
    read = processor_ms(lambda: findings(editor.document, journey), 3)
    yield Figure("insight, all rules", cards, read, most=100)
    letter = Query("e")
    yield Figure("search, four hits in a card", cards, processor_ms(lambda: index.find(letter), 3), most=50)
    yield Figure("layout and drawing, first", cards, first, "ms", "HarfBuzz on the text of the cards", shaped)
    yield Figure("layout and drawing, memory", cards, size, "MB")
    yield Figure("layout and drawing, edit", cards, processor_ms(edit, 7), "ms", "the first run", first)


BENCHES = (Bench("map", _map),)
