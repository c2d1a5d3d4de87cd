"""What takes long to read freezes no window: it is shown, and can be called off; nothing is opened twice."""

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from journey_editor.app.dialogs.versions import VersionsDialog
from journey_editor.app.program import job_display
from journey_editor.app.program.application import Application
from journey_editor.app.runtime import jobs
from journey_editor.app.start.start_window import StartWindow
from journey_editor.app.widgets.waiting_bar import WaitingBar, WaitingWindow
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.templates import project_from_template
from journey_editor.foundation import file_system, memo
from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.layout import cells, map_layout
from journey_editor.layout.boxes import CardBody, MapLayout
from journey_editor.storage import opening
from journey_editor.storage.journal import recovery
from journey_editor.storage.locking.project_lock import ProjectHeldError, ProjectLock
from journey_editor.storage.project.project_file import write_project
from tests.app.driver import settle
from tests.app.program.test_recovery import crashed, text_in
from tests.benchmarks.generated import generated_map


@pytest.fixture
def file(tmp_path: Path) -> Path:
    write_project(tmp_path / "map.journey", project_from_template("blank"), {})
    return tmp_path / "map.journey"


@pytest.fixture
def share(program: Application, file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """A slow share with the file on it: what is read from there comes when this is set."""
    answers = threading.Event()
    read = file_system.FileSystem.read

    def wait(self: file_system.FileSystem, descriptor: int, count: int) -> bytes:
        answers.wait(20)
        return read(self, descriptor, count)

    monkeypatch.setattr(file_system.FileSystem, "read", wait)
    program.jobs.patience = 0.0
    yield answers
    answers.set()


@pytest.fixture
def standstill(share: threading.Event, monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """The share does not even say whether a file is there."""
    run = jobs.Job.run

    def wait(self: jobs.Job) -> bool:
        share.wait(20)
        return run(self)

    monkeypatch.setattr(jobs.Job, "run", wait)
    return share


def bar(place: MainWindow | StartWindow) -> Callable[[], bool]:
    """Whether a window shows that something is being opened."""
    return lambda: any(each.isVisible() for each in place.findChildren(WaitingBar))


def titles(program: Application) -> list[str]:
    return [each.session.title for each in program.windows]


class TestAMapThatTakesLongToLayOut:
    @pytest.fixture(autouse=True)
    def large(self, program: Application, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
        """It is laid out when this is set."""
        ready = threading.Event()
        lay_out = map_layout.lay_out

        def wait(*arguments: Any, **others: Any) -> MapLayout:
            while not ready.wait(0.01):
                raise_if_cancelled()
            return lay_out(*arguments, **others)

        monkeypatch.setattr(map_layout, "lay_out", wait)
        program.jobs.patience = 0.0
        yield ready
        ready.set()

    def test_freezes_no_window(
        self,
        program: Application,
        sample: MainWindow,
        tmp_path: Path,
        large: threading.Event,
        qtbot: QtBot,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        write_project(tmp_path / "map.journey", generated_map(9, stages=3, lanes=3, curve=False), {})
        busy: list[str] = []
        body_of = cells.body_of

        def noted(*arguments: Any) -> CardBody:
            busy.append(threading.current_thread().name)
            return body_of(*arguments)

        monkeypatch.setattr(cells, "body_of", noted)
        memo.forget_all()
        memo.forget_values()
        program.open(tmp_path / "map.journey", sample)
        qtbot.waitUntil(bar(sample))
        large.set()
        qtbot.waitUntil(lambda: len(program.windows) == 2)
        assert len(busy) >= 9
        assert set(busy) == {"job"}, "not the thread of the windows"

    def test_can_be_called_off(
        self, program: Application, file: Path, large: threading.Event, qtbot: QtBot
    ) -> None:
        start = program.show_start_page()
        program.open(file, start)
        qtbot.waitUntil(bar(start))
        QTest.mouseClick(start.findChildren(WaitingBar)[0].cancel, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not program.jobs.are_ending)
        assert program.windows == []
        ProjectLock.take(file).release()


class TestAFileOnASlowShare:
    def test_is_shown_as_being_opened_and_then_opens(
        self, program: Application, share: threading.Event, file: Path, qtbot: QtBot
    ) -> None:
        start = program.show_start_page()
        assert program.open(file, start) is None
        assert not bar(start)(), "nearly every file is there before anybody could read that"
        qtbot.waitUntil(bar(start))
        [shown] = start.findChildren(WaitingBar)
        assert shown.text == "Opening “map.journey”…"
        share.set()
        qtbot.waitUntil(lambda: titles(program) == ["map"])
        assert program.start_window is None

    def test_the_window_it_was_asked_from_can_be_used_meanwhile(
        self, program: Application, sample: MainWindow, share: threading.Event, file: Path, qtbot: QtBot
    ) -> None:
        program.open(file, sample)
        qtbot.waitUntil(bar(sample))
        with sample.session.edit("Rename") as draft:
            draft.change(draft.stages_of(sample.session.journey_id)[0], name="Meanwhile")
        share.set()
        qtbot.waitUntil(lambda: len(program.windows) == 2)
        assert not bar(sample)()

    def test_cancel_leaves_all_as_it_was(
        self, program: Application, share: threading.Event, file: Path, qtbot: QtBot
    ) -> None:
        start = program.show_start_page()
        program.open(file, start)
        qtbot.waitUntil(bar(start))
        QTest.mouseClick(start.findChildren(WaitingBar)[0].cancel, Qt.MouseButton.LeftButton)
        assert not bar(start)()
        assert program.jobs.active == []
        share.set()
        program.open(file, start)
        qtbot.waitUntil(lambda: titles(program) == ["map"])
        assert program.windows[0].session.store.read_only is None, "nobody else has it"

    def test_called_off_it_opens_for_work_though_the_share_has_not_answered_the_first_time(
        self, program: Application, share: threading.Event, file: Path, qtbot: QtBot
    ) -> None:
        start = program.show_start_page()
        program.open(file, start)
        qtbot.waitUntil(bar(start))
        start.findChildren(WaitingBar)[0].cancel.click()
        program.open(file, start)
        threading.Timer(0.5, share.set).start()
        qtbot.waitUntil(lambda: titles(program) == ["map"])
        store = program.windows[0].session.store
        assert store.read_only is None
        with pytest.raises(ProjectHeldError, match="another window"):
            ProjectLock.take(file)

    def test_asked_for_twice_has_one_window(
        self, program: Application, share: threading.Event, file: Path, qtbot: QtBot
    ) -> None:
        os.link(file, file.with_name("other name.journey"))
        start = program.show_start_page()
        for path in (file, file.parent / "x" / ".." / "map.journey", file.with_name("other name.journey")):
            program.open(path, start)
        assert len(program.jobs.active) == 2
        share.set()
        qtbot.waitUntil(lambda: not program.jobs.active)
        settle()
        assert len(program.windows) == 1

    def test_several_open_each_in_a_window_and_one_sentence_says_which_could_not(
        self, program: Application, standstill: threading.Event, file: Path, qtbot: QtBot
    ) -> None:
        names = ["a.journey", "b.journey", "c.journey", "d.journey"]
        for name in names:
            file.with_name(name).write_bytes(file.read_bytes())
        file.with_name("b.journey").write_bytes(b"Dear Sir or Madam, " * 100)
        start = program.show_start_page()
        program.open_all([file.with_name(each) for each in (*names, "gone.journey")], start)
        qtbot.waitUntil(bar(start))
        [shown] = start.findChildren(WaitingBar)
        qtbot.waitUntil(lambda: shown.text == "Opening 5 files…")
        standstill.set()
        qtbot.waitUntil(lambda: not program.jobs.active)
        settle()
        assert sorted(titles(program)) == ["a", "c", "d"]
        told = "\n".join(each.notice_bar.text for each in program.windows)
        assert "“b.journey” is not a Journey Editor project" in told
        assert "“gone.journey” was not found" in told

    def test_the_window_it_was_asked_from_may_close_meanwhile(
        self, program: Application, sample: MainWindow, share: threading.Event, file: Path, qtbot: QtBot
    ) -> None:
        other = program.new_project("blank")
        file.write_bytes(b"Dear Sir or Madam, " * 100)
        program.open(file, sample)
        assert sample.close()
        qtbot.waitUntil(bar(other))
        share.set()
        qtbot.waitUntil(lambda: "not a Journey Editor project" in other.notice_bar.text)

    def test_the_program_may_be_quit_meanwhile(
        self, program: Application, sample: MainWindow, share: threading.Event, file: Path
    ) -> None:
        program.open(file, sample)
        program.quit()
        assert program.windows == [] and program.jobs.active == []
        share.set()
        settle()
        assert program.windows == []

    def test_a_fault_of_the_program_keeps_nobody_from_asking_again(
        self, program: Application, share: threading.Event, file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        start = program.show_start_page()
        share.set()
        program.jobs.patience = 30.0
        with monkeypatch.context() as broken, pytest.raises(ZeroDivisionError):
            broken.setattr(opening, "left_for", lambda _: 1 / 0)
            program.open(file, start)
        assert program.open(file, start) is not None


class TestAStartWithASlowFile:
    @pytest.fixture
    def waiting(
        self,
        program: Application,
        share: threading.Event,
        file: Path,
        qtbot: QtBot,
        monkeypatch: pytest.MonkeyPatch,
    ) -> WaitingWindow:
        """The small window that is there when the program has no other."""
        monkeypatch.setattr(job_display, "SOON_AT_START", 0.0)
        program.open_all([file])

        def shown() -> list[WaitingWindow]:
            return [each for each in QApplication.topLevelWidgets() if isinstance(each, WaitingWindow)]

        qtbot.waitUntil(lambda: any(each.isVisible() for each in shown()))
        return next(each for each in shown() if each.isVisible())

    def test_has_a_small_window_until_it_is_there(
        self, program: Application, share: threading.Event, waiting: WaitingWindow, qtbot: QtBot
    ) -> None:
        assert waiting.text == "Opening “map.journey”…"
        share.set()
        qtbot.waitUntil(lambda: titles(program) == ["map"])
        assert not any(
            each.isVisible() for each in QApplication.topLevelWidgets() if isinstance(each, WaitingWindow)
        )

    @pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Space])
    def test_called_off_it_shows_the_start_page(
        self, program: Application, waiting: WaitingWindow, key: Qt.Key
    ) -> None:
        QTest.keyClick(waiting.cancel if key == Qt.Key.Key_Space else waiting, key)
        settle()
        assert program.start_window is not None
        assert program.windows == []


class TestReadingForOtherReasons:
    def test_what_can_be_read_of_a_damaged_file_is_called_off(
        self, program: Application, share: threading.Event, file: Path, qtbot: QtBot
    ) -> None:
        file.write_bytes(file.read_bytes().replace(b"digest", b"digits"))
        start = program.show_start_page()
        share.set()
        program.open(file, start)
        qtbot.waitUntil(lambda: "is damaged" in start.notice_bar.text)
        share.clear()
        button_in(start, "Open what can be read").click()
        qtbot.waitUntil(bar(start))
        start.findChildren(WaitingBar)[0].cancel.click()
        share.set()
        settle()
        assert program.windows == []

    def test_a_recovery_that_is_called_off_is_offered_as_before(
        self, program: Application, standstill: threading.Event, tmp_path: Path, qtbot: QtBot
    ) -> None:
        path = tmp_path / "Support.journey"
        standstill.set()
        crashed(path)
        standstill.clear()
        start = program.show_start_page()
        for _ in range(3):
            program.open(path, start)
            [job] = program.jobs.active
            standstill.set()
            assert job.wait(20)
            program.jobs.cancel_all()
            standstill.clear()
        [found] = recovery.recoverable()
        assert found.attempts == 0
        standstill.set()
        program.open(path, start)
        qtbot.waitUntil(lambda: len(program.windows) == 1)
        assert text_in(program.windows[0]) == "Sent"

    def test_an_import_reaches_no_window_that_has_closed(
        self,
        program: Application,
        sample: MainWindow,
        standstill: threading.Event,
        file: Path,
        qtbot: QtBot,
    ) -> None:
        other = program.new_project("blank")
        file.with_name("a.mmd").write_text("journey\n title T\n section S\n  Do: 3: Me\n")
        sample.imports.take([file.with_name("a.mmd")])
        [job] = program.jobs.active
        assert sample.close()
        standstill.set()
        assert job.wait(20)
        qtbot.waitUntil(lambda: not program.jobs.active)
        assert program.windows == [other]

    def test_versions_that_are_being_read_keep_no_dialog_open(
        self, program: Application, share: threading.Event, file: Path, qtbot: QtBot
    ) -> None:
        share.set()
        write_project(file, project_from_template("sample"), {})
        program.jobs.patience = 30.0
        window = program.open(file)
        assert window is not None
        share.clear()
        window.files.show_versions()
        dialog = window.findChild(VersionsDialog)
        assert dialog.words.text() == "One moment…"
        threading.Timer(0.2, share.set).start()
        dialog.close()
        assert program.windows == [window]


def button_in(place: MainWindow | StartWindow, text: str) -> QPushButton:
    settle()
    [found] = [each for each in place.notice_bar.findChildren(QPushButton) if each.text() == text]
    return found
