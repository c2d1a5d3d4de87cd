"""The emotion curves in their chart: level lines, points and stretches."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from journey_editor.foundation.translation import tr
from journey_editor.layout import theme, words
from journey_editor.layout.boxes import ChartLayout, CurveLayout, Level, PointLayout
from journey_editor.layout.card_layout import block
from journey_editor.layout.curve import stretches
from journey_editor.layout.geometry import Box
from journey_editor.layout.line_breaking import Ruler
from journey_editor.layout.moving import lowered
from journey_editor.layout.point_labels import place_labels
from journey_editor.model.document import Queries
from journey_editor.model.records import Curve, EmotionPoint, Persona

LEVEL_STEP = 42.0
PAD = 24.0
GROWTH = 24.0
"""By so much a chart grows where its labels find no room."""
MOST_GROWTH = 40
STRIP_HEIGHT = 72.0
CURVES_IN_ONE_CHART = 3
CLOSE = 24.0
"""Points of a curve that are nearer to each other than this become dots."""
_NEAREST = 0.5
"""Points in the same place are set so far apart, so that the curve has a slope there."""


@dataclass(frozen=True, slots=True)
class Plot:
    """A curve to be drawn: its record, whose it is, the persona's colour, its points with their x."""

    curve: Curve
    name: str
    color: int
    points: tuple[tuple[EmotionPoint, float], ...]


def plots(
    document: Queries, curves: Sequence[Curve], colors: Mapping[str, int], places: Mapping[str, float]
) -> list[Plot]:
    """The curves with those of their points that `places`, the x by the points' ids, has."""
    result = []
    for curve in curves:
        found = [(point, places[point.id]) for point in document.points_of(curve.id) if point.id in places]
        found.sort(key=lambda pair: (pair[1], pair[0].id))
        apart: list[tuple[EmotionPoint, float]] = []
        for point, x in found:
            apart.append((point, max(x, apart[-1][1] + _NEAREST) if apart else x))
        name = _name_of(document, curve)
        result.append(Plot(curve, name, colors.get(curve.persona, len(colors)), tuple(apart)))
    return result


def lay_out_chart(
    lane: str,
    band: int,
    frame: Box,
    label_bottom: float,
    drawn: tuple[Plot, ...],
    ruler: Ruler,
    language: str,
) -> ChartLayout:
    """Lay out curves in one chart from the top left corner of `frame`, whose height is found here.

    `label_bottom` is how far the lane's title reaches down beside the words at the level lines.
    """
    chart = _chart(frame.x, frame.width, label_bottom, drawn, ruler, language)
    return replace(lowered(chart, frame.y), lane=lane, band=band)


@lru_cache(maxsize=64)
def _chart(
    x: float, width: float, label_bottom: float, drawn: tuple[Plot, ...], ruler: Ruler, language: str
) -> ChartLayout:
    """A chart at the very top of a map: to find room for its labels anew at every edit would take long."""
    scale = drawn[0].curve.scale if drawn else "words"
    pad = max(PAD, label_bottom + theme.LEVEL_TEXT.line_height / 2)
    names = {plot.curve.id: _short(plot) for plot in drawn if plot.points} if len(drawn) > 1 else {}
    for growth in range(MOST_GROWTH):
        top = pad + growth * GROWTH
        bottom = top + 4 * LEVEL_STEP
        room = Box(x, 0.0, width, bottom + PAD)
        chart = ChartLayout("", 0, room, top, bottom, _levels(scale, top, bottom, x, ruler, language), ())
        curves = [_curve(plot, chart) for plot in drawn]
        labelled = place_labels(curves, _labels(drawn), names, room, ruler, language, leaders=growth > 0)
        if labelled is not None:
            break
    return replace(chart, curves=tuple(labelled or curves))


def lay_out_strip(lane: str, band: int, frame: Box, plot: Plot, ruler: Ruler, language: str) -> ChartLayout:
    """Lay out one curve in a strip of its own, with the persona's name beside it."""
    room = Box(frame.x, frame.y, frame.width, STRIP_HEIGHT)
    top, bottom = frame.y + 16, frame.y + STRIP_HEIGHT - 16
    middle = (top + bottom) / 2
    said = block(plot.name, theme.LEVEL_TEXT, frame.x - 124, 0, 112, ruler, language, "right")
    level = Level(middle, 0.0, None, None, replace(said, y=middle - said.height / 2))
    chart = ChartLayout(lane, band, room, top, bottom, (level,), ())
    curves = [_curve(plot, chart)]
    labelled = place_labels(curves, _labels([plot]), {}, room, ruler, language, leaders=True)
    return replace(chart, curves=tuple(labelled or curves))


def _levels(
    scale: str, top: float, bottom: float, left: float, ruler: Ruler, language: str
) -> tuple[Level, ...]:
    levels = []
    for index, text in enumerate(words.level_words(scale)):
        y = top + (bottom - top) * index / 4
        face = Box(left - 20 - theme.FACE / 2, y - theme.FACE / 2, theme.FACE, theme.FACE)
        said = None
        if text:
            said = block(text, theme.LEVEL_TEXT, left - 110, y - 8, 74, ruler, language, "right")
        levels.append(Level(y, 1 - index / 2, 2 - index, face, said))
    return tuple(levels)


def _curve(plot: Plot, chart: ChartLayout) -> CurveLayout:
    values = [point.value for point, _ in plot.points]
    keep = {0, len(values) - 1}
    if values:
        keep |= {values.index(max(values)), values.index(min(values))}
    places = [(x, chart.y_of(point.value)) for point, x in plot.points]
    points: list[PointLayout] = []
    marked: list[tuple[float, float]] = [places[index] for index in sorted(keep)] if places else []
    for index, ((point, _), (x, y)) in enumerate(zip(plot.points, places, strict=True)):
        far = all((x - mx) ** 2 + (y - my) ** 2 >= CLOSE**2 for mx, my in marked)
        shown = index in keep or far
        if shown and index not in keep:
            marked.append((x, y))
        points.append(
            PointLayout(point.id, x, y, point.value, point.source == "assumed", shown, not point.card)
        )
    return CurveLayout(plot.curve.id, plot.curve.persona, plot.color, tuple(points), stretches(places), None)


def _labels(drawn: Sequence[Plot]) -> dict[str, str]:
    return {point.id: point.label for plot in drawn for point, _ in plot.points if point.label}


def _short(plot: Plot) -> str:
    first = plot.name.split()[0] if plot.name.split() else plot.name
    guessed = all(point.source == "assumed" for point, _ in plot.points)
    return tr("{name}, guessed").format(name=first) if guessed else first


def _name_of(document: Queries, curve: Curve) -> str:
    if not curve.persona:
        return curve.measures or tr("Everyone")
    return document.get(Persona, curve.persona).name or tr("Unnamed persona")
