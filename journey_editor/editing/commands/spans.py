"""Commands on the steps that cards span."""

from collections.abc import Iterable, Sequence

from journey_editor.editing.commands.sizes import steps_in
from journey_editor.editing.draft import Draft
from journey_editor.editing.ordering import place_before
from journey_editor.model.document import Queries
from journey_editor.model.records import Card


def last_after(document: Queries, step_id: str, count: int) -> str:
    """Return the `last_step` of a card that spans `count` columns from a step on, at most up to the last."""
    if count == 1:
        return ""
    columns = [each.id for each in document.columns_of(document.journey_of(step_id))]
    at = columns.index(step_id)
    last = columns[at : at + count][-1]
    return last if last != step_id else ""


def set_span(draft: Draft, card_id: str, first: str, last: str) -> None:
    """Let a card span the columns between two steps, including both, in any order."""
    card = draft.get(Card, card_id)
    columns = [each.id for each in draft.columns_of(draft.journey_of(card.step))]
    low, high = sorted((columns.index(first), columns.index(last)))
    step = columns[low]
    order = card.order
    if step != card.step:
        order = place_before(draft, draft.cards_in(step, card.lane), None)
    draft.change(card, step=step, last_step=columns[high] if high > low else "", order=order)


def extend_spans(draft: Draft, card_ids: Iterable[str], by: int) -> None:
    """Let cards span more (+) or fewer (−) columns at their ends; each at least its own, up to the last."""
    for card_id in card_ids:
        card = draft.get(Card, card_id)
        count = max(1, len(draft.span_of(card)) + by)
        draft.change(card, last_step=last_after(draft, card.step, count))


def can_extend(document: Queries, card_ids: Iterable[str], by: int) -> bool:
    """Return True if `extend_spans` would change one of these cards."""
    for card in (document.get(Card, each) for each in card_ids):
        span = document.span_of(card)
        columns = document.columns_of(document.journey_of(card.step))
        if len(span) > 1 if by < 0 else span[-1] != columns[-1].id:
            return True
    return False


def going_beyond(document: Queries, ids: Sequence[str]) -> set[str]:
    """Return the cards that span some of the steps and stages among `ids`, and other steps, by id."""
    steps = set(steps_in(document, ids))
    return {card for card, span in _spans_at(document, steps) if not steps.issuperset(span)}


def withdraw_from(draft: Draft, ids: Sequence[str]) -> None:
    """Shorten the spans that only begin or end in steps or stages that will be removed.

    Such a card stays in the rest of its steps, as a merged cell stays in the rest of its columns.
    """
    steps = set(steps_in(draft, ids))
    for card_id, span in _spans_at(draft, steps):
        rest = [step for step in span if step not in steps]
        if rest and (span[0] in steps or span[-1] in steps):
            set_span(draft, card_id, rest[0], rest[-1])


def _spans_at(document: Queries, steps: set[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Return the cards that span several steps, some of `steps` among them, with their spans."""
    journeys = dict.fromkeys(document.journey_of(each) for each in sorted(steps))
    spans = (each for journey in journeys for each in document.spans_of(journey).items())
    return [(card, span) for card, span in spans if not steps.isdisjoint(span)]
