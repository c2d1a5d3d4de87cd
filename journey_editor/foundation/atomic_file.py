"""Files written whole: beside the one that they replace, and moved into its place when safe on the disk.

Whatever fails on the way, the old file stands as it was, and nothing is left lying beside it.
"""

import contextlib
import errno
import io
import os
import re
import secrets
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
# Another program, such as a virus scanner, holds the file for a moment.
_HELD_ON_WINDOWS = {5, 32, 33}
_PATIENCE = 3.0
_SPARE_ROOM = 64 * 1024
"""So many bytes have to be free beside those of a file: the disk needs some to find it again."""

PRIVATE = 0o600
"""Mode of a file that only its owner may read."""


def write_file(path: Path, data: bytes, *, mode: int | None = None) -> list[str]:
    """Put `data` into the file at `path` as a whole. Raises `UserError`; then the old file is as it was.

    The file gets that `mode`, if one is given, whatever the old file's is and the process would give it.
    Answers the remarks of `replacing`.
    """
    remarks: list[str] = []
    with replacing(path, size=len(data), mode=mode, remarks=remarks) as stream:
        stream.write(data)
    return remarks


@contextmanager
def replacing(
    path: Path, *, size: int = 0, mode: int | None = None, remarks: list[str] | None = None
) -> Iterator[BinaryIO]:
    """A stream into a new file beside `path`, which takes its place when the block ends well.

    Links are followed, and whoever may open the old file may open the new one, unless it is to have another
    `mode`; if the disk does not keep that, a sentence is added to `remarks`. `size` is the number of bytes
    that it will have, if known. Raises `UserError` if the file cannot be written; after any failure the old
    file is as it was.
    """
    disk = file_system.disk
    try:
        # Resolved, so that a link stays a link and the new file lies on the same disk as the old one.
        target = Path(os.path.realpath(path))
        old = _rights_of(target)
        rights = old if mode is None else None
        clear_leftovers(target)
        _check_room(target.parent, size)
        beside, descriptor = _open_beside(target, 0o666 if old is None and mode is None else PRIVATE)
        kept = True
        try:
            try:
                if rights is not None:
                    kept = take_over(descriptor, rights)
                elif mode is not None:
                    # Sticks and shares often have no modes.
                    with contextlib.suppress(OSError):
                        disk.set_mode(descriptor, mode)
                stream = io.BufferedWriter(_Stream(descriptor, "wb", closefd=False))
                with stream:
                    yield cast(BinaryIO, stream)
                disk.sync(descriptor)
            finally:
                disk.close(descriptor)
            _move(beside, target)
        except BaseException:
            with contextlib.suppress(OSError):
                disk.unlink(beside)
            raise
        if rights is not None and not kept and remarks is not None:
            remarks.append(locked_out(path.name, rights))
        disk.sync_folder(target.parent)
    except OSError as error:
        raise UserError(_sentence(path, error), details=repr(error)) from error


def clear_leftovers(target: Path) -> None:
    """Take away what processes that are dead by now left lying beside `target`. Never raises `OSError`."""
    disk = file_system.disk
    ours = re.compile(rf"~\${re.escape(target.name[:50])}\.[0-9a-f]{{8}}\.tmp")
    with contextlib.suppress(OSError):
        for name in disk.names_in(target.parent):
            if ours.fullmatch(name):
                with contextlib.suppress(OSError):
                    _clear(target.with_name(name))


class _Stream(io.FileIO):
    """Writes all that it is given, through the file system in use."""

    def write(self, data: "ReadableBuffer", /) -> int:
        rest = memoryview(data).cast("B")
        written = 0
        while written < len(rest):
            written += file_system.disk.write(self.fileno(), rest[written:])
        return written


def _clear(leftover: Path) -> None:
    """Take a leftover away, unless a process that lives holds it."""
    disk = file_system.disk
    if sys.platform == "win32":
        # What a process holds open cannot be deleted there.
        disk.unlink(leftover)
        return
    descriptor = disk.open_existing(leftover)
    try:
        if disk.claim(descriptor, wait=False):
            disk.unlink(leftover)
    finally:
        disk.close(descriptor)


def _open_beside(target: Path, mode: int) -> tuple[Path, int]:
    """A new file beside `target`, held so that nobody takes it for a leftover."""
    disk = file_system.disk
    while True:
        beside = target.with_name(f"~${target.name[:50]}.{secrets.token_hex(4)}.tmp")
        descriptor = disk.open_new(beside, mode)
        try:
            # A disk without locks has to do without; then nobody takes leftovers away either.
            with contextlib.suppress(OSError):
                disk.claim(descriptor, wait=True)
            if sys.platform == "win32" or disk.status_of_open(descriptor).st_nlink:
                return beside, descriptor
        except BaseException:
            disk.close(descriptor)
            disk.unlink(beside)
            raise
        # Before it was held somebody took it for one.
        disk.close(descriptor)


def _check_room(folder: Path, size: int) -> None:
    """Raise where the disk says beforehand that it has no room; one that cannot say is tried."""
    try:
        free = file_system.disk.free_bytes(folder)
    except OSError:
        return
    if size and free < size + _SPARE_ROOM:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder))


def _rights_of(target: Path) -> Rights | None:
    """The rights of the file to be replaced, None where there is none. Raises where it must stay."""
    try:
        status = file_system.disk.status(target)
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    if not stat.S_ISREG(status.st_mode):
        # A file would take the place of a device, for everybody on this computer.
        raise NotAFileError(target)
    if not status.st_mode & 0o222 or not may_write(target):
        # Who may change the folder could replace it all the same, but somebody has said that it shall stay.
        raise PermissionError(errno.EROFS, os.strerror(errno.EROFS), str(target))
    return rights_of(target, status)


def _move(beside: Path, target: Path) -> None:
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            file_system.disk.replace(beside, target)
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
