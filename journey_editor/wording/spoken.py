"""Descriptions of records for screen readers."""

from journey_editor.foundation.emphasis import plain
from journey_editor.foundation.translation import ntr, tr
from journey_editor.model.document import Queries
from journey_editor.model.lane_groups import lane_span_of
from journey_editor.model.records import (
    Card,
    Channel,
    Curve,
    EmotionPoint,
    Journey,
    Lane,
    Link,
    Note,
    Persona,
    Stage,
    Step,
)
from journey_editor.wording.choice_names import persona_kind_name
from journey_editor.wording.curve_names import curve_name
from journey_editor.wording.curve_scales import words_on
from journey_editor.wording.map_words import (
    channel_name,
    kind_name,
    link_title,
    named,
    persona_name,
    title_of,
    with_picture,
)
from journey_editor.wording.reference_words import reference_name


def describe_card(document: Queries, card: Card, language: str | None = None) -> str:
    """Return a card's text, kind, place and number in the cell, with what belongs to it.

    `language` is that of the map, for the names of lanes and channels.
    """
    siblings = [each.id for each in document.cards_in(card.step, card.lane)]
    parts = [
        with_picture(plain(card.text), card.picture_text) if card.picture else plain(card.text),
        kind_name(card.kind),
        describe_cell(document, card.step, card.lane, language),
    ]
    span = len(document.span_of(card))
    if span > 1:
        parts.append(ntr("spans {n} step", "spans {n} steps", span))
    lanes = len(lane_span_of(document, card))
    if lanes > 1:
        parts.append(ntr("spans {n} lane", "spans {n} lanes", lanes))
    channel = document.find(card.channel)
    if isinstance(channel, Channel):
        parts.append(channel_name(channel, language))
    parts += [persona_name(each, language) for each in document.personas_on(card.id)]
    parts += [tr("tag {name}").format(name=each.name) for each in document.tags_on(card.id) if each.name]
    parts += [
        tr("reference {name}").format(name=reference_name(each)) for each in document.references_of(card.id)
    ]
    parts += [describe_point(document, point) for point in document.select(EmotionPoint, card=card.id)]
    parts += [describe_link(document, link, language) for link in document.select(Link, source=card.id)]
    detail = document.find(card.detail)
    if isinstance(detail, Journey):
        parts.append(tr("in detail in the journey “{title}”").format(title=detail.title))
    if card.moment_of_truth:
        parts.append(tr("Moment of truth"))
    if card.fail_point:
        parts.append(tr("Fail point"))
    parts.append(backing_words(document, card.id))
    if card.note:
        parts.append(tr("has a note"))
    if len(siblings) > 1:
        place = tr("card {number} of {count}")
        parts.append(place.format(number=siblings.index(card.id) + 1, count=len(siblings)))
    return ", ".join(part for part in parts if part)


def backing_words(document: Queries, record_id: str) -> str:
    """Return by how many pieces of evidence a record is backed; empty if by none."""
    backing = document.backing(record_id)
    said = ntr("backed by {n} piece of evidence", "backed by {n} pieces of evidence", backing)
    return said if backing else ""


def describe_persona(persona: Persona, language: str | None = None) -> str:
    """Return the name, the kind, the role and the quote of a persona."""
    name = persona_name(persona, language)
    parts = [name, persona_kind_name(persona.kind), persona.role, persona.quote]
    return tr("Persona: {name}").format(name=", ".join(part for part in parts if part))


def describe_link(document: Queries, link: Link, language: str | None = None) -> str:
    """Return the kind and the label of a link, and the texts of its ends."""
    name = link_title(link, language)
    source, target = (end_words(document, end) for end in link.ends)
    return tr("{link} from “{source}” to “{target}”").format(
        link=named(name, link.label, language) if link.label else name, source=source, target=target
    )


def describe_note(document: Queries, note: Note, language: str | None = None) -> str:
    """Return the text of a note and what it sticks to."""
    place = ""
    if note.card:
        pattern = tr("Note at “{place}”: {text}")
        place = plain(end_words(document, note.card))
    elif note.lane:
        pattern = tr("Note in {place}: {text}")
        place = describe_cell(document, note.step, note.lane, language)
    elif note.step:
        pattern = tr("Note at the step {place}: {text}")
        place = describe_column(document, note.step)
    else:
        pattern = tr("Note: {text}")
    return pattern.format(text=plain(note.text), place=place)


def end_words(document: Queries, end: str) -> str:
    """Return the text of a card, or the name of a stage, at which a link begins or ends."""
    record = document.find(end)
    if isinstance(record, Card):
        return plain(record.text) or record.picture_text or kind_name(record.kind)
    return (record.name if isinstance(record, Stage) else "") or tr("No name")


def describe_cell(document: Queries, step_id: str, lane_id: str, language: str | None = None) -> str:
    """Return the stage, the step and the lane of a cell."""
    lane = title_of(document.get(Lane, lane_id), language)
    return tr("{stage}, {lane}").format(stage=describe_column(document, step_id, language), lane=lane)


def describe_column(document: Queries, step_id: str, language: str | None = None) -> str:
    """Return the names of a stage and of its step; a step without a name among several has its number."""
    step = document.get(Step, step_id)
    name = step.name
    steps = document.steps_of(step.stage)
    if not name and len(steps) > 1:
        number = [each.id for each in steps].index(step_id) + 1
        name = tr("step {n}", language).format(n=number)
    return ", ".join(filter(None, (document.get(Stage, step.stage).name, name)))


def moved_from(document: Queries, before: Card, after: Card, language: str) -> str:
    """Return where a card was in an earlier journey, without what is called the same where it is now."""
    lanes = [title_of(document.get(Lane, card.lane), language) for card in (before, after)]
    columns = [describe_column(document, card.step, language) for card in (before, after)]
    differing = [old for old, new in (columns, lanes) if old != new]
    return tr("from {place}", language).format(place=", ".join(differing or (columns[0], lanes[0])))


def describe_point(document: Queries, point: EmotionPoint) -> str:
    """Return the emotion of a point and whose it is, or the value and the curve if that measures another.

    What is known about the value follows, except that it is observed or assumed.
    """
    curve = document.get(Curve, point.curve)
    words = words_on(curve, point.value)
    if curve.measures or curve.name:
        value = named(curve_name(document, curve), words)
    else:
        persona = document.find(curve.persona)
        owner = persona_name(persona if isinstance(persona, Persona) else None)
        value = tr("emotion of {name}: {emotion}").format(name=owner, emotion=words)
    parts = [value]
    if point.source == "told":
        parts.append(tr("told"))
    elif point.source == "measured":
        parts.append(tr("measured"))
    if point.confidence is not None:
        parts.append(tr("confidence {n} %").format(n=point.confidence))
    if point.gap:
        parts.append(tr("nothing is known until the next point"))
    return ", ".join(parts)
