"""Sample map: two customers of an energy supplier get a wrong bill. Everything is fictitious.

It shows support and care: handoffs, an escalation and a recovery with their details, what is offered in each
stage, evidence, and measures whose figures come from a table that is shipped with the program.
"""

import csv
from typing import Any

from journey_editor.editing.commands.cards import add_card, link_cards, set_card_personas
from journey_editor.editing.commands.curves import add_curve, set_emotion
from journey_editor.editing.commands.evidence import add_evidence, place_evidence
from journey_editor.editing.commands.journeys import add_channel, add_journey, new_project
from journey_editor.editing.commands.lane_groups import group_lanes
from journey_editor.editing.commands.lane_spans import set_lane_span
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.links import set_recovery_action
from journey_editor.editing.commands.measures import add_measure, add_reading
from journey_editor.editing.commands.personas import add_persona
from journey_editor.editing.commands.stages import add_stage, add_step
from journey_editor.editing.commands.support import offer_support
from journey_editor.editing.draft import Draft
from journey_editor.foundation.resources import resources
from journey_editor.model.records import DataSource

_Ids = dict[str, str]
_Fields = dict[str, Any]
_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400

# Key, name, kind, role, quote.
_PERSONAS = (
    (
        "nadia",
        "Nadia Berg",
        "customer",
        "two children, pays by app",
        "I cannot pay a bill that I do not understand.",
    ),
    ("harald", "Harald Aune", "customer", "71, reads his meter himself", "I told them the number. Twice."),
    ("jonas", "Jonas Falk", "staff", "first line", "I see the bill, but I may not change it."),
    ("maren", "Maren Dahl", "staff", "billing care", "Give me the reading, and I will mend it today."),
    ("system", "Billing system", "system", "estimates what is not read", ""),
)

_CHANNELS = (
    ("app", "App", "app"),
    ("email", "E-mail", "email"),
    ("faq", "Help pages", "self_service"),
    ("chat", "Live chat", "live_chat"),
    ("phone", "Phone", "phone"),
    ("social", "Social media", "social_media"),
)

# Name, goal, steps with their keys.
_STAGES = (
    ("Bill arrives", "I know what I have to pay", (("bill", ""),)),
    ("Look it up", "I find out why it is so high", (("look", ""),)),
    ("Contact", "Somebody listens to me", (("ask", "First line"), ("pass", "Passed on"))),
    ("Care", "Somebody sees to it", (("check", "Reading checked"), ("mend", "Bill mended"))),
    ("Afterwards", "I can trust the next bill", (("after", ""),)),
)

# Key, kind, title, subtitle.
_LANES = (
    ("touch", "touchpoint", "Touchpoints", "Nadia and Harald, by channel"),
    ("emotion", "emotion", "Emotion", ""),
    ("front", "frontstage", "First line", ""),
    ("back", "backstage", "Billing care", ""),
    ("cover", "coverage", "Support offered", ""),
    ("time", "time", "Time", "Taken and promised"),
    ("figures", "metrics", "Figures", "April to September"),
    ("pain", "pain_point", "Pain points", ""),
    ("chance", "opportunity", "Opportunities", ""),
)

