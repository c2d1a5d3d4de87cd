"""Words of the lanes that are computed from the cards, by step."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from journey_editor.foundation.translation import tr
from journey_editor.insight.measures import figures
from journey_editor.insight.support import asks_for_support
from journey_editor.model.document import Queries
from journey_editor.model.records import Card, Channel, Lane
from journey_editor.wording import map_words
from journey_editor.wording.measure_words import figure_words
from journey_editor.wording.support_words import offer_words

Words = dict[str, list[str]]
"""Entries by the id of the step in whose column they are."""


def words_of_summary(
    document: Queries,
    lane: Lane,
    steps: Iterable[str],
    spans: Mapping[str, Sequence[str]],
    language: str,
) -> Words:
    """Return what a lane of `SUMMARY_KINDS` shows at these steps; of a stage in its first one.

    `spans` are the steps of the cards that span several.
    """
    cards: dict[str, list[Card]] = {step: [] for step in steps}
    for card in document.cards_of(lane.journey):
        people = document.people_of(card) if lane.persona else ()
        if not people or lane.persona in people:
            for step in spans.get(card.id, (card.step,)):
                cards[step].append(card)
    match lane.kind:
        case "count":
            return {
                step: [str(_counted(lane, found))] for step, found in cards.items() if _counted(lane, found)
            }
        case "channel":
            return {step: _channels(document, lane, found, language) for step, found in cards.items()}
        case "time":
            return {
                step: _times([each for each in found if each.step == step], language)
                for step, found in cards.items()
            }
        case "coverage":
            return _coverage(document, lane, cards, language)
    return _metrics(document, lane, language)


def _counted(lane: Lane, cards: Sequence[Card]) -> int:
    return sum(not lane.counted or card.kind == lane.counted for card in cards)


def _channels(document: Queries, lane: Lane, cards: Sequence[Card], language: str) -> list[str]:
    """Return the channels of the touchpoints of a step, with their number if there are several."""
    counts = Counter(card.channel for card in cards if card.kind == "touchpoint" and card.channel)
    chosen = {each.id for each in document.chosen_channels(lane.id)}
    words = []
    for channel in document.channels():
        if counts[channel.id] and (not chosen or channel.id in chosen):
            name = map_words.channel_name(channel, language)
            words.append(f"{name} × {counts[channel.id]}" if counts[channel.id] > 1 else name)
    return words


def _times(cards: Sequence[Card], language: str) -> list[str]:
    """Return the sums of the durations and of the waiting times of some cards, with their targets."""
    words = []
    for field, said in (("duration", tr("duration {time}", language)), ("wait", tr("wait {time}", language))):
        times = [(getattr(card, field), getattr(card, f"{field}_target")) for card in cards]
        actual = [time for time, _ in times if time is not None]
        aims = [time if target is None else target for time, target in times]
        aimed = any(target is not None for _, target in times)
        target = sum(each for each in aims if each is not None) if aimed else None
        parts = map_words.time_words(said, sum(actual) if actual else None, target, language)
        words += [map_words.capitalised(" · ".join(parts), language)] if parts else []
    return words


def _coverage(document: Queries, lane: Lane, cards: Mapping[str, Sequence[Card]], language: str) -> Words:
    """Return what support each stage has, and through which channels customers come and there is none."""
    offers = {(each.stage, each.channel): each for each in document.offers_of(lane.journey)}
    words: Words = {}
    for stage in document.stages_of(lane.journey):
        steps = document.steps_of(stage.id)
        used = {
            card.channel
            for step in steps
            for card in cards[step.id]
            if card.kind == "touchpoint" and card.channel and asks_for_support(document, card)
        }
        own = words.setdefault(steps[0].id, [])
        for channel in document.channels():
            offer = offers.get((stage.id, channel.id))
            if offer is not None or channel.id in used:
                name = map_words.channel_name(channel, language)
                said = offer_words(offer, language) if offer else tr("nothing offered", language)
                own.append(map_words.named(name, said, language) if said else name)
    return words


def _metrics(document: Queries, lane: Lane, language: str) -> Words:
    """Return the figures of the journey and of channels in the first step, others where they are."""
    words: Words = {}
    first = next((each.id for each in document.columns_of(lane.journey)), "")
    for found in figures(document, lane.journey):
        measure = found.measure
        card, channel = document.find(measure.card), document.find(measure.channel)
        step = card.step if isinstance(card, Card) else measure.step
        if not step and measure.stage:
            step = document.steps_of(measure.stage)[0].id
        said = figure_words(found, language)
        if isinstance(channel, Channel):
            said = map_words.named(map_words.channel_name(channel, language), said, language)
        words.setdefault(step or first, []).append(said)
    return words
