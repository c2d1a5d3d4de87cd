"""A finding of a rule, and what the rules look at."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import chain

from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.model.document import Queries
from journey_editor.model.records import (
    Card,
    Curve,
    EmotionPoint,
    EvidencePlace,
    Journey,
    Lane,
    Link,
    Stage,
    SupportOffer,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: the `items` that it is about, the first of which identifies it, and its figures.

    `values` are the numbers and words of the finding's sentence, by name.
    """

    rule: str
    items: tuple[str, ...]
    values: Mapping[str, float | str]

    @property
    def key(self) -> tuple[str, str]:
        """The rule and the first item, by which a finding is recognised after an edit."""
        return self.rule, self.items[0] if self.items else ""


class Facts:
    """A journey as the rules see it. Each part is computed when it is needed first."""

    def __init__(self, document: Queries, journey_id: str) -> None:
        self.document, self.journey = document, document.get(Journey, journey_id)

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        """The stages in order."""
        return self.document.stages_of(self.journey.id)

    @cached_property
    def column_of(self) -> dict[str, int]:
        """The index of each step, by id."""
        return {step.id: index for index, step in enumerate(self.document.columns_of(self.journey.id))}

    @cached_property
    def stage_of(self) -> dict[str, str]:
        """The id of the stage of each step, by id."""
        return {step.id: step.stage for step in self.document.columns_of(self.journey.id)}

    @cached_property
    def lanes(self) -> tuple[Lane, ...]:
        """The lanes that are not hidden."""
        return self.document.lanes_of(self.journey.id, hidden=False)

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """All cards in reading order."""
        return self.document.cards_of(self.journey.id)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """All links from card to card."""
        return tuple(link for link in self.document.links_of(self.journey.id) if link.source)

    @cached_property
    def offers(self) -> tuple[SupportOffer, ...]:
        """The support that is offered in the stages."""
        return self.document.offers_of(self.journey.id)

    @cached_property
    def curves(self) -> tuple[tuple[Curve, tuple[EmotionPoint, ...]], ...]:
        """The curves of emotion, each with its points from the first to the last."""
        emotions = (
            each for each in self.document.curves_of(self.journey.id) if not (each.measures or each.figures)
        )
        return tuple((each, self._in_order(each)) for each in emotions)

    @cached_property
    def points_at(self) -> dict[str, list[EmotionPoint]]:
        """The emotion points at each card, by its id."""
        found: dict[str, list[EmotionPoint]] = {}
        for point in chain.from_iterable(points for _, points in self.curves):
            if point.card:
                found.setdefault(point.card, []).append(point)
        return found

    def backed_stages(self) -> set[str]:
        """Return the stages in which evidence backs a card, a point or the stage itself."""
        found = set()
        for place in self.document.select(EvidencePlace):
            card = self.document.find(place.card)
            point = self.document.find(place.point)
            step = card.step if isinstance(card, Card) else ""
            if isinstance(point, EmotionPoint):
                step = self.step_of(point)
            found.add(place.stage or self.stage_of.get(step, ""))
        return found

    def of_kind(self, *kinds: str) -> Iterator[Card]:
        """Yield the cards of some kinds in reading order."""
        return (card for card in self.cards if card.kind in kinds)

    def place_of(self, point: EmotionPoint) -> tuple[float, str]:
        """Return the place of a point across the journey, in columns, and its id."""
        if not point.card:
            return self.column_of[point.step] + point.at, point.id
        card = self.document.get(Card, point.card)
        persona = self.document.get(Curve, point.curve).persona
        return self.column_of[card.step] + self.document.share_in_cell(card, persona), point.id

    def step_of(self, point: EmotionPoint) -> str:
        """Return the id of the step in which a point is."""
        return point.step or self.document.get(Card, point.card).step

    def name_of_stage(self, stage_id: str) -> str:
        """Return the name of a stage."""
        return self.document.get(Stage, stage_id).name

    def _in_order(self, curve: Curve) -> tuple[EmotionPoint, ...]:
        return tuple(sorted(self.document.points_of(curve.id), key=self.place_of))
