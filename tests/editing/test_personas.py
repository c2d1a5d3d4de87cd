"""Personas: the colours of one journey can be told apart, and what a removal takes along is counted."""

import pytest

from journey_editor.editing.commands.cards import add_card
from journey_editor.editing.commands.journeys import add_journey, add_note, new_project
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.personas import (
    add_existing_persona,
    add_persona,
    move_persona,
    remove_persona_from_journey,
    removed_along,
    set_colors,
)
from journey_editor.editing.commands.stages import add_stage
from journey_editor.editing.draft import Draft
from journey_editor.foundation.identity import counting_ids
from journey_editor.model.document import Document
from journey_editor.model.records import JourneyPersona


@pytest.fixture
def draft() -> Draft:
    draft = Draft(Document(), counting_ids())
    new_project(draft)
    return draft


def colors(draft: Draft, journey: str) -> list[int]:
    found = draft.persona_colors(journey)
    return [found[each.id] for each in draft.personas_of(journey)]


def test_new_personas_get_the_colours_that_the_fewest_have(draft: Draft) -> None:
    journey = add_journey(draft, title="Return").id
    people = [add_persona(draft, journey, name=str(number)).id for number in range(8)]
    assert colors(draft, journey) == [0, 1, 2, 3, 4, 0, 1, 2]
    remove_persona_from_journey(draft, journey, people[1])
    add_persona(draft, journey, name="New")
    assert colors(draft, journey) == [0, 2, 3, 4, 0, 1, 2, 1]


def test_a_persona_of_another_journey_keeps_its_colour_if_it_is_free(draft: Draft) -> None:
    first, second = (add_journey(draft, title=title).id for title in ("Order", "Return"))
    ann, bob, cleo = (add_persona(draft, first, name=name).id for name in ("Ann", "Bob", "Cleo"))
    add_existing_persona(draft, second, cleo)
    add_persona(draft, second, name="Dan")
    add_existing_persona(draft, second, ann)
    add_existing_persona(draft, second, bob)
    assert colors(draft, first) == [0, 1, 2]
    assert colors(draft, second) == [2, 0, 1, 3]


def test_an_edit_of_one_journey_changes_no_colour_in_another(draft: Draft) -> None:
    first, second = (add_journey(draft, title=title).id for title in ("Order", "Return"))
    ann, bob, cleo = (add_persona(draft, first, name=name).id for name in ("Ann", "Bob", "Cleo"))
    for each in (bob, cleo):
        add_existing_persona(draft, second, each)
    for place in draft.select(JourneyPersona):
        # As in a file of an earlier version.
        draft.change(place, color=None)
    assert colors(draft, second) == [0, 1]
    move_persona(draft, first, cleo, ann)
    remove_persona_from_journey(draft, first, ann)
    assert colors(draft, first) == [2, 1]
    assert colors(draft, second) == [0, 1]


def test_a_chosen_colour_leaves_the_others_different(draft: Draft) -> None:
    journey = add_journey(draft, title="Return").id
    people = [add_persona(draft, journey, name=name).id for name in ("Ann", "Bob", "Cleo")]
    for place in draft.select(JourneyPersona):
        draft.change(place, color=None)
    set_colors(draft, journey, {people[0]: 1})
    assert colors(draft, journey) == [1, 0, 2]
    assert draft.persona_colors(journey)[""] == 3, "a curve of everyone has a colour of its own"


def test_the_notes_in_the_lanes_of_a_persona_are_removed_along_with_it(draft: Draft) -> None:
    journey = add_journey(draft, title="Support").id
    ada = add_persona(draft, journey, name="Ada").id
    step = draft.steps_of(add_stage(draft, journey).id)[0].id
    lane = add_lane(draft, journey, "action", persona=ada).id
    card = add_card(draft, step, lane, "Waits").id
    for place in ({"card": card}, {"step": step, "lane": lane}, {"step": step}):
        add_note(draft, journey, "Ask her", 0.0, 0.0, **place)
    along = removed_along(draft, journey, ada)
    remove_persona_from_journey(draft, journey, ada)
    assert (along.notes, len(draft.notes_of(journey))) == (2, 1)
