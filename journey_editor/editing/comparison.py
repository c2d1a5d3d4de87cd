"""Comparison of two journeys of a project: what changed from the earlier to the later one, and a map of both.

Records are matched by what they are made from, then by their texts. See `matching`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from typing import Any

from journey_editor.editing.change import Change
from journey_editor.editing.matching import match_journeys
from journey_editor.editing.support_comparison import link_changes, link_partners, offer_changes
from journey_editor.editing.views import with_their_links
from journey_editor.foundation.emphasis import plain
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.text import in_one_line
from journey_editor.foundation.translation import tr
from journey_editor.model.document import Document, Queries, Sketch
from journey_editor.model.fields import NAME_LIMIT
from journey_editor.model.lane_groups import groups_of
from journey_editor.model.matching import Matched
from journey_editor.model.order import key_between
from journey_editor.model.records import (
    Card,
    CardPersona,
    CardReference,
    CardTag,
    Curve,
    EmotionPoint,
    Journey,
    JourneyPersona,
    Lane,
    Link,
    Record,
    Stage,
    Step,
    specs,
)
from journey_editor.wording.curve_names import curve_name
from journey_editor.wording.map_words import change_name, named, quoted, state_name
from journey_editor.wording.spoken import moved_from

CARD_CHANGES = ("added", "dropped", "moved", "reworded", "changed")
"""Kinds of changes of cards; `changed` is one of its details, such as its channel or severity."""
CHANGES = (*CARD_CHANGES, "better", "worse")
"""Kinds of changes; the last two are those of an emotion."""

_NO_DETAILS = {"step", "last_step", "lane", "last_lane", "order", "text", "origin"}


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two journeys in one.

    `document` has the later journey together with what only the earlier one, `earlier`, has: its cards in the
    matching cells, and its links and curves. `marks` are the kinds of changes of each changed card and link,
    `faint` the ids of what only the earlier journey has. `former` are the earlier text of each reworded card
    and the earlier place of each moved one, in words; the other one may be empty.
    """

    document: Document
    journey: str
    earlier: str
    changes: tuple[Change, ...]
    marks: Mapping[str, tuple[str, ...]]
    faint: frozenset[str]
    former: Mapping[str, tuple[str, str]]
    owners: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    gaps: tuple[tuple[str, str], ...] = ()
    """Rows and gaps, as in the comparison of two personas: there are none."""

    def legend(self) -> tuple[tuple[str, str], ...]:
        """Return the entries of the legend that explain the marks and count them."""
        language = self.document.get(Journey, self.journey).language
        counts = {kind: sum(kind in marks for marks in self.marks.values()) for kind in CARD_CHANGES}
        return tuple(
            (kind, named(change_name(kind, language), str(count), language))
            for kind, count in counts.items()
            if count
        )


def compare(document: Document, earlier_id: str, later_id: str) -> Comparison:
    """Compare two journeys of a project. The document stays as it is."""
    matched = match_journeys(document, earlier_id, later_id)
    changes = (
        *_columns_and_lanes(document, matched),
        *_cards(document, matched),
        *link_changes(document, matched),
        *offer_changes(document, matched),
        *_emotions(document, matched),
    )
    marks: dict[str, tuple[str, ...]] = {}
    for change in changes:
        if isinstance(document.find(change.record), Card | Link):
            marks[change.record] = (*marks.get(change.record, ()), change.kind)
    both = _Both(document, matched)
    shown = both.made()
    dropped = frozenset(each.earlier for each in changes if each.kind == "dropped")
    faint = with_their_links(shown, dropped) | both.curves
    former = _former(document, changes, document.get(Journey, later_id).language)
    return Comparison(shown, later_id, earlier_id, changes, marks, faint, former)


def _former(document: Queries, changes: Sequence[Change], language: str) -> dict[str, tuple[str, str]]:
    """Return the earlier text and place of the cards that were reworded or moved."""
    found: dict[str, tuple[str, str]] = {}
    for change in changes:
        if change.kind in ("moved", "reworded"):
            before, card = document.get(Card, change.earlier), document.get(Card, change.later)
            text, place = found.get(card.id, ("", ""))
            if change.kind == "moved":
                place = moved_from(document, before, card, language)
            elif before.text:
                text = in_one_line(plain(before.text))
                text = quoted(text, language) if before.kind == "thought" else text
            found[card.id] = text, place
    return found


def order_of_time(document: Queries, one: str, other: str) -> tuple[str, str]:
    """Return two journeys in the order of time: as-is before to-be, else in the order of the project."""
    ids = [each.id for each in document.journeys()]
    as_is = {each.id: each.state == "as_is" for each in document.journeys()}
    first, second = sorted((one, other), key=lambda each: (not as_is[each], ids.index(each)))
    return first, second


def journey_name(document: Queries, journey_id: str, language: str | None = None) -> str:
    """Return the title of a journey with its state."""
    journey = document.get(Journey, journey_id)
    state = state_name(journey.state, language)
    return f"{journey.title} ({state})" if journey.title else state


