"""The support journey: six stages, six lanes and six channels, waiting for cards."""

from journey_editor.editing.commands.curves import add_curve
from journey_editor.editing.commands.journeys import add_channel, add_journey, new_project
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.personas import add_persona
from journey_editor.editing.commands.stages import add_stage
from journey_editor.editing.draft import Draft
from journey_editor.foundation.translation import tr


def build(draft: Draft) -> None:
    """Fill an empty draft."""
    new_project(draft, name=tr("Support journey"))
    journey = add_journey(draft, title=tr("Support journey"))
    for name, goal in _stages():
        add_stage(draft, journey.id, name=name, goal=goal)
    for kind, title, subtitle in _lanes():
        add_lane(draft, journey.id, kind, title=title, subtitle=subtitle)
    for name, kind in _channels():
        add_channel(draft, name, kind)
    customer = add_persona(draft, journey.id, name=tr("Customer"))
    add_curve(draft, journey.id, customer.id)


def _stages() -> tuple[tuple[str, str], ...]:
    return (
        (tr("Awareness"), tr("Feels a need")),
        (tr("Exploration"), tr("Finds out what there is")),
        (tr("Consideration"), tr("Weighs and asks")),
        (tr("Purchase"), tr("Decides and pays")),
        (tr("Delivery"), tr("Receives and starts to use")),
        (tr("Support"), tr("Gets help when it is needed")),
    )


def _lanes() -> tuple[tuple[str, str, str], ...]:
    return (
        ("action", tr("Actions"), tr("What the customer does")),
        ("touchpoint", tr("Touchpoints"), tr("Where we meet, by channel")),
        ("thought", tr("Thoughts"), tr("In their own words")),
        ("emotion", tr("Emotion"), ""),
        ("pain_point", tr("Pain points"), tr("Severity and frequency")),
        ("opportunity", tr("Opportunities"), tr("Impact against effort")),
    )


def _channels() -> tuple[tuple[str, str], ...]:
    return (
        (tr("Phone"), "phone"),
        (tr("E-mail"), "email"),
        (tr("Live chat"), "live_chat"),
        (tr("Self-service and FAQ"), "self_service"),
        (tr("Social media"), "social_media"),
        (tr("In person"), "in_person"),
    )
