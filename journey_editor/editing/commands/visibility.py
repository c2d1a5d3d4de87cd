"""Commands that hide, show and collapse lanes and personas of a map."""

from collections.abc import Iterable

from journey_editor.editing.commands.lane_groups import fold_groups
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.views import hide_lane_in_view, hide_persona_in_view
from journey_editor.editing.draft import Draft
from journey_editor.editing.unhiding import hidden_by, is_drawn, lanes_drawing
from journey_editor.model import kinds
from journey_editor.model.document import Queries
from journey_editor.model.records import JourneyPersona, Lane, Persona


def hide_lanes(draft: Draft, lane_ids: Iterable[str], *, hidden: bool = True) -> None:
    """Hide lanes on the map, or in the view of the draft, or show them again, with their persona."""
    for lane_id in lane_ids:
        lane = draft.get(Lane, lane_id)
        if draft.view:
            hide_lane_in_view(draft, draft.view, lane_id, hidden=hidden)
        else:
            draft.change(lane, hidden=hidden)
        if lane.persona and not hidden:
            hide_personas(draft, lane.journey, [lane.persona], hidden=False)


def collapse_lanes(draft: Draft, lane_ids: Iterable[str], *, collapsed: bool) -> None:
    """Collapse lanes to their titles, or expand them. A line is no more than its title already."""
    for lane in (draft.get(Lane, each) for each in lane_ids):
        if lane.kind not in kinds.LINE_KINDS:
            draft.change(lane, collapsed=collapsed)


def hide_personas(draft: Draft, journey_id: str, persona_ids: Iterable[str], *, hidden: bool = True) -> None:
    """Hide personas with their lanes and curves on a map, or in the view of the draft, or show them again."""
    chosen = set(persona_ids)
    for place in draft.select(JourneyPersona, journey=journey_id):
        if place.persona in chosen and draft.view:
            hide_persona_in_view(draft, draft.view, place.persona, hidden=hidden)
        elif place.persona in chosen:
            draft.change(place, shown=not hidden)


def show_points(draft: Draft, journey_id: str, point_ids: Iterable[str]) -> None:
    """Make curves or their points visible: show or add a lane that draws them, and show their personas.

    Nothing changes if one of them is visible.
    """
    points = [point for each in point_ids if (point := draft.find(each)) is not None]
    if any(is_drawn(draft.seen, journey_id, each) for each in points):
        return
    for each in points:
        hiding = hidden_by(draft.seen, journey_id, each.id)
        lanes = list(lanes_drawing(draft, journey_id, each))
        if not lanes:
            add_lane(draft, journey_id, "emotion")
        elif not any(hiding.isdisjoint((lane.id, lane.group)) for lane in lanes):
            hide_lanes(draft, [lanes[0].id], hidden=False)
            collapse_lanes(draft, [lanes[0].id], collapsed=False)
            fold_groups(draft, filter(None, [lanes[0].group]), folded=False)
        for place in draft.select(JourneyPersona, journey=journey_id):
            if place.id in hiding:
                hide_personas(draft, journey_id, [place.persona], hidden=False)


def hidden_lanes(document: Queries, journey_id: str) -> tuple[Lane, ...]:
    """Return the lanes that are hidden themselves."""
    return tuple(lane for lane in document.lanes_of(journey_id) if lane.hidden)


def hidden_personas(document: Queries, journey_id: str) -> tuple[Persona, ...]:
    """Return the personas of a journey that are hidden on its map."""
    shown = document.personas_of(journey_id, hidden=False)
    return tuple(each for each in document.personas_of(journey_id) if each not in shown)


def show_all(draft: Draft, journey_id: str) -> None:
    """Show all lanes and personas of a map."""
    hide_lanes(draft, [each.id for each in hidden_lanes(draft.seen, journey_id)], hidden=False)
    show_all_personas(draft, journey_id)


def show_all_personas(draft: Draft, journey_id: str) -> None:
    """Show all personas of a map."""
    hidden = [each.id for each in hidden_personas(draft.seen, journey_id)]
    hide_personas(draft, journey_id, hidden, hidden=False)