def names_apart(document: Queries, earlier_id: str, later_id: str) -> tuple[str, str]:
    """Return the names of two journeys, in the language of the later one: their states, if these suffice."""
    both = [document.get(Journey, each) for each in (earlier_id, later_id)]
    language = both[1].language
    if both[0].title == both[1].title and both[0].state != both[1].state:
        return state_name(both[0].state, language), state_name(both[1].state, language)
    return journey_name(document, earlier_id, language), journey_name(document, later_id, language)


def _columns_and_lanes(document: Queries, matched: Matched) -> Iterator[Change]:
    """Yield the stages, named steps, lanes and their groups that were added or dropped."""
    for kind, journey in (("added", matched.later), ("dropped", matched.earlier)):
        alone: list[Record] = []
        for stage in document.stages_of(journey):
            alone.append(stage)
            alone += [step for step in document.steps_of(stage.id) if step.name]
        alone += groups_of(document, journey)
        alone += document.lanes_of(journey)
        known = matched.partners if kind == "dropped" else matched.back
        for each in alone:
            if each.id not in known:
                yield Change(kind, each.id if kind == "dropped" else "", each.id if kind == "added" else "")


def _cards(document: Queries, matched: Matched) -> Iterator[Change]:
    for card in document.cards_of(matched.earlier):
        if card.id not in matched.partners:
            yield Change("dropped", card.id, "")
    for card in document.cards_of(matched.later):
        if card.id not in matched.back:
            yield Change("added", "", card.id)
            continue
        before = document.get(Card, matched.back[card.id])
        place = matched.partners.get(before.step), matched.partners.get(before.lane)
        if place != (card.step, card.lane):
            yield Change("moved", before.id, card.id)
        if before.text.split() != card.text.split():
            yield Change("reworded", before.id, card.id)
        if _details(document, before) != _details(document, card):
            yield Change("changed", before.id, card.id)


def _details(document: Queries, card: Card) -> tuple[object, ...]:
    people = {each.persona for each in document.select(CardPersona, card=card.id)}
    tags = {each.tag for each in document.select(CardTag, card=card.id)}
    references = {(each.name, each.address) for each in document.select(CardReference, card=card.id)}
    own = (getattr(card, name) for name in specs(Card) if name not in _NO_DETAILS)
    return *own, people, tags, references


def _emotions(document: Queries, matched: Matched) -> Iterator[Change]:
    """Yield the points of matching curves at matching places whose values differ."""
    for earlier, later in _pairs_of_curves(document, matched):
        before = {place: point for point, place in _places(document, earlier, matched)}
        for point, place in _places(document, later):
            old = before.get(place)
            if old is not None and old.value != point.value:
                yield Change("better" if point.value > old.value else "worse", old.id, point.id)


def _pairs_of_curves(document: Queries, matched: Matched) -> Iterator[tuple[Curve, Curve]]:
    waiting: dict[tuple[str, str, str], list[Curve]] = {}
    for curve in document.curves_of(matched.earlier):
        waiting.setdefault((curve.persona, curve.measures, curve.name), []).append(curve)
    for curve in document.curves_of(matched.later):
        if found := waiting.get((curve.persona, curve.measures, curve.name)):
            yield found.pop(0), curve


def _places(
    document: Queries, curve: Curve, matched: Matched | None = None
) -> Iterator[tuple[EmotionPoint, tuple[str, int]]]:
    """Yield the points of a curve with their card or step in the later journey, and their number there."""
    counts: dict[str, int] = {}
    for point in sorted(document.points_of(curve.id), key=lambda point: point.at):
        place = point.card or point.step
        if matched is not None:
            place = matched.partners.get(place, place)
        counts[place] = counts.get(place, 0) + 1
        yield point, (place, counts[place])


