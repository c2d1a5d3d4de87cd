"""Journal: each edit is safe at once, and a recovery restores undo and redo."""

import hashlib
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey_editor.editing.commands.pictures import show_picture
from journey_editor.editing.draft import Draft
from journey_editor.editing.editor import Editor
from journey_editor.editing.templates import project_from_template
from journey_editor.foundation import folders
from journey_editor.foundation.atomic_file import write_file
from journey_editor.foundation.identity import counting_ids
from journey_editor.model.document import Document
from journey_editor.model.records import Card, CardReference, Picture
from journey_editor.storage.journal import journal_file, names, writer
from journey_editor.storage.journal.names import DATABASE
from journey_editor.storage.journal.recovery import open_recoverable, recoverable
from journey_editor.storage.project.drafts import new_draft
from journey_editor.storage.project.project import Project
from journey_editor.storage.project.project_file import proven_bytes, read_project
from journey_editor.storage.project.stamp import Stamp
from tests.storage.journal.journaling import CARD, Session, recover, text_in
from tests.storage.old_files import file_of_version

Open = Callable[..., Session]


@pytest.fixture
def document() -> Document:
    return project_from_template("sample", new_id=counting_ids())


@pytest.fixture
def open_(document: Document) -> Iterator[Open]:
    sessions: list[Session] = []

    def open_(opened: Project | None = None, **options) -> Session:
        sessions.append(Session(opened or Project(document, {}, new_draft()), **options))
        return sessions[-1]

    yield open_
    for session in sessions:
        session.journal.close(keep=False)
    assert not [thread for thread in threading.enumerate() if thread.name == "journal"]


def test_an_edit_is_recovered_as_soon_as_it_is_reported_safe(open_: Open) -> None:
    session = open_()
    session.write("Packed")
    session.write("Sent")
    assert session.journal.wait(timeout=20)
    assert (session.journal.posted, session.journal.durable) == (2, 2)
    session.crash()
    found = recover()
    assert text_in(found.document) == "Sent"
    assert [step.name for step in found.history.done] == ["Write", "Write"]
    assert (found.whole, found.unsaved, found.number) == (True, True, 2)


def test_the_journal_of_a_saved_and_closed_project_is_deleted(open_: Open) -> None:
    session = open_()
    session.write("Packed")
    session.journal.wait()
    folder = session.journal.folder
    session.journal.close(keep=False)
    assert folder is not None
    assert not folder.exists()
    assert recoverable() == []


def test_a_project_without_edits_gets_no_journal(open_: Open) -> None:
    session = open_(delay=60.0)
    session.journal.close(keep=False)
    assert not (folders.user_data() / "recovery").exists()


def test_a_journal_without_an_edit_is_not_offered(open_: Open) -> None:
    session = open_()
    assert session.changed.wait(20)
    session.journal.close(keep=True)
    assert recoverable() == []


def test_text_that_is_being_typed_is_recovered(open_: Open) -> None:
    session = open_()
    card = session.editor.document.get(Card, CARD)
    session.write("Packed")
    session.journal.record_typing(card, "text", "Packed and s")
    session.journal.record_typing(card, "text", "Packed and se")
    session.crash()
    typed = recover().typed
    assert typed is not None
    assert (typed.record.id, typed.field, typed.text) == (CARD, "text", "Packed and se")


def test_typing_that_became_an_edit_is_not_recovered_as_typing(open_: Open) -> None:
    session = open_()
    session.journal.record_typing(session.editor.document.get(Card, CARD), "text", "Packed and sent")
    session.write("Packed and sent")
    session.crash()
    assert recover().typed is None


def test_cancelled_typing_is_not_recovered(open_: Open) -> None:
    session = open_()
    session.write("Packed")
    session.journal.record_typing(session.editor.document.get(Card, CARD), "text", "Packed and s")
    session.journal.clear_typing()
    session.crash()
    assert recover().typed is None


