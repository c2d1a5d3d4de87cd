"""Layout of the cells of a lane in which cards span several columns.

The columns are laid out from left to right. A card that spans several takes the first vertical interval below
the cards before it in its own cell that is free of other such cards in all its columns. The cards of the
cells that it covers keep their order and go around it.
"""

from collections.abc import Sequence
from dataclasses import replace

from journey_editor.layout import theme
from journey_editor.layout.boxes import CardContent, CellBody
from journey_editor.layout.cells import CellContent, Contents, Interval, Part, lay_out_cell
from journey_editor.layout.columns import Column
from journey_editor.model.records import Card, Lane
from journey_editor.text.typesetter import Typesetter


def lay_out_spans(
    columns: Sequence[Column],
    cells: Sequence[CellContent],
    lane: Lane,
    spans: Sequence[tuple[Card, Sequence[str]]],
    contents: Contents,
    typesetter: Typesetter,
) -> list[CellBody]:
    """Return the bodies of a lane's cells in a band; `spans` are its cards that span several, with the steps.

    A card that is divided between bands has a part in each.
    """
    place = {column.step: index for index, column in enumerate(columns)}
    begin: dict[int, dict[str, tuple[CardContent, int]]] = {}
    for card, steps in spans:
        here = [place[step] for step in steps if step in place]
        if here:
            content = replace(
                contents.of(card.step, lane).cards[card.id],
                continued=card.step not in place,
                continues=steps[-1] not in place,
            )
            begin.setdefault(here[0], {})[card.id] = content, here[-1]
    taken: list[set[Interval]] = [set() for _ in columns]
    bodies = []
    for index, (column, cell) in enumerate(zip(columns, cells, strict=True)):
        own = begin.get(index, {})
        order = [
            *(card for card in own if card not in cell.cards),
            *(card for card in cell.cards if card in own),
        ]
        parts = []
        for card_id in order:
            content, last = own[card_id]
            width = columns[last].stack_edges[-1][1] - column.x
            around = set().union(*taken[index : last + 1])
            parts.append(Part(card_id, content, width, tuple(sorted(around))))
        body = lay_out_cell(cell, column, lane.id, typesetter, tuple(parts), tuple(sorted(taken[index])))
        for part in body.wide:
            room = part.box.y - theme.CARD_GAP, part.box.bottom + theme.CARD_GAP
            for covered in taken[index : own[part.id][1] + 1]:
                covered.add(room)
        bodies.append(body)
    return bodies
