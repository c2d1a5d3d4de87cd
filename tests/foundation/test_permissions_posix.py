"""File permissions: replacing a file gives nobody more or fewer rights than before."""

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
def shared(reachable: Path) -> Path:
    """Alice's file in the folder of a team. New files there do not inherit the group of the folder."""
    folder = reachable / "team"
    folder.mkdir()
    path = folder / "map.journey"
    path.write_bytes(b"old")
    for each, mode in ((folder, 0o770), (path, 0o660)):
        os.chown(each, ALICE, TEAM)
        each.chmod(mode)
    return path


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
def test_after_a_colleague_saved_the_team_still_has_access(
    shared: Path, tmp_path: Path, ending: str, write: Callable[[Path], list[str]]
) -> None:
    path = shared.rename(shared.with_suffix(f".{ending}"))
    # Import everything first: with fewer rights that may fail.
    write(tmp_path / f"own.{ending}")
    with ordinary_user(BOB, [TEAM]):
        remarks = write(path)
    status = path.stat()
    assert (status.st_gid, stat.S_IMODE(status.st_mode)) == (TEAM, 0o660)
    assert may_write(path, ALICE, TEAM) and path.read_bytes() != b"old"
    assert not [each for each in remarks if "no longer have access" in each]


def test_permissions_are_never_wider_while_a_file_is_written(shared: Path) -> None:
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


def test_a_user_outside_the_group_does_not_pass_its_rights_to_another_group(shared: Path) -> None:
    shared.parent.chmod(0o777)
    shared.chmod(0o646)
    with ordinary_user(BOB, []):
        assert write_file(shared, b"new") == []
    status = shared.stat()
    if IS_ROOT:
        assert status.st_gid == BOB
        assert not may_write(shared, 4005, TEAM), "the team can still only read"
        assert may_write(shared, ALICE, TEAM)
    assert may_write(shared, CAROL)


def test_a_file_saved_by_the_administrator_keeps_its_owner(shared: Path) -> None:
    write_file(shared, b"new")
    status = shared.stat()
    assert (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (ALICE, TEAM, 0o660)


def test_a_read_only_file_is_not_replaced(shared: Path) -> None:
    shared.parent.chmod(0o777)
    shared.chmod(0o644 if IS_ROOT else 0o444)
    with ordinary_user(BOB, []), pytest.raises(UserError, match="is read-only and was not changed"):
        write_file(shared, b"new")
    assert shared.read_bytes() == b"old"


@needs_lists
class TestAccessLists:
    """Access control lists and extended attributes of Linux."""

    def set_access_list(self, path: Path) -> None:
        """Give a file to Alice, with an access list: Bob can write it, Carol can read it."""
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

    def test_the_owner_and_the_listed_users_keep_their_rights(self, shared: Path, _: int) -> None:
        self.set_access_list(shared)
        with ordinary_user(BOB, []):
            assert write_file(shared, b"new") == []
        assert shared.read_bytes() == b"new"
        if IS_ROOT:
            assert may_write(shared, ALICE) and may_write(shared, BOB)
            assert not may_write(shared, CAROL) and not may_write(shared, 4005, TEAM)
        with ordinary_user(CAROL, []):
            assert shared.read_bytes() == b"new"
        assert os.getxattr(shared, "user.comment").decode() == "Für den Workshop"

    def test_the_default_access_list_of_the_folder_is_not_applied(self, shared: Path, _: int) -> None:
        entries = ((1, 7, NO_ONE), (2, 7, CAROL), (4, 7, NO_ONE), (16, 7, NO_ONE), (32, 0, NO_ONE))
        os.setxattr(shared.parent, "system.posix_acl_default", access_list(*entries))
        with ordinary_user(BOB, [TEAM]):
            write_file(shared, b"new")
        assert stat.S_IMODE(shared.stat().st_mode) == 0o660
        assert may_write(shared, ALICE, TEAM)
        assert not IS_ROOT or not may_write(shared, CAROL)

    def test_a_list_that_cannot_be_copied_is_reported_and_nobody_gets_more_rights(
        self, shared: Path, monkeypatch: pytest.MonkeyPatch, _: int
    ) -> None:
        self.set_access_list(shared)

        def refuse(*_: object) -> None:
            raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))

        monkeypatch.setattr(file_system.disk, "set_attribute", refuse)
        with ordinary_user(BOB, []):
            [remark] = write_file(shared, b"new")
        assert "may no longer have access. Give them access" in remark and "“map.journey”" in remark
        assert not shared.stat().st_mode & 0o077
