"""Commands on the selection: remove, move by one place, raise and lower emotions."""

from collections.abc import Callable, Collection, Iterable, Sequence

from journey_editor.editing.commands.cards import move_cards
from journey_editor.editing.commands.curves import (
    add_point_in,
    curve_for,
    emotion_curve,
    move_curve,
    move_point,
    set_emotion,
)
from journey_editor.editing.commands.lane_groups import move_lane_by_one, move_rows_by_one, remove_group
from journey_editor.editing.commands.lane_spans import withdraw_from_lanes
from journey_editor.editing.commands.personas import move_persona, remove_persona_from_journey
from journey_editor.editing.commands.spans import withdraw_from
from journey_editor.editing.commands.stages import move_stage, move_step, remove_step
from journey_editor.editing.commands.visibility import show_points
from journey_editor.editing.draft import Draft
from journey_editor.editing.ordering import next_sibling
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.translation import tr
from journey_editor.model import kinds
from journey_editor.model.document import Queries
from journey_editor.model.lane_groups import lanes_in
from journey_editor.model.records import (
    Card,
    Curve,
    EmotionPoint,
    Lane,
    LaneGroup,
    Note,
    Record,
    Stage,
    Step,
    kind_of,
)

EmotionChange = Callable[[float, Curve], float]
"""Function from an old value and its curve to the new value."""


def outermost(
    document: Queries,
    ids: Iterable[str],
    containers: Collection[str] = ("stage", "step", "lane_group", "lane", "card"),
) -> tuple[str, ...]:
    """Return the records that aren't inside another one of `ids`, of the kinds `containers`."""
    ids = tuple(ids)
    around = {each for each in ids if kind_of(each) in containers}
    return tuple(each for each in ids if around.isdisjoint(_containers(document, each)))


def remove_all(draft: Draft, journey_id: str, ids: Iterable[str]) -> None:
    """Remove records of any kind, personas from the journey. The only step of a stage is refused.

    Cards that span further steps or lanes than the removed ones stay in these.
    """
    ids = tuple(ids)
    withdraw_from(draft, ids)
    withdraw_from_lanes(draft, ids)
    rank = {"stage": 0, "step": 2}
    for record_id in sorted(ids, key=lambda each: rank.get(kind_of(each), 1)):
        record = draft.find(record_id)
        if isinstance(record, Step):
            remove_step(draft, record_id)
        elif kind_of(record_id) == "persona":
            remove_persona_from_journey(draft, journey_id, record_id)
        elif isinstance(record, LaneGroup):
            remove_group(draft, record_id)
        elif record is not None:
            draft.remove(record_id)


def neighbour_after_removal(
    document: Queries, ids: Sequence[str], is_hidden: Callable[[str], object]
) -> str | None:
    """Return the sibling to select after a removal: the next one, else the previous one, or None.

    Siblings that are hidden are passed over: the next removal would take them unseen.
    """
    gone = set(ids)
    gone |= {lane.id for each in ids if kind_of(each) == "lane_group" for lane in lanes_in(document, each)}
    record = document.find(outermost(document, ids)[0])
    if isinstance(record, LaneGroup):
        record = lanes_in(document, record.id)[-1]
    if record is None:
        return None
    siblings = [each.id for each in _siblings(document, record)]
    if record.id not in siblings:
        return None
    index = siblings.index(record.id)
    order = siblings[index + 1 :] + siblings[:index][::-1]
    return next((each for each in order if each not in gone and not is_hidden(each)), None)


