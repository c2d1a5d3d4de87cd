"""Comparison of two journeys: what changed, and the map of both."""

from collections.abc import Callable
from datetime import date

import pytest

from journey_editor.drawing.change_marks import draw_changes
from journey_editor.drawing.draw_map import draw_map
from journey_editor.editing.change_list import change_groups
from journey_editor.editing.change_words import ChangeWords
from journey_editor.editing.commands.cards import add_card, duplicate_cards, link_cards
from journey_editor.editing.commands.curves import add_curve, set_emotion
from journey_editor.editing.commands.journeys import add_channel, add_journey, new_project
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.stages import add_stage, add_step
from journey_editor.editing.commands.support import offer_support
from journey_editor.editing.comparison import Comparison, compare, order_of_time
from journey_editor.editing.draft import Draft
from journey_editor.foundation.identity import counting_ids
from journey_editor.layout.map_layout import lay_out
from journey_editor.model.document import Document
from journey_editor.model.records import Card, Journey, Stage, Step
from tests.benchmarks.generated import generated_map
from tests.counting import calls_in

STAGES = ("Order", "Wait", "Delivery")
LANES = ("action", "touchpoint", "pain_point")


@pytest.fixture
def draft() -> Draft:
    """A project with a journey of today and an intended one, with the same cards."""
    draft = Draft(Document(), counting_ids())
    new_project(draft)
    for state in ("as_is", "to_be"):
        journey = draft.change(add_journey(draft, title="Parcel"), state=state).id
        steps = [draft.steps_of(add_stage(draft, journey, name=each).id)[0].id for each in STAGES]
        action, touchpoint, pain = (add_lane(draft, journey, each).id for each in LANES)
        curve = add_curve(draft, journey).id
        for step, text in zip(steps, ("Chooses a chair", "Waits at home", "Opens the door"), strict=True):
            add_card(draft, step, action, text)
            card = add_card(draft, step, touchpoint, f"{text}, and calls")
            set_emotion(draft, curve, card.id, 0.0)
        add_card(draft, steps[1], pain, "Nobody says when the parcel comes", severity=4)
    return draft


def compared(draft: Draft) -> Comparison:
    document = draft.finish()
    return compare(document, *(each.id for each in document.journeys()))


def card(draft: Draft, text: str, journey: int = 1) -> Card:
    """Return a card of a journey with a text."""
    cards = draft.cards_of(draft.journeys()[journey].id)
    return next(each for each in cards if each.text.startswith(text))


def steps(draft: Draft, journey: int = 1) -> tuple[Step, ...]:
    return draft.columns_of(draft.journeys()[journey].id)


def said(comparison: Comparison) -> list[tuple[str, str]]:
    """Return the kinds of changes with the texts of their cards, or the names of their stages."""
    found = [(each.kind, comparison.document.find(each.record)) for each in comparison.changes]
    return [(kind, getattr(record, "text", "") or getattr(record, "name", "")) for kind, record in found]


def test_journeys_with_the_same_content_have_no_changes(draft: Draft) -> None:
    comparison = compared(draft)
    assert not comparison.changes and not comparison.faint and not comparison.legend()


@pytest.mark.parametrize(
    ("kind", "text", "change"),
    [
        ("added", "Gets a message", lambda draft: _add(draft, "Gets a message")),
        ("dropped", "Waits at home", lambda draft: draft.remove(card(draft, "Waits at home").id)),
        ("moved", "Opens the door", lambda draft: _move(draft, "Opens the door", step=0)),
        ("moved", "Opens the door", lambda draft: _move(draft, "Opens the door", lane=2)),
        (
            "reworded",
            "Nobody says when it comes",
            lambda draft: draft.change(card(draft, "Nobody"), text="Nobody says when it comes"),
        ),
        ("changed", "Nobody says when the parcel comes",
         lambda draft: draft.change(card(draft, "Nobody"), severity=1)),
        ("changed", "Opens the door",
         lambda draft: draft.change(card(draft, "Opens the door"), kind="touchpoint")),
    ],
)  # fmt: skip
def test_each_change_of_a_card_is_found_and_marked(
    draft: Draft, kind: str, text: str, change: Callable[[Draft], object]
) -> None:
    change(draft)
    comparison = compared(draft)
    assert said(comparison) == [(kind, text)]
    assert list(comparison.marks.values()) == [(kind,)]
    assert [(sign, said[-2:]) for sign, said in comparison.legend()] == [(kind, " 1")]


