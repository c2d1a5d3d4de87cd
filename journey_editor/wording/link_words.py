"""Words at the links of a map: the label, or what is passed on, and the details of handoffs and others."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from journey_editor.foundation.text import in_one_line
from journey_editor.foundation.translation import tr
from journey_editor.model.document import Queries
from journey_editor.model.kinds import RECOVERY_ACTIONS
from journey_editor.model.records import Channel, Link, Persona, RecoveryAction
from journey_editor.wording.map_words import (
    capitalised,
    channel_name,
    duration,
    link_title,
    named,
    persona_name,
)
from journey_editor.wording.spoken import end_words

_BETWEEN = " · "
HANDED_OVER = frozenset(("handoff", "escalation"))
"""Kinds of links on which a customer waits for somebody else."""
WITH_CONTEXT = HANDED_OVER | {"channel_switch"}
"""Kinds of links on which what the customer told can get lost."""


def with_words(document: Queries, links: Sequence[Link], language: str) -> tuple[Link, ...]:
    """Return links whose label is all that the map says at them."""
    written = []
    for link in links:
        words = link_words(document, link, language)
        written.append(link if words == link.label else replace(link, label=words))
    return tuple(written)


def link_words(document: Queries, link: Link, language: str | None = None) -> str:
    """Return what the map says at a link, in one line; empty for a link without a label and details."""
    if link.kind not in _DETAILED:
        return link.label
    said = [link.label or _change(document, link, language), *_details(document, link, language)]
    words = _BETWEEN.join(filter(None, said))
    return words if link.label or link.passed else capitalised(words, language)


def link_between(document: Queries, link: Link, language: str | None = None) -> str:
    """Return the kind of a link, and what it leads from and to, in one line."""
    one, other = (in_one_line(end_words(document, each)) for each in link.ends)
    return named(link_title(link, language), _from_to(one, other, language), language)


def changed_link_details(
    document: Queries, before: Link, after: Link, language: str | None = None
) -> Iterator[tuple[str, str]]:
    """Yield the words before and after of what differs between two links."""
    pairs = [
        tuple(link_title(each, language) for each in (before, after)),
        tuple(link_words(document, each, language) for each in (before, after)),
        *((getattr(before, name), getattr(after, name)) for name in _TEXTS),
        *(
            tuple(_shared_name(document, getattr(each, name), language) for each in (before, after))
            for name in _SHARED
        ),
    ]
    for one, other in dict.fromkeys(pairs):
        if one != other:
            yield one, other


def link_marks(link: Link) -> tuple[str, ...]:
    """Return the signs on a link's line.

    They are `baton` for a handoff with a wait or whose context is kept, `partly` or `lost` for what is left
    of the context, and `missed` for a wait over its target.
    """
    marks = []
    if link.kind in WITH_CONTEXT and link.context in ("partly", "lost"):
        marks.append(link.context)
    elif link.kind == "handoff" and (link.wait is not None or link.context):
        marks.append("baton")
    if waits_too_long(link):
        marks.append("missed")
    return tuple(marks)


def waits_too_long(link: Link) -> bool:
    """Return whether the wait at a handoff or escalation is over its target."""
    known = link.wait is not None and link.wait_target is not None
    return link.kind in HANDED_OVER and known and (link.wait or 0) > (link.wait_target or 0)


def recovery_action_name(action: str) -> str:
    """Return the name of an action of a service recovery."""
    return {
        "acknowledge": tr("Acknowledge"),
        "apologise": tr("Apologise"),
        "fix": tr("Fix"),
        "make_good": tr("Make good"),
        "follow_up": tr("Follow up"),
        "change_process": tr("Change the process"),
    }[action]


_TEXTS = ("passed", "repeated", "trigger", "decided_by", "reason", "noticed_by")
_SHARED = ("giver", "taker", "channel_before", "channel_after")


def _shared_name(document: Queries, record_id: str, language: str | None) -> str:
    record = document.find(record_id)
    if isinstance(record, Persona):
        return persona_name(record, language)
    return channel_name(record, language) if isinstance(record, Channel) else ""


_DETAILED = frozenset(("handoff", "escalation", "channel_switch", "service_recovery"))


def _change(document: Queries, link: Link, language: str | None) -> str:
    """Return what a link without a label is about: what is passed on, or what changes from and to."""
    if link.kind == "handoff" and link.passed:
        return link.passed
    if link.kind == "escalation" and (link.from_level or link.to_level):
        return _from_to(link.from_level, link.to_level, language)
    if link.kind in WITH_CONTEXT:
        before, after = (document.find(each) for each in (link.channel_before, link.channel_after))
        if isinstance(before, Channel) and isinstance(after, Channel) and before != after:
            return _from_to(channel_name(before, language), channel_name(after, language), language)
        giver, taker = (document.find(each) for each in (link.giver, link.taker))
        if isinstance(giver, Persona) and isinstance(taker, Persona):
            return _from_to(persona_name(giver, language), persona_name(taker, language), language)
    return ""


def _from_to(one: str, other: str, language: str | None) -> str:
    return tr("{one} → {other}", language).format(one=one or "?", other=other or "?")


def _details(document: Queries, link: Link, language: str | None) -> Iterator[str]:
    if link.kind in HANDED_OVER:
        for said, seconds in (
            (tr("wait {time}", language), link.wait),
            (tr("target {time}", language), link.wait_target),
        ):
            if seconds is not None:
                # A number is not separated from its unit.
                yield said.format(time=duration(seconds, language)).replace(" ", "\u00a0")
    if link.kind == "escalation" and link.time_limit is not None:
        yield tr("after {time}", language).format(time=duration(link.time_limit, language))
    if link.kind in WITH_CONTEXT and link.context in ("partly", "lost"):
        lost = tr("context lost", language)
        yield lost if link.context == "lost" else tr("context partly kept", language)
    if link.kind == "channel_switch" and link.wanted == "no":
        yield tr("not wanted by the customer", language)
    if link.kind == "service_recovery":
        done = [each for each in document.select(RecoveryAction, link=link.id) if each.done]
        if done:
            said = tr("{n} of {count} actions done", language)
            yield said.format(n=len(done), count=len(RECOVERY_ACTIONS))