# Key, step, lane, personas, text, further fields.
_CARDS: tuple[tuple[str, str, str, str, str, _Fields], ...] = (
    ("high", "bill", "touch", "nadia harald", "Bill is twice as high as last year’s", {"channel": "email",
     "started_by": "organisation", "satisfaction": 1}),
    ("split", "bill", "touch", "nadia", "App offers to pay in three parts", {"channel": "app",
     "started_by": "organisation", "satisfaction": 3}),
    ("help", "look", "touch", "nadia", "Help page explains an estimate, but not mine", {"channel": "faq",
     "satisfaction": 2, "duration": 12 * _MINUTE, "duration_target": 5 * _MINUTE}),
    ("post", "look", "touch", "nadia", "Asks in public whether others have it too", {"channel": "social",
     "started_by": "customer"}),
    ("meter", "look", "touch", "harald", "Reads his meter: 1,200 units less than on the bill", {}),
    ("chat", "ask", "touch", "nadia", "Chat cannot see the bill and asks her to call", {"channel": "chat",
     "satisfaction": 2, "first_answer": 40, "answer_target": 60, "duration": 9 * _MINUTE}),
    ("call", "ask", "touch", "nadia harald", "Waits on hold, then tells everything to Jonas",
     {"channel": "phone", "started_by": "customer", "satisfaction": 2, "importance": 5,
     "moment_of_truth": True, "first_answer": 8 * _MINUTE, "answer_target": 2 * _MINUTE, "duration": 14 *
     _MINUTE}),
    ("again", "pass", "touch", "harald", "Is asked for the reading again, by e-mail", {"channel": "email",
     "started_by": "organisation", "satisfaction": 1, "wait": 3 * _DAY, "wait_target": _DAY,
     "fail_point": True}),
    ("maren", "check", "touch", "nadia harald", "Maren calls, names the cause and a day",
     {"channel": "phone", "started_by": "organisation", "satisfaction": 5, "moment_of_truth": True,
     "importance": 5, "duration": 11 * _MINUTE}),
    ("new", "mend", "touch", "nadia harald", "New bill, with a sentence that says what was wrong",
     {"channel": "email", "started_by": "organisation", "satisfaction": 5, "duration": 2 * _DAY,
     "duration_target": 2 * _DAY}),
    ("sorry", "mend", "touch", "nadia harald", "25 off the next bill, unasked", {"channel": "email",
     "started_by": "organisation", "satisfaction": 4}),
    ("rate", "after", "touch", "nadia", "One question: was it solved?", {"channel": "app",
     "started_by": "organisation", "satisfaction": 4}),
    ("next", "after", "touch", "harald", "Maren calls when the next bill is out", {"channel": "phone",
     "started_by": "organisation", "satisfaction": 5}),
    ("listen", "ask", "front", "", "Listens, checks who is calling, opens a case", {}),
    ("copy", "pass", "front", "", "Sends the case without the reading: the form has no field for it",
     {"fail_point": True}),
    ("review", "after", "front", "", "Both teams read five cases a week together",
     {"owner": "Jonas and Maren"}),
    ("queue", "pass", "back", "", "Case waits in a queue without a clock", {"fail_point": True}),
    ("find", "check", "back", "", "Finds the estimate that was never replaced", {}),
    ("correct", "mend", "back", "", "Corrects the bill and stops the reminder", {"owner": "Maren Dahl"}),
    ("why", "bill", "pain", "nadia harald", "Bill does not say that it is an estimate", {"severity": 4,
     "frequency": 5}),
    ("search", "look", "pain", "nadia", "No way to send in a reading from the help page", {"severity": 3,
     "frequency": 4}),
    ("hold", "ask", "pain", "nadia harald", "Nobody says how long it takes until somebody answers",
     {"severity": 4, "frequency": 4}),
    ("story", "pass", "pain", "nadia harald", "They have to tell the same story again", {"severity": 5,
     "frequency": 5}),
    ("remind", "check", "pain", "harald", "A reminder comes while the case is open", {"severity": 5,
     "frequency": 2}),
    ("mark", "bill", "chance", "", "Print “estimated” in large type, with a link to send a reading",
     {"impact": 5, "effort": 2, "owner": "billing", "due": "2026-11-30", "status": "doing"}),
    ("snap", "look", "chance", "", "Send a photo of the meter in the app", {"impact": 4, "effort": 4,
     "owner": "app team", "status": "open"}),
    ("back", "ask", "chance", "", "Offer a call-back instead of the queue", {"impact": 4, "effort": 2,
     "owner": "first line", "due": "2026-12-15", "status": "open"}),
    ("field", "pass", "chance", "", "One field for the reading, seen by both teams", {"impact": 5,
     "effort": 1, "owner": "case system", "status": "done"}),
    ("stop", "check", "chance", "", "No reminders while a case is open", {"impact": 4, "effort": 3}),
)  # fmt: skip

# Persona, card, value, source.
_EMOTIONS = (
    *(
        ("nadia", "high", -0.6, "told"),
        ("nadia", "help", -0.5, "observed"),
        ("nadia", "chat", -0.7, "measured"),
    ),
    *(("nadia", "call", -0.4, "told"), ("nadia", "maren", 0.5, "told"), ("nadia", "new", 0.7, "measured")),
    *(
        ("nadia", "rate", 0.6, "measured"),
        ("harald", "high", -0.3, "told"),
        ("harald", "meter", 0.1, "assumed"),
    ),
    *(
        ("harald", "call", -0.5, "observed"),
        ("harald", "again", -0.95, "told"),
        ("harald", "maren", 0.2, "told"),
    ),
    *(("harald", "sorry", 0.4, "assumed"), ("harald", "next", 0.8, "told")),
)

