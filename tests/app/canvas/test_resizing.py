"""The edges of stages, steps and lanes change their size, with the mouse and with commands."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt

from journey_editor.app.window.main_window import MainWindow
from journey_editor.foundation.geometry import Box
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
    driver.release()
    assert driver.document.get(Step, step).width == pytest.approx(before.width + 160, abs=1)
    card = driver.layout.cards[driver.card("Orders two sizes")].box
    assert card.width == pytest.approx(before.width + 160, abs=1), "the cards use the new width"
    assert driver.session.editor.undo_name == "Change the width of a step"
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
