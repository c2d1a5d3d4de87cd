"""Closing windows and terminating the program: with running jobs, with invalid text, and by signals."""

import signal
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from journey_editor.app.dialogs.export import ExportDialog
from journey_editor.app.program.application import Application
from journey_editor.app.runtime.termination import EndSignals
from journey_editor.app.services.clipboard import MIME
from journey_editor.app.window.main_window import MainWindow
from journey_editor.layout.card_layout import body_of
from journey_editor.model.records import Card, Stage
from journey_editor.storage.journal.recovery import open_recoverable, recoverable
from journey_editor.storage.project.project_file import read_project
from tests.app.driver import choose, select, settle
from tests.attacks.disks import FullDisk, disk_in_use

TOO_LONG = "Far too long for a name " * 1_000


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "map.journey"


@pytest.fixture
def window(program: Application, file: Path, qtbot: QtBot) -> MainWindow:
    """A window with a project that was saved in `file`."""
    made = program.new_project("sample")
    made.files.save_as(file)
    qtbot.waitUntil(lambda: made.session.title == "map")
    settle()
    return made


def write(window: MainWindow, words: str, qtbot: QtBot) -> None:
    """Type on a card, and wait until the text is safe."""
    with window.session.edit("Write") as draft:
        draft.change(draft.select(Card)[0], text=words)
    store = window.session.store
    qtbot.waitUntil(lambda: store.edits_are_safe)


def name_a_stage(window: MainWindow, words: str) -> None:
    window.canvas.edit_text(window.session.document.select(Stage)[0].id)
    window.canvas.writing.editor.setPlainText(words)
    settle()


def duration_of_a_touchpoint(window: MainWindow) -> tuple[QLineEdit, str]:
    """Return the duration field of a selected touchpoint, with its text selected, and the touchpoint's id."""
    card = next(each for each in window.session.document.select(Card) if each.first_answer is not None)
    window.session.selection.replace([card.id])
    settle()
    field = window.inspector.form.fields["first_answer"]
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.selectAll()
    return field, card.id


def throw(error: Exception) -> None:
    raise error


def buttons(window: MainWindow) -> dict[str, QPushButton]:
    found = window.notice_bar.findChildren(QPushButton)
    return {each.text(): each for each in found if not each.isHidden()}


def words_in(file: Path) -> str:
    return read_project(file).document.select(Card)[0].text


class TestAWindowThatCloses:
    def test_text_that_is_too_long_keeps_it_open_until_the_user_discards_it(
        self, program: Application, window: MainWindow
    ) -> None:
        name_a_stage(window, TOO_LONG)
        assert not window.close()
        assert window.canvas.writing.active
        assert window.canvas.writing.editor.toPlainText() == TOO_LONG
        buttons(window)["Close without this text"].click()
        settle()
        assert not program.windows

    def test_memoised_drawings_of_its_map_are_released_with_the_last_window(
        self, program: Application, window: MainWindow, qtbot: QtBot
    ) -> None:
        program.tidying.setInterval(0)
        other = program.new_project("blank")
        laid_out = body_of.cache_info().currsize
        assert laid_out > 0
        window.close()
        qtbot.waitUntil(lambda: not program.tidying.isActive())
        assert body_of.cache_info().currsize == laid_out, (
            "memos must not be released while another window is open"
        )
        other.close()
        qtbot.waitUntil(lambda: body_of.cache_info().currsize == 0)

    def test_it_can_still_be_closed_after_the_last_save_failed(
        self, program: Application, window: MainWindow, qtbot: QtBot
    ) -> None:
        write(window, "On a full disk", qtbot)
        with disk_in_use(FullDisk(0, honest=True)):
            assert not window.close()
            settle()
            assert "not enough space" in window.notice_bar.text
            buttons(window)["Close without saving"].click()
        settle()
        assert not program.windows
        [left] = recoverable()
        assert left.unsaved == 1

    def test_the_jobs_of_its_dialogs_are_cancelled_first(
        self, program: Application, window: MainWindow, file: Path, qtbot: QtBot
    ) -> None:
        choose(window, "project.export")
        dialog = window.findChild(ExportDialog)
        assert dialog is not None
        dialog.format.setCurrentIndex(dialog.format.findData("png"))
        dialog.dpi.setCurrentIndex(dialog.dpi.findData(600))
        dialog.export(file.with_name("map.png"))
        qtbot.waitUntil(dialog.progress.isVisible)
        assert window.close()
        assert not program.jobs.are_ending
        assert [each.name for each in file.parent.iterdir()] == ["map.journey"]

    def test_a_half_typed_duration_is_kept(
        self, program: Application, window: MainWindow, file: Path
    ) -> None:
        field, card = duration_of_a_touchpoint(window)
        QTest.keyClicks(field, "1:02:03")
        assert window.close()
        settle()
        assert read_project(file).document.get(Card, card).first_answer == 3723

    def test_an_invalid_duration_keeps_it_open_once_and_is_reported(
        self, program: Application, window: MainWindow, file: Path
    ) -> None:
        field, card = duration_of_a_touchpoint(window)
        before = window.session.document.get(Card, card).first_answer
        QTest.keyClicks(field, "1:301:02:03")
        choose(window, "project.close")
        assert program.windows == [window]
        assert "“1:301:02:03” is not a valid duration" in window.notice_bar.text
        assert window.close()
        settle()
        assert read_project(file).document.get(Card, card).first_answer == before

    def test_an_invalid_duration_keeps_it_open_under_its_close_button_too(
        self, program: Application, window: MainWindow
    ) -> None:
        field, _ = duration_of_a_touchpoint(window)
        QTest.keyClicks(field, "soon")
        assert not window.close()

    def test_an_invalid_duration_does_not_keep_it_open_when_the_system_ends_the_program(
        self, program: Application, window: MainWindow
    ) -> None:
        field, _ = duration_of_a_touchpoint(window)
        QTest.keyClicks(field, "soon")
        program.before_the_end()
        assert not program.windows


