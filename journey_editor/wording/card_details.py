"""Details of cards in words, in the language of the map, for tables and to compare two versions of a card."""

from collections.abc import Callable, Iterator

from journey_editor.foundation.addresses import read_address
from journey_editor.foundation.emphasis import plain
from journey_editor.foundation.text import in_one_line
from journey_editor.foundation.translation import tr
from journey_editor.model.document import Queries
from journey_editor.model.kinds import KIND_IN_LANE
from journey_editor.model.records import Card, Channel, Journey, Lane
from journey_editor.wording import map_words
from journey_editor.wording.reference_words import shortened_address

Words = Callable[[Queries, Card, str], str]


def changed_details(document: Queries, before: Card, after: Card, language: str) -> Iterator[tuple[str, str]]:
    """Yield the words before and after of each detail that differs between two cards."""
    for fields, words in DETAILS.items():
        if any(getattr(before, field) != getattr(after, field) for field in fields):
            yield words(document, before, language), words(document, after, language)
    for related in (_people, _tags, _references):
        one, other = related(document, before, language), related(document, after, language)
        if one != other:
            yield one, other


def detail_words(document: Queries, card: Card, language: str) -> Iterator[str]:
    """Yield the words of each detail that a card has, other than its kind if that is the one of its lane."""
    usual = KIND_IN_LANE[document.get(Lane, card.lane).kind]
    for fields, words in DETAILS.items():
        if (fields != ("kind",) or card.kind != usual) and (said := words(document, card, language)):
            yield said
    yield from filter(None, (related(document, card, language) for related in (_people, _tags, _references)))


def _channel(document: Queries, card: Card, language: str) -> str:
    channel = document.find(card.channel)
    return map_words.channel_name(channel, language) if isinstance(channel, Channel) else ""


def _number(name: str, said: Callable[[str], str]) -> Words:
    def words(_: Queries, card: Card, language: str) -> str:
        value = getattr(card, name)
        return "" if value is None else map_words.capitalised(said(language).format(n=value), language)

    return words


def _time(actual: str, target: str, said: Callable[[str], str]) -> Words:
    def words(_: Queries, card: Card, language: str) -> str:
        parts = map_words.time_words(said(language), getattr(card, actual), getattr(card, target), language)
        return map_words.capitalised(" · ".join(parts), language)

    return words


def _severity(_: Queries, card: Card, language: str) -> str:
    words = map_words.severity_words(card.severity, card.frequency, language)
    return map_words.capitalised(words, language)


def _effect(_: Queries, card: Card, language: str) -> str:
    return map_words.capitalised(map_words.effect_words(card.impact, card.effort, language), language)


def _started_by(_: Queries, card: Card, language: str) -> str:
    words = map_words.started_by(card.started_by, language) if card.started_by else ""
    return map_words.capitalised(words, language)


def _owner(_: Queries, card: Card, language: str) -> str:
    words = tr("owner: {name}", language).format(name=card.owner) if card.owner else ""
    return map_words.capitalised(words, language)


def _due(_: Queries, card: Card, language: str) -> str:
    words = (
        tr("by {day}", language).format(day=map_words.keeping_order(card.due, language)) if card.due else ""
    )
    return map_words.capitalised(words, language)


def _status(_: Queries, card: Card, language: str) -> str:
    return map_words.capitalised(map_words.action_status_name(card.status, language), language)


def _picture(_: Queries, card: Card, language: str) -> str:
    shown = card.picture or card.picture_text
    return map_words.capitalised(map_words.with_picture("", card.picture_text, language), language) * bool(
        shown
    )


def _detail(document: Queries, card: Card, language: str) -> str:
    journey = document.find(card.detail)
    return (journey.title or tr("Untitled journey", language)) if isinstance(journey, Journey) else ""


def _people(document: Queries, card: Card, language: str) -> str:
    return ", ".join(map_words.persona_name(each, language) for each in document.personas_on(card.id))


def _tags(document: Queries, card: Card, _: str) -> str:
    return ", ".join(each.name for each in document.tags_on(card.id) if each.name)


def _references(document: Queries, card: Card, _: str) -> str:
    found = document.references_of(card.id)
    return ", ".join(each.name.strip() or shortened_address(read_address(each.address)) for each in found)


DETAILS: dict[tuple[str, ...], Words] = {
    ("kind",): lambda _, card, language: map_words.kind_name(card.kind, language),
    ("channel",): _channel,
    ("started_by",): _started_by,
    ("importance",): _number("importance", lambda language: tr("importance {n}", language)),
    ("importance_to_organisation",): _number(
        "importance_to_organisation", lambda language: tr("importance to us {n}", language)
    ),
    ("satisfaction",): _number("satisfaction", lambda language: tr("satisfaction {n}", language)),
    ("first_answer", "answer_target"): _time(
        "first_answer", "answer_target", lambda language: tr("first answer {time}", language)
    ),
    ("duration", "duration_target"): _time(
        "duration", "duration_target", lambda language: tr("duration {time}", language)
    ),
    ("wait", "wait_target"): _time("wait", "wait_target", lambda language: tr("wait {time}", language)),
    ("severity", "frequency"): _severity,
    ("impact", "effort"): _effect,
    ("owner",): _owner,
    ("due",): _due,
    ("status",): _status,
    ("moment_of_truth",): lambda _, card, language: (
        tr("Moment of truth", language) if card.moment_of_truth else ""
    ),
    ("fail_point",): lambda _, card, language: tr("Fail point", language) if card.fail_point else "",
    ("note",): lambda _, card, __: in_one_line(plain(card.note)),
    ("picture", "picture_text"): _picture,
    ("detail",): _detail,
}
"""Words of the details of a card, by their fields."""
