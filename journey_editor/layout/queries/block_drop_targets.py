"""Drop targets of cards that are dragged together: they keep their positions relative to each other."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import groupby

from journey_editor.foundation.geometry import Box, bounds
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.layout.boxes import CardLayout, MapLayout
from journey_editor.layout.queries.drop_targets import MARK, CardDrop, band_at, card_drop, card_drop_in
from journey_editor.layout.queries.hit_testing import cell_of
from journey_editor.model import kinds


@dataclass(frozen=True, slots=True)
class BlockDrop:
    """Cards of one cell, in their order, and their common drop target."""

    cards: tuple[str, ...]
    drop: CardDrop


def block_drop(
    layout: MapLayout,
    grabbed: str,
    cards: Sequence[str],
    start: tuple[float, float],
    at: tuple[float, float],
    *,
    copying: bool = False,
) -> tuple[BlockDrop, ...]:
    """Return the drop targets of cards if one of them, `grabbed`, is dragged from `start` to `at`.

    All cards move by as many steps and lanes as the pointer, and stop together at an edge of the map. The
    grabbed card follows the pointer, and the others keep their distance from it.
    """
    moving = () if copying else cards
    first = card_drop(layout, *at, moving)
    if first is None or grabbed not in layout.cards:
        return ()
    columns = [step.id for step in layout.steps]
    rows = _rows(layout, {first.lane, *(layout.cards[each].lane for each in cards)})
    places = {each: _place(layout.cards[each], columns, rows) for each in cards}
    home = places[grabbed]
    ends = {part.id: _last_column(layout, part) for part in layout.cards.wide if part.id in places}
    xs = [*(x for x, _ in places.values()), *ends.values()]
    held = _nearest_column(layout, start, home[0], ends.get(grabbed, home[0]))
    right = _within(columns.index(first.step) - held, xs, len(columns))
    down = _within(
        rows.index(first.lane) - _held_row(layout, grabbed, start, rows, home[1]),
        [y for _, y in places.values()],
        len(rows),
    )
    drops = []
    for (column, row), group in groupby(cards, key=places.__getitem__):
        ids = tuple(group)
        cell = cell_of(layout, columns[column + right], rows[row + down])
        if cell is None:
            return ()
        card = layout.cards[grabbed if grabbed in ids else ids[0]]
        x, y = at if card.id == grabbed else (cell.box.center[0], card.box.center[1] + at[1] - start[1])
        drop = card_drop_in(layout, cell, x, y, moving)
        end = max((ends[each] for each in ids if each in ends), default=column) + right
        if end > column + right:
            first_step, *others = layout.steps[column + right : end + 1]
            beside = (step.column for step in others if step.band == first_step.band)
            across = bounds((first_step.column, *beside))
            # In an empty cell it goes to the top, but the other columns may have cards.
            y = drop.mark.y if drop.line else drop.mark.y - 4 - MARK / 2
            drop = replace(drop, mark=Box(across.x, y, across.width, MARK), line=True)
        drops.append(BlockDrop(ids, drop))
    return tuple(drops)


def _last_column(layout: MapLayout, part: CardLayout) -> int:
    """Return the index of the last column that a card covers."""
    covered = [index for index, step in enumerate(layout.steps) if step.column.overlaps(part.box)]
    return covered[-1]


def _nearest_column(layout: MapLayout, at: tuple[float, float], first: int, last: int) -> int:
    """Return the column, from one index to another, that is nearest to a position in its band."""
    x, band = at[0], band_at(layout, at[1])

    def away(index: int) -> tuple[int, float]:
        step = layout.steps[index]
        return abs(step.band - band), max(step.column.x - x, x - step.column.right, 0.0)

    return min(range(first, last + 1), key=away)


def _held_row(
    layout: MapLayout, card_id: str, start: tuple[float, float], rows: Sequence[str], home: int
) -> int:
    """Return the row in which a card is grabbed: one that covers several lanes is in several rows."""
    if not layout.cards[card_id].last_lane:
        return home
    under = [lane.id for lane in layout.lanes if lane.box.y <= start[1] < lane.box.bottom]
    above = [lane.id for lane in layout.lanes if lane.id in rows and lane.box.y <= start[1]]
    held = next((each for each in under if each in rows), above[-1] if above else rows[home])
    return max(rows.index(held), home)


def _rows(layout: MapLayout, needed: Collection[str]) -> list[str]:
    """Return the lanes that show cards, and those in `needed`."""
    lanes = [
        lane.id
        for lane in layout.lanes
        if lane.id in needed or (lane.kind in kinds.CARD_LANES and lane.collapsed is None)
    ]
    return list(dict.fromkeys(lanes))


def _place(card: CardLayout, columns: Sequence[str], rows: Sequence[str]) -> tuple[int, int]:
    return columns.index(card.step), rows.index(card.lane)


def _within(shift: int, places: Sequence[int], count: int) -> int:
    """Return the largest part of a shift that keeps all places within `count` places."""
    return min(max(shift, -min(places)), count - 1 - max(places))
