"""Copying on the map, and pasting from other programs."""

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from journey_editor.app.services.clipboard import Clipboard
from journey_editor.model.records import Card
from tests.app.canvas.driver import Driver


@pytest.fixture
def clipboard(driver: Driver) -> Clipboard:
    return Clipboard(driver.session)


def put(text: str) -> None:
    data = QMimeData()
    data.setText(text)
    QGuiApplication.clipboard().setMimeData(data)


def test_a_copied_card_is_pasted_into_the_focused_cell(driver: Driver, clipboard: Clipboard) -> None:
    driver.click(driver.middle(driver.card("Calls the shop")))
    clipboard.copy()
    driver.click(driver.cell("Purchase", "Touchpoints"))
    clipboard.paste()
    assert driver.texts("Purchase", "Touchpoints") == ["Calls the shop"]
    (copy,) = driver.document.cards_in(driver.step("Purchase"), driver.lane("Touchpoints"))
    assert [each.name for each in driver.document.personas_on(copy.id)] == ["Ada Brook"]


def test_each_line_of_a_text_becomes_a_card(driver: Driver, clipboard: Clipboard) -> None:
    put("Too dear\n\n  Too   late \r\nToo far")
    driver.click(driver.cell("Purchase", "Pain points"))
    clipboard.paste()
    assert driver.texts("Purchase", "Pain points") == ["Too dear", "Too late", "Too far"]
    driver.session.undo()
    assert driver.texts("Purchase", "Pain points") == []


def test_spreadsheet_cells_become_a_grid_of_cards(driver: Driver, clipboard: Clipboard) -> None:
    put('Pays\tWaits\t"Two\nlines"\n\tIs told\tNobody knows\nHopes')
    driver.click(driver.cell("Purchase", "Touchpoints"))
    clipboard.paste()
    assert driver.texts("Purchase", "Touchpoints") == ["Pays"]
    assert driver.texts("Support", "Touchpoints") == ["Calls the shop", "Waits"]
    assert driver.texts("Support", "Touchpoints", 1) == ["Prints a label", "Two lines"]
    assert driver.texts("Purchase", "Thoughts") == []
    assert driver.texts("Support", "Thoughts") == ["Is told"]
    assert driver.texts("Support", "Thoughts", 1) == ["Nobody knows"]
    assert driver.texts("Purchase", "Pain points") == ["Hopes"], "the emotion lane must be skipped"
    driver.session.undo()
    assert driver.texts("Purchase", "Touchpoints") == []


def test_pasted_cells_beyond_the_map_go_into_its_last_cell(driver: Driver, clipboard: Clipboard) -> None:
    heard: list[str] = []
    driver.session.notice.connect(heard.append)
    put("a\tb\tc\nd\te\tf")
    driver.session.selection.replace((), (driver.step("Support", 1), driver.lane("Pain points")))
    clipboard.paste()
    assert heard.pop() == (
        "2 columns had no step; their cards are in “Sends”. "
        "1 row had no lane; its cards are in “Pain points”."
    )
    assert sorted(driver.texts("Support", "Pain points", 1)) == ["a", "b", "c", "d", "e", "f"]


def test_a_table_says_what_had_no_place(driver: Driver, clipboard: Clipboard) -> None:
    heard: list[str] = []
    driver.session.notice.connect(heard.append)
    support = driver.step("Support"), driver.lane("Thoughts")
    # Empty cells beyond the map are in no other cell.
    clipboard.drop_text("a\tb\t\t\nc\t\t\t\n\t\t\t", support)
    put("only\ntwo lines")
    driver.session.selection.replace((), support)
    clipboard.paste()
    assert not heard
    clipboard.drop_text("a\tb\tc", support)
    assert heard == ["1 column had no step; its cards are in “Sends”."]
    put("one line")
    clipboard.paste()
    assert len(heard) == 1


def test_a_pasted_card_takes_the_kind_of_its_lane_as_a_moved_one(
    driver: Driver, clipboard: Clipboard
) -> None:
    with driver.session.edit("Kind") as draft:
        draft.change(draft.get(Card, driver.card("Prints a label")), kind="opportunity")
    driver.session.selection.replace([driver.card("Calls the shop"), driver.card("Prints a label")])
    clipboard.copy()
    driver.session.selection.replace((), (driver.step("Purchase"), driver.lane("Actions")))
    clipboard.paste()
    kinds = {
        card.text: card.kind
        for card in (driver.document.get(Card, each) for each in driver.session.selection.ids)
    }
    assert kinds == {"Calls the shop": "action", "Prints a label": "opportunity"}


def test_a_table_with_old_line_endings_is_pasted_as_a_grid(driver: Driver, clipboard: Clipboard) -> None:
    """With any line endings, and with characters that no text keeps."""
    put("a\tb\rc\0\t\ud83dd\u2028e")
    driver.click(driver.cell("Purchase", "Touchpoints"))
    clipboard.paste()
    assert driver.texts("Purchase", "Touchpoints") == ["a"]
    assert driver.texts("Purchase", "Thoughts") == ["c"]
    assert driver.texts("Support", "Thoughts") == ["d"]
    assert driver.texts("Purchase", "Pain points") == ["e"]


def test_no_break_spaces_are_pasted_unchanged(driver: Driver, clipboard: Clipboard) -> None:
    put("12\u00a0€  a   month\n\u00a0\nor 5\u202f%")
    driver.click(driver.cell("Purchase", "Pain points"))
    clipboard.paste()
    assert driver.texts("Purchase", "Pain points") == ["12\u00a0€ a month", "or 5\u202f%"]
    put("12\u00a0€\tor 5\u202f%")
    driver.click(driver.cell("Purchase", "Thoughts"))
    clipboard.paste()
    assert driver.texts("Purchase", "Thoughts") == ["12\u00a0€"]


@pytest.mark.parametrize("text", ["x" * 1_000_000, "a\t" + "x" * 140_000, "x\n" * 1001, "x\t" * 1001])
def test_pasting_too_much_is_refused_with_a_message(driver: Driver, clipboard: Clipboard, text: str) -> None:
    said: list[str] = []
    driver.session.notice.connect(said.append)
    before = driver.document
    put(text)
    driver.click(driver.cell("Purchase", "Pain points"))
    clipboard.paste()
    assert driver.document is before
    assert "Nothing was changed" in said[0]
