"""Places of emotion points in a chart: where a stroke of the pen, a press or a drag puts them."""

from collections.abc import Mapping, Sequence
from itertools import accumulate

from journey_editor.foundation.geometry import Point, bounds
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.layout.boxes import MapLayout, StepLayout
from journey_editor.layout.chart_boxes import ChartLayout
from journey_editor.model.document import Queries
from journey_editor.model.records import Card, EmotionPoint

GRID = 2.0
"""Distance in map units between two samples of a stroke."""
_SMOOTHED = 5
"""Number of samples on each side that a smoothed height is the mean of. It is applied twice."""
_AT_A_TOUCHPOINT = 12.0
"""Maximum distance in map units at which a single press belongs to a touchpoint."""


@dataclass(frozen=True, slots=True)
class PointPlace:
    """Place of a point: at a card, or in a step at `at` (as in `EmotionPoint`).

    `x` and `y` are its position on the map. `point` is the id of an existing point whose value changes.
    """

    x: float
    y: float
    value: float
    point: str = ""
    card: str = ""
    step: str = ""
    at: float = 0.5


class Stroke:
    """Path of the pointer across a chart, as one height for each x.

    Going back over a part replaces it. Heights are sampled each `GRID` map units and smoothed.
    """

    def __init__(self, x: float, y: float) -> None:
        self._first = self._last = round(x / GRID)
        self._y = y
        self._heights = [y]
        self._smooth = [y]

    @property
    def left(self) -> float:
        """The smallest x of the stroke."""
        return self._first * GRID

    @property
    def right(self) -> float:
        """The largest x of the stroke."""
        return (self._first + len(self._heights) - 1) * GRID

    def extend(self, x: float, y: float) -> None:
        """Continue the stroke in a straight line to a position."""
        target, start = round(x / GRID), self._last
        low, high = min(start, target), max(start, target)
        before, after = max(0, self._first - low), max(0, high - self._first + 1 - len(self._heights))
        self._first -= before
        for heights in (self._heights, self._smooth):
            heights[:0] = [y] * before
            heights += [y] * after
        for at in range(low, high + 1):
            share = (at - start) / (target - start) if at != target else 1.0
            self._heights[at - self._first] = self._y + (y - self._y) * share
        self._last, self._y = target, y
        self._smooth_between(low - self._first, high - self._first)

    def path(self, spacing: float = GRID) -> list[Point]:
        """Return the smoothed stroke from left to right, with samples about `spacing` map units apart."""
        last, stride = len(self._smooth) - 1, max(1, int(spacing / GRID))
        return [(self.left + at * GRID, self._smooth[at]) for at in (*range(0, last, stride), last)]

    def y_at(self, x: float) -> float:
        """Return the height of the smoothed stroke at an x, or at the end that is nearer."""
        index = round(x / GRID) - self._first
        return self._smooth[min(max(index, 0), len(self._smooth) - 1)]

    def covers(self, x: float) -> bool:
        """Return True if the stroke crosses an x."""
        return self.left - GRID <= x <= self.right + GRID

    def _smooth_between(self, low: int, high: int) -> None:
        """Smooth the heights that the samples from one index to another have changed.

        The others keep theirs, because a long stroke is smoothed on each move of the pointer.
        """
        reach = 2 * _SMOOTHED
        start, end = max(0, low - reach), high + 1 + reach
        outer = max(0, start - reach)
        means = _means(_means(self._heights[outer : end + reach]))
        self._smooth[start:end] = means[start - outer : end - outer]


@dataclass(frozen=True, slots=True)
class PenTargets:
    """Places in a chart at which the pen sets points of one curve. They are computed once for a stroke.

    `points` are the existing points of the curve, each with its x and its step; `cards` are the touchpoints
    without a point, each with its x and its step; `steps` are the steps in which there is no touchpoint and
    that none spans, with the x of their middle.
    """

    layout: MapLayout
    chart: ChartLayout
    points: tuple[tuple[EmotionPoint, float, str], ...]
    cards: tuple[tuple[str, float, str], ...]
    steps: tuple[tuple[str, float], ...]


