"""Recovery after a crash: journals are offered, opened as far as possible, and never lost."""

import json
import os
import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from journey_editor.editing.templates import project_from_template
from journey_editor.foundation.cancellation import cancellable
from journey_editor.foundation.errors import CancelledError, UserError
from journey_editor.foundation.identity import counting_ids
from journey_editor.model.document import Document
from journey_editor.storage.journal import reader, recovery
from journey_editor.storage.journal.entries import Entry
from journey_editor.storage.journal.journal import Journal
from journey_editor.storage.journal.journal_file import columns_of_kinds
from journey_editor.storage.journal.names import ATTEMPTS, DATABASE, DESCRIPTION, LOCK, TRASH, base_name
from journey_editor.storage.journal.rebuild import recovered
from journey_editor.storage.journal.recovered import MOST_ATTEMPTS, Recovered
from journey_editor.storage.journal.recovery import discard, open_recoverable, recoverable, tidy
from journey_editor.storage.journal.trash import restore_from_trash
from journey_editor.storage.locking.file_lock import FileLock
from journey_editor.storage.migrations import MIGRATIONS, Migration, Rows
from journey_editor.storage.opening import open_project
from journey_editor.storage.project.drafts import new_draft
from journey_editor.storage.project.gate import tables_of
from journey_editor.storage.project.project import Project
from journey_editor.storage.project.project_file import write_project
from journey_editor.storage.project.tables import table_texts
from tests.storage.journal.journaling import Session, recover, text_in
from tests.storage.old_files import OLD_TABLES, STEP, old_file


@pytest.fixture
def document() -> Document:
    return project_from_template("sample", new_id=counting_ids())


@pytest.fixture
def left(document: Document) -> Path:
    """Folder of a journal with ten edits, after a crash."""
    session = Session(Project(document, {}, new_draft()))
    for number in range(1, 11):
        session.write(f"Text {number}")
    session.crash()
    assert session.journal.folder is not None
    return session.journal.folder


def open_left(**options) -> Recovered:
    [found] = recoverable()
    lock = FileLock.acquire(found.folder / LOCK)
    assert lock is not None
    try:
        return recovered(found, 1, lock, **options)
    finally:
        lock.release()


