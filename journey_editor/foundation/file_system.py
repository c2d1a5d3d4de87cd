"""Calls of the operating system for writing files and reading them back, one method for each.

Tests replace `disk` to simulate errors.
"""

import contextlib
import errno
import os
import shutil
import sys
from pathlib import Path


class FileSystem:
    """The real file system. Each method raises `OSError` as the system does."""

    def status(self, path: Path) -> os.stat_result:
        """Return the status of a file. Links are followed."""
        return path.stat()

    def names_in(self, folder: Path) -> list[str]:
        """Return the names of the entries of a folder."""
        return [each.name for each in folder.iterdir()]

    def free_bytes(self, folder: Path) -> int:
        """Return the free space for this user on the disk of a folder, in bytes."""
        return shutil.disk_usage(folder).free

    def open_new(self, path: Path, mode: int) -> int:
        """Create a file that does not exist yet. Return its descriptor."""
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY, mode)

    def open_existing(self, path: Path) -> int:
        """Open a file for reading. Do not block: a pipe with the name of a file would block endlessly."""
        return os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _BINARY)

    def claim(self, descriptor: int, *, wait: bool) -> bool:
        """Lock a file until it is closed or the process ends. Return False if another process holds it."""
        if sys.platform == "win32":
            # An open file cannot be deleted there, which is the purpose of the lock.
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
        """Return the status of an open file."""
        return os.fstat(descriptor)

    def attributes(self, path: Path) -> dict[str, bytes]:
        """Return the access list and the user's extended attributes of a file (Linux only)."""
        if sys.platform != "linux":
            return {}
        names = [each for each in os.listxattr(path) if each.startswith(("user.", "system.posix_acl_access"))]
        return {each: os.getxattr(path, each) for each in names}

    def set_attribute(self, descriptor: int, name: str, value: bytes | None) -> None:
        """Set an extended attribute of an open file, or remove it."""
        if sys.platform != "linux":
            raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))
        if value is None:
            os.removexattr(descriptor, name)
        else:
            os.setxattr(descriptor, name, value)

    def set_owner(self, descriptor: int, owner: int, group: int) -> None:
        """Set owner and group of an open file; −1 leaves them unchanged."""
        if sys.platform != "win32":
            os.fchown(descriptor, owner, group)

    def set_mode(self, descriptor: int, mode: int) -> None:
        """Set the mode of an open file."""
        if sys.platform != "win32":
            os.fchmod(descriptor, mode)

    def write(self, descriptor: int, data: memoryview) -> int:
        """Write a part of `data`. Return the number of bytes."""
        return os.write(descriptor, data)

    def read(self, descriptor: int, count: int) -> bytes:
        """Read up to `count` bytes; none at the end."""
        return os.read(descriptor, count)

    def sync(self, descriptor: int) -> None:
        """Wait until the written data is safe on the disk."""
        if sys.platform == "darwin":
            import fcntl

            # There, fsync leaves the data in the drive's cache. Network shares do not support more.
            with contextlib.suppress(OSError):
                fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
                return
        os.fsync(descriptor)

    def close(self, descriptor: int) -> None:
        """Close a file."""
        os.close(descriptor)

    def replace(self, source: Path, target: Path) -> None:
        """Replace a file by another one, atomically."""
        if sys.platform == "win32" and target.exists() and _replaced_on_windows(source, target):
            return
        source.replace(target)

    def sync_folder(self, folder: Path) -> None:
        """Wait until new names in a folder are safe on the disk, if the file system supports it."""
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
        """Delete a file."""
        path.unlink()


_BINARY = getattr(os, "O_BINARY", 0)


def _replaced_on_windows(source: Path, target: Path) -> bool:
    """Replace a file with `ReplaceFileW`, which keeps rights, streams and creation time. Return success."""
    if sys.platform == "win32":
        import ctypes

        ignore_merge_errors, ignore_rights_errors = 2, 4
        flags = ignore_merge_errors | ignore_rights_errors
        kernel = ctypes.windll.kernel32
        return bool(kernel.ReplaceFileW(str(target), str(source), None, flags, None, None))
    return False


disk = FileSystem()
"""File system in use. Access it as `file_system.disk`, so that it can be replaced."""
