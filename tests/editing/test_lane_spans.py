"""Cards over several lanes of a group: they stay in the rest of their lanes whatever is done to these."""

from contextlib import AbstractContextManager

import pytest

from journey_editor.editing.clip import Clip, clip_of
from journey_editor.editing.commands.cards import add_card, move_cards
from journey_editor.editing.commands.journeys import add_journey, new_project
from journey_editor.editing.commands.lane_groups import group_lanes, move_lane_by_one, ungroup
from journey_editor.editing.commands.lane_spans import (
    can_extend_lanes,
    extend_lane_spans,
    set_lane_span,
)
from journey_editor.editing.commands.lanes import add_lane, move_lane
from journey_editor.editing.commands.projects import duplicate_as_to_be, journey_document, merge_project
from journey_editor.editing.commands.selection import remove_all
from journey_editor.editing.commands.stages import add_stage
from journey_editor.editing.comparison import compare
from journey_editor.editing.draft import Draft
from journey_editor.editing.editor import Editor
from journey_editor.editing.pasting import duplicate, paste_clip
from journey_editor.foundation.identity import counting_ids
from journey_editor.interchange.json_format import dumps, loads
from journey_editor.model.document import Document
from journey_editor.model.lane_groups import lane_span_of, lane_spans_of
from journey_editor.model.records import Card, Lane
from journey_editor.model.rules import check_document


class Map:
    """A journey with lanes a to e, of which b, c and d are a group, with a line between c and d."""

    def __init__(self) -> None:
        self.editor = Editor(Document(), new_id=counting_ids())
        with self.edit() as draft:
            new_project(draft)
            self.journey = add_journey(draft, title="Support").id
            self.steps = [draft.steps_of(add_stage(draft, self.journey).id)[0].id for _ in range(2)]
            self.lanes = {name: add_lane(draft, self.journey, "text", title=name).id for name in "abc"}
            self.line = add_lane(draft, self.journey, "visibility_line", title="line").id
            self.lanes |= {name: add_lane(draft, self.journey, "text", title=name).id for name in "de"}
            self.group = group_lanes(draft, [*(self.lanes[each] for each in "bcd"), self.line], "Group").id
            self.card = add_card(draft, self.steps[0], self.lanes["b"], "tall", last_lane=self.lanes["d"]).id

    def edit(self) -> AbstractContextManager[Draft]:
        return self.editor.edit("Edit")

    @property
    def document(self) -> Document:
        return self.editor.document

    def span(self, card: str = "") -> str:
        """Return the titles of the lanes that a card spans."""
        found = self.document.get(Card, card or self.card)
        return "".join(self.document.get(Lane, each).title for each in lane_span_of(self.document, found))

    def remove(self, *ids: str) -> None:
        with self.edit() as draft:
            remove_all(draft, self.journey, ids)
        check_document(self.document)


@pytest.fixture
def map_() -> Map:
    return Map()


def test_a_card_spans_lanes_for_cards_up_to_the_end_of_its_group(map_: Map) -> None:
    assert map_.span() == "bcd", "the line is crossed, but is no lane for cards"
    lanes = map_.lanes
    assert lane_spans_of(map_.document, map_.journey) == {map_.card: (lanes["b"], lanes["c"], lanes["d"])}
    assert not can_extend_lanes(map_.document, [map_.card], 1)
    for by, spanned in ((-1, "bc"), (-1, "b"), (-1, "b"), (1, "bc"), (5, "bcd")):
        with map_.edit() as draft:
            extend_lane_spans(draft, [map_.card], by)
        assert map_.span() == spanned
    with map_.edit() as draft:
        alone = add_card(draft, map_.steps[0], lanes["e"], "no group").id
        extend_lane_spans(draft, [alone], 1)
    assert map_.span(alone) == "e" and not can_extend_lanes(map_.document, [alone], 1)
    with map_.edit() as draft:
        set_lane_span(draft, map_.card, lanes["d"], lanes["c"])
    assert map_.span() == "cd"
    # A last lane that the card cannot reach leaves it in its own one.
    for unreachable in ("a", "e", "b"):
        with map_.edit() as draft:
            draft.change(draft.get(Card, map_.card), last_lane=lanes[unreachable])
        assert map_.span() == "c"
        check_document(map_.document)


@pytest.mark.parametrize(
    ("removed", "left"), [("b", "cd"), ("c", "bd"), ("d", "bc"), ("bc", "d"), ("bd", "c"), ("cd", "b")]
)
def test_without_some_of_its_lanes_a_card_stays_in_the_others(map_: Map, removed: str, left: str) -> None:
    map_.remove(*(map_.lanes[each] for each in removed))
    assert map_.span() == left
    map_.editor.undo()
    assert map_.span() == "bcd"


