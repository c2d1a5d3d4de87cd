"""The edges of stages, steps and lanes change their size, with the mouse and with commands."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication

from journey_editor.app.canvas.pointer import EDGE_TOLERANCE
from journey_editor.app.canvas.zoom_view import LOWEST_ZOOM
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.commands.cards import add_card
from journey_editor.editing.commands.curves import add_point, curve_for
from journey_editor.editing.commands.journeys import add_note
from journey_editor.editing.commands.personas import add_persona
from journey_editor.editing.commands.sizes import set_height, set_widths, steps_in
from journey_editor.foundation.geometry import Box
from journey_editor.layout.queries.edges import Edge, edge_at
from journey_editor.layout.queries.hit_testing import boxes_of
from journey_editor.layout.theme import TIP
from journey_editor.model.document import Document
from journey_editor.model.records import Lane, Stage, Step
from tests.app.canvas.conftest import story
from tests.app.canvas.driver import Driver
from tests.app.driver import choose, find, select, settle


def column(driver: Driver, step: str) -> Box:
    return next(each.column for each in driver.layout.steps if each.id == step)


def lane_box(driver: Driver, lane: str) -> Box:
    return next(each.box for each in driver.layout.lanes if each.id == lane)


def end_of(driver: Driver, stage: str) -> QPoint:
    """Return the edge at the end of a stage's header."""
    box = next(each.box for each in driver.layout.stages if each.id == driver.stage(stage))
    return driver.at(box.x if driver.layout.rtl else box.right, box.center[1])


def end_of_stage(driver: Driver, stage: str) -> int:
    """Return the x of the end of a stage in the view."""
    box = next(each.box for each in driver.layout.stages if each.id == driver.stage(stage))
    return driver.view.mapFromScene(QPointF(box.x if driver.layout.rtl else box.right, box.y)).x()


def below_name(driver: Driver, lane: str) -> QPoint:
    """Return the lower edge of a lane, below its name."""
    box = next(each for each in driver.layout.lanes if each.id == driver.lane(lane))
    return driver.at(box.label.center[0], box.box.bottom)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_dragging_the_edge_of_a_stage_widens_it(drive: Callable[[Document], Driver], direction: str) -> None:
    driver = drive(story(direction))
    sign = -1 if direction == "rtl" else 1
    step = driver.step("Purchase")
    before = column(driver, step)
    edge = end_of(driver, "Purchase")
    driver.hover(edge)
    assert driver.view.viewport().cursor().shape() == Qt.CursorShape.SplitHCursor
    driver.press(edge).drag_to(edge + QPoint(sign * 160, 0))
    assert column(driver, step).width == pytest.approx(before.width + 160, abs=1), "the map follows the drag"
    assert not driver.session.editor.history.done
    moved = end_of_stage(driver, "Purchase") - edge.x()
    assert moved == pytest.approx(sign * 160, abs=2), "the edge stays at the pointer"
    driver.release()
    assert end_of_stage(driver, "Purchase") - edge.x() == pytest.approx(sign * 160, abs=2)
    assert driver.document.get(Step, step).width == pytest.approx(before.width + 160, abs=1)
    card = driver.layout.cards[driver.card("Orders two sizes")].box
    assert card.width == pytest.approx(before.width + 160, abs=1), "the cards use the new width"
    assert driver.session.editor.undo_name == "Change the width of a stage"
    driver.session.undo()
    driver.settle()
    assert column(driver, step) == before


def test_a_stage_of_several_steps_widens_all_of_them_and_a_double_click_fits_the_content(
    driver: Driver,
) -> None:
    steps = [driver.step("Support"), driver.step("Support", 1)]
    before = [column(driver, each).width for each in steps]
    edge = end_of(driver, "Support")
    driver.press(edge).drag_to(edge + QPoint(80, 0)).release()
    assert [column(driver, each).width for each in steps] == pytest.approx(
        [each + 40 for each in before], abs=1
    )
    driver.double_click(end_of(driver, "Support"))
    assert [driver.document.get(Step, each).width for each in steps] == [0.0, 0.0]
    assert not driver.view.writing.active, "a double click on the edge does not edit the name"


def test_a_column_stays_wide_enough_for_its_longest_word(driver: Driver) -> None:
    with driver.session.edit("Prepare") as draft:
        draft.change(draft.get(Stage, driver.stage("Purchase")), name="Preconsideration")
    edge = end_of(driver, "Preconsideration")
    driver.press(edge).drag_to(edge - QPoint(2_000, 0)).release()
    step, stage = driver.step("Preconsideration"), driver.layout.stages[1]
    assert driver.document.get(Step, step).width < column(driver, step).width
    assert [line.text for line in stage.name.lines] == ["Preconsideration"]


