"""What PDF, PNG and SVG cost, beside what is physically there (`yardsticks.py`), for 1,000 and 10,000 cards.

    python3 main.py test tests/benchmarks/bench_outputs.py -s

prints seconds of the processor, in turns with the yardstick and the least of each, and kilobytes; asked are
at most 2.5 times operators written by hand, half of `QPdfWriter` and 0.6 times one image. Then a whole
process to a PNG, and how long a Cancel waits. Nothing here passes or fails on time.
"""

import gc
import io
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from journey_editor.backends.pdf import write_pdf
from journey_editor.backends.png import write_png
from journey_editor.backends.svg import write_svg
from journey_editor.drawing.pages import pages_for
from journey_editor.drawing.primitives import Page
from journey_editor.foundation.errors import CancelledError
from journey_editor.model.document import Document
from journey_editor.model.records import Card
from journey_editor.storage.project_file import write_project
from tests.benchmarks.bench_command_line import RUN
from tests.benchmarks.bench_command_line import measured as measured_process
from tests.benchmarks.generated import generated_map
from tests.benchmarks.yardsticks import one_image, pdf_by_hand, pdf_by_qt

TODAY = date(2026, 11, 22)
CREATED = datetime(2026, 11, 22, tzinfo=UTC)
DPI = 300.0


def no_card_alike(cards: int) -> Document:
    """A map on which no two cards have the same words."""
    document = generated_map(cards)
    return Document(
        replace(record, text=f"{record.text} for the {at}th time") if isinstance(record, Card) else record
        for at, record in enumerate(document)
    )


def page_of(document: Document, **details: str) -> Page:
    return pages_for(document, document.journeys()[0].id, today=TODAY, **details)[0]


def map_on_a0(document: Document) -> Page:
    return page_of(document, paper="a0")


def our_pdf(page: Page) -> bytes:
    stream = io.BytesIO()
    write_pdf([page], stream, pictures={}, created=CREATED)
    return stream.getvalue()


def our_svg(page: Page) -> bytes:
    stream = io.BytesIO()
    write_svg(page, stream, pictures={})
    return stream.getvalue()


def png_of_a0(page: Page, path: str) -> None:
    with Path(path).open("wb") as stream:
        write_png(page, stream, dpi=DPI, pictures={})


def measured(
    runs: int, *works: Callable[[], object], clock: Callable[[], float] = time.process_time
) -> list[float]:
    """The least seconds of the processor of each piece of work; they take turns."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(runs):
        for work, found in zip(works, times, strict=True):
            gc.collect()
            start = clock()
            work()
            found.append(clock() - start)
    return list(map(min, times))


@pytest.mark.parametrize("cards", [1_000, 10_000])
@pytest.mark.parametrize("alike", [True, False], ids=["words often alike", "no card alike"])
def test_a_pdf_beside_operators_by_hand_and_qt(cards: int, alike: bool) -> None:
    page = page_of(generated_map(cards) if alike else no_card_alike(cards))
    ours, hand, qt = measured(3, lambda: our_pdf(page), lambda: pdf_by_hand(page), lambda: pdf_by_qt(page))
    size, by_hand, by_qt = (len(write(page)) / 1000 for write in (our_pdf, pdf_by_hand, pdf_by_qt))
    print(
        f"\nPDF of {cards:6,} cards {ours:6.3f} s {ours / hand:5.2f} × by hand, {ours / qt:5.2f} × QPdfWriter"
        f"; {size:7.0f} kB {size / by_hand:5.2f} × by hand, {size / by_qt:5.2f} × QPdfWriter",
        end="",
    )
    svg = measured(3, lambda: our_svg(page))[0]
    size = len(our_svg(page)) / 1000
    print(f"\nSVG of {cards:6,} cards {svg:6.3f} s {svg / hand:5.2f} × PDF by hand; {size:7.0f} kB", end="")


@pytest.mark.parametrize("cards", [100, 1_000])
def test_a_png_of_a0_at_300_dpi_beside_one_image(cards: int, tmp_path: Path) -> None:
    page = map_on_a0(no_card_alike(cards))
    ours, whole = tmp_path / "ours.png", tmp_path / "whole.png"
    works = (lambda: png_of_a0(page, str(ours)), lambda: one_image(page, DPI, whole))
    for name, clock in (("clock", time.perf_counter), ("processor", time.process_time)):
        mine, qt = measured(2, *works, clock=clock)
        print(
            f"\nPNG of A0, {cards:6,} cards {mine:6.2f} s of the {name} {mine / qt:5.2f} × one QImage", end=""
        )
    sizes = ours.stat().st_size / 1000, whole.stat().st_size / 1000
    print(f"; {sizes[0]:7.0f} kB {sizes[0] / sizes[1]:5.2f} × one QImage", end="")


def test_a_png_of_a0_as_a_whole_process(tmp_path: Path) -> None:
    for cards in (100, 10_000):
        source, target = tmp_path / "map.journey", tmp_path / "map.png"
        write_project(source, no_card_alike(cards), {})
        words = ("convert", str(source), str(target), "--paper", "a0", "--dpi", str(DPI))
        seconds, size = measured_process(RUN, *words, runs=1)
        print(
            f"\nfrom .journey to PNG of A0, {cards:6,} cards {seconds / 1000:6.1f} s, {size:4.0f} MB of 250",
            end="",
        )


def longest_wait(write: Callable[[Callable[[float], bool]], object]) -> float:
    """The longest time between two questions whether to go on, in milliseconds on the clock."""
    asked = [time.perf_counter()]

    def go_on(_share: float) -> bool:
        asked.append(time.perf_counter())
        return True

    # As in the program and on the command line: where drawings are written no garbage is looked for.
    gc.disable()
    try:
        write(go_on)
    finally:
        gc.enable()
    asked.append(time.perf_counter())
    return max(after - before for before, after in pairwise(asked)) * 1000


def test_how_long_a_cancel_waits() -> None:
    page, large = page_of(no_card_alike(10_000)), map_on_a0(no_card_alike(10_000))
    nowhere = io.BytesIO
    waits = {
        "PDF": longest_wait(
            lambda go_on: write_pdf([page], nowhere(), pictures={}, created=CREATED, progress=go_on)
        ),
        "SVG": longest_wait(lambda go_on: write_svg(page, nowhere(), pictures={}, progress=go_on)),
        "PNG": longest_wait(lambda go_on: write_png(large, nowhere(), dpi=DPI, pictures={}, progress=go_on)),
    }
    for name, wait in waits.items():
        print(f"\nCancel of a {name}, 10,000 cards, waits at most {wait:6.0f} ms of 200", end="")
    with pytest.raises(CancelledError):
        write_pdf([page], nowhere(), pictures={}, created=CREATED, progress=lambda share: share < 0.5)