def _add(draft: Draft, text: str) -> None:
    add_card(draft, steps(draft)[0].id, card(draft, "Opens the door").lane, text)


def _move(draft: Draft, text: str, step: int = 2, lane: int = 0) -> None:
    lanes = draft.lanes_of(draft.journeys()[1].id)
    draft.change(card(draft, text), step=steps(draft)[step].id, lane=lanes[lane].id, kind="action")


def test_a_renamed_stage_is_the_same_one_and_spaces_make_no_new_text(draft: Draft) -> None:
    wait = draft.get(Stage, steps(draft)[1].stage)
    draft.change(wait, name="Be informed")
    draft.change(card(draft, "Waits at home"), text="Waits  at home")
    assert not compared(draft).changes


def test_dropped_cards_are_on_the_map_in_their_cells_even_if_the_stage_is_gone(draft: Draft) -> None:
    draft.remove(card(draft, "Chooses a chair").id)
    draft.remove(steps(draft)[1].stage)
    comparison = compared(draft)
    shown = comparison.document
    journey = comparison.journey
    assert [each.name for each in shown.stages_of(journey)] == list(STAGES)
    dropped = [each for each in shown.cards_of(journey) if comparison.marks.get(each.id) == ("dropped",)]
    assert len(dropped) == 4 and {each.id for each in dropped} <= comparison.faint
    place = dropped[0]
    assert place.text == "Chooses a chair" and place.step == shown.columns_of(journey)[0].id
    assert ("dropped", "Wait") in said(comparison)


def test_curves_are_side_by_side_and_their_changes_are_in_the_list(draft: Draft) -> None:
    first, second = (draft.curves_of(each.id)[0].id for each in draft.journeys())
    waits = card(draft, "Waits at home, and").id
    set_emotion(draft, second, waits, 0.5)
    dropped = card(draft, "Opens the door, and", 0).id
    draft.remove(card(draft, "Opens the door, and").id)
    draft.change(card(draft, "Chooses a chair, and"), step=steps(draft)[2].id)
    first_step = steps(draft)[0].id
    comparison = compared(draft)
    shown = comparison.document
    assert [each.id for each in shown.curves_of(comparison.journey)] == [second, first]
    assert first in comparison.faint and second not in comparison.faint
    names = [each.name for each in shown.curves_of(comparison.journey)]
    assert names == ["Everyone · To-be", "Everyone · As-is"]
    assert [each.kind for each in comparison.changes] == ["dropped", "moved", "better"]
    # A point stays where its card was: at the step, at the card that stayed, or at the dropped card.
    points = {each.card or each.step for each in shown.points_of(first)}
    assert points == {first_step, waits, dropped}


def test_changed_cards_show_their_earlier_text_and_place(draft: Draft) -> None:
    stage = steps(draft)[1].stage
    add_step(draft, stage)
    add_step(draft, steps(draft, 0)[1].stage)
    _move(draft, "Opens the door", step=2)
    draft.change(card(draft, "Chooses a chair,"), lane=draft.lanes_of(draft.journeys()[1].id)[0].id)
    origin = card(draft, "Nobody", 0).id
    draft.change(card(draft, "Nobody"), text="The parcel comes without a word", origin=origin)
    document = draft.finish()
    comparison = compare(document, *(each.id for each in document.journeys()))
    former = {document.get(Card, each).text: words for each, words in comparison.former.items()}
    assert former == {
        "Opens the door": ("", "from Delivery"),
        "Chooses a chair, and calls": ("", "from Touchpoints"),
        "The parcel comes without a word": ("Nobody says when the parcel comes", ""),
    }
    listed = [
        how for each in comparison.changes for what, how in [ChangeWords().of(document, comparison, each)]
    ]
    assert "\u2068Delivery, Actions\u2069 → \u2068Wait, step 2, Actions\u2069" in listed
    assert "before: “\u2068Nobody says when the parcel comes\u2069”" in listed


def test_two_cards_of_the_same_text_are_two_cards(draft: Draft) -> None:
    duplicate_cards(draft, [card(draft, "Waits at home").id])
    assert said(compared(draft)) == [("added", "Waits at home")]


def test_the_map_says_which_journeys_it_compares(draft: Draft) -> None:
    comparison = compared(draft)
    assert comparison.document.get(Journey, comparison.journey).title == "Parcel: Changes from As-is to To-be"


