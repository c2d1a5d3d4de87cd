"""In every dialog, Enter activates the primary button, and Esc closes the dialog without any effect."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QListWidget,
    QProxyStyle,
    QPushButton,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from journey_editor.app.dialogs.export import ExportDialog
from journey_editor.app.dialogs.import_review import ImportReview
from journey_editor.app.dialogs.versions import VersionsDialog
from journey_editor.app.program.application import Application
from journey_editor.app.start.tiles import RecentTile, TemplateTile
from journey_editor.app.widgets.look import style
from journey_editor.app.window.actions.palette import Palette
from journey_editor.app.window.main_window import MainWindow
from journey_editor.model.records import Stage
from tests.app.dialog_driver import EVERY_DIALOG, button, every_opened, folders, opened
from tests.app.driver import choose, press, settle
from tests.app.program.test_recovery import crashed, offered

pytestmark = pytest.mark.usefixtures("kept_window")

WITH_A_DEFAULT = EVERY_DIALOG.keys() - {"commands", "keys", "documentation", "last save", "tags"}


def close_all() -> None:
    """Close all dialogs."""
    for each in every_opened(QDialog):
        each.done(QDialog.DialogCode.Rejected)
    settle()


def buttons(dialog: QDialog) -> list[QPushButton]:
    """Return the visible buttons of a dialog."""
    return [each for each in dialog.findChildren(QPushButton) if each.isVisible()]


def note(found: QPushButton, pressed: list[str]) -> None:
    """Record every click on the buttons."""
    found.clicked.connect(lambda: pressed.append(found.text()))


def blue(dialog: QDialog) -> list[str]:
    """Return the texts of the primary buttons."""
    settle()
    accent = style.colors().accent.lower()
    found = [each for each in buttons(dialog) if each.isEnabled()]
    return [
        each.text()
        for each in found
        if each.grab().toImage().pixelColor(6, each.height() // 2).name() == accent
    ]


def top_dialog() -> QDialog:
    """Return the topmost dialog."""
    [found] = (
        each for each in every_opened(QDialog) if not any(map(QWidget.isVisible, each.findChildren(QDialog)))
    )
    return found


def fields(dialog: QDialog) -> list[QWidget]:
    """Return the focusable widgets of a dialog, except for its buttons."""
    return [
        each
        for each in dialog.findChildren(QWidget)
        if each.isVisibleTo(dialog)
        and each.isEnabled()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None
        and not isinstance(each, QAbstractButton)
    ]


def test_enter_activates_the_primary_button_wherever_the_focus_is(
    sample: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    for name, folder in folders(tmp_path):
        open_dialog = partial(EVERY_DIALOG[name], sample, folder, qtbot)
        at = 0
        while press_enter_in(name, at, open_dialog):
            at += 1
        close_all()


def press_enter_in(name: str, at: int, open_dialog: Callable[[], None]) -> bool:
    """Open a dialog and press Enter in a field, 0 for the one with the focus. Return False after the last."""
    open_dialog()
    settle()
    dialog = top_dialog()
    defaults = [each for each in buttons(dialog) if each.isDefault()]
    assert [each.text() for each in defaults] == blue(dialog), name
    assert len(defaults) == (name in WITH_A_DEFAULT), name
    if isinstance(dialog, QFileDialog) or at > len(fields(dialog)):
        # In the file dialog, Enter in a list opens a folder.
        return False
    field = dialog.focusWidget() if at == 0 else fields(dialog)[at - 1]
    if field is None or isinstance(dialog, Palette):
        return False
    pressed: list[str] = []
    for each in buttons(dialog):
        note(each, pressed)
    words = [each.text() for each in defaults]
    field.setFocus()
    press(field, Qt.Key.Key_Return)
    assert pressed == words, name
    if not words:
        assert dialog.isVisible(), name
    close_all()
    return True


def test_esc_closes_every_dialog_without_any_effect(sample: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    for name, folder in folders(tmp_path):
        EVERY_DIALOG[name](sample, folder, qtbot)
        settle()
        before = sample.session.document, sorted(folder.iterdir())
        for _ in range(3):
            if every_opened(QDialog):
                press(top_dialog().focusWidget() or top_dialog(), Qt.Key.Key_Escape)
        assert not every_opened(QDialog), name
        assert (sample.session.document, sorted(folder.iterdir())) == before, name


def test_the_button_with_the_focus_is_the_primary_one(sample: MainWindow) -> None:
    choose(sample, "project.export")
    dialog = opened(ExportDialog)
    dialog.cancel.setFocus()
    assert blue(dialog) == ["Cancel"]
    dialog.format.setFocus()
    assert blue(dialog) == ["Export…"]


def test_enter_exports_again_after_a_failed_export(sample: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    choose(sample, "project.export")
    dialog = opened(ExportDialog)
    dialog.export_button.setFocus()
    dialog.export(tmp_path / "nowhere" / "map.pdf")
    qtbot.waitUntil(lambda: "folder" in dialog.warning.text())
    # A preview that comes later must not replace the reason.
    dialog.preview.show_picture(QImage())
    dialog._draw()
    qtbot.waitUntil(lambda: not dialog.preview.picture.isNull())
    assert "folder" in dialog.warning.text()
    press(dialog.focusWidget() or dialog, Qt.Key.Key_Return)
    assert opened(QFileDialog)
    assert dialog.isVisible()


def test_enter_on_a_version_restores_it(sample: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    before = len(sample.session.document.select(Stage))
    EVERY_DIALOG["versions"](sample, tmp_path, qtbot)
    assert len(sample.session.document.select(Stage)) == before + 1
    press(opened(VersionsDialog).list, Qt.Key.Key_Return)
    assert len(sample.session.document.select(Stage)) == before
    assert not every_opened(VersionsDialog)


def test_enter_closes_an_unchanged_import_review_and_imports_a_changed_one_again(
    sample: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    EVERY_DIALOG["import review"](sample, tmp_path, qtbot)
    dialog = opened(ImportReview)
    assert blue(dialog) == ["Close"]
    choice = dialog.choices["Shop clerk"]
    choice.setCurrentIndex(choice.findData("system"))
    assert blue(dialog) == ["Import again"]
    choice.setFocus()
    press(choice, Qt.Key.Key_Return)
    assert "was imported again" in sample.notice_bar.text


class OneClickActivates(QProxyStyle):
    """Style for lists on desktops on which a single click opens a file."""

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returned: QStyleHintReturn | None = None,
    ) -> int:
        if hint == QStyle.StyleHint.SH_ItemView_ActivateItemOnSingleClick:
            return 1
        return super().styleHint(hint, option, widget, returned)


def test_a_command_of_the_palette_runs_once(sample: MainWindow) -> None:
    for way in ("click", "double click", "enter", "enter in the list"):
        for one_click in (True, False):
            run_once(sample, way, one_click)


def run_once(sample: MainWindow, way: str, one_click: bool) -> None:
    """Run a command of the palette, on a desktop on which one click may open a file."""
    before = len(sample.session.document.select(Stage))
    choose(sample, "help.commands")
    palette = opened(Palette)
    if one_click:
        palette.list.setStyle(one := OneClickActivates())
        one.setParent(palette)
    QTest.keyClicks(palette.line, "stage after")
    [item] = [palette.list.item(row) for row in range(palette.list.count())]
    where = palette.list.visualItemRect(item).center()
    left = Qt.MouseButton.LeftButton
    if way == "enter":
        press(palette.line, Qt.Key.Key_Return)
    elif way == "enter in the list":
        press(palette.list, Qt.Key.Key_Return)
        press(palette.line, Qt.Key.Key_Return)
    else:
        QTest.mouseClick(palette.list.viewport(), left, Qt.KeyboardModifier.NoModifier, where)
        if way == "double click":
            QTest.mouseDClick(palette.list.viewport(), left, Qt.KeyboardModifier.NoModifier, where)
    settle()
    assert len(sample.session.document.select(Stage)) == before + 1, (way, one_click)
    assert not every_opened(Palette)
    sample.canvas.cancel()


def test_a_click_in_any_other_list_activates_nothing(
    sample: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    for name in ("versions", "keys", "documentation"):
        EVERY_DIALOG[name](sample, tmp_path, qtbot)
        dialog, before = top_dialog(), sample.session.document
        [found] = dialog.findChildren(QListWidget)
        found.setStyle(one := OneClickActivates())
        one.setParent(dialog)
        where = found.visualItemRect(found.item(0)).center()
        QTest.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
        settle()
        assert dialog.isVisible()
        assert sample.session.document is before
        close_all()


class TestTheStartPage:
    def test_enter_opens_what_the_primary_button_offers(self, program: Application) -> None:
        crashed()
        [row] = offered(program)
        assert row.open_button.hasFocus()
        press(row.open_button, Qt.Key.Key_Return)
        assert len(program.windows) == 1

    def test_enter_activates_the_button_with_the_focus(self, program: Application) -> None:
        crashed()
        [row] = offered(program)
        row.later_button.setFocus()
        press(row.later_button, Qt.Key.Key_Return)
        assert offered(program) == []
        assert program.windows == []

    def test_enter_on_the_icon_of_a_tile_does_not_open_the_tile(
        self, program: Application, tmp_path: Path, qtbot: QtBot
    ) -> None:
        window = program.new_project("blank")
        window.files.save_as(tmp_path / "map.journey")
        qtbot.waitUntil(lambda: window.session.title == "map")
        window.close()
        page = program.show_start_page()
        [tile] = page.findChildren(RecentTile)
        [remove] = [each for each in tile.findChildren(QToolButton) if "Remove" in each.toolTip()]
        remove.setFocus()
        press(remove, Qt.Key.Key_Return)
        settle()
        assert program.windows == []
        assert program.start_window is page
        assert "map" not in [
            each.accessibleName() for each in page.findChildren(RecentTile) if each.isVisible()
        ]

    def test_a_double_click_on_a_template_creates_one_project(self, program: Application) -> None:
        page = program.show_start_page()
        tile = page.findChildren(TemplateTile)[1]
        # The second click was sent before the first one had opened the window.
        for kind in (
            QEvent.Type.MouseButtonPress,
            QEvent.Type.MouseButtonRelease,
            QEvent.Type.MouseButtonDblClick,
            QEvent.Type.MouseButtonRelease,
        ):
            left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
            QApplication.sendEvent(tile, QMouseEvent(kind, QPointF(9, 9), QPointF(9, 9), left, left, none))
        settle()
        assert len(program.windows) == 1


def test_enter_activates_a_focused_button_of_a_message_and_of_the_inspector(sample: MainWindow) -> None:
    done: list[str] = []
    sample.notice_bar.show_notice("Said.", [("Do it", lambda: done.append("it"))])
    found = button(sample.notice_bar, "Do it")
    found.setFocus()
    press(found, Qt.Key.Key_Return)
    assert done == ["it"]
    assert not sample.canvas.writing.active
    for each in sample.inspector.findChildren(QPushButton):
        note(each, done)
        each.setFocus()
        press(each, Qt.Key.Key_Return)
        close_all()
        assert done.pop() == each.text()


def test_typing_after_enter_in_the_export_dialog_does_not_create_a_card(sample: MainWindow) -> None:
    before = sample.session.document
    choose(sample, "project.export")
    press(opened(ExportDialog).focusWidget() or opened(ExportDialog), Qt.Key.Key_Return)
    line = opened(QFileDialog).findChild(QLineEdit, "fileNameEdit")
    assert line is not None
    QTest.keyClicks(line, "my map")
    close_all()
    assert sample.session.document is before
