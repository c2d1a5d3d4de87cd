"""What the canvas costs with 1,000 cards in it, beside the figures that are asked of it.

    python3 main.py test tests/benchmarks/bench_canvas.py -s

prints each figure as milliseconds of the processor (the median of some runs) and as a share of its limit.
Nothing here passes or fails on time. Without a screen everything is rasterised by the processor.
"""

import time
from collections.abc import Callable
from statistics import median

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from journey_editor.app.canvas.map_view import MapView
from journey_editor.app.look import style
from journey_editor.app.session import Session
from journey_editor.model.records import Card
from tests.benchmarks.generated import generated_map

CARDS = 1_000


def told(name: str, limit: float, work: Callable[[int], object], runs: int = 9) -> None:
    times = []
    for index in range(runs):
        start = time.process_time()
        work(index)
        times.append((time.process_time() - start) * 1000)
    figure = median(times)
    print(f"\n{name:<44} {figure:8.1f} ms {figure / limit:8.2f} of {limit:.0f} ms", end="")


def test_a_map_of_a_thousand_cards_is_opened_edited_dragged_and_zoomed(qapp: QApplication) -> None:
    style.load_fonts(qapp)
    style.use_theme(qapp, "light")
    session = Session(generated_map(CARDS))
    views: list[MapView] = []

    def opened(_: int) -> None:
        view = MapView(session)
        view.resize(1600, 1000)
        view.show()
        qapp.processEvents()
        views.append(view)

    told("opened and shown", 800, opened, runs=1)
    (view,) = views
    card = session.document.cards_of(session.journey_id)[CARDS // 2].id

    def written(index: int) -> None:
        with session.edit("Write") as draft:
            draft.change(draft.get(Card, card), text=f"Asks for the number {index % 10}")
        qapp.processEvents()

    def dragged(index: int) -> None:
        QTest.mouseMove(view.viewport(), start + QPoint(9 + 7 * index, 5 * index))
        qapp.processEvents()

    for name, show in (("fitted", view.fit), ("at 100 %", lambda: view.set_zoom(1.0))):
        show()
        view.reveal(card)
        qapp.processEvents()
        view.tiles.settle()
        told(f"a key's edit to its picture, {name}", 25, written)
        told(f"everything painted anew, {name}", 25, lambda _: view.viewport().repaint())
        start = view.mapFromScene(QPointF(*view.map_scene.layout.cards[card].box.center))
        QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
        told(f"a frame of a drag, {name}", 16, dragged)
        view.pointer.cancel()
    told("a step of zooming", 50, lambda i: (view.set_zoom(0.2 * 1.25**i), view.viewport().repaint()), 12)
    view.close()
    assert len(view.map_scene.layout.cards) == CARDS
    # A view without a window ends here, and not when its parts are found as garbage.
    view.deleteLater()
    qapp.sendPostedEvents(view, QEvent.Type.DeferredDelete.value)
