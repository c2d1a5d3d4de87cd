"""Words of the map: names of kinds, scales and dates.

On a map they are in the `language` of the journey. Without a language they are in that of the interface,
whose lists and menus show the same names.
"""

from datetime import date
from functools import partial
from math import ceil
from typing import TYPE_CHECKING

from journey_editor.foundation.text import isolated
from journey_editor.foundation.translation import ntr, tr
from journey_editor.model.languages import is_right_to_left

if TYPE_CHECKING:
    # The start page writes dates but needs no records.
    from journey_editor.model.records import Channel, Journey, Lane, Link, Persona


def kind_name(kind: str, language: str | None = None) -> str:
    """Return the name of a kind of card or lane."""
    # This is called for each card of a map, so it translates one word, not all.
    match kind:
        case "action":
            return tr("Action", language)
        case "touchpoint":
            return tr("Touchpoint", language)
        case "thought":
            return tr("Thought", language)
        case "feeling":
            return tr("Feeling", language)
        case "emotion":
            return tr("Emotion", language)
        case "pain_point":
            return tr("Pain point", language)
        case "opportunity":
            return tr("Opportunity", language)
        case "frontstage":
            return tr("Frontstage", language)
        case "backstage":
            return tr("Backstage", language)
        case "support_process":
            return tr("Support process", language)
        case "physical_evidence":
            return tr("Physical evidence", language)
        case _:
            return tr("Text", language)


def lane_name(kind: str, language: str | None = None) -> str:
    """Return the title of a lane of this kind that has none of its own."""
    return {
        "action": tr("Actions", language),
        "touchpoint": tr("Touchpoints", language),
        "thought": tr("Thoughts", language),
        "feeling": tr("Feelings", language),
        "emotion": tr("Emotion", language),
        "pain_point": tr("Pain points", language),
        "opportunity": tr("Opportunities", language),
        "frontstage": tr("Frontstage", language),
        "backstage": tr("Backstage", language),
        "support_process": tr("Support processes", language),
        "physical_evidence": tr("Physical evidence", language),
        "text": tr("Text", language),
        "storyboard": tr("Storyboard", language),
        "count": tr("Count", language),
        "channel": tr("Channels", language),
        "time": tr("Time", language),
        "coverage": tr("Support coverage", language),
        "metrics": tr("Metrics", language),
        "interaction_line": tr("Line of interaction", language),
        "visibility_line": tr("Line of visibility", language),
        "internal_interaction_line": tr("Line of internal interaction", language),
        "line": tr("Line", language),
    }[kind]


def guiding_question(kind: str, language: str | None = None) -> str:
    """Return the question of a workshop facilitator that an empty cell of a lane of this kind asks.

    It is empty for a kind without cells.
    """
    return {
        "action": tr("What does the customer do?", language),
        "touchpoint": tr("Where and how do they meet us?", language),
        "thought": tr("What do they think?", language),
        "feeling": tr("What do they feel?", language),
        "emotion": tr("How do they feel? Click or draw.", language),
        "pain_point": tr("What frustrates them?", language),
        "opportunity": tr("How might we improve this?", language),
        "frontstage": tr("What do staff do that customers see?", language),
        "backstage": tr("What do staff do behind the scenes?", language),
        "support_process": tr("Which process or system supports this?", language),
        "physical_evidence": tr("What do they see or touch?", language),
        "text": tr("Type here…", language),
        "storyboard": tr("What does it look like?", language),
    }.get(kind, "")


def question_of(lane: "Lane", language: str | None = None) -> str:
    """Return the question that the empty cells of a lane ask: its own, or by default that of its kind."""
    return lane.question or guiding_question(lane.kind, language)


def title_of(lane: "Lane", language: str | None = None) -> str:
    """Return the title of a lane, or by default the name of its kind, with what a lane of counts counts."""
    if lane.kind == "count" and not lane.title:
        return named(lane_name(lane.kind, language), counted_name(lane.counted, language), language)
    return lane.title or lane_name(lane.kind, language)


