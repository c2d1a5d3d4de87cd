"""Layout of emotion curves in their chart: level lines, points and segments."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import dist, sqrt

from journey_editor.foundation.geometry import Box, Point
from journey_editor.foundation.memo import memoised
from journey_editor.foundation.translation import tr
from journey_editor.layout import theme
from journey_editor.layout.chart_boxes import (
    ChartLayout,
    CurveLayout,
    Level,
    PointLayout,
    StretchLayout,
    TargetLine,
)
from journey_editor.layout.curve import shades_between, stretches
from journey_editor.layout.curve_plots import Plot, weaker
from journey_editor.layout.point_labels import (
    CAPSULE_X,
    CAPSULE_Y,
    CLEAR,
    INSIDE,
    MARK_HEIGHT,
    Tries,
    place_labels,
    point_label,
)
from journey_editor.layout.transform import lowered
from journey_editor.text.text_block import TextBlock
from journey_editor.text.typesetter import Typesetter
from journey_editor.wording import map_words
from journey_editor.wording.curve_scales import levels_of

LEVEL_STEP = 42.0
PAD = 24.0
STRIP_STEP, STRIP_PAD = 24.0, 18.0
"""Distance between the levels of a strip of one curve, and the minimum space above and below them."""
GROWTH = 24.0
"""Height by which a chart grows at a time until its labels fit."""
MOST_GROWTH = 40
FREE_ROWS = 2
"""Rows of labels for which there is usually room above and below the curves of a chart."""
CLOSE = 24.0
"""Minimum distance between markers; points of a curve that are closer become dots."""
LEVEL_WORDS = 110.0
"""Distance from the frame to the left edge of the words at the level lines."""
WIDEST_LEVEL_WORD = 74.0
NAME_TOP = STRIP_PAD - theme.LEVEL_TEXT.line_height / 2
"""Distance from the top of a strip to its name, which is next to the words at the best level."""
LEFT_OF_NAMES = theme.MARGIN + 14.0
"""The x of the names beside strips: that of the icons of lanes."""
END_RING = 4.5
"""Distance by which the ring of the end of a curve extends beyond its sign."""
MOST_ASIDE = 3 * theme.FACE
"""Maximum distance by which a sign moves aside so that it overlaps no other curve's."""
DOT = 3.0
"""Radius of a point without a marker."""
OTHER_SIGN = 5.0
"""Radius of the sign of a point of another journey."""
_BESIDE_TARGET = 6.0
"""Distance of the words of a target from the side of the chart."""
_ROUNDING = 1e-6


def lay_out_chart(
    lane: str,
    band: int,
    frame: Box,
    label_bottom: float,
    drawn: tuple[Plot, ...],
    names: tuple[str, ...],
    typesetter: Typesetter,
    *,
    strip: bool = False,
    number: int = 1,
) -> ChartLayout:
    """Lay out curves in one chart, from the top left corner of `frame`, which has the minimum height.

    `label_bottom` is the distance that the lane's title extends down next to the level labels. `names` are
    those at the curves if there are several. `number` is the first one for labels without room. Those of
    curves of another journey are left out if there is no room.
    """
    chart = _chart(frame.x, frame.width, frame.height, label_bottom, drawn, names, typesetter, strip, number)
    return replace(lowered(chart, frame.y), lane=lane, band=band)


