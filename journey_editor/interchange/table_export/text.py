"""Tables as text: CSV for spreadsheets, and TSV."""

import csv
import io
from collections.abc import Iterable, Sequence

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.interchange.table_export.map_table import MapTable
from journey_editor.interchange.table_export.record_tables import RecordTable, Value
from journey_editor.interchange.tables.formulas import guarded


def csv_bytes(rows: Iterable[Sequence[Value]]) -> bytes:
    """Return rows as CSV in UTF-8 with a byte-order mark, without which Excel guesses another encoding."""
    return separated(rows, ",", "\r\n").encode("utf-8-sig")


def tsv_bytes(rows: Iterable[Sequence[Value]]) -> bytes:
    """Return rows as UTF-8 with tabs between the cells."""
    return separated(rows, "\t", "\n").encode()


def separated(rows: Iterable[Sequence[Value]], separator: str, line_end: str) -> str:
    """Return rows as text. Spreadsheets read no text as a formula, and our reader reads it as it was."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator=line_end)
    for row in rows:
        raise_if_cancelled()
        writer.writerow([_cell(each) for each in row])
    return out.getvalue()


def rows_of_records(table: RecordTable) -> list[tuple[Value, ...]]:
    """Return the rows of a table of records with that of its headings."""
    return [table.headings, *table.rows]


def rows_of_map(table: MapTable) -> list[tuple[Value, ...]]:
    """Return the rows of a map below those of its stages, which are repeated at each step, and steps."""
    stage, step = table.corner
    rows: list[tuple[Value, ...]] = [(stage, *(head.name for head in table.stages for _ in range(head.span)))]
    if table.steps:
        rows.append((step, *(head.name for head in table.steps)))
    for row in table.rows:
        cells: list[Value] = []
        for cell in row.cells or [None] * table.width:
            cells += [cell.lines() if cell else "", *[""] * ((cell.span if cell else 1) - 1)]
        rows.append((row.title, *cells))
    return rows


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return guarded(value) if isinstance(value, str) else f"{value:.12g}"
