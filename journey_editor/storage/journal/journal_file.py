"""Files of a journal: the edits since the project was opened, in a folder for each session.

`base-<n>.journey` is the project after entry n, an ordinary project file. `journal.db` has the entries after
it, and the earlier ones that undo and redo need. Records are stored as rows, as in a project file. Each entry
has the document's digest after it, and its own checksum.
"""

import contextlib
import json
import os
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from sqlalchemy import (
    REAL,
    Column,
    Connection,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    create_engine,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import StaticPool

from journey_editor.foundation import folders
from journey_editor.foundation.atomic_file import PRIVATE, write_file
from journey_editor.model.change_set import ChangeSet
from journey_editor.storage.journal.entries import Entry, Saved, Typed
from journey_editor.storage.journal.names import DATABASE, base_name, base_numbers
from journey_editor.storage.migrations import VERSION
from journey_editor.storage.project.tables import COLUMNS, RECORD_TABLES, row_of

FORMAT = 1
"""Version of these tables."""
APPLICATION_ID = 0x4A6E594A
"""Number in the header that tells a journal from other SQLite databases: `JnYJ`."""
LOCK_TIMEOUT = 0.5
"""Seconds that SQLite waits for a lock. No other process should have the journal open."""

_metadata = MetaData()


def _table(name: str, *columns: Column[object]) -> Table:
    return Table(name, _metadata, *columns, sqlite_strict=True)


about = _table("about", Column("key", Text, primary_key=True), Column("value", Text, nullable=False))
"""Version of the records, and their columns by kind (JSON)."""

entry = _table(
    "entry",
    Column("number", Integer, primary_key=True),
    Column("cause", Text, nullable=False),
    Column("step", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("forward", Text, nullable=False),
    Column("inverse", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("at", REAL, nullable=False),
    Column("seal", LargeBinary, nullable=False),
)
"""Edits; `at` is in seconds since 1970."""

saved = _table(
    "saved",
    Column("number", Integer, nullable=False),
    Column("path", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("mtime_ns", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("at", REAL, nullable=False),
)
"""The last save: the number of the last entry in the project's file, and the file's stamp.

Opening a file counts as a save.
"""

typing = _table(
    "typing",
    Column("only", Integer, primary_key=True),
    Column("record", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("at", REAL, nullable=False),
)
"""Unfinished typing: one row or none. `record` is a record's row (JSON)."""

asset = _table(
    "asset",
    Column("sha256", Text, primary_key=True),
    Column("bytes", LargeBinary, nullable=False),
)
"""Bytes of pictures that are not in the base."""


def columns_of_kinds() -> dict[str, list[str]]:
    """Return the column names of rows by the kind of record."""
    return {kind: list(COLUMNS[kind]) for kind in RECORD_TABLES}


def encoded(changes: ChangeSet) -> tuple[str, str]:
    """Return the rows of the changed records after and before, as `forward` and `inverse` of an entry."""
    forward: dict[str, object] = {}
    inverse: dict[str, object] = {}
    for record_id, before, after in changes:
        forward[record_id] = None if after is None else row_of(after)
        inverse[record_id] = None if before is None else row_of(before)
    return _json(forward), _json(inverse)


class JournalFile:
    """Database of a journal, for the one thread that writes it.

    When a method returns, its changes are safe on the disk. Each method may raise
    `sqlalchemy.exc.SQLAlchemyError`, `OSError` or `UserError`. Then the journal must not be written any more,
    because it is unknown what a failing disk has kept.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # SQLite gives its other files the same mode.
        database = folders.make_private_file(folder / DATABASE)
        self._raw = sqlite3.connect(
            database, timeout=LOCK_TIMEOUT, isolation_level=None, check_same_thread=False
        )
        try:
            self._engine = create_engine(
                "sqlite://", creator=lambda: self._raw, poolclass=StaticPool, pool_reset_on_return=None
            )
            self._connection = self._engine.connect()
            self._set_up(self._connection)
            self._status = (folder / DATABASE).stat()
        except BaseException:
            self._raw.close()
            raise

    def append(self, entries: Sequence[Entry], pictures: Mapping[str, bytes]) -> None:
        """Add entries, and the pictures that they use."""
        if not os.path.samestat(self._status, (self.folder / DATABASE).stat()):
            # SQLite would continue to write into a file that has been deleted.
            raise FileNotFoundError(f"{self.folder} was removed")
        self._begin()
        if pictures:
            self._execute(_replacing(asset), list(pictures.items()))
        self._execute(_INSERT_ENTRY, [(*each, each.seal) for each in entries])
        self._commit()

    def record_typing(self, typed: Typed | None) -> None:
        """Store unfinished typing in place of the previous one."""
        self._begin()
        self._execute("DELETE FROM typing")
        if typed is not None:
            row = _json(row_of(typed.record))
            self._execute(_inserting(typing), [(1, row, typed.field, typed.text, typed.at)])
        self._commit()

    def record_save(self, saving: Saved) -> None:
        """Store a save in place of the previous one."""
        self._begin()
        self._execute("DELETE FROM saved")
        self._execute(_inserting(saved), [saving])
        self._commit()

    def rebase(self, number: int, data: bytes, pictures: Mapping[str, bytes]) -> None:
        """Write a new base: the bytes of a project file that holds everything up to an entry.

        Earlier entries are deleted unless undo or redo needs them. `pictures` are all pictures that the
        remaining entries may need; others are deleted.
        """
        rows = self._connection.exec_driver_sql(
            "SELECT number, cause, step FROM entry WHERE number <= ? ORDER BY number", (number,)
        ).fetchall()
        needed = _needed(rows)
        kept = {row[0] for row in self._connection.exec_driver_sql("SELECT sha256 FROM asset")}
        # Pictures that only the old base has must be stored before the new base is valid.
        self._begin()
        self._execute(_inserting(asset), [(key, pictures[key]) for key in pictures.keys() - kept])
        self._commit()
        write_file(self.folder / base_name(number), data, mode=PRIVATE)
        self._begin()
        self._execute("DELETE FROM asset WHERE sha256 = ?", [(key,) for key in kept - pictures.keys()])
        self._execute(
            "DELETE FROM entry WHERE number = ?", [(each[0],) for each in rows if each[0] not in needed]
        )
        self._commit()
        for old in base_numbers(self.folder):
            if old != number:
                (self.folder / base_name(old)).unlink(missing_ok=True)

    def close(self) -> None:
        """Close the database. Errors are ignored, because everything is safe already."""
        # SQLAlchemy would keep the connection as long as the program runs, unless it closes it itself.
        with contextlib.suppress(SQLAlchemyError, sqlite3.Error):
            self._connection.close()
            self._engine.dispose()
        self._raw.close()

    def _set_up(self, connection: Connection) -> None:
        for pragma in (
            "page_size=4096",
            f"application_id={APPLICATION_ID}",
            f"user_version={FORMAT}",
            # No other process writes, so shared memory and a lock for each edit are not needed.
            "locking_mode=EXCLUSIVE",
            "journal_mode=WAL",
            "synchronous=FULL",
            # Without these, macOS reports a sync before the data is on the disk.
            "fullfsync=ON",
            "checkpoint_fullfsync=ON",
        ):
            connection.exec_driver_sql(f"PRAGMA {pragma}")
        self._begin()
        _metadata.create_all(connection)
        columns = _json(columns_of_kinds())
        self._execute(_inserting(about), [("version", str(VERSION)), ("columns", columns)])
        self._commit()

    def _begin(self) -> None:
        self._connection.exec_driver_sql("BEGIN IMMEDIATE")

    def _commit(self) -> None:
        self._connection.exec_driver_sql("COMMIT")

    def _execute(self, statement: str, rows: list[tuple[object, ...]] | None = None) -> None:
        if rows is None:
            self._connection.exec_driver_sql(statement)
        elif rows:
            self._connection.exec_driver_sql(statement, rows)


def _needed(rows: Iterable[Sequence[object]]) -> set[object]:
    """Return the numbers of the entries that are enough for the same history.

    Each row has the number, cause and step of an entry.
    """
    done: list[list[object]] = []
    undone: list[list[object]] = []
    undos: list[object] = []
    for number, cause, step in rows:
        if cause == "undo" and done:
            undone.append(done.pop())
            undos.append(number)
        elif cause == "redo" and undone:
            done.append(undone.pop())
        elif cause == "do":
            undone.clear()
            undos.clear()
            if step == "new" or not done:
                done.append([])
            done[-1].append(number)
            if step == "cancelled":
                done.pop()
    # When the remaining entries are read, these undo entries undo the steps again.
    return {number for step in (*done, *undone) for number in step} | set(undos[len(undos) - len(undone) :])


def _inserting(table: Table) -> str:
    """Return the statement that inserts a row, with a value for each column, into a table."""
    return str(table.insert().compile(dialect=sqlite.dialect(paramstyle="qmark")))


def _replacing(table: Table) -> str:
    return _inserting(table).replace("INSERT", "INSERT OR REPLACE", 1)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


_INSERT_ENTRY = _inserting(entry)
