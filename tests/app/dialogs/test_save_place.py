"""An existing file is replaced only if the user agreed to replace exactly that file."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from journey_editor.app.dialogs.export import ExportDialog
from journey_editor.app.program.application import Application
from journey_editor.app.window.main_window import MainWindow
from journey_editor.conversion.file_names import name_refusal, with_ending
from journey_editor.storage.project.project_file import read_project
from tests.app.dialog_driver import answer, every_opened, name_file, name_line, opened
from tests.app.driver import choose, press, settle

THEIRS = b"The work of last week"
# The last one changes the file of the window.
EVERY_WAY = ("project.save_copy", "pdf", "png", "svg", "project.save_as")


@pytest.fixture
def sample(program: Application, qtbot: QtBot) -> MainWindow:
    """A window with a small map: the size of a picture does not matter here."""
    window = program.new_project("blank")
    qtbot.waitExposed(window)
    return window


def ask(window: MainWindow, way: str, folder: Path) -> Path:
    """Open the dialog for the place of a file. Return an existing file with its suffix in a new folder."""
    folder.mkdir()
    victim = folder / ("victim.journey" if way.startswith("project") else f"victim.{way}")
    victim.write_bytes(THEIRS)
    if way.startswith("project"):
        choose(window, way)
        return victim
    if not every_opened(ExportDialog):
        choose(window, "project.export")
    dialog = opened(ExportDialog)
    dialog.format.setCurrentIndex(dialog.format.findData(way))
    dialog.export_button.click()
    settle()
    return victim


@pytest.fixture
def victim(sample: MainWindow, tmp_path: Path) -> Path:
    """An existing file; the dialog for the place of a copy is open."""
    return ask(sample, "project.save_copy", tmp_path / "maps")


@pytest.mark.parametrize("way", EVERY_WAY)
def test_a_file_is_replaced_only_after_the_user_agreed(
    sample: MainWindow, way: str, tmp_path: Path, qtbot: QtBot
) -> None:
    names = ("victim", "victim.ENDING", "victim ", "victim. .", " victim.ENDING.", "victim .ENDING")
    for number, typed in enumerate(names):
        victim = ask(sample, way, tmp_path / str(number))
        name_file(victim.parent / typed.replace(".ENDING", victim.suffix))
        assert f"“{victim.name}” already exists" in opened(QMessageBox).text(), typed
        press(opened(QMessageBox), Qt.Key.Key_Return)
        assert name_line().text() == victim.name, "the user must be able to choose another name"
        assert victim.read_bytes() == THEIRS
        name_file(victim.with_suffix(""))
        answer("Replace")
        qtbot.waitUntil(lambda victim=victim: victim.read_bytes() != THEIRS)
        assert [each.name for each in victim.parent.iterdir()] == [victim.name]
        qtbot.waitUntil(lambda: not every_opened(ExportDialog))


def test_a_key_meant_for_the_dialog_does_not_answer_the_question(sample: MainWindow, tmp_path: Path) -> None:
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Space):
        victim = ask(sample, "project.save_copy", tmp_path / key.name)
        name_file(victim.with_suffix(""))
        press(opened(QMessageBox).focusWidget() or opened(QMessageBox), key)
        press(opened(QFileDialog), Qt.Key.Key_Escape)
        assert not every_opened(QFileDialog)
        assert victim.read_bytes() == THEIRS


def test_a_name_with_another_suffix_gets_the_right_one_and_the_question_names_it(
    sample: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    for way in EVERY_WAY:
        victim = ask(sample, way, tmp_path / way)
        other = victim.with_name("notes.docx")
        other.write_bytes(THEIRS)
        whole = victim.with_name(f"notes.docx{victim.suffix}")
        whole.write_bytes(THEIRS)
        name_file(other)
        assert f"“{whole.name}” already exists" in opened(QMessageBox).text()
        answer("Replace")
        qtbot.waitUntil(lambda whole=whole: whole.read_bytes() != THEIRS)
        assert (other.read_bytes(), victim.read_bytes()) == (THEIRS, THEIRS)
        qtbot.waitUntil(lambda: not every_opened(ExportDialog))


def test_an_unused_name_needs_no_confirmation(victim: Path, qtbot: QtBot) -> None:
    name_file(victim.with_name("Version 1.2"))
    assert not every_opened(QMessageBox)
    qtbot.waitUntil(victim.with_name("Version 1.2.journey").is_file)
    assert victim.read_bytes() == THEIRS


def test_a_link_to_a_file_counts_as_an_existing_file(victim: Path) -> None:
    victim.with_name("link.journey").symlink_to(victim)
    name_file(victim.with_name("link"))
    answer("Choose another name…")
    assert victim.read_bytes() == THEIRS


def test_a_name_that_is_invalid_on_some_systems_is_refused_and_a_better_one_proposed(
    sample: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    for number, (name, words, better) in enumerate(
        (
            ("COM1", "Windows reserves the name “COM1” for a device", "_COM1"),
            ("nul.v2", "for a device", "_nul.v2"),
            ("a:b", "does not allow", "a b"),
            ("Why?", "does not allow", "Why"),
            ("~$Plan", "reserved for lock files", "Plan"),
            ("😀" * 70, "too long", "😀" * 50),
            ("gnp\u202e", "does not allow", "gnp"),
        )
    ):
        victim = ask(sample, "project.save_copy", tmp_path / str(number))
        name_file(victim.with_name(name))
        assert words in opened(QMessageBox).text()
        press(opened(QMessageBox), Qt.Key.Key_Return)
        assert name_line().text() == f"{better}.journey"
        assert [each.name for each in victim.parent.iterdir()] == [victim.name]
        press(name_line(), Qt.Key.Key_Return)
        qtbot.waitUntil(victim.with_name(f"{better}.journey").is_file)


def test_a_name_too_long_for_qt_has_no_effect(victim: Path) -> None:
    name_file("x" * 300)
    box = opened(QFileDialog).findChild(QDialogButtonBox)
    assert box is not None
    assert not box.button(QDialogButtonBox.StandardButton.Save).isEnabled()
    assert [each.name for each in victim.parent.iterdir()] == [victim.name]


def test_a_folder_of_that_name_is_not_replaced(victim: Path) -> None:
    folder = victim.with_name("notes.old.journey")
    folder.mkdir()
    name_file(victim.with_name("notes.old"))
    assert "is a folder" in opened(QMessageBox).text()
    answer("Choose another name…")
    assert list(folder.iterdir()) == []


def test_a_native_dialog_asks_only_about_the_name_as_it_was_typed(
    sample: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The native dialogs of some desktops ask before the suffix is added."""
    find = QFileDialog.findChild
    monkeypatch.setattr(QMessageBox, "warning", lambda *_: QMessageBox.StandardButton.Yes)
    for way in EVERY_WAY:
        # A native dialog has no Qt widgets.
        monkeypatch.setattr(QFileDialog, "findChild", lambda self, kind, name: None)
        victim = ask(sample, way, tmp_path / way)
        monkeypatch.setattr(QFileDialog, "findChild", find)
        name_file(victim.with_suffix(""))
        assert f"“{victim.name}” already exists" in opened(QMessageBox).text()
        assert victim.read_bytes() == THEIRS
        answer("Choose another name…")
        opened(QFileDialog).close()


