"""Locks between processes, and between the computers that share a folder.

The system's own lock on an open file ends with its process, however that ends. What stands in the file says
whose it is: not every shared folder carries locks from one computer to another.
"""

import contextlib
import errno
import hashlib
import json
import os
import platform
import stat
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

# Windows lets nobody read what is locked: a byte is locked where none will ever be.
_FAR_BEHIND = 0x7FFF0000
_NO_LOCKS_THERE = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP}
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
_HELD = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}
_LONGEST = 4096
"""Bytes that are read of what may be a lock. Links, pipes and devices are none."""
_PLAINLY = (
    getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
)


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that holds a lock: its number, its computer's name and identity, and when it began."""

    pid: int
    host: str
    machine: str
    started: str

    @property
    def is_here(self) -> bool:
        """Whether it is a process of this computer."""
        return self.machine in (_machine(), _machine_itself())

    @property
    def is_alive(self) -> bool:
        """Whether it still runs; one of another computer always may."""
        if not self.is_here:
            return True
        now = _started(self.pid)
        return _exists(self.pid) and (not self.started or not now or self.started == now)


class FileLock:
    """A lock on a name in a folder, held from `acquire` to `release` or to the end of the process."""

    def __init__(self, path: Path, descriptor: int | None) -> None:
        self.path = path
        self._descriptor = descriptor

    @classmethod
    def acquire(cls, path: Path, words: Mapping[str, str] | None = None) -> "FileLock | None":
        """Take the lock at `path`; None when another holds it, in this process too.

        A dead process's is taken over; one of another computer is that one's until it is released there.
        `words` are written beside who holds it, for other people; a file that has a second name is then none
        to write into. Raises `OSError` where no such file can be made.
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
                    # Its holder has released it, and taken the file away, in between.
                    os.close(descriptor)
                    continue
                before = cls.holder(path)
                if before is not None and not before.is_here:
                    os.close(descriptor)
                    return None
                try:
                    _write(descriptor, {**(words or {}), **asdict(this_process())})
                except OSError as error:
                    # On a full disk the system's lock has to do without words for others.
                    if error.errno not in _NO_ROOM:
                        raise
            except BaseException:
                with contextlib.suppress(OSError):
                    os.close(descriptor)
                raise
            return cls(path, descriptor)

    @classmethod
    def acquire_unwritten(cls, path: Path) -> "FileLock | None":
        """As `acquire`, where nothing can be written: what lies at `path` is locked, and left as it is.

        Where nothing lies there nobody has it, and nobody is kept from it either. Raises `OSError` where it
        cannot even be read.
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
        """Who holds the lock at `path`, or held it last and died; None when nobody does."""
        match FileLock.content(path):
            case {"pid": int(pid), "host": str(host), "machine": str(machine), "started": str(started)}:
                return Holder(pid, host, machine, started)
        return None

    @staticmethod
    def content(path: Path) -> object:
        """What stands in the lock at `path`, of which nothing need be true; None where nothing does."""
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
        """Give the lock back, and leave nothing behind. A second time does nothing."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is None:
            return
        with contextlib.suppress(OSError):
            os.ftruncate(descriptor, 0)
        # Somebody may have taken it away as one of a dead computer, and put theirs there.
        ours = False
        with contextlib.suppress(OSError):
            ours = _is_still(descriptor, self.path)
        if ours and sys.platform != "win32":
            with contextlib.suppress(OSError):
                self.path.unlink(missing_ok=True)
        # The system takes a descriptor back even where it then says that something went wrong.
        with contextlib.suppress(OSError):
            os.close(descriptor)
        if ours and sys.platform == "win32":
            # An open file cannot go there; whoever took it in between keeps it in the same way.
            with contextlib.suppress(OSError):
                self.path.unlink(missing_ok=True)


@cache
def _host() -> str:
    return platform.node()


def this_process() -> Holder:
    """This process, as it signs its locks."""
    pid = os.getpid()
    return Holder(pid, _host(), _machine(), _started(pid))


def _lock(descriptor: int, path: Path) -> bool:
    """Take the system's lock, or look into the file where the folder has no locks; whether that went."""
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
    """Raise where an open file is none that a lock can be: a device, or one of several `links`."""
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode) or (status.st_nlink > 1 and not links):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))


def _cleared(path: Path) -> bool:
    """Take away what another user of this computer, whose process is dead, left at `path`.

    False where that one holds it. Raises `OSError` where nothing can be told or done.
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
    """What tells this computer from others, in a form that tells other people nothing else."""
    return hashlib.sha256(f"journey-editor {_machine_itself()}".encode()).hexdigest()[:32]


@cache
def _machine_itself() -> str:
    """The computer's own mark. Names of computers change with the network."""
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
        # `os.kill` would end it there. Nothing else answers without more rights: it may be alive.
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _started(pid: int) -> str:
    """What tells a process from a later one with its number, where the system says so; else empty."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
        # The second field, the name in brackets, may hold anything; the 22nd is the time of the start.
        status = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
        return f"{boot} {status[19].decode('ascii')}"
    except (OSError, IndexError, ValueError):
        return ""
