"""The one door for project files, whoever made them.

Nothing of a file is believed before it has been looked at. There are two ways out: what the file holds, or
a `FileRefusedError` with a sentence.
"""

import hashlib
import sqlite3
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path

from journey_editor.foundation.cancellation import is_cancelled, raise_if_cancelled
from journey_editor.foundation.errors import CancelledError
from journey_editor.foundation.picture_parts import is_foreign
from journey_editor.model.digest import total, values_digest
from journey_editor.model.document import Document
from journey_editor.model.records import Asset
from journey_editor.model.rules import MOST_RECORDS, check_document
from journey_editor.storage.migrations import MIGRATIONS, Migration, Row, Rows
from journey_editor.storage.project.database import in_memory
from journey_editor.storage.project.refusal import FileRefusedError, refusal_of
from journey_editor.storage.project.tables import APPLICATION_ID, RECORD_TABLES, record_of, table_texts

MOST_STEPS = 200_000_000
"""Maximum steps of SQLite's machine for a file, five times those for as many records as a project can hold.

Time on the clock would refuse a large project on a busy computer.
"""
_STEPS_AT_ONCE = 10_000

_NOT_AHEAD = b"\x01\x01"
_MAGIC = b"SQLite format 3\x00"
_UTF_8 = 1
BESIDE = {"meta", "asset_bytes"}
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 64 * 1024 * 1024,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 20,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 3,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 25_000,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
}
_PRAGMAS = ("trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0", "query_only=ON")
MOST_ROWS = MOST_RECORDS + 100
"""Maximum rows, with those that say something of the file itself."""
MOST_WORDS = 128 * 1024 * 1024
"""Maximum bytes of a file beside its pictures."""
_LONGEST_RECORD = 1024 * 1024
"""Maximum bytes of one record: fields hold 20,000 characters each."""
_TABLES_STAND_WITHIN = 256 * 1024
_CHECKS = {"quick_check", "foreign_key_check"}


@dataclass(frozen=True, slots=True)
class Validated:
    """What a file holds: document, bytes of pictures by their SHA-256, and the digest that it states.

    It is the document's own unless that was `migrated` from an older version.
    """

    document: Document
    assets: dict[str, bytes]
    digest: str
    migrated: bool


def tables_of(version: int, migrations: Sequence[Migration] = MIGRATIONS) -> dict[str, str]:
    """Return the statement of each table of a version of the file, as `sqlite_schema` has to show it."""
    texts: dict[str, str | None] = dict(table_texts())
    for migration in reversed(migrations[version - 1 :]):
        texts |= migration.tables
    return {name: text for name, text in texts.items() if text is not None}


def version_by_tables(data: bytes, migrations: Sequence[Migration] = MIGRATIONS) -> int | None:
    """The version whose tables stand in a file, whatever its header says; None if not all of them do."""
    beginning = data[:_TABLES_STAND_WITHIN]
    for version in range(len(migrations) + 1, 0, -1):
        if all(text.encode() in beginning for text in tables_of(version, migrations).values()):
            return version
    return None


class _InvalidError(Exception):
    """A reason for which a file is refused."""


def validate(data: bytes, path: Path, *, migrations: Sequence[Migration] = MIGRATIONS) -> Validated:
    """Look through the bytes of the file at `path`, and give what they hold.

    Raises `FileRefusedError` and `CancelledError`.
    """
    try:
        version = _version(data, migrations)
        texts = tables_of(version, migrations)
        with in_memory() as raw:
            _let_in(raw, data, set(texts))
            _check_database(raw, texts)
            rows = _read_rows(raw, texts, len(data))
        raise_if_cancelled()
        digest = _check_digest(rows)
        for migration in migrations[version - 1 :]:
            migration.change(rows)
        raise_if_cancelled()
        document = _document(rows)
        raise_if_cancelled()
        return Validated(document, _assets(rows, document), digest, version <= len(migrations))
    except _InvalidError as refused:
        reason, *details = refused.args
        raise refusal_of(path, reason, details="; ".join(details)) from None
    except (FileRefusedError, CancelledError):
        raise
    except Exception as error:
        # SQLite says only that it was interrupted.
        raise_if_cancelled()
        # Whatever a broken file brings about, in SQLite or in what reads its rows, is the file's fault.
        raise refusal_of(path, "damaged", details=repr(error)) from error


def _version(data: bytes, migrations: Sequence[Migration]) -> int:
    """The version of a file, if its header is sound."""
    if not data:
        raise _InvalidError("empty")
    newest = len(migrations) + 1
    version = _number(data, 60)
    if not data.startswith(_MAGIC) or _number(data, 68) != APPLICATION_ID:
        if version_by_tables(data, migrations):
            raise _InvalidError("damaged", "a project by its tables, but not by its header")
        raise _InvalidError("not a project")
    if version > newest:
        raise _InvalidError("newer", f"version {version}")
    if len(data) < 512:
        raise _InvalidError("damaged", "cut within its first page")
    # A size of 65,536 does not fit into its two bytes, and is written as 1.
    page_size = {1: 65_536}.get(stated := int.from_bytes(data[16:18], "big"), stated)
    if len(data) != page_size * _number(data, 28):
        raise _InvalidError("damaged", "not as long as its header says")
    if version < 1 or _number(data, 56) != _UTF_8:
        raise _InvalidError("damaged", "no version, or not in UTF-8")
    return version