def change(folder: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        database.execute(statement, values)
        database.commit()


class TestOffering:
    def test_a_recovery_is_offered_with_its_name_and_time(self, left: Path, document: Document) -> None:
        [found] = recoverable()
        assert found.name == document.project().name or document.journeys()[0].title
        assert abs(found.when.timestamp() - time.time()) < 60
        assert (found.unsaved, found.attempts, found.opens_by_itself) == (10, 0, True)

    def test_a_draft_is_offered_by_the_name_that_it_had_in_the_end(self, document: Document) -> None:
        session = Session(Project(document, {}, new_draft()))
        session.write("Packed")
        assert session.journal.wait()
        for name in ("Onboarding", "Onboarding of new colleagues"):
            with session.editor.edit("Rename project") as draft:
                draft.change(draft.project(), name=name)
        session.crash()
        [found] = recoverable()
        assert found.name == "Onboarding of new colleagues"

    def test_an_open_project_is_not_offered(self, document: Document) -> None:
        session = Session(Project(document, {}, new_draft()))
        session.write("One")
        session.journal.wait()
        assert recoverable() == []
        session.crash()
        assert len(recoverable()) == 1

    def test_listing_recoveries_changes_no_files(self, left: Path) -> None:
        (left.parent / "of something else").mkdir()
        (left.parent / "of something else" / DATABASE).write_bytes(b"no database")
        (left.parent / "of something else" / DESCRIPTION).write_bytes(b"[]")
        before = {each: each.stat().st_size for each in left.iterdir() if DATABASE in each.name}
        assert len(recoverable()) == 2
        assert {each: each.stat().st_size for each in before} == before
        assert (left.parent / "of something else" / DATABASE).read_bytes() == b"no database"

    def test_the_latest_recovery_is_first(self, left: Path, document: Document) -> None:
        session = Session(Project(document, {}, Path("/maps/later.journey")))
        session.write("Later")
        session.crash()
        assert recoverable()[0].name == "later"

    def test_a_journal_of_a_newer_version_is_offered_but_not_opened(self, left: Path) -> None:
        change(left, "PRAGMA user_version=999")
        [found] = recoverable()
        assert (found.newer, found.opens_by_itself) == (True, False)
        with pytest.raises(UserError, match="newer version"):
            open_recoverable(found)
        change(left, "PRAGMA user_version=1")
        change(left, "UPDATE about SET value = '999' WHERE key = 'version'")
        with pytest.raises(UserError, match="newer version"):
            open_recoverable(recoverable()[0])
        assert left.is_dir()


class TestOpening:
    def test_a_recovered_project_gets_a_new_journal_before_the_old_one_is_removed(self, left: Path) -> None:
        found = recover()
        session = Session(found, found.history)
        session.write("Text 11")
        session.editor.undo()
        session.crash()
        assert not left.exists()
        assert (left.parent / TRASH / left.name / DATABASE).is_file()
        again = recover()
        assert again.number == 12
        assert text_in(again.document) == "Text 10"
        assert (len(again.history.done), len(again.history.undone)) == (10, 1)
        assert [each.changes for each in again.history.done] == [each.changes for each in found.history.done]

    def test_only_the_new_journal_is_offered_if_the_old_one_was_not_removed(self, left: Path) -> None:
        found = recover()
        session = Session(found, found.history)
        assert session.changed.wait(20)
        session.crash()
        # As if the program had crashed before the old journal was moved.
        shutil.copytree(left.parent / TRASH / left.name, left)
        assert [each.folder for each in recoverable()] == [session.journal.folder]

    def test_an_opened_recovery_cannot_be_opened_again(self, left: Path) -> None:
        [found] = recoverable()
        opened = open_recoverable(found)
        assert recoverable() == []
        with pytest.raises(UserError, match="in another window"):
            open_recoverable(found)
        opened.finish(discard=False)
        assert len(recoverable()) == 1

    def test_a_recovery_that_failed_twice_does_not_open_automatically(self, left: Path) -> None:
        for _ in range(2):
            [found] = recoverable()
            assert found.opens_by_itself
            open_recoverable(found).finish(discard=False)
        [found] = recoverable()
        assert (found.attempts, found.opens_by_itself) == (2, False)
        assert open_recoverable(found).number == 10

    def test_the_new_journal_keeps_the_number_of_attempts_until_the_first_edit(self, left: Path) -> None:
        found = recover()
        session = Session(found, found.history)
        assert session.changed.wait(20)
        assert session.journal.folder is not None
        assert (session.journal.folder / ATTEMPTS).read_text() == "1"
        session.write("Text 11")
        session.journal.wait()
        assert not (session.journal.folder / ATTEMPTS).exists()
        session.journal.close(keep=False)

    def test_cancelled_while_its_file_is_opened_it_is_offered_as_before(self, left: Path) -> None:
        [found] = recoverable()
        for _ in range(3):
            with pytest.raises(CancelledError), cancellable(lambda: False):
                open_project(found.path)
            assert recoverable() == [found]

    def test_a_recovery_that_is_closed_at_once_leaves_only_the_trash(self, left: Path) -> None:
        found = recover()
        Journal(found).close(keep=False)
        assert [each.name for each in left.parent.iterdir()] == [TRASH]

    def test_a_file_that_was_saved_just_before_the_crash_is_recognised(
        self, document: Document, tmp_path: Path
    ) -> None:
        path = tmp_path / "map.journey"
        session = Session(Project(document, {}, path, stamp=write_project(path, document, {})))
        for number in range(1, 4):
            session.write(f"Text {number}")
        # The file was saved after the third edit, and the program crashed before the journal recorded that.
        stamp = write_project(path, session.editor.document, {})
        session.write("Text 4")
        session.crash()
        found = recover()
        assert (found.number, found.saved_number, found.stamp) == (4, 3, stamp)
        found.finish(discard=False)
        # A file of another program does not.
        stranger = write_project(path, project_from_template("blank", new_id=counting_ids()), {})
        assert recover().stamp not in (stamp, stranger)

    def test_a_read_error_counts_as_damage_only_after_three_attempts(
        self, left: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(path: Path) -> sqlite3.Connection:
            raise OSError("the disk does not answer")

        with monkeypatch.context() as patch:
            patch.setattr(reader, "_connected", fail)
            for _ in range(MOST_ATTEMPTS):
                with pytest.raises(UserError, match="cannot be read from the disk at the moment"):
                    open_recoverable(recoverable()[0])
            found = open_recoverable(recoverable()[0])
            assert (found.number, found.whole) == (0, False)
            found.finish(discard=False)
        assert recover().number == 10

    def test_a_single_read_error_inside_sqlite_loses_nothing(
        self, left: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = {each: each.read_bytes() for each in left.iterdir() if DATABASE in each.name}
        read = reader.read
        times = []

        def half_blind(folder: Path, base: int, **options: int) -> reader.Contents:
            times.append(base)
            contents = read(folder, base, **options)
            if len(times) == 1:
                # As if SQLite took it for the end of the write-ahead log.
                del contents.after[6:]
                contents.whole = False
            return contents

        monkeypatch.setattr(reader, "read", half_blind)
        found = recover()
        assert (found.number, found.whole) == (10, True)
        assert {each: each.read_bytes() for each in before} == before
        found.finish(discard=False)

    def test_a_file_in_a_folder_without_permission_counts_as_gone(
        self, left: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        [found] = recoverable()
        looked_at = Path.is_file

        def refuse(path: Path) -> bool:
            if path == found.path:
                raise PermissionError(path)
            return looked_at(path)

        monkeypatch.setattr(Path, "is_file", refuse)
        assert found.has_more_than_its_file


class TestTrash:
    def test_a_discarded_recovery_stays_in_the_trash_for_30_days(self, left: Path) -> None:
        [found] = recoverable()
        trashed = discard(found)
        assert recoverable() == []
        tidy()
        assert (trashed / DATABASE).is_file()
        age(trashed)
        tidy()
        assert not trashed.exists()

    def test_a_discarded_recovery_can_be_restored(self, left: Path) -> None:
        restore_from_trash(discard(recoverable()[0]))
        assert recover().number == 10

    def test_a_recovery_that_was_not_discarded_is_kept_at_any_age(
        self, left: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        age(left)
        age(left / DATABASE)
        tidy()
        assert len(recoverable()) == 1
        # It is also kept if the disk does not answer.
        with monkeypatch.context() as patch:
            patch.setattr(reader, "_connected", lambda path: 1 / 0)
            tidy()
        assert recover().number == 10

    def test_an_empty_second_folder_does_not_remove_the_first_one(self, left: Path) -> None:
        remnant = left.with_name(f"{left.name} 1")
        remnant.mkdir()
        age(remnant)
        age(left / DATABASE)
        tidy()
        assert recover().number == 10

    def test_a_journal_without_unsaved_edits_is_moved_to_the_trash_after_30_days(
        self, document: Document, tmp_path: Path
    ) -> None:
        session = Session(Project(document, {}, tmp_path / "map.journey"))
        session.write("One")
        session.save(tmp_path / "map.journey")
        session.crash()
        folder = session.journal.folder
        assert folder is not None
        tidy()
        assert folder.is_dir(), "undo can still be recovered from it"
        age(folder / DATABASE)
        tidy()
        assert (folder.parent / TRASH / folder.name).is_dir()

    def test_tidying_does_not_lock_recoveries(self, left: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(recovery, "_locked", lambda *_: 1 / 0)
        tidy()
        assert left.is_dir()

    def test_a_journal_without_edits_is_removed_when_its_program_has_ended(self, left: Path) -> None:
        change(left, "DELETE FROM entry")
        program = FileLock.acquire(left / LOCK)
        assert program is not None
        tidy()
        assert left.is_dir(), "its program may be about to write"
        program.release()
        tidy()
        assert not left.exists()


def age(path: Path) -> None:
    """Set the time of a file to 31 days ago."""
    os.utime(path, (time.time() - 31 * 86_400,) * 2)


class TestDamage:
    def test_a_damaged_journal_is_recovered_up_to_the_damage(self, left: Path) -> None:
        change(left, "UPDATE entry SET name = 'Rewrite' WHERE number = 7")
        found = recover()
        assert (text_in(found.document), found.number, found.whole) == ("Text 6", 6, False)
        assert len(found.history.done) == 6

    def test_the_recovery_ends_before_an_edit_with_a_wrong_digest(self, left: Path) -> None:
        with closing(sqlite3.connect(left / DATABASE)) as database:
            row = database.execute("SELECT * FROM entry WHERE number = 4").fetchone()
            wrong = Entry._make(row[:-1])._replace(digest="0" * 64)
            database.execute(
                "UPDATE entry SET digest = ?, seal = ? WHERE number = 4", (wrong.digest, wrong.seal)
            )
            database.execute("DELETE FROM entry WHERE number > 4")
            database.commit()
        found = recover()
        assert (text_in(found.document), found.number) == ("Text 3", 3)

    def test_the_recovery_ends_before_a_missing_edit(self, left: Path) -> None:
        change(left, "DELETE FROM entry WHERE number = 3")
        assert text_in(recover().document) == "Text 2"

    def test_without_a_database_the_base_is_recovered(self, left: Path, document: Document) -> None:
        for each in left.glob(f"{DATABASE}-*"):
            each.unlink()
        (left / DATABASE).write_bytes(b"overwritten")
        found = recover()
        assert (found.document, found.whole, found.stamp) == (document, False, None)

    def test_without_a_base_the_saved_project_file_is_used(self, document: Document, tmp_path: Path) -> None:
        path = tmp_path / "map.journey"
        stamp = write_project(path, document, {})
        session = Session(Project(document, {}, path, stamp=stamp))
        session.write("One")
        session.crash()
        assert session.journal.folder is not None
        (session.journal.folder / base_name(0)).write_bytes(b"overwritten")
        found = open_left()
        assert (text_in(found.document), found.number) == ("One", 1)
        path.write_bytes(b"something else")
        with pytest.raises(UserError, match="unsaved changes are damaged"):
            open_left()
        assert session.journal.folder.is_dir()

    def test_a_file_that_is_newer_than_the_journal_is_not_overwritten_without_a_question(
        self, document: Document, tmp_path: Path
    ) -> None:
        session = Session(Project(document, {}, tmp_path / "map.journey"))
        session.write("One")
        session.write("Two")
        session.save()
        session.crash()
        assert session.journal.folder is not None
        change(session.journal.folder, "DELETE FROM entry WHERE number = 2")
        found = open_left()
        assert (text_in(found.document), found.stamp, found.unsaved) == ("One", None, True)

    def test_damage_never_produces_a_state_that_did_not_exist(self, left: Path, document: Document) -> None:
        texts = {text_in(document), *(f"Text {number}" for number in range(1, 11))}
        database = left / DATABASE
        sound = {each: each.read_bytes() for each in left.iterdir() if each.is_file()}
        seen = set()
        for name in (database, left / base_name(0)):
            data = sound[name]
            for at in range(7, len(data), len(data) // 25):
                for each, content in sound.items():
                    each.write_bytes(content)
                name.write_bytes(data[:at] + bytes([data[at] ^ 0x10]) + data[at + 1 :])
                try:
                    found = open_left()
                except UserError:
                    seen.add("refused")
                    continue
                assert text_in(found.document) in texts
                seen.add(text_in(found.document))
        assert "Text 10" in seen
        assert len(seen) > 2

    def test_damage_before_the_base_only_loses_undo_steps(self, left: Path) -> None:
        found = recover()
        session = Session(found, found.history)
        session.editor.undo()
        session.editor.undo()
        session.crash()
        assert session.journal.folder is not None
        change(session.journal.folder, "UPDATE entry SET name = 'Rewrite' WHERE number = 5")
        again = recover()
        assert text_in(again.document) == "Text 8"
        assert ([len(again.history.done), len(again.history.undone)], again.whole) == ([3, 2], False)


class TestOlderVersions:
    def test_a_journal_of_an_older_version_is_migrated(self, left: Path) -> None:
        present = open_left()
        self.make_old(left, present)
        old = open_left(migrations=(STEP,))
        assert text_in(old.document) == "Text 10"
        assert old.document.project().name == "Renamed"
        assert old.document.project().author == ""
        assert [each.name for each in old.history.done] == [each.name for each in present.history.done] + [
            "Rename"
        ]
        assert old.history.done[0].changes == present.history.done[0].changes
        assert old.whole

    def test_a_journal_that_cannot_be_migrated_is_kept(self, left: Path) -> None:
        def fail(rows: Rows) -> None:
            raise KeyError("no such table")

        with pytest.raises(UserError, match="They are kept"):
            open_left(migrations=(*MIGRATIONS, Migration(table_texts(), fail)))
        assert len(recoverable()) == 1

    def test_a_journal_of_version_1_is_recovered(self, left: Path) -> None:
        """At that time, cards had no pictures, personas no portraits, and pictures no sizes."""
        present = open_left()
        tables = {kind: _columns(text) for kind, text in tables_of(1).items()}
        old = {kind: tables[kind] for kind in columns_of_kinds() if kind in tables}

        def as_then(rows: str) -> str:
            found = json.loads(rows)
            for record_id, row in found.items():
                kind = record_id.partition(":")[0]
                named = dict(zip(columns_of_kinds()[kind], row, strict=True))
                found[record_id] = [named[name] for name in old[kind]]
            return json.dumps(found)

        change(left, "UPDATE about SET value = ? WHERE key = 'columns'", json.dumps(old))
        change(left, "UPDATE about SET value = '1' WHERE key = 'version'")
        for entry in present.entries:
            # The digests are not recalculated: they are those of the new rows.
            then = entry._replace(forward=as_then(entry.forward), inverse=as_then(entry.inverse))
            change(
                left,
                "UPDATE entry SET forward = ?, inverse = ?, seal = ? WHERE number = ?",
                *(then.forward, then.inverse, then.seal, then.number),
            )
        found = open_left()
        assert (found.document, found.whole, found.number) == (present.document, True, 10)
        assert found.history.done[0].changes == present.history.done[0].changes

    def make_old(self, folder: Path, present: Recovered) -> None:
        """Change a journal to one of an older version, when projects had titles and no authors."""
        begin = present.document
        for step in reversed(present.history.done):
            begin = begin.applying(step.changes.inverted())
        (folder / base_name(0)).write_bytes(old_file(begin))
        project = begin.project()
        columns = {kind: _columns(text) for kind, text in OLD_TABLES.items()}
        change(folder, "UPDATE about SET value = ? WHERE key = 'columns'", json.dumps(columns))
        change(folder, "UPDATE about SET value = '1' WHERE key = 'version'")
        forward, inverse = ({project.id: [project.id, title]} for title in ("Renamed", project.name))
        renaming = Entry(11, "do", "new", "Rename", json.dumps(forward), json.dumps(inverse), "0" * 64, 0.0)
        marks = ", ".join("?" * 9)
        change(folder, f"INSERT INTO entry VALUES ({marks})", *renaming, renaming.seal)


def _columns(text: str) -> list[str]:
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute(text)
        [name] = [row[0] for row in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return [row[1] for row in database.execute(f"PRAGMA table_info({name})")]


def test_a_journal_with_an_impossible_time_is_offered(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    # In the year 14645.
    monkeypatch.setattr("journey_editor.storage.journal.journal.time.time", lambda: 4e11)
    session = Session(Project(document, {}, new_draft()))
    session.write("Memo")
    session.crash()
    found = recover()
    assert text_in(found.document) == "Memo"
    found.finish(discard=True)
