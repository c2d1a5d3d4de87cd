"""The upper and lower edge of a selected card are dragged to span more or fewer lanes of its group."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt

from journey_editor.editing.commands.lane_groups import group_lanes
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.draft import Draft
from journey_editor.layout.boxes import LaneLayout
from journey_editor.model.document import Document
from journey_editor.model.lane_groups import lane_span_of
from journey_editor.model.records import Card, Lane
from tests.app.canvas.conftest import story
from tests.app.canvas.driver import Driver
from tests.app.canvas.test_spanning import edge, selected

ORDER = "Orders two sizes"


def grouped(direction: str = "ltr") -> Document:
    """Return the story with three lanes for actions in a group."""
    draft = Draft(story(direction))
    journey = draft.journeys()[0].id
    actions = next(lane.id for lane in draft.lanes_of(journey) if lane.title == "Actions")
    more = [
        add_lane(draft, journey, "action", title=title, before=draft.lanes_of(journey)[1].id).id
        for title in ("Support processes", "Backstage")
    ]
    group_lanes(draft, [actions, *more], "Blueprint")
    return draft.finish()


def over(driver: Driver, card: str = ORDER) -> list[str]:
    """Return the titles of the lanes that a card spans."""
    document = driver.document
    span = lane_span_of(document, document.get(Card, driver.card(card)))
    return [document.get(Lane, each).title for each in span]


def row(driver: Driver, title: str) -> LaneLayout:
    found = next(lane for lane in driver.layout.lanes if lane.id == driver.lane(title))
    assert isinstance(found, LaneLayout)
    return found


def middle_of(driver: Driver, *, upper: bool = False) -> QPoint:
    """Return the middle of the lower or the upper edge of the card."""
    box = driver.layout.cards[driver.card(ORDER)].box
    return driver.at(box.center[0], box.y if upper else box.bottom)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_dragging_the_lower_and_upper_edge_lets_a_card_span_lanes(
    drive: Callable[[Document], Driver], direction: str
) -> None:
    driver = selected(drive(grouped(direction)), ORDER)
    box = driver.layout.cards[driver.card(ORDER)].box
    (plus,) = [each for each in driver.view.pointer.buttons_at(*box.center) if each.what == "card"]
    driver.hover(driver.at(plus.x, plus.y))
    assert driver.view.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor, "beside the handle"
    grips = driver.view.overlay._grips.path().boundingRect()
    box = driver.layout.cards[driver.card(ORDER)].box
    assert grips.top() < box.y and box.bottom < grips.bottom(), "there are grips at all four edges"
    driver.hover(middle_of(driver))
    assert driver.view.viewport().cursor().shape() == Qt.CursorShape.SizeVerCursor
    assert "double-click for its own lane" in driver.view._current_status_tip()
    target = driver.at(*row(driver, "Support processes").box.center)
    driver.press(middle_of(driver)).drag_to(QPoint(middle_of(driver).x(), target.y() + 12))
    # The map shows it already, snapped to the lane.
    box, last = driver.layout.cards[driver.card(ORDER)].box, row(driver, "Support processes").box
    assert last.center[1] < box.bottom < last.bottom
    assert driver.view.overlay._value.text() == "3 lanes"
    assert "Esc cancels" in driver.view._current_status_tip()
    assert not driver.session.editor.history.done
    driver.release()
    assert over(driver) == ["Actions", "Backstage", "Support processes"]
    assert driver.session.editor.undo_name == "Change span"
    assert driver.selected() == [ORDER]
    # The upper edge goes down by a lane, and the card is in that lane.
    start = middle_of(driver, upper=True)
    down = driver.at(*row(driver, "Backstage").box.center)
    driver.press(start).drag_to(QPoint(start.x(), down.y())).release()
    assert over(driver) == ["Backstage", "Support processes"]
    driver.session.undo()
    driver.settle()
    assert over(driver) == ["Actions", "Backstage", "Support processes"]
    # Beyond the group there is nothing to span.
    start = middle_of(driver)
    driver.press(start).drag_to(start + QPoint(0, 400)).release()
    assert len(over(driver)) == 3
    driver.double_click(middle_of(driver))
    assert over(driver) == ["Actions"] and not driver.view.writing.active


def test_escape_changes_nothing_and_cards_outside_of_groups_have_two_edges(
    drive: Callable[[Document], Driver],
) -> None:
    driver = selected(drive(grouped()), ORDER)
    start, before = middle_of(driver), driver.layout.cards[driver.card(ORDER)].box
    driver.press(start).drag_to(start + QPoint(0, 150))
    assert driver.layout.cards[driver.card(ORDER)].box.height > before.height
    driver.key(Qt.Key.Key_Escape).release()
    assert driver.layout.cards[driver.card(ORDER)].box == before
    assert not driver.session.editor.history.done
    selected(driver, "Calls the shop")
    box = driver.layout.cards[driver.card("Calls the shop")].box
    driver.hover(driver.at(box.center[0], box.bottom))
    assert driver.view.pointer.edge is None


def test_both_kinds_of_edges_make_a_rectangle_of_cells(drive: Callable[[Document], Driver]) -> None:
    driver = selected(drive(grouped()), ORDER)
    start = edge(driver, ORDER)
    driver.press(start).drag_to(start + QPoint(200, 0)).release()
    start = middle_of(driver)
    driver.press(start).drag_to(QPoint(start.x(), driver.at(*row(driver, "Backstage").box.center).y() + 8))
    driver.release()
    card = driver.document.get(Card, driver.card(ORDER))
    assert len(driver.document.span_of(card)) == 2 and over(driver) == ["Actions", "Backstage"]
    # Keys meet it from each of its cells, and a new card in one of them does not lie under it.
    box = driver.layout.cards[card.id].box
    driver.click(driver.at(box.right - 20, box.bottom - 20))
    assert driver.selected() == [ORDER]


def test_a_tall_card_is_moved_by_any_of_its_parts(drive: Callable[[Document], Driver]) -> None:
    driver = drive(grouped())
    with driver.session.edit("Span") as draft:
        draft.change(draft.get(Card, driver.card(ORDER)), last_lane=driver.lane("Backstage"))
    driver.settle()
    start = driver.at(*row(driver, "Backstage").box.center)
    start.setX(middle_of(driver).x())
    # Grabbed in its lower lane and dropped in the lane below that, it moves down by one lane.
    target = driver.at(*row(driver, "Support processes").box.center)
    driver.press(start).drag_to(QPoint(start.x(), target.y())).release()
    assert over(driver) == ["Backstage", "Support processes"]
    driver.session.undo()
    driver.settle()
    aside = driver.cell("Awareness", "Backstage")
    driver.press(start).drag_to(aside).release()
    assert over(driver) == ["Actions", "Backstage"]
    assert driver.document.get(Card, driver.card(ORDER)).step == driver.step("Awareness")
