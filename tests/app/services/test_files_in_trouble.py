"""Files that are moved, replaced, damaged or on a failing disk: messages offer solutions."""

import errno
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
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
from tests.app.dialog_driver import answer, name_file, when_shown
from tests.app.driver import choose, find, settle
from tests.attacks.disks import FullDisk, disk_in_use


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick" / "map.journey"


@pytest.fixture
def window(program: Application, file: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """Window with a project in `file`. It can be closed even if the file has problems."""
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
    """Rename the first stage."""
    with window.session.edit("Rename") as draft:
        draft.change(draft.stages_of(window.session.journey_id)[0], name=name)


def stage_in(path: Path) -> str:
    """Return the name of the first stage in a file."""
    document = read_project(path).document
    return document.stages_of(document.journeys()[0].id)[0].name


def buttons(place: MainWindow | StartWindow) -> dict[str, QPushButton]:
    """Return the buttons of the notice bar by their texts."""
    settle()
    found = place.notice_bar.findChildren(QPushButton)
    return {each.text(): each for each in found if each.isVisibleTo(place.notice_bar)}


def save(window: MainWindow, qtbot: QtBot, state: SaveState) -> None:
    """Edit and save, and wait for a state of the save."""
    edit(window)
    store = window.session.store
    reported: list[SaveState] = []
    store.state_changed.connect(lambda: reported.append(store.status.state))
    choose(window, "project.save")
    # The window is told after the state has changed on the other thread.
    qtbot.waitUntil(lambda: reported[-1:] == [state])
    settle()


def saved(window: MainWindow) -> Callable[[], bool]:
    """Return a condition: all edits are in the file."""
    store = window.session.store
    return lambda: not store.unsaved


class TestChangedByAnotherProgram:
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

    def test_keep_both_saves_to_a_new_file(self, window: MainWindow, file: Path, qtbot: QtBot) -> None:
        buttons(window)["Keep both"].click()
        qtbot.waitUntil(lambda: window.session.title == "map (2)")
        assert (stage_in(file), stage_in(file.with_name("map (2).journey"))) == ("Theirs", "New")

    def test_overwrite_keeps_the_other_content_as_a_version(
        self, window: MainWindow, file: Path, qtbot: QtBot
    ) -> None:
        buttons(window)["Overwrite"].click()
        qtbot.waitUntil(saved(window))
        assert stage_in(file) == "New"
        assert stage_in(versions_of(file)[0].path) == "Theirs"

    def test_the_changed_file_can_be_opened_before_deciding(
        self, program: Application, window: MainWindow, file: Path, qtbot: QtBot
    ) -> None:
        buttons(window)["Open as a copy"].click()
        settle()
        shown = program.windows[-1]
        assert shown is not window
        assert find(shown, "stage", "Theirs")
        assert not shown.session.store.has_name
        assert "Overwrite" in buttons(window)


class TestTheFile:
    def test_was_moved_and_is_saved_to_the_same_place(
        self, window: MainWindow, file: Path, qtbot: QtBot
    ) -> None:
        file.rename(file.with_name("elsewhere.journey"))
        save(window, qtbot, SaveState.GONE)
        assert "moved, renamed or deleted" in window.notice_bar.text
        assert window.status_line.saved_text == "▲ File not found"
        buttons(window)["Save to the same place"].click()
        qtbot.waitUntil(saved(window))
        assert stage_in(file) == "New"

    def test_was_moved_and_editing_continues_at_its_new_place(
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

    def test_is_on_a_usb_stick_that_is_removed_and_inserted_again(
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

    def test_is_saved_even_if_the_previous_version_cannot_be_kept(
        self, window: MainWindow, file: Path, qtbot: QtBot, home: Path
    ) -> None:
        (home / "data" / "versions").write_text("in the way")
        edit(window)
        store = window.session.store
        with qtbot.waitSignal(store.notice) as told:
            window.files.save()
        assert "previous version could not be kept" in told.args[0]
        qtbot.waitUntil(saved(window))


def test_saving_a_copy_can_be_tried_again_after_an_error(
    window: MainWindow, file: Path, qtbot: QtBot
) -> None:
    folder = file.with_name("not yet")
    window.files.save_copy(folder / "copy.journey")
    qtbot.waitUntil(lambda: "does not exist" in window.notice_bar.text)
    folder.mkdir()
    buttons(window)["Try again"].click()
    qtbot.waitUntil((folder / "copy.journey").is_file)


def test_automatic_saving_can_be_switched_off(
    program: Application, window: MainWindow, file: Path, qtbot: QtBot
) -> None:
    choose(window, "project.autosave")
    assert not window.actions_of_table["project.autosave"].isChecked()
    edit(window)
    saver = window.session.store._saver
    assert saver._seconds_until_due() is None, "no time will make it save"
    assert window.session.store.unsaved
    choose(window, "project.autosave")
    qtbot.waitUntil(saved(window))


class TestClosingDuringASave:
    @pytest.fixture
    def slow(self, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> threading.Event:
        """Network share that responds when this event is set."""
        answers = threading.Event()
        sync = file_system.FileSystem.sync

        def wait(self: file_system.FileSystem, descriptor: int) -> None:
            answers.wait(20)
            sync(self, descriptor)

        monkeypatch.setattr(file_system.FileSystem, "sync", wait)
        edit(window)
        return answers

    def test_the_window_closes_after_the_save(
        self, program: Application, window: MainWindow, file: Path, slow: threading.Event
    ) -> None:
        with when_shown(_LastSave, lambda _: slow.set()):
            assert window.close()
        assert stage_in(file) == "New"

    def test_cancel_keeps_the_window_and_the_save_continues(
        self, program: Application, window: MainWindow, file: Path, slow: threading.Event, qtbot: QtBot
    ) -> None:
        with when_shown(_LastSave, lambda dialog: dialog.reject()):
            assert not window.close()
        assert window in program.windows
        slow.set()
        qtbot.waitUntil(saved(window))
        assert window.close()
        assert stage_in(file) == "New"


class TestDamagedFiles:
    @pytest.fixture
    def damaged(self, program: Application, window: MainWindow, file: Path, qtbot: QtBot) -> Path:
        """File with a changed letter, and an earlier version of it."""
        edit(window, "Awareness")
        window.files.save()
        qtbot.waitUntil(saved(window))
        assert window.close()
        file.write_bytes(file.read_bytes().replace(b"Awareness", b"Swareness"))
        return file

    def test_the_readable_part_opens_without_a_name(self, program: Application, damaged: Path) -> None:
        before = damaged.read_bytes()
        assert program.open(damaged) is None
        start = program.start_window
        assert start is not None
        assert "is damaged and was not opened" in start.notice_bar.text
        assert list(buttons(start)) == ["Earlier versions…", "Open the readable part"]
        buttons(start)["Open the readable part"].click()
        settle()
        (opened,) = program.windows
        assert find(opened, "stage", "Swareness")
        assert "Some texts or numbers may differ from what was saved." in opened.notice_bar.text
        assert not opened.session.store.has_name
        assert damaged.read_bytes() == before

    def test_an_earlier_version_can_be_restored(
        self, program: Application, damaged: Path, qtbot: QtBot
    ) -> None:
        program.open(damaged)
        start = program.start_window
        assert start is not None
        buttons(start)["Earlier versions…"].click()
        dialog = start.findChild(VersionsDialog)
        qtbot.waitUntil(dialog.restore_button.isEnabled)
        dialog.restore_button.click()
        qtbot.waitUntil(lambda: len(program.windows) == 1)
        assert program.windows[0].session.store.path == damaged
        assert b"Swareness" in versions_of(damaged)[0].path.read_bytes()

    def test_a_file_that_is_not_a_project_has_no_buttons(self, program: Application, tmp_path: Path) -> None:
        (tmp_path / "letter.journey").write_bytes(b"Dear Sir or Madam, " * 100)
        program.open(tmp_path / "letter.journey")
        assert program.start_window is not None
        assert buttons(program.start_window) == {}


class TestVersions:
    @pytest.fixture
    def dialog(self, window: MainWindow, qtbot: QtBot) -> VersionsDialog:
        """Versions of a file that was saved three times, with the latest selected."""
        for name in ("One", "Two", "Three"):
            edit(window, name)
            window.files.save()
            qtbot.waitUntil(saved(window))
        choose(window, "project.versions")
        dialog = window.findChild(VersionsDialog)
        qtbot.waitUntil(dialog.restore_button.isEnabled)
        return dialog

    def test_versions_are_listed_with_time_size_and_preview(self, dialog: VersionsDialog) -> None:
        assert dialog.list.count() == 3
        assert dialog.list.item(0).text().startswith("today, ")
        assert not dialog.preview.picture.isNull()

    def test_a_version_is_restored_and_the_restoring_undone(
        self, window: MainWindow, dialog: VersionsDialog, qtbot: QtBot
    ) -> None:
        dialog.list.setCurrentRow(1)
        qtbot.waitUntil(dialog.restore_button.isEnabled)
        dialog.restore_button.click()
        assert find(window, "stage", "One")
        assert "Restored" in window.notice_bar.text
        choose(window, "edit.undo")
        assert find(window, "stage", "Three")

    def test_a_version_is_opened_as_a_copy(
        self, program: Application, window: MainWindow, dialog: VersionsDialog
    ) -> None:
        dialog.copy.click()
        settle()
        copy = program.windows[-1]
        assert copy is not window
        assert find(copy, "stage", "Two")
        assert not copy.session.store.has_name

    def test_a_damaged_version_is_reported(
        self, window: MainWindow, dialog: VersionsDialog, qtbot: QtBot
    ) -> None:
        dialog.list.item(1).data(0x100).path.write_bytes(b"?" * 5000)
        dialog.list.setCurrentRow(1)
        qtbot.waitUntil(lambda: "not a Journey Editor project" in dialog.words.text())
        assert not dialog.restore_button.isEnabled()


def test_a_draft_that_gets_a_name_keeps_its_versions(program: Application, file: Path, qtbot: QtBot) -> None:
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


def test_a_project_that_was_never_saved_has_no_versions(program: Application, qtbot: QtBot) -> None:
    window = program.new_project("blank")
    choose(window, "project.versions")
    dialog = window.findChild(VersionsDialog)
    assert "There are no earlier versions yet" in dialog.words.text()
    dialog.close()


def test_an_error_of_the_disk_is_reported_once_and_stays_visible(
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
