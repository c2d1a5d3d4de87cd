"""The start page shows recent projects and templates, and opens windows."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from journey_editor.app.dialogs.help import HelpWindow, help_pages
from journey_editor.app.program.application import Application
from journey_editor.app.runtime import crash_log
from journey_editor.app.start import tiles as tiles_module
from journey_editor.app.start.start_window import StartWindow
from journey_editor.app.start.tiles import RecentTile, TemplateTile
from journey_editor.app.widgets.look.colors import CONTRAST, DARK, LIGHT, Colors
from journey_editor.app.window.actions import action_table
from journey_editor.app.window.main_window import MainWindow, panel_widths
from journey_editor.editing.templates import templates
from journey_editor.foundation.folders import user_log
from journey_editor.foundation.identity import now
from journey_editor.model.document import Document
from journey_editor.model.records import Journey
from journey_editor.storage.project import drafts, recent
from tests.app.driver import choose, settle


def tiles(page: StartWindow) -> list[str]:
    """Return the texts of the tiles of projects."""
    return [
        " · ".join(label.text() for label in tile.findChildren(QLabel) if label.text())
        for tile in page.findChildren(RecentTile)
    ]


def saved(program: Application, qtbot: QtBot, path: Path) -> None:
    """Create a project, save it, and close it."""
    window = program.new_project("blank")
    window.files.save_as(path)
    qtbot.waitUntil(lambda: path.is_file() and not window.isWindowModified())
    settle()
    window.close()


def test_a_template_opens_a_window_and_closes_the_page(program: Application) -> None:
    page = program.show_start_page()
    QTest.mouseClick(page.findChildren(TemplateTile)[1], Qt.MouseButton.LeftButton)
    settle()
    assert program.start_window is None
    assert [each.session.journey.title for each in program.windows] == ["Support journey"]


def test_all_templates_are_shown_in_two_rows_with_pictures_that_are_drawn_after_the_page(
    program: Application, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = []

    def draw(document: Document, *_: object) -> QImage:
        drawn.append(document.journeys()[0].title)
        return QImage(512, 320, QImage.Format.Format_RGB32)

    monkeypatch.setattr("journey_editor.app.start.tiles.picture_of", draw)
    tiles_module._preview.cache_clear()
    window = program.new_project("blank")
    choose(window, "stage.add_after")
    window.canvas.cancel()
    window.close()
    page = program.show_start_page()
    page.resize(1280, 720)
    assert drawn == [], "the first paint waits for no picture"
    qtbot.waitUntil(lambda: len(drawn) == len(templates()))
    found = page.findChildren(TemplateTile)
    assert [tile.accessibleName() for tile in found] == [each.name for each in templates()]
    places = [tile.mapTo(page, QPoint(0, 0)) for tile in found]
    assert len({place.y() for place in places}) == 2
    assert max(place.y() for place in places) + found[0].height() <= 720
    for tile in found:
        assert tile.accessibleDescription() and not tile.picture.pixmap().isNull()
        assert [label.text() for label in tile.findChildren(QLabel)][1] == tile.accessibleName(), "not cut"
    page.refresh()
    qtbot.waitUntil(lambda: not page.findChildren(TemplateTile)[-1].picture.pixmap().isNull())
    assert len(drawn) == len(found), "they are kept when the page changes"
    tiles_module._preview.cache_clear()


def test_a_project_from_a_template_is_a_command_of_a_window(program: Application) -> None:
    window = program.new_project("blank")
    assert action_table()["template.complaint"].name == "New project: Service recovery"
    choose(window, "template.complaint")
    assert [each.session.journey.title for each in program.windows] == [
        "New journey",
        "Complaint and recovery",
    ]


def test_each_template_has_such_a_command() -> None:
    chosen: list[str] = []
    host = SimpleNamespace(program=SimpleNamespace(new_project=chosen.append))
    for template in templates():
        row = action_table()[f"template.{template.id}"]
        assert row.enabled(host)
        row.run(host)
    assert chosen == [each.id for each in templates()]


def test_enter_on_a_tile_opens_a_window(program: Application) -> None:
    page = program.show_start_page()
    QTest.keyClick(page.findChildren(TemplateTile)[1], Qt.Key.Key_Return)
    settle()
    assert len(program.windows) == 1


def test_arrow_keys_move_among_the_tiles_of_all_lists(program: Application, tmp_path: Path) -> None:
    for number in range(2):
        recent.remember(tmp_path / f"{number}.journey", f"Project {number}", now())
    page = program.show_start_page()
    page.resize(1280, 420)
    settle()
    projects, samples = page.findChildren(RecentTile), page.findChildren(TemplateTile)
    projects[0].setFocus()

    def after(*keys: Qt.Key) -> object:
        for key in keys:
            QTest.keyClick(page.focusWidget(), key)
        return page.focusWidget()

    assert after(Qt.Key.Key_Right) is projects[1]
    assert after(Qt.Key.Key_Right) is samples[0], "on into the next list"
    assert after(Qt.Key.Key_Left, Qt.Key.Key_Left) is projects[0] is after(Qt.Key.Key_Up, Qt.Key.Key_Left)
    assert after(Qt.Key.Key_Down) is samples[0]
    row = next(at for at, tile in enumerate(samples) if tile.y() > 0)
    assert after(Qt.Key.Key_Down) is samples[row]
    assert not samples[row].visibleRegion().isEmpty(), "the page follows"
    assert after(Qt.Key.Key_Down) is samples[row]
    assert after(Qt.Key.Key_Up, Qt.Key.Key_Up) is projects[0]
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert after(Qt.Key.Key_Left) is projects[1]


def test_projects_are_listed_and_can_be_pinned_and_removed(
    program: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    for name in ("first", "second"):
        saved(program, qtbot, tmp_path / f"{name}.journey")
    page = program.show_start_page()
    assert [each.split(" · ")[0] for each in tiles(page)] == ["second", "first"]
    pin = page.findChildren(RecentTile)[1].findChildren(QToolButton)[0]
    assert pin.accessibleName() == "Pin to the top"
    pin.click()
    settle()
    assert [each.split(" · ")[0] for each in tiles(page)] == ["first", "second"]
    page.findChildren(RecentTile)[1].findChildren(QToolButton)[1].click()
    settle()
    assert [each.split(" · ")[0] for each in tiles(page)] == ["first"]
    assert (tmp_path / "second.journey").is_file()


def test_drafts_are_listed_and_can_be_discarded(program: Application) -> None:
    window = program.new_project("blank")
    choose(window, "stage.add_after")
    window.canvas.cancel()
    window.close()
    page = program.show_start_page()
    assert tiles(page)[0].startswith("New journey · Draft of")
    page.findChildren(RecentTile)[0].findChildren(QToolButton)[0].click()
    settle()
    assert tiles(page) == []
    assert drafts.drafts() == []


def test_a_reopened_draft_is_not_called_new(program: Application, qtbot: QtBot) -> None:
    window = program.new_project("blank")
    assert window.status_line.saved_text == "New"
    choose(window, "stage.add_after")
    window.canvas.cancel()
    window.close()
    program.open(drafts.drafts()[0], program.show_start_page())
    qtbot.waitUntil(lambda: len(program.windows) == 1)
    assert program.windows[0].status_line.saved_text == "● Draft saved"


def test_projects_beyond_the_first_row_are_shown_on_request(program: Application) -> None:
    for _ in range(5):
        window = program.new_project("blank")
        choose(window, "stage.add_after")
        window.canvas.cancel()
        window.close()
    page = program.show_start_page()
    page.resize(1280, 720)
    settle()
    assert len(tiles(page)) == 4
    template = page.findChildren(TemplateTile)[0]
    assert template.mapTo(page, QPoint(0, 0)).y() + template.height() <= 720
    next(each for each in page.findChildren(QPushButton) if each.text() == "1 more project…").click()
    settle()
    assert len(tiles(page)) == 5
    assert not any("more project" in each.text() for each in page.findChildren(QPushButton))


def test_the_focus_and_the_scroll_position_stay_when_the_page_changes(
    program: Application, tmp_path: Path
) -> None:
    for number in range(9):
        recent.remember(tmp_path / f"{number}.journey", f"Project {number}", now())
    page = program.show_start_page()
    page.resize(900, 420)
    page.activateWindow()
    settle()

    def listed() -> list[str]:
        return [tile.accessibleName() for tile in page.findChildren(RecentTile)]

    def press_button(tile: RecentTile, button: int) -> None:
        tile.findChildren(QToolButton)[button].setFocus()
        QTest.keyClick(tile, Qt.Key.Key_Space)
        settle()

    more = next(each for each in page.findChildren(QPushButton) if "more projects" in each.text())
    shown = len(listed())
    more.setFocus()
    QTest.keyClick(more, Qt.Key.Key_Space)
    settle()
    assert listed() == [f"Project {number}" for number in range(8, -1, -1)]
    assert page.focusWidget() is page.findChildren(RecentTile)[shown], "the first one that was not shown"
    press_button(page.findChildren(RecentTile)[2], 0)
    assert listed()[0] == "Project 6"
    assert page.focusWidget() is page.findChildren(RecentTile)[0].findChildren(QToolButton)[0]
    press_button(page.findChildren(RecentTile)[1], 1)
    assert listed()[:2] == ["Project 6", "Project 7"]
    assert page.focusWidget() is page.findChildren(RecentTile)[1].findChildren(QToolButton)[1]
    page.findChildren(TemplateTile)[1].setFocus()
    bar = page._area.verticalScrollBar()
    bar.setValue(200)
    page.resize(700, 420)
    settle()
    assert page.focusWidget() is page.findChildren(TemplateTile)[1]
    assert bar.value() == 200


def test_drafts_and_projects_are_listed_together_the_latest_first(
    program: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    window = program.new_project("blank")
    choose(window, "stage.add_after")
    window.canvas.cancel()
    window.close()
    saved(program, qtbot, tmp_path / "named.journey")
    page = program.show_start_page()
    assert [each.split(" · ")[0] for each in tiles(page)] == ["named", "New journey"]


def test_a_draft_has_its_picture_and_title_even_if_the_program_crashed(
    program: Application, qtbot: QtBot
) -> None:
    window = program.new_project("sample")
    store = window.session.store
    with window.session.edit("Change journey") as draft:
        draft.change(draft.get(Journey, window.session.journey_id), title="Moving in")
    store.save_now(lambda _: None)
    picture = recent.thumbnail_path(store.path)
    qtbot.waitUntil(lambda: not QImage(str(picture)).isNull())
    page = program.show_start_page()
    assert tiles(page)[0].startswith("Moving in · Draft of")
    assert not page.findChildren(RecentTile)[0].picture.pixmap().isNull()


def test_recent_projects_come_before_templates(program: Application) -> None:
    window = program.new_project("blank")
    choose(window, "stage.add_after")
    window.canvas.cancel()
    window.close()
    page = program.show_start_page()
    settle()
    recent_tile, template_tile = page.findChildren(RecentTile)[0], page.findChildren(TemplateTile)[0]
    assert recent_tile.mapTo(page, QPoint(0, 0)).y() < template_tile.mapTo(page, QPoint(0, 0)).y()


def test_the_theme_is_remembered(program: Application, qapp: QApplication) -> None:
    window = program.new_project("blank")
    choose(window, "view.theme_dark")
    assert qapp.palette().window().color().name().upper() == DARK.chrome
    assert Application(qapp).settings.theme == "dark"
    choose(window, "view.theme_light")
    assert qapp.palette().window().color().name().upper() == LIGHT.chrome


def test_hidden_panels_are_remembered(program: Application) -> None:
    window = program.new_project("blank")
    choose(window, "view.outline")
    assert window.outline.isHidden()
    window.close()
    again = program.new_project("blank")
    assert again.outline.isHidden()
    assert again.inspector.isVisible()


def test_the_map_gets_three_quarters_of_a_small_screen() -> None:
    for width in (1366, 1440, 1680, 2560):
        left, middle, right = panel_widths(width)
        assert left + middle + right == width
        assert middle >= 0.68 * width
    assert panel_widths(1366)[1] >= 0.75 * 1366


def luminance(color: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    parts = [int(color[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_all_texts_have_enough_contrast_in_every_theme() -> None:
    for colors, least in ((LIGHT, 4.5), (DARK, 4.5), (CONTRAST, 7.0)):
        pairs = readable_pairs(colors)
        assert [pair for pair in pairs if contrast(*pair) < least] == []


def readable_pairs(c: Colors) -> list[tuple[str, str]]:
    """Return the text and background colours of the windows."""
    grounds = (c.chrome, c.field, c.raised)
    inks = (c.text, c.second, c.accent_text, c.good, c.waiting, c.bad)
    return [*((ink, ground) for ink in inks for ground in grounds), (c.on_accent, c.accent), (c.text, c.desk)]


def test_the_documentation_opens_page_by_page(sample: MainWindow) -> None:
    window = HelpWindow(sample)
    assert window.pages.count() == len(help_pages()) >= 4
    for row in range(window.pages.count()):
        window.pages.setCurrentRow(row)
        assert len(window.page.toPlainText()) > 200


def test_an_unexpected_error_is_logged_and_reported_in_one_sentence(sample: MainWindow) -> None:
    crash_log.install()
    try:
        crash_log.note(ValueError, ValueError("of all things"), None)
        assert "internal error" in sample.notice_bar.text
        assert "of all things" in (user_log() / "journey-editor.log").read_text("utf-8")
    finally:
        crash_log.uninstall()


def test_only_text_stays_on_the_clipboard_at_exit(program: Application, sample: MainWindow) -> None:
    choose(sample, "edit.select_all")
    choose(sample, "edit.copy")
    program.before_the_end()
    assert QGuiApplication.clipboard().mimeData().formats() == ["text/plain"]


def test_quitting_closes_every_window(program: Application) -> None:
    program.new_project("blank")
    window = program.new_project("support")
    choose(window, "stage.add_after")
    window.canvas.cancel()
    program.quit()
    settle()
    assert program.windows == []
    assert len(drafts.drafts()) == 1