@memoised(64)
def _chart(
    x: float,
    width: float,
    least: float,
    label_bottom: float,
    drawn: tuple[Plot, ...],
    names: tuple[str, ...],
    typesetter: Typesetter,
    strip: bool,
    number: int,
) -> ChartLayout:
    """Lay out a chart at y 0. It is memoised, since placing the labels at every edit would be slow."""
    own, others = [plot for plot in drawn if not plot.other], [plot for plot in drawn if plot.other]
    alone = strip and 1 in (len(own), len(drawn))
    step, least_pad = (STRIP_STEP, STRIP_PAD) if alone else (LEVEL_STEP, PAD)
    labels, of_others = _labels(own, typesetter.language), _labels(others, typesetter.language)
    levels = _levels(drawn[0] if drawn else None, x, typesetter)
    figures = bool(drawn) and bool(drawn[0].curve.figures)
    height = max(4 * step, (len(levels) - 1) * _closest(levels))
    above, below = _label_rooms(own, labels, height / 4, typesetter)
    pad = max(least_pad, above, label_bottom + theme.LEVEL_TEXT.line_height / 2)
    name_of = dict(zip([plot.curve.id for plot in drawn], names, strict=True))
    beside = _name_beside(drawn[0], x, typesetter) if alone else None
    if beside is not None:
        least = max(least, beside.bottom + 4)
    if beside is not None or len(drawn) == len(own) == 1:
        # It is beside the strip, or in the legend.
        del name_of[drawn[0].curve.id]
    tries = Tries()
    # If there is no room at any height, labels that do not fit directly at their points become numbers.
    for growth in (0, *range(_likely_growth(labels, width, typesetter), MOST_GROWTH), None):
        if growth and tries.are_up:
            continue
        top = pad + (growth or 0) * GROWTH
        pad_below = max(least_pad, below)
        bottom = max(top + height, least - pad_below)
        room = Box(x, 0.0, width, bottom + pad_below)
        placed = tuple(lowered(each, top + (bottom - top) * (1 - each.value) / 2) for each in levels)
        chart = ChartLayout("", 0, strip, room, top, bottom, placed, (), figures=figures)
        signs: list[tuple[Point, float]] = []
        curves = [_curve(plot, chart, signs) for plot in (*own, *others)]
        labelled = place_labels(
            curves,
            labels,
            name_of,
            room,
            typesetter,
            leaders=bool(growth),
            tries=tries,
            number=number if growth is None else None,
            optional=of_others,
        )
        if labelled is not None:
            break
    ready = labelled or curves
    if beside is not None:
        ready[0] = replace(ready[0], name=beside)
    of_own, of_other = ready[: len(own)], ready[len(own) :]
    towards = _shaded_towards(own, of_own, others, of_other)
    shaded = tuple(
        replace(curve, shades=_shades(curve, to)) if plot.curve.shaded and to is not None else curve
        for plot, curve, to in zip(own, of_own, towards, strict=True)
    )
    targets = _targets(drawn[0], chart, shaded[0], typesetter) if figures and shaded else ()
    return replace(chart, curves=shaded, others=tuple(of_other), targets=targets)


def _targets(
    plot: Plot, chart: ChartLayout, curve: CurveLayout, typesetter: Typesetter
) -> tuple[TargetLine, ...]:
    """Return the lines of the targets; their words are at the end that is farther from the curve."""
    lines = []
    for value, words in plot.targets:
        y = chart.y_of(value)
        ends = [abs(point.y - y) for point in (*curve.points[:1], *curve.points[-1:])]
        width = min(typesetter.width(words, theme.LEVEL_TEXT) + 1, chart.frame.width / 2)
        at_end = not ends or ends[-1] >= ends[0]
        x = chart.frame.right - width - _BESIDE_TARGET if at_end else chart.frame.x + _BESIDE_TARGET
        text = typesetter.block(words, theme.LEVEL_TEXT, x, 0.0, width)
        # A target at the upper edge has its words below it.
        top = y - text.height - 1 if y - text.height > chart.frame.y + 2 else y + 1
        lines.append(TargetLine(y, replace(text, y=top)))
    return tuple(lines)


def _shaded_towards(
    own: Sequence[Plot],
    curves: Sequence[CurveLayout],
    others: Sequence[Plot],
    of_other: Sequence[CurveLayout],
) -> list[CurveLayout | None]:
    """Return the curve up to which the area of each curve is shaded.

    It is that of the other journey with which it is compared, or else the next one, or None after the last.
    """
    partner_of = dict(zip([plot.partner for plot in others], of_other, strict=True))
    following = [*curves[1:], None]
    return [partner_of.get(plot.curve.id, each) for plot, each in zip(own, following, strict=False)]


