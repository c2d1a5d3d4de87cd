"""A map as Markdown: a heading and a table for each stage."""

import re
from collections.abc import Iterator

from journey_editor.foundation.translation import tr
from journey_editor.interchange.table_export.map_table import Cell, Head, MapTable, Row

_SPECIAL = re.compile(r"[\\`|<\[\]]")
_BREAK = "<br>"


def markdown_tables(table: MapTable) -> str:
    """Return a map as Markdown: its title, its scenario, and the lanes of each stage as a table.

    Bold and italic texts stay so, since cards mark them as Markdown does.
    """
    title = _line(table.journey.title or tr("Untitled journey", table.journey.language))
    parts = [f"# {title}", *filter(None, (_paragraph(table.journey.scenario),))]
    at = 0
    for stage in table.stages:
        parts.append("\n\n".join(filter(None, (f"## {_line(stage.name)}".rstrip(), _line(stage.goal)))))
        parts.append("\n".join(_rows(table, stage, at)))
        at += stage.span
    return "\n\n".join(parts) + "\n"


def _rows(table: MapTable, stage: Head, at: int) -> Iterator[str]:
    steps = table.steps[at : at + stage.span]
    names = [each.name for each in steps] if any(each.name for each in steps) else [stage.name] * stage.span
    corner = table.corner[any(each.name for each in steps)]
    yield _row([corner, *map(_line, names)])
    yield _row(["---"] * (stage.span + 1))
    for row in table.rows:
        cells = cells_between(row, at, at + stage.span) or (Cell(),) * stage.span
        texts = [text for cell in cells for text in (_cell(cell), *[""] * (cell.span - 1))]
        yield _row([f"**{_line(row.title)}**" if row.title.strip() else "", *texts])


def cells_between(row: Row, first: int, end: int) -> list[Cell]:
    """Return the cells of some columns of a row; those that go on beyond them end at their last one."""
    found, at = [], 0
    for cell in row.cells:
        start, stop = max(at, first), min(at + cell.span, end)
        if start < stop:
            # A card that began before these columns is in the table of the earlier ones.
            found.append(Cell(cell.entries if at >= first else (), stop - start))
        at += cell.span
    return found


def _cell(cell: Cell) -> str:
    texts = [_BREAK.join(_escaped(line) for line in each.text.split("\n")) for each in cell.entries]
    texts = [each for each in texts if each.strip()]
    return _BREAK.join(f"• {each}" for each in texts) if len(texts) > 1 else "".join(texts)


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _paragraph(text: str) -> str:
    return "  \n".join(_line(line) for line in text.split("\n") if line.strip())


def _line(text: str) -> str:
    return _escaped(" ".join(text.split()))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)
