"""After a crash: what was open is offered, opened with undo and redo, put off, or thrown away."""

import json
import shutil
import time
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from journey_editor.app.program.application import Application
from journey_editor.app.start.recovery_row import RecoveryRow
from journey_editor.app.start.start_window import StartWindow
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.editor import Editor
from journey_editor.editing.templates import project_from_template
from journey_editor.foundation import folders
from journey_editor.foundation.identity import counting_ids
from journey_editor.model.records import Card
from journey_editor.storage.journal import recovery
from journey_editor.storage.journal.items import Opened
from journey_editor.storage.journal.names import LOCK
from journey_editor.storage.project.drafts import new_draft
from journey_editor.storage.project.project_file import read_project, write_project
from tests.app.driver import select, settle, type_into
from tests.storage.journal.journaling import CARD, Session


def crashed(path: Path | None = None, *, typed: str = "", lane: str = "") -> Session:
    """A session that ended after three edits, the last of them undone, and with words half typed."""
    document = project_from_template("sample", new_id=counting_ids())
    stamp = write_project(path, document, {}) if path is not None else None
    session = Session(Opened(document, {}, path or new_draft(), stamp=stamp))
    for text in ("Packed", "Sent", "Lost"):
        session.write(text)
    session.editor.undo()
    if typed:
        card = session.editor.document.get(Card, CARD)
        session.journal.record_typing(card, "text", typed)
    session.crash()
    return session


def offered(program: Application) -> list[RecoveryRow]:
    page = program.show_start_page()
    settle()
    return page.findChildren(RecoveryRow)


def words(row: RecoveryRow) -> str:
    return " | ".join(each.text() for each in row.findChildren(QLabel) if each.text())


def choose_in(window: MainWindow | StartWindow, text: str) -> None:
    """Press the button of the quiet bar with that text."""
    buttons = window.notice_bar.findChildren(QPushButton)
    # Those of an earlier message go a moment later.
    [button] = [each for each in buttons if each.text() == text and not each.isHidden()]
    button.click()
    settle()


def text_in(window: MainWindow) -> str:
    return window.session.document.get(Card, CARD).text


class TestOnTheStartPage:
    def test_it_is_offered_by_name_and_time(self, program: Application, tmp_path: Path) -> None:
        crashed(tmp_path / "Support.journey")
        [row] = offered(program)
        assert words(row).startswith("Support | ")
        assert f"{time.strftime('%Y')}, " in words(row)
        assert words(row).endswith("4 changes that are not in the file")

    def test_open_brings_back_map_undo_and_redo_and_it_is_saved(
        self, program: Application, tmp_path: Path, qtbot: QtBot
    ) -> None:
        path = tmp_path / "Support.journey"
        crashed(path)
        [row] = offered(program)
        row.open_button.click()
        settle()
        [window] = program.windows
        assert "as it was when the program ended" in window.notice_bar.text
        assert text_in(window) == "Sent"
        assert (window.session.editor.undo_name, window.session.editor.redo_name) == ("Write", "Write")
        window.session.redo()
        assert text_in(window) == "Lost"
        for _ in range(3):
            window.session.undo()
        assert window.session.editor.undo_name is None
        window.session.redo()
        window.close()
        settle()
        assert read_project(path).document.get(Card, CARD).text == "Packed"
        assert recovery.recoverable() == []

    def test_later_means_at_the_next_start(self, program: Application, qapp) -> None:
        crashed()
        [row] = offered(program)
        row.later_button.click()
        settle()
        assert offered(program) == []
        assert len(Application(qapp).recoveries.offers()) == 1

    def test_discarded_it_can_be_taken_back(self, program: Application) -> None:
        crashed()
        [row] = offered(program)
        row.discard_button.click()
        settle()
        assert offered(program) == []
        assert program.start_window is not None
        assert "30 days" in program.start_window.notice_bar.text
        choose_in(program.start_window, "Take it back")
        assert len(offered(program)) == 1

    def test_what_the_file_has_is_not_offered(self, program: Application, tmp_path: Path) -> None:
        path = tmp_path / "Support.journey"
        document = project_from_template("sample", new_id=counting_ids())
        session = Session(Opened(document, {}, path, stamp=write_project(path, document, {})))
        session.write("Packed")
        session.save(path)
        session.crash()
        assert offered(program) == []

    def test_where_its_file_is_gone_all_of_it_can_be_had_back(
        self, program: Application, tmp_path: Path
    ) -> None:
        path = tmp_path / "Support.journey"
        document = project_from_template("sample", new_id=counting_ids())
        session = Session(Opened(document, {}, path, stamp=write_project(path, document, {})))
        session.write("Packed")
        session.save(path)
        session.crash()
        path.unlink()
        [row] = offered(program)
        assert words(row).endswith("Its file is not there any more")
        row.open_button.click()
        settle()
        [window] = program.windows
        assert text_in(window) == "Packed"
        assert window.windowTitle() == "Support[*] — Journey Editor"
        assert not window.close()
        assert "moved, renamed or deleted" in window.notice_bar.text
        choose_in(window, "Save it there again")
        window.close()
        settle()
        assert read_project(path).document.get(Card, CARD).text == "Packed"

    def test_what_another_computer_has_open_or_has_left_opens_here_when_that_is_wanted(
        self, program: Application, tmp_path: Path
    ) -> None:
        session = crashed(tmp_path / "Support.journey")
        assert session.journal.folder is not None
        other = {"pid": 1, "host": "Office-PC", "machine": "another", "started": ""}
        (session.journal.folder / LOCK).write_text(json.dumps(other))
        [row] = offered(program)
        assert words(row).endswith("Open on Office-PC, or left there")
        row.open_button.click()
        settle()
        assert program.windows == []
        assert program.start_window is not None
        assert "Open it here if nobody does" in program.start_window.notice_bar.text
        choose_in(program.start_window, "Open it here")
        [window] = program.windows
        assert text_in(window) == "Sent"

    def test_one_that_cannot_be_opened_says_so_and_stays(self, program: Application) -> None:
        session = crashed()
        assert session.journal.folder is not None
        for each in session.journal.folder.glob("base-*"):
            each.write_bytes(b"overwritten")
        [row] = offered(program)
        row.open_button.click()
        settle()
        assert program.windows == []
        assert program.start_window is not None
        assert "unsaved changes are damaged" in program.start_window.notice_bar.text
        assert len(offered(program)) == 1


