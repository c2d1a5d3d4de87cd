"""Commands on stages and steps: the columns of a map."""

from collections.abc import Iterable, Sequence

from journey_editor.editing.commands.cards import copy_card, move_cards
from journey_editor.editing.commands.curves import copy_point
from journey_editor.editing.commands.journeys import copy_notes
from journey_editor.editing.commands.measures import copy_measures, measures_on
from journey_editor.editing.commands.spans import set_span, withdraw_from
from journey_editor.editing.draft import Draft
from journey_editor.editing.ordering import next_sibling, place_before
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.translation import tr
from journey_editor.model.fields import NAME_LIMIT
from journey_editor.model.records import (
    Card,
    EmotionPoint,
    EvidencePlace,
    Link,
    Measure,
    Note,
    Stage,
    Step,
    SupportOffer,
)


def add_stage(
    draft: Draft, journey_id: str, *, name: str = "", goal: str = "", before: str | None = None
) -> Stage:
    """Add a stage with one unnamed step, before another stage or at the end."""
    order = place_before(draft, draft.stages_of(journey_id), before)
    stage = draft.add(Stage, journey=journey_id, name=name, goal=goal, order=order)
    draft.add(Step, stage=stage.id)
    return stage


def move_stage(draft: Draft, stage_id: str, before: str | None) -> None:
    """Move a stage with all its steps before another one, or to the end."""
    stage = draft.get(Stage, stage_id)
    order = place_before(draft, draft.stages_of(stage.journey), before, moving=stage)
    draft.change(stage, order=order)


def add_step(draft: Draft, stage_id: str, *, name: str = "", before: str | None = None) -> Step:
    """Add a step to a stage, before another of its steps or at its end."""
    order = place_before(draft, draft.steps_of(stage_id), before)
    return draft.add(Step, stage=stage_id, name=name, order=order)


def move_step(draft: Draft, step_id: str, stage_id: str, before: str | None) -> None:
    """Move a step with its cards into a stage, before one of its steps or to its end.

    Raises `UserError` if it is the only step of another stage.
    """
    step = draft.get(Step, step_id)
    if step.stage != stage_id and len(draft.steps_of(step.stage)) == 1:
        raise UserError(
            tr("A stage must have at least one step. Move the whole stage, or add a step to it first.")
        )
    order = place_before(draft, draft.steps_of(stage_id), before, moving=step)
    draft.change(step, stage=stage_id, order=order)


def remove_step(draft: Draft, step_id: str) -> None:
    """Remove a step and its cards, except those that span further steps.

    Raises `UserError` if it is the only step of its stage.
    """
    step = draft.get(Step, step_id)
    if len(draft.steps_of(step.stage)) == 1:
        raise UserError(tr("A stage must have at least one step. To remove both, delete the stage."))
    withdraw_from(draft, [step_id])
    draft.remove(step_id)


def merge_stages(draft: Draft, stage_ids: Sequence[str]) -> Stage:
    """Merge stages into the first of them; a single stage is merged with the next one. Returns the stage.

    All steps, cards, goals, measures and evidence stay, and the support through channels that the first stage
    does not offer. The only step of a stage takes the name of its stage if it has no name; names of later
    stages that no step takes are appended to that of the first. Raises `UserError` if the stages do not
    follow each other, or if their names or goals are too long for one.
    """
    siblings = [each.id for each in draft.stages_of(draft.get(Stage, stage_ids[0]).journey)]
    nothing_next = tr("No stage follows this one. Select stages that follow each other.")
    merged, *others = (draft.get(Stage, each) for each in _run(siblings, stage_ids, nothing_next))
    names, goals = [merged.name], [merged.goal]
    for stage in (merged, *others):
        steps = draft.steps_of(stage.id)
        if len(steps) == 1 and not steps[0].name:
            draft.change(steps[0], name=stage.name)
    for stage in others:
        steps = draft.steps_of(stage.id)
        if stage.name not in [each.name for each in steps]:
            names.append(stage.name)
        goals.append(stage.goal)
        for step in steps:
            draft.change(step, stage=merged.id, order=place_before(draft, draft.steps_of(merged.id), None))
        _redirect_links(draft, stage.id, merged.id)
        _hand_over(draft, stage.id, merged.id)
        draft.remove(stage.id)
    name = _joined(names, tr("The names of these stages are too long for one."))
    goal = _joined(goals, tr("The goals of these stages are too long for one."))
    return draft.change(merged, name=name, goal=goal)


def _hand_over(draft: Draft, old: str, new: str) -> None:
    """Let what is about a stage be about another one, unless that has the like."""
    for measure in draft.select(Measure, stage=old):
        draft.change(measure, stage=new)
    offered = {each.channel for each in draft.select(SupportOffer, stage=new)}
    for offer in draft.select(SupportOffer, stage=old):
        if offer.channel not in offered:
            draft.change(offer, stage=new)
    backed = {each.evidence for each in draft.select(EvidencePlace, stage=new)}
    for place in draft.select(EvidencePlace, stage=old):
        if place.evidence not in backed:
            draft.change(place, stage=new)


def _redirect_links(draft: Draft, old: str, new: str) -> None:
    """Let the links of a stage begin and end at another one, except for those between the two."""
    for link in draft.select(Link):
        ends = tuple(new if end == old else end for end in link.ends)
        if old in link.ends and ends[0] != ends[1]:
            same = draft.select(Link, source_stage=ends[0], target_stage=ends[1])
            if (link.kind, link.name) not in {(each.kind, each.name) for each in same}:
                draft.change(link, source_stage=ends[0], target_stage=ends[1])


