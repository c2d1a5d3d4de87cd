"""A touch screen: one finger drags things and moves the map, two fingers move and zoom it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from tests.app.canvas.driver import Driver


@pytest.fixture
def touch(driver: Driver, screen: QPointingDevice) -> Callable[..., None]:
    """Move the fingers, each along its own places, from the first to the last."""
    # Touches are reported only within the screen.
    driver.view.resize(760, 700)
    driver.view.set_zoom(0.6)
    driver.settle()

    def move(*ways: tuple[QPoint, ...], lift: bool = True) -> None:
        viewport = driver.view.viewport()
        for at, places in enumerate(zip(*ways, strict=True)):
            sequence = QTest.touchEvent(viewport, screen)
            for finger, place in enumerate(places):
                (sequence.move if at else sequence.press)(finger, place, viewport)
            sequence.commit()
        if lift:
            sequence = QTest.touchEvent(viewport, screen)
            for finger, way in enumerate(ways):
                sequence.release(finger, way[-1], viewport)
            sequence.commit()
        driver.settle()

    return move


def along(start: QPoint, end: QPoint) -> tuple[QPoint, ...]:
    return tuple(start + (end - start) * part for part in (0.0, 0.2, 0.6, 1.0))


def test_a_finger_on_empty_ground_moves_the_map(driver: Driver, touch: Callable[..., None]) -> None:
    at = driver.cell("Purchase", "Thoughts")
    before = driver.view.to_scene(QPointF(0, 0))
    touch(along(at, at + QPoint(-60, -40)))
    assert driver.view.to_scene(QPointF(0, 0)) - before == QPointF(60, 40) / 0.6
    assert not driver.session.selection.ids and driver.session.editor.undo_name is None


def test_a_finger_drags_a_card(driver: Driver, touch: Callable[..., None]) -> None:
    card = driver.card("Calls the shop")
    driver.middle(card)
    there = driver.cell("Purchase", "Touchpoints")
    touch(along(driver.middle(card), there))
    assert driver.texts("Purchase", "Touchpoints") == ["Calls the shop"]


def test_a_tap_selects_and_a_double_tap_edits(driver: Driver, touch: Callable[..., None]) -> None:
    at = driver.middle(driver.card("Sees an advert"))
    touch((at,))
    assert driver.selected() == ["Sees an advert"] and not driver.view.writing.active
    touch((at,))
    assert driver.view.writing.active


def test_two_fingers_zoom_around_their_middle_and_move_the_map(
    driver: Driver, touch: Callable[..., None]
) -> None:
    left, right, aside = QPoint(400, 400), QPoint(600, 400), QPoint(30, 20)
    under = driver.view.to_scene(QPointF(500, 400))
    apart = QPoint(100, 0)
    touch(along(left, left - apart + aside), along(right, right + apart + aside))
    assert driver.view.zoom() == pytest.approx(1.2, rel=0.02)
    assert (driver.view.to_scene(QPointF(530, 420)) - under).manhattanLength() < 3
    assert not driver.session.selection.ids


def test_a_second_finger_ends_a_drag_without_an_edit(
    driver: Driver, touch: Callable[..., None], screen: QPointingDevice
) -> None:
    before = driver.document
    at = driver.middle(driver.card("Calls the shop"))
    touch(along(at, at + QPoint(80, 30)), lift=False)
    assert driver.view.pointer.gesture is not None
    sequence = QTest.touchEvent(driver.view.viewport(), screen)
    sequence.move(0, at + QPoint(80, 30), driver.view.viewport())
    sequence.press(1, at + QPoint(200, 30), driver.view.viewport())
    sequence.commit()
    assert driver.view.pointer.gesture is None
    sequence = QTest.touchEvent(driver.view.viewport(), screen)
    sequence.release(0, at, driver.view.viewport()).release(1, at, driver.view.viewport())
    sequence.commit()
    assert driver.document is before


def test_a_resting_finger_opens_the_context_menu(driver: Driver, touch: Callable[..., None]) -> None:
    from PySide6.QtGui import QAction

    action = QAction("Delete", driver.view)
    action.setObjectName("edit.delete")
    driver.view.window().addAction(action)
    at = driver.middle(driver.card("Sees an advert"))
    touch((at,), lift=False)
    assert driver.view.touch.holding.isActive()
    driver.view.touch.holding.timeout.emit()
    menu = next(each for each in driver.view.findChildren(QMenu) if each.isVisible())
    assert driver.selected() == ["Sees an advert"]
    menu.close()
    touch((at,))
