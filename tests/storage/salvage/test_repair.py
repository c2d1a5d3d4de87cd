"""Repair of damaged records: conditions of views."""

from typing import Any

import pytest

from journey_editor.editing.card_filter import CardFilter
from journey_editor.editing.commands.views import hide_lane_in_view, hide_persona_in_view, save_view
from journey_editor.editing.draft import Draft
from journey_editor.editing.templates import project_from_template
from journey_editor.model.document import Document
from journey_editor.model.records import RECORD_TYPES, Card, CardPersona, Lane, ViewItem, specs
from journey_editor.storage.salvage.repair import Values, repair

Rows = dict[str, dict[str, Values]]


@pytest.fixture
def viewed() -> Document:
    """The sample with a view that hides a persona and a lane without cards."""
    draft = Draft(project_from_template("sample"))
    journey = draft.journeys()[0].id
    view = save_view(draft, journey, "View", CardFilter(kinds=frozenset({"action"})), 1.0).id
    lane = draft.lanes_of(journey)[0].id
    for card in draft.select(Card, lane=lane):
        draft.remove(card.id)
    hide_lane_in_view(draft, view, lane, hidden=True)
    hide_persona_in_view(draft, view, draft.personas_of(journey)[-1].id, hidden=True)
    return draft.finish()


def rows_of(document: Document) -> Rows:
    rows: Rows = {each.KIND: {} for each in RECORD_TYPES}
    for record in document:
        rows[record.KIND][record.id] = {name: getattr(record, name) for name in specs(type(record))}
    return rows


def hiding(document: Document, field: str) -> ViewItem:
    return next(each for each in document.select(ViewItem) if each.hidden and getattr(each, field))


@pytest.mark.parametrize("damaged", [None, 7, "yes"])
def test_a_view_that_hides_a_persona_does_not_show_only_it_if_the_mark_is_damaged(
    viewed: Document, damaged: Any
) -> None:
    rows, item = rows_of(viewed), hiding(viewed, "persona")
    rows["view_item"][item.id]["hidden"] = damaged
    repaired = repair(rows)
    assert repaired.document.find(item.id) is None
    assert repaired.dropped == {"view_item": 1}


def test_a_lost_lane_is_not_added_again_only_because_a_view_hides_it(viewed: Document) -> None:
    rows, item = rows_of(viewed), hiding(viewed, "lane")
    del rows["lane"][item.lane]
    repaired = repair(rows)
    assert repaired.document.find(item.lane) is None
    assert repaired.dropped == {"view_item": 1} and not repaired.recreated


def test_a_lost_lane_with_cards_is_still_hidden(viewed: Document) -> None:
    rows, item = rows_of(viewed), hiding(viewed, "lane")
    del rows["lane"][item.lane]
    card = viewed.select(Card)[0]
    rows["card"][card.id]["lane"] = item.lane
    for each in viewed.select(CardPersona, card=card.id):
        del rows["card_persona"][each.id]
    repaired = repair(rows)
    assert repaired.document.get(Lane, item.lane).title == ""
    assert repaired.document.find(item.id) == item
