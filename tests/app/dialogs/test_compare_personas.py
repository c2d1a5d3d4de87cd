"""The window that compares two personas: a row for each, the list of differences, and its export."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from journey_editor.app.dialogs.compare_personas import ComparePersonasDialog
from journey_editor.app.dialogs.export import ExportDialog
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.commands.personas import add_persona, remove_persona_from_journey
from tests.app.dialog_driver import every_opened, opened
from tests.app.dialogs.test_compare import listed, plain
from tests.app.driver import choose, press, select, settle

pytestmark = pytest.mark.usefixtures("kept_window")


def test_two_personas_are_compared_found_swapped_and_exported(
    sample: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    session, before = sample.session, sample.session.document
    choose(sample, "persona.side_by_side")
    dialog = opened(ComparePersonasDialog)
    qtbot.waitUntil(lambda: dialog.comparison is not None)
    assert (dialog.first.currentText(), dialog.second.currentText()) == ("Amira Haddad", "Tom Lindqvist")
    found = listed(dialog)
    assert list(found) == ["≠  Different channel (3)", "↕  Different emotion (1)", "1  Only one persona (1)"]
    exploring = "Exploration\nAmira: Website · Tom: In person"
    assert found["≠  Different channel (3)"][0] == exploring
    assert found["↕  Different emotion (1)"] == ["Purchase\nAmira: pleased · Tom: neutral"]
    assert dialog.words.text() == "5 differences"

    # Each line of the list finds its place on the map, also that between two points.
    dialog.changes.setFocus()
    places = []
    for _ in range(8):
        press(dialog.changes, Qt.Key.Key_Down)
        if dialog.changes.currentItem().parent() is not None:
            places.append(dialog.view.chosen)
    assert len(set(map(str, places))) == 5 and None not in places
    dialog.copy.click()
    assert exploring.replace("\n", "\t") in plain(QGuiApplication.clipboard().text())

    # Swapped by the button, or by the choice of the same persona in both fields.
    dialog.swap()
    assert (dialog.first.currentText(), dialog.second.currentText()) == ("Tom Lindqvist", "Amira Haddad")
    dialog.second.setCurrentIndex(dialog.second.findText("Tom Lindqvist"))
    assert dialog.first.currentText() == "Amira Haddad"
    assert session.document is before

    dialog.export.click()
    export = opened(ExportDialog)
    qtbot.waitUntil(lambda: not export.preview.picture.isNull())
    with qtbot.waitSignal(export.exported):
        export.export(tmp_path / "both.pdf")
    text = PdfReader(tmp_path / "both.pdf").pages[0].extract_text()
    assert "Amira Haddad – Tom Lindqvist" in text and "Different channel: 3" in text


def test_it_follows_edits_and_closes_with_the_last_pair(sample: MainWindow, qtbot: QtBot) -> None:
    session = sample.session
    with session.edit("Add persona") as draft:
        add_persona(draft, session.journey_id, name="Kim")
    select(sample, "persona", "Tom", "Kim")
    choose(sample, "persona.side_by_side")
    dialog = opened(ComparePersonasDialog)
    assert (dialog.first.currentText(), dialog.second.currentText()) == ("Tom Lindqvist", "Kim")
    qtbot.waitUntil(lambda: dialog.comparison is not None)

    # The chosen row stays chosen, also if it is a heading.
    dialog.changes.setCurrentItem(dialog.changes.topLevelItem(0))
    heading, before = dialog.changes.currentItem().text(0), dialog.comparison
    with session.edit("Rename") as draft:
        draft.change(draft.personas_of(session.journey_id)[0], role="Manager")
    qtbot.waitUntil(lambda: dialog.comparison is not before)
    assert dialog.changes.currentItem().text(0) == heading
    for name, rest in (("Kim", {"Tom Lindqvist", "Amira Haddad"}), ("Tom Lindqvist", set())):
        persona = next(each for each in session.document.personas_of(session.journey_id) if each.name == name)
        with session.edit("Delete") as draft:
            remove_persona_from_journey(draft, session.journey_id, persona.id)
        settle()
        assert bool(every_opened(ComparePersonasDialog)) == bool(rest)
        assert not rest or {dialog.first.currentText(), dialog.second.currentText()} == rest
    sample.actions_of_table.refresh()
    assert not sample.actions_of_table["persona.side_by_side"].isEnabled()
