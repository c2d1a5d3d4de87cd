"""Plans of templates in a language; lanes and channels without a name get that of their kind."""

from collections.abc import Callable

from journey_editor.editing.templates.filling import Plan, PlannedLane, PlannedStage
from journey_editor.foundation.translation import tr


def support(language: str) -> Plan:
    """Return the plan of customer support: six stages, the last in six steps."""
    steps = (
        tr("Notice the problem", language),
        tr("Try it oneself", language),
        tr("Contact", language),
        tr("Explain and wait", language),
        tr("Solution", language),
        tr("Follow-up", language),
    )
    insights = tr("Insights", language)
    return Plan(
        tr("Support journey", language),
        (
            PlannedStage(tr("Awareness", language), tr("Feels a need", language)),
            PlannedStage(tr("Exploration", language), tr("Finds out what there is", language)),
            PlannedStage(tr("Consideration", language), tr("Weighs and asks", language)),
            PlannedStage(tr("Purchase", language), tr("Decides and pays", language)),
            PlannedStage(tr("Delivery", language), tr("Receives and starts to use", language)),
            PlannedStage(tr("Support", language), tr("Gets help when it is needed", language), steps),
        ),
        (
            PlannedLane("action", subtitle=tr("What the customer does", language)),
            PlannedLane("touchpoint", subtitle=tr("Where we meet, by channel", language)),
            PlannedLane("thought", subtitle=tr("In their own words", language)),
            PlannedLane("emotion"),
            PlannedLane("pain_point", subtitle=tr("Severity and frequency", language), group=insights),
            PlannedLane("opportunity", subtitle=tr("Impact against effort", language), group=insights),
        ),
        ((tr("Customer", language), "customer"),),
        ("phone", "email", "live_chat", "self_service", "social_media", "in_person"),
    )


def see_think_do_care(language: str) -> Plan:
    """Return the plan of See–Think–Do–Care: stages of an audience by how near it is to a decision."""
    stages = (
        PlannedStage(tr("See", language), tr("Does not think of buying yet", language)),
        PlannedStage(tr("Think", language), tr("Weighs and asks", language)),
        PlannedStage(tr("Do", language), tr("Decides and pays", language)),
        PlannedStage(tr("Care", language), tr("Stays and recommends us", language)),
    )
    return Plan(
        " – ".join(stage.name for stage in stages),
        stages,
        (
            PlannedLane("action", subtitle=tr("What the customer does", language)),
            PlannedLane("thought", subtitle=tr("In their own words", language)),
            PlannedLane("touchpoint", subtitle=tr("Where we meet, by channel", language)),
            PlannedLane(
                "text",
                tr("Message", language),
                question=tr("What do we say or offer here?", language),
            ),
            _signs_of_success(language),
            PlannedLane("opportunity", subtitle=tr("Impact against effort", language)),
        ),
        ((tr("Customer", language), "customer"),),
        ("social_media", "website", "email", "app", "in_person"),
    )


def service_blueprint(language: str) -> Plan:
    """Return the plan of a service blueprint, with its three lines.

    The line of visibility divides it into two groups of lanes.
    """
    seen = tr("What the customer sees", language)
    unseen = tr("What the customer does not see", language)
    return Plan(
        tr("Service blueprint", language),
        (
            PlannedStage(
                tr("Before the service", language),
                steps=(tr("Awareness", language), tr("Purchase", language)),
            ),
            PlannedStage(
                tr("During the service", language),
                steps=(tr("Contact", language), tr("Delivery", language)),
            ),
            PlannedStage(
                tr("After the service", language),
                steps=(tr("Support", language), tr("Follow-up", language)),
            ),
        ),
        (
            PlannedLane("physical_evidence", group=seen),
            PlannedLane("action", subtitle=tr("What the customer does", language), group=seen),
            PlannedLane("interaction_line", group=seen),
            PlannedLane("frontstage", group=seen),
            PlannedLane("visibility_line"),
            PlannedLane("backstage", group=unseen),
            PlannedLane("internal_interaction_line", group=unseen),
            PlannedLane("support_process", group=unseen),
        ),
        (
            (tr("Customer", language), "customer"),
            (tr("Staff", language), "staff"),
            (tr("System", language), "system"),
        ),
    )


def several_personas(language: str) -> Plan:
    """Return the plan of two personas on the same way, each with lanes and a curve of its own."""
    own = ("action", "thought", "emotion")
    return Plan(
        tr("Several personas", language),
        (
            PlannedStage(tr("Awareness", language), tr("Feels a need", language)),
            PlannedStage(tr("Consideration", language), tr("Weighs and asks", language)),
            PlannedStage(tr("Purchase", language), tr("Decides and pays", language)),
            PlannedStage(tr("Delivery", language), tr("Receives and starts to use", language)),
            PlannedStage(tr("Support", language), tr("Gets help when it is needed", language)),
        ),
        (
            PlannedLane("touchpoint", subtitle=tr("Where we meet, by channel", language)),
            *(PlannedLane(kind, persona=persona) for persona in (0, 1) for kind in own),
            PlannedLane(
                "text",
                tr("Branch", language),
                question=tr("Where do their ways part, and why?", language),
            ),
            PlannedLane("pain_point", subtitle=tr("Severity and frequency", language)),
            PlannedLane("opportunity", subtitle=tr("Impact against effort", language)),
        ),
        ((tr("First persona", language), "customer"), (tr("Second persona", language), "customer")),
    )


