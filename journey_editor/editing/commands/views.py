"""Commands on the saved views of a journey."""

from collections.abc import Collection, Iterable

from journey_editor.editing.card_filter import CardFilter
from journey_editor.editing.draft import Draft
from journey_editor.editing.ordering import next_sibling, place_before
from journey_editor.editing.views import CONDITIONS
from journey_editor.foundation.translation import tr
from journey_editor.model.document import Queries
from journey_editor.model.records import JourneyPersona, Lane, View, ViewItem, references, specs


def save_view(
    draft: Draft, seen: Queries, journey_id: str, name: str, card_filter: CardFilter, zoom: float
) -> View:
    """Save a filter and a zoom, and what is hidden in `seen`, as the last view of a journey."""
    order = place_before(draft, draft.views_of(journey_id), None)
    view = draft.add(View, journey=journey_id, name=name, order=order)
    update_view(draft, view.id, card_filter, zoom)
    lanes = seen.select(Lane, journey=journey_id)
    hide_lanes_in_view(draft, view.id, [each.id for each in lanes if each.hidden])
    places = seen.select(JourneyPersona, journey=journey_id)
    hide_personas_in_view(draft, view.id, [each.persona for each in places if not each.shown])
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
        zoom=zoom,
    )


def hide_lanes_in_view(draft: Draft, view_id: str, lane_ids: Iterable[str], *, hidden: bool = True) -> None:
    """Hide lanes in a view, or show them again."""
    _hide(draft, view_id, "lane", lane_ids, hidden)


def hide_personas_in_view(
    draft: Draft, view_id: str, persona_ids: Iterable[str], *, hidden: bool = True
) -> None:
    """Hide personas in a view, or show them again."""
    _hide(draft, view_id, "persona", persona_ids, hidden)


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


def _hide(draft: Draft, view_id: str, field: str, ids: Iterable[str], hidden: bool) -> None:
    assert field in references(ViewItem)
    chosen: Collection[str] = dict.fromkeys(ids)
    present = {getattr(each, field): each.id for each in draft.items_of(view_id) if each.hidden}
    for each in chosen:
        if hidden and each not in present:
            draft.add(ViewItem, view=view_id, hidden=True, **{field: each})
        elif not hidden and each in present:
            draft.remove(present[each])
