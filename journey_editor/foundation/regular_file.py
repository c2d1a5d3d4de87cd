"""Files asked for and opened to be read, without waiting for what is none."""

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

from journey_editor.foundation import file_system


class NotAFileError(OSError):
    """What has the name of a file is a folder, a pipe, a socket or a device."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.ENXIO, os.strerror(errno.ENXIO), str(path))


def is_file(path: Path) -> bool:
    """Return whether a file can be found; it can't where a folder may not be entered, or doesn't answer.

    A `Path` raises there before Python 3.14.
    """
    return os.path.isfile(path)  # noqa: PTH113


def is_there(path: Path) -> bool:
    """Return whether anything can be found at a place, as `is_file` does."""
    return os.path.exists(path)  # noqa: PTH110


def is_same(one: Path, other: Path) -> bool:
    """Return whether two names lead to one file or would, as far as that can be found out."""
    if os.path.realpath(one) == os.path.realpath(other):
        return True
    try:
        return one.samefile(other)
    except OSError:
        return False


def open_regular(path: Path) -> BinaryIO:
    """A stream of the bytes of a file. Raises `OSError`, which is `NotAFileError` where it is no file."""
    descriptor = file_system.disk.open_existing(path)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise NotAFileError(path)
    return os.fdopen(descriptor, "rb")
