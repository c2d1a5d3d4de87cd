"""Commands on the saved views of a journey."""

from collections.abc import Collection

from journey_editor.editing.card_filter import CardFilter
from journey_editor.editing.draft import Draft
from journey_editor.editing.ordering import next_sibling, place_before
from journey_editor.editing.views import CONDITIONS
from journey_editor.foundation.translation import tr
from journey_editor.model.document import Queries
from journey_editor.model.records import JourneyPersona, Lane, View, ViewItem, specs


def save_view(draft: Draft, journey_id: str, name: str, card_filter: CardFilter, zoom: float) -> View:
    """Save a filter and a zoom, and what is hidden now, as the last view of a journey."""
    seen = draft.seen
    order = place_before(draft, draft.views_of(journey_id), None)
    view = draft.add(View, journey=journey_id, name=name, order=order)
    update_view(draft, view.id, card_filter, zoom)
    lanes = seen.select(Lane, journey=journey_id)
    for lane in lanes:
        hide_lane_in_view(draft, view.id, lane.id, hidden=lane.hidden)
    for place in seen.select(JourneyPersona, journey=journey_id):
        hide_persona_in_view(draft, view.id, place.persona, hidden=not place.shown)
    return view


def compare_personas(
    draft: Draft, journey_id: str, persona_ids: Collection[str], name: str, zoom: float
) -> View:
    """Save a view of some personas: their lanes, curves and cards, and the cards about nobody."""
    card_filter = CardFilter(personas=frozenset(persona_ids), hides=True)
    view = save_view(draft, journey_id, name, card_filter, zoom)
    for persona in draft.personas_of(journey_id):
        hide_persona_in_view(draft, view.id, persona.id, hidden=persona.id not in persona_ids)
        if persona.id in persona_ids:
            for lane in draft.persona_lane(journey_id, persona.id):
                hide_lane_in_view(draft, view.id, lane.id, hidden=False)
    return view


def update_view(draft: Draft, view_id: str, card_filter: CardFilter, zoom: float) -> None:
    """Replace the filter and the zoom of a view."""
    for item in draft.items_of(view_id):
        if not item.hidden:
            draft.remove(item.id)
    for name, field in CONDITIONS.items():
        for each in sorted(filter(None, getattr(card_filter, name))):
            draft.add(ViewItem, view=view_id, **{field: each})
    draft.change(
        draft.get(View, view_id),
        severity=card_filter.severity or None,
        no_channel="" in card_filter.channels,
        hides=card_filter.hides,
        backed=card_filter.backed,
        zoom=zoom,
    )


def hide_lane_in_view(draft: Draft, view_id: str, lane_id: str, *, hidden: bool) -> None:
    """Hide a lane in a view, or show it again."""
    _hide(draft, view_id, hidden, lane=lane_id)


def hide_persona_in_view(draft: Draft, view_id: str, persona_id: str, *, hidden: bool) -> None:
    """Hide a persona in a view, or show it again."""
    _hide(draft, view_id, hidden, persona=persona_id)


def rename_view(draft: Draft, view_id: str, name: str) -> None:
    """Rename a view."""
    draft.change(draft.get(View, view_id), name=name)


def move_view(draft: Draft, view_id: str, by: int) -> None:
    """Move a view by one place in the order of its journey: up (−1) or down (+1)."""
    view = draft.get(View, view_id)
    views = draft.views_of(view.journey)
    at = views.index(view)
    if 0 <= at + by < len(views):
        other = views[at + by].id
        before = other if by < 0 else next_sibling(views, other)
        draft.change(view, order=place_before(draft, views, before, moving=view))


def duplicate_view(draft: Draft, view_id: str, name: str) -> View:
    """Add a copy of a view after it, with another name."""
    view = draft.get(View, view_id)
    views = draft.views_of(view.journey)
    fields = {each: getattr(view, each) for each in specs(View)}
    order = place_before(draft, views, next_sibling(views, view_id))
    copy = draft.add(View, **fields | {"name": name, "order": order})
    for item in draft.items_of(view_id):
        draft.add(ViewItem, **{each: getattr(item, each) for each in specs(ViewItem)} | {"view": copy.id})
    return copy


def free_name(document: Queries, journey_id: str, wanted: str = "") -> str:
    """Return a name that no view of a journey has: the wanted one, else one with a number at its end."""
    taken = {each.name for each in document.views_of(journey_id)}
    if wanted and wanted not in taken:
        return wanted
    names = (_numbered(wanted, number) for number in range(2 if wanted else 1, len(taken) + 3))
    return next(each for each in names if each not in taken)


def _numbered(wanted: str, number: int) -> str:
    if not wanted:
        return tr("View {n}").format(n=number)
    return tr("{name} ({n})").format(name=wanted, n=number)


def _hide(draft: Draft, view_id: str, hidden: bool, *, lane: str = "", persona: str = "") -> None:
    items = [each for each in draft.items_of(view_id) if each.hidden]
    present = [each for each in items if (each.lane, each.persona) == (lane, persona)]
    if hidden and not present:
        draft.add(ViewItem, view=view_id, hidden=True, lane=lane, persona=persona)
    elif not hidden:
        for each in present:
            draft.remove(each.id)
