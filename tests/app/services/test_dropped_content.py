"""Text and pictures dragged onto the map from other programs, such as a browser."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journey_editor.app.canvas.picture.rectangle import qrect
from journey_editor.app.window.main_window import MainWindow
from journey_editor.foundation.geometry import Box
from journey_editor.layout.queries.hit_testing import boxes_of, cell_of
from journey_editor.model.records import Card
from tests.app.driver import find, settle

pytestmark = pytest.mark.usefixtures("kept_window")

COPY = Qt.DropAction.CopyAction


def in_window(window: MainWindow, x: float, y: float) -> QPoint:
    """The position of a place on the map in the window."""
    window.canvas.show_box(Box(x, y, 1.0, 1.0))
    return window.canvas.viewport().mapTo(window, window.canvas.mapFromScene(QPointF(x, y)))


def drop(window: MainWindow, data: QMimeData, at: QPoint) -> bool:
    """Drag content into the window and drop it; return whether it was accepted."""
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    actions = COPY | Qt.DropAction.MoveAction
    enter = QDragEnterEvent(at, actions, data, buttons, keys)
    QApplication.sendEvent(window, enter)
    event = QDropEvent(QPointF(at), actions, data, buttons, keys)
    QApplication.sendEvent(window, event)
    settle()
    return enter.isAccepted() and event.isAccepted() and event.dropAction() == COPY


def drag(window: MainWindow, data: QMimeData, at: QPoint) -> None:
    """Drag content over the window."""
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(at, COPY, data, buttons, keys))
    QApplication.sendEvent(window, QDragMoveEvent(at, COPY, data, buttons, keys))
    settle()


def cell_place(window: MainWindow, lane: str) -> QPoint:
    layout = window.canvas.map_scene.layout
    cell = cell_of(layout, layout.steps[0].id, find(window, "lane", lane))
    assert cell is not None
    return in_window(window, cell.box.x + 20, cell.box.y + 20)


def test_each_line_of_a_dropped_text_becomes_a_card(sample: MainWindow) -> None:
    data = QMimeData()
    data.setText("Compares prices\nAsks a neighbour")
    before = sample.session.document
    assert drop(sample, data, cell_place(sample, "Thoughts"))
    lane = find(sample, "lane", "Thoughts")
    step = sample.canvas.map_scene.layout.steps[0].id
    texts = [card.text for card in sample.session.document.cards_in(step, lane)]
    assert texts[-2:] == ["Compares prices", "Asks a neighbour"]
    sample.session.undo()
    assert sample.session.document == before


def test_while_text_or_a_picture_is_dragged_over_the_map_its_place_is_marked(sample: MainWindow) -> None:
    """Only files were marked."""
    text, picture = QMimeData(), QMimeData()
    text.setText("Compares prices")
    image = QImage(20, 10, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    picture.setImageData(image)
    marked = sample.canvas.overlay.marked
    layout = sample.canvas.map_scene.layout
    card = boxes_of(layout, find(sample, "card", "Sign the lease"))[0]
    cell = cell_of(layout, layout.steps[0].id, find(sample, "lane", "Thoughts"))
    assert cell is not None
    drag(sample, text, cell_place(sample, "Thoughts"))
    mark = marked()
    assert mark is not None and mark.contains(qrect(cell.box).center()) and mark.height() >= cell.box.height
    drag(sample, text, in_window(sample, *layout.header.box.center))
    assert marked() is None
    drag(sample, picture, in_window(sample, *card.center))
    mark = marked()
    assert mark is not None and mark.contains(qrect(card).center())
    QApplication.sendEvent(sample, QDragLeaveEvent())
    assert marked() is None
    drop(sample, text, cell_place(sample, "Thoughts"))
    assert marked() is None


def test_a_picture_dragged_from_a_browser_is_added_to_the_card(sample: MainWindow, qtbot: QtBot) -> None:
    image = QImage(20, 10, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    data = QMimeData()
    data.setImageData(image)
    data.setText("https://example.org/picture.png")
    card = find(sample, "card", "Sign the lease")
    box = boxes_of(sample.canvas.map_scene.layout, card)[0]
    assert drop(sample, data, in_window(sample, *box.center))
    qtbot.waitUntil(lambda: bool(sample.session.document.get(Card, card).picture))


def test_text_dropped_beside_the_cells_is_refused_with_a_reason(sample: MainWindow) -> None:
    data = QMimeData()
    data.setText("Lost")
    before = sample.session.document
    drop(sample, data, QPoint(5, sample.height() - 60))
    assert sample.session.document == before
    assert "Drop text onto a cell" in sample.notice_bar.text


def test_text_dropped_next_to_the_map_is_not_added_to_a_cell_under_there(sample: MainWindow) -> None:
    sample.resize(1280, 720)
    data = QMimeData()
    data.setText("Lost")
    canvas = sample.canvas
    canvas.set_zoom(3.0)
    canvas.show_box(canvas.map_scene.layout.cells[0].box)
    settle()
    before = sample.session.document
    below = canvas.viewport().mapTo(sample, QPoint(0, canvas.viewport().height())).y() + 12
    for x in range(200, 1000, 100):
        drop(sample, data, QPoint(x, below))
    assert sample.session.document == before
