"""Copying on the map, and pasting from other programs."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication

from journey_editor.app.services.clipboard import Clipboard
from journey_editor.model.records import Card
from tests.app.canvas.driver import Driver


@pytest.fixture
def clipboard(driver: Driver) -> Clipboard:
    return Clipboard(driver.session, driver.view.placing.begin)


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


def test_no_break_spaces_are_pasted_unchanged(driver: Driver, clipboard: Clipboard) -> None:
    put("12\u00a0€  a   month\n\u00a0\nor 5\u202f%")
    driver.click(driver.cell("Purchase", "Pain points"))
    clipboard.paste()
    assert driver.texts("Purchase", "Pain points") == ["12\u00a0€ a month", "or 5\u202f%"]
    put("12\u00a0€\tor 5\u202f%")
    driver.click(driver.cell("Purchase", "Thoughts"))
    clipboard.paste()
    driver.key(Qt.Key.Key_Return)
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
