"""Tables of the project file as SQLite has them, and the rows of records.

`schema.py` defines the tables; `tables.sql` has its statements, so that opening and saving a file need not
import SQLAlchemy.
"""

import dataclasses
from collections.abc import Callable, Sequence
from functools import cache
from operator import attrgetter, itemgetter
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
    if empty:
        row = list(values)
        for at in empty:
            row[at] = None
        return tuple(row)
    return values


def record_of(kind: str, row: Row) -> Record:
    """Return the record of a row, not yet checked; a field without a column has its default.

    Raises `TypeError` or `KeyError` if the row has other columns than the kind has fields.
    """
    if len(row) != len(COLUMNS[kind]):
        row = {**_defaults(kind), **row}
        if len(row) != len(COLUMNS[kind]):
            raise TypeError(f"a row of the table {kind} has other columns")
    values: list[Any] = list(_IN_ORDER[kind](row))
    for at in _MAY_BE_NULL[kind]:
        if values[at] is None:
            values[at] = ""
    for at in _FLAGS[kind]:
        values[at] = _YES_OR_NO.get(values[at], values[at])
    return _maker(kind)(values)


def _defaults(kind: str) -> Row:
    every = dataclasses.fields(TYPE_OF_KIND[kind])
    return {each.name: each.default for each in every if each.default is not dataclasses.MISSING}


@cache
def _maker(kind: str) -> Callable[[Sequence[object]], Record]:
    """Return a function that makes a record of a kind of its values, in the order of the columns.

    It is compiled, because an `__init__` with so many keywords takes three times as long.
    """
    fields = ", ".join(f"record.{name}" for name in COLUMNS[kind])
    names: dict[str, Any] = {"new": object.__new__, "kind": TYPE_OF_KIND[kind]}
    exec(f"def made(values):\n record = new(kind)\n {fields} = values\n return record", names)
    made: Callable[[Sequence[object]], Record] = names["made"]
    return made


_YES_OR_NO = {0: False, 1: True}
_IN_ORDER = {kind: itemgetter(*COLUMNS[kind]) for kind in RECORD_TABLES}
_VALUES = {each.KIND: attrgetter("id", *specs(each)) for each in RECORD_TYPES}
_MAY_BE_NULL = {
    each.KIND: [
        at
        for at, spec in enumerate(specs(each).values(), 1)
        if isinstance(spec, fields.Ref) and spec.optional
    ]
    for each in RECORD_TYPES
}
_FLAGS = {
    each.KIND: [at for at, spec in enumerate(specs(each).values(), 1) if isinstance(spec, fields.Flag)]
    for each in RECORD_TYPES
}
