"""Files written whole: beside the one that they replace, and moved into its place when safe on the disk.

Whatever fails on the way, the old file stands as it was, and nothing is left lying beside it.
"""

import contextlib
import errno
import os
import secrets
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from journey_editor.foundation.errors import UserError
from journey_editor.foundation.translation import tr

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NO_RIGHT = {errno.EACCES, errno.EPERM, errno.EROFS}
# Another program, such as a virus scanner, holds the file for a moment.
_HELD_ON_WINDOWS = {5, 32, 33}
_PATIENCE = 3.0


def write_file(path: Path, data: bytes) -> None:
    """Put `data` into the file at `path` as a whole. Raises `UserError`; then the old file is as it was."""
    with replacing(path) as stream:
        stream.write(data)


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A stream into a new file beside `path`, which takes its place when the block ends well.

    Links are followed, and the new file keeps the old one's mode. Raises `UserError` when the file cannot
    be written; after any failure the old file is as it was.
    """
    try:
        # Resolved, so that a link stays a link and the new file lies on the same disk as the old one.
        target = Path(os.path.realpath(path))
        mode = _mode_of(target)
        beside = target.with_name(f"~${target.name[:50]}.{secrets.token_hex(4)}.tmp")
        stream = beside.open("xb")
        try:
            with stream:
                if mode is not None:
                    beside.chmod(mode)
                yield stream
                stream.flush()
                _sync(stream.fileno())
            _move(beside, target)
        except BaseException:
            with contextlib.suppress(OSError):
                beside.unlink()
            raise
        _sync_folder(target.parent)
    except OSError as error:
        raise UserError(_sentence(path, error), details=repr(error)) from error


def _mode_of(target: Path) -> int | None:
    """The mode of the file to be replaced, None where there is none. Raises where it must stay."""
    try:
        status = target.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    if not status.st_mode & 0o222:
        # A folder's owner could replace it all the same, but somebody has said that it shall stay.
        raise PermissionError(errno.EROFS, os.strerror(errno.EROFS), str(target))
    return stat.S_IMODE(status.st_mode)


def _sync(descriptor: int) -> None:
    if sys.platform == "darwin":
        import fcntl

        # fsync hands the data to the drive there, which may keep it in its own memory. Shares cannot do more.
        with contextlib.suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def _move(beside: Path, target: Path) -> None:
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            beside.replace(target)
        except OSError as error:
            if getattr(error, "winerror", None) not in _HELD_ON_WINDOWS or time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return


def _sync_folder(folder: Path) -> None:
    """Make the new name last, where a folder can be opened and the file system knows of such a thing."""
    if sys.platform == "win32":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except PermissionError:
        return
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)


def _sentence(path: Path, error: OSError) -> str:
    if error.errno in _NO_ROOM:
        words = tr("There is no room left on the disk for {file}. Free some space, or choose another folder.")
    elif error.errno == errno.EISDIR:
        words = tr("{file} is a folder, so no file can be written under that name. Choose another name.")
    elif error.errno in (errno.ENOENT, errno.ENOTDIR):
        words = tr("The folder of {file} is not there. Choose another folder, or make it first.")
    elif error.errno == errno.EROFS:
        words = tr("{file} is read-only and was left as it is. Choose another name or folder.")
    elif error.errno in _NO_RIGHT:
        words = tr("You may not write {file} in this folder. Choose another folder.")
    elif error.errno == errno.ENAMETOOLONG:
        words = tr("The name {file} is too long for this disk. Choose a shorter one.")
    else:
        words = tr("{file} could not be written: {reason}. Nothing was changed.")
    return words.format(file=f"“{path.name or path}”", reason=error.strerror or type(error).__name__)
