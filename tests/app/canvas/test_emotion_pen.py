"""Emotion pen: drawing, extending and erasing curves with the pointer."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from journey_editor.app.canvas.overlay.affordances import DISC
from journey_editor.app.canvas.picture.rectangle import qrect
from journey_editor.editing.card_filter import CardFilter
from journey_editor.editing.commands.cards import add_card, set_card_personas
from journey_editor.editing.commands.curves import add_point, curve_for
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.personas import add_persona
from journey_editor.editing.draft import Draft
from journey_editor.layout.chart_boxes import ChartLayout
from journey_editor.layout.queries.frozen_headers import name_bottom
from journey_editor.model.document import Document
from journey_editor.model.records import Card, Curve, EmotionPoint, Lane, Persona, Step
from tests.app.canvas.conftest import counting_ids_from, story
from tests.app.canvas.driver import ALT, CTRL, SHIFT, Driver

KEY = Qt.Key


def with_bo(direction: str = "ltr") -> Document:
    """Return the story with a second persona, who has a touchpoint in Purchase and no curve yet."""
    draft = Draft(story(direction), counting_ids_from(500))
    journey = draft.journeys()[0].id
    bo = add_persona(draft, journey, name="Bo Lind").id
    lane = next(each.id for each in draft.select(Lane) if each.kind == "action")
    stage = draft.stages_of(journey)[1]
    step = draft.steps_of(stage.id)[0].id
    card = add_card(draft, step, lane, "Bo phones", kind="touchpoint").id
    set_card_personas(draft, card, [bo])
    return draft.finish()


@pytest.fixture
def two(drive: Callable[[Document], Driver]) -> Driver:
    return drive(with_bo())


def chart(driver: Driver) -> ChartLayout:
    return driver.layout.charts[0]


def place(driver: Driver, stage: str, value: float, share: float = 0.5, step: int = 0) -> QPoint:
    """Return a position in the chart: a share of the width of a stage's step, at the height of a value."""
    column = next(each.column for each in driver.layout.steps if each.id == driver.step(stage, step))
    along = 1 - share if driver.layout.rtl else share
    return driver.at(column.x + along * column.width, chart(driver).y_of(value))


def draw(driver: Driver, *places: QPoint) -> Driver:
    driver.press(places[0])
    for each in places[1:]:
        driver.drag_to(each)
    return driver.release()


def points(driver: Driver, persona: str) -> list[EmotionPoint]:
    """Return the points of a persona's curve."""
    owner = next(each.id for each in driver.document.select(Persona) if each.name.startswith(persona))
    curves = [each for each in driver.document.select(Curve) if each.persona == owner]
    return [point for each in curves for point in driver.document.points_of(each.id)]


def select_persona(driver: Driver, name: str) -> None:
    owner = next(each.id for each in driver.document.select(Persona) if each.name.startswith(name))
    driver.session.selection.replace([owner])
    driver.settle()


def where(driver: Driver, point: EmotionPoint) -> str:
    """Return the text of a point's card, or the name of its stage."""
    if point.card:
        return driver.document.get(Card, point.card).text
    step = driver.document.get(Step, point.step)
    return next(
        each.name for each in driver.document.stages_of(driver.session.journey_id) if each.id == step.stage
    )


def test_a_stroke_sets_a_point_at_each_crossed_touchpoint_and_else_in_each_step(two: Driver) -> None:
    select_persona(two, "Bo")
    draw(two, place(two, "Awareness", 0.8, 0.1), place(two, "Purchase", 0.8), place(two, "Support", 0.8, 0.9))
    made = {where(two, each): each for each in points(two, "Bo")}
    assert set(made) == {"Awareness", "Bo phones", "Support"}
    assert {each.source for each in made.values()} == {"assumed"}
    assert all(each.value == pytest.approx(0.8, abs=0.06) for each in made.values())
    assert two.session.editor.undo_name == "Draw emotion curve"
    two.session.undo()
    assert not points(two, "Bo")


