"""Benchmark of the canvas. The baseline is a scene with the same number of plain C++ rectangles."""

import time
from collections.abc import Callable, Iterator
from statistics import median

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGraphicsRectItem, QGraphicsScene, QGraphicsView

from journey_editor.app.canvas.map_view import MapView
from journey_editor.app.canvas.tools import choosing  # noqa: F401 - it is imported after the first paint
from journey_editor.app.widgets.look import style
from journey_editor.foundation.geometry import Box
from journey_editor.model.records import Card
from journey_editor.text.matching import Query
from tests.app.memory_store import session_in_memory
from tests.benchmarks.figures import Bench, Figure
from tests.benchmarks.generated import generated_map

_SIZE = (1600, 1000)
_ZOOMS = [0.06 * 1.15**step for step in range(30)]
_RECTANGLES = "C++ rectangle items"


def _times(
    work: Callable[[int], object], runs: int, between: Callable[[], object] = lambda: None
) -> list[float]:
    """Return the processor time of each run of `work` in milliseconds, without the calls of `between`."""
    found = []
    for index in range(runs):
        start = time.process_time()
        work(index)
        found.append((time.process_time() - start) * 1000)
        between()
    return found


class _Rectangles(QGraphicsView):
    """View with a rectangle in place of each card, for the time that Qt itself needs."""

    def __init__(self, boxes: list[QRectF], bounds: QRectF) -> None:
        super().__init__()
        # A view does not own its scene.
        self._kept = QGraphicsScene(bounds)
        for box in boxes:
            item = self._kept.addRect(box, brush=QColor("#cfe8e0"))
            item.setFlag(QGraphicsRectItem.GraphicsItemFlag.ItemIsMovable)
        self.setScene(self._kept)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)

    def fit(self) -> None:
        self.fitInView(self.sceneRect(), Qt.AspectRatioMode.KeepAspectRatio)

    def set_zoom(self, zoom: float) -> None:
        self.resetTransform()
        self.scale(zoom, zoom)


def _canvas(cards: int) -> Iterator[Figure]:
    qt = QApplication([])
    style.load_fonts(qt)
    style.use_theme(qt, "light")
    session = session_in_memory(generated_map(cards))
    start = time.process_time()
    view = MapView(session)
    view.resize(*_SIZE)
    view.show()
    qt.processEvents()
    opened = (time.process_time() - start) * 1000
    boxes = [QRectF(*_sides(box.box)) for box in view.map_scene.layout.cards.values()]
    start = time.process_time()
    plain = _Rectangles(boxes, view.sceneRect())
    plain.resize(*_SIZE)
    plain.show()
    qt.processEvents()
    shown = (time.process_time() - start) * 1000
    yield Figure("canvas: document to first picture", cards, opened, "ms", _RECTANGLES, shown)
    card = session.document.cards_of(session.journey_id)[cards // 2].id

    def zoomed(what: MapView | _Rectangles) -> Callable[[int], None]:
        def step(index: int) -> None:
            what.set_zoom(_ZOOMS[index])
            what.viewport().repaint()

        return step

    def write(index: int) -> None:
        with session.edit("Write") as draft:
            draft.change(draft.get(Card, card), text=f"Asks for the number {index % 10}")
        qt.processEvents()

    def write_more(index: int) -> None:
        with session.edit("Write") as draft:
            draft.change(draft.get(Card, card), text="Asks for the number " * (1 + index % 2 * 4))
        qt.processEvents()

    for name, show in (
        ("fitted", lambda what: what.fit()),
        ("at 100 %", lambda what: what.set_zoom(1.0)),
    ):
        for each in (view, plain):
            show(each)
        view.reveal(card)
        plain.centerOn(boxes[cards // 2].center())
        _rest(view, qt)
        ours = median(_times(lambda _: view.viewport().repaint(), 9))
        theirs = median(_times(lambda _: plain.viewport().repaint(), 9))
        yield Figure(f"canvas: repainted, {name}", cards, ours, "ms", _RECTANGLES, theirs)
        most = 60 if cards > 1_000 else 16
        edit = median(_times(write, 9, view.tiles.flush))
        yield Figure(f"canvas: edit shown, {name}", cards, edit, most=most)
        edit = median(_times(write_more, 9, view.tiles.flush))
        yield Figure(f"canvas: row made taller, {name}", cards, edit, most=most)
        middle = view.map_scene.layout.cards[card].box.center
        drag = max(_times(_dragged(view, QPointF(*middle), qt), 15))
        other = max(_times(_dragged(plain, boxes[cards // 2].center(), qt), 15))
        limit = 33 if cards > 1_000 else 16
        yield Figure(f"canvas: slowest drag frame, {name}", cards, drag, "ms", _RECTANGLES, other, limit)
        view.pointer.cancel()
    view.set_zoom(1.0)
    chart = view.map_scene.layout.charts[0].frame
    view.show_box(Box(chart.x, chart.y, 200, chart.height))
    _rest(view, qt)
    strokes = _times(_stroke(view, QPointF(chart.x + 20, chart.y + 4), qt), 60)
    yield Figure("canvas: slowest frame of the emotion pen", cards, max(strokes), most=limit)
    view.pointer.cancel()
    _rest(view, qt)
    ours = max(_times(zoomed(view), len(_ZOOMS)))
    theirs = max(_times(zoomed(plain), len(_ZOOMS)))
    yield Figure("canvas: slowest zoom step", cards, ours, "ms", _RECTANGLES, theirs, limit)
    view.set_zoom(1.0)
    search = view.finding.search
    search.begin()
    for text in ("zzz", "e"):
        # The first search also collects the texts.
        (typed,) = _times(lambda _, text=text: search.set_query(Query(text)), 1)
    yield Figure("canvas: letter found and marked", cards, typed, most=50)
    search.end()
    start = time.process_time()
    view.fit()
    view.viewport().repaint()
    view.tiles.flush()
    exact = (time.process_time() - start) * 1000
    yield Figure("canvas: full detail after fitting", cards, exact)
    view.close()


def _rest(view: MapView, qt: QApplication) -> None:
    """Wait until the work that follows an action of the user is done."""
    view.tiles.flush()
    # With a few cards there is less work.
    end = time.perf_counter() + (1.0 if len(view.map_scene.layout.cards) >= 100 else 0.05)
    while time.perf_counter() < end:
        qt.processEvents()


def _sides(box: Box) -> tuple[float, float, float, float]:
    return box.x, box.y, box.width, box.height


def _dragged(view: QGraphicsView, at: QPointF, qt: QApplication) -> Callable[[int], None]:
    """Press the mouse at a point of the scene, and return a function that drags on by one frame."""
    start = view.mapFromScene(at)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)

    def frame(index: int) -> None:
        QTest.mouseMove(view.viewport(), start + QPoint(9 + 7 * index, 5 * index))
        qt.processEvents()

    return frame


def _stroke(view: MapView, at: QPointF, qt: QApplication) -> Callable[[int], None]:
    """Press the mouse on the ground of a chart, and return a function that draws on by one frame."""
    start = view.mapFromScene(at)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)

    def frame(index: int) -> None:
        QTest.mouseMove(view.viewport(), start + QPoint(9 + 20 * index, 10 + 8 * (index % 12)))
        qt.processEvents()

    return frame


BENCHES = (Bench("canvas", _canvas),)