def counted_name(kind: str, language: str | None = None) -> str:
    """Return the name of the cards that a lane of counts counts; an empty kind is for all."""
    return lane_name(kind, language) if kind else tr("Cards", language)


def persona_name(persona: "Persona | None", language: str | None = None) -> str:
    """Return the name of a persona, or a placeholder; for None, the word for everyone."""
    if persona is None:
        return tr("Everyone", language)
    return persona.name or tr("Unnamed persona", language)


def channel_name(channel: "Channel", language: str | None = None) -> str:
    """Return the name of a channel, or by default the name of its kind."""
    return channel.name or channel_kind_name(channel.kind, language)


def name_of_kind(record: "Lane | Channel", language: str | None = None) -> str:
    """Return the default name of a lane or channel."""
    if record.KIND == "lane":
        return lane_name(record.kind, language)
    return channel_kind_name(record.kind, language)


def channel_kind_name(kind: str, language: str | None = None) -> str:
    """Return the name of a kind of channel."""
    return {
        "phone": tr("Phone", language),
        "email": tr("E-mail", language),
        "live_chat": tr("Live chat", language),
        "self_service": tr("Self-service, FAQ", language),
        "social_media": tr("Social media", language),
        "in_person": tr("In person", language),
        "website": tr("Website", language),
        "app": tr("App", language),
        "delivery": tr("Delivery", language),
        "other": tr("Other channel", language),
    }[kind]


def started_by(initiator: str, language: str | None = None) -> str:
    """Return who started a touchpoint, in words."""
    return {"customer": tr("started by customer", language), "organisation": tr("started by us", language)}[
        initiator
    ]


def link_name(kind: str, language: str | None = None) -> str:
    """Return the name of a kind of link."""
    # One translation for each of the links of a map instead of ten.
    match kind:
        case "handoff":
            return tr("Handoff", language)
        case "channel_switch":
            return tr("Channel switch", language)
        case "escalation":
            return tr("Escalation", language)
        case "service_recovery":
            return tr("Service recovery", language)
        case "next":
            return tr("Next", language)
        case "depends":
            return tr("Depends on", language)
        case "agreement":
            return tr("Agreement", language)
        case "branch":
            return tr("Branch", language)
        case "loop":
            return tr("Loop", language)
        case "answers":
            return tr("Answers", language)
        case "own":
            return tr("Own link", language)
    raise KeyError(kind)


def link_title(link: "Link", language: str | None = None) -> str:
    """Return the name of a link's kind, which may be its own."""
    return (link.name if link.kind == "own" else "") or link_name(link.kind, language)


def state_name(state: str, language: str | None = None) -> str:
    """Return the name of a journey's state."""
    return {"as_is": tr("As-is", language), "to_be": tr("To-be", language)}[state]


def titled(journey: "Journey") -> str:
    """Return the title of a journey after its state, which tells the journeys of a pair apart."""
    return named(state_name(journey.state), journey.title or tr("Untitled journey"))


def status_name(status: str, language: str | None = None) -> str:
    """Return the name of a journey's status."""
    return {
        "": "",
        "draft": tr("Draft", language),
        "in_review": tr("In review", language),
        "approved": tr("Approved", language),
        "in_use": tr("In use", language),
        "outdated": tr("Outdated", language),
    }[status]


def action_status_name(status: str, language: str | None = None) -> str:
    """Return how far the work on a pain point or an opportunity is."""
    return {
        "": "",
        "open": tr("open", language),
        "doing": tr("in progress", language),
        "done": tr("done", language),
        "dropped": tr("dropped", language),
    }[status]


def change_name(change: str, language: str | None = None) -> str:
    """Return what happened to a card from one journey to another."""
    return {
        "added": tr("Added", language),
        "dropped": tr("Dropped", language),
        "moved": tr("Moved", language),
        "reworded": tr("Reworded", language),
        "changed": tr("Details changed", language),
    }[change]


def difference_name(kind: str, language: str | None = None) -> str:
    """Return what differs between two personas in a step."""
    return {
        "channel": tr("Different channel", language),
        "emotion": tr("Different emotion", language),
        "alone": tr("Only one persona", language),
    }[kind]


