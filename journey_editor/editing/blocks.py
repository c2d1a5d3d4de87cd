"""Blocks: cards that are pasted into several cells and keep their places relative to each other."""

from collections.abc import Callable, Collection, Mapping, Sequence

from journey_editor.editing.commands.cards import add_card
from journey_editor.editing.commands.stages import add_stage
from journey_editor.editing.draft import Draft
from journey_editor.editing.tables import Table
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.translation import tr
from journey_editor.model.document import Cell, Queries
from journey_editor.model.kinds import CARD_LANES
from journey_editor.model.lane_groups import is_folded
from journey_editor.model.records import Journey, Lane, Stage
from journey_editor.wording.map_words import title_of

Place = tuple[int, int]
"""A column and a row, counted from 0."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """Ids of the pasted records, and sentences on what could not be pasted as it was."""

    ids: tuple[str, ...]
    remarks: tuple[str, ...] = ()


AddCards = Callable[[Draft, Sequence[Cell | None]], Pasted]
"""Adds the cards of a block to a draft, except those without a cell."""


@dataclass(frozen=True, slots=True)
class Block:
    """Cards to paste: the place of each, counted from the first column and row, and how to add them.

    `column` and `row` are those of the map to which names of stages and lanes in a table lead, or None.
    """

    places: tuple[Place, ...]
    add: AddCards
    column: int | None = None
    row: int | None = None

    def start(self, axes: "Axes", cell: Cell) -> Place:
        """Return the place at which the block begins: a cell, except where names lead elsewhere."""
        column, row = axes.steps.index(cell[0]), axes.lanes.index(cell[1])
        return column if self.column is None else self.column, row if self.row is None else self.row


@dataclass(frozen=True, slots=True)
class Axes:
    """Steps and lanes into which cards can be pasted."""

    steps: tuple[str, ...]
    lanes: tuple[str, ...]

    def place_of(self, cell: Cell) -> Place:
        """Return the column and the row of a cell."""
        return self.steps.index(cell[0]), self.lanes.index(cell[1])


@dataclass(frozen=True, slots=True)
class Fit:
    """Cells for the cards of a block; None for a card that has no place on the map.

    `missing_steps` and `missing_lanes` count the columns and rows with cards that have none.
    """

    cells: tuple[Cell | None, ...]
    missing_steps: int
    missing_lanes: int

    @property
    def complete(self) -> bool:
        """True if every card has a place."""
        return None not in self.cells


def axes_of(document: Queries, journey: str, lane: str = "") -> Axes:
    """Return the axes of a map: its steps, and the lanes in which it shows cards, among them `lane`."""
    lanes = document.lanes_of(journey, hidden=False)
    shown = {each.id for each in lanes if not (each.collapsed or is_folded(document, each))} | {lane}
    return Axes(
        tuple(step.id for step in document.columns_of(journey)),
        tuple(each.id for each in document.lanes_of(journey) if each.kind in CARD_LANES and each.id in shown),
    )


def fit(block: Block, axes: Axes, at: Place) -> Fit:
    """Return the cells for the cards of a block that begins at a place."""
    places = [(at[0] + across, at[1] + down) for across, down in block.places]
    return Fit(
        tuple(
            (axes.steps[across], axes.lanes[down])
            if across < len(axes.steps) and down < len(axes.lanes)
            else None
            for across, down in places
        ),
        len({across for across, _ in places if across >= len(axes.steps)}),
        len({down for _, down in places if down >= len(axes.lanes)}),
    )


def add_missing_stages(draft: Draft, journey: str, block: Block, axes: Axes, at: Place) -> Axes:
    """Add a stage at the end of a map for each column of a block that has no step; return the new axes."""
    last = max(across for across, _ in block.places) + at[0]
    name = tr("New stage", draft.get(Journey, journey).language)
    new = [add_stage(draft, journey, name=name).id for _ in range(len(axes.steps), last + 1)]
    return Axes((*axes.steps, *(draft.steps_of(each)[0].id for each in new)), axes.lanes)


def block_of_table(table: Table, document: Queries, journey: str, axes: Axes) -> Block:
    """Return the cards of a table.

    If the first row consists of names of stages and steps of the map, or the first column of names of lanes,
    these cells are no cards, and the others begin where the names lead.
    """
    across_of, down_of = _named(table, document, journey, axes)
    cards = [
        (across_of.get(across, across), down_of.get(down, down), words)
        for across, down, words in table
        if (across or not down_of) and (down or not across_of)
    ]
    # Blank first rows and columns are part of a table without names.
    left = min(across for across, _, _ in cards) if across_of else int(bool(down_of))
    top = min(down for _, down, _ in cards) if down_of else int(bool(across_of))
    texts = [words for _, _, words in cards]

    def add(draft: Draft, cells: Sequence[Cell | None]) -> Pasted:
        pairs = zip(cells, texts, strict=True)
        return Pasted(tuple(add_card(draft, *cell, words).id for cell, words in pairs if cell is not None))

    places = tuple((across - left, down - top) for across, down, _ in cards)
    return Block(places, add, left if across_of else None, top if down_of else None)


def _named(
    table: Table, document: Queries, journey: str, axes: Axes
) -> tuple[dict[int, int], dict[int, int]]:
    """Return the columns of the map that a first row names, and the lanes that a first column names.

    They are by column and by row of the table, and empty without such names.
    """
    stages = [step.stage for step in document.columns_of(journey)]
    steps = [
        {step.name, document.get(Stage, step.stage).name if step.stage not in stages[:index] else ""}
        for index, step in enumerate(document.columns_of(journey))
    ]
    language = document.get(Journey, journey).language
    lanes = [{title_of(document.get(Lane, each), language)} for each in axes.lanes]
    heads = {across: words for across, down, words in table if down == 0}
    sides = {down: words for across, down, words in table if across == 0}
    width = max(across for across, _, _ in table) + 1
    height = max(down for _, down, _ in table) + 1
    cards = any(across and down for across, down, _ in table)
    across_of = _matched(heads, range(1, width), steps, stages) if cards else {}
    down_of = _matched(sides, range(1, height), lanes) if cards else {}
    if across_of and not down_of:
        # The first column has cards, too.
        return _matched(heads, range(width), steps, stages), {}
    if down_of and not across_of:
        return {}, _matched(sides, range(height), lanes)
    return across_of, down_of


def _matched(
    words: Mapping[int, str], places: range, names: Sequence[Collection[str]], groups: Sequence[str] = ()
) -> dict[int, int]:
    """Return the index in `names` for each place, or nothing if a word is no name.

    A blank cell continues the one before: it goes on to the next index of the same group if there is one.
    """
    found: dict[int, int] = {}
    folded = [{name.casefold() for name in each if name} for each in names]
    previous = -1
    for place in places:
        word = words.get(place, "").casefold()
        if word:
            fitting = [index for index, each in enumerate(folded) if word in each]
            # Several lanes can have the same name.
            unused = [index for index in fitting if index not in found.values()]
            previous = (unused or fitting or [-1])[0]
        elif previous + 1 in range(1, len(groups)) and groups[previous] == groups[previous + 1]:
            previous += 1
        if previous < 0:
            return {}
        found[place] = previous
    return found
