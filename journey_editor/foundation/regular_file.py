"""Checks and opening of files, without blocking on pipes and devices."""

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

from journey_editor.foundation import file_system


class NotAFileError(OSError):
    """The path is a folder, a pipe, a socket or a device."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.ENXIO, os.strerror(errno.ENXIO), str(path))


def is_file(path: Path) -> bool:
    """Return whether a file exists; False if its folder cannot be accessed.

    Before Python 3.14, `Path.is_file` raises an error then.
    """
    return os.path.isfile(path)  # noqa: PTH113


def is_there(path: Path) -> bool:
    """Return whether a path exists; False if its folder cannot be accessed."""
    return os.path.exists(path)  # noqa: PTH110


def is_same(one: Path, other: Path) -> bool:
    """Return whether two paths lead to the same file, which may not exist yet."""
    if os.path.realpath(one) == os.path.realpath(other):
        return True
    try:
        return one.samefile(other)
    except OSError:
        return False


def open_regular(path: Path) -> BinaryIO:
    """Open a file for reading. Raises `NotAFileError` if it is not a regular file, and other `OSError`s."""
    descriptor = file_system.disk.open_existing(path)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise NotAFileError(path)
    return os.fdopen(descriptor, "rb")
