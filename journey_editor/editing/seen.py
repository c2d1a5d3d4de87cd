"""A document as it is seen: with some records changed and some cards left out, without a change of it."""

from collections.abc import Collection, Iterable
from functools import partial
from typing import TypeVar, cast

from journey_editor.foundation.memo import Memo, Same
from journey_editor.model.document import Queries
from journey_editor.model.records import Card, Link, Record

R = TypeVar("R", bound=Record)

_selections: Memo[tuple[Card, ...]] = Memo(16_384)


def seen(document: Queries, changed: Iterable[Record], left_out: Collection[str] = ()) -> Queries:
    """Return a document with some records replaced, and without some cards and the links of these.

    Points of curves at cards that are left out keep their places. Only fields by which records are neither
    found nor sorted may be changed. The document itself is returned if it is seen as it is.
    """
    records = {each.id: each for each in changed}
    return _Seen(document, records, frozenset(left_out)) if records or left_out else document


class _Seen(Queries):
    """Document seen with changes.

    Nothing is copied, and a selection of cards gives the same object as long as the document does: what is
    laid out and drawn stays memoised from edit to edit.
    """

    __slots__ = ("_changed", "_kinds", "_left_out", "_whole")

    def __init__(self, document: Queries, changed: dict[str, Record], left_out: frozenset[str]) -> None:
        super().__init__()
        self._whole = document
        self._records, self._groups, self._sorted = document._records, document._groups, document._sorted
        self._changed = changed
        self._kinds = {type(each) for each in changed.values()}
        self._left_out = left_out

    def find(self, record_id: str) -> Record | None:
        """Return the record with this id, or None; also a card that is left out."""
        return self._changed.get(record_id) or self._whole.find(record_id)

    def get(self, record_type: type[R], record_id: str) -> R:
        """Return the record of this kind with this id. Raises `KeyError` if there is none."""
        found = self._changed.get(record_id)
        return found if isinstance(found, record_type) else self._whole.get(record_type, record_id)

    def select(self, record_type: type[R], **fields: str) -> tuple[R, ...]:
        """Return the records of a selection as they are seen, as `Queries.select`."""
        found = self._whole.select(record_type, **fields)
        if record_type in self._kinds:
            return tuple(cast(R, self._changed.get(each.id, each)) for each in found)
        if not self._left_out:
            return found
        if record_type is Card:
            return cast(tuple[R, ...], self._left(cast(tuple[Card, ...], found)))
        if record_type is Link:
            ends = ((each, {each.source, each.target}) for each in cast(tuple[Link, ...], found))
            return cast(tuple[R, ...], tuple(each for each, both in ends if not both & self._left_out))
        return found

    def share_in_cell(self, card: Card, persona_id: str = "") -> float:
        """Return the middle of a card's share of its cell; of one that is left out, as if it were not."""
        if card.id in self._left_out:
            return self._whole.share_in_cell(card, persona_id)
        return super().share_in_cell(card, persona_id)

    def _left(self, cards: tuple[Card, ...]) -> tuple[Card, ...]:
        gone = self._left_out.intersection([each.id for each in cards])
        if not gone:
            return cards
        made = partial(tuple, [each for each in cards if each.id not in gone])
        return _selections.get((Same(cards), gone), made, len(cards))
