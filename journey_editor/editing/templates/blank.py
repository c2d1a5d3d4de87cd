"""The blank map: one stage and three lanes, so that the first card has a place."""

from journey_editor.editing.commands.journeys import add_journey, new_project
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.stages import add_stage
from journey_editor.editing.draft import Draft
from journey_editor.foundation.translation import tr
from journey_editor.model.languages import usual_direction


def build(draft: Draft, language: str) -> None:
    """Fill an empty draft."""
    new_project(draft, name=tr("New project", language))
    add_blank_journey(draft, language)


def add_blank_journey(draft: Draft, language: str, direction: str | None = None) -> str:
    """Add a journey in a language, with one stage and three lanes, to a project; answers its id.

    It is read from the side that is usual in the language if `direction` names none.
    """
    journey = add_journey(
        draft,
        title=tr("New journey", language),
        language=language,
        direction=direction or usual_direction(language),
    )
    add_stage(draft, journey.id, name=tr("First stage", language))
    for kind in ("action", "touchpoint", "emotion"):
        add_lane(draft, journey.id, kind)
    return journey.id
