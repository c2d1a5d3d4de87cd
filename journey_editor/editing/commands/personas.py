"""Commands on personas and their positions in journeys."""

from collections.abc import Mapping

from journey_editor.editing.draft import Draft
from journey_editor.editing.ordering import place_before
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.model.document import Queries
from journey_editor.model.kinds import PERSONA_COLORS
from journey_editor.model.records import Card, CardPersona, Curve, JourneyPersona, Lane, Persona, ViewItem


def add_persona(
    draft: Draft, journey_id: str, *, name: str, kind: str = "customer", role: str = "", quote: str = ""
) -> Persona:
    """Add a new persona to the project and, as the last one, to a journey."""
    order = place_before(draft, draft.select(Persona), None)
    persona = draft.add(Persona, name=name, kind=kind, role=role, quote=quote, order=order)
    add_existing_persona(draft, journey_id, persona.id)
    return persona


def add_existing_persona(draft: Draft, journey_id: str, persona_id: str) -> JourneyPersona:
    """Add an existing persona of the project to a journey, as the last one.

    Its colour is that in another journey, if it is free in this one, else one that few have.
    """
    order = place_before(draft, draft.select(JourneyPersona, journey=journey_id), None)
    taken = [color % PERSONA_COLORS for owner, color in draft.persona_colors(journey_id).items() if owner]
    elsewhere = (each.color for each in draft.select(JourneyPersona, persona=persona_id))
    preferred = (each for each in elsewhere if each is not None and each not in taken)
    color = next(preferred, min(range(PERSONA_COLORS), key=taken.count))
    return draft.add(JourneyPersona, journey=journey_id, persona=persona_id, color=color, order=order)


def move_persona(draft: Draft, journey_id: str, persona_id: str, before: str | None) -> None:
    """Move a persona within a journey's order, before another one or to the end. All keep their colours."""
    keep_colors(draft, journey_id)
    places = draft.select(JourneyPersona, journey=journey_id)
    place = next(each for each in places if each.persona == persona_id)
    before_place = next((each.id for each in places if each.persona == before), None)
    draft.change(place, order=place_before(draft, places, before_place, moving=place))


def keep_colors(draft: Draft, journey_id: str) -> None:
    """Give the personas of a journey that have the colour of their position this colour as their own."""
    set_colors(draft, journey_id, draft.persona_colors(journey_id))


def set_colors(draft: Draft, journey_id: str, colors: Mapping[str, int]) -> None:
    """Set the colours of personas in a journey, by the ids of the personas."""
    for place in draft.select(JourneyPersona, journey=journey_id):
        if place.persona in colors:
            draft.change(place, color=colors[place.persona] % PERSONA_COLORS)


@dataclass(frozen=True, slots=True)
class Along:
    """Numbers of the records that are removed from a journey with a persona.

    `cards` are those in its lanes, `notes` those at these cards and lanes, `marked` the other cards that are
    about it. `stays` is true if another journey has the persona, too.
    """

    lanes: int
    cards: int
    notes: int
    points: int
    marked: int
    stays: bool


def removed_along(document: Queries, journey_id: str, persona_id: str) -> Along:
    """Return what removing a persona from a journey removes with it."""
    lanes = {lane.id for lane in document.persona_lane(journey_id, persona_id)}
    inside = {card.id for lane in lanes for card in document.select(Card, lane=lane)}
    notes = sum(each.card in inside or each.lane in lanes for each in document.notes_of(journey_id))
    curves = [each for each in document.select(Curve, persona=persona_id) if each.journey == journey_id]
    points = {point.id for curve in curves for point in document.points_of(curve.id)}
    about = {each.card for each in document.select(CardPersona, persona=persona_id)} - inside
    marked = sum(document.journey_of(card) == journey_id for card in about)
    places = document.select(JourneyPersona, persona=persona_id)
    stays = any(each.journey != journey_id for each in places)
    return Along(len(lanes), len(inside), notes, len(points), marked, stays)


def remove_persona_from_journey(draft: Draft, journey_id: str, persona_id: str) -> None:
    """Remove a persona from a journey, with its lanes, curves, and marks on cards and in views there.

    A persona that is in no other journey is removed from the project too. The others keep their colours.
    """
    keep_colors(draft, journey_id)
    for lane in draft.persona_lane(journey_id, persona_id):
        draft.remove(lane.id)
    for curve in draft.select(Curve, persona=persona_id):
        if curve.journey == journey_id:
            draft.remove(curve.id)
    for related in (CardPersona, ViewItem):
        for each in draft.select(related, persona=persona_id):
            if draft.journey_of(each.id) == journey_id:
                draft.remove(each.id)
    for place in draft.select(JourneyPersona, journey=journey_id):
        if place.persona == persona_id:
            draft.remove(place.id)
    if not draft.select(JourneyPersona, persona=persona_id) and not draft.select(Lane, persona=persona_id):
        draft.remove(persona_id)
