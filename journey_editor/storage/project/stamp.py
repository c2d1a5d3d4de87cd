"""Stamps of files: they tell one state of a file from another."""

import hashlib
import stat
import sys
from pathlib import Path

from journey_editor.foundation import file_system
from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.storage.project.refusal import FileRefusedError, refusal_of

LEAST_BYTES = 512
MOST_BYTES = 512 * 1024 * 1024
_AT_ONCE = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Stamp:
    """Size in bytes, time of the last change in nanoseconds, and SHA-256 (hexadecimal) of a file."""

    size: int
    mtime_ns: int
    sha256: str


def read_stamped(path: Path) -> tuple[bytes, Stamp]:
    """Read a project file once. Return its bytes and its stamp.

    Raises `FileRefusedError` and `CancelledError`.
    """
    disk = file_system.disk
    try:
        descriptor = disk.open_existing(path)
        try:
            status = disk.status_of_open(descriptor)
            if stat.S_ISDIR(status.st_mode):
                raise refusal_of(path, "folder")
            if not stat.S_ISREG(status.st_mode):
                raise refusal_of(path, "not a project")
            if status.st_size == 0:
                raise refusal_of(path, "empty")
            if not LEAST_BYTES <= status.st_size <= MOST_BYTES:
                raise refusal_of(path, "not a project" if status.st_size < LEAST_BYTES else "too large")
            parts, left = [], MOST_BYTES + 1
            # A file that keeps growing is not read endlessly.
            while left > 0 and (part := disk.read(descriptor, min(left, _AT_ONCE))):
                raise_if_cancelled()
                parts.append(part)
                left -= len(part)
        finally:
            disk.close(descriptor)
    except OSError as error:
        raise _unreadable(path, error) from error
    data = b"".join(parts) if len(parts) != 1 else parts[0]
    return data, Stamp(len(data), status.st_mtime_ns, hashlib.sha256(data).hexdigest())


def _unreadable(path: Path, error: OSError) -> FileRefusedError:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return refusal_of(path, "gone")
    if isinstance(error, IsADirectoryError):
        return refusal_of(path, "folder")
    if isinstance(error, PermissionError):
        # Windows raises the same error for a folder and for a file without permission.
        return refusal_of(path, "folder" if sys.platform == "win32" and path.is_dir() else "no permission")
    return refusal_of(path, "unreadable", details=repr(error))
