"""Commands on lanes and persona lanes: the rows of a map."""

from journey_editor.editing.draft import Draft
from journey_editor.editing.places import place_before, without
from journey_editor.model.order import keys_between
from journey_editor.model.records import Lane


def add_lane(
    draft: Draft,
    journey_id: str,
    kind: str,
    *,
    title: str = "",
    subtitle: str = "",
    persona: str = "",
    before: str | None = None,
) -> Lane:
    """Add a lane of a kind, of one persona or of everyone, before another lane or at the end."""
    order = place_before(draft, draft.lanes_of(journey_id), before)
    return draft.add(
        Lane, journey=journey_id, kind=kind, title=title, subtitle=subtitle, persona=persona, order=order
    )


def move_lane(draft: Draft, lane_id: str, before: str | None) -> None:
    """Move a lane before another one, or to the end. A lane of a persona stays among that persona's."""
    lane = draft.get(Lane, lane_id)
    _settle(draft, lane.journey)
    lane = draft.get(Lane, lane_id)
    siblings = without(draft.lanes_of(lane.journey), lane_id)
    draft.change(lane, order=place_before(draft, siblings, before))


def move_persona_lane(draft: Draft, journey_id: str, persona_id: str, before: str | None) -> None:
    """Move all lanes of a persona, as one, before another lane or to the end."""
    lanes = draft.lanes_of(journey_id)
    moving = [lane for lane in lanes if lane.persona == persona_id]
    staying = [lane for lane in lanes if lane.persona != persona_id]
    ids = [lane.id for lane in staying]
    index = ids.index(before) if before in ids else len(ids)
    _number(draft, [*staying[:index], *moving, *staying[index:]])


def _settle(draft: Draft, journey_id: str) -> None:
    """Make the order keys say what the map shows, where lanes of one persona were pulled together."""
    lanes = draft.lanes_of(journey_id)
    keys = [lane.order for lane in lanes]
    if keys != sorted(set(keys)):
        _number(draft, list(lanes))


def _number(draft: Draft, lanes: list[Lane]) -> None:
    for lane, order in zip(lanes, keys_between(None, None, len(lanes)), strict=True):
        draft.change(lane, order=order)
