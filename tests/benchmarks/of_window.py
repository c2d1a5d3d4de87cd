"""Benchmark of a complete window with a map: opening a file, and showing an edit."""

import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from PySide6.QtWidgets import QApplication

from journey_editor.app.program.application import Application
from journey_editor.app.runtime.garbage_collection import Collector
from journey_editor.app.runtime.preloading import FirstPicture
from journey_editor.app.window.main_window import MainWindow
from journey_editor.storage.project.project_file import write_project
from tests.benchmarks.figures import Bench, Figure, memory_mb
from tests.benchmarks.generated import generated_map

_REST = 1.0
"""Seconds to wait before a measurement. Small maps need less."""


def _window(cards: int) -> Iterator[Figure]:
    qt = QApplication([])
    Collector(qt)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        file = Path(folder) / "map.journey"
        write_project(file, generated_map(cards), {})
        program = Application(qt)
        program.window_showing.connect(FirstPicture(qt).watch)
        program.jobs.patience = 60.0
        clock, processor = time.perf_counter(), time.process_time()
        window = program.open(file)
        assert window is not None
        while not window.canvas.map_scene.layout.cards:
            qt.processEvents()
        qt.processEvents()
        yield Figure("window: opened and shown", cards, (time.process_time() - processor) * 1000, most=2_500)
        opened = (time.perf_counter() - clock) * 1000
        yield Figure("window: opened and shown (clock)", cards, opened, most=2_500)
        yield from _edits(window, qt, cards)
        yield Figure("window: memory", cards, memory_mb(), "MB", most=400)
        window.close()
        qt.processEvents()


def _edits(window: MainWindow, qt: QApplication, cards: int) -> Iterator[Figure]:
    session, most = window.session, 60 if cards > 1_000 else 16
    card = session.document.cards_of(session.journey_id)[cards // 2]

    def write(index: int) -> None:
        with session.edit("Write") as draft:
            draft.change(draft.get(type(card), card.id), text=f"Asks for the number {index % 10}")

    def shown(work: Callable[[int], None], runs: int = 9) -> float:
        times = []
        _rest(window, qt)
        for index in range(runs):
            start = time.process_time()
            work(index)
            # Panels are updated after the canvas is painted.
            qt.processEvents()
            qt.processEvents()
            times.append((time.process_time() - start) * 1000)
            window.canvas.tiles.flush()
        return median(times)

    yield Figure("window: edit shown", cards, shown(write), most=most)
    session.selection.replace([card.id], (card.step, card.lane))
    yield Figure("window: same, card in the inspector", cards, shown(write), most=most)
    tree = window.outline.tree
    for index in range(tree.topLevelItemCount()):
        stage = tree.topLevelItem(index)
        assert stage is not None
        stage.setExpanded(True)
    yield Figure("window: same, outline expanded", cards, shown(write), most=most)
    with session.edit("Paper") as draft:
        draft.change(session.journey, paper="a4", orientation="portrait")
    session.paper_view.show(True)
    yield Figure("window: same, as on paper", cards, shown(write), most=most)


def _rest(window: MainWindow, qt: QApplication) -> None:
    window.canvas.tiles.flush()
    cards = len(window.canvas.map_scene.layout.cards)
    end = time.perf_counter() + (_REST if cards >= 100 else 0.05)
    while time.perf_counter() < end:
        qt.processEvents()


BENCHES = (Bench("window", _window),)
