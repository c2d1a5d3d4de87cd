"""Curves to draw in a chart: their names, their lines, and their points with the edges of the row."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.translation import tr
from journey_editor.insight.figure_curves import figure_curve, points_shown
from journey_editor.layout import theme
from journey_editor.layout.columns import Column
from journey_editor.layout.curve import slopes
from journey_editor.model import kinds
from journey_editor.model.document import Queries
from journey_editor.model.records import Card, Curve, EmotionPoint
from journey_editor.wording.curve_names import curve_name, curves_like, names_at_curves
from journey_editor.wording.curve_scales import own_levels
from journey_editor.wording.figure_levels import figure_levels, target_words
from journey_editor.wording.map_words import named
from journey_editor.wording.measure_words import number_words

CURVES_IN_ONE_CHART = 3
WITH_OTHERS = 4
"""Maximum number of curves in one chart, with those of another journey."""
EDGE_OF_CHART = theme.FACE / 2 + 4
"""Minimum distance of a point from the sides of its chart, so that its marker stays inside."""
_NEAREST = 0.5
"""Minimum horizontal distance between points, so that the curve has a slope between coinciding ones."""
_FURTHER_LINES = ("thin", "dashed", "thick", "dash_dotted")
"""Lines of a persona's second and further curves, which have the same colour as its first."""


@dataclass(frozen=True, slots=True)
class Row:
    """Part of the curves in a band: the x of its points by id, and the left and right edge of its charts."""

    places: Mapping[str, float]
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Crossing:
    """Value of a curve at the edge between two rows, and its slope there, as value per map unit.

    `source` is the weaker one of the points on both sides of the edge.
    """

    value: float
    slope: float
    source: str


@dataclass(frozen=True, slots=True)
class Plot:
    """Curve to draw: its record, name, colour and line, and its points in a row with their x.

    `enters` and `leaves` are where it crosses the edges to other rows.
    `marks` are those of its points, by id (see `PointLayout`). For a curve of another journey, `other` is the
    name of that journey, and `partner` the id of the curve of this journey with which it is compared, if any.
    """

    curve: Curve
    name: str
    color: int
    line: str
    points: tuple[tuple[EmotionPoint, float], ...]
    enters: Crossing | None = None
    leaves: Crossing | None = None
    marks: tuple[tuple[str, tuple[str, ...]], ...] = ()
    other: str = ""
    partner: str = ""
    backing: tuple[tuple[str, int], ...] = ()
    """Number of pieces of evidence of those points that have some, by id."""
    confidence: int | None = None
    """Confidence of its points, if it is the same for all in all rows."""
    levels: tuple[str, ...] = ()
    """Words at the levels of a curve of figures, from the highest to the lowest."""
    targets: tuple[tuple[float, str], ...] = ()
    """Values of the targets of a curve of figures, with their words."""

    @property
    def scale(self) -> tuple[str | tuple[str, ...], ...]:
        """Levels of the chart in which the curve is drawn; curves with the same ones can share a chart."""
        curve = self.curve
        if curve.figures:
            return curve.figures, self.levels
        return own_levels(curve) or curve.scale, curve.signs, curve.unit


def rows_of(
    document: Queries,
    curves: Sequence[tuple[str, Sequence[EmotionPoint]]],
    bands: Sequence[Sequence[Column]],
    left: float,
    right: float,
) -> list[Row]:
    """Return the rows of the points of curves, from the columns of each band.

    `curves` are the personas and the points of curves, with an empty id for everyone.
    `left` is the left edge of the charts, `right` their right edge in a band without columns.
    """
    rows = []
    for columns in bands:
        end = columns[-1].right if columns else right
        places = {
            point: min(max(x, left + EDGE_OF_CHART), end - EDGE_OF_CHART)
            for point, x in _point_places(document, curves, columns).items()
        }
        rows.append(Row(places, left, end))
    return rows


