"""File locks in folders without support for locks."""

import errno
import fcntl
import json
import os
from dataclasses import asdict
from pathlib import Path

import pytest

from journey_editor.storage.locking.file_lock import FileLock, this_process


def test_without_support_for_locks_the_content_of_the_file_decides(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "map.lock"

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", refuse)
    lock = FileLock.acquire(path)
    assert lock is not None
    assert FileLock.acquire(path) is None
    lock.release()
    before = {**asdict(this_process()), "started": "before the last start of the computer"}
    path.write_text(json.dumps(before))
    again = FileLock.acquire(path)
    assert again is not None, "that process has ended; another one has its number"
    again.release()
