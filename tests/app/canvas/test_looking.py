"""Viewing the map: opening, zooming, panning and frozen headers."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from journey_editor.app.canvas.picture.rectangle import qrect
from journey_editor.app.canvas.zoom_view import HIGHEST_ZOOM, LOWEST_ZOOM
from journey_editor.layout.queries.hit_testing import boxes_of
from journey_editor.model.document import Document
from tests.app.canvas.conftest import story
from tests.app.canvas.driver import CTRL, NONE, SHIFT, Driver

KEY = Qt.Key


def turn(
    driver: Driver,
    at: QPoint,
    notches: float = 0,
    held: Qt.KeyboardModifier = NONE,
    pixels: QPoint = QPoint(),  # noqa: B008 - the point is only read
) -> None:
    event = QWheelEvent(
        QPointF(at),
        QPointF(driver.view.viewport().mapToGlobal(at)),
        pixels,
        QPoint(0, round(120 * notches)),
        Qt.MouseButton.NoButton,
        held,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(driver.view.viewport(), event)
    driver.settle()


def test_the_wheel_over_an_open_text_editor_scrolls_the_map(driver: Driver) -> None:
    driver.view.edit_text(driver.card("Sees an advert"))
    driver.settle()
    before = driver.view.to_scene(QPointF(0, 0))
    editor = driver.view.writing.editor
    event = QWheelEvent(
        QPointF(5, 5), QPointF(editor.mapToGlobal(QPoint(5, 5))), QPoint(), QPoint(0, -120),
        Qt.MouseButton.NoButton, NONE, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(editor.viewport(), event)
    driver.settle()
    assert driver.view.to_scene(QPointF(0, 0)).y() > before.y()
    assert driver.view.writing.active


@pytest.mark.parametrize("held", [NONE, SHIFT, CTRL])
def test_a_high_resolution_wheel_scrolls_as_far_as_one_with_notches(
    drive: Callable[[Document], Driver], held: Qt.KeyboardModifier
) -> None:
    at = QPoint(300, 200)
    places = []
    for parts in (1, 120):
        driver = drive(story())
        for _ in range(parts):
            turn(driver, at, -1 / parts, held)
        places.append(driver.view.to_scene(QPointF(at)))
        zoom = driver.view.zoom()
    assert (places[0] - places[1]).manhattanLength() <= 2
    assert zoom == pytest.approx(0.8 if held == CTRL else 1.0)


def test_a_touch_pad_that_reports_only_pixels_scrolls_and_zooms(driver: Driver) -> None:
    at = QPoint(300, 200)
    before = driver.view.to_scene(QPointF(0, 0))
    turn(driver, at, pixels=QPoint(-7, -12))
    assert driver.view.to_scene(QPointF(0, 0)) - before == QPointF(7, 12)
    turn(driver, at, pixels=QPoint(0, 72), held=CTRL)
    assert driver.view.zoom() == pytest.approx(1.25)


def pinch(driver: Driver, at: QPoint, by: float) -> None:
    place = QPointF(at)
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture,
        QPointingDevice.primaryPointingDevice(),
        2,
        place,
        place,
        QPointF(driver.view.viewport().mapToGlobal(at)),
        by,
        QPointF(),
    )
    QApplication.sendEvent(driver.view.viewport(), event)


@pytest.mark.parametrize("at", [QPoint(150, 120), QPoint(1100, 900)], ids=["top", "foot"])
def test_pinching_in_many_small_steps_zooms_around_the_point_between_the_fingers(
    driver: Driver, at: QPoint
) -> None:
    under = driver.view.to_scene(QPointF(at))
    for _ in range(1000):
        pinch(driver, at, 0.001)
    assert driver.view.zoom() == pytest.approx(1.001**1000)
    assert (driver.view.to_scene(QPointF(at)) - under).manhattanLength() < 2


def test_the_zoom_stays_within_its_limits(driver: Driver) -> None:
    heard: list[float] = []
    driver.view.zoom_changed.connect(heard.append)
    for _ in range(60):
        driver.view.zoom_in()
    assert driver.view.zoom() == HIGHEST_ZOOM
    for _ in range(60):
        driver.view.zoom_out()
    assert driver.view.zoom() == LOWEST_ZOOM == heard[-1]


def test_the_view_can_be_fitted_to_the_selection(driver: Driver) -> None:
    driver.session.selection.replace([driver.stage("Support")])
    driver.view.fit_selection()
    driver.settle()
    box = boxes_of(driver.layout, driver.stage("Support"))[0]
    seen = driver.view.mapToScene(driver.view.viewport().rect()).boundingRect()
    assert seen.contains(QPointF(*box.center)) and driver.view.zoom() > 1.0


def test_a_frozen_stage_header_behaves_like_the_stage(driver: Driver) -> None:
    driver.view.resize(700, 320)
    driver.settle()
    driver.view.look_at(QPointF(500, 640))
    driver.settle()
    box = boxes_of(driver.layout, driver.stage("Purchase"))[0]
    x = driver.view.mapFromScene(QPointF(*box.center)).x()
    QTest.mouseClick(driver.view.viewport(), Qt.MouseButton.LeftButton, NONE, QPoint(x, 14))
    assert driver.selected() == ["Purchase"]


def test_a_chosen_journey_is_shown(driver: Driver) -> None:
    from journey_editor.editing.commands.journeys import add_journey
    from journey_editor.editing.commands.stages import add_stage

    with driver.session.edit("Add journey") as draft:
        journey = add_journey(draft, title="To be").id
        stage = add_stage(draft, journey, name="Dreams").id
    driver.session.show_journey(journey)
    driver.settle()
    assert [each.id for each in driver.layout.stages] == [stage]


def test_the_status_tip_follows_the_pointer_and_the_selection(driver: Driver) -> None:
    heard: list[str] = []
    driver.view.status_tip_changed.connect(heard.append)
    driver.click(driver.middle(driver.card("Sees an advert")))
    driver.key(KEY.Key_F2)
    driver.key(KEY.Key_Escape)
    assert len(set(heard)) >= 2 and "Esc" in heard[1]


@pytest.mark.parametrize("fitted", [True, False])
def test_a_view_is_restored_exactly_even_if_it_gets_its_size_later(driver: Driver, fitted: bool) -> None:
    view = driver.view
    if fitted:
        view.fit()
    else:
        view.set_zoom(0.9)
        view.scroll_by(40, 25)
    before, size = view.state(), view.size()
    # A window manager leaves full screen some time after it was asked to.
    view.resize(1900, 1300)
    driver.settle()
    view.set_zoom(2.0)
    view.restore(before)
    driver.settle()
    view.resize(size)
    driver.settle()
    assert view.state() == before


@pytest.mark.parametrize("way", ["shift+f10", "menu key"])
def test_the_context_menu_opens_at_the_focus(driver: Driver, way: str) -> None:
    action = QAction("Delete", driver.view)
    action.setObjectName("edit.delete")
    driver.view.window().addAction(action)
    card = driver.card("Orders two sizes")
    driver.session.selection.replace([card])
    if way == "shift+f10":
        driver.key(KEY.Key_F10, SHIFT)
    else:
        corner = driver.view.mapToGlobal(QPoint(0, 0))
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), corner)
        QApplication.sendEvent(driver.view, event)
    menu = next(each for each in driver.view.findChildren(QMenu) if each.isVisible())
    at = driver.view.viewport().mapFromGlobal(menu.pos())
    box = driver.view.mapFromScene(qrect(driver.layout.cards[card].box)).boundingRect()
    assert box.adjusted(-2, -2, 2, 4).contains(at)
    menu.close()
