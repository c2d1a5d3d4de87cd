"""Nothing that exists is replaced by a name that a person typed, unless they agreed to replace just that."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from journey_editor.app.dialogs.export import ExportDialog
from journey_editor.app.window.main_window import MainWindow
from journey_editor.conversion.file_names import name_refusal, with_ending
from journey_editor.storage.project.project_file import read_project
from tests.app.dialog_driver import answer, every_opened, name_file, name_line, opened
from tests.app.driver import choose, press, settle

THEIRS = b"The work of last week"


EVERY_WAY = pytest.mark.parametrize(
    "ending", ["project.save_as", "project.save_copy", "pdf", "png", "svg"], indirect=True
)


@pytest.fixture
def ending(request: pytest.FixtureRequest, sample: MainWindow) -> str:
    """The ending of what is about to be written; the dialog that asks for a place is open."""
    way = getattr(request, "param", "project.save_copy")
    if way.startswith("project"):
        choose(sample, way)
        return ".journey"
    choose(sample, "project.export")
    dialog = opened(ExportDialog)
    dialog.format.setCurrentIndex(dialog.format.findData(way))
    dialog.go.click()
    settle()
    return f".{way}"


@pytest.fixture
def victim(ending: str, tmp_path: Path) -> Path:
    """A file that is there already."""
    file = tmp_path / f"victim{ending}"
    file.write_bytes(THEIRS)
    return file


@EVERY_WAY
@pytest.mark.parametrize(
    "typed", ["victim", "victim.ENDING", "victim ", "victim. .", " victim.ENDING.", "victim .ENDING"]
)
def test_a_file_is_replaced_only_when_one_has_agreed_to_that(
    victim: Path, ending: str, typed: str, qtbot: QtBot
) -> None:
    name_file(victim.parent / typed.replace(".ENDING", ending))
    assert f"“{victim.name}” already exists" in opened(QMessageBox).text()
    press(opened(QMessageBox), Qt.Key.Key_Return)
    assert name_line().text() == victim.name, "another name can be chosen"
    assert victim.read_bytes() == THEIRS
    name_file(victim.with_suffix(""))
    answer("Replace")
    qtbot.waitUntil(lambda: victim.read_bytes() != THEIRS)
    assert [each.name for each in victim.parent.iterdir()] == [victim.name]


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_the_question_is_not_answered_by_a_key_that_was_meant_for_the_dialog(
    victim: Path, key: Qt.Key
) -> None:
    name_file(victim.with_suffix(""))
    press(opened(QMessageBox).focusWidget() or opened(QMessageBox), key)
    press(opened(QFileDialog), Qt.Key.Key_Escape)
    assert not every_opened(QFileDialog)
    assert victim.read_bytes() == THEIRS


@EVERY_WAY
def test_a_name_of_another_format_gets_the_ending_and_that_name_is_asked_about(
    victim: Path, ending: str, qtbot: QtBot
) -> None:
    other = victim.with_name("notes.docx")
    other.write_bytes(THEIRS)
    whole = victim.with_name(f"notes.docx{ending}")
    whole.write_bytes(THEIRS)
    name_file(other)
    assert f"“{whole.name}” already exists" in opened(QMessageBox).text()
    answer("Replace")
    qtbot.waitUntil(lambda: whole.read_bytes() != THEIRS)
    assert (other.read_bytes(), victim.read_bytes()) == (THEIRS, THEIRS)


def test_a_name_that_is_free_is_not_asked_about(victim: Path, ending: str, qtbot: QtBot) -> None:
    name_file(victim.with_name("Version 1.2"))
    assert not every_opened(QMessageBox)
    qtbot.waitUntil(victim.with_name(f"Version 1.2{ending}").is_file)
    assert victim.read_bytes() == THEIRS


def test_a_link_to_a_file_is_a_file_that_exists(victim: Path, ending: str) -> None:
    victim.with_name(f"link{ending}").symlink_to(victim)
    name_file(victim.with_name("link"))
    answer("Choose another name…")
    assert victim.read_bytes() == THEIRS


@pytest.mark.parametrize(
    ("name", "words", "better"),
    [
        ("COM1", "Windows keeps the name “COM1” for a device", "_COM1"),
        ("nul.v2", "for a device", "_nul.v2"),
        ("a:b", "does not allow", "a b"),
        ("Why?", "does not allow", "Why"),
        ("~$Plan", "used for locks", "Plan"),
        ("😀" * 70, "too long", "😀" * 50),
        ("gnp\u202e", "does not allow", "gnp"),
    ],
)
def test_a_name_that_not_every_system_can_keep_is_refused_with_a_sentence_and_a_better_one(
    victim: Path, ending: str, name: str, words: str, better: str, qtbot: QtBot
) -> None:
    name_file(victim.with_name(name))
    assert words in opened(QMessageBox).text()
    press(opened(QMessageBox), Qt.Key.Key_Return)
    assert name_line().text() == better + ending
    assert [each.name for each in victim.parent.iterdir()] == [victim.name]
    press(name_line(), Qt.Key.Key_Return)
    qtbot.waitUntil(victim.with_name(better + ending).is_file)


def test_of_a_name_that_is_too_long_even_for_qt_nothing_comes(victim: Path) -> None:
    name_file("x" * 300)
    box = opened(QFileDialog).findChild(QDialogButtonBox)
    assert box is not None
    assert not box.button(QDialogButtonBox.StandardButton.Save).isEnabled()
    assert [each.name for each in victim.parent.iterdir()] == [victim.name]


def test_a_folder_of_that_name_is_not_a_place_for_the_file(victim: Path, ending: str) -> None:
    folder = victim.with_name(f"notes.old{ending}")
    folder.mkdir()
    name_file(victim.with_name("notes.old"))
    assert "is a folder" in opened(QMessageBox).text()
    answer("Choose another name…")
    assert list(folder.iterdir()) == []


@EVERY_WAY
def test_a_dialog_of_the_system_has_asked_about_the_name_as_it_was_typed_and_only_that(
    victim: Path, ending: str, monkeypatch: pytest.MonkeyPatch, sample: MainWindow
) -> None:
    """Those of some desktops ask before the ending is added."""
    opened(QFileDialog).close()
    # It has no widgets of Qt's.
    find = QFileDialog.findChild
    monkeypatch.setattr(QFileDialog, "findChild", lambda self, kind, name: None)
    monkeypatch.setattr(QMessageBox, "warning", lambda *_: QMessageBox.StandardButton.Yes)
    if exporting := every_opened(ExportDialog):
        exporting[0].go.click()
    else:
        choose(sample, "project.save_copy")
    monkeypatch.setattr(QFileDialog, "findChild", find)
    name_file(victim.with_suffix(""))
    assert f"“{victim.name}” already exists" in opened(QMessageBox).text()
    assert victim.read_bytes() == THEIRS


def test_what_is_typed_counts_and_not_the_file_that_was_proposed(
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


def test_the_window_goes_on_in_the_file_that_was_replaced(
    sample: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    victim = tmp_path / "victim.journey"
    victim.write_bytes(THEIRS)
    choose(sample, "project.save_as")
    name_file(tmp_path / "victim")
    answer("Replace")
    qtbot.waitUntil(lambda: sample.session.title == "victim")
    assert read_project(victim).document == sample.session.document


def test_the_window_closes_over_a_question_that_nobody_answered(sample: MainWindow, tmp_path: Path) -> None:
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
def test_every_name_gets_the_ending_of_its_format(typed: str, whole: str) -> None:
    assert with_ending(Path("folder", typed), (".mmd", ".mermaid")) == Path("folder", whole)


@pytest.mark.parametrize(
    "name", ["Plan.journey", "Größe 1½ – “q”.pdf", "com10.png", "Aux armes.svg", "é" * 120 + ".pdf"]
)
def test_ordinary_names_are_not_refused(name: str) -> None:
    assert name_refusal(name) == ""