def test_the_pen_sets_no_points_at_cards_that_the_filter_hides(two: Driver) -> None:
    two.session.shown_view.set_filter(CardFilter(kinds=frozenset({"pain_point"}), hides=True))
    two.settle()
    select_persona(two, "Bo")
    draw(two, place(two, "Awareness", 0.8, 0.1), place(two, "Purchase", 0.8), place(two, "Support", 0.8, 0.9))
    assert {where(two, each) for each in points(two, "Bo")} == {"Awareness", "Purchase", "Support"}
    # A point that is there already stays at its card.
    at_card = next(each for each in points(two, "Ada") if each.card)
    drawn = next(p for curve in chart(two).curves for p in curve.points if p.id == at_card.id)
    draw(two, two.at(drawn.x, drawn.y), two.at(drawn.x + 3, drawn.y + 30))
    (moved,) = (each for each in points(two, "Ada") if each.id == at_card.id)
    assert moved.card == at_card.card and moved.value < at_card.value


def test_the_heights_of_the_points_follow_the_stroke(two: Driver) -> None:
    select_persona(two, "Bo")
    draw(two, place(two, "Awareness", 0.9, 0.1), place(two, "Support", -0.9, 0.9, step=1))
    values = [each.value for each in sorted(points(two, "Bo"), key=lambda each: -each.value)]
    assert len(values) == 4
    assert values[0] > 0.5 > values[1] > values[2] > -0.4 > values[3]


def test_observed_points_stay_and_are_marked_while_assumed_ones_move(driver: Driver) -> None:
    advert, calls = driver.point("Advert on the train"), driver.point("Calls the shop")
    with driver.session.edit("Guess") as draft:
        draft.change(draft.get(EmotionPoint, calls.id), source="assumed", label="on hold")
    driver.press(place(driver, "Awareness", -0.2, 0.1)).drag_to(place(driver, "Support", 0.5, 0.9))
    shown = driver.view.overlay.pen_preview.shown
    assert shown is not None
    assert len(shown.fixed) == 1
    driver.release()
    assert driver.point("Advert on the train") == advert
    moved = driver.point("Calls the shop")
    assert moved.value == pytest.approx(0.45, abs=0.15)
    assert (moved.id, moved.label, moved.source) == (calls.id, "on hold", "assumed")


def test_points_outside_the_stretch_stay(driver: Driver) -> None:
    before = {each.id: each for each in points(driver, "Ada")}
    draw(driver, place(driver, "Purchase", 0.9, 0.2), place(driver, "Purchase", 0.9, 0.8))
    after = {each.id: each for each in points(driver, "Ada")}
    assert before.items() <= after.items()
    (new,) = after.keys() - before.keys()
    assert where(driver, after[new]) == "Purchase"


def test_the_stroke_names_its_persona_and_shows_where_points_will_land(two: Driver) -> None:
    two.press(place(two, "Awareness", 0.9, 0.1)).drag_to(place(two, "Purchase", 0.9, 0.9))
    shown = two.view.overlay.pen_preview.shown
    assert shown is not None
    assert shown.label == "Ada Brook"
    assert "delighted" in [words for _, _, words in shown.rings]
    assert "Ada Brook" in two.view.pointer.gesture.status_tip()
    two.release()
    assert two.view.overlay.pen_preview.shown is None or not two.view.overlay.pen_preview.shown.path


def test_a_digit_changes_the_persona_in_the_middle_of_a_stroke(two: Driver) -> None:
    two.press(place(two, "Awareness", 0.5, 0.1)).drag_to(place(two, "Purchase", 0.5, 0.9))
    two.type("2").release()
    assert {where(two, each) for each in points(two, "Bo")} == {"Awareness", "Bo phones"}


def test_a_digit_chooses_the_persona_after_esc_in_mid_stroke_though_the_pointer_rests(two: Driver) -> None:
    two.press(place(two, "Awareness", 0.5, 0.1)).drag_to(place(two, "Purchase", 0.5, 0.9))
    two.key(KEY.Key_Escape).release()
    two.type("2")
    assert two.view.overlay.pen_preview.shown.label == "Bo Lind"


