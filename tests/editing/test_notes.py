"""Copied notes: they stick to the copies of what they were at, and no text is lost."""

import pytest

from journey_editor.editing.clip import Clip, clip_of
from journey_editor.editing.commands.cards import add_card, duplicate_cards
from journey_editor.editing.commands.journeys import add_journey, add_note, new_project
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.selection import outermost
from journey_editor.editing.commands.stages import add_stage, duplicate_step
from journey_editor.editing.draft import Draft
from journey_editor.editing.pasting import duplicate, paste_clip
from journey_editor.foundation.identity import counting_ids
from journey_editor.model.document import Document
from journey_editor.model.records import Card, Note

SUPPORT = "journey:1"


@pytest.fixture
def draft() -> Draft:
    """A map with a note at a card, at the cell below it and at a step, and a free one."""
    made = Draft(Document(), counting_ids())
    new_project(made)
    journey = add_journey(made, title="Support").id
    for name in ("Asks", "Waits"):
        add_stage(made, journey, name=name)
    asks, waits = (each.id for each in made.columns_of(journey))
    calls, pains = (add_lane(made, journey, each).id for each in ("touchpoint", "pain_point"))
    add_card(made, asks, calls, "Opens the help page")
    card = add_card(made, waits, calls, "Calls").id
    add_note(made, journey, "at the card", -50.0, -5.0, card=card)
    add_note(made, journey, "in the cell", 10.0, 5.0, step=waits, lane=pains)
    add_note(made, journey, "at the step", 12.0, 6.0, step=waits)
    add_note(made, journey, "free", 700.0, 80.0)
    return made


def other_journey(draft: Draft, *stages: str, lanes: tuple[str, ...] = ("pain_point", "touchpoint")) -> str:
    journey = add_journey(draft, title="Returns").id
    for name in stages:
        add_stage(draft, journey, name=name)
    for kind in lanes:
        add_lane(draft, journey, kind)
    return journey


def note(draft: Draft, text: str, journey: str = SUPPORT) -> Note:
    return next(each for each in reversed(draft.notes_of(journey)) if each.text == text)


def clip(draft: Draft, *ids: str) -> Clip:
    return Clip.from_json(clip_of(draft, SUPPORT, ids).to_json())


def where(draft: Draft, note: Note) -> tuple[object, ...]:
    """Return the number of the column and the kind of the lane at which a note is, and its distances."""
    columns = [each.id for each in draft.columns_of(note.journey)]
    lane = next((each.kind for each in draft.lanes_of(note.journey) if each.id == note.lane), "")
    return (columns.index(note.step) if note.step else None), lane, note.x, note.y


def test_a_lane_is_pasted_into_another_journey_with_the_notes_in_its_cells(draft: Draft) -> None:
    lane = note(draft, "in the cell").lane
    journey = other_journey(draft, "Sends", "Waits", "Hears")
    (new,) = paste_clip(draft, journey, clip(draft, lane), None).ids[:1]
    pasted = note(draft, "in the cell", journey)
    assert (where(draft, pasted), pasted.lane) == ((1, "pain_point", 10.0, 5.0), new)
    narrow = other_journey(draft, "Sends")
    paste_clip(draft, narrow, clip(draft, lane), None)
    assert where(draft, note(draft, "in the cell", narrow)) == (0, "pain_point", 10.0, 5.0)
    empty = other_journey(draft)
    paste_clip(draft, empty, clip(draft, lane), None, free_place=lambda: (300.0, 200.0))
    assert where(draft, note(draft, "in the cell", empty)) == (None, "", 300.0, 200.0)
    draft.finish()


def test_the_notes_of_a_pasted_stage_keep_their_lanes(draft: Draft) -> None:
    journey = other_journey(draft, "Sends")
    paste_clip(draft, journey, clip(draft, draft.stages_of(SUPPORT)[1].id), None)
    assert where(draft, note(draft, "in the cell", journey)) == (1, "pain_point", 10.0, 5.0)
    assert where(draft, note(draft, "at the step", journey)) == (1, "", 12.0, 6.0)
    pasted = note(draft, "at the card", journey)
    assert draft.get(Card, pasted.card).text == "Calls"
    assert [each.text for each in draft.notes_of(journey)] == ["at the card", "in the cell", "at the step"]
    draft.finish()


def test_notes_that_are_copied_alone_stay_in_their_cell_in_another_journey(draft: Draft) -> None:
    copied = clip(draft, *(each.id for each in draft.notes_of(SUPPORT)))
    journey = other_journey(draft, "Sends", "Waits")
    paste_clip(draft, journey, copied, None)
    assert [where(draft, each) for each in draft.notes_of(journey)] == [
        (1, "touchpoint", -50.0, -5.0),
        (1, "pain_point", 10.0, 5.0),
        (1, "", 12.0, 6.0),
        (None, "", 724.0, 104.0),
    ]
    draft.remove(note(draft, "at the card").card)
    paste_clip(draft, SUPPORT, copied, None)
    assert where(draft, note(draft, "at the card")) == (1, "touchpoint", -50.0, -5.0)
    assert where(draft, note(draft, "in the cell")) == (1, "pain_point", 34.0, 29.0)
    draft.finish()


def test_a_duplicated_card_or_step_has_copies_of_its_notes_in_the_same_order(draft: Draft) -> None:
    sticking = note(draft, "at the card")
    add_note(draft, SUPPORT, "at the card, later", 0.0, 0.0, card=sticking.card)
    (copy,) = duplicate_cards(draft, [sticking.card])
    assert [each.text for each in draft.notes_of(SUPPORT) if each.card == copy.id] == [
        "at the card",
        "at the card, later",
    ]
    before = len(draft.notes_of(SUPPORT))
    duplicate_step(draft, draft.columns_of(SUPPORT)[1].id)
    new = draft.notes_of(SUPPORT)[before:]
    assert [each.text for each in new] == [
        "at the card",
        "in the cell",
        "at the step",
        "at the card, later",
        "at the card",
        "at the card, later",
    ]
    assert [each.order for each in new] == sorted({each.order for each in draft.notes_of(SUPPORT)})[before:]
    assert outermost(draft, [sticking.id, sticking.card]) == (sticking.card,), "it is not copied twice"


def test_a_note_at_the_end_of_its_range_can_be_duplicated(draft: Draft) -> None:
    far = draft.change(note(draft, "free"), x=99_990.0)
    duplicate(draft, SUPPORT, far.id)
    assert [each.x for each in draft.notes_of(SUPPORT) if each.text == "free"] == [99_990.0, 100_000.0]
    draft.finish()
