"""Unfinished gestures: lost releases, and maps that change during a gesture."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from journey_editor.editing.commands.cards import add_card
from journey_editor.editing.commands.journeys import add_note
from journey_editor.editing.templates.blank import add_blank_journey
from journey_editor.layout.queries.hit_testing import boxes_of
from journey_editor.model.document import Document
from tests.app.canvas.conftest import story
from tests.app.canvas.driver import NONE, SHIFT, Driver

KEY = Qt.Key
LEFT, MIDDLE, NO_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.NoButton
CARD = "Calls the shop"


def place_of(driver: Driver, what: str) -> QPoint:
    """Return where a gesture of a kind begins."""
    layout = driver.layout
    if what == "link":
        card = driver.card(CARD)
        driver.click(driver.middle(card))
        handles = driver.view.pointer.buttons_at(*driver.layout.cards[card].box.center)
        handle = next(each for each in handles if each.what == "link")
        return driver.at(handle.x, handle.y)
    if what == "marquee":
        return QPoint(3, 3)
    if what == "point":
        return driver.at(*boxes_of(layout, driver.point(CARD).id)[0].center)
    if what == "persona lane":
        return driver.at(*layout.persona_lanes[0].header.center)
    if what == "note":
        with driver.session.edit("Add note") as draft:
            note = add_note(draft, driver.session.journey_id, "Ask them", 500.0, 300.0).id
        return driver.middle(note)
    ids = {
        "card": driver.card(CARD),
        "stage": driver.stage("Support"),
        "step": driver.step("Support", 1),
        "lane": driver.lane("Pain points"),
    }
    return driver.middle(ids[what])


GESTURES = ("card", "stage", "step", "lane", "persona lane", "point", "note", "link", "marquee")


def drag(driver: Driver, what: str) -> None:
    """Begin a drag without releasing the button."""
    place = place_of(driver, what)
    driver.press(place).drag_to(place + QPoint(70, -60))
    assert driver.view.pointer.gesture is not None


def move(driver: Driver, place: QPoint, buttons: Qt.MouseButton = NO_BUTTON) -> None:
    viewport = driver.view.viewport()
    at = QPointF(place)
    event = QMouseEvent(
        QEvent.Type.MouseMove, at, QPointF(viewport.mapToGlobal(place)), NO_BUTTON, buttons, NONE
    )
    QApplication.sendEvent(viewport, event)
    driver.settle()


def assert_idle(driver: Driver) -> None:
    """Check that no gesture is active and that nothing of one is visible."""
    view = driver.view
    assert not view.pointer.busy
    assert not view.map_scene.shown.dimmed
    assert view.overlay.marked() is None
    assert view.map_scene.document is driver.document or view.writing.active
    assert all(each in driver.document for each in driver.session.selection.ids)


@pytest.mark.parametrize("what", GESTURES)
def test_a_drag_with_a_lost_release_ends_at_the_next_move(driver: Driver, what: str) -> None:
    drag(driver, what)
    before = driver.document
    move(driver, QPoint(400, 300))
    assert_idle(driver)
    move(driver, QPoint(200, 200))
    driver.release()
    assert driver.document is before


@pytest.mark.parametrize("what", GESTURES)
def test_a_press_after_a_lost_release_begins_a_new_gesture(driver: Driver, what: str) -> None:
    drag(driver, what)
    before = driver.document
    driver.click(driver.middle(driver.card("Nobody answers")))
    assert driver.document is before
    assert driver.selected() == ["Nobody answers"]
    assert_idle(driver)


def test_a_press_with_a_lost_release_does_not_become_a_drag(driver: Driver) -> None:
    before = driver.document
    driver.press(driver.middle(driver.card(CARD)))
    move(driver, QPoint(300, 300))
    move(driver, QPoint(100, 100))
    assert_idle(driver)
    driver.release()
    assert driver.document is before


@pytest.mark.parametrize("button", [MIDDLE, LEFT], ids=["middle", "space"])
def test_panning_with_a_lost_release_ends_at_the_next_move(driver: Driver, button: Qt.MouseButton) -> None:
    if button == LEFT:
        QTest.keyPress(driver.view, KEY.Key_Space)
    QTest.mousePress(driver.view.viewport(), button, NONE, QPoint(300, 300))
    move(driver, QPoint(280, 280), button)
    seen = driver.view.to_scene(QPointF(0, 0))
    move(driver, QPoint(100, 100))
    move(driver, QPoint(50, 50))
    assert driver.view.to_scene(QPointF(0, 0)) == seen
    if button == LEFT:
        QTest.keyRelease(driver.view, KEY.Key_Space)
    assert not driver.view.is_panning()


def type_letter(driver: Driver) -> None:
    QTest.keyClick(driver.view, "z")
    driver.settle()


def compose(driver: Driver) -> None:
    event = QInputMethodEvent()
    event.setCommitString("あ")
    QApplication.sendEvent(driver.view, event)
    driver.settle()


def remove_all_cards(driver: Driver) -> None:
    with driver.session.edit("Delete") as draft:
        for card in draft.cards_of(driver.session.journey_id):
            draft.remove(card.id)


def remove_the_stages(driver: Driver) -> None:
    with driver.session.edit("Delete") as draft:
        for stage in draft.stages_of(driver.session.journey_id):
            draft.remove(stage.id)


def remove_the_lanes(driver: Driver) -> None:
    with driver.session.edit("Delete") as draft:
        for lane in draft.lanes_of(driver.session.journey_id):
            draft.remove(lane.id)


def show_another_journey(driver: Driver) -> None:
    new = ""
    with driver.session.edit("Add journey") as draft:
        new = add_blank_journey(draft, "en", "ltr")
    driver.session.show_journey(new)


def open_a_menu(driver: Driver) -> None:
    """Let a menu receive the release."""
    menu = QMenu(driver.view)
    menu.addAction("Something")
    menu.popup(driver.view.mapToGlobal(QPoint(30, 30)))
    menu.close()
    move(driver, QPoint(300, 200))


def add_a_card(driver: Driver) -> None:
    with driver.session.edit("Add card") as draft:
        add_card(draft, driver.step("Purchase"), driver.lane("Thoughts"), "From a paste")


CHANGES: dict[str, Callable[[Driver], object]] = {
    "letter": type_letter,
    "input method": compose,
    "F2": lambda driver: driver.key(KEY.Key_F2),
    "Enter": lambda driver: driver.key(KEY.Key_Return),
    "Delete": lambda driver: driver.key(KEY.Key_Delete),
    "arrow": lambda driver: driver.key(KEY.Key_Down),
    "Tab": lambda driver: driver.key(KEY.Key_Tab),
    "undo": lambda driver: driver.session.undo(),
    "cards go": remove_all_cards,
    "stages go": remove_the_stages,
    "lanes go": remove_the_lanes,
    "card comes": add_a_card,
    "journey": show_another_journey,
    "menu": open_a_menu,
    "nothing selected": lambda driver: driver.session.selection.clear(),
}


@pytest.mark.parametrize("what", GESTURES)
def test_any_event_during_a_gesture_leaves_the_map_intact(driver: Driver, what: str) -> None:
    seen = driver.view.state()
    for change, happen in CHANGES.items():
        add_a_card(driver)
        driver.click(driver.middle(driver.card("Orders two sizes")))
        drag(driver, what)
        happen(driver)
        driver.drag_to(QPoint(500, 500)).drag_to(QPoint(420, 340)).release()
        assert all(each in driver.document for each in driver.session.selection.ids), change
        driver.view.writing.finish()
        driver.settle()
        assert_idle(driver)
        for key in (KEY.Key_Down, KEY.Key_Tab, KEY.Key_Delete, KEY.Key_Delete):
            driver.key(key)
        assert all(each in driver.document for each in driver.session.selection.ids), change
        while driver.session.editor.undo_name:
            driver.session.undo()
        assert driver.document == story(), change
        # As a newly opened map: nothing is selected, and the view is where it was.
        driver.session.selection.clear()
        driver.view.restore(seen)
        driver.settle()


def test_a_letter_typed_during_a_selection_drag_begins_a_card_and_is_kept(driver: Driver) -> None:
    driver.click(driver.cell("Purchase", "Pain points"))
    driver.press(QPoint(3, 3), SHIFT).drag_to(QPoint(500, 600))
    type_letter(driver)
    driver.drag_to(QPoint(900, 900)).release()
    assert driver.selected() == [], "an uncommitted card must not be selected"
    driver.key(KEY.Key_Escape)
    assert driver.texts("Purchase", "Pain points") == ["z"]
    assert driver.selected() == ["z"]


def test_items_restored_by_undo_are_selected_in_their_own_journey(
    drive: Callable[[Document], Driver],
) -> None:
    driver = drive(story())
    first = driver.session.journey_id
    persona = driver.document.personas_of(first)[0]
    show_another_journey(driver)
    second = driver.session.journey_id
    with driver.session.edit("Rename persona") as draft:
        draft.change(persona, name="Ada Bell")
    driver.session.selection.replace([persona.id])
    assert driver.session.selection.ids == (), "the persona is not in this journey"
    driver.session.undo()
    assert second != driver.session.journey_id == first
    assert driver.session.selection.ids == (persona.id,)


@pytest.mark.parametrize("what", ["card", "persona lane", "chart"])
def test_a_read_only_project_refuses_a_drag_when_it_begins(
    driver: Driver, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused: list[bool] = []
    driver.session.edit_refused.connect(lambda: refused.append(True))
    monkeypatch.setattr(type(driver.session), "read_only", property(lambda _: True))
    frame = driver.layout.charts[0].frame
    place = driver.at(frame.x + 20, frame.y + 10) if what == "chart" else place_of(driver, what)
    driver.hover(place)
    assert driver.view.overlay.pen_preview.shown is None
    assert not driver.view.pointer.buttons_at(*driver.layout.cells[0].box.center)
    driver.press(place).drag_to(place + QPoint(60, 0))
    assert refused == [True]
    assert_idle(driver)
    driver.release()
    assert refused == [True]
    ground = QPoint(3, 3)
    driver.press(ground).drag_to(driver.middle(driver.card("Sees an advert"))).release()
    assert driver.selected(), "a rectangle still selects"
