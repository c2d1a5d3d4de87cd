"""Parts of a map that Mermaid has no place for, counted."""

from collections.abc import Callable, Mapping, Sequence

from journey_editor.editing.commands.persona_sheets import is_described
from journey_editor.foundation.translation import ntr
from journey_editor.model import kinds
from journey_editor.model.document import Queries
from journey_editor.model.lane_groups import lane_spans_of
from journey_editor.model.records import Card, EvidencePlace, LaneGroup, Measure

_DETAILS = (
    "started_by", "importance", "importance_to_organisation", "satisfaction", "first_answer",
    "answer_target", "duration", "duration_target", "wait", "wait_target", "severity", "frequency",
    "impact", "effort", "owner", "due", "status",
)  # fmt: skip
"""Fields of a card that are counted together."""

_SENTENCES: dict[str, Callable[[int], str]] = {
    "cards": lambda n: ntr("{n} card was not exported.", "{n} cards were not exported.", n),
    "goals": lambda n: ntr(
        "{n} goal of a stage was not exported.", "{n} goals of stages were not exported.", n
    ),
    "steps": lambda n: ntr(
        "{n} name of a step was not exported.", "{n} names of steps were not exported.", n
    ),
    "channels": lambda n: ntr(
        "{n} channel of a card was not exported.", "{n} channels of cards were not exported.", n
    ),
    "tags": lambda n: ntr("{n} tag of a card was not exported.", "{n} tags of cards were not exported.", n),
    "references": lambda n: ntr(
        "{n} reference of a card was not exported.", "{n} references of cards were not exported.", n
    ),
    "pictures": lambda n: ntr("{n} picture was not exported.", "{n} pictures were not exported.", n),
    "moments": lambda n: ntr(
        "{n} moment of truth was not exported.", "{n} moments of truth were not exported.", n
    ),
    "fail_points": lambda n: ntr("{n} fail point was not exported.", "{n} fail points were not exported.", n),
    "details": lambda n: ntr(
        "{n} rating, time, owner or similar detail was not exported.",
        "{n} ratings, times, owners and similar details were not exported.",
        n,
    ),
    "other_journeys": lambda n: ntr(
        "{n} link of a card to another journey was not exported.",
        "{n} links of cards to other journeys were not exported.",
        n,
    ),
    "step_spans": lambda n: ntr(
        "{n} span of a card over several steps was not exported.",
        "{n} spans of cards over several steps were not exported.",
        n,
    ),
    "lane_spans": lambda n: ntr(
        "{n} span of a card over several lanes was not exported.",
        "{n} spans of cards over several lanes were not exported.",
        n,
    ),
    "lines": lambda n: ntr(
        "{n} line across the map was not exported.", "{n} lines across the map were not exported.", n
    ),
    "groups": lambda n: ntr(
        "{n} group of lanes was not exported.", "{n} groups of lanes were not exported.", n
    ),
    "summaries": lambda n: ntr(
        "{n} lane with a summary was not exported.", "{n} lanes with a summary were not exported.", n
    ),
    "charts": lambda n: ntr(
        "{n} chart was exported without the curves of another journey.",
        "{n} charts were exported without the curves of another journey.",
        n,
    ),
    "personas": lambda n: ntr(
        "{n} description of a persona was not exported.", "{n} descriptions of personas were not exported.", n
    ),
    "links": lambda n: ntr("{n} link was not exported.", "{n} links were not exported.", n),
    "notes": lambda n: ntr("{n} note was not exported.", "{n} notes were not exported.", n),
    "offers": lambda n: ntr(
        "{n} offer of support was not exported.", "{n} offers of support were not exported.", n
    ),
    "measures": lambda n: ntr("{n} measure was not exported.", "{n} measures were not exported.", n),
    "evidence": lambda n: ntr(
        "{n} piece of evidence was not exported.", "{n} pieces of evidence were not exported.", n
    ),
    "points_in_steps": lambda n: ntr(
        "{n} emotion point without a card was not exported.",
        "{n} emotion points without a card were not exported.",
        n,
    ),
    "points_of_curves": lambda n: ntr(
        "{n} point of a further curve was not exported.", "{n} points of further curves were not exported.", n
    ),
}
"""Sentences by what they count, in the order in which they are reported."""


def left_out(
    document: Queries, journey_id: str, cards: Sequence[Card], counted: Mapping[str, int]
) -> list[str]:
    """Return sentences about the parts of a journey that Mermaid has no place for.

    `cards` are those of the journey; `counted` are the counts that only the export knows.
    """
    counts = {**_counts_of_map(document, journey_id), **_counts_of_cards(document, cards), **counted}
    return [said(counts[name]) for name, said in _SENTENCES.items() if counts[name]]


def _counts_of_map(document: Queries, journey_id: str) -> dict[str, int]:
    lanes = document.lanes_of(journey_id)
    return {
        "goals": sum(bool(stage.goal) for stage in document.stages_of(journey_id)),
        "steps": sum(bool(step.name) for step in document.columns_of(journey_id)),
        "lane_spans": len(lane_spans_of(document, journey_id)),
        "lines": sum(lane.kind in kinds.LINE_KINDS for lane in lanes),
        "groups": len(document.select(LaneGroup, journey=journey_id)),
        "summaries": sum(lane.kind in kinds.SUMMARY_KINDS for lane in lanes),
        "charts": sum(lane.kind == "emotion" and bool(lane.other_journey) for lane in lanes),
        "personas": sum(is_described(document, each) for each in document.personas_of(journey_id)),
        "links": len(document.links_of(journey_id)),
        "notes": len(document.notes_of(journey_id)),
        "offers": len(document.offers_of(journey_id)),
        "measures": len(document.select(Measure, journey=journey_id)),
        "evidence": len(
            {
                place.evidence
                for place in document.select(EvidencePlace)
                if not place.persona and document.journey_of(place.subject) == journey_id
            }
        ),
    }


def _counts_of_cards(document: Queries, cards: Sequence[Card]) -> dict[str, int]:
    return {
        "channels": sum(bool(card.channel) for card in cards),
        "tags": sum(len(document.tags_on(card.id)) for card in cards),
        "references": sum(len(document.references_of(card.id)) for card in cards),
        "pictures": sum(bool(card.picture) for card in cards),
        "moments": sum(card.moment_of_truth for card in cards),
        "fail_points": sum(card.fail_point for card in cards),
        "details": sum(getattr(card, name) not in ("", None) for card in cards for name in _DETAILS),
        "other_journeys": sum(bool(card.detail) for card in cards),
        "step_spans": sum(len(document.span_of(card)) > 1 for card in cards),
    }
