"""Curves to draw in a chart: their names, their lines, and their points with the edges of the row."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.translation import tr
from journey_editor.layout import theme
from journey_editor.layout.columns import Column
from journey_editor.layout.curve import slopes
from journey_editor.model import kinds
from journey_editor.model.document import Queries
from journey_editor.model.records import Card, Curve, EmotionPoint
from journey_editor.wording.curve_names import curve_name, curves_like, names_at_curves
from journey_editor.wording.curve_scales import own_levels

CURVES_IN_ONE_CHART = 3
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
    `marks` are those of its points, by id (see `PointLayout`).
    """

    curve: Curve
    name: str
    color: int
    line: str
    points: tuple[tuple[EmotionPoint, float], ...]
    enters: Crossing | None = None
    leaves: Crossing | None = None
    marks: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def scale(self) -> tuple[str | tuple[str, ...], ...]:
        """Levels of the chart in which the curve is drawn; curves with the same ones can share a chart."""
        curve = self.curve
        return own_levels(curve) or curve.scale, curve.signs, curve.unit


def rows_of(
    document: Queries, journey_id: str, bands: Sequence[Sequence[Column]], left: float, right: float
) -> list[Row]:
    """Return the rows of the curves of a journey, from the columns of each band.

    `left` is the left edge of the charts, `right` their right edge in a band without columns.
    """
    rows = []
    for columns in bands:
        end = columns[-1].right if columns else right
        places = {
            point: min(max(x, left + EDGE_OF_CHART), end - EDGE_OF_CHART)
            for point, x in _point_places(document, journey_id, columns).items()
        }
        rows.append(Row(places, left, end))
    return rows


def _point_places(document: Queries, journey_id: str, columns: Sequence[Column]) -> dict[str, float]:
    """Return the x of every point in these columns, by point id."""
    places = {}
    by_step = {column.step: column for column in columns}
    shares: dict[tuple[str, str, str], dict[str, float]] = {}
    for curve in document.curves_of(journey_id):
        for point in document.points_of(curve.id):
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
                cell = card.step, card.lane, curve.persona
                if cell not in shares:
                    shares[cell] = document.shares_in_cell(*cell)
                share = shares[cell].get(card.id)
                if share is None:
                    share = document.share_in_cell(card, curve.persona)
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
    result = []
    for curve in curves:
        records = document.points_of(curve.id)
        parts = [_apart(records, row.places) for row in rows]
        crossings = _crossings(parts, rows)
        result.append(
            Plot(
                curve,
                curve_name(document, curve, language),
                colors[curve.persona],
                _line(document, curve),
                tuple(parts[band]),
                crossings.get(band),
                crossings.get(band + 1),
                _marks(parts) if curve.peaks else (),
            )
        )
    return result


def names_in_chart(document: Queries, drawn: Sequence[Plot], language: str) -> tuple[str, ...]:
    """Return the names at the curves of a chart, which is empty for curves without points in it."""
    names = names_at_curves(document, [plot.curve for plot in drawn], language)
    said = []
    for plot, name in zip(drawn, names, strict=True):
        if plot.points and all(point.source == "assumed" for point, _ in plot.points):
            name = tr("{name}, assumed", language).format(name=name)
        said.append(name if plot.points else "")
    return tuple(said)


def groups(shown: Sequence[Plot]) -> list[tuple[Plot, ...]]:
    """Return the curves by chart: those with the same scale, or if there are many, of one persona, too."""
    by_scale: dict[object, list[Plot]] = {}
    for plot in shown:
        by_scale.setdefault(plot.scale, []).append(plot)
    result: list[tuple[Plot, ...]] = []
    for own in by_scale.values():
        if len(own) <= CURVES_IN_ONE_CHART:
            result.append(tuple(own))
            continue
        by_persona: dict[str, list[Plot]] = {}
        for plot in own:
            by_persona.setdefault(plot.curve.persona, []).append(plot)
        for few in by_persona.values():
            result += [tuple(few)] if len(few) <= CURVES_IN_ONE_CHART else [(plot,) for plot in few]
    return result


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
