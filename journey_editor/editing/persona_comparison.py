"""Comparison of two personas of a journey: what differs between them, and a map of both side by side."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field, replace
from itertools import count

from journey_editor.editing.draft import Draft
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.model import kinds
from journey_editor.model.document import Cell, Document
from journey_editor.model.fields import NAME_LIMIT, Several
from journey_editor.model.matching import plain
from journey_editor.model.order import keys_between
from journey_editor.model.records import (
    Card,
    CardPersona,
    Curve,
    EmotionPoint,
    Journey,
    JourneyPersona,
    Lane,
    Note,
    Persona,
)
from journey_editor.wording.map_words import difference_name, named, persona_name, title_of

DIFFERENCES = ("channel", "emotion", "alone")
"""Kinds of differences: of channels or of emotions in a step, and what only one persona has."""
LEVEL = 0.5
"""Minimum difference of two emotions, on −1…+1: that of two of five levels."""
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Difference:
    """Difference between two personas in a step.

    `record` is what the map of both marks. `lane` is the row of the first persona, or empty for a whole step.
    `sides` are, for the first and the second persona, the ids of their channels, or those of their points.
    `persona` is the only one that has cards there, or empty.
    """

    kind: str
    step: str
    record: str
    lane: str = ""
    sides: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    persona: str = ""


@dataclass(frozen=True, slots=True)
class PersonaComparison:
    """Two personas of a journey on one map: `document` has a row for each of them in place of a lane.

    `owners` are the personas of these rows, by lane. `marks` are the kinds of differences of each card, and
    `gaps` the pairs of points whose emotions differ.
    """

    document: Document
    journey: str
    personas: tuple[str, str]
    changes: tuple[Difference, ...]
    marks: Mapping[str, tuple[str, ...]]
    owners: Mapping[str, tuple[str, ...]]
    gaps: tuple[tuple[str, str], ...]
    faint: frozenset[str] = frozenset()
    former: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """What is faint, and what was before, as in the comparison of two journeys: there is nothing."""

    def legend(self) -> tuple[tuple[str, str], ...]:
        """Return the entries of the legend that explain the marks and count the differences."""
        language = self.document.get(Journey, self.journey).language
        counts = {kind: sum(each.kind == kind for each in self.changes) for kind in DIFFERENCES}
        return tuple(
            (kind, named(difference_name(kind, language), str(number), language))
            for kind, number in counts.items()
            if number
        )


def compare_side_by_side(document: Document, journey_id: str, one: str, other: str) -> PersonaComparison:
    """Compare two personas of a journey. The document stays as it is."""
    numbers = count(1)
    draft = Draft(document, lambda kind: f"{kind}:beside{next(numbers)}")
    made = _SideBySide(draft, journey_id, (one, other))
    made.make()
    changes = (*made.alone(), *made.channels(), *made.emotions())
    marks: dict[str, tuple[str, ...]] = {}
    for each in changes:
        for card in made.marked(each):
            marks[card] = tuple(dict.fromkeys((*marks.get(card, ()), each.kind)))
    owners = {row: people for group in made.groups for row, people in group.owners(made.personas)}
    gaps = tuple((each.sides[0][0], each.sides[1][0]) for each in changes if each.kind == "emotion")
    return PersonaComparison(draft.frozen(), journey_id, made.personas, changes, marks, owners, gaps)


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows in place of a lane: those of the first and the second persona, and that of both, or empty."""

    one: str
    other: str
    both: str

    def row(self, at: int) -> str:
        """Return the row of the first (0) or the second persona."""
        return (self.one, self.other)[at]

    def owners(self, personas: tuple[str, str]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield each row with its personas."""
        yield self.one, personas[:1]
        yield self.other, personas[1:]
        if self.both:
            yield self.both, personas


class _SideBySide:
    """Draft of the map of two personas."""

    def __init__(self, draft: Draft, journey_id: str, personas: tuple[str, str]) -> None:
        self.draft, self.journey, self.personas = draft, journey_id, personas
        self.groups: list[_Rows] = []
        self.cells: dict[Cell, list[Card]] = {}
        """Cards by step and lane; a card that spans several steps is in each of them."""
        language = draft.get(Journey, journey_id).language
        self._language = language
        self._names = [persona_name(draft.get(Persona, each), language) for each in personas]

    def make(self) -> None:
        """Show the two personas alone, with rows of their own."""
        draft = self.draft
        title = " – ".join(self._names)
        journey = draft.get(Journey, self.journey)
        whole = named(journey.title, title, self._language) if journey.title else title
        draft.change(journey, title=whole[:NAME_LIMIT])
        self._show_personas()
        for card in draft.cards_of(self.journey):
            people = draft.people_of(card)
            if people and not set(people) & set(self.personas):
                draft.remove(card.id)
            for about in draft.select(CardPersona, card=card.id):
                if about.persona not in self.personas:
                    draft.remove(about.id)
        order: list[str] = []
        lanes = [each for each in draft.lanes_of(self.journey, hidden=False) if not each.hidden]
        chart = next((each for each in lanes if each.kind == "emotion"), None)
        taken: set[str] = set()
        for lane in lanes:
            if lane.id in taken:
                continue
            if lane.kind == "emotion":
                order += [lane.id] if lane is chart else []
                draft.change(lane, persona="", other_journey="", hidden=lane is not chart)
            elif lane.kind in kinds.CARD_LANES:
                partner = self._partner(lane, lanes, taken)
                taken |= {partner.id} if partner is not None else set()
                order += self._rows(lane, partner)
            else:
                order.append(lane.id)
        for lane_id, key in zip(order, keys_between(None, None, len(order)), strict=True):
            draft.change(draft.get(Lane, lane_id), order=key, group="", collapsed=False)
        self._show_curves()
        spans = draft.spans_of(self.journey)
        for card in draft.cards_of(self.journey):
            for step in spans.get(card.id, (card.step,)):
                self.cells.setdefault((step, card.lane), []).append(card)

    def alone(self) -> Iterator[Difference]:
        """Yield the steps, and the cells of the other steps, in which only one of the personas has cards."""
        of_one = {row for rows in self.groups for row in (rows.one, rows.other)}
        shared = {step for step, lane in self.cells if lane not in of_one}
        for step in self._steps:
            found = []
            for rows in self.groups:
                cells = [self.cells.get((step, row), []) for row in (rows.one, rows.other)]
                if bool(cells[0]) != bool(cells[1]) and not self.cells.get((step, rows.both)):
                    at = 0 if cells[0] else 1
                    first = cells[at][0].id
                    found.append(Difference("alone", step, first, rows.one, persona=self.personas[at]))
            has = [any((step, rows.row(at)) in self.cells for rows in self.groups) for at in (0, 1)]
            if has[0] != has[1] and step not in shared:
                found = [replace(found[0], lane="")]
            yield from found

    def channels(self) -> Iterator[Difference]:
        """Yield the cells in which the personas have touchpoints with different channels."""
        for step in self._steps:
            for rows in self.groups:
                one, other = (self._channels(step, row) for row in (rows.one, rows.other))
                if one and other and set(one) != set(other):
                    only = set(one) ^ set(other)
                    first = next(card for channel, card in (one | other).items() if channel in only)
                    yield Difference("channel", step, first, rows.one, (tuple(one), tuple(other)))

    def emotions(self) -> Iterator[Difference]:
        """Yield the steps in which the emotions of the personas differ by at least a level."""
        one, other = (self._points(persona) for persona in self.personas)
        for step in self._steps:
            points = one.get(step, ()), other.get(step, ())
            pairs = [(a, b) for a in points[0] for b in points[1]]
            # What both feel at the same card tells more than what they feel somewhere in the step.
            at_cards = [(a, b) for a, b in pairs if a.card and a.card == b.card]
            if not at_cards and pairs:
                means = [sum(each.value for each in own) / len(own) for own in points]
                pairs = pairs if _differ(*means) else []
            a, b = max(at_cards or pairs, key=_gap, default=(None, None))
            if a is not None and b is not None and _differ(a.value, b.value):
                yield Difference("emotion", step, gap_of(a.id), sides=((a.id,), (b.id,)))

    def marked(self, difference: Difference) -> Iterator[str]:
        """Yield the cards that a difference marks."""
        for rows in self.groups:
            if difference.lane not in ("", rows.one):
                continue
            for at, others in enumerate(reversed(difference.sides)):
                for card in self.cells.get((difference.step, rows.row(at)), ()):
                    of_channel = difference.kind == "channel" and card.channel and card.channel not in others
                    if of_channel or difference.persona == self.personas[at]:
                        yield card.id

    @property
    def _steps(self) -> list[str]:
        return [each.id for each in self.draft.columns_of(self.journey)]

    def _show_personas(self) -> None:
        places = {each.persona: each for each in self.draft.select(JourneyPersona, journey=self.journey)}
        first, second = keys_between(None, None, 2)
        orders = dict(zip(self.personas, (first, second), strict=True))
        colors = self.draft.persona_colors(self.journey)
        for persona, place in places.items():
            shown = persona in self.personas
            color = colors[persona] % kinds.PERSONA_COLORS if shown else None
            self.draft.change(place, shown=shown, order=orders.get(persona, place.order), color=color)

    def _partner(self, lane: Lane, lanes: Sequence[Lane], taken: Collection[str]) -> Lane | None:
        """Return the lane of the other persona that is like a lane of one of them."""
        if not lane.persona:
            return None
        alike = [
            each
            for each in lanes
            if each.persona not in ("", lane.persona)
            and each.id not in taken
            and (each.kind, each.own_kind) == (lane.kind, lane.own_kind)
        ]
        title = plain(title_of(lane, self._language))
        same = (each for each in alike if plain(title_of(each, self._language)) == title)
        return next(same, None) or next(iter(alike), None)

    def _rows(self, lane: Lane, partner: Lane | None) -> list[str]:
        """Put rows in place of a lane and its partner. Return the ids of their lanes in order."""
        draft = self.draft
        steps = draft.columns_of(self.journey)
        lanes = [lane, *([partner] if partner is not None else [])]
        cards = [card for each in lanes for step in steps for card in draft.cards_in(step.id, each.id)]
        owner = {card.id: set(draft.people_of(card)) & set(self.personas) for card in cards}
        if not lane.persona and all(len(each) != 1 for each in owner.values()):
            return [lane.id]
        # Each row has the title of the persona's own lane.
        own = {each.persona: each for each in reversed(lanes)}
        named_rows = [
            self._row(own.get(persona, lane), name)
            for persona, name in zip(self.personas, self._names, strict=True)
        ]
        shared = [card for card in cards if len(owner[card.id]) != 1]
        both = self._row(lane, ", ".join(self._names)) if shared else ""
        for card in cards:
            people = owner[card.id]
            row = both if len(people) != 1 else named_rows[self.personas.index(next(iter(people)))]
            if not draft.select(CardPersona, card=card.id):
                for each in sorted(people):
                    draft.add(CardPersona, card=card.id, persona=each)
            draft.change(card, lane=row, last_lane="")
        self._move_notes([each.id for each in lanes], both or named_rows[0])
        for replaced in lanes:
            draft.remove(replaced.id)
        self.groups.append(_Rows(named_rows[0], named_rows[1], both))
        return [each for each in (*named_rows, both) if each]

    def _row(self, lane: Lane, name: str) -> str:
        """Add the row of a persona, or of both, whose cards need not say so."""
        hidden = Several(kinds.CARD_DETAILS).joined({*lane.hidden_details.split(), "personas"})
        return self.draft.add(
            Lane,
            journey=self.journey,
            kind=lane.kind,
            own_kind=lane.own_kind,
            title=lane.title,
            subtitle=name[:NAME_LIMIT],
            hidden_details=hidden,
        ).id

    def _move_notes(self, lanes: Sequence[str], row: str) -> None:
        for lane in lanes:
            for note in self.draft.select(Note, lane=lane):
                self.draft.change(note, lane=row)

    def _show_curves(self) -> None:
        """Draw the emotion of the second persona on the scale of the first, and shade what is between."""
        one, other = (self._curve(each) for each in self.personas)
        if one is None or other is None:
            return
        same = {name: getattr(one, name) for name in ("scale", "levels", "signs", "unit")}
        self.draft.change(one, shaded=True)
        self.draft.change(other, shaded=False, **same)
        further = [each for each in self.draft.curves_of(self.journey) if each.id not in (one.id, other.id)]
        curves = [one, other, *further]
        for curve, key in zip(curves, keys_between(None, None, len(curves)), strict=True):
            self.draft.change(curve, order=key)

    def _curve(self, persona: str) -> Curve | None:
        """Return the emotion curve of a persona."""
        own = (each for each in self.draft.curves_of(self.journey) if each.persona == persona)
        return next((each for each in own if not each.measures), None)

    def _points(self, persona: str) -> dict[str, list[EmotionPoint]]:
        """Return the points of the emotion curve of a persona by step."""
        found: dict[str, list[EmotionPoint]] = {}
        curve = self._curve(persona)
        for point in self.draft.points_of(curve.id) if curve is not None else ():
            step = self.draft.get(Card, point.card).step if point.card else point.step
            found.setdefault(step, []).append(point)
        return found

    def _channels(self, step: str, row: str) -> dict[str, str]:
        """Return the channels of the touchpoints of a cell, each with the first card that has it."""
        found: dict[str, str] = {}
        for card in self.cells.get((step, row), ()):
            if card.kind == "touchpoint" and card.channel:
                found.setdefault(card.channel, card.id)
        return found


def _gap(pair: tuple[EmotionPoint, EmotionPoint]) -> float:
    return abs(pair[0].value - pair[1].value)


def _differ(one: float, other: float) -> bool:
    return abs(one - other) >= LEVEL - _ROUNDING


def gap_of(point_id: str) -> str:
    """Return the name of the mark between a point of the first persona and one of the second."""
    return f"{point_id}/gap"
