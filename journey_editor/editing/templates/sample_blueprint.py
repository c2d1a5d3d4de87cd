"""Sample of a service blueprint: a complaint about a broken coffee machine. Everything is fictitious."""

from typing import Any

from journey_editor.editing.commands.cards import add_card, link_cards
from journey_editor.editing.commands.curves import add_curve, set_emotion
from journey_editor.editing.commands.journeys import add_channel, add_journey, add_note, new_project
from journey_editor.editing.commands.lane_groups import group_lanes
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.personas import add_persona
from journey_editor.editing.commands.stages import add_stage
from journey_editor.editing.draft import Draft

_HOUR, _DAY = 3_600, 86_400

_STAGES = (
    ("notice", "Notice the problem", "No coffee on a Monday"),
    ("complain", "Complaint", "Says what is wrong"),
    ("wait", "Explain and wait", "Wants to know what happens"),
    ("solve", "Solution", "Gets a machine that works"),
    ("amends", "Service recovery", "Sees that it was taken seriously"),
    ("follow", "Follow-up", "Decides whether to come back"),
)

_LANES = (
    ("physical_evidence", ""),
    ("action", "What Lena does"),
    ("emotion", ""),
    ("interaction_line", ""),
    ("frontstage", "What she sees of us"),
    ("visibility_line", ""),
    ("backstage", ""),
    ("internal_interaction_line", ""),
    ("support_process", ""),
    ("pain_point", "Severity and frequency"),
    ("opportunity", "Impact against effort"),
    ("time", ""),
)

_OF_THE_SHOP = ("frontstage", "visibility_line", "backstage", "internal_interaction_line", "support_process")
"""Kinds of lanes in a group, in which a card spans two of them."""

_CHANNELS = (("phone", "Phone"), ("email", "E-mail"), ("website", "Web form"), ("delivery", "Courier"))

# Key, stage, lane, text, further fields; a channel is the kind of one.
_CARDS: tuple[tuple[str, str, str, str, dict[str, Any]], ...] = (
    ("leak", "notice", "physical_evidence", "Puddle below the machine", {}),
    ("receipt", "complain", "physical_evidence", "Receipt with an order number", {}),
    ("ticket", "wait", "physical_evidence", "E-mail with a case number", {}),
    ("parcel", "solve", "physical_evidence", "New machine, old box as return parcel", {}),
    ("letter", "amends", "physical_evidence", "Card signed by hand, a bag of beans", {}),
    ("see", "notice", "action", "Wipes up the water, reads the manual", {}),
    ("write", "complain", "action", "Fills in the web form, adds a photo", {}),
    ("chase", "wait", "action", "Calls after two days of silence", {}),
    ("swap", "solve", "action", "Swaps the machines at her door", {}),
    ("taste", "amends", "action", "Tries the beans, tells a friend", {}),
    ("answer", "follow", "action", "Answers one question: is it all right now?", {}),
    (
        "form",
        "complain",
        "frontstage",
        "Form confirms the complaint at once",
        {"channel": "website", "started_by": "customer", "satisfaction": 3, "duration": 480},
    ),
    (
        "silence",
        "wait",
        "frontstage",
        "No word for two days",
        {
            "channel": "email",
            "fail_point": True,
            "satisfaction": 1,
            "importance": 5,
            "wait": 2 * _DAY,
            "wait_target": 4 * _HOUR,
        },
    ),
    (
        "call",
        "wait",
        "frontstage",
        "Ravi listens, says sorry, names a day",
        {
            "channel": "phone",
            "moment_of_truth": True,
            "satisfaction": 4,
            "importance": 5,
            "duration": 540,
            "duration_target": 600,
        },
    ),
    (
        "courier",
        "solve",
        "frontstage",
        "Courier brings the new one, takes the old one",
        {"channel": "delivery", "satisfaction": 5, "wait": _DAY, "wait_target": 2 * _DAY},
    ),
    (
        "beans",
        "amends",
        "frontstage",
        "Ravi sends beans and a card, unasked",
        {"channel": "delivery", "moment_of_truth": True, "started_by": "organisation", "satisfaction": 5},
    ),
    (
        "ask",
        "follow",
        "frontstage",
        "Ravi asks after two weeks",
        {"channel": "email", "started_by": "organisation", "satisfaction": 5},
    ),
    ("sort", "complain", "backstage", "Front desk sorts new complaints by hand", {}),
    ("lost", "wait", "backstage", "Case lies in a mailbox that nobody owns", {"fail_point": True}),
    ("decide", "solve", "backstage", "Ravi may replace without asking anybody", {"owner": "Ravi Menon"}),
    ("learn", "follow", "backstage", "Team reads ten cases together each month", {}),
    ("mailbox", "complain", "support_process", "Shared mailbox", {}),
    ("cases", "wait", "support_process", "Case system, not linked to the web form", {}),
    ("stock", "solve", "support_process", "Spare machines in the warehouse", {}),
    (
        "budget",
        "amends",
        "backstage",
        "20 euros per case, agreed with accounting, free to use",
        {"last_lane": "support_process"},
    ),
    ("list", "follow", "support_process", "List of causes for the maker", {}),
    ("twice", "complain", "pain_point", "Order number is asked for twice", {"severity": 2, "frequency": 4}),
    ("quiet", "wait", "pain_point", "Nobody says that it takes longer", {"severity": 5, "frequency": 4}),
    ("box", "solve", "pain_point", "Return needs the first box", {"severity": 2, "frequency": 2}),
    (
        "link",
        "wait",
        "opportunity",
        "Let the form open a case with an owner",
        {"impact": 5, "effort": 2, "owner": "IT", "due": "March"},
    ),
    (
        "free",
        "solve",
        "opportunity",
        "Let everyone at the desk replace at once",
        {"impact": 4, "effort": 1, "owner": "service desk"},
    ),
    (
        "cause",
        "follow",
        "opportunity",
        "Show the maker the three most frequent causes",
        {"impact": 4, "effort": 3, "owner": "purchasing"},
    ),
)

