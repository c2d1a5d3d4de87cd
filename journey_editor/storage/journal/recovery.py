"""Journals that a program which is dead has left: they are offered, opened, or thrown away for good later.

Nothing is deleted when they are looked for: what is discarded lies in a trash for 30 days.
"""

import contextlib
import errno
import json
import logging
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from journey_editor.editing.history import History
from journey_editor.foundation import folders
from journey_editor.foundation.atomic_file import PRIVATE, write_file
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.identity import local_time
from journey_editor.foundation.regular_file import is_file
from journey_editor.foundation.translation import tr
from journey_editor.model.document import Document
from journey_editor.storage.journal.journal import ATTEMPTS, COPIES, DATABASE, DESCRIPTION, LOCK, Typed
from journey_editor.storage.journal.locations import TRASH, journals_in, places
from journey_editor.storage.locking.file_lock import FileLock
from journey_editor.storage.locking.project_lock import owner_of
from journey_editor.storage.project import drafts
from journey_editor.storage.project.stamp import Stamp

if TYPE_CHECKING:
    from journey_editor.storage.journal.journal_file import Entry

_logger = logging.getLogger(__name__)

DAYS_IN_TRASH = 30
MOST_ATTEMPTS = 2
"""A recovery that ended the program so many times is not opened again unless somebody asks for it."""

_NOTHING_WRITTEN = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOENT}
"""Of a disk that is full or read-only. What lies there can be had back all the same."""
_NAME_LENGTH = len("2026-05-01 12.00.00 0123abcd")


@dataclass(frozen=True, slots=True)
class Recoverable:
    """A project that was open when its program ended, as it can be offered.

    `unsaved` counts the edits that are not in its file, None where that cannot be told. `attempts` counts
    how often opening it ended the program again.
    """

    folder: Path
    name: str
    path: Path
    when: datetime
    unsaved: int | None
    typing: bool
    attempts: int
    newer: bool = False
    """Whether it is of a newer version of the program, which alone can open it."""
    computer: str = ""
    """The other computer on which it is open, or was when that ended: which of the two nobody here knows."""

    @property
    def has_more_than_its_file(self) -> bool:
        """Whether something would be lost without it."""
        return self.unsaved != 0 or self.typing or not is_file(self.path)

    @property
    def opens_by_itself(self) -> bool:
        """Whether it may be opened without being asked for."""
        return self.attempts < MOST_ATTEMPTS and not self.newer and not self.computer


@dataclass(frozen=True, slots=True)
class Recovered:
    """A project out of a journal, with what can be undone and redone, and what was being typed.

    `stamp` is what its file was like when it was last saved or opened, which was after edit `saved_number`
    of `number`. `whole` is false where a part of the journal was damaged, and the rest is what is here.
    """

    document: Document
    assets: dict[str, bytes]
    history: History
    path: Path
    stamp: Stamp | None
    number: int
    saved_number: int
    typed: Typed | None
    entries: "Sequence[Entry]"
    """What a new journal has to carry on for undo and redo."""
    attempts: int
    whole: bool
    folder: Path
    lock: FileLock

    @property
    def unsaved(self) -> bool:
        """Whether there is more than is in the file."""
        return self.number > self.saved_number or self.stamp is None

    def put_back(self) -> None:
        """Leave the old journal as if it had not been opened."""
        with contextlib.suppress(UserError):
            write_file(self.folder / ATTEMPTS, str(self.attempts - 1).encode("ascii"), mode=PRIVATE)
        self.lock.release()

    def finish(self, *, discard: bool) -> None:
        """Let the old journal go: it is safe in a new one, and goes to the trash, or it stays as it is."""
        self.lock.release()
        if discard:
            try:
                discard_all_of(self.folder)
            except OSError:
                _logger.exception("discarding %s", self.folder)


def recoverable() -> list[Recoverable]:
    """What can be recovered, the latest first. Those of programs that are alive here are theirs."""
    whole = [each for each in _all_folders() if _is_whole(each)]
    # The program ended when a recovered project had its new journal already, and the old one not yet gone.
    # That holds too while the new one is open.
    followed = [follows for each in whole if (follows := _follows(each))]
    latest: dict[str, Recoverable | None] = {}
    # One session has two where its first place failed: the later one goes on where that ended.
    for folder in sorted(whole, key=_begun):
        session = _session(folder.name)
        if any(_is_at_most(folder, each) for each in followed):
            continue
        lock = _locked(folder)
        try:
            latest[session] = _elsewhere(folder) if lock is None else _described(folder)
        except Exception:
            # Whatever is wrong with one of them must not keep the others from being offered.
            _logger.exception("looking at %s", folder)
        finally:
            if lock is not None:
                lock.release()
    found = [each for each in latest.values() if each is not None]
    return sorted(found, key=lambda each: each.when, reverse=True)


