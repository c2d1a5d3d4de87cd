"""Commands on lanes and on the lanes of a persona: the rows of a map."""

from collections.abc import Collection, Sequence

from journey_editor.editing.draft import Draft
from journey_editor.editing.ordering import first_unmoved, place_before
from journey_editor.model import kinds
from journey_editor.model.document import Queries
from journey_editor.model.fields import Several
from journey_editor.model.kinds import CARD_DETAILS
from journey_editor.model.order import keys_between
from journey_editor.model.records import Channel, Lane, LaneChannel, LaneKind


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


def set_lane_kind(draft: Draft, lane_id: str, kind: str) -> None:
    """Give a lane another kind, or one that users defined, by its id; such a lane takes its name as title.

    Cards keep their own kinds. A lane for cards also keeps the kind of new cards when it gets a defined kind.
    """
    lane = draft.get(Lane, lane_id)
    old, new = draft.find(lane.own_kind), draft.find(kind)
    named = isinstance(old, LaneKind) and lane.title == old.name
    title = "" if named else lane.title
    if isinstance(new, LaneKind):
        usual = lane.kind if lane.kind in kinds.CARD_LANES else "text"
        draft.change(lane, kind=usual, own_kind=new.id, title=title or new.name)
    else:
        draft.change(lane, kind=kind, own_kind="", title=title)


def add_lane_kind(draft: Draft, name: str) -> LaneKind:
    """Add a kind of lanes, with the first icon and colour that the fewest kinds have."""
    present = draft.lane_kinds()
    icons, colors = [each.icon for each in present], [each.color for each in present]
    return draft.add(
        LaneKind,
        name=name,
        icon=min(kinds.LANE_ICONS, key=icons.count),
        color=min(range(kinds.TAG_COLORS), key=colors.count),
        order=place_before(draft, present, None),
    )


def shown_channels(document: Queries, lane: Lane) -> tuple[Channel, ...]:
    """Return the channels that a channel matrix shows: the chosen ones, or else all that are used."""
    steps = document.columns_of(lane.journey)
    used = {card.channel for step in steps for card in document.touchpoints_in(step.id, lane.persona)}
    of_cards = tuple(each for each in document.channels() if each.id in used)
    return document.chosen_channels(lane.id) or of_cards


def choose_channels(draft: Draft, lane_id: str, channel_ids: Collection[str]) -> None:
    """Let a channel matrix show these channels, or without any all that are used."""
    present = {each.channel: each for each in draft.select(LaneChannel, lane=lane_id)}
    for channel, each in present.items():
        if channel not in channel_ids:
            draft.remove(each.id)
    for channel in channel_ids:
        if channel not in present:
            draft.add(LaneChannel, lane=lane_id, channel=channel)


def show_channel(draft: Draft, lane_id: str, channel_id: str, *, shown: bool) -> None:
    """Show a channel in a channel matrix, or leave it out. Without a channel it shows all that are used."""
    lane = draft.get(Lane, lane_id)
    others = [each.id for each in shown_channels(draft, lane) if each.id != channel_id]
    choose_channels(draft, lane_id, [*others, channel_id] if shown else others)


def lane_kind_like(draft: Draft, original: LaneKind | None) -> str:
    """Return the kind of lanes for a copied one: the same, an equal one, or a new one; empty for None."""
    if original is None or original.id in draft:
        return original.id if original else ""
    look = {"name": original.name, "icon": original.icon, "color": original.color}
    for each in draft.lane_kinds():
        if {name: getattr(each, name) for name in look} == look:
            return each.id
    return draft.add(LaneKind, **look, order=place_before(draft, draft.lane_kinds(), None)).id


def rename_lane_kind(draft: Draft, kind_id: str, name: str) -> None:
    """Rename a kind of lanes, and the lanes that have its name as title."""
    kind = draft.get(LaneKind, kind_id)
    for lane in draft.select(Lane, own_kind=kind_id):
        if lane.title == kind.name:
            draft.change(lane, title=name)
    draft.change(kind, name=name)


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
