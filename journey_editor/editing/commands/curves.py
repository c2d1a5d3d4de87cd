"""Commands on emotion curves and their points."""

from journey_editor.editing.draft import Draft
from journey_editor.editing.ordering import place_before
from journey_editor.model.records import Curve, EmotionPoint


def add_curve(draft: Draft, journey_id: str, persona_id: str = "", *, scale: str = "words") -> Curve:
    """Add a curve to a journey, for a persona or for everyone."""
    order = place_before(draft, draft.curves_of(journey_id), None)
    return draft.add(Curve, journey=journey_id, persona=persona_id, scale=scale, order=order)


def curve_for(draft: Draft, journey_id: str, persona_id: str = "") -> Curve:
    """Return the curve of a persona, or of everyone, in a journey. It is added if there is none."""
    for curve in draft.curves_of(journey_id):
        if curve.persona == persona_id:
            return curve
    return add_curve(draft, journey_id, persona_id)


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
    draft: Draft, point_id: str, value: float, *, step_id: str = "", at: float | None = None
) -> EmotionPoint:
    """Change the value of a point, and the position of a free one. Values out of range are clamped."""
    point = draft.get(EmotionPoint, point_id)
    if point.card or not step_id or at is None:
        return draft.change(point, value=_within(-1, value))
    return draft.change(point, value=_within(-1, value), step=step_id, at=_within(0, at))


def _within(low: float, value: float) -> float:
    """Return `value` clamped to `low`…1. NaN stays NaN, and the rules refuse it."""
    return float(max(min(value, 1.0), low))