def _likely_growth(labels: Mapping[str, str], width: float, typesetter: Typesetter) -> int:
    """Return how often a chart must grow at least if its labels do not fit next to their points.

    Rows of labels above and below the curves have room for about half of all.
    """
    area = 0.0
    for text in labels.values():
        said = point_label(text, typesetter)
        area += (said.width + 2 * CAPSULE_X + CLEAR) * (said.height + 2 * CAPSULE_Y + CLEAR)
    return min(max(1, round(area / width / GROWTH) - FREE_ROWS), MOST_GROWTH - 1)


def _name_beside(plot: Plot, left: float, typesetter: Typesetter) -> TextBlock:
    """Return the name of the curve of a strip, to the left of the words at its levels."""
    words = _words_of(plot, typesetter.language)
    widest = max(typesetter.width(word, theme.LEVEL_TEXT) for word in words)
    right = left - LEVEL_WORDS + WIDEST_LEVEL_WORD - min(widest, WIDEST_LEVEL_WORD) - 12
    return typesetter.block(plot.name, theme.POINT_LABEL, LEFT_OF_NAMES, NAME_TOP, right - LEFT_OF_NAMES)


def _levels(plot: Plot | None, left: float, typesetter: Typesetter) -> tuple[Level, ...]:
    """Return the levels of the scale of a curve, all at y 0."""
    words: tuple[str, ...] = map_words.level_words("words", typesetter.language)
    sign = "faces"
    if plot is not None:
        words, sign = _words_of(plot, typesetter.language), "" if plot.curve.figures else plot.curve.signs
    levels = []
    for index, text in enumerate(words):
        value = 1 - 2 * index / (len(words) - 1)
        face = Box(left - 20 - theme.FACE / 2, -theme.FACE / 2, theme.FACE, theme.FACE)
        said = number = None
        if text:
            # Without a sign, the words have its place.
            at = left - LEVEL_WORDS + (0.0 if sign else theme.FACE)
            said = typesetter.block(text, theme.LEVEL_TEXT, at, 0, WIDEST_LEVEL_WORD, "right")
            said = replace(said, y=-said.height / 2)
        if sign == "numbers":
            number = typesetter.centered(str(len(words) - index), theme.POINT_LABEL, face)
        levels.append(Level(0.0, value, face, said, sign, number))
    return tuple(levels)


def _words_of(plot: Plot, language: str) -> tuple[str, ...]:
    """Return the words at the levels of a curve's scale, from the highest to the lowest."""
    return plot.levels or levels_of(plot.curve, language)


def _closest(levels: Sequence[Level]) -> float:
    """Return the minimum distance between levels with such words."""
    return max([STRIP_STEP, *(each.text.height + 4 for each in levels if each.text is not None)])


def _label_rooms(
    drawn: Sequence[Plot], labels: Mapping[str, str], step: float, typesetter: Typesetter
) -> tuple[float, float]:
    """Return the space above the best and below the worst level that labels directly at their points need."""
    rooms = [0.0, 0.0]
    for plot in drawn:
        for point, _ in plot.points:
            if point.id in labels:
                height = point_label(labels[point.id], typesetter).height + 2 * CAPSULE_Y
                to_level = (1 - abs(point.value)) * 2 * step
                sign = theme.FACE / 2 + (MARK_HEIGHT if plot.curve.peaks else 0.0)
                needed = sign + CLEAR + 1 + height + INSIDE - to_level
                rooms[point.value < 0] = max(rooms[point.value < 0], needed)
    return rooms[0], rooms[1]


