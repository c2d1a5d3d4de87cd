"""Free places on a map for new notes."""

from collections.abc import Iterator

from journey_editor.foundation.geometry import Box
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.map_layout import NOTE_HEIGHT, NOTE_WIDTH

_STEP = 16.0
"""Map units between the places that are tried."""


def free_place(layout: MapLayout, near: Box, within: Box) -> Box:
    """Return the box of the same size as `near` that covers nothing and is nearest to it, inside `within`.

    If there is none, it is `near` itself.
    """
    taken = [box.grown(4) for box in _things(layout) if box.overlaps(within)]
    columns = range(int((within.width - near.width) / _STEP) + 1)
    rows = range(int((within.height - near.height) / _STEP) + 1)
    tried = [
        near,
        *(
            near.moved(within.x + column * _STEP - near.x, within.y + row * _STEP - near.y)
            for column in columns
            for row in rows
        ),
    ]
    x, y = near.center
    tried.sort(key=lambda box: (box.center[0] - x) ** 2 + (box.center[1] - y) ** 2)
    return next((box for box in tried if not any(box.overlaps(each) for each in taken)), near)


def place_of_note(layout: MapLayout, seen: Box) -> tuple[float, float]:
    """Return the free place for a new note that is nearest to the middle of the visible part of the map.

    The first coordinate counts from the side on which the map begins.
    """
    x, y = seen.center
    near = Box(x - NOTE_WIDTH / 2, y - NOTE_HEIGHT / 2, NOTE_WIDTH, NOTE_HEIGHT)
    box = free_place(layout, near, seen)
    across = layout.width - box.right if layout.rtl else box.x
    return max(0.0, across), max(0.0, box.y)


def _things(layout: MapLayout) -> Iterator[Box]:
    """Yield the boxes of everything that a note should not cover."""
    yield from (card.box for card in layout.cards.values())
    yield from (stage.box for stage in layout.stages)
    yield from (step.header for step in layout.steps if step.header is not None)
    yield from (lane.label for lane in layout.lanes)
    yield from (chart.frame for chart in layout.charts)
    yield from (note.box for note in layout.notes)
    yield from (group.header for group in layout.persona_lanes)
    yield from (persona.box for persona in layout.header.personas)
    yield layout.header.title.box
    if layout.header.subtitle is not None:
        yield layout.header.subtitle.box
    yield layout.footer.box
    for link in layout.links:
        yield from (
            Box(min(a[0], b[0]), min(a[1], b[1]), abs(a[0] - b[0]), abs(a[1] - b[1]))
            for a, b in zip(link.points, link.points[1:], strict=False)
        )
