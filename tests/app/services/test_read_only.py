"""A file that is open elsewhere or not writable opens read-only, with a notice of what the user can do."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from journey_editor.app.panels.references_field import ReferencesField
from journey_editor.app.program.application import Application
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.templates import project_from_template
from journey_editor.foundation import folders
from journey_editor.model.records import TYPE_OF_KIND
from journey_editor.storage.locking import project_lock
from journey_editor.storage.locking.project_lock import lock_file_of
from journey_editor.storage.project.autosave import SaveState
from journey_editor.storage.project.project_file import read_project, write_project
from tests.app.dialog_driver import name_file
from tests.app.driver import choose, find, select, settle
from tests.app.program.test_recovery import crashed, text_in

ANOTHER_PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from journey_editor.app.program.application import Application
from journey_editor.storage.locking import project_lock
project_lock.is_shared = lambda folder: True
qt = QApplication([])
program = Application(qt)
program.jobs.patience = 60.0
window = program.open(Path(sys.argv[1]))
print(window.windowTitle(), flush=True)
name = sys.stdin.readline().strip()
if name:
    with window.session.edit("Rename") as draft:
        draft.change(draft.stages_of(window.session.journey_id)[0], name=name)
assert window.close()
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file in a shared folder."""
    monkeypatch.setattr(project_lock, "is_shared", lambda _: True)
    write_project(tmp_path / "map.journey", project_from_template("sample"), {})
    return tmp_path / "map.journey"


@pytest.fixture
def elsewhere(file: Path) -> Path:
    """The owner file of another computer that has the project open."""
    since = datetime.now().astimezone().replace(hour=12, minute=3)
    words = {"pid": 7, "host": "desk-7", "machine": "another", "started": "", "user": "anna"}
    lock_file_of(file).write_text(json.dumps(words | {"since": since.isoformat()}))
    return lock_file_of(file)


@pytest.fixture
def window(program: Application, elsewhere: Path, file: Path) -> MainWindow:
    opened = program.open(file)
    assert opened is not None
    settle()
    return opened