def test_the_name_at_the_pointer_is_never_cut_off_at_an_edge_of_the_view(two: Driver) -> None:
    two.view.set_zoom(3.0)
    two.view.look_at(QPointF(*chart(two).frame.center))
    two.settle()
    room, preview = two.view.free_region(), two.view.overlay.pen_preview
    seen = two.view.mapFromScene(qrect(chart(two).frame)).boundingRect().intersected(room.toRect())
    for x in (seen.left() + 2, seen.right() - 2):
        for y in (seen.top() + 8, seen.bottom() - 2):
            two.hover(QPoint(x, y))
            assert preview.shown is not None and preview.shown.label == "Ada Brook"
            assert room.contains(preview.label_box().translated(x, y)), (x, y)
    # A long name must not cover the chart from side to side.
    with two.session.edit("Rename") as draft:
        draft.change(draft.select(Persona)[0], name="Maximiliane von Hohenstein-Schwarzenberg " * 3)
    two.settle().hover(seen.center())
    assert 100 < preview.label_box().width() < 240


def test_a_digit_over_the_chart_chooses_the_persona_before_drawing(two: Driver) -> None:
    two.hover(place(two, "Purchase", -0.5))
    two.type("2")
    assert two.view.overlay.pen_preview.shown.label == "Bo Lind"
    draw(two, place(two, "Awareness", 0.5, 0.1), place(two, "Awareness", 0.5, 0.9))
    assert len(points(two, "Bo")) == 1
    # The persona who was drawn last is the next one, too.
    two.session.selection.clear()
    two.settle().hover(place(two, "Purchase", -0.5))
    assert two.view.overlay.pen_preview.shown.label == "Bo Lind"


def test_keys_of_the_map_work_after_a_click_has_set_a_point(two: Driver, qtbot: QtBot) -> None:
    two.click(place(two, "Purchase", -0.5)).hover(place(two, "Awareness", -0.9)).type("2")
    assert two.view.overlay.pen_preview.shown.label == "Bo Lind"
    for sign, wanted in (("/", two.view.capture_wanted), ("?", two.view.keys_wanted)):
        two.click(place(two, "Purchase", 0.9))
        with qtbot.waitSignal(wanted, timeout=0):
            two.type(sign)
    two.click(place(two, "Support", 0.9)).key(KEY.Key_1, SHIFT)
    assert two.view.zoom() != 1.0, "Shift+1 shows the whole map"
    two.session.selection.replace((), (two.step("Support", 1), two.lane("Emotion")))
    with qtbot.waitSignal(two.view.keys_wanted, timeout=0):
        two.type("?")


def test_a_digit_over_the_chart_is_text_while_a_card_has_the_focus(two: Driver) -> None:
    two.click(two.middle(two.card("Sees an advert")))
    two.hover(place(two, "Purchase", -0.5))
    two.type("2 friends").key(KEY.Key_Escape)
    assert "2 friends" in two.texts("Awareness", "Actions")


