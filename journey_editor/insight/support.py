"""Rules about support: where it is missing, breaks a promise, loses what was told, or has no owner.

Handoffs and channels after M. Dixon, N. Toman and R. DeLisi, "The Effortless Experience" (2013): customers
who have to repeat themselves or to change the channel are less loyal.
"""

from collections.abc import Iterator

from journey_editor.insight.finding import Facts, Finding
from journey_editor.insight.measures import figures
from journey_editor.model.document import Queries
from journey_editor.model.records import Card, Channel, Link, SupportOffer

_SUPPORT_CHANNELS = frozenset(
    ("phone", "email", "live_chat", "self_service", "social_media", "in_person", "app")
)
_SUPPORTING = frozenset(("frontstage", "support_process"))
_SEVERE = 3
"""Severity of a pain point from which on it needs support; one that is not rated does, too."""

_PROMISES = (
    ("first_answer", "answer_target"),
    ("duration", "duration_target"),
    ("wait", "wait_target"),
    ("resolution", "resolution_target"),
)


def pains_without_support(facts: Facts) -> Iterator[Finding]:
    """Yield the pain points in stages in which no channel, person or process supports the customer."""
    supported = {facts.stage_of[card.step] for card in facts.cards if _supports(facts, card)}
    supported |= {offer.stage for offer in facts.offers}
    for card in facts.of_kind("pain_point"):
        severe = card.severity is None or card.severity >= _SEVERE
        if severe and facts.stage_of[card.step] not in supported:
            name = facts.name_of_stage(facts.stage_of[card.step])
            yield Finding("pain_without_support", (card.id,), {"stage": name})


def uncovered_channels(facts: Facts) -> Iterator[Finding]:
    """Yield the contacts through channels that offer no support in their stage, if any support is known.

    Of several in a stage through the same channel, only the first.
    """
    offered = {(offer.stage, offer.channel) for offer in facts.offers}
    if not offered:
        return
    seen = set(offered)
    for card in facts.of_kind("touchpoint"):
        place = facts.stage_of[card.step], card.channel
        if place not in seen and asks_for_support(facts.document, card):
            seen.add(place)
            values = {"channel": card.channel, "stage": facts.name_of_stage(place[0])}
            yield Finding("uncovered_channel", (card.id,), values)


def asks_for_support(document: Queries, card: Card) -> bool:
    """Return True if customers come to a channel of support at a touchpoint.

    They do not if the organisation starts it, and a parcel or a website is no place to ask.
    """
    channel = document.find(card.channel)
    return (
        isinstance(channel, Channel)
        and channel.kind in _SUPPORT_CHANNELS
        and card.started_by != "organisation"
    )


def missed_promises(facts: Facts) -> Iterator[Finding]:
    """Yield the times over their target, at cards and links, those that are over it by most first."""
    found = []
    records: list[Card | Link | SupportOffer] = [*facts.cards, *facts.links, *facts.offers]
    for record in records:
        for actual, target in _promises(record):
            if actual > target:
                found.append((actual / max(target, 1), record.id, actual, target))
    for _, record_id, actual, target in sorted(found, key=lambda each: (-each[0], each[1])):
        yield Finding("missed_promise", (record_id,), {"actual": actual, "target": target})


def missed_targets(facts: Facts) -> Iterator[Finding]:
    """Yield the measures whose latest value misses its target, those that miss their warning, too, first."""
    found = [each for each in figures(facts.document, facts.journey.id) if each.state in ("bad", "warning")]
    for each in sorted(found, key=lambda figure: figure.state != "bad"):
        yield Finding("missed_target", (each.measure.id,), {"value": each.value or 0.0})


def lost_contexts(facts: Facts) -> Iterator[Finding]:
    """Yield, as one finding, the handoffs after which the customer has to tell the same story again."""
    losing = [link for link in facts.links if _loses(link)]
    if losing:
        yield Finding("lost_context", tuple([link.id for link in losing]), {"count": len(losing)})


def forced_channels(facts: Facts) -> Iterator[Finding]:
    """Yield the channel switches that the customer did not want."""
    for link in facts.links:
        if link.kind == "channel_switch" and link.wanted == "no":
            yield Finding("forced_channel", (link.id,), {"reason": link.reason})


def escalations_without_owner(facts: Facts) -> Iterator[Finding]:
    """Yield the escalations for which neither who decides nor who takes over is known."""
    for link in facts.links:
        if link.kind == "escalation" and not (link.decided_by or link.taker):
            yield Finding("escalation_without_owner", (link.id,), {})


def care_missing(facts: Facts) -> Iterator[Finding]:
    """Yield a finding if support is not followed by any contact that the organisation starts."""
    moments = [
        facts.column_of[facts.document.get(Card, end).step]
        for link in facts.links
        if link.kind in ("handoff", "escalation", "service_recovery")
        for end in link.ends
    ]
    if not moments:
        return
    last = max(moments)
    cares = (
        card
        for card in facts.of_kind("touchpoint")
        if facts.column_of[card.step] >= last and card.started_by == "organisation"
    )
    if next(cares, None) is None:
        ends = [card.id for card in facts.cards if facts.column_of[card.step] == last]
        yield Finding("care_missing", tuple(ends[:1]), {})


def _supports(facts: Facts, card: Card) -> bool:
    if card.kind in _SUPPORTING:
        return True
    channel = facts.document.find(card.channel) if card.kind == "touchpoint" else None
    return isinstance(channel, Channel) and channel.kind in _SUPPORT_CHANNELS


def _promises(record: Card | Link | SupportOffer) -> Iterator[tuple[int, int]]:
    """Yield the times of a record that have a target, in seconds, each with its target."""
    if isinstance(record, Link) and record.kind not in ("handoff", "escalation"):
        return
    for name, aim in _PROMISES:
        actual, target = getattr(record, name, None), getattr(record, aim, None)
        if name == "first_answer" and isinstance(record, Card) and record.kind != "touchpoint":
            continue
        if actual is not None and target is not None:
            yield actual, target


def _loses(link: Link) -> bool:
    return link.kind in ("handoff", "escalation", "channel_switch") and (
        link.context in ("partly", "lost") or bool(link.repeated)
    )