def test_a_picture_is_written_before_the_edit_that_uses_it(document: Document, open_: Open) -> None:
    pictures: dict[str, bytes] = {}
    session = open_(Project(document, pictures, new_draft()))
    session.write("Packed")
    session.journal.wait()
    picture = b"a picture"
    key = hashlib.sha256(picture).hexdigest()
    pictures[key] = picture
    with session.editor.edit("Add picture") as draft:
        added = draft.add(Picture, sha256=key, size=len(picture), width=4, height=3)
        show_picture(draft, CARD, added.id)
    session.crash()
    assert recover().pictures[key] == picture


def test_a_picture_that_only_undo_needs_is_kept_after_a_save(
    document: Document, open_: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "outgrown", lambda entries, rest: True)
    picture = b"a picture"
    key = hashlib.sha256(picture).hexdigest()
    session = open_(Project(document, {key: picture}, new_draft()))
    with session.editor.edit("Add picture") as draft:
        added = draft.add(Picture, sha256=key, size=len(picture), width=4, height=3)
        show_picture(draft, CARD, added.id)
    with session.editor.edit("Delete picture") as draft:
        show_picture(draft, CARD, "")
    assert added.id not in session.editor.document
    session.save()
    session.crash()
    found = recover()
    assert names.base_numbers(found.offer.folder) == [2], "it restarted from a new base"
    assert found.pictures[key] == picture
    assert len(found.history.done) == 2


def test_after_a_save_only_later_edits_are_unsaved_and_undo_still_reaches_earlier_ones(open_: Open) -> None:
    session = open_()
    session.write("Packed")
    session.save()
    session.write("Sent")
    session.crash()
    [found] = recoverable()
    assert (found.unsaved, found.name, found.path) == (1, "map", Path("/maps/map.journey"))
    project = open_recoverable(found)
    assert project.saved_number == 1
    assert project.stamp is not None
    assert len(project.history.done) == 2


def test_the_journal_moves_if_its_folder_cannot_be_written(open_: Open) -> None:
    session = open_()
    session.write("One")
    session.write("Two")
    session.editor.undo()
    session.journal.wait()
    first = session.journal.folder
    assert first is not None
    # The folder is deleted by the user.
    shutil.rmtree(first)
    session.write("Three")
    assert session.journal.wait(timeout=20)
    second = session.journal.folder
    assert second is not None
    assert second.is_relative_to(folders.user_cache())
    assert session.journal.error == ""
    session.write("Four")
    session.crash()
    assert text_in(recover().document) == "Four"


def test_a_folder_that_cannot_be_used_is_skipped(open_: Open) -> None:
    (folders.user_data() / "recovery").write_text("in the way")
    session = open_()
    session.write("One")
    session.crash()
    assert text_in(recover().document) == "One"


