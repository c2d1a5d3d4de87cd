"""Groups of lanes under the mouse: folded by a click, also when frozen, and lanes dragged into and out."""

from collections.abc import Callable
from itertools import groupby

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt

from journey_editor.editing.commands.lane_groups import group_lanes
from journey_editor.editing.draft import Draft
from journey_editor.layout.boxes import LaneGroupLayout
from journey_editor.model.document import Document, run_of
from tests.app.canvas.conftest import story
from tests.app.canvas.driver import Driver


def grouped(direction: str = "ltr") -> Document:
    """Return the story with the lanes for emotions and pain points in a group."""
    draft = Draft(story(direction))
    journey = draft.journeys()[0].id
    lanes = [lane.id for lane in draft.lanes_of(journey) if lane.title in ("Emotion", "Pain points")]
    group_lanes(draft, lanes, "Insights")
    return draft.finish()


def shown(driver: Driver) -> list[str]:
    """Return the titles of the lanes in order, with those of a group in brackets."""
    runs = [list(run) for _, run in groupby(driver.document.lanes_of(driver.session.journey_id), key=run_of)]
    titles = [", ".join(lane.title for lane in run) for run in runs]
    return [f"[{title}]" if run[0].group else title for run, title in zip(runs, titles, strict=True)]


def heading(driver: Driver) -> LaneGroupLayout:
    (group,) = driver.layout.lane_groups
    assert isinstance(group, LaneGroupLayout)
    return group


def at_y(driver: Driver, y: float) -> QPoint:
    return driver.at(driver.layout.lanes[0].label.center[0], y)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_click_on_the_triangle_collapses_and_expands_the_group(
    drive: Callable[[Document], Driver], direction: str
) -> None:
    driver = drive(grouped(direction))
    group = heading(driver)
    driver.hover(driver.at(*group.sign.center))
    assert driver.view.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    driver.click(driver.at(*group.sign.center))
    assert heading(driver).folded is not None
    assert driver.selected() == [group.id]
    assert driver.session.editor.undo_name == "Collapse group of lanes"
    driver.double_click(driver.at(*heading(driver).sign.center))
    assert heading(driver).folded is None, "each of three quick clicks counts"
    driver.double_click(driver.at(*group.name.box.center)).type("What we found")
    driver.key(Qt.Key.Key_Return)
    assert [line.text for line in heading(driver).name.lines] == ["What we found"]


def test_the_drop_mark_shows_whether_a_lane_enters_a_group(drive: Callable[[Document], Driver]) -> None:
    driver = drive(grouped())
    group, actions = heading(driver), driver.lane("Actions")
    overlay = driver.view.overlay
    driver.press(driver.middle(actions)).drag_to(at_y(driver, group.header.bottom + 4))
    mark = overlay.marked()
    assert mark is not None and mark.height() > group.box.height - 2, "the whole group is marked"
    assert "into the group “Insights”" in driver.view.pointer.gesture.status_tip()  # type: ignore[union-attr]
    driver.drag_to(at_y(driver, group.box.y + 1))
    mark = overlay.marked()
    assert mark is not None and mark.height() < 20, "only the line beside it"
    driver.drag_to(at_y(driver, group.header.bottom + 4)).release()
    assert shown(driver) == ["Touchpoints", "Thoughts", "[Actions, Emotion, Pain points]"]
    pains = next(lane.box for lane in driver.layout.lanes if lane.id == driver.lane("Pain points"))
    driver.press(driver.middle(actions)).drag_to(at_y(driver, pains.bottom - 6)).release()
    assert shown(driver)[-1] == "[Emotion, Pain points, Actions]"
    driver.press(driver.middle(actions)).drag_to(at_y(driver, driver.layout.lane_groups[0].box.y)).release()
    assert shown(driver) == ["Touchpoints", "Thoughts", "Actions", "[Emotion, Pain points]"]
    assert driver.session.editor.undo_name == "Move lane"


def test_a_group_is_dragged_with_all_its_lanes(drive: Callable[[Document], Driver]) -> None:
    driver = drive(grouped())
    group = heading(driver)
    driver.press(driver.at(*group.name.box.center)).drag_to(at_y(driver, driver.layout.lanes[0].box.y + 4))
    assert driver.view.overlay.dragging
    driver.release()
    assert shown(driver) == ["[Emotion, Pain points]", "Actions", "Touchpoints", "Thoughts"]
    assert driver.selected() == [group.id]


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_heading_stays_in_view_with_the_names_of_the_lanes(
    drive: Callable[[Document], Driver], direction: str
) -> None:
    driver = drive(grouped(direction))
    driver.view.resize(700, 500)
    group = heading(driver)
    far = 0.2 if direction == "rtl" else 0.8
    driver.view.look_at(QPointF(driver.layout.width * far, group.header.center[1]))
    driver.settle()
    view = driver.view.frozen.view
    assert view.pinned and driver.view.frozen.side.isVisible()
    sign = QPointF(
        view.side_left + (group.sign.center[0] - view.side.x) * view.across,  # type: ignore[union-attr]
        view.row(group.sign.center[1]),
    )
    image = driver.view.grab().toImage()
    assert image.pixelColor(sign.toPoint()).lightness() < 90, "the triangle is painted there"
    driver.click(sign.toPoint())
    assert heading(driver).folded is not None
    frames = view.frames([group.id])[1]
    assert len(frames) == 1 and frames[0].contains(sign)
