"""What the user looks at stays in its place on the screen when the map is laid out again."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt

from journey_editor.editing.commands.cards import move_cards
from journey_editor.layout.queries.hit_testing import boxes_of
from journey_editor.model.document import Document
from journey_editor.model.records import Card, Journey, Lane
from tests.app.canvas.conftest import story
from tests.app.canvas.driver import Driver

LONG = "A text that needs many more lines than before, since it says much more. " * 6


def on_screen(driver: Driver, record_id: str) -> QPoint:
    """Return the place of a record in the view."""
    (box, *_) = boxes_of(driver.layout, record_id)
    return driver.view.mapFromScene(QPointF(box.right if driver.layout.rtl else box.x, box.y))


def assert_close(one: QPoint, other: QPoint) -> None:
    assert (one - other).manhattanLength() <= 2


def change(driver: Driver, record_type: type, record_id: str, **values: object) -> None:
    with driver.session.edit("Edit") as draft:
        draft.change(draft.get(record_type, record_id), **values)
    driver.settle()


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_card_keeps_its_place_while_the_header_and_the_lanes_above_change(
    drive: Callable[[Document], Driver], direction: str
) -> None:
    driver = drive(story(direction))
    driver.view.resize(900, 420)
    card = driver.card("Nobody answers")
    driver.click(driver.middle(card))
    driver.session.selection.clear()
    place = on_screen(driver, card)
    # The header and a card in a lane above get higher, in the inspector or through find and replace.
    change(driver, Journey, driver.session.journey_id, scenario=LONG, title="A title of many words " * 9)
    change(driver, Card, driver.card("Calls the shop"), text=LONG)
    assert_close(on_screen(driver, card), place)
    # A longer word makes the first column wider, and the map with it.
    driver.view.look_at(QPointF(*boxes_of(driver.layout, driver.card("Prints a label"))[0].center))
    second = on_screen(driver, driver.stage("Purchase")).x()
    change(driver, Card, driver.card("Sees an advert"), text="Donaudampfschifffahrtsgesellschaft" * 2)
    assert abs(on_screen(driver, driver.stage("Purchase")).x() - second) <= 2
    for _ in range(4):
        driver.session.undo()
    # Undo scrolls to what it changes, and writing begins where the card is then.
    driver.view.look_at(QPointF(*boxes_of(driver.layout, card)[0].center))
    driver.double_click(driver.middle(card))
    place = on_screen(driver, card)
    driver.type("A text that makes its column wider: Donaudampfschifffahrtsgesellschaftskapitän")
    assert_close(on_screen(driver, card), place)
    driver.key(Qt.Key.Key_Escape)
    assert_close(on_screen(driver, card), place)


def test_the_edited_card_stays_where_it_is_and_a_moved_one_does_not_take_the_map_with_it(
    driver: Driver,
) -> None:
    driver.view.resize(900, 700)
    below, thoughts = driver.card("Nobody answers"), driver.lane("Thoughts")
    driver.click(driver.middle(below))
    place = on_screen(driver, below)
    # One step changes a lane above and the selected card.
    with driver.session.edit("Replace all") as draft:
        for text in ("Calls the shop", "Nobody answers"):
            draft.change(draft.get(Card, driver.card(text)), text=LONG)
    driver.settle()
    assert_close(on_screen(driver, below), place)
    driver.session.undo()
    driver.click(driver.middle(below))
    place = on_screen(driver, thoughts)
    with driver.session.edit("Move card") as draft:
        move_cards(draft, [below], driver.step("Purchase"), driver.lane("Pain points"))
    driver.settle()
    assert driver.texts("Purchase", "Pain points") == ["Nobody answers"]
    assert_close(on_screen(driver, thoughts), place)


def test_a_fitted_map_stays_fitted_and_a_dragged_edge_follows_the_pointer(driver: Driver) -> None:
    driver.view.fit()
    state = driver.view.state()
    change(driver, Journey, driver.session.journey_id, scenario=LONG)
    assert driver.view.state() == state
    driver.view.set_zoom(1.0)
    box = boxes_of(driver.layout, driver.lane("Actions"))[0]
    driver.press(driver.at(box.x + 90, box.bottom))
    start = driver._last
    driver.drag_to(start + QPoint(0, 60))
    lane = boxes_of(driver.layout, driver.lane("Actions"))[0]
    edge = driver.view.mapFromScene(QPointF(lane.x + 90, lane.bottom))
    assert_close(edge, start + QPoint(0, 60))
    driver.release()
    assert driver.document.get(Lane, driver.lane("Actions")).height > box.height
