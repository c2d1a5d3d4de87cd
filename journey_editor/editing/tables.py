"""Tables and lines of text on the clipboard, from spreadsheets, web pages and other programs."""

import re
from collections.abc import Iterable, Iterator

from journey_editor.editing.commands.cards import add_card
from journey_editor.editing.draft import Draft
from journey_editor.foundation.bullets import are_items, without_bullet
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.text import clean_text, in_one_line, is_blank
from journey_editor.foundation.translation import tr
from journey_editor.model.document import Cell

Table = tuple[tuple[int, int, str], ...]
"""Cells that are not blank: the column and the row, counted from 0, and the text."""

MOST_CARDS = 1000
"""Maximum number of cards from a pasted text; more would take too long and make the map illegible."""
_MOST_HTML = 2_000_000
"""Maximum length of HTML that is read, in characters."""
# A cell that only begins with a quotation mark is written without more of them by some spreadsheets.
_CELL = re.compile('"((?:[^"\t]|"")*)"(?=[\t\n]|\\Z)|([^\t\n]*)')

_QUOTED_LINES = re.compile(r'(?:\A|\n)"(?:[^"]|"")*\n(?:[^"]|"")*"(?:\n|\Z)')
"""Cell of a single column with several lines, which spreadsheets put between quotation marks."""


def table_in(text: str, html: str = "") -> Table | None:
    """Return the table that is all of a copied text, or None if there is no second column.

    The same content as HTML is used if it is a table, because tabs and line ends inside cells are ambiguous
    in a text. Raises `UserError` if a cell is too long for a card, or if there are more than `MOST_CARDS`.
    """
    found = cells_in(text, html)
    if not any(across for across, _, _ in found):
        return None
    raise_if_too_many(len(found))
    return found


def cells_in(text: str, html: str = "") -> Table:
    """Return the cells of a copied table; those of its first column only if the text is no list of tabs.

    Lines of a cell are kept. Raises `UserError` if a cell is too long for a card.
    """
    found: Table = ()
    if 0 < len(html) <= _MOST_HTML:
        # Entities of HTML take time to import.
        from journey_editor.editing.html_tables import cells_of_html

        found = _filled(cells_of_html(html))
    if found:
        return found
    # The limit applies to each cell.
    text = clean_text(text, limit=len(text))
    if are_items([line for line in text.split("\n") if line.strip()]):
        # Word processors write a tab after each bullet.
        return ()
    is_table = "\t" in text or _QUOTED_LINES.search(text) is not None
    return _filled(_cells_of_text(text)) if is_table else ()


def texts_in(text: str, html: str = "") -> list[str]:
    """Return the text of each card from a copied text: its lines, or the cells of a single column.

    Bullets and numbers of a list are left out. Raises `UserError` if a cell is too long for a card.
    """
    if cells := cells_in(text, html):
        return [words for _, _, words in sorted(cells, key=lambda each: (each[1], each[0]))]
    if not text.strip() and 0 < len(html) <= _MOST_HTML:
        from journey_editor.editing.html_tables import text_of_html

        text = text_of_html(html)
    lines = [in_one_line(line) for line in clean_text(text, limit=len(text)).split("\n")]
    lines = [line for line in lines if line.strip()]
    return [without_bullet(line) for line in lines] if are_items(lines) else lines


def raise_if_too_many(count: int) -> None:
    """Raise `UserError` if a text would create more than `MOST_CARDS` cards."""
    if count > MOST_CARDS:
        raise UserError(
            tr(
                "This text would create {count} cards, but you can paste at most {limit} at once. "
                "Nothing was changed. Paste the text in parts."
            ).format(count=count, limit=MOST_CARDS)
        )


def paste_lines(draft: Draft, text: str, cell: Cell, before: str | None, html: str = "") -> tuple[str, ...]:
    """Add a card to a cell for each line of a text that is not blank, before one of its cards or at the end.

    Lines within a copied cell stay together. Raises `UserError` if the text of a card would be too long, or
    if there would be more than `MOST_CARDS`.
    """
    words = texts_in(text, html)
    raise_if_too_many(len(words))
    return tuple(add_card(draft, *cell, each, before=before).id for each in words)


def _filled(cells: Iterable[tuple[int, int, str]]) -> Table:
    found = ((across, down, _in_lines(clean_text(words))) for across, down, words in cells)
    return tuple(each for each in found if not is_blank(each[2]))


def _in_lines(text: str) -> str:
    """Return a text without blank lines and blanks around its lines."""
    return "\n".join(line for each in text.split("\n") if (line := in_one_line(each)))


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
