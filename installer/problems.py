"""Errors of the set-up."""

import errno

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NO_ROOM_ON_WINDOWS = {39, 112}


class SetupError(Exception):
    """Set-up cannot continue. The message says what happened and what to do."""


class DiskFullError(SetupError):
    """There is not enough room for the files of the set-up."""

    def __init__(self) -> None:
        super().__init__(
            "The disk is full. Journey Editor's packages need about 600 MB. Free some space, then start "
            "again. The files that had been written so far were removed."
        )


def is_of_a_full_disk(error: OSError) -> bool:
    """Return whether a file could not be written because the disk is full."""
    return error.errno in _NO_ROOM or getattr(error, "winerror", None) in _NO_ROOM_ON_WINDOWS