def test_the_journey_of_today_is_the_earlier_one(draft: Draft) -> None:
    first, second = (each.id for each in draft.journeys())
    assert order_of_time(draft, second, first) == (first, second)
    draft.change(draft.get(Journey, first), state="to_be")
    draft.change(draft.get(Journey, second), state="as_is")
    assert order_of_time(draft, first, second) == (second, first)


def test_four_times_as_many_cards_take_about_four_times_the_work() -> None:
    def work(count: int) -> int:
        document = generated_map(count)
        draft = Draft(document)
        other = add_journey(draft, title="Other").id
        for lane in document.lanes_of(document.journeys()[0].id):
            add_lane(draft, other, lane.kind, title=lane.title)
        new = [draft.steps_of(add_stage(draft, other).id)[0].id for _ in range(10)]
        rows = draft.lanes_of(other)
        for index, each in enumerate(document.cards_of(document.journeys()[0].id)):
            lane = rows[[lane.id for lane in document.lanes_of(document.journeys()[0].id)].index(each.lane)]
            add_card(draft, new[index % 10], lane.id, f"{each.text}, {index} times", kind=each.kind)
        both = draft.finish()
        return calls_in(lambda: compare(both, *(each.id for each in both.journeys())))

    assert work(800) < 6 * work(200)


def test_the_links_and_the_support_that_changed_are_found_and_marked(draft: Draft) -> None:
    """Each side of the map has a handoff that improves, one that goes, and a promise that gets better."""
    today, intended = (each.id for each in draft.journeys())
    phone = add_channel(draft, "Phone", "phone").id
    for number, journey in enumerate((today, intended)):
        orders, waits, opens = (card(draft, text, number).id for text in ("Chooses", "Waits", "Opens"))
        handoff = link_cards(draft, orders, waits, "handoff")
        draft.change(handoff, passed="the order", context="lost" if journey == today else "kept", wait=3600)
        stage = draft.stages_of(journey)[1].id
        draft.change(offer_support(draft, stage, phone), first_answer=600 if journey == today else 60)
        if journey == today:
            gone = link_cards(draft, waits, opens, "channel_switch")
            draft.change(gone, wanted="no")
        else:
            new = link_cards(draft, orders, opens, "next").id
    # The link to a card that is new says nothing more than the card.
    fresh = add_card(draft, steps(draft)[2].id, draft.lanes_of(intended)[0].id, "Sits down")
    link_cards(draft, opens, fresh.id, "next")
    document = draft.finish()
    comparison = compare(document, today, intended)
    about = [each for each in comparison.changes if not isinstance(document.find(each.record), Card)]
    words = ChangeWords()
    said = [(each.kind, *map(_plain, words.of(document, comparison, each))) for each in about]
    assert said == [
        ("dropped", "Channel switch: Waits at home → Opens the door", "Not wanted by the customer"),
        (
            "changed",
            "Handoff: Chooses a chair → Waits at home",
            "the order · wait 1 h · context lost → the order · wait 1 h",
        ),
        ("added", "Next: Chooses a chair → Opens the door", ""),
        ("changed", "Phone in Wait", "first answer 10 min → first answer 1 min"),
    ]
    assert comparison.marks[new] == ("added",) and comparison.marks[gone.id] == ("dropped",)
    assert gone.id in comparison.faint
    layout = lay_out(comparison.document, intended, today=date(2026, 12, 1))
    drawn = draw_changes(draw_map(comparison.document, layout), layout, comparison.marks, comparison.faint)
    labels = {each.owner: each.label for each in drawn.groups if each.role == "link"}
    assert labels[new].startswith("Added: ") and labels[gone.id].startswith("Dropped: ")
    groups = {each.name: each.rows for each in change_groups(document, comparison)}
    rows = [(row.subject, [tuple(map(_plain, pair)) for pair in row.pairs]) for row in groups["Wait"]]
    assert rows == [
        ("Phone", [("first answer 10 min", "first answer 1 min")]),
        ("Channel switch: Waits at home → Opens the door", [("Not wanted by the customer", "")]),
    ]


def _plain(text: str) -> str:
    """Return a text without signs for its direction, and with blanks at which it may be broken."""
    return text.replace("\u2068", "").replace("\u2069", "").replace("\u00a0", " ")
