"""Commands on the lanes that cards span."""

from collections.abc import Iterable, Sequence

from journey_editor.editing.draft import Draft
from journey_editor.editing.ordering import place_before
from journey_editor.model.document import Queries
from journey_editor.model.lane_groups import lane_span_of, lane_spans_of, lanes_in, spannable
from journey_editor.model.records import Card, kind_of


def last_lane_after(document: Queries, lane_id: str, count: int) -> str:
    """Return the `last_lane` of a card that spans `count` lanes from one on, at most to the group's end."""
    last = spannable(document, lane_id)[:count][-1]
    return last if last != lane_id else ""


def set_lane_span(draft: Draft, card_id: str, first: str, last: str) -> None:
    """Let a card span the lanes between two lanes of a group, including both, in any order."""
    card = draft.get(Card, card_id)
    lanes = [each.id for each in draft.lanes_of(draft.journey_of(first))]
    low, high = sorted((first, last), key=lanes.index)
    order = card.order
    if low != card.lane:
        order = place_before(draft, draft.cards_in(card.step, low), None)
    draft.change(card, lane=low, last_lane=high if high != low else "", order=order)


def extend_lane_spans(draft: Draft, card_ids: Iterable[str], by: int) -> None:
    """Let cards span more (+) or fewer (−) lanes at their ends: at least their own, up to the group's end."""
    for card_id in card_ids:
        card = draft.get(Card, card_id)
        count = max(1, len(lane_span_of(draft, card)) + by)
        draft.change(card, last_lane=last_lane_after(draft, card.lane, count))


def can_extend_lanes(document: Queries, card_ids: Iterable[str], by: int) -> bool:
    """Return True if `extend_lane_spans` would change one of these cards."""
    for card in (document.get(Card, each) for each in card_ids):
        span = lane_span_of(document, card)
        if len(span) > 1 if by < 0 else len(span) < len(spannable(document, card.lane)):
            return True
    return False


def going_beyond_lanes(document: Queries, ids: Sequence[str]) -> set[str]:
    """Return the cards that span some of the lanes and groups among `ids`, and other lanes, by id."""
    lanes = _lanes_among(document, ids)
    return {card for card, span in _spans_at(document, lanes) if not lanes.issuperset(span)}


def withdraw_from_lanes(draft: Draft, ids: Sequence[str]) -> None:
    """Shorten the spans that only begin or end in lanes that will be removed.

    Such a card stays in the rest of its lanes, as a merged cell stays in the rest of its rows.
    """
    lanes = _lanes_among(draft, ids)
    for card_id, span in _spans_at(draft, lanes):
        rest = [lane for lane in span if lane not in lanes]
        if rest and (span[0] in lanes or span[-1] in lanes):
            set_lane_span(draft, card_id, rest[0], rest[-1])


def _lanes_among(document: Queries, ids: Sequence[str]) -> set[str]:
    """Return the lanes among some records, and those of the groups among them."""
    inside = (lanes_in(document, each) for each in ids if kind_of(each) == "lane_group")
    return {each for each in ids if kind_of(each) == "lane"} | {lane.id for own in inside for lane in own}


def _spans_at(document: Queries, lanes: set[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Return the cards that span several lanes, some of `lanes` among them, with their spans."""
    journeys = dict.fromkeys(document.journey_of(each) for each in sorted(lanes))
    spans = (each for journey in journeys for each in lane_spans_of(document, journey).items())
    return [(card, span) for card, span in spans if not lanes.isdisjoint(span)]
