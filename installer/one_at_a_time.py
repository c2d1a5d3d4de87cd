"""Lock between starts, so that two set-ups do not run at the same time."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def one_at_a_time(file: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the lock while the block runs; `waiting` is called once if another process holds it.

    The system releases the lock when its holder and all children started with `close_fds=False` have ended,
    so a child that outlives a killed holder still holds it.
    """
    with file.open("a+b") as handle:
        if not _take(handle):
            waiting()
            while not _take(handle):
                time.sleep(0.2)
        os.set_inheritable(handle.fileno(), True)
        yield


if sys.platform == "win32":
    import msvcrt

    def _take(handle: IO[bytes]) -> bool:
        try:
            handle.seek(0)
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _take(handle: IO[bytes]) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
