"""Atomic writing of files: a temporary file is written, and replaces the old one when it is safe on the disk.

After any error, the old file is unchanged, and the temporary file is deleted.
"""

import contextlib
import errno
import io
import os
import re
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from journey_editor.foundation import file_system
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.file_words import known_name
from journey_editor.foundation.regular_file import NotAFileError
from journey_editor.foundation.rights import Rights, locked_out, rights_of, take_over
from journey_editor.foundation.shared_folder import may_write
from journey_editor.foundation.translation import tr

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NO_RIGHT = {errno.EACCES, errno.EPERM, errno.EROFS}
# Errors of Windows while another program, such as a virus scanner, has the file open.
_HELD_ON_WINDOWS = {5, 32, 33}
_PATIENCE = 3.0
"""Seconds to wait for such a program."""
_SPARE_ROOM = 64 * 1024
"""Space that must be free in addition to a file's size, in bytes: the disk needs some for its tables."""

PRIVATE = 0o600
"""Mode of a file that only its owner may read."""


def write_file(path: Path, data: bytes, *, mode: int | None = None) -> list[str]:
    """Write `data` to the file at `path` as a whole. If this raises `UserError`, the old file is unchanged.

    The file gets `mode`, if given, instead of the old file's. Returns the remarks of `replacing`.
    """
    remarks: list[str] = []
    with replacing(path, size=len(data), mode=mode, remarks=remarks) as stream:
        stream.write(data)
    return remarks


@contextmanager
def replacing(
    path: Path, *, size: int = 0, mode: int | None = None, remarks: list[str] | None = None
) -> Iterator[BinaryIO]:
    """Yield a stream into a temporary file, which replaces the file at `path` after the block.

    Links are followed, and the permissions of the old file are kept unless `mode` is given; if the disk does
    not support that, a sentence is added to `remarks`. `size` is the final size in bytes, if known. Raises
    `UserError` if the file cannot be written. After any error the old file is unchanged.
    """
    disk = file_system.disk
    try:
        # Resolved, so that a link stays a link and the new file is on the same disk as the old one.
        target = Path(os.path.realpath(path))
        old = _rights_of(target)
        rights = old if mode is None else None
        clear_leftovers(target)
        _check_room(target.parent, size)
        temporary, descriptor = _open_temporary(target, 0o666 if old is None and mode is None else PRIVATE)
        kept = True
        try:
            try:
                if rights is not None:
                    kept = take_over(descriptor, rights)
                elif mode is not None:
                    # USB sticks and network shares often have no modes.
                    with contextlib.suppress(OSError):
                        disk.set_mode(descriptor, mode)
                stream = io.BufferedWriter(_Stream(descriptor, "wb", closefd=False))
                with stream:
                    yield cast(BinaryIO, stream)
                disk.sync(descriptor)
            finally:
                disk.close(descriptor)
            _move(temporary, target)
        except BaseException:
            with contextlib.suppress(OSError):
                disk.unlink(temporary)
            raise
        if rights is not None and not kept and remarks is not None:
            remarks.append(locked_out(path.name, rights))
        disk.sync_folder(target.parent)
    except OSError as error:
        raise UserError(_sentence(path, error), details=repr(error)) from error


def clear_leftovers(target: Path) -> None:
    """Delete temporary files of `target` that ended processes left. Never raises `OSError`."""
    disk = file_system.disk
    ours = re.compile(rf"~\${re.escape(target.name[:50])}\.[0-9a-f]{{8}}\.tmp")
    with contextlib.suppress(OSError):
        for name in disk.names_in(target.parent):
            if ours.fullmatch(name):
                with contextlib.suppress(OSError):
                    _clear(target.with_name(name))


class _Stream(io.FileIO):
    """Raw stream that always writes all of its data, through `file_system.disk`."""

    def write(self, data: "ReadableBuffer", /) -> int:
        rest = memoryview(data).cast("B")
        written = 0
        while written < len(rest):
            written += file_system.disk.write(self.fileno(), rest[written:])
        return written


def _clear(leftover: Path) -> None:
    """Delete a temporary file unless a running process holds it."""
    disk = file_system.disk
    if sys.platform == "win32":
        # A file that is open cannot be deleted there.
        disk.unlink(leftover)
        return
    descriptor = disk.open_existing(leftover)
    try:
        if disk.claim(descriptor, wait=False):
            disk.unlink(leftover)
    finally:
        disk.close(descriptor)


def _open_temporary(target: Path, mode: int) -> tuple[Path, int]:
    """Create a temporary file next to `target`, locked so that no other process deletes it."""
    disk = file_system.disk
    while True:
        temporary = target.with_name(f"~${target.name[:50]}.{os.urandom(4).hex()}.tmp")
        descriptor = disk.open_new(temporary, mode)
        try:
            # On a disk without locks, no process deletes temporary files either.
            with contextlib.suppress(OSError):
                disk.claim(descriptor, wait=True)
            if sys.platform == "win32" or disk.status_of_open(descriptor).st_nlink:
                return temporary, descriptor
        except BaseException:
            disk.close(descriptor)
            disk.unlink(temporary)
            raise
        # Another process deleted it before it was locked.
        disk.close(descriptor)


def _check_room(folder: Path, size: int) -> None:
    """Raise `OSError` if the disk reports too little free space. If it reports nothing, continue."""
    try:
        free = file_system.disk.free_bytes(folder)
    except OSError:
        return
    if size and free < size + _SPARE_ROOM:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder))


def _rights_of(target: Path) -> Rights | None:
    """Return the rights of the file to be replaced, or None. Raises `OSError` if it must not be replaced."""
    try:
        status = file_system.disk.status(target)
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    if not stat.S_ISREG(status.st_mode):
        # Otherwise a device would be replaced, for all users of this computer.
        raise NotAFileError(target)
    if not status.st_mode & 0o222 or not may_write(target):
        # The rights of the folder would be enough, but the file was protected on purpose.
        raise PermissionError(errno.EROFS, os.strerror(errno.EROFS), str(target))
    return rights_of(target, status)


def _move(temporary: Path, target: Path) -> None:
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            file_system.disk.replace(temporary, target)
        except OSError as error:
            if getattr(error, "winerror", None) not in _HELD_ON_WINDOWS or time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return


def _sentence(path: Path, error: OSError) -> str:
    if error.errno in _NO_ROOM:
        words = tr(
            "There is not enough space on the disk for {file}. Free some space, or choose another folder."
        )
    elif error.errno == errno.EISDIR:
        words = tr("{file} is a folder. Choose another name for the file.")
    elif isinstance(error, NotAFileError):
        words = tr("{file} is a pipe or a device, and was not changed. Choose another name.")
    elif error.errno in (errno.ENOENT, errno.ENOTDIR):
        words = tr("The folder of {file} does not exist. Choose another folder, or create it first.")
    elif error.errno == errno.EROFS:
        words = tr("{file} is read-only and was not changed. Choose another name or folder.")
    elif error.errno in _NO_RIGHT:
        words = tr("You do not have permission to write {file} in this folder. Choose another folder.")
    elif error.errno == errno.ENAMETOOLONG:
        words = tr("The name {file} is too long for this disk. Choose a shorter one.")
    else:
        words = tr("{file} could not be written: {reason}. Nothing was changed.")
    return words.format(file=f"“{known_name(path)}”", reason=error.strerror or type(error).__name__)
