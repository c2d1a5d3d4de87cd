"""Rules about what a map does not say yet: evidence, pains, owners, feedback, and a readable size.

Five to seven stages are the usual advice of the field; opinion dressed as fact is its usual complaint.
"""

from collections.abc import Iterator

from journey_editor.insight.finding import Facts, Finding
from journey_editor.model.kinds import CARD_LANES

MOST_STAGES = 7
_ENOUGH_CARDS = 8
"""Number of cards from which on a map is expected to have pain points and feedback."""


def stages_without_evidence(facts: Facts) -> Iterator[Finding]:
    """Yield the stages with content that neither evidence nor an emotion that was not assumed backs.

    A to-be journey has none yet, and neither has a map with few cards.
    """
    if facts.journey.state != "as_is" or len(facts.cards) < _ENOUGH_CARDS:
        return
    backed, filled = facts.backed_stages(), {facts.stage_of[card.step] for card in facts.cards}
    for _, points in facts.curves:
        for point in points:
            stage_id = facts.stage_of[facts.step_of(point)]
            filled.add(stage_id)
            if point.source != "assumed":
                backed.add(stage_id)
    for stage in facts.stages:
        if stage.id in filled and stage.id not in backed:
            yield Finding("stage_without_evidence", (stage.id,), {"stage": stage.name})


def no_feedback(facts: Facts) -> Iterator[Finding]:
    """Yield a finding if no touchpoint has a satisfaction and no emotion was told or measured."""
    if len(facts.cards) < _ENOUGH_CARDS:
        return
    asked = any(card.satisfaction is not None for card in facts.of_kind("touchpoint"))
    heard = any(point.source in ("told", "measured") for _, points in facts.curves for point in points)
    if not (asked or heard):
        yield Finding("no_feedback", (facts.journey.id,), {})


def opportunities_without_owner(facts: Facts) -> Iterator[Finding]:
    """Yield the opportunities that nobody owns."""
    for card in facts.of_kind("opportunity"):
        if not card.owner and card.status not in ("done", "dropped"):
            yield Finding("opportunity_without_owner", (card.id,), {})


def too_many_stages(facts: Facts) -> Iterator[Finding]:
    """Yield a finding if a map has more stages than people can keep in mind."""
    if len(facts.stages) > MOST_STAGES:
        yield Finding("too_many_stages", (facts.journey.id,), {"count": len(facts.stages)})


def empty_lanes(facts: Facts) -> Iterator[Finding]:
    """Yield the lanes without a card, and the charts without a point."""
    used = {card.lane for card in facts.cards}
    drawn = {curve.persona for curve in facts.document.curves_of(facts.journey.id)}
    for lane in facts.lanes:
        chart = lane.kind == "emotion" and not (drawn & {lane.persona} or (drawn and not lane.persona))
        if chart or (lane.kind in CARD_LANES and lane.id not in used):
            yield Finding("empty_lane", (lane.id,), {})


def no_pain(facts: Facts) -> Iterator[Finding]:
    """Yield a finding if a map of today has no pain point at all."""
    enough = len(facts.cards) >= _ENOUGH_CARDS and facts.journey.state == "as_is"
    if enough and next(facts.of_kind("pain_point"), None) is None:
        yield Finding("no_pain", (facts.journey.id,), {})
