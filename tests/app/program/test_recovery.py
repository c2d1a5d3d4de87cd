"""After a crash, open projects are offered, and can be opened with undo and redo, postponed or discarded."""

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
from journey_editor.storage.journal.names import LOCK
from journey_editor.storage.project.drafts import new_draft
from journey_editor.storage.project.project import Project
from journey_editor.storage.project.project_file import read_project, write_project
from tests.app.driver import select, settle, type_into
from tests.storage.journal.journaling import CARD, Session


def crashed(path: Path | None = None, *, typed: str = "", lane: str = "") -> Session:
    """Session that crashed after three edits, the last of them undone, with unfinished typing."""
    document = project_from_template("sample", new_id=counting_ids())
    stamp = write_project(path, document, {}) if path is not None else None
    session = Session(Project(document, {}, path or new_draft(), stamp=stamp))
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


def headings(program: Application) -> list[str]:
    page = program.show_start_page()
    page.refresh()
    settle()
    return [each.text() for each in page.findChildren(QLabel) if each.property("role") == "heading"]


def words(row: RecoveryRow) -> str:
    return " | ".join(each.text() for each in row.findChildren(QLabel) if each.text())


def choose_in(window: MainWindow | StartWindow, text: str) -> None:
    """Press the button with a text in the notice bar."""
    buttons = window.notice_bar.findChildren(QPushButton)
    # The buttons of an earlier notice are deleted later.
    [button] = [each for each in buttons if each.text() == text and not each.isHidden()]
    button.click()
    settle()


def text_in(window: MainWindow) -> str:
    return window.session.document.get(Card, CARD).text