def channel_matrix(language: str) -> Plan:
    """Return the plan of a matrix of channels below the touchpoints."""
    return Plan(
        tr("Channel matrix", language),
        (
            PlannedStage(tr("Awareness", language), tr("Feels a need", language)),
            PlannedStage(tr("Exploration", language), tr("Finds out what there is", language)),
            PlannedStage(tr("Purchase", language), tr("Decides and pays", language)),
            PlannedStage(tr("Delivery", language), tr("Receives and starts to use", language)),
            PlannedStage(tr("Support", language), tr("Gets help when it is needed", language)),
        ),
        (
            PlannedLane("touchpoint", subtitle=tr("Where we meet, by channel", language)),
            PlannedLane("channel"),
            PlannedLane(
                "text",
                tr("Channel switch", language),
                question=tr("Which channel comes next, and what gets lost?", language),
            ),
            PlannedLane("pain_point", subtitle=tr("Severity and frequency", language)),
            PlannedLane("opportunity", subtitle=tr("Impact against effort", language)),
        ),
        ((tr("Customer", language), "customer"),),
        ("website", "app", "email", "live_chat", "phone", "social_media", "in_person", "delivery"),
    )


def onboarding(language: str) -> Plan:
    """Return the plan of the first days with a product."""
    return Plan(
        tr("Onboarding", language),
        (
            PlannedStage(tr("Sign-up", language)),
            PlannedStage(tr("Welcome", language)),
            PlannedStage(tr("Set-up", language)),
            PlannedStage(tr("First success", language)),
            PlannedStage(tr("Regular use", language)),
        ),
        (
            PlannedLane("action", subtitle=tr("What the customer does", language)),
            PlannedLane("touchpoint", subtitle=tr("Where we meet, by channel", language)),
            PlannedLane("emotion"),
            PlannedLane("pain_point", subtitle=tr("Severity and frequency", language)),
            PlannedLane(
                "text",
                tr("Support", language),
                question=tr("What helps them to go on?", language),
            ),
            _signs_of_success(language),
            PlannedLane("opportunity", subtitle=tr("Impact against effort", language)),
        ),
        ((tr("Customer", language), "customer"),),
        ("app", "website", "email", "live_chat", "self_service", "phone"),
    )


def complaint(language: str) -> Plan:
    """Return the plan of a complaint, and of what makes up for it."""
    return Plan(
        tr("Complaint and recovery", language),
        (
            PlannedStage(tr("Notice the problem", language)),
            PlannedStage(tr("Complaint", language)),
            PlannedStage(tr("Explain and wait", language)),
            PlannedStage(tr("Solution", language)),
            PlannedStage(tr("Service recovery", language)),
            PlannedStage(tr("Follow-up", language)),
        ),
        (
            PlannedLane("action", subtitle=tr("What the customer does", language)),
            PlannedLane("thought", subtitle=tr("In their own words", language)),
            PlannedLane("emotion"),
            PlannedLane("interaction_line"),
            PlannedLane("frontstage", question=tr("What do we say, promise and do?", language)),
            PlannedLane("visibility_line"),
            PlannedLane("backstage"),
            PlannedLane("pain_point", subtitle=tr("Severity and frequency", language)),
            PlannedLane("opportunity", question=tr("How do we keep it from happening again?", language)),
            PlannedLane("time"),
        ),
        ((tr("Customer", language), "customer"),),
        ("phone", "email", "live_chat", "social_media", "in_person"),
    )


def employee(language: str) -> Plan:
    """Return the plan of an employee's way through an organisation."""
    return Plan(
        tr("Employee journey", language),
        (
            PlannedStage(tr("Job application", language)),
            PlannedStage(tr("First day", language)),
            PlannedStage(tr("Daily work", language)),
            PlannedStage(tr("Learning and growth", language)),
            PlannedStage(tr("Farewell", language)),
        ),
        (
            PlannedLane("action", question=tr("What do they do?", language)),
            PlannedLane("touchpoint", question=tr("Whom and what do they meet at work?", language)),
            PlannedLane("thought", subtitle=tr("In their own words", language)),
            PlannedLane("emotion"),
            PlannedLane("pain_point", subtitle=tr("Severity and frequency", language)),
            PlannedLane("support_process"),
            PlannedLane("opportunity", subtitle=tr("Impact against effort", language)),
        ),
        ((tr("Employee", language), "staff"),),
        ("in_person", "email", "phone", "app"),
    )


def day(language: str) -> Plan:
    """Return the plan of a day in the life of a persona, with pictures."""
    return Plan(
        tr("A day in the life", language),
        (
            PlannedStage(tr("Morning", language)),
            PlannedStage(tr("Noon", language)),
            PlannedStage(tr("Afternoon", language)),
            PlannedStage(tr("Evening", language)),
        ),
        (
            PlannedLane("storyboard"),
            PlannedLane("action", question=tr("What do they do?", language)),
            PlannedLane(
                "text",
                tr("Place and people", language),
                question=tr("Where are they, and with whom?", language),
            ),
            PlannedLane("thought", subtitle=tr("In their own words", language)),
            PlannedLane("emotion"),
            PlannedLane("pain_point"),
            PlannedLane("opportunity"),
        ),
        ((tr("Customer", language), "customer"),),
        (),
    )


def _signs_of_success(language: str) -> PlannedLane:
    return PlannedLane(
        "text",
        tr("Signs of success", language),
        question=tr("How do we know that it works?", language),
    )


PLANS: dict[str, Callable[[str], Plan]] = {
    "support": support,
    "see_think_do_care": see_think_do_care,
    "service_blueprint": service_blueprint,
    "several_personas": several_personas,
    "channel_matrix": channel_matrix,
    "onboarding": onboarding,
    "complaint": complaint,
    "employee": employee,
    "day": day,
}
"""Functions that return the plan of a template in a language, by the template's id."""
