"""Moving on in a presentation: the map glides to the next stop."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journey_editor.app.program.application import Application
from journey_editor.app.window.glide import DURATION
from journey_editor.app.window.main_window import MainWindow
from tests.app.canvas.conftest import story
from tests.app.driver import settle

KEY = Qt.Key


@pytest.fixture
def presented(program: Application, qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    """A presentation of the story at its first stop, on a system with animations."""
    before = qapp.isEffectEnabled(Qt.UIEffect.UI_General)
    qapp.setEffectEnabled(Qt.UIEffect.UI_General, True)
    window = program.show_unnamed(story())
    qtbot.waitExposed(window)
    settle()
    QTest.keyClick(window, KEY.Key_F5)
    settle()
    yield window
    qapp.setEffectEnabled(Qt.UIEffect.UI_General, before)


def press(window: MainWindow, key: Qt.Key) -> None:
    """Press a key, with the clock of the move stopped at its first frame."""
    QTest.keyClick(window.canvas, key)
    window.presentation.glide.timeline.pause()


def corner(window: MainWindow) -> QPointF:
    return window.canvas.to_scene(QPointF(0, 0))


def at_rest(window: MainWindow) -> list[QPointF]:
    """The map positions at the corner of the screen at the first three steps."""
    places = []
    for step in range(3):
        window.presentation.go_to(step)
        window.presentation.arrive()
        places.append(corner(window))
    window.presentation.go_to(0)
    window.presentation.arrive()
    return places


def test_the_map_glides_to_the_next_stop(presented: MainWindow) -> None:
    glide = presented.presentation.glide
    assert not glide.running, "a presentation begins at rest"
    first, second, third = at_rest(presented)
    press(presented, KEY.Key_PageDown)
    assert presented.presentation.index == 1
    faded = presented.canvas.veil.faded
    passed = []
    for time in range(0, DURATION, DURATION // 5):
        glide.timeline.setCurrentTime(time)
        passed.append((corner(presented) - first).manhattanLength())
        assert presented.canvas.veil.faded == faded, "what is outside the stop is faded from the start"
    assert passed == sorted(passed)
    assert passed[0] < 1
    assert (corner(presented) - second).manhattanLength() > 1, "it has not jumped"
    # A key in mid-way goes on to the stop after.
    press(presented, KEY.Key_PageDown)
    assert presented.presentation.index == 2
    assert corner(presented) != third
    glide.timeline.setCurrentTime(DURATION)
    assert not glide.running
    assert corner(presented) == third
    # The whole map is zoomed to as smoothly.
    zoom = presented.canvas.zoom()
    press(presented, KEY.Key_0)
    glide.timeline.setCurrentTime(DURATION // 2)
    middle = presented.canvas.zoom()
    glide.finish()
    assert presented.canvas.zoom() < middle < zoom
    assert presented.canvas.visible_region().contains(presented.canvas.paper())
    press(presented, KEY.Key_Escape)
    assert not glide.running


def test_whoever_moves_the_map_ends_the_glide(presented: MainWindow) -> None:
    glide = presented.presentation.glide
    _, second, _ = at_rest(presented)
    press(presented, KEY.Key_PageDown)
    presented.canvas.set_zoom(presented.canvas.zoom() * 1.2)
    assert not glide.running
    assert not presented.canvas.veil.faded.map, "who looks around sees everything clearly"
    press(presented, KEY.Key_Home)
    glide.finish()
    press(presented, KEY.Key_PageDown)
    QTest.mouseClick(presented.canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert not glide.running
    assert corner(presented) == second, "a click meets what stands still"


def test_the_next_stop_is_painted_while_this_one_is_shown(presented: MainWindow) -> None:
    presentation, tiles = presented.presentation, presented.canvas.tiles
    at_rest(presented)
    tiles.flush()
    while tiles._preparing.isActive():
        tiles._preparing.stop()
        tiles._prepare()
    painted = len(tiles._done)
    press(presented, KEY.Key_PageDown)
    presented.canvas.viewport().repaint()
    presentation.arrive()
    presented.canvas.viewport().repaint()
    assert len(tiles._done) == painted, "nothing is left to paint in the frames of the move"
    press(presented, KEY.Key_Escape)
    assert tiles._expected is None


def test_far_away_only_the_last_part_of_the_way_is_passed(presented: MainWindow) -> None:
    canvas, height = presented.canvas, presented.canvas.viewport().height()
    for screens, passed in ((0.5, 0.5), (1.5, 0.25)):
        press(presented, KEY.Key_End)
        presented.presentation.arrive()
        end = corner(presented)
        canvas.scroll_by(0, -screens * height)
        press(presented, KEY.Key_End)
        way = (end - corner(presented)) * canvas.zoom()
        assert way.y() == pytest.approx(passed * height, abs=2)
        presented.presentation.arrive()
        assert corner(presented) == end


def test_without_animations_the_next_stop_is_shown_at_once(presented: MainWindow, qapp: QApplication) -> None:
    _, second, _ = at_rest(presented)
    qapp.setEffectEnabled(Qt.UIEffect.UI_General, False)
    QTest.keyClick(presented.canvas, KEY.Key_PageDown)
    assert not presented.presentation.glide.running
    assert corner(presented) == second
