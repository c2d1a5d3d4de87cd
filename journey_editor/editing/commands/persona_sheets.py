"""Commands on the sheets of personas: their preferred channels and their free fields."""

from collections.abc import Callable, Mapping, Sequence

from journey_editor.editing.commands.personas import add_existing_persona, add_persona
from journey_editor.editing.commands.pictures import copy_picture
from journey_editor.editing.draft import Draft
from journey_editor.editing.ordering import place_before
from journey_editor.model.document import Queries, sort_key
from journey_editor.model.records import (
    Channel,
    Persona,
    Picture,
    Record,
)
from journey_editor.model.sheet_records import PersonaChannel, PersonaFact
from journey_editor.wording.sheet_words import SHEET_TEXTS


def add_fact(draft: Draft, persona_id: str, label: str = "", value: str = "") -> PersonaFact:
    """Add a free field to a persona, after the existing ones."""
    order = place_before(draft, draft.facts_of(persona_id), None)
    return draft.add(PersonaFact, persona=persona_id, label=label, value=value, order=order)


def prefer_channel(draft: Draft, persona_id: str, channel_id: str, *, preferred: bool) -> None:
    """Set whether a persona prefers a channel."""
    present = draft.select(PersonaChannel, persona=persona_id, channel=channel_id)
    if preferred and not present:
        draft.add(PersonaChannel, persona=persona_id, channel=channel_id)
    elif not preferred:
        for each in present:
            draft.remove(each.id)


def complete_sheet(
    draft: Draft, persona_id: str, original: Persona, channels: Sequence[str], facts: Sequence[PersonaFact]
) -> None:
    """Give a persona what the sheet of `original`, one of another project, has and its own does not.

    `channels` are the ids of the preferred channels in this project; `facts` are the free fields.
    """
    persona = draft.get(Persona, persona_id)
    missing = {
        name: getattr(original, name)
        for name in ("role", "quote", *SHEET_TEXTS)
        if not getattr(persona, name) and getattr(original, name)
    }
    draft.change(persona, **missing)
    for channel in channels:
        prefer_channel(draft, persona_id, channel, preferred=True)
    present = {(each.label, each.value) for each in draft.facts_of(persona_id)}
    for fact in facts:
        if (fact.label, fact.value) not in present:
            add_fact(draft, persona_id, fact.label, fact.value)


def sheet_of(document: Queries, persona_id: str) -> list[Record]:
    """Return the records that a persona's sheet has besides the persona; none for records of other kinds."""
    persona = document.find(persona_id)
    if not isinstance(persona, Persona):
        return []
    portrait = document.find(persona.portrait)
    return [
        *document.select(PersonaChannel, persona=persona_id),
        *document.channels_of(persona_id),
        *document.facts_of(persona_id),
        *([portrait] if portrait is not None else []),
    ]


def take_in(
    draft: Draft,
    journey_id: str,
    original: Persona,
    copied: Sequence[Record],
    channel_for: Callable[[Channel], str],
    stored: Mapping[str, int],
) -> str:
    """Add a copied persona to a journey, and return its id.

    A persona of the project, the same one or one of the same name and kind, is shared with the journey, and
    what its sheet lacks is added; one that is in the journey already is copied. `copied` has the records of
    its sheet, `stored` the sizes of the available pictures by their SHA-256.
    """
    here = {each.id for each in draft.personas_of(journey_id)}
    alike = [each.id for each in draft.select(Persona) if _likeness(each) == _likeness(original)]
    found = original.id if original.id in alike else next(iter(alike if original.name else ()), "")
    if not found or (found == original.id and found in here):
        found = add_persona(draft, journey_id, name=original.name, kind=original.kind).id
    elif found not in here:
        add_existing_persona(draft, journey_id, found)
    preferred = [each for each in copied if isinstance(each, PersonaChannel)]
    wanted = {each.channel for each in preferred if each.persona == original.id}
    channels = [channel_for(each) for each in copied if isinstance(each, Channel) and each.id in wanted]
    facts = [each for each in copied if isinstance(each, PersonaFact) and each.persona == original.id]
    complete_sheet(draft, found, original, channels, sorted(facts, key=sort_key))
    persona = draft.get(Persona, found)
    for each in copied:
        match each:
            case Picture(id=original.portrait, sha256=sha256, size=size) if stored.get(sha256) == size:
                draft.change(persona, portrait=persona.portrait or copy_picture(draft, each).id)
    return found


def _likeness(persona: Persona) -> tuple[str, str]:
    return persona.name, persona.kind


def is_described(document: Queries, persona: Persona) -> bool:
    """Return whether there is more about a persona than its name and its kind."""
    texts = ("role", "quote", "portrait", *SHEET_TEXTS)
    return any(getattr(persona, name) for name in texts) or bool(sheet_of(document, persona.id))
