"""Commands on measures and their readings."""

from typing import Any

from journey_editor.editing.draft import Draft
from journey_editor.editing.ordering import place_before
from journey_editor.insight.measures import LOWER_IS_BETTER
from journey_editor.model.records import Measure, Reading, kind_of

PLACES = ("stage", "step", "card")
"""Kinds of records that a measure can be about, besides a journey and a channel."""


def add_measure(draft: Draft, journey_id: str, place: str = "", kind: str = "csat") -> Measure:
    """Add a measure of a stage, a step or a card, or else of the whole journey."""
    where = {kind_of(place): place} if place and kind_of(place) in PLACES else {}
    order = place_before(draft, draft.select(Measure, journey=journey_id), None)
    better = kind not in LOWER_IS_BETTER
    return draft.add(Measure, journey=journey_id, kind=kind, higher_is_better=better, order=order, **where)


def set_measure_kind(draft: Draft, measure_id: str, kind: str) -> None:
    """Change the kind of a measure, and with it whether more is better."""
    measure = draft.get(Measure, measure_id)
    draft.change(measure, kind=kind, higher_is_better=kind not in LOWER_IS_BETTER)


def add_reading(draft: Draft, measure_id: str, **fields: Any) -> Reading:
    """Add a reading to a measure."""
    return draft.add(Reading, measure=measure_id, **fields)