def split_stage(draft: Draft, step_id: str) -> Stage:
    """Split a stage before one of its steps, which begins a new stage. Returns the new stage.

    The new stage takes the name of its step if it has only this one. Raises `UserError` for the first step.
    """
    step = draft.get(Step, step_id)
    stage, steps = draft.get(Stage, step.stage), draft.steps_of(step.stage)
    at = [each.id for each in steps].index(step_id)
    if at == 0:
        raise UserError(tr("Select the step that begins the new stage. It cannot be the first of its stage."))
    following = next_sibling(draft.stages_of(stage.journey), stage.id)
    moved = steps[at:]
    name = moved[0].name if len(moved) == 1 and moved[0].name else stage.name
    order = place_before(draft, draft.stages_of(stage.journey), following)
    new = draft.add(Stage, journey=stage.journey, name=name, order=order)
    for each in moved:
        alone = len(moved) == 1 and each.name == name
        draft.change(each, stage=new.id, name="" if alone else each.name)
    return new


def merge_steps(draft: Draft, step_ids: Sequence[str]) -> Step:
    """Merge steps of a stage into the first of them; a single step is merged with the next one.

    The cards of each cell follow each other, and free points share the column. Cards that span several steps
    begin and end where they did. Returns the step. Raises `UserError` if the steps do not follow each other
    within a stage, or if their names are too long for one.
    """
    siblings = [each.id for each in draft.steps_of(draft.get(Step, step_ids[0]).stage)]
    nothing_next = tr(
        "No step follows this one in its stage. Select steps of a stage that follow each other."
    )
    run = _run(siblings, step_ids, nothing_next)
    first = run[0]
    names = [draft.get(Step, each).name for each in run]
    name = _joined(names, tr("The names of these steps are too long for one."))
    for index, step_id in enumerate(run):
        for point in draft.select(EmotionPoint, step=step_id):
            draft.change(point, step=first, at=(index + point.at) / len(run))
        for note in draft.select(Note, step=step_id):
            draft.change(note, step=first)
        for measure in draft.select(Measure, step=step_id):
            draft.change(measure, step=first)
    last = {card: span[-1] for card, span in draft.spans_of(draft.journey_of(first)).items()}
    for step_id in run[1:]:
        for lane in draft.lanes_of(draft.journey_of(step_id)):
            move_cards(draft, [card.id for card in draft.cards_in(step_id, lane.id)], first, lane.id)
    for card_id, end in last.items():
        set_span(draft, card_id, draft.get(Card, card_id).step, first if end in run else end)
    for step_id in run[1:]:
        draft.remove(step_id)
    return draft.change(draft.get(Step, first), name=name)


def duplicate_step(draft: Draft, step_id: str) -> Step:
    """Insert a copy of a step, with its cards, notes, free points and measures, after it. Returns the copy.

    Cards that span several steps, this one among them, span the copy too instead of being copied.
    """
    step = draft.get(Step, step_id)
    spans = draft.spans_of(draft.journey_of(step_id))
    copy = add_step(
        draft, step.stage, name=step.name, before=next_sibling(draft.steps_of(step.stage), step_id)
    )
    draft.change(copy, width=step.width)
    copies = {step_id: copy.id}
    for lane in draft.lanes_of(draft.journey_of(step_id)):
        for card in draft.cards_in(step_id, lane.id):
            if card.id in spans:
                continue
            new = copy_card(draft, card.id, step=copy.id)
            copies[card.id] = new.id
            for point in draft.select(EmotionPoint, card=card.id):
                copy_point(draft, point, curve=point.curve, card=new.id)
    for card_id, span in spans.items():
        if span[-1] == step_id:
            set_span(draft, card_id, span[0], copy.id)
    for point in draft.select(EmotionPoint, step=step_id):
        copy_point(draft, point, curve=point.curve, step=copy.id)
    copy_notes(draft, draft.journey_of(step_id), copies)
    copy_measures(draft, draft.journey_of(step_id), measures_on(draft, step=step_id), copies)
    return copy


def copy_step(draft: Draft, step_id: str, stage_id: str, before: str | None) -> Step:
    """Insert a copy of a step as `duplicate_step`, but elsewhere as `move_step`. Returns the copy.

    Cards that span several steps stay where they are.
    """
    spans = draft.spans_of(draft.journey_of(step_id))
    copy = duplicate_step(draft, step_id)
    for card_id, span in spans.items():
        set_span(draft, card_id, span[0], span[-1])
    move_step(draft, copy.id, stage_id, before)
    return draft.get(Step, copy.id)


def _joined(texts: Iterable[str], too_long: str) -> str:
    """Return the texts that are not empty, each once. Raises `UserError` if they are too long together."""
    joined = " / ".join(dict.fromkeys(filter(None, texts)))
    if len(joined) > NAME_LIMIT:
        advice = tr(
            "Together they have {length} characters, and the limit is {limit}. Shorten some of them, or "
            "merge fewer columns. Nothing was changed."
        )
        raise UserError(f"{too_long} {advice.format(length=len(joined), limit=NAME_LIMIT)}")
    return joined


def _run(siblings: Sequence[str], chosen: Sequence[str], nothing_next: str) -> list[str]:
    """Return the chosen siblings in order, at least two that follow each other; one is joined by its next.

    Raises `UserError`, with the sentence `nothing_next` if the last sibling alone is chosen.
    """
    places = sorted(siblings.index(each) for each in chosen if each in siblings)
    if len(chosen) == 1:
        places.append(places[0] + 1)
        if places[1] == len(siblings):
            raise UserError(nothing_next)
    if len(places) < len(chosen) or places[-1] - places[0] != len(places) - 1:
        raise UserError(tr("Select columns that follow each other; only these can be merged."))
    return [siblings[each] for each in places]
