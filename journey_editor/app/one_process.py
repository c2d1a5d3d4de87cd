"""One process for all windows: a second start hands its files over to the first, and ends."""

import time
from collections.abc import Sequence
from pathlib import Path

from journey_editor.foundation.folders import user_data
from journey_editor.storage.locks import FileLock

_PATIENCE = 3.0
"""Seconds that the first process is given to answer: one that hangs must not keep a second from starting."""

_held: list[FileLock] = []


def handed_over(files: Sequence[Path]) -> bool:
    """Whether another process of the person's, on this computer, has taken these files to open them.

    If not, this one is the first until it ends; where the first does not answer, it works beside.
    """
    path = user_data() / "running.lock"
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
    from journey_editor.app.door import hand_over

    end = time.monotonic() + _PATIENCE
    while not (taken := hand_over(files)) and time.monotonic() < end:
        time.sleep(0.05)
    return taken


def let_go() -> None:
    """Be the first no more: the program ends."""
    while _held:
        _held.pop().release()
