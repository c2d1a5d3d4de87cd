"""Cards keep spanning their steps while these, and the cards, are moved, copied and removed."""

import pytest

from journey_editor.editing.clip import Clip, clip_of
from journey_editor.editing.commands.cards import add_card, duplicate_cards, move_cards
from journey_editor.editing.commands.journeys import add_journey, new_project
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.selection import move_by_one, remove_all
from journey_editor.editing.commands.spans import can_extend, extend_spans, set_span
from journey_editor.editing.commands.stages import (
    add_stage,
    add_step,
    duplicate_step,
    merge_steps,
    move_stage,
    move_step,
    remove_step,
)
from journey_editor.editing.draft import Draft
from journey_editor.editing.pasting import duplicate, paste_clip
from journey_editor.model.document import Document
from journey_editor.model.records import Card, Step


class Spanned:
    """Draft with the steps A, B1, B2, C and D of four stages, two lanes, and a card in the first lane."""

    def __init__(self, first: str, last: str) -> None:
        self.draft = draft = Draft(Document())
        new_project(draft)
        self.journey = add_journey(draft, title="A journey").id
        self.steps: dict[str, str] = {}
        for name in "ABCD":
            stage = add_stage(draft, self.journey, name=name)
            names = ("B1", "B2") if name == "B" else (name,)
            for index, each in enumerate(names):
                step = draft.steps_of(stage.id)[0] if index == 0 else add_step(draft, stage.id)
                self.steps[each] = draft.change(step, name=each).id
        self.lane, self.other = (add_lane(draft, self.journey, kind).id for kind in ("action", "text"))
        self.card = add_card(
            draft, self.steps[first], self.lane, "Wide", last_step=self.steps[last] if last != first else ""
        ).id

    def stage(self, step: str) -> str:
        return self.draft.get(Step, self.steps[step]).stage

    def names(self, card: str = "") -> str:
        return names(self.draft, card or self.card)


def names(draft: Draft, card: str) -> str:
    return " ".join(draft.get(Step, each).name for each in draft.span_of(draft.get(Card, card)))


def test_a_card_can_span_more_or_fewer_steps_up_to_the_last_one() -> None:
    map_ = Spanned("B2", "B2")
    draft, card = map_.draft, map_.card
    extend_spans(draft, [card], 1)
    assert map_.names() == "B2 C"
    extend_spans(draft, [card], 3)
    assert map_.names() == "B2 C D"
    assert not can_extend(draft, [card], 1)
    extend_spans(draft, [card], -9)
    assert map_.names() == "B2"
    assert draft.get(Card, card).last_step == ""
    assert can_extend(draft, [card], 1) and not can_extend(draft, [card], -1)
    set_span(draft, card, map_.steps["C"], map_.steps["A"])
    assert map_.names() == "A B1 B2 C"


def test_a_moved_card_spans_as_many_steps_as_before() -> None:
    map_ = Spanned("A", "B1")
    move_cards(map_.draft, [map_.card], map_.steps["B2"], map_.other)
    assert map_.names() == "B2 C"
    move_cards(map_.draft, [map_.card], map_.steps["D"], map_.other)
    assert map_.names() == "D"
    assert map_.draft.get(Card, map_.card).last_step == ""


def test_cards_move_by_one_step_until_the_last_one_is_at_the_edge() -> None:
    map_ = Spanned("B1", "C")
    narrow = add_card(map_.draft, map_.steps["A"], map_.lane, "Narrow").id
    move_by_one(map_.draft, map_.journey, [map_.card, narrow], 1, 0)
    assert map_.names() == "B2 C D"
    assert map_.names(narrow) == "B1"
    move_by_one(map_.draft, map_.journey, [map_.card, narrow], 1, 0)
    assert map_.names() == "B2 C D"
    move_by_one(map_.draft, map_.journey, [map_.card, narrow], -1, 0)
    move_by_one(map_.draft, map_.journey, [map_.card, narrow], 0, 1)
    assert map_.names() == "B1 B2 C"
    assert map_.draft.get(Card, map_.card).lane == map_.other


def test_a_duplicate_spans_the_same_steps() -> None:
    map_ = Spanned("B1", "C")
    (copy,) = duplicate_cards(map_.draft, [map_.card])
    assert map_.names(copy.id) == "B1 B2 C"


@pytest.mark.parametrize(
    ("removed", "left"),
    [
        (["A"], "B1 B2 C"),
        (["C"], "A B1 B2"),
        (["B1"], "A B2 C"),
        (["A", "B1", "B2"], "C"),
        (["C", "D"], "A B1 B2"),
    ],
)
def test_a_card_stays_in_the_steps_that_are_left(removed: list[str], left: str) -> None:
    map_ = Spanned("A", "C")
    ids = [map_.steps[each] if each[0] == "B" and len(removed) == 1 else map_.stage(each) for each in removed]
    remove_all(map_.draft, map_.journey, ids)
    assert map_.names() == left
    map_.draft.finish()


def test_a_card_goes_with_all_its_steps() -> None:
    map_ = Spanned("A", "B2")
    remove_all(map_.draft, map_.journey, [map_.stage("A"), map_.stage("B1")])
    assert map_.card not in map_.draft


def test_a_removed_step_shortens_a_card() -> None:
    map_ = Spanned("B2", "C")
    remove_step(map_.draft, map_.steps["B2"])
    assert map_.names() == "C"


def test_an_inserted_step_is_spanned_too() -> None:
    map_ = Spanned("A", "B2")
    add_step(map_.draft, map_.stage("B1"), name="New", before=map_.steps["B2"])
    assert map_.names() == "A B1 New B2"


