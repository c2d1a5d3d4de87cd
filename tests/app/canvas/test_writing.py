"""Writing on the map: capturing cards, editing texts, and the keys."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QImage

from journey_editor.editing.commands.cards import add_card
from journey_editor.editing.commands.journeys import add_note
from journey_editor.layout.queries.hit_testing import boxes_of, cell_of
from journey_editor.model.document import Document
from journey_editor.model.records import Card, EmotionPoint, Journey, Lane, Persona, Stage
from tests.app.canvas.conftest import story
from tests.app.canvas.driver import CTRL, NONE, SHIFT, Driver

KEY = Qt.Key
DIRECTION = Qt.LayoutDirection


def undo_names(driver: Driver) -> list[str]:
    return [step.name for step in driver.session.editor.history.done]


def test_cards_can_be_captured_with_typing_enter_and_tab(driver: Driver) -> None:
    driver.click(driver.cell("Purchase", "Pain points"))
    driver.type("Too dear").key(KEY.Key_Return)
    driver.type("No size 47").key(KEY.Key_Tab)
    driver.type("Is put on hold").key(KEY.Key_Escape)
    assert driver.texts("Purchase", "Pain points") == ["Too dear", "No size 47"]
    assert driver.texts("Support", "Pain points") == ["Nobody answers", "Is put on hold"]
    assert undo_names(driver) == ["Add card"] * 3
    assert driver.selected() == ["Is put on hold"]


def test_each_captured_card_is_one_undo_step(driver: Driver) -> None:
    driver.click(driver.cell("Purchase", "Pain points")).type("One").key(KEY.Key_Return).type("Two")
    driver.key(KEY.Key_Escape)
    driver.session.undo()
    assert driver.texts("Purchase", "Pain points") == ["One"]
    driver.session.undo()
    assert driver.texts("Purchase", "Pain points") == []


def test_shift_tab_captures_in_the_previous_stage(driver: Driver) -> None:
    driver.click(driver.cell("Purchase", "Thoughts")).type("Later").key(KEY.Key_Backtab, SHIFT)
    driver.type("Sooner").key(KEY.Key_Escape)
    assert driver.texts("Awareness", "Thoughts") == ["Sooner"]


def test_an_empty_new_card_is_discarded(driver: Driver) -> None:
    before = driver.document
    driver.click(driver.cell("Purchase", "Pain points")).key(KEY.Key_Return)
    assert driver.view.writing.active
    driver.type("   ").key(KEY.Key_Return)
    assert driver.document is before
    assert not driver.view.writing.active
    assert driver.view.map_scene.document is before


def test_the_map_makes_space_while_a_card_is_typed(driver: Driver) -> None:
    below = boxes_of(driver.layout, driver.lane("Touchpoints"))[0].y
    driver.click(driver.middle(driver.card("Asks a friend")))
    driver.type("A text of many words that will certainly need more than two lines of its card")
    assert boxes_of(driver.layout, driver.lane("Touchpoints"))[0].y > below + 50
    assert driver.session.editor.undo_name is None
    for _ in range(80):
        driver.key(KEY.Key_Backspace)
    driver.key(KEY.Key_Escape)
    assert boxes_of(driver.layout, driver.lane("Touchpoints"))[0].y == below


def test_a_double_click_on_an_empty_cell_begins_a_card(driver: Driver) -> None:
    driver.double_click(driver.cell("Purchase", "Thoughts")).type("Will they fit?").key(KEY.Key_Escape)
    (card,) = driver.document.cards_in(driver.step("Purchase"), driver.lane("Thoughts"))
    assert (card.text, card.kind) == ("Will they fit?", "thought")


def test_editing_without_a_change_is_no_undo_step(driver: Driver) -> None:
    before = driver.document
    driver.click(driver.middle(driver.card("Sees an advert")))
    driver.key(KEY.Key_F2)
    assert driver.view.writing.editor.toPlainText() == "Sees an advert"
    driver.key(KEY.Key_Return)
    assert driver.document is before
    assert driver.selected() == ["Sees an advert"]
    assert driver.view.hasFocus()


def test_editing_a_card_is_one_undo_step(driver: Driver) -> None:
    driver.double_click(driver.middle(driver.card("Sees an advert")))
    driver.type("Sees a film").key(KEY.Key_Return, SHIFT).type("twice").key(KEY.Key_Return)
    assert driver.texts("Awareness", "Actions") == ["Sees a film\ntwice", "Asks a friend"]
    assert undo_names(driver) == ["Edit text"]
    driver.session.undo()
    assert driver.texts("Awareness", "Actions") == ["Sees an advert", "Asks a friend"]


def test_esc_keeps_the_typed_text(driver: Driver) -> None:
    driver.double_click(driver.middle(driver.card("Asks a friend"))).type("Asks two").key(KEY.Key_Escape)
    assert driver.texts("Awareness", "Actions")[1] == "Asks two"


@pytest.mark.parametrize(
    ("key", "held", "expected"), [(KEY.Key_Tab, NONE, "Asks a friend"), (KEY.Key_Backtab, SHIFT, "Sees it")]
)
def test_tab_after_emptying_a_card_goes_on_from_where_it_was(
    driver: Driver, key: Qt.Key, held: Qt.KeyboardModifier, expected: str
) -> None:
    with driver.session.edit("More") as draft:
        cell = (driver.step("Awareness"), driver.lane("Actions"))
        add_card(draft, *cell, "Goes away", before=driver.card("Asks a friend"))
        draft.change(draft.get(Card, driver.card("Sees an advert")), text="Sees it")
    driver.double_click(driver.middle(driver.card("Goes away")))
    driver.key(KEY.Key_A, CTRL).key(KEY.Key_Delete).key(key, held)
    assert driver.texts("Awareness", "Actions") == ["Sees it", "Asks a friend"]
    assert driver.selected() == [expected]


def test_the_status_tip_while_writing_is_in_one_language(driver: Driver) -> None:
    with driver.session.edit("Language") as draft:
        draft.change(draft.get(Journey, driver.session.journey_id), language="de")
    driver.click(driver.cell("Purchase", "Thoughts")).type("Hm")
    assert driver.view.writing.status_tip().startswith("What do they think? · Enter: next card below")


def test_clicking_elsewhere_keeps_the_typed_text(driver: Driver) -> None:
    driver.double_click(driver.middle(driver.card("Sees an advert"))).type("Sees a poster")
    driver.click(driver.cell("Purchase", "Pain points"))
    assert driver.texts("Awareness", "Actions")[0] == "Sees a poster"


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("stage", "Stage"),
        ("lane", "Lane"),
        ("title", "Journey"),
        ("persona", "Persona"),
        ("point", "EmotionPoint"),
    ],
)
def test_a_double_click_edits_names_in_place(driver: Driver, what: str, expected: str) -> None:
    layout = driver.layout
    point = next(p for c in layout.charts[0].curves for p in c.points if p.movable)
    place, record = {
        "stage": (layout.stages[0].name.box.center, layout.stages[0].id),
        "lane": (layout.lanes[0].title.box.center, layout.lanes[0].id),
        "title": (layout.header.title.box.center, layout.journey),
        "persona": (layout.header.personas[0].name.box.center, layout.header.personas[0].id),
        "point": ((point.x, point.y), point.id),
    }[what]
    driver.double_click(driver.at(*place)).type("Something else").key(KEY.Key_Return)
    field = {Stage: "name", Lane: "title", Journey: "title", Persona: "name", EmotionPoint: "label"}
    found = driver.document.find(record)
    assert type(found).__name__ == expected
    assert getattr(found, field[type(found)]) == "Something else"


def test_a_name_has_only_one_line(driver: Driver) -> None:
    driver.double_click(driver.at(*driver.layout.stages[0].name.box.center))
    driver.type("First").key(KEY.Key_Return, SHIFT)
    assert driver.stages()[0] == "First"


def test_letters_of_any_script_begin_a_card(driver: Driver) -> None:
    driver.click(driver.cell("Purchase", "Pain points")).type("Ελένη").key(KEY.Key_Escape)
    assert driver.texts("Purchase", "Pain points") == ["Ελένη"]


def test_text_is_pasted_without_formatting(driver: Driver) -> None:
    driver.double_click(driver.middle(driver.card("Sees an advert")))
    data = QMimeData()
    data.setHtml("<b>bold</b><img src='file:///etc/hostname'>")
    data.setText("bold\u202e \x07words")
    data.setUrls([QUrl("file:///etc/hostname")])
    data.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    driver.view.writing.editor.insertFromMimeData(data)
    assert driver.view.writing.editor.toHtml().count("<img") == 0
    driver.key(KEY.Key_Return)
    assert driver.texts("Awareness", "Actions")[0] == "bold words"


def test_the_card_is_drawn_without_its_text_during_editing(driver: Driver) -> None:
    card = driver.card("Sees an advert")
    driver.double_click(driver.middle(card))
    driver.view.writing.editor.hide()
    without = driver.picture(card)
    driver.view.writing.editor.show()
    driver.key(KEY.Key_Return)
    driver.session.selection.clear()
    assert driver.picture(card) != without


def test_a_note_above_a_card_is_hidden_while_the_card_is_edited(driver: Driver) -> None:
    card = driver.card("Sees an advert")
    bare = driver.picture(card)
    with driver.session.edit("Add note") as draft:
        note = add_note(draft, driver.session.journey_id, "Who says so?", 40.0, 6.0, card=card).id
    driver.settle()
    both = driver.picture(note)
    driver.session.selection.replace([card])
    driver.key(KEY.Key_Return)
    driver.view.overlay.hide_selection()
    driver.view.writing.editor.hide()
    beside = driver.picture(note)
    driver.view.writing.drop()
    driver.session.selection.clear()
    assert driver.settle().picture(note) == both, "it is back"
    with driver.session.edit("Delete") as draft:
        draft.remove(note)
    assert driver.settle().picture(card) == bare and beside != both


def test_the_editor_stays_over_its_card_while_the_view_moves(driver: Driver) -> None:
    card = driver.card("Sees an advert")
    driver.double_click(driver.middle(card))
    for act in (lambda: driver.view.set_zoom(2.0), lambda: driver.view.scroll_by(30, 20)):
        act()
        driver.settle()
        place = driver.view.writing.frame()
        assert place is not None
        corner = driver.view.mapFromScene(QPointF(place.box.x, place.box.y))
        assert (driver.view.writing.editor.pos() - corner).manhattanLength() <= 2
    driver.key(KEY.Key_Escape)


def test_a_text_that_is_too_long_stays_in_the_editor_with_a_message(driver: Driver) -> None:
    said: list[str] = []
    driver.session.notice.connect(said.append)
    driver.double_click(driver.middle(driver.card("Sees an advert")))
    driver.view.writing.editor.setPlainText("x" * 20_001)
    driver.key(KEY.Key_Return)
    assert driver.view.writing.active
    assert "20000" in said[0] or "20,000" in said[0] or "20001" in said[0]
    driver.view.writing.editor.setPlainText("short")
    driver.key(KEY.Key_Return)
    assert driver.texts("Awareness", "Actions")[0] == "short"


def test_editing_ends_when_its_card_is_removed(driver: Driver) -> None:
    card = driver.card("Sees an advert")
    driver.double_click(driver.middle(card)).type("new words")
    with driver.session.edit("Delete") as draft:
        draft.remove(card)
    assert not driver.view.writing.active
    assert card not in driver.document


def test_placeholders_are_shown_in_each_lane_of_an_empty_map(drive: Callable[[Document], Driver]) -> None:
    driver = drive(story(cards=False))
    assert "What does the customer do?" in driver.view.overlay.placeholders.texts()
    assert "How do they feel? Click or draw." in driver.view.overlay.placeholders.texts()
    # The question goes on to the next empty cell of its lane, until the lane has cards in two steps.
    placeholders, asked = driver.view.overlay.placeholders, driver.view.overlay.placeholders.texts()
    driver.click(driver.cell("Awareness", "Actions")).type("Looks around").key(KEY.Key_Escape)
    assert placeholders.texts() == asked
    cell = cell_of(driver.layout, driver.step("Purchase"), driver.lane("Actions"))
    assert cell and placeholders.boundingRect().top() < cell.box.bottom
    driver.click(driver.cell("Support", "Actions")).type("Calls").key(KEY.Key_Escape)
    assert placeholders.texts() == [each for each in asked if each != "What does the customer do?"]


def test_a_focused_empty_cell_has_a_placeholder_until_something_is_typed(driver: Driver) -> None:
    placeholders = driver.view.overlay.placeholders
    assert "Where and how do they meet us?" not in placeholders.texts()
    driver.click(driver.cell("Purchase", "Touchpoints"))
    assert "Where and how do they meet us?" in placeholders.texts()
    driver.type("Hm")
    assert "Where and how do they meet us?" not in placeholders.texts()
    driver.key(KEY.Key_Escape)
    assert "Where and how do they meet us?" not in placeholders.texts()


@pytest.mark.parametrize(
    ("language", "question"),
    [("de", "Was denken sie?"), ("ar", "ماذا يدور في ذهن العميل؟"), ("tlh", "What do they think?")],
)
def test_a_placeholder_on_a_map_in_another_language_is_in_that_language(
    driver: Driver, language: str, question: str
) -> None:
    with driver.session.edit("Language") as draft:
        draft.change(draft.get(Journey, driver.session.journey_id), language=language)
    driver.click(driver.cell("Purchase", "Thoughts"))
    assert driver.view.overlay.placeholders.texts().count(question) == 2, "in the first cell, and in focus"


def test_the_plus_button_in_a_cell_begins_a_card(driver: Driver) -> None:
    place = driver.cell("Purchase", "Thoughts")
    middle = boxes_of(driver.layout, driver.step("Purchase"))
    assert middle
    at = driver.view.place_at(QPointF(place))
    plus = next(b for b in driver.view.pointer.buttons_at(at.x(), at.y()) if b.what == "card")
    driver.click(driver.at(plus.x, plus.y)).type("Hm").key(KEY.Key_Escape)
    assert driver.texts("Purchase", "Thoughts") == ["Hm"]


def test_the_plus_button_after_the_last_stage_adds_one_and_edits_its_name(driver: Driver) -> None:
    last = driver.layout.stages[-1].box
    plus = next(b for b in driver.view.pointer.buttons_at(*last.center) if b.what == "stage")
    driver.click(driver.at(plus.x, plus.y)).type("Afterwards").key(KEY.Key_Return)
    assert driver.stages()[-1] == "Afterwards"


def test_shortcuts_of_the_window_do_not_type(driver: Driver) -> None:
    driver.click(driver.middle(driver.card("Sees an advert"))).key(KEY.Key_B, CTRL)
    assert not driver.view.writing.active
    assert len(driver.document.select(Card)) == 7


def test_a_press_outside_the_map_ends_editing(driver: Driver) -> None:
    driver.double_click(driver.middle(driver.card("Sees an advert"))).type("Sees")
    driver.click(QPoint(3, 3))
    assert not driver.view.writing.active


def test_a_new_card_that_is_too_long_stays_in_the_editor(driver: Driver) -> None:
    driver.click(driver.cell("Purchase", "Pain points")).type("T")
    driver.view.writing.editor.setPlainText("x " * 10_001)
    driver.key(KEY.Key_Return)
    assert driver.view.writing.active and driver.view.writing.frame() is not None
    driver.view.writing.editor.setPlainText("Too long")
    driver.key(KEY.Key_Return).key(KEY.Key_Escape)
    assert driver.texts("Purchase", "Pain points") == ["Too long"]
    assert driver.view.map_scene.document is driver.document


def test_a_text_has_the_same_direction_in_the_editor_as_on_the_map(
    drive: Callable[[Document], Driver],
) -> None:
    """A Hebrew card that begins with a Latin word still runs from right to left."""
    driver = drive(story("rtl"))
    with driver.session.edit("Change journey") as draft:
        draft.change(driver.session.journey, language="he")
    for words, direction in (
        ("iPhone שבור", DIRECTION.RightToLeft),
        ("iPhone", DIRECTION.LayoutDirectionAuto),
    ):
        driver.click(driver.cell("Purchase", "Pain points"))
        driver.type(words)
        option = driver.view.writing.editor.document().defaultTextOption()
        assert option.textDirection() == direction
        driver.key(KEY.Key_Escape)


def test_tab_after_the_last_step_captures_on_in_the_next_lane(driver: Driver) -> None:
    driver.click(driver.cell("Support", "Actions", 1)).type("Waits").key(KEY.Key_Tab)
    driver.type("Goes back to the shop").key(KEY.Key_Escape)
    assert driver.texts("Awareness", "Touchpoints") == ["Advert on the train", "Goes back to the shop"]
