"""Lists of the shapes of a diagram, as Lucidchart exports them: each shape a stage, each line an action."""

from collections.abc import Mapping, Sequence

from journey_editor.interchange.journey_tables.grid import Grid, Place

_TEXT, _FROM, _TO, _ID = "Text Area 1", "Line Source", "Line Destination", "Id"
_OWN = frozenset((
    "Id", "Name", "Shape Library", "Page ID", "Contained By", "Group", "Line Source", "Line Destination",
    "Source Arrow", "Destination Arrow", "Status", "Comments",
))  # fmt: skip


def is_list_of_shapes(grid: Grid) -> bool:
    """Return whether a table lists shapes with their texts and lines."""
    return bool(grid.rows) and {_ID, "Name", _TEXT, _FROM, _TO} <= set(grid.rows[0])


def grid_of_shapes(grid: Grid) -> Grid:
    """Return a table with a row for each shape with text, in the order of the lines between them.

    What is written at the lines that leave a shape are its actions; data of shapes is kept as columns.
    """
    header = grid.rows[0]
    rows = [dict(zip(header, row, strict=True)) for row in grid.rows[1:]]
    texts = [name for name in header if name.startswith("Text Area")]
    more = [name for name in header if name not in _OWN and name not in texts]
    lines = [row for row in rows if row[_FROM] or row[_TO]]
    shapes = [
        row for row in rows
        if not (row[_FROM] or row[_TO]) and row[_TEXT] and row["Name"] not in ("Document", "Page")
    ]  # fmt: skip
    out: dict[str, list[str]] = {}
    for line in lines:
        if line[_TEXT]:
            out.setdefault(line[_FROM] or line[_TO], []).append(line[_TEXT])
    found = [("Stage", "Action", *("Personas" if "journey" in name.lower() else name for name in more))]
    for shape in _in_order(shapes, lines):
        name = " ".join(shape[each] for each in texts if shape[each])
        actions = "\n".join(f"• {text}" for text in dict.fromkeys(out.get(shape[_ID], [])))
        found.append((name, actions, *(shape[each] for each in more)))
    merged: Mapping[Place, Place] = {}
    return Grid(tuple(found), merged, grid.name)


def _in_order(
    shapes: Sequence[Mapping[str, str]], lines: Sequence[Mapping[str, str]]
) -> list[Mapping[str, str]]:
    """Return shapes so that lines lead onwards; those in a circle stay in the order of the list."""
    waiting = {shape[_ID]: shape for shape in shapes}
    before: dict[str, set[str]] = {each: set() for each in waiting}
    for line in lines:
        if line[_FROM] in waiting and line[_TO] in waiting and line[_FROM] != line[_TO]:
            before[line[_TO]].add(line[_FROM])
    found = []
    while waiting:
        each = next((each for each in waiting if not before[each].intersection(waiting)), next(iter(waiting)))
        found.append(waiting.pop(each))
    return found