@pytest.fixture
def another(file: Path, home: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process of the same user that has the file open."""
    words = [sys.executable, "-c", ANOTHER_PROGRAM, str(file)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "map[*] — Journey Editor\n"
        yield process
        process.kill()


def buttons(window: MainWindow) -> dict[str, QPushButton]:
    settle()
    found = window.notice_bar.findChildren(QPushButton)
    return {each.text(): each for each in found if each.isVisibleTo(window.notice_bar)}


def edit(window: MainWindow, name: str) -> bool:
    transaction = window.session.edit("Rename")
    with transaction as draft:
        draft.change(draft.stages_of(window.session.journey_id)[0], name=name)
    return transaction.succeeded


def first_stage(path: Path) -> str:
    document = read_project(path).document
    return document.stages_of(document.journeys()[0].id)[0].name


def saved(window: MainWindow) -> Callable[[], bool]:
    store = window.session.store
    return lambda: not store.unsaved and store.status.state is SaveState.SAVED


class TestFileOpenOnAnotherComputer:
    def test_the_notice_names_the_other_user(self, window: MainWindow) -> None:
        assert window.notice_bar.text == (
            "“map.journey” is open on desk-7 (anna, since 12:03). "
            "It is open read-only. To make changes, work on a copy."
        )
        assert window.windowTitle() == "map (read-only)[*] — Journey Editor"
        assert window.status_line.saved_text == "◇ Read-only"
        assert list(buttons(window)) == ["Work on a copy", "Try again", "Open anyway…"]

    def test_edits_are_refused_with_one_notice_and_nothing_is_saved(
        self, window: MainWindow, file: Path, home: Path
    ) -> None:
        before = file.read_bytes()
        window.notice_bar.hide()
        assert not edit(window, "Mine")
        assert "It is open read-only" in window.notice_bar.text
        select(window, "card", "Leaflet")
        for key in "abc":
            QTest.keyClick(window.canvas, key)
        QTest.keyClick(window.canvas, Qt.Key.Key_Delete)
        assert not window.canvas.writing.active
        for action in ("stage.add_after", "note.add", "edit.duplicate", "project.save"):
            choose(window, action)
        assert find(window, "card", "Leaflet")
        assert window.session.editor.undo_name is None
        assert not window.isWindowModified()
        assert window.close()
        assert file.read_bytes() == before
        assert not list((folders.user_data() / "recovery").glob("*/journal.db"))

    @pytest.mark.parametrize("kind", ["card", "lane", "note"])
    def test_no_action_fails_or_changes_anything(
        self, window: MainWindow, kind: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_, **__: ([], ""))
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: ("", ""))
        before = window.session.document
        kinds = [each for each in before.in_order() if isinstance(each, TYPE_OF_KIND[kind])]
        for row, action in window.actions_of_table.rows():
            if row.id.partition(".")[0] in ("project", "program", "view", "help"):
                continue
            window.session.selection.replace([each.id for each in kinds[:1]])
            window.actions_of_table.refresh()
            if action.isEnabled():
                action.trigger()
                settle()
            for dialog in window.findChildren(QDialog):
                dialog.reject()
        assert window.session.document is before
        assert not window.canvas.writing.active

    def test_lists_with_choices_that_would_be_refused_do_not_open(self, window: MainWindow) -> None:
        window.notice_bar.hide()
        choose(window, "journey.language")
        languages = window.inspector.form.fields["language"]
        assert isinstance(languages, QComboBox) and not languages.view().isVisible()
        assert window.notice_bar.isVisible() and "read-only" in window.notice_bar.text

    def test_its_texts_can_be_selected_and_copied(self, window: MainWindow) -> None:
        select(window, "card", "Address check")
        references = window.inspector.form.fields["references"]
        assert isinstance(references, ReferencesField)
        row = references.rows[0]
        assert row.open.isEnabled() and row.address.isReadOnly() and row.name.isReadOnly()
        assert references.line.isReadOnly() and not row.menu.isEnabled() and not references.browse.isEnabled()
        select(window, "card", "Leaflet")
        fields = window.inspector.form.fields.values()
        texts = [each for each in fields if isinstance(each, QLineEdit | QPlainTextEdit)]
        assert texts and all(each.isReadOnly() for each in texts)
        others = [each for each in fields if not isinstance(each, ReferencesField)]
        assert not any(each.isEnabled() for each in others if each not in texts)
        choose(window, "edit.copy")
        assert "Leaflet" in QGuiApplication.clipboard().text()

    def test_a_copy_can_be_saved(self, window: MainWindow, file: Path, qtbot: QtBot) -> None:
        window.files.save_copy(file.with_name("copy.journey"))
        qtbot.waitUntil(file.with_name("copy.journey").is_file)
        qtbot.waitUntil(lambda: "Saved a copy as “copy.journey”" in window.notice_bar.text)
        assert window.session.read_only

    def test_a_copy_can_be_edited(self, window: MainWindow, file: Path, qtbot: QtBot) -> None:
        buttons(window)["Work on a copy"].click()
        assert "This is an unsaved copy of “map.journey”" in window.notice_bar.text
        settle()
        assert "read-only" not in window.windowTitle()
        select(window, "card", "Leaflet")
        assert not window.inspector.form.fields["text"].isReadOnly()
        assert edit(window, "Mine")
        mine = file.with_name("mine.journey")
        choose(window, "project.save")
        name_file(mine)
        qtbot.waitUntil(lambda: mine.is_file() and window.session.title == "mine")
        assert (first_stage(mine), first_stage(file) == "Mine") == ("Mine", False)
        assert lock_file_of(mine).is_file(), "others see who works on that one"

    def test_save_as_also_makes_a_copy(self, window: MainWindow, file: Path, qtbot: QtBot) -> None:
        window.files.save_as(file.with_name("mine.journey"))
        qtbot.waitUntil(lambda: window.session.title == "mine")
        assert edit(window, "Mine")

    def test_it_is_not_overwritten(
        self, window: MainWindow, program: Application, file: Path, qtbot: QtBot
    ) -> None:
        before = file.read_bytes()
        mine = program.new_project("blank")
        mine.files.save_as(file)
        qtbot.waitUntil(lambda: "is open on desk-7" in mine.notice_bar.text)
        assert list(buttons(mine)) == ["Save as…", "Try again"]
        assert file.read_bytes() == before

    def test_try_again_reads_it_again_when_it_is_free(
        self, window: MainWindow, elsewhere: Path, file: Path, qtbot: QtBot
    ) -> None:
        buttons(window)["Try again"].click()
        assert "is open on desk-7" in window.notice_bar.text
        theirs = read_project(file)
        document = theirs.document
        stage = document.stages_of(document.journeys()[0].id)[0]
        elsewhere.unlink()
        write_project(file, project_from_template("support"), {})
        assert find(window, "stage", stage.name)
        buttons(window)["Try again"].click()
        assert "You can now edit" in window.notice_bar.text
        settle()
        assert window.windowTitle() == "map[*] — Journey Editor"
        assert find(window, "stage", "Awareness")
        assert window.session.editor.undo_name is None
        assert edit(window, "Mine")
        window.files.save()
        qtbot.waitUntil(saved(window))
        assert first_stage(file) == "Mine"
        assert elsewhere.is_file(), "it is ours now"
        assert window.close()
        assert not elsewhere.exists()

    def test_open_anyway_asks_for_a_confirmation(
        self, window: MainWindow, elsewhere: Path, file: Path, qtbot: QtBot
    ) -> None:
        buttons(window)["Open anyway…"].click()
        assert "the program asks before it overwrites" in window.notice_bar.text
        assert window.session.read_only
        buttons(window)["Open anyway"].click()
        assert not window.session.read_only
        assert json.loads(elsewhere.read_bytes())["user"] != "anna"
        assert edit(window, "Mine")
        # The other one lives after all, and saves.
        write_project(file, project_from_template("support"), {})
        choose(window, "project.save")
        qtbot.waitUntil(lambda: window.session.store.status.state is SaveState.CHANGED_OUTSIDE)
        assert first_stage(file) == "Awareness"
        assert "Keep both" in buttons(window)
        buttons(window)["Overwrite"].click()
        qtbot.waitUntil(saved(window))

    def test_its_unsaved_changes_are_recovered_when_it_is_free(
        self, program: Application, file: Path, elsewhere: Path
    ) -> None:
        crashed(file)
        window = program.open(file)
        assert window is not None
        assert window.session.read_only and text_in(window) != "Sent"
        elsewhere.unlink()
        buttons(window)["Try again"].click()
        settle()
        [window] = program.windows
        assert text_in(window) == "Sent"
        assert not window.session.read_only

    def test_its_unsaved_changes_can_be_recovered_as_a_project_without_a_name(
        self, program: Application, file: Path, elsewhere: Path
    ) -> None:
        crashed(file)
        [found] = program.recoveries.offers()
        program.recoveries.open(found, program.show_start_page())
        [window] = program.windows
        assert text_in(window) == "Sent"
        assert not window.session.store.has_name


class TestTwoProgramsOfTheSameUser:
    """The instance server failed, or the programs have different home folders."""

    def test_the_second_is_read_only_until_the_first_closes(
        self, program: Application, another: "subprocess.Popen[str]", file: Path, qtbot: QtBot
    ) -> None:
        window = program.open(file)
        assert window is not None
        assert "is open in another program on this computer (" in window.notice_bar.text
        assert list(buttons(window)) == ["Work on a copy", "Try again"]
        another.communicate("Theirs\n", timeout=60)
        assert another.returncode == 0
        buttons(window)["Try again"].click()
        assert not window.session.read_only
        assert find(window, "stage", "Theirs")

    def test_the_second_can_edit_after_the_first_was_killed(
        self, program: Application, another: "subprocess.Popen[str]", file: Path
    ) -> None:
        another.kill()
        another.wait()
        window = program.open(file)
        assert window is not None
        assert not window.session.read_only


class TestUnwritableFile:
    def test_it_is_read_only_until_it_becomes_writable(self, program: Application, file: Path) -> None:
        file.chmod(0o444)
        window = program.open(file)
        assert window is not None
        assert window.notice_bar.text.startswith("“map.journey” is read-only. It is open read-only.")
        assert list(buttons(window)) == ["Work on a copy", "Try again"]
        assert not edit(window, "Mine")
        file.chmod(0o644)
        buttons(window)["Try again"].click()
        assert edit(window, "Mine")


class TestOwnerFileOfAnOpenProject:
    def test_it_exists_while_the_project_is_open(self, program: Application, file: Path) -> None:
        window = program.open(file)
        assert window is not None
        assert lock_file_of(file).is_file()
        assert window.close()
        assert [each.name for each in file.parent.iterdir()] == [file.name]

    def test_save_as_moves_it(self, program: Application, file: Path, qtbot: QtBot) -> None:
        window = program.open(file)
        assert window is not None
        there = file.with_name("there.journey")
        window.files.save_as(there)
        qtbot.waitUntil(lambda: window.session.title == "there")
        assert lock_file_of(there).is_file() and not lock_file_of(file).exists()
        assert window.close()
        assert not lock_file_of(there).exists()

    def test_a_save_as_that_fails_changes_nothing(
        self, program: Application, file: Path, qtbot: QtBot
    ) -> None:
        window = program.open(file)
        assert window is not None
        (file.parent / "a folder.journey").mkdir()
        window.files.save_as(file.parent / "a folder.journey")
        qtbot.waitUntil(lambda: "is a folder" in window.notice_bar.text)
        qtbot.waitUntil(lambda: not lock_file_of(file.parent / "a folder.journey").exists())
        assert lock_file_of(file).is_file()

    def test_a_file_that_is_open_in_another_window_is_not_overwritten(
        self, program: Application, file: Path, qtbot: QtBot
    ) -> None:
        assert program.open(file) is not None
        other = program.new_project("blank")
        other.files.save_as(file)
        qtbot.waitUntil(lambda: "“map.journey” is open in another window." in other.notice_bar.text)

    def test_a_file_that_is_open_in_another_window_is_not_replaced_by_a_copy(
        self, program: Application, file: Path, qtbot: QtBot
    ) -> None:
        assert program.open(file) is not None
        before = file.read_bytes()
        other = program.new_project("blank")
        other.files.save_copy(file)
        qtbot.waitUntil(lambda: "“map.journey” is open in another window." in other.notice_bar.text)
        assert file.read_bytes() == before
        other.files.save_copy(file.with_name("copy.journey"))
        qtbot.waitUntil(file.with_name("copy.journey").is_file)
        qtbot.waitUntil(lambda: not lock_file_of(file.with_name("copy.journey")).exists())