def open_recoverable(found: Recoverable) -> Recovered:
    """Open what was left. That it is tried is written down first. Raises `UserError`; it then stays.

    One that is open on another computer is taken from there. Until `Recovered.finish` nobody else can open
    it.
    """
    lock = _locked(found.folder, of_another=bool(found.computer))
    if lock is None:
        raise UserError(tr("“{name}” is being recovered in another window.").format(name=found.name))
    try:
        attempts = found.attempts + 1
        # Where it cannot be counted it is opened all the same.
        with contextlib.suppress(UserError):
            write_file(found.folder / ATTEMPTS, str(attempts).encode("ascii"), mode=PRIVATE)
        # SQLAlchemy takes a fifth of a second to import.
        from journey_editor.storage.journal.rebuild import recovered

        return recovered(found, attempts, lock)
    except BaseException:
        lock.release()
        raise


def discard(found: Recoverable) -> Path:
    """Throw away what can be recovered: into a trash, where it stays for 30 days. Raises `UserError`.

    Answers what `take_back` wants to know.
    """
    lock = _locked(found.folder, of_another=bool(found.computer))
    if lock is None:
        raise UserError(tr("“{name}” is being recovered in another window.").format(name=found.name))
    lock.release()
    try:
        return discard_all_of(found.folder)
    except OSError as error:
        raise UserError(
            tr("“{name}” could not be thrown away: {reason}.").format(name=found.name, reason=error.strerror)
        ) from error


def take_back(trashed: Path) -> None:
    """Offer again what was discarded. Raises `UserError`."""
    try:
        trashed.rename(trashed.parent.parent / trashed.name)
    except OSError as error:
        raise UserError(tr("It could not be taken back: {reason}.").format(reason=error.strerror)) from error


def tidy() -> None:
    """Delete what was discarded more than 30 days ago or read in, and discard what has nothing to recover."""
    for place in places():
        for folder in journals_in(place):
            with contextlib.suppress(OSError):
                if _has_nothing(folder):
                    _to_trash(folder)
        with contextlib.suppress(OSError):
            for folder in (place / TRASH).iterdir():
                if _is_old(folder):
                    shutil.rmtree(folder, ignore_errors=True)
    drafts.tidy()
    with contextlib.suppress(OSError, UserError):
        # Of programs that ended while they read.
        for folder in folders.user_temporary().glob(f"{COPIES}*"):
            if _is_old(folder):
                shutil.rmtree(folder, ignore_errors=True)


def _has_nothing(folder: Path) -> bool:
    """Whether nothing would be lost without a journal: nothing was edited, or all saved and 30 days ago.

    Raises `OSError` where that cannot be told.
    """
    is_journal = (folder / DATABASE).exists()
    # To look at it has changed the folder, but not what is in it.
    old = _is_old(folder / DATABASE if is_journal else folder)
    is_whole = is_journal and (folder / DESCRIPTION).exists()
    # Of several the oldest goes first; one that is not whole may be one that is being made.
    if not (old or is_whole) or _line_of(folder) != [folder]:
        return False
    # What somebody may be about to open must not be locked for a look.
    if not old and (_is_in_use(folder) or _described(folder) is not None):
        return False
    lock = _locked(folder)
    if lock is None:
        return False
    try:
        found = _described(folder) if is_whole else None
    finally:
        lock.release()
    return found is None or (old and not found.has_more_than_its_file)


def _is_in_use(folder: Path) -> bool:
    holder = FileLock.holder(folder / LOCK)
    return holder is not None and holder.is_alive


def _is_old(path: Path) -> bool:
    """Whether nothing was done with it for 30 days."""
    return time.time() - path.stat().st_mtime > DAYS_IN_TRASH * 86_400


def _all_folders() -> list[Path]:
    return [folder for place in places() for folder in journals_in(place)]


def _is_whole(folder: Path) -> bool:
    """Whether it is a journal: not one that was still being made, or taken away, when its program ended."""
    return is_file(folder / DATABASE) and is_file(folder / DESCRIPTION)


def _session(name: str) -> str:
    """What the names of all journals of one session begin with."""
    return name[:_NAME_LENGTH]


