"""The font of a brand: chosen, shown on the map and while writing, and reported if it is missing."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from journey_editor.app.dialogs.brand import BrandDialog
from journey_editor.app.dialogs.export import ExportDialog
from journey_editor.app.program.application import Application
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.commands.brands import PLAIN, Design, set_brand
from journey_editor.editing.draft import Draft
from journey_editor.model.document import Document
from tests.app.dialog_driver import opened
from tests.app.driver import choose, find, settle
from tests.app.sample_window import sample_map
from tests.fonts_of_a_computer import copy_font


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only font folder of the computer, with a free font and one that files may not have."""
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    copy_font(fonts, "Acme Grotesk")
    copy_font(fonts, "Closed", rights=0x2)
    monkeypatch.setenv("JOURNEY_EDITOR_FONTS", str(fonts))
    return fonts


def in_font(name: str) -> Document:
    draft = Draft(sample_map())
    set_brand(draft, Design(replace(PLAIN, font=name)))
    return draft.finish()


def font_of_title(window: MainWindow) -> str:
    """Return the stem of the file of the font in which the title of the map is set."""
    ((_, run),) = window.canvas.map_scene.layout.header.title.lines[0].runs
    return run.face.path.stem


def test_a_font_is_chosen_shown_on_the_map_and_shared(
    sample: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(sample, "project.brand")
    dialog = sample.findChild(BrandDialog)
    assert dialog is not None
    field = dialog.font_field
    qtbot.waitUntil(lambda: field.list.count() == 3)
    assert [field.list.itemText(row) for row in range(3)] == ["Font of the program", "Acme Grotesk", "Closed"]
    field.set_value("Closed")
    assert "licence" in field.remark.text() and "licence" in field.list.accessibleDescription()
    field.set_value("Gone Sans")
    assert "not installed" in field.remark.text()
    field.set_value("Acme Grotesk")
    assert not field.remark.isVisibleTo(dialog) and dialog.design.brand.font == "Acme Grotesk"

    path = tmp_path / "acme.brand"
    dialog.save(path)
    qtbot.waitUntil(lambda: "was saved" in dialog.message.text())
    assert json.loads(path.read_text(encoding="utf-8"))["brand"] == {"font": "Acme Grotesk"}
    dialog.reset_all.click()
    assert field.value == ""
    dialog.load(path)
    qtbot.waitUntil(lambda: field.value == "Acme Grotesk")
    assert font_of_title(sample) == "JourneySans-SemiBold", "the map is changed when the brand is applied"
    dialog.apply_button.click()
    settle()
    assert font_of_title(sample) == "Acme Grotesk-Regular"

    # A text that is edited in place has the same font, and the same lines.
    sample.canvas.edit_text(find(sample, "card", "Adviser compares"))
    settle()
    assert sample.canvas.writing.editor.font().families()[0] == "Acme Grotesk"
    sample.canvas.cancel()
    sample.session.undo()
    assert font_of_title(sample) == "JourneySans-SemiBold"


def test_a_font_that_is_missing_is_reported_once_and_kept(program: Application, qtbot: QtBot) -> None:
    window = program.show_unnamed(in_font("Gone Sans"))
    qtbot.waitExposed(window)
    qtbot.waitUntil(lambda: "“Gone Sans” is not installed" in window.notice_bar.text)
    assert font_of_title(window) == "JourneySans-SemiBold"
    window.notice_bar.hide()
    with window.session.edit("Change brand") as draft:
        brand = draft.brand()
        assert brand is not None
        draft.change(brand, legend=False)
    settle()
    assert window.notice_bar.isHidden() and window.session.document.font() == "Gone Sans"


def test_an_export_says_that_a_font_is_not_allowed_in_it(program: Application, qtbot: QtBot) -> None:
    window = program.show_unnamed(in_font("Closed"))
    qtbot.waitExposed(window)
    assert font_of_title(window) == "Closed-Regular" and not window.notice_bar.text
    window.files.export()
    dialog = opened(ExportDialog)
    for kind, is_warned in (("pdf", True), ("png", False)):
        dialog.format.setCurrentIndex(dialog.format.findData(kind))
        qtbot.waitUntil(lambda: dialog.preview_is_current)
        assert ("licence of the font “Closed”" in dialog.warning.text()) == is_warned
