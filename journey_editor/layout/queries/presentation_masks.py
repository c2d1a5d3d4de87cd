"""Parts of a map that a presentation hides: what is not uncovered yet, and what is outside a stop."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

from journey_editor.foundation.geometry import Box, bounds
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.queries.headers import AROUND, column_heads
from journey_editor.layout.queries.presentation_stops import (
    PAD,
    PAD_Y,
    Span,
    Step,
    Stop,
    Uncovering,
    along,
    around,
    band_of,
    rows_of,
)

_TIP = 10.5
"""Map units from the end of a stage to beyond the tip of its chevron."""
_AROUND_CARD = 7.0
"""Map units around a card that show its edge and its star, and nothing of the next card."""
_FAR = 1e5
"""Map units beyond every map."""


@dataclass(frozen=True, slots=True)
class Mask:
    """Areas to hide: on the map, in the stage headers, and in the lane names."""

    map: tuple[Box, ...] = ()
    heads: tuple[Box, ...] = ()
    names: tuple[Box, ...] = ()


def covered(layout: MapLayout, found: Sequence[Stop], taken: Sequence[Step], uncovering: Uncovering) -> Mask:
    """Return the mask over all that the steps `taken` so far have not uncovered."""
    if uncovering == "off" or not layout.steps:
        return Mask()
    areas = _areas_of_stages(layout)
    if uncovering == "stage":
        shown = {each for step in taken for each in step.stages}
        hidden = [areas[stage.id] for stage in layout.stages if stage.id in areas and stage.id not in shown]
        return Mask(_sparing(hidden, _wide(layout, lambda stage, _: stage in shown)), tuple(hidden))
    uncovered = {(found[step.stop].stages, lane) for step in taken for lane in step.lanes}
    reached = {found[step.stop].stages for step in taken}
    on_map: list[Box] = []
    heads: list[Box] = []
    for group in dict.fromkeys(stop.stages for stop in found):
        area = bounds(areas[stage] for stage in group)
        if group not in reached:
            on_map.append(area)
            heads.append(area)
            continue
        band = band_of(layout, group[0])
        on_map += [
            Box(area.x, row.top, area.width, row.bottom - row.top)
            for row in rows_of(layout, band)
            if (group, row.id) not in uncovered
        ]
    known = {lane for _, lane in uncovered}
    names = [
        Box(row.label.x - PAD, row.top, row.label.width + 2 * PAD, row.bottom - row.top)
        for band in range(len(layout.bands))
        for row in rows_of(layout, band)
        if row.id not in known
    ]
    begun = {(stage, lane) for group, lane in uncovered for stage in group}
    cards = _wide(layout, lambda stage, lane: (stage, lane) in begun)
    return Mask((*_sparing(on_map, cards), *names), tuple(heads), tuple(names))


def outside(layout: MapLayout, stop: Stop) -> Mask:
    """Return the mask over all that is not part of a stop. Cards that go on beyond it are part of it."""
    if not stop.stages:
        return Mask()
    behind, ahead = -_FAR, _FAR
    start, end = along(layout, stop.box)
    above, below = stop.box.y - PAD_Y, stop.box.bottom + PAD_Y
    before, after = (behind, start - PAD), (end + _TIP, ahead)
    others = (
        _upright(layout, before, -_FAR, _FAR),
        _upright(layout, after, -_FAR, _FAR),
        _upright(layout, (start - PAD, end + _TIP), -_FAR, above),
        _upright(layout, (start - PAD, end + _TIP), below, _FAR),
    )
    # The tip of the chevron before reaches nearly to the start.
    heads = (_upright(layout, (behind, start - 1.5), -_FAR, _FAR), others[1])
    names = (_upright(layout, (behind, ahead), -_FAR, above), _upright(layout, (behind, ahead), below, _FAR))
    cards = [part.box.grown(_AROUND_CARD) for part in layout.cards.wide if part.box.overlaps(stop.box)]
    return Mask(_sparing(others, cards), heads, names)


def _wide(layout: MapLayout, begun: Callable[[str, str], bool]) -> list[Box]:
    """Return the boxes of the cards over several steps for whose first stage and lane `begun` is true."""
    stage_of = {step.id: step.stage for step in layout.steps}
    return [
        part.box.grown(_AROUND_CARD) for part in layout.cards.wide if begun(stage_of[part.step], part.lane)
    ]


def _sparing(areas: Iterable[Box], cards: Sequence[Box]) -> tuple[Box, ...]:
    """Return areas without the boxes of some cards."""
    for card in cards:
        areas = [piece for area in areas for piece in _without(area, card)]
    return tuple(areas)


def _without(area: Box, hole: Box) -> list[Box]:
    """Return the pieces of an area around a hole: above, below and at both sides of it."""
    if not area.overlaps(hole):
        return [area]
    top, bottom = max(area.y, hole.y), min(area.bottom, hole.bottom)
    pieces = (
        Box(area.x, area.y, area.width, top - area.y),
        Box(area.x, bottom, area.width, area.bottom - bottom),
        Box(area.x, top, hole.x - area.x, bottom - top),
        Box(hole.right, top, area.right - hole.right, bottom - top),
    )
    return [piece for piece in pieces if piece.width > 0 and piece.height > 0]


def below_the_map(layout: MapLayout) -> Box:
    """Return the area of the footer, and all below it."""
    return Box(-_FAR, layout.footer.box.y, 2 * _FAR, _FAR)


def _areas_of_stages(layout: MapLayout) -> Mapping[str, Box]:
    """Return for each stage its area from the headers to the bottom. The areas of a band have no gaps."""
    areas: dict[str, Box] = {}
    heads = {band.y: head for band, head in column_heads(layout)}
    for index, band in enumerate(layout.bands):
        head = heads.get(band.y)
        top = head.y - AROUND if head is not None else band.y
        own: dict[str, list[Span]] = {}
        for step in layout.steps:
            if step.band == index:
                own.setdefault(step.stage, []).append(along(layout, step.column))
        spans = sorted((around(each), stage) for stage, each in own.items())
        edges = [spans[0][0][0] - PAD] if spans else []
        for ((_, end), _), ((start, _), _) in pairwise(spans):
            # The tip of a chevron reaches into the gap before the next one.
            edges.append(min(max((end + start) / 2, end + _TIP), start - 1))
        edges += [spans[-1][0][1] + _TIP] if spans else []
        for (_, stage), (low, high) in zip(spans, pairwise(edges), strict=True):
            areas[stage] = _upright(layout, (low, high), top, band.bottom)
    return areas


def _upright(layout: MapLayout, along: Span, top: float, bottom: float) -> Box:
    """Return the box with an interval in reading direction."""
    low, high = (-along[1], -along[0]) if layout.rtl else along
    return Box(low, top, high - low, bottom - top)
