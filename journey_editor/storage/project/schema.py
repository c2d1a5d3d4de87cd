"""The tables of a project file: one for each kind of record, and two beside them.

Their columns have the names of the records' fields. A reference that is empty in a record is NULL in its row.
"""

from functools import cache
from operator import attrgetter
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
from journey_editor.model.records import RECORD_TYPES, TYPE_OF_KIND, Record, specs
from journey_editor.storage.migrations import Row, SqlValue

APPLICATION_ID = 0x4A6E5945
"""Tells a project file from other SQLite databases: `JnYE`."""

metadata = MetaData()

# Always quoted, so that the text of the tables does not hang on which words SQLAlchemy holds to be SQL's.
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
        case fields.Real(low, high):
            kind, check = REAL(), f'"{name}" BETWEEN {low} AND {high}'
        case fields.Ref(target, nullable):
            foreign = [ForeignKey(f"{target}.id")]
    checks = [CheckConstraint(check)] if check else []
    return Column(name, kind, *foreign, *checks, nullable=nullable, quote=True)


def _table(record_type: type[Record]) -> Table:
    columns = [_column(name, spec) for name, spec in specs(record_type).items()]
    key: Column[Any] = Column("id", Text, primary_key=True, quote=True)
    return Table(record_type.KIND, metadata, key, *columns, **_OPTIONS)


record_tables: dict[str, Table] = {each.KIND: _table(each) for each in RECORD_TYPES}
"""The tables of records by kind, each after those to which it refers."""

meta = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True, quote=True),
    Column("value", Text, nullable=False, quote=True),
    **_OPTIONS,
)
"""What is said of the file itself: the digest of its records, the program that saved it, and when."""

asset_bytes = Table(
    "asset_bytes",
    metadata,
    Column("sha256", Text, primary_key=True, quote=True),
    Column("bytes", LargeBinary, nullable=False, quote=True),
    **_OPTIONS,
)
"""The bytes of pictures by their SHA-256 (hexadecimal)."""

all_tables: tuple[Table, ...] = (*record_tables.values(), meta, asset_bytes)


@cache
def table_texts() -> dict[str, str]:
    """The statement that makes each table, in one line, exactly as `sqlite_schema` shows it later."""
    dialect = sqlite.dialect()
    return {
        table.name: " ".join(str(CreateTable(table).compile(dialect=dialect)).split()) for table in all_tables
    }


@cache
def insert_text(table: Table) -> str:
    """The statement that puts a row, a value for each column, into a table."""
    return str(table.insert().compile(dialect=sqlite.dialect(paramstyle="qmark")))


def row_of(record: Record) -> tuple[SqlValue, ...]:
    """The row of a record, in the order of its table's columns."""
    values: tuple[SqlValue, ...] = _VALUES[record.KIND](record)
    empty = [at for at in _MAY_BE_NULL[record.KIND] if values[at] == ""]
    return tuple(None if at in empty else value for at, value in enumerate(values)) if empty else values


def record_of(kind: str, row: Row) -> Record:
    """The record of a row, not yet held against the rules.

    Raises `TypeError` or `KeyError` when the row has other columns than the kind has fields.
    """
    values: dict[str, Any] = dict(row)
    for name in _REFERENCES[kind]:
        if values[name] is None:
            values[name] = ""
    for name in _FLAGS[kind]:
        values[name] = _YES_OR_NO.get(values[name], values[name])
    return TYPE_OF_KIND[kind](**values)


_YES_OR_NO = {0: False, 1: True}
_VALUES = {each.KIND: attrgetter("id", *specs(each)) for each in RECORD_TYPES}
_REFERENCES = {
    each.KIND: [name for name, spec in specs(each).items() if isinstance(spec, fields.Ref) and spec.optional]
    for each in RECORD_TYPES
}
_MAY_BE_NULL = {
    kind: [at for at, column in enumerate(table.columns) if column.name in _REFERENCES[kind]]
    for kind, table in record_tables.items()
}
_FLAGS = {
    each.KIND: [name for name, spec in specs(each).items() if isinstance(spec, fields.Flag)]
    for each in RECORD_TYPES
}
