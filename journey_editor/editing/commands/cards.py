"""Commands on cards, their personas and the links between them."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from journey_editor.editing.commands.card_relations import mark_related, set_related
from journey_editor.editing.commands.evidence import place_evidence
from journey_editor.editing.commands.journeys import copy_notes
from journey_editor.editing.commands.lane_spans import last_lane_after
from journey_editor.editing.commands.measures import copy_measures, measures_on
from journey_editor.editing.commands.references import copy_references
from journey_editor.editing.commands.spans import last_after
from journey_editor.editing.commands.tags import set_card_tags
from journey_editor.editing.draft import Draft
from journey_editor.editing.ordering import first_unmoved, next_sibling, place_before
from journey_editor.model import kinds
from journey_editor.model.document import Queries
from journey_editor.model.lane_groups import lane_span_of
from journey_editor.model.records import Card, CardPersona, Lane, Link, Note, kind_of, referrers


def add_card(
    draft: Draft, step_id: str, lane_id: str, text: str = "", *, before: str | None = None, **details: Any
) -> Card:
    """Add a card to a cell, before another of its cards or at the end.

    `details` are further fields of the card. Its kind is that of the lane, unless `details` has another.
    """
    details.setdefault("kind", kind_in(draft.get(Lane, lane_id)))
    order = place_before(draft, draft.cards_in(step_id, lane_id), before)
    return draft.add(Card, step=step_id, lane=lane_id, text=text, order=order, **details)


def move_cards(
    draft: Draft, card_ids: Sequence[str], step_id: str, lane_id: str, before: str | None = None
) -> None:
    """Move cards, in the given order, into a cell: before one of its cards, or to its end.

    A card whose kind is that of its old lane takes the kind of the new lane; any other keeps its kind. A card
    spans as many columns and lanes as before, at most up to the last column, and the last lane of the group.
    """
    lane = draft.get(Lane, lane_id)
    before = first_unmoved(draft.cards_in(step_id, lane_id), before, card_ids)
    for index, card_id in enumerate(card_ids, start=1):
        card = draft.get(Card, card_id)
        waiting = card_ids[index:]
        siblings = [each for each in draft.cards_in(step_id, lane_id) if each.id not in waiting]
        order = place_before(draft, siblings, before, moving=card)
        follows = card.lane != lane_id and card.kind == kind_in(draft.get(Lane, card.lane))
        kind = kind_in(lane) if follows else card.kind
        last = (
            last_after(draft, step_id, len(draft.span_of(card))) if card.step != step_id else card.last_step
        )
        last_lane = card.last_lane
        if last_lane and card.lane != lane_id:
            last_lane = last_lane_after(draft, lane_id, len(lane_span_of(draft, card)))
        draft.change(
            card, step=step_id, last_step=last, lane=lane_id, last_lane=last_lane, order=order, kind=kind
        )


def duplicate_cards(draft: Draft, card_ids: Sequence[str]) -> list[Card]:
    """Insert a copy of each card, with its personas, tags, references, evidence and notes, directly after it.

    Returns the copies.
    """
    copies = []
    for card_id in card_ids:
        card = draft.get(Card, card_id)
        following = next_sibling(draft.cards_in(card.step, card.lane), card_id)
        copies.append(copy_card(draft, card_id, before=following))
    new = {card_id: copy.id for card_id, copy in zip(card_ids, copies, strict=True)}
    for journey_id in dict.fromkeys(map(draft.journey_of, card_ids)):
        copy_notes(draft, journey_id, new)
    return copies


def copy_card(draft: Draft, card_id: str, *, step: str = "", before: str | None = None) -> Card:
    """Insert a copy of a card in a step (by default its own) of its lane.

    It has the same personas, tags, references, evidence and measures, and comes before another card of the
    cell, or at its end.
    """
    card = draft.get(Card, card_id)
    values = {field.name: getattr(card, field.name) for field in fields(card)}
    del values["id"]
    values["step"] = step or card.step
    # It is another card than the one from which a journey was made.
    values["origin"] = ""
    values["order"] = place_before(draft, draft.cards_in(values["step"], card.lane), before)
    copy = draft.add(Card, **values)
    draft.copies[copy.id] = card_id
    set_card_personas(draft, copy.id, [persona.id for persona in draft.personas_on(card_id)])
    set_card_tags(draft, copy.id, [tag.id for tag in draft.tags_on(card_id)])
    copy_references(draft, draft.references_of(card_id), copy.id)
    for evidence in draft.evidence_on(card_id):
        place_evidence(draft, evidence.id, [copy.id])
    journey = draft.journey_of(card_id)
    copy_measures(draft, journey, measures_on(draft, card=card_id), {card_id: copy.id})
    return copy


def set_card_personas(draft: Draft, card_id: str, persona_ids: Sequence[str]) -> None:
    """Set the personas that a card is about."""
    set_related(draft, CardPersona, card_id, persona_ids)


def mark_persona(draft: Draft, card_id: str, persona_id: str, *, marked: bool) -> None:
    """Set whether a card is about a persona, without changing its other personas."""
    mark_related(draft, CardPersona, card_id, persona_id, marked=marked)


def link_cards(draft: Draft, source: str, target: str, kind: str = "handoff", label: str = "") -> Link:
    """Add a link from one card to another, or from one stage to another."""
    ends = {"source": source, "target": target}
    if kind_of(source) == "stage":
        ends = {"source_stage": source, "target_stage": target}
    return draft.add(Link, kind=kind, label=label, **ends)


def is_bare(document: Queries, record_id: str) -> bool:
    """Return True if a card or note has nothing but its text, and no other record refers to it."""
    record = document.find(record_id)
    if isinstance(record, Note):
        return True
    if not isinstance(record, Card):
        return False
    placing = {"id", "step", "lane", "kind", "text", "order", "origin"}
    plain = all(
        getattr(record, each.name) == each.default for each in fields(Card) if each.name not in placing
    )
    return plain and not any(
        document.select(referrer, **{field: record_id}) for referrer, field, _ in referrers(Card.KIND)
    )


def kind_in(lane: Lane) -> str:
    """Return the kind of a new card in a lane."""
    return kinds.KIND_IN_LANE[lane.kind]
