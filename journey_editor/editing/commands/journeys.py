"""Commands on journeys, channels and notes, and the creation of a project."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from journey_editor.editing.draft import Draft
from journey_editor.editing.ordering import place_before
from journey_editor.model.languages import usual_direction
from journey_editor.model.records import Channel, Journey, Lane, Note, Project


def new_project(draft: Draft, *, name: str = "", author: str = "") -> Project:
    """Add the project record to an empty document. The same edit must add at least one journey."""
    return draft.add(Project, name=name, author=author)


def add_journey(draft: Draft, *, title: str, language: str = "en", direction: str = "ltr") -> Journey:
    """Add a journey without stages and lanes after the existing ones."""
    order = place_before(draft, draft.journeys(), None)
    return draft.add(Journey, title=title, language=language, direction=direction, order=order)


def set_language(
    draft: Draft,
    journey_id: str,
    language: str,
    name_of_kind: Callable[[Lane | Channel, str | None], str] | None = None,
) -> Journey:
    """Set the language of a journey. If it is written in the other direction, the map's direction changes.

    A lane or channel whose name equals its default name (`name_of_kind`) in the previous language, or in the
    language of the interface, loses that name and shows the default name in the new language.
    """
    journey = draft.get(Journey, journey_id)
    if name_of_kind is not None:
        before = (journey.language, None)
        for lane in draft.lanes_of(journey_id):
            if lane.title in [name_of_kind(lane, each) for each in before]:
                draft.change(lane, title="")
        for channel in draft.channels():
            if channel.name in [name_of_kind(channel, each) for each in before]:
                draft.change(channel, name="")
    direction = journey.direction
    if usual_direction(language) != usual_direction(journey.language):
        direction = usual_direction(language)
    return draft.change(journey, language=language, direction=direction)


def add_channel(draft: Draft, name: str, kind: str = "other") -> Channel:
    """Add a channel to the project."""
    return draft.add(Channel, name=name, kind=kind, order=place_before(draft, draft.channels(), None))


def channel_of_kind(draft: Draft, name: str, kind: str, usual: str = "") -> Channel:
    """Return the project's channel with this name and kind. It is added if there is none.

    `usual` is the default name of the kind, under which a channel without a name is compared.
    """
    for channel in draft.channels():
        if (channel.name or usual, channel.kind) == (name or usual, kind):
            return channel
    return add_channel(draft, name, kind)


def add_note(
    draft: Draft,
    journey_id: str,
    text: str,
    x: float,
    y: float,
    *,
    card: str = "",
    step: str = "",
    lane: str = "",
) -> Note:
    """Add a note to a journey's map. See `Note` for its place; it is free if what it sticks to is gone."""
    order = place_before(draft, draft.notes_of(journey_id), None)
    if any(each and each not in draft for each in (card, step, lane)):
        card = step = lane = ""
    return draft.add(
        Note, journey=journey_id, text=text, card=card, step=step, lane=lane, x=x, y=y, order=order
    )


def copy_note(draft: Draft, note: Note, **others: Any) -> Note:
    """Add a copy of a note with other values in some fields, above the existing notes of its journey."""
    values = {field.name: getattr(note, field.name) for field in fields(note)} | others
    del values["id"]
    values["order"] = place_before(draft, draft.notes_of(values["journey"]), None)
    return draft.add(Note, **values)


def copy_notes(draft: Draft, journey_id: str, copies: Mapping[str, str]) -> None:
    """Copy the notes at cards and steps that were copied; `copies` are those of the cards and steps."""
    for note in draft.notes_of(journey_id):
        if note.card in copies or note.step in copies:
            copy_note(draft, note, card=copies.get(note.card, ""), step=copies.get(note.step, ""))