class _Both:
    """The later journey with the records that only the earlier one has."""

    def __init__(self, document: Document, matched: Matched) -> None:
        self.document, self.matched = document, matched
        self.sketch = Sketch(document)
        self.curves: frozenset[str] = frozenset()
        """Ids of the curves of the earlier journey."""

    def made(self) -> Document:
        later = self.matched.later
        self._title()
        self._personas()
        self._add(
            self.document.stages_of(self.matched.earlier), self.document.stages_of(later), journey=later
        )
        for stage in self.document.stages_of(self.matched.earlier):
            partner = self.matched.partners.get(stage.id)
            if partner is not None:
                steps = self.document.steps_of(stage.id)
                self._add(steps, self.document.steps_of(partner), stage=partner)
        lanes = [self.document.lanes_of(each) for each in self.matched.journeys]
        self._add(*lanes, journey=later)
        for shows_other in (each for own in lanes for each in own if each.other_journey):
            # The map has the curves of both journeys already.
            self._put(replace(self.sketch.get(Lane, shows_other.id), other_journey=""))
        for group in groups_of(self.document, self.matched.earlier):
            if group.id not in self.matched.partners:
                self._put(replace(group, journey=later))
        for card in self.document.cards_of(self.matched.earlier):
            if card.id not in self.matched.partners:
                step, last_step, lane, last_lane = map(
                    self._there, (card.step, card.last_step, card.lane, card.last_lane)
                )
                self._put(replace(card, step=step, last_step=last_step, lane=lane, last_lane=last_lane))
        self._links()
        self._curves()
        return self.sketch.frozen()

    def _names(self) -> tuple[str, str]:
        return names_apart(self.document, *self.matched.journeys)

    def _there(self, record_id: str) -> str:
        return self.matched.partners.get(record_id, record_id)

    def _put(self, record: Record) -> None:
        self.sketch.store(record.id, record)

    def _title(self) -> None:
        journey = self.document.get(Journey, self.matched.later)
        before = self.document.get(Journey, self.matched.earlier)
        names = self._names()
        said = tr("Changes from {earlier} to {later}", journey.language)
        title = said.format(earlier=names[0], later=names[1])
        if journey.title == before.title:
            title = named(journey.title, title, journey.language)
        # The other fields are those of one journey.
        empty = dict.fromkeys(
            ("scenario", "goal", "expectations", "owner", "status", "review_date", "reviewed"), ""
        )
        self._put(replace(journey, title=title[:NAME_LIMIT], version="", **empty))

    def _personas(self) -> None:
        later = self.document.select(JourneyPersona, journey=self.matched.later)
        known = {each.persona for each in later}
        places = self.document.select(JourneyPersona, journey=self.matched.earlier)
        last = later[-1].order if later else None
        for place in places:
            if place.persona not in known:
                last = key_between(last, None)
                self._put(replace(place, journey=self.matched.later, order=last))

    def _add(
        self,
        earlier: Sequence[Stage | Step | Lane],
        later: Sequence[Stage | Step | Lane],
        **where: Any,
    ) -> None:
        """Put siblings without a partner after the one of their predecessor."""
        order = [each.order for each in later]
        order_of = {each.id: each.order for each in later}
        last: str | None = None
        for each in earlier:
            partner = self.matched.partners.get(each.id)
            if partner is not None:
                last = order_of.get(partner, last)
                continue
            following = [key for key in order if last is None or key > last]
            last = key_between(last, min(following, default=None))
            order.append(last)
            if isinstance(each, Lane):
                where["group"] = self._there(each.group)
            self._put(replace(each, order=last, **where))

    def _links(self) -> None:
        """Show the links that only the earlier journey has, also those to cards that stay."""
        partners = link_partners(self.document, self.matched)
        for link in self.document.links_of(self.matched.earlier):
            if link.id not in partners:
                source, target, first, last = map(
                    self._there, (link.source, link.target, link.source_stage, link.target_stage)
                )
                self._put(replace(link, source=source, target=target, source_stage=first, target_stage=last))

    def _curves(self) -> None:
        """Show the earlier curves, except those that are as before."""
        same = {
            earlier.id
            for earlier, later in _pairs_of_curves(self.document, self.matched)
            if self._values(earlier, self.matched) == self._values(later)
        }
        shown = [each for each in self.document.curves_of(self.matched.earlier) if each.id not in same]
        self.curves = frozenset(each.id for each in shown)
        later = self.document.curves_of(self.matched.later)
        partners = {old.id: new for old, new in _pairs_of_curves(self.document, self.matched)}
        orders = sorted(each.order for each in later)
        language = self.document.get(Journey, self.matched.later).language
        for curve in shown:
            partner = partners.get(curve.id)
            low = partner.order if partner is not None else max(orders, default=None)
            following = [key for key in orders if low is None or key > low]
            order = key_between(low, min(following, default=None))
            orders.append(order)
            for each, name in zip((curve, partner), self._names(), strict=True):
                if each is not None:
                    whose = curve_name(self.document, each, language)
                    said = f"{whose} · {name}"[:NAME_LIMIT]
                    self._put(replace(each, name=said, journey=self.matched.later))
            self._put(replace(self.sketch.get(Curve, curve.id), order=order))
            for point in self.document.points_of(curve.id):
                self._put(self._moved(point))

    def _values(self, curve: Curve, matched: Matched | None = None) -> set[tuple[tuple[str, int], float]]:
        return {(place, point.value) for point, place in _places(self.document, curve, matched)}

    def _moved(self, point: EmotionPoint) -> EmotionPoint:
        """Return a point of an earlier curve at the card that stayed, or where the card was."""
        if not point.card:
            return replace(point, step=self._there(point.step))
        card = self.document.get(Card, point.card)
        partner = self.matched.partners.get(card.id)
        if partner is None:
            return point
        step = self._there(card.step)
        if self.document.get(Card, partner).step == step:
            return replace(point, card=partner)
        persona = self.document.get(Curve, point.curve).persona
        share = min(1.0, self.document.share_in_cell(card, persona))
        return replace(point, card="", step=step, at=share)