def _curve(plot: Plot, chart: ChartLayout, signs: list[tuple[Point, float]]) -> CurveLayout:
    """Lay out a curve in a chart. `signs`, all signs so far with their radius, is extended by its own."""
    places = [(x, chart.y_of(point.value)) for point, x in plot.points]
    marked = _marked([point.value for point, _ in plot.points], places) if not plot.other else set()
    small = OTHER_SIGN if plot.other else DOT
    marks, backing = dict(plot.marks), dict(plot.backing)
    radii = [
        theme.FACE / 2 + (END_RING if "end" in marks.get(point.id, ()) else 0.0) for point, _ in plot.points
    ]
    for index, place in enumerate(places):
        low = places[index - 1][0] if index else chart.frame.x + theme.FACE / 2
        high = places[index + 1][0] if index + 1 < len(places) else chart.frame.right - theme.FACE / 2
        free = _aside(place, radii[index], signs, low, high) if index in marked else None
        if free is None:
            marked.discard(index)
            free = _aside(place, small, signs, low, high)
        places[index] = free or place
    signs += [(place, radii[index] if index in marked else small) for index, place in enumerate(places)]
    points = tuple(
        PointLayout(
            point.id, x, y, point.value, point.source, index in marked,
            not (point.card or plot.other or plot.curve.figures),
            marks.get(point.id, ()), evidence=backing.get(point.id, 0),
            number=point.label if plot.curve.figures else "",
        )
        for index, ((point, _), (x, y)) in enumerate(zip(plot.points, places, strict=True))
    )  # fmt: skip
    return CurveLayout(
        plot.curve.id, plot.curve.persona, plot.color, plot.line, plot.name, points,
        _stretches(plot, chart, places), None, "circles" if plot.curve.figures else plot.curve.signs,
        confidence=plot.confidence,
    )  # fmt: skip


def _shades(curve: CurveLayout, other: CurveLayout) -> tuple[tuple[Point, ...], ...]:
    """Return the outlines of the area between two curves."""
    return shades_between([each.path for each in curve.stretches], [each.path for each in other.stretches])


def _stretches(plot: Plot, chart: ChartLayout, places: Sequence[Point]) -> tuple[StretchLayout, ...]:
    """Return the segments of a curve between its points, and those to the edges that it crosses."""
    knots, sources = list(places), [point.source for point, _ in plot.points]
    gaps = [point.gap for point, _ in plot.points]
    height = chart.y_of(1) - chart.y_of(0)
    first = last = None
    if plot.enters is not None:
        knots.insert(0, (chart.frame.x, chart.y_of(plot.enters.value)))
        sources.insert(0, plot.enters.source)
        gaps.insert(0, False)
        first = plot.enters.slope * height
    if plot.leaves is not None:
        knots.append((chart.frame.right, chart.y_of(plot.leaves.value)))
        sources.append(plot.leaves.source)
        last = plot.leaves.slope * height
    return tuple(
        StretchLayout(path, weaker(*ends))
        for path, ends, gap in zip(stretches(knots, first, last), pairwise(sources), gaps, strict=False)
        if not gap
    )


def _marked(values: Sequence[float], places: Sequence[Point]) -> set[int]:
    """Return the indexes of points with a marker: start, end, peak, valley, and others not close to one."""
    if not values:
        return set()
    found = {0, len(values) - 1, values.index(max(values)), values.index(min(values))}
    for index, place in enumerate(places):
        if all(dist(place, places[other]) >= CLOSE for other in found):
            found.add(index)
    return found


def _aside(
    place: Point, radius: float, signs: Sequence[tuple[Point, float]], low: float, high: float
) -> Point | None:
    """Return the nearest position at the same height, between two x, at which a sign overlaps no other."""
    x, y = place
    # Each sign at about this height, with the distance along x at which this one does not overlap it.
    near = [
        (sign_x, sqrt((radius + other) ** 2 - (sign_y - y) ** 2))
        for (sign_x, sign_y), other in signs
        if abs(sign_y - y) < radius + other and abs(sign_x - x) < 2 * MOST_ASIDE
    ]
    tries = [x, *(sign_x + away for sign_x, away in near), *(sign_x - away for sign_x, away in near)]
    free = (
        other
        for other in sorted(tries, key=lambda other: (abs(other - x), -other))
        if abs(other - x) <= MOST_ASIDE
        and (other == x or low < other < high)
        and all(abs(other - sign_x) >= away - _ROUNDING for sign_x, away in near)
    )
    found = next(free, None)
    return None if found is None else (found, y)


def _labels(drawn: Sequence[Plot], language: str) -> dict[str, str]:
    """Return the labels of points by id, with their confidence unless that of the whole curve is known."""
    labels = {}
    for point, common in ((point, plot.confidence) for plot in drawn for point, _ in plot.points):
        parts = [point.label] if point.label else []
        if point.confidence is not None and common is None:
            parts.append(tr("{n} %", language).format(n=point.confidence))
        if parts:
            labels[point.id] = " · ".join(parts)
    return labels
