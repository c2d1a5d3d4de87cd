"""Copied cards for other programs: rich text, or a table if they are in several cells."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from html import escape

from journey_editor.interchange.table_export.html import formatted
from journey_editor.interchange.table_export.map_table import Cell, Head, MapTable, Row, map_table
from journey_editor.interchange.table_export.text import rows_of_map, separated
from journey_editor.model.document import Queries

_BREAK = '<br style="mso-data-placement:same-cell">'
"""Line break that does not begin another row in Excel."""
_CELL = "border:1px solid #cbd3dc;padding:4px 6px;text-align:start;vertical-align:top"


def tables_of_cards(document: Queries, journey_id: str, cards: Collection[str]) -> tuple[str, str]:
    """Return the cards of a journey among `cards` as HTML and as TSV; both are empty if there is none.

    Those of one cell are paragraphs without a TSV. Others are a table with the steps and lanes of the cards.
    """
    table = part_of(map_table(document, journey_id), cards)
    cells = [cell for row in table.rows for cell in row.cells if cell.entries]
    if not cells:
        return "", ""
    journey = table.journey
    start = f'<meta charset="utf-8"><div lang="{escape(journey.language)}" dir="{journey.direction}">'
    if len(cells) == 1:
        return f"{start}{''.join(f'<p>{formatted(each.text)}</p>' for each in cells[0].entries)}</div>", ""
    html = f'{start}<table style="border-collapse:collapse">{"".join(_rows(table))}</table></div>'
    return html, separated(rows_of_map(table), "\t", "\n")


def part_of(table: MapTable, cards: Collection[str]) -> MapTable:
    """Return the rows and columns of a table in which some cards begin, with these alone."""
    kept: set[int] = set()
    for row in table.rows:
        for at, cell in _placed(row):
            if any(each.card in cards for each in cell.entries):
                kept.add(at)
    rows = []
    for row in table.rows:
        cells = tuple(
            Cell(tuple(each for each in cell.entries if each.card in cards), span)
            for at, cell in _placed(row)
            if (span := len(kept.intersection(range(at, at + cell.span))))
        )
        if any(cell.entries for cell in cells):
            rows.append(replace(row, cells=cells))
    at, stages = 0, []
    for stage in table.stages:
        span = len(kept.intersection(range(at, at + stage.span)))
        stages += [replace(stage, span=span)] if span else []
        at += stage.span
    steps = tuple(step for at, step in enumerate(table.steps) if at in kept)
    return replace(table, stages=tuple(stages), steps=steps, rows=tuple(rows))


def _placed(row: Row) -> Iterator[tuple[int, Cell]]:
    """Yield the cells of a row with their first columns."""
    at = 0
    for cell in row.cells:
        yield at, cell
        at += cell.span


def _rows(table: MapTable) -> Iterator[str]:
    stage, step = table.corner
    yield _heads(stage, table.stages)
    if any(each.name for each in table.steps):
        yield _heads(step, table.steps)
    for row in table.rows:
        texts = (_cell("td", _entries(cell), cell.span) for cell in row.cells)
        yield f"<tr>{_cell('th', escape(row.title))}{''.join(texts)}</tr>"


def _heads(corner: str, heads: Sequence[Head]) -> str:
    return (
        f"<tr>{_cell('th', escape(corner))}{''.join(_cell('th', escape(h.name), h.span) for h in heads)}</tr>"
    )


def _cell(tag: str, content: str, span: int = 1) -> str:
    across = f' colspan="{span}"' if span > 1 else ""
    return f'<{tag}{across} style="{_CELL}">{content}</{tag}>'


def _entries(cell: Cell) -> str:
    texts = [formatted(each.text).replace("<br>", _BREAK) for each in cell.entries]
    return _BREAK.join(f"• {each}" for each in texts) if len(texts) > 1 else "".join(texts)
