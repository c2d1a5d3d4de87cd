"""The journal: each edit is safe at once, and undo and redo come back with it."""

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
from journey_editor.editing.editor import Editor
from journey_editor.editing.templates import project_from_template
from journey_editor.foundation import folders
from journey_editor.foundation.atomic_file import write_file
from journey_editor.foundation.identity import counting_ids
from journey_editor.model.document import Document
from journey_editor.model.records import Asset, Card
from journey_editor.storage.journal import journal_file, writer
from journey_editor.storage.journal.journal import DATABASE, Opened
from journey_editor.storage.journal.recovery import open_recoverable, recoverable
from journey_editor.storage.project.drafts import new_draft
from journey_editor.storage.project.project_file import proven_bytes, read_project
from journey_editor.storage.project.stamp import Stamp
from tests.storage.journal.journaling import CARD, Session, recover, text_in
from tests.storage.old_files import file_of_version_1

Open = Callable[..., Session]


@pytest.fixture
def document() -> Document:
    return project_from_template("sample", new_id=counting_ids())


@pytest.fixture
def open_(document: Document) -> Iterator[Open]:
    sessions: list[Session] = []

    def open_(opened: Opened | None = None, **options) -> Session:
        sessions.append(Session(opened or Opened(document, {}, new_draft()), **options))
        return sessions[-1]

    yield open_
    for session in sessions:
        session.journal.close(keep=False)
    assert not [thread for thread in threading.enumerate() if thread.name == "journal"]


def test_an_edit_is_safe_as_soon_as_it_is_told(open_: Open) -> None:
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


def test_nothing_is_left_of_a_project_that_was_closed_with_everything_in_its_file(open_: Open) -> None:
    session = open_()
    session.write("Packed")
    session.journal.wait()
    folder = session.journal.folder
    session.journal.close(keep=False)
    assert folder is not None
    assert not folder.exists()
    assert recoverable() == []


def test_a_project_that_is_only_looked_at_gets_no_journal(open_: Open) -> None:
    session = open_(delay=60.0)
    session.journal.close(keep=False)
    assert not (folders.user_data() / "recovery").exists()


def test_a_journal_without_an_edit_is_not_offered(open_: Open) -> None:
    session = open_()
    assert session.told.wait(20)
    session.journal.close(keep=True)
    assert recoverable() == []


def test_what_is_being_typed_comes_back_until_it_is_an_edit(open_: Open) -> None:
    session = open_()
    card = session.editor.document.get(Card, CARD)
    session.write("Packed")
    session.journal.keep_typing(card, "text", "Packed and s")
    session.journal.keep_typing(card, "text", "Packed and se")
    session.crash()
    typed = recover().typed
    assert typed is not None
    assert (typed.record.id, typed.field, typed.text) == (CARD, "text", "Packed and se")


def test_what_has_become_an_edit_is_not_offered_as_typing(open_: Open) -> None:
    session = open_()
    session.journal.keep_typing(session.editor.document.get(Card, CARD), "text", "Packed and sent")
    session.write("Packed and sent")
    session.crash()
    assert recover().typed is None


def test_typing_that_was_given_up_is_forgotten(open_: Open) -> None:
    session = open_()
    session.write("Packed")
    session.journal.keep_typing(session.editor.document.get(Card, CARD), "text", "Packed and s")
    session.journal.forget_typing()
    session.crash()
    assert recover().typed is None


def test_a_picture_is_there_before_the_edit_that_uses_it(document: Document, open_: Open) -> None:
    assets: dict[str, bytes] = {}
    session = open_(Opened(document, assets, new_draft()))
    session.write("Packed")
    session.journal.wait()
    picture = b"a picture"
    key = hashlib.sha256(picture).hexdigest()
    assets[key] = picture
    with session.editor.edit("Add picture") as draft:
        added = draft.add(Asset, sha256=key, size=len(picture), width=4, height=3)
        show_picture(draft, CARD, added.id)
    session.crash()
    assert recover().assets[key] == picture


