"""Presenting a map: what the audience sees, the keys of presenter and clicker, and the return to editing."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QMouseEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from journey_editor.app.program.application import Application
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.commands.projects import merge_project
from journey_editor.editing.draft import Draft
from journey_editor.foundation.file_system import FileSystem
from journey_editor.layout.queries.hit_testing import boxes_of
from journey_editor.layout.theme import CARD_TEXT
from journey_editor.model.document import Document
from journey_editor.model.records import Card, Journey
from journey_editor.storage.project.autosave import SaveState
from tests import gallery
from tests.app.canvas.conftest import story
from tests.app.driver import choose, find, select, settle
from tests.app.kept_window import KeptWindow, kept

KEY = Qt.Key
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


def opened(program: Application, document: Document) -> MainWindow:
    window = program.show_unnamed(document)
    QTest.qWaitForWindowExposed(window)
    window.resize(1280, 720)
    settle()
    return window


@pytest.fixture(scope="module")
def kept_window(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[KeptWindow]:
    with kept(qapp, tmp_path_factory.mktemp("home"), lambda program: opened(program, story())) as window:
        yield window


@pytest.fixture
def window(kept_window: KeptWindow, home: Path, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """A window with the story: three stages, five lanes."""
    return kept_window.begin_again(home, monkeypatch)


@pytest.fixture(autouse=True)
def still(qapp: QApplication) -> Iterator[None]:
    """A system with reduced motion."""
    before = qapp.isEffectEnabled(Qt.UIEffect.UI_General)
    qapp.setEffectEnabled(Qt.UIEffect.UI_General, False)
    yield
    qapp.setEffectEnabled(Qt.UIEffect.UI_General, before)


def press(window: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    """Press a key where the focus is."""
    writing = window.canvas.writing
    QTest.keyClick(writing.editor if writing.active else window.canvas, key, held)
    settle()


def present(window: MainWindow) -> None:
    """Press F5."""
    QTest.keyClick(window, KEY.Key_F5)
    settle()
    assert window.presentation.active


def surroundings(window: MainWindow) -> list[QWidget]:
    return [window.top_bar, window.status_line, window.outline, window.inspector, window.journey_bar]


def shown(window: MainWindow) -> list[str]:
    """The names of the stages that are shown clearly now."""
    presentation = window.presentation
    document = window.session.document
    names = {stage.id: stage.name for stage in document.stages_of(window.session.journey_id)}
    return [names[each] for each in presentation.steps[presentation.index].stages]


def stop(window: MainWindow) -> int:
    return window.presentation.steps[window.presentation.index].stop


def place_of(window: MainWindow, card: str) -> QPoint:
    """The middle of a card on the screen."""
    box = boxes_of(window.canvas.map_scene.layout, find(window, "card", card))[0]
    return window.canvas.mapFromScene(QPointF(*box.center))


def in_view(window: MainWindow, card: str) -> bool:
    box = boxes_of(window.canvas.map_scene.layout, find(window, "card", card))[0]
    view = window.canvas.visible_region()
    return view.contains(QPointF(box.x, box.y)) and view.contains(QPointF(box.right, box.bottom))


def is_hidden(window: MainWindow, card: str) -> bool:
    """True if the audience cannot see a card yet."""
    at = boxes_of(window.canvas.map_scene.layout, find(window, "card", card))[0].center
    return any(box.contains(*at) for box in window.canvas.veil.covered.map)


def turn_wheel(window: MainWindow, notches: int, held: Qt.KeyboardModifier = NONE) -> None:
    viewport = window.canvas.viewport()
    at = QPointF(viewport.rect().center())
    event = QWheelEvent(
        at, viewport.mapToGlobal(at), QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton, held,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(viewport, event)
    settle()


def move_pointer(window: MainWindow, at: QPoint, button: Qt.MouseButton = Qt.MouseButton.NoButton) -> None:
    viewport = window.canvas.viewport()
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(at), QPointF(viewport.mapToGlobal(at)),
        Qt.MouseButton.NoButton, button, NONE,
    )  # fmt: skip
    QApplication.sendEvent(viewport, event)
    settle()


# Beginning and end


def test_the_audience_sees_nothing_but_the_map_in_large_letters(window: MainWindow) -> None:
    journey = window.session.journey
    present(window)
    assert window.isFullScreen()
    assert not any(each.isVisible() for each in surroundings(window))
    assert window.canvas.zoom() * CARD_TEXT.size >= 24
    assert window.canvas.map_scene.layout.theme == "room"
    assert window.session.journey is journey, "the map itself keeps its theme"
    assert in_view(window, "Sees an advert")


def test_no_panel_opens_in_front_of_the_audience(window: MainWindow) -> None:
    choose(window, "view.outline")
    present(window)
    panels = (window.outline, window.history, window.inspector, window.canvas.minimap, window.bars.filter_bar)
    for key in (KEY.Key_O, KEY.Key_Y, KEY.Key_I, KEY.Key_M, KEY.Key_F):
        press(window, key, Qt.KeyboardModifier.ControlModifier | SHIFT)
        assert not any(each.isVisible() for each in panels)
    press(window, KEY.Key_Escape)
    window.actions_of_table.refresh()
    assert not window.presentation.active
    assert window.inspector.isVisible()
    assert not window.actions_of_table["view.history"].isChecked()


def test_escape_returns_to_exactly_what_was_there_before(window: MainWindow) -> None:
    choose(window, "view.inspector")
    select(window, "card", "Calls the shop")
    window.canvas.set_zoom(0.7)
    window.canvas.scroll_by(31, 17)
    settle()
    before = window.canvas.state()
    hidden = [each.isHidden() for each in surroundings(window)]
    geometry, selection = window.geometry(), window.session.selection.ids
    present(window)
    press(window, KEY.Key_PageDown)
    press(window, KEY.Key_0)
    press(window, KEY.Key_Escape)
    assert not window.presentation.active
    assert not window.isFullScreen()
    assert window.geometry() == geometry
    assert window.canvas.state() == before
    assert [each.isHidden() for each in surroundings(window)] == hidden
    assert window.session.selection.ids == selection
    assert window.canvas.map_scene.layout.theme == window.session.journey.theme
    assert not window.canvas.veil.covered.map
    assert not window.canvas.veil.faded.map


def test_the_language_of_the_map_is_chosen_after_it_was_presented(window: MainWindow) -> None:
    window.session.selection.replace([window.session.document.lanes_of(window.session.journey_id)[0].id])
    choose(window, "view.present")
    choose(window, "journey.language")
    assert not window.presenting
    choices = window.inspector.form.fields["language"].view()
    assert choices.isVisible()
    choices.window().close()


def test_a_line_goes_on_being_typed_after_escape(window: MainWindow) -> None:
    window.activateWindow()
    line = window.bars.capture_line.line
    choose(window, "card.capture")
    assert line.hasFocus()
    QTest.keyClicks(line, "half a line")
    QTest.keyClick(line, KEY.Key_F5)
    settle()
    assert window.canvas.hasFocus()
    press(window, KEY.Key_Escape)
    assert not window.presentation.active
    assert line.hasFocus()
    line.clear()
    # A widget that is gone meanwhile leaves the focus to the map.
    choose(window, "card.capture")
    QTest.keyClick(line, KEY.Key_F5)
    settle()
    window.bars.capture_line.setEnabled(False)
    press(window, KEY.Key_Escape)
    assert window.canvas.hasFocus()
    window.bars.capture_line.setEnabled(True)


def test_a_fitted_map_is_fitted_again(window: MainWindow) -> None:
    choose(window, "view.fit")
    before = window.canvas.state()
    present(window)
    press(window, KEY.Key_Escape)
    assert window.canvas.state() == before
    assert before.fitted


def test_a_window_in_full_screen_or_maximised_is_so_again(window: MainWindow) -> None:
    for state in (Qt.WindowState.WindowFullScreen, Qt.WindowState.WindowMaximized):
        window.setWindowState(state)
        settle()
        present(window)
        press(window, KEY.Key_Escape)
        assert window.windowState() == state


def test_present_from_here_begins_with_the_card_in_focus(window: MainWindow) -> None:
    select(window, "card", "Calls the shop")
    QTest.keyClick(window, KEY.Key_F5, SHIFT)
    settle()
    assert shown(window) == ["Support"]
    assert in_view(window, "Calls the shop")
    press(window, KEY.Key_Escape)
    select(window, "stage", "Support")
    QTest.keyClick(window, KEY.Key_F5, SHIFT)
    settle()
    assert shown(window) == ["Support"]
    # The clicker begins again.
    QTest.keyClick(window, KEY.Key_F5)
    settle()
    assert "Awareness" in shown(window)


def test_closing_in_mid_presentation_is_safe(program: Application) -> None:
    window = opened(program, story())
    choose(window, "view.insights")
    hidden = program.settings.panels_hidden
    present(window)
    assert not window.shows_panel("insights")
    press(window, KEY.Key_L)
    window.close()
    settle()
    assert window not in program.windows
    assert program.settings.panels_hidden == hidden


def test_full_screen_while_editing_keeps_menus_and_panels(window: MainWindow) -> None:
    QTest.keyClick(window, KEY.Key_F11)
    settle()
    assert window.isFullScreen()
    assert window.actions_of_table["view.full_screen"].isChecked()
    assert window.top_bar.isVisible()
    assert window.outline.isVisible()
    QTest.keyClick(window, KEY.Key_F11)
    settle()
    assert not window.isFullScreen()


# Moving on

AHEAD = (KEY.Key_Right, KEY.Key_Down, KEY.Key_PageDown, KEY.Key_Space, KEY.Key_Return)
BACK = (KEY.Key_Left, KEY.Key_Up, KEY.Key_PageUp, KEY.Key_Backspace)


def test_keys_and_clickers_move_on_and_back(window: MainWindow) -> None:
    present(window)
    for count, key in enumerate(AHEAD, 1):
        press(window, key)
        assert stop(window) == min(count, len(window.presentation.stops) - 1)
    press(window, KEY.Key_End)
    last = stop(window)
    assert last == len(window.presentation.stops) - 1
    for count, key in enumerate(BACK, 1):
        press(window, key)
        assert stop(window) == last - count
    press(window, KEY.Key_Space, SHIFT)
    assert stop(window) == last - len(BACK) - 1
    press(window, KEY.Key_Home)
    assert stop(window) == 0
    press(window, KEY.Key_PageUp)
    assert stop(window) == 0, "there is nothing before the first stop"


def test_the_wheel_moves_on_and_zooms_with_ctrl(window: MainWindow) -> None:
    present(window)
    turn_wheel(window, -1)
    turn_wheel(window, -1)
    assert stop(window) == 2
    turn_wheel(window, 1)
    assert stop(window) == 1
    zoom = window.canvas.zoom()
    turn_wheel(window, 1, Qt.KeyboardModifier.ControlModifier)
    assert window.canvas.zoom() > zoom
    assert stop(window) == 1
    assert not window.canvas.veil.faded.map, "who looks around sees everything clearly"


def test_zero_shows_the_whole_map_and_returns(window: MainWindow) -> None:
    present(window)
    press(window, KEY.Key_PageDown)
    before = window.canvas.state()
    press(window, KEY.Key_0)
    assert window.canvas.visible_region().contains(window.canvas.paper())
    assert window.presentation.progress == "Whole map"
    press(window, KEY.Key_PageDown)
    assert window.canvas.state() == before


def test_every_card_is_seen_on_the_way(window: MainWindow) -> None:
    present(window)
    seen: set[str] = set()
    texts = [card.text for card in window.session.document.cards_of(window.session.journey_id)]
    for _ in window.presentation.steps:
        seen |= {text for text in texts if in_view(window, text)}
        press(window, KEY.Key_PageDown)
    assert seen == set(texts)


def test_progress_is_shown_and_announced(window: MainWindow) -> None:
    present(window)
    press(window, KEY.Key_End)
    parts = window.presentation.stops[-1].parts
    assert window.presentation.progress == f"Stage 3 of 3 · part {parts} of {parts}"
    said = window.canvas.accessibleDescription()
    assert said == f"Presenting stage 3 of 3: Support; part {parts} of {parts}"


def test_right_to_left_the_left_arrow_moves_on(program: Application, qtbot: QtBot) -> None:
    window = opened(program, story("rtl"))
    present(window)
    assert in_view(window, "Sees an advert")
    # The names of the lanes are on the right.
    side = window.canvas.frozen.side
    assert side.isVisible()
    assert side.geometry().right() > window.canvas.width() - 20
    assert side.width() <= window.canvas.width() / 4 + 12
    press(window, KEY.Key_Left)
    assert stop(window) == 1
    press(window, KEY.Key_Right)
    assert stop(window) == 0


def test_headers_take_no_more_than_a_quarter(window: MainWindow) -> None:
    present(window)
    for _ in window.presentation.steps:
        frozen, canvas = window.canvas.frozen, window.canvas
        assert frozen.top.isVisible()
        assert frozen.side.isVisible()
        assert frozen.top.height() <= canvas.height() / 4 + 6
        assert frozen.side.width() <= canvas.width() / 4 + 12
        press(window, KEY.Key_PageDown)


def test_a_map_without_stages_is_shown_as_a_whole(program: Application, qtbot: QtBot) -> None:
    window = opened(program, gallery.no_stages())
    present(window)
    assert window.canvas.visible_region().contains(window.canvas.paper())
    for key in (KEY.Key_PageDown, KEY.Key_U, KEY.Key_PageDown, KEY.Key_0, KEY.Key_End):
        press(window, key)
    assert window.canvas.accessibleDescription() == "Presenting the whole map"
    press(window, KEY.Key_Escape)
    assert not window.presentation.active


# Uncovering


def test_stages_are_uncovered_one_by_one(window: MainWindow) -> None:
    present(window)
    assert not is_hidden(window, "Orders two sizes")
    press(window, KEY.Key_U)
    assert shown(window) == ["Awareness"]
    assert not is_hidden(window, "Sees an advert")
    assert is_hidden(window, "Orders two sizes")
    while shown(window) == ["Awareness"]:
        press(window, KEY.Key_PageDown)
    assert not is_hidden(window, "Orders two sizes")
    assert is_hidden(window, "Calls the shop")
    press(window, KEY.Key_End)
    assert not is_hidden(window, "Calls the shop")


def test_lanes_are_uncovered_one_by_one_and_the_choice_is_remembered(window: MainWindow) -> None:
    present(window)
    press(window, KEY.Key_U)
    press(window, KEY.Key_U)
    assert window.presentation.progress.startswith("Uncovering lane by lane")
    press(window, KEY.Key_Escape)
    present(window)
    assert window.presentation.uncovering == "lane"
    assert not is_hidden(window, "Sees an advert")
    assert is_hidden(window, "Advert on the train")
    press(window, KEY.Key_PageDown)
    assert not is_hidden(window, "Advert on the train")
    press(window, KEY.Key_U)
    assert not is_hidden(window, "Calls the shop")


# Laser, curtain, pointer


def test_the_laser_dot_follows_the_pointer_and_leaves_a_trail_while_pressed(window: MainWindow) -> None:
    present(window)
    viewport = window.canvas.viewport()
    press(window, KEY.Key_L)
    assert window.presentation.laser_on
    move_pointer(window, QPoint(300, 300))
    assert viewport.cursor().shape() == Qt.CursorShape.BlankCursor
    laser = window.presentation._shown.laser  # type: ignore[union-attr]
    assert laser.at == QPointF(300, 300)
    assert not laser.trail
    card = place_of(window, "Sees an advert")
    QTest.mousePress(viewport, LEFT, NONE, card)
    for step in range(1, 4):
        move_pointer(window, card + QPoint(30 * step, 0), LEFT)
    assert len(laser.trail) == 4
    QTest.mouseRelease(viewport, LEFT, NONE, card + QPoint(90, 0))
    assert not laser.trail, "without animations, the trail disappears at once"
    assert not window.session.selection, "the laser changes nothing on the map"
    press(window, KEY.Key_L)
    assert not window.presentation.laser_on


def test_a_finger_leaves_a_trail_too(window: MainWindow, screen: QPointingDevice) -> None:
    present(window)
    press(window, KEY.Key_L)
    viewport, before = window.canvas.viewport(), window.canvas.to_scene(QPointF(0, 0))
    QTest.touchEvent(viewport, screen).press(0, QPoint(300, 300), viewport).commit()
    QTest.touchEvent(viewport, screen).move(0, QPoint(340, 300), viewport).commit()
    assert window.presentation._shown.laser.trail  # type: ignore[union-attr]
    QTest.touchEvent(viewport, screen).release(0, QPoint(340, 300), viewport).commit()
    settle()
    assert window.canvas.to_scene(QPointF(0, 0)) == before


def test_a_tap_does_not_select_what_is_covered(window: MainWindow, screen: QPointingDevice) -> None:
    present(window)
    press(window, KEY.Key_0)
    viewport, at = window.canvas.viewport(), place_of(window, "Orders two sizes")
    for uncovering in ("off", "stage"):
        while window.presentation.uncovering != uncovering:
            press(window, KEY.Key_U)
        window.session.selection.clear()
        QTest.touchEvent(viewport, screen).press(0, at, viewport).commit()
        QTest.touchEvent(viewport, screen).release(0, at, viewport).commit()
        settle()
        window.canvas.touch._forget_tap()
        assert bool(window.session.selection) == (uncovering == "off")


@pytest.mark.parametrize("key", [KEY.Key_B, KEY.Key_Period])
def test_a_curtain_darkens_the_map_until_any_key(window: MainWindow, key: Qt.Key) -> None:
    present(window)
    press(window, key)
    assert window.presentation.is_dark
    dark = window.grab().toImage()
    assert dark.pixelColor(dark.width() // 2, dark.height() // 2).lightness() < 20
    press(window, key)
    assert not window.presentation.is_dark
    press(window, key)
    press(window, KEY.Key_PageDown)
    assert not window.presentation.is_dark
    assert stop(window) == 0, "the key only lifts the curtain"


def test_a_resting_pointer_hides_until_it_moves(window: MainWindow) -> None:
    present(window)
    viewport = window.canvas.viewport()
    move_pointer(window, QPoint(400, 300))
    window.presentation.input.hide_pointer()
    assert viewport.cursor().shape() == Qt.CursorShape.BlankCursor
    move_pointer(window, QPoint(410, 300))
    assert viewport.cursor().shape() != Qt.CursorShape.BlankCursor
    window.presentation.input.hide_pointer()
    press(window, KEY.Key_Escape)
    assert viewport.cursor().shape() != Qt.CursorShape.BlankCursor


def test_a_hidden_pointer_marks_nothing_when_the_map_moves(window: MainWindow) -> None:
    present(window)
    window.canvas.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    move_pointer(window, place_of(window, "Sees an advert"))
    assert not window.canvas.overlay.hover_outline().isEmpty()
    window.presentation.input.hide_pointer()
    window.canvas.set_zoom(window.canvas.zoom() * 1.01)
    settle()
    assert window.canvas.overlay.hover_outline().isEmpty()


def test_no_buttons_appear_under_a_resting_pointer(window: MainWindow) -> None:
    present(window)
    canvas = window.canvas
    canvas.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    buttons, layout = canvas.overlay.buttons, canvas.map_scene.layout
    for place in (layout.cells[0].box, layout.charts[0].frame, layout.stages[-1].box, layout.lanes[-1].label):
        canvas.look_at(QPointF(*place.center))
        move_pointer(window, canvas.mapFromScene(QPointF(*place.center)))
        assert buttons.boundingRect().isEmpty()
    press(window, KEY.Key_Home)
    move_pointer(window, place_of(window, "Sees an advert"))
    assert not canvas.overlay.hover_outline().isEmpty()
    press(window, KEY.Key_PageDown)
    canvas.pointer.refresh_hover()
    assert canvas.overlay.hover_outline().isEmpty(), "the map moved on under a resting pointer"
    card = place_of(window, "Advert on the train")
    move_pointer(window, card)
    QTest.mouseClick(canvas.viewport(), LEFT, NONE, card)
    assert window.session.selection
    move_pointer(window, card + QPoint(1, 0))
    assert not buttons.boundingRect().isEmpty(), "a selected card can be linked"


# Editing


def test_a_text_is_edited_while_presenting(window: MainWindow) -> None:
    present(window)
    at = place_of(window, "Sees an advert")
    viewport = window.canvas.viewport()
    QTest.mouseClick(viewport, LEFT, NONE, at)
    QTest.mouseDClick(viewport, LEFT, NONE, at)
    settle()
    assert window.canvas.writing.active
    # These keys would navigate, darken and so on, if no text were open.
    QTest.keyClick(window.canvas.writing.editor, KEY.Key_End)
    QTest.keyClicks(window.canvas.writing.editor, " blu.0")
    settle()
    press(window, KEY.Key_Escape)
    assert find(window, "card", "Sees an advert blu.0")
    assert window.presentation.active, "Esc ended the text first"
    assert not window.presentation.is_dark
    assert window.canvas.map_scene.layout.theme == "room"
    press(window, KEY.Key_Escape)
    assert not window.presentation.active


def test_enter_edits_a_selected_card_and_letters_never_begin_one(window: MainWindow) -> None:
    present(window)
    cards = len(window.session.document.select(Card))
    QTest.mouseClick(window.canvas.viewport(), LEFT, NONE, place_of(window, "Sees an advert"))
    press(window, KEY.Key_X)
    event = QInputMethodEvent()
    event.setCommitString("愛")
    QApplication.sendEvent(window.canvas, event)
    assert not window.canvas.writing.active
    press(window, KEY.Key_Return)
    assert window.canvas.writing.active
    press(window, KEY.Key_Escape)
    assert len(window.session.document.select(Card)) == cards
    # Moving on leaves the card, so that the next Enter moves on too.
    press(window, KEY.Key_PageDown)
    press(window, KEY.Key_Return)
    assert stop(window) == 2
    assert not window.canvas.writing.active


def test_a_drag_is_cancelled_by_escape_before_the_presentation_ends(window: MainWindow) -> None:
    present(window)
    at, viewport = place_of(window, "Sees an advert"), window.canvas.viewport()
    QTest.mousePress(viewport, LEFT, NONE, at)
    move_pointer(window, at + QPoint(0, 40), LEFT)
    move_pointer(window, at + QPoint(0, 90), LEFT)
    assert window.canvas.pointer.gesture is not None
    press(window, KEY.Key_Escape)
    assert window.canvas.pointer.gesture is None
    assert window.presentation.active


def test_a_card_is_dragged_to_another_stage(window: MainWindow) -> None:
    present(window)
    viewport = window.canvas.viewport()
    at, target = place_of(window, "Sees an advert"), place_of(window, "Orders two sizes")
    QTest.mousePress(viewport, LEFT, NONE, at)
    move_pointer(window, (at + target) / 2, LEFT)
    move_pointer(window, target, LEFT)
    QTest.mouseRelease(viewport, LEFT, NONE, target)
    settle()
    cards = {card.text: card.step for card in window.session.document.select(Card)}
    assert cards["Sees an advert"] == cards["Orders two sizes"]
    assert window.canvas.map_scene.layout.theme == "room"
    assert stop(window) == 0


def test_a_click_on_what_is_covered_does_not_open_it(window: MainWindow) -> None:
    present(window)
    press(window, KEY.Key_U)
    at, viewport = place_of(window, "Orders two sizes") - QPoint(40, 0), window.canvas.viewport()
    assert viewport.rect().contains(at)
    QTest.mouseClick(viewport, LEFT, NONE, at)
    QTest.mouseDClick(viewport, LEFT, NONE, at)
    settle()
    assert not window.canvas.writing.active
    assert not window.session.selection


def test_the_capture_line_can_be_used(window: MainWindow) -> None:
    present(window)
    QTest.keyClick(window, KEY.Key_J, Qt.KeyboardModifier.ControlModifier)
    settle()
    line = window.bars.capture_line.line
    QTest.keyClicks(line, "Blue lamps")
    QTest.keyClick(line, KEY.Key_Return)
    settle()
    assert find(window, "card", "Blue lamps")
    QTest.keyClick(line, KEY.Key_Escape)
    settle()
    assert window.presentation.active
    press(window, KEY.Key_Escape)
    assert not window.presentation.active
    assert not window.bars.capture_line.isVisible()


def test_undo_works_and_a_removed_stage_leaves_the_presentation_running(window: MainWindow) -> None:
    present(window)
    press(window, KEY.Key_End)
    select(window, "stage", "Support")
    choose(window, "edit.delete")
    assert window.presentation.active
    assert "Support" not in shown(window)
    press(window, KEY.Key_PageDown)
    choose(window, "edit.undo")
    press(window, KEY.Key_End)
    assert shown(window) == ["Support"]


def test_the_window_may_change_its_size(window: MainWindow) -> None:
    present(window)
    press(window, KEY.Key_PageDown)
    stages = shown(window)
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(1600, 900)
    settle()
    assert window.canvas.zoom() * CARD_TEXT.size >= 30
    assert set(stages) & set(shown(window))
    assert window.canvas.frozen.side.width() <= 1600 / 4 + 12


def test_it_begins_at_the_beginning_of_a_stage_though_the_full_screen_is_larger_than_the_window(
    sample: MainWindow,
) -> None:
    """A window gets the size of the screen a moment later, and the map was divided again from its middle."""
    (delivery,) = select(sample, "stage", "Delivery")
    sample.resize(1280, 700)
    settle()
    choose(sample, "view.present_here")
    for size in ((1280, 720), (1024, 420), (1280, 720)):
        sample.setWindowState(Qt.WindowState.WindowNoState)
        sample.resize(*size)
        settle()
        step = sample.presentation.stops[sample.presentation.steps[sample.presentation.index].stop]
        assert delivery in step.stages and step.part == 1
    press(sample, KEY.Key_PageDown)
    sample.resize(1300, 740)
    settle()
    assert sample.presentation.stops[sample.presentation.steps[sample.presentation.index].stop].part > 1


def test_another_journey_is_presented_from_its_beginning(program: Application, qtbot: QtBot) -> None:
    draft = Draft(story())
    merge_project(draft, story())
    window = opened(program, draft.finish())
    present(window)
    press(window, KEY.Key_End)
    other = next(each for each in window.session.document.select(Journey) if each != window.session.journey)
    window.session.show_journey(other.id)
    settle()
    assert stop(window) == 0
    assert not window.journey_bar.isVisible()
    assert window.canvas.zoom() * CARD_TEXT.size >= 24
    press(window, KEY.Key_Escape)
    assert window.journey_bar.isVisible()
    assert window.session.journey_id == other.id


# Quiet


def test_notices_wait_until_the_end(window: MainWindow) -> None:
    present(window)
    window.session.notice.emit("First message")
    window.session.notice.emit("Second message")
    assert not window.notice_bar.isVisible()
    press(window, KEY.Key_Escape)
    assert window.notice_bar.isVisible()
    assert window.notice_bar.text == "First message\nSecond message"


def test_a_failed_save_is_shown_quietly(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: FileSystem, descriptor: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    store = window.session.store
    window.files.save_as(tmp_path / "map.journey")
    qtbot.waitUntil(lambda: store.has_name and not store.unsaved)
    present(window)
    with monkeypatch.context() as patch:
        patch.setattr(FileSystem, "sync", fail)
        with window.session.edit("Rename") as draft:
            draft.change(draft.stages_of(window.session.journey_id)[0], name="New")
        choose(window, "project.save")
        qtbot.waitUntil(lambda: store.status.state is SaveState.FAILED)
        settle()
        assert window.presentation.progress.startswith("▲ Not saved · Stage")
        assert window.canvas.accessibleDescription() == "▲ Not saved"
        assert not window.notice_bar.isVisible()
        press(window, KEY.Key_Escape)
        assert "could not be written" in window.notice_bar.text
    window.files.save()
    qtbot.waitUntil(lambda: not store.unsaved)


def test_a_refused_text_says_why(window: MainWindow) -> None:
    present(window)
    window.canvas.edit_text(find(window, "card", "Sees an advert"))
    window.canvas.writing.editor.setPlainText("x" * 20_001)
    press(window, KEY.Key_PageDown)
    QTest.keyClick(window.canvas.writing.editor, KEY.Key_Escape)
    settle()
    assert window.canvas.writing.active
    assert "20000" in window.presentation.progress
    assert not window.notice_bar.isVisible()
    window.canvas.writing.drop()
