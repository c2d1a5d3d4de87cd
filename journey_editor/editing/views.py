"""What a saved view shows of a journey: the lanes and personas it hides, and the filter of its cards."""

from dataclasses import replace
from typing import Any

from journey_editor.editing.card_filter import CardFilter
from journey_editor.editing.seen import seen
from journey_editor.model.document import Queries
from journey_editor.model.records import JourneyPersona, Lane, Link, Record, View

CONDITIONS = {"personas": "persona", "channels": "channel", "kinds": "card_kind", "tags": "tag"}
"""Fields of a filter that are sets, with the field of the view's items that holds one of their members."""


def filter_of(document: Queries, view_id: str) -> CardFilter:
    """Return the filter of a view."""
    view = document.get(View, view_id)
    items = [each for each in document.items_of(view_id) if not each.hidden]
    chosen: dict[str, Any] = {
        name: frozenset(filter(None, (getattr(each, field) for each in items)))
        for name, field in CONDITIONS.items()
    }
    if view.no_channel:
        chosen["channels"] |= {""}
    return CardFilter(**chosen, severity=view.severity or 0, hides=view.hides, backed=view.backed)


def hiding_as(document: Queries, view_id: str) -> Queries:
    """Return a document in which exactly those lanes and personas are hidden that a view hides.

    The document itself is returned if they are already, and if `view_id` is empty or not the id of a view.
    """
    view = document.find(view_id)
    if not isinstance(view, View):
        return document
    hidden = {each.lane or each.persona for each in document.items_of(view_id) if each.hidden}
    lanes = document.select(Lane, journey=view.journey)
    places = document.select(JourneyPersona, journey=view.journey)
    changed: list[Record] = [
        *(replace(each, hidden=not each.hidden) for each in lanes if each.hidden != (each.id in hidden)),
        *(replace(each, shown=not each.shown) for each in places if each.shown == (each.persona in hidden)),
    ]
    return seen(document, changed)


def with_their_links(document: Queries, card_ids: frozenset[str]) -> frozenset[str]:
    """Return the ids of cards, and of the links that begin or end at one of them."""
    if not card_ids:
        return card_ids
    links = document.select(Link)
    return card_ids | {each.id for each in links if not card_ids.isdisjoint((each.source, each.target))}


def seen_through(document: Queries, view_id: str) -> tuple[Queries, frozenset[str]]:
    """Return a document as a view shows it, and the ids of the cards, links and curves to dim.

    The whole document is shown if `view_id` is empty or not the id of a view.
    """
    view = document.find(view_id)
    if not isinstance(view, View):
        return document, frozenset()
    hiding = hiding_as(document, view_id)
    found = filter_of(document, view_id)
    rejected = found.rejected(hiding, view.journey)
    curves = found.rejected_curves(hiding, view.journey)
    if found.hides:
        return seen(hiding, (), rejected), curves
    return hiding, with_their_links(hiding, rejected) | curves
