"""Repair of records whose neighbours are lost: they stay in their journey, and texts of notes stay."""

from dataclasses import fields

import pytest

from journey_editor.editing.commands.cards import add_card, link_cards
from journey_editor.editing.commands.journeys import add_journey, add_note, new_project
from journey_editor.editing.commands.lane_groups import group_lanes
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.stages import add_stage
from journey_editor.editing.draft import Draft
from journey_editor.foundation.identity import counting_ids
from journey_editor.model.document import Document
from journey_editor.model.records import Card, Lane, Stage
from journey_editor.storage.salvage.repair import Repaired, repair

FIRST, SECOND = "journey:1", "journey:2"
Rows = dict[str, dict[str, dict[str, object]]]


@pytest.fixture
def draft() -> Draft:
    """Two journeys of two stages, with a card in each."""
    made = Draft(Document(), counting_ids())
    new_project(made)
    for title in ("Support", "Returns"):
        journey = add_journey(made, title=title).id
        lane = add_lane(made, journey, "action").id
        for name in ("begins", "ends"):
            stage = add_stage(made, journey, name=f"{title} {name}").id
            add_card(made, made.steps_of(stage)[0].id, lane, f"{title} {name}")
    return made


def repaired(draft: Draft, *lost: str) -> Repaired:
    return repair(rows_of(draft, *lost))


def rows_of(draft: Draft, *lost: str) -> Rows:
    rows: Rows = {}
    for each in draft.finish().in_order():
        if each.id not in lost:
            values = {field.name: getattr(each, field.name) for field in fields(each) if field.name != "id"}
            rows.setdefault(each.KIND, {})[each.id] = values
    return rows


def card(draft: Draft, text: str) -> Card:
    return next(each for each in draft.select(Card) if each.text == text)


def test_a_note_outlives_its_card(draft: Draft) -> None:
    lost = card(draft, "Support begins").id
    add_note(draft, FIRST, "Ask the courier", 30.0, 12.0, card=lost)
    found = repaired(draft, lost)
    (note,) = found.document.notes_of(FIRST)
    assert (note.text, note.card) == ("Ask the courier", "")
    assert (found.changed, found.dropped) == (1, {})


def test_a_card_stays_when_the_journey_of_its_details_becomes_its_own(draft: Draft) -> None:
    draft.change(card(draft, "Returns ends"), detail=FIRST)
    stages = [each.id for each in draft.stages_of(SECOND)]
    found = repaired(draft, SECOND, *stages, *(each.id for each in draft.select(Lane, journey=SECOND)))
    # The lost lane and stages of the second journey are added again in the first one.
    assert [each.detail for each in found.document.select(Card)] == [""] * 4


def test_a_lane_stays_when_the_journey_of_its_other_curves_becomes_its_own(draft: Draft) -> None:
    chart = draft.change(add_lane(draft, SECOND, "emotion"), other_journey=FIRST).id
    rows = rows_of(draft)
    rows["lane"][chart]["journey"] = None
    found = repair(rows)
    lane = found.document.get(Lane, chart)
    assert (lane.journey, lane.other_journey) == (FIRST, "")


@pytest.mark.parametrize("linked", [False, True])
def test_a_lost_stage_is_added_again_in_its_own_journey(draft: Draft, linked: bool) -> None:
    first, lost = (each.id for each in draft.stages_of(SECOND))
    if linked:
        link_cards(draft, first, lost)
    found = repaired(draft, lost)
    assert found.document.get(Stage, lost).journey == SECOND
    assert (found.recreated, found.dropped) == ({"stage": 1}, {})
    assert len(found.document.cards_of(SECOND)) == 2


def test_lanes_and_cards_outlive_their_group_and_their_last_lane(draft: Draft) -> None:
    lane = add_lane(draft, SECOND, "backstage").id
    group = group_lanes(draft, [draft.lanes_of(SECOND)[0].id, lane], "Blueprint").id
    wide = draft.change(card(draft, "Returns ends"), last_lane=lane).id
    found = repaired(draft, group, lane)
    assert [each.group for each in found.document.select(Lane)] == ["", ""]
    assert found.document.get(Card, wide).last_lane == ""


def test_a_lane_leaves_the_group_of_another_journey_and_a_card_its_lanes(draft: Draft) -> None:
    one, other = (draft.lanes_of(each)[0].id for each in (FIRST, SECOND))
    group = group_lanes(draft, [one]).id
    begins = card(draft, "Support begins").id
    rows = rows_of(draft)
    rows["lane"][other]["group"], rows["card"][begins]["last_lane"] = group, other
    found = repair(rows)
    assert (found.document.get(Lane, other).group, found.document.get(Card, begins).last_lane) == ("", "")
    assert found.document.get(Lane, one).group == group
    assert (found.changed, found.dropped) == (2, {})