class TestTheSystemEndsTheProgram:
    def test_open_projects_are_saved_and_closed_without_questions(
        self, program: Application, window: MainWindow, file: Path, qtbot: QtBot
    ) -> None:
        write(window, "Just before the shutdown", qtbot)
        program.before_the_end()
        assert not program.windows
        assert words_in(file) == "Just before the shutdown"
        assert not recoverable()

    def test_a_project_that_cannot_be_saved_is_offered_at_the_next_start(
        self, program: Application, window: MainWindow, file: Path, qtbot: QtBot
    ) -> None:
        write(window, "On a full disk", qtbot)
        name_a_stage(window, TOO_LONG)
        with disk_in_use(FullDisk(0, honest=True)):
            program.before_the_end()
        assert not program.windows
        assert words_in(file) != "On a full disk"
        [left] = recoverable()
        recovered = open_recoverable(left)
        assert recovered.document.select(Card)[0].text == "On a full disk"
        assert recovered.typed is not None and recovered.typed.text == TOO_LONG
        recovered.finish(discard=True)

    def test_if_the_session_continues_everything_is_saved_and_the_windows_stay_open(
        self, program: Application, window: MainWindow, file: Path, qtbot: QtBot
    ) -> None:
        write(window, "Before the logout", qtbot)
        program.save_for_the_end()
        assert words_in(file) == "Before the logout"
        assert program.windows == [window] and window.isVisible()

    def test_no_cards_stay_on_the_clipboard_even_if_the_termination_fails(
        self, program: Application, window: MainWindow, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Copied cards would crash the program at exit; their text stays available to other programs."""
        words = window.session.document.select(Card)[0].text
        select(window, "card", words)
        choose(window, "edit.copy")
        with monkeypatch.context() as patched, pytest.raises(RuntimeError):
            patched.setattr(program.jobs, "stop", lambda: throw(RuntimeError("while ending")))
            program.before_the_end()
        left = QGuiApplication.clipboard().mimeData()
        assert not left.hasFormat(MIME)
        assert left.text() == words

    def test_the_first_signal_is_handled_and_a_second_one_terminates_the_process(
        self, qapp: QCoreApplication, qtbot: QtBot
    ) -> None:
        signals = EndSignals(qapp)
        try:
            with qtbot.waitSignal(signals.asked):
                signal.raise_signal(signal.SIGTERM)
            assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
        finally:
            signals.close()
            signals.deleteLater()

    def test_an_ignored_signal_stays_ignored(self, qapp: QCoreApplication) -> None:
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            signals = EndSignals(qapp)
            assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
            signals.close()
            signals.deleteLater()
            assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
        finally:
            signal.signal(signal.SIGINT, before)
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
