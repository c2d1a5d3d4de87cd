"""A field that makes an edit when it loses the focus: typed text is never lost, however it is left."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from journey_editor.app.program.application import Application
from journey_editor.app.window.main_window import MainWindow
from journey_editor.model.records import Card
from journey_editor.storage.project.project_file import read_project
from tests.app.driver import choose, find, select, settle

FIELD = "first_answer"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "map.journey"


@pytest.fixture
def typed(sample: MainWindow, file: Path, qtbot: QtBot) -> MainWindow:
    """A window with a typed duration that is not an edit yet."""
    sample.files.save_as(file)
    qtbot.waitUntil(lambda: sample.session.title == "map")
    select(sample, "card", "Leaflet")
    sample.activateWindow()
    field = sample.inspector.form.fields[FIELD]
    field.setFocus()
    QTest.keyClicks(field, "7")
    settle()
    assert sample.session.document.get(Card, find(sample, "card", "Leaflet")).first_answer is None
    return sample


def saved(file: Path) -> int | None:
    cards = read_project(file).document.select(Card)
    return next(card.first_answer for card in cards if card.text.startswith("Leaflet"))


LEAVES: dict[str, Callable[[Application, MainWindow], object]] = {
    "the window closes": lambda _, window: window.close(),
    "the action closes it": lambda _, window: choose(window, "project.close"),
    "the program quits": lambda program, _: program.quit(),
    "the system ends it": lambda program, _: program.before_the_end(),
    "the session ends": lambda program, _: program.save_for_the_end(),
}


@pytest.mark.parametrize("how", LEAVES)
def test_a_typed_value_is_saved_in_the_file(
    program: Application, typed: MainWindow, file: Path, how: str
) -> None:
    LEAVES[how](program, typed)
    settle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert saved(file) == 7 * 60


def test_ctrl_s_saves_a_typed_value_and_keeps_the_focus(typed: MainWindow, file: Path, qtbot: QtBot) -> None:
    choose(typed, "project.save")
    qtbot.waitUntil(lambda: saved(file) == 7 * 60)
    assert QApplication.focusWidget() is typed.inspector.form.fields[FIELD]


def test_a_typed_value_is_committed_before_an_action(typed: MainWindow) -> None:
    choose(typed, "edit.duplicate")
    copies = [card for card in typed.session.document.select(Card) if card.text.startswith("Leaflet")]
    assert [card.first_answer for card in copies] == [7 * 60] * 2


def test_a_card_selected_afterwards_does_not_get_the_value(typed: MainWindow) -> None:
    other = select(typed, "card", "On hold for 26")[0]
    typed.canvas.setFocus()
    settle()
    document = typed.session.document
    assert document.get(Card, other).first_answer == 26 * 60
    assert document.get(Card, find(typed, "card", "Leaflet")).first_answer == 7 * 60


def test_a_form_that_is_shown_again_has_the_values_of_its_new_card(typed: MainWindow) -> None:
    form = typed.inspector.form
    select(typed, "card", "No way out of the bot")
    assert typed.inspector.form is not form and form.isHidden()
    typed.session.selection.clear()
    settle()
    other = select(typed, "card", "On hold for 26")[0]
    assert typed.inspector.form is form, "cards of one kind have one form"
    field = form.fields[FIELD]
    assert isinstance(field, QLineEdit) and field.text() == "26:00" and field.isVisible()
    document = typed.session.document
    assert document.get(Card, other).first_answer == 26 * 60
    assert document.get(Card, find(typed, "card", "Leaflet")).first_answer == 7 * 60


def test_a_typed_value_is_discarded_if_its_card_is_removed(typed: MainWindow) -> None:
    card = find(typed, "card", "Leaflet")
    with typed.session.edit("Delete") as draft:
        draft.remove(card)
    gone = typed.session.document
    settle()
    typed.canvas.setFocus()
    settle()
    assert typed.session.document is gone


def test_composed_text_in_a_field_is_saved_in_the_file(sample: MainWindow, file: Path, qtbot: QtBot) -> None:
    sample.files.save_as(file)
    qtbot.waitUntil(lambda: sample.session.title == "map")
    sample.activateWindow()
    card = select(sample, "card", "Leaflet")[0]
    field = sample.inspector.form.fields["note"]
    field.setFocus()
    QApplication.sendEvent(field, QInputMethodEvent("広告", []))
    sample.close()
    settle()
    assert read_project(file).document.get(Card, card).note == "広告"
