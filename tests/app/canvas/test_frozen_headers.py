"""Stage headers and lane names that stay in view."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, Qt
from PySide6.QtTest import QTest

from journey_editor.layout.queries.frozen_headers import centred, frozen_scale, slid
from journey_editor.layout.queries.hit_testing import boxes_of
from journey_editor.model.document import Document
from journey_editor.model.records import Card, Lane, Stage
from tests.app.canvas.conftest import story
from tests.app.canvas.driver import NONE, Driver
from tests.lane_maps import summaries


def far(driver: Driver, zoom: float, width: int = 900, height: int = 560) -> Driver:
    """Scroll the headers away at a zoom."""
    driver.view.resize(width, height)
    driver.view.set_zoom(zoom)
    layout = driver.layout
    x = layout.width * (0.35 if layout.rtl else 0.65)
    driver.view.look_at(QPointF(x, layout.height * 0.6))
    return driver.settle()


@pytest.mark.parametrize("zoom", [1.0, 2.0, 2.53, 3.0, 8.0])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_they_take_at_most_a_quarter_of_the_view(
    drive: Callable[[Document], Driver], direction: str, zoom: float
) -> None:
    driver = far(drive(story(direction)), zoom)
    frozen, viewport = driver.view.frozen, driver.view.viewport()
    assert frozen.top.isVisible() and frozen.side.isVisible()
    assert frozen.side.room.width() <= viewport.width() / 4 + 1
    assert frozen.top.room.height() <= viewport.height() / 4 + 1
    at_right = frozen.side.room.center().x() > viewport.width() / 2
    assert at_right == (direction == "rtl")
    assert frozen.view.across >= 0.55, "names must be readable"


def test_they_shrink_steadily_while_the_map_scrolls() -> None:
    scales = [frozen_scale(200, left, 3.0, 1000) for left in (600, 450, 300, 250, 100, -50)]
    assert scales == [3.0, 2.25, 1.5, 1.25, 1.25, 1.25]
    assert frozen_scale(200, 50, 0.4, 1000) == 0.4
    assert frozen_scale(200, 50, 1.0, 300) is None


def test_the_name_of_a_wide_stage_slides_along_it(driver: Driver) -> None:
    far(driver, 3.0, 700)
    stage = next(each for each in driver.layout.stages if each.id == driver.stage("Purchase"))
    for part in (0.15, 0.45):
        driver.view.look_at(QPointF(stage.box.x + part * stage.box.width, driver.layout.height * 0.6))
        driver.settle()
        frozen = driver.view.frozen
        left, right = frozen.side.room.right() + 4, driver.view.to_viewport(QPointF(stage.box.right, 0)).x()
        room = QRect(left, 0, min(round(right) - 20, driver.view.viewport().width()) - left, 60)
        image = driver.view.grab(room).toImage()
        light = {
            x
            for x in range(image.width())
            for y in range(image.height())
            if image.pixelColor(x, y).lightness() > 200 and y > 12
        }
        assert len(light) > 30, "the name must be visible"


def test_texts_slide_within_their_headers() -> None:
    assert slid(10, 50, (0, 400), (0, 500), rtl=False) == 10
    assert slid(10, 50, (0, 400), (100, 500), rtl=False) == 100
    assert slid(10, 50, (0, 400), (390, 500), rtl=False) == 350
    assert slid(340, 50, (0, 400), (0, 300), rtl=True) == 250
    assert slid(340, 50, (0, 400), (0, 20), rtl=True) == 0
    assert centred(50, (0, 400), (200, 500)) == 275
    assert centred(50, (0, 400), (390, 500)) == 350


def test_a_selected_stage_and_lane_are_framed_on_them(driver: Driver) -> None:
    far(driver, 1.5)
    for record_id, strip in ((driver.stage("Support"), "top"), (driver.lane("Emotion"), "side")):
        driver.session.selection.clear()
        driver.settle()
        plain = getattr(driver.view.frozen, strip).grab().toImage()
        driver.session.selection.replace([record_id])
        driver.settle()
        assert getattr(driver.view.frozen, strip).grab().toImage() != plain


def test_a_shrunken_lane_name_behaves_like_the_lane(driver: Driver) -> None:
    far(driver, 3.0)
    lane = next(each for each in driver.layout.lanes if each.id == driver.lane("Emotion"))
    row = driver.view.to_viewport(QPointF(0, lane.box.y)).y()
    top = driver.view.frozen.view.top
    at = QPoint(60, round(max(row, top)) + 14)
    QTest.mouseClick(driver.view.viewport(), Qt.MouseButton.LeftButton, NONE, at)
    assert driver.selected() == ["Emotion"]
    driver.double_click(at)
    assert driver.view.writing.frame().field == "title"  # type: ignore[union-attr]


def test_the_corner_between_them_is_empty(driver: Driver) -> None:
    far(driver, 1.0)
    corner = driver.view.frozen.corner.geometry()
    assert not corner.isEmpty()
    driver.click(corner.center())
    assert not driver.session.selection.ids
    driver.double_click(corner.center())
    assert not driver.view.writing.active


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_fitted_selection_is_not_under_them(drive: Callable[[Document], Driver], direction: str) -> None:
    driver = far(drive(story(direction)), 1.0)
    for text in ("Nobody answers", "Prints a label", "Calls the shop"):
        driver.session.selection.replace([driver.card(text)])
        driver.view.fit_selection()
        driver.settle()
        box = boxes_of(driver.layout, driver.card(text))[0]
        seen = driver.view.viewportTransform().mapRect(
            QRect(*map(round, (box.x, box.y, box.width, box.height)))
        )
        free = driver.view.free_region()
        assert free.contains(seen)
        assert abs(free.center().x() - seen.center().x()) < 12


def test_a_lane_name_is_revealed_where_it_is(driver: Driver) -> None:
    far(driver, 1.0)
    driver.view.reveal(driver.lane("Actions"))
    driver.settle()
    label = boxes_of(driver.layout, driver.lane("Actions"))[0]
    assert 0 <= driver.view.to_viewport(QPointF(label.x, label.y)).x() < 60


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_the_name_of_a_stage_slides_also_while_the_headers_are_at_their_place(
    drive: Callable[[Document], Driver], direction: str
) -> None:
    driver = drive(story(direction))
    driver.view.resize(700, 700)
    driver.view.set_zoom(1.5)
    stage = next(each for each in driver.layout.stages if each.id == driver.stage("Support"))
    driver.view.look_at(QPointF(stage.box.center[0] + (60 if direction == "ltr" else -60), 300))
    driver.settle()
    frozen = driver.view.frozen
    assert frozen.top.isVisible() and frozen.view.top == 0
    assert frozen.covered().top() == 0, "headers at their place cover nothing"
    image = frozen.top.grab().toImage()
    edge = range(10, 90) if direction == "ltr" else range(image.width() - 90, image.width() - 10)
    light = [x for x in edge for y in range(12, 40) if image.pixelColor(x, y).lightness() > 200]
    assert len(set(light)) > 20
    at = frozen.top.geometry().center() - QPoint(0, 20)
    driver.click(at)
    assert driver.selected() == ["Support"]


def test_a_stage_that_is_dragged_along_the_headers_is_not_under_them(driver: Driver) -> None:
    driver.view.resize(700, 700)
    driver.view.set_zoom(1.5)
    stage = next(each for each in driver.layout.stages if each.id == driver.stage("Support"))
    driver.view.look_at(QPointF(stage.box.center[0] + 60, 300))
    driver.settle()
    top = driver.view.frozen.top
    at = top.geometry().center() - QPoint(0, 20)
    driver.press(at).drag_to(at + QPoint(-80, 5))
    assert not top.isVisible()
    driver.key(Qt.Key.Key_Escape).release()
    assert top.isVisible()


def test_a_lane_that_is_dragged_is_not_under_the_names_that_slide_in_tall_lanes(driver: Driver) -> None:
    """The name of the dragged lane, and the beginning of the mark, were hidden by the names."""
    driver.view.resize(1000, 330)
    with driver.session.edit("Make taller") as draft:
        for lane in draft.lanes_of(driver.session.journey_id):
            draft.change(lane, height=400.0)
    driver.settle()
    lane = next(each for each in driver.layout.lanes if each.id == driver.lane("Actions"))
    driver.view.look_at(QPointF(driver.view.visible_region().width() / 2 - 40, lane.box.center[1] + 60))
    driver.settle()
    side = driver.view.frozen.side
    assert side.isVisible() and not side.pinned, "the name slides down in the lane"
    at = side.geometry().center()
    driver.press(at).drag_to(at + QPoint(0, 60))
    assert not side.isVisible()
    driver.key(Qt.Key.Key_Escape).release()
    assert side.isVisible()


class Painted(QObject):
    """Event filter that records the widgets that are painted."""

    def __init__(self, *watched: QObject) -> None:
        super().__init__()
        self.widgets: set[QObject] = set()
        for each in watched:
            each.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.widgets.add(watched)
        return False


def test_they_are_painted_again_only_for_changes_of_headers(driver: Driver) -> None:
    far(driver, 1.0)
    top, side, session = driver.view.frozen.top, driver.view.frozen.side, driver.session
    covered = driver.view.frozen.covered()
    free = driver.view.viewport().rect().marginsRemoved(covered.toMargins()).adjusted(60, 60, -60, -60)
    card, place = next(
        (each.id, place)
        for each in driver.document.cards_of(session.journey_id)
        if free.contains(
            place := driver.view.mapFromScene(QPointF(*boxes_of(driver.layout, each.id)[0].center))
        )
    )
    # The press selects the card.
    driver.press(place).settle()
    painted = Painted(top, side)
    driver.drag_to(place + QPoint(20, 10)).settle()
    assert painted.widgets == set()
    # Then the pointer is over the selected card again, whose lane has its buttons on the headers beside it.
    driver.key(Qt.Key.Key_Escape).release().settle()
    with session.edit("Write") as draft:
        # So little that no row gets another height.
        draft.change(draft.get(Card, card), text=draft.get(Card, card).text[:-1] + "x")
    driver.settle()
    assert top not in painted.widgets

    with session.edit("Rename stage") as draft:
        draft.change(draft.get(Stage, driver.layout.stages[-1].id), name="Renamed")
    driver.settle()
    assert top in painted.widgets
    painted.widgets.clear()
    lane = next(
        each.id for each in driver.layout.lanes if each.box.overlaps(boxes_of(driver.layout, card)[0])
    )
    with session.edit("Rename lane") as draft:
        draft.change(draft.get(Lane, lane), title="Other")
    driver.settle()
    assert side in painted.widgets


def test_the_names_of_lines_and_channels_stay_beside_their_rows(drive: Callable[[Document], Driver]) -> None:
    driver = drive(summaries())
    far(driver, 2.0, 700)
    view = driver.view.frozen.view
    (matrix,) = [each for each in driver.layout.summaries if each.rows]
    lane = next(each for each in driver.layout.lanes if each.id == matrix.lane)
    driver.view.look_at(QPointF(driver.layout.width, matrix.rows[-1].line.y))
    driver.settle()
    view = driver.view.frozen.view
    assert view.row(lane.box.y) < view.top
    assert view.slide(lane) == 0, "it would cover the names of the channels"
    placed = [transform.map(0.0, row.line.y)[1] for row, transform in _channels(driver)]
    assert placed == pytest.approx([view.row(row.line.y) for row in matrix.rows])


def _channels(driver: Driver):  # type: ignore[no-untyped-def]
    rows = [row for each in driver.layout.summaries for row in each.rows]
    return zip(
        rows, (placed for _, placed in driver.view.frozen.view._channels(driver.view.map_scene)), strict=True
    )