class TestStartPage:
    def test_a_project_is_offered_with_its_name_and_time(self, program: Application, tmp_path: Path) -> None:
        crashed(tmp_path / "Support.journey")
        [row] = offered(program)
        assert words(row).startswith("Support | ")
        assert f"{time.strftime('%Y')}, " in words(row)
        assert words(row).endswith("4 changes that are not in the file")

    def test_a_draft_was_never_saved_to_a_file(self, program: Application) -> None:
        crashed()
        [row] = offered(program)
        assert words(row).endswith(" changes, not saved to a file yet")

    def test_open_restores_the_map_with_undo_and_redo_and_saves_it(
        self, program: Application, tmp_path: Path, qtbot: QtBot
    ) -> None:
        path = tmp_path / "Support.journey"
        crashed(path)
        [row] = offered(program)
        row.open_button.click()
        settle()
        [window] = program.windows
        assert "was recovered as it was when the program ended" in window.notice_bar.text
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

    def test_later_offers_it_again_at_the_next_start(self, program: Application, qapp) -> None:
        crashed()
        [row] = offered(program)
        row.later_button.click()
        settle()
        assert offered(program) == []
        assert len(Application(qapp).recoveries.offers()) == 1

    def test_a_discarded_project_can_be_restored(self, program: Application) -> None:
        crashed()
        [row] = offered(program)
        row.discard_button.click()
        settle()
        assert offered(program) == []
        assert program.start_window is not None
        assert "30 days" in program.start_window.notice_bar.text
        choose_in(program.start_window, "Restore")
        assert len(offered(program)) == 1

    def test_a_project_whose_edits_were_all_saved_is_not_offered(
        self, program: Application, tmp_path: Path
    ) -> None:
        path = tmp_path / "Support.journey"
        document = project_from_template("sample", new_id=counting_ids())
        session = Session(Project(document, {}, path, stamp=write_project(path, document, {})))
        session.write("Packed")
        session.save(path)
        session.crash()
        assert offered(program) == []

    def test_a_project_whose_file_was_deleted_can_be_recovered(
        self, program: Application, tmp_path: Path
    ) -> None:
        path = tmp_path / "Support.journey"
        document = project_from_template("sample", new_id=counting_ids())
        session = Session(Project(document, {}, path, stamp=write_project(path, document, {})))
        session.write("Packed")
        session.save(path)
        session.crash()
        path.unlink()
        [row] = offered(program)
        assert words(row).endswith("Its file no longer exists")
        row.open_button.click()
        settle()
        [window] = program.windows
        assert text_in(window) == "Packed"
        assert window.windowTitle() == "Support[*] — Journey Editor"
        assert not window.close()
        assert "moved, renamed or deleted" in window.notice_bar.text
        choose_in(window, "Save to the same place")
        window.close()
        settle()
        assert read_project(path).document.get(Card, CARD).text == "Packed"

    def test_a_project_that_is_open_on_another_computer_opens_here_on_request(
        self, program: Application, tmp_path: Path
    ) -> None:
        session = crashed(tmp_path / "Support.journey")
        assert session.journal.folder is not None
        other = {"pid": 1, "host": "Office-PC", "machine": "another", "started": ""}
        (session.journal.folder / LOCK).write_text(json.dumps(other))
        [row] = offered(program)
        assert words(row).endswith("Open on Office-PC, or not closed properly there")
        row.open_button.click()
        settle()
        assert program.windows == []
        assert program.start_window is not None
        assert "you can open it here" in program.start_window.notice_bar.text
        choose_in(program.start_window, "Open it here")
        [window] = program.windows
        assert text_in(window) == "Sent"

    def test_a_project_that_cannot_be_opened_is_reported_and_still_offered(
        self, program: Application
    ) -> None:
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
    def test_the_file_opens_with_the_edits_that_were_not_saved(
        self, program: Application, tmp_path: Path
    ) -> None:
        path = tmp_path / "Support.journey"
        crashed(path)
        window = program.open(path)
        assert window is not None
        assert text_in(window) == "Sent"
        assert window.session.editor.redo_name == "Write"

    def test_a_session_that_was_closed_properly_is_not_recovered(
        self, program: Application, tmp_path: Path
    ) -> None:
        path = tmp_path / "Support.journey"
        crashed(path)
        for undo in ("Write", None):
            window = program.open(path)
            assert window is not None
            assert window.session.editor.undo_name == undo
            window.close()
            settle()

    def test_undo_continues_if_everything_was_saved(self, program: Application, tmp_path: Path) -> None:
        path = tmp_path / "Support.journey"
        write_project(path, project_from_template("sample", new_id=counting_ids()), {})
        document = read_project(path).document
        saved = Session(Project(document, {}, path, stamp=read_project(path).stamp))
        saved.write("Found")
        saved.save(path)
        saved.crash()
        window = program.open(path)
        assert window is not None
        assert (text_in(window), window.session.editor.undo_name) == ("Found", "Write")
        assert window.notice_bar.isHidden()

    def test_a_file_that_was_changed_meanwhile_opens_without_recovery(
        self, program: Application, tmp_path: Path
    ) -> None:
        path = tmp_path / "Support.journey"
        document = project_from_template("sample", new_id=counting_ids())
        session = Session(Project(document, {}, path, stamp=write_project(path, document, {})))
        session.write("Packed")
        session.save(path)
        session.crash()
        write_project(path, document, {})
        window = program.open(path)
        assert window is not None
        assert text_in(window) == document.get(Card, CARD).text

    def test_a_project_that_crashed_the_program_twice_is_only_opened_on_request(
        self, program: Application, tmp_path: Path
    ) -> None:
        path = tmp_path / "Support.journey"
        crashed(path)
        for _ in range(2):
            recovery.open_recoverable(recovery.recoverable()[0]).finish(discard=False)
        [row] = offered(program)
        assert "crashed the program before" in words(row)
        window = program.open(path)
        assert window is not None
        assert text_in(window) != "Sent"
        program.recoveries.open(recovery.recoverable()[0], window)
        assert len(program.windows) == 2
        assert text_in(program.windows[1]) == "Sent"
        assert not program.windows[1].session.store.has_name


