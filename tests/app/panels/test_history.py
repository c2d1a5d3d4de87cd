"""History panel: the steps of the session by name, and the way back and forth."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from journey_editor.app.panels.history import HistoryPanel
from journey_editor.app.program.application import Application
from journey_editor.app.session import history_walk
from journey_editor.app.window.main_window import MainWindow
from journey_editor.model.records import Journey
from tests.app.driver import choose, settle

KEY = Qt.Key


@pytest.fixture
def window(program: Application) -> MainWindow:
    """A blank map with three changes, and the history beside it."""
    window = program.new_project("blank")
    window.show()
    choose(window, "view.history")
    for title in ("One", "Two", "Three"):
        retitle(window, title)
    return window


def retitle(window: MainWindow, title: str) -> None:
    with window.session.edit(f"Call it {title}") as draft:
        draft.change(draft.get(Journey, window.session.journey_id), title=title)
    settle()


def rows(panel: HistoryPanel, role: Qt.ItemDataRole = Qt.ItemDataRole.DisplayRole) -> list[str]:
    steps = panel.steps
    return [str(steps.data(steps.index(row), role)) for row in range(steps.rowCount())]


def click(panel: HistoryPanel, row: int) -> None:
    place = panel.list.visualRect(panel.steps.index(row)).center()
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle()


def test_the_steps_are_listed_by_name_and_the_current_one_is_marked(window: MainWindow) -> None:
    assert rows(window.history) == ["Beginning", "Call it One", "Call it Two", "Call it Three"]
    choose(window, "edit.undo")
    assert rows(window.history, Qt.ItemDataRole.AccessibleTextRole) == [
        "Beginning",
        "Call it One",
        "Call it Two, current state",
        "Call it Three, undone",
    ]
    assert window.history.list.currentIndex().row() == 2


def test_a_click_goes_to_a_step_in_one_change_of_the_map(window: MainWindow) -> None:
    shown: list[str] = []
    window.session.edited.connect(lambda edited: shown.append(edited.document.journeys()[0].title))
    click(window.history, 1)
    assert shown == ["One"]
    click(window.history, 3)
    assert shown == ["One", "Three"]
    assert rows(window.history)[-1] == "Call it Three"
    assert window.session.store.edits_made == 7


def test_enter_goes_to_the_beginning_and_undo_and_redo_go_on_from_there(window: MainWindow) -> None:
    before = window.session.journey.title
    QTest.keyClick(window.history.list, KEY.Key_Home)
    assert window.session.journey.title == before, "the arrow keys only look"
    QTest.keyClick(window.history.list, KEY.Key_Return)
    settle()
    assert window.session.editor.undo_name is None
    choose(window, "edit.redo")
    assert window.session.journey.title == "One"
    QTest.keyClick(window.history.list, KEY.Key_Escape)
    assert window.focusWidget() is window.canvas


def test_a_new_change_removes_the_undone_steps(window: MainWindow) -> None:
    click(window.history, 1)
    retitle(window, "Four")
    assert rows(window.history) == ["Beginning", "Call it One", "Call it Four"]


def test_a_long_way_can_be_cancelled(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history_walk, "_SLICE", -1.0)
    window.history_walk.go_to(0)
    assert window.history.progress.text() == "2 steps to go…"
    QTest.keyClick(window.history.list, KEY.Key_Escape)
    settle()
    assert window.session.journey.title == "Two"
    assert not window.history.progress.isVisible()
    window.history_walk.go_to(0)
    settle()
    assert window.session.editor.undo_name is None


def test_text_that_is_being_typed_is_kept_before_the_way_back(window: MainWindow) -> None:
    window.canvas.edit_text(window.session.document.stages_of(window.session.journey_id)[0].id)
    window.canvas.writing.editor.setPlainText("Searching")
    click(window.history, 2)
    assert not window.canvas.writing.active
    assert window.session.journey.title == "Two"
    choose(window, "edit.redo")
    choose(window, "edit.redo")
    assert window.session.document.stages_of(window.session.journey_id)[0].name == "Searching"


def test_the_panel_costs_no_room_until_it_is_wanted_and_is_remembered(program: Application) -> None:
    window = program.new_project("blank")
    assert window.history.isHidden() and window.canvas.minimap.isHidden()
    choose(window, "view.history")
    choose(window, "view.outline")
    window.close()
    window = program.new_project("blank")
    assert not window.history.isHidden()
    assert window.outline.isHidden()
    choose(window, "view.history")
    assert window.history.parentWidget().isHidden()