def test_an_edge_that_is_dragged_back_leaves_the_size_that_fits_the_content(driver: Driver) -> None:
    edge = end_of(driver, "Purchase")
    driver.press(edge).drag_to(edge + QPoint(90, 0)).drag_to(edge).release()
    assert driver.document.get(Step, driver.step("Purchase")).width == 0
    assert not driver.session.editor.history.done


def test_a_drag_of_an_edge_keeps_the_selection_and_a_click_selects_its_stage(driver: Driver) -> None:
    card = driver.card("Orders two sizes")
    driver.session.selection.replace([card])
    edge = end_of(driver, "Purchase")
    driver.press(edge).drag_to(edge + QPoint(50, 0)).release()
    assert driver.session.selection.ids == (card,)
    driver.click(end_of(driver, "Purchase"))
    assert driver.session.selection.ids == (driver.stage("Purchase"),)


def test_a_note_on_an_edge_is_moved(driver: Driver) -> None:
    edge = end_of(driver, "Purchase")
    place = driver.view.mapToScene(edge)
    with driver.session.edit("Note") as draft:
        note = add_note(draft, driver.session.journey_id, "On the edge", place.x() - 20, place.y() - 5).id
    driver.settle().hover(edge)
    assert driver.view.pointer.edge is None
    driver.press(edge).drag_to(edge + QPoint(60, 40)).release()
    assert boxes_of(driver.layout, note)[0].x == pytest.approx(place.x() + 40, abs=2)
    assert driver.document.get(Step, driver.step("Purchase")).width == 0


def test_a_small_map_leaves_room_to_drag_the_stages_and_lanes_themselves(driver: Driver) -> None:
    layout = driver.layout
    reach = EDGE_TOLERANCE / LOWEST_ZOOM
    for box in [each.box for each in layout.stages] + [each.label for each in layout.lanes]:
        assert edge_at(layout, *box.center, reach, reach) is None


def test_the_status_tip_of_an_edge_goes_with_the_pointer(driver: Driver) -> None:
    driver.hover(end_of(driver, "Purchase"))
    assert "width" in driver.view._current_status_tip()
    tips: list[str] = []
    driver.view.status_tip_changed.connect(tips.append)
    QApplication.sendEvent(driver.view, QEvent(QEvent.Type.Leave))
    assert tips and "width" not in tips[-1]


def test_strips_of_curves_have_exactly_the_height_that_is_chosen(driver: Driver) -> None:
    with driver.session.edit("More people") as draft:
        for name in ("Ben", "Cleo", "Dan"):
            person = add_persona(draft, driver.session.journey_id, name=name).id
            curve = curve_for(draft, driver.session.journey_id, person).id
            add_point(draft, curve, driver.step("Purchase"), 0.5, 0.2)
    driver.settle()
    lane = driver.lane("Emotion")
    before = lane_box(driver, lane).height
    assert len(driver.layout.charts) > 1
    for height in (before + 24, before + 100):
        with driver.session.edit("Height") as draft:
            draft.change(draft.get(Lane, lane), height=height)
        driver.settle()
        assert lane_box(driver, lane).height == pytest.approx(height, abs=0.5)


@pytest.mark.parametrize(
    ("way", "kind", "name"),
    [
        ("duplicate", "stage", "Purchase"),
        ("duplicate", "step", "Line care"),
        ("duplicate", "lane", "Actions"),
        ("copy", "stage", "Purchase"),
        ("copy", "lane", "Actions"),
    ],
)
def test_copies_keep_their_sizes(sample: MainWindow, kind: str, name: str, way: str) -> None:
    document = sample.session.document
    (chosen,) = select(sample, kind, name)
    with sample.session.edit("Sizes") as draft:
        set_widths(draft, dict.fromkeys(steps_in(draft, [chosen]), 400.0))
        if kind == "lane":
            set_height(draft, chosen, 300.0)
    if way == "copy":
        choose(sample, "edit.copy")
    choose(sample, "edit.duplicate" if way == "duplicate" else "edit.paste")
    new = [each for each in sample.session.document if each.id not in document]
    assert {each.width for each in new if isinstance(each, Step)} <= {400.0}
    assert {each.height for each in new if isinstance(each, Lane)} <= {300.0}
    assert any(isinstance(each, Step | Lane) for each in new)


