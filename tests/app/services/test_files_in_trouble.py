"""Files that are moved, replaced, damaged or on a disk that fails: a sentence, a way on, and work goes on."""

import errno
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from journey_editor.app.dialogs.last_save import _LastSave
from journey_editor.app.dialogs.versions import VersionsDialog
from journey_editor.app.program.application import Application
from journey_editor.app.start.start_window import StartWindow
from journey_editor.app.window.main_window import MainWindow
from journey_editor.foundation import file_system
from journey_editor.storage.project.autosave import SaveState
from journey_editor.storage.project.project_file import read_project
from journey_editor.storage.project.versions import versions_of
from tests.app.dialog_driver import answer, name_file
from tests.app.driver import choose, find, settle
from tests.attacks.disks import FullDisk, disk_in_use


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick" / "map.journey"


@pytest.fixture
def window(program: Application, file: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """A window with a project in `file`, which can be closed whatever becomes of that."""
    made = program.new_project("blank")
    made.files.save_as(file)
    qtbot.waitUntil(lambda: file.is_file() and made.session.title == "map")
    settle()
    yield made
    if made in program.windows and not made.close():
        buttons(made)["Close without saving"].click()
        settle()
    assert made not in program.windows


def edit(window: MainWindow, name: str = "New") -> None:
    """Do something: the first stage gets a name."""
    with window.session.edit("Rename") as draft:
        draft.change(draft.stages_of(window.session.journey_id)[0], name=name)


def stage_in(path: Path) -> str:
    """The name of the first stage in a file."""
    document = read_project(path).document
    return document.stages_of(document.journeys()[0].id)[0].name


def buttons(place: MainWindow | StartWindow) -> dict[str, QPushButton]:
    """What the bar offers."""
    settle()
    found = place.notice_bar.findChildren(QPushButton)
    return {each.text(): each for each in found if each.isVisibleTo(place.notice_bar)}


def save(window: MainWindow, qtbot: QtBot, state: SaveState) -> None:
    """Press Ctrl+S, and wait until the file stands so."""
    edit(window)
    choose(window, "project.save")
    store = window.session.store
    qtbot.waitUntil(lambda: store.status.state is state)
    settle()


def saved(window: MainWindow) -> Callable[[], bool]:
    """Whether all edits are in the file."""
    store = window.session.store
    return lambda: not store.unsaved


class TestChangedBySomethingElse:
    @pytest.fixture(autouse=True)
    def changed(self, program: Application, window: MainWindow, file: Path, qtbot: QtBot) -> None:
        other = file.with_name("other.journey")
        edit(window, "Theirs")
        window.files.save_copy(other)
        qtbot.waitUntil(other.is_file)
        choose(window, "edit.undo")
        other.replace(file)
        save(window, qtbot, SaveState.CHANGED_OUTSIDE)
        assert "was changed by another program" in window.notice_bar.text
        assert stage_in(file) == "Theirs"

    def test_keep_both(self, window: MainWindow, file: Path, qtbot: QtBot) -> None:
        buttons(window)["Keep both"].click()
        qtbot.waitUntil(lambda: window.session.title == "map (2)")
        assert (stage_in(file), stage_in(file.with_name("map (2).journey"))) == ("Theirs", "New")

    def test_overwrite_keeps_theirs_as_a_version(self, window: MainWindow, file: Path, qtbot: QtBot) -> None:
        buttons(window)["Overwrite"].click()
        qtbot.waitUntil(saved(window))
        assert stage_in(file) == "New"
        assert stage_in(versions_of(file)[0].path) == "Theirs"

    def test_look_at_it_and_decide_then(
        self, program: Application, window: MainWindow, file: Path, qtbot: QtBot
    ) -> None:
        buttons(window)["Look at it"].click()
        settle()
        shown = program.windows[-1]
        assert shown is not window
        assert find(shown, "stage", "Theirs")
        assert not shown.session.store.has_name
        assert "Overwrite" in buttons(window)


class TestTheFile:
    def test_was_moved_and_is_saved_there_again(self, window: MainWindow, file: Path, qtbot: QtBot) -> None:
        file.rename(file.with_name("elsewhere.journey"))
        save(window, qtbot, SaveState.GONE)
        assert "moved, renamed or deleted" in window.notice_bar.text
        assert window.status_line.saved_text == "▲ The file is gone"
        buttons(window)["Save it there again"].click()
        qtbot.waitUntil(saved(window))
        assert stage_in(file) == "New"

    def test_was_moved_and_one_goes_on_where_it_is(
        self, window: MainWindow, file: Path, qtbot: QtBot
    ) -> None:
        file.rename(moved := file.with_name("elsewhere.journey"))
        save(window, qtbot, SaveState.GONE)
        buttons(window)["Save as…"].click()
        name_file(moved)
        answer("Replace")
        qtbot.waitUntil(lambda: window.session.title == "elsewhere")
        assert stage_in(moved) == "New"
        assert not file.exists()

    def test_became_read_only_and_a_copy_is_saved(self, window: MainWindow, file: Path, qtbot: QtBot) -> None:
        file.chmod(0o444)
        save(window, qtbot, SaveState.FAILED)
        assert "is read-only and was not changed" in window.notice_bar.text
        copy = file.with_name("copy.journey")
        buttons(window)["Save a copy…"].click()
        name_file(copy)
        qtbot.waitUntil(copy.is_file)
        assert stage_in(copy) == "New"
        file.chmod(0o644)

    def test_is_on_a_stick_that_is_pulled_and_put_in_again(
        self, window: MainWindow, file: Path, qtbot: QtBot
    ) -> None:
        away = file.parent.with_name("pulled")
        file.parent.rename(away)
        save(window, qtbot, SaveState.FAILED)
        assert "The folder of “map.journey” does not exist" in window.notice_bar.text
        edit(window, "Work goes on")
        away.rename(file.parent)
        window.files.save()
        qtbot.waitUntil(saved(window))
        assert stage_in(file) == "Work goes on"

    def test_is_on_a_disk_that_is_full(self, window: MainWindow, file: Path, qtbot: QtBot) -> None:
        with disk_in_use(FullDisk(10_000, honest=False)):
            save(window, qtbot, SaveState.FAILED)
            assert "not enough space on the disk" in window.notice_bar.text
            assert set(buttons(window)) == {"Save a copy…", "Save as…", "Try again"}
            with qtbot.waitSignal(window.session.store.save_failed):
                buttons(window)["Try again"].click()
            assert "not enough space on the disk" in window.notice_bar.text
        buttons(window)["Try again"].click()
        qtbot.waitUntil(saved(window))
        assert stage_in(file) == "New"
        assert [each.name for each in file.parent.iterdir()] == ["map.journey"]

    def test_is_saved_where_the_version_before_cannot_be_kept(
        self, window: MainWindow, file: Path, qtbot: QtBot, home: Path
    ) -> None:
        (home / "data" / "versions").write_text("in the way")
        edit(window)
        store = window.session.store
        with qtbot.waitSignal(store.notice) as told:
            window.files.save()
        assert "previous version could not be kept" in told.args[0]
        qtbot.waitUntil(saved(window))


def test_a_copy_that_cannot_be_saved_can_be_tried_again(window: MainWindow, file: Path, qtbot: QtBot) -> None:
    folder = file.with_name("not yet")
    window.files.save_copy(folder / "copy.journey")
    qtbot.waitUntil(lambda: "does not exist" in window.notice_bar.text)
    folder.mkdir()
    buttons(window)["Try again"].click()
    qtbot.waitUntil((folder / "copy.journey").is_file)


def test_saving_by_itself_can_be_switched_off(
    program: Application, window: MainWindow, file: Path, qtbot: QtBot
) -> None:
    choose(window, "project.saves_itself")
    assert not window.actions_of_table["project.saves_itself"].isChecked()
    edit(window)
    qtbot.wait(300)
    assert window.session.store.unsaved
    choose(window, "project.saves_itself")
    qtbot.waitUntil(saved(window))


class TestClosingInTheMiddleOfASave:
    @pytest.fixture
    def slow(self, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> threading.Event:
        """A share that answers when this is set."""
        answers = threading.Event()
        sync = file_system.FileSystem.sync

        def wait(self: file_system.FileSystem, descriptor: int) -> None:
            answers.wait(20)
            sync(self, descriptor)

        monkeypatch.setattr(file_system.FileSystem, "sync", wait)
        edit(window)
        return answers

    def test_it_waits_and_closes_when_all_is_saved(
        self, program: Application, window: MainWindow, file: Path, slow: threading.Event
    ) -> None:
        QTimer.singleShot(700, slow.set)
        assert window.close()
        assert stage_in(file) == "New"

    def test_cancel_keeps_the_window_and_the_save_goes_on(
        self, program: Application, window: MainWindow, file: Path, slow: threading.Event, qtbot: QtBot
    ) -> None:
        def cancel() -> None:
            dialog = QApplication.activeModalWidget()
            assert isinstance(dialog, _LastSave)
            dialog.reject()

        QTimer.singleShot(800, cancel)
        assert not window.close()
        assert window in program.windows
        slow.set()
        qtbot.waitUntil(saved(window))
        assert window.close()
        assert stage_in(file) == "New"


class TestDamagedFiles:
    @pytest.fixture
    def damaged(self, program: Application, window: MainWindow, file: Path, qtbot: QtBot) -> Path:
        """A file of which a letter is another one, with an earlier version."""
        edit(window, "Awareness")
        window.files.save()
        qtbot.waitUntil(saved(window))
        assert window.close()
        file.write_bytes(file.read_bytes().replace(b"Awareness", b"Swareness"))
        return file

    def test_what_can_be_read_opens_without_a_name(self, program: Application, damaged: Path) -> None:
        before = damaged.read_bytes()
        assert program.open(damaged) is None
        start = program.start_window
        assert start is not None
        assert "is damaged and was not opened" in start.notice_bar.text
        assert list(buttons(start)) == ["Earlier versions…", "Open what can be read"]
        buttons(start)["Open what can be read"].click()
        settle()
        (opened,) = program.windows
        assert find(opened, "stage", "Swareness")
        assert "Some texts or numbers may differ from what was saved." in opened.notice_bar.text
        assert not opened.session.store.has_name
        assert damaged.read_bytes() == before

    def test_an_earlier_version_is_put_in_its_place(
        self, program: Application, damaged: Path, qtbot: QtBot
    ) -> None:
        program.open(damaged)
        start = program.start_window
        assert start is not None
        buttons(start)["Earlier versions…"].click()
        dialog = start.findChild(VersionsDialog)
        qtbot.waitUntil(dialog.back.isEnabled)
        dialog.back.click()
        qtbot.waitUntil(lambda: len(program.windows) == 1)
        assert program.windows[0].session.store.path == damaged
        assert b"Swareness" in versions_of(damaged)[0].path.read_bytes()

    def test_a_file_that_is_none_of_ours_has_no_such_ways(self, program: Application, tmp_path: Path) -> None:
        (tmp_path / "letter.journey").write_bytes(b"Dear Sir or Madam, " * 100)
        program.open(tmp_path / "letter.journey")
        assert program.start_window is not None
        assert buttons(program.start_window) == {}


class TestVersions:
    @pytest.fixture
    def dialog(self, window: MainWindow, qtbot: QtBot) -> VersionsDialog:
        """The versions of a file that was saved three times, with the latest chosen."""
        for name in ("One", "Two", "Three"):
            edit(window, name)
            window.files.save()
            qtbot.waitUntil(saved(window))
        choose(window, "project.versions")
        dialog = window.findChild(VersionsDialog)
        qtbot.waitUntil(dialog.back.isEnabled)
        return dialog

    def test_they_are_listed_with_time_size_and_a_picture(self, dialog: VersionsDialog) -> None:
        assert dialog.list.count() == 3
        assert dialog.list.item(0).text().startswith("today, ")
        assert not dialog.preview.picture.isNull()

    def test_one_is_put_back_and_undo_takes_that_back(
        self, window: MainWindow, dialog: VersionsDialog, qtbot: QtBot
    ) -> None:
        dialog.list.setCurrentRow(1)
        qtbot.waitUntil(dialog.back.isEnabled)
        dialog.back.click()
        assert find(window, "stage", "One")
        assert "is back" in window.notice_bar.text
        choose(window, "edit.undo")
        assert find(window, "stage", "Three")

    def test_one_is_opened_as_a_copy(
        self, program: Application, window: MainWindow, dialog: VersionsDialog
    ) -> None:
        dialog.copy.click()
        settle()
        copy = program.windows[-1]
        assert copy is not window
        assert find(copy, "stage", "Two")
        assert not copy.session.store.has_name

    def test_one_that_is_damaged_says_so(
        self, window: MainWindow, dialog: VersionsDialog, qtbot: QtBot
    ) -> None:
        dialog.list.item(1).data(0x100).path.write_bytes(b"?" * 5000)
        dialog.list.setCurrentRow(1)
        qtbot.waitUntil(lambda: "not a Journey Editor project" in dialog.words.text())
        assert not dialog.back.isEnabled()


def test_a_project_that_gets_its_name_late_takes_its_versions_along(
    program: Application, file: Path, qtbot: QtBot
) -> None:
    window = program.new_project("blank")
    draft = window.session.store.path
    for name in ("One", "Two", "Three"):
        edit(window, name)
        window.session.store.save_now(lambda _: None)
        qtbot.waitUntil(saved(window))
    edit(window, "Four")
    window.files.save_as(file)
    qtbot.waitUntil(lambda: file.is_file() and window.session.title == "map")
    assert [stage_in(each.path) for each in versions_of(file)] == ["Three", "Two", "One"]
    assert versions_of(draft) == []


def test_a_project_that_was_never_saved_has_none(program: Application, qtbot: QtBot) -> None:
    window = program.new_project("blank")
    choose(window, "project.versions")
    dialog = window.findChild(VersionsDialog)
    assert "There is none yet" in dialog.words.text()
    dialog.close()


def test_a_disk_that_fails_while_saving_is_told_once_and_stays_told(
    window: MainWindow, file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: file_system.FileSystem, descriptor: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patch:
        patch.setattr(file_system.FileSystem, "sync", fail)
        save(window, qtbot, SaveState.FAILED)
        assert "could not be written: Input/output error" in window.notice_bar.text
        assert window.status_line.saved_text == "▲ Not saved"
    window.files.save()
    qtbot.waitUntil(saved(window))
