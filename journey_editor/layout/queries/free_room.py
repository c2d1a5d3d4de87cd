"""Room in a cell beside the cards that cover it from other cells."""

from collections.abc import Collection, Iterable

from journey_editor.foundation.geometry import Box
from journey_editor.layout.boxes import CardLayout, CellLayout, MapLayout
from journey_editor.layout.queries.hit_testing import cards_in, covering
from journey_editor.layout.theme import CARD_GAP


def free_room(layout: MapLayout, cell: CellLayout, moving: Collection[str] = ()) -> Box:
    """Return the highest part of an empty cell that no card covers, unless it is moving.

    A card over several lanes in a stack of its own leaves the part beside it.
    """
    covers = [each for each in (*covering(layout, cell), *talls_in(layout, cell)) if each.id not in moving]
    room = beside(layout, cell, covers)
    boxes = sorted((each.box for each in covers if each.box.overlaps(room)), key=lambda box: box.y)
    tops = [room.y, *(box.bottom for box in boxes)]
    bottoms = [*(box.y for box in boxes), room.bottom]
    top, bottom = max(zip(tops, bottoms, strict=True), key=lambda room: room[1] - room[0])
    return Box(room.x, top, room.width, bottom - top)


def beside(layout: MapLayout, cell: CellLayout, cards: Iterable[CardLayout]) -> Box:
    """Return the part of a cell beside those of some cards that are in a stack of their own."""
    room = cell.box
    for each in cards:
        if in_own_stack(layout, cell, each):
            room = _before(room, each.box, rtl=layout.rtl)
    return room


def _before(room: Box, box: Box, *, rtl: bool) -> Box:
    """Return the part of a room before a box, in reading direction."""
    if rtl:
        left = max(room.x, box.right + CARD_GAP)
        return Box(left, room.y, max(room.right - left, 0.0), room.height)
    return Box(room.x, room.y, max(min(room.right, box.x - CARD_GAP) - room.x, 0.0), room.height)


def in_own_stack(layout: MapLayout, cell: CellLayout, card: CardLayout) -> bool:
    """Return True if a card over several lanes is beside the other cards of a cell."""
    if not card.last_lane:
        return False
    return card.box.right < cell.box.right - 1 if layout.rtl else cell.box.x + 1 < card.box.x


def talls_in(layout: MapLayout, cell: CellLayout) -> tuple[CardLayout, ...]:
    """Return the cards of a cell that cover further lanes."""
    return tuple(card for card in cards_in(layout, cell) if card.last_lane) if cell.body.wide else ()
