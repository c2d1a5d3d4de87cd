"""Project locks: one person edits a project at a time, on any computer, and crashes do not block others."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from journey_editor.foundation.shared_folder import is_shared, kind_of_mount
from journey_editor.storage.locking import project_lock
from journey_editor.storage.locking.file_lock import FileLock, this_process
from journey_editor.storage.locking.project_lock import ProjectHeldError, ProjectLock, lock_file_of, owner_of
from journey_editor.storage.opening import open_project
from journey_editor.storage.project.project_file import write_project

HOLD = """
import sys
from pathlib import Path
from journey_editor.storage.locking import project_lock
project_lock.is_shared = lambda folder: sys.argv[2] == "shared"
lock = project_lock.ProjectLock.acquire(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.readline()
lock.release()
"""


@pytest.fixture
def path(project, tmp_path: Path) -> Path:
    write_project(tmp_path / "map.journey", project.document, project.pictures)
    return tmp_path / "map.journey"


@pytest.fixture
def shared(path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Project file in a shared folder."""
    monkeypatch.setattr(project_lock, "is_shared", lambda _: True)
    return path


@pytest.fixture(params=["own", "shared"])
def other(request: pytest.FixtureRequest, path: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another program of the same user that edits the file, in a private or a shared folder."""
    words = [sys.executable, "-c", HOLD, str(path), request.param]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stdin is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def left_by(path: Path, **words: object) -> Path:
    """Write the lock file of another computer next to a file, and return its path."""
    place = lock_file_of(path)
    holder = {"pid": 7, "host": "desk-7", "machine": "another", "started": "", "user": "anna"}
    place.write_text(json.dumps(holder | {"since": datetime.now(UTC).isoformat()} | words))
    return place


@pytest.fixture(autouse=True)
def temporary(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Use a separate folder for temporary files in all programs of the test."""
    monkeypatch.setenv("TMPDIR", str(tmp_path_factory.mktemp("temporary")))
    monkeypatch.setattr(tempfile, "tempdir", None)


def names_in(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


class TestTwoProgramsOfTheSameUser:
    def test_the_second_program_opens_the_file_read_only(
        self, path: Path, other: "subprocess.Popen[str]"
    ) -> None:
        found = open_project(path)
        assert found.read_only is not None and found.read_only.owner is not None
        assert found.read_only.sentence.startswith(
            "“map.journey” is open in another program on this computer ("
        )
        assert found.project is not None
        found.release()

    def test_the_lock_works_for_different_homes(
        self, path: Path, other: "subprocess.Popen[str]", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("JOURNEY_EDITOR_HOME", str(tmp_path / "another home"))
        with pytest.raises(ProjectHeldError):
            ProjectLock.acquire(path)

    def test_the_lock_works_for_different_temporary_folders(
        self, path: Path, other: "subprocess.Popen[str]", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "elsewhere").mkdir()
        monkeypatch.setenv("TMPDIR", str(tmp_path / "elsewhere"))
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "elsewhere"))
        monkeypatch.setattr(tempfile, "tempdir", None)
        found = open_project(path)
        assert found.read_only is not None
        found.release()

    def test_a_running_program_on_this_computer_cannot_be_overruled(
        self, path: Path, other: "subprocess.Popen[str]"
    ) -> None:
        with pytest.raises(ProjectHeldError):
            ProjectLock.acquire(path, force=True)

    def test_the_file_is_free_when_the_first_program_closes_it(
        self, path: Path, other: "subprocess.Popen[str]"
    ) -> None:
        other.communicate("\n")
        assert names_in(path.parent) == ["map.journey"]
        lock = ProjectLock.acquire(path)
        assert lock.holds
        lock.release()
        place = project_lock._private_lock_file(path)
        assert place is not None and not place.exists()

    def test_a_killed_program_blocks_no_one(
        self, path: Path, other: "subprocess.Popen[str]", monkeypatch: pytest.MonkeyPatch
    ) -> None:
        other.kill()
        other.wait()
        monkeypatch.setattr(project_lock, "is_shared", lambda _: True)
        lock = ProjectLock.acquire(path)
        lock.release()
        assert names_in(path.parent) == ["map.journey"]


class TestTwoComputers:
    def test_the_message_names_the_user_the_computer_and_the_time(self, shared: Path) -> None:
        left_by(shared, since=datetime.now().astimezone().replace(hour=12, minute=3).isoformat())
        found = open_project(shared)
        assert found.read_only is not None
        assert found.read_only.sentence == "“map.journey” is open on desk-7 (anna, since 12:03)."

    def test_the_message_contains_the_date_if_it_is_not_today(self, shared: Path) -> None:
        then = datetime.now().astimezone() - timedelta(days=40)
        left_by(shared, since=then.isoformat())
        with pytest.raises(ProjectHeldError, match=f"since {then:%Y-%m-%d %H:%M}"):
            ProjectLock.acquire(shared)

    def test_the_lock_of_another_computer_is_only_taken_over_on_request(self, shared: Path) -> None:
        place = left_by(shared)
        with pytest.raises(ProjectHeldError):
            ProjectLock.acquire(shared)
        lock = ProjectLock.acquire(shared, force=True)
        assert owner_of(place).is_this_process
        lock.release()
        assert names_in(shared.parent) == ["map.journey"]

    def test_a_program_that_lost_its_lock_does_not_remove_the_new_one(self, shared: Path) -> None:
        first = ProjectLock.acquire(shared)
        place = lock_file_of(shared)
        place.unlink()
        left_by(shared)
        first.release()
        assert owner_of(place).user == "anna"

    def test_there_is_no_lock_file_in_a_private_folder(self, path: Path) -> None:
        lock = ProjectLock.acquire(path)
        assert lock.holds
        assert names_in(path.parent) == ["map.journey"]
        lock.release()

    def test_the_lock_file_has_a_name_that_sync_services_ignore(self, shared: Path) -> None:
        lock = ProjectLock.acquire(shared)
        assert names_in(shared.parent) == ["map.journey", "~$map.journey"]
        told = json.loads(lock_file_of(shared).read_bytes())
        assert set(told) == {"pid", "host", "machine", "started", "user", "since"}
        assert told["machine"] == this_process().machine
        lock.release()
        assert names_in(shared.parent) == ["map.journey"]

    def test_a_file_that_cannot_be_opened_is_not_locked(self, shared: Path) -> None:
        shared.write_bytes(b"Dear Sir or Madam, " * 100)
        with pytest.raises(Exception, match="not a Journey Editor project"):
            open_project(shared)
        assert names_in(shared.parent) == ["map.journey"]


class TestLockFilesOfOthers:
    @pytest.mark.parametrize(
        ("words", "sentence"),
        [
            ({"host": "a\u202eb\x07\n", "user": "\x1b[31mred", "since": "?"}, "is open on ab ([31mred)."),
            ({"host": "h" * 3000, "user": 5}, "is open on " + "h" * 59 + "… (since"),
            ({"host": "", "user": "", "since": None}, "is open on another computer."),
            ({"since": "2026-01-01T00:00:00"}, "is open on desk-7 (anna)."),
            ({"host": "<img src=x>", "user": "{file}", "since": 3}, "is open on <img src=x> ({file})."),
        ],
    )
    def test_names_in_a_lock_file_are_cleaned_for_the_message(
        self, shared: Path, words: dict[str, object], sentence: str
    ) -> None:
        left_by(shared, **words)
        with pytest.raises(ProjectHeldError) as held:
            ProjectLock.acquire(shared)
        assert held.value.sentence.startswith(f"“map.journey” {sentence}")

    @pytest.mark.parametrize("content", [b"", b"\xff" * 100, b"[" * 5000, b'{"pid": 1}', b"x" * 1_000_000])
    def test_an_invalid_lock_file_is_free(self, shared: Path, content: bytes) -> None:
        lock_file_of(shared).write_bytes(content)
        lock = ProjectLock.acquire(shared)
        assert owner_of(lock_file_of(shared)).is_this_process
        lock.release()

    def test_a_folder_with_the_name_of_the_lock_file_blocks_no_one(self, shared: Path) -> None:
        lock_file_of(shared).mkdir()
        found = open_project(shared)
        assert found.read_only is None
        found.release()
        assert lock_file_of(shared).is_dir()

    def test_another_file_with_the_name_of_the_lock_file_is_not_overwritten(self, shared: Path) -> None:
        letter = shared.with_name("letter.txt")
        letter.write_text("Dear Anna")
        lock_file_of(shared).hardlink_to(letter)
        found = open_project(shared)
        assert found.read_only is None
        found.release()
        assert letter.read_text() == "Dear Anna"


MOUNTS = r"""
22 1 8:1 / / rw,relatime shared:1 - 9p /dev/sda1 rw
23 22 8:2 / /var rw,relatime - ext4 /dev/sda2 rw
40 22 0:35 / /mnt/team\040maps rw,relatime shared:20 - nfs4 server:/maps rw
41 22 0:36 / /mnt rw - tmpfs tmpfs rw
42 41 0:37 / /mnt/team\040maps/local rw - ext4 /dev/sdb1 rw
43 22 0:38 / /home/anna/far rw,nosuid - fuse.sshfs anna@far: rw
44 22 0:39 / /c rw - 9p C:\134 rw
rubbish
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/anna", ""),
        ("/var/anna", "ext4"),
        ("/mnt/team maps/2026", "nfs4"),
        ("/mnt/team maps/local/x", "ext4"),
        ("/mnt/other", "tmpfs"),
        ("/home/anna/far", "fuse.sshfs"),
        ("/home/anna/farther", ""),
        ("/c/maps", "9p"),
    ],
)
def test_a_network_folder_is_recognised_by_its_mount(folder: str, kind: str) -> None:
    assert kind_of_mount(Path(folder), MOUNTS) == kind


def test_a_private_folder_is_not_shared(tmp_path: Path) -> None:
    assert not is_shared(tmp_path)
    assert not is_shared(tmp_path / "not there")


def test_a_lock_that_is_just_being_released_blocks_no_one(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    acquire, asked = FileLock.acquire, []

    def just_held(place: Path, words: dict[str, str]) -> FileLock | None:
        asked.append(place)
        return acquire(place, words) if len(asked) > 1 else None

    monkeypatch.setattr(FileLock, "acquire", just_held)
    opened = open_project(path)
    assert opened.read_only is None and opened.lock.holds
    opened.release()
