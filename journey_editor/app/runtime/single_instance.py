"""Single instance: a second start hands its files over to the first process and exits."""

import time
from collections.abc import Sequence
from pathlib import Path

from journey_editor.foundation.folders import user_data
from journey_editor.storage.locking.file_lock import FileLock

_PATIENCE = 15.0
"""Seconds to wait for the server of the first process: a busy computer starts it slowly."""

_held: list[FileLock] = []


def files_sent(files: Sequence[Path]) -> bool:
    """Pass files to the running process of the user on this computer; return True if it opens them.

    If there is none, this process is the first until it exits. If the first does not answer, both run.
    """
    path = user_data() / "running.lock"
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            lock = FileLock.acquire(path)
        except OSError:
            return False
        if lock is not None:
            _held.append(lock)
            return False
        holder = FileLock.holder(path)
        if holder is not None and not holder.is_here:
            return False
        from journey_editor.app.runtime.instance_server import send_files

        taken = send_files(files)
        if taken is not None:
            return taken
        if time.monotonic() > end:
            return False
        time.sleep(0.05)


def release() -> None:
    """Release the lock when the program exits."""
    while _held:
        _held.pop().release()