def test_undo_is_kept_when_the_journal_moves(open_: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    session = open_()
    for text in ("One", "Two", "Three"):
        session.write(text)
    session.editor.undo()
    session.journal.wait()
    real = journal_file.JournalFile.append

    def fail_once(file: journal_file.JournalFile, *content: object) -> None:
        monkeypatch.setattr(journal_file.JournalFile, "append", real)
        raise OSError("the disk does not answer")

    monkeypatch.setattr(journal_file.JournalFile, "append", fail_once)
    session.editor.undo()
    session.crash()
    found = recover()
    assert text_in(found.document) == "One"
    assert (len(found.history.done), len(found.history.undone)) == (1, 2)
    assert found.history.undone == session.editor.history.undone


def test_editing_continues_without_a_journal_until_one_can_be_written(
    open_: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = [
        folder() / "recovery" for folder in (folders.user_data, folders.user_cache, folders.user_temporary)
    ]
    for each in blocked:
        each.write_text("in the way")
    monkeypatch.setattr(writer, "RETRY", 0.0)
    session = open_()
    session.write("One")
    assert session.changed.wait(20)
    while not session.journal.error:
        session.changed.wait(0.01)
    assert "Crash recovery is off" in session.journal.error
    assert session.journal.durable == 0
    for each in blocked:
        each.unlink()
    session.write("Two")
    assert session.journal.wait(timeout=20)
    assert session.journal.error == ""
    session.crash()
    assert text_in(recover().document) == "Two"


STEPS = st.lists(
    st.sampled_from(
        ["write", "write", "type", "type", "type back", "undo", "undo", "redo", "save", "add", "delete"]
    ),
    max_size=40,
)


@given(STEPS)
def test_any_sequence_of_edits_is_recovered_with_its_history(steps: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writer, "outgrown", lambda entries, rest: True)
        session = Session(Project(project_from_template("sample", new_id=counting_ids()), {}, new_draft()))
        first = text_in(session.editor.document)
        for number, step in enumerate(steps):
            match step:
                case "write":
                    session.write(f"Text {number}")
                case "type":
                    session.write(f"Typed {number}", joins=True)
                case "type back":
                    session.write(first, joins=True)
                case "undo":
                    session.editor.undo()
                case "redo":
                    session.editor.redo()
                case "save":
                    session.save()
                case "add":
                    with session.editor.edit("Add") as draft:
                        card = draft.get(Card, CARD)
                        draft.add(Card, step=card.step, lane=card.lane, text=f"Card {number}")
                case "delete":
                    with session.editor.edit("Delete") as draft:
                        draft.remove(draft.select(Card)[-1].id)
        session.crash()
        if not session.journal.posted:
            assert recoverable() == []
            return
        found = recover()
        assert found.whole
        assert found.document == session.editor.document
        again = Editor(found.document, history=found.history)
        for one, other in (
            (again.history.done, session.editor.history.done),
            (again.history.undone, session.editor.history.undone),
        ):
            assert [each.name for each in one] == [each.name for each in other]
            assert [each.changes for each in one] == [each.changes for each in other]
        while session.editor.undo():
            again.undo()
            assert again.document == session.editor.document
        found.finish(discard=True)


def test_a_new_base_removes_unused_pictures_from_the_journal(
    document: Document, open_: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "outgrown", lambda entries, rest: True)
    one, other = (hashlib.sha256(each).hexdigest() for each in (b"one", b"other"))
    session = open_(Project(document, {}, new_draft()))
    session.pictures = {one: b"one", other: b"other"}
    for key in (one, other):
        with session.editor.edit("Add picture") as draft:
            added = draft.add(Picture, sha256=key, size=len(session.pictures[key]), width=4, height=3)
            show_picture(draft, CARD, added.id)
        session.editor.undo()
    # Now the first picture cannot be restored by redo.
    session.pictures = {other: b"other"}
    session.write("Packed")
    session.editor.undo()
    assert session.journal.wait()
    session.save()
    session.crash()
    assert recover().pictures == {other: b"other"}


def test_pictures_of_the_old_base_are_kept_before_a_new_base_is_used(
    document: Document, open_: Open, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "outgrown", lambda entries, rest: True)
    key = hashlib.sha256(b"a picture").hexdigest()
    session = open_(Project(document, {}, new_draft()))
    session.pictures = {key: b"a picture"}
    with session.editor.edit("Add picture") as draft:
        added = draft.add(Picture, sha256=key, size=9, width=4, height=3)
        show_picture(draft, CARD, added.id)
    session.save()
    with session.editor.edit("Delete picture") as draft:
        show_picture(draft, CARD, "")
    without, number = session.editor.document, session.journal.posted
    session.editor.undo()
    with_it = session.editor.document
    assert session.journal.wait()

    def killed_after(path: Path, data: bytes, *, mode: int) -> None:
        write_file(path, data, mode=mode)
        shutil.copytree(home, tmp_path / "killed")

    monkeypatch.setattr(journal_file, "write_file", killed_after)
    data = proven_bytes(without, {})
    stamp = Stamp(len(data), 0, hashlib.sha256(data).hexdigest())
    session.journal.record_save(number, Path("/maps/map.journey"), stamp, data, without)
    session.crash()
    monkeypatch.setenv("JOURNEY_EDITOR_HOME", str(tmp_path / "killed"))
    found = recover()
    assert found.whole and found.document == with_it
    assert found.pictures[key] == b"a picture"
    found.finish(discard=False)
    monkeypatch.setenv("JOURNEY_EDITOR_HOME", str(home))


def test_a_picture_that_was_added_and_removed_in_one_step_is_not_missed(
    document: Document, open_: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "outgrown", lambda entries, rest: True)
    session, key = open_(Project(document, {}, new_draft())), hashlib.sha256(b"a picture").hexdigest()
    session.pictures = {key: b"a picture"}
    session.write("Pack", joins=True)
    with session.editor.edit("Write", extends=("text",)) as draft:
        added = draft.add(Picture, sha256=key, size=9, width=4, height=3)
        show_picture(draft, CARD, added.id)
    with session.editor.edit("Write", extends=("text",)) as draft:
        show_picture(draft, CARD, "")
    assert session.editor.history.pictures() == set()
    session.pictures = {}
    session.write("Packed", joins=True)
    assert session.journal.wait()
    session.save()
    session.crash()
    found = recover()
    assert found.whole and found.pictures == {}
    assert [step.name for step in found.history.done] == ["Write"]


@pytest.mark.parametrize("saved", [False, True])
def test_undo_after_a_recovery_restores_the_picture_of_a_deleted_card(
    document: Document, open_: Open, saved: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "outgrown", lambda entries, rest: True)
    session, key = open_(Project(document, {}, new_draft())), hashlib.sha256(b"a picture").hexdigest()
    session.pictures = {key: b"a picture"}
    with session.editor.edit("Add picture") as draft:
        added = draft.add(Picture, sha256=key, size=9, width=4, height=3)
        show_picture(draft, CARD, added.id)
    if saved:
        session.save()
    with session.editor.edit("Delete card") as draft:
        draft.remove(CARD)
    if saved:
        session.save()
    session.crash()
    found = recover()
    assert found.whole
    assert found.document.select(Picture) == ()
    editor = Editor(found.document, history=found.history)
    editor.undo()
    assert editor.document.get(Card, CARD).picture == added.id
    assert editor.document.get(Picture, added.id).sha256 == key
    assert found.pictures == {key: b"a picture"}


@pytest.mark.parametrize("statement", ["DELETE FROM asset", "UPDATE asset SET bytes = x'00'"])
def test_a_card_is_recovered_without_a_picture_that_the_journal_lost(
    document: Document, open_: Open, statement: str
) -> None:
    session, key = open_(Project(document, {}, new_draft())), hashlib.sha256(b"a picture").hexdigest()
    session.pictures = {key: b"a picture"}
    with session.editor.edit("Add picture") as draft:
        show_picture(draft, CARD, draft.add(Picture, sha256=key, size=9, width=4, height=3).id)
    session.write("Packed")
    session.crash()
    assert session.journal.folder is not None
    with closing(sqlite3.connect(session.journal.folder / DATABASE)) as database:
        database.execute(statement)
        database.commit()
    found = recover()
    assert (text_in(found.document), found.document.get(Card, CARD).picture) == ("Packed", "")
    assert (found.history.done, found.whole) == ([], False)
    proven_bytes(found.document, found.pictures)


@pytest.mark.parametrize("is_old", [False, True])
def test_edits_of_an_opened_file_are_safe_for_each_file_version(
    document: Document, open_: Open, tmp_path: Path, is_old: bool
) -> None:
    path = tmp_path / "map.journey"
    draft = Draft(document)
    for each in document.select(CardReference):
        # Version 1 had none.
        draft.remove(each.id)
    document = draft.finish()
    path.write_bytes(file_of_version(1, document) if is_old else proven_bytes(document, {}))
    project = read_project(path)
    session = open_(project)
    session.write("Packed")
    session.write("Sent")
    session.crash()
    found = recover()
    assert (text_in(found.document), found.whole, found.number) == ("Sent", True, 2)
