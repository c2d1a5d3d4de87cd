"""Project locks with several users of one computer, links, and files without write permission."""

import errno
import fcntl
import grp
import os
import pwd
import struct
import sys
from pathlib import Path

import pytest

from journey_editor.foundation.shared_folder import is_shared
from journey_editor.storage.locking import project_lock
from journey_editor.storage.locking.file_lock import FileLock
from journey_editor.storage.locking.project_lock import ProjectHeldError, ProjectLock, lock_file_of, owner_of
from journey_editor.storage.opening import open_project
from journey_editor.storage.project.project_file import write_project
from tests.ordinary_user import ordinary_user


@pytest.fixture
def path(project, reachable: Path) -> Path:
    (reachable / "maps").mkdir()
    write_project(reachable / "maps" / "map.journey", project.document, project.pictures)
    return reachable / "maps" / "map.journey"


@pytest.fixture
def shared(path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(project_lock, "is_shared", lambda _: True)
    return path


@pytest.mark.parametrize(("mode", "is_so"), [(0o700, False), (0o755, False), (0o777, True), (0o1777, False)])
def test_a_folder_that_all_users_may_write_to_is_shared(tmp_path: Path, mode: int, is_so: bool) -> None:
    tmp_path.chmod(mode)
    assert is_shared(tmp_path) is is_so


def test_a_folder_of_a_group_is_shared_unless_it_is_the_private_group_of_the_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path.chmod(0o770)
    group = grp.getgrgid(tmp_path.stat().st_gid)
    for user, is_so in ((group.gr_name, False), ("somebody else", True)):
        person = pwd.getpwuid(os.geteuid())
        monkeypatch.setattr(pwd, "getpwuid", lambda _, user=user, person=person: named(person, user))
        assert is_shared(tmp_path) is is_so


@pytest.mark.parametrize("user", [4002] if sys.platform == "linux" else [])
def test_a_folder_that_its_access_list_lets_others_write_to_is_shared(tmp_path: Path, user: int) -> None:
    no_one = 0xFFFFFFFF
    entries = ((1, 7, no_one), (2, 7, user), (4, 0, no_one), (16, 7, no_one), (32, 0, no_one))
    packed = struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *each) for each in entries)
    os.setxattr(tmp_path, "system.posix_acl_access", packed)
    assert is_shared(tmp_path)


def test_a_lock_file_in_a_private_folder_is_respected(path: Path, tmp_path: Path) -> None:
    # An administrator has created it: for them, the folder belongs to another user.
    theirs = FileLock.acquire(lock_file_of(path), {"user": "root"})
    assert theirs is not None and not is_shared(path.parent)
    with pytest.raises(ProjectHeldError):
        ProjectLock.acquire(path)
    theirs.release()
    ProjectLock.acquire(path).release()
    assert not lock_file_of(path).exists()


def named(person: pwd.struct_passwd, name: str) -> pwd.struct_passwd:
    return pwd.struct_passwd((name, *person[1:]))


def test_the_lock_is_the_same_for_all_links_to_a_file(shared: Path, tmp_path: Path) -> None:
    (tmp_path / "link.journey").symlink_to(shared)
    (tmp_path / "folder").symlink_to(shared.parent)
    lock = ProjectLock.acquire(tmp_path / "link.journey")
    assert lock_file_of(shared).is_file()
    with pytest.raises(ProjectHeldError, match="in another window"):
        ProjectLock.acquire(tmp_path / "folder" / shared.name)
    lock.release()


@pytest.mark.parametrize("there", [True, False])
def test_a_link_with_the_name_of_the_lock_file_is_not_followed(
    shared: Path, tmp_path: Path, there: bool
) -> None:
    letter = tmp_path / "letter.txt"
    if there:
        letter.write_text("Dear Anna")
    lock_file_of(shared).symlink_to(letter)
    found = open_project(shared)
    assert found.read_only is None
    found.release()
    assert (letter.read_text() == "Dear Anna") if there else not letter.exists()


def test_a_pipe_with_the_name_of_the_lock_file_does_not_block(shared: Path) -> None:
    os.mkfifo(lock_file_of(shared))
    found = open_project(shared)
    assert found.read_only is None
    found.release()


def test_without_support_for_locks_the_lock_file_decides(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", refuse)
    monkeypatch.setattr(project_lock, "_private_lock_file", lambda _: None)
    lock = ProjectLock.acquire(shared)
    assert lock.holds
    with pytest.raises(ProjectHeldError):
        ProjectLock.acquire(shared)
    lock.release()
    ProjectLock.acquire(shared).release()


class TestFilesWithoutWritePermission:
    def test_a_read_only_file_opens_read_only(self, path: Path) -> None:
        path.chmod(0o444)
        found = open_project(path)
        assert found.read_only is not None
        assert found.read_only.sentence == "“map.journey” is read-only."
        assert not found.lock.holds

    def test_a_file_in_a_read_only_folder_opens_read_only(self, path: Path) -> None:
        path.chmod(0o666)
        path.parent.chmod(0o555)
        with ordinary_user():
            found = open_project(path)
        assert found.read_only is not None
        assert (
            found.read_only.sentence
            == "You do not have permission to change files in the folder of “map.journey”."
        )
        path.parent.chmod(0o755)


class TestTwoUsersOfOneComputer:
    """Files that one user created, and that others can read but not write."""

    @pytest.fixture
    def team(self, shared: Path) -> Path:
        """Project file in a folder that all users may write to."""
        shared.chmod(0o666)
        shared.parent.chmod(0o777)
        return shared

    def test_the_second_user_opens_the_file_read_only(self, team: Path) -> None:
        lock = ProjectLock.acquire(team)
        lock_file_of(team).chmod(0o444)
        with ordinary_user(), pytest.raises(ProjectHeldError):
            ProjectLock.acquire(team)
        lock.release()

    def test_the_lock_file_of_a_crashed_program_of_another_user_is_replaced(self, team: Path) -> None:
        place = lock_file_of(team)
        lock = ProjectLock.acquire(team)
        left = place.read_bytes()
        lock.release()
        place.write_bytes(left)
        place.chmod(0o444)
        with ordinary_user():
            lock = ProjectLock.acquire(team)
            assert owner_of(place).is_this_process
            assert place.stat().st_uid == os.geteuid()
            lock.release()
        assert not place.exists()