def move_by_one(
    draft: Draft,
    journey_id: str,
    ids: Sequence[str],
    right: int,
    down: int,
    hidden: Collection[str] = (),
) -> None:
    """Move cards, a stage, a step, a lane, a group, a curve or a persona by one place.

    At the edge nothing happens.

    Several cards move together or not at all, so that they keep their relative positions. `right` is +1
    towards later stages, −1 towards earlier ones; `down` is +1 or −1 accordingly. A persona moves down with
    its lanes, and sideways among the other personas; without lanes, down also moves it among them. What is
    inside another moved record moves only with it. Cards that are `hidden` are no place to move by.
    """
    ids = outermost(draft, ids, ("stage", "step") if right else ("lane_group", "lane"))
    _move_cards(draft, journey_id, ids, right, down, hidden)
    for record_id in ids:
        record = draft.find(record_id)
        if isinstance(record, Stage) and right:
            move_stage(draft, record_id, _beside(draft.stages_of(journey_id), record_id, right))
        elif isinstance(record, Step) and right:
            _move_step(draft, journey_id, record, right)
        elif isinstance(record, Curve) and down:
            move_curve(draft, record_id, before=_beside(draft.curves_of(journey_id), record_id, down))
        elif isinstance(record, Lane) and down:
            move_lane_by_one(draft, record_id, down)
        elif isinstance(record, LaneGroup) and down:
            move_rows_by_one(draft, lanes_in(draft, record_id), down)
        elif kind_of(record_id) == "persona":
            if down and (lanes := draft.persona_lane(journey_id, record_id)):
                move_rows_by_one(draft, lanes, down)
            else:
                people = draft.personas_of(journey_id)
                move_persona(draft, journey_id, record_id, _beside(people, record_id, right or down))


def change_emotions(
    draft: Draft,
    journey_id: str,
    ids: Iterable[str],
    change: EmotionChange,
    persona: str = "",
) -> None:
    """Set the value of points, and the emotion at cards: for each persona of the card, else for `persona`.

    The old value is 0 if there is no point yet. New points are assumed. If none of the points is visible, all
    are shown. Raises `UserError` if there is neither a card nor a point among `ids`.
    """
    touched: list[str] = []
    for record_id in ids:
        record = draft.find(record_id)
        if isinstance(record, EmotionPoint):
            move_point(draft, record.id, change(record.value, draft.get(Curve, record.curve)))
            touched.append(record.id)
        elif isinstance(record, Card):
            for curve in curves_at(draft, journey_id, record, persona):
                point = draft.point_at(curve.id, record.id)
                value = change(point.value if point else 0.0, curve)
                new = set_emotion(draft, curve.id, record.id, value, source="assumed")
                touched.append(new.id)
    if not touched:
        raise UserError(tr("To change an emotion, select a card or a point of a curve first."))
    show_points(draft, journey_id, touched)


def set_emotion_in(
    draft: Draft,
    journey_id: str,
    step_id: str,
    value: float,
    persona: str,
    is_hidden: Callable[[str], object],
) -> str:
    """Set the emotion of a persona in a step, and return the id of the point.

    It is a new, assumed point at the first touchpoint of the persona without one that is not hidden, or else
    in the step.
    """
    curve = curve_for(draft, journey_id, persona).id
    for card in draft.touchpoints_in(step_id, persona):
        if draft.point_at(curve, card.id) is None and not is_hidden(card.id):
            return set_emotion(draft, curve, card.id, value, source="assumed").id
    return move_point(draft, add_point_in(draft, curve, step_id).id, value).id


def people_felt_at(document: Queries, card: Card, persona: str) -> tuple[str, ...]:
    """Return the personas whose emotion is set at a card; an empty text is everyone.

    A card about everyone without a point has the emotion of `persona`.
    """
    points = document.select(EmotionPoint, card=card.id)
    present = [document.get(Curve, point.curve).persona for point in points]
    if present and not document.personas_on(card.id):
        return tuple(present)
    return tuple(dict.fromkeys([*present, *(document.people_of(card) or (persona,))]))


def curves_at(draft: Draft, journey_id: str, card: Card, persona: str) -> list[Curve]:
    """Return the emotion curves with a point at a card; those of its personas are added if needed.

    A card about everyone without a point has the curve of `persona`.
    """
    curves = [draft.get(Curve, point.curve) for point in draft.select(EmotionPoint, card=card.id)]
    present = [each for each in curves if each == emotion_curve(draft, journey_id, each.persona)]
    shown = {curve.persona for curve in present}
    missing = [each for each in people_felt_at(draft, card, persona) if each not in shown]
    return [*present, *(curve_for(draft, journey_id, each) for each in missing)]


