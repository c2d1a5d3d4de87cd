"""The map's own words: names of kinds, scales, dates. They are in the language of the interface."""

import re
from datetime import date

from journey_editor.foundation.translation import tr


def kind_name(kind: str) -> str:
    """What a kind of card or lane is called."""
    return {
        "action": tr("Action"),
        "touchpoint": tr("Touchpoint"),
        "thought": tr("Thought"),
        "feeling": tr("Feeling"),
        "emotion": tr("Emotion"),
        "pain_point": tr("Pain point"),
        "opportunity": tr("Opportunity"),
        "frontstage": tr("Frontstage"),
        "backstage": tr("Backstage"),
        "support_process": tr("Support process"),
        "physical_evidence": tr("Physical evidence"),
        "text": tr("Text"),
    }[kind]


def lane_name(kind: str) -> str:
    """The title of a lane of a kind that has none of its own."""
    return {
        "action": tr("Actions"),
        "touchpoint": tr("Touchpoints"),
        "thought": tr("Thoughts"),
        "feeling": tr("Feelings"),
        "emotion": tr("Emotion"),
        "pain_point": tr("Pain points"),
        "opportunity": tr("Opportunities"),
        "frontstage": tr("Frontstage"),
        "backstage": tr("Backstage"),
        "support_process": tr("Support processes"),
        "physical_evidence": tr("Physical evidence"),
        "text": tr("Lane"),
    }[kind]


def channel_kind_name(kind: str) -> str:
    """What a kind of channel is called."""
    return {
        "phone": tr("Phone"),
        "email": tr("E-mail"),
        "live_chat": tr("Live chat"),
        "self_service": tr("Self-service, FAQ"),
        "social_media": tr("Social media"),
        "in_person": tr("In person"),
        "website": tr("Website"),
        "app": tr("App"),
        "delivery": tr("Delivery"),
        "other": tr("Other channel"),
    }[kind]


def link_name(kind: str) -> str:
    """What a kind of link is called."""
    return {
        "handoff": tr("Handoff"),
        "channel_switch": tr("Channel switch"),
        "escalation": tr("Escalation"),
        "service_recovery": tr("Service recovery"),
    }[kind]


def state_name(state: str) -> str:
    """What a journey's state is called."""
    return {"as_is": tr("As-is"), "to_be": tr("To-be")}[state]


def severity_words(severity: int | None, frequency: int | None) -> str:
    """How bad a pain point is and how often it comes, such as “severity 2, often”."""
    often = ("", tr("once"), tr("rarely"), tr("sometimes"), tr("often"), tr("always"))
    parts = []
    if severity is not None:
        parts.append(tr("severity {n}").format(n=severity))
    if frequency is not None:
        parts.append(often[frequency])
    return ", ".join(parts)


def effect_words(impact: int | None, effort: int | None) -> str:
    """What an opportunity brings and costs, such as “impact 4, effort 2”: short enough for one line."""
    parts = []
    if impact is not None:
        parts.append(tr("impact {n}").format(n=impact))
    if effort is not None:
        parts.append(tr("effort {n}").format(n=effort))
    return ", ".join(parts)


def capitalised(words: str) -> str:
    """Words with a capital at their beginning."""
    return words[:1].upper() + words[1:]


