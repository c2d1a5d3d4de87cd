"""Words of the support that is offered in a stage."""

from collections.abc import Iterator

from journey_editor.foundation.translation import tr
from journey_editor.model.document import Queries
from journey_editor.model.records import Channel, Stage, SupportOffer
from journey_editor.wording.map_words import channel_name, duration


def promises(offer: SupportOffer) -> Iterator[tuple[int, int]]:
    """Yield what customers really wait and what is promised, both in seconds, where both are known."""
    for actual, target in (
        (offer.first_answer, offer.answer_target),
        (offer.resolution, offer.resolution_target),
    ):
        if actual is not None and target is not None:
            yield actual, target


def misses_promise(offer: SupportOffer) -> bool:
    """Return whether customers wait longer than it is promised."""
    return any(actual > target for actual, target in promises(offer))


def offer_words(offer: SupportOffer, language: str | None = None) -> str:
    """Return the hours, the languages and who is there, and what is promised; empty if nothing is known."""
    parts = [offer.hours, offer.languages, offer.staffed_by]
    for said, actual, target in (
        (tr("first answer {time}", language), offer.first_answer, offer.answer_target),
        (tr("resolved in {time}", language), offer.resolution, offer.resolution_target),
    ):
        if actual is not None:
            parts.append(said.format(time=duration(actual, language)).replace(" ", "\u00a0"))
        if target is not None:
            aim = tr("target {time}", language).format(time=duration(target, language))
            parts.append(aim.replace(" ", "\u00a0"))
    return " · ".join(filter(None, parts))


def describe_offer(document: Queries, offer: SupportOffer, language: str | None = None) -> str:
    """Return the channel, the stage and the words of what is offered."""
    channel = channel_name(document.get(Channel, offer.channel), language)
    stage = document.get(Stage, offer.stage).name or tr("No name")
    said = tr("Support through {channel} in {stage}").format(channel=channel, stage=stage)
    return ", ".join(filter(None, [said, offer_words(offer, language)]))
