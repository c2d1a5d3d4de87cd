"""Commands on groups of lanes."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from journey_editor.editing.commands.lanes import move_lane, move_together, settle_lanes
from journey_editor.editing.draft import Draft
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.translation import tr
from journey_editor.model.document import Queries, run_of
from journey_editor.model.lane_groups import is_folded, lanes_in
from journey_editor.model.records import Card, Lane, LaneGroup


def group_lanes(draft: Draft, lane_ids: Iterable[str], name: str = "") -> LaneGroup:
    """Put lanes into a new group. They follow the first of them, and leave their other groups.

    Raises `UserError` if they are not all of the same persona, or all of everyone.
    """
    chosen = set(lane_ids)
    journey = draft.get(Lane, min(chosen)).journey
    lanes = [lane for lane in draft.lanes_of(journey) if lane.id in chosen]
    if len({lane.persona for lane in lanes}) > 1:
        raise UserError(
            tr(
                "The lanes of a group belong to the same persona, or all to everyone. Select such lanes, or "
                "change the persona of some of them first."
            )
        )
    group = draft.add(LaneGroup, journey=journey, name=name)
    for lane in lanes:
        draft.change(lane, group=group.id)
    settle_lanes(draft, journey)
    return group


def ungroup(draft: Draft, group_ids: Iterable[str]) -> None:
    """Remove groups of lanes. Their lanes stay where they are."""
    for group in group_ids:
        draft.remove(group)


def remove_group(draft: Draft, group_id: str) -> None:
    """Remove a group with its lanes."""
    for lane in lanes_in(draft, group_id):
        draft.remove(lane.id)
    draft.remove(group_id)


def fold_groups(draft: Draft, group_ids: Iterable[str], *, folded: bool) -> None:
    """Collapse groups to their names, or expand them."""
    for group in group_ids:
        draft.change(draft.get(LaneGroup, group), collapsed=folded)


def move_group(draft: Draft, group_id: str, before: str | None) -> None:
    """Move all lanes of a group together, before another lane or to the end, among those of their persona."""
    lanes = lanes_in(draft, group_id)
    move_together(draft, lanes[0].journey, lanes, run_of(lanes[0]), before)


def move_rows_by_one(draft: Draft, moving: Sequence[Lane], down: int) -> None:
    """Move the lanes of a group, or all lanes of a persona, down (+1) or up (−1) by one place.

    They pass a lane, a whole group, or all lanes of a persona. A group stays among the lanes of its persona.
    """
    journey, persona = moving[0].journey, moving[0].persona
    lanes = draft.lanes_of(journey)
    among = [lane for lane in lanes if lane.persona == persona]
    whole = not persona or len(among) == len(moving)
    if whole:
        among = list(lanes)
    rows = [
        [lane.id for lane in row]
        for _, row in groupby(among, key=lambda lane: (whole and lane.persona) or run_of(lane))
    ]
    at = next(index for index, row in enumerate(rows) if moving[0].id in row)
    if 0 <= at + down < len(rows):
        ids = [lane.id for lane in lanes]
        behind = rows[at + down][-1] if down > 0 else ""
        before = next(iter(ids[ids.index(behind) + 1 :]), None) if behind else rows[at + down][0]
        move_together(draft, journey, moving, run_of(moving[0]) if not whole else (persona, ""), before)


def move_lane_by_one(draft: Draft, lane_id: str, down: int) -> None:
    """Move a lane down (+1) or up (−1) by one place: past a lane, into or out of a group that is open.

    It passes a collapsed group, and all lanes of a persona, as a whole. The only lane of a group moves with
    the group.
    """
    lane = draft.get(Lane, lane_id)
    if lane.group and len(lanes_in(draft, lane.group)) == 1:
        move_rows_by_one(draft, [lane], down)
        return
    lanes = draft.lanes_of(lane.journey)
    others = [each for each in lanes if each.id != lane_id]
    places = _places(draft, others, lane)
    here = places.index((lanes.index(lane), lane.group))
    if 0 <= here + down < len(places):
        index, group = places[here + down]
        move_lane(draft, lane_id, others[index].id if index < len(others) else None, group)


def _places(document: Queries, lanes: Sequence[Lane], lane: Lane) -> list[tuple[int, str]]:
    """Return the places for a lane among the others: the index, and the group or none."""

    def group_beside(other: Lane | None) -> str:
        if other is None or other.persona != lane.persona:
            return ""
        return "" if is_folded(document, other) and other.group != lane.group else other.group

    own = [index for index, each in enumerate(lanes) if each.persona == lane.persona]
    first, last = (own[0], own[-1] + 1) if lane.persona and own else (0, len(lanes))
    found = []
    for index in range(first, last + 1):
        above = lanes[index - 1] if index > 0 else None
        below = lanes[index] if index < len(lanes) else None
        groups: tuple[str, ...] = (group_beside(above), "", group_beside(below))
        if above is not None and below is not None:
            if above.persona == below.persona not in ("", lane.persona):
                continue
            if run_of(above) == run_of(below):
                # Between two lanes of a group, a lane is always in it.
                groups = groups[:1] if groups[0] else ()
        found += [(index, group) for group in dict.fromkeys(groups)]
    return found


@dataclass(frozen=True, slots=True)
class LanesAlong:
    """Numbers of the records that are removed with groups: lanes, their cards, and the notes at these."""

    lanes: int
    cards: int
    notes: int


def removed_with_groups(document: Queries, group_ids: Iterable[str]) -> LanesAlong:
    """Return what removing groups with their lanes removes."""
    lanes = {lane.id: lane.journey for group in group_ids for lane in lanes_in(document, group)}
    cards = {card.id for lane in lanes for card in document.select(Card, lane=lane)}
    notes = (note for journey in dict.fromkeys(lanes.values()) for note in document.notes_of(journey))
    return LanesAlong(len(lanes), len(cards), sum(note.card in cards or note.lane in lanes for note in notes))
