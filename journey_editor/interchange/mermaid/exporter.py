"""Export of a journey to Mermaid, with a report of what Mermaid cannot represent."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field

from journey_editor.editing.commands.curves import emotion_curve
from journey_editor.editing.commands.persona_sheets import is_described
from journey_editor.foundation.emphasis import plain
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.translation import ntr, tr
from journey_editor.interchange.mermaid.parser import MermaidJourney, MermaidTask
from journey_editor.interchange.mermaid.writer import write
from journey_editor.model import kinds
from journey_editor.model.document import Queries
from journey_editor.model.lane_groups import lane_spans_of
from journey_editor.model.records import (
    Card,
    CardPersona,
    Curve,
    EmotionPoint,
    Journey,
    LaneGroup,
    Persona,
    Stage,
)

_NEUTRAL = 3.0
_DETAILS = (
    "started_by", "importance", "importance_to_organisation", "satisfaction", "first_answer",
    "answer_target", "duration", "duration_target", "wait", "wait_target", "severity", "frequency",
    "impact", "effort", "owner", "due",
)  # fmt: skip
"""Fields of a card that Mermaid has no place for and that are not counted separately."""


def mermaid_text(document: Queries, journey_id: str) -> tuple[str, list[str]]:
    """Return a journey as Mermaid text, and sentences about the parts of the map that it lacks."""
    journey, lost = mermaid_journey(document, journey_id)
    return write(journey), lost


def mermaid_journey(document: Queries, journey_id: str) -> tuple[MermaidJourney, list[str]]:
    """Return a journey in Mermaid's form, and sentences about the parts of the map that it lacks.

    The tasks are the touchpoints and all cards with a point on a curve or, if there are none, the actions.
    The score of a card is the mean of its points on emotion curves, or the middle if it has none.
    """
    return _Export(document, document.get(Journey, journey_id)).done()


@dataclass(slots=True)
class _Export:
    document: Queries
    journey: Journey
    tasks: list[MermaidTask] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    points: dict[str, list[tuple[Curve, EmotionPoint]]] = field(default_factory=dict)
    personas: dict[str, list[Persona]] = field(default_factory=dict)
    without_score: int = 0
    with_several_scores: int = 0
    without_card: int = 0
    of_other_curves: int = 0

    def done(self) -> tuple[MermaidJourney, list[str]]:
        document, journey = self.document, self.journey
        cards = document.cards_of(journey.id)
        self._collect()
        chosen = [card for card in cards if card.kind == "touchpoint" or card.id in self.points]
        chosen = chosen or [card for card in cards if card.kind == "action"]
        stages = document.stages_of(journey.id)
        for index, stage in enumerate(stages):
            if index == 0 and not stage.name:
                section = -1
            else:
                self.sections.append(stage.name)
                section = len(self.sections) - 1
            self._add_tasks(stage, section, {card.id for card in chosen})
        read = MermaidJourney(
            journey.title, acc_descr=journey.scenario, sections=self.sections, tasks=self.tasks
        )
        return read, [*self._lost(cards, len(cards) - len(chosen), stages), *self._changed()]

    def _collect(self) -> None:
        for curve in self.document.curves_of(self.journey.id):
            points = self.document.points_of(curve.id)
            if curve != emotion_curve(self.document, self.journey.id, curve.persona):
                self.of_other_curves += len(points)
                continue
            for point in points:
                if point.card:
                    self.points.setdefault(point.card, []).append((curve, point))
                else:
                    self.without_card += 1
        for persona in self.document.select(Persona):
            for about in self.document.select(CardPersona, persona=persona.id):
                self.personas.setdefault(about.card, []).append(persona)

    def _add_tasks(self, stage: Stage, section: int, chosen: set[str]) -> None:
        for step in self.document.steps_of(stage.id):
            for lane in self.document.lanes_of(self.journey.id):
                for card in self.document.cards_in(step.id, lane.id):
                    if card.id in chosen:
                        self.tasks.append(self._task(card, stage.name if section >= 0 else "", section))

    def _task(self, card: Card, section: str, index: int) -> MermaidTask:
        points = self.points.get(card.id, [])
        values = [point.value for _, point in points]
        self.without_score += not values
        self.with_several_scores += len(set(values)) > 1
        score = round(_NEUTRAL + 2 * sum(values) / len(values), 2) if values else _NEUTRAL
        people = self.personas.get(card.id, [])
        owners = {curve.persona for curve, _ in points}
        people = people or [each for each in self.document.select(Persona) if each.id in owners]
        return MermaidTask(
            section,
            plain(card.text).replace("\n", "<br>"),
            score,
            [persona.name for persona in people if persona.name],
            index,
            [line for line in card.note.split("\n") if line],
        )

    def _lost(self, cards: Sequence[Card], left_out: int, stages: Iterable[Stage]) -> list[str]:
        """Return what Mermaid has no place for."""
        document, journey = self.document, self.journey
        named_steps = sum(bool(step.name) for stage in stages for step in document.steps_of(stage.id))
        in_steps, others = self.without_card, self.of_other_curves
        lanes = document.lanes_of(journey.id)
        lines = sum(lane.kind in kinds.LINE_KINDS for lane in lanes)
        summaries = sum(lane.kind in kinds.SUMMARY_KINDS for lane in lanes)
        charts = sum(lane.kind == "emotion" and bool(lane.other_journey) for lane in lanes)
        groups = len(document.select(LaneGroup, journey=journey.id))
        described = sum(is_described(document, each) for each in document.personas_of(journey.id))
        links, notes = len(document.links_of(journey.id)), len(document.notes_of(journey.id))
        lost = (
            (left_out, ntr("{n} card was not exported.", "{n} cards were not exported.", left_out)),
            (
                named_steps,
                ntr(
                    "{n} name of a step was not exported.",
                    "{n} names of steps were not exported.",
                    named_steps,
                ),
            ),
            *self._lost_of_cards(cards),
            (
                lines,
                ntr(
                    "{n} line across the map was not exported.",
                    "{n} lines across the map were not exported.",
                    lines,
                ),
            ),
            (
                groups,
                ntr("{n} group of lanes was not exported.", "{n} groups of lanes were not exported.", groups),
            ),
            (
                summaries,
                ntr(
                    "{n} lane with a summary was not exported.",
                    "{n} lanes with a summary were not exported.",
                    summaries,
                ),
            ),
            (
                charts,
                ntr(
                    "{n} chart was exported without the curves of another journey.",
                    "{n} charts were exported without the curves of another journey.",
                    charts,
                ),
            ),
            (
                described,
                ntr(
                    "{n} description of a persona was not exported.",
                    "{n} descriptions of personas were not exported.",
                    described,
                ),
            ),
            (links, ntr("{n} link was not exported.", "{n} links were not exported.", links)),
            (notes, ntr("{n} note was not exported.", "{n} notes were not exported.", notes)),
            (
                in_steps,
                ntr(
                    "{n} emotion point without a card was not exported.",
                    "{n} emotion points without a card were not exported.",
                    in_steps,
                ),
            ),
            (
                others,
                ntr(
                    "{n} point of a further curve was not exported.",
                    "{n} points of further curves were not exported.",
                    others,
                ),
            ),
        )
        return [sentence for count, sentence in lost if count]

    def _lost_of_cards(self, cards: Sequence[Card]) -> Iterator[tuple[int, str]]:
        """Yield the count of each part of cards that Mermaid has no place for, with its sentence."""
        channels = sum(bool(card.channel) for card in cards)
        yield (
            channels,
            ntr(
                "{n} channel of a card was not exported.",
                "{n} channels of cards were not exported.",
                channels,
            ),
        )
        tags = sum(len(self.document.tags_on(card.id)) for card in cards)
        yield tags, ntr("{n} tag of a card was not exported.", "{n} tags of cards were not exported.", tags)
        evidence = sum(self.document.backing(card.id) for card in cards)
        yield (
            evidence,
            ntr(
                "{n} place of evidence at a card was not exported.",
                "{n} places of evidence at cards were not exported.",
                evidence,
            ),
        )
        references = sum(len(self.document.references_of(card.id)) for card in cards)
        yield (
            references,
            ntr(
                "{n} reference of a card was not exported.",
                "{n} references of cards were not exported.",
                references,
            ),
        )
        pictures = sum(bool(card.picture) for card in cards)
        yield pictures, ntr("{n} picture was not exported.", "{n} pictures were not exported.", pictures)
        moments = sum(card.moment_of_truth for card in cards)
        yield (
            moments,
            ntr("{n} moment of truth was not exported.", "{n} moments of truth were not exported.", moments),
        )
        fails = sum(card.fail_point for card in cards)
        yield (
            fails,
            ntr("{n} fail point was not exported.", "{n} fail points were not exported.", fails),
        )
        details = sum(getattr(card, name) not in ("", None) for card in cards for name in _DETAILS)
        yield (
            details,
            ntr(
                "{n} rating, time, owner or similar detail was not exported.",
                "{n} ratings, times, owners and similar details were not exported.",
                details,
            ),
        )
        opened = sum(bool(card.detail) for card in cards)
        yield (
            opened,
            ntr(
                "{n} link of a card to another journey was not exported.",
                "{n} links of cards to other journeys were not exported.",
                opened,
            ),
        )
        spans = sum(len(self.document.span_of(card)) > 1 for card in cards)
        yield (
            spans,
            ntr(
                "{n} span of a card over several steps was not exported.",
                "{n} spans of cards over several steps were not exported.",
                spans,
            ),
        )
        spans = len(lane_spans_of(self.document, self.journey.id))
        yield (
            spans,
            ntr(
                "{n} span of a card over several lanes was not exported.",
                "{n} spans of cards over several lanes were not exported.",
                spans,
            ),
        )

    def _changed(self) -> list[str]:
        """Return what is written in another way, and the fields of the journey without a place in Mermaid."""
        fields = {
            "goal": tr("The goal of the journey was not exported."),
            "expectations": tr("The expectations of the journey were not exported."),
            "owner": tr("The owner of the journey was not exported."),
            "status": tr("The status of the journey was not exported."),
            "review_date": tr("The review date of the journey was not exported."),
        }
        remarks = [said for field, said in fields.items() if getattr(self.journey, field)]
        if self.without_score:
            remarks.append(
                ntr(
                    "{n} task has no point on a curve and got the score 3.",
                    "{n} tasks have no point on a curve and got the score 3.",
                    self.without_score,
                )
            )
        if self.with_several_scores:
            remarks.append(
                ntr(
                    "{n} task got the average of the scores of several personas.",
                    "{n} tasks got the average of the scores of several personas.",
                    self.with_several_scores,
                )
            )
        return remarks