class TestTyping:
    def test_unfinished_typing_is_restored_in_the_text_editor(
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
        """A window with unfinished typing on a card in a hidden lane."""
        path = tmp_path / "Support.journey"
        document = project_from_template("sample", new_id=counting_ids())
        session = Session(Project(document, {}, path, stamp=write_project(path, document, {})))
        card = document.get(Card, CARD)
        with session.editor.edit("Hide") as draft:
            draft.change(draft.find(card.lane), hidden=True)
        session.journal.record_typing(card, "text", "Packed and s")
        session.crash()
        window = program.open(path)
        assert window is not None
        return window

    def test_unfinished_typing_on_a_hidden_card_can_be_copied(
        self, program: Application, tmp_path: Path
    ) -> None:
        window = self.hidden(program, tmp_path)
        assert "You were typing: Packed and s" in window.notice_bar.text
        choose_in(window, "Copy the text")
        assert QGuiApplication.clipboard().text() == "Packed and s"

    def test_unfinished_typing_on_a_hidden_card_can_be_inserted(
        self, program: Application, tmp_path: Path
    ) -> None:
        window = self.hidden(program, tmp_path)
        choose_in(window, "Insert the text")
        assert text_in(window) == "Packed and s"

    def test_unfinished_typing_is_offered_until_the_user_decides(
        self, program: Application, tmp_path: Path
    ) -> None:
        window = self.hidden(program, tmp_path)
        for _ in range(3):
            assert window.close()
            again = program.open(tmp_path / "Support.journey")
            assert again is not None
            window = again
            assert "You were typing: Packed and s" in window.notice_bar.text
        choose_in(window, "Discard the text")
        assert window.close()
        assert not recovery.recoverable()


class TestJournal:
    def test_the_status_bar_shows_that_edits_are_safe(self, sample: MainWindow, qtbot: QtBot) -> None:
        with sample.session.edit("Write") as draft:
            draft.change(draft.select(Card)[0], text="Packed")
        qtbot.waitUntil(lambda: sample.status_line.saved_text == "● Saved for recovery")

    def test_typing_is_safe_before_it_becomes_an_edit(
        self, program: Application, sample: MainWindow, qtbot: QtBot
    ) -> None:
        card = sample.session.document.select(Card)[0]
        with sample.session.edit("Write") as draft:
            draft.change(card, text="Packed")
        sample.canvas.writing.mend(card.id)
        sample.canvas.writing.editor.setPlainText("Packed and s")
        timer = sample.canvas.writing._typing_timer
        assert timer.isActive()
        timer.setInterval(0)
        qtbot.waitUntil(lambda: not timer.isActive())
        assert sample.session.store.wait_until_safe(20)
        [folder] = (folders.user_data() / "recovery").iterdir()
        # The content of the folder if the program crashed now.
        shutil.copytree(folder, folder.with_name("as it is now"), ignore=shutil.ignore_patterns("lock"))
        typed = recovery.open_recoverable(recovery.recoverable()[0]).typed
        assert typed is not None
        assert (typed.record.id, typed.field, typed.text) == (card.id, "text", "Packed and s")

    def test_typing_in_a_panel_is_safe_letter_by_letter_and_one_undo_step_afterwards(
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
        # The content of the folder if the program crashed now.
        shutil.copytree(folder, folder.with_name("as it is now"), ignore=shutil.ignore_patterns("lock"))
        left = recovery.open_recoverable(recovery.recoverable()[0])
        editor = Editor(left.document, history=left.history)
        assert editor.document.get(Card, card).text == "On hold for an h"
        editor.undo()
        assert editor.document.get(Card, card).text == before
        assert editor.undo_name is None
        editor.redo()
        assert editor.document.get(Card, card).text == "On hold for an h"

    def test_a_project_closed_without_saving_is_offered_at_the_next_start(
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
        assert headings(program)[0] == "Closed without saving"
        # A project that crashed is not among them.
        crashed(tmp_path / "Crashed.journey")
        assert headings(program)[:2] == ["Not closed properly", "Closed without saving"]
        recovery.open_recoverable(found).lock.release()
        assert headings(program)[0] == "Not closed properly"
        assert "Closed without saving" not in headings(program)

    def test_the_user_is_notified_once_if_no_journal_can_be_written(
        self, program: Application, qtbot: QtBot
    ) -> None:
        for folder in (folders.user_data, folders.user_cache, folders.user_temporary):
            (folder() / "recovery").write_text("in the way")
        window = program.new_project("sample")
        with window.session.edit("Write") as draft:
            draft.change(draft.select(Card)[0], text="Packed")
        qtbot.waitUntil(lambda: "Crash recovery is off" in window.notice_bar.text)
        assert window.status_line.saved_text == "○ Not saved yet"
