"""Recovery of projects from the journals of programs that have ended.

Such journals are offered, opened or discarded. Nothing is deleted while they are listed.
"""

import contextlib
import errno
import logging
from pathlib import Path

from journey_editor.foundation import folders
from journey_editor.foundation.atomic_file import PRIVATE, write_file
from journey_editor.foundation.cancellation import uncancellable
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.identity import local_time
from journey_editor.foundation.regular_file import is_file
from journey_editor.foundation.translation import tr
from journey_editor.storage.journal.lineage import (
    all_journals,
    is_up_to,
    line_of,
    position,
    predecessor,
    read_description,
    session_of,
)
from journey_editor.storage.journal.locations import journals_in, places
from journey_editor.storage.journal.names import ATTEMPTS, CLOSED, COPIES, DATABASE, DESCRIPTION, LOCK
from journey_editor.storage.journal.recovered import Recoverable, Recovered
from journey_editor.storage.journal.trash import (
    delete_if_old,
    discard_all_of,
    empty_trash,
    is_old,
    move_to_trash,
)
from journey_editor.storage.locking.file_lock import FileLock
from journey_editor.storage.locking.project_lock import owner_of
from journey_editor.storage.project import drafts

_logger = logging.getLogger(__name__)

_NOTHING_WRITTEN = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOENT}
"""Errors of a disk that is full or read-only. A journal on it can be recovered all the same."""


def recoverable() -> list[Recoverable]:
    """Return the projects that can be recovered, the latest first, except those of running programs."""
    whole = [each for each in all_journals() if _is_whole(each)]
    # If the program ended before the old journal of a recovered project was discarded, both are there. Only
    # the new one counts, even while it is open.
    followed = [follows for each in whole if (follows := predecessor(each))]
    latest: dict[str, Recoverable | None] = {}
    # A session whose first folder failed has two journals: the later one continues the earlier one.
    for folder in sorted(whole, key=position):
        session = session_of(folder.name)
        if any(is_up_to(folder, each) for each in followed):
            continue
        lock = _locked(folder)
        try:
            latest[session] = _elsewhere(folder) if lock is None else _described(folder)
        except Exception:
            # An error in one journal must not hide the others.
            _logger.exception("cannot examine the journal in %s", folder)
        finally:
            if lock is not None:
                lock.release()
    found = [each for each in latest.values() if each is not None]
    return sorted(found, key=lambda each: each.when, reverse=True)


@uncancellable()
def open_recoverable(found: Recoverable) -> Recovered:
    """Open a journal for recovery, after counting the attempt. Raises `UserError`; the journal then stays.

    A journal that is open on another computer is taken over. No other process can open it before
    `Recovered.finish`.
    """
    lock = _locked(found.folder, of_another=bool(found.computer))
    if lock is None:
        raise UserError(tr("“{name}” is being recovered in another window.").format(name=found.name))
    try:
        attempts = found.attempts + 1
        # It is opened even if the attempt cannot be counted.
        with contextlib.suppress(UserError):
            write_file(found.folder / ATTEMPTS, str(attempts).encode("ascii"), mode=PRIVATE)
        # Importing SQLAlchemy takes a fifth of a second.
        from journey_editor.storage.journal.rebuild import recovered

        return recovered(found, attempts, lock)
    except BaseException:
        lock.release()
        raise


def discard(found: Recoverable) -> Path:
    """Move a journal into the trash, where it stays for 30 days, and return its folder there.

    Raises `UserError`.
    """
    lock = _locked(found.folder, of_another=bool(found.computer))
    if lock is None:
        raise UserError(tr("“{name}” is being recovered in another window.").format(name=found.name))
    lock.release()
    try:
        return discard_all_of(found.folder)
    except OSError as error:
        raise UserError(
            tr("“{name}” could not be discarded: {reason}.").format(name=found.name, reason=error.strerror)
        ) from error


def tidy() -> None:
    """Delete what was discarded more than 30 days ago, and discard journals with nothing to recover."""
    for place in places():
        for folder in journals_in(place):
            with contextlib.suppress(OSError):
                if _has_nothing(folder):
                    move_to_trash(folder)
        empty_trash(place)
    drafts.tidy()
    with contextlib.suppress(OSError, UserError):
        # Programs that ended while reading a journal leave these.
        delete_if_old(*folders.user_temporary().glob(f"{COPIES}*"))


def _has_nothing(folder: Path) -> bool:
    """Return whether a journal can go: nothing was edited, or everything was saved 30 days ago.

    Raises `OSError` if that is unknown.
    """
    is_journal = (folder / DATABASE).exists()
    # Reading a journal changes its folder, but not its database.
    old = is_old(folder / DATABASE if is_journal else folder)
    is_whole = is_journal and (folder / DESCRIPTION).exists()
    # The oldest of several goes first. A journal that is not complete may still be in the making.
    if not (old or is_whole) or line_of(folder) != [folder]:
        return False
    # Another process may be about to open it, so do not lock it just to read it.
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


def _is_whole(folder: Path) -> bool:
    """Return whether a journal is complete, not one that was half made or half deleted."""
    return is_file(folder / DATABASE) and is_file(folder / DESCRIPTION)


def _locked(folder: Path, *, of_another: bool = False) -> FileLock | None:
    """Return the lock of a journal, or None if another process holds it.

    With `of_another` it is taken even if another computer holds it.
    """
    path = folder / LOCK
    try:
        lock = FileLock.acquire(path)
        if lock is None and of_another and owner_of(path).computer and not owner_of(path).is_here:
            # A new file: if the other program is still running, it must not delete our lock when it ends.
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
    """Return the journal of another computer, or None if it belongs to this one.

    Its database is not opened, because two computers must not open it at the same time.
    """
    owner = owner_of(folder / LOCK)
    if owner.is_here or not owner.computer:
        return None
    name, path = _description(folder)
    times = [each.stat().st_mtime for each in folder.glob(f"{DATABASE}*")]
    when = local_time(max(times))
    return Recoverable(folder, name, path, when, None, False, _attempts(folder), computer=owner.computer)


def _described(folder: Path) -> Recoverable | None:
    """Return the journal in a folder, or None if nothing was edited."""
    from journey_editor.storage.journal.reader import NewerJournalError, Summary, summary

    name, path = _description(folder)
    found: Summary | None = None
    newer = False
    try:
        found = summary(folder)
    except NewerJournalError:
        newer = True
    except Exception:
        _logger.exception("the journal in %s is damaged", folder)
    if found is not None and not found.edits and not found.typing and not predecessor(folder):
        return None
    at = found.at if found is not None and found.at else (folder / DATABASE).stat().st_mtime
    return Recoverable(
        folder=folder,
        name=name,
        path=path,
        when=local_time(at),
        unsaved=found.unsaved if found is not None else None,
        typing=found is not None and found.typing,
        attempts=(attempts := _attempts(folder)),
        # A recovery that ended the program was not closed.
        closed=not attempts and (folder / CLOSED).exists(),
        newer=newer,
    )


def _description(folder: Path) -> tuple[str, Path]:
    """Return the project's name and path."""
    match read_description(folder):
        case {"name": str(name), "path": str(path)} if "\x00" not in path and Path(path).is_absolute():
            return name, Path(path)
    # Only the description is damaged: the project continues as an unnamed one.
    return tr("A project without a name"), drafts.new_draft()


def _attempts(folder: Path) -> int:
    try:
        return int((folder / ATTEMPTS).read_bytes())
    except (OSError, ValueError):
        return 0
