"""Commands on whole journeys and projects: importing, duplicating, moving, removing and renewing them."""

from dataclasses import replace
from typing import Any

from journey_editor.editing.commands.evidence import place_evidence, said
from journey_editor.editing.commands.journeys import new_project
from journey_editor.editing.commands.persona_sheets import complete_sheet
from journey_editor.editing.commands.personas import remove_persona_from_journey
from journey_editor.editing.draft import Draft
from journey_editor.editing.ordering import next_sibling, place_before
from journey_editor.foundation.identity import IdSource, random_id
from journey_editor.model.curve_records import EmotionPoint
from journey_editor.model.document import Document, Queries
from journey_editor.model.records import (
    Brand,
    Card,
    Channel,
    DataSource,
    Evidence,
    EvidencePlace,
    Journey,
    Lane,
    LaneKind,
    Measure,
    Note,
    Persona,
    Picture,
    Project,
    Reading,
    Record,
    Tag,
    references,
    specs,
)
from journey_editor.model.sheet_records import PersonaChannel, PersonaFact

Likeness = tuple[object, ...]
_SHARED = (Persona, Channel, Tag, LaneKind, Picture, Brand, Evidence)
_PLACED_LATER = (Project, PersonaChannel, PersonaFact, EvidencePlace)
"""Kinds of records that journeys share, and those that are not simply copied with a project."""


def merge_project(draft: Draft, other: Document, *, as_copies: bool = False) -> list[str]:
    """Add the journeys of another project after the existing ones. Returns their ids.

    Personas of the same name and kind, channels, tags, pictures, evidence and a brand that already exist are
    shared. A shared persona gets the portrait and the parts of its sheet that it has not from the other
    project. With `as_copies`, each card refers to the one from which it was made, by which journeys are
    compared.
    """
    here = {_likeness(each): each.id for record_type in _SHARED for each in draft.select(record_type)}
    ids: dict[str, str] = {}
    journeys = []
    cards: list[Card] = []
    for record in other.in_order():
        if isinstance(record, _PLACED_LATER):
            continue
        known = _same_one(draft, record) or here.pop(_likeness(record), "")
        ids[record.id] = known or draft.add(type(record), **_fields(draft, record, ids)).id
        if isinstance(record, Journey):
            journeys.append(ids[record.id])
        elif isinstance(record, Persona) and not draft.get(Persona, ids[record.id]).portrait:
            draft.change(draft.get(Persona, ids[record.id]), portrait=ids.get(record.portrait, ""))
        elif isinstance(record, Card) and (as_copies or record.origin):
            cards.append(record)
    for card in cards:
        origin = card.origin or card.id
        # The origin may be among the copied cards, even after this one.
        draft.change(draft.get(Card, ids[card.id]), origin=origin if as_copies else ids.get(origin, origin))
    for persona in other.select(Persona):
        channels = [ids[each.id] for each in other.channels_of(persona.id)]
        complete_sheet(draft, ids[persona.id], persona, channels, other.facts_of(persona.id))
    for place in other.select(EvidencePlace):
        place_evidence(draft, ids[place.evidence], [ids[place.subject]])
    return journeys


def journey_document(document: Queries, journey_id: str) -> Document:
    """Return a project with one journey of a document, and what it shares with others.

    Its cards and lanes do not lead to other journeys.
    """
    records: dict[str, Record] = {}

    def add(record: Record) -> None:
        if record.id in records:
            return
        if isinstance(record, Card) and record.detail != journey_id:
            record = replace(record, detail="")
        if isinstance(record, Lane):
            record = replace(record, other_journey="")
        records[record.id] = record
        for name in references(type(record)):
            if found := document.find(getattr(record, name)):
                add(found)

    add(document.project())
    for record in document:
        if document.journey_of(record.id) == journey_id:
            add(record)
    for record in document:
        # What describes a shared record, such as a persona, belongs to it.
        named = any(getattr(record, name) in records for name in references(type(record)))
        if named and not isinstance(record, _SHARED) and not document.journey_of(record.id):
            add(record)
    return Document(records.values())