def duration(seconds: int) -> str:
    """A length of time as people say it in a table: 40 s, 1:30 min, 18 min, 2:05 h, 3 days."""
    if seconds < 60:
        return tr("{n} s").format(n=seconds)
    if seconds < 3600:
        minutes, rest = divmod(seconds, 60)
        return tr("{n} min").format(n=f"{minutes}:{rest:02d}" if rest else minutes)
    if seconds < 2 * 86_400:
        hours, rest = divmod(seconds // 60, 60)
        return tr("{n} h").format(n=f"{hours}:{rest:02d}" if rest else hours)
    return tr("{n} days").format(n=f"{seconds / 86_400:.1f}".removesuffix(".0"))


def long_date(day: date) -> str:
    """A day written out, such as 22 November 2026."""
    months = (
        tr("January"), tr("February"), tr("March"), tr("April"), tr("May"), tr("June"), tr("July"),
        tr("August"), tr("September"), tr("October"), tr("November"), tr("December"),
    )  # fmt: skip
    return tr("{day} {month} {year}").format(day=day.day, month=months[day.month - 1], year=day.year)


def level_words(scale: str) -> tuple[str, str, str, str, str]:
    """The words or numbers at the five level lines of a scale, from the best to the worst."""
    return {
        "words": (tr("delighted"), "", tr("neutral"), "", tr("upset")),
        "one_to_five": ("5", "4", "3", "2", "1"),
        "minus_two_to_two": ("+2", "+1", "0", "−1", "−2"),
        "minus_five_to_five": ("+5", "", "0", "", "−5"),
        "zero_to_ten": ("10", "", "5", "", "0"),
    }[scale]


_LANGUAGES_BY_QUOTES = {
    ("„", "“"): "de cs sk sl bg is ka lt et sr mk lb hsb dsb",
    ("„", "”"): "pl hu ro hr bs ff",
    ("«\u202f", "\u202f»"): "fr br",
    ("«", "»"): "ru uk be es it el no nb nn sq ca eu gl rm pt-pt de-ch de-li fr-ch hy am ti rw mg zgh kab "
    "ar fa ps ckb ku ug sd nqo ff-adlm kk ky az uz tg",
    ("»", "«"): "da",
    ("”", "”"): "sv fi he se",
    ("”", "“"): "ur dv ks pnb syr",
    ("「", "」"): "ja ain yue zh-hant zh-tw zh-hk zh-mo",
    ("《", "》"): "mn-mong bo dz",
    ("‘", "’"): "cy",
}
_QUOTES = {tag: marks for marks, tags in _LANGUAGES_BY_QUOTES.items() for tag in tags.split()}
_ANY_QUOTE = "\"'“”„«»‘’‚‹›「」『』"


def quoted(text: str, language: str) -> str:
    """A text in the quotation marks of a language; one that has marks already is left alone."""
    if not text.strip() or text[0] in _ANY_QUOTE:
        return text
    tag = language.lower().replace("_", "-")
    opening, closing = _QUOTES.get(tag) or _QUOTES.get(tag.partition("-")[0], ("“", "”"))
    return f"{opening}{text}{closing}"


def with_picture(text: str, picture_text: str) -> str:
    """What a card with a picture says to somebody who does not see it."""
    shown = picture_text or tr("a picture")
    return f"{text} ({shown})" if text else shown


def initials(name: str) -> str:
    """One or two letters for a name: of its first and last word."""
    words = [word for word in name.split() if word[0].isalnum()] or name.split()
    if not words:
        return "?"
    letters = [_first_letter(word) for word in (words[0], *words[1:][-1:])]
    if _TURKISH.search(name):
        # There i and ı are two letters.
        letters = [letter.replace("i", "İ") for letter in letters]
    # Letters that stand for two words are never joined.
    return "\u200c".join(letters).upper() if _JOINED.match(letters[0]) else "".join(letters).upper()


_TURKISH = re.compile("[ıİğĞşŞ]")
_JOINED = re.compile(
    "[\u0620-\u06ff\u0710-\u074f\u0750-\u077f\u07ca-\u07ea\u08a0-\u08c7\u1820-\u18aa\U0001e900-\U0001e943]"
)
# Vowels that are written before the letter with which their syllable begins.
_VOWELS_BEFORE = re.compile("^[\u0e40-\u0e44\u0ec0-\u0ec4]+")
# Scripts whose syllables are as wide as words elsewhere: their first letter alone is the initial.
_SYLLABIC = re.compile("[\u0900-\u109f\u1780-\u17ff]")


def _first_letter(word: str) -> str:
    """What a reader takes for the first letter, with its accents; an emoji may be several characters."""
    # The start page writes dates, and needs no letters: Unicode's tables can wait.
    from journey_editor.layout.segments import grapheme_boundaries

    word = _VOWELS_BEFORE.sub("", word) or word
    return word[0] if _SYLLABIC.match(word) else word[: grapheme_boundaries(word)[1]]
