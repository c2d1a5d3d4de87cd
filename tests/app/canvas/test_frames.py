"""Frames and buttons above the map: the selection, and nothing else, is framed."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from journey_editor.app.canvas.overlay.affordances import TARGET
from journey_editor.app.canvas.picture.rectangle import qrect
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.commands.cards import link_cards
from journey_editor.editing.commands.journeys import add_note
from journey_editor.layout.queries.hit_testing import boxes_of
from journey_editor.model.document import Document
from tests.app.canvas.conftest import story
from tests.app.canvas.driver import Driver
from tests.app.driver import find, select, settle


def on_the_screen(window: MainWindow) -> QImage:
    """Return the window as it is on the screen, without painting it again."""
    settle()
    return window.screen().grabWindow(window.winId()).toImage()


def left_edge(window: MainWindow, record_id: str) -> QPoint:
    """Return the window's pixel at the left edge of a record's frame."""
    box = boxes_of(window.canvas.map_scene.layout, record_id)[0]
    place = window.canvas.mapFromScene(QPointF(box.x - 1, box.center[1]))
    return window.canvas.viewport().mapTo(window, place)


@pytest.mark.parametrize("action", ["note.add", "emotion.add"])
def test_only_the_new_item_is_framed_after_a_button_of_the_bar(sample: MainWindow, action: str) -> None:
    card = find(sample, "card", "Sign the lease")
    edge = left_edge(sample, card)
    plain = on_the_screen(sample).pixelColor(edge)
    select(sample, "card", "Sign the lease")
    assert on_the_screen(sample).pixelColor(edge) != plain
    buttons = sample.findChildren(QToolButton)
    button = next(each for each in buttons if each.defaultAction() is sample.actions_of_table[action])
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert on_the_screen(sample).pixelColor(left_edge(sample, card)) == plain


def test_a_link_is_framed_along_its_line(driver: Driver) -> None:
    with driver.session.edit("Add link") as draft:
        link = link_cards(draft, driver.card("Sees an advert"), driver.card("Prints a label")).id
    driver.session.selection.replace([link])
    driver.settle()
    framed = driver.view.overlay.selection_outline()
    line = next(each for each in driver.layout.links if each.id == link).points
    around = boxes_of(driver.layout, link)[0]
    assert all(framed.contains(QPointF(*point)) for point in line)
    assert not all(
        framed.contains(QPointF(x, y)) for x in (around.x, around.right) for y in (around.y, around.bottom)
    )
    assert (
        "label" in driver.view._current_status_tip()
        and "drag" not in driver.view._current_status_tip().lower()
    )


def test_a_frame_is_visible_on_a_dark_stage(driver: Driver) -> None:
    driver.session.selection.replace([driver.stage("Purchase")])
    driver.settle()
    box = boxes_of(driver.layout, driver.stage("Purchase"))[0]
    inside = driver.view.mapFromScene(QPointF(box.center[0], box.y + 0.5))
    image = driver.view.viewport().grab().toImage()
    lightest = max(image.pixelColor(inside + QPoint(0, down)).lightness() for down in range(-1, 3))
    assert lightest > 180, "a light halo must separate the frame from the dark ground"


def test_no_frame_cuts_the_text_of_a_note_above_a_card(driver: Driver) -> None:
    card = driver.card("Sees an advert")
    with driver.session.edit("Add note") as draft:
        note = add_note(draft, driver.session.journey_id, "Ask for the rate of claims", x=30, y=20, card=card)
    driver.settle()

    def inside() -> QImage:
        picture = driver.picture(note.id)
        return picture.copy(picture.rect().adjusted(4, 4, -4, -4))

    before, outside = inside(), driver.picture(card)
    driver.session.selection.replace([card])
    driver.settle()
    assert inside() == before and driver.picture(card) != outside


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_the_frame_of_an_emotion_lane_covers_no_face_of_its_levels(
    drive: Callable[[Document], Driver], direction: str
) -> None:
    driver = drive(story(direction))
    driver.session.selection.replace([driver.lane("Emotion")])
    driver.settle()
    framed = driver.view.overlay.selection_outline().boundingRect()
    face = qrect(driver.layout.charts[0].levels[0].face_box)
    # In a map that is fitted to a window, line and halo cover about six map units inside the frame.
    assert min(face.left() - framed.left(), framed.right() - face.right()) >= 7


def test_buttons_keep_their_size_while_zooming_with_the_keyboard(driver: Driver) -> None:
    place = driver.middle(driver.card("Sees an advert"))
    driver.click(place).hover(place)
    buttons = driver.view.overlay.buttons
    assert not buttons.boundingRect().isEmpty()
    for zoom in (3.0, 0.6):
        driver.view.set_zoom(zoom)
        driver.settle()
        assert all(each.size().width() * zoom == pytest.approx(TARGET) for each in buttons.rooms())


def test_no_handle_stays_beside_a_card_that_is_no_longer_selected(driver: Driver) -> None:
    place = driver.cell("Support", "Thoughts", 1)
    driver.click(driver.middle(driver.card("Sees an advert"))).hover(place)

    def handles() -> list[str]:
        return [each.id for each in driver.view.overlay.buttons._shown if each.what == "link"]

    assert handles() == [driver.card("Sees an advert")]
    driver.click(place)
    assert not handles()


@pytest.mark.parametrize("zoom", [0.6, 0.85, 1.0, 2.0])
def test_buttons_cover_no_text(driver: Driver, zoom: float) -> None:
    driver.view.set_zoom(zoom)
    driver.settle()
    for card in driver.layout.cards.values():
        driver.session.selection.replace([card.id])
        for button in driver.view.pointer.buttons_at(*card.box.center):
            reach = 9 / zoom
            for other in driver.layout.cards.values():
                text = other.body.text.box.moved(other.box.x, other.box.y)
                across = text.x - reach < button.x < text.right + reach
                assert not (across and text.y - reach < button.y < text.bottom + reach)


def test_the_hover_follows_the_map_when_it_scrolls_under_the_pointer(driver: Driver) -> None:
    QTest.mouseMove(driver.view.viewport(), driver.middle(driver.card("Sees an advert")))
    driver.settle()
    before = driver.view.overlay.hover_outline().boundingRect()
    assert not before.isEmpty()
    driver.view.scroll_by(0, 65)
    driver.view._resting.timeout.emit()
    after = driver.view.overlay.hover_outline().boundingRect()
    assert after != before
