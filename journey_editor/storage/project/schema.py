"""Schema of the project file: a table for each kind of record, and two more.

The columns have the names of the records' fields. An empty reference of a record is NULL in its row.

The program itself reads the statements from `tables.sql`, since importing SQLAlchemy takes longer than
opening a file. `python -m journey_editor.storage.project.schema` writes them.
"""

from pathlib import Path
from typing import Any

from sqlalchemy import (
    REAL,
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable
from sqlalchemy.types import TypeEngine

from journey_editor.model import fields
from journey_editor.model.records import RECORD_TYPES, Record, specs

metadata = MetaData()

# Always quoted, so that the statements do not depend on SQLAlchemy's list of keywords.
_OPTIONS: dict[str, Any] = {"sqlite_with_rowid": False, "sqlite_strict": True, "quote": True}


def _column(name: str, spec: fields.Spec) -> Column[Any]:
    kind: TypeEngine[Any] = Text()
    check = ""
    nullable = False
    foreign = []
    match spec:
        case fields.Choice(options):
            check = f'"{name}" IN ({", ".join(f"{option!r}" for option in options)})'
        case fields.Flag():
            kind, check = Integer(), f'"{name}" IN (0, 1)'
        case fields.Whole(low, high, nullable):
            kind, check = Integer(), f'"{name}" BETWEEN {low} AND {high}'
        case fields.Real(low, high, nullable):
            kind, check = REAL(), f'"{name}" BETWEEN {low} AND {high}'
        case fields.Ref(target, nullable):
            foreign = [ForeignKey(f"{target}.id")]
    checks = [CheckConstraint(check)] if check else []
    return Column(name, kind, *foreign, *checks, nullable=nullable, quote=True)


def _table(record_type: type[Record]) -> Table:
    columns = [_column(name, spec) for name, spec in specs(record_type).items()]
    key: Column[Any] = Column("id", Text, primary_key=True, quote=True)
    return Table(record_type.KIND, metadata, key, *columns, **_OPTIONS)


record_tables = tuple(_table(each) for each in RECORD_TYPES)
"""Tables of records, each after those to which it refers."""

meta = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True, quote=True),
    Column("value", Text, nullable=False, quote=True),
    **_OPTIONS,
)
"""Facts about the file itself: the digest of its records, the program that saved it, and the time."""

asset_bytes = Table(
    "asset_bytes",
    metadata,
    Column("sha256", Text, primary_key=True, quote=True),
    Column("bytes", LargeBinary, nullable=False, quote=True),
    **_OPTIONS,
)
"""Bytes of pictures by their SHA-256 (hexadecimal)."""


def statements() -> list[str]:
    """Return the statement that creates each table, in one line, as `sqlite_schema` shows it later."""
    dialect = sqlite.dialect()
    tables = (*record_tables, meta, asset_bytes)
    return [" ".join(str(CreateTable(table).compile(dialect=dialect)).split()) for table in tables]


if __name__ == "__main__":
    Path(__file__).with_name("tables.sql").write_text(
        "".join(f"{each}\n" for each in statements()), encoding="ascii", newline="\n"
    )
