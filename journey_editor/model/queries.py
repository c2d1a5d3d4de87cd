"""Queries on a flat table of records by id, which a document, a draft and a view of it share."""

from collections.abc import Iterator
from itertools import chain, count
from operator import attrgetter
from typing import TypeVar, cast

from journey_editor.model.kinds import CARD_LANES
from journey_editor.model.records import (
    RECORD_TYPES,
    Brand,
    Card,
    CardPersona,
    CardReference,
    CardTag,
    Channel,
    Curve,
    EmotionPoint,
    Evidence,
    EvidencePlace,
    Journey,
    JourneyPersona,
    Lane,
    LaneChannel,
    LaneKind,
    Link,
    Note,
    Persona,
    Project,
    Record,
    Stage,
    Step,
    SupportOffer,
    Tag,
    View,
    ViewItem,
    kind_of,
    references,
)
from journey_editor.model.sheet_records import PersonaChannel, PersonaFact

R = TypeVar("R", bound=Record)
GroupKey = tuple[str, tuple[str, ...], tuple[str, ...]]

Cell = tuple[str, str]
"""The ids of a step and of a lane."""


_GROUPINGS: dict[str, tuple[tuple[str, ...], ...]] = {
    each.KIND: ((), *((name,) for name in references(each)), *each.GROUPED_BY) for each in RECORD_TYPES
}

_SINGLE_GROUPINGS = {
    each.KIND: ([(name,) for name in references(each)], attrgetter("id", *references(each)))
    for each in RECORD_TYPES
}


_OWNERS = (
    "journey",
    "stage",
    "step",
    "card",
    "curve",
    "source",
    "source_stage",
    "link",
    "view",
    "lane",
    "point",
    "measure",
)
_PARENTS = {each.KIND: tuple(name for name in _OWNERS if name in references(each)) for each in RECORD_TYPES}
"""Fields that lead from a record, directly or through others, to its journey; the first one set counts."""


def group_keys(record: Record) -> list[GroupKey]:
    """Return the keys of a record's groups: by kind, by each reference, and by the kind's own groupings."""
    kind = record.KIND
    keys: list[GroupKey] = [(kind, (), ())]
    singles, values_of = _SINGLE_GROUPINGS[kind]
    if singles:
        keys += [(kind, names, (value,)) for names, value in zip(singles, values_of(record)[1:], strict=True)]
    keys += [(kind, names, tuple([getattr(record, name) for name in names])) for names in record.GROUPED_BY]
    return keys


def run_of(lane: Lane) -> tuple[str, str]:
    """Return the key of the neighbouring lanes that a group holds together: those of the same persona.

    A lane without a group is alone.
    """
    return lane.persona, lane.group or lane.id


def sort_key(record: Record) -> tuple[str, str]:
    """Return the key that sorts a record among its siblings: its order key, then its id."""
    return getattr(record, "order", ""), record.id


def _rows_around(lane: Lane) -> tuple[tuple[str, ...], ...]:
    """Return the keys of the rows that stay together around a lane, from the outside in."""
    return (lane.persona or lane.group or lane.id,), run_of(lane)


