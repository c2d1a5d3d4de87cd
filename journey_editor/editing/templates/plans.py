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
        _stages(
            language,
            "awareness",
            "exploration",
            "consideration",
            "purchase",
            "delivery",
            "support",
            steps=steps,
        ),
        (
            _lane("action", language),
            _lane("touchpoint", language),
            _lane("thought", language),
            PlannedLane("emotion"),
            _lane("pain_point", language, group=insights),
            _lane("opportunity", language, group=insights),
        ),
        _customer(language),
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
            _lane("action", language),
            _lane("thought", language),
            _lane("touchpoint", language),
            PlannedLane(
                "text",
                tr("Message", language),
                question=tr("What do we say or offer here?", language),
            ),
            _signs_of_success(language),
            _lane("opportunity", language),
        ),
        _customer(language),
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
            _lane("action", language, group=seen),
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
        _stages(language, "awareness", "consideration", "purchase", "delivery", "support"),
        (
            _lane("touchpoint", language),
            *(PlannedLane(kind, persona=persona) for persona in (0, 1) for kind in own),
            PlannedLane(
                "text",
                tr("Branch", language),
                question=tr("Where do their ways part, and why?", language),
            ),
            _lane("pain_point", language),
            _lane("opportunity", language),
        ),
        ((tr("First persona", language), "customer"), (tr("Second persona", language), "customer")),
    )


def channel_matrix(language: str) -> Plan:
    """Return the plan of a matrix of channels below the touchpoints."""
    return Plan(
        tr("Channel matrix", language),
        _stages(language, "awareness", "exploration", "purchase", "delivery", "support"),
        (
            _lane("touchpoint", language),
            PlannedLane("channel", all_channels=True),
            PlannedLane(
                "text",
                tr("Channel switch", language),
                question=tr("Which channel comes next, and what gets lost?", language),
            ),
            _lane("pain_point", language),
            _lane("opportunity", language),
        ),
        _customer(language),
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
            _lane("action", language),
            _lane("touchpoint", language),
            PlannedLane("emotion"),
            _lane("pain_point", language),
            PlannedLane(
                "text",
                tr("Support", language),
                question=tr("What helps them to go on?", language),
            ),
            _signs_of_success(language),
            _lane("opportunity", language),
        ),
        _customer(language),
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
            _lane("action", language),
            _lane("thought", language),
            PlannedLane("emotion"),
            PlannedLane("interaction_line"),
            PlannedLane("frontstage", question=tr("What do we say, promise and do?", language)),
            PlannedLane("visibility_line"),
            PlannedLane("backstage"),
            _lane("pain_point", language),
            PlannedLane("opportunity", question=tr("How do we keep it from happening again?", language)),
            PlannedLane("time"),
        ),
        _customer(language),
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
            _lane("thought", language),
            PlannedLane("emotion"),
            _lane("pain_point", language),
            PlannedLane("support_process"),
            _lane("opportunity", language),
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
            _lane("thought", language),
            PlannedLane("emotion"),
            PlannedLane("pain_point"),
            PlannedLane("opportunity"),
        ),
        _customer(language),
        (),
    )


def _stages(language: str, *keys: str, steps: tuple[str, ...] = ()) -> tuple[PlannedStage, ...]:
    """Return some of the usual stages of a customer journey, the last one with steps."""
    usual = {
        "awareness": (tr("Awareness", language), tr("Feels a need", language)),
        "exploration": (tr("Exploration", language), tr("Finds out what there is", language)),
        "consideration": (tr("Consideration", language), tr("Weighs and asks", language)),
        "purchase": (tr("Purchase", language), tr("Decides and pays", language)),
        "delivery": (tr("Delivery", language), tr("Receives and starts to use", language)),
        "support": (tr("Support", language), tr("Gets help when it is needed", language)),
    }
    return tuple(PlannedStage(*usual[key], steps if key == keys[-1] else ()) for key in keys)


def _lane(kind: str, language: str, group: str = "") -> PlannedLane:
    """Return a lane with the usual words below its title."""
    below = {
        "action": tr("What the customer does", language),
        "touchpoint": tr("Where we meet, by channel", language),
        "thought": tr("In their own words", language),
        "pain_point": tr("Severity and frequency", language),
        "opportunity": tr("Impact against effort", language),
    }
    return PlannedLane(kind, subtitle=below[kind], group=group)


def _customer(language: str) -> tuple[tuple[str, str], ...]:
    return ((tr("Customer", language), "customer"),)


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
