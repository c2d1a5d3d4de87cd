"""Queries on groups of lanes, and on the lanes of a group that cards span."""

from collections.abc import Mapping, Sequence

from journey_editor.model.document import Queries, run_of
from journey_editor.model.kinds import CARD_LANES, LINE_KINDS
from journey_editor.model.records import Card, Lane, LaneGroup

_CROSSED = CARD_LANES.union(LINE_KINDS)
"""Kinds of lanes over which cards can extend."""


def groups_of(document: Queries, journey_id: str) -> tuple[LaneGroup, ...]:
    """Return the groups of the lanes of a journey, in the order of these."""
    ids = dict.fromkeys(lane.group for lane in document.lanes_of(journey_id) if lane.group)
    return tuple(document.get(LaneGroup, each) for each in ids)


def lanes_in(document: Queries, group_id: str) -> tuple[Lane, ...]:
    """Return the lanes of a group, in order."""
    journey = document.get(LaneGroup, group_id).journey
    return tuple(lane for lane in document.lanes_of(journey) if lane.group == group_id)


def group_named(document: Queries, journey_id: str, name: str, persona: str) -> str:
    """Return the id of the first group with a name and lanes of a persona, or of everyone; else empty."""
    lanes = document.lanes_of(journey_id)
    groups = (lane.group for lane in lanes if lane.group and lane.persona == persona)
    return next((each for each in groups if name and document.get(LaneGroup, each).name == name), "")


def is_folded(document: Queries, lane: Lane) -> bool:
    """Return True if a lane is in a group that is collapsed."""
    return bool(lane.group) and document.get(LaneGroup, lane.group).collapsed


def lane_spans_of(document: Queries, journey_id: str) -> dict[str, tuple[str, ...]]:
    """Return the ids of the lanes of each card of a journey that spans several, by card id."""
    if not document.uses(Card, "last_lane"):
        # Most projects have no such card, and the layout asks at each edit.
        return {}
    lanes = document.lanes_of(journey_id)
    place = {lane.id: index for index, lane in enumerate(lanes)}
    spans = {
        card.id: _span(lanes, place, card)
        for lane in lanes
        if lane.group
        for card in document.select(Card, last_lane=lane.id)
    }
    return {card: span for card, span in spans.items() if len(span) > 1}


def lane_span_of(document: Queries, card: Card) -> tuple[str, ...]:
    """Return the ids of the lanes for cards that a card spans.

    These are its lane and those up to its last one, if that follows in the same group. The span crosses
    lines, but ends above other lanes without cards.
    """
    if not card.last_lane:
        return (card.lane,)
    lanes = document.lanes_of(document.get(Lane, card.lane).journey)
    return _span(lanes, {lane.id: index for index, lane in enumerate(lanes)}, card)


def spannable(document: Queries, lane_id: str) -> tuple[str, ...]:
    """Return the lanes that a card which begins in a lane can span: that lane and those below it."""
    lanes = document.lanes_of(document.get(Lane, lane_id).journey)
    first = [lane.id for lane in lanes].index(lane_id)
    return _cells_down(lanes[first:])


def _span(lanes: Sequence[Lane], place: Mapping[str, int], card: Card) -> tuple[str, ...]:
    first, last = place[card.lane], place.get(card.last_lane, -1)
    if last <= first or run_of(lanes[last]) != run_of(lanes[first]):
        return (card.lane,)
    return _cells_down(lanes[first : last + 1])


def _cells_down(lanes: Sequence[Lane]) -> tuple[str, ...]:
    """Return the lanes for cards at the beginning of some lanes that are in the group of the first."""
    found = [lanes[0].id]
    for lane in lanes[1:]:
        if run_of(lane) != run_of(lanes[0]) or lane.kind not in _CROSSED:
            break
        if lane.kind in CARD_LANES:
            found.append(lane.id)
    return tuple(found)
