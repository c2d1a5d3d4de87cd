"""Slow files do not freeze a window: progress is shown, opening can be cancelled, and no file opens twice."""

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

from journey_editor.app.canvas.picture import drawn_map
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
from journey_editor.layout import cells
from journey_editor.layout.boxes import CardBody, MapLayout
from journey_editor.layout.map_layout import lay_out
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
    """A slow network share with the file: reads are answered when this event is set."""
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
    """Not even the existence of a file can be checked on the share."""
    run = jobs.Job.run

    def wait(self: jobs.Job, report: Callable[[float], object]) -> None:
        share.wait(20)
        run(self, report)

    monkeypatch.setattr(jobs.Job, "run", wait)
    return share


def bar(place: MainWindow | StartWindow) -> Callable[[], bool]:
    """Return a function that returns True if a window shows that a file is being opened."""
    return lambda: any(each.isVisible() for each in place.findChildren(WaitingBar))


def titles(program: Application) -> list[str]:
    return [each.session.title for each in program.windows]


class TestAMapThatTakesLongToLayOut:
    @pytest.fixture(autouse=True)
    def large(self, program: Application, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
        """Layout on other threads than the GUI thread waits until this event is set."""
        ready = threading.Event()

        def wait(*arguments: Any, **others: Any) -> MapLayout:
            while threading.current_thread() is not threading.main_thread() and not ready.wait(0.01):
                raise_if_cancelled()
            return lay_out(*arguments, **others)

        monkeypatch.setattr(drawn_map, "lay_out", wait)
        program.jobs.patience = 0.0
        yield ready
        ready.set()

    def test_does_not_freeze_a_window(
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
        assert set(busy) == {"job"}, "not the GUI thread"

    def test_can_be_cancelled(
        self, program: Application, file: Path, large: threading.Event, qtbot: QtBot
    ) -> None:
        start = program.show_start_page()
        program.open(file, start)
        qtbot.waitUntil(bar(start))
        QTest.mouseClick(start.findChildren(WaitingBar)[0].cancel, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not program.jobs.are_ending)
        assert program.windows == []
        ProjectLock.acquire(file).release()


def test_a_map_is_laid_out_once_when_it_is_opened(
    program: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_project(tmp_path / "map.journey", generated_map(1000), {})
    layouts: list[MapLayout] = []

    def counted(*arguments: Any, **others: Any) -> MapLayout:
        layouts.append(lay_out(*arguments, **others))
        return layouts[-1]

    monkeypatch.setattr(drawn_map, "lay_out", counted)
    window = program.open(tmp_path / "map.journey")
    assert window is not None
    settle()
    assert len(layouts) == 1
    assert window.canvas.map_scene.layout is layouts[0]


class TestAFileOnASlowShare:
    def test_is_shown_as_being_opened_and_then_opens(
        self, program: Application, share: threading.Event, file: Path, qtbot: QtBot
    ) -> None:
        start = program.show_start_page()
        assert program.open(file, start) is None
        assert not bar(start)(), "nearly every file is read before this could be noticed"
        qtbot.waitUntil(bar(start))
        [shown] = start.findChildren(WaitingBar)
        assert shown.text == "Opening “map.journey”…"
        share.set()
        qtbot.waitUntil(lambda: titles(program) == ["map"])
        assert program.start_window is None

    def test_the_window_can_be_used_meanwhile(
        self, program: Application, sample: MainWindow, share: threading.Event, file: Path, qtbot: QtBot
    ) -> None:
        program.open(file, sample)
        qtbot.waitUntil(bar(sample))
        with sample.session.edit("Rename") as draft:
            draft.change(draft.stages_of(sample.session.journey_id)[0], name="Meanwhile")
        share.set()
        qtbot.waitUntil(lambda: len(program.windows) == 2)
        assert not bar(sample)()

    def test_cancel_changes_nothing(
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
        assert program.windows[0].session.store.read_only is None, "nobody else has the file open"

    def test_after_a_cancel_it_opens_for_editing_although_the_share_has_not_answered_yet(
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
            ProjectLock.acquire(file)

    def test_a_file_that_is_opened_twice_has_one_window(
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

    def test_several_files_open_in_windows_and_the_errors_are_reported(
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
        shown_errors = "\n".join(each.notice_bar.text for each in program.windows)
        assert "“b.journey” is not a Journey Editor project" in shown_errors
        assert "“gone.journey” was not found" in shown_errors

    def test_the_window_may_close_meanwhile(
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

    def test_a_file_can_be_opened_again_after_an_internal_error(
        self, program: Application, share: threading.Event, file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        start = program.show_start_page()
        share.set()
        program.jobs.patience = 30.0
        with monkeypatch.context() as broken, pytest.raises(ZeroDivisionError):
            broken.setattr(opening, "recovered_project", lambda _: 1 / 0)
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
        """The window that shows progress if the program has no other."""
        monkeypatch.setattr(job_display, "DELAY_AT_START", 0.0)
        program.open_all([file])

        def shown() -> list[WaitingWindow]:
            return [each for each in QApplication.topLevelWidgets() if isinstance(each, WaitingWindow)]

        qtbot.waitUntil(lambda: any(each.isVisible() for each in shown()))
        return next(each for each in shown() if each.isVisible())

    def test_has_a_small_window_until_it_opens(
        self, program: Application, share: threading.Event, waiting: WaitingWindow, qtbot: QtBot
    ) -> None:
        assert waiting.text == "Opening “map.journey”…"
        share.set()
        qtbot.waitUntil(lambda: titles(program) == ["map"])
        assert not any(
            each.isVisible() for each in QApplication.topLevelWidgets() if isinstance(each, WaitingWindow)
        )

    @pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Space])
    def test_shows_the_start_page_after_a_cancel(
        self, program: Application, waiting: WaitingWindow, key: Qt.Key
    ) -> None:
        QTest.keyClick(waiting.cancel if key == Qt.Key.Key_Space else waiting, key)
        settle()
        assert program.start_window is not None
        assert program.windows == []


class TestReadingForOtherReasons:
    def test_salvage_of_a_damaged_file_can_be_cancelled(
        self, program: Application, share: threading.Event, file: Path, qtbot: QtBot
    ) -> None:
        file.write_bytes(file.read_bytes().replace(b"digest", b"digits"))
        start = program.show_start_page()
        share.set()
        program.open(file, start)
        qtbot.waitUntil(lambda: "is damaged" in start.notice_bar.text)
        share.clear()
        button_in(start, "Open the readable part").click()
        qtbot.waitUntil(bar(start))
        start.findChildren(WaitingBar)[0].cancel.click()
        share.set()
        settle()
        assert program.windows == []

    def test_a_cancelled_recovery_is_offered_again(
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

    def test_an_import_is_cancelled_when_its_window_closes(
        self,
        program: Application,
        sample: MainWindow,
        standstill: threading.Event,
        file: Path,
        qtbot: QtBot,
    ) -> None:
        other = program.new_project("blank")
        file.with_name("a.mmd").write_text("journey\n title T\n section S\n  Do: 3: Me\n")
        sample.imports.add([file.with_name("a.mmd")])
        [job] = program.jobs.active
        assert sample.close()
        standstill.set()
        assert job.wait(20)
        qtbot.waitUntil(lambda: not program.jobs.active)
        assert program.windows == [other]

    def test_the_versions_dialog_can_be_closed_while_it_reads(
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
        assert dialog.words.text() == "Loading…"
        threading.Timer(0.2, share.set).start()
        dialog.close()
        assert program.windows == [window]


def button_in(place: MainWindow | StartWindow, text: str) -> QPushButton:
    settle()
    [found] = [each for each in place.notice_bar.findChildren(QPushButton) if each.text() == text]
    return found
