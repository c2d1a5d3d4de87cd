"""Parts of a journey that is made from a table: lanes, cards, personas and curves."""

from collections.abc import Iterator, Sequence
from dataclasses import field

from journey_editor.editing.draft import Draft
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.text import TEXT_LIMIT, in_one_line
from journey_editor.interchange.journey_tables.emotions import Scale
from journey_editor.interchange.journey_tables.grid import Grid, Place, too_many_cells
from journey_editor.interchange.journey_tables.plan import Plan
from journey_editor.interchange.journey_tables.vocabulary import (
    LANES,
    folded,
    matched,
)
from journey_editor.model.fields import NAME_LIMIT
from journey_editor.model.order import key_between
from journey_editor.model.records import (
    Card,
    Curve,
    EmotionPoint,
    JourneyPersona,
    Lane,
    Persona,
    Stage,
    Step,
    Tag,
)

MOST_CARDS = 60_000
"""Maximum number of cards of a map from a table."""


@dataclass(slots=True)
class Counts:
    """Numbers for the remarks about a table that was read."""

    stages: int = 0
    steps: int = 0
    cards: int = 0
    points: int = 0
    unknown_emotions: list[str] = field(default_factory=list)
    shortened: int = 0
    others: int = 0
    unplaced: list[str] = field(default_factory=list)


@dataclass(slots=True)
class MapBuilder:
    """State of a journey while it is made from a table, and the records that are added to it on first use."""

    draft: Draft
    table: Grid
    plan: Plan
    headings: Sequence[str]
    counts: Counts = field(default_factory=Counts)
    journey: str = ""
    language: str = "en"
    lanes: dict[str, Lane] = field(default_factory=dict)
    lane_orders: Iterator[str] = field(default_factory=lambda: iter(()))
    order_of_feelings: str = ""
    cards: dict[Place, str] = field(default_factory=dict)
    last_in: dict[tuple[str, str], str] = field(default_factory=dict)
    personas: dict[str, Persona] = field(default_factory=dict)
    tags: dict[str, Tag] = field(default_factory=dict)
    curves: dict[tuple[int, str], Curve] = field(default_factory=dict)
    scales: dict[int, Scale] = field(default_factory=dict)
    stage: Stage | None = None
    step: Step | None = None
    step_name: str = ""
    present: set[str] = field(default_factory=set)
    """Personas that have a row in the current step."""
    points_in: dict[tuple[str, str], list[EmotionPoint]] = field(default_factory=dict)
    first_cards: list[Card] = field(default_factory=list)

    @property
    def is_listed(self) -> bool:
        """True if each row is a card."""
        return "lane" in self.plan.roles and "card" in self.plan.roles

    def _with(self, role: str) -> list[int]:
        return [index for index, each in enumerate(self.plan.roles) if each == role]

    def _lane(self, key: str, kind: str, title: str = "") -> Lane:
        """Return a lane by its key; it is added on first use."""
        if key not in self.lanes:
            self.lanes[key] = self.draft.add(
                Lane,
                journey=self.journey,
                kind=kind,
                title=in_one_line(title)[:NAME_LIMIT],
                order=(key == "feeling" and self.order_of_feelings) or next(self.lane_orders),
            )
        return self.lanes[key]

    def _name(self, row: int, role: str) -> str:
        for index in self._with(role):
            return self._cut(in_one_line(self.table.rows[row][index]), NAME_LIMIT)
        return ""

    def _cut(self, text: str, limit: int) -> str:
        self.counts.shortened += len(text) > limit
        return text[:limit]

    def _card(self, lane: Lane, text: str, **details: str) -> Card:
        assert self.step is not None
        place = (self.step.id, lane.id)
        self.last_in[place] = key_between(self.last_in.get(place), None)
        card = self.draft.add(
            Card,
            step=self.step.id,
            lane=lane.id,
            kind=lane.kind if lane.kind in LANES else "text",
            text=self._cut(text, TEXT_LIMIT),
            order=self.last_in[place],
            **details,
        )
        self.counts.cards += 1
        if self.counts.cards > MOST_CARDS:
            raise too_many_cells()
        self.first_cards.append(card)
        return card

    def _replace(self, card: Card) -> None:
        self.first_cards = [card if each.id == card.id else each for each in self.first_cards]

    def _tag(self, name: str) -> Tag:
        if name not in self.tags:
            last = max((each.order for each in self.tags.values()), default=None)
            self.tags[name] = self.draft.add(Tag, name=name, order=key_between(last, None))
        return self.tags[name]

    def _owner(self, column: int) -> str:
        """Return the persona that the heading of one of several columns of emotions names."""
        if len(self._with("emotion")) < 2:
            return ""
        heading = self.headings[column]
        words = folded(heading).replace(matched(heading)[1], "").strip()
        names = [
            each for each in heading.replace("(", " ").replace(")", " ").split() if folded(each) in words
        ]
        return self._persona(" ".join(names)).id if words and names else ""

    def _curve(self, column: int, owner: str) -> Curve:
        key = (column if not owner else -1, owner)
        if key not in self.curves:
            orders = [each.order for each in self.curves.values()]
            order = key_between(max(orders, default=None), None)
            self.curves[key] = self.draft.add(Curve, journey=self.journey, persona=owner, order=order)
        return self.curves[key]

    def _persona(self, name: str) -> Persona:
        name = in_one_line(name)[:NAME_LIMIT]
        if name not in self.personas:
            orders = [each.order for each in self.personas.values()]
            order = key_between(max(orders, default=None), None)
            self.personas[name] = self.draft.add(Persona, name=name, order=order)
            self.draft.add(JourneyPersona, journey=self.journey, persona=self.personas[name].id, order=order)
        return self.personas[name]
