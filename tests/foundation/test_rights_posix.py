"""A file that is replaced: the same people may read and write it afterwards, and nobody else."""

import errno
import os
import stat
import struct
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from journey_editor.conversion import formats
from journey_editor.conversion.export import Sheet, sheet_pages
from journey_editor.conversion.formats import write_drawing
from journey_editor.editing.templates import project_from_template
from journey_editor.foundation import file_system
from journey_editor.foundation.atomic_file import write_file
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.file_system import FileSystem
from journey_editor.foundation.identity import now
from tests.attacks.disks import disk_in_use
from tests.ordinary_user import NOBODY, ordinary_user

IS_ROOT = os.geteuid() == 0
ALICE, TEAM = (4001, 4000) if IS_ROOT else (os.geteuid(), [*os.getgroups(), os.getegid()][0])
BOB, CAROL = NOBODY, 4003
LIST = "system.posix_acl_access"
NO_ONE = 0xFFFFFFFF

needs_lists = pytest.mark.parametrize("_", [0] if sys.platform == "linux" else [])


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """Alice's file in the folder of a team; new files in it do not get its group by themselves."""
    folder = tmp_path / "team"
    folder.mkdir()
    let_through(tmp_path)
    path = folder / "map.journey"
    path.write_bytes(b"old")
    for each, mode in ((folder, 0o770), (path, 0o660)):
        os.chown(each, ALICE, TEAM)
        each.chmod(mode)
    return path


def let_through(folder: Path) -> None:
    """Let all users come as far as a folder."""
    for each in (folder, *folder.parents):
        status = each.stat()
        if status.st_uid == os.geteuid() and not status.st_mode & 0o001:
            each.chmod(status.st_mode | 0o011)


def access_list(*entries: tuple[int, int, int]) -> bytes:
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *each) for each in entries)


def may_write(path: Path, user: int, *groups: int) -> bool:
    with ordinary_user(user, groups):
        return os.access(path, os.R_OK | os.W_OK, effective_ids=True)


def draw(path: Path) -> list[str]:
    document = project_from_template("sample")
    pages = sheet_pages(document, document.journeys()[0].id, Sheet(), now())
    return write_drawing(path, pages, Sheet(), {}, now())


def convert(path: Path) -> list[str]:
    document = project_from_template("sample")
    return formats.write(path, formats.Imported(document, {}), document.journeys()[0].id)


@pytest.mark.parametrize(
    ("ending", "write"),
    [("journey", convert), ("json", convert), ("mmd", convert), ("pdf", draw), ("png", draw), ("svg", draw)],
)
def test_a_colleague_who_saves_locks_nobody_out(
    shared: Path, tmp_path: Path, ending: str, write: Callable[[Path], list[str]]
) -> None:
    path = shared.rename(shared.with_suffix(f".{ending}"))
    # Who has fewer rights may not be able to load what is needed.
    write(tmp_path / f"own.{ending}")
    with ordinary_user(BOB, [TEAM]):
        remarks = write(path)
    status = path.stat()
    assert (status.st_gid, stat.S_IMODE(status.st_mode)) == (TEAM, 0o660)
    assert may_write(path, ALICE, TEAM) and path.read_bytes() != b"old"
    assert not [each for each in remarks if "no longer have access" in each]


def test_not_for_a_moment_may_anybody_do_more_than_before(shared: Path) -> None:
    class Watched(FileSystem):
        def status_of_open(self, descriptor: int) -> os.stat_result:
            self.look(descriptor)
            return super().status_of_open(descriptor)

        def set_mode(self, descriptor: int, mode: int) -> None:
            super().set_mode(descriptor, mode)
            self.look(descriptor)

        def write(self, descriptor: int, data: memoryview) -> int:
            self.look(descriptor)
            return super().write(descriptor, data)

        def look(self, descriptor: int) -> None:
            status = os.fstat(descriptor)
            assert not status.st_mode & 0o007
            assert status.st_gid == TEAM or not status.st_mode & 0o070

    with disk_in_use(Watched()), ordinary_user(BOB, [TEAM]):
        write_file(shared, b"new")
    assert shared.read_bytes() == b"new"