# From, to, kind, label, details; personas and channels by their keys.
_LINKS: tuple[tuple[str, str, str, str, _Fields], ...] = (
    ("chat", "call", "channel_switch", "", {"channel_before": "chat", "channel_after": "phone",
     "wanted": "no", "reason": "chat has no access to bills"}),
    ("copy", "queue", "handoff", "", {"giver": "jonas", "taker": "maren", "channel_before": "phone",
     "channel_after": "email", "passed": "the case", "context": "lost",
     "repeated": "customer number, reading", "wait": 3 * _DAY, "wait_target": _DAY}),
    ("again", "maren", "escalation", "", {"from_level": "First line", "to_level": "Billing care",
     "trigger": "second complaint in a week", "time_limit": _DAY, "taker": "maren",
     "decided_by": "team lead of the first line"}),
    ("again", "sorry", "service_recovery", "", {"noticed_by": "Harald, by phone"}),
    *((chance, pain, "answers", "", {}) for chance, pain in (("mark", "why"), ("snap", "search"), ("back",
     "hold"), ("field", "story"), ("stop", "remind"))),
)  # fmt: skip

# Action of the recovery, day, by whom.
_RECOVERY = (
    ("acknowledge", "2026-09-07", "Maren Dahl"),
    ("apologise", "2026-09-07", "Maren Dahl"),
    ("fix", "2026-09-09", "Maren Dahl"),
    ("make_good", "2026-09-09", "Maren Dahl"),
    ("follow_up", "2026-09-28", "Maren Dahl"),
)

_WEEKDAYS = "Mon–Fri 8–18"
# Stage, channel, details.
_OFFERS: tuple[tuple[int, str, _Fields], ...] = (
    (0, "app", {"hours": "24/7"}),
    (0, "email", {"staffed_by": "first line", "first_answer": 3 * _DAY, "answer_target": _DAY}),
    (1, "faq", {"hours": "24/7", "languages": "English, Norwegian"}),
    (1, "chat", {"hours": _WEEKDAYS, "staffed_by": "first line", "first_answer": 40,
     "answer_target": 60}),
    (2, "chat", {"hours": _WEEKDAYS, "staffed_by": "first line", "first_answer": 40,
     "answer_target": 60}),
    (2, "phone", {"hours": _WEEKDAYS, "staffed_by": "first line", "first_answer": 171,
     "answer_target": 120}),
    (2, "email", {"staffed_by": "first line", "first_answer": 3 * _DAY, "answer_target": _DAY}),
    (4, "app", {"hours": "24/7"}),
    (3, "phone", {"hours": _WEEKDAYS, "staffed_by": "billing care", "resolution": 57 * _HOUR,
     "resolution_target": 48 * _HOUR}),
    (3, "email", {"staffed_by": "billing care", "first_answer": 4 * _HOUR, "answer_target": _DAY}),
)  # fmt: skip

# Text, what it backs (cards and stages by their keys), further fields.
_EVIDENCE: tuple[tuple[str, str, _Fields], ...] = (
    ("I paid it, because I was afraid of the reminder.", "high why", {"kind": "interview",
     "nature": "qualitative", "speaker": "Nadia", "source": "Interview 3", "day": "2026-08-19"}),
    ("They wrote: please send us your reading. I had just said it on the phone.", "again story",
     {"kind": "interview", "nature": "qualitative", "speaker": "Harald", "source": "Interview 5",
     "day": "2026-08-21"}),
    ("41 of 60 cases from billing ask for something that the caller had already said", "story copy",
     {"kind": "ticket", "nature": "quantitative", "source": "Cases of June", "day": "2026-07-08",
     "sample_size": 60}),
    ("3 of 5 people left the help page without an answer", "help", {"kind": "observation",
     "nature": "quantitative", "source": "Usability test", "day": "2026-08-27", "sample_size": 5}),
    ("She knew my name and my meter. That was all I wanted.", "maren", {"kind": "quote",
     "nature": "qualitative", "speaker": "Harald", "source": "Call of 7 September", "day": "2026-09-07"}),
    ("73 % satisfied in September, 59 % in June", "rate", {"kind": "survey", "nature": "quantitative",
     "source": "Question after each case", "day": "2026-09-30", "sample_size": 249}),
    ("Two stars: nobody answers the phone at noon", "", {"kind": "review", "nature": "qualitative",
     "source": "App store", "day": "2026-09-14"}),
)  # fmt: skip

# Kind, stage (none for the journey), channel in the table, columns, further fields.
_MEASURES: tuple[tuple[str, int | None, str, _Fields, _Fields], ...] = (
    ("service_level", 2, "phone", {"positive_column": "answered_in_20_s", "total_column": "offered"},
     {"target": 80.0, "warning": 60.0,
     "definition": "Calls answered within 20 seconds, of all that were offered"}),
    ("waiting", 2, "phone", {"value_column": "wait_s"}, {"target": 120.0, "warning": 180.0,
     "definition": "Mean wait of answered calls"}),
    ("fcr", 2, "all", {"positive_column": "solved_at_first", "total_column": "contacts"}, {"target": 70.0,
     "warning": 65.0, "definition": "Contacts after which nobody asked again within 7 days"}),
    ("transfers", 3, "all", {"positive_column": "transfers", "total_column": "contacts"}, {"target": 12.0,
     "warning": 18.0, "definition": "Contacts that were passed on, of all"}),
    ("csat", 4, "all", {"positive_column": "satisfied", "total_column": "rated"}, {"target": 75.0,
     "warning": 70.0, "definition": "Answers 4 and 5 of 5, of all answers"}),
    ("nps", None, "all", {"positive_column": "promoters", "negative_column": "detractors",
     "total_column": "answers"}, {"target": 0.0,
     "definition": "Share of 9 and 10 minus share of 0 to 6"}),
)  # fmt: skip