def drawn_personas(layout: MapLayout, lane: str = "") -> list[str]:
    """Return the ids of the personas whose curves a lane draws: its own, or all without an emotion lane.

    The id of everyone is empty. It follows the others if there is a curve for everyone, or no persona.
    """
    owners = {each.id: each.persona for each in layout.lanes if each.kind == "emotion"}
    if owners.get(lane):
        return [owners[lane]]
    people = [each.id for each in layout.header.personas]
    drawn = [curve for chart in layout.charts if not chart.figures for curve in chart.curves]
    if not people or any(not curve.persona for curve in drawn):
        people.append("")
    elsewhere = set(filter(None, owners.values())) if lane in owners else set()
    return [each for each in people if each not in elsewhere]


def charts_beside(layout: MapLayout, chart: ChartLayout, curve: str) -> tuple[ChartLayout, ...]:
    """Return a chart and those of the same lane in other bands, with a curve if they have several strips."""
    found = [chart]
    for band in range(len(layout.bands)):
        strips = [each for each in layout.charts if (each.lane, each.band) == (chart.lane, band)]
        own = [each for each in strips if any(drawn.id == curve for drawn in each.curves)]
        if band != chart.band and strips:
            found.append((own or strips)[0])
    return tuple(found)


def pen_targets(
    layout: MapLayout, document: Queries, chart: ChartLayout, persona: str, curve: str = ""
) -> PenTargets:
    """Return the places in a chart at which the pen sets points for a persona (empty for everyone).

    `curve` is the id of a curve of the persona; it defaults to the first.
    """
    steps = {step.id: step for step in layout.steps if step.band == chart.band}
    curves = [each.id for each in document.curves_of(layout.journey) if each.persona == persona]
    curve = curve or next(iter(curves), "")
    points = []
    for record in document.points_of(curve):
        step_id = record.step or document.get(Card, record.card).step
        step = steps.get(step_id)
        if step is not None:
            x = _x_in(layout, step, record.at)
            if record.card:
                x = _x_of(layout, document, document.get(Card, record.card), persona, steps)
            points.append((record, x, step_id))
    taken = {record.card for record, _, _ in points}
    cards = []
    covered: set[str] = set()
    lanes = {lane.id for lane in layout.lanes}
    for step in steps.values():
        found = [card for card in document.touchpoints_in(step.id, persona) if card.lane in lanes]
        cards += [
            (card.id, _x_of(layout, document, card, persona, steps), step.id)
            for card in found
            if card.id not in taken
        ]
        covered.update(*(document.span_of(card) for card in found))
    empty = [(step.id, step.column.center[0]) for step in steps.values() if step.id not in covered]
    return PenTargets(layout, chart, tuple(points), tuple(cards), tuple(empty))


def pen_points(targets: PenTargets, stroke: Stroke) -> tuple[PointPlace, ...]:
    """Return the points that a stroke sets or moves, from left to right.

    There is one for each touchpoint of the persona that the stroke crosses, and one in the middle of each
    crossed step without a touchpoint. Assumed points in the stretch move; observed and measured ones stay. A
    stroke that crosses nothing sets one point in its middle.
    """
    chart = targets.chart

    def at(x: float, *, point: str = "", card: str = "", step: str = "") -> PointPlace:
        value = round(chart.value_at(stroke.y_at(x)), 2)
        return PointPlace(x, chart.y_of(value), value, point, card, step)

    crossed = [each for each in targets.points if stroke.covers(each[1])]
    busy = {step for _, _, step in crossed}
    found = [at(x, point=record.id) for record, x, _ in crossed if _moves(record)]
    found += [at(x, card=card) for card, x, _ in targets.cards if stroke.covers(x)]
    found += [at(x, step=step) for step, x in targets.steps if step not in busy and stroke.covers(x)]
    if not found and not crossed:
        x = (stroke.left + stroke.right) / 2
        free = place_in_step(targets.layout, chart, x, stroke.y_at(x))
        found += [free] if free is not None else []
    return tuple(sorted(found, key=lambda each: each.x))


