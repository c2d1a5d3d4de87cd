"""Tables and lines of text on the clipboard, from spreadsheets, web pages and other programs."""

import re
from collections.abc import Iterable, Iterator

from journey_editor.editing.commands.cards import add_card
from journey_editor.editing.draft import Draft
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.text import clean_text, in_one_line, is_blank
from journey_editor.foundation.translation import tr
from journey_editor.model.document import Cell

Table = tuple[tuple[int, int, str], ...]
"""Cells that are not blank: the column and the row, counted from 0, and the text in one line."""

MOST_CARDS = 1000
"""Maximum number of cards from a pasted text; more would take too long and make the map illegible."""
_MOST_HTML = 2_000_000
"""Maximum length of HTML that is read, in characters."""
# A cell that only begins with a quotation mark is written without more of them by some spreadsheets.
_CELL = re.compile('"((?:[^"]|"")*)"(?=[\t\n]|\\Z)|([^\t\n]*)')


def table_in(text: str, html: str = "") -> Table | None:
    """Return the table that is all of a copied text, or None if there is no second column.

    The same content as HTML is used if it is a table, because tabs and line ends inside cells are ambiguous
    in a text. Raises `UserError` if a cell is too long for a card, or if there are more than `MOST_CARDS`.
    """
    found: Table = ()
    if 0 < len(html) <= _MOST_HTML:
        # Entities of HTML take time to import.
        from journey_editor.editing.html_tables import cells_of_html

        found = _filled(cells_of_html(html))
    if not found:
        # The limit applies to each cell.
        text = clean_text(text, limit=len(text))
        found = _filled(_cells_of_text(text)) if "\t" in text else ()
    if not any(across for across, _, _ in found):
        return None
    raise_if_too_many(len(found))
    return found


def raise_if_too_many(count: int) -> None:
    """Raise `UserError` if a text would create more than `MOST_CARDS` cards."""
    if count > MOST_CARDS:
        raise UserError(
            tr(
                "This text would create {count} cards, but you can paste at most {limit} at once. "
                "Nothing was changed. Paste the text in parts."
            ).format(count=count, limit=MOST_CARDS)
        )


def paste_lines(draft: Draft, text: str, cell: Cell, before: str | None) -> tuple[str, ...]:
    """Add a card to a cell for each line of a text that is not blank, before one of its cards or at the end.

    Raises `UserError` if the text of a card would be too long, or if there would be more than `MOST_CARDS`.
    """
    # The limit applies to each card.
    lines = [in_one_line(line) for line in clean_text(text, limit=len(text)).split("\n")]
    words = [line for line in lines if line.strip()]
    raise_if_too_many(len(words))
    return tuple(add_card(draft, *cell, each, before=before).id for each in words)


def _filled(cells: Iterable[tuple[int, int, str]]) -> Table:
    found = ((across, down, in_one_line(clean_text(words))) for across, down, words in cells)
    return tuple(each for each in found if not is_blank(each[2]))


def _cells_of_text(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the cells of a table with tabs between its columns, as spreadsheets copy it."""
    across = down = at = 0
    while at <= len(text):
        cell = _CELL.match(text, at)
        assert cell is not None
        yield across, down, cell[2] if cell[1] is None else cell[1].replace('""', '"')
        at = cell.end() + 1
        if text[cell.end() : at] == "\t":
            across += 1
        else:
            across, down = 0, down + 1
