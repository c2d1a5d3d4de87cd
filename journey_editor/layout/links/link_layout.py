"""Layout of links from card to card: straight, or along the gaps between columns and lanes, with labels.

First the way of each link is chosen, as a list of gaps to follow in turn. Then the links at the same side
of a card get separate ports, and parallel ones in a gap get a track each. Labels are placed last.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import pairwise

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.geometry import Box, Point
from journey_editor.foundation.memo import memoised
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.layout import theme
from journey_editor.layout.band_layout import BandBuilder
from journey_editor.layout.boxes import LinkLayout, LinkLook, NoteLayout, PlacedCards
from journey_editor.layout.chart_boxes import ChartLayout
from journey_editor.layout.columns import Column
from journey_editor.layout.curve import at_x
from journey_editor.layout.group_layout import GROUP_GAP
from journey_editor.layout.links.labels import (
    DISC,
    ROOM_AT_LINE,
    ROOM_ON_LINE,
    narrow_width,
    with_labels,
)
from journey_editor.layout.links.roads import STAGE_STEP, Ground, Roads
from journey_editor.layout.links.tracks import STEP, Tracks
from journey_editor.layout.links.ways import PORT_INSET, Ports, add_lines, points_of
from journey_editor.model.records import Card, Link
from journey_editor.text.text_block import TextBlock
from journey_editor.text.typesetter import Typesetter
from journey_editor.wording.link_words import link_marks

WIDEST_GAP = 48.0
WIDEST_LABELLED = 72.0
"""Maximum width of a label for which the gap between two columns gets wider."""
MOST_ABOVE = 120.0
"""Maximum height of the gap for links above the stages."""
_BRIDGE = 5.0
"""Distance from a curve at which a link that passes it is interrupted."""
_OWN_LINES = ("", "dashed", "dotted")
"""Lines of the first, second and third kind with a name of its own."""
_BESIDE_RULE = 2.0
"""Distance of a label from a line across the map."""
_POINTER = 16.0
"""Distance of the arrow between two rows of stages from the next bend."""
_STEEP = 24.0
"""Maximum width of a part of a curve that a link must not pass, since it would run along it."""


@dataclass(frozen=True, slots=True)
class ColumnGaps:
    """Gaps between the columns of a map: their `usual` width, and the room for labels of links in addition.

    `before` and `after` have the width of this room at the side of a step.
    """

    usual: float
    before: Mapping[str, float]
    after: Mapping[str, float]


def column_gaps(
    rows: Sequence[Sequence[str]], links: Sequence[Link], cards: Mapping[str, Card], typesetter: Typesetter
) -> ColumnGaps:
    """Return the gaps between the steps of some rows; `cards` are the ends of links.

    All are as wide as the one with the most links needs it, so that the columns have equal distances. Only
    labels of links between neighbours make theirs wider.
    """
    place = {step: (row, at) for row, steps in enumerate(rows) for at, step in enumerate(steps)}
    used: Counter[tuple[int, int]] = Counter()
    at_side: Counter[tuple[str, bool]] = Counter()
    labelled: dict[tuple[str, str, bool], list[Link]] = {}
    for link in (link for link in links if link.source in cards and link.target in cards):
        one, other = cards[link.source], cards[link.target]
        if one.step not in place or other.step not in place:
            continue
        (row, at), (other_row, other_at) = place[one.step], place[other.step]
        last = len(rows[row]) - 1
        forwards = (row, at) < (other_row, other_at) or (one.step == other.step and at < max(1, last))
        ends = {(row, at if forwards else at - 1), (other_row, other_at - 1 if forwards else other_at)}
        used.update({(row, at if forwards else at - 1)} if one.step == other.step else ends)
        at_side.update({(link.source, forwards), (link.target, forwards == (one.step == other.step))})
        # A condition belongs to the start of its line. Other labels can be beside a line to another lane.
        beside = one.lane == other.lane or (link.kind == "branch" and one.step != other.step)
        if beside and (one.step == other.step or len(ends) == 1):
            labelled.setdefault((one.step, link.source, forwards), []).append(link)
    if not used:
        return ColumnGaps(theme.COLUMN_GAP, {}, {})
    sides: tuple[dict[str, float], dict[str, float]] = ({}, {})
    for (step, card, forwards), own in labelled.items():
        between = at_side[card, forwards] > 2
        widths = [_width_beside(link, typesetter, whole=between) for link in own]
        sides[forwards][step] = max(sides[forwards].get(step, 0.0), *widths)
    usual = min(WIDEST_GAP, max(theme.LINK_GAP, 2 * PORT_INSET + (max(used.values()) - 1) * STEP))
    return ColumnGaps(usual, *sides)


def _width_beside(link: Link, typesetter: Typesetter, *, whole: bool) -> float:
    """Return the width of the room beside a card for the label and the marks of a link.

    A label that is too long gets none. A `whole` one has only one line, since there are links above and below
    its own, which it interrupts.
    """
    marks = max(0.0, DISC * len(link_marks(link)) + PORT_INSET - theme.LINK_GAP)
    if not link.label:
        return marks
    if whole:
        width = typesetter.width(link.label, theme.LINK_LABEL) + 1
        if width <= WIDEST_LABELLED:
            return max(marks, width + ROOM_ON_LINE)
    width = narrow_width(link.label, typesetter, WIDEST_LABELLED)
    return max(marks, width and width + ROOM_AT_LINE)


def margins(
    rows: Sequence[Sequence[Column]],
    links: Sequence[Link],
    cards: Mapping[str, Card],
    spans: Mapping[str, Sequence[str]],
) -> tuple[float, float]:
    """Return the widths of the gaps for links to the left and to the right of all columns of a map.

    `rows` are the columns of each row of stages, `cards` the ends of links, and `spans` the steps of cards
    that span several.
    """
    row_of = {
        each: index
        for index, row in enumerate(rows)
        for column in row
        for each in (column.step, column.stage)
    }
    ends = [
        tuple(row_of.get(cards[end].step if end in cards else end) for end in link.ends) for link in links
    ]
    between = sum(one != other for one, other in ends)
    if between:
        width = min(WIDEST_GAP, max(theme.LINK_GAP, 2 * PORT_INSET + (between - 1) * STEP))
        return width, width
    alone = any(len(row) == 1 and (index, index) in ends for index, row in enumerate(rows))
    # A link from or to a card in the last column may have to go around one that reaches it from the left.
    last = {row[-1].step for row in rows if row}
    reached = last.intersection(step for steps in spans.values() for step in steps)
    around = bool(reached) and any(
        not reached.isdisjoint(spans.get(end, (cards[end].step,)))
        for link in links
        if link.source
        for end in link.ends
    )
    return 0.0, theme.LINK_GAP if alone or around else 0.0


def room_above(stages: Set[str], links: Sequence[Link]) -> float:
    """Return the height above the chevrons of a row of stages for the links that begin or end there."""
    own = [link for link in links if not stages.isdisjoint((link.source_stage, link.target_stage))]
    if not own:
        return 0.0
    each = STAGE_STEP if any(link.label for link in own) else STEP
    return min(MOST_ABOVE, STAGE_STEP + (len(own) - 1) * each)


def lay_out_links(
    links: Sequence[Link],
    cards: PlacedCards,
    builder: BandBuilder,
    rows: Sequence[Sequence[Column]],
    bands: Sequence[Box],
    notes: Sequence[NoteLayout],
    outer: tuple[float, float],
) -> tuple[LinkLayout, ...]:
    """Lay out the links whose ends are both on the map; `rows` are the columns of each of `bands`.

    `outer` are the widths of the gaps for links to the left and to the right of all columns.
    """
    stages = {stage.id: stage for stage in builder.stages}
    shown = [
        link
        for link in links
        if (link.source in cards and link.target in cards)
        or (link.source_stage in stages and link.target_stage in stages)
    ]
    if not shown:
        return ()
    obstacles = [box for chart in builder.charts for box in _inside(chart)]
    obstacles += [text.box for text in _texts_of_lanes(builder)]
    frames = [chart.frame for chart in builder.charts]
    at_groups = dict(_gaps_at_groups(builder))
    ground = Ground(builder.lanes, builder.cells, cards, rows, bands, obstacles, frames, outer, at_groups)
    roads = Roads(ground)
    ways = []
    for link in shown:
        raise_if_cancelled()
        if link.source_stage:
            ways.append(roads.way_of_stages(stages[link.source_stage], stages[link.target_stage]))
        else:
            ends = roads.nearest_parts(cards[link.source], cards[link.target])
            ways.append(roads.way(*ends, link.kind))
    ports, tracks = Ports(ways), Tracks()
    lines = [add_lines(way, *ports.of(number), tracks) for number, way in enumerate(ways)]
    places = tracks.places()
    laid_out = []
    names = list(dict.fromkeys(link.name for link in shown if link.kind == "own"))
    for number, (link, way, own) in enumerate(zip(shown, ways, lines, strict=True)):
        points = points_of(way, *ports.of(number), [places[line] for line in own])
        bridges = tuple(_bridges(points, builder.charts))
        line = link.line
        if link.kind == "own" and not line:
            # Without colours, too, kinds with other names look different.
            line = _OWN_LINES[names.index(link.name) % len(_OWN_LINES)]
        pointer = _pointer(points, bands)
        laid_out.append(
            _laid_out(link.id, link.kind, link.color, line, link.strong, points, bridges, pointer)
        )
    labels = tuple(link.label for link in shown)
    marks = tuple([link_marks(link) for link in shown])
    if not any(labels) and not any(marks):
        return tuple(laid_out)
    area = Box(bands[0].x, bands[0].y, bands[0].width, bands[-1].bottom - bands[0].y)
    hairlines = tuple(lane.box.y for lane in builder.lanes if lane.hairline)
    boxes = tuple(_taken(cards, builder, notes))
    return with_labels(
        tuple(laid_out), labels, marks, area, boxes, hairlines, builder.typesetter, builder.number
    )


@memoised(8192)
def _laid_out(
    link_id: str,
    kind: str,
    color: int | None,
    line: str,
    strong: bool,
    points: tuple[Point, ...],
    bridges: tuple[Box, ...],
    pointer: tuple[Point, Point] | None,
) -> LinkLayout:
    """Return a link without its label; the same object as long as it is unchanged, to draw it only once."""
    return LinkLayout(link_id, LinkLook(kind, color, line, strong), points, bridges, pointer=pointer)


def _inside(chart: ChartLayout) -> Iterator[Box]:
    """Yield the boxes in a chart that no link may cross: points, labels, names, and steep parts of curves."""
    reach = theme.FACE / 2 + 1
    for curve in (*chart.curves, *chart.others):
        for point in curve.points:
            yield Box(point.x - reach, point.y - reach, 2 * reach, 2 * reach)
            if point.label_box is not None:
                yield point.label_box
        if curve.name is not None:
            yield curve.name.box
        for stretch in curve.stretches:
            (left, top), (right, bottom) = stretch.path[0], stretch.path[3]
            if right - left < _STEEP and abs(bottom - top) > right - left:
                yield Box(left, min(top, bottom), right - left, abs(bottom - top))


def _gaps_at_groups(builder: BandBuilder) -> Iterator[tuple[float, tuple[float, float]]]:
    """Yield the ends of the gaps for links below the headings of groups and at their ends, by the y there."""
    for heading in builder.lane_groups:
        if heading.folded is None:
            top, bottom = heading.header.bottom, heading.box.bottom
            yield round(top, 3), (top, top + theme.LANE_PADDING)
            for y in (bottom - GROUP_GAP, bottom):
                yield round(y, 3), (bottom - GROUP_GAP - theme.LANE_PADDING, bottom + theme.LANE_PADDING)


def _texts_of_lanes(builder: BandBuilder) -> Iterator[TextBlock]:
    """Yield the texts between the columns: names of personas, and the numbers of cards in collapsed rows."""
    for group in builder.persona_lanes:
        yield _narrowed(group.name)
    for text in (*(lane.collapsed for lane in builder.lanes), *(row.folded for row in builder.lane_groups)):
        if text is not None:
            yield _narrowed(text)


def _narrowed(block: TextBlock) -> TextBlock:
    width = max((line.width for line in block.lines), default=0.0)
    return TextBlock(block.x, block.y, width, block.style, block.ascent, block.lines)


def _bridges(points: Sequence[Point], charts: Sequence[ChartLayout]) -> Iterator[Box]:
    """Yield the boxes in which a link is interrupted, since a curve passes it there."""
    for (x, y0), (x1, y1) in pairwise(points):
        if x != x1:
            continue
        top, bottom = min(y0, y1), max(y0, y1)
        for chart in charts:
            frame = chart.frame
            if not (frame.x < x < frame.right and frame.y < bottom and top < frame.bottom):
                continue
            for curve in (*chart.curves, *chart.others):
                for stretch in curve.stretches:
                    if stretch.path[0][0] <= x <= stretch.path[3][0]:
                        near = [at_x(stretch.path, x + shift) for shift in (-2.0, 0.0, 2.0)]
                        yield Box(x - 2, min(near) - _BRIDGE, 4, max(near) - min(near) + 2 * _BRIDGE)


def _pointer(points: Sequence[Point], bands: Sequence[Box]) -> tuple[Point, Point] | None:
    """Return two points near the end of the part of a link between two bands, or None."""
    for (x0, y0), (x1, y1) in pairwise(points) if len(bands) > 1 else ():
        if y0 == y1 and any(above.bottom < y0 < below.y for above, below in pairwise(bands)):
            ahead = _POINTER if x0 < x1 else -_POINTER
            return (x1 - 2 * ahead, y1), (x1 - ahead, y1)
    return None


def _taken(cards: PlacedCards, builder: BandBuilder, notes: Sequence[NoteLayout]) -> Iterator[Box]:
    """Yield the boxes of everything that labels of links must not cover, except for links."""
    yield from (card.box for card in cards.values())
    yield from (part.box for part in cards.wide)
    yield from (stage.box for stage in builder.stages)
    yield from (step.header for step in builder.steps if step.header is not None)
    yield from (lane.label for lane in builder.lanes)
    yield from (group.header for group in builder.persona_lanes)
    yield from (heading.header for heading in builder.lane_groups)
    yield from (text.box for text in _texts_of_lanes(builder))
    yield from (chart.frame for chart in builder.charts)
    yield from (note.box for note in notes)
    yield from (lane.rule.grown(_BESIDE_RULE) for lane in builder.lanes if lane.rule is not None)
