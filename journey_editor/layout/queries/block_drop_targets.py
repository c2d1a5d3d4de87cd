"""Where cards that are dragged together land: they keep their places relative to each other."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby

from journey_editor.layout.boxes import CardLayout, MapLayout
from journey_editor.layout.queries.drop_targets import CardDrop, card_drop, card_drop_in
from journey_editor.layout.queries.hit_testing import cell_of


@dataclass(frozen=True, slots=True)
class Landing:
    """Cards of one cell, in their order, and where they land together."""

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
) -> tuple[Landing, ...]:
    """Where cards would land if one of them, `grabbed` at `start`, were let go; nowhere if it can't be there.

    All move by as many steps and lanes as the grabbed one; at an edge of the map all stop together. The one
    that was grabbed lands where the pointer is, the others as far from it as they were.
    """
    moving = () if copying else cards
    first = card_drop(layout, *at, moving)
    if first is None or grabbed not in layout.cards:
        return ()
    columns = [step.id for step in layout.steps]
    rows = _rows(layout, {first.lane, *(layout.cards[each].lane for each in cards)})
    places = {each: _place(layout.cards[each], columns, rows) for each in cards}
    home = places[grabbed]
    right = _within(columns.index(first.step) - home[0], [x for x, _ in places.values()], len(columns))
    down = _within(rows.index(first.lane) - home[1], [y for _, y in places.values()], len(rows))
    landings = []
    for (column, row), group in groupby(cards, key=places.__getitem__):
        ids = tuple(group)
        cell = cell_of(layout, columns[column + right], rows[row + down])
        if cell is None:
            return ()
        card = layout.cards[grabbed if grabbed in ids else ids[0]]
        x, y = at if card.id == grabbed else (cell.box.center[0], card.box.center[1] + at[1] - start[1])
        landings.append(Landing(ids, card_drop_in(layout, cell, x, y, moving)))
    return tuple(landings)


def _rows(layout: MapLayout, needed: Collection[str]) -> list[str]:
    """The lanes in which cards are seen, and those that are needed all the same."""
    lanes = [
        lane.id
        for lane in layout.lanes
        if lane.id in needed or (lane.kind != "emotion" and lane.collapsed is None)
    ]
    return list(dict.fromkeys(lanes))


def _place(card: CardLayout, columns: Sequence[str], rows: Sequence[str]) -> tuple[int, int]:
    return columns.index(card.step), rows.index(card.lane)


def _within(shift: int, places: Sequence[int], count: int) -> int:
    """The part of a shift by which all places stay among `count` ones."""
    return min(max(shift, -min(places)), count - 1 - max(places))
