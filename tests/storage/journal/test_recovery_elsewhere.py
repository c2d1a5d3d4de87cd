"""Homes that lie elsewhere: on a folder that computers share, or on a disk that takes nothing any more."""

import errno
import json
import os
import shutil
import sqlite3
import time
from pathlib import Path

import pytest

from journey_editor.editing.templates import project_from_template
from journey_editor.foundation import folders
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.identity import counting_ids
from journey_editor.storage.journal import recovery
from journey_editor.storage.journal.journal import COPIES, DATABASE, LOCK, Opened
from journey_editor.storage.journal.recovery import discard, open_recoverable, recoverable, take_back, tidy
from tests.storage.journal.journaling import Session, text_in

PATH = Path("/maps/Support.journey")


def opened() -> Session:
    """A session with an edit, still open."""
    session = Session(Opened(project_from_template("sample", new_id=counting_ids()), {}, PATH))
    session.write("Packed")
    assert session.journal.wait()
    return session


@pytest.fixture
def elsewhere() -> Path:
    """The folder of a journal that another computer has left, or has open."""
    session = opened()
    session.crash()
    assert session.journal.folder is not None
    sign(session.journal.folder)
    return session.journal.folder


def sign(folder: Path) -> None:
    other = {"pid": 1, "host": "Office\u202e-PC", "machine": "another", "started": ""}
    (folder / LOCK).write_text(json.dumps(other))


def test_it_is_listed_with_the_computers_name_and_does_not_open_by_itself(elsewhere: Path) -> None:
    before = {each.name: each.read_bytes() for each in elsewhere.iterdir()}
    [found] = recoverable()
    assert (found.name, found.path, found.computer) == ("Support", PATH, "Office-PC")
    assert abs(found.when.timestamp() - time.time()) < 60
    assert found.has_more_than_its_file
    assert not found.opens_by_itself
    assert {each.name: each.read_bytes() for each in elsewhere.iterdir()} == before
    tidy()
    assert elsewhere.is_dir()


def test_asked_for_it_opens_here_and_is_this_computers_from_then_on(elsewhere: Path) -> None:
    left = open_recoverable(recoverable()[0])
    assert text_in(left.document) == "Packed"
    assert recoverable() == []
    left.finish(discard=False)
    assert [each.computer for each in recoverable()] == [""]


def test_discarded_and_taken_back_it_is_this_computers(elsewhere: Path) -> None:
    trashed = discard(recoverable()[0])
    assert recoverable() == []
    take_back(trashed)
    assert [(each.computer, each.unsaved) for each in recoverable()] == [("", 1)]


def test_should_somebody_work_on_it_there_after_all_two_projects_come_of_it_and_nothing_is_lost() -> None:
    there = opened()
    folder = there.journal.folder
    assert folder is not None
    # Where locks do not reach from one computer to another, its own is only a file here.
    (folder / LOCK).unlink()
    sign(folder)
    left = open_recoverable(recoverable()[0])
    here = Session(Opened(left.document, left.assets, left.path, recovered=left), left.history)
    here.write("Sent from here")
    assert here.journal.wait()
    assert not folder.exists()
    there.write("Sent from there")
    there.crash()
    here.crash()
    found = [open_recoverable(each) for each in recoverable()]
    assert sorted(text_in(each.document) for each in found) == ["Sent from here", "Sent from there"]


def test_one_that_a_program_here_has_taken_meanwhile_is_that_ones(elsewhere: Path) -> None:
    [found] = recoverable()
    left = open_recoverable(found)
    with pytest.raises(UserError, match="in another window"):
        open_recoverable(found)
    left.finish(discard=False)


def test_what_a_network_keeps_of_open_files_holds_nothing_up(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = elsewhere.parent
    shutil.rmtree(elsewhere)
    remove = os.unlink

    def refuse(path: os.PathLike[str] | str, **options: int | None) -> None:
        if Path(path).name.startswith(".nfs"):
            raise OSError(errno.EBUSY, "busy")
        remove(path, **options)

    monkeypatch.setattr(os, "unlink", refuse)
    session = opened()
    folder = session.journal.folder
    assert folder is not None
    (folder / ".nfs0001").touch()
    (place / ".nfs0002").touch()
    session.journal.close(keep=False)
    assert [each.name for each in folder.iterdir()] == [".nfs0001"]
    assert recoverable() == []
    os.utime(folder, (time.time() - 31 * 86_400,) * 2)
    tidy()
    assert not folder.exists()
    left = opened()
    assert left.journal.folder is not None
    (left.journal.folder / ".nfs0003").touch()
    left.crash()
    trashed = discard(recoverable()[0])
    assert (trashed / DATABASE).is_file()
    assert trashed.parent.name == recovery.TRASH


def test_copies_that_a_dead_program_was_reading_go_in_the_end() -> None:
    copy = folders.user_temporary() / f"{COPIES}0123"
    copy.mkdir()
    tidy()
    assert copy.is_dir()
    os.utime(copy, (time.time() - 31 * 86_400,) * 2)
    tidy()
    assert not copy.exists()
    opened().crash()
    open_recoverable(recoverable()[0]).finish(discard=False)
    assert list(folders.user_temporary().glob(f"{COPIES}*")) == []


@pytest.mark.parametrize("reason", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_on_a_disk_that_takes_nothing_any_more_all_is_offered_and_opens(
    reason: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = opened()
    session.write("Sent")
    session.crash()
    folder = session.journal.folder
    assert folder is not None
    open_file, connect = os.open, sqlite3.connect

    def refuse(path: os.PathLike[str] | str, flags: int, *options: int, **more: int | None) -> int:
        if flags & (os.O_RDWR | os.O_CREAT) and Path(path).is_relative_to(folder):
            raise OSError(reason, os.strerror(reason))
        return open_file(path, flags, *options, **more)

    def refuse_there(path: os.PathLike[str] | str, **options: object) -> sqlite3.Connection:
        if Path(path).is_relative_to(folder):
            raise sqlite3.OperationalError("unable to open database file")
        return connect(path, **options)

    monkeypatch.setattr(os, "open", refuse)
    monkeypatch.setattr(sqlite3, "connect", refuse_there)
    [found] = recoverable()
    assert found.unsaved == 2
    left = open_recoverable(found)
    assert (text_in(left.document), left.whole) == ("Sent", True)
    left.finish(discard=False)
    assert len(recoverable()) == 1
