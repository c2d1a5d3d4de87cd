"""Commands on lanes and on the lanes of a persona: the rows of a map."""

from collections.abc import Collection, Sequence

from journey_editor.editing.draft import Draft
from journey_editor.editing.ordering import first_unmoved, place_before
from journey_editor.model import kinds
from journey_editor.model.document import Queries, run_of
from journey_editor.model.fields import Several
from journey_editor.model.kinds import CARD_DETAILS
from journey_editor.model.lane_groups import lane_span_of, lane_spans_of
from journey_editor.model.order import keys_between
from journey_editor.model.records import Card, Channel, Lane, LaneChannel, LaneKind


def add_lane(
    draft: Draft,
    journey_id: str,
    kind: str,
    *,
    title: str = "",
    subtitle: str = "",
    persona: str = "",
    group: str = "",
    before: str | None = None,
) -> Lane:
    """Add a lane, for one persona or for everyone, before another lane or at the end.

    A lane of a `group` is inserted among its lanes, which are of the same persona.
    """
    settle_lanes(draft, journey_id)
    lanes = draft.lanes_of(journey_id)
    order = place_before(draft, lanes, _free_place(lanes, (persona, group), before))
    return draft.add(
        Lane,
        journey=journey_id,
        kind=kind,
        title=title,
        subtitle=subtitle,
        persona=persona,
        group=group,
        order=order,
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


def move_lane(draft: Draft, lane_id: str, before: str | None, group: str | None = None) -> None:
    """Move a lane before another one, or to the end, and into a group, or out of all groups if it is empty.

    By default it stays in its group. The lanes of a persona stay together, and so do those of a group: none
    of them leaves the others, and no other lane enters. Cards that spanned the lane as their last one end
    above it if it is out of reach then.
    """
    journey = draft.get(Lane, lane_id).journey
    settle_lanes(draft, journey)
    ending = [span for span in lane_spans_of(draft, journey).items() if span[1][-1] == lane_id]
    lane = draft.get(Lane, lane_id)
    group = lane.group if group is None else group
    lanes = draft.lanes_of(lane.journey)
    before = first_unmoved(lanes, before, [lane_id])
    others = [each for each in lanes if each.id != lane_id]
    order = place_before(draft, others, _free_place(others, (lane.persona, group), before), moving=lane)
    draft.change(lane, order=order, group=group)
    for card_id, span in ending:
        if len(lane_span_of(draft, draft.get(Card, card_id))) == 1:
            draft.change(draft.get(Card, card_id), last_lane=span[-2] if len(span) > 2 else "")


def move_persona_lane(draft: Draft, journey_id: str, persona_id: str, before: str | None) -> None:
    """Move all lanes of a persona together, before another lane or to the end."""
    moving = draft.persona_lane(journey_id, persona_id)
    move_together(draft, journey_id, moving, (persona_id, ""), before)


def move_together(
    draft: Draft, journey_id: str, moving: Sequence[Lane], run: tuple[str, str], before: str | None
) -> None:
    """Move neighbouring lanes, of a persona and a group (see `run_of`), before another one or to the end."""
    settle_lanes(draft, journey_id)
    ids = [lane.id for lane in moving]
    lanes = draft.lanes_of(journey_id)
    staying = [lane for lane in lanes if lane.id not in ids]
    before = _free_place(staying, run, first_unmoved(lanes, before, ids))
    index = [lane.id for lane in staying].index(before) if before else len(staying)
    wanted = [*staying[:index], *(lane for lane in lanes if lane.id in ids), *staying[index:]]
    if wanted != list(lanes):
        _number(draft, wanted)


def give_to_persona(draft: Draft, lane_ids: Sequence[str], persona: str) -> None:
    """Give lanes to a persona, or to everyone. They leave their groups, whose lanes are of the same."""
    for lane in (draft.get(Lane, each) for each in lane_ids):
        if lane.persona != persona:
            draft.change(lane, persona=persona, group="")


def show_detail(draft: Draft, lane_id: str, detail: str, *, shown: bool) -> None:
    """Show a detail (see `kinds.CARD_DETAILS`) on the cards of a lane, or leave it out."""
    lane = draft.get(Lane, lane_id)
    hidden = set(lane.hidden_details.split()) - {detail} | (set() if shown else {detail})
    draft.change(lane, hidden_details=Several(CARD_DETAILS).joined(hidden))


def _free_place(lanes: Sequence[Lane], run: tuple[str, str], before: str | None) -> str | None:
    """Return the id of the lane before which a lane of a run, dropped before `before`, is inserted.

    The position is adjusted so that the lanes of each persona and of each group stay together. None is the
    end.
    """
    ids = [lane.id for lane in lanes]
    index = ids.index(before) if before in ids else len(ids)
    persona = [at for at, lane in enumerate(lanes) if run[0] and lane.persona == run[0]]
    group = [at for at, lane in enumerate(lanes) if run_of(lane) == run]
    for own in filter(None, (persona, group)):
        index = min(max(index, own[0]), own[-1] + 1)
    while 0 < index < len(lanes) and _belong_together(lanes[index - 1], lanes[index], run):
        index += 1
    return ids[index] if index < len(ids) else None


def _belong_together(one: Lane, other: Lane, run: tuple[str, str]) -> bool:
    """Return True if a lane of another run must not be inserted between two lanes."""
    if run_of(one) == run_of(other) != run:
        return True
    return one.persona == other.persona not in ("", run[0])


def settle_lanes(draft: Draft, journey_id: str) -> None:
    """Renumber the lanes if their order keys differ from the order shown, in which some stay together."""
    lanes = draft.lanes_of(journey_id)
    keys = [lane.order for lane in lanes]
    if keys != sorted(set(keys)):
        _number(draft, list(lanes))


def _number(draft: Draft, lanes: list[Lane]) -> None:
    for lane, order in zip(lanes, keys_between(None, None, len(lanes)), strict=True):
        draft.change(lane, order=order)
