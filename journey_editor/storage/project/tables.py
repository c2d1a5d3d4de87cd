"""Tables of the project file as SQLite has them, and the rows of records.

`schema.py` defines the tables; `tables.sql` has its statements, so that opening and saving a file need not
import SQLAlchemy.
"""

from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any

from journey_editor.model import fields
from journey_editor.model.records import RECORD_TYPES, TYPE_OF_KIND, Record, specs
from journey_editor.storage.migrations import Row, SqlValue

APPLICATION_ID = 0x4A6E5945
"""Number in the header that tells a project file from other SQLite databases: `JnYE`."""

COLUMNS: dict[str, tuple[str, ...]] = {
    **{each.KIND: ("id", *specs(each)) for each in RECORD_TYPES},
    "meta": ("key", "value"),
    "asset_bytes": ("sha256", "bytes"),
}
"""Columns of each table, in their order; each table comes after those to which it refers."""
RECORD_TABLES = tuple(each.KIND for each in RECORD_TYPES)
"""Names of the tables of records, which are the kinds of records."""


@cache
def table_texts() -> dict[str, str]:
    """Return the statement that creates each table, as `sqlite_schema` shows it later, by table name."""
    lines = Path(__file__).with_name("tables.sql").read_text(encoding="ascii").splitlines()
    return dict(zip(COLUMNS, lines, strict=True))


def insert_text(table: str) -> str:
    """Return the statement that inserts a row, with a value for each column, into a table."""
    return f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(COLUMNS[table]))})'


def row_of(record: Record) -> tuple[SqlValue, ...]:
    """Return the row of a record, in the order of its table's columns."""
    values: tuple[SqlValue, ...] = _VALUES[record.KIND](record)
    empty = [at for at in _MAY_BE_NULL[record.KIND] if values[at] == ""]
    return tuple(None if at in empty else value for at, value in enumerate(values)) if empty else values


def record_of(kind: str, row: Row) -> Record:
    """Return the record of a row, not yet checked against the rules.

    Raises `TypeError` or `KeyError` if the row has other columns than the kind has fields.
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
    kind: [at for at, column in enumerate(COLUMNS[kind]) if column in _REFERENCES[kind]]
    for kind in RECORD_TABLES
}
_FLAGS = {
    each.KIND: [name for name, spec in specs(each).items() if isinstance(spec, fields.Flag)]
    for each in RECORD_TYPES
}
