"""Journeys that are copied as tables, Markdown or CSV."""

import csv
from collections.abc import Callable

from journey_editor.editing.tables import cells_in
from journey_editor.interchange.journey_tables.grid import Grid, grid_of_cells
from journey_editor.interchange.journey_tables.plan import guessed, is_journey
from journey_editor.interchange.journey_tables.source import (
    Source,
    source_of_grids,
    source_of_markdown,
)

_SEPARATORS = (",", ";")
_LONGEST = 500_000


def journey_in(text: str, html: str = "") -> Source | None:
    """Return the tables of a copied text if one of them surely is a journey, else None."""
    cells = {(down, across): words for across, down, words in cells_in(text, html)}
    if cells:
        return _if_journey(source_of_grids([grid_of_cells(cells)], ""))
    if len(text) > _LONGEST or "\n" not in text.strip():
        return None
    readers: tuple[Callable[[str], Source | None], ...] = (_of_markdown, _of_csv)
    return next((found for reader in readers if (found := reader(text)) is not None), None)


def _of_markdown(text: str) -> Source | None:
    if "|" not in text and "#" not in text:
        return None
    found = source_of_markdown(text, "")
    return _if_journey(found) if found is not None else None


def _of_csv(text: str) -> Source | None:
    for separator in _SEPARATORS:
        if text.split("\n", 1)[0].count(separator) < 2:
            continue
        try:
            rows = list(csv.reader(text.splitlines(keepends=True), delimiter=separator))
        except csv.Error:
            continue
        if len({len(row) for row in rows if row}) == 1:
            cells = {(down, across): cell for down, row in enumerate(rows) for across, cell in enumerate(row)}
            return _if_journey(source_of_grids([grid_of_cells(cells)], ""))
    return None


def _if_journey(source: Source) -> Source | None:
    grid: Grid = source.read(source.likely)[0]
    return source if grid.rows and is_journey(grid, guessed(grid)) else None
