"""A project is saved as a template of the user's own, which the start page lists and opens."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from journey_editor.app.dialogs.template import TemplateDialog
from journey_editor.app.program.application import Application
from journey_editor.app.start.start_window import StartWindow
from journey_editor.app.start.tiles import OwnTemplateTile
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.commands.projects import renewed, structure_of
from journey_editor.editing.templates import project_from_template
from journey_editor.foundation import folders
from journey_editor.model.curve_records import Curve, EmotionPoint
from journey_editor.model.document import Document
from journey_editor.model.records import Card, Lane, Link, Persona
from journey_editor.storage.project.own_templates import own_templates, remove_template, restore_template
from tests.app.driver import choose, settle


def save_as_template(window: MainWindow, name: str, *, structure: bool) -> None:
    """Save the project of a window as a template."""
    choose(window, "project.save_template")
    (dialog,) = window.findChildren(TemplateDialog)
    dialog.name.setText(name)
    dialog.structure.setChecked(structure)
    dialog.accept()


def mine(page: StartWindow) -> list[str]:
    """Return the names of the user's templates on the start page."""
    settle()
    return [tile.accessibleName() for tile in page.findChildren(OwnTemplateTile)]


def records(document: Document) -> tuple[int, ...]:
    """Return the numbers of records of some kinds."""
    return tuple(len(document.select(each)) for each in (Lane, Persona, Curve, Card, Link, EmotionPoint))


def test_a_template_of_ones_own_is_listed_opened_as_a_new_project_removed_and_restored(
    program: Application, sample: MainWindow, qtbot: QtBot
) -> None:
    save_as_template(sample, "Moving: structure", structure=True)
    qtbot.waitUntil(lambda: len(own_templates()) == 1)
    assert "“Moving: structure”" in sample.notice_bar.text
    save_as_template(sample, "All of it", structure=False)
    qtbot.waitUntil(lambda: len(own_templates()) == 2)
    page = program.show_start_page()
    assert mine(page) == ["All of it", "Moving structure"], "a colon is not for file names"
    page.findChildren(OwnTemplateTile)[1].chosen.emit()
    qtbot.waitUntil(lambda: len(program.windows) == 2)
    made = program.windows[1]
    assert not made.session.store.has_name and "from your template" in made.notice_bar.text
    before = sample.session.document
    assert records(made.session.document) == (*records(before)[:3], 0, 0, 0)
    same = {each.id for each in made.session.document.in_order()} & {
        each.id for each in before.in_order() if each.KIND != "project"
    }
    assert not same, "every record has a new id"
    page = program.show_start_page()
    page.findChildren(OwnTemplateTile)[0].removed.emit()
    assert mine(page) == ["Moving structure"]
    assert page.notice_bar.text == "The template “All of it” was removed."
    (undo,) = [each for each in page.notice_bar.findChildren(QPushButton) if each.text() == "Undo"]
    undo.click()
    assert mine(page) == ["All of it", "Moving structure"]


def test_a_renewed_project_has_the_same_content() -> None:
    document = project_from_template("sample")
    assert records(renewed(document)) == records(document)
    assert renewed(document).journeys()[0].title == document.journeys()[0].title
    assert records(structure_of(document)) == (*records(document)[:3], 0, 0, 0)


def test_a_removed_template_never_replaces_another_one() -> None:
    folder = folders.make_private(folders.user_templates())
    path = Path(folder / "Plan.journey")
    path.write_bytes(b"first")
    first = remove_template(path)
    path.write_bytes(b"second")
    with pytest.raises(Exception, match="another template"):
        restore_template(first)
    second = remove_template(path)
    assert (first.read_bytes(), second.read_bytes()) == (b"first", b"second")
    assert own_templates() == [] and restore_template(first).read_bytes() == b"first"
