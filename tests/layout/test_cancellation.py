"""A layout of any size can be cancelled at any time, and its caches remain valid."""

from datetime import date

import pytest

from journey_editor.drawing.draw_map import draw_map
from journey_editor.drawing.text import said
from journey_editor.editing.commands.cards import add_card, link_cards
from journey_editor.editing.commands.curves import add_curve, add_point
from journey_editor.editing.commands.journeys import add_journey, add_note, new_project
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.personas import add_persona
from journey_editor.editing.commands.stages import add_stage
from journey_editor.editing.draft import Draft
from journey_editor.foundation.cancellation import cancellable
from journey_editor.foundation.errors import CancelledError
from journey_editor.foundation.identity import counting_ids
from journey_editor.foundation.memo import forget_all, forget_values
from journey_editor.layout.map_layout import lay_out
from journey_editor.model.document import Document
from tests.fakes import Token

TODAY = date(2026, 11, 22)


def a_map(stages: int, lanes: int, cards_in_a_cell: int = 0, **details: str) -> Document:
    """Return a map with cards in each cell of its first lane, and links between the first ones."""
    draft = Draft(Document(), counting_ids())
    new_project(draft, name="Large")
    journey = add_journey(draft, title="Large", **details).id
    rows = [add_lane(draft, journey, "action").id for _ in range(lanes)]
    before = None
    for at in range(stages):
        step = draft.steps_of(add_stage(draft, journey, name=f"Stage {at + 1}").id)[0].id
        for number in range(cards_in_a_cell):
            card = add_card(draft, step, rows[0], f"Card {number + 1} of stage {at + 1}").id
            if number == 0:
                if before is not None:
                    link_cards(draft, before, card)
                before = card
    return draft.finish()


def asked_of(document: Document, wanted: Token) -> None:
    """Lay out a document's journey and draw it."""
    with cancellable(wanted):
        draw_map(document, lay_out(document, document.journeys()[0].id, today=TODAY))


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_cancellation_is_checked_for_each_row_and_column_of_a_large_map(direction: str) -> None:
    asked = Token()
    asked_of(a_map(30, 40, direction=direction), asked)
    assert asked.count > (30 + 40 if direction == "ltr" else 1200), (
        "a right-to-left map is also checked for each cell"
    )


def test_cancellation_is_checked_for_each_card_of_a_cell_and_each_link() -> None:
    document = a_map(2, 1, 300)
    forget_all()
    asked = Token()
    asked_of(document, asked)
    assert asked.count > 4 * 600, "content, width, body and drawing of each card"


def test_cancellation_is_checked_for_each_persona_and_each_note() -> None:
    draft = Draft(a_map(1, 1), counting_ids())
    journey = draft.journeys()[0].id
    few, many = Token(), Token()
    asked_of(draft.finish(), few)
    draft = Draft(a_map(1, 1), counting_ids())
    for number in range(50):
        add_persona(draft, journey, name=f"Persona {number}")
        add_note(draft, journey, f"Note {number}", 0.0, 0.0)
    asked_of(draft.finish(), many)
    assert many.count >= few.count + 100


def test_after_cancelling_at_any_time_the_next_layout_is_unaffected() -> None:
    document = a_map(6, 3, 5, direction="rtl")
    journey = document.journeys()[0].id
    forget_all()
    forget_values()
    asked = Token()
    asked_of(document, asked)
    drawn = draw_map(document, lay_out(document, journey, today=TODAY))
    for until in range(1, asked.count + 1, 13):
        forget_all()
        forget_values()
        with pytest.raises(CancelledError):
            asked_of(document, Token(until))
        assert draw_map(document, lay_out(document, journey, today=TODAY)) == drawn


def test_labels_of_a_curve_without_room_become_numbers_in_the_legend() -> None:
    draft = Draft(a_map(4, 1), counting_ids())
    journey = draft.journeys()[0].id
    add_lane(draft, journey, "emotion")
    curve = add_curve(draft, journey)
    steps = draft.columns_of(journey)
    for at in range(300):
        point = add_point(draft, curve.id, steps[at % 4].id, at * 37 % 997 / 997, (at * 53 % 201 - 100) / 100)
        draft.change(point, label=f"Label number {at}")
    layout = lay_out(draft.finish(), journey, today=TODAY)
    (chart,) = layout.charts
    points = chart.curves[0].points
    assert all(point.label_box is not None for point in points)
    boxes = [point.label_box for point in points if point.label_box is not None and not point.in_legend]
    assert 5 < len(boxes) < 300
    numbered = [entry for entry in layout.footer.legend if entry.what == "point_number"]
    assert len(boxes) + len(numbered) == 300
    assert [said(entry.number) for entry in numbered] == [str(at + 1) for at in range(len(numbered))]
    assert all(not one.overlaps(other) for at, one in enumerate(boxes) for other in boxes[:at])


@pytest.mark.parametrize(
    "text",
    ["aбא" * 1500, "e" + "\u0301" * 4500, "😀🎉" * 1500, "ฆฬฌฎ" * 1000, "a\n" * 2000, "ক\u09cdষ漢Ж" * 800],
    ids=["scripts", "marks", "pictures", "letters in no word", "paragraphs", "many fonts"],
)
def test_the_layout_of_a_long_text_can_be_cancelled(text: str) -> None:
    without = a_map(1, 1)
    plain, asked = Token(), Token()
    asked_of(without, plain)
    draft = Draft(without, counting_ids())
    add_persona(draft, without.journeys()[0].id, name="Ada", quote=text)
    document = draft.finish()
    asked_of(document, asked)
    asked_there = asked.count - plain.count
    assert asked_there > len(text) / 20
    forget_all()
    forget_values()
    half = Token(plain.count + asked_there // 2)
    with pytest.raises(CancelledError):
        asked_of(document, half)
    assert half.count == plain.count + asked_there // 2