def _begun(folder: Path) -> int:
    """How many journals its session had begun before it."""
    number = folder.name[_NAME_LENGTH:].strip()
    return int(number) if number.isascii() and number.isdecimal() else 0


def _is_at_most(folder: Path, name: str) -> bool:
    """Whether it is the journal of that name, or one that its session had begun before."""
    return _session(folder.name) == _session(name) and _begun(folder) <= _begun(Path(name))


def _locked(folder: Path, *, of_another: bool = False) -> FileLock | None:
    """The lock of a journal; None where it is another's, unless it may be taken from another computer."""
    path = folder / LOCK
    try:
        lock = FileLock.acquire(path)
        if lock is None and of_another and owner_of(path).computer and not owner_of(path).is_here:
            # A new file: should the other one live after all, it must not take ours away when it ends.
            path.unlink()
            lock = FileLock.acquire(path)
    except OSError as error:
        if error.errno not in _NOTHING_WRITTEN:
            return None
        with contextlib.suppress(OSError):
            return FileLock.acquire_unwritten(path)
        return None
    return lock


def _elsewhere(folder: Path) -> Recoverable | None:
    """What can be told of a journal that is another computer's; None where it is one of this computer's.

    Its database is not looked at: two computers must not have one open at once.
    """
    owner = owner_of(folder / LOCK)
    if owner.is_here or not owner.computer:
        return None
    name, path = _description(folder)
    times = [each.stat().st_mtime for each in folder.glob(f"{DATABASE}*")]
    when = local_time(max(times))
    return Recoverable(folder, name, path, when, None, False, _attempts(folder), computer=owner.computer)


def _described(folder: Path) -> Recoverable | None:
    """What can be told of a journal; None where nothing was edited."""
    from journey_editor.storage.journal.reader import NewerJournalError, Summary, summary

    name, path = _description(folder)
    told: Summary | None = None
    newer = False
    try:
        told = summary(folder)
    except NewerJournalError:
        newer = True
    except Exception:
        _logger.exception("the journal in %s is damaged", folder)
    if told is not None and not told.edits and not told.typing and not _follows(folder):
        return None
    at = told.at if told is not None and told.at else (folder / DATABASE).stat().st_mtime
    return Recoverable(
        folder=folder,
        name=name,
        path=path,
        when=local_time(at),
        unsaved=told.unsaved if told is not None else None,
        typing=told is not None and told.typing,
        attempts=_attempts(folder),
        newer=newer,
    )


def _description(folder: Path) -> tuple[str, Path]:
    """The project's name and path."""
    match _told(folder):
        case {"name": str(name), "path": str(path)} if "\x00" not in path and Path(path).is_absolute():
            return name, Path(path)
    # Where that is damaged the rest need not be; it goes on as a project without a name.
    return tr("A project without a name"), drafts.new_draft()


def _follows(folder: Path) -> str:
    """The name of the folder of the journal whose recovery it is; empty where it is none."""
    match _told(folder):
        case {"follows": str(follows)}:
            return follows
    return ""


def _told(folder: Path) -> object:
    with contextlib.suppress(OSError, ValueError, RecursionError):
        return json.loads((folder / DESCRIPTION).read_bytes())
    return None


def discard_all_of(folder: Path) -> Path:
    """Discard a journal, all that it follows, and what their programs left in places that failed.

    The oldest goes first, and none before those that are older: whatever ends this on the way, no journal is
    left whose recovery is gone. Raises `OSError` where one of them cannot go.
    """
    for each in _line_of(folder)[:-1]:
        with contextlib.suppress(FileNotFoundError):
            _to_trash(each)
    return _to_trash(folder)


def _line_of(folder: Path) -> list[Path]:
    """A journal and all that were before it, the oldest first."""
    everything = sorted(_all_folders(), key=_begun)
    line, names, name = [folder], set[str](), folder.name
    while name and name not in names:
        names.add(name)
        same = [each for each in everything if _is_at_most(each, name)]
        line[:0] = [each for each in same if each != folder]
        name = next(filter(None, map(_follows, same)), "")
    return line


def _attempts(folder: Path) -> int:
    try:
        return int((folder / ATTEMPTS).read_bytes())
    except (OSError, ValueError):
        return 0


def _to_trash(folder: Path) -> Path:
    trash = folder.parent / TRASH
    trash.mkdir(mode=0o700, exist_ok=True)
    target = trash / folder.name
    if target.exists():
        target = trash / f"{folder.name} {time.time_ns()}"
    # The days are counted from now on.
    folder.touch()
    folder.rename(target)
    return target
