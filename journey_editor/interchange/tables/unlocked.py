"""Reading of a file that other programs may replace in the meantime."""

import errno
import io
import os
from pathlib import Path
from typing import BinaryIO

from journey_editor.foundation.errors import UserError
from journey_editor.foundation.regular_file import open_regular
from journey_editor.foundation.translation import tr

_CHUNK = 1 << 20


class FileChangedError(UserError):
    """A file changed while it was read."""


class UnlockedFile(io.RawIOBase):
    """Content of a file that is only open for moments, as Windows replaces no file that is open.

    Raises `FileChangedError` if the file becomes another one, and the `OSError`s of `open_regular`.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path, self._at = path, 0
        with open_regular(path) as stream:
            self._state = _state(stream)

    @property
    def size(self) -> int:
        """Size in bytes."""
        return self._state[2]

    def readable(self) -> bool:
        """Return True."""
        return True

    def seekable(self) -> bool:
        """Return True."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a place, as in any stream."""
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self.size}[whence]
        if start + offset < 0:
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        self._at = start + offset
        return self._at

    def tell(self) -> int:
        """Return the place of the next byte."""
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Open the file, read the next bytes, and close it."""
        with open_regular(self._path) as stream:
            if _state(stream) != self._state:
                raise FileChangedError(
                    tr("“{name}” was changed while it was read. Nothing was changed on the map.").format(
                        name=self._path.name
                    )
                )
            stream.seek(self._at)
            count = stream.readinto(buffer)  # type: ignore[attr-defined]
        self._at += count
        return int(count)


def buffered(path: Path) -> io.BufferedReader:
    """Return the content of a file as a buffered stream."""
    return io.BufferedReader(UnlockedFile(path), _CHUNK)


def _state(stream: BinaryIO) -> tuple[int, int, int]:
    status = os.fstat(stream.fileno())
    return status.st_ino, status.st_mtime_ns, status.st_size
