"""Tables from spreadsheets: their cells, and the steps and lanes into which these are pasted."""

import csv
from collections.abc import Iterator
from io import StringIO

from journey_editor.editing.draft import Draft
from journey_editor.foundation.text import clean_text
from journey_editor.model.document import Cell


def beyond_the_map(draft: Draft, text: str, cell: Cell) -> tuple[int, int, Cell]:
    """Return how many columns and rows of a pasted table have no step or lane, and the last cell."""
    steps, lanes = places_from(draft, cell)
    text = clean_text(text, limit=len(text))
    filled = [place for *place, words in table_of(text) if words.strip()] if "\t" in text else []
    columns = {across for across, _ in filled if across >= len(steps)}
    rows = {down for _, down in filled if down >= len(lanes)}
    return len(columns), len(rows), (steps[-1], lanes[-1])


def places_from(draft: Draft, cell: Cell) -> tuple[list[str], list[str]]:
    """Return the steps and the visible lanes for cards, from a cell on."""
    journey = draft.journey_of(cell[0])
    columns = [step.id for step in draft.columns_of(journey)]
    shown = {lane.id for lane in draft.seen.lanes_of(journey, hidden=False)}
    rows = [
        lane.id for lane in draft.lanes_of(journey) if lane.kind != "emotion" and lane.id in {*shown, cell[1]}
    ]
    return columns[columns.index(cell[0]) :], rows[rows.index(cell[1]) :]


def table_of(text: str) -> Iterator[tuple[int, int, str]]:
    """Return the cells of a table with the column and the row of each."""
    try:
        for down, line in enumerate(csv.reader(StringIO(text), delimiter="\t")):
            for across, words in enumerate(line):
                yield across, down, words
    except csv.Error:
        # Report the length: the reader only fails for cells that are much longer than a card.
        clean_text(text)
