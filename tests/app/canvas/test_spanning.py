"""The edges of a selected card are dragged to span more or fewer steps."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from journey_editor.app.canvas.picture import low_detail
from journey_editor.drawing.primitives import Group
from journey_editor.foundation.geometry import Box
from journey_editor.model.document import Document
from journey_editor.model.records import Card
from tests.app.canvas.conftest import story
from tests.app.canvas.driver import Driver


def edge(driver: Driver, card: str, *, leading: bool = False) -> QPoint:
    """Return the edge at which a card begins or ends."""
    box = driver.layout.cards[driver.card(card)].box
    x = box.x if leading != driver.layout.rtl else box.right
    return driver.at(x, box.y + 6)


def column(driver: Driver, step: str) -> Box:
    return next(each.column for each in driver.layout.steps if each.id == step)


def end_of(driver: Driver, step: str, *, leading: bool = False) -> int:
    """Return the x in the view at which a column begins or ends."""
    box = column(driver, step)
    return driver.at(box.x if leading != driver.layout.rtl else box.right, box.y).x()


def steps(driver: Driver, card: str) -> list[str]:
    return list(driver.document.span_of(driver.document.get(Card, driver.card(card))))


def selected(driver: Driver, card: str) -> Driver:
    driver.session.selection.replace([driver.card(card)])
    return driver.settle()


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_dragging_the_end_of_a_card_lets_it_span_steps(
    drive: Callable[[Document], Driver], direction: str
) -> None:
    driver = drive(story(direction))
    order = "Orders two sizes"
    columns = [driver.step(*each) for each in (("Awareness",), ("Purchase",), ("Support",), ("Support", 1))]
    selected(driver, order)
    start = edge(driver, order)
    driver.hover(start)
    assert driver.view.viewport().cursor().shape() == Qt.CursorShape.SizeHorCursor
    assert "double-click for its own step" in driver.view._current_status_tip()
    x = end_of(driver, columns[3])
    driver.press(start).drag_to(QPoint(x - 8, start.y()))
    # The map shows it already, snapped to the column.
    box, last = driver.layout.cards[driver.card(order)].box, column(driver, columns[3])
    assert box.x == pytest.approx(last.x, abs=1) or box.right == pytest.approx(last.right, abs=1)
    assert driver.view.overlay._value.text() == "3 steps"
    assert "Esc cancels" in driver.view._current_status_tip()
    assert not driver.session.editor.history.done
    driver.release()
    assert steps(driver, order) == columns[1:]
    assert driver.session.editor.undo_name == "Change span"
    assert driver.selected() == [order]
    # The other end, beyond the beginning of the map.
    start = edge(driver, order, leading=True)
    by = QPoint(400 if direction == "rtl" else -400, 0)
    driver.press(start).drag_to(start + by).release()
    assert steps(driver, order) == columns
    assert driver.document.get(Card, driver.card(order)).step == columns[0]
    driver.session.undo()
    assert steps(driver, order) == columns[1:]
    driver.session.redo()
    driver.settle()
    # Back to one step, and no less.
    start = edge(driver, order)
    x = end_of(driver, columns[0], leading=True)
    driver.press(start).drag_to(QPoint(x, start.y())).release()
    assert steps(driver, order) == columns[:1]


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("zoom", [0.45, 0.6, 0.75, 0.85, 1.0, 2.0])
def test_the_edge_and_the_link_handle_of_a_card_are_both_within_reach(
    drive: Callable[[Document], Driver], zoom: float, direction: str
) -> None:
    driver = drive(story(direction))
    order = "Orders two sizes"
    driver.view.set_zoom(zoom)
    selected(driver, order)
    box = driver.layout.cards[driver.card(order)].box
    outside = -1 if driver.layout.rtl else 1
    x = box.x if driver.layout.rtl else box.right
    for off in (-5, 0, 5):
        driver.hover(driver.at(x, box.center[1]) + QPoint(off * outside, 0))
        found = driver.view.pointer.edge
        assert found is not None and not found.leading, off
        assert driver.view.viewport().cursor().shape() == Qt.CursorShape.SizeHorCursor
    (handle,) = [each for each in driver.view.pointer.buttons_at(x, box.y) if each.what == "link"]
    for right, down in ((0, 0), (8, 0), (0, 8), (6, 6)):
        driver.hover(driver.at(handle.x, handle.y) + QPoint(right * outside, down))
        assert driver.view.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    # A drag from the handle in the middle of the edge changes the span, and draws no link.
    start = driver.at(x, box.center[1]) + QPoint(3 * outside, 0)
    driver.press(start).drag_to(start + QPoint(round(box.width * zoom) * outside, 0)).release()
    assert len(steps(driver, order)) == 2


@pytest.mark.parametrize("zoom", [0.5, 1.0])
def test_the_number_of_steps_is_legible_over_anything(driver: Driver, zoom: float) -> None:
    driver.view.set_zoom(zoom)
    stage = driver.layout.stages[0].box
    overlay, paper = driver.view.overlay, driver.view.map_scene.drawing.background
    overlay.show_value(QPointF(stage.x + 20 / zoom, stage.center[1]), "3 steps")
    driver.settle()
    shown = driver.view.grab().toImage()
    words = overlay._value.mapRectToScene(overlay._value.boundingRect()).topLeft()
    corner = driver.at(words.x(), words.y())
    below = shown.pixelColor(driver.at(stage.x + 10, stage.center[1] - 2)).name()
    assert shown.pixelColor(corner + QPoint(5, 10)).name().lower() == paper.lower() != below
    overlay.end_drag()


def test_escape_and_a_drag_back_change_nothing(driver: Driver) -> None:
    order = "Orders two sizes"
    selected(driver, order)
    before = driver.layout.cards[driver.card(order)].box
    start = edge(driver, order)
    driver.press(start).drag_to(start + QPoint(300, 0))
    assert driver.layout.cards[driver.card(order)].box.width > before.width
    QTest.keyClick(driver.view, Qt.Key.Key_Escape)
    driver.settle().release()
    assert driver.layout.cards[driver.card(order)].box == before
    driver.press(start).drag_to(start + QPoint(300, 0)).drag_to(start).release()
    assert not driver.session.editor.history.done
    assert driver.layout.cards[driver.card(order)].box == before


def test_a_double_click_on_an_edge_leaves_the_cards_own_step(driver: Driver) -> None:
    order = "Orders two sizes"
    with driver.session.edit("Span") as draft:
        draft.change(draft.get(Card, driver.card(order)), last_step=driver.step("Support", 1))
    selected(driver, order).double_click(edge(driver, order))
    assert steps(driver, order) == [driver.step("Purchase")]
    assert not driver.view.writing.active
    assert driver.session.editor.undo_name == "Change span"


def test_edges_are_only_dragged_while_the_card_alone_is_selected(driver: Driver) -> None:
    order = "Orders two sizes"
    driver.hover(edge(driver, order))
    assert driver.view.pointer.edge is None
    assert driver.view.overlay._grips.path().isEmpty()
    selected(driver, order)
    assert not driver.view.overlay._grips.path().isEmpty()
    driver.session.selection.add(driver.card("Asks a friend"))
    driver.settle().hover(edge(driver, order))
    assert driver.view.pointer.edge is None
    assert driver.view.overlay._grips.path().isEmpty()
    # In the middle, the card itself is dragged, and at the button a link.
    selected(driver, order).hover(driver.middle(driver.card(order)))
    assert driver.view.pointer.edge is None
    box = driver.layout.cards[driver.card(order)].box
    driver.hover(driver.at(box.right + 14, box.bottom + 4))
    assert driver.view.pointer.edge is None and driver.view.pointer._button is not None


def test_a_wide_card_keeps_its_length_when_it_is_dragged_by_its_end(driver: Driver) -> None:
    order = "Orders two sizes"
    with driver.session.edit("Span") as draft:
        draft.change(draft.get(Card, driver.card(order)), last_step=driver.step("Support"))
    driver.settle()
    box = driver.layout.cards[driver.card(order)].box
    start = driver.at(box.right - 30, box.center[1])
    driver.press(start).drag_to(start + QPoint(190, 0)).release()
    assert steps(driver, order) == [driver.step("Support"), driver.step("Support", 1)]
    # It does not go beyond the last step, and not sideways when it is dragged down.
    box = driver.layout.cards[driver.card(order)].box
    start = driver.at(box.right - 30, box.center[1])
    lane = next(each for each in driver.layout.lanes if each.id == driver.lane("Pain points"))
    down = QPoint(20, round(lane.box.center[1] - box.center[1]))
    driver.press(start).drag_to(start + down).release()
    assert steps(driver, order) == [driver.step("Support"), driver.step("Support", 1)]
    assert driver.document.get(Card, driver.card(order)).lane == driver.lane("Pain points")


def test_keys_go_through_a_wide_card_and_type_in_the_column_from_which_they_came(driver: Driver) -> None:
    order, view = "Orders two sizes", driver.view
    with driver.session.edit("Span") as draft:
        draft.change(draft.get(Card, driver.card(order)), last_step=driver.step("Support", 1))
    driver.settle().session.selection.replace([driver.card("Prints a label")], None)
    driver.settle()
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert driver.selected() == [order]
    assert driver.session.selection.cell == (driver.step("Support", 1), driver.lane("Actions"))
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert driver.selected() == ["Prints a label"]
    QTest.keyClick(view, Qt.Key.Key_Up)
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert driver.selected() == ["Sees an advert"]
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert driver.selected() == [order]
    driver.type("New").key(Qt.Key.Key_Escape)
    assert driver.document.get(Card, driver.card("New")).step == driver.step("Purchase")


def test_in_low_detail_a_wide_card_covers_only_its_own_place(driver: Driver) -> None:
    order = "Sees an advert"
    with driver.session.edit("Span") as draft:
        draft.change(draft.get(Card, driver.card(order)), last_step=driver.step("Support", 1))
    driver.settle()
    cell = f"{driver.step('Awareness')}/{driver.lane('Actions')}"
    group = next(each for each in driver.view.map_scene.drawing.groups if each.owner == cell)
    ((_, boxes),) = low_detail._block([each for each in group.children if isinstance(each, Group)])
    faces = [driver.layout.cards[driver.card(each)].box for each in (order, "Asks a friend")]
    assert sorted((box.width(), box.height()) for box in boxes) == sorted(
        (face.width, face.height) for face in faces
    )


def test_at_the_edge_of_the_view_the_map_scrolls_and_the_card_spans_on(driver: Driver) -> None:
    order = "Sees an advert"
    selected(driver, order).view.set_zoom(2.0)
    driver.settle()
    start = edge(driver, order)
    side = driver.view.viewport().width() - 4
    driver.press(start).drag_to(QPoint(side, start.y()))
    before, text = driver.view.horizontalScrollBar().value(), driver.view.overlay._value.text()
    for _ in range(60):
        driver.view.pointer.scrolling.scroll()
    driver.settle()
    assert driver.view.horizontalScrollBar().value() > before
    assert driver.view.overlay._value.text() != text
    driver.release()
    assert steps(driver, order)[-1] == driver.step("Support", 1)


def test_the_beginning_of_a_right_to_left_map_stays_when_a_step_gets_narrower(
    drive: Callable[[Document], Driver],
) -> None:
    driver = drive(story("rtl"))
    order = "Orders two sizes"
    with driver.session.edit("Prepare") as draft:
        draft.change(draft.get(Card, driver.card(order)), text=order + ", Donaudampfschifffahrtskapitän" * 8)
    selected(driver, order)
    start = edge(driver, order)
    width = driver.layout.width

    def beginning() -> float:
        return driver.view.to_viewport(QPointF(driver.layout.width, 0)).x()

    before = beginning()
    driver.press(start).drag_to(QPoint(end_of(driver, driver.step("Support")), start.y()))
    assert driver.layout.width < width
    assert beginning() == pytest.approx(before, abs=2)
    driver.release()
    assert steps(driver, order) == [driver.step("Purchase"), driver.step("Support")]
    assert beginning() == pytest.approx(before, abs=2)
