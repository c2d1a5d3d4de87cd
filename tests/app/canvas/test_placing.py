"""Placing of tables and copied cards: the map shows where they will be before they are pasted."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from journey_editor.app.services.clipboard import Clipboard
from journey_editor.app.widgets import notice_bar
from journey_editor.editing.commands.journeys import add_note
from journey_editor.layout.queries.hit_testing import box_of_cell, boxes_of
from journey_editor.model.document import Document
from journey_editor.model.records import Card, Note
from tests.app.canvas.conftest import story
from tests.app.canvas.driver import CTRL, Driver

TABLE = 'Pays\tWaits\t"Two\nlines"\n\tIs told\tNobody knows\nHopes'


def put(text: str = "", html: str = "") -> None:
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)


def paste(driver: Driver, stage: str, lane: str, step: int = 0) -> None:
    """Paste the clipboard at a cell."""
    driver.session.selection.replace((), (driver.step(stage, step), driver.lane(lane)))
    Clipboard(driver.session, driver.view.placing.begin).paste()
    driver.settle()


def marked(driver: Driver) -> QPoint:
    """Return the corner of the marks around the new cards, in map units."""
    found = driver.view.overlay.marked()
    assert found is not None
    return found.topLeft().toPoint()


def new_text(driver: Driver, words: str) -> Card:
    """Return a card that the map shows, whether it was pasted or not."""
    shown = driver.view.map_scene.document
    return next(each for each in shown.select(Card) if each.text == words)


def press_button(driver: Driver, words: str) -> None:
    buttons = driver.view.placing.bar.findChildren(QPushButton)
    QTest.mouseClick(
        next(each for each in buttons if each.text() == words and each.isVisible()), Qt.MouseButton.LeftButton
    )
    driver.settle()


def test_spreadsheet_cells_are_shown_first_and_placed_with_enter(driver: Driver) -> None:
    before = driver.document
    put(TABLE)
    paste(driver, "Purchase", "Touchpoints")
    assert driver.view.placing.bar.isVisible()
    assert driver.view.placing.bar.text == "6 cards in 3 steps and 3 lanes"
    assert driver.document is before
    assert new_text(driver, "Pays").step == driver.step("Purchase")
    assert marked(driver).x() == round(boxes_of(driver.layout, new_text(driver, "Pays").id)[0].x)
    driver.key(Qt.Key.Key_Return)
    assert driver.texts("Purchase", "Touchpoints") == ["Pays"]
    assert driver.texts("Support", "Touchpoints") == ["Calls the shop", "Waits"]
    assert driver.texts("Support", "Touchpoints", 1) == ["Prints a label", "Two\nlines"]
    assert driver.texts("Purchase", "Thoughts") == []
    assert driver.texts("Support", "Thoughts") == ["Is told"]
    assert driver.texts("Support", "Thoughts", 1) == ["Nobody knows"]
    assert driver.texts("Purchase", "Pain points") == ["Hopes"], "the emotion lane must be skipped"
    assert len(driver.selected()) == 6
    assert not driver.view.placing.bar.isVisible()
    assert driver.view.overlay.marked() is None
    driver.session.undo()
    assert driver.document == before, "one undo step"


def test_arrow_keys_move_the_cards_and_esc_leaves_the_map_as_it_was(driver: Driver) -> None:
    before, picture = driver.document, driver.view.map_scene.drawing
    put("a\tb\nc\td")
    paste(driver, "Awareness", "Actions")
    for key, step, lane in (
        (Qt.Key.Key_Right, "Purchase", "Actions"),
        (Qt.Key.Key_Down, "Purchase", "Touchpoints"),
        (Qt.Key.Key_Left, "Awareness", "Touchpoints"),
        (Qt.Key.Key_Left, "Awareness", "Touchpoints"),
        (Qt.Key.Key_Up, "Awareness", "Actions"),
    ):
        driver.key(key)
        shown = new_text(driver, "a")
        assert (shown.step, shown.lane) == (driver.step(step), driver.lane(lane))
    # Neither a letter nor Delete, Tab or a modifier acts on the map meanwhile.
    for other in (Qt.Key.Key_X, Qt.Key.Key_Delete, Qt.Key.Key_Tab, Qt.Key.Key_Shift):
        driver.key(other)
    assert driver.view.placing.mode is not None
    assert not driver.view.writing.active
    driver.key(Qt.Key.Key_Escape)
    assert driver.document is before
    assert driver.view.map_scene.drawing == picture
    assert driver.view.placing.mode is None
    assert driver.session.selection.cell == (driver.step("Awareness"), driver.lane("Actions"))


def test_the_cards_follow_the_pointer_and_a_click_places_them(driver: Driver) -> None:
    put("a\tb\nc\td")
    cell = driver.cell("Purchase", "Thoughts")
    far = driver.cell("Awareness", "Thoughts")
    paste(driver, "Awareness", "Actions")
    driver.hover(far).hover(cell)
    assert new_text(driver, "a").step == driver.step("Purchase")
    assert not driver.texts("Purchase", "Thoughts")
    # The wheel, and dragging with the middle button, still move the map.
    QTest.mousePress(driver.view.viewport(), Qt.MouseButton.MiddleButton, pos=cell)
    QTest.mouseRelease(driver.view.viewport(), Qt.MouseButton.MiddleButton, pos=cell)
    assert driver.view.placing.mode is not None
    driver.click(cell)
    assert driver.texts("Purchase", "Thoughts") == ["a"]
    assert driver.texts("Support", "Pain points") == ["Nobody answers", "d"]


def test_columns_and_rows_without_a_place_are_named_before_and_after(driver: Driver) -> None:
    heard: list[str] = []
    driver.session.notice.connect(heard.append)
    # Blank cells beyond the map are no cards.
    put("a\tb\tc\t\nd\te\tf\t\n\t\t\t")
    paste(driver, "Support", "Pain points", 1)
    words = "1 card in 1 step and 1 lane · 2 columns have no step · 1 row has no lane"
    assert driver.view.placing.bar.text == words
    assert not heard
    driver.key(Qt.Key.Key_Return)
    assert driver.texts("Support", "Pain points", 1) == ["a"]
    assert heard == ["2 columns had no step and were not pasted. 1 row had no lane and was not pasted."]


def test_stages_can_be_added_for_columns_without_a_step(driver: Driver) -> None:
    before = driver.document
    put("a\tb\tc")
    paste(driver, "Support", "Thoughts", 1)
    driver.type("+")
    assert driver.view.placing.bar.text == "3 cards in 3 steps and 1 lane · 2 new stages"
    assert driver.document is before
    press_button(driver, "Add no stage (+)")
    assert driver.view.placing.bar.text == "1 card in 1 step and 1 lane · 2 columns have no step"
    press_button(driver, "Add 2 stages (+)")
    press_button(driver, "Place")
    assert driver.stages() == ["Awareness", "Purchase", "Support", "New stage", "New stage"]
    assert sorted(driver.selected()) == ["a", "b", "c"]
    driver.session.undo()
    assert driver.document == before
    paste(driver, "Support", "Thoughts")
    press_button(driver, "Cancel")
    assert driver.view.placing.mode is None
    assert driver.view.hasFocus()


def test_a_table_with_names_of_stages_and_lanes_goes_where_they_lead(driver: Driver) -> None:
    put("\tSupport\t\tAwareness\nPain points\tNoise\tLoss\tDear\n\tRough\t\t\nActions\tRings\t\tSees")
    paste(driver, "Purchase", "Thoughts")
    assert driver.view.placing.bar.text == "6 cards in 3 steps and 2 lanes"
    driver.key(Qt.Key.Key_Return)
    assert driver.texts("Support", "Pain points") == ["Nobody answers", "Noise", "Rough"]
    assert driver.texts("Support", "Pain points", 1) == ["Loss"]
    assert driver.texts("Awareness", "Pain points") == ["Dear"]
    assert driver.texts("Awareness", "Actions")[-1] == "Sees"
    driver.session.undo()
    # One unknown name: all cells are cards.
    put("\tSupport\tAfterwards\nPain points\tNoise\tLoss")
    paste(driver, "Purchase", "Actions")
    driver.key(Qt.Key.Key_Return)
    assert driver.texts("Purchase", "Touchpoints") == ["Pain points"]
    # Names of lanes alone: the columns begin at the focus.
    put("thoughts\tNoise\nactions\tLoss")
    paste(driver, "Purchase", "Pain points")
    driver.key(Qt.Key.Key_Return)
    assert driver.texts("Purchase", "Thoughts") == ["Noise"]


def test_a_table_of_a_web_page_is_placed_as_it_looks(driver: Driver) -> None:
    put(
        "Pays\n\nat once\tWaits",
        "<table><tr><td rowspan=2><p>Pays</p><p>at once</p></td><td>Waits</td></tr>"
        "<tr><td>Hopes</td></tr></table>",
    )
    paste(driver, "Purchase", "Touchpoints")
    driver.key(Qt.Key.Key_Return)
    assert driver.texts("Purchase", "Touchpoints") == ["Pays\nat once"]
    assert driver.texts("Support", "Thoughts") == ["Hopes"]
    assert driver.texts("Purchase", "Thoughts") == []


def test_on_a_right_to_left_map_the_left_arrow_goes_on(drive: Callable[[Document], Driver]) -> None:
    driver = drive(story("rtl"))
    put("a\tb\tc\td")
    paste(driver, "Awareness", "Actions")
    driver.key(Qt.Key.Key_Left)
    assert new_text(driver, "a").step == driver.step("Purchase")
    driver.type("+")
    # New stages make the map wider, but what is under the pointer stays there.
    driver.hover(driver.cell("Awareness", "Thoughts")).hover(cell := driver.cell("Purchase", "Thoughts"))
    first = new_text(driver, "a")
    assert (first.step, first.lane) == (driver.step("Purchase"), driver.lane("Thoughts"))
    box = box_of_cell(driver.layout, first.step, first.lane)
    assert box is not None
    place = driver.view.place_at(cell.toPointF())
    assert box.contains(place.x(), place.y())


@pytest.mark.parametrize("zoom", [0.3, 3.0])
def test_cards_are_placed_at_any_zoom_and_brought_into_view(driver: Driver, zoom: float) -> None:
    driver.view.set_zoom(zoom)
    put("a\tb\nc\td")
    paste(driver, "Awareness", "Actions")
    driver.key(Qt.Key.Key_Right).key(Qt.Key.Key_Right).key(Qt.Key.Key_Down)
    box = boxes_of(driver.layout, new_text(driver, "a").id)[0]
    assert driver.view.free_part_of_map().overlaps(box)
    assert driver.view.zoom() == zoom
    driver.click(driver.middle(new_text(driver, "a").id))
    assert driver.texts("Support", "Touchpoints")[-1] == "a"


def test_a_screen_reader_hears_where_the_cards_would_be(
    driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(notice_bar, "announce", lambda _, words: heard.append(words))
    put("a\tb\tc")
    paste(driver, "Purchase", "Touchpoints")
    driver.key(Qt.Key.Key_Right).key(Qt.Key.Key_Down)
    assert heard == [
        "Purchase, Touchpoints: 3 cards in 3 steps and 1 lane",
        "Support, Asks, Touchpoints: 2 cards in 2 steps and 1 lane · 1 column has no step",
        "Support, Asks, Thoughts: 2 cards in 2 steps and 1 lane · 1 column has no step",
    ]
    assert "Enter or click to place" in driver.view._current_status_tip()


def test_any_other_change_of_the_map_cancels_the_placing(driver: Driver) -> None:
    for change in (
        lambda: driver.session.undo(),
        lambda: driver.key(Qt.Key.Key_Z, CTRL),
        lambda: driver.view.writing.mend(driver.card("Calls the shop")),
        lambda: driver.view.hide(),
    ):
        with driver.session.edit("Rename") as draft:
            draft.change(draft.get(Card, driver.card("Prints a label")), text="Prints a label twice")
        put("a\tb")
        paste(driver, "Purchase", "Touchpoints")
        change()
        driver.settle()
        assert driver.view.placing.mode is None
        assert not any(card.text == "a" for card in driver.view.map_scene.document.select(Card))
        driver.view.writing.finish("left")
        driver.view.show()
        driver.view.setFocus()


def test_copied_cards_are_placed_by_hand_only_if_some_have_no_place(driver: Driver) -> None:
    heard: list[str] = []
    driver.session.notice.connect(heard.append)
    clipboard = Clipboard(driver.session, driver.view.placing.begin)
    cards = driver.card("Calls the shop"), driver.card("Prints a label")
    with driver.session.edit("Notes") as draft:
        for each in cards:
            add_note(draft, driver.session.journey_id, "Ask", 0.0, 0.0, card=each)
    driver.session.selection.replace(cards)
    clipboard.copy()
    driver.session.selection.replace((), (driver.step("Purchase"), driver.lane("Thoughts")))
    clipboard.paste()
    assert driver.texts("Support", "Thoughts") == ["Prints a label"]
    # Pasted at the last step, the second one has no place.
    driver.session.selection.replace((), (driver.step("Support", 1), driver.lane("Actions")))
    clipboard.paste()
    assert driver.view.placing.bar.text == "1 card in 1 step and 1 lane · 1 column has no step"
    notes = driver.view.map_scene.document.select(Note)
    assert len(notes) == 2 * 2 + 1, "that of the other card is not pasted, either"
    driver.key(Qt.Key.Key_Left)
    assert driver.view.placing.bar.text == "2 cards in 2 steps and 1 lane"
    driver.key(Qt.Key.Key_Return)
    assert driver.texts("Support", "Actions", 1) == ["Prints a label"]
    copy = driver.document.get(Card, driver.session.selection.ids[0])
    assert [each.name for each in driver.document.personas_on(copy.id)] == ["Ada Brook"]
    assert not heard


def test_a_dropped_table_is_placed_by_hand_only_if_it_does_not_fit(driver: Driver) -> None:
    data = QMimeData()
    data.setText("a\tb")
    clipboard = Clipboard(driver.session, driver.view.placing.begin)
    clipboard.drop_text(data, (driver.step("Purchase"), driver.lane("Thoughts")))
    assert driver.texts("Support", "Thoughts") == ["b"]
    clipboard.drop_text(data, (driver.step("Support", 1), driver.lane("Thoughts")))
    assert driver.view.placing.mode is not None
    assert driver.texts("Support", "Thoughts", 1) == []


def test_the_bar_fits_a_narrow_view(driver: Driver) -> None:
    driver.view.resize(420, 600)
    put("\t".join("abcdefgh"))
    paste(driver, "Support", "Thoughts")
    bar = driver.view.placing.bar
    buttons = [each for each in bar.findChildren(QPushButton) if each.isVisible()]
    assert [each.text() for each in buttons] == ["Add 6 stages (+)", "Place", "Cancel"]
    assert driver.view.rect().contains(bar.geometry())
    assert all(bar.rect().contains(each.geometry()) and each.height() >= 24 for each in buttons)
