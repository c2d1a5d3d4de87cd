"""Support journey: six stages, six lanes and six channels without cards."""

from journey_editor.editing.commands.curves import add_curve
from journey_editor.editing.commands.journeys import add_channel, add_journey, new_project
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.personas import add_persona
from journey_editor.editing.commands.stages import add_stage
from journey_editor.editing.draft import Draft
from journey_editor.foundation.translation import tr
from journey_editor.model.languages import usual_direction


def build(draft: Draft, language: str) -> None:
    """Fill an empty draft with the support journey."""
    new_project(draft, name=tr("Support journey", language))
    journey = add_journey(
        draft,
        title=tr("Support journey", language),
        language=language,
        direction=usual_direction(language),
    )
    for name, goal in _stages(language):
        add_stage(draft, journey.id, name=name, goal=goal)
    # Lanes and channels without a name are shown with the name of their kind, in the journey's language.
    for kind, subtitle in _lanes(language):
        add_lane(draft, journey.id, kind, subtitle=subtitle)
    for kind in ("phone", "email", "live_chat", "self_service", "social_media", "in_person"):
        add_channel(draft, "", kind)
    customer = add_persona(draft, journey.id, name=tr("Customer", language))
    add_curve(draft, journey.id, customer.id)


def _stages(language: str) -> tuple[tuple[str, str], ...]:
    return (
        (tr("Awareness", language), tr("Feels a need", language)),
        (tr("Exploration", language), tr("Finds out what there is", language)),
        (tr("Consideration", language), tr("Weighs and asks", language)),
        (tr("Purchase", language), tr("Decides and pays", language)),
        (tr("Delivery", language), tr("Receives and starts to use", language)),
        (tr("Support", language), tr("Gets help when it is needed", language)),
    )


def _lanes(language: str) -> tuple[tuple[str, str], ...]:
    return (
        ("action", tr("What the customer does", language)),
        ("touchpoint", tr("Where we meet, by channel", language)),
        ("thought", tr("In their own words", language)),
        ("emotion", ""),
        ("pain_point", tr("Severity and frequency", language)),
        ("opportunity", tr("Impact against effort", language)),
    )
