"""Reads what a process that is dead has left of a journal, as far as it is sound."""

import contextlib
import errno
import hashlib
import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import StaticPool

from journey_editor.foundation import folders
from journey_editor.foundation.errors import UserError
from journey_editor.storage.journal.entries import Entry, Saved
from journey_editor.storage.journal.journal_file import APPLICATION_ID, FORMAT, LOCK_PATIENCE
from journey_editor.storage.journal.names import COPIES, DATABASE, base_numbers
from journey_editor.storage.migrations import VERSION

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.ENOENT}
_OF_THE_DISK = {
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
}
_ENTRIES = "SELECT number, cause, step, name, forward, inverse, digest, at, seal FROM entry"


@dataclass(slots=True)
class Contents:
    """What a journal holds after a base and, for undo and redo, before it.

    `version` is that of the records, and `columns` has the names of their rows' values by kind. `whole` says
    whether nothing was found to be damaged.
    """

    version: int = 0
    columns: dict[str, list[str]] = field(default_factory=dict)
    before: list[Entry] = field(default_factory=list)
    after: list[Entry] = field(default_factory=list)
    saved: Saved | None = None
    typed: tuple[str, str, str, float] | None = None
    """Record (JSON), field, text and time of what was being typed."""
    assets: dict[str, bytes] = field(default_factory=dict)
    whole: bool = True


class NewerJournalError(Exception):
    """A journal of a newer version of the program, which that one can read."""


class DiskFailedError(Exception):
    """The disk did not give what it was asked for: what is on it may be whole, and be read another time."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What is to be told of a journal before it is opened: counts of edits, and seconds since 1970.

    A project without a file has one edit more that is not in it: that it was made.
    """

    edits: int
    unsaved: int
    typing: bool
    at: float


def summary(folder: Path) -> Summary:
    """What is to be told of a journal. Raises what `read` raises."""
    with _opened(folder) as connection:
        number, at = connection.exec_driver_sql("SELECT max(number), max(at) FROM entry").one()
        saved = connection.exec_driver_sql("SELECT max(number) FROM saved").scalar()
        typed = connection.exec_driver_sql("SELECT max(at) FROM typing").scalar()
    edits = max(number or 0, *base_numbers(folder), 0)
    unsaved = edits - saved if saved is not None else max(edits, 1)
    return Summary(edits, unsaved, typed is not None, max(at or 0.0, typed or 0.0))


def read(folder: Path, base: int, *, newest: int = VERSION) -> Contents:
    """Read a journal whose base holds everything up to an entry, as far as it can be read.

    `newest` is the latest version of records that is known. Raises `NewerJournalError`,
    `DiskFailedError`, and `SQLAlchemyError`, `sqlite3.Error`, `ValueError` or `KeyError` when nothing of it
    can be read.
    """
    found = Contents()
    with _opened(folder) as connection:
        rows = connection.exec_driver_sql("SELECT key, value FROM about").all()
        about: dict[str, str] = {row[0]: row[1] for row in rows}
        found.version = int(about["version"])
        if found.version > newest:
            raise NewerJournalError(about["version"])
        found.columns = json.loads(about["columns"])
        with _as_far_as_it_goes(found):
            for row in connection.exec_driver_sql(f"{_ENTRIES} WHERE number > ? ORDER BY number", (base,)):
                found.after.append(_checked(row, base + 1 + len(found.after)))
        with _as_far_as_it_goes(found):
            # From the latest on: what lies before a damage cannot be undone any more.
            for row in connection.exec_driver_sql(
                f"{_ENTRIES} WHERE number <= ? ORDER BY number DESC", (base,)
            ):
                found.before.append(_checked(row, row[0]))
        found.before.reverse()
        with _as_far_as_it_goes(found):
            saved = connection.exec_driver_sql("SELECT * FROM saved ORDER BY number DESC").first()
            found.saved = Saved._make(saved) if saved is not None else None
        with _as_far_as_it_goes(found):
            typed = connection.exec_driver_sql("SELECT record, field, text, at FROM typing").first()
            found.typed = (typed[0], typed[1], typed[2], typed[3]) if typed is not None else None
        with _as_far_as_it_goes(found):
            for sha256, data in connection.exec_driver_sql("SELECT sha256, bytes FROM asset"):
                if hashlib.sha256(data).hexdigest() == sha256:
                    found.assets[sha256] = data
                else:
                    found.whole = False
    return found


class _DamagedError(Exception):
    """From here on the journal is not as it was written."""


def _checked(row: Sequence[Any], number: int) -> Entry:
    found = Entry._make(row[:-1])
    if found.number != number or found.seal != row[-1]:
        raise _DamagedError
    return found


@contextmanager
def _as_far_as_it_goes(found: Contents) -> Iterator[None]:
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, ValueError, TypeError, OverflowError, _DamagedError) as error:
        if _is_of_the_disk(error):
            raise
        found.whole = False


@contextmanager
def _opened(folder: Path) -> Iterator[Connection]:
    """The database of a journal, with what was written ahead, only to be read."""
    try:
        with ExitStack() as stack:
            raw = _connected(_copied(folder, stack) / DATABASE)
            stack.enter_context(closing(raw))
            engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)
            yield stack.enter_context(engine.connect())
    except Exception as error:
        if _is_of_the_disk(error):
            raise DiskFailedError(str(error)) from error
        raise


def _copied(folder: Path, stack: ExitStack) -> Path:
    """A folder with a copy of the database, or the journal's own where there is no room for one.

    What a disk fails to give SQLite takes for the end of what was written ahead, and clears the rest away.
    """
    files = [each for each in (folder / DATABASE, folder / f"{DATABASE}-wal") if each.is_file()]
    for place in (folders.user_temporary, tempfile.gettempdir):
        try:
            elsewhere = Path(tempfile.mkdtemp(prefix=COPIES, dir=place()))
            stack.callback(_clear_away, elsewhere)
            for each in files:
                shutil.copyfile(each, elsewhere / each.name)
        except (UserError, OSError) as error:
            if isinstance(error, OSError) and error.errno not in _NO_ROOM:
                raise
        else:
            return elsewhere
    return folder


def _clear_away(folder: Path) -> None:
    # Of a folder that cannot be closed it tells all the same.
    with contextlib.suppress(OSError):
        shutil.rmtree(folder, ignore_errors=True)


def _is_of_the_disk(error: Exception) -> bool:
    """Whether it says nothing of what is on the disk, only that it was not to be had."""
    if isinstance(error, SQLAlchemyError):
        error = getattr(error, "orig", None) or error
    # SQLite tells more in the bits above.
    return isinstance(error, OSError) or getattr(error, "sqlite_errorcode", 0) & 0xFF in _OF_THE_DISK


def _connected(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise sqlite3.DatabaseError("no journal")
    raw = sqlite3.connect(path, timeout=LOCK_PATIENCE, isolation_level=None)
    try:
        # The first one lets it do without a file for its memory, for which there may be no room.
        for pragma in ("locking_mode=EXCLUSIVE", "trusted_schema=OFF", "cell_size_check=ON", "query_only=ON"):
            raw.execute(f"PRAGMA {pragma}")
        if raw.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
            raise sqlite3.DatabaseError("not a journal")
        if raw.execute("PRAGMA user_version").fetchone()[0] > FORMAT:
            raise NewerJournalError
    except BaseException:
        raw.close()
        raise
    return raw
