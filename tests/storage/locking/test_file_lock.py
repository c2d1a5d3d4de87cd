"""File locks: held by one process, released at its end, and never taken from another computer."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from journey_editor.storage.locking import file_lock
from journey_editor.storage.locking.file_lock import FileLock, this_process

HOLD = """
import sys
from pathlib import Path
from journey_editor.storage.locking.file_lock import FileLock
lock = FileLock.acquire(Path(sys.argv[1]))
print("held" if lock else "refused", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "map.lock"


def another_process(path: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def signed_by(path: Path, **other: object) -> None:
    me = this_process()
    holder = {"pid": me.pid, "host": me.host, "machine": me.machine, "started": me.started}
    path.write_text(json.dumps({**holder, **other}))


def test_a_lock_is_free_after_its_release(path: Path) -> None:
    first = FileLock.acquire(path)
    assert first is not None
    assert FileLock.acquire(path) is None, "not even in the same process"
    assert FileLock.holder(path) == this_process()
    first.release()
    assert not path.exists()
    second = FileLock.acquire(path)
    assert second is not None
    first.release()
    assert FileLock.acquire(path) is None, (
        "a second release of the first lock does not release the second one"
    )
    second.release()


def test_a_killed_process_holds_no_lock(path: Path) -> None:
    with another_process(path) as process:
        assert FileLock.acquire(path) is None
        holder = FileLock.holder(path)
        assert holder is not None
        assert (holder.pid, holder.is_here, holder.is_alive) == (process.pid, True, True)
        process.kill()
        process.wait()
        assert not holder.is_alive
    lock = FileLock.acquire(path)
    assert lock is not None
    lock.release()


def test_a_lock_of_another_computer_is_never_taken(path: Path) -> None:
    signed_by(path, host="another", machine="another's", pid=1)
    assert FileLock.acquire(path) is None
    holder = FileLock.holder(path)
    assert holder is not None
    assert (holder.host, holder.is_here, holder.is_alive) == ("another", False, True)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"pid": "1"}', "[" * 100_000])
def test_a_lock_file_without_an_owner_is_free(path: Path, content: str) -> None:
    path.write_text(content)
    assert FileLock.holder(path) is None
    lock = FileLock.acquire(path)
    assert lock is not None
    lock.release()


def test_a_missing_folder_raises_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        FileLock.acquire(tmp_path / "missing" / "map.lock")


def test_this_process_is_recognised() -> None:
    assert file_lock.this_process().is_here
    assert file_lock.this_process().is_alive