def test_a_picture_that_only_undo_needs_survives_a_save(
    document: Document, open_: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "outgrown", lambda entries, rest: True)
    picture = b"a picture"
    key = hashlib.sha256(picture).hexdigest()
    session = open_(Opened(document, {key: picture}, new_draft()))
    with session.editor.edit("Add picture") as draft:
        added = draft.add(Asset, sha256=key, size=len(picture), width=4, height=3)
        show_picture(draft, CARD, added.id)
    with session.editor.edit("Delete picture") as draft:
        show_picture(draft, CARD, "")
    assert added.id not in session.editor.document
    session.save()
    session.crash()
    found = recover()
    assert journal_file.base_numbers(found.folder) == [2], "it began anew"
    assert found.assets[key] == picture
    assert len(found.history.done) == 2


def test_after_a_save_only_what_followed_is_unsaved_and_undo_goes_back_before_it(open_: Open) -> None:
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


def test_an_edit_that_cannot_be_written_where_the_journal_was_goes_into_another_place(open_: Open) -> None:
    session = open_()
    session.write("One")
    session.write("Two")
    session.editor.undo()
    session.journal.wait()
    first = session.journal.folder
    assert first is not None
    # Somebody clears up.
    shutil.rmtree(first)
    session.write("Three")
    assert session.journal.wait(timeout=20)
    second = session.journal.folder
    assert second is not None
    assert second.is_relative_to(folders.user_cache())
    assert session.journal.trouble == ""
    session.write("Four")
    session.crash()
    assert text_in(recover().document) == "Four"


def test_a_place_that_cannot_be_used_at_all_is_passed_over(open_: Open) -> None:
    (folders.user_data() / "recovery").write_text("in the way")
    session = open_()
    session.write("One")
    session.crash()
    assert text_in(recover().document) == "One"


def test_undo_is_carried_to_the_second_place(open_: Open, monkeypatch: pytest.MonkeyPatch) -> None:
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