def _number(data: bytes, offset: int) -> int:
    return int.from_bytes(data[offset : offset + 4], "big")


def _let_in(raw: sqlite3.Connection, data: bytes, tables: set[str]) -> None:
    """Put a file's bytes into a database that can only read `tables` and check itself, not without end."""
    for limit, value in _LIMITS.items():
        raw.setlimit(limit, value)
    if data[18:20] != _NOT_AHEAD:
        # A file that was written ahead (WAL) would look for a second file beside it.
        data = data[:18] + _NOT_AHEAD + data[20:]
    raw.deserialize(data)
    for pragma in _PRAGMAS:
        raw.execute(f"PRAGMA {pragma}")
    if sys.version_info >= (3, 12):
        raw.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)
    readable = {*tables, "sqlite_master", "sqlite_schema"}

    def permit(action: int, first: str | None, _second: object, _database: object, through: object) -> int:
        # `through` names the view or the trigger from which a statement comes; there are none in our files.
        allowed = through is None and (
            action == sqlite3.SQLITE_SELECT
            or (action == sqlite3.SQLITE_READ and first in readable)
            or (action == sqlite3.SQLITE_PRAGMA and first in _CHECKS)
        )
        return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY

    raw.set_authorizer(permit)
    steps = count(0, _STEPS_AT_ONCE)
    raw.set_progress_handler(lambda: next(steps) >= MOST_STEPS or is_cancelled(), _STEPS_AT_ONCE)


def _check_database(raw: sqlite3.Connection, texts: dict[str, str]) -> None:
    """Hold what the database says of its tables against `texts`, then let SQLite look at all its pages."""
    schema = raw.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema").fetchall()
    if sorted(schema) != sorted(("table", name, name, text) for name, text in texts.items()):
        raise _InvalidError("damaged", "other tables than a project has")
    if raw.execute("PRAGMA quick_check(1)").fetchall() != [("ok",)]:
        raise _InvalidError("damaged", "quick_check")
    if raw.execute("PRAGMA foreign_key_check").fetchall():
        raise _InvalidError("damaged", "foreign_key_check")


def _read_rows(raw: sqlite3.Connection, tables: Iterable[str], file_size: int) -> Rows:
    """The rows of all tables: first the pictures, so that what is left of the file's size must be words."""
    pictures = "asset_bytes"
    rows = {pictures: _rows(raw, pictures, MOST_ROWS)}
    words = file_size - sum(len(data) for row in rows[pictures] if isinstance(data := row["bytes"], bytes))
    if words > MOST_WORDS:
        raise _InvalidError("damaged", "more words than a project can have")
    raw.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_RECORD)
    left = MOST_ROWS
    for table in tables:
        if table != pictures:
            rows[table] = _rows(raw, table, left)
            left -= len(rows[table])
    return rows


def _rows(raw: sqlite3.Connection, table: str, most: int) -> list[Row]:
    result = raw.execute(f'SELECT * FROM "{table}"')
    columns = tuple(column for column, *_ in result.description)
    rows: list[Row] = [dict(zip(columns, row, strict=True)) for row in islice(result, most + 1)]
    if len(rows) > most:
        raise _InvalidError("damaged", "more records than a project can have")
    return rows


def _check_digest(rows: Rows) -> str:
    """The digest that the file says it has, if its rows, of whatever version, have it."""
    found = total(values_digest(row.values()) for table in rows.keys() - BESIDE for row in rows[table])
    if found not in [row["value"] for row in rows["meta"] if row["key"] == "digest"]:
        raise _InvalidError("damaged", "digest")
    return found


def _document(rows: Rows) -> Document:
    records = [record_of(kind, row) for kind in RECORD_TABLES for row in rows[kind]]
    document = Document(records)
    if len(document) != len(records):
        raise _InvalidError("damaged", "two records with one id")
    check_document(document)
    return document


def _assets(rows: Rows, document: Document) -> dict[str, bytes]:
    """The bytes of pictures, each with the hash under which it lies, and none missing."""
    found = {str(row["sha256"]): row["bytes"] for row in rows["asset_bytes"]}
    assets = {key: data for key, data in found.items() if isinstance(data, bytes)}
    if any(hashlib.sha256(data).hexdigest() != key for key, data in assets.items()):
        raise _InvalidError("damaged", "a picture is not what it was")
    # Another one may be huge when it is drawn, or tell where it was taken.
    if any(map(is_foreign, assets.values())):
        raise _InvalidError("damaged", "a picture that another program has made")
    for asset in document.select(Asset):
        if len(assets.get(asset.sha256, b"")) != asset.size:
            raise _InvalidError("damaged", "a picture is missing")
    return assets
