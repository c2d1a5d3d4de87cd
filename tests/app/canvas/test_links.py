"""Links drawn by hand or with the keyboard, and their kinds."""

from dataclasses import replace

from PySide6.QtCore import Qt

from journey_editor.editing.commands.cards import link_cards
from journey_editor.editing.commands.projects import remove_journey
from journey_editor.editing.commands.stages import merge_stages
from journey_editor.editing.pasting import duplicate
from journey_editor.editing.search import TextIndex
from journey_editor.editing.templates.blank import add_blank_journey
from journey_editor.model.records import Card, Journey, Link
from journey_editor.text.matching import Query
from journey_editor.wording.spoken import describe_card
from tests.app.canvas.driver import Driver

KEY = Qt.Key


def only_link(driver: Driver) -> Link:
    (link,) = driver.document.select(Link)
    return link


def test_a_link_is_drawn_from_a_hovered_card_and_digits_choose_its_kind(driver: Driver) -> None:
    source, target = driver.card("Calls the shop"), driver.card("Prints a label")
    box = driver.layout.cards[source].box
    driver.hover(driver.middle(source))
    handle = next(b for b in driver.view.pointer.buttons_at(*box.center) if b.what == "link")
    assert handle.id == source and not driver.session.selection.ids
    driver.press(driver.at(handle.x, handle.y)).drag_to(driver.middle(target))
    driver.key(KEY.Key_5).release()
    assert (only_link(driver).ends, only_link(driver).kind) == ((source, target), "next")
    # It is selected, so that a digit chooses another kind at once.
    driver.key(KEY.Key_0)
    assert only_link(driver).kind == "own"


def test_a_link_is_drawn_with_the_keyboard(driver: Driver) -> None:
    source, target = driver.card("Calls the shop"), driver.card("Prints a label")
    driver.session.selection.replace([source])
    link = driver.view.key_link
    link.begin()
    assert "Handoff" in link.status_tip()
    driver.key(KEY.Key_9)
    driver.session.selection.replace([target])
    driver.key(KEY.Key_Return)
    assert (only_link(driver).ends, only_link(driver).kind) == ((source, target), "loop")
    assert driver.session.selection.ids == (only_link(driver).id,)
    # Esc ends the next one without a link, and the selection stays.
    driver.session.selection.replace([source])
    link.begin()
    driver.key(KEY.Key_Escape)
    driver.key(KEY.Key_Return)
    assert len(driver.document.select(Link)) == 1


def test_a_link_between_stages_is_drawn_from_the_handle_of_a_stage(driver: Driver) -> None:
    first, second = (stage.id for stage in driver.document.stages_of(driver.session.journey_id)[:2])
    driver.click(driver.middle(second))
    place = driver.middle(second)
    handle = next(b for b in driver.view.pointer.buttons_at(place.x(), place.y()) if b.what == "link")
    driver.press(driver.at(handle.x, handle.y)).drag_to(driver.middle(first)).release()
    assert only_link(driver).ends == (second, first)


def test_removing_a_stage_removes_its_links_and_merging_stages_keeps_them(driver: Driver) -> None:
    stages = [stage.id for stage in driver.document.stages_of(driver.session.journey_id)]
    with driver.session.edit("Link") as draft:
        back = link_cards(draft, stages[2], stages[0], "loop").id
    with driver.session.edit("Merge") as draft:
        merge_stages(draft, stages[1:3])
    assert driver.document.get(Link, back).ends == (stages[1], stages[0])
    with driver.session.edit("Remove") as draft:
        draft.remove(stages[0])
    assert back not in driver.document


def test_a_card_opens_the_journey_that_shows_it_in_detail_and_alt_left_leads_back(driver: Driver) -> None:
    session, card, first = driver.session, driver.card("Calls the shop"), driver.session.journey_id
    with session.edit("Add journey") as draft:
        detail = add_blank_journey(draft, "en", "ltr")
        draft.change(draft.get(Journey, detail), title="The call in detail")
        draft.change(draft.get(Card, card), detail=detail)
    driver.settle()
    (line,) = driver.layout.cards[card].body.foot
    assert line.fact.parts == ("The call in detail",)
    box = driver.layout.cards[card].box
    driver.click(driver.at(box.x + line.text.x + 4, box.y + line.text.box.center[1]))
    assert session.journey_id == detail and session.way_back is not None
    driver.key(KEY.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert (session.journey_id, session.selection.ids, session.way_back) == (first, (card,), None)
    # A new title is shown on the card, and with the journey the reference goes.
    with session.edit("Rename") as draft:
        draft.change(draft.get(Journey, detail), title="The call")
    driver.settle()
    assert driver.layout.cards[card].body.foot[0].fact.parts == ("The call",)
    with session.edit("Delete") as draft:
        remove_journey(draft, detail)
    driver.settle()
    assert driver.document.get(Card, card).detail == "" and not driver.layout.cards[card].body.foot


def test_copies_of_links_look_like_them_and_their_names_are_found(driver: Driver) -> None:
    session = driver.session
    stage = driver.stage("Support")
    cards = [driver.card("Calls the shop"), driver.card("Nobody answers")]
    with session.edit("Link") as draft:
        link = link_cards(draft, *cards, "own", "within a day")
        draft.change(link, name="Data flow", color=3, line="dotted", strong=True)
    words = describe_card(driver.document, driver.document.get(Card, cards[0]))
    assert "Data flow: within a day from “Calls the shop” to “Nobody answers”" in words
    assert TextIndex(driver.document).find(Query("data FLOW"))[0].id == link.id
    with session.edit("Duplicate") as draft:
        duplicate(draft, session.journey_id, stage)
    one, other = driver.document.select(Link)
    assert replace(one, id="", source="", target="") == replace(other, id="", source="", target="")
