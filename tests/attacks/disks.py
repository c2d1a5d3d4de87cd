"""Simulated disks: failing disks, full disks, and disks that record every call to simulate power cuts."""

import errno
import os
from abc import abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from journey_editor.foundation import file_system
from journey_editor.foundation.file_system import FileSystem

CALLS = (
    "status",
    "names_in",
    "free_bytes",
    "open_new",
    "open_existing",
    "claim",
    "status_of_open",
    "attributes",
    "set_attribute",
    "set_owner",
    "set_mode",
    "write",
    "read",
    "sync",
    "close",
    "replace",
    "sync_folder",
    "unlink",
)
BLOCK = 4096


@contextmanager
def disk_in_use(disk: FileSystem) -> Iterator[None]:
    """Use this disk for all writes while the block runs."""
    real, file_system.disk = file_system.disk, disk
    try:
        yield
    finally:
        file_system.disk = real


class _Watched(FileSystem):
    """File system that passes every call to `called` first."""

    @abstractmethod
    def called(self, name: str, arguments: tuple[Any, ...]) -> None:
        """Handle a call. Raises the error of the disk, if any."""


def _watching(name: str) -> Callable[..., Any]:
    real = getattr(FileSystem, name)

    def call(self: _Watched, *arguments: Any, **options: Any) -> Any:
        self.called(name, arguments)
        return real(self, *arguments, **options)

    return call


for _name in CALLS:
    setattr(_Watched, _name, _watching(_name))


class FailingDisk(_Watched):
    """Disk whose n-th call fails with an error number, either only once or from then on."""

    def __init__(self, at: int, number: int, *, for_ever: bool) -> None:
        self.calls: list[str] = []
        self._at, self._number, self._for_ever = at, number, for_ever

    def called(self, name: str, arguments: tuple[Any, ...]) -> None:
        self.calls.append(name)
        now = len(self.calls)
        if now == self._at or (self._for_ever and now > self._at):
            if name == "close":
                # The system closes the descriptor even if it reports an error.
                os.close(arguments[0])
            if name == "write":
                # Bytes that were written before the disk was full remain.
                os.write(arguments[0], arguments[1][: len(arguments[1]) // 2])
            raise OSError(self._number, os.strerror(self._number))


class CountingDisk(FailingDisk):
    """Disk that never fails and records its calls."""

    def __init__(self) -> None:
        super().__init__(0, 0, for_ever=False)


class FullDisk(FileSystem):
    """Disk with room for a number of bytes; an `honest` one reports this number as free."""

    def __init__(self, room: int, *, honest: bool) -> None:
        self._room, self._honest = room, honest

    def free_bytes(self, folder: Path) -> int:
        return self._room if self._honest else 1 << 40

    def write(self, descriptor: int, data: memoryview) -> int:
        if not self._room and len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written = super().write(descriptor, data[: self._room])
        self._room -= written
        return written


@dataclass(slots=True)
class _File:
    """Writes to a file, and the syncs that made them safe."""

    writes: list[tuple[int, bytes]] = field(default_factory=list)
    synced: list[tuple[int, int]] = field(default_factory=list)
    """Moment of each sync, and number of writes before it."""


class RecordingDisk(FileSystem):
    """Disk that records all calls, and can return a possible content after a power cut at any moment.

    The kernel may have written any of the blocks that were not synced, in any order. It may also have written
    any of the renames since the folder was synced, in order (a disk with a journal) or not.
    """

    def __init__(self) -> None:
        self.moment = 0
        self._open: dict[int, _File] = {}
        self._files: list[_File] = []
        self._names: list[tuple[int, Path, Path | None, _File | None]] = []
        """Moment, name, the old name in a rename, and the file that has the name from then on."""
        self._at: dict[Path, _File] = {}
        self._folder_synced: list[tuple[int, Path]] = []

    def open_new(self, path: Path, mode: int) -> int:
        descriptor = super().open_new(path, mode)
        self._open[descriptor] = self._at[path] = _File()
        self._name(path, None, self._at[path])
        return descriptor

    def write(self, descriptor: int, data: memoryview) -> int:
        # In small parts, so that the power can be cut between them.
        written = super().write(descriptor, data[: 8 * BLOCK])
        self.moment += 1
        self._open[descriptor].writes.append((self.moment, bytes(data[:written])))
        return written

    def sync(self, descriptor: int) -> None:
        super().sync(descriptor)
        self.moment += 1
        file = self._open[descriptor]
        file.synced.append((self.moment, len(file.writes)))

    def replace(self, source: Path, target: Path) -> None:
        super().replace(source, target)
        file = self._at[target] = self._at.pop(source)
        self._name(target, source, file)

    def unlink(self, path: Path) -> None:
        super().unlink(path)
        self._at.pop(path, None)
        self._name(path, None, None)

    def sync_folder(self, folder: Path) -> None:
        super().sync_folder(folder)
        self.moment += 1
        self._folder_synced.append((self.moment, folder))

    def left_of(self, path: Path, cut: int, dice: Random) -> bytes | None:
        """Return a possible content of `path` after a power cut at moment `cut`; None if there is no file."""
        safe = max(
            (at for at, folder in self._folder_synced if at <= cut and folder == path.parent), default=0
        )
        changes = [each for each in self._names if each[0] <= cut and path in each[1:3]]
        unsafe = [each for each in changes if each[0] > safe]
        if dice.random() < 0.5:
            kept = unsafe[: dice.randrange(len(unsafe) + 1)]
        else:
            kept = [each for each in unsafe if dice.random() < 0.5]
        file = None
        for moment, name, _, leads_to in changes:
            if moment <= safe or any(moment == each[0] for each in kept):
                file = leads_to if name == path else None
        return None if file is None else _content(file, cut, dice)

    def _name(self, name: Path, source: Path | None, file: _File | None) -> None:
        self.moment += 1
        self._names.append((self.moment, name, source, file))


def _content(file: _File, cut: int, dice: Random) -> bytes:
    synced = max((count for at, count in file.synced if at <= cut), default=0)
    content = b"".join(data for _, data in file.writes[:synced])
    pending = b"".join(data for at, data in file.writes[synced:] if at <= cut)
    if not pending:
        return content
    left = bytearray(pending[: dice.randrange(len(pending) + 1)])
    for start in range(0, len(left), BLOCK):
        if dice.random() < 0.5:
            left[start : start + BLOCK] = bytes(len(left[start : start + BLOCK]))
    return content + bytes(left)
