"""A lock between starts, so that two at once don't set up over each other."""

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

    The system frees the lock when its holder ends in whatever way, and so do the children that were started
    with `close_fds=False`: what outlives a holder that was killed is waited for too.
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