def test_the_typed_name_is_used_and_not_the_proposed_file(
    sample: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    sample.files.save_as(tmp_path / "map.journey")
    qtbot.waitUntil(lambda: sample.session.title == "map")
    before = (tmp_path / "map.journey").read_bytes()
    choose(sample, "project.save_copy")
    name_file("copy")
    qtbot.waitUntil((tmp_path / "copy.journey").is_file)
    assert (tmp_path / "map.journey").read_bytes() == before
    assert not every_opened(QMessageBox)


def test_the_window_continues_with_the_replaced_file(
    sample: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    victim = tmp_path / "victim.journey"
    victim.write_bytes(THEIRS)
    choose(sample, "project.save_as")
    name_file(tmp_path / "victim")
    answer("Replace")
    qtbot.waitUntil(lambda: sample.session.title == "victim")
    assert read_project(victim).document == sample.session.document


def test_the_window_can_be_closed_while_the_question_is_open(sample: MainWindow, tmp_path: Path) -> None:
    victim = tmp_path / "victim.journey"
    victim.write_bytes(THEIRS)
    choose(sample, "project.save_copy")
    name_file(tmp_path / "victim")
    assert sample.close()
    settle()
    assert victim.read_bytes() == THEIRS


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("map", "map.mmd"),
        ("map.MMD", "map.MMD"),
        ("map.mermaid", "map.mermaid"),
        ("map.png", "map.png.mmd"),
        ("map. ", "map.mmd"),
        ("map .mmd. ", "map.mmd"),
        ("...", "Journey.mmd"),
        (".mmd", "Journey.mmd"),
    ],
)
def test_every_name_gets_the_suffix_of_its_format(typed: str, whole: str) -> None:
    assert with_ending(Path("folder", typed), (".mmd", ".mermaid")) == Path("folder", whole)


@pytest.mark.parametrize(
    "name", ["Plan.journey", "Größe 1½ – “q”.pdf", "com10.png", "Aux armes.svg", "é" * 120 + ".pdf"]
)
def test_ordinary_names_are_accepted(name: str) -> None:
    assert name_refusal(name) == ""
