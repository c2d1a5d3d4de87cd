"""Free places on a map for new notes."""

from collections.abc import Iterator
from math import ceil, floor

from journey_editor.foundation.geometry import Box
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.note_layout import NOTE_HEIGHT, NOTE_WIDTH, NotePlace, nearest_place

_STEP = 16.0
"""Map units between the places that are tried."""
_GAP = 4.0
"""Map units between a note and what it should not cover."""


def place_of_note(layout: MapLayout, seen: Box) -> NotePlace:
    """Return the free place for a new note that is nearest to the middle of the visible part of the map.

    If there is none, it is the middle.
    """
    x, y = seen.center
    middle = Box(x - NOTE_WIDTH / 2, y - NOTE_HEIGHT / 2, NOTE_WIDTH, NOTE_HEIGHT)
    across, down = _nearest_free(layout, middle, seen)
    return nearest_place(layout, middle.moved(across * _STEP, down * _STEP))


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
