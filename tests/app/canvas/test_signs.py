"""Signs in the text of a card: `@` offers the personas, `#` the channels and tags."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest

from journey_editor.app.canvas.writing.name_list import NameList
from journey_editor.editing.commands.personas import add_persona
from journey_editor.editing.commands.tags import add_tag
from journey_editor.editing.draft import Draft
from journey_editor.model.document import Document
from journey_editor.model.records import Card, Channel
from journey_editor.wording.map_words import channel_name
from tests.app.canvas.conftest import counting_ids_from, story
from tests.app.canvas.driver import CTRL, Driver

KEY = Qt.Key


def two_people(direction: str = "ltr") -> Document:
    draft = Draft(story(direction), counting_ids_from(500))
    add_persona(draft, draft.journeys()[0].id, name="Adrian 🙂 Cole")
    return draft.finish()


@pytest.fixture
def driver(drive: Callable[[Document], Driver]) -> Driver:
    return drive(two_people())


def names(driver: Driver) -> NameList:
    return driver.view.writing.signs.list


def card(driver: Driver, text: str) -> Card:
    return driver.document.get(Card, driver.card(text))


def people(driver: Driver, text: str) -> list[str]:
    return sorted(each.name for each in driver.document.personas_on(driver.card(text)))


def channel(driver: Driver, text: str) -> str:
    record = driver.document.find(card(driver, text).channel)
    return channel_name(record, "en") if isinstance(record, Channel) else ""


def steps(driver: Driver) -> list[str]:
    return [step.name for step in driver.session.editor.history.done]


def test_a_new_touchpoint_gets_its_persona_and_channel_while_it_is_typed(driver: Driver) -> None:
    driver.click(driver.cell("Purchase", "Touchpoints")).type("Wants @a")
    assert names(driver).names == ["Ada Brook", "Adrian 🙂 Cole"]
    driver.type("da").key(KEY.Key_Return)
    assert not names(driver).isVisible()
    assert driver.view.writing.editor.text == "Wants "
    driver.type("for a larger size #ph").key(KEY.Key_Tab)
    assert driver.view.writing.active, "Tab chose a name and did not go on to the next stage"
    driver.key(KEY.Key_Escape)
    assert driver.texts("Purchase", "Touchpoints") == ["Wants for a larger size"]
    assert people(driver, "Wants") == ["Ada Brook"]
    assert channel(driver, "Wants") == "Phone"
    assert steps(driver) == ["Add card"]
    driver.session.undo()
    assert driver.texts("Purchase", "Touchpoints") == []
    assert not driver.document.channels(), "the channel was added in the same step"


def test_an_existing_card_keeps_its_personas_and_gets_another(driver: Driver) -> None:
    driver.double_click(driver.middle(driver.card("Calls the shop")))
    driver.key(KEY.Key_End).type(" @adr").key(KEY.Key_Return).key(KEY.Key_Return)
    assert people(driver, "Calls") == ["Ada Brook", "Adrian 🙂 Cole"]
    assert card(driver, "Calls").text == "Calls the shop"
    assert steps(driver) == ["Edit text"]
    driver.session.undo()
    assert people(driver, "Calls") == ["Ada Brook"]


def test_the_card_shows_what_was_chosen_before_it_is_finished(driver: Driver) -> None:
    driver.click(driver.cell("Purchase", "Touchpoints")).type("@adr").key(KEY.Key_Return)
    ghost = driver.view.writing.frame()
    assert ghost is not None
    assert driver.layout.cards[ghost.id].body.badges
    driver.key(KEY.Key_Escape)
    assert driver.texts("Purchase", "Touchpoints") == [], "a card without a text leaves nothing"


def test_the_list_is_at_the_text_cursor_and_a_click_chooses(driver: Driver) -> None:
    driver.click(driver.cell("Purchase", "Touchpoints")).type("Wants @")
    shown, editor = names(driver), driver.view.writing.editor
    assert driver.view.rect().contains(shown.geometry())
    assert not shown.geometry().intersects(editor.geometry().adjusted(0, 0, 0, -editor.height() // 2))
    second = shown.visualItemRect(shown.item(1)).center()
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=second)
    driver.settle()
    assert driver.view.writing.active
    driver.type("him").key(KEY.Key_Escape)
    assert people(driver, "Wants him") == ["Adrian 🙂 Cole"]


def test_arrows_mark_another_name(driver: Driver) -> None:
    driver.click(driver.cell("Purchase", "Touchpoints")).type("Wants @")
    assert names(driver).current == "Ada Brook"
    driver.key(KEY.Key_Down)
    assert names(driver).current == "Adrian 🙂 Cole"
    driver.key(KEY.Key_Down).key(KEY.Key_Up).key(KEY.Key_Return).key(KEY.Key_Escape)
    assert people(driver, "Wants") == ["Adrian 🙂 Cole"]


def test_escape_closes_the_list_and_the_sign_stays_text(driver: Driver) -> None:
    driver.click(driver.cell("Purchase", "Touchpoints")).type("Wants @a").key(KEY.Key_Escape)
    assert driver.view.writing.active and not names(driver).isVisible()
    driver.type("d")
    assert not names(driver).isVisible(), "it stays closed for this sign"
    driver.type(" @")
    assert names(driver).isVisible(), "another sign offers names again"
    driver.key(KEY.Key_Backspace).key(KEY.Key_Escape)
    assert driver.texts("Purchase", "Touchpoints") == ["Wants @ad"]


@pytest.mark.parametrize("text", ["shop@a", "5 @ 3", "here @-", "@x", "number #1", "a#p", "Waits @ada calls"])
def test_words_stay_words(driver: Driver, text: str) -> None:
    driver.click(driver.cell("Purchase", "Touchpoints")).type(text)
    assert not names(driver).isVisible()
    driver.key(KEY.Key_Escape)
    assert driver.texts("Purchase", "Touchpoints") == [text]
    assert people(driver, text) == []


def test_a_card_that_is_not_a_touchpoint_has_no_channel(driver: Driver) -> None:
    driver.click(driver.cell("Purchase", "Pain points")).type("Waits #p")
    assert names(driver).names == ["New tag “p”"]
    driver.type(" @ada")
    assert names(driver).isVisible()
    driver.key(KEY.Key_Return).key(KEY.Key_Escape)
    assert people(driver, "Waits #p") == ["Ada Brook"]


def tags(driver: Driver, text: str) -> list[str]:
    return [tag.name for tag in driver.document.tags_on(driver.card(text))]


def test_tags_are_offered_after_the_channels_on_all_cards(drive: Callable[[Document], Driver]) -> None:
    draft = Draft(two_people(), counting_ids_from(600))
    for name in ("Phase two", "Phone", "Costs"):
        add_tag(draft, name)
    driver = drive(draft.finish())
    driver.click(driver.cell("Purchase", "Touchpoints")).type("Waits #ph")
    offered = ["Phone", "Phase two", "Phone (tag)", "New tag “ph”", "New channel “ph”"]
    assert names(driver).names == offered
    spoken = names(driver).item(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "tag Phase two", "screen readers do not see the icon"
    driver.key(KEY.Key_Down).key(KEY.Key_Down).key(KEY.Key_Return)
    driver.type("#pho").key(KEY.Key_Return).type("#costs").key(KEY.Key_Return)
    ghost = driver.view.writing.frame()
    assert ghost is not None and len(driver.layout.cards[ghost.id].body.tags) == 2, "seen while writing"
    driver.key(KEY.Key_Escape)
    assert (tags(driver, "Waits"), channel(driver, "Waits")) == (["Phone", "Costs"], "Phone")
    driver.click(driver.cell("Purchase", "Pain points")).type("Costs #ph")
    assert names(driver).names == ["Phase two", "Phone", "New tag “ph”"], "no channels"
    driver.key(KEY.Key_Tab).key(KEY.Key_Escape)
    assert tags(driver, "Costs") == ["Phase two"]


def test_a_new_tag_is_made_only_if_it_is_chosen(driver: Driver) -> None:
    driver.click(driver.cell("Purchase", "Pain points")).type("Waits #legal")
    assert names(driver).names == ["New tag “legal”"] and not names(driver).current
    driver.key(KEY.Key_Return).type("Rings #legal").key(KEY.Key_Down).key(KEY.Key_Return).key(KEY.Key_Escape)
    assert driver.texts("Purchase", "Pain points") == ["Waits #legal", "Rings"]
    assert (tags(driver, "Waits #legal"), tags(driver, "Rings")) == ([], ["legal"])
    assert steps(driver) == ["Add card", "Add card"]
    driver.session.undo()
    assert not driver.document.tags(), "the tag was added in the same step"
    driver.session.redo()
    driver.double_click(driver.middle(driver.card("Rings"))).key(KEY.Key_End).type(" #LEGAL")
    assert names(driver).names == ["legal"], "a known name is no new tag"


def test_a_new_channel_is_made_only_if_it_is_chosen_and_only_for_a_touchpoint(driver: Driver) -> None:
    driver.click(driver.cell("Purchase", "Touchpoints")).type("Rings #bell")
    assert names(driver).names == ["New tag “bell”", "New channel “bell”"] and not names(driver).current
    driver.key(KEY.Key_Up).key(KEY.Key_Return).key(KEY.Key_Escape)
    assert (driver.texts("Purchase", "Touchpoints"), channel(driver, "Rings")) == (["Rings"], "bell")
    driver.session.undo()
    assert "bell" not in [each.name for each in driver.document.channels()]


def test_a_name_of_a_stage_is_only_text(driver: Driver) -> None:
    driver.double_click(driver.middle(driver.stage("Purchase")))
    driver.type("Buys @a")
    assert not names(driver).isVisible()


def test_a_sign_can_begin_a_card_on_the_map(driver: Driver) -> None:
    driver.click(driver.cell("Purchase", "Touchpoints")).type("#")
    assert "Phone" in names(driver).names
    driver.type("em").key(KEY.Key_Return).type("Writes").key(KEY.Key_Return)
    assert channel(driver, "Writes") == "E-mail"
    assert driver.view.writing.active, "the next card follows"
    driver.type("Again").key(KEY.Key_Escape)
    assert channel(driver, "Again") == "", "which has no channel yet"


def test_in_the_middle_of_a_text_no_double_blank_is_left(driver: Driver) -> None:
    driver.double_click(driver.middle(driver.card("Calls the shop"))).key(KEY.Key_Home)
    for _ in "Calls":
        driver.key(KEY.Key_Right)
    driver.type(" @adrian").key(KEY.Key_Return).key(KEY.Key_Return)
    assert card(driver, "Calls").text == "Calls the shop"
    assert "Adrian 🙂 Cole" in people(driver, "Calls")


def test_undo_in_the_text_takes_the_choice_back(driver: Driver) -> None:
    driver.click(driver.cell("Purchase", "Touchpoints")).type("Wants @ad").key(KEY.Key_Return)
    QTest.keyClick(driver.view.writing.editor, KEY.Key_Z, CTRL)
    driver.settle()
    assert driver.view.writing.editor.text == "Wants @ad"
    assert not driver.view.writing.signs.assigned


def test_a_second_sign_keeps_the_name_that_the_first_one_chose(driver: Driver) -> None:
    driver.click(driver.cell("Purchase", "Touchpoints")).type("Wants @").key(KEY.Key_Return)
    driver.type("@").key(KEY.Key_Down).key(KEY.Key_Return)
    driver.type("#ph").key(KEY.Key_Backspace).key(KEY.Key_Return)
    QTest.keyClick(driver.view.writing.editor, KEY.Key_Z, CTRL)
    driver.settle().key(KEY.Key_Escape).key(KEY.Key_Escape)
    assert people(driver, "Wants") == ["Ada Brook", "Adrian 🙂 Cole"]
    assert not channel(driver, "Wants"), "undo took the last choice back, and no other"


def test_saving_while_typing_keeps_what_was_chosen(driver: Driver) -> None:
    driver.click(driver.cell("Purchase", "Touchpoints")).type("Wants @ada").key(KEY.Key_Return)
    driver.view.writing.save()
    assert people(driver, "Wants") == ["Ada Brook"]
    driver.type("again").key(KEY.Key_Escape)
    assert people(driver, "Wants again") == ["Ada Brook"]
    assert steps(driver) == ["Add card", "Edit text"]


def test_after_a_crash_the_chosen_names_are_in_the_text(
    driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded: list[str] = []
    store = driver.session.store
    monkeypatch.setattr(store, "record_typing", lambda _record, _field, text: recorded.append(text))
    driver.click(driver.cell("Purchase", "Touchpoints")).type("Wants @adr").key(KEY.Key_Return)
    driver.type("a size #ph").key(KEY.Key_Return)
    driver.view.writing._record_typing()
    assert recorded[-1] == "Wants a size @Adrian 🙂 Cole #Phone"


def test_the_list_follows_the_map_and_closes_with_the_text(driver: Driver) -> None:
    driver.click(driver.cell("Purchase", "Touchpoints")).type("Wants @")
    before = QRect(names(driver).geometry())
    driver.view.scroll_by(0, 25)
    assert names(driver).geometry().top() == before.top() - 25
    driver.click(driver.cell("Awareness", "Pain points"))
    assert not names(driver).isVisible()


def test_from_right_to_left_the_list_ends_at_the_text_cursor(drive: Callable[[Document], Driver]) -> None:
    driver = drive(two_people("rtl"))
    driver.click(driver.cell("Purchase", "Touchpoints")).type("@")
    caret = driver.view.writing.editor
    right = caret.mapTo(driver.view, caret.cursorRect().topRight()).x()
    assert abs(names(driver).geometry().right() - right) <= 3