def test_a_card_whose_last_step_is_moved_before_it_stays_in_its_own_step() -> None:
    map_ = Spanned("B1", "C")
    move_stage(map_.draft, map_.stage("C"), map_.stage("A"))
    assert map_.names() == "B1"
    assert map_.draft.spans_of(map_.journey) == {}
    move_stage(map_.draft, map_.stage("C"), map_.stage("D"))
    assert map_.names() == "B1 B2 C"
    move_step(map_.draft, map_.steps["B2"], map_.stage("D"), None)
    assert map_.names() == "B1 C"


def test_a_duplicated_step_is_spanned_by_the_cards_that_span_the_step() -> None:
    for first, last, spanned in (
        ("A", "B1", "A B1 B1"),
        ("B1", "C", "B1 B1 B2 C"),
        ("B1", "B1", "B1"),
        ("B2", "C", "B2 C"),
    ):
        map_ = Spanned(first, last)
        duplicate_step(map_.draft, map_.steps["B1"])
        assert map_.names() == spanned
        assert len(map_.draft.select(Card)) == (2 if first == last else 1)


@pytest.mark.parametrize(
    ("first", "last", "spanned"),
    [
        ("A", "B1", "A B1"),
        ("A", "B2", "A B1"),
        ("B1", "B2", "B1"),
        ("B2", "D", "B1 C D"),
        ("B1", "C", "B1 C"),
    ],
)
def test_cards_begin_and_end_in_a_merged_step_where_they_did(first: str, last: str, spanned: str) -> None:
    map_ = Spanned(first, last)
    merged = merge_steps(map_.draft, [map_.steps["B1"], map_.steps["B2"]])
    map_.draft.change(merged, name="B1")
    assert map_.names() == spanned
    map_.draft.finish()


def test_pasted_cards_span_as_many_steps_up_to_the_last_one() -> None:
    map_ = Spanned("A", "B2")
    draft = map_.draft
    clip = Clip.from_json(clip_of(draft, map_.journey, [map_.card]).to_json())
    (pasted,) = paste_clip(draft, map_.journey, clip, (map_.steps["B1"], map_.other)).ids
    assert map_.names(pasted) == "B1 B2 C"
    (pasted,) = paste_clip(draft, map_.journey, clip, (map_.steps["D"], map_.other)).ids
    assert map_.names(pasted) == "D"
    elsewhere = Draft(Document())
    new_project(elsewhere)
    journey = add_journey(elsewhere, title="Elsewhere").id
    stages = [add_stage(elsewhere, journey, name=each) for each in "XYZW"]
    steps = [elsewhere.change(elsewhere.steps_of(each.id)[0], name=each.name).id for each in stages]
    lane = add_lane(elsewhere, journey, "text").id
    (pasted,) = paste_clip(elsewhere, journey, clip, (steps[1], lane)).ids
    assert names(elsewhere, pasted) == "Y Z W"
    elsewhere.finish()


@pytest.mark.parametrize(
    ("first", "last", "spanned"),
    [
        ("A", "C", "A B1 B2 B1 B2 C"),
        ("A", "B2", "A B1 B2 B1 B2"),
        ("A", "B1", "A B1"),
        ("B2", "D", "B2 B1 B2 C D"),
    ],
)
def test_a_duplicate_of_a_stage_doubles_no_card_that_goes_beyond_it(
    first: str, last: str, spanned: str
) -> None:
    map_ = Spanned(first, last)
    duplicate(map_.draft, map_.journey, map_.stage("B1"))
    (card,) = map_.draft.select(Card)
    assert map_.names(card.id) == spanned
    map_.draft.finish()


def test_a_duplicate_of_a_stage_or_a_lane_has_the_cards_that_are_all_inside() -> None:
    map_ = Spanned("B1", "B2")
    draft = map_.draft
    duplicate(draft, map_.journey, map_.stage("B1"))
    assert [map_.names(card.id) for card in draft.select(Card)] == ["B1 B2", "B1 B2"]
    duplicate(draft, map_.journey, map_.lane)
    assert len(draft.select(Card)) == 4


@pytest.mark.parametrize(
    ("chosen", "copied"), [("A", 0), ("AC", 0), ("ABC", 1), ("A and its lane", 1), ("A and the card", 1)]
)
def test_what_is_cut_with_a_stage_does_not_stay_on_the_map(chosen: str, copied: int) -> None:
    map_ = Spanned("A", "C")
    draft, stages = map_.draft, {"A": map_.stage("A"), "B": map_.stage("B1"), "C": map_.stage("C")}
    ids = [stages[each] for each in chosen.split()[0]]
    ids += [map_.lane] * chosen.endswith("lane") + [map_.card] * chosen.endswith("card")
    clip = clip_of(draft, map_.journey, ids, whole=True)
    remove_all(draft, map_.journey, ids)
    assert len(clip.of(Card)) == copied
    assert len(draft.select(Card)) == 1 - copied


def test_pasted_lanes_and_stages_keep_the_spans_in_them() -> None:
    map_ = Spanned("A", "B2")
    draft = map_.draft
    (lane,) = paste_clip(draft, map_.journey, clip_of(draft, map_.journey, [map_.lane]), None, map_.lane).ids
    (copy,) = draft.select(Card, lane=lane)
    assert map_.names(copy.id) == "A B1 B2"
    draft.remove(lane)
    both = [map_.stage("A"), map_.stage("B1")]
    for chosen, spanned in ((both, "A B1 B2"), (both[:1], "A"), (both[1:], None)):
        before = set(draft.select(Card))
        paste_clip(draft, map_.journey, clip_of(draft, map_.journey, chosen), None, map_.stage("D"))
        new = [card for card in draft.select(Card) if card not in before]
        assert [map_.names(card.id) for card in new] == ([spanned] if spanned else [])
    draft.finish()
