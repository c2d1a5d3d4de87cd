"""Curves of figures: the measures of a kind where these are on a map, as points of a curve."""

from collections.abc import Sequence
from math import ceil, floor, log10

from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.insight.measures import TIMES, Figure, figure, limits
from journey_editor.model.document import Queries
from journey_editor.model.records import Card, Curve, EmotionPoint, Measure, Step

STEPS = 4
"""Number of steps between the levels of the scale of a curve of figures."""
_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
_STEPS_OF_TIME = (
    *(1, 2, 5, 10, 15, 30),
    *(each * _MINUTE for each in (1, 2, 5, 10, 15, 30)),
    *(each * _HOUR for each in (1, 2, 3, 6, 12)),
    *(each * _DAY for each in (1, 2, 7, 14, 28)),
)
"""Distances between two levels of a scale of times, in seconds."""


@dataclass(frozen=True, slots=True)
class FigureCurve:
    """Content of a curve of figures: the figures, its lowest and highest level, and its points.

    The id of a point is that of its measure.
    """

    figures: tuple[Figure, ...]
    low: float
    high: float
    points: tuple[EmotionPoint, ...]

    def share_of(self, number: float) -> float:
        """Return the place of a number on the scale, from −1 at the lowest level to +1 at the highest."""
        share = 2 * (number - self.low) / (self.high - self.low) - 1
        return min(1.0, max(-1.0, share))

    def targets(self) -> tuple[Figure, ...]:
        """Return figures with each of the targets once, from the lowest on."""
        found = {each.measure.target: each for each in self.figures if each.measure.target is not None}
        return tuple(found[each] for each in sorted(found))


def figure_curve(document: Queries, curve: Curve) -> FigureCurve:
    """Return what a curve of figures shows. Measures of a channel or of the whole journey have no place."""
    measures = document.select(Measure, journey=curve.journey)
    every = (figure(document, each) for each in measures if each.kind == curve.figures)
    found = [each for each in every if each.value is not None and _place(document, each)]
    numbers = [each.value for each in found if each.value is not None]
    numbers += [each.measure.target for each in found if each.measure.target is not None]
    low, high = _ends(curve.figures, numbers)
    shown = FigureCurve(tuple(found), low, high, ())
    points = tuple(
        EmotionPoint(
            id=each.measure.id,
            curve=curve.id,
            value=shown.share_of(each.value or 0.0),
            source="measured",
            card=card,
            step=step,
            at=at,
        )
        for each in found
        for card, step, at in [_place(document, each) or ("", "", 0.5)]
    )
    return FigureCurve(shown.figures, low, high, points)


def points_shown(document: Queries, curve: Curve) -> tuple[EmotionPoint, ...]:
    """Return the points of a curve: its own, or those of its figures."""
    return figure_curve(document, curve).points if curve.figures else document.points_of(curve.id)


def _place(document: Queries, figure: Figure) -> tuple[str, str, float] | None:
    """Return the card, or the step and the place in it, of a figure; that of a stage is in its middle."""
    measure = figure.measure
    if measure.card and isinstance(document.find(measure.card), Card):
        return measure.card, "", 0.5
    if measure.step and isinstance(document.find(measure.step), Step):
        return "", measure.step, 0.5
    steps = document.steps_of(measure.stage) if measure.stage else ()
    if not steps:
        return None
    return "", steps[len(steps) // 2].id, 0.5 if len(steps) % 2 else 0.0


def _ends(kind: str, numbers: Sequence[float]) -> tuple[float, float]:
    """Return the lowest and the highest level for numbers of a kind, with round numbers between them."""
    known = limits(kind)
    if kind == "ces":
        return 1.0, 7.0
    if known is not None and kind not in TIMES:
        return known
    most = max(numbers, default=1.0)
    if kind in TIMES:
        usual = next((each for each in _STEPS_OF_TIME if each * STEPS >= most), None)
        return 0.0, float(STEPS * (usual or ceil(most / STEPS / _DAY) * _DAY))
    least = min(0.0, *numbers) if numbers else 0.0
    step = _round_step((max(most, 0.0) - least) / STEPS or 1.0)
    low = floor(least / step) * step
    while low + STEPS * step < most:
        step = _round_step(step * 1.01)
        low = floor(least / step) * step
    return low, low + STEPS * step


def _round_step(least: float) -> float:
    """Return the smallest of 1, 2, 2.5 and 5 times a power of ten, with one decimal, not below a number."""
    power = max(10.0 ** floor(log10(least)), 0.1)
    found = (each * power for each in (1, 2, 2.5, 5, 10, 20))
    return next(each for each in found if each >= least * (1 - 1e-9) and abs(each * 10 % 1) < 1e-9)
