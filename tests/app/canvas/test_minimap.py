"""Minimap and zoom slider: where the view is, and how it gets elsewhere."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from journey_editor.app.canvas.overlay.minimap import Minimap
from journey_editor.app.canvas.picture.rectangle import qrect
from journey_editor.app.window.main_window import MainWindow
from tests.app.driver import choose, select, settle

pytestmark = pytest.mark.usefixtures("kept_window")


@pytest.fixture
def minimap(sample: MainWindow) -> Minimap:
    sample.resize(900, 600)
    choose(sample, "view.minimap")
    sample.canvas.set_zoom(1.0)
    settle()
    minimap = sample.canvas.minimap
    minimap.flush()
    return minimap


def colors(minimap: Minimap) -> set[str]:
    picture = minimap.grab().toImage()
    return {
        QColor(picture.pixel(x, y)).name() for x in range(picture.width()) for y in range(picture.height())
    }


def test_the_minimap_shows_the_map_and_follows_its_changes(sample: MainWindow, minimap: Minimap) -> None:
    assert len(colors(minimap)) > 50
    before = minimap.grab().toImage()
    select(sample, "lane", "Touchpoints")
    choose(sample, "edit.delete")
    assert not minimap.is_complete, "it is painted later, not in the edit"
    minimap.flush()
    assert minimap.grab().toImage() != before


def test_a_press_brings_a_place_into_the_middle_and_a_drag_moves_it(
    sample: MainWindow, minimap: Minimap
) -> None:
    paper = sample.canvas.paper()
    place = QPoint(minimap.width() // 2, minimap.height() // 2)
    QTest.mousePress(minimap, Qt.MouseButton.LeftButton, pos=place)
    middle = sample.canvas.visible_region().center()
    assert middle.x() == pytest.approx(paper.center().x(), abs=paper.width() / 50)
    assert minimap.frame().contains(QPointF(place))
    QTest.mouseMove(minimap, place + QPoint(20, 0))
    QTest.mouseRelease(minimap, Qt.MouseButton.LeftButton, pos=place + QPoint(20, 0))
    moved = sample.canvas.visible_region().center()
    assert moved.x() > middle.x()
    assert moved.y() == pytest.approx(middle.y(), abs=2)


def test_the_wheel_and_the_keys_work_in_the_minimap(sample: MainWindow, minimap: Minimap) -> None:
    at = QPointF(20, 20)
    turn = QWheelEvent(
        at, minimap.mapToGlobal(at), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(minimap, turn)
    assert sample.canvas.zoom() == pytest.approx(1.25)
    QTest.keyClick(minimap, "-")
    assert sample.canvas.zoom() == pytest.approx(1.0)
    before = sample.canvas.visible_region()
    QTest.keyClick(minimap, Qt.Key.Key_Right)
    assert sample.canvas.visible_region().left() > before.left()
    QTest.keyClick(minimap, Qt.Key.Key_Escape)
    assert sample.focusWidget() is sample.canvas


def test_the_zoom_slider_is_logarithmic_and_follows_the_zoom(sample: MainWindow) -> None:
    line = sample.status_line
    sample.canvas.set_zoom(1.0)
    middle = line.zoom_slider.value()
    sample.canvas.set_zoom(2.0)
    double = line.zoom_slider.value()
    sample.canvas.set_zoom(4.0)
    assert line.zoom_slider.value() - double == pytest.approx(double - middle, abs=1)
    line.zoom_slider.setValue(line.zoom_slider.maximum())
    assert sample.canvas.zoom() == pytest.approx(8.0)
    assert line.zoom_button.text() == "800 %"


def test_the_percentage_offers_zooms(sample: MainWindow) -> None:
    menu = sample.status_line.zoom_button.menu()
    entries = {each.text(): each for each in menu.actions()}
    entries["50 %"].trigger()
    assert sample.canvas.zoom() == pytest.approx(0.5)
    entries["200 %"].trigger()
    assert sample.status_line.zoom_button.text() == "200 %"
    entries["Fit the map"].trigger()
    assert sample.canvas.visible_region().contains(sample.canvas.paper())


def test_the_focused_card_is_never_under_the_minimap(sample: MainWindow, minimap: Minimap) -> None:
    canvas, selection = sample.canvas, sample.session.selection
    canvas.setFocus()
    for direction in ("ltr", "rtl"):
        with sample.session.edit("Direction") as draft:
            draft.change(sample.session.journey, direction=direction)
        settle()
        selection.clear()
        walked = 0
        while canvas.focus.walk(1):
            walked += 1
            (card,) = selection.ids
            place = canvas.mapFromScene(qrect(canvas.map_scene.layout.cards[card].box)).boundingRect()
            assert canvas.viewport().rect().contains(place)
            assert not minimap.geometry().intersects(place)
        assert walked == len(canvas.map_scene.layout.cards)