class TestOpeningTheFile:
    def test_the_file_opens_with_what_it_had_not_yet(self, program: Application, tmp_path: Path) -> None:
        path = tmp_path / "Support.journey"
        crashed(path)
        window = program.open(path)
        assert window is not None
        assert text_in(window) == "Sent"
        assert window.session.editor.redo_name == "Write"

    def test_a_session_that_was_closed_well_is_over(self, program: Application, tmp_path: Path) -> None:
        path = tmp_path / "Support.journey"
        crashed(path)
        for undo in ("Write", None):
            window = program.open(path)
            assert window is not None
            assert window.session.editor.undo_name == undo
            window.close()
            settle()

    def test_undo_goes_on_where_everything_was_saved(self, program: Application, tmp_path: Path) -> None:
        path = tmp_path / "Support.journey"
        write_project(path, project_from_template("sample", new_id=counting_ids()), {})
        document = read_project(path).document
        saved = Session(Opened(document, {}, path, stamp=read_project(path).stamp))
        saved.write("Found")
        saved.save(path)
        saved.crash()
        window = program.open(path)
        assert window is not None
        assert (text_in(window), window.session.editor.undo_name) == ("Found", "Write")
        assert window.notice_bar.isHidden()

    def test_a_file_that_was_changed_meanwhile_opens_as_it_is(
        self, program: Application, tmp_path: Path
    ) -> None:
        path = tmp_path / "Support.journey"
        document = project_from_template("sample", new_id=counting_ids())
        session = Session(Opened(document, {}, path, stamp=write_project(path, document, {})))
        session.write("Packed")
        session.save(path)
        session.crash()
        write_project(path, document, {})
        window = program.open(path)
        assert window is not None
        assert text_in(window) == document.get(Card, CARD).text

    def test_one_that_ended_the_program_twice_waits_to_be_asked_for(
        self, program: Application, tmp_path: Path
    ) -> None:
        path = tmp_path / "Support.journey"
        crashed(path)
        for _ in range(2):
            recovery.open_recoverable(recovery.recoverable()[0]).finish(discard=False)
        [row] = offered(program)
        assert "has ended the program before" in words(row)
        window = program.open(path)
        assert window is not None
        assert text_in(window) != "Sent"
        program.recoveries.open(recovery.recoverable()[0], window)
        assert len(program.windows) == 2
        assert text_in(program.windows[1]) == "Sent"
        assert not program.windows[1].session.store.has_name