def _point_places(
    document: Queries, curves: Sequence[tuple[str, Sequence[EmotionPoint]]], columns: Sequence[Column]
) -> dict[str, float]:
    """Return the x of every point in these columns, by point id."""
    places = {}
    by_step = {column.step: column for column in columns}
    shares: dict[tuple[str, str, str], dict[str, float]] = {}
    for persona, points in curves:
        for point in points:
            if point.step:
                column = by_step.get(point.step)
                if column is not None:
                    places[point.id] = column.x + point.at * column.width
                continue
            card = document.get(Card, point.card)
            column = by_step.get(card.step)
            if column is None:
                continue
            # A card that a view leaves out keeps its point, but is not among the spans to lay out.
            span = document.span_of(card)
            if len(span) > 1:
                last = [by_step[step] for step in span if step in by_step][-1]
                places[point.id] = (column.x + last.right) / 2
            else:
                cell = card.step, card.lane, persona
                if cell not in shares:
                    shares[cell] = document.shares_in_cell(*cell)
                share = shares[cell].get(card.id)
                if share is None:
                    share = document.share_in_cell(card, persona)
                places[point.id] = column.x + share * column.width
    return places


def plots(
    document: Queries,
    curves: Sequence[Curve],
    colors: Mapping[str, int],
    rows: Sequence[Row],
    band: int,
    language: str,
) -> list[Plot]:
    """Return the curves with those of their points that are in the row of a band."""
    found = [
        plot_of(
            Plot(
                curve,
                curve_name(document, curve, language),
                colors[curve.persona],
                _line(document, curve),
                (),
            ),
            points_shown(document, curve),
            rows,
            band,
        )
        for curve in curves
    ]
    found = [_with_figures(document, plot, language) if plot.curve.figures else plot for plot in found]
    return [
        replace(plot, backing=backing) if (backing := _backing(document, plot)) else plot for plot in found
    ]


def _with_figures(document: Queries, plot: Plot, language: str) -> Plot:
    """Return the plot of a curve of figures with its levels and targets, and its numbers as labels."""
    records, levels = with_numbers(document, plot.curve, [point for point, _ in plot.points], language)
    points = tuple(zip(records, (x for _, x in plot.points), strict=True))
    targets = target_words(figure_curve(document, plot.curve), language)
    return replace(plot, points=points, levels=levels, targets=targets)


def with_numbers(
    document: Queries, curve: Curve, points: Sequence[EmotionPoint], language: str
) -> tuple[tuple[EmotionPoint, ...], tuple[str, ...]]:
    """Return points of a curve of figures with their numbers as labels, and the words at its levels."""
    shown = figure_curve(document, curve)
    said = {each.measure.id: number_words(each.measure, each.value, language) for each in shown.figures}
    labelled = tuple(replace(point, label=said[point.id]) for point in points)
    return labelled, figure_levels(curve, shown, language)


def _backing(document: Queries, plot: Plot) -> tuple[tuple[str, int], ...]:
    return tuple((point.id, count) for point, _ in plot.points if (count := document.backing(point.id)))


def plot_of(plot: Plot, records: Sequence[EmotionPoint], rows: Sequence[Row], band: int) -> Plot:
    """Return a plot with those of the points of its curve that are in the row of a band."""
    parts = [_apart(records, row.places) for row in rows]
    crossings = _crossings(parts, rows)
    sure = {point.confidence for point in records}
    return replace(
        plot,
        confidence=sure.pop() if len(records) > len(sure) == 1 else None,
        points=tuple(parts[band]),
        enters=crossings.get(band),
        leaves=crossings.get(band + 1),
        marks=_marks(parts) if plot.curve.peaks else (),
    )


def names_in_chart(document: Queries, drawn: Sequence[Plot], language: str) -> tuple[str, ...]:
    """Return the names at the curves of a chart, which is empty for curves without points in it."""
    names: dict[str, str] = {}
    for is_other in (False, True):
        curves = [plot.curve for plot in drawn if bool(plot.other) == is_other]
        names.update(
            zip([each.id for each in curves], names_at_curves(document, curves, language), strict=True)
        )
    said = []
    for plot in drawn:
        name = names[plot.curve.id]
        if plot.other:
            name = named(plot.other, name, language)
        if plot.points and all(point.source == "assumed" for point, _ in plot.points):
            name = tr("{name}, assumed", language).format(name=name)
        said.append(name if plot.points else "")
    return tuple(said)


