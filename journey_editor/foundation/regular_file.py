"""Files opened to be read, without waiting for what is none."""

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO


class NotAFileError(OSError):
    """What has the name of a file is a pipe, a socket or a device."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.ENXIO, os.strerror(errno.ENXIO), str(path))


def open_regular(path: Path) -> BinaryIO:
    """A stream of the bytes of a file. Raises `OSError`, which is `NotAFileError` where it is no file.

    A pipe is not waited for: to open one as usual would take until somebody writes into it.
    """
    stream = open(path, "rb", opener=_open_at_once)  # noqa: SIM115 - the caller closes it
    if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
        stream.close()
        raise NotAFileError(path)
    return stream


def _open_at_once(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