_LENA = (("see", -0.4), ("write", -0.2), ("chase", -0.9), ("swap", 0.4), ("taste", 0.9), ("answer", 0.7))
_RAVI = (("sort", 0.0), ("lost", -0.5), ("decide", 0.5), ("learn", 0.6))

# From, to, kind, label.
_LINKS = (
    ("form", "sort", "next", ""),
    ("silence", "call", "channel_switch", ""),
    ("call", "decide", "handoff", "Ravi owns the case"),
    ("silence", "beans", "service_recovery", ""),
)


def build(draft: Draft) -> None:
    """Fill an empty draft with the sample."""
    new_project(draft, name="Complaints at Bohnwerk", author="Journey Editor")
    journey = draft.change(
        add_journey(draft, title="A broken machine, and how it was made good"),
        scenario="Complaint about a coffee machine in its first year · Online shop",
        goal="Coffee again within three days, and a reason to come back",
        version="1.0",
    ).id
    people = {
        "lena": add_persona(draft, journey, name="Lena Ortiz", role="nurse, buys once in ten years",
                            quote="I do not want a refund, I want coffee."),
        "ravi": add_persona(draft, journey, name="Ravi Menon", kind="staff", role="service desk",
                            quote="Give me the case and let me finish it."),
        "system": add_persona(draft, journey, name="Case system", kind="system", role="since 2019"),
    }  # fmt: skip
    stages = {key: add_stage(draft, journey, name=name, goal=goal).id for key, name, goal in _STAGES}
    lanes = {kind: add_lane(draft, journey, kind, subtitle=below).id for kind, below in _LANES}
    channels = {kind: add_channel(draft, name, kind).id for kind, name in _CHANNELS}
    group_lanes(draft, [lanes[kind] for kind in _OF_THE_SHOP], "Bohnwerk")
    cards = {}
    for key, stage, lane, text, details in _CARDS:
        records = {"channel": channels, "last_lane": lanes}
        more = {name: records[name][value] if name in records else value for name, value in details.items()}
        cards[key] = add_card(draft, draft.steps_of(stages[stage])[0].id, lanes[lane], text, **more).id
    for who, values in (("lena", _LENA), ("ravi", _RAVI)):
        curve = add_curve(draft, journey, people[who].id)
        draft.change(curve, peaks=who == "lena")
        for key, value in values:
            set_emotion(draft, curve.id, cards[key], value)
    for source, target, kind, label in _LINKS:
        link_cards(draft, cards[source], cards[target], kind, label)
    words = "In May, 12 of 20 cases waited in the mailbox"
    step = draft.steps_of(stages["notice"])[0].id
    add_note(draft, journey, words, 0, 8, step=step, lane=lanes["backstage"])
