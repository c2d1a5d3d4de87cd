"""What stands still on the screen is what the PNG shows, however one came there."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect
from PySide6.QtGui import QImage, QPainter

from journey_editor.app.canvas.map_view import MapView
from journey_editor.app.canvas.picture import tiles
from journey_editor.app.canvas.picture.grid import SIDE
from journey_editor.backends.png import render_image
from journey_editor.drawing.primitives import Page
from journey_editor.editing.draft import Draft
from journey_editor.model.document import Document
from journey_editor.model.records import Card, Lane
from tests.app.canvas.driver import Driver
from tests.benchmarks.generated import generated_map


def screen(driver: Driver) -> QImage:
    """The viewport when all has settled, with nothing lying over the map."""
    driver.session.selection.clear()
    driver.settle().view.tiles.flush()
    driver.view.pointer.leave()
    return driver.view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def agrees(driver: Driver) -> bool:
    """Whether the map's sheet in view is its PNG.

    At 100 % it is so to the bit. Elsewhere Qt may round what lies between two pixels otherwise where a tile
    ends: thin curves a little, and now and then a letter by a quarter of a pixel.
    """
    view: MapView = driver.view
    drawing = view.map_scene.drawing
    page = Page(drawing, drawing.width, drawing.height)
    paper = render_image(page, view.zoom(), pictures={}).convertToFormat(QImage.Format.Format_RGB32)
    corner = view.mapFromScene(QPointF(0, 0))
    seen = view.viewport().rect().intersected(QRect(corner, paper.size()))
    shown, printed = screen(driver).copy(seen), paper.copy(seen.translated(-corner))
    if view.zoom() == 1.0:
        return shown == printed
    with QPainter(shown) as painter:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
        painter.drawImage(0, 0, printed)
    every = bytes(shown.bits())
    channels = every[0::4] + every[1::4] + every[2::4]
    return max(channels) < 70 and len(channels) - channels.count(0) < len(channels) / 500


@pytest.fixture
def wide(drive: Callable[[Document], Driver]) -> Driver:
    draft = Draft(generated_map(60, stages=8, lanes=5))
    draft.change(draft.select(Card)[7], moment_of_truth=True)
    return drive(draft.finish())


@pytest.mark.parametrize("zoom", [0.13, 0.31, 0.62, 1.0, 1.9, 4.0])
def test_the_screen_is_the_png_at_any_zoom(wide: Driver, zoom: float) -> None:
    wide.view.set_zoom(zoom)
    wide.view.look_at(QPointF(717.3, 402.9))
    assert agrees(wide)


def test_so_it_is_after_scrolling_zooming_and_back(wide: Driver) -> None:
    view = wide.view
    for zoom in (0.3, 0.37, 0.8, 0.6):
        view.set_zoom(zoom, QPointF(300, 200))
        wide.settle()
        view.scroll_by(SIDE * 0.7, 33)
        wide.settle()
    assert agrees(wide)


def test_so_it_is_where_something_elsewhere_goes_while_a_place_is_painted(wide: Driver) -> None:
    session, shown = wide.session, wide.view.map_scene.shown
    card = session.document.select(Card)[0]
    place = shown.parts_of([card.id])[0].room
    whole = list(shown.pieces(place))
    begun = shown.pieces(place)
    painted = [next(begun)]
    with session.edit("Remove") as draft:
        draft.remove(draft.stages_of(session.journey_id)[-1].id)
    wide.settle()
    assert [*painted, *begun] == whole


def test_so_it_is_after_edits_that_touch_a_part_of_a_tile(wide: Driver) -> None:
    wide.view.set_zoom(0.8)
    wide.view.look_at(QPointF(500, 400))
    screen(wide)
    cards = wide.document.cards_of(wide.session.journey_id)
    for text, card in zip(("One word", "More\nlines\nthan\nthere\nwere", ""), cards, strict=False):
        with wide.session.edit("Write") as draft:
            draft.change(draft.get(Card, card.id), text=text)
        assert agrees(wide)
    with wide.session.edit("Fold") as draft:
        draft.change(draft.select(Lane)[1], collapsed=True)
    assert agrees(wide)
    wide.session.undo()
    assert agrees(wide)


def test_an_edit_is_shown_in_the_very_next_frame_as_it_stays(wide: Driver) -> None:
    wide.view.set_zoom(0.8)
    screen(wide)
    card = wide.document.cards_of(wide.session.journey_id)[0]
    for text in ("Short", "Longer\nthan\never\nbefore\nand\nmore"):
        with wide.session.edit("Write") as draft:
            draft.change(draft.get(Card, card.id), text=text)
        wide.session.selection.clear()
        frame = wide.view.viewport().grab().toImage()
        wide.settle().view.tiles.flush()
        assert wide.view.viewport().grab().toImage() == frame


def test_what_is_dragged_or_written_is_whole_again_afterwards(wide: Driver) -> None:
    wide.view.set_zoom(0.9)
    card = wide.document.cards_of(wide.session.journey_id)[3]
    place = wide.middle(card.id)
    before = screen(wide)
    wide.press(place).drag_to(place + QPoint(90, 40))
    assert wide.view.viewport().grab().toImage() != before
    wide.view.pointer.cancel()
    wide.view.edit_text(card.id)
    wide.settle()
    wide.view.writing.finish("left")
    assert agrees(wide)


def test_a_frame_of_zooming_paints_something_for_every_place(
    drive: Callable[[Document], Driver], monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = drive(generated_map(600))
    view = driver.view
    view.fit()
    screen(driver)
    monkeypatch.setattr(tiles, "IN_A_FRAME", 0.0)
    # As many different colours in each quarter of the very next frame as in that which it becomes.
    view.set_zoom(view.zoom() * 1.6, QPointF(5, 5))
    frame = view.viewport().grab().toImage()
    settled = screen(driver)
    assert frame != settled, "there was time for all of it"
    assert view.tiles.is_complete
    for left in (0, frame.width() // 2):
        for top in (0, frame.height() // 2):
            quarter = QRect(left, top, frame.width() // 2, frame.height() // 2)
            first, last = colors(frame.copy(quarter)), colors(settled.copy(quarter))
            assert len(first & last) > len(last) / 4, "nothing is shown there yet"


def colors(image: QImage) -> set[int]:
    """The colours of an image in a few shades."""
    small = image.scaled(40, 40)
    return {small.pixel(x, y) & 0xE0E0E0 for x in range(40) for y in range(40)}
