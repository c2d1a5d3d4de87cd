"""Locks between processes, and between computers that share a folder.

The system's lock on an open file ends with its process, even after a crash. The content of the file names its
holder, because not every shared folder passes locks on to other computers.
"""

import contextlib
import errno
import hashlib
import json
import os
import socket
import stat
import sys
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path

from journey_editor.foundation.quick_dataclass import dataclass

# Windows blocks reading of locked bytes, so a byte far behind the content is locked.
_FAR_BEHIND = 0x7FFF0000
_NO_LOCKS_THERE = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP}
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
_HELD = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}
_LONGEST = 4096
"""Maximum size of a lock file that is read, in bytes."""
_PLAINLY = (
    getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
)


@dataclass(frozen=True, slots=True)
class Holder:
    """Process that holds a lock: its number, its computer's name and identity, and its start time."""

    pid: int
    host: str
    machine: str
    started: str

    @property
    def is_here(self) -> bool:
        """True if the process runs on this computer."""
        return self.machine in (_machine(), _machine_itself())

    @property
    def is_alive(self) -> bool:
        """True if the process still runs, or is on another computer, where that is unknown."""
        if not self.is_here:
            return True
        now = _started(self.pid)
        return _exists(self.pid) and (not self.started or not now or self.started == now)


class FileLock:
    """Lock on a file name, held from `acquire` to `release` or to the end of the process."""

    def __init__(self, path: Path, descriptor: int | None) -> None:
        self.path = path
        self._descriptor = descriptor

    @classmethod
    def acquire(cls, path: Path, words: Mapping[str, str] | None = None) -> "FileLock | None":
        """Take the lock at `path`. Return None if it is held, by this process or another one.

        A lock of an ended process is taken over. A lock of another computer is held until it is released
        there. `words` are written into the file in addition to the holder; a file with several names (hard
        links) is refused then. Raises `OSError` if the file cannot be created.
        """
        while True:
            try:
                descriptor = os.open(path, os.O_RDWR | os.O_CREAT | _PLAINLY, 0o666)
            except PermissionError:
                if not _cleared(path):
                    return None
                continue
            try:
                _refuse_odd(descriptor, path, links=words is None)
                if not _lock(descriptor, path):
                    os.close(descriptor)
                    return None
                if not _is_still(descriptor, path):
                    # Its holder has released it and deleted the file in the meantime.
                    os.close(descriptor)
                    continue
                before = cls.holder(path)
                if before is not None and not before.is_here:
                    os.close(descriptor)
                    return None
                try:
                    _write(descriptor, {**(words or {}), **asdict(this_process())})
                except OSError as error:
                    # On a full disk, the system's lock must be enough.
                    if error.errno not in _NO_ROOM:
                        raise
            except BaseException:
                with contextlib.suppress(OSError):
                    os.close(descriptor)
                raise
            return cls(path, descriptor)

    @classmethod
    def acquire_unwritten(cls, path: Path) -> "FileLock | None":
        """Take the lock at `path` on a disk that is not writable. Return None if it is held.

        The file is not changed. If there is no file, others are not excluded. Raises `OSError` if the file
        cannot be read.
        """
        try:
            descriptor = os.open(path, os.O_RDONLY | _PLAINLY)
        except FileNotFoundError:
            return cls(path, None)
        try:
            _refuse_odd(descriptor, path, links=True)
            before = cls.holder(path)
            if _lock(descriptor, path) and (before is None or before.is_here):
                return cls(path, descriptor)
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)
        return None

    @staticmethod
    def holder(path: Path) -> Holder | None:
        """Return the last holder of the lock at `path`, which may have ended; None if there is none."""
        match FileLock.content(path):
            case {"pid": int(pid), "host": str(host), "machine": str(machine), "started": str(started)}:
                return Holder(pid, host, machine, started)
        return None

    @staticmethod
    def content(path: Path) -> object:
        """Return the content of the lock at `path` (JSON), which may be wrong; None if it cannot be read."""
        try:
            descriptor = os.open(path, os.O_RDONLY | _PLAINLY)
            try:
                _refuse_odd(descriptor, path, links=True)
                return json.loads(os.read(descriptor, _LONGEST))
            finally:
                os.close(descriptor)
        except (OSError, ValueError, RecursionError):
            return None

    def release(self) -> None:
        """Release the lock and delete its file. A second call does nothing."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is None:
            return
        with contextlib.suppress(OSError):
            os.ftruncate(descriptor, 0)
        # Another process may have replaced the file in the belief that this computer is off.
        ours = False
        with contextlib.suppress(OSError):
            ours = _is_still(descriptor, self.path)
        if ours and sys.platform != "win32":
            with contextlib.suppress(OSError):
                self.path.unlink(missing_ok=True)
        # The descriptor is closed even if `close` raises an error.
        with contextlib.suppress(OSError):
            os.close(descriptor)
        if ours and sys.platform == "win32":
            # An open file cannot be deleted there; a process that has taken the lock meanwhile keeps it open.
            with contextlib.suppress(OSError):
                self.path.unlink(missing_ok=True)


@cache
def _host() -> str:
    return socket.gethostname()


def this_process() -> Holder:
    """Return the holder entry of this process."""
    pid = os.getpid()
    return Holder(pid, _host(), _machine(), _started(pid))


def _lock(descriptor: int, path: Path) -> bool:
    """Take the system's lock, or read the file if the folder has no locks. Return whether it worked."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(descriptor, _FAR_BEHIND, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _HELD:
            return False
        if error.errno not in _NO_LOCKS_THERE:
            raise
        holder = FileLock.holder(path)
        return holder is None or not holder.is_alive
    return True


