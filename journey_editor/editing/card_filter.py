"""Filter of cards by persona, channel, tag, kind and severity."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from journey_editor.foundation.memo import Memo, Same
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.model.document import Queries
from journey_editor.model.records import Card, CardPersona, CardTag, Lane

_rejected: Memo[frozenset[str]] = Memo(8192)


@dataclass(frozen=True, slots=True)
class CardFilter:
    """Conditions that a card must meet, all of them; an empty set or a severity of 0 is no condition.

    A card about nobody in particular meets each condition on personas. `channels` contains "" for cards
    without a channel. `severity` is the least severity of a pain point. A card needs one of the `tags`. Cards
    that do not match are hidden if `hides` is true, else dimmed.
    """

    personas: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    severity: int = 0
    tags: frozenset[str] = frozenset()
    hides: bool = False

    @property
    def active(self) -> bool:
        """True if there is a condition."""
        return replace(self, hides=False) != CardFilter()

    def matches(self, document: Queries, card: Card) -> bool:
        """Return True if a card meets all conditions."""
        if self.kinds and card.kind not in self.kinds:
            return False
        if self.channels and card.channel not in self.channels:
            return False
        if self.severity and (card.severity or 0) < self.severity:
            return False
        if self.tags and self.tags.isdisjoint(each.id for each in document.tags_on(card.id)):
            return False
        if not self.personas:
            return True
        people = document.people_of(card)
        return not people or not self.personas.isdisjoint(people)

    def rejected_curves(self, document: Queries, journey_id: str) -> frozenset[str]:
        """Return the ids of the curves of personas that are not chosen."""
        if not self.personas:
            return frozenset()
        curves = document.curves_of(journey_id)
        return frozenset(each.id for each in curves if each.persona and each.persona not in self.personas)

    def rejected(self, document: Queries, journey_id: str) -> frozenset[str]:
        """Return the ids of the cards of a journey that do not match."""
        if not self.active:
            return frozenset()
        # Everything on which it depends in addition to the cards of a step.
        around = (
            self,
            Same(document.select(CardPersona)),
            Same(document.select(CardTag)),
            tuple((lane.id, lane.persona) for lane in document.select(Lane, journey=journey_id)),
        )
        found: set[str] = set()
        for step in document.columns_of(journey_id):
            cards = document.select(Card, step=step.id)
            made = partial(self._rejected_of, document, cards)
            found |= _rejected.get((Same(cards), *around), made, len(cards))
        return frozenset(found)

    def _rejected_of(self, document: Queries, cards: tuple[Card, ...]) -> frozenset[str]:
        return frozenset(card.id for card in cards if not self.matches(document, card))

    def with_merged_tags(self, merged: Mapping[str, str]) -> "CardFilter":
        """Return the filter after a merge; `merged` has the id of the other tag for each that is gone."""
        return replace(self, tags=frozenset(merged.get(each, each) for each in self.tags))

    def without_gone(self, document: Queries, journey_id: str) -> "CardFilter":
        """Return the filter without personas and kinds that a journey does not have.

        Deleted channels and tags are left out too.
        """
        people = {each.id for each in document.personas_of(journey_id)}
        kinds = {card.kind for card in document.cards_of(journey_id)}
        return replace(
            self,
            personas=self.personas & people,
            channels=frozenset(each for each in self.channels if not each or each in document),
            kinds=self.kinds & kinds,
            tags=frozenset(each for each in self.tags if each in document),
        )
