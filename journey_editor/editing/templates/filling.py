"""Plans of templates, and the function that fills a draft with one."""

from journey_editor.editing.commands.curves import add_curve
from journey_editor.editing.commands.journeys import add_channel, add_journey, new_project
from journey_editor.editing.commands.lane_groups import group_lanes
from journey_editor.editing.commands.lanes import add_lane, choose_channels
from journey_editor.editing.commands.personas import add_persona
from journey_editor.editing.commands.stages import add_stage, add_step
from journey_editor.editing.draft import Draft
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.model.languages import usual_direction


@dataclass(frozen=True, slots=True)
class PlannedStage:
    """Stage with its steps. Without names of steps it has one step without a name."""

    name: str
    goal: str = ""
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedLane:
    """Lane. Its title and question are by default those of its kind, in the language of the journey.

    `persona` is the index of the persona whose lane it is, or None for everyone. Lanes with the same `group`
    are in a group of this name. A channel matrix with `all_channels` shows those of the plan, used or not.
    """

    kind: str
    title: str = ""
    subtitle: str = ""
    question: str = ""
    persona: int | None = None
    group: str = ""
    all_channels: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """Content of a template. `personas` are names with kinds; each customer or employee has a curve.

    `channels` are kinds of channels, which are shown with the names of their kinds.
    """

    title: str
    stages: tuple[PlannedStage, ...]
    lanes: tuple[PlannedLane, ...]
    personas: tuple[tuple[str, str], ...]
    channels: tuple[str, ...] = ("phone", "email", "live_chat", "self_service", "website", "in_person")


def fill(draft: Draft, plan: Plan, language: str) -> None:
    """Fill an empty draft with a plan, whose texts are in `language`."""
    new_project(draft, name=plan.title)
    journey = add_journey(draft, title=plan.title, language=language, direction=usual_direction(language)).id
    for planned in plan.stages:
        stage = add_stage(draft, journey, name=planned.name, goal=planned.goal)
        for index, name in enumerate(planned.steps):
            if index == 0:
                draft.change(draft.steps_of(stage.id)[0], name=name)
            else:
                add_step(draft, stage.id, name=name)
    personas = [add_persona(draft, journey, name=name, kind=kind).id for name, kind in plan.personas]
    channels = [add_channel(draft, "", channel).id for channel in plan.channels]
    groups: dict[str, list[str]] = {}
    for row in plan.lanes:
        owner = "" if row.persona is None else personas[row.persona]
        lane = add_lane(draft, journey, row.kind, title=row.title, subtitle=row.subtitle, persona=owner)
        draft.change(lane, question=row.question)
        if row.all_channels:
            choose_channels(draft, lane.id, channels)
        if row.group:
            groups.setdefault(row.group, []).append(lane.id)
    for name, lanes in groups.items():
        group_lanes(draft, lanes, name)
    if any(row.kind == "emotion" for row in plan.lanes):
        for persona, (_, kind) in zip(personas, plan.personas, strict=True):
            if kind != "system":
                add_curve(draft, journey, persona)
