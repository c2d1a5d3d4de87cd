"""Notes: what they stick to, and that they do not decide how large a map is printed."""

from datetime import date

import pytest

from journey_editor.drawing.pages import pages_for
from journey_editor.editing.commands.cards import add_card, move_cards
from journey_editor.editing.commands.journeys import add_journey, add_note, new_project
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.stages import add_stage, add_step, duplicate_step, merge_steps
from journey_editor.editing.draft import Draft
from journey_editor.foundation.geometry import Box
from journey_editor.foundation.identity import counting_ids
from journey_editor.layout import theme
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.map_layout import lay_out
from journey_editor.layout.note_layout import NOTE_WIDTH, nearest_place
from journey_editor.model.document import Document
from journey_editor.model.records import Lane
from journey_editor.model.rules import RuleError

TODAY = date(2026, 3, 1)
STAGES = 8


@pytest.fixture(params=["ltr", "rtl"])
def draft(request: pytest.FixtureRequest) -> Draft:
    """A map of eight stages and one lane with a card in each step."""
    made = Draft(Document(), counting_ids())
    new_project(made)
    journey = add_journey(made, title="Waiting for a parcel", direction=request.param)
    lane = add_lane(made, journey.id, "touchpoint")
    for number in range(STAGES):
        add_stage(made, journey.id, name=f"Stage {number}")
    for column in made.columns_of(journey.id):
        add_card(made, column.id, lane.id, "Waits for the courier who rang at the wrong door")
    return Draft(made.finish())


def laid_out(document: Document) -> MapLayout:
    return lay_out(document, "journey:1", today=TODAY)


def test_a_note_sticks_to_what_is_below_it(draft: Draft) -> None:
    layout = laid_out(Document(draft))
    card = next(iter(layout.cards.values()))
    step, (lane,) = layout.steps[0], layout.lanes
    assert nearest_place(layout, card.box.moved(20, 10)).card == card.id
    beside = Box(step.column.x, lane.box.bottom - 7, NOTE_WIDTH, 6)
    assert (nearest_place(layout, beside).step, nearest_place(layout, beside).lane) == (step.id, lane.id)
    over = Box(step.column.x, layout.stages[0].box.y, NOTE_WIDTH, 8)
    assert (nearest_place(layout, over).step, nearest_place(layout, over).lane) == (step.id, "")
    free = nearest_place(layout, Box(0, layout.height - 20, NOTE_WIDTH, 10))
    assert (free.card, free.step, free.lane) == ("", "", "")


def test_a_note_moves_along_with_its_card_and_is_hidden_with_its_lane(draft: Draft) -> None:
    columns, (lane,) = draft.columns_of("journey:1"), draft.lanes_of("journey:1")
    card = draft.cards_in(columns[0].id, lane.id)[0].id
    add_note(draft, "journey:1", "Ring twice", 30.0, 12.0, card=card)
    move_cards(draft, [card], columns[5].id, lane.id)
    document = draft.finish()
    layout = laid_out(document)
    (note,) = layout.notes
    box = layout.cards[card].box
    across = box.right - note.box.right if layout.rtl else note.box.x - box.x
    assert (across, note.box.y - box.y) == (pytest.approx(30.0), pytest.approx(12.0))
    folded = Draft(document)
    folded.change(folded.get(Lane, lane.id), collapsed=True)
    assert laid_out(folded.finish()).notes == ()


def test_notes_follow_when_steps_are_merged_and_duplicated(draft: Draft) -> None:
    stage = draft.stages_of("journey:1")[0].id
    first = draft.steps_of(stage)[0].id
    second = add_step(draft, stage).id
    add_note(draft, "journey:1", "Ring twice", 30.0, 12.0, step=second)
    copy = duplicate_step(draft, second).id
    assert sorted(note.step for note in draft.notes_of("journey:1")) == sorted([second, copy])
    merge_steps(draft, [first, second, copy])
    assert [note.step for note in draft.notes_of("journey:1")] == [first, first]


def test_a_far_away_note_does_not_make_a_printed_map_smaller(draft: Draft) -> None:
    plain = Document(draft)
    add_note(draft, "journey:1", "Ask the courier", 6_000.0, 300.0)
    (lane,) = draft.lanes_of("journey:1")
    for column in draft.columns_of("journey:1"):
        # In some row there is one in the last column.
        card = draft.cards_in(column.id, lane.id)[0].id
        add_note(draft, "journey:1", "Ring twice, and leave a card " * 9, 150.0, 40.0, card=card)
    for paper in ("a4", "a3"):
        (before,), (after,) = (
            pages_for(document, "journey:1", today=TODAY, paper=paper, orientation="portrait")
            for document in (plain, Document(draft))
        )
        assert after.scale == pytest.approx(before.scale)
        notes = [group for group in after.drawing.groups if group.role == "note"]
        assert len(notes) == 1 + STAGES
        for note in notes:
            assert theme.MARGIN <= note.x <= after.drawing.width - theme.MARGIN - NOTE_WIDTH


def test_a_note_does_not_stick_to_another_journey(draft: Draft) -> None:
    other = add_journey(draft, title="Elsewhere")
    with pytest.raises(RuleError, match="its own journey"):
        add_note(draft, other.id, "Lost", 0.0, 0.0, step=draft.columns_of("journey:1")[0].id)
        draft.finish()


def test_a_note_whose_card_is_gone_when_it_is_written_is_free(draft: Draft) -> None:
    assert add_note(draft, "journey:1", "Ring twice", 30.0, 12.0, card="card:gone").card == ""
