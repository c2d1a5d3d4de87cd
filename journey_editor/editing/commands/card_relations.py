"""Commands on the relations of cards to other records: personas and tags."""

from collections.abc import Sequence

from journey_editor.editing.draft import Draft
from journey_editor.model.records import CardPersona, CardTag

Relation = type[CardPersona] | type[CardTag]


def set_related(draft: Draft, relation: Relation, card_id: str, ids: Sequence[str]) -> None:
    """Set the records to which a card has a relation."""
    field = _field(relation)
    standing = {getattr(each, field): each for each in draft.select(relation, card=card_id)}
    for record_id, related in standing.items():
        if record_id not in ids:
            draft.remove(related.id)
    for record_id in dict.fromkeys(ids):
        if record_id not in standing:
            draft.add(relation, card=card_id, **{field: record_id})


def mark_related(draft: Draft, relation: Relation, card_id: str, record_id: str, *, marked: bool) -> None:
    """Set whether a card has a relation to a record, without changing its others of this kind."""
    field = _field(relation)
    others = [getattr(each, field) for each in draft.select(relation, card=card_id)]
    others = [each for each in others if each != record_id]
    set_related(draft, relation, card_id, [*others, record_id] if marked else others)


def _field(relation: Relation) -> str:
    return "persona" if relation is CardPersona else "tag"
