"""The blank map: one stage and three lanes, so that the first card has a place."""

from journey_editor.editing.commands.journeys import add_journey, new_project
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.stages import add_stage
from journey_editor.editing.draft import Draft
from journey_editor.foundation.translation import tr


def build(draft: Draft) -> None:
    """Fill an empty draft."""
    new_project(draft, name=tr("New project"))
    add_blank_journey(draft, tr("New journey"))


def add_blank_journey(draft: Draft, title: str) -> str:
    """Add a journey with one stage and three lanes to a project; answers its id."""
    journey = add_journey(draft, title=title)
    add_stage(draft, journey.id, name=tr("First stage"))
    add_lane(draft, journey.id, "action", title=tr("Actions"))
    add_lane(draft, journey.id, "touchpoint", title=tr("Touchpoints"))
    add_lane(draft, journey.id, "emotion", title=tr("Emotion"))
    return journey.id