def test_a_card_goes_with_all_of_its_lanes(map_: Map) -> None:
    for ids in ([map_.lanes[each] for each in "bcd"], [map_.group]):
        map_.remove(*ids)
        assert map_.card not in map_.document
        map_.editor.undo()


def test_a_card_does_not_follow_a_lane_that_leaves_its_group(map_: Map) -> None:
    lanes = map_.lanes
    with map_.edit() as draft:
        move_lane(draft, lanes["d"], None, "")
    assert map_.span() == "bc", "without its last lane it ends above it"
    with map_.edit() as draft:
        move_lane(draft, lanes["b"], lanes["a"], "")
    assert map_.span() == "b", "it stays in its own lane, which is in no group now"
    for _ in range(2):
        map_.editor.undo()
    with map_.edit() as draft:
        move_lane_by_one(draft, lanes["d"], -1)
        move_lane_by_one(draft, lanes["d"], -1)
    assert map_.span() == "bd", "moved within the group, its last lane comes nearer"
    map_.editor.undo()
    with map_.edit() as draft:
        ungroup(draft, [map_.group])
    assert map_.span() == "b"
    check_document(map_.document)


def test_a_card_that_moves_spans_as_many_lanes_as_there_are(map_: Map) -> None:
    for lane, spanned in (("c", "cd"), ("e", "e"), ("b", "b")):
        with map_.edit() as draft:
            move_cards(draft, [map_.card], map_.steps[1], map_.lanes[lane])
        assert map_.span() == spanned
    map_.editor.undo()
    map_.editor.undo()
    with map_.edit() as draft:
        move_cards(draft, [map_.card], map_.steps[0], map_.lanes["c"])
    assert map_.span() == "cd", "in another step it spans the same lanes"


def pasted(map_: Map, clip: Clip, step: str, lane: str) -> str:
    with map_.edit() as draft:
        found = paste_clip(draft, map_.journey, clip, (step, lane))
    check_document(map_.document)
    return found.ids[0]


def test_a_copy_spans_as_many_lanes_as_its_place_has(map_: Map) -> None:
    clip = clip_of(map_.document, map_.journey, [map_.card])
    assert map_.span(pasted(map_, clip, map_.steps[1], map_.lanes["b"])) == "bcd"
    assert map_.span(pasted(map_, clip, map_.steps[1], map_.lanes["c"])) == "cd"
    assert map_.span(pasted(map_, clip, map_.steps[1], map_.lanes["e"])) == "e"
    with map_.edit() as draft:
        duplicate(draft, map_.journey, map_.lanes["d"])
    assert map_.span() == "bcdd", "it spans the copy of its last lane, too"


def test_copied_lanes_and_groups_keep_the_cards_over_them(map_: Map) -> None:
    whole, part = (
        clip_of(map_.document, map_.journey, [map_.group]),
        clip_of(map_.document, map_.journey, [map_.lanes["c"]]),
    )
    assert not part.of(Card), "the card begins in another lane"
    with map_.edit() as draft:
        journey = add_journey(draft, title="Another one").id
        add_stage(draft, journey)
        paste_clip(draft, journey, whole, None)
    check_document(map_.document)
    (copy,) = map_.document.cards_of(journey)
    assert map_.span(copy.id) == "bcd"
    # Lanes that are copied without their group join the one of its name.
    begun = clip_of(map_.document, map_.journey, [map_.lanes["b"], map_.lanes["c"]])
    with map_.edit() as draft:
        paste_clip(draft, journey, begun, None)
    check_document(map_.document)
    assert sorted(map_.span(each.id) for each in map_.document.cards_of(journey)) == ["bc", "bcd"]


def test_files_merges_and_versions_keep_the_lanes_of_a_card(map_: Map) -> None:
    assert loads(dumps(map_.document)).get(Card, map_.card).last_lane == map_.lanes["d"]
    with map_.edit() as draft:
        later = duplicate_as_to_be(draft, map_.journey)
    (copy,) = map_.document.cards_of(later)
    assert map_.span(copy.id) == "bcd"
    assert compare(map_.document, map_.journey, later).changes == ()
    other = Draft(Document(), counting_ids())
    new_project(other)
    merge_project(other, journey_document(map_.document, map_.journey))
    document = other.finish()
    check_document(document)
    (card,) = document.select(Card)
    assert len(lane_span_of(document, card)) == 3
    # Dropped in the later version, the card is shown over the lanes that match its own.
    map_.remove(copy.id)
    both = compare(map_.document, map_.journey, later)
    (shown,) = both.document.cards_of(later)
    assert len(lane_span_of(both.document, shown)) == 3
