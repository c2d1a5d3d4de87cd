"""Tables of a file or a text, from which a journey is made."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from journey_editor.foundation.bullets import without_bullet
from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.identity import IdSource, ids_from, random_id
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.translation import ntr, tr
from journey_editor.interchange.journey_tables.grid import Grid, grid_of_rows
from journey_editor.interchange.journey_tables.map_builder import Counts
from journey_editor.interchange.journey_tables.markdown import grids_of_markdown, title_of_markdown
from journey_editor.interchange.journey_tables.own_tables import computed_columns, is_list
from journey_editor.interchange.journey_tables.plan import Plan, guessed, headings_of, is_journey
from journey_editor.interchange.journey_tables.shapes import grid_of_shapes, is_list_of_shapes
from journey_editor.interchange.journey_tables.to_map import map_of
from journey_editor.interchange.journey_tables.vocabulary import LANES
from journey_editor.interchange.tables.reading import open_table
from journey_editor.model.document import Document

_MOST_COMPARED = 8
"""Maximum number of sheets that are read to find the one with the journey."""
_MOST_NAMED = 6
"""Maximum number of names in a remark."""


@dataclass(frozen=True, slots=True)
class Source:
    """Tables of a file by their names, and the one that is most likely the journey.

    `read` returns a table by its index, and sentences about how it was read.
    """

    title: str
    names: tuple[str, ...]
    likely: int
    read: Callable[[int], tuple[Grid, tuple[str, ...]]]
    remarks: tuple[str, ...] = ()


def source_of_file(path: Path) -> Source:
    """Return the sheets of a workbook, or the table of a text file. Raises `UserError`."""
    with open_table(path) as table:
        sheets = table.sheets
    names = tuple(sheet.name for sheet in sheets)

    def read(index: int) -> tuple[Grid, tuple[str, ...]]:
        with open_table(path) as table:
            grid = grid_of_rows(table.rows(names[index]), names[index])
            remarks = (*_about_hidden(table.hidden), *table.remarks)
            if not is_list_of_shapes(grid):
                return grid, remarks
            words = tr(
                "The table lists the shapes of a diagram. Each became a stage, and each line an action."
            )
            return grid_of_shapes(grid), (words, *remarks)

    visible = [index for index, sheet in enumerate(sheets) if not sheet.hidden] or [0]
    likely, best = visible[0], -1
    if len(visible) > 1:
        for index in visible[:_MOST_COMPARED]:
            raise_if_cancelled()
            try:
                score = _score(read(index)[0])
            except UserError:
                # Another sheet may be the journey, such as one beside a long list.
                continue
            if score > best:
                likely, best = index, score
    hidden = [sheet.name for sheet in sheets if sheet.hidden]
    remarks = (
        [tr("Hidden sheets that were not imported: {names}.").format(names=listed(hidden))] if hidden else []
    )
    return Source(path.stem, names, likely, read, tuple(remarks))


def source_of_grids(grids: Sequence[Grid], title: str) -> Source:
    """Return tables that were read as a source."""
    scores = [_score(grid) for grid in grids]
    names = tuple(grid.name or tr("Table {n}").format(n=index + 1) for index, grid in enumerate(grids))
    return Source(title, names, scores.index(max(scores)), lambda index: (grids[index], ()))


def source_of_markdown(text: str, name: str) -> Source | None:
    """Return the tables and lists of a Markdown text, or None if there are none."""
    grids = grids_of_markdown(text)
    if not grids:
        return None
    source = source_of_grids(grids, title_of_markdown(text) or name)
    used = sum(len(part) for row in grids[source.likely].rows for part in row)
    around = len(text.split()) > 20 and 2 * used < len(text)
    words = tr("The text around the table was not imported.")
    return replace(source, remarks=(words,) if around else ())


@dataclass(frozen=True, slots=True)
class TableImport:
    """Journey from a table: the source, which table of it, the plan, the project, and remarks.

    `losses` are those of the remarks that are about single cells, `about_reading` those about the file.
    """

    source: Source
    index: int
    grid: Grid
    plan: Plan
    document: Document
    remarks: tuple[str, ...]
    losses: tuple[str, ...] = ()
    about_reading: tuple[str, ...] = ()


def journey_from(
    source: Source, index: int | None = None, plan: Plan | None = None, *, new_id: IdSource | None = None
) -> TableImport:
    """Return the journey of a table of a source, by default of the most likely one and as guessed.

    Raises `UserError` and `CancelledError`.
    """
    index = source.likely if index is None else index
    grid, remarks = source.read(index)
    plan = plan or guessed(grid)
    ids = new_id or (ids_from(repr((source.title, grid.rows))) if grid.rows else random_id)
    made = map_of(grid, plan, title=source.title, new_id=ids)
    losses = (*_about_counts(made.counts), *remarks)
    about = (*about_import(source, index, grid, plan), *losses)
    return TableImport(source, index, grid, plan, made.document, about, losses, remarks)


def about_import(source: Source, index: int, grid: Grid, plan: Plan) -> list[str]:
    """Return sentences about how a table of a source is understood, and what is left out."""
    return [*_about_roles(grid, plan), *_about_others(source, index), *source.remarks]


def _about_roles(grid: Grid, plan: Plan) -> list[str]:
    """Return sentences about how a table was understood, and what was left out."""
    # Imported on use: the names of roles are words of lists in dialogs.
    from journey_editor.wording.table_words import role_name

    headings = headings_of(grid, plan)
    used = [
        tr("“{heading}” → {role}").format(heading=heading, role=role_name(role))
        for heading, role in zip(headings, plan.roles, strict=True)
        if role and heading and role != "number"
    ]
    table = plan.of(grid)
    without_role = [index for index, role in enumerate(plan.roles) if not role]
    computed = computed_columns(table, plan.heading)
    unused = [
        headings[index] or tr("Column {n}").format(n=index + 1)
        for index in without_role
        if index not in computed and any(row[index] for row in table.rows[plan.heading + 1 :])
    ]
    found = []
    if used:
        words = (
            tr("Understood with the stages in columns: {roles}.")
            if plan.turned
            else tr("Understood with the stages in rows: {roles}.")
        )
        found.append(words.format(roles=", ".join(used)))
    if numbers := [each for each, role in zip(headings, plan.roles, strict=True) if role == "number"]:
        found.append(
            tr("Numbers of the order, which are not on the map: {names}.").format(
                names=listed([each or "#" for each in numbers])
            )
        )
    if unused:
        found.append(tr("Not imported: {names}.").format(names=listed(unused)))
    if left_out := [headings[index] for index in without_role if index in computed]:
        words = tr("Lanes and curves that are computed from others were not imported: {names}.")
        found.append(words.format(names=listed(left_out)))
    return found


def _about_counts(counts: Counts) -> list[str]:
    found = []
    if unknown := list(dict.fromkeys(counts.unknown_emotions)):
        found.append(
            ntr("{n} emotion has no known value and became a card of a lane of feelings: {names}.",
                "{n} emotions have no known value and became cards of a lane of feelings: {names}.",
                len(counts.unknown_emotions), names=listed(unknown))
        )  # fmt: skip
    if counts.unplaced:
        found.append(
            ntr("{n} note or owner belongs to no card and was left out: {names}.",
                "{n} notes or owners belong to no card and were left out: {names}.",
                len(counts.unplaced), names=listed(counts.unplaced))
        )  # fmt: skip
    if counts.others:
        found.append(
            ntr("{n} row belongs to another journey and was left out.",
                "{n} rows belong to other journeys and were left out.", counts.others)
        )  # fmt: skip
    if counts.shortened:
        found.append(
            ntr("{n} text was too long for the map and was shortened.",
                "{n} texts were too long for the map and were shortened.", counts.shortened)
        )  # fmt: skip
    return found


def _about_hidden(rows: int) -> list[str]:
    if not rows:
        return []
    return [ntr("{n} hidden row was imported, too.", "{n} hidden rows were imported, too.", rows)]


def _about_others(source: Source, index: int) -> list[str]:
    others = [name for each, name in enumerate(source.names) if each != index and name]
    if not others:
        return []
    words = tr("Imported: {name}. Other tables that were not imported: {names}.")
    return [words.format(name=listed([source.names[index]]), names=listed(others))]


def listed(names: Sequence[str]) -> str:
    """Return the first of several names in a row, and how many more there are."""
    shown = ", ".join(f"“{without_bullet(name)[:60]}”" for name in names[:_MOST_NAMED])
    more = len(names) - _MOST_NAMED
    return tr("{names} and {n} more").format(names=shown, n=more) if more > 0 else shown


def _score(grid: Grid) -> int:
    if not grid.rows:
        return -1
    if is_list(grid):
        return 0
    plan = guessed(grid)
    roles = {role for role in plan.roles if role in LANES or role in ("emotion", "channel")} - {"text"}
    filled = sum(bool(text) for row in grid.rows for text in row)
    return 1000 * (len(roles) if is_journey(grid, plan) else 0) + min(filled, 999)
