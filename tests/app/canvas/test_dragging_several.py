"""Moving several cards with the pointer or the keyboard: they keep their places relative to each other."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt

from journey_editor.editing.commands import selection
from journey_editor.editing.commands.cards import add_card
from journey_editor.layout.queries.hit_testing import cell_of
from journey_editor.model.document import Document
from tests.app.canvas.conftest import story
from tests.app.canvas.driver import ALT, CTRL, NONE, SHIFT, Driver

LANES = ("Actions", "Touchpoints", "Thoughts", "Pain points")
COLUMNS = (("Awareness", 0), ("Purchase", 0), ("Support", 0), ("Support", 1))


@pytest.fixture(params=["ltr", "rtl"])
def driver(drive: Callable[[Document], Driver], request: pytest.FixtureRequest) -> Driver:
    """A map with empty cells, to which tests add cards."""
    return drive(story(request.param, cards=False))


def put(driver: Driver, *cards: tuple[str, int, str]) -> None:
    """Add cards to cells, each given as its text, the number of its column and its lane."""
    with driver.session.edit("Add cards") as draft:
        for text, column, lane in cards:
            add_card(draft, driver.step(*COLUMNS[column]), driver.lane(lane), text)
    driver.settle()


def where(driver: Driver) -> dict[tuple[int, str], list[str]]:
    """Return the texts in all cells that have cards."""
    found = {
        (column, lane): driver.texts(stage, lane, step)
        for column, (stage, step) in enumerate(COLUMNS)
        for lane in LANES
    }
    return {cell: texts for cell, texts in found.items() if texts}


def grab(driver: Driver, first: str, *others: str, held: Qt.KeyboardModifier = NONE) -> None:
    """Select cards and press on the first of them."""
    driver.session.selection.replace(driver.card(each) for each in (*others, first))
    driver.press(driver.middle(driver.card(first)), held)


def cell(driver: Driver, column: int, lane: str) -> QPoint:
    stage, step = COLUMNS[column]
    return driver.cell(stage, lane, step)


def test_cards_of_several_stages_move_to_the_same_number_of_stages(driver: Driver) -> None:
    put(driver, ("One", 0, "Actions"), ("Two", 1, "Actions"), ("Three", 2, "Actions"))
    before = driver.document
    grab(driver, "Two", "One", "Three")
    driver.drag_to(cell(driver, 2, "Thoughts")).release()
    assert where(driver) == {(1, "Thoughts"): ["One"], (2, "Thoughts"): ["Two"], (3, "Thoughts"): ["Three"]}
    assert sorted(driver.selected()) == ["One", "Three", "Two"]
    driver.session.undo()
    assert driver.document == before, "the move must be one undo step"


def test_cards_of_several_lanes_and_stages_keep_their_distance_and_skip_the_emotion_lane(
    driver: Driver,
) -> None:
    put(driver, ("One", 0, "Touchpoints"), ("Two", 1, "Thoughts"))
    grab(driver, "One", "Two")
    driver.drag_to(cell(driver, 1, "Thoughts")).release()
    assert where(driver) == {(1, "Thoughts"): ["One"], (2, "Pain points"): ["Two"]}


@pytest.mark.parametrize(
    ("column", "lane", "expected"),
    [
        (3, "Actions", {(2, "Actions"): ["One"], (3, "Thoughts"): ["Two"]}),
        (0, "Pain points", {(0, "Touchpoints"): ["One"], (1, "Pain points"): ["Two"]}),
        (3, "Pain points", {(2, "Touchpoints"): ["One"], (3, "Pain points"): ["Two"]}),
    ],
)
def test_all_cards_stop_at_an_edge(
    driver: Driver, column: int, lane: str, expected: dict[tuple[int, str], list[str]]
) -> None:
    put(driver, ("One", 0, "Actions"), ("Two", 1, "Thoughts"))
    grab(driver, "One", "Two")
    driver.drag_to(cell(driver, column, lane)).release()
    assert where(driver) == expected


def test_each_card_has_a_mark_where_it_will_land(driver: Driver) -> None:
    put(driver, ("One", 0, "Actions"), ("Two", 1, "Actions"), ("There", 2, "Thoughts"))
    grab(driver, "One", "Two")
    driver.drag_to(cell(driver, 1, "Thoughts"))
    overlay = driver.view.overlay
    rooms, lines = overlay._room_mark.path().boundingRect(), overlay._mark.path().boundingRect()
    for mark, column in ((rooms, 1), (lines, 2)):
        stage, step = COLUMNS[column]
        found = cell_of(driver.layout, driver.step(stage, step), driver.lane("Thoughts"))
        assert found is not None and found.box.contains(mark.center().x(), mark.center().y())
    driver.release()
    assert where(driver) == {(1, "Thoughts"): ["One"], (2, "Thoughts"): ["There", "Two"]}
    assert overlay.marked() is None


def test_cards_of_one_cell_keep_their_order(driver: Driver) -> None:
    put(
        driver,
        ("One", 0, "Actions"),
        ("Between", 0, "Actions"),
        ("Two", 0, "Actions"),
        ("Three", 1, "Actions"),
        ("Four", 1, "Actions"),
    )
    grab(driver, "Three", "Two", "One", "Four")
    driver.drag_to(cell(driver, 2, "Actions")).release()
    assert where(driver) == {
        (0, "Actions"): ["Between"],
        (1, "Actions"): ["One", "Two"],
        (2, "Actions"): ["Three", "Four"],
    }


@pytest.mark.parametrize("held", [CTRL, ALT])
def test_copies_of_several_cards_keep_their_distance_too(driver: Driver, held: Qt.KeyboardModifier) -> None:
    put(driver, ("One", 0, "Actions"), ("Two", 1, "Actions"))
    before = driver.document
    grab(driver, "One", "Two", held=held)
    driver.drag_to(cell(driver, 1, "Thoughts")).release()
    assert where(driver) == {
        (0, "Actions"): ["One"],
        (1, "Actions"): ["Two"],
        (1, "Thoughts"): ["One"],
        (2, "Thoughts"): ["Two"],
    }
    driver.session.undo()
    assert driver.document == before


def test_no_card_moves_when_dropped_where_cards_are_not_allowed(driver: Driver) -> None:
    put(driver, ("One", 0, "Actions"), ("Two", 1, "Actions"))
    before = driver.document
    grab(driver, "One", "Two")
    driver.drag_to(driver.at(*driver.layout.charts[0].frame.center)).release()
    assert driver.document is before


def test_a_card_moves_within_its_own_cell_and_the_others_stay(driver: Driver) -> None:
    put(driver, ("One", 0, "Actions"), ("Last", 0, "Actions"), ("Two", 1, "Actions"), ("End", 1, "Actions"))
    grab(driver, "One", "Two")
    driver.drag_to(driver.middle(driver.card("One")) + QPoint(5, 6)).release()
    assert where(driver) == {(0, "Actions"): ["One", "Last"], (1, "Actions"): ["Two", "End"]}


def move(driver: Driver, right: int, down: int, *cards: str) -> None:
    with driver.session.edit("Move") as draft:
        ids = [driver.card(each) for each in cards]
        selection.move_by_one(draft, driver.session.journey_id, ids, right, down)


def test_keys_move_several_cards_as_one_and_stop_at_the_edges(driver: Driver) -> None:
    put(driver, ("One", 1, "Actions"), ("Two", 2, "Touchpoints"), ("There", 3, "Touchpoints"))
    for _ in range(3):
        move(driver, 1, 0, "One", "Two")
    assert where(driver) == {(2, "Actions"): ["One"], (3, "Touchpoints"): ["There", "Two"]}
    for _ in range(5):
        move(driver, 0, 1, "One", "Two")
    assert where(driver) == {
        (2, "Thoughts"): ["One"],
        (3, "Pain points"): ["Two"],
        (3, "Touchpoints"): ["There"],
    }
    for _ in range(5):
        move(driver, -1, 0, "One", "Two")
        move(driver, 0, -1, "One", "Two")
    assert where(driver) == {
        (0, "Actions"): ["One"],
        (1, "Touchpoints"): ["Two"],
        (3, "Touchpoints"): ["There"],
    }


def test_keys_move_several_cards_of_a_cell_first_within_it_and_then_out_of_it(driver: Driver) -> None:
    put(driver, *((text, 0, "Touchpoints") for text in ("One", "Two", "Three")), ("There", 0, "Actions"))
    move(driver, 0, 1, "One", "Two")
    assert where(driver)[0, "Touchpoints"] == ["Three", "One", "Two"]
    move(driver, 0, -1, "One", "Two")
    move(driver, 0, -1, "One", "Two")
    assert where(driver) == {(0, "Actions"): ["There", "One", "Two"], (0, "Touchpoints"): ["Three"]}
    move(driver, 0, 1, "One", "Two")
    assert where(driver) == {(0, "Actions"): ["There"], (0, "Touchpoints"): ["One", "Two", "Three"]}


def test_dragging_with_shift_moves_the_added_card_with_the_others(driver: Driver) -> None:
    put(driver, ("One", 0, "Actions"), ("Two", 1, "Actions"))
    driver.click(driver.middle(driver.card("One")))
    driver.click(driver.middle(driver.card("Two")), SHIFT)
    driver.press(driver.middle(driver.card("Two"))).drag_to(cell(driver, 1, "Thoughts")).release()
    assert where(driver) == {(0, "Thoughts"): ["One"], (1, "Thoughts"): ["Two"]}
