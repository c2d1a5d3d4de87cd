"""Layout of emotion curves in their chart: level lines, points and segments."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import dist, sqrt

from journey_editor.foundation.geometry import Box, Point
from journey_editor.foundation.memo import memoised
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.translation import tr
from journey_editor.layout import theme
from journey_editor.layout.boxes import ChartLayout, CurveLayout, Level, PointLayout
from journey_editor.layout.curve import stretches
from journey_editor.layout.point_labels import CAPSULE_Y, CLEAR, INSIDE, Tries, place_labels, point_label
from journey_editor.layout.transform import lowered
from journey_editor.model.document import Queries
from journey_editor.model.records import Curve, EmotionPoint, Persona
from journey_editor.text.typesetter import Typesetter
from journey_editor.wording import map_words

LEVEL_STEP = 42.0
PAD = 24.0
GROWTH = 24.0
"""Height by which a chart grows at a time until its labels fit."""
MOST_GROWTH = 40
STRIP_HEIGHT = 72.0
CURVES_IN_ONE_CHART = 3
CLOSE = 24.0
"""Minimum distance between markers; points of a curve that are closer become dots."""
LEVEL_WORDS = 110.0
"""Distance from the frame to the left edge of the words at the level lines."""
_ROUNDING = 1e-6
_NEAREST = 0.5
"""Minimum horizontal distance between points, so that the curve has a slope between coinciding ones."""


@dataclass(frozen=True, slots=True)
class Plot:
    """Curve to draw: its record, the name and colour of its persona, and its points with their x."""

    curve: Curve
    name: str
    color: int
    points: tuple[tuple[EmotionPoint, float], ...]


def plots(
    document: Queries,
    curves: Sequence[Curve],
    colors: Mapping[str, int],
    places: Mapping[str, float],
    language: str,
) -> list[Plot]:
    """Return the curves with those of their points that are in `places`, the x by point id."""
    result = []
    for curve in curves:
        found = [(point, places[point.id]) for point in document.points_of(curve.id) if point.id in places]
        found.sort(key=lambda pair: (pair[1], pair[0].id))
        apart: list[tuple[EmotionPoint, float]] = []
        for point, x in found:
            apart.append((point, max(x, apart[-1][1] + _NEAREST) if apart else x))
        name = _name_of(document, curve, language)
        result.append(Plot(curve, name, colors[curve.persona], tuple(apart)))
    return result


def lay_out_chart(
    lane: str,
    band: int,
    frame: Box,
    label_bottom: float,
    drawn: tuple[Plot, ...],
    typesetter: Typesetter,
) -> ChartLayout:
    """Lay out curves in one chart, from the top left corner of `frame`, which has the minimum height.

    `label_bottom` is the distance that the lane's title extends down next to the level labels.
    """
    chart = _chart(frame.x, frame.width, frame.height, label_bottom, drawn, typesetter)
    return replace(lowered(chart, frame.y), lane=lane, band=band)


@memoised(64)
def _chart(
    x: float,
    width: float,
    least: float,
    label_bottom: float,
    drawn: tuple[Plot, ...],
    typesetter: Typesetter,
) -> ChartLayout:
    """Lay out a chart at y 0. It is memoised, since placing the labels at every edit would be slow."""
    scale = drawn[0].curve.scale if drawn else "words"
    above, below = _label_rooms(drawn, typesetter)
    pad = max(PAD, above, label_bottom + theme.LEVEL_TEXT.line_height / 2)
    named = [plot for plot in drawn if plot.points] if len(drawn) > 1 else []
    names = {plot.curve.id: _short(plot, typesetter.language) for plot in named}
    tries = Tries()
    for growth in range(MOST_GROWTH):
        top = pad + growth * GROWTH
        pad_below = max(PAD, below)
        bottom = max(top + 4 * LEVEL_STEP, least - pad_below)
        room = Box(x, 0.0, width, bottom + pad_below)
        chart = ChartLayout("", 0, room, top, bottom, _levels(scale, top, bottom, x, typesetter), ())
        marks: list[Point] = []
        curves = [_curve(plot, chart, marks) for plot in drawn]
        labelled = place_labels(
            curves,
            _labels(drawn),
            names,
            room,
            typesetter,
            leaders=growth > 0,
            tries=tries,
            leave_out=growth == MOST_GROWTH - 1,
        )
        if labelled is not None:
            break
    return replace(chart, curves=tuple(labelled or curves))


def lay_out_strip(lane: str, band: int, frame: Box, plot: Plot, typesetter: Typesetter) -> ChartLayout:
    """Lay out one curve in `frame`, its own strip, with the persona's name to the left."""
    room = frame
    top, bottom = room.y + 16, room.bottom - 16
    middle = (top + bottom) / 2
    said = typesetter.block(plot.name, theme.LEVEL_TEXT, frame.x - 124, 0, 112, "right")
    level = Level(middle, 0.0, None, None, replace(said, y=middle - said.height / 2))
    chart = ChartLayout(lane, band, room, top, bottom, (level,), ())
    curves = [_curve(plot, chart, [])]
    labelled = place_labels(
        curves, _labels([plot]), {}, room, typesetter, leaders=True, tries=Tries(), leave_out=True
    )
    return replace(chart, curves=tuple(labelled or curves))


