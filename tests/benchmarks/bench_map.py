"""How long the read flow takes for 1,000 cards, beside the work that cannot be left out.

    python3 main.py test tests/benchmarks/bench_map.py -s

prints each figure as milliseconds (the best of some runs) and as a ratio. Nothing passes or fails on time.
"""

import io
import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import uharfbuzz as hb

from journey_editor.backends.pdf import write_pdf
from journey_editor.drawing.draw_map import draw_map
from journey_editor.drawing.pages import pages_for
from journey_editor.editing.editor import Editor
from journey_editor.layout.fonts import default_book
from journey_editor.layout.map_layout import lay_out
from journey_editor.model.document import Document
from journey_editor.model.records import Card
from tests.benchmarks.generated import generated_map

TODAY = date(2026, 11, 22)
CREATED = datetime(2026, 11, 22, tzinfo=UTC)


def best(work: Callable[[], object], runs: int = 7) -> float:
    """The shortest of some runs, in milliseconds."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times) * 1000


def told(name: str, figure: float, beside: str, other: float) -> None:
    print(f"\n{name:<44} {figure:8.1f} ms {figure / other:8.2f} × {beside} ({other:.1f} ms)", end="")


def test_a_map_is_laid_out_drawn_and_written() -> None:
    document = generated_map(1_000)
    journey = document.journeys()[0].id
    font = default_book().face("regular").shaper

    def shaped() -> None:
        for card in document.select(Card):
            buffer = hb.Buffer()
            buffer.add_str(card.text)
            buffer.guess_segment_properties()
            hb.shape(font, buffer)

    shaping = best(shaped, 3)
    start = time.perf_counter()
    layout = lay_out(document, journey, today=TODAY)
    drawing = draw_map(document, layout)
    told("first layout and drawing", (time.perf_counter() - start) * 1000, "shaping the cards", shaping)
    told("layout again", best(lambda: lay_out(document, journey, today=TODAY)), "shaping the cards", shaping)
    told("drawing again", best(lambda: draw_map(document, layout)), "shaping the cards", shaping)
    pages = pages_for(document, journey, today=TODAY)

    def pdf() -> None:
        write_pdf(pages, io.BytesIO(), pictures={}, created=CREATED)

    told("PDF", best(pdf, 3), "shaping the cards", shaping)
    assert len(layout.cards) == 1_000 and drawing.groups


def test_an_edit_pays_for_what_it_touches() -> None:
    editor = Editor(generated_map(1_000))
    journey = editor.document.journeys()[0].id
    card = editor.document.select(Card)[500].id

    def seen(document: Document) -> None:
        draw_map(document, lay_out(document, journey, today=TODAY))

    start = time.perf_counter()
    seen(editor.document)
    first = (time.perf_counter() - start) * 1000
    texts = iter(f"Another text {number}" for number in range(100))

    def edit() -> None:
        with editor.edit("Rewrite card") as draft:
            draft.change(draft.get(Card, card), text=next(texts))
        seen(editor.document)

    told("an edit, laid out and drawn", best(edit), "all of it for the first time", first)
    assert editor.undo_name == "Rewrite card"


def test_from_mermaid_to_pdf_as_a_whole_process(tmp_path: Path) -> None:
    lines = ["journey", "title A hundred touchpoints"]
    for section in range(10):
        lines.append(f"section Stage {section}")
        lines += [f"Thing {section}.{task} with the shop: {task % 5 + 1}: Ann, Bo" for task in range(10)]
    source, target = tmp_path / "hundred.mmd", tmp_path / "hundred.pdf"
    source.write_text("\n".join(lines), "utf-8")
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    command = "import sys; from journey_editor.app.command_line import main; sys.exit(main())"

    def run(*words: str) -> None:
        subprocess.run([sys.executable, "-c", *words], check=True, env=environment, capture_output=True)

    bare = best(lambda: run("pass"), 3)
    whole = best(lambda: run(command, "convert", str(source), str(target)), 3)
    told("from Mermaid to PDF, a whole process", whole, "starting Python", bare)
    assert target.read_bytes().startswith(b"%PDF")
