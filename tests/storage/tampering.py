"""Manipulated project files."""

import sqlite3
import struct
from collections.abc import Sequence
from contextlib import closing

from journey_editor.model.digest import total, values_digest
from journey_editor.storage.project.tables import RECORD_TABLES, table_texts

PAGE = 4096


def tampered(data: bytes, *statements: str, resign: bool = False) -> bytes:
    """Return a file after SQL statements; with `resign`, its digest is updated."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.deserialize(data)
        database.execute("PRAGMA ignore_check_constraints=ON")
        for statement in statements:
            database.execute(statement)
        if resign:
            rows = [row for table in RECORD_TABLES for row in database.execute(f'SELECT * FROM "{table}"')]
            digest = total(map(values_digest, rows))
            database.execute("UPDATE meta SET value = ? WHERE key = 'digest'", [digest])
        return database.serialize()


def rewritten_schema(old: str, new: str) -> list[str]:
    """Return statements that replace text in the schema without the checks of SQLite."""
    return [
        "PRAGMA writable_schema=ON",
        f"UPDATE sqlite_schema SET sql = replace(sql, '{old}', '{new}')",
        "PRAGMA writable_schema=OFF",
    ]


def loosened(data: bytes, *statements: str) -> bytes:
    """Return a file after statements that its tables do not allow; the original schema is restored."""
    loose = tampered(
        data,
        *rewritten_schema(", STRICT", ""),
        *rewritten_schema("TEXT", "BLOB"),
        *rewritten_schema("INTEGER", "BLOB"),
        *rewritten_schema("REAL", "BLOB"),
        *rewritten_schema(" NOT NULL", ""),
    )
    changed = tampered(loose, *statements)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.deserialize(changed)
        database.execute("PRAGMA writable_schema=ON")
        for name, text in table_texts().items():
            database.execute("UPDATE sqlite_schema SET sql = ? WHERE name = ?", (text, name))
        return database.serialize()


def patched(data: bytes, offset: int, new: bytes) -> bytes:
    """Return a file with other bytes at an offset."""
    return data[:offset] + new + data[offset + len(new) :]


def root_page(data: bytes, table: str) -> int:
    """Return the offset of the root page of a table."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(data)
        (page,) = database.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", [table]).fetchone()
        return (int(page) - 1) * PAGE


def longer_by(data: bytes, pages: Sequence[bytes]) -> bytes:
    """Return a file with more pages at its end, and with the new number of pages in its header."""
    count = len(data) // PAGE + len(pages)
    return patched(data, 28, struct.pack(">I", count)) + b"".join(pages)
