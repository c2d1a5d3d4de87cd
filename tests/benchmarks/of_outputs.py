"""Benchmarks of PDF, SVG and PNG. The baselines are the simplest possible output, and Qt."""

import io
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path

from journey_editor.backends.pdf import write_pdf
from journey_editor.backends.png import ensure_gui, write_png
from journey_editor.backends.svg import write_svg
from journey_editor.drawing.pages import pages_for
from journey_editor.drawing.primitives import Page
from journey_editor.foundation import memo
from journey_editor.foundation.cancellation import cancellable
from journey_editor.storage.project.project_file import write_project
from tests.benchmarks.figures import Bench, Figure
from tests.benchmarks.generated import generated_map
from tests.benchmarks.of_command_line import RUN, whole_process
from tests.benchmarks.yardsticks import one_image, pdf_by_hand, pdf_by_qt, svg_by_qt

_TODAY = date(2026, 11, 22)
_CREATED = datetime(2026, 11, 22, tzinfo=UTC)
_DPI = 300.0
_BY_HAND, _BY_QT, _ONE_IMAGE = "plain PDF operators", "QPdfWriter", "one QImage"


def _page(cards: int, **details: str) -> Page:
    document = generated_map(cards)
    return pages_for(document, document.journeys()[0].id, today=_TODAY, **details)[0]


def _pdf(page: Page) -> bytes:
    stream = io.BytesIO()
    write_pdf([page], stream, pictures={}, created=_CREATED)
    return stream.getvalue()


def _svg(page: Page) -> bytes:
    stream = io.BytesIO()
    write_svg(page, stream, pictures={})
    return stream.getvalue()


def _png(page: Page, path: Path) -> None:
    with path.open("wb") as stream:
        write_png(page, stream, dpi=_DPI, pictures={})


def _in_turns(
    runs: int, *works: Callable[[], object], clock: Callable[[], float] = time.process_time
) -> list[float]:
    """Call functions in turns, and return the minimum time of each in ms; by default, processor time."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(runs):
        for work, found in zip(works, times, strict=True):
            start = clock()
            work()
            found.append((clock() - start) * 1000)
    return list(map(min, times))


def _longest_wait(write: Callable[[], object]) -> float:
    """Return the longest time between two checks for cancellation, in milliseconds."""
    asked = [time.perf_counter()]

    def wanted() -> bool:
        asked.append(time.perf_counter())
        return True

    with cancellable(wanted):
        write()
    asked.append(time.perf_counter())
    return max(after - before for before, after in pairwise(asked)) * 1000


def _vectors(cards: int) -> Iterator[Figure]:
    ensure_gui()
    page = _page(cards)
    works = (lambda: _pdf(page), lambda: pdf_by_hand(page), lambda: pdf_by_qt(page))
    # Short times vary more, so they need more runs.
    ours, hand, qt = _in_turns(9 if cards <= 100 else 3, *works)
    sizes = [len(write(page)) / 1000 for write in (_pdf, pdf_by_hand, pdf_by_qt)]
    yield Figure("PDF", cards, ours, "ms", _BY_HAND, hand, most_times=2.5)
    yield Figure("PDF", cards, ours, "ms", _BY_QT, qt, most_times=0.5)
    yield Figure("PDF: size", cards, sizes[0], "kB", _BY_HAND, sizes[1])
    yield Figure("PDF: size", cards, sizes[0], "kB", _BY_QT, sizes[2], most_times=1)
    yield Figure("PDF: longest wait for Cancel", cards, _longest_wait(lambda: _pdf(page)), most=200)
    ours, qt = _in_turns(3, lambda: _svg(page), lambda: svg_by_qt(page))
    yield Figure("SVG", cards, ours, "ms", "QSvgGenerator", qt)
    yield Figure(
        "SVG: size", cards, len(_svg(page)) / 1000, "kB", "QSvgGenerator", len(svg_by_qt(page)) / 1000
    )
    yield Figure("SVG: longest wait for Cancel", cards, _longest_wait(lambda: _svg(page)), most=200)


def _pixels(cards: int) -> Iterator[Figure]:
    ensure_gui()
    # Small maps only test the benchmark itself, so a small paper is enough.
    paper = "a0" if cards >= 100 else "a5"
    page, name = _page(cards, paper=paper), f"PNG of {paper.upper()}"
    # The command line does the same, because it lays out nothing again.
    memo.forget_all()
    memo.forget_values()
    with tempfile.TemporaryDirectory() as folder:
        ours, whole, project = (Path(folder) / each for each in ("ours.png", "whole.png", "map.journey"))
        write_project(project, generated_map(cards), {})
        asked = ["--paper", paper, "--dpi", f"{_DPI:g}"]
        found = whole_process([sys.executable, RUN, "convert", str(project), str(ours), *asked], 1)
        yield Figure(f"{name}: project to file (clock)", cards, found[0])
        yield Figure(f"{name}: memory of the process", cards, found[1], "MB", most=250)
        wait = _longest_wait(lambda: _png(page, ours))
        yield Figure(f"{name}: longest wait for Cancel", cards, wait, most=200)
        works = (lambda: _png(page, ours), lambda: one_image(page, _DPI, whole))
        # Painting and compressing run in parallel, so users wait for the elapsed time.
        mine, qt = _in_turns(2, *works, clock=time.perf_counter)
        yield Figure(f"{name} at 300 dpi (clock)", cards, mine, "ms", _ONE_IMAGE, qt, most_times=0.6)
        mine, qt = _in_turns(1, *works)
        yield Figure(f"{name} at 300 dpi", cards, mine, "ms", _ONE_IMAGE, qt)
        sizes = ours.stat().st_size / 1000, whole.stat().st_size / 1000
        yield Figure(f"{name}: size", cards, sizes[0], "kB", _ONE_IMAGE, sizes[1])


BENCHES = (Bench("vectors", _vectors), Bench("pixels", _pixels))
