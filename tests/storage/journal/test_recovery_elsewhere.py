"""Recovery in home folders that computers share, and on full or read-only disks."""

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
from journey_editor.storage.journal.names import COPIES, DATABASE, LOCK, TRASH
from journey_editor.storage.journal.recovery import discard, open_recoverable, recoverable, tidy
from journey_editor.storage.journal.trash import restore_from_trash
from journey_editor.storage.project.project import Project
from tests.storage.journal.journaling import Session, text_in

PATH = Path("/maps/Support.journey")


def opened() -> Session:
    """Return an open session with one edit."""
    session = Session(Project(project_from_template("sample", new_id=counting_ids()), {}, PATH))
    session.write("Packed")
    assert session.journal.wait()
    return session


@pytest.fixture
def elsewhere() -> Path:
    """Folder of a journal of another computer."""
    session = opened()
    session.crash()
    assert session.journal.folder is not None
    sign(session.journal.folder)
    return session.journal.folder


def sign(folder: Path) -> None:
    other = {"pid": 1, "host": "Office\u202e-PC", "machine": "another", "started": ""}
    (folder / LOCK).write_text(json.dumps(other))


def test_a_recovery_of_another_computer_is_listed_with_its_name_and_does_not_open_automatically(
    elsewhere: Path,
) -> None:
    before = {each.name: each.read_bytes() for each in elsewhere.iterdir()}
    [found] = recoverable()
    assert (found.name, found.path, found.computer) == ("Support", PATH, "Office-PC")
    assert abs(found.when.timestamp() - time.time()) < 60
    assert found.has_more_than_its_file
    assert not found.opens_by_itself
    assert {each.name: each.read_bytes() for each in elsewhere.iterdir()} == before
    tidy()
    assert elsewhere.is_dir()


def test_an_opened_recovery_of_another_computer_belongs_to_this_one(elsewhere: Path) -> None:
    left = open_recoverable(recoverable()[0])
    assert text_in(left.document) == "Packed"
    assert recoverable() == []
    left.finish(discard=False)
    assert [each.computer for each in recoverable()] == [""]


def test_a_restored_recovery_of_another_computer_belongs_to_this_one(elsewhere: Path) -> None:
    trashed = discard(recoverable()[0])
    assert recoverable() == []
    restore_from_trash(trashed)
    assert [(each.computer, each.unsaved) for each in recoverable()] == [("", 1)]


def test_editing_on_both_computers_results_in_two_projects_and_loses_nothing() -> None:
    there = opened()
    folder = there.journal.folder
    assert folder is not None
    # If locks do not work between computers, the lock of the other one is only a file here.
    (folder / LOCK).unlink()
    sign(folder)
    left = open_recoverable(recoverable()[0])
    here = Session(left, left.history)
    here.write("Sent from here")
    assert here.journal.wait()
    assert not folder.exists()
    there.write("Sent from there")
    there.crash()
    here.crash()
    found = [open_recoverable(each) for each in recoverable()]
    assert sorted(text_in(each.document) for each in found) == ["Sent from here", "Sent from there"]


def test_a_recovery_that_is_open_here_cannot_be_opened_again(elsewhere: Path) -> None:
    [found] = recoverable()
    left = open_recoverable(found)
    with pytest.raises(UserError, match="in another window"):
        open_recoverable(found)
    left.finish(discard=False)


def test_files_that_a_network_keeps_for_open_files_block_nothing(
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
    assert trashed.parent.name == TRASH


def test_copies_of_a_crashed_program_are_removed_after_30_days() -> None:
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
def test_recoveries_on_a_full_or_read_only_disk_can_be_opened(
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