def test_without_any_place_work_goes_on_and_the_journal_too_when_there_is_one(
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
    assert session.told.wait(20)
    while not session.journal.trouble:
        session.told.wait(0.01)
    assert "cannot be written down" in session.journal.trouble
    assert session.journal.durable == 0
    for each in blocked:
        each.unlink()
    session.write("Two")
    assert session.journal.wait(timeout=20)
    assert session.journal.trouble == ""
    session.crash()
    assert text_in(recover().document) == "Two"


STEPS = st.lists(
    st.sampled_from(
        ["write", "write", "type", "type", "type back", "undo", "undo", "redo", "save", "add", "delete"]
    ),
    max_size=40,
)


@given(STEPS)
def test_whatever_was_done_and_undone_comes_back_with_its_history(steps: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writer, "outgrown", lambda entries, rest: True)
        session = Session(Opened(project_from_template("sample", new_id=counting_ids()), {}, new_draft()))
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


def test_a_picture_that_nothing_names_any_more_leaves_the_journal_with_a_new_base(
    document: Document, open_: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "outgrown", lambda entries, rest: True)
    one, other = (hashlib.sha256(each).hexdigest() for each in (b"one", b"other"))
    session = open_(Opened(document, {}, new_draft()))
    session.assets = {one: b"one", other: b"other"}
    for key in (one, other):
        with session.editor.edit("Add picture") as draft:
            added = draft.add(Asset, sha256=key, size=len(session.assets[key]), width=4, height=3)
            show_picture(draft, CARD, added.id)
        session.editor.undo()
    # Now the first one cannot be redone any more.
    session.assets = {other: b"other"}
    session.write("Packed")
    session.editor.undo()
    assert session.journal.wait()
    session.save()
    session.crash()
    assert recover().assets == {other: b"other"}


def test_a_picture_that_only_an_old_base_has_is_in_the_journal_before_a_new_one_counts(
    document: Document, open_: Open, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "outgrown", lambda entries, rest: True)
    key = hashlib.sha256(b"a picture").hexdigest()
    session = open_(Opened(document, {}, new_draft()))
    session.assets = {key: b"a picture"}
    with session.editor.edit("Add picture") as draft:
        added = draft.add(Asset, sha256=key, size=9, width=4, height=3)
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
    session.journal.note_saved(number, Path("/maps/map.journey"), stamp, data, without)
    session.crash()
    monkeypatch.setenv("JOURNEY_EDITOR_HOME", str(tmp_path / "killed"))
    found = recover()
    assert found.whole and found.document == with_it
    assert found.assets[key] == b"a picture"
    found.finish(discard=False)
    monkeypatch.setenv("JOURNEY_EDITOR_HOME", str(home))


def test_a_picture_that_a_step_put_in_and_took_out_again_is_no_loss(
    document: Document, open_: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "outgrown", lambda entries, rest: True)
    session, key = open_(Opened(document, {}, new_draft())), hashlib.sha256(b"a picture").hexdigest()
    session.assets = {key: b"a picture"}
    session.write("Pack", joins=True)
    with session.editor.edit("Write", extends=("text",)) as draft:
        added = draft.add(Asset, sha256=key, size=9, width=4, height=3)
        show_picture(draft, CARD, added.id)
    with session.editor.edit("Write", extends=("text",)) as draft:
        show_picture(draft, CARD, "")
    assert session.editor.history.pictures() == set()
    session.assets = {}
    session.write("Packed", joins=True)
    assert session.journal.wait()
    session.save()
    session.crash()
    found = recover()
    assert found.whole and found.assets == {}
    assert [step.name for step in found.history.done] == ["Write"]


@pytest.mark.parametrize("saved", [False, True])
def test_a_picture_that_went_with_its_card_comes_back_with_undo_after_a_crash(
    document: Document, open_: Open, saved: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "outgrown", lambda entries, rest: True)
    session, key = open_(Opened(document, {}, new_draft())), hashlib.sha256(b"a picture").hexdigest()
    session.assets = {key: b"a picture"}
    with session.editor.edit("Add picture") as draft:
        added = draft.add(Asset, sha256=key, size=9, width=4, height=3)
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
    assert found.document.select(Asset) == ()
    editor = Editor(found.document, history=found.history)
    editor.undo()
    assert editor.document.get(Card, CARD).picture == added.id
    assert editor.document.get(Asset, added.id).sha256 == key
    assert found.assets == {key: b"a picture"}


@pytest.mark.parametrize("statement", ["DELETE FROM asset", "UPDATE asset SET bytes = x'00'"])
def test_of_a_picture_that_the_journal_has_lost_the_card_stays_and_undo_brings_nothing_that_cannot_be_saved(
    document: Document, open_: Open, statement: str
) -> None:
    session, key = open_(Opened(document, {}, new_draft())), hashlib.sha256(b"a picture").hexdigest()
    session.assets = {key: b"a picture"}
    with session.editor.edit("Add picture") as draft:
        show_picture(draft, CARD, draft.add(Asset, sha256=key, size=9, width=4, height=3).id)
    session.write("Packed")
    session.crash()
    assert session.journal.folder is not None
    with closing(sqlite3.connect(session.journal.folder / DATABASE)) as database:
        database.execute(statement)
        database.commit()
    found = recover()
    assert (text_in(found.document), found.document.get(Card, CARD).picture) == ("Packed", "")
    assert (found.history.done, found.whole) == ([], False)
    proven_bytes(found.document, found.assets)


@pytest.mark.parametrize("is_old", [False, True])
def test_edits_of_a_file_that_was_opened_are_safe_whatever_version_wrote_it(
    document: Document, open_: Open, tmp_path: Path, is_old: bool
) -> None:
    path = tmp_path / "map.journey"
    path.write_bytes(file_of_version_1(document) if is_old else proven_bytes(document, {}))
    project = read_project(path)
    opened = Opened(project.document, {}, path, project.data, project.stamp, digest=project.digest)
    session = open_(opened)
    session.write("Packed")
    session.write("Sent")
    session.crash()
    found = recover()
    assert (text_in(found.document), found.whole, found.number) == ("Sent", True, 2)