def build(draft: Draft) -> None:
    """Fill an empty draft with the sample."""
    new_project(draft, name="Wrong bills at Nordlys", author="Journey Editor")
    journey = draft.change(
        add_journey(draft, title="A wrong bill, and who puts it right"),
        scenario="Yearly bill with an estimate that was never replaced · Electricity at home",
        goal="A bill that is right, without having to tell the story twice",
        owner="Head of customer care",
        status="in_use",
        version="2.1",
    ).id
    people = {
        key: add_persona(draft, journey, name=name, kind=kind, role=role, quote=quote).id
        for key, name, kind, role, quote in _PERSONAS
    }
    stages, steps = _add_stages(draft, journey)
    lanes = {
        key: add_lane(draft, journey, kind, title=title, subtitle=below).id
        for key, kind, title, below in _LANES
    }
    group_lanes(draft, [lanes["front"], lanes["back"]], "Behind the scenes")
    group_lanes(draft, [lanes["pain"], lanes["chance"]], "What to do first")
    channels = {key: add_channel(draft, name, kind).id for key, name, kind in _CHANNELS}
    cards: _Ids = {}
    for key, step, lane, about, text, details in _CARDS:
        card = add_card(draft, steps[step], lanes[lane], text, **_with_ids(details, channels))
        set_card_personas(draft, card.id, [people[each] for each in about.split()])
        cards[key] = card.id
    set_lane_span(draft, cards["review"], lanes["front"], lanes["back"])
    curves = {who: add_curve(draft, journey, people[who]).id for who in ("nadia", "harald")}
    for who, key, value, source in _EMOTIONS:
        draft.change(set_emotion(draft, curves[who], cards[key], value), source=source)
    for source_key, target, kind, label, details in _LINKS:
        link = link_cards(draft, cards[source_key], cards[target], kind, label)
        draft.change(link, **_with_ids(details, channels | people))
        if kind == "service_recovery":
            for action, day, by in _RECOVERY:
                set_recovery_action(draft, link.id, action, done=True, day=day, by=by)
    for stage, channel, details in _OFFERS:
        draft.change(offer_support(draft, stages[stage], channels[channel]), **details)
    for text, backed, fields in _EVIDENCE:
        place_evidence(
            draft, add_evidence(draft, text, **fields).id, [cards[each] for each in backed.split()]
        )
    _add_measures(draft, journey, stages)


def _add_stages(draft: Draft, journey_id: str) -> tuple[list[str], _Ids]:
    stages, steps = [], {}
    for name, goal, parts in _STAGES:
        stage = add_stage(draft, journey_id, name=name, goal=goal)
        stages.append(stage.id)
        first = draft.steps_of(stage.id)[0]
        for index, (key, title) in enumerate(parts):
            step = draft.change(first, name=title) if index == 0 else add_step(draft, stage.id, name=title)
            steps[key] = step.id
    return stages, steps


def _add_measures(draft: Draft, journey_id: str, stages: list[str]) -> None:
    path = resources() / "samples" / "billing-support.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for kind, stage, channel, columns, fields in _MEASURES:
        measure = add_measure(draft, journey_id, "" if stage is None else stages[stage], kind)
        draft.change(measure, period="month", **fields)
        draft.add(
            DataSource,
            measure=measure.id,
            path=str(path),
            day_column="month",
            filter_column="channel",
            filter_value=channel,
            **columns,
        )
        for row in rows:
            if row["channel"] == channel:
                found = {name.removesuffix("_column"): row[column] for name, column in columns.items()}
                counts = {name: float(text) if name == "value" else int(text) for name, text in found.items()}
                add_reading(draft, measure.id, day=f"{row['month']}-01", **counts)


def _with_ids(fields: _Fields, ids: _Ids) -> _Fields:
    """Return fields of a record with the ids of the channels and personas that they name by keys."""
    named = ("channel", "channel_before", "channel_after", "giver", "taker")
    return {name: ids[value] if name in named else value for name, value in fields.items()}
