"""Mermaid journeys and other projects are imported, and guesses are reported and can be corrected."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget

from journey_editor.app.dialogs.import_review import ImportReview
from journey_editor.app.program.application import Application
from journey_editor.app.window.main_window import MainWindow
from journey_editor.conversion import formats
from journey_editor.editing.templates import project_from_template
from journey_editor.model.records import Channel, Journey, Persona
from journey_editor.storage.project.project_file import write_project
from tests.app.driver import choose, find, menu_text, settle

REPAIR = """journey
title A broken kettle
section Repair
Calls the shop: 2: Sofie, Shop clerk
Looks it up: Sofie: 4
"""
RETURN = """journey
title Sends it back
section Return
Prints a label: 3: Sofie
"""


@pytest.fixture
def repair(tmp_path: Path) -> Path:
    file = tmp_path / "repair.mmd"
    file.write_text(REPAIR)
    return file


def kinds(window: MainWindow) -> dict[str, str]:
    return {each.name: each.kind for each in window.session.document.select(Persona)}


def titles(window: MainWindow) -> list[str]:
    return [each.title for each in window.session.document.journeys()]


def review(window: MainWindow) -> ImportReview:
    """Press the button of the notice."""
    (button,) = [each for each in window.notice_bar.findChildren(QPushButton) if not each.isHidden()]
    button.click()
    settle()
    return window.findChildren(ImportReview)[-1]


def drop(onto: QWidget, *files: Path) -> bool:
    """Drop files from another program onto a window; return whether it accepted them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    action, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(50, 50).toPoint(), action, data, left, none)
    QApplication.sendEvent(onto, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(onto, QDropEvent(QPointF(50, 50), action, data, left, none))
    settle()
    return True


def test_guesses_are_reported_in_a_notice_and_listed_line_by_line_in_a_dialog(
    program: Application, repair: Path
) -> None:
    window = program.open(repair)
    assert window is not None
    assert "“repair.mmd” was imported into a new project" in window.notice_bar.text
    assert "Imported as customers: Sofie." in window.notice_bar.text
    assert "Imported as staff: Shop clerk." in window.notice_bar.text
    assert "1 part of the text was interpreted differently from how it is written." in window.notice_bar.text
    dialog = review(window)
    assert dialog.kinds() == {"Sofie": "customer", "Shop clerk": "staff"}
    assert dialog.changes.toPlainText().startswith("Line 5: ")
    assert not dialog.import_button.isEnabled(), "nothing else was chosen"
    assert dialog.warning.isHidden()


def test_another_choice_imports_the_text_again_as_one_undo_step(program: Application, repair: Path) -> None:
    window = program.open(repair)
    assert window is not None
    before = window.session.document
    assert len(before.curves_of(window.session.journey_id)) == 1
    dialog = review(window)
    clerk = dialog.choices["Shop clerk"]
    clerk.setCurrentIndex(clerk.findData("customer"))
    assert dialog.import_button.isEnabled()
    dialog.import_button.click()
    settle()
    assert program.windows == [window]
    assert titles(window) == ["A broken kettle"]
    assert kinds(window) == {"Sofie": "customer", "Shop clerk": "customer"}
    assert len(window.session.document.curves_of(window.session.journey_id)) == 2
    assert window.session.document.cards_of(window.session.journey_id)
    assert menu_text(window, "edit.undo") == "Undo Import again"
    choose(window, "edit.undo")
    assert window.session.document == before
    assert window.session.journey_id in before


def test_choices_can_be_corrected_again(program: Application, repair: Path) -> None:
    window = program.open(repair)
    assert window is not None
    for kind in ("system", "customer"):
        dialog = review(window)
        dialog.choices["Shop clerk"].setCurrentIndex(dialog.choices["Shop clerk"].findData(kind))
        dialog.import_button.click()
        settle()
        assert kinds(window)["Shop clerk"] == kind
    assert len(titles(window)) == 1


def test_the_dialog_warns_if_later_edits_would_be_lost(program: Application, repair: Path) -> None:
    window = program.open(repair)
    assert window is not None
    choose(window, "persona.add")
    assert not review(window).warning.isHidden()


def test_markdown_and_mermaid_files_are_imported_into_the_open_project(
    program: Application, sample: MainWindow, repair: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = tmp_path / "notes.md"
    notes.write_text(f"# Notes\n\n```mermaid\n{RETURN}```\n")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(repair), str(notes)], ""))
    before = sample.session.document
    choose(sample, "project.import")
    assert titles(sample) == ["A new home, and the line comes last", "A broken kettle", "Sends it back"]
    assert sample.session.journey.title == "Sends it back"
    assert "“notes.md” was imported into this project" in sample.notice_bar.text
    assert sorted(kinds(sample)) == ["Amira Haddad", "Shop clerk", "Sofie", "Tom Lindqvist"], (
        "Sofie is shared"
    )
    assert find(sample, "card", "Prints a label")
    choose(sample, "edit.undo")
    choose(sample, "edit.undo")
    assert sample.session.document == before


def test_the_journeys_of_another_project_are_added(
    program: Application, sample: MainWindow, tmp_path: Path
) -> None:
    other = tmp_path / "other.json"
    document = project_from_template("sample")
    formats.write(other, formats.Imported(document, {}), document.journeys()[0].id)
    session = sample.session
    cards, channels = (
        len(session.document.cards_of(session.journey_id)),
        len(session.document.select(Channel)),
    )
    first = session.journey_id
    sample.imports.add([other, other])
    assert [session.document.get(Journey, each.id).title for each in session.document.journeys()] == [
        "A new home, and the line comes last"
    ] * 3
    assert session.journey_id == session.document.journeys()[-1].id
    assert [len(session.document.cards_of(each.id)) for each in session.document.journeys()] == [cards] * 3
    assert len(session.document.select(Channel)) == channels
    assert len(kinds(sample)) == 2
    choose(sample, "journey.delete")
    assert session.journey_id == first
    assert len(session.document.cards_of(first)) == cards


def test_a_file_that_cannot_be_read_adds_nothing_and_is_reported(sample: MainWindow, tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("{")
    before = sample.session.document
    sample.imports.add([broken])
    assert "broken.json" in sample.notice_bar.text or "JSON" in sample.notice_bar.text
    assert sample.session.document is before


def test_files_dropped_onto_a_window_are_imported_and_projects_open_in_new_windows(
    program: Application, sample: MainWindow, repair: Path, tmp_path: Path
) -> None:
    project = tmp_path / "other.journey"
    write_project(project, project_from_template("blank"), {})
    assert drop(sample, repair, project)
    assert "A broken kettle" in titles(sample)
    assert [window.session.title for window in program.windows] == ["Moving house with Fjordnet", "other"]


def test_files_dropped_onto_the_start_page_are_opened(
    program: Application, repair: Path, tmp_path: Path
) -> None:
    project, gone = tmp_path / "other.journey", tmp_path / "gone.journey"
    write_project(project, project_from_template("blank"), {})
    assert drop(program.show_start_page(), gone, repair, project)
    assert [window.session.title for window in program.windows] == ["A broken kettle", "other"]
    assert "gone.journey" in program.windows[-1].notice_bar.text
    assert program.start_window is None
