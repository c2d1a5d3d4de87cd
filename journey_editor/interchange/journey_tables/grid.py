"""Tables as texts, from workbooks, text files and the clipboard."""

from collections.abc import Iterable, Mapping
from dataclasses import field

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.quantities import Percent
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.text import clean_text
from journey_editor.foundation.translation import tr
from journey_editor.interchange.tables.values import Row, Value, value_text

Place = tuple[int, int]
"""A row and a column, counted from 0."""

MOST_CELLS = 50_000
"""Maximum number of filled cells of a table from which a map is made."""
_WIDEST = 1_000


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of equal length. `merged` leads from the other cells of a merged range to its first one."""

    rows: tuple[tuple[str, ...], ...]
    merged: Mapping[Place, Place] = field(default_factory=dict)
    name: str = ""

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.rows[0]) if self.rows else 0

    def turned(self) -> "Grid":
        """Return the table with rows as columns."""
        merged = {(down, across): (top, left) for (across, down), (left, top) in self.merged.items()}
        return Grid(tuple(zip(*self.rows, strict=True)), merged, self.name)

    def first(self, count: int, width: int) -> "Grid":
        """Return the table with its first rows and columns only."""
        return Grid(tuple(row[:width] for row in self.rows[:count]), self.merged, self.name)


def grid_of_cells(
    cells: Mapping[Place, str], merged: Mapping[Place, Place] | None = None, name: str = ""
) -> Grid:
    """Return the table with these cells, without blank rows and columns around and between them.

    Raises `UserError` if there are too many.
    """
    merged = merged or {}
    texts = {place: text for place, words in cells.items() if (text := _clean(words))}
    if len(texts) > MOST_CELLS:
        raise too_many_cells()
    downs = {down: index for index, down in enumerate(sorted({down for down, _ in texts}))}
    acrosses = {across: index for index, across in enumerate(sorted({across for _, across in texts}))}
    rows = [[""] * len(acrosses) for _ in downs]
    for (down, across), text in texts.items():
        rows[downs[down]][acrosses[across]] = text

    def there(place: Place) -> bool:
        return place[0] in downs and place[1] in acrosses

    def moved(place: Place) -> Place:
        return downs[place[0]], acrosses[place[1]]

    kept = {moved(place): moved(origin) for place, origin in merged.items() if there(place) and there(origin)}
    return Grid(tuple(map(tuple, rows)), kept, name)


def grid_of_rows(rows: Iterable[Row], name: str = "") -> Grid:
    """Return a sheet as a table. Raises `UserError` if it is too large, and `CancelledError`."""
    cells: dict[Place, str] = {}
    merged: dict[Place, Place] = {}
    for row in rows:
        raise_if_cancelled()
        filled = {each: text for each, value in row.cells.items() if (text := _text(value))}
        if len(cells) + len(filled) > MOST_CELLS or max(filled, default=0) >= _WIDEST:
            raise too_many_cells()
        cells.update({(row.number, each): text for each, text in filled.items()})
        for across, value in row.spanned.items():
            place, text = (row.number, across), _text(value)
            left, above = (row.number, across - 1), (row.number - 1, across)
            # The value of a merged range is in its first cell, which is to the left or above.
            origin = next((each for each in (left, above) if cells.get(each) == text), None)
            if origin is not None:
                cells[place] = text
                merged[place] = merged.get(origin, origin)
    return grid_of_cells(cells, merged, name)


def too_many_cells() -> UserError:
    """Return the error about a table that is too large for a map."""
    return UserError(
        tr(
            "This table is too large for a map: it may have at most {limit} filled cells, and "
            "{columns} columns. Nothing was changed. Save the part that you need as a file."
        ).format(limit=MOST_CELLS, columns=_WIDEST)
    )


def _text(value: Value) -> str:
    return value_text(value) + ("%" if isinstance(value, Percent) else "")


def _clean(text: str) -> str:
    """Return the text of a cell without what a record may not contain, nor blanks around lines."""
    text = clean_text(text, limit=max(len(text), 1))
    if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@", "−"):
        # The sign keeps spreadsheets from taking a text for a formula.
        text = text[1:]
    return "\n".join(line.strip() for line in text.split("\n")).strip()
