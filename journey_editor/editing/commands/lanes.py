"""Commands on lanes and on the lanes of a persona: the rows of a map."""

from collections.abc import Sequence

from journey_editor.editing.draft import Draft
from journey_editor.editing.ordering import first_unmoved, place_before
from journey_editor.model.fields import Several
from journey_editor.model.kinds import CARD_DETAILS
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
    """Add a lane, for one persona or for everyone, before another lane or at the end."""
    _settle(draft, journey_id)
    lanes = draft.lanes_of(journey_id)
    order = place_before(draft, lanes, _beside_personas(lanes, persona, before))
    return draft.add(
        Lane, journey=journey_id, kind=kind, title=title, subtitle=subtitle, persona=persona, order=order
    )


def move_lane(draft: Draft, lane_id: str, before: str | None) -> None:
    """Move a lane before another one, or to the end.

    A persona's lanes stay together: none of them leaves the group, and no other lane enters it.
    """
    _settle(draft, draft.get(Lane, lane_id).journey)
    lane = draft.get(Lane, lane_id)
    lanes = draft.lanes_of(lane.journey)
    before = first_unmoved(lanes, before, [lane_id])
    others = [each for each in lanes if each.id != lane_id]
    order = place_before(draft, others, _beside_personas(others, lane.persona, before), moving=lane)
    draft.change(lane, order=order)


def move_persona_lane(draft: Draft, journey_id: str, persona_id: str, before: str | None) -> None:
    """Move all lanes of a persona together, before another lane or to the end."""
    _settle(draft, journey_id)
    lanes = draft.lanes_of(journey_id)
    moving = [lane for lane in lanes if lane.persona == persona_id]
    staying = [lane for lane in lanes if lane.persona != persona_id]
    before = first_unmoved(lanes, before, [lane.id for lane in moving])
    before = _beside_personas(staying, persona_id, before)
    ids = [lane.id for lane in staying]
    index = ids.index(before) if before in ids else len(ids)
    wanted = [*staying[:index], *moving, *staying[index:]]
    if wanted != list(lanes):
        _number(draft, wanted)


def show_detail(draft: Draft, lane_id: str, detail: str, *, shown: bool) -> None:
    """Show a detail (see `kinds.CARD_DETAILS`) on the cards of a lane, or leave it out."""
    lane = draft.get(Lane, lane_id)
    hidden = set(lane.hidden_details.split()) - {detail} | (set() if shown else {detail})
    draft.change(lane, hidden_details=Several(CARD_DETAILS).joined(hidden))


def _beside_personas(lanes: Sequence[Lane], persona: str, before: str | None) -> str | None:
    """Return the id of the lane before which a lane of `persona`, dropped before `before`, is inserted.

    The position is adjusted so that the lanes of each persona stay together. None is the end.
    """
    ids = [lane.id for lane in lanes]
    index = ids.index(before) if before in ids else len(ids)
    theirs = [at for at, lane in enumerate(lanes) if persona and lane.persona == persona]
    if theirs:
        index = min(max(index, theirs[0]), theirs[-1] + 1)
    else:
        while 0 < index < len(lanes) and lanes[index].persona == lanes[index - 1].persona != "":
            index += 1
    return ids[index] if index < len(ids) else None


def _settle(draft: Draft, journey_id: str) -> None:
    """Renumber the lanes if their order keys differ from the order shown, in which personas are grouped."""
    lanes = draft.lanes_of(journey_id)
    keys = [lane.order for lane in lanes]
    if keys != sorted(set(keys)):
        _number(draft, list(lanes))


def _number(draft: Draft, lanes: list[Lane]) -> None:
    for lane, order in zip(lanes, keys_between(None, None, len(lanes)), strict=True):
        draft.change(lane, order=order)
