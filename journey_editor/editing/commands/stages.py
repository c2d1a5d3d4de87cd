"""Commands on stages and steps: the columns of a map."""

from journey_editor.editing.draft import Draft
from journey_editor.editing.ordering import place_before
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.translation import tr
from journey_editor.model.records import Stage, Step


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
    """Remove a step and its cards. Raises `UserError` if it is the only step of its stage."""
    step = draft.get(Step, step_id)
    if len(draft.steps_of(step.stage)) == 1:
        raise UserError(tr("A stage must have at least one step. To remove both, delete the stage."))
    draft.remove(step_id)