def test_the_chips_at_the_left_of_the_chart_choose_the_persona(two: Driver) -> None:
    lane = next(each for each in two.layout.lanes if each.kind == "emotion")
    chips = [b for b in two.view.pointer.buttons_at(*lane.label.center) if b.what == "persona"]
    assert [(each.number, each.filled) for each in chips] == [(1, True), (2, False)]
    two.hover(two.at(chips[1].x, chips[1].y)).click(two.at(chips[1].x, chips[1].y))
    draw(two, place(two, "Awareness", 0.5, 0.1), place(two, "Awareness", 0.5, 0.9))
    assert len(points(two, "Bo")) == 1


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_the_chips_do_not_cover_the_name_of_the_lane(
    drive: Callable[[Document], Driver], direction: str
) -> None:
    two = drive(with_bo(direction))
    two.view.resize(800, 500)
    two.view.set_zoom(2.0)
    lane = next(each for each in two.layout.lanes if each.kind == "emotion")
    frame = chart(two).frame
    for share in (0.0, 0.2, 0.4, 0.6, 0.9):
        two.view.look_at(QPointF(frame.center[0], lane.box.y + share * lane.box.height + 100))
        two.settle()
        seen = two.view.visible_region().center()
        two.hover(two.view.mapFromScene(QPointF(seen.x(), lane.box.y + lane.box.height * 0.95)))
        view = two.view.frozen.view
        name = view.row(lane.box.y) + view.slide(lane) + (name_bottom(lane) - lane.box.y) * view.across
        chips = [b for b in two.view.pointer.buttons_at(seen.x(), lane.box.bottom - 2) if b.what == "persona"]
        for one, other in pairwise(chips):
            assert abs(one.x - other.x) * view.across >= DISC or one.y != other.y
        for chip in chips:
            assert view.row(chip.y) - DISC / 2 >= name - 1
            assert view.row(chip.y) + DISC / 2 <= view.row(lane.box.bottom)
        assert chips or share > 0.5


@pytest.fixture
def four(drive: Callable[[Document], Driver]) -> Driver:
    """Three curves in one chart, and a fourth persona without one."""
    draft = Draft(with_bo(), counting_ids_from(900))
    journey = draft.journeys()[0].id
    step = draft.steps_of(draft.stages_of(journey)[1].id)[0].id
    people = {each.name.split()[0]: each.id for each in draft.select(Persona)}
    people["Cy"] = add_persona(draft, journey, name="Cy Hull").id
    for name, value in (("Bo", 0.9), ("Cy", -0.9)):
        add_point(draft, curve_for(draft, journey, people[name]).id, step, 0.5, value)
    add_persona(draft, journey, name="Dee Moss")
    return drive(draft.finish())


@pytest.mark.parametrize("by", ["stroke", "click"])
def test_the_pen_stays_on_the_curve_that_divides_the_chart_into_strips(four: Driver, by: str) -> None:
    select_persona(four, "Dee")
    end = place(four, "Support", 0.6, 0.8)
    draw(four, place(four, "Awareness", 0.6, 0.2), end) if by == "stroke" else four.click(end)
    assert len(four.layout.charts) == 4
    four.hover(end + QPoint(40, 0))
    assert four.view.overlay.pen_preview.shown.label == "Dee Moss"
    others = [points(four, name) for name in ("Ada", "Bo", "Cy")]
    four.press(end + QPoint(40, 0)).drag_to(end + QPoint(160, 4)).release()
    assert [points(four, name) for name in ("Ada", "Bo", "Cy")] == others
    assert points(four, "Dee")


def test_a_digit_in_mid_stroke_changes_the_persona_also_in_the_status_bar(four: Driver) -> None:
    tips: list[str] = []
    four.view.status_tip_changed.connect(tips.append)
    for strips in (False, True):
        start = four.view.mapFromScene(QPointF(chart(four).frame.x + 20, chart(four).frame.center[1]))
        four.press(start).drag_to(start + QPoint(260, 4))
        four.type("3")
        assert "Cy Hull" in tips[-1], strips
        four.type("2")
        assert "Bo Lind" in tips[-1], strips
        assert four.view.overlay.pen_preview.shown.label == "Bo Lind"
        before = len(points(four, "Bo"))
        four.release()
        assert len(points(four, "Bo")) == before + 1 - strips
        select_persona(four, "Dee")
        draw(four, place(four, "Awareness", 0.6, 0.2), place(four, "Support", 0.6, 0.8))


@pytest.fixture
def shared(drive: Callable[[Document], Driver]) -> Driver:
    """Two personas, but the only curve is for everyone."""
    draft = Draft(with_bo(), counting_ids_from(900))
    draft.change(draft.select(Curve)[0], persona="")
    return drive(draft.finish())