def _levels(scale: str, top: float, bottom: float, left: float, typesetter: Typesetter) -> tuple[Level, ...]:
    levels = []
    for index, text in enumerate(map_words.level_words(scale, typesetter.language)):
        y = top + (bottom - top) * index / 4
        face = Box(left - 20 - theme.FACE / 2, y - theme.FACE / 2, theme.FACE, theme.FACE)
        said = None
        if text:
            said = typesetter.block(text, theme.LEVEL_TEXT, left - LEVEL_WORDS, y - 8, 74, "right")
        levels.append(Level(y, 1 - index / 2, 2 - index, face, said))
    return tuple(levels)


def _label_rooms(drawn: Sequence[Plot], typesetter: Typesetter) -> tuple[float, float]:
    """Return the space above the best and below the worst level that labels directly at their points need."""
    rooms = [0.0, 0.0]
    for plot in drawn:
        for point, _ in plot.points:
            if point.label:
                height = point_label(point.label, typesetter).height + 2 * CAPSULE_Y
                to_level = (1 - abs(point.value)) * 2 * LEVEL_STEP
                needed = theme.FACE / 2 + CLEAR + 1 + height + INSIDE - to_level
                rooms[point.value < 0] = max(rooms[point.value < 0], needed)
    return rooms[0], rooms[1]


def _curve(plot: Plot, chart: ChartLayout, marks: list[Point]) -> CurveLayout:
    """Lay out a curve in a chart. `marks`, the positions of all markers so far, is extended by its own."""
    places = [(x, chart.y_of(point.value)) for point, x in plot.points]
    marked = _marked([point.value for point, _ in plot.points], places)
    for index in sorted(marked):
        if plot.points[index][0].card:
            low = places[index - 1][0] if index else chart.frame.x + theme.FACE / 2
            high = places[index + 1][0] if index + 1 < len(places) else chart.frame.right - theme.FACE / 2
            places[index] = _aside(places[index], marks, low, high)
    marks += [places[index] for index in sorted(marked)]
    points = tuple(
        PointLayout(point.id, x, y, point.value, point.source == "assumed", index in marked, not point.card)
        for index, ((point, _), (x, y)) in enumerate(zip(plot.points, places, strict=True))
    )
    return CurveLayout(plot.curve.id, plot.curve.persona, plot.color, points, stretches(places), None)


def _marked(values: Sequence[float], places: Sequence[Point]) -> set[int]:
    """Return the indexes of points with a marker: start, end, peak, valley, and others not close to one."""
    if not values:
        return set()
    found = {0, len(values) - 1, values.index(max(values)), values.index(min(values))}
    for index, place in enumerate(places):
        if all(dist(place, places[other]) >= CLOSE for other in found):
            found.add(index)
    return found


def _aside(place: Point, marks: Sequence[Point], low: float, high: float) -> Point:
    """Return the nearest position at the same height, between two x, at which a marker overlaps no other."""
    x, y = place
    reach = theme.FACE
    tries = [x]
    for mark_x, mark_y in marks:
        if abs(mark_y - y) < reach:
            away = sqrt(reach**2 - (mark_y - y) ** 2)
            tries += [mark_x + away, mark_x - away]
    free = (
        other
        for other in sorted(tries, key=lambda other: (abs(other - x), -other))
        if abs(other - x) <= 2 * reach
        and (other == x or low < other < high)
        and all(dist((other, y), mark) >= reach - _ROUNDING for mark in marks)
    )
    return next(free, x), y


def _labels(drawn: Sequence[Plot]) -> dict[str, str]:
    return {point.id: point.label for plot in drawn for point, _ in plot.points if point.label}


def _short(plot: Plot, language: str) -> str:
    first = plot.name.split()[0] if plot.name.split() else plot.name
    assumed = all(point.source == "assumed" for point, _ in plot.points)
    return tr("{name}, assumed", language).format(name=first) if assumed else first


def _name_of(document: Queries, curve: Curve, language: str) -> str:
    if not curve.persona and curve.measures:
        return curve.measures
    return map_words.persona_name(document.get(Persona, curve.persona) if curve.persona else None, language)