def test_a_column_of_many_cards_gets_fewer_stacks_when_it_is_narrowed(driver: Driver) -> None:
    step, lane = driver.step("Purchase"), driver.lane("Actions")
    with driver.session.edit("Many cards") as draft:
        for number in range(30):
            add_card(draft, step, lane, f"Card {number}")
    driver.settle()
    before, height = column(driver, step).width, lane_box(driver, lane).height
    edge = end_of(driver, "Purchase")
    driver.press(edge).drag_to(edge - QPoint(round(before) - 150, 0)).release()
    assert column(driver, step).width == pytest.approx(150, abs=2)
    assert lane_box(driver, lane).height > 2 * height
    cards = [driver.layout.cards[each.id].box for each in driver.document.cards_in(step, lane)]
    assert len({round(box.x) for box in cards}) == 1


def test_a_long_word_in_a_stage_does_not_widen_each_stack_of_its_cards(driver: Driver) -> None:
    step, lane = driver.step("Purchase"), driver.lane("Actions")
    with driver.session.edit("Many cards") as draft:
        for number in range(30):
            add_card(draft, step, lane, f"Card {number}")
    driver.settle()
    before = column(driver, step).width
    with driver.session.edit("Long name") as draft:
        draft.change(draft.get(Stage, driver.stage("Purchase")), name="Donaudampfschifffahrtsgesellschaft")
    driver.settle()
    assert column(driver, step).width == before


def test_undoing_a_new_size_selects_the_stage(driver: Driver) -> None:
    for stage in ("Purchase", "Support"):
        edge = end_of(driver, stage)
        driver.press(edge).drag_to(edge + QPoint(50, 0)).release()
        driver.session.undo()
        driver.settle()
        assert driver.session.selection.ids == (driver.stage(stage),)


def test_the_tip_of_a_stage_belongs_to_its_edge(driver: Driver) -> None:
    box = next(each.box for each in driver.layout.stages if each.id == driver.stage("Purchase"))
    driver.hover(driver.at(box.right + TIP, box.center[1]))
    assert driver.view.pointer.edge == Edge("stage", driver.stage("Purchase"))


def test_esc_leaves_the_size_as_it_was(driver: Driver) -> None:
    before, document = driver.layout, driver.document
    edge = end_of(driver, "Purchase")
    driver.press(edge).drag_to(edge + QPoint(90, 0))
    driver.key(Qt.Key.Key_Escape)
    driver.settle()
    assert driver.document is document
    assert driver.layout.steps == before.steps


def test_dragging_the_lower_edge_of_a_lane_makes_it_taller(driver: Driver) -> None:
    lane = driver.lane("Actions")
    before = lane_box(driver, lane).height
    edge = below_name(driver, "Actions")
    driver.hover(edge)
    assert driver.view.viewport().cursor().shape() == Qt.CursorShape.SplitVCursor
    driver.press(edge).drag_to(edge + QPoint(0, 70)).release()
    assert lane_box(driver, lane).height == pytest.approx(before + 70, abs=1)
    edge = below_name(driver, "Actions")
    driver.press(edge).drag_to(edge - QPoint(0, 300)).release()
    assert lane_box(driver, lane).height == pytest.approx(before, abs=1), "not less than its cards need"


def test_a_taller_emotion_lane_has_a_taller_curve(driver: Driver) -> None:
    chart = driver.layout.charts[0]
    edge = below_name(driver, "Emotion")
    driver.press(edge).drag_to(edge + QPoint(0, 60)).release()
    taller = driver.layout.charts[0]
    assert taller.frame.height == pytest.approx(chart.frame.height + 60, abs=1)
    assert taller.y_of(-1) - taller.y_of(1) > chart.y_of(-1) - chart.y_of(1)


def test_commands_change_the_size_of_the_selection(sample: MainWindow) -> None:
    (stage,) = select(sample, "stage", "Support")
    steps = [each.id for each in sample.session.document.steps_of(stage)]
    widths = {each.id: each.column.width for each in sample.canvas.map_scene.layout.steps}
    choose(sample, "size.enlarge")
    layout = sample.canvas.map_scene.layout
    assert all(
        each.column.width == pytest.approx(widths[each.id] + 24, abs=1)
        for each in layout.steps
        if each.id in steps
    )
    lane = find(sample, "lane", "Actions")
    sample.session.selection.replace([lane])
    settle()
    choose(sample, "size.enlarge")
    choose(sample, "size.reduce")
    assert sample.session.document.get(Lane, lane).height > 0
    sample.session.selection.replace([lane, stage])
    settle()
    choose(sample, "size.fit")
    assert sample.session.document.get(Lane, lane).height == 0
    assert {sample.session.document.get(Step, each).width for each in steps} == {0.0}


def test_a_read_only_project_has_no_edges_to_drag(driver: Driver) -> None:
    driver.session.store.read_only = "locked"
    edge = end_of(driver, "Purchase")
    driver.hover(edge)
    assert driver.view.pointer.edge is None