def test_the_curve_for_everyone_is_drawn_on_and_chosen_as_that_of_a_persona(shared: Driver) -> None:
    (curve,) = shared.document.select(Curve)

    def count() -> int:
        return len(shared.document.points_of(curve.id))

    shared.hover(place(shared, "Purchase", 0.9))
    assert shared.view.overlay.pen_preview.shown.label == "Everyone"
    shared.session.selection.replace([shared.point("Calls the shop").id])
    draw(shared, place(shared, "Purchase", 0.9, 0.2), place(shared, "Purchase", 0.9, 0.8))
    assert (count(), len(shared.document.select(Curve))) == (4, 1)
    lane = next(each for each in shared.layout.lanes if each.kind == "emotion")
    select_persona(shared, "Bo")
    chips = [b for b in shared.view.pointer.buttons_at(*lane.label.center) if b.what == "persona"]
    assert [(each.number, each.filled) for each in chips] == [(1, False), (2, True), (3, False)]
    shared.hover(shared.at(chips[2].x, chips[2].y)).click(shared.at(chips[2].x, chips[2].y))
    assert shared.view.pointer.buttons_at(*lane.label.center)[-1].filled
    select_persona(shared, "Bo")
    shared.hover(place(shared, "Awareness", -0.9)).type("3").click(place(shared, "Awareness", -0.9))
    assert (count(), len(shared.document.select(Curve))) == (5, 1)


def test_arrows_reach_the_points_of_the_curve_for_everyone(shared: Driver) -> None:
    shared.session.selection.replace((), (shared.step("Awareness"), shared.lane("Thoughts")))
    shared.key(KEY.Key_Down)
    assert shared.session.selection.ids == (shared.point("Advert on the train").id,)
    shared.key(KEY.Key_Right).key(KEY.Key_Right)
    assert shared.session.selection.ids == (shared.point("Calls the shop").id,)


def test_a_click_sets_one_point_under_the_pointer(driver: Driver) -> None:
    driver.click(place(driver, "Purchase", -0.9, 0.3))
    (new,) = driver.document.select(EmotionPoint, step=driver.step("Purchase"))
    assert (new.value, new.at, new.source) == (
        pytest.approx(-0.9, abs=0.05),
        pytest.approx(0.3, abs=0.05),
        "assumed",
    )
    assert driver.session.selection.ids == (new.id,)


def test_a_double_click_on_a_point_edits_its_label(driver: Driver) -> None:
    driver.double_click(place(driver, "Purchase", -0.9)).type("at last").key(KEY.Key_Return)
    (new,) = driver.document.select(EmotionPoint, step=driver.step("Purchase"))
    assert new.label == "at last"


@pytest.mark.parametrize("held", [ALT, CTRL])
def test_alt_or_ctrl_erases_the_points_under_the_stroke(driver: Driver, held: Qt.KeyboardModifier) -> None:
    """With Alt alone, many window managers move the window instead."""
    first = driver.point("Advert on the train")
    height = first.value
    driver.press(place(driver, "Awareness", height, 0.05), held)
    driver.drag_to(place(driver, "Awareness", height, 0.95)).release()
    assert first.id not in driver.document
    assert len(points(driver, "Ada")) == 2
    driver.session.undo()
    assert driver.point("Advert on the train") == first


def test_shift_and_a_drag_on_the_chart_select(driver: Driver) -> None:
    first = driver.point("Advert on the train")
    driver.press(place(driver, "Awareness", 0.9, 0.05), SHIFT)
    driver.drag_to(place(driver, "Awareness", -0.9, 0.95)).release()
    assert driver.session.selection.ids == (first.id,)
    assert len(points(driver, "Ada")) == 3


def test_esc_cancels_a_stroke(driver: Driver) -> None:
    before = driver.document
    driver.press(place(driver, "Purchase", 0.9, 0.1)).drag_to(place(driver, "Support", 0.9))
    driver.key(KEY.Key_Escape).release()
    assert driver.document is before
    assert driver.view.overlay.pen_preview.shown is None or not driver.view.overlay.pen_preview.shown.path


