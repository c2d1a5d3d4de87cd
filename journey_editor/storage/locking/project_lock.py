"""Locks of project files: only one program can edit a project at a time.

On one computer, the lock is one of the user's own temporary files, and there is no extra file next to the
project. In a folder that others can write to, there is also a small file next to the project, named
`~$map.journey` like those of office programs, because synchronisation services ignore such names.
"""

import contextlib
import getpass
import hashlib
import os
import sys
import time
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from journey_editor.foundation import folders
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.file_words import known_name
from journey_editor.foundation.identity import Clock, now
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.shared_folder import is_shared
from journey_editor.foundation.text import clean_text
from journey_editor.foundation.translation import tr
from journey_editor.storage.locking.file_lock import FileLock

_PATIENCE = 2.0
"""Seconds to wait until the content of a lock is written."""
_LONGEST_NAME = 60
"""Maximum length of a name that is shown, because all users can write into a shared folder."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Computer, user and time of an opened project; empty if unknown."""

    computer: str = ""
    user: str = ""
    since: datetime | None = None
    is_here: bool = False
    """Flag for this computer."""
    is_this_process: bool = False

    def sentence(self, file: str) -> str:
        """Return a sentence with the computer and user that have the file open."""
        who = ", ".join(each for each in (self.user, self._since()) if each)
        if self.is_this_process:
            words = tr("“{file}” is open in another window.")
        elif self.is_here and who:
            words = tr("“{file}” is open in another program on this computer ({who}).")
        elif self.is_here:
            words = tr("“{file}” is open in another program on this computer.")
        elif self.computer and who:
            words = tr("“{file}” is open on {computer} ({who}).")
        elif self.computer:
            words = tr("“{file}” is open on {computer}.")
        else:
            words = tr("“{file}” is open on another computer.")
        return words.format(file=file, computer=self.computer, who=who)

    def _since(self) -> str:
        if self.since is None:
            return ""
        here = self.since.astimezone()
        time = f"{here:%H:%M}" if here.date() == now().date() else f"{here:%Y-%m-%d %H:%M}"
        return tr("since {time}").format(time=time)


class ProjectHeldError(UserError):
    """The project is open in another program."""

    def __init__(self, path: Path, owner: Owner) -> None:
        super().__init__(owner.sentence(known_name(path)))
        self.owner = owner


class ProjectLock:
    """Lock of the project file at `path`, from `acquire` to `release` or the end of the process.

    If no lock can be created (a read-only folder, a share without locks), it excludes no other process.
    """

    def __init__(self, path: Path, locks: list[FileLock]) -> None:
        self.path = path
        self._locks = locks

    @classmethod
    def none(cls, path: Path) -> "ProjectLock":
        """Return a lock that excludes no other process."""
        return cls(path, [])

    @classmethod
    def acquire(cls, path: Path, *, force: bool = False, clock: Clock = now) -> "ProjectLock":
        """Lock the file at `path`. Raises `ProjectHeldError` if another program has it open.

        A lock of an ended process is taken over. A lock of another computer is taken over only with `force`,
        because only the user can know if that computer still has the file open.
        """
        # A save replaces the target of a link.
        real = Path(os.path.realpath(path))
        words = {"user": _user(), "since": clock().isoformat(timespec="seconds")}
        taken = cls(path, [])
        try:
            for place in (_private_lock_file(real), _shared_lock_file(real)):
                if place is not None:
                    taken._add(place, words, force)
        except BaseException:
            taken.release()
            raise
        return taken

    @property
    def holds(self) -> bool:
        """True if the lock is held."""
        return bool(self._locks)

    def release(self) -> None:
        """Release the lock and delete its files. A second call does nothing."""
        while self._locks:
            self._locks.pop().release()

    def _add(self, place: Path, words: Mapping[str, str], force: bool) -> None:
        lock = None
        try:
            lock = FileLock.acquire(place, words)
        except OSError:
            # No lock can be created, but a user with more rights may hold one.
            holder = FileLock.holder(place)
            if holder is None or not holder.is_alive:
                return
        owner = Owner() if lock is not None else owner_of(place)
        until = time.monotonic() + _PATIENCE
        while lock is None and not owner.computer and time.monotonic() < until:
            # Its holder has not written its content yet, or has just released it.
            time.sleep(0.01)
            with contextlib.suppress(OSError):
                lock = FileLock.acquire(place, words)
            owner = owner_of(place)
        if lock is None:
            if owner.is_here or not force:
                raise ProjectHeldError(self.path, owner)
            lock = _taken_over(place, words)
        if lock is not None:
            if sys.platform == "win32":
                _hide(place)
            self._locks.append(lock)


def owner_of(place: Path) -> Owner:
    """Return the holder of the lock at `place`, with texts cleaned for display."""
    content, holder = FileLock.content(place), FileLock.holder(place)
    said = content if isinstance(content, dict) else {}
    since = None
    with contextlib.suppress(ValueError, TypeError, OverflowError):
        since = datetime.fromisoformat(said.get("since"))  # type: ignore[arg-type]
        since = since.astimezone() if since.tzinfo is not None else None
    if holder is None:
        return Owner(user=_shown(said.get("user")), since=since)
    return Owner(
        computer=_shown(holder.host),
        user=_shown(said.get("user")),
        since=since,
        is_here=holder.is_here,
        is_this_process=holder.is_here and holder.pid == os.getpid(),
    )


def lock_file_of(path: Path) -> Path:
    """Return the path of the lock file next to a project."""
    return path.with_name(f"~${path.name}")


def _taken_over(place: Path, words: Mapping[str, str]) -> FileLock | None:
    # A new file: if the other program is still running, it must not delete our lock when it ends.
    with contextlib.suppress(OSError):
        place.unlink()
        return FileLock.acquire(place, words)
    return None


def _shared_lock_file(real: Path) -> Path | None:
    """Return the lock next to the project; None in a folder that is not shared and has no such lock."""
    shared = lock_file_of(real)
    return shared if is_shared(real.parent) or FileLock.holder(shared) is not None else None


def _private_lock_file(real: Path) -> Path | None:
    """Return the lock on this computer, named after the identity of the folder and the file name."""
    try:
        folder = real.parent.stat()
        name = real.name
        if _ignores_case(real):
            name = unicodedata.normalize("NFC", name).casefold()
        key = f"{folder.st_dev}:{folder.st_ino}:{name}".encode("utf-8", "surrogatepass")
        return folders.user_locks() / f"{hashlib.sha256(key).hexdigest()[:32]}.lock"
    except (OSError, UserError):
        return None


def _ignores_case(real: Path) -> bool:
    """Return whether the file system ignores the case of names, as far as it can be found out."""
    for each in (real, real.parent):
        swapped = each.with_name(each.name.swapcase()) if each.name else each
        if each.exists() and swapped != each:
            return swapped.exists() and swapped.samefile(each)
    return False


def _shown(name: object) -> str:
    if not isinstance(name, str):
        return ""
    cleaned = " ".join(clean_text(name[: 4 * _LONGEST_NAME], lines=False).split())
    return cleaned if len(cleaned) <= _LONGEST_NAME else f"{cleaned[: _LONGEST_NAME - 1]}…"


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        # The system does not know the user.
        return ""


def _hide(place: Path) -> None:
    if sys.platform == "win32":
        import ctypes

        hidden = 0x2
        ctypes.windll.kernel32.SetFileAttributesW(str(place), hidden)
