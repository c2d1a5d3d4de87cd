"""Export of a journey to Mermaid, with a report of what Mermaid cannot represent."""

from dataclasses import field

from journey_editor.editing.commands.curves import emotion_curve
from journey_editor.foundation.emphasis import plain
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.translation import ntr
from journey_editor.interchange.counts import about_fields, counts_of_map, sentences
from journey_editor.interchange.mermaid.parser import MermaidJourney, MermaidTask
from journey_editor.interchange.mermaid.writer import write
from journey_editor.model.document import Queries
from journey_editor.model.records import (
    Card,
    CardPersona,
    Curve,
    EmotionPoint,
    Journey,
    Persona,
    Stage,
)

_NEUTRAL = 3.0


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
        counts = {
            **counts_of_map(document, journey.id, cards),
            "cards": len(cards) - len(chosen),
            "points_in_steps": self.without_card,
            "points_of_curves": self.of_other_curves,
        }
        # Every touchpoint keeps its personas and notes; cards that are left out are counted as such.
        carried = ("stages", "empty_steps", "lanes", "hidden", "people", "card_notes", "point_details")
        lost = sentences({name: count for name, count in counts.items() if name not in carried})
        return read, [*lost, *self._changed()]

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

    def _changed(self) -> list[str]:
        """Return what is written in another way, and the fields of the journey without a place in Mermaid."""
        remarks = about_fields(self.journey)
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