def duplicate_as_to_be(draft: Draft, journey_id: str) -> str:
    """Insert a copy of a journey after it, with all of its content, as the intended one. Return its id.

    Its measures keep their targets, but not the readings of today.
    """
    (new,) = merge_project(draft, journey_document(draft, journey_id), as_copies=True)
    journeys = draft.journeys()
    before = next_sibling(journeys, journey_id)
    journey = draft.change(
        draft.get(Journey, new),
        state="to_be",
        status="draft" if draft.get(Journey, journey_id).status else "",
        review_date="",
        reviewed="",
    )
    for measure in draft.select(Measure, journey=new):
        for each in (
            *draft.select(Reading, measure=measure.id),
            *draft.select(DataSource, measure=measure.id),
        ):
            draft.remove(each.id)
    copies = {each.origin: each for each in draft.cards_of(new)}
    for card in draft.cards_of(journey_id):
        if card.detail and not copies[card.origin or card.id].detail:
            draft.change(copies[card.origin or card.id], detail=card.detail)
    for lane, copy in zip(draft.lanes_of(journey_id), draft.lanes_of(new), strict=True):
        draft.change(copy, other_journey=lane.other_journey)
    order = place_before(draft, journeys, before, moving=journey)
    return draft.change(journey, order=order).id


def move_journey(draft: Draft, journey_id: str, before: str | None) -> None:
    """Move a journey before another one of the project, or to the end."""
    journey = draft.get(Journey, journey_id)
    draft.change(journey, order=place_before(draft, draft.journeys(), before, moving=journey))


def renewed(document: Document, new_id: IdSource = random_id) -> Document:
    """Return a copy of a project in which every record has a new id."""
    draft = Draft(Document(), new_id)
    project = document.project()
    new_project(draft, name=project.name, author=project.author)
    merge_project(draft, document)
    return draft.finish()


def structure_of(document: Document) -> Document:
    """Return a project without cards, notes, points of curves, evidence, readings and days of reviews."""
    draft = Draft(document)
    for record_type in (Card, Note, EmotionPoint, Evidence, Reading, DataSource):
        for each in document.select(record_type):
            draft.remove(each.id)
    for journey in draft.journeys():
        draft.change(journey, reviewed="", review_date="")
    return draft.finish()


def remove_journey(draft: Draft, journey_id: str) -> None:
    """Remove a journey, and the personas that are in no other one."""
    for persona in draft.personas_of(journey_id):
        remove_persona_from_journey(draft, journey_id, persona.id)
    draft.remove(journey_id)


def _same_one(draft: Draft, record: Record) -> str:
    """Return the id of a record that journeys share if it is the same in this project, or an empty text."""
    return record.id if isinstance(record, _SHARED) and draft.find(record.id) == record else ""


def _likeness(record: Record) -> Likeness:
    """Return the key by which a record matches one of another project, or () if it never matches."""
    match record:
        case Persona():
            return "persona", record.name, record.kind
        case Channel():
            return "channel", record.name, record.kind
        case LaneKind():
            return "lane_kind", record.name, record.icon, record.color
        case Tag():
            return "tag", record.name.casefold()
        case Picture():
            return "asset", record.sha256
        case Evidence():
            return "evidence", said(record)
        case Brand():
            # A project has one brand.
            return ("brand",)
    return ()


def _fields(draft: Draft, record: Record, ids: dict[str, str]) -> dict[str, Any]:
    """Return the values of another project's record, adjusted to this project."""
    fields = {name: getattr(record, name) for name in specs(type(record))}
    for name in references(type(record)):
        fields[name] = ids.get(fields[name], "")
    if isinstance(record, Journey | Persona | Channel | Tag | LaneKind):
        fields["order"] = place_before(draft, draft.select(type(record)), None)
    return fields
