"""Blank map: one stage and three lanes, so that there is a cell for the first card."""

from journey_editor.editing.commands.journeys import add_journey, new_project
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.stages import add_stage
from journey_editor.editing.draft import Draft
from journey_editor.foundation.translation import tr
from journey_editor.model.languages import usual_direction


def build(draft: Draft, language: str) -> None:
    """Fill an empty draft with a blank map."""
    # Without a name of its own, so that no placeholder is printed below the map.
    new_project(draft)
    add_blank_journey(draft, language)


def add_blank_journey(draft: Draft, language: str, direction: str | None = None) -> str:
    """Add a journey with one stage and three lanes to a project, in a language. Returns its id.

    `direction` defaults to the usual one of the language.
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