def test_going_back_over_a_part_draws_it_again(driver: Driver) -> None:
    draw(
        driver,
        place(driver, "Purchase", 0.9, 0.2),
        place(driver, "Purchase", 0.9, 0.9),
        place(driver, "Purchase", -0.6, 0.9),
        place(driver, "Purchase", -0.6, 0.1),
    )
    (new,) = driver.document.select(EmotionPoint, step=driver.step("Purchase"))
    assert new.value == pytest.approx(-0.6, abs=0.05)


def test_the_pen_draws_on_a_right_to_left_map(drive: Callable[[Document], Driver]) -> None:
    driver = drive(with_bo("rtl"))
    select_persona(driver, "Bo")
    draw(driver, place(driver, "Awareness", 0.8, 0.1), place(driver, "Purchase", 0.2, 0.9))
    made = {where(driver, each): each.value for each in points(driver, "Bo")}
    assert set(made) == {"Awareness", "Bo phones"}
    assert made["Awareness"] > made["Bo phones"]


@pytest.mark.parametrize("zoom", [0.3, 3.0])
def test_the_pen_draws_at_any_zoom(driver: Driver, zoom: float) -> None:
    driver.view.set_zoom(zoom)
    driver.settle()
    start = place(driver, "Purchase", 0.9, 0.45)
    driver.press(start).drag_to(start + QPoint(round(40 * zoom), 0)).release()
    (new,) = driver.document.select(EmotionPoint, step=driver.step("Purchase"))
    assert new.value == pytest.approx(0.9, abs=0.1)


def test_the_map_scrolls_while_a_stroke_is_held_at_its_edge(driver: Driver) -> None:
    driver.view.resize(480, 1060)
    driver.settle()
    start = place(driver, "Awareness", 0.0, 0.5)
    driver.press(start)
    edge = QPoint(driver.view.viewport().width() - 3, start.y())
    driver.drag_to(edge)
    before = driver.view.horizontalScrollBar().value()
    for _ in range(40):
        driver.view.pointer.scrolling.scroll()
    assert driver.view.horizontalScrollBar().value() > before
    driver.release()
    assert "Purchase" in {where(driver, each) for each in points(driver, "Ada")}


def test_a_point_at_a_touchpoint_can_be_dragged_to_another_one(driver: Driver) -> None:
    point = driver.point("Calls the shop")
    before = place(driver, "Support", -0.6)
    driver.press(driver.middle(point.id)).drag_to(place(driver, "Support", 0.5, step=1)).release()
    assert before
    moved = driver.document.get(EmotionPoint, point.id)
    assert where(driver, moved) == "Prints a label"
    assert moved.value == pytest.approx(0.5, abs=0.05)


def test_an_emotion_point_goes_to_the_selected_step_and_never_onto_another(driver: Driver) -> None:
    driver.session.selection.replace([driver.stage("Purchase")])
    for _ in range(3):
        driver.session.selection.replace([driver.stage("Purchase")])
        driver.view.add_emotion_point()
    made = driver.document.select(EmotionPoint, step=driver.step("Purchase"))
    assert len({each.at for each in made}) == 3
    assert {each.source for each in made} == {"assumed"}
    # They are on the previous line: from 0.4 to −0.6.
    assert all(-0.6 < each.value < 0.4 for each in made)


def test_an_emotion_point_from_the_context_menu_lands_at_the_pointer(two: Driver) -> None:
    two.session.selection.clear()
    at = place(two, "Awareness", -0.7, 0.3)
    two.view.adding.show_menu(two.view.viewport().mapToGlobal(at), two.view.place_at(at.toPointF()))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    choices = menu.actions()[0].menu()
    assert isinstance(choices, QMenu)
    choices.actions()[1].trigger()
    menu.close()
    (new,) = points(two, "Bo")
    assert (new.value, new.at) == (pytest.approx(-0.7, abs=0.05), pytest.approx(0.3, abs=0.05))


