"""The export dialog shows a preview of the page, and writes exactly that."""

from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from journey_editor.app.dialogs.backlog import BacklogDialog
from journey_editor.app.dialogs.export import ExportDialog
from journey_editor.app.program.application import Application
from journey_editor.app.window.main_window import MainWindow
from journey_editor.conversion import export
from journey_editor.editing.card_filter import CardFilter
from journey_editor.editing.commands.views import save_view
from journey_editor.editing.commands.visibility import hide_lanes
from journey_editor.foundation.identity import now
from tests.app.dialog_driver import name_file, name_line
from tests.app.driver import choose, find, settle, type_into

pytestmark = pytest.mark.usefixtures("kept_window")


@pytest.fixture
def dialog(sample: MainWindow, qtbot: QtBot) -> ExportDialog:
    """The export dialog over the sample, with its preview drawn."""
    choose(sample, "project.export")
    found = sample.findChild(ExportDialog)
    assert found is not None
    qtbot.waitUntil(lambda: not found.preview.picture.isNull())
    return found


def pick(dialog: ExportDialog, qtbot: QtBot, **values: object) -> None:
    """Choose values in the fields, and wait for the preview."""
    before = dialog.size_words.text(), dialog.preview.picture.cacheKey()
    for name, value in values.items():
        combo = getattr(dialog, name)
        combo.setCurrentIndex(combo.findData(value))
    qtbot.waitUntil(
        lambda: (
            dialog.preview.picture.cacheKey() != before[1]
            and dialog.size_words.text() != ""
            and dialog.preview_is_current
        )
    )


def test_by_default_a_page_has_the_size_of_the_map(dialog: ExportDialog, qtbot: QtBot) -> None:
    assert dialog.size_words.text().endswith("mm")
    assert not dialog.warning.isVisible()
    pick(dialog, qtbot, paper="a4")
    assert dialog.size_words.text() == "297 × 210 mm"
    picture = dialog.preview.picture
    assert abs(picture.width() / picture.height() - 297 / 210) < 0.01


def test_small_text_on_paper_causes_a_warning(dialog: ExportDialog, qtbot: QtBot) -> None:
    pick(dialog, qtbot, paper="a5")
    assert dialog.warning.isVisible()
    assert "hard to read" in dialog.warning.text()
    pick(dialog, qtbot, paper="a0")
    assert not dialog.warning.isVisible()


