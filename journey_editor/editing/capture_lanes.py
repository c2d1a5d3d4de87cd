"""Lanes into which the cards of a captured line go."""

from collections.abc import Sequence

from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.visibility import hide_lanes
from journey_editor.editing.draft import Draft
from journey_editor.model.document import Queries


def lane_for(
    document: Queries, journey_id: str, kind: str, focused: str, personas: Sequence[str]
) -> str | None:
    """Return the lane in focus if it is of a kind, else the first such lane for the personas or everyone.

    Hidden lanes only count if no lane of the kind is shown, and if they belong to no other hidden persona.
    """
    shown = document.lanes_of(journey_id, hidden=False)
    people = {"", *personas, *(each.id for each in document.personas_of(journey_id, hidden=False))}
    hidden = [each for each in document.lanes_of(journey_id) if each not in shown and each.persona in people]
    for some in (shown, hidden):
        lanes = [lane for lane in some if lane.kind == kind]
        if any(lane.id == focused for lane in lanes):
            return focused
        own = [lane for lane in lanes if lane.persona in (personas or ("",))]
        general = [lane for lane in lanes if not lane.persona]
        for lane in (*own, *general, *lanes):
            return lane.id
    return None


def visible_lane(draft: Draft, journey_id: str, kind: str, lane_id: str | None) -> str:
    """Return a lane after showing it if it is hidden, or a new one of a kind if there is none."""
    if lane_id is None:
        return add_lane(draft, journey_id, kind).id
    if all(lane.id != lane_id for lane in draft.seen.lanes_of(journey_id, hidden=False)):
        hide_lanes(draft, [lane_id], hidden=False)
    return lane_id
