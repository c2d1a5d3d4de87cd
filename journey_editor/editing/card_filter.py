"""Filter of cards by persona, channel, kind and severity."""

from dataclasses import dataclass

from journey_editor.model.document import Queries
from journey_editor.model.records import Card


@dataclass(frozen=True, slots=True)
class CardFilter:
    """Conditions that a card must meet, all of them; an empty set or a severity of 0 is no condition.

    A card about nobody in particular meets each condition on personas. `channels` contains "" for cards
    without a channel. `severity` is the least severity of a pain point.
    """

    personas: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    severity: int = 0

    @property
    def active(self) -> bool:
        """True if there is a condition."""
        return self != CardFilter()

    def matches(self, document: Queries, card: Card) -> bool:
        """Return True if a card meets all conditions."""
        if self.kinds and card.kind not in self.kinds:
            return False
        if self.channels and card.channel not in self.channels:
            return False
        if self.severity and (card.severity or 0) < self.severity:
            return False
        if not self.personas:
            return True
        people = document.people_of(card)
        return not people or not self.personas.isdisjoint(people)

    def rejects_curve(self, persona: str) -> bool:
        """Return True for the curve of a persona that is not chosen; an empty id is that of everyone."""
        return bool(self.personas and persona) and persona not in self.personas

    def rejected(self, document: Queries, journey_id: str) -> frozenset[str]:
        """Return the ids of the cards of a journey that do not match."""
        if not self.active:
            return frozenset()
        cards = document.cards_of(journey_id)
        return frozenset(card.id for card in cards if not self.matches(document, card))

    def without_gone(self, document: Queries, journey_id: str) -> "CardFilter":
        """Return the filter without personas and kinds that a journey does not have, and deleted channels."""
        people = {each.id for each in document.personas_of(journey_id)}
        kinds = {card.kind for card in document.cards_of(journey_id)}
        return CardFilter(
            self.personas & people,
            frozenset(each for each in self.channels if not each or each in document),
            self.kinds & kinds,
            self.severity,
        )
