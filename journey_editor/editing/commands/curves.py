"""Commands on emotion curves and their points."""

from collections.abc import Sequence
from itertools import pairwise

from journey_editor.editing.draft import Draft
from journey_editor.editing.ordering import place_before
from journey_editor.model.document import Queries
from journey_editor.model.records import Card, Curve, EmotionPoint

_OWN_FIELDS = ("name", "measures", "unit", "scale", "levels", "signs", "style", "peaks", "shaded", "figures")
_COPIED_FIELDS = ("at", "value", "source", "confidence", "label", "note", "gap")


def add_curve(
    draft: Draft, journey_id: str, persona_id: str = "", *, scale: str = "words", measures: str = ""
) -> Curve:
    """Add a curve to a journey, for a persona or for everyone."""
    order = place_before(draft, draft.curves_of(journey_id), None)
    return draft.add(
        Curve, journey=journey_id, persona=persona_id, scale=scale, measures=measures, order=order
    )


def curve_for(draft: Draft, journey_id: str, persona_id: str = "") -> Curve:
    """Return the emotion curve of a persona, or of everyone, in a journey. It is added if there is none."""
    found = emotion_curve(draft, journey_id, persona_id)
    # An emotion that is set at a card is never taken for the effort there.
    return found if found is not None and not found.measures else add_curve(draft, journey_id, persona_id)


def emotion_curve(document: Queries, journey_id: str, persona_id: str = "") -> Curve | None:
    """Return the emotion curve of a persona: the first that does not measure another thing, or else any.

    A curve of figures is none.
    """
    curves = document.curves_of(journey_id)
    own = [each for each in curves if each.persona == persona_id and not each.figures]
    return next((each for each in own if not each.measures), next(iter(own), None))


def move_curve(draft: Draft, curve_id: str, *, before: str | None) -> Curve:
    """Move a curve before another one of its journey, or to the end. Curves are drawn in this order."""
    curve = draft.get(Curve, curve_id)
    others = [each for each in draft.curves_of(curve.journey) if each.id != curve_id]
    return draft.change(curve, order=place_before(draft, others, before))


def curve_like(draft: Draft, journey_id: str, curve: Curve, persona_id: str) -> Curve:
    """Return the curve of a journey that is like one of another document: the same, or a copy of it."""
    own = [each for each in draft.curves_of(journey_id) if each.persona == persona_id]
    same = [each for each in own if each.id == curve.id]
    named = [
        each
        for each in own
        if (each.name, each.measures, each.figures) == (curve.name, curve.measures, curve.figures)
    ]
    if same or named:
        return (same or named)[0]
    if not (curve.name or curve.measures or curve.figures):
        return curve_for(draft, journey_id, persona_id)
    added = add_curve(draft, journey_id, persona_id)
    return draft.change(added, **{name: getattr(curve, name) for name in _OWN_FIELDS})


def copy_point(
    draft: Draft, point: EmotionPoint, *, curve: str, card: str = "", step: str = ""
) -> EmotionPoint:
    """Add a copy of a point to a curve, at a card or in a step."""
    details = {name: getattr(point, name) for name in _COPIED_FIELDS}
    return draft.add(EmotionPoint, curve=curve, card=card, step=step, **details)


def set_emotion(
    draft: Draft, curve_id: str, card_id: str, value: float, *, source: str = "observed"
) -> EmotionPoint:
    """Set the emotion at a card on a curve, −1 (worst) to +1 (best). Values out of range are clamped.

    `source` is the source of a new point; an existing one keeps its own.
    """
    value = _within(-1, value)
    point = draft.point_at(curve_id, card_id)
    if point is not None:
        return draft.change(point, value=value)
    return draft.add(EmotionPoint, curve=curve_id, card=card_id, value=value, source=source)


def add_point(
    draft: Draft, curve_id: str, step_id: str, at: float, value: float, *, source: str = "observed"
) -> EmotionPoint:
    """Add a free point in a step, `at` 0 (left edge) to 1 (right edge). Values out of range are clamped."""
    at, value = _within(0, at), _within(-1, value)
    return draft.add(EmotionPoint, curve=curve_id, step=step_id, at=at, value=value, source=source)


def move_point(
    draft: Draft, point_id: str, value: float, *, step: str = "", at: float | None = None, card: str = ""
) -> EmotionPoint:
    """Change the value of a point, and its place: to a card, or to `at` in a step if it is in a step.

    Values out of range are clamped.
    """
    point = draft.get(EmotionPoint, point_id)
    value = _within(-1, value)
    if card:
        return draft.change(point, value=value, card=card)
    if point.card or not step or at is None:
        return draft.change(point, value=value)
    return draft.change(point, value=value, step=step, at=_within(0, at))


def add_point_in(draft: Draft, curve_id: str, step_id: str) -> EmotionPoint:
    """Add an assumed point on the line of a curve in the widest gap between its points in a step.

    The shape of the curve stays. The first points of a curve are neutral.
    """
    places = _places(draft, curve_id)
    column = [step.id for step in draft.columns_of(draft.journey_of(step_id))].index(step_id)
    taken = sorted(place - column for place, _ in places if column <= place <= column + 1)
    low, high = max(pairwise([0.0, *taken, 1.0]), key=lambda gap: gap[1] - gap[0])
    middle = (low + high) / 2
    return add_point(draft, curve_id, step_id, middle, _value_at(places, column + middle), source="assumed")


def _places(draft: Draft, curve_id: str) -> list[tuple[float, float]]:
    """Return the points of a curve along the journey, in columns from its beginning, with their values."""
    curve = draft.get(Curve, curve_id)
    columns = {step.id: index for index, step in enumerate(draft.columns_of(curve.journey))}
    places = []
    for point in draft.points_of(curve_id):
        card = draft.get(Card, point.card) if point.card else None
        step, share = (
            (card.step, draft.share_in_cell(card, curve.persona)) if card else (point.step, point.at)
        )
        places.append((columns[step] + share, point.value))
    return sorted(places)


def _value_at(places: Sequence[tuple[float, float]], at: float) -> float:
    """Return the value on straight lines between points; beyond the ends it is that of the last point."""
    before = [each for each in places if each[0] <= at]
    after = [each for each in places if each[0] > at]
    if not before or not after:
        return (before[-1:] or after[:1] or [(0.0, 0.0)])[0][1]
    (left, low), (right, high) = before[-1], after[0]
    return round(low + (high - low) * (at - left) / (right - left), 2)


def _within(low: float, value: float) -> float:
    """Return `value` clamped to `low`…1. NaN stays NaN, and the rules refuse it."""
    return float(max(min(value, 1.0), low))
