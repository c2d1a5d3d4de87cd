"""Commands on whole journeys of a project: importing them from another one, and removing them."""

from typing import Any

from journey_editor.editing.commands.persona_sheets import complete_sheet
from journey_editor.editing.commands.personas import remove_persona_from_journey
from journey_editor.editing.draft import Draft
from journey_editor.editing.ordering import place_before
from journey_editor.model.document import Document
from journey_editor.model.records import (
    Channel,
    Journey,
    LaneKind,
    Persona,
    Picture,
    Project,
    Record,
    Tag,
    references,
    specs,
)
from journey_editor.model.sheet_records import PersonaChannel, PersonaFact

Likeness = tuple[object, ...]


def merge_project(draft: Draft, other: Document) -> list[str]:
    """Add the journeys of another project after the existing ones. Returns their ids.

    Personas of the same name and kind, channels, tags and pictures that already exist are shared. A shared
    persona gets the portrait and the parts of its sheet that it has not from the other project.
    """
    here = {
        _likeness(each): each.id
        for record_type in (Persona, Channel, Tag, LaneKind, Picture)
        for each in draft.select(record_type)
    }
    ids: dict[str, str] = {}
    journeys = []
    for record in other.in_order():
        if isinstance(record, Project | PersonaChannel | PersonaFact):
            continue
        known = here.pop(_likeness(record), None)
        ids[record.id] = known or draft.add(type(record), **_fields(draft, record, ids)).id
        if isinstance(record, Journey):
            journeys.append(ids[record.id])
        elif isinstance(record, Persona) and not draft.get(Persona, ids[record.id]).portrait:
            draft.change(draft.get(Persona, ids[record.id]), portrait=ids.get(record.portrait, ""))
    for persona in other.select(Persona):
        channels = [ids[each.id] for each in other.channels_of(persona.id)]
        complete_sheet(draft, ids[persona.id], persona, channels, other.facts_of(persona.id))
    return journeys


def remove_journey(draft: Draft, journey_id: str) -> None:
    """Remove a journey, and the personas that are in no other one."""
    for persona in draft.personas_of(journey_id):
        remove_persona_from_journey(draft, journey_id, persona.id)
    draft.remove(journey_id)


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
    return ()


def _fields(draft: Draft, record: Record, ids: dict[str, str]) -> dict[str, Any]:
    """Return the values of another project's record, adjusted to this project."""
    fields = {name: getattr(record, name) for name in specs(type(record))}
    for name in references(type(record)):
        fields[name] = ids.get(fields[name], "")
    if isinstance(record, Journey | Persona | Channel | Tag | LaneKind):
        fields["order"] = place_before(draft, draft.select(type(record)), None)
    return fields
