"""Focus after typing: it is on the map, or in the text that is still open, but never on a button."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QTabBar, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from journey_editor.app.program.application import Application
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.commands.cards import add_card
from journey_editor.editing.commands.journeys import add_journey
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.foundation.geometry import Box
from journey_editor.model.document import Document
from journey_editor.model.records import Card, Stage
from journey_editor.storage.project.project_file import read_project
from tests.app.driver import choose, find, select, settle
from tests.app.kept_window import KeptWindow, kept

pytestmark = pytest.mark.usefixtures("kept_window")

KEY = Qt.Key
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def send(key: Qt.Key | str) -> None:
    """Press a key in the focused widget."""
    focused = QApplication.focusWidget()
    assert focused is not None, "the keys go nowhere"
    QTest.keyClick(focused, key)
    settle()


def type_words(words: str) -> None:
    # The first letter may open the text that gets the others.
    send(words[0])
    focused = QApplication.focusWidget()
    assert focused is not None, "the keys go nowhere"
    QTest.keyClicks(focused, words[1:])
    settle()


def click(window: MainWindow, box: Box) -> None:
    window.canvas.show_box(box)
    place = window.canvas.mapFromScene(QPointF(*box.center))
    QTest.mouseClick(window.canvas.viewport(), LEFT, NONE, place)
    settle()


def first_card(window: MainWindow) -> Box:
    return next(iter(window.canvas.map_scene.layout.cards.values())).box


def empty_cell(window: MainWindow) -> Box:
    layout = window.canvas.map_scene.layout
    lanes = {lane.id for lane in layout.lanes if lane.kind != "emotion"}
    return next(cell.box for cell in layout.cells if not cell.cards and cell.lane in lanes)


def press_button(window: MainWindow, action: str) -> None:
    """Click the button of an action in the top bar."""
    buttons = window.top_bar.findChildren(QToolButton)
    wanted = next(each for each in buttons if each.defaultAction() is window.actions_of_table[action])
    window.actions_of_table.refresh()
    QTest.mouseClick(wanted, LEFT)
    settle()


def go_away_and_back(window: MainWindow) -> None:
    other = QWidget()
    other.show()
    other.activateWindow()
    settle()
    assert QApplication.activeWindow() is other
    window.activateWindow()
    settle()
    other.close()
    settle()


def open_and_close_a_dialog(window: MainWindow) -> None:
    choose(window, "help.commands")
    window.findChildren(QDialog)[-1].reject()
    window.activateWindow()
    settle()


def fold_by_the_palette(window: MainWindow) -> None:
    """Hide the inspector while another window is active."""
    choose(window, "help.commands")
    dialog = window.findChildren(QDialog)[-1]
    line = dialog.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "inspector")
    QTest.keyClick(line, KEY.Key_Return)
    window.activateWindow()
    settle()


def open_a_menu(window: MainWindow) -> None:
    menu = window.top_bar.menus["recent"]
    menu.popup(window.mapToGlobal(QPoint(40, 40)))
    settle()
    menu.close()
    settle()


def switch_journey(window: MainWindow) -> None:
    tabs = window.journey_bar.findChild(QTabBar)
    assert isinstance(tabs, QTabBar)
    other = 1 - tabs.currentIndex()
    QTest.mouseClick(tabs, LEFT, NONE, tabs.tabRect(other).center())
    settle()


def delete_what_is_written(window: MainWindow) -> None:
    frame = window.canvas.writing.frame()
    assert frame is not None
    if frame.id != window.session.journey_id:
        with window.session.edit("Delete") as draft:
            draft.remove(frame.id)
    settle()


WAYS: dict[str, Callable[[MainWindow], object]] = {
    "Enter": lambda _: send(KEY.Key_Return),
    "Esc": lambda _: send(KEY.Key_Escape),
    "Tab": lambda _: send(KEY.Key_Tab),
    "a click on a card": lambda window: click(window, first_card(window)),
    "a click on a cell": lambda window: click(window, empty_cell(window)),
    "a click beside the map": lambda window: QTest.mouseClick(
        window.canvas.viewport(), LEFT, NONE, QPoint(2, 2)
    ),
    "the button Undo": lambda window: press_button(window, "edit.undo"),
    "the button for a panel": lambda window: press_button(window, "view.inspector"),
    "a menu": open_a_menu,
    "an action of a menu": lambda window: (
        choose(window, "edit.select_none") if window.session.selection else choose(window, "edit.select_all")
    ),
    "another window": go_away_and_back,
    "a dialog": open_and_close_a_dialog,
    "the palette": fold_by_the_palette,
    "another journey": switch_journey,
    "zoom": lambda window: choose(window, "view.zoom_in"),
    "scrolling": lambda window: window.canvas.scroll_by(40, 30),
    "folding a panel": lambda window: choose(window, "view.outline"),
    "deletion": delete_what_is_written,
}


def write_on(window: MainWindow, what: str) -> None:
    """Open a text on the map, and type a word and a half."""
    document, journey = window.session.document, window.session.journey_id
    records = {
        "card": document.cards_of(journey)[0].id,
        "stage": document.stages_of(journey)[0].id,
        "lane": document.lanes_of(journey)[0].id,
        "title": journey,
    }
    if what == "new card":
        click(window, empty_cell(window))
        type_words("Half")
        return
    window.canvas.edit_text(records[what])
    settle()
    type_words("Half")


def keys_go_to_the_map(window: MainWindow) -> bool:
    """Return True if the map, or a text on it, has the focus."""
    return QApplication.focusWidget() in (window.canvas, window.canvas.writing.editor)


def two_journeys(program: Application) -> MainWindow:
    """Open a small map with a card in each stage and empty cells, next to another journey."""
    window = program.new_project("support")
    QTest.qWaitForWindowExposed(window)
    journey = window.session.journey_id
    with window.session.edit("Add cards") as draft:
        lane = add_lane(draft, journey, "text").id
        for stage in draft.stages_of(journey):
            add_card(draft, draft.steps_of(stage.id)[0].id, lane, stage.name)
    choose(window, "journey.add")
    window.session.show_journey(journey)
    window.session.editor.history.done.clear()
    window.activateWindow()
    settle()
    return window


@pytest.fixture(scope="module")
def kept_two(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[KeptWindow]:
    with kept(qapp, tmp_path_factory.mktemp("home"), two_journeys) as window:
        yield window


@pytest.fixture
def two(kept_two: KeptWindow, home: Path, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """A small map next to another journey."""
    return kept_two.begin_again(home, monkeypatch)


@pytest.mark.parametrize("way", WAYS)
def test_the_map_has_the_focus_after_any_end_of_typing(two: MainWindow, way: str) -> None:
    whole, outlined = two.session.document, two.shows_panel("outline")
    for unfolded in (True, False):
        show_panel(two, "inspector", unfolded)
        for what in ("card", "new card", "stage", "lane", "title"):
            two.session.show_journey(two.session.document.journeys()[0].id)
            write_on(two, what)
            assert two.canvas.writing.editor.hasFocus()
            WAYS[way](two)
            settle()
            go_on_with_the_keys(two)
            two.canvas.cancel()
        undo_to(two, whole)
        show_panel(two, "outline", outlined)


def show_panel(window: MainWindow, name: str, yes: bool) -> None:
    """Show or hide a panel."""
    if window.shows_panel(name) != yes:
        choose(window, f"view.{name}")


def undo_to(window: MainWindow, whole: Document) -> None:
    """Undo all edits since a state of the project, and select nothing."""
    while window.session.document != whole:
        window.session.undo()
    window.session.selection.clear()
    settle()


def go_on_with_the_keys(window: MainWindow) -> None:
    """Press Space, a letter and Enter, on the map or in the text that is still open."""
    writing = window.canvas.writing
    before, written, was_open = window.session.document, writing.editor.text, writing.active
    assert keys_go_to_the_map(window)
    send(KEY.Key_Space)
    assert window.session.document == before, "a blank changes nothing"
    if was_open:
        assert writing.editor.text == written + " ", "the person goes on typing"
    send("z")
    assert keys_go_to_the_map(window)
    assert not writing.active or writing.editor.text.endswith("z")
    assert window.session.document == before
    send(KEY.Key_Return)
    assert keys_go_to_the_map(window)


def test_typing_continues_at_the_same_place_after_another_window(two: MainWindow) -> None:
    whole = two.session.document
    texts = {"card": "card", "new card": "card", "stage": "stage", "lane": "lane", "title": "journey"}
    for what, kind in texts.items():
        write_on(two, what)
        go_away_and_back(two)
        type_words(" a word")
        send(KEY.Key_Return)
        assert find(two, kind, "Half a word"), what
        two.canvas.cancel()
        undo_to(two, whole)


@pytest.mark.parametrize("what", ["card", "new card"])
def test_typed_text_is_saved_and_typing_continues(
    sample: MainWindow, tmp_path: Path, qtbot: QtBot, what: str
) -> None:
    file = tmp_path / "map.journey"
    sample.files.save_as(file)
    qtbot.waitUntil(lambda: sample.session.title == "map")
    write_on(sample, what)
    sample.notice_bar.show_notice("")
    choose(sample, "project.save")
    qtbot.waitUntil(lambda: "Saved" in sample.notice_bar.text)
    assert any(card.text == "Half" for card in read_project(file).document.select(Card))
    assert sample.canvas.writing.editor.hasFocus()
    type_words(" done")
    send(KEY.Key_Return)
    assert find(sample, "card", "Half done")


def test_a_button_that_becomes_disabled_gives_the_focus_to_the_map(sample: MainWindow) -> None:
    """Press Space on the Undo button until nothing can be undone: the next press must not run Redo."""
    with sample.session.edit("Rename stage") as draft:
        draft.change(draft.select(Stage)[0], name="Other")
    settle()
    undone = sample.session.document
    buttons = sample.top_bar.findChildren(QToolButton)
    undo = next(each for each in buttons if each.defaultAction() is sample.actions_of_table["edit.undo"])
    undo.setFocus()
    send(KEY.Key_Space)
    assert sample.session.document != undone
    before = sample.session.document
    assert QApplication.focusWidget() is sample.canvas
    send(KEY.Key_Space)
    assert sample.session.document is before


def test_a_field_that_disappears_gives_the_focus_to_the_map(sample: MainWindow) -> None:
    card = select(sample, "card", "Leaflet")[0]
    sample.inspector.form.fields["text"].setFocus()
    with sample.session.edit("Delete") as draft:
        draft.remove(card)
    settle()
    assert QApplication.focusWidget() is sample.canvas


def test_a_click_in_a_notice_leaves_the_focus_on_the_map(sample: MainWindow) -> None:
    sample.canvas.setFocus()
    sample.notice_bar.show_notice("Something", [("Answer", lambda: None)])
    settle()
    (button,) = sample.notice_bar.findChildren(QPushButton)
    QTest.mouseClick(button, LEFT)
    settle()
    assert QApplication.focusWidget() is sample.canvas


def test_buttons_of_the_bar_can_be_reached_with_tab(sample: MainWindow) -> None:
    sample.canvas.focus.walk_to_end(1, of_map=True)
    settle()
    reached = []
    for _ in range(200):
        send(KEY.Key_Tab)
        focused = QApplication.focusWidget()
        if isinstance(focused, QToolButton) and sample.top_bar.isAncestorOf(focused):
            reached.append(focused)
        if focused is sample.canvas:
            break
    assert len(reached) > 5


def test_f6_visits_each_visible_area_in_both_directions(sample: MainWindow, qtbot: QtBot) -> None:
    sample.activateWindow()
    with sample.session.edit("Plan") as draft:
        add_journey(draft, title="As it should be")
    choose(sample, "view.history")
    choose(sample, "view.filter")
    choose(sample, "find.find")
    choose(sample, "card.capture")
    sample.notice_bar.show_notice("Saved elsewhere", [("Open", lambda: None)])
    areas = [
        sample.canvas,
        sample.notice_bar,
        sample.bars.find_bar,
        sample.bars.capture_line,
        sample.inspector,
        sample.status_line,
        sample.outline,
        sample.history,
        sample.top_bar,
        sample.journey_bar,
        sample.bars.filter_bar,
    ]
    for forward in (True, False):
        sample.canvas.setFocus()
        for area in (*areas[1:], areas[0]) if forward else reversed(areas):
            QTest.keySequence(QApplication.focusWidget(), "F6" if forward else "Shift+F6")
            settle()
            focused = QApplication.focusWidget()
            assert focused is area or area.isAncestorOf(focused), f"not in {area.objectName()}"
    choose(sample, "view.present")
    QTest.keySequence(sample.canvas, "F6")
    assert sample.canvas.hasFocus(), "around a presentation, all areas are hidden"
    sample.presentation.end()


def test_delete_and_letters_in_bars_do_not_act_on_the_map(sample: MainWindow) -> None:
    sample.activateWindow()
    choose(sample, "view.history")
    choose(sample, "view.filter")
    bar = sample.bars.find_bar
    bar.open("a")
    sample.notice_bar.show_notice("Saved elsewhere", [("Open", lambda: None)])
    notice = sample.notice_bar.findChild(QPushButton)
    assert isinstance(notice, QPushButton)
    select(sample, "card", "Neighbours name")
    before = sample.session.document
    for widget in (sample.history.list, bar.next, sample.bars.filter_bar.clear_button, notice):
        widget.setFocus()
        for key in (KEY.Key_Delete, KEY.Key_Backspace, "x"):
            send(key)
    assert sample.session.document is before
    assert not sample.canvas.writing.active
    send(KEY.Key_Escape)
    assert sample.notice_bar.isHidden()
    assert sample.canvas.hasFocus()
    send(KEY.Key_Delete)
    assert sample.session.document is not before


def test_a_screen_reader_hears_a_notice(sample: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: heard.append(event.message()))
    sample.session.notice.emit("This text is too long.")
    sample.session.notice.emit("This text is too long.")
    sample.notice_bar.add_notice("Another thing.")
    assert heard == ["This text is too long.", "This text is too long.", "Another thing."]
    assert [each.accessibleName() for each in sample.notice_bar.findChildren(QToolButton)] == [
        "Close this message"
    ]