class TestTyping:
    def test_words_that_were_being_typed_are_in_the_open_text_again(
        self, program: Application, tmp_path: Path
    ) -> None:
        path = tmp_path / "Support.journey"
        crashed(path, typed="Sent and d")
        window = program.open(path)
        assert window is not None
        settle()
        assert window.canvas.writing.active
        assert window.canvas.writing.editor.toPlainText() == "Sent and d"
        assert text_in(window) == "Sent"
        window.canvas.writing.finish()
        assert text_in(window) == "Sent and d"

    def hidden(self, program: Application, tmp_path: Path) -> MainWindow:
        """A window with a card in a lane that is not shown, into which somebody was typing."""
        path = tmp_path / "Support.journey"
        document = project_from_template("sample", new_id=counting_ids())
        session = Session(Opened(document, {}, path, stamp=write_project(path, document, {})))
        card = document.get(Card, CARD)
        with session.editor.edit("Hide") as draft:
            draft.change(draft.find(card.lane), hidden=True)
        session.journal.record_typing(card, "text", "Packed and s")
        session.crash()
        window = program.open(path)
        assert window is not None
        return window

    def test_where_their_place_is_not_shown_they_can_be_copied(
        self, program: Application, tmp_path: Path
    ) -> None:
        window = self.hidden(program, tmp_path)
        assert "You were typing: Packed and s" in window.notice_bar.text
        choose_in(window, "Copy the words")
        assert QGuiApplication.clipboard().text() == "Packed and s"

    def test_or_put_in(self, program: Application, tmp_path: Path) -> None:
        window = self.hidden(program, tmp_path)
        choose_in(window, "Put them in")
        assert text_in(window) == "Packed and s"

    def test_they_are_offered_each_time_until_somebody_decides(
        self, program: Application, tmp_path: Path
    ) -> None:
        window = self.hidden(program, tmp_path)
        for _ in range(3):
            assert window.close()
            again = program.open(tmp_path / "Support.journey")
            assert again is not None
            window = again
            assert "You were typing: Packed and s" in window.notice_bar.text
        choose_in(window, "Discard the words")
        assert window.close()
        assert not recovery.recoverable()


class TestWhileWorking:
    def test_the_dot_tells_that_what_was_done_is_safe(self, sample: MainWindow, qtbot: QtBot) -> None:
        with sample.session.edit("Write") as draft:
            draft.change(draft.select(Card)[0], text="Packed")
        qtbot.waitUntil(lambda: sample.status_line.saved_text == "● Saved for recovery")

    def test_what_is_typed_is_safe_before_it_is_an_edit(
        self, program: Application, sample: MainWindow, qtbot: QtBot
    ) -> None:
        card = sample.session.document.select(Card)[0]
        with sample.session.edit("Write") as draft:
            draft.change(card, text="Packed")
        sample.canvas.writing.mend(card.id)
        sample.canvas.writing.editor.setPlainText("Packed and s")
        qtbot.wait(700)
        [folder] = (folders.user_data() / "recovery").iterdir()
        # What would lie there if the program ended now.
        shutil.copytree(folder, folder.with_name("as it is now"), ignore=shutil.ignore_patterns("lock"))
        typed = recovery.open_recoverable(recovery.recoverable()[0]).typed
        assert typed is not None
        assert (typed.record.id, typed.field, typed.text) == (card.id, "text", "Packed and s")

    def test_what_is_typed_beside_the_map_is_safe_letter_by_letter_and_one_step_afterwards(
        self, sample: MainWindow, qtbot: QtBot
    ) -> None:
        (card,) = select(sample, "card", "On hold for 26")
        before = sample.session.document.get(Card, card).text
        field = sample.inspector.form.fields["text"]
        assert isinstance(field, QWidget)
        type_into(field, "On hold for an h")
        store = sample.session.store
        qtbot.waitUntil(lambda: store.edits_are_safe)
        [folder] = (folders.user_data() / "recovery").iterdir()
        # What would lie there if the program ended now.
        shutil.copytree(folder, folder.with_name("as it is now"), ignore=shutil.ignore_patterns("lock"))
        left = recovery.open_recoverable(recovery.recoverable()[0])
        editor = Editor(left.document, history=left.history)
        assert editor.document.get(Card, card).text == "On hold for an h"
        editor.undo()
        assert editor.document.get(Card, card).text == before
        assert editor.undo_name is None
        editor.redo()
        assert editor.document.get(Card, card).text == "On hold for an h"

    def test_closed_without_saving_it_is_offered_at_the_next_start(
        self, program: Application, tmp_path: Path, qtbot: QtBot
    ) -> None:
        path = tmp_path / "there" / "Support.journey"
        path.parent.mkdir()
        crashed(path)
        window = program.open(path)
        assert window is not None
        path.unlink()
        path.parent.rmdir()
        with window.session.edit("Write") as draft:
            draft.change(draft.get(Card, CARD), text="Found")
        assert not window.close()
        choose_in(window, "Close without saving")
        settle()
        assert program.windows == []
        [found] = program.recoveries.offers()
        assert found.name == "Support"

    def test_without_a_place_for_the_journal_one_is_told_once(
        self, program: Application, qtbot: QtBot
    ) -> None:
        for folder in (folders.user_data, folders.user_cache, folders.user_temporary):
            (folder() / "recovery").write_text("in the way")
        window = program.new_project("sample")
        with window.session.edit("Write") as draft:
            draft.change(draft.select(Card)[0], text="Packed")
        qtbot.waitUntil(lambda: "Crash recovery is off" in window.notice_bar.text)
        assert window.status_line.saved_text == "○ Not saved yet"
