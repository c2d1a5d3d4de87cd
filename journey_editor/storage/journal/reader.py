"""Reader of journals that an ended process left, as far as they are undamaged."""

import errno
import hashlib
import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import StaticPool

from journey_editor.foundation import folders
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.storage.journal.entries import Entry, Saved
from journey_editor.storage.journal.journal_file import APPLICATION_ID, FORMAT, LOCK_TIMEOUT
from journey_editor.storage.journal.names import COPIES, DATABASE, base_numbers
from journey_editor.storage.journal.trash import delete_folder
from journey_editor.storage.migrations import VERSION

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.ENOENT}
_DISK_ERRORS = {
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
    """Content of a journal: the entries after a base and, for undo and redo, those before it.

    `version` is the version of the records, and `columns` has the column names of their rows by kind. `whole`
    is False if some of it is damaged.
    """

    version: int = 0
    columns: dict[str, list[str]] = field(default_factory=dict)
    before: list[Entry] = field(default_factory=list)
    after: list[Entry] = field(default_factory=list)
    saved: Saved | None = None
    typed: tuple[str, str, str, float] | None = None
    """Record (JSON), field, text and time of unfinished typing."""
    pictures: dict[str, bytes] = field(default_factory=dict)
    whole: bool = True


class NewerJournalError(Exception):
    """The journal is from a newer version of the program."""


class DiskFailedError(Exception):
    """The disk could not be read. The journal itself may be undamaged."""


@dataclass(frozen=True, slots=True)
class Summary:
    """Facts about a journal before it is opened: counts of edits, and the time in seconds since 1970.

    If the project has no file, `unsaved` is at least 1, for its creation.
    """

    edits: int
    unsaved: int
    typing: bool
    at: float


def summary(folder: Path) -> Summary:
    """Return the facts about a journal. Raises the same errors as `read`."""
    with _opened(folder) as connection:
        number, at = connection.exec_driver_sql("SELECT max(number), max(at) FROM entry").one()
        saved = connection.exec_driver_sql("SELECT max(number) FROM saved").scalar()
        typed = connection.exec_driver_sql("SELECT max(at) FROM typing").scalar()
    edits = max(number or 0, *base_numbers(folder), 0)
    unsaved = edits - saved if saved is not None else max(edits, 1)
    return Summary(edits, unsaved, typed is not None, max(at or 0.0, typed or 0.0))


def read(folder: Path, base: int, *, newest: int = VERSION) -> Contents:
    """Read a journal as far as possible. `base` is the number of the last entry in its base.

    `newest` is the latest known version of records. Raises `NewerJournalError`, `DiskFailedError`, and
    `SQLAlchemyError`, `sqlite3.Error`, `ValueError` or `KeyError` if nothing can be read.
    """
    found = Contents()
    with _opened(folder) as connection:
        rows = connection.exec_driver_sql("SELECT key, value FROM about").all()
        about: dict[str, str] = {row[0]: row[1] for row in rows}
        found.version = int(about["version"])
        if found.version > newest:
            raise NewerJournalError(about["version"])
        found.columns = json.loads(about["columns"])
        with _until_damage(found):
            for row in connection.exec_driver_sql(f"{_ENTRIES} WHERE number > ? ORDER BY number", (base,)):
                found.after.append(_checked(row, base + 1 + len(found.after)))
        with _until_damage(found):
            # From the latest on, because nothing before a damaged entry can be undone.
            for row in connection.exec_driver_sql(
                f"{_ENTRIES} WHERE number <= ? ORDER BY number DESC", (base,)
            ):
                found.before.append(_checked(row, row[0]))
        found.before.reverse()
        with _until_damage(found):
            saved = connection.exec_driver_sql("SELECT * FROM saved ORDER BY number DESC").first()
            found.saved = Saved._make(saved) if saved is not None else None
        with _until_damage(found):
            typed = connection.exec_driver_sql("SELECT record, field, text, at FROM typing").first()
            found.typed = (typed[0], typed[1], typed[2], typed[3]) if typed is not None else None
        with _until_damage(found):
            for sha256, data in connection.exec_driver_sql("SELECT sha256, bytes FROM asset"):
                if hashlib.sha256(data).hexdigest() == sha256:
                    found.pictures[sha256] = data
                else:
                    found.whole = False
    return found


class _DamagedError(Exception):
    """The journal is damaged from here on."""


def _checked(row: Sequence[Any], number: int) -> Entry:
    found = Entry._make(row[:-1])
    if found.number != number or found.seal != row[-1]:
        raise _DamagedError
    return found


@contextmanager
def _until_damage(found: Contents) -> Iterator[None]:
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, ValueError, TypeError, OverflowError, _DamagedError) as error:
        if _is_disk_error(error):
            raise
        found.whole = False


@contextmanager
def _opened(folder: Path) -> Iterator[Connection]:
    """Open the database of a journal with its write-ahead log, for reading only."""
    try:
        with ExitStack() as stack:
            raw = _connected(_copied(folder, stack) / DATABASE)
            stack.enter_context(closing(raw))
            engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)
            yield stack.enter_context(engine.connect())
    except Exception as error:
        if _is_disk_error(error):
            raise DiskFailedError(str(error)) from error
        raise


def _copied(folder: Path, stack: ExitStack) -> Path:
    """Return a folder with a copy of the database, or the journal's own if there is no space for a copy.

    If a part of the write-ahead log cannot be read, SQLite takes it for the end of the log, and
    deletes the rest.
    """
    files = [each for each in (folder / DATABASE, folder / f"{DATABASE}-wal") if each.is_file()]
    for place in (folders.user_temporary, tempfile.gettempdir):
        try:
            elsewhere = Path(tempfile.mkdtemp(prefix=COPIES, dir=place()))
            stack.callback(delete_folder, elsewhere)
            for each in files:
                shutil.copyfile(each, elsewhere / each.name)
        except (UserError, OSError) as error:
            if isinstance(error, OSError) and error.errno not in _NO_ROOM:
                raise
        else:
            return elsewhere
    return folder


def _is_disk_error(error: Exception) -> bool:
    """Return whether an error is one of the disk, which says nothing about its content."""
    if isinstance(error, SQLAlchemyError):
        error = getattr(error, "orig", None) or error
    # The upper bits have details.
    return isinstance(error, OSError) or getattr(error, "sqlite_errorcode", 0) & 0xFF in _DISK_ERRORS


def _connected(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise sqlite3.DatabaseError("no journal")
    raw = sqlite3.connect(path, timeout=LOCK_TIMEOUT, isolation_level=None)
    try:
        # With the first one SQLite needs no shared-memory file, for which there may be no space.
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