def single_point(targets: PenTargets, x: float, y: float) -> PointPlace | None:
    """Return the point that a press at a position sets; None on a map without stages.

    It belongs to a touchpoint of the persona that is at this x and has no point yet, or else to the step.
    """
    chart = targets.chart
    nearest = min(((abs(place - x), place, card) for card, place, _ in targets.cards), default=None)
    if nearest is not None and nearest[0] <= _AT_A_TOUCHPOINT:
        value = round(chart.value_at(y), 2)
        return PointPlace(nearest[1], chart.y_of(value), value, card=nearest[2])
    return place_in_step(targets.layout, chart, x, y)


def dragged_place(targets: PenTargets, point: EmotionPoint, x: float, y: float) -> PointPlace | None:
    """Return the place of a point of the curve that is dragged to a position.

    A point at a touchpoint moves to the nearest one without a point; others move freely. None if there is no
    touchpoint.
    """
    if not point.card:
        return place_in_step(targets.layout, targets.chart, x, y)
    stops = [(own, record.card) for record, own, _ in targets.points if record.id == point.id]
    stops += [(place, card) for card, place, _ in targets.cards]
    if not stops:
        return None
    place, card = min(stops, key=lambda each: abs(each[0] - x))
    value = round(targets.chart.value_at(y), 2)
    return PointPlace(place, targets.chart.y_of(value), value, point.id, card)


def place_in_step(layout: MapLayout, chart: ChartLayout, x: float, y: float) -> PointPlace | None:
    """Return the place in a chart's steps nearest to a position; None on a map without steps."""
    steps = [step for step in layout.steps if step.band == chart.band]
    if not steps:
        return None
    step = min(steps, key=lambda each: max(each.column.x - x, x - each.column.right, 0.0))
    x = min(max(x, step.column.x), step.column.right)
    along = (x - step.column.x) / step.column.width
    value = round(chart.value_at(y), 2)
    at = round(1 - along if layout.rtl else along, 3)
    return PointPlace(x, chart.y_of(value), value, step=step.id, at=at)


def fixed_points(targets: PenTargets, stroke: Stroke) -> tuple[Point, ...]:
    """Return the positions of the curve's observed and measured points in the stretch of a stroke."""
    return tuple(
        (x, targets.chart.y_of(record.value))
        for record, x, _ in targets.points
        if stroke.covers(x) and not _moves(record)
    )


def touched_points(chart: ChartLayout, path: Sequence[Point], reach: float) -> tuple[str, ...]:
    """Return the ids of the points of a chart within `reach` map units of a path."""
    return tuple(
        point.id
        for curve in chart.curves
        for point in curve.points
        if any((point.x - x) ** 2 + (point.y - y) ** 2 <= reach**2 for x, y in path)
    )


def _x_of(
    layout: MapLayout, document: Queries, card: Card, persona: str, steps: Mapping[str, StepLayout]
) -> float:
    """Return the x of a persona's emotion at a card: in its share of the cell, or the middle of its steps."""
    columns = [steps[step].column for step in document.span_of(card) if step in steps]
    if len(columns) > 1:
        return bounds(columns).center[0]
    return _x_in(layout, steps[card.step], document.share_in_cell(card, persona))


def _x_in(layout: MapLayout, step: StepLayout, share: float) -> float:
    """Return the x at a share of a column's width, counted in reading direction."""
    return step.column.x + (1 - share if layout.rtl else share) * step.column.width


def _moves(record: EmotionPoint) -> bool:
    return record.source == "assumed"


def _means(values: list[float]) -> list[float]:
    """Return the moving means of values over `_SMOOTHED` neighbours on each side, fewer at the ends."""
    sums = [0.0, *accumulate(values)]
    last = len(values) - 1
    result = []
    for index in range(len(values)):
        reach = min(_SMOOTHED, index, last - index)
        result.append((sums[index + reach + 1] - sums[index - reach]) / (2 * reach + 1))
    return result