def _is_still(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _refuse_odd(descriptor: int, path: Path, *, links: bool) -> None:
    """Raise `OSError` for a device, and, unless `links` is set, for a file with several names."""
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode) or (status.st_nlink > 1 and not links):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))


def _cleared(path: Path) -> bool:
    """Delete a lock that an ended process of another user left. Return False if it is held.

    Raises `OSError` if that is unknown or impossible.
    """
    descriptor = os.open(path, os.O_RDONLY | _PLAINLY)
    try:
        _refuse_odd(descriptor, path, links=False)
        if not _lock(descriptor, path):
            return False
        holder = FileLock.holder(path)
        if holder is not None and not holder.is_here:
            return False
        path.unlink()
    finally:
        os.close(descriptor)
    return True


def _write(descriptor: int, content: Mapping[str, object]) -> None:
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, json.dumps(content).encode("ascii"))


@cache
def _machine() -> str:
    """Return an identifier of this computer that reveals nothing else about it (hashed)."""
    return hashlib.sha256(f"journey-editor {_machine_itself()}".encode()).hexdigest()[:32]


@cache
def _machine_itself() -> str:
    """Return the system's identifier of this computer. Its name may change with the network."""
    with contextlib.suppress(OSError, AttributeError):
        if sys.platform == "win32":
            import winreg

            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:
                return str(winreg.QueryValueEx(key, "MachineGuid")[0])
        if sys.platform == "darwin":
            import ctypes

            identity = ctypes.create_string_buffer(16)
            # Two C longs: seconds and nanoseconds to wait for.
            patience = (ctypes.c_long * 2)(5, 0)
            if ctypes.CDLL(None).gethostuuid(identity, ctypes.byref(patience)) == 0:
                return identity.raw.hex()
        if identity_text := Path("/etc/machine-id").read_text("ascii").strip():
            return identity_text
    return _host()


def _exists(pid: int) -> bool:
    if sys.platform == "win32":
        # `os.kill` would end the process there, and other ways need more rights: assume that it runs.
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _started(pid: int) -> str:
    """Return a string that tells a process from a later one with the same number; empty if unknown."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
        # The second field, the name in brackets, may contain anything; the 22nd is the start time.
        status = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
        return f"{boot} {status[19].decode('ascii')}"
    except (OSError, IndexError, ValueError):
        return ""
