"""Parts of a map that another format may have no place for, counted and in sentences."""

from collections.abc import Callable, Collection, Mapping, Sequence

from journey_editor.editing.commands.persona_sheets import is_described
from journey_editor.foundation.translation import ntr, tr
from journey_editor.model import kinds
from journey_editor.model.document import Queries
from journey_editor.model.lane_groups import lane_spans_of
from journey_editor.model.records import Card, EvidencePlace, Journey, LaneGroup, Measure

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
    "stages": lambda n: ntr(
        "{n} stage without cards was not exported.", "{n} stages without cards were not exported.", n
    ),
    "empty_steps": lambda n: ntr(
        "{n} step without cards was not exported.", "{n} steps without cards were not exported.", n
    ),
    "lanes": lambda n: ntr(
        "{n} lane without cards was not exported.", "{n} lanes without cards were not exported.", n
    ),
    "hidden": lambda n: ntr("{n} hidden lane was not exported.", "{n} hidden lanes were not exported.", n),
    "people": lambda n: ntr(
        "{n} persona of a card was not exported.", "{n} personas of cards were not exported.", n
    ),
    "card_notes": lambda n: ntr(
        "{n} note of a card was not exported.", "{n} notes of cards were not exported.", n
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
    "unmerged": lambda n: ntr(
        "{n} card over several steps is in the first of them only.",
        "{n} cards over several steps are in the first of them only.",
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
    "point_details": lambda n: ntr(
        "{n} emotion point was exported without its source, confidence and note.",
        "{n} emotion points were exported without their sources, confidences and notes.",
        n,
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


def sentences(counts: Mapping[str, int], names: Collection[str] | None = None) -> list[str]:
    """Return sentences about what was not exported, by default about all that was counted."""
    wanted = _SENTENCES if names is None else names
    return [said(counts[name]) for name, said in _SENTENCES.items() if name in wanted and counts.get(name)]


def counts_of_map(document: Queries, journey_id: str, cards: Sequence[Card]) -> dict[str, int]:
    """Return how many of each part a journey has. `cards` are all of its cards."""
    return {**_counts_of_map(document, journey_id), **_counts_of_cards(document, cards)}


def about_fields(journey: Journey, *, scenario: bool = False) -> list[str]:
    """Return sentences about the fields of a journey that were not exported, with or without the scenario."""
    fields = {
        "scenario": tr("The scenario of the journey was not exported."),
        "goal": tr("The goal of the journey was not exported."),
        "expectations": tr("The expectations of the journey were not exported."),
        "owner": tr("The owner of the journey was not exported."),
        "status": tr("The status of the journey was not exported."),
        "review_date": tr("The review date of the journey was not exported."),
        "reviewed": tr("The day of the last review of the journey was not exported."),
    }
    return [
        said for name, said in fields.items() if getattr(journey, name) and (scenario or name != "scenario")
    ]


def _counts_of_map(document: Queries, journey_id: str) -> dict[str, int]:
    lanes = document.lanes_of(journey_id)
    return {
        "stages": sum(
            not any(document.select(Card, step=step.id) for step in document.steps_of(stage.id))
            for stage in document.stages_of(journey_id)
        ),
        "empty_steps": sum(
            not document.select(Card, step=step.id)
            for stage in document.stages_of(journey_id)
            if any(document.select(Card, step=step.id) for step in document.steps_of(stage.id))
            for step in document.steps_of(stage.id)
        ),
        "lanes": sum(
            lane.kind in kinds.CARD_LANES and not document.select(Card, lane=lane.id) for lane in lanes
        ),
        "hidden": len(lanes) - len(document.lanes_of(journey_id, hidden=False)),
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
        "points_in_steps": sum(
            not point.card
            for curve in document.curves_of(journey_id)
            for point in document.points_of(curve.id)
        ),
        "point_details": sum(
            point.source != "observed" or point.confidence is not None or bool(point.note)
            for curve in document.curves_of(journey_id)
            for point in document.points_of(curve.id)
        ),
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
        "people": sum(len(document.personas_on(card.id)) for card in cards),
        "card_notes": sum(bool(card.note) for card in cards),
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