def _move_cards(
    draft: Draft, journey_id: str, ids: Sequence[str], right: int, down: int, hidden: Collection[str]
) -> None:
    chosen, cells = set(ids), dict[tuple[str, str], list[str]]()
    for card in draft.cards_of(journey_id):
        if card.id in chosen:
            cells.setdefault((card.step, card.lane), []).append(card.id)
    if down and len(cells) == 1:
        ((cell, cards),) = cells.items()
        if _move_in_cell(draft, cards, cell, down, set(hidden) - chosen):
            return
    columns = [step.id for step in draft.columns_of(journey_id)]
    lanes = [
        lane.id for lane in draft.seen.lanes_of(journey_id, hidden=False) if lane.kind in kinds.CARD_LANES
    ]
    moves = []
    for (step, lane), cards in cells.items():
        if down and lane not in lanes:
            continue
        rows = lanes if down else [lane]
        column, row = columns.index(step) + right, rows.index(lane) + down
        # What spans several columns is at the edge with its last one.
        end = max(columns.index(draft.span_of(draft.get(Card, each))[-1]) for each in cards) + right
        if column < 0 or end >= len(columns) or not 0 <= row < len(rows):
            return
        moves.append((cards, columns[column], rows[row]))
    for cards, step, lane in moves:
        there = [each.id for each in draft.cards_in(step, lane)]
        move_cards(draft, cards, step, lane, there[0] if down > 0 and there else None)


def _move_in_cell(
    draft: Draft, cards: Sequence[str], cell: tuple[str, str], down: int, hidden: Collection[str]
) -> bool:
    """Move cards within their cell. Return False if they are at its end in this direction already."""

    def shown() -> list[str]:
        return [each.id for each in draft.cards_in(*cell) if each.id not in hidden]

    if shown()[-1 if down > 0 else 0] in cards:
        return False
    for card in reversed(cards) if down > 0 else cards:
        there = shown()
        beside = there[there.index(card) + down]
        before = beside if down < 0 else next_sibling(draft.cards_in(*cell), beside)
        move_cards(draft, [card], *cell, before)
    return True


def _move_step(draft: Draft, journey_id: str, step: Step, right: int) -> None:
    siblings = [each.id for each in draft.steps_of(step.stage)]
    if 0 <= siblings.index(step.id) + right < len(siblings):
        move_step(draft, step.id, step.stage, _beside(draft.steps_of(step.stage), step.id, right))
        return
    stages = [stage.id for stage in draft.stages_of(journey_id)]
    place = stages.index(step.stage) + right
    if 0 <= place < len(stages):
        there = draft.steps_of(stages[place])
        move_step(draft, step.id, stages[place], there[0].id if right > 0 else None)


def _beside(siblings: Sequence[Record], record_id: str, by: int) -> str | None:
    """Return the sibling before which a record is after a move by one place; at the edge, it stays."""
    ids = [each.id for each in siblings]
    index = ids.index(record_id)
    following = ids[index + 1 :]
    if by < 0:
        return ids[index - 1] if index else next(iter(following), None)
    return next(iter(following[1:]), None)


def _containers(document: Queries, record_id: str) -> tuple[str, ...]:
    """Return the stage, step, lane and group in which a record is, and the card to which a note sticks."""
    record = document.find(record_id)
    if isinstance(record, Note) and record.card:
        return record.card, *_containers(document, record.card)
    if isinstance(record, Note | Card):
        if not record.step:
            return ()
        stage = document.get(Step, record.step).stage
        return stage, record.step, record.lane, *_containers(document, record.lane)
    if isinstance(record, Lane):
        return (record.group,) if record.group else ()
    return (record.stage,) if isinstance(record, Step) else ()


def _siblings(document: Queries, record: Record) -> Sequence[Record]:
    if isinstance(record, Card):
        return document.cards_in(record.step, record.lane)
    if isinstance(record, Stage):
        return document.stages_of(record.journey)
    if isinstance(record, Step):
        return document.steps_of(record.stage)
    if isinstance(record, Lane):
        return document.lanes_of(record.journey)
    if isinstance(record, Curve):
        return document.curves_of(record.journey)
    return ()
