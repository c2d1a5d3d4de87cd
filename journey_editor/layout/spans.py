"""Layout of the cells of a lane in which cards span several columns.

The columns are laid out from left to right. A card that spans several takes the first vertical interval below
the cards before it in its own cell that is free of other such cards in all its columns. The cards of the
cells that it covers keep their order and go around it.
"""

from collections.abc import Sequence
from dataclasses import field, replace

from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.layout import theme
from journey_editor.layout.boxes import CardContent, CellBody
from journey_editor.layout.cells import CellContent, Contents, Interval, Part, lay_out_cell
from journey_editor.layout.columns import Column
from journey_editor.model.records import Card, Lane
from journey_editor.text.typesetter import Typesetter


@dataclass(slots=True)
class Room:
    """Room for the cards of a cell in a column: those of the cell alone are in the part `inner` of it.

    `around` are the vertical intervals around which these go, and `across` those around which cards go that
    span several columns.
    """

    column: Column
    inner: Column
    around: set[Interval] = field(default_factory=set)
    across: set[Interval] = field(default_factory=set)


def lay_out_spans(
    rooms: Sequence[Room],
    cells: Sequence[CellContent],
    lane: Lane,
    spans: Sequence[tuple[Card, Sequence[str]]],
    contents: Contents,
    typesetter: Typesetter,
) -> tuple[list[CellBody], list[list[Interval]]]:
    """Return the bodies of a lane's cells in a band, and the intervals that wide cards take in each column.

    `spans` are its cards that span several columns, with the steps. A card that is divided between bands has
    a part in each.
    """
    place = {room.column.step: index for index, room in enumerate(rooms)}
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
    wide: list[list[Interval]] = [[] for _ in rooms]
    bodies = []
    for index, (room, cell) in enumerate(zip(rooms, cells, strict=True)):
        own = begin.get(index, {})
        order = [
            *(card for card in own if card not in cell.cards),
            *(card for card in cell.cards if card in own),
        ]
        parts = []
        for card_id in order:
            content, last = own[card_id]
            width = rooms[last].column.stack_edges[-1][1] - room.column.x
            around = set().union(*(each.across for each in rooms[index : last + 1]))
            parts.append(Part(card_id, content, width, tuple(sorted(around))))
        taken = tuple(sorted(room.around))
        body = lay_out_cell(cell, room.inner, lane.id, typesetter, tuple(parts), taken)
        for part in body.wide:
            interval = part.box.y - theme.CARD_GAP, part.box.bottom + theme.CARD_GAP
            last = own[part.id][1]
            for covered in rooms[index : last + 1]:
                covered.around.add(interval)
                covered.across.add(interval)
            for intervals in wide[index : last + 1]:
                intervals.append(interval)
        bodies.append(body)
    return bodies, wide
