"""Viewing the map: opening, zooming, panning and frozen headers."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from journey_editor.app.canvas.picture.rectangle import qrect
from journey_editor.app.canvas.zoom_view import HIGHEST_ZOOM, LOWEST_ZOOM, READABLE_ZOOM
from journey_editor.layout.queries.hit_testing import boxes_of
from journey_editor.model.document import Document
from tests.app.canvas.conftest import story
from tests.app.canvas.driver import CTRL, NONE, SHIFT, Driver
from tests.benchmarks.generated import generated_map

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


def test_a_map_that_is_readable_as_a_whole_opens_fitted(drive: Callable[[Document], Driver]) -> None:
    driver = drive(story())
    driver.view._show_beginning()
    assert READABLE_ZOOM <= driver.view.zoom() <= 1.0
    seen = driver.view.mapToScene(driver.view.viewport().rect()).boundingRect()
    assert seen.contains(driver.view.paper())


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_large_map_opens_at_its_beginning(drive: Callable[[Document], Driver], direction: str) -> None:
    document = generated_map(240)
    if direction == "rtl":
        from journey_editor.editing.draft import Draft

        draft = Draft(document)
        draft.change(document.journeys()[0], direction="rtl")
        document = draft.finish()
    driver = drive(document)
    driver.view._show_beginning()
    assert driver.view.zoom() == 0.85
    paper = driver.view.paper()
    corner = paper.topRight() if direction == "rtl" else paper.topLeft()
    seen = driver.view.mapToScene(driver.view.viewport().rect()).boundingRect()
    assert seen.contains(corner)


def test_the_wheel_with_ctrl_zooms_at_the_pointer(driver: Driver) -> None:
    at = QPoint(300, 200)
    under = driver.view.to_scene(QPointF(at))
    turn(driver, at, 2, CTRL)
    assert driver.view.zoom() > 1.4
    assert (driver.view.to_scene(QPointF(at)) - under).manhattanLength() < 2
    turn(driver, at, -2, CTRL)
    assert driver.view.zoom() == pytest.approx(1.0)


def test_the_wheel_scrolls_and_with_shift_it_scrolls_sideways(driver: Driver) -> None:
    before = driver.view.to_scene(QPointF(0, 0))
    turn(driver, QPoint(300, 200), -1)
    down = driver.view.to_scene(QPointF(0, 0))
    assert down.y() > before.y() and down.x() == before.x()
    turn(driver, QPoint(300, 200), -1, SHIFT)
    assert driver.view.to_scene(QPointF(0, 0)).x() > down.x()


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


def test_a_setting_makes_the_wheel_zoom(driver: Driver) -> None:
    driver.view.wheel_zooms = True
    turn(driver, QPoint(300, 200), 1)
    assert driver.view.zoom() > 1.0


def test_the_zoom_stays_within_its_limits(driver: Driver) -> None:
    heard: list[float] = []
    driver.view.zoom_changed.connect(heard.append)
    for _ in range(60):
        driver.view.zoom_in()
    assert driver.view.zoom() == HIGHEST_ZOOM
    for _ in range(60):
        driver.view.zoom_out()
    assert driver.view.zoom() == LOWEST_ZOOM == heard[-1]


@pytest.mark.parametrize("how", ["space", "middle"])
def test_the_map_can_be_panned(driver: Driver, how: str) -> None:
    viewport, start = driver.view.viewport(), QPoint(500, 300)
    before = driver.view.to_scene(QPointF(0, 0))
    button = Qt.MouseButton.MiddleButton if how == "middle" else Qt.MouseButton.LeftButton
    if how == "space":
        QTest.keyPress(driver.view, KEY.Key_Space)
    QTest.mousePress(viewport, button, NONE, start)
    QTest.mouseMove(viewport, start + QPoint(-50, -30))
    QTest.mouseRelease(viewport, button, NONE, start + QPoint(-50, -30))
    QTest.keyRelease(driver.view, KEY.Key_Space)
    after = driver.view.to_scene(QPointF(0, 0))
    assert (after - before) == QPointF(50, 30)
    assert driver.session.editor.undo_name is None
    assert not driver.view.is_panning()


def test_shift_1_fits_the_map_unless_a_card_has_the_focus(driver: Driver) -> None:
    driver.click(driver.middle(driver.card("Sees an advert")))
    driver.view.set_zoom(3.0)
    driver.type("!")
    assert driver.view.writing.active, "on a card the key must type an exclamation mark"
    driver.key(KEY.Key_Escape).key(KEY.Key_Escape)
    driver.key(KEY.Key_Exclam, SHIFT)
    seen = driver.view.mapToScene(driver.view.viewport().rect()).boundingRect()
    assert seen.contains(driver.view.paper())


def test_the_view_can_be_fitted_to_the_selection(driver: Driver) -> None:
    driver.session.selection.replace([driver.stage("Support")])
    driver.view.fit_selection()
    driver.settle()
    box = boxes_of(driver.layout, driver.stage("Support"))[0]
    seen = driver.view.mapToScene(driver.view.viewport().rect()).boundingRect()
    assert seen.contains(QPointF(*box.center)) and driver.view.zoom() > 1.0


def test_stage_headers_and_lane_names_stay_in_view(driver: Driver) -> None:
    driver.view.resize(500, 320)
    driver.settle()
    driver.view.look_at(QPointF(700, 640))
    driver.settle()
    top, side = driver.view.frozen.top, driver.view.frozen.side
    assert top.isVisible() and side.isVisible()
    image = driver.view.grab().toImage()
    assert image.pixelColor(300, 12).name() == "#22314a", "the top must show a stage's chevron"
    driver.view.look_at(QPointF(0, 0))
    driver.settle()
    assert not top.isVisible() and not side.isVisible()


def test_a_frozen_stage_header_behaves_like_the_stage(driver: Driver) -> None:
    driver.view.resize(700, 320)
    driver.settle()
    driver.view.look_at(QPointF(500, 640))
    driver.settle()
    box = boxes_of(driver.layout, driver.stage("Purchase"))[0]
    x = driver.view.mapFromScene(QPointF(*box.center)).x()
    QTest.mouseClick(driver.view.viewport(), Qt.MouseButton.LeftButton, NONE, QPoint(x, 14))
    assert driver.selected() == ["Purchase"]


def test_undo_scrolls_to_its_change(driver: Driver) -> None:
    card = driver.card("Nobody answers")
    driver.middle(card)
    with driver.session.edit("Rename") as draft:
        draft.change(draft.get(type(driver.document.find(card)), card), text="Somebody answers")  # type: ignore[arg-type]
    driver.view.set_zoom(3.0)
    driver.view.look_at(QPointF(0, 0))
    driver.session.undo()
    driver.settle()
    seen = driver.view.mapToScene(driver.view.viewport().rect()).boundingRect()
    assert seen.intersects(qrect(driver.layout.cards[card].box))


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


def test_shift_2_fits_several_selected_cards_instead_of_typing(driver: Driver) -> None:
    driver.session.selection.replace([driver.card("Sees an advert"), driver.card("Asks a friend")])
    driver.key(KEY.Key_At, SHIFT)
    assert not driver.view.writing.active
    assert driver.view.zoom() > 1.0


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
