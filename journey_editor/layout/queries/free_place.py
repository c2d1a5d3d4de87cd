"""Free places on a map for new notes."""

from collections.abc import Iterator, Sequence
from math import ceil, floor

from journey_editor.foundation.geometry import Box
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.note_layout import NOTE_HEIGHT, NOTE_WIDTH, NotePlace, nearest_place, shared_area
from journey_editor.layout.queries.hit_testing import box_of_cell, cards_in, cell_of, covering
from journey_editor.model.document import Cell

_STEP = 16.0
"""Map units between the places that are tried."""
_GAP = 4.0
"""Map units between a note and what it should not cover."""


def place_of_note(
    layout: MapLayout, seen: Box, selected: Sequence[str] = (), cell: Cell | None = None
) -> NotePlace:
    """Return the place for a new note: at the only selected card, or in the cell in focus if it is in view.

    Otherwise it is the free place that is nearest to the middle of the visible part of the map, or the middle
    if there is none.
    """
    place = None
    if len(selected) == 1:
        place = _place_at_card(layout, selected[0])
    elif cell is not None and not selected:
        place = _place_in_cell(layout, cell, seen)
    return place or _free_place(layout, seen)


def _free_place(layout: MapLayout, seen: Box) -> NotePlace:
    x, y = seen.center
    middle = Box(x - NOTE_WIDTH / 2, y - NOTE_HEIGHT / 2, NOTE_WIDTH, NOTE_HEIGHT)
    across, down = _nearest_free(layout, middle, seen)
    return nearest_place(layout, middle.moved(across * _STEP, down * _STEP))


def _place_at_card(layout: MapLayout, card_id: str) -> NotePlace | None:
    """Return the place for a new note at a card, or None if the card is not on the map.

    It is at the lower right corner, over nothing but the padding of the card, or at another side of the card
    if it covers less of the map there.
    """
    card = layout.cards.get(card_id)
    if card is None:
        return None
    box, into = card.box, 6.0
    below, middle = box.bottom - into, box.center[1] - NOTE_HEIGHT / 2
    corner, end = box.width - into, box.width - NOTE_WIDTH
    places = ((corner, below), (end, below), (0.0, below), (corner, middle), (into - NOTE_WIDTH, middle))
    across, top = min(places, key=lambda place: _cost(layout, card_id, _at(layout, box, *place)))
    return NotePlace(across, top - box.y, card=card_id)


def _place_in_cell(layout: MapLayout, cell: Cell, seen: Box) -> NotePlace | None:
    """Return the place for a new note in a cell, below its cards, or None if the cell is not in view."""
    box = box_of_cell(layout, *cell)
    if box is None or not box.overlaps(seen):
        return None
    lane = next(each for each in layout.lanes if each.id == cell[1] and each.box.overlaps(box))
    if lane.collapsed is not None:
        return None
    found = cell_of(layout, *cell)
    cards = () if found is None else (*cards_in(layout, found), *covering(layout, found))
    free = max((card.box.bottom for card in cards), default=box.y) + _GAP
    top = max(box.y, min(free, box.bottom - NOTE_HEIGHT))
    column = next(each.column for each in layout.steps if each.id == cell[0])
    return NotePlace((column.width - NOTE_WIDTH) / 2, top - lane.box.y, step=cell[0], lane=cell[1])


def _at(layout: MapLayout, ground: Box, across: float, top: float) -> Box:
    """Return the box of a note at a distance from the start of another box, in reading direction."""
    x = ground.right - across - NOTE_WIDTH if layout.rtl else ground.x + across
    return Box(x, top, NOTE_WIDTH, NOTE_HEIGHT)


def _cost(layout: MapLayout, card_id: str, note: Box) -> float:
    """Return the area that a note covers of anything but its card, or that lies beyond the map."""
    own = layout.cards[card_id].box
    covered = sum(shared_area(each, note) for each in _obstacles(layout) if each != own)
    sheet = Box(0.0, 0.0, layout.width, layout.height)
    return round(covered + note.width * note.height - shared_area(sheet, note))


def _nearest_free(layout: MapLayout, middle: Box, seen: Box) -> tuple[int, int]:
    """Return the number of steps from the middle to the nearest free place, across and down."""
    across = max(0, int((seen.width - middle.width) / 2 / _STEP))
    down = max(0, int((seen.height - middle.height) / 2 / _STEP))
    # A byte for each place, because the view of a large map has a hundred thousand of them.
    taken = [bytearray(2 * across + 1) for _ in range(2 * down + 1)]
    for box in _obstacles(layout):
        columns = _overlapping(box.x - middle.right, box.right - middle.x, across)
        rows = _overlapping(box.y - middle.bottom, box.bottom - middle.y, down)
        for row in taken[rows]:
            row[columns] = b"\1" * (columns.stop - columns.start)
    free = [
        ((column - across) ** 2 + index**2, column - across, index)
        for index, row in enumerate(taken, start=-down)
        for column in (row.find(0, across), row.rfind(0, 0, across))
        if column >= 0
    ]
    return min(free)[1:] if free else (0, 0)


def _overlapping(low: float, high: float, reach: int) -> slice:
    """Return the places along one axis that lie between two distances from the middle, with a gap."""
    start = max(0, floor((low - _GAP) / _STEP) + 1 + reach)
    return slice(start, max(start, min(2 * reach + 1, ceil((high + _GAP) / _STEP) + reach)))


def _obstacles(layout: MapLayout) -> Iterator[Box]:
    """Yield the boxes of everything that a note should not cover."""
    yield from (card.box for card in layout.cards.values())
    yield from (stage.box for stage in layout.stages)
    yield from (step.head for step in layout.steps if step.head is not None)
    yield from (lane.label for lane in layout.lanes)
    yield from (chart.frame for chart in layout.charts)
    yield from (note.box for note in layout.notes)
    yield from (group.header for group in layout.persona_lanes)
    yield from (group.header for group in layout.lane_groups)
    yield from (persona.box for persona in layout.header.personas)
    yield layout.header.title.box
    yield from (field.box for field in layout.header.fields)
    yield layout.footer.box
    yield from (link.label.box for link in layout.links if link.label is not None)
    yield from (link.disc for link in layout.links if link.disc is not None)
    for link in layout.links:
        yield from (
            Box(min(a[0], b[0]), min(a[1], b[1]), abs(a[0] - b[0]), abs(a[1] - b[1]))
            for a, b in zip(link.points, link.points[1:], strict=False)
        )
