"""The calls to the operating system by which files are written and read back, one method for each.

Whoever wants to know what happens when one of them fails puts another object into the place of `disk`.
"""

import contextlib
import errno
import os
import shutil
import sys
from pathlib import Path


class FileSystem:
    """The real one. Each method raises `OSError` as the system does."""

    def status(self, path: Path) -> os.stat_result:
        """What is known of a file, through links."""
        return path.stat()

    def names_in(self, folder: Path) -> list[str]:
        """The names of what lies in a folder."""
        return [each.name for each in folder.iterdir()]

    def free_bytes(self, folder: Path) -> int:
        """The bytes that this person may still write to the disk of a folder."""
        return shutil.disk_usage(folder).free

    def open_new(self, path: Path, mode: int) -> int:
        """Make a file that is not there yet, and answer its descriptor."""
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY, mode)

    def open_existing(self, path: Path) -> int:
        """Open to read, without waiting: a pipe under the name of a file would be waited for without end."""
        return os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _BINARY)

    def claim(self, descriptor: int, *, wait: bool) -> bool:
        """Hold a file until it is closed or the process ends; whether nobody else holds it."""
        if sys.platform == "win32":
            # What is open cannot be deleted there, which is all that a claim is for.
            return True
        import fcntl

        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except OSError as error:
            if error.errno in (errno.EWOULDBLOCK, errno.EACCES):
                return False
            raise
        return True

    def status_of_open(self, descriptor: int) -> os.stat_result:
        """What is known of an open file."""
        return os.fstat(descriptor)

    def attributes(self, path: Path) -> dict[str, bytes]:
        """The access list of a file, and what people have noted on it, on systems that have such things."""
        if sys.platform != "linux":
            return {}
        names = [each for each in os.listxattr(path) if each.startswith(("user.", "system.posix_acl_access"))]
        return {each: os.getxattr(path, each) for each in names}

    def set_attribute(self, descriptor: int, name: str, value: bytes | None) -> None:
        """Give an open file such an attribute, or take it away."""
        if sys.platform != "linux":
            raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))
        if value is None:
            os.removexattr(descriptor, name)
        else:
            os.setxattr(descriptor, name, value)

    def set_owner(self, descriptor: int, owner: int, group: int) -> None:
        """Say to whom an open file belongs; −1 leaves that as it is."""
        if sys.platform != "win32":
            os.fchown(descriptor, owner, group)

    def set_mode(self, descriptor: int, mode: int) -> None:
        """Say who may read and write an open file."""
        if sys.platform != "win32":
            os.fchmod(descriptor, mode)

    def write(self, descriptor: int, data: memoryview) -> int:
        """Write some of `data`; answers how many bytes."""
        return os.write(descriptor, data)

    def read(self, descriptor: int, count: int) -> bytes:
        """Read up to `count` bytes; none at the end."""
        return os.read(descriptor, count)

    def sync(self, descriptor: int) -> None:
        """Wait until what was written is safe on the disk."""
        if sys.platform == "darwin":
            import fcntl

            # fsync hands the data to the drive there, which may keep it in its own memory. Shares cannot
            # do more.
            with contextlib.suppress(OSError):
                fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
                return
        os.fsync(descriptor)

    def close(self, descriptor: int) -> None:
        """Let an open file go."""
        os.close(descriptor)

    def replace(self, source: Path, target: Path) -> None:
        """Put a file into the place of another, at one blow."""
        if sys.platform == "win32" and target.exists() and _replaced_on_windows(source, target):
            return
        source.replace(target)

    def sync_folder(self, folder: Path) -> None:
        """Make new names last, where a folder can be opened and the file system knows of such a thing."""
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

    def unlink(self, path: Path) -> None:
        """Take a file away."""
        path.unlink()


_BINARY = getattr(os, "O_BINARY", 0)


def _replaced_on_windows(source: Path, target: Path) -> bool:
    """Replace as Windows recommends it: rights, streams and the date of making stay those of the old file."""
    if sys.platform == "win32":
        import ctypes

        ignore_merge_errors, ignore_rights_errors = 2, 4
        flags = ignore_merge_errors | ignore_rights_errors
        kernel = ctypes.windll.kernel32
        return bool(kernel.ReplaceFileW(str(target), str(source), None, flags, None, None))
    return False


disk = FileSystem()
"""The file system in use. Call it as `file_system.disk`, so that another one can take its place."""