@pytest.fixture
def apart(drive: Callable[[Document], Driver]) -> Driver:
    """Bo has an emotion lane of his own, with a point in Purchase."""
    draft = Draft(with_bo(), counting_ids_from(900))
    journey = draft.journeys()[0].id
    bo = next(each.id for each in draft.select(Persona) if each.name.startswith("Bo"))
    add_lane(draft, journey, "emotion", title="Bo feels", persona=bo)
    step = draft.steps_of(draft.stages_of(journey)[1].id)[0].id
    add_point(draft, curve_for(draft, journey, bo).id, step, 0.5, 0.9)
    return drive(draft.finish())


def test_a_persona_with_a_lane_is_only_drawn_there(apart: Driver) -> None:
    select_persona(apart, "Bo")
    before = points(apart, "Bo")
    draw(apart, place(apart, "Purchase", -0.5, 0.2), place(apart, "Purchase", -0.5, 0.8))
    assert points(apart, "Bo") == before
    assert "Purchase" in {where(apart, each) for each in points(apart, "Ada")}
    lane = next(each for each in apart.layout.lanes if each.kind == "emotion")
    assert not [each for each in apart.view.pointer.buttons_at(*lane.label.center) if each.what == "persona"]


def test_a_lane_is_deleted_under_the_pointer(two: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    lane = next(each for each in two.layout.lanes if each.kind == "emotion")
    monkeypatch.setattr(two.view, "underMouse", lambda: True)
    two.hover(two.at(*lane.label.center))
    two.session.selection.replace([lane.id])
    with two.session.edit("Delete") as draft:
        draft.remove(lane.id)
    two.settle()
    assert not two.layout.charts


def test_the_keyboard_is_about_the_persona_of_the_lane(apart: Driver) -> None:
    (point,) = points(apart, "Bo")
    lane = apart.lane("Bo feels")
    apart.session.selection.replace((), (apart.step("Awareness"), lane))
    apart.settle()
    assert apart.view.pen_persona(lane) == next(
        each.id for each in apart.document.select(Persona) if each.name.startswith("Bo")
    )
    assert apart.key(KEY.Key_Right).session.selection.ids == (point.id,)
    apart.session.selection.replace((), (apart.step("Awareness"), lane))
    apart.view.add_emotion_point()
    assert len(points(apart, "Bo")) == 2


def test_the_focus_leaves_a_step_with_a_point_of_another_persona(two: Driver) -> None:
    lane = two.lane("Emotion")
    two.session.selection.replace((), (two.step("Awareness"), lane))
    two.key(KEY.Key_Right)
    assert two.session.selection.cell == (two.step("Purchase"), lane)


def test_an_emotion_point_at_a_card_is_set_for_each_of_its_personas(two: Driver) -> None:
    with two.session.edit("Share") as draft:
        people = [each.id for each in draft.personas_of(two.session.journey_id)]
        set_card_personas(draft, two.card("Prints a label"), people)
    two.session.selection.replace([two.card("Prints a label")])
    two.view.add_emotion_point()
    made = two.document.select(EmotionPoint, card=two.card("Prints a label"))
    assert len(made) == 2
    assert set(two.session.selection.ids) == {each.id for each in made}


def test_an_emotion_point_at_a_card_in_a_lane_of_one_persona_is_theirs(two: Driver) -> None:
    with two.session.edit("Lane") as draft:
        bo = next(each.id for each in draft.select(Persona) if each.name.startswith("Bo"))
        lane = add_lane(draft, two.session.journey_id, "touchpoint", persona=bo).id
        card = add_card(draft, two.step("Support"), lane, "Writes a letter").id
    two.session.selection.replace([card])
    two.view.add_emotion_point()
    assert [each.card for each in points(two, "Bo")] == [card]


def test_a_click_on_the_chart_that_ends_a_text_sets_no_point(driver: Driver) -> None:
    before = len(points(driver, "Ada"))
    driver.double_click(driver.middle(driver.card("Sees an advert"))).type("!")
    driver.click(place(driver, "Purchase", 0.5))
    assert not driver.view.writing.active
    assert len(points(driver, "Ada")) == before
    driver.click(place(driver, "Purchase", 0.5))
    assert len(points(driver, "Ada")) == before + 1
