"""What tells one state of a file on the disk from another."""

import hashlib
import os
import stat
import sys
from dataclasses import dataclass
from pathlib import Path

from journey_editor.storage.refusal import FileRefusedError, refusal_of

LEAST_BYTES = 512
MOST_BYTES = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Stamp:
    """Size in bytes, time of the last change in nanoseconds, and SHA-256 (hexadecimal) of a file."""

    size: int
    mtime_ns: int
    sha256: str


def read_stamped(path: Path) -> tuple[bytes, Stamp]:
    """The bytes of a project file, read once, and its stamp. Raises `FileRefusedError`."""
    try:
        with open(path, "rb", opener=_open_at_once) as stream:
            status = os.fstat(stream.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise refusal_of(path, "not a project")
            if status.st_size == 0:
                raise refusal_of(path, "empty")
            if not LEAST_BYTES <= status.st_size <= MOST_BYTES:
                raise refusal_of(path, "not a project" if status.st_size < LEAST_BYTES else "too large")
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise _unreadable(path, error) from error
    return data, Stamp(len(data), status.st_mtime_ns, hashlib.sha256(data).hexdigest())


def _open_at_once(path: str, flags: int) -> int:
    """Open without waiting: a pipe under the name of a project would be waited for without end."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _unreadable(path: Path, error: OSError) -> FileRefusedError:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return refusal_of(path, "gone")
    if isinstance(error, IsADirectoryError):
        return refusal_of(path, "folder")
    if isinstance(error, PermissionError):
        # Windows denies to open a folder as it denies to open what may not be read.
        return refusal_of(path, "folder" if sys.platform == "win32" and path.is_dir() else "no permission")
    return refusal_of(path, "unreadable", details=repr(error))
