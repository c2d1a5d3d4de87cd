"""Filter of cards by persona, channel, tag, kind, severity and evidence."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from journey_editor.foundation.memo import Memo, Same
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.model.change_set import ChangeSet
from journey_editor.model.document import Queries
from journey_editor.model.records import Card, CardPersona, CardTag, EvidencePlace, Lane, ViewItem

_rejected: Memo[frozenset[str]] = Memo(8192)


@dataclass(frozen=True, slots=True)
class CardFilter:
    """Conditions that a card must meet, all of them; an empty set or a severity of 0 is no condition.

    A card about nobody in particular meets each condition on personas. `channels` contains "" for cards
    without a channel. `severity` is the least severity of a pain point. A card needs one of the `tags`. Cards
    that do not match are hidden if `hides` is true, else dimmed. If `backed` is true, a card needs evidence.
    """

    personas: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    severity: int = 0
    tags: frozenset[str] = frozenset()
    hides: bool = False
    backed: bool = False

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
        if self.backed and not document.backing(card.id):
            return False
        if not self.personas:
            return True
        people = document.people_of(card)
        return not people or not self.personas.isdisjoint(people)

    def rejected_curves(self, document: Queries, journey_id: str) -> frozenset[str]:
        """Return the ids of the curves of personas that are not chosen, also of other journeys in charts."""
        if not self.personas:
            return frozenset()
        lanes = document.lanes_of(journey_id)
        shown = dict.fromkeys([journey_id, *(lane.other_journey for lane in lanes if lane.other_journey)])
        curves = [curve for each in shown for curve in document.curves_of(each)]
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
            Same(document.select(EvidencePlace)),
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

    def with_merged_tags(self, changes: ChangeSet, heirs: Mapping[str, str]) -> "CardFilter":
        """Return the filter with other tags instead of those that an edit has merged into them.

        `heirs` are known for edits, but not for steps of a recovered history.
        """
        gone = {each for each in self.tags if each in changes and changes.changes[each][1] is None}
        if not gone:
            return self
        found = ({_last_heir(heirs, each)} if each in heirs else _heirs(changes, each) for each in gone)
        return replace(self, tags=self.tags.difference(gone).union(*found))

    def without_gone(self, document: Queries, journey_id: str) -> "CardFilter":
        """Return the filter without the personas that a journey does not have, and deleted channels and tags.

        A kind stays: it is no record, and cards of it can be added or come back at any time.
        """
        people = {each.id for each in document.personas_of(journey_id)}
        return replace(
            self,
            personas=self.personas & people,
            channels=frozenset(each for each in self.channels if not each or each in document),
            tags=frozenset(each for each in self.tags if each in document),
        )


def _last_heir(heirs: Mapping[str, str], tag: str) -> str:
    """Return the tag into which a tag was merged in the end, by one or several edits."""
    followed = set[str]()
    while tag in heirs and tag not in followed:
        followed.add(tag)
        tag = heirs[tag]
    return tag


def _heirs(changes: ChangeSet, tag: str) -> set[str]:
    """Return the tags that the views and cards with a removed tag have been given in the same edit."""
    heirs, left, given = set[str](), set[str](), dict[str, str]()
    for _, before, after in changes:
        if isinstance(before, ViewItem) and before.tag == tag and isinstance(after, ViewItem):
            heirs.add(after.tag)
        elif isinstance(before, CardTag) and before.tag == tag:
            left.add(before.card)
        elif isinstance(after, CardTag) and before is None:
            given[after.card] = after.tag
    return heirs | {given[each] for each in left & given.keys()}