def severity_words(severity: int | None, frequency: int | None, language: str | None = None) -> str:
    """Return the severity and frequency of a pain point in words, such as “severity 2, often”."""
    often = (
        "",
        tr("once", language),
        tr("rarely", language),
        tr("sometimes", language),
        tr("often", language),
        tr("always", language),
    )
    parts = []
    if severity is not None:
        parts.append(tr("severity {n}", language).format(n=severity))
    if frequency is not None:
        parts.append(often[frequency])
    return _listed(parts, language)


def effect_words(impact: int | None, effort: int | None, language: str | None = None) -> str:
    """Return the impact and effort of an opportunity in words, such as “impact 4, effort 2”."""
    parts = []
    if impact is not None:
        parts.append(tr("impact {n}", language).format(n=impact))
    if effort is not None:
        parts.append(tr("effort {n}", language).format(n=effort))
    return _listed(parts, language)


def _listed(parts: list[str], language: str | None) -> str:
    """Join up to two parts to a list."""
    return (
        tr("{one}, {other}", language).format(one=parts[0], other=parts[1]) if parts[1:] else "".join(parts)
    )


def named(name: str, text: str, language: str | None = None) -> str:
    """Return a text with its name in front, such as “Touchpoint: Calls the shop”."""
    return tr("{name}: {text}", language).format(name=name, text=text)


def capitalised(words: str, language: str | None = None) -> str:
    """Return words with an initial capital, if their script has capitals there."""
    first = words[:1]
    if first == "i" and (language or "").lower().replace("_", "-").partition("-")[0] in ("tr", "az"):
        first = "İ"
    # In Georgian, capitals are for whole words only: no word begins with a single one.
    return first.title() + words[1:]


