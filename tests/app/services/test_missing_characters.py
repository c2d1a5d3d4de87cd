"""A character that no font has is told of: quietly, once, and before an export."""

from pathlib import Path

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journey_editor.app.dialogs.export import ExportDialog
from journey_editor.app.program.application import Application
from journey_editor.app.widgets.look import style
from journey_editor.app.window.main_window import MainWindow
from tests.app.driver import choose, find, settle

NOBODY_HAS = "\U00012345"


def write(window: MainWindow, words: str) -> None:
    """Write something into the first card."""
    card = find(window, "card", "")
    with window.session.edit("Rewrite card") as draft:
        record = draft.find(card)
        assert record is not None
        draft.change(record, text=words)
    settle()


def test_an_edit_that_brings_one_is_told_of_once(sample: MainWindow) -> None:
    write(sample, f"Signs with {NOBODY_HAS}")
    assert f"No font here has these characters: {NOBODY_HAS}" in sample.notice_bar.text
    assert sample.notice_bar.isVisible()
    sample.notice_bar.hide()
    write(sample, f"Signs with {NOBODY_HAS} again")
    assert not sample.notice_bar.isVisible()


def test_words_that_can_be_set_are_told_of_never(sample: MainWindow) -> None:
    write(sample, "Größe, Ελλάδα, Москва, Việt – “so” → 5 €")
    assert not sample.notice_bar.isVisible()


def test_a_document_that_has_one_tells_of_it_when_it_is_opened_beside_what_else_is_said(
    program: Application, tmp_path: Path
) -> None:
    file = tmp_path / "stone.mmd"
    file.write_text(f"journey\ntitle On stone\nsection One\nReads {NOBODY_HAS}: 3: Ada\n", "utf-8")
    window = program.open(file)
    assert window is not None
    settle()
    assert "“stone.mmd” was imported" in window.notice_bar.text
    assert f"No font here has these characters: {NOBODY_HAS}" in window.notice_bar.text


def test_the_export_dialog_says_it_before_it_is_written(sample: MainWindow, qtbot: QtBot) -> None:
    write(sample, f"Signs with {NOBODY_HAS}")
    choose(sample, "project.export")
    dialog = sample.findChild(ExportDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.rests)
    assert f"No font here has these characters: {NOBODY_HAS}" in dialog.warning.text()
    assert dialog.go.isEnabled()
    dialog.reject()


def test_fields_ask_for_every_font_that_is_shipped() -> None:
    style.load_fonts(QApplication.instance())
    found = [family for family in QFontDatabase.families() if family.startswith("Journey ")]
    assert {family.removesuffix(" SemiBold") for family in found} == set(style.FAMILIES)
