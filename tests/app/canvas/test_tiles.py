"""A view at rest shows the same pixels as the PNG, after any actions."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect
from PySide6.QtGui import QImage, QPainter, QRegion
from PySide6.QtWidgets import QApplication

from journey_editor.app.canvas.map_view import MapView
from journey_editor.app.canvas.picture import tiles
from journey_editor.app.canvas.picture.grid import SIDE
from journey_editor.backends.png import render_image
from journey_editor.drawing.primitives import Page
from journey_editor.editing.draft import Draft
from journey_editor.foundation.geometry import Box
from journey_editor.model.document import Document
from journey_editor.model.records import Card, Lane
from tests.app.canvas.driver import Driver
from tests.benchmarks.generated import generated_map


def screen(driver: Driver) -> QImage:
    """Return the viewport after all work is done, without the overlay."""
    driver.session.selection.clear()
    driver.settle().view.tiles.flush()
    driver.view.pointer.leave()
    return driver.view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def agrees(driver: Driver) -> bool:
    """Return True if the visible part of the sheet equals its PNG.

    At 100 % they must be identical. At other zooms Qt may round subpixel positions differently at the edge of
    a tile: thin curves slightly, and some letters by a quarter of a pixel.
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
def test_the_screen_equals_the_png_at_any_zoom(wide: Driver, zoom: float) -> None:
    wide.view.set_zoom(zoom)
    wide.view.look_at(QPointF(717.3, 402.9))
    assert agrees(wide)


def test_the_screen_equals_the_png_after_scrolling_and_zooming_back(wide: Driver) -> None:
    view = wide.view
    for zoom in (0.3, 0.37, 0.8, 0.6):
        view.set_zoom(zoom, QPointF(300, 200))
        wide.settle()
        view.scroll_by(SIDE * 0.7, 33)
        wide.settle()
    assert agrees(wide)


def test_the_screen_equals_the_png_if_an_item_is_removed_elsewhere_during_painting(wide: Driver) -> None:
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


def test_the_screen_equals_the_png_after_edits_that_touch_a_part_of_a_tile(wide: Driver) -> None:
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


def test_an_edit_is_shown_in_the_next_frame_in_its_final_form(wide: Driver) -> None:
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


def test_dragged_and_edited_items_are_complete_again_afterwards(wide: Driver) -> None:
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


def test_a_frame_while_zooming_shows_something_everywhere(
    drive: Callable[[Document], Driver], monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = drive(generated_map(600))
    view = driver.view
    view.fit()
    screen(driver)
    monkeypatch.setattr(tiles, "IN_A_FRAME", 0.0)
    # Each quarter of the next frame must have about as many colours as that of the final image.
    view.set_zoom(view.zoom() * 1.6, QPointF(5, 5))
    frame = view.viewport().grab().toImage()
    settled = screen(driver)
    assert frame != settled, "the frame must not be complete yet"
    assert view.tiles.is_complete
    for left in (0, frame.width() // 2):
        for top in (0, frame.height() // 2):
            quarter = QRect(left, top, frame.width() // 2, frame.height() // 2)
            first, last = colors(frame.copy(quarter)), colors(settled.copy(quarter))
            assert len(first & last) > len(last) / 4, "this quarter must not be empty"


@pytest.mark.parametrize("at_once", [False, True], ids=["one by one", "at once"])
def test_texts_are_readable_again_after_a_slow_frame_and_small_updates(
    wide: Driver, monkeypatch: pytest.MonkeyPatch, at_once: bool
) -> None:
    view, port = wide.view, wide.view.viewport()
    view.set_zoom(0.4)
    wide.settle().view.tiles.flush()
    view.pointer.leave()
    drawing = view.map_scene.drawing
    # A slow frame shows grey bars; before they are replaced, small parts such as a caret are updated.
    monkeypatch.setattr(tiles, "IN_A_FRAME", 0.0)
    view.tiles.invalidate([Box(0, 0, drawing.width, drawing.height)])
    port.repaint()
    assert not view.tiles.is_complete
    monkeypatch.setattr(tiles, "IN_A_FRAME", 10.0)
    sheet = view.mapFromScene(view.paper()).boundingRect()
    parts = [QRect(at, at + QPoint(8, 8)) for at in (sheet.topLeft(), sheet.center(), sheet.bottomRight())]
    if at_once:
        port.repaint(QRegion(parts[0]) + QRegion(parts[2]))
    else:
        for part in parts:
            port.repaint(part)
    while not view.tiles.is_complete:
        QApplication.processEvents()
    wide.settle()
    on_screen = view.screen().grabWindow(view.winId()).toImage()
    at = port.mapTo(view, QPoint(0, 0))
    shown = on_screen.copy(QRect(at, port.size())).convertToFormat(QImage.Format.Format_RGB32)
    assert shown == port.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def colors(image: QImage) -> set[int]:
    """Return the colours of an image in a few shades."""
    small = image.scaled(40, 40)
    return {small.pixel(x, y) & 0xE0E0E0 for x in range(40) for y in range(40)}
