"""Notices about characters that no font has: once each, and again before an export."""

from pathlib import Path

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journey_editor.app.dialogs.export import ExportDialog
from journey_editor.app.program.application import Application
from journey_editor.app.widgets.look import style
from journey_editor.app.window.main_window import MainWindow
from tests.app.driver import choose, find, settle

IN_NO_FONT = "\U00012345"


def write(window: MainWindow, text: str) -> None:
    """Set the text of the first card."""
    card = find(window, "card", "")
    with window.session.edit("Rewrite card") as draft:
        record = draft.find(card)
        assert record is not None
        draft.change(record, text=text)
    settle()


def test_a_missing_character_in_an_edit_is_reported_once(sample: MainWindow) -> None:
    write(sample, f"Signs with {IN_NO_FONT}")
    assert f"No installed font has these characters: {IN_NO_FONT}" in sample.notice_bar.text
    assert sample.notice_bar.isVisible()
    sample.notice_bar.hide()
    write(sample, f"Signs with {IN_NO_FONT} again")
    assert not sample.notice_bar.isVisible()


def test_a_text_that_can_be_set_shows_no_notice(sample: MainWindow) -> None:
    write(sample, "Größe, Ελλάδα, Москва, Việt – “so” → 5 €")
    assert not sample.notice_bar.isVisible()


def test_a_missing_character_is_reported_when_a_map_is_opened_in_addition_to_other_notices(
    program: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "stone.mmd"
    file.write_text(f"journey\ntitle On stone\nsection One\nReads {IN_NO_FONT}: 3: Ada\n", "utf-8")
    window = program.open(file)
    assert window is not None
    # After the first paint.
    sentence = f"No installed font has these characters: {IN_NO_FONT}"
    qtbot.waitUntil(lambda: sentence in window.notice_bar.text)
    assert "“stone.mmd” was imported" in window.notice_bar.text


def test_the_export_dialog_reports_a_missing_character(sample: MainWindow, qtbot: QtBot) -> None:
    write(sample, f"Signs with {IN_NO_FONT}")
    choose(sample, "project.export")
    dialog = sample.findChild(ExportDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.preview_is_current)
    assert f"No installed font has these characters: {IN_NO_FONT}" in dialog.warning.text()
    assert dialog.export_button.isEnabled()
    dialog.reject()


def test_fields_use_all_included_fonts() -> None:
    style.load_fonts(QApplication.instance())
    found = [family for family in QFontDatabase.families() if family.startswith("Journey ")]
    assert {family.removesuffix(" SemiBold") for family in found} == set(style.FAMILIES)