def groups(shown: Sequence[Plot]) -> list[tuple[Plot, ...]]:
    """Return the curves by chart: those with the same scale, or if there are many, of one persona, too.

    A curve of another journey is in the chart of that with which it is compared.
    """
    by_scale: dict[object, list[Plot]] = {}
    for plot in shown:
        by_scale.setdefault(plot.scale, []).append(plot)
    result: list[tuple[Plot, ...]] = []
    for own in by_scale.values():
        if _fit_together(own):
            result.append(tuple(own))
            continue
        by_persona: dict[str, list[Plot]] = {}
        for plot in own:
            by_persona.setdefault(plot.curve.persona, []).append(plot)
        for few in by_persona.values():
            result += [tuple(few)] if _fit_together(few) else _pairs(few)
    return result


def _fit_together(shown: Sequence[Plot]) -> bool:
    own = sum(not plot.other for plot in shown)
    return own <= CURVES_IN_ONE_CHART and (len(shown) == own or len(shown) <= WITH_OTHERS)


def _pairs(shown: Sequence[Plot]) -> list[tuple[Plot, ...]]:
    """Return each curve on its own, with those of another journey that are compared with it."""
    pairs: dict[str, list[Plot]] = {}
    for plot in shown:
        pairs.setdefault(plot.partner or plot.curve.id, []).append(plot)
    return [tuple(each) for each in pairs.values()]


def _marks(parts: Sequence[Sequence[tuple[EmotionPoint, float]]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the marks of the points that are the peak, the valley and the end of a curve."""
    points = [point for part in parts for point, _ in part]
    if not points:
        return ()
    found: dict[str, list[str]] = {}
    found.setdefault(max(points, key=lambda point: point.value).id, []).append("peak")
    found.setdefault(min(points, key=lambda point: point.value).id, []).append("valley")
    found.setdefault(points[-1].id, []).append("end")
    return tuple((point, tuple(marks)) for point, marks in found.items())


def weaker(source: str, other: str) -> str:
    """Return the weaker one of two sources."""
    return min(source, other, key=kinds.EMOTION_SOURCES.index)


def _line(document: Queries, curve: Curve) -> str:
    """Return the line of a curve: empty for that of its persona."""
    if curve.style:
        return curve.style
    place = curves_like(document, curve).index(curve)
    return _FURTHER_LINES[(place - 1) % len(_FURTHER_LINES)] if place else ""


def _apart(records: Sequence[EmotionPoint], places: Mapping[str, float]) -> list[tuple[EmotionPoint, float]]:
    """Return the points that are in `places`, from left to right, none at the x of another."""
    found = [(point, places[point.id]) for point in records if point.id in places]
    found.sort(key=lambda pair: (pair[1], pair[0].id))
    apart: list[tuple[EmotionPoint, float]] = []
    for point, x in found:
        apart.append((point, max(x, apart[-1][1] + _NEAREST) if apart else x))
    return apart


def _crossings(
    parts: Sequence[Sequence[tuple[EmotionPoint, float]]], rows: Sequence[Row]
) -> dict[int, Crossing]:
    """Return where a curve crosses from one row to the next, by the band of the latter.

    The curve is the one through the points of all rows side by side. It does not cross in a gap.
    """
    if len(rows) < 2:
        return {}
    knots: list[tuple[float, float]] = []
    points: list[EmotionPoint] = []
    edges: list[float] = []
    start = 0.0
    for part, row in zip(parts, rows, strict=True):
        knots += [(start + x - row.left, point.value) for point, x in part]
        points += [point for point, _ in part]
        start += row.right - row.left
        edges.append(start)
    tangents = slopes(knots)
    found = {}
    for index, ((left, low), (right, high)) in enumerate(pairwise(knots)):
        for band, edge in enumerate(edges[:-1], start=1):
            if left < edge < right and not points[index].gap:
                width = right - left
                t = (edge - left) / width
                leaving, arriving = tangents[index] * width, tangents[index + 1] * width
                # Hermite form of the segment, and its derivative.
                value = (
                    (1 + 2 * t) * (1 - t) ** 2 * low
                    + t * (1 - t) ** 2 * leaving
                    + t * t * (3 - 2 * t) * high
                    + t * t * (t - 1) * arriving
                )
                slope = (
                    6 * t * (t - 1) * (low - high)
                    + (1 - t) * (1 - 3 * t) * leaving
                    + t * (3 * t - 2) * arriving
                ) / width
                found[band] = Crossing(value, slope, weaker(points[index].source, points[index + 1].source))
    return found