def test_a_png_shows_its_size_in_pixels_and_can_be_transparent(
    dialog: ExportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    pick(dialog, qtbot, format="png", paper="a4", dpi=96)
    assert dialog.size_words.text() == "297 × 210 mm\n1123 × 794 pixels"
    dialog.transparent.setChecked(True)
    with qtbot.waitSignal(dialog.exported):
        dialog.export(tmp_path / "map.png")
    picture = QImage(str(tmp_path / "map.png"))
    assert (picture.width(), picture.height()) == (1123, 794)
    assert picture.pixelColor(1, 1).alpha() == 0


def test_an_svg_can_have_editable_text(dialog: ExportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    assert not dialog.real_text.isVisible()
    dialog.transparent.setChecked(True)
    pick(dialog, qtbot, format="svg", paper="a4")
    assert (dialog.transparent.isVisible(), dialog.dpi.isVisible()) == (True, False)
    assert dialog.size_words.text() == "297 × 210 mm"
    dialog.real_text.setChecked(True)
    qtbot.waitUntil(lambda: "text stays editable" in dialog.size_words.text())
    with qtbot.waitSignal(dialog.exported):
        dialog.export(tmp_path / "map.svg")
    assert ">Awareness</text>" in (tmp_path / "map.svg").read_text("utf-8")
    assert QSvgRenderer(str(tmp_path / "map.svg")).isValid()


def test_options_of_another_format_have_no_effect(dialog: ExportDialog, qtbot: QtBot) -> None:
    pick(dialog, qtbot, format="svg")
    dialog.real_text.setChecked(True)
    dialog.transparent.setChecked(True)
    pick(dialog, qtbot, format="pdf")
    assert (dialog.sheet.real_text, dialog.sheet.transparent) == (False, False)


def test_a_pdf_is_written_and_reported_in_a_message(
    dialog: ExportDialog,
    sample: MainWindow,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    dialog.export_button.click()
    with qtbot.waitSignal(dialog.exported):
        name_file(tmp_path / "map")
    assert (tmp_path / "map.pdf").read_bytes().startswith(b"%PDF")
    settle()
    assert sample.notice_bar.text == "“map.pdf” was exported."
    assert [each.text() for each in sample.notice_bar.findChildren(QPushButton)] == ["Show in folder"]
    assert sample.notice_bar._timer.isActive(), "it does not cover the map for ever"
    assert [each.name for each in tmp_path.iterdir()] == ["map.pdf"]


def test_if_the_file_cannot_be_written_the_dialog_stays_and_says_why(
    dialog: ExportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.export(tmp_path / "nowhere" / "map.pdf")
    qtbot.waitUntil(lambda: "folder" in dialog.warning.text())
    assert dialog.isVisible()
    assert dialog.export_button.isEnabled()


def test_cancel_stops_the_export_and_leaves_no_file(
    dialog: ExportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    pick(dialog, qtbot, format="png", paper="a2", dpi=300)
    dialog.export(tmp_path / "large.png")
    dialog.cancel.click()
    assert dialog.export_button.isEnabled(), "the dialog must respond at once"
    assert dialog.size_words.text() == "Cancelled. No file was written."
    assert dialog.isVisible()
    # The next export begins when the cancelled job has ended.
    with qtbot.waitSignal(dialog.exported):
        dialog.export(tmp_path / "other.png")
    assert [each.name for each in tmp_path.iterdir()] == ["other.png"]


def test_a_picture_that_would_be_too_large_cannot_be_exported(dialog: ExportDialog, qtbot: QtBot) -> None:
    pick(dialog, qtbot, format="png", paper="a0", dpi=1200)
    assert not dialog.export_button.isEnabled()
    assert "30000" in dialog.warning.text()


def test_exporting_does_not_change_the_map(dialog: ExportDialog, sample: MainWindow, qtbot: QtBot) -> None:
    before = sample.session.document
    pick(dialog, qtbot, theme="dark", paper="a3")
    dialog.reject()
    assert sample.session.document == before


def test_the_proposed_name_can_be_kept_by_every_system(program: Application) -> None:
    window = program.new_project("blank")
    window.session.selection.clear()
    type_into(window.inspector.form.fields["title"], "CON")
    choose(window, "project.export")
    dialog = window.findChild(ExportDialog)
    assert dialog is not None
    dialog.ask_place()
    assert name_line().text() == "_CON.pdf"


def test_if_the_page_cannot_be_drawn_the_dialog_says_why(
    dialog: ExportDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "_MOST_TEXT", 10)
    dialog.paper.setCurrentIndex(dialog.paper.findData("a3"))
    qtbot.waitUntil(lambda: "Nothing was written" in dialog.warning.text())
    assert dialog.size_words.text() == "", "not that of the page before"
    monkeypatch.undo()
    pick(dialog, qtbot, paper="a0")
    assert not dialog.warning.isVisible()


def test_the_view_that_is_shown_is_exported_unless_another_is_chosen(
    sample: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    session = sample.session
    with session.edit("Save views") as draft:
        hiding = save_view(draft, session.journey_id, "Severe", CardFilter(severity=5, hides=True), 1.0)
        save_view(draft, session.journey_id, "Very " * 60, CardFilter(severity=4), 1.0)
    session.shown_view.show(hiding.id)
    choose(sample, "project.export")
    (dialog,) = sample.findChildren(ExportDialog)
    assert dialog.view.isVisible() and dialog.view.currentText() == "Severe"
    assert dialog.view.width() < 280 and dialog.view.itemText(2).endswith("…")
    qtbot.waitUntil(lambda: dialog.preview_is_current)
    assert dialog.sheet.view == hiding.id
    with qtbot.waitSignal(dialog.exported):
        dialog.export(tmp_path / "severe.svg")
    drawn = (tmp_path / "severe.svg").read_text("utf-8")
    assert "Chat and phone do not" in drawn
    assert "Adviser compares two" not in drawn


def test_a_changed_filter_is_not_exported_and_the_dialog_says_so(sample: MainWindow, qtbot: QtBot) -> None:
    session = sample.session
    with session.edit("Save view") as draft:
        view = save_view(draft, session.journey_id, "Severe", CardFilter(severity=5, hides=True), 1.0)
    session.shown_view.show(view.id)
    session.shown_view.set_filter(CardFilter(severity=4, hides=True))
    choose(sample, "project.export")
    (dialog,) = sample.findChildren(ExportDialog)
    remark = "The changed filter is not part of the view."
    qtbot.waitUntil(lambda: remark in dialog.warning.text())
    dialog.view.setCurrentIndex(0)
    qtbot.waitUntil(lambda: remark not in dialog.warning.text())
    dialog.reject()


def test_an_export_of_a_view_is_drawn_exactly_as_the_canvas(sample: MainWindow) -> None:
    session = sample.session
    for hides in (False, True):
        with session.edit("Save view") as draft:
            hide_lanes(draft, [find(sample, "lane", "Thoughts")])
            view = save_view(draft, session.journey_id, "Severe", CardFilter(severity=4, hides=hides), 1.0)
        session.shown_view.show(view.id)
        settle()
        (page,) = export.sheet_pages(
            session.document, session.journey_id, export.Sheet("map", view=view.id), now()
        )
        # Only files have links.
        canvas = sample.canvas.map_scene.drawing
        assert replace(page.drawing, links=(), journey=canvas.journey) == canvas
        session.shown_view.show("")


def test_lists_are_exported_after_the_map_or_alone(
    dialog: ExportDialog, sample: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.with_lists["findings"].setChecked(True)
    dialog.with_lists["backlog"].setChecked(True)
    pick(dialog, qtbot, paper="a4")
    assert dialog.sheet.lists == ("findings", "backlog")
    with qtbot.waitSignal(dialog.exported):
        dialog.export(tmp_path / "all.pdf")
    texts = [page.extract_text() for page in PdfReader(tmp_path / "all.pdf").pages]
    assert "What this map says" in texts[1] and "Backlog" in "".join(texts[2:])
    # From the backlog, its own tab is exported, as a picture, too.
    choose(sample, "edit.backlog")
    backlog = sample.findChild(BacklogDialog)
    assert backlog is not None
    backlog.tabs.setCurrentWidget(backlog.matrix)
    backlog.buttons["export"].click()
    own = sample.findChildren(ExportDialog)[-1]
    assert own.sheet.lists == ("matrix",) and not own.sheet.with_map and not own.view.isEnabled()
    pick(own, qtbot, format="png")
    assert not own.with_lists["findings"].isVisibleTo(own)
    with qtbot.waitSignal(own.exported):
        own.export(tmp_path / "matrix.png")
    assert QImage(str(tmp_path / "matrix.png")).width() > 1000


def test_the_sheets_of_personas_are_exported_after_the_map_or_alone(
    dialog: ExportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    pick(dialog, qtbot, content="sheets", paper="a4")
    assert dialog.sheet.with_sheets
    # A picture has one page, so that choice ends with another format.
    pick(dialog, qtbot, format="svg")
    assert not dialog.sheet.has_sheets
    tom = next(each for each in range(dialog.content.count()) if "Tom" in dialog.content.itemText(each))
    pick(dialog, qtbot, content=dialog.content.itemData(tom))
    assert dialog.size_words.text() == "210 × 297 mm"
    pick(dialog, qtbot, format="pdf", content="sheets")
    with qtbot.waitSignal(dialog.exported):
        dialog.export(tmp_path / "all.pdf")
    assert len(PdfReader(tmp_path / "all.pdf").pages) == 3


def test_a_table_says_beforehand_what_it_lacks_and_is_written(
    dialog: ExportDialog, sample: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    pick(dialog, qtbot, format="csv")
    assert dialog.table.isVisible() and not dialog.paper.isVisible() and not dialog.content.isVisible()
    assert "4 links were not exported." in dialog.warning.text()
    assert "channel" not in dialog.warning.text()
    pick(dialog, qtbot, table="map")
    assert "channels of cards were not exported." in dialog.warning.text()
    with qtbot.waitSignal(dialog.exported):
        dialog.export(tmp_path / "map.csv")
    assert (tmp_path / "map.csv").read_text("utf-8-sig").startswith("Stage,Awareness,")
    settle()
    assert sample.notice_bar.text == "“map.csv” was exported.", "what is left out was said before"
    choose(sample, "project.export")
    other = sample.findChildren(ExportDialog)[-1]
    pick(other, qtbot, format="xlsx")
    assert not other.table.isVisible() and other.size_words.text() == "All journeys of the project"
    with qtbot.waitSignal(other.exported):
        other.export(tmp_path / "map.xlsx")
    assert (tmp_path / "map.xlsx").read_bytes().startswith(b"PK")
