"""Sample map: two people move house and take their internet line along. Everything is fictitious."""

from typing import Any

from journey_editor.editing.commands.cards import add_card, link_cards, set_card_personas
from journey_editor.editing.commands.curves import add_curve, set_emotion
from journey_editor.editing.commands.journeys import add_channel, add_journey, new_project
from journey_editor.editing.commands.lane_groups import group_lanes
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.personas import add_persona
from journey_editor.editing.commands.references import add_reference
from journey_editor.editing.commands.stages import add_stage, add_step
from journey_editor.editing.draft import Draft

_Ids = dict[str, str]

_PERSONAS = (
    ("amira", "Amira Haddad", "translator, works from home", "Without a line I have no work."),
    ("tom", "Tom Lindqvist", "retired teacher, rather calls than clicks", "I want one name and one number."),
)

_CHANNELS = (
    ("phone", "Phone"),
    ("email", "E-mail"),
    ("live_chat", "Live chat"),
    ("self_service", "Self-service"),
    ("social_media", "Social media"),
    ("in_person", "In person"),
    ("website", "Website"),
    ("delivery", "Parcel"),
)

_STAGES = (
    ("Awareness", "Sees that the line must move", (("aware", ""),)),
    ("Exploration", "Finds out what is possible", (("explore", ""),)),
    ("Consideration", "Compares and asks", (("consider", ""),)),
    ("Purchase", "Orders the move", (("buy", ""),)),
    ("Delivery", "Waits for the switch-over", (("deliver", ""),)),
    (
        "Support",
        "Gets back online",
        (("contact", "First contact"), ("care", "Line care"), ("good", "Making good")),
    ),
)

_LANES = (
    ("action", "Actions", "What they do"),
    ("touchpoint", "Touchpoints", "Amira and Tom, by channel"),
    ("thought", "Thoughts", "In their own words"),
    ("emotion", "Emotion", ""),
    ("pain_point", "Pain points", "Severity and frequency"),
    ("opportunity", "Opportunities", "Impact against effort"),
)

_ACTIONS = (
    ("aware", "Sign the lease and list what has to move along"),
    ("explore", "Check the new address, read the small print"),
    ("consider", "Ask whether the old number can be kept"),
    ("buy", "Order the move for the first of March"),
    ("deliver", "Unpack the router, wait in for the technician"),
    ("contact", "Restart everything, then look for a person"),
    ("care", "Let the engineer measure the line"),
    ("good", "Work again, read the bill with care"),
)

# Key, step, channel, personas, text, further fields.
_TOUCHPOINTS: tuple[tuple[str, str, str, str, str, dict[str, Any]], ...] = (
    ("group", "aware", "social_media", "amira", "Neighbours name Fjordnet in the street’s group", {}),
    ("address", "explore", "website", "amira", "Address check: 250 megabits from March", {"satisfaction": 4}),
    ("leaflet", "explore", "in_person", "tom", "Leaflet and a talk at the market stall", {}),
    (
        "compare",
        "consider",
        "live_chat",
        "amira",
        "Adviser compares two contracts in six minutes",
        {"importance": 3, "satisfaction": 5, "started_by": "customer"},
    ),
    ("number", "consider", "phone", "tom", "Is told that the number can stay", {"satisfaction": 4}),
    (
        "order",
        "buy",
        "website",
        "amira tom",
        "Order with a fixed date for the switch-over",
        {"moment_of_truth": True, "importance": 5, "started_by": "customer"},
    ),
    ("confirm", "buy", "email", "amira tom", "Confirmation names another date", {"satisfaction": 2}),
    ("router", "deliver", "delivery", "amira tom", "Router comes two days early", {"satisfaction": 4}),
    (
        "moved",
        "deliver",
        "email",
        "amira tom",
        "Technician’s visit is put off at 7 in the morning",
        {"started_by": "organisation", "satisfaction": 1},
    ),
    ("faq", "contact", "self_service", "amira", "FAQ says: restart the router", {"satisfaction": 2}),
    (
        "bot",
        "contact",
        "live_chat",
        "amira",
        "Bot asks for the customer number three times",
        {"satisfaction": 1, "importance": 5, "first_answer": 35, "answer_target": 60},
    ),
    (
        "hold",
        "contact",
        "phone",
        "tom",
        "On hold for 26 minutes, then cut off",
        {"satisfaction": 1, "first_answer": 1560, "answer_target": 120, "moment_of_truth": True},
    ),
    (
        "engineer",
        "care",
        "phone",
        "amira tom",
        "Ines from line care takes over and stays on it",
        {"satisfaction": 5, "started_by": "organisation", "first_answer": 90, "answer_target": 120},
    ),
    (
        "cabinet",
        "care",
        "in_person",
        "tom",
        "Wires were swapped in the cabinet; she mends it while Tom watches",
        {"importance": 5, "satisfaction": 5},
    ),
    (
        "refund",
        "good",
        "email",
        "amira tom",
        "Says sorry, takes a month off the bill unasked",
        {"moment_of_truth": True, "started_by": "organisation", "satisfaction": 5},
    ),
    ("call", "good", "phone", "tom", "Ines calls two weeks later: is all well?", {"satisfaction": 5}),
)

_THOUGHTS = (
    ("aware", "One more thing to think of."),
    ("explore", "Fast enough. But from when, exactly?"),
    ("consider", "That was clear. They know what they sell."),
    ("buy", "The first, I said. Why does it say the fourth?"),
    ("deliver", "I took the day off for this."),
    ("contact", "I have told my number to a machine three times."),
    ("care", "At last somebody who says: I will see to it."),
    ("good", "They made a mess of it, and then they made it good."),
)