def duration(seconds: int, language: str | None = None) -> str:
    """Return a duration in the short form of tables: 40 s, 1:30 min, 18 min, 2:05 h, 3 days."""
    if seconds < 60:
        return tr("{n} s", language).format(n=seconds)
    if seconds < 3600:
        minutes, rest = divmod(seconds, 60)
        return tr("{n} min", language).format(n=f"{minutes}:{rest:02d}" if rest else minutes)
    if seconds < 2 * 86_400:
        hours, rest = divmod(seconds // 60, 60)
        return tr("{n} h", language).format(n=f"{hours}:{rest:02d}" if rest else hours)
    whole, tenth = divmod(round(seconds / 8_640), 10)
    if tenth:
        return tr("{whole}.{tenth} days", language).format(whole=whole, tenth=tenth)
    return ntr("{n} day", "{n} days", whole, language)


def time_words(said: str, actual: int | None, target: int | None, language: str | None = None) -> list[str]:
    """Return a time in seconds and its target in words, such as “duration 5 min” and “target 4 min”.

    `said` names the time and has a place for it.
    """
    parts = [] if actual is None else [said.format(time=duration(actual, language))]
    if target is not None:
        parts.append(tr("target {time}", language).format(time=duration(target, language)))
    return parts


def long_date(day: date, language: str | None = None) -> str:
    """Return a date with the month in words, such as 22 November 2026."""
    months = (
        tr("January", language), tr("February", language), tr("March", language), tr("April", language),
        tr("May", language), tr("June", language), tr("July", language), tr("August", language),
        tr("September", language), tr("October", language), tr("November", language),
        tr("December", language),
    )  # fmt: skip
    return tr("{day} {month} {year}", language).format(
        day=day.day, month=months[day.month - 1], year=day.year
    )


def keeping_order(text: str, language: str | None) -> str:
    """Return a number or date whose signs stay in their places in a language from right to left."""
    return isolated(text) if language is not None and is_right_to_left(language) else text


def level_words(scale: str, language: str | None = None) -> tuple[str, str, str, str, str]:
    """Return the words or numbers at the five level lines of a scale, from best to worst."""
    in_order = partial(keeping_order, language=language)
    return {
        "words": (tr("delighted", language), "", tr("neutral", language), "", tr("upset", language)),
        "one_to_five": ("5", "4", "3", "2", "1"),
        "minus_two_to_two": (in_order("+2"), in_order("+1"), "0", in_order("−1"), in_order("−2")),
        "minus_five_to_five": (in_order("+5"), "", "0", "", in_order("−5")),
        "zero_to_ten": ("10", "", "5", "", "0"),
    }[scale]


_SCALES = {
    "one_to_five": (2.0, 3.0, False),
    "minus_two_to_two": (2.0, 0.0, True),
    "minus_five_to_five": (5.0, 0.0, True),
    "zero_to_ten": (5.0, 5.0, False),
}
"""Numbers of a scale: from neutral to best, the number of neutral, and True if they have a sign."""


def level_step(scale: str) -> float:
    """Return the distance between two levels of a scale, on −1…+1."""
    return 1 / _SCALES[scale][0] if scale in _SCALES else 0.5


def value_on_scale(scale: str, text: str) -> float | None:
    """Return the value (−1 to +1) of a number that is written on a scale, or None if it is not on the scale.

    On the scale with words, the levels are −2 to +2.
    """
    factor, middle, _ = _SCALES.get(scale, (2.0, 0.0, True))
    value = (float(text.replace("−", "-").replace(",", ".")) - middle) / factor
    return value if -1.0 <= value <= 1.0 else None


def level_of(value: float) -> int:
    """Return the level of an emotion, from 1 (worst) to 5 (best): the lower one halfway between two."""
    return ceil(2 * value - 0.5) + 3


def emotion_words(scale: str, value: float) -> str:
    """Return an emotion in the words or numbers of a scale."""
    if scale in _SCALES:
        factor, middle, signed = _SCALES[scale]
        number = value * factor + middle
        text = f"{number:+.1f}" if signed else f"{number:.1f}"
        return text.replace("-", "−").removesuffix(".0")
    best, _, neutral, _, worst = level_words("words")
    return (worst, tr("annoyed"), neutral, tr("pleased"), best)[level_of(value) - 1]


_LANGUAGES_BY_QUOTES = {
    ("„", "“"): "de cs sk sl bg is ka lt et sr mk lb hsb dsb",
    ("„", "”"): "pl hu ro hr bs ff",
    ("«\u202f", "\u202f»"): "fr br",
    ("«", "»"): "ru uk be es it el no nb nn sq ca eu gl rm pt-pt de-ch de-li fr-ch hy am ti rw mg zgh kab "
    "ar fa ps ckb ku ug sd nqo ff-adlm kk ky az uz tg tt ba cv ce os ab av lez inh kbd ady krc kum udm kv "
    "mhr myv mdf sah tyv ckt rue grc ast oc an gsw",
    ("»", "«"): "da",
    ("”", "”"): "sv fi he se",
    ("”", "“"): "ur dv ks pnb syr",
    ("「", "」"): "ja ain ams kzg mvi ojp okn rys ryu tkn xug yoi yox yue zh-hant zh-tw zh-hk zh-mo",
    ("《", "》"): "mn-mong bo dz",
    ("‘", "’"): "cy",
}
_QUOTES = {tag: marks for marks, tags in _LANGUAGES_BY_QUOTES.items() for tag in tags.split()}
_ANY_QUOTE = "\"'“”„«»‘’‚‹›「」『』《》〈〉"


def quoted(text: str, language: str) -> str:
    """Return a text in the quotation marks of a language, unless it begins with a quotation mark."""
    if not text.strip() or text[0] in _ANY_QUOTE:
        return text
    tag = language.lower().replace("_", "-")
    opening, closing = _QUOTES.get(tag) or _QUOTES.get(tag.partition("-")[0], ("“", "”"))
    return f"{opening}{text}{closing}"


def with_picture(text: str, picture_text: str, language: str | None = None) -> str:
    """Return the accessible text of a card with a picture."""
    shown = picture_text or tr("a picture", language)
    return in_parentheses(text, shown, language) if text else shown


def in_parentheses(text: str, further: str, language: str | None = None) -> str:
    """Return a text with another one in parentheses after it."""
    return tr("{text} ({picture})", language).format(text=text, picture=further)
