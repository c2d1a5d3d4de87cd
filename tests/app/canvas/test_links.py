"""Links drawn by hand or with the keyboard, and their kinds."""

from PySide6.QtCore import Qt

from journey_editor.editing.commands.cards import link_cards
from journey_editor.editing.commands.stages import merge_stages
from journey_editor.model.records import Link
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
