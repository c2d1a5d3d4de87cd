"""Moving items on the map with the pointer."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QGraphicsPixmapItem

from journey_editor.editing.commands.cards import move_cards
from journey_editor.editing.commands.journeys import add_note
from journey_editor.editing.commands.personas import add_persona
from journey_editor.layout.queries.hit_testing import boxes_of, cell_of
from journey_editor.model.document import Document
from journey_editor.model.records import Card, EmotionPoint, Lane, Link, Note, Step
from tests.app.canvas.conftest import story
from tests.app.canvas.driver import CTRL, NONE, SHIFT, Driver

KEY = Qt.Key


def test_a_touchpoint_can_be_dragged_to_another_stage_and_back_with_undo(driver: Driver) -> None:
    card = driver.card("Calls the shop")
    driver.press(driver.middle(card)).drag_to(driver.cell("Purchase", "Touchpoints")).release()
    assert driver.texts("Purchase", "Touchpoints") == ["Calls the shop"]
    assert driver.selected() == ["Calls the shop"]
    assert driver.session.editor.undo_name == "Move card"
    driver.session.undo()
    assert driver.texts("Support", "Touchpoints") == ["Calls the shop"]
    assert driver.texts("Purchase", "Touchpoints") == []


def test_the_mark_shows_where_the_card_will_land(driver: Driver) -> None:
    first = driver.layout.cards[driver.card("Sees an advert")].box
    driver.press(driver.middle(driver.card("Orders two sizes")))
    driver.drag_to(driver.at(first.center[0], first.bottom - 2))
    mark = driver.view.overlay.marked()
    second = driver.layout.cards[driver.card("Asks a friend")].box
    assert mark is not None and first.bottom < mark.center().y() < second.y
    driver.release()
    assert driver.texts("Awareness", "Actions") == ["Sees an advert", "Orders two sizes", "Asks a friend"]
    assert driver.view.overlay.marked() is None


def test_a_card_dropped_in_a_pain_point_lane_becomes_a_pain_point(driver: Driver) -> None:
    driver.press(driver.middle(driver.card("Orders two sizes")))
    driver.drag_to(driver.cell("Purchase", "Pain points")).release()
    (card,) = driver.document.cards_in(driver.step("Purchase"), driver.lane("Pain points"))
    assert (card.text, card.kind) == ("Orders two sizes", "pain_point")


def test_esc_cancels_a_drag(driver: Driver) -> None:
    before = driver.document
    driver.press(driver.middle(driver.card("Calls the shop"))).drag_to(driver.cell("Purchase", "Actions"))
    driver.key(KEY.Key_Escape).release()
    assert driver.document is before
    assert driver.view.pointer.gesture is None
    assert not driver.view.map_scene.shown.dimmed


def test_a_small_movement_is_a_click(driver: Driver) -> None:
    place = driver.middle(driver.card("Calls the shop"))
    driver.press(place).drag_to(place + QPoint(1, 2)).release()
    assert driver.session.editor.undo_name is None
    assert driver.selected() == ["Calls the shop"]


def test_several_cards_move_together_and_keep_their_order(driver: Driver) -> None:
    driver.click(driver.middle(driver.card("Asks a friend")))
    driver.click(driver.middle(driver.card("Sees an advert")), SHIFT)
    driver.press(driver.middle(driver.card("Sees an advert")))
    driver.drag_to(driver.cell("Support", "Actions")).release()
    assert driver.texts("Support", "Actions") == ["Sees an advert", "Asks a friend"]
    driver.session.undo()
    assert driver.texts("Awareness", "Actions") == ["Sees an advert", "Asks a friend"]


def test_a_card_dropped_where_cards_are_not_allowed_does_not_move(driver: Driver) -> None:
    before = driver.document
    chart = driver.layout.charts[0].frame
    driver.press(driver.middle(driver.card("Nobody answers"))).drag_to(driver.at(*chart.center)).release()
    assert driver.document is before


def test_a_stage_can_be_dragged_before_another(driver: Driver) -> None:
    first = boxes_of(driver.layout, driver.stage("Awareness"))[0]
    driver.press(driver.middle(driver.stage("Support")))
    driver.drag_to(driver.at(first.x + 4, first.center[1])).release()
    assert driver.stages() == ["Support", "Awareness", "Purchase"]
    driver.session.undo()
    assert driver.stages() == ["Awareness", "Purchase", "Support"]


def test_with_ctrl_a_stage_a_step_and_a_lane_are_copied_with_their_cards(driver: Driver) -> None:
    first = boxes_of(driver.layout, driver.stage("Awareness"))[0]
    before = driver.document
    driver.press(driver.middle(driver.stage("Support")), CTRL)
    driver.drag_to(driver.at(first.x + 4, first.center[1]))
    gesture = driver.view.pointer.gesture
    assert gesture is not None and gesture.status_tip().startswith("Release to copy here")
    assert not driver.view.map_scene.dragged, "the stage itself stays"
    driver.release()
    assert driver.stages() == ["Support", "Awareness", "Purchase", "Support"]
    assert driver.session.editor.undo_name == "Copy stage"
    copy, *_, original = driver.document.stages_of(driver.session.journey_id)
    assert driver.session.selection.ids == (copy.id,)
    texts: dict[str, list[str]] = {copy.id: [], original.id: []}
    for card in driver.document.cards_of(driver.session.journey_id):
        texts.get(driver.document.get(Step, card.step).stage, []).append(card.text)
    assert sorted(texts[copy.id]) == sorted(texts[original.id]) != []
    driver.session.undo()
    assert driver.document == before

    step, column = driver.step("Support", 1), driver.layout.steps[0].column
    driver.press(driver.middle(step), CTRL).drag_to(driver.at(column.right - 4, column.y + 60)).release()
    assert driver.steps("Support") == ["Asks", "Sends"] and driver.steps("Awareness") == ["", "Sends"]
    assert driver.texts("Awareness", "Touchpoints", 1) == driver.texts("Support", "Touchpoints", 1) != []
    driver.session.undo()

    top = boxes_of(driver.layout, driver.lane("Actions"))[0]
    driver.press(driver.middle(driver.lane("Pain points")), CTRL)
    driver.drag_to(driver.at(top.center[0], top.y + 2)).release()
    assert driver.lanes() == ["Pain points", "Actions", "Touchpoints", "Thoughts", "Emotion", "Pain points"]
    assert driver.texts("Support", "Pain points") != []
    assert driver.session.editor.undo_name == "Copy lane"


def test_a_step_can_be_dragged_into_another_stage(driver: Driver) -> None:
    step = driver.step("Support", 1)
    first = next(each.column for each in driver.layout.steps if each.id == driver.step("Awareness"))
    driver.press(driver.middle(step)).drag_to(driver.at(first.right - 4, first.y + 60)).release()
    assert driver.steps("Support") == ["Asks"]
    assert driver.steps("Awareness") == ["", "Sends"]
    assert driver.texts("Awareness", "Touchpoints", 1) == ["Prints a label"]


def test_a_lane_can_be_dragged_to_the_top(driver: Driver) -> None:
    top = boxes_of(driver.layout, driver.lane("Actions"))[0]
    driver.press(driver.middle(driver.lane("Pain points")))
    driver.drag_to(driver.at(top.center[0], top.y + 2)).release()
    assert driver.lanes() == ["Pain points", "Actions", "Touchpoints", "Thoughts", "Emotion"]


def test_a_persona_lane_moves_as_a_whole(driver: Driver) -> None:
    header = driver.layout.persona_lanes[0].header
    below = boxes_of(driver.layout, driver.lane("Pain points"))[0]
    driver.press(driver.at(*header.center)).drag_to(driver.at(below.center[0], below.bottom - 3)).release()
    assert driver.lanes() == ["Actions", "Emotion", "Pain points", "Touchpoints", "Thoughts"]
    driver.session.undo()
    assert driver.lanes() == ["Actions", "Touchpoints", "Thoughts", "Emotion", "Pain points"]


def test_a_curve_point_can_be_dragged_up(driver: Driver) -> None:
    point = driver.point("Calls the shop")
    chart = driver.layout.charts[0]
    place = boxes_of(driver.layout, point.id)[0].center
    driver.press(driver.at(*place)).drag_to(driver.at(place[0], chart.y_of(0.8)))
    assert driver.document.get(type(point), point.id).value == -0.6, (
        "the document must not change before the release"
    )
    driver.release()
    assert driver.point("Calls the shop").value == pytest.approx(0.8, abs=0.05)
    driver.session.undo()
    assert driver.point("Calls the shop").value == -0.6


def test_the_curve_follows_its_dragged_point_and_is_restored_on_esc(driver: Driver) -> None:
    point = driver.point("Calls the shop")
    before = driver.view.map_scene.drawing
    place = boxes_of(driver.layout, point.id)[0].center
    driver.press(driver.at(*place)).drag_to(driver.at(place[0], place[1] - 60))
    assert driver.view.map_scene.drawing != before
    driver.key(KEY.Key_Escape).release()
    assert driver.view.map_scene.drawing == before


def test_a_free_point_can_be_dragged_to_another_step(driver: Driver) -> None:
    point = next(p for c in driver.layout.charts[0].curves for p in c.points if p.movable)
    there = next(each.column for each in driver.layout.steps if each.id == driver.step("Purchase"))
    driver.press(driver.at(point.x, point.y)).drag_to(driver.at(there.center[0], point.y)).release()
    moved = driver.document.find(point.id)
    assert getattr(moved, "step", "") == driver.step("Purchase")


def test_a_handoff_can_be_drawn_from_the_handle_of_a_card(driver: Driver) -> None:
    source, target = driver.card("Calls the shop"), driver.card("Prints a label")
    driver.click(driver.middle(source))
    box = driver.layout.cards[source].box
    handle = next(b for b in driver.view.pointer.buttons_at(*box.center) if b.what == "link")
    driver.press(driver.at(handle.x, handle.y)).drag_to(driver.middle(target)).release()
    (link,) = driver.document.select(Link)
    assert (link.source, link.target, link.kind) == (source, target, "handoff")


def test_a_note_is_placed_where_it_is_released(driver: Driver) -> None:
    with driver.session.edit("Add note") as draft:
        note = add_note(draft, driver.session.journey_id, "Ask them", 500.0, 300.0).id
    place = driver.middle(note)
    driver.press(place).drag_to(place + QPoint(40, -30)).release()
    (box,) = boxes_of(driver.layout, note)
    assert (box.x, box.y) == (pytest.approx(540, abs=1), pytest.approx(270, abs=1))


def test_a_note_sticks_to_the_card_on_which_it_is_released(driver: Driver) -> None:
    with driver.session.edit("Add note") as draft:
        note = add_note(draft, driver.session.journey_id, "Ask them", 500.0, 300.0).id
    card = driver.card("Calls the shop")
    driver.press(driver.middle(note)).drag_to(driver.middle(card)).release()
    assert driver.document.get(Note, note).card == card
    (before,), from_box = boxes_of(driver.layout, note), driver.layout.cards[card].box
    with driver.session.edit("Move card") as draft:
        move_cards(draft, [card], driver.step("Purchase"), draft.get(Card, card).lane)
    (after,), to_box = boxes_of(driver.layout, note), driver.layout.cards[card].box
    assert (after.x - before.x, after.y - before.y) == (to_box.x - from_box.x, to_box.y - from_box.y)
    driver.session.selection.replace([card])
    driver.key(KEY.Key_Delete)
    assert note not in driver.document
    driver.session.undo()
    assert boxes_of(driver.layout, note) == (after,)


def test_a_dragged_note_says_to_what_it_will_stick_and_leaves_hidden_ones_where_they_are(
    driver: Driver,
) -> None:
    hidden, card = driver.card("Sees an advert"), driver.card("Calls the shop")
    lane, session = driver.document.get(Card, hidden).lane, driver.session
    with session.edit("Add notes") as draft:
        note = add_note(draft, session.journey_id, "Ask them", 500.0, 300.0).id
        unseen = add_note(draft, session.journey_id, "Which one?", 5.0, 5.0, card=hidden).id
    session.selection.replace([note, unseen])
    with session.edit("Collapse lane") as draft:
        draft.change(draft.get(Lane, lane), collapsed=True)
    session.selection.replace([note, unseen])
    driver.press(driver.middle(note)).drag_to(driver.cell("Purchase", "Pain points"))
    assert (
        driver.view._current_status_tip()
        == "Release to stick the note to the cell Purchase, Pain points · Esc cancels"
    )
    driver.drag_to(driver.middle(card))
    assert driver.view._current_status_tip() == "Release to stick the note to “Calls the shop” · Esc cancels"
    driver.release()
    assert (driver.document.get(Note, note).card, driver.document.get(Note, unseen).card) == (card, hidden)
    assert session.editor.undo_name == "Move note"


def test_a_note_removed_by_undo_during_a_drag_is_restored_at_its_old_place_by_redo(driver: Driver) -> None:
    from journey_editor.editing.commands.journeys import add_note

    before = driver.document
    with driver.session.edit("Add note") as draft:
        note = add_note(draft, driver.session.journey_id, "Ask them", 500.0, 300.0).id
    place = driver.middle(note)
    driver.press(place).drag_to(place + QPoint(60, 40))
    driver.session.undo()
    driver.drag_to(place + QPoint(90, 40)).release()
    assert driver.document == before
    driver.session.redo()
    assert driver.document.get(Note, note).x == 500.0


def test_dragging_near_the_edge_scrolls_the_map(driver: Driver) -> None:
    driver.view.look_at(QPointF(300, 300))
    driver.settle()
    left = driver.view.to_scene(QPointF(0, 0)).x()
    driver.press(driver.middle(driver.card("Sees an advert")))
    driver.drag_to(QPoint(driver.view.viewport().width() - 3, 300))
    driver.view.pointer.scrolling.scroll()
    driver.view.pointer.scrolling.scroll()
    assert driver.view.to_scene(QPointF(0, 0)).x() > left + 20
    driver.key(KEY.Key_Escape).release()


def test_on_a_right_to_left_map_a_stage_lands_under_the_pointer(drive: Callable[[Document], Driver]) -> None:
    driver = drive(story("rtl"))
    first = boxes_of(driver.layout, driver.stage("Awareness"))[0]
    driver.press(driver.middle(driver.stage("Support")))
    driver.drag_to(driver.at(first.right - 4, first.center[1])).release()
    assert driver.stages() == ["Support", "Awareness", "Purchase"]


@pytest.fixture
def mirrored(drive: Callable[[Document], Driver]) -> Driver:
    """A right-to-left map."""
    return drive(story("rtl"))


def test_on_a_right_to_left_map_a_card_and_a_step_land_under_the_pointer(mirrored: Driver) -> None:
    mirrored.press(mirrored.middle(mirrored.card("Calls the shop")))
    mirrored.drag_to(mirrored.cell("Purchase", "Touchpoints"))
    mark = mirrored.view.overlay.marked()
    cell = cell_of(mirrored.layout, mirrored.step("Purchase"), mirrored.lane("Touchpoints"))
    assert mark is not None and cell is not None
    assert cell.box.x <= mark.left() and mark.right() <= cell.box.right
    mirrored.release()
    assert mirrored.texts("Purchase", "Touchpoints") == ["Calls the shop"]
    first = boxes_of(mirrored.layout, mirrored.step("Support", 0))[0]
    mirrored.press(mirrored.middle(mirrored.step("Support", 1)))
    mirrored.drag_to(mirrored.at(first.right - 4, first.center[1])).release()
    assert mirrored.steps("Support") == ["Sends", "Asks"]


def test_on_a_right_to_left_map_a_free_point_and_a_note_are_placed_where_they_are_released(
    mirrored: Driver,
) -> None:
    points = [each for curve in mirrored.layout.charts[0].curves for each in curve.points]
    free = next(each for each in points if mirrored.document.get(EmotionPoint, each.id).step)
    there = mirrored.at(free.x - 30, free.y - 20)
    mirrored.press(mirrored.at(free.x, free.y)).drag_to(there).release()
    moved = next(
        each for curve in mirrored.layout.charts[0].curves for each in curve.points if each.id == free.id
    )
    assert (moved.x, moved.y) == pytest.approx((free.x - 30, free.y - 20), abs=2)
    with mirrored.session.edit("Add note") as draft:
        note = add_note(draft, mirrored.session.journey_id, "Ask the shop", 300, 700).id
    mirrored.settle()
    before = boxes_of(mirrored.layout, note)[0]
    place = mirrored.middle(note)
    mirrored.press(place).drag_to(place + QPoint(-60, 30)).release()
    after = boxes_of(mirrored.layout, note)[0]
    assert (after.x - before.x, after.y - before.y) == pytest.approx((-60, 30), abs=2)


def test_on_a_right_to_left_map_a_handoff_can_be_drawn_to_the_left(mirrored: Driver) -> None:
    card = mirrored.card("Advert on the train")
    mirrored.click(mirrored.middle(card))
    box = boxes_of(mirrored.layout, card)[0]
    handle = next(b for b in mirrored.view.pointer.buttons_at(*box.center) if b.what == "link")
    assert handle.x < box.center[0]
    mirrored.press(mirrored.at(handle.x, handle.y)).drag_to(mirrored.middle(mirrored.card("Calls the shop")))
    mirrored.release()
    (link,) = mirrored.document.select(Link)
    assert (link.source, link.target) == (card, mirrored.card("Calls the shop"))


def names(driver: Driver) -> list[str]:
    return [each.name for each in driver.document.personas_of(driver.session.journey_id)]


def with_personas(driver: Driver, *others: str) -> Driver:
    with driver.session.edit("Add personas") as draft:
        for name in others:
            add_persona(draft, driver.session.journey_id, name=name)
    return driver.settle()


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_persona_in_the_header_is_dragged_before_another(
    drive: Callable[[Document], Driver], direction: str
) -> None:
    driver = with_personas(drive(story(direction)), "Bo", "Cy")
    ada, _, cy = (each.box for each in driver.layout.header.personas)
    start = (ada.right - 3) if direction == "rtl" else ada.x + 3
    driver.press(driver.at(*cy.center)).drag_to(driver.at(start, ada.center[1]))
    mark = driver.view.overlay.marked()
    assert mark is not None and abs(mark.center().x() - start) < 12
    assert "move" in driver.view._current_status_tip()
    assert driver.view.map_scene.shown.dimmed
    # The dragged persona has a ground on which its name is legible, and does not cover the mark.
    over_mark = driver.view.map_scene.items(mark.center())
    (picture,) = [each for each in over_mark if isinstance(each, QGraphicsPixmapItem)]
    assert over_mark.index(picture) > 0 and over_mark[0].boundingRect().height() < 120
    corner = picture.pixmap().toImage().pixelColor(20, 20)
    assert corner.alpha() == 255
    driver.release()
    assert names(driver) == ["Cy", "Ada Brook", "Bo"]
    assert driver.session.editor.undo_name == "Move persona"


def test_a_persona_that_is_dropped_at_its_own_place_does_not_move(driver: Driver) -> None:
    with_personas(driver, "Bo")
    before = driver.document
    place = driver.middle(driver.layout.header.personas[0].id)
    driver.press(place).drag_to(place + QPoint(9, 0)).release()
    assert driver.document is before


def test_many_personas_are_reordered_across_the_rows_of_the_header(driver: Driver) -> None:
    with_personas(driver, *(f"Persona with a long name, number {each}" for each in range(2, 12)))
    personas = driver.layout.header.personas
    below = next(each for each in personas if each.box.y > personas[0].box.y)
    driver.press(driver.at(*personas[0].box.center))
    driver.drag_to(driver.at(below.box.x + 2, below.box.center[1])).release()
    ids = [each.id for each in driver.layout.header.personas]
    assert ids.index(personas[0].id) == ids.index(below.id) - 1


def test_ctrl_changes_a_still_drag_at_once(driver: Driver) -> None:
    driver.press(driver.middle(driver.card("Calls the shop")))
    driver.drag_to(driver.cell("Purchase", "Touchpoints"))
    heard: list[str] = []
    driver.view.status_tip_changed.connect(heard.append)
    assert driver.view.map_scene.shown.dimmed
    QTest.keyPress(driver.view, KEY.Key_Control)
    assert not driver.view.map_scene.shown.dimmed, "a copy leaves the card in its place"
    assert "copy" in heard[-1] and "Release to copy" in heard[-1]
    QTest.keyRelease(driver.view, KEY.Key_Control, CTRL)
    assert driver.view.map_scene.shown.dimmed and "Release to move" in heard[-1]
    driver.key(KEY.Key_Escape).release()


def test_a_drag_at_the_edge_does_not_scroll_a_map_that_is_wholly_in_view(driver: Driver) -> None:
    driver.view.fit()
    driver.settle()
    before = driver.view.visible_region()
    driver.press(driver.middle(driver.card("Sees an advert")))
    for place in (QPoint(2, 300), QPoint(driver.view.viewport().width() - 2, 2), QPoint(300, 1055)):
        driver.drag_to(place)
        for _ in range(5):
            driver.view.pointer.scrolling.scroll()
    assert driver.view.visible_region() == before
    driver.key(KEY.Key_Escape).release()


def test_a_drag_scrolls_up_to_the_edge_of_the_map_and_no_further(driver: Driver) -> None:
    driver.view.set_zoom(2.0)
    driver.view.look_at(QPointF(600, 600))
    driver.settle()
    driver.press(driver.middle(driver.card("Sees an advert")))
    driver.drag_to(QPoint(driver.view.viewport().width() - 2, 500))
    for _ in range(400):
        driver.view.pointer.scrolling.scroll()
    right = driver.view.to_viewport(QPointF(driver.layout.width, 0)).x()
    assert driver.view.viewport().width() - 60 < right <= driver.view.viewport().width()
    driver.key(KEY.Key_Escape).release()


def test_a_drag_scrolls_from_the_inner_edge_of_the_frozen_headers_and_faster_deeper(driver: Driver) -> None:
    driver.view.resize(900, 500)
    driver.view.set_zoom(2.0)
    driver.view.look_at(QPointF(800, 500))
    driver.settle()
    free = driver.view.free_region()
    assert free.left() > 50 and free.top() > 20, "lane names and stage headers are frozen"
    driver.press(QPoint(round(free.center().x()), round(free.center().y())))
    steps = []
    for inside in (60, 30, 10):
        driver.drag_to(QPoint(round(free.left()) + inside, round(free.center().y())))
        before = driver.view.visible_region().left()
        driver.view.pointer.scrolling.scroll()
        steps.append(before - driver.view.visible_region().left())
    assert steps[0] == 0 < steps[1] < steps[2]
    driver.key(KEY.Key_Escape).release()


def test_a_lane_dragged_by_its_frozen_name_does_not_scroll_sideways(driver: Driver) -> None:
    driver.view.resize(900, 500)
    driver.view.set_zoom(1.5)
    driver.view.look_at(QPointF(800, 500))
    driver.settle()
    before = driver.view.visible_region().left()
    driver.press(QPoint(40, 250)).drag_to(QPoint(40, 280))
    driver.view.pointer.scrolling.scroll()
    assert driver.view.visible_region().left() == before
    driver.key(KEY.Key_Escape).release()


def test_a_place_where_no_card_can_be_dropped_says_so(driver: Driver) -> None:
    chart = next(each for each in driver.layout.lanes if each.kind == "emotion")
    driver.press(driver.middle(driver.card("Calls the shop")))
    for held in (NONE, CTRL):
        driver.held = held
        driver.drag_to(driver.at(*chart.box.center))
        assert driver.view._current_status_tip() == "Cards cannot be dropped here · Esc cancels"
    driver.held = NONE
    driver.drag_to(driver.cell("Purchase", "Touchpoints"))
    assert driver.view._current_status_tip().startswith("Release to move here")
    driver.key(KEY.Key_Escape).release()
