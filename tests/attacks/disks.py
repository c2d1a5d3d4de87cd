"""Disks that fail, that fill up, and that remember every call, for the power to be cut at any of them."""

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
    """Let all that is written go to this disk for a while."""
    real, file_system.disk = file_system.disk, disk
    try:
        yield
    finally:
        file_system.disk = real


class _Watched(FileSystem):
    """Every call goes through `called` before it is done."""

    @abstractmethod
    def called(self, name: str, arguments: tuple[Any, ...]) -> None:
        """Look at a call, or raise what the disk says to it."""


def _watching(name: str) -> Callable[..., Any]:
    real = getattr(FileSystem, name)

    def call(self: _Watched, *arguments: Any, **options: Any) -> Any:
        self.called(name, arguments)
        return real(self, *arguments, **options)

    return call


for _name in CALLS:
    setattr(_Watched, _name, _watching(_name))


class FailingDisk(_Watched):
    """Fails at the n-th call with an error number, once, or from then on for ever."""

    def __init__(self, at: int, number: int, *, for_ever: bool) -> None:
        self.calls: list[str] = []
        self._at, self._number, self._for_ever = at, number, for_ever

    def called(self, name: str, arguments: tuple[Any, ...]) -> None:
        self.calls.append(name)
        now = len(self.calls)
        if now == self._at or (self._for_ever and now > self._at):
            if name == "close":
                # The system takes a descriptor back even where it then says that something went wrong.
                os.close(arguments[0])
            if name == "write":
                # What is written before a disk is full stays written.
                os.write(arguments[0], arguments[1][: len(arguments[1]) // 2])
            raise OSError(self._number, os.strerror(self._number))


class CountingDisk(FailingDisk):
    """Never fails, and knows its calls."""

    def __init__(self) -> None:
        super().__init__(0, 0, for_ever=False)


class FullDisk(FileSystem):
    """Takes so many bytes and no more; `honest` ones say beforehand how many."""

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
    """What was written into a file, call by call, and after how many calls it was safe."""

    writes: list[tuple[int, bytes]] = field(default_factory=list)
    synced: list[tuple[int, int]] = field(default_factory=list)
    """Moments of syncs, and how many writes there were by then."""


class RecordingDisk(FileSystem):
    """Remembers what it was told, to say what may be left of it if the power had been cut at some moment.

    What a kernel may do: keep any of the blocks that were not synced, in any order, and any of the names that
    were changed since the folder was synced, in their order (a disk with a journal) or not.
    """

    def __init__(self) -> None:
        self.moment = 0
        self._open: dict[int, _File] = {}
        self._files: list[_File] = []
        self._names: list[tuple[int, Path, Path | None, _File | None]] = []
        """Moment, name, the name that it takes over, and the file to which it leads from then on."""
        self._at: dict[Path, _File] = {}
        self._folder_synced: list[tuple[int, Path]] = []

    def open_new(self, path: Path, mode: int) -> int:
        descriptor = super().open_new(path, mode)
        self._open[descriptor] = self._at[path] = _File()
        self._name(path, None, self._at[path])
        return descriptor

    def write(self, descriptor: int, data: memoryview) -> int:
        # In small pieces, so that the power can be cut between them.
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
        """What lies at `path` when the power was cut at a moment; None for nothing."""
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
