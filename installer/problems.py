"""What set-up says when it can't go on."""

import errno

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NO_ROOM_ON_WINDOWS = {39, 112}


class SetupError(Exception):
    """Set-up can't go on; the message says in plain words what happened and what to do."""


class DiskFullError(SetupError):
    """There is no room for what set-up writes."""

    def __init__(self) -> None:
        super().__init__(
            "The disk is full. Journey Editor's packages need about 600 MB: make room, then start again. "
            "What had been written so far was removed."
        )


def is_of_a_full_disk(error: OSError) -> bool:
    """Report whether a file could not be written for want of room."""
    return error.errno in _NO_ROOM or getattr(error, "winerror", None) in _NO_ROOM_ON_WINDOWS