# Persona, touchpoint, value, source, label.
_EMOTIONS = (
    ("amira", "group", 0.1, "assumed", ""),
    ("amira", "address", 0.3, "assumed", ""),
    ("amira", "compare", 0.6, "observed", ""),
    ("amira", "order", 0.45, "observed", ""),
    ("amira", "confirm", 0.0, "observed", ""),
    ("amira", "moved", -0.5, "observed", ""),
    ("amira", "bot", -0.9, "measured", "low: offline on a deadline"),
    ("amira", "engineer", 0.3, "observed", ""),
    ("amira", "refund", 0.75, "measured", ""),
    ("tom", "leaflet", 0.3, "assumed", ""),
    ("tom", "number", 0.15, "assumed", ""),
    ("tom", "order", -0.1, "assumed", ""),
    ("tom", "router", 0.2, "observed", ""),
    ("tom", "moved", -0.25, "observed", ""),
    ("tom", "hold", -0.65, "measured", ""),
    ("tom", "cabinet", 0.7, "observed", ""),
    ("tom", "call", 0.95, "measured", "high: Ines calls back"),
)

# Step, text, severity, frequency.
_PAIN_POINTS = (
    ("explore", "Nobody says what happens to the old contract", 2, 3),
    ("buy", "Two systems, two dates for one order", 4, 3),
    ("deliver", "Put off on the day itself, without a new date", 4, 2),
    ("contact", "Chat and phone do not see each other’s notes", 5, 5),
    ("contact", "No way out of the bot to a person", 4, 4),
    ("good", "Refund is explained only on page two", 2, 2),
)

# Step, text, impact, effort, owner, due.
_OPPORTUNITIES = (
    ("explore", "A page for people who move: dates, number, old contract", 3, 1, "web team", ""),
    ("buy", "One calendar for order desk and technicians", 5, 4, "operations", "June"),
    ("deliver", "Offer a new date in the same message", 4, 1, "dispatch", "April"),
    ("contact", "Hand the chat’s notes to whoever picks up the phone", 5, 3, "support", "May"),
    ("care", "Let line care own a case until it is closed", 5, 2, "line care", ""),
    ("good", "Make the call after two weeks a habit", 4, 2, "care team", "May"),
)

# From, to, kind, label.
_LINKS = (
    ("faq", "bot", "channel_switch", ""),
    ("bot", "engineer", "handoff", "support to line care"),
    ("hold", "engineer", "escalation", ""),
    ("cabinet", "refund", "service_recovery", ""),
)


# Touchpoint, name, address.
_REFERENCES = (
    ("address", "Address check", "https://www.example.com/moving/address"),
    ("bot", "Chat of 2 March", "https://www.example.com/support/chats/4711"),
    ("bot", "How the bot asks", "https://www.example.com/support/bot"),
)


def build(draft: Draft) -> None:
    """Fill an empty draft with the sample."""
    new_project(draft, name="Moving house with Fjordnet", author="Journey Editor")
    journey = draft.change(
        add_journey(draft, title="A new home, and the line comes last"),
        scenario="From the new lease to a line that works · Internet at home",
        goal="Be online on the day of the move, without having to chase anybody",
        version="1.0",
    )
    personas = {
        key: add_persona(draft, journey.id, name=name, role=role, quote=quote).id
        for key, name, role, quote in _PERSONAS
    }
    steps = _add_stages(draft, journey.id)
    lanes = {
        kind: add_lane(draft, journey.id, kind, title=title, subtitle=subtitle).id
        for kind, title, subtitle in _LANES
    }
    group_lanes(draft, [lanes["pain_point"], lanes["opportunity"]], "Insights")
    for step, text in _ACTIONS:
        add_card(draft, steps[step], lanes["action"], text)
    cards = _add_touchpoints(draft, steps, lanes["touchpoint"], personas)
    for step, text in _THOUGHTS:
        add_card(draft, steps[step], lanes["thought"], text)
    _add_curves(draft, journey.id, cards, personas)
    for step, text, severity, frequency in _PAIN_POINTS:
        add_card(draft, steps[step], lanes["pain_point"], text, severity=severity, frequency=frequency)
    for step, text, impact, effort, owner, due in _OPPORTUNITIES:
        card = add_card(draft, steps[step], lanes["opportunity"], text)
        draft.change(card, impact=impact, effort=effort, owner=owner, due=due)
    for source, target, kind, label in _LINKS:
        link_cards(draft, cards[source], cards[target], kind, label)
    for key, name, address in _REFERENCES:
        add_reference(draft, cards[key], address, name)


def _add_stages(draft: Draft, journey_id: str) -> _Ids:
    steps: _Ids = {}
    for name, goal, parts in _STAGES:
        stage = add_stage(draft, journey_id, name=name, goal=goal)
        first = draft.steps_of(stage.id)[0]
        for index, (key, title) in enumerate(parts):
            step = draft.change(first, name=title) if index == 0 else add_step(draft, stage.id, name=title)
            steps[key] = step.id
    return steps


def _add_touchpoints(draft: Draft, steps: _Ids, lane_id: str, personas: _Ids) -> _Ids:
    channels = {kind: add_channel(draft, name, kind).id for kind, name in _CHANNELS}
    cards: _Ids = {}
    for key, step, channel, about, text, details in _TOUCHPOINTS:
        card = add_card(draft, steps[step], lane_id, text, channel=channels[channel], **details)
        set_card_personas(draft, card.id, [personas[each] for each in about.split()])
        cards[key] = card.id
    return cards


def _add_curves(draft: Draft, journey_id: str, cards: _Ids, personas: _Ids) -> None:
    curves = {key: add_curve(draft, journey_id, persona_id).id for key, persona_id in personas.items()}
    for who, card, value, source, label in _EMOTIONS:
        point = set_emotion(draft, curves[who], cards[card], value)
        draft.change(point, source=source, label=label)
