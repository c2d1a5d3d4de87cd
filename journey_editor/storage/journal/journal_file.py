"""The files of a journal: what was edited since the project was opened, in a folder for each session.

`base-<n>.journey` is the project as it stood after entry n, a project file like any other. `journal.db` has
the entries since then, and of those before it the ones from which undo and redo live. A record is in it what
it is in a project file: a row. Each entry has the document's digest after it, and a seal over itself.
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
"""The version of these tables."""
APPLICATION_ID = 0x4A6E594A
"""Tells a journal from other SQLite databases: `JnYJ`."""
LOCK_PATIENCE = 0.5
"""Seconds for which SQLite tries on where it gets no lock; nobody else has a journal open."""

_metadata = MetaData()


def _table(name: str, *columns: Column[object]) -> Table:
    return Table(name, _metadata, *columns, sqlite_strict=True)


about = _table("about", Column("key", Text, primary_key=True), Column("value", Text, nullable=False))
"""Of the version of the program's records: its number, and their columns by kind (JSON)."""

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
"""The edits; `at` is in seconds since 1970."""

saved = _table(
    "saved",
    Column("number", Integer, nullable=False),
    Column("path", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("mtime_ns", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("at", REAL, nullable=False),
)
"""That everything up to an entry is in the project's file, and the file's stamp; where it was opened, too."""

typing = _table(
    "typing",
    Column("only", Integer, primary_key=True),
    Column("record", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("at", REAL, nullable=False),
)
"""What is being typed and is no edit yet: one row, or none. `record` is a record's row (JSON)."""

asset = _table(
    "asset",
    Column("sha256", Text, primary_key=True),
    Column("bytes", LargeBinary, nullable=False),
)
"""The bytes of pictures that are not in the base."""


def columns_of_kinds() -> dict[str, list[str]]:
    """The names of the values in a row, by the kind of its record."""
    return {kind: list(COLUMNS[kind]) for kind in RECORD_TABLES}


def encoded(changes: ChangeSet) -> tuple[str, str]:
    """The rows of records after and before, as `forward` and `inverse` of an entry."""
    forward: dict[str, object] = {}
    inverse: dict[str, object] = {}
    for record_id, before, after in changes:
        forward[record_id] = None if after is None else row_of(after)
        inverse[record_id] = None if before is None else row_of(before)
    return _json(forward), _json(inverse)


class JournalFile:
    """A journal's database, opened by the one thread that writes it.

    Every method has made durable what it says when it comes back. Any of them raises what SQLite, or the
    disk, raises: `sqlalchemy.exc.SQLAlchemyError`, `OSError` or `UserError`. Then the journal is not to be
    written again: of a disk that has failed once nobody knows what it has kept.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # What SQLite writes beside it gets the same mode.
        database = folders.make_private_file(folder / DATABASE)
        self._raw = sqlite3.connect(
            database, timeout=LOCK_PATIENCE, isolation_level=None, check_same_thread=False
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

    def append(self, entries: Sequence[Entry], assets: Mapping[str, bytes]) -> None:
        """Add entries, and before them the pictures that they use."""
        if not os.path.samestat(self._status, (self.folder / DATABASE).stat()):
            # SQLite would go on writing into a file that nobody can find any more.
            raise FileNotFoundError(f"{self.folder} was taken away")
        self._begin()
        if assets:
            self._execute(_replacing(asset), list(assets.items()))
        self._execute(_INSERT_ENTRY, [(*each, each.seal) for each in entries])
        self._commit()

    def keep_typing(self, typed: Typed | None) -> None:
        """Keep what is being typed, in the place of what was before."""
        self._begin()
        self._execute("DELETE FROM typing")
        if typed is not None:
            row = _json(row_of(typed.record))
            self._execute(_inserting(typing), [(1, row, typed.field, typed.text, typed.at)])
        self._commit()

    def note_saved(self, saving: Saved) -> None:
        """Note that the project's file holds everything up to an entry, in the place of what was before."""
        self._begin()
        self._execute("DELETE FROM saved")
        self._execute(_inserting(saved), [saving])
        self._commit()

    def rebase(self, number: int, data: bytes, assets: Mapping[str, bytes]) -> None:
        """Begin anew from the bytes of a project file that holds everything up to an entry.

        Of the entries up to there only those stay that can still be undone or redone; `assets` are the
        pictures that they, and the entries after them, may need: no others stay.
        """
        rows = self._connection.exec_driver_sql(
            "SELECT number, cause, step FROM entry WHERE number <= ? ORDER BY number", (number,)
        ).fetchall()
        needed = _needed(rows)
        kept = {row[0] for row in self._connection.exec_driver_sql("SELECT sha256 FROM asset")}
        # Those that only the base until now has must be here before another one counts.
        self._begin()
        self._execute(_inserting(asset), [(key, assets[key]) for key in assets.keys() - kept])
        self._commit()
        write_file(self.folder / base_name(number), data, mode=PRIVATE)
        self._begin()
        self._execute("DELETE FROM asset WHERE sha256 = ?", [(key,) for key in kept - assets.keys()])
        self._execute(
            "DELETE FROM entry WHERE number = ?", [(each[0],) for each in rows if each[0] not in needed]
        )
        self._commit()
        for old in base_numbers(self.folder):
            if old != number:
                (self.folder / base_name(old)).unlink(missing_ok=True)

    def close(self) -> None:
        """Let the database go. Raises nothing that matters: all of it was durable before."""
        # SQLAlchemy would keep a connection that it has not closed itself as long as the program runs.
        with contextlib.suppress(SQLAlchemyError, sqlite3.Error):
            self._connection.close()
            self._engine.dispose()
        self._raw.close()

    def _set_up(self, connection: Connection) -> None:
        for pragma in (
            "page_size=4096",
            f"application_id={APPLICATION_ID}",
            f"user_version={FORMAT}",
            # Nobody else writes: without memory that is shared, and a lock for each edit, less can fail.
            "locking_mode=EXCLUSIVE",
            "journal_mode=WAL",
            "synchronous=FULL",
            # Apple's disks tell of a sync that they have not made yet, unless this is asked for.
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
    """Of the numbers, causes and steps of entries: which ones leave the same history without the others."""
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
    # The steps that are undone are undone again when what is left is read.
    return {number for step in (*done, *undone) for number in step} | set(undos[len(undos) - len(undone) :])


def _inserting(table: Table) -> str:
    """Return the statement that inserts a row, with a value for each column, into a table."""
    return str(table.insert().compile(dialect=sqlite.dialect(paramstyle="qmark")))


def _replacing(table: Table) -> str:
    return _inserting(table).replace("INSERT", "INSERT OR REPLACE", 1)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


_INSERT_ENTRY = _inserting(entry)