class Queries:
    """Queries that a document and a draft share. All results are in order."""

    __slots__ = ("_groups", "_records", "_sorted")

    def __init__(self) -> None:
        self._records: dict[str, Record] = {}
        self._groups: dict[GroupKey, dict[str, None]] = {}
        self._sorted: dict[GroupKey, tuple[Record, ...]] = {}

    def __contains__(self, record_id: object) -> bool:
        return record_id in self._records

    def __len__(self) -> int:
        return len(self._records)

    def __iter__(self) -> Iterator[Record]:
        return iter(self._records.values())

    def find(self, record_id: str) -> Record | None:
        """Return the record with this id, or None."""
        return self._records.get(record_id)

    def get(self, record_type: type[R], record_id: str) -> R:
        """Return the record of this kind with this id. Raises `KeyError` if there is none."""
        record = self._records[record_id]
        if not isinstance(record, record_type):
            raise KeyError(f"{record_id} is no {record_type.KIND}")
        return record

    def select(self, record_type: type[R], **fields: str) -> tuple[R, ...]:
        """Return all records of a kind whose reference fields have these values.

        Raises `LookupError` if the kind is not grouped by these fields.
        """
        key = (record_type.KIND, tuple(fields), tuple(fields.values()))
        found = self._sorted.get(key)
        if found is None:
            if tuple(fields) not in _GROUPINGS[record_type.KIND]:
                raise LookupError(f"{record_type.KIND} is not grouped by {tuple(fields)}")
            members = [self._records[each] for each in self._groups.get(key, ())]
            found = self._sorted[key] = tuple(sorted(members, key=sort_key))
        return cast(tuple[R, ...], found)

    def uses(self, record_type: type[Record], field: str) -> bool:
        """Return True if a record of a kind has a value in a reference field."""
        every, without = (record_type.KIND, (), ()), (record_type.KIND, (field,), ("",))
        return len(self._groups.get(every, ())) > len(self._groups.get(without, ()))

    def project(self) -> Project:
        """Return the project record."""
        return self.select(Project)[0]

    def brand(self) -> Brand | None:
        """Return the look of the project's maps, or None if they look as usual."""
        return next(iter(self.select(Brand)), None)

    def font(self) -> str:
        """Return the font family of the project's maps, or an empty name for the font of the program."""
        brand = self.brand()
        return brand.font if brand is not None else ""

    def journeys(self) -> tuple[Journey, ...]:
        """Return the journeys of the project."""
        return self.select(Journey)

    def stages_of(self, journey_id: str) -> tuple[Stage, ...]:
        """Return the stages of a journey."""
        return self.select(Stage, journey=journey_id)

    def steps_of(self, stage_id: str) -> tuple[Step, ...]:
        """Return the steps of a stage."""
        return self.select(Step, stage=stage_id)

    def columns_of(self, journey_id: str) -> tuple[Step, ...]:
        """Return all steps of a journey, stage by stage."""
        return tuple(step for stage in self.stages_of(journey_id) for step in self.steps_of(stage.id))

    def lanes_of(self, journey_id: str, *, hidden: bool = True) -> tuple[Lane, ...]:
        """Return the lanes of a journey; the lanes of one persona follow the first of them.

        Among those, and among the lanes of everyone, the lanes of a group follow the first of them. If
        `hidden` is false, only those that the map shows: a persona is hidden with its lanes.
        """
        lanes = self.select(Lane, journey=journey_id)
        if not hidden:
            people = {"", *(each.id for each in self.personas_of(journey_id, hidden=False))}
            lanes = tuple(lane for lane in lanes if not lane.hidden and lane.persona in people)
        place: dict[tuple[str, ...], int] = {}
        for index, lane in enumerate(lanes):
            for key in _rows_around(lane):
                place.setdefault(key, index)
        return tuple(sorted(lanes, key=lambda lane: [place[key] for key in _rows_around(lane)]))

    def persona_lane(self, journey_id: str, persona_id: str) -> tuple[Lane, ...]:
        """Return the lanes of one persona in a journey, which move together."""
        return tuple(lane for lane in self.lanes_of(journey_id) if lane.persona == persona_id)

    def cards_in(self, step_id: str, lane_id: str) -> tuple[Card, ...]:
        """Return the cards of a cell, from the top."""
        return self.select(Card, step=step_id, lane=lane_id)

    def touchpoints_in(self, step_id: str, persona_id: str = "") -> tuple[Card, ...]:
        """Return the touchpoints in a step that are about a persona, or about no persona.

        Without a persona these are all touchpoints of the step. They are in the order of the lanes.
        """
        lanes = self.lanes_of(self.journey_of(step_id))
        cards = (card for lane in lanes for card in self.cards_in(step_id, lane.id))
        touchpoints = (card for card in cards if card.kind == "touchpoint")
        if not persona_id:
            return tuple(touchpoints)
        return tuple(card for card in touchpoints if persona_id in (self.people_of(card) or (persona_id,)))

    def share_in_cell(self, card: Card, persona_id: str = "") -> float:
        """Return the middle of a card's share of its cell's width: 0 is the beginning of the cell, 1 its end.

        The emotion of a persona at a card is drawn there. For a card that spans several steps it is the
        middle of these, counted in columns.
        """
        span = len(self.span_of(card))
        if span > 1:
            return span / 2
        shares = self.shares_in_cell(card.step, card.lane, persona_id)
        return shares[card.id] if card.id in shares else self.shares_in_cell(card.step, card.lane)[card.id]

    def shares_in_cell(self, step_id: str, lane_id: str, persona_id: str = "") -> dict[str, float]:
        """Return the middle of the share of each card of a cell that is about a persona, or about no persona.

        Without a persona these are all cards. Cards that span several steps take no share from the others.
        """
        cards = [each for each in self.cards_in(step_id, lane_id) if len(self.span_of(each)) == 1]
        if persona_id and len(cards) > 1:
            cards = [each for each in cards if persona_id in (self.people_of(each) or (persona_id,))]
        return {each.id: (index + 0.5) / len(cards) for index, each in enumerate(cards)}

    def cards_of(self, journey_id: str) -> tuple[Card, ...]:
        """Return all cards of a journey, lane by lane in reading order."""
        in_lane: dict[str, list[Card]] = {lane.id: [] for lane in self.lanes_of(journey_id)}
        for step in self.columns_of(journey_id):
            # The cards of a step are sorted; those of one cell keep that order.
            for card in self.select(Card, step=step.id):
                # During an edit, the card's lane may already be removed.
                if card.lane in in_lane:
                    in_lane[card.lane].append(card)
        return tuple(chain.from_iterable(in_lane.values()))

    def count_cards(self, journey_id: str) -> int:
        """Return the number of cards of a journey."""
        return sum([len(self.select(Card, step=step.id)) for step in self.columns_of(journey_id)])

    def personas_of(self, journey_id: str, *, hidden: bool = True) -> tuple[Persona, ...]:
        """Return the personas of a journey in its order; if `hidden` is false, only those that are shown."""
        places = self.select(JourneyPersona, journey=journey_id)
        return tuple(self.get(Persona, place.persona) for place in places if place.shown or hidden)

    def persona_colors(self, journey_id: str) -> dict[str, int]:
        """Return the number of each persona's colour in a journey, by id; "" is for a curve of everyone.

        Numbers from `PERSONA_COLORS` on repeat the colours.
        """
        places = self.select(JourneyPersona, journey=journey_id)
        chosen = {each.persona: each.color for each in places if each.color is not None}
        free = (each for each in count() if each not in chosen.values())
        colors = {
            each.persona: chosen[each.persona] if each.persona in chosen else next(free) for each in places
        }
        return {**colors, "": next(free)}

    def personas_on(self, card_id: str) -> tuple[Persona, ...]:
        """Return the personas that a card is about."""
        about = {each.persona for each in self.select(CardPersona, card=card_id)}
        found = (self._records.get(each) for each in about)
        return tuple(sorted((each for each in found if isinstance(each, Persona)), key=sort_key))

    def people_of(self, card: Card) -> tuple[str, ...]:
        """Return the ids of the personas on a card, else that of its lane; none for a card about everyone."""
        on_card = tuple(each.id for each in self.personas_on(card.id))
        return on_card or tuple(filter(None, [self.get(Lane, card.lane).persona]))

    def offers_of(self, journey_id: str) -> tuple[SupportOffer, ...]:
        """Return the support that is offered in the stages of a journey."""
        if not self._groups.get((SupportOffer.KIND, (), ())):
            return ()
        return tuple(
            offer
            for stage in self.stages_of(journey_id)
            for offer in self.select(SupportOffer, stage=stage.id)
        )

    def evidence(self) -> tuple[Evidence, ...]:
        """Return all evidence of the project."""
        return self.select(Evidence)

    def evidence_on(self, record_id: str) -> tuple[Evidence, ...]:
        """Return the evidence that backs a card, an emotion point, a persona or a stage."""
        if not self._groups.get((EvidencePlace.KIND, (), ())):
            return ()
        field = {"emotion_point": "point"}.get(kind_of(record_id), kind_of(record_id))
        places = {each.evidence for each in self.select(EvidencePlace, **{field: record_id})}
        return tuple(each for each in self.evidence() if each.id in places) if places else ()

    def backing(self, record_id: str) -> int:
        """Return the number of pieces of evidence that back a record, as `evidence_on`."""
        if not self._groups.get((EvidencePlace.KIND, (), ())):
            return 0
        field = {"emotion_point": "point"}.get(kind_of(record_id), kind_of(record_id))
        return len({each.evidence for each in self.select(EvidencePlace, **{field: record_id})})

    def facts_of(self, persona_id: str) -> tuple[PersonaFact, ...]:
        """Return the free fields of a persona's sheet."""
        return self.select(PersonaFact, persona=persona_id)

    def channels_of(self, persona_id: str) -> tuple[Channel, ...]:
        """Return the channels that a persona prefers."""
        chosen = {each.channel for each in self.select(PersonaChannel, persona=persona_id)}
        return tuple(each for each in self.channels() if each.id in chosen) if chosen else ()

    def tags(self) -> tuple[Tag, ...]:
        """Return the tags of the project."""
        return self.select(Tag)

    def tags_on(self, card_id: str) -> tuple[Tag, ...]:
        """Return the tags of a card."""
        chosen = {each.tag for each in self.select(CardTag, card=card_id)}
        return tuple(each for each in self.tags() if each.id in chosen) if chosen else ()

    def references_of(self, card_id: str) -> tuple[CardReference, ...]:
        """Return the web pages and files that belong to a card."""
        return self.select(CardReference, card=card_id)

    def lane_kinds(self) -> tuple[LaneKind, ...]:
        """Return the kinds of lanes that users of the project defined."""
        return self.select(LaneKind)

    def own_kind(self, lane: Lane) -> LaneKind | None:
        """Return the kind of a lane that users defined, or None. Only a lane for cards has its look."""
        has_own = lane.own_kind and lane.kind in CARD_LANES
        return self.get(LaneKind, lane.own_kind) if has_own else None

    def channels(self) -> tuple[Channel, ...]:
        """Return the channels of the project."""
        return self.select(Channel)

    def chosen_channels(self, lane_id: str) -> tuple[Channel, ...]:
        """Return the channels that were chosen for a channel matrix; none if it shows all that are used."""
        chosen = {each.channel for each in self.select(LaneChannel, lane=lane_id)}
        return tuple(each for each in self.channels() if each.id in chosen) if chosen else ()

    def curves_of(self, journey_id: str) -> tuple[Curve, ...]:
        """Return the emotion curves of a journey."""
        return self.select(Curve, journey=journey_id)

    def points_of(self, curve_id: str) -> tuple[EmotionPoint, ...]:
        """Return the points of a curve. Their order has no meaning: they are drawn by position."""
        return self.select(EmotionPoint, curve=curve_id)

    def point_at(self, curve_id: str, card_id: str) -> EmotionPoint | None:
        """Return the point of a curve at a card, or None."""
        return next(iter(self.select(EmotionPoint, curve=curve_id, card=card_id)), None)

    def links_of(self, journey_id: str) -> tuple[Link, ...]:
        """Return the links between the cards of a journey, and between its stages."""
        lanes = {lane.id for lane in self.select(Lane, journey=journey_id)}
        sources = ((link, self._records.get(link.ends[0])) for link in self.select(Link))
        return tuple(
            link
            for link, end in sources
            if (isinstance(end, Card) and end.lane in lanes)
            or (isinstance(end, Stage) and end.journey == journey_id)
        )

    def notes_of(self, journey_id: str) -> tuple[Note, ...]:
        """Return the notes on a journey's map."""
        return self.select(Note, journey=journey_id)

    def views_of(self, journey_id: str) -> tuple[View, ...]:
        """Return the saved views of a journey."""
        return self.select(View, journey=journey_id)

    def items_of(self, view_id: str) -> tuple[ViewItem, ...]:
        """Return the conditions of a view and what it hides."""
        return self.select(ViewItem, view=view_id)

    def spans_of(self, journey_id: str) -> dict[str, tuple[str, ...]]:
        """Return the ids of the steps of each card of a journey that spans several, by card id."""
        if not self.uses(Card, "last_step"):
            # Most projects have no such card, and the layout asks at each edit.
            return {}
        steps = [each.id for each in self.columns_of(journey_id)]
        place = {step: index for index, step in enumerate(steps)}
        return {
            card.id: tuple(steps[place[card.step] : last + 1])
            for step, last in place.items()
            for card in self.select(Card, last_step=step)
            if place.get(card.step, last) < last
        }

    def span_of(self, card: Card) -> tuple[str, ...]:
        """Return the ids of the steps that a card spans: from its step to its last one, if that is later."""
        if not card.last_step:
            return (card.step,)
        steps = [each.id for each in self.columns_of(self.journey_of(card.step))]
        first, last = steps.index(card.step), steps.index(card.last_step)
        return tuple(steps[first : max(first, last) + 1])

    def journey_of(self, record_id: str) -> str:
        """Return the id of the journey that contains a record, or "" for records that journeys share."""
        record = self._records.get(record_id)
        while record is not None and not isinstance(record, Journey):
            parent = ""
            for name in _PARENTS[record.KIND]:
                parent = getattr(record, name)
                if parent:
                    break
            record = self._records.get(parent)
        return record.id if record is not None else ""
