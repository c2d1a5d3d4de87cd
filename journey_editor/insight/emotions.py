"""Rules about emotions: valleys, recoveries, moments of truth, and how a journey ends.

Peak–end rule after D. Kahneman, B. L. Fredrickson, C. A. Schreiber and D. A. Redelmeier, "When More Pain Is
Preferred to Less", Psychological Science 4 (1993). Moments of truth after J. Carlzon, "Moments of Truth"
(1987). Recoveries after S. Michel, D. Bowen and R. Johnston, "Why service recovery fails", Journal of Service
Management 20 (2009).
"""

from collections.abc import Iterator, Sequence

from journey_editor.insight.finding import Facts, Finding
from journey_editor.model.records import Card, EmotionPoint

BELOW_NEUTRAL = -0.25
"""Value of an emotion from which on downwards it is nearer to annoyed than to neutral."""


def valleys_without_recovery(facts: Facts) -> Iterator[Finding]:
    """Yield the valleys below neutral from which no service recovery leads."""
    recovered = {
        facts.document.get(Card, link.source).step for link in facts.links if link.kind == "service_recovery"
    }
    for _, points in facts.curves:
        for point in _valleys(points):
            step = facts.step_of(point)
            if step not in recovered:
                yield Finding("valley_without_recovery", _items(point), {"level": point.value})


def recoveries_without_lift(facts: Facts) -> Iterator[Finding]:
    """Yield the service recoveries after which an emotion is not above what it was before the failure."""
    for link in facts.links:
        if link.kind != "service_recovery":
            continue
        for _, points in facts.curves:
            places = [facts.place_of(point)[0] for point in points]
            at = _index(points, facts, link.source)
            after = _index(points, facts, link.target)
            if at is None or after is None or places[at] >= places[after]:
                continue
            before = points[at - 1].value if at else 0.0
            low, end = points[at].value, points[after].value
            if end < before or end <= low:
                values = {"before": before, "low": low, "after": end}
                yield Finding("recovery_without_lift", (link.id, link.target), values)


def bad_moments_of_truth(facts: Facts) -> Iterator[Finding]:
    """Yield the moments of truth at which somebody feels worse than neutral."""
    for card in facts.of_kind("touchpoint"):
        lowest = min((point.value for point in facts.points_at.get(card.id, ())), default=0.0)
        if card.moment_of_truth and lowest <= BELOW_NEUTRAL:
            yield Finding("bad_moment_of_truth", (card.id,), {"level": lowest})


def bad_memories(facts: Facts) -> Iterator[Finding]:
    """Yield the curves whose peak–end score is below neutral."""
    for curve, points in facts.curves:
        score = peak_end_score([point.value for point in points])
        # A score that is shown as 0.0 is not below neutral.
        if score is not None and round(score, 1) < 0:
            strongest = max(points, key=lambda point: (abs(point.value), -point.value))
            items = (*_items(strongest), *_items(points[-1]))
            yield Finding("bad_memory", items, {"score": score, "persona": curve.persona})


def peak_end_score(values: Sequence[float]) -> float | None:
    """Return the mean of the most intense and the last of some emotions from −1 to +1.

    Of two equally intense ones the worse counts. None for fewer than two.
    """
    if len(values) < 2:
        return None
    return (max(values, key=lambda value: (abs(value), -value)) + values[-1]) / 2


def _valleys(points: Sequence[EmotionPoint]) -> Iterator[EmotionPoint]:
    """Yield the points below neutral at which a curve stops falling."""
    for index, point in enumerate(points):
        falls = index == 0 or points[index - 1].value >= point.value
        rises = index == len(points) - 1 or points[index + 1].value > point.value
        if point.value <= BELOW_NEUTRAL and falls and rises:
            yield point


def _index(points: Sequence[EmotionPoint], facts: Facts, card_id: str) -> int | None:
    """Return the index of the point at a card, or of the first one in its step; None without one."""
    step = facts.document.get(Card, card_id).step
    at = (index for index, point in enumerate(points) if point.card == card_id)
    in_step = (index for index, point in enumerate(points) if facts.step_of(point) == step)
    return next(at, next(in_step, None))


def _items(point: EmotionPoint) -> tuple[str, ...]:
    return (point.id, point.card) if point.card else (point.id,)
