"""Files opened to be read, without waiting for what is none."""

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


def open_regular(path: Path) -> BinaryIO:
    """A stream of the bytes of a file. Raises `OSError`, which is `NotAFileError` where it is no file."""
    descriptor = file_system.disk.open_existing(path)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise NotAFileError(path)
    return os.fdopen(descriptor, "rb")