def test_who_is_not_in_its_group_gives_nothing_to_a_group_of_their_own(shared: Path) -> None:
    shared.parent.chmod(0o777)
    shared.chmod(0o646)
    with ordinary_user(BOB, []):
        assert write_file(shared, b"new") == []
    status = shared.stat()
    if IS_ROOT:
        assert status.st_gid == BOB
        assert not may_write(shared, 4005, TEAM), "the team may still only read"
        assert may_write(shared, ALICE, TEAM)
    assert may_write(shared, CAROL)


def test_the_administrator_leaves_a_file_to_its_owner(shared: Path) -> None:
    write_file(shared, b"new")
    status = shared.stat()
    assert (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (ALICE, TEAM, 0o660)


def test_a_file_that_may_not_be_written_is_not_replaced_either(shared: Path) -> None:
    shared.parent.chmod(0o777)
    shared.chmod(0o644 if IS_ROOT else 0o444)
    with ordinary_user(BOB, []), pytest.raises(UserError, match="is read-only and was not changed"):
        write_file(shared, b"new")
    assert shared.read_bytes() == b"old"


@needs_lists
class TestAccessLists:
    """What Linux keeps of a file beyond owner, group and mode."""

    def give(self, path: Path) -> None:
        """Alice's own file, into which she lets Bob write and Carol look."""
        own_group = ALICE if IS_ROOT else TEAM
        os.chown(path, ALICE, own_group)
        entries = (
            (1, 6, NO_ONE),
            (2, 4, CAROL),
            (2, 6, BOB),
            (4, 0, NO_ONE),
            (16, 6, NO_ONE),
            (32, 0, NO_ONE),
        )
        os.setxattr(path, LIST, access_list(*entries))
        os.setxattr(path, "user.comment", "Für den Workshop".encode())
        path.parent.chmod(0o777)

    def test_those_who_are_named_there_and_the_owner_keep_their_rights(self, shared: Path, _: int) -> None:
        self.give(shared)
        with ordinary_user(BOB, []):
            assert write_file(shared, b"new") == []
        assert shared.read_bytes() == b"new"
        if IS_ROOT:
            assert may_write(shared, ALICE) and may_write(shared, BOB)
            assert not may_write(shared, CAROL) and not may_write(shared, 4005, TEAM)
        with ordinary_user(CAROL, []):
            assert shared.read_bytes() == b"new"
        assert os.getxattr(shared, "user.comment").decode() == "Für den Workshop"

    def test_what_the_folder_gives_to_new_files_does_not_come_in_between(self, shared: Path, _: int) -> None:
        entries = ((1, 7, NO_ONE), (2, 7, CAROL), (4, 7, NO_ONE), (16, 7, NO_ONE), (32, 0, NO_ONE))
        os.setxattr(shared.parent, "system.posix_acl_default", access_list(*entries))
        with ordinary_user(BOB, [TEAM]):
            write_file(shared, b"new")
        assert stat.S_IMODE(shared.stat().st_mode) == 0o660
        assert may_write(shared, ALICE, TEAM)
        assert not IS_ROOT or not may_write(shared, CAROL)

    def test_where_they_cannot_be_kept_it_is_said_and_nobody_gains_anything(
        self, shared: Path, monkeypatch: pytest.MonkeyPatch, _: int
    ) -> None:
        self.give(shared)

        def refuse(*_: object) -> None:
            raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))

        monkeypatch.setattr(file_system.disk, "set_attribute", refuse)
        with ordinary_user(BOB, []):
            [said] = write_file(shared, b"new")
        assert "may no longer have access. Give them access" in said and "“map.journey”" in said
        assert not shared.stat().st_mode & 0o077
