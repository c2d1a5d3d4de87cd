"""Selecting with mouse and keyboard, moving the focus, and deleting."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QPlainTextEdit

from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.commands.cards import add_card
from journey_editor.editing.commands.journeys import add_note
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.visibility import hide_personas
from journey_editor.layout.queries.hit_testing import card_order
from journey_editor.model.document import Document
from journey_editor.model.records import Card
from tests.app.canvas.conftest import story
from tests.app.canvas.driver import CTRL, SHIFT, Driver
from tests.app.driver import choose, find, type_into

KEY = Qt.Key


def test_a_click_on_a_cell_focuses_it(driver: Driver) -> None:
    driver.click(driver.cell("Purchase", "Thoughts"))
    assert driver.session.selection.ids == ()
    assert driver.session.selection.cell == (driver.step("Purchase"), driver.lane("Thoughts"))


def test_a_click_on_the_desk_or_esc_clears_the_selection(driver: Driver) -> None:
    driver.click(driver.middle(driver.card("Sees an advert"))).key(KEY.Key_Escape)
    assert not driver.session.selection
    driver.click(driver.middle(driver.card("Sees an advert"))).click(driver.at(10, 10))
    assert not driver.session.selection


def test_esc_cancels_a_selection_rectangle(driver: Driver) -> None:
    start = driver.cell("Purchase", "Thoughts")
    driver.press(start).drag_to(start + QPoint(200, 100)).key(KEY.Key_Escape).release()
    assert driver.selected() == []
    assert driver.view.pointer.gesture is None


def test_stages_steps_lanes_and_persona_lanes_are_selected_with_a_click(driver: Driver) -> None:
    driver.click(driver.middle(driver.stage("Purchase")))
    assert driver.selected() == ["Purchase"]
    driver.click(driver.middle(driver.step("Support", 1)))
    assert driver.selected() == ["Sends"]
    driver.click(driver.middle(driver.lane("Actions")))
    assert driver.selected() == ["Actions"]
    driver.click(driver.at(*driver.layout.persona_lanes[0].header.center))
    assert driver.selected()[0].startswith("persona:")


def test_arrows_move_to_neighbours_and_tab_in_reading_order(driver: Driver) -> None:
    driver.click(driver.middle(driver.card("Sees an advert")))
    driver.key(KEY.Key_Down)
    assert driver.selected() == ["Asks a friend"]
    driver.key(KEY.Key_Right)
    assert driver.selected() == ["Orders two sizes"]
    driver.key(KEY.Key_Down)
    assert driver.session.selection.cell == (driver.step("Purchase"), driver.lane("Touchpoints"))
    driver.click(driver.middle(driver.card("Asks a friend"))).key(KEY.Key_Tab)
    assert driver.selected() == ["Orders two sizes"]
    driver.key(KEY.Key_Backtab, SHIFT)
    assert driver.selected() == ["Asks a friend"]
    driver.key(KEY.Key_End, CTRL)
    assert driver.session.selection.cell == (driver.step("Support", 1), driver.lane("Pain points"))
    driver.key(KEY.Key_Home, CTRL)
    assert driver.selected() == ["Sees an advert"]


def test_arrows_reach_the_headers_and_return_to_the_same_column(driver: Driver) -> None:
    sends = (driver.step("Support", 1), driver.lane("Actions"))
    driver.session.selection.replace((), sends)
    driver.key(KEY.Key_Up, SHIFT)
    assert driver.session.selection.cell == sends, "Shift adds no header to cards"
    driver.key(KEY.Key_Up)
    assert driver.selected() == ["Sends"]
    driver.key(KEY.Key_Up)
    assert driver.selected() == ["Support"]
    driver.key(KEY.Key_Down).key(KEY.Key_Down)
    assert driver.session.selection.cell == sends
    driver.key(KEY.Key_Home).key(KEY.Key_Left)
    assert driver.selected() == ["Actions"]
    driver.key(KEY.Key_Down).key(KEY.Key_Right)
    assert driver.selected() == ["Advert on the train"]


def test_a_map_without_cards_has_the_focus_on_its_first_cell(drive: Callable[[Document], Driver]) -> None:
    driver = drive(story(cards=False))
    assert driver.session.selection.cell == (driver.step("Awareness"), driver.lane("Actions"))
    driver.type("Sees an advert").key(KEY.Key_Escape)
    assert driver.texts("Awareness", "Actions") == ["Sees an advert"]


def test_home_and_end_stay_in_the_lane(driver: Driver) -> None:
    driver.click(driver.cell("Purchase", "Thoughts")).key(KEY.Key_Home)
    assert driver.session.selection.cell == (driver.step("Awareness"), driver.lane("Thoughts"))
    driver.key(KEY.Key_End)
    assert driver.session.selection.cell == (driver.step("Support", 1), driver.lane("Thoughts"))


def test_tab_goes_from_an_empty_cell_to_the_next_card(driver: Driver) -> None:
    driver.click(driver.cell("Purchase", "Touchpoints")).key(KEY.Key_Tab)
    assert driver.selected() == ["Calls the shop"]
    driver.click(driver.cell("Purchase", "Touchpoints")).key(KEY.Key_Backtab, SHIFT)
    assert driver.selected() == ["Advert on the train"]


def test_tab_goes_from_the_last_card_to_the_notes_and_back(driver: Driver) -> None:
    session, last = driver.session, card_order(driver.layout)[-1]
    with session.edit("Add notes") as draft:
        lower = add_note(draft, session.journey_id, "Lower", 10.0, 500.0).id
        upper = add_note(draft, session.journey_id, "Upper", 10.0, 100.0).id
    session.selection.replace([last])
    forward, back = (KEY.Key_Tab,), (KEY.Key_Backtab, SHIFT)
    for keys, reached in ((forward, upper), (forward, lower), (back, upper), (back, last)):
        driver.key(*keys)
        assert session.selection.ids == (reached,)


def test_keys_go_on_when_a_redo_has_hidden_the_focused_cell(driver: Driver) -> None:
    (ada,) = driver.document.personas_of(driver.session.journey_id)
    with driver.session.edit("Hide persona") as draft:
        hide_personas(draft, driver.session.journey_id, [ada.id])
    driver.session.undo()
    driver.click(driver.cell("Awareness", "Thoughts"))
    cell = driver.session.selection.cell
    driver.session.redo()
    driver.settle()
    assert driver.session.selection.cell is None
    for key in (KEY.Key_Tab, KEY.Key_Right, KEY.Key_Home):
        driver.session.selection.replace((), cell)
        driver.key(key)
        assert driver.selected() == ["Sees an advert"]


def test_the_first_arrow_key_selects_the_first_card(driver: Driver) -> None:
    driver.session.selection.clear()
    driver.key(KEY.Key_Right)
    assert driver.selected() == ["Sees an advert"]


def test_tab_leaves_the_map_after_the_last_card(driver: Driver) -> None:
    driver.click(driver.middle(driver.card("Nobody answers")))
    assert not driver.view.focus.walk(1)


def test_delete_moves_the_focus_to_a_neighbour(driver: Driver) -> None:
    driver.click(driver.middle(driver.card("Sees an advert"))).key(KEY.Key_Delete)
    assert driver.texts("Awareness", "Actions") == ["Asks a friend"]
    assert driver.selected() == ["Asks a friend"]
    driver.key(KEY.Key_Backspace)
    assert driver.texts("Awareness", "Actions") == []
    assert driver.session.selection.cell == (driver.step("Awareness"), driver.lane("Actions"))
    driver.session.undo()
    driver.session.undo()
    assert driver.texts("Awareness", "Actions") == ["Sees an advert", "Asks a friend"]


def test_the_focused_cell_moves_with_its_card(sample: MainWindow) -> None:
    driver = Driver(sample.session, sample.canvas)
    session = sample.session
    first, _, third = [each.id for each in session.document.columns_of(session.journey_id)][:3]
    with session.edit("Prepare") as draft:
        lane = add_lane(draft, session.journey_id, "action", title="Own").id
        card = add_card(draft, first, lane, "Wanders").id
    session.selection.replace([card], (first, lane))
    sample.canvas.setFocus()
    choose(sample, "move.right")
    choose(sample, "move.right")
    assert session.selection.cell == (third, lane)
    choose(sample, "edit.delete")
    driver.type("Replaces it").key(KEY.Key_Escape)
    assert [each.text for each in session.document.cards_in(third, lane)] == ["Replaces it"]
    # As from the outline, without a focused cell.
    session.selection.replace([driver.card("Replaces it")])
    choose(sample, "edit.delete")
    assert session.selection.cell == (third, lane)


def test_deleting_a_stage_deletes_its_cards_and_undo_restores_all(driver: Driver) -> None:
    before = driver.document
    driver.click(driver.middle(driver.stage("Awareness"))).key(KEY.Key_Delete)
    assert driver.stages() == ["Purchase", "Support"]
    assert driver.selected() == ["Purchase"]
    driver.session.undo()
    assert driver.document == before


def test_the_selection_is_outlined_but_not_part_of_the_drawing(driver: Driver) -> None:
    card = driver.card("Sees an advert")
    drawing = driver.view.map_scene.drawing
    plain = driver.picture(card)
    driver.session.selection.replace([card])
    driver.settle()
    assert driver.picture(card) != plain
    assert driver.view.map_scene.drawing is drawing


def test_screen_readers_are_notified_of_the_focused_item_and_its_place(driver: Driver) -> None:
    driver.click(driver.middle(driver.card("Calls the shop")))
    assert driver.view.accessibleDescription() == (
        "Calls the shop, Touchpoint, Support, Asks, Touchpoints, Ada Brook, emotion of Ada Brook: annoyed"
    )
    driver.key(KEY.Key_Left)
    assert driver.view.accessibleDescription() == "Empty cell in Purchase, Touchpoints"
    driver.click(driver.middle(driver.stage("Purchase")))
    assert driver.view.accessibleDescription().startswith("Stage: Purchase")


def test_a_screen_reader_hears_what_an_edit_did(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: heard.append(event.message()))
    driver.click(driver.middle(driver.card("Sees an advert"))).key(KEY.Key_Delete)
    driver.session.undo()
    assert "Delete" in heard
    assert "Undone: Delete" in heard
    assert any(words.startswith("Sees an advert, Action, Awareness, Actions, card 1 of 2") for words in heard)


def test_a_screen_reader_hears_the_result_of_an_edit_but_not_each_typed_letter(
    sample: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: heard.append(event.message()))
    card = sample.session.document.get(Card, find(sample, "card", "Leaflet"))
    sample.session.selection.replace([card.id], (card.step, card.lane))
    sample.canvas.setFocus()
    before = sample.canvas.accessibleDescription()
    heard.clear()
    choose(sample, "move.right")
    assert heard[0] == "Move"
    assert heard[1:] == [sample.canvas.accessibleDescription()] != [before]
    choose(sample, "emotion.1")
    assert "emotion of Tom Lindqvist: upset" in sample.canvas.accessibleDescription()
    assert heard[-1] == sample.canvas.accessibleDescription()
    heard.clear()
    text = next(each for each in sample.inspector.findChildren(QPlainTextEdit) if each.isVisible())
    type_into(text, "New words")
    assert heard == ["Change card"]
    assert "New words" in sample.canvas.accessibleDescription()


def test_a_screen_reader_hears_the_emotion_of_a_point(driver: Driver) -> None:
    driver.session.selection.replace([driver.point("Calls the shop").id])
    assert driver.view.accessibleDescription() == "emotion of Ada Brook: annoyed, Support, Asks, Emotion"
