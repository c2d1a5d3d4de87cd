"""Validation of project files from any source.

Everything in a file is checked before it is used. The result is the content of the file, or a
`FileRefusedError` with a sentence.
"""

import hashlib
import sqlite3
import sys
from collections.abc import Iterable, Sequence
from itertools import count, islice
from pathlib import Path

from journey_editor.foundation.cancellation import is_cancelled, raise_if_cancelled
from journey_editor.foundation.errors import CancelledError
from journey_editor.foundation.picture_parts import is_foreign
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.model.digest import total, values_digest
from journey_editor.model.document import Document
from journey_editor.model.records import Picture
from journey_editor.model.rules import MOST_RECORDS, check_document
from journey_editor.storage.migrations import MIGRATIONS, Migration, Row, Rows
from journey_editor.storage.project.database import in_memory
from journey_editor.storage.project.refusal import FileRefusedError, refusal_of
from journey_editor.storage.project.tables import APPLICATION_ID, RECORD_TABLES, record_of, table_texts

MOST_STEPS = 200_000_000
"""Maximum number of steps of SQLite's virtual machine for a file, five times the need of the largest project.

A limit of time would refuse a large project on a busy computer.
"""
_STEPS_AT_ONCE = 10_000

_NOT_AHEAD = b"\x01\x01"
_MAGIC = b"SQLite format 3\x00"
_UTF_8 = 1
FILE_TABLES = {"meta", "asset_bytes"}
"""Tables that do not contain records."""
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
"""Maximum number of rows, including those with facts about the file itself."""
MOST_WORDS = 128 * 1024 * 1024
"""Maximum size of a file without its pictures, in bytes."""
_LONGEST_RECORD = 1024 * 1024
"""Maximum size of one record, in bytes; a field has up to 20,000 characters."""
_TABLES_ARE_WITHIN = 256 * 1024
_CHECKS = {"quick_check", "foreign_key_check"}


@dataclass(frozen=True, slots=True)
class Validated:
    """Content of a valid file: the document, the bytes of pictures by SHA-256, and the stated digest.

    The digest is the document's own unless the file was `migrated` from an older version.
    """

    document: Document
    pictures: dict[str, bytes]
    digest: str
    migrated: bool


def tables_of(version: int, migrations: Sequence[Migration] = MIGRATIONS) -> dict[str, str]:
    """Return the statement of each table of a version of the file, as `sqlite_schema` has to show it."""
    texts: dict[str, str | None] = dict(table_texts())
    for migration in reversed(migrations[version - 1 :]):
        texts |= migration.tables
    return {name: text for name, text in texts.items() if text is not None}


def version_by_tables(data: bytes, migrations: Sequence[Migration] = MIGRATIONS) -> int | None:
    """Return the version whose tables a file contains, regardless of its header; None if some are missing."""
    beginning = data[:_TABLES_ARE_WITHIN]
    for version in range(len(migrations) + 1, 0, -1):
        if all(text.encode() in beginning for text in tables_of(version, migrations).values()):
            return version
    return None


class _InvalidError(Exception):
    """A file is invalid. The arguments are a reason of `sentences` and details."""


def validate(data: bytes, path: Path, *, migrations: Sequence[Migration] = MIGRATIONS) -> Validated:
    """Validate the bytes of the file at `path`, and return their content.

    Raises `FileRefusedError` and `CancelledError`.
    """
    try:
        version = _version(data, migrations)
        texts = tables_of(version, migrations)
        with in_memory() as raw:
            _load(raw, data, set(texts))
            _check_database(raw, texts)
            rows = _read_rows(raw, texts, len(data))
        raise_if_cancelled()
        digest = _check_digest(rows)
        for migration in migrations[version - 1 :]:
            migration.change(rows)
        raise_if_cancelled()
        document = _document(rows)
        raise_if_cancelled()
        return Validated(document, _pictures(rows, document), digest, version <= len(migrations))
    except _InvalidError as refused:
        reason, *details = refused.args
        raise refusal_of(path, reason, details="; ".join(details)) from None
    except (FileRefusedError, CancelledError):
        raise
    except Exception as error:
        # If it was cancelled, SQLite only reports an interruption.
        raise_if_cancelled()
        # Any error in SQLite or in the decoding of rows means that the file is damaged.
        raise refusal_of(path, "damaged", details=repr(error)) from error


def _version(data: bytes, migrations: Sequence[Migration]) -> int:
    """Return the version of a file. Raises `_InvalidError` if its header is damaged."""
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
    # A page size of 65,536 does not fit into two bytes, and is written as 1.
    page_size = {1: 65_536}.get(stated := int.from_bytes(data[16:18], "big"), stated)
    if len(data) != page_size * _number(data, 28):
        raise _InvalidError("damaged", "not as long as its header says")
    if version < 1 or _number(data, 56) != _UTF_8:
        raise _InvalidError("damaged", "no version, or not in UTF-8")
    return version


def _number(data: bytes, offset: int) -> int:
    return int.from_bytes(data[offset : offset + 4], "big")


def _load(raw: sqlite3.Connection, data: bytes, tables: set[str]) -> None:
    """Load a file's bytes into a database that can only read `tables` and check itself, in limited time."""
    for limit, value in _LIMITS.items():
        raw.setlimit(limit, value)
    if data[18:20] != _NOT_AHEAD:
        # In WAL mode, SQLite would look for a second file next to it.
        data = data[:18] + _NOT_AHEAD + data[20:]
    raw.deserialize(data)
    for pragma in _PRAGMAS:
        raw.execute(f"PRAGMA {pragma}")
    if sys.version_info >= (3, 12):
        raw.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)
    readable = {*tables, "sqlite_master", "sqlite_schema"}

    def permit(action: int, first: str | None, _second: object, _database: object, through: object) -> int:
        # `through` is the view or trigger that contains the statement; our files have none.
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
    """Compare the tables of the database with `texts`, then let SQLite check all its pages."""
    schema = raw.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema").fetchall()
    if sorted(schema) != sorted(("table", name, name, text) for name, text in texts.items()):
        raise _InvalidError("damaged", "other tables than a project has")
    if raw.execute("PRAGMA quick_check(1)").fetchall() != [("ok",)]:
        raise _InvalidError("damaged", "quick_check")
    if raw.execute("PRAGMA foreign_key_check").fetchall():
        raise _InvalidError("damaged", "foreign_key_check")


def _read_rows(raw: sqlite3.Connection, tables: Iterable[str], file_size: int) -> Rows:
    """Return the rows of all tables. The pictures come first: the rest of the file's size must be text."""
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
    """Return the digest of the rows, which may have an older version. It must be the stated one."""
    found = total(values_digest(row.values()) for table in rows.keys() - FILE_TABLES for row in rows[table])
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


def _pictures(rows: Rows, document: Document) -> dict[str, bytes]:
    """Return the bytes of pictures by SHA-256. Raises `_InvalidError` if one is wrong or missing."""
    found = {str(row["sha256"]): row["bytes"] for row in rows["asset_bytes"]}
    pictures = {key: data for key, data in found.items() if isinstance(data, bytes)}
    if any(hashlib.sha256(data).hexdigest() != key for key, data in pictures.items()):
        raise _InvalidError("damaged", "a picture is not what it was")
    # Pictures of other programs may be huge when decoded, or reveal where they were taken.
    if any(map(is_foreign, pictures.values())):
        raise _InvalidError("damaged", "a picture that another program has made")
    for picture in document.select(Picture):
        if len(pictures.get(picture.sha256, b"")) != picture.size:
            raise _InvalidError("damaged", "a picture is missing")
    return pictures
