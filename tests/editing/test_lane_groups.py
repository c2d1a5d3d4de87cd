"""Groups of lanes: neighbouring lanes that stay together whatever is done to them."""

from contextlib import AbstractContextManager
from datetime import date
from itertools import groupby

import pytest

from journey_editor.drawing.draw_map import draw_map
from journey_editor.editing.change_words import ChangeWords, comparison_text
from journey_editor.editing.clip import Clip, clip_of
from journey_editor.editing.commands.cards import add_card
from journey_editor.editing.commands.journeys import add_journey, add_note, new_project
from journey_editor.editing.commands.lane_groups import (
    fold_groups,
    group_lanes,
    move_group,
    move_lane_by_one,
    removed_with_groups,
    ungroup,
)
from journey_editor.editing.commands.lanes import add_lane, give_to_persona, move_lane
from journey_editor.editing.commands.personas import add_persona
from journey_editor.editing.commands.projects import (
    duplicate_as_to_be,
    journey_document,
    merge_project,
)
from journey_editor.editing.commands.selection import move_by_one, neighbour_after_removal, remove_all
from journey_editor.editing.commands.stages import add_stage
from journey_editor.editing.comparison import compare
from journey_editor.editing.draft import Draft
from journey_editor.editing.editor import Editor
from journey_editor.editing.pasting import duplicate, paste_clip
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.identity import counting_ids
from journey_editor.interchange.json_format import dumps, loads
from journey_editor.layout.map_layout import lay_out
from journey_editor.model.document import Document, run_of
from journey_editor.model.lane_groups import lanes_in
from journey_editor.model.records import Lane, LaneGroup
from journey_editor.model.rules import check_document


class Map:
    """A journey with lanes a to e of everyone; those of Ana, which begin with x, follow them."""

    def __init__(self) -> None:
        self.editor = Editor(Document(), new_id=counting_ids())
        with self.edit() as draft:
            new_project(draft)
            self.journey = add_journey(draft, title="Support").id
            self.step = draft.steps_of(add_stage(draft, self.journey).id)[0].id
            self.ana = add_persona(draft, self.journey, name="Ana").id
            self.lanes = {name: add_lane(draft, self.journey, "text", title=name).id for name in "abcde"}
            for name in "xyz":
                self.lanes[name] = add_lane(draft, self.journey, "text", title=name, persona=self.ana).id

    def edit(self) -> AbstractContextManager[Draft]:
        return self.editor.edit("Edit")

    @property
    def document(self) -> Document:
        return self.editor.document

    def group(self, names: str) -> str:
        """Group lanes and return the id of the group."""
        with self.edit() as draft:
            made = group_lanes(draft, [self.lanes[each] for each in names], names.upper())
        return made.id

    def __str__(self) -> str:
        """The titles of the lanes in order, with those of each group in brackets."""
        runs = [list(run) for _, run in groupby(self.document.lanes_of(self.journey), key=run_of)]
        titles = ["".join(lane.title for lane in run) for run in runs]
        return "".join(
            f"[{title}]" if run[0].group else title for run, title in zip(runs, titles, strict=True)
        )


@pytest.fixture
def map_() -> Map:
    return Map()


def test_lanes_that_are_apart_follow_the_first_of_their_group(map_: Map) -> None:
    group = map_.group("bd")
    assert str(map_) == "a[bd]cexyz"
    orders = [lane.order for lane in map_.document.lanes_of(map_.journey)]
    assert orders == sorted(set(orders)), "the records are in the order that the map shows"
    assert [lane.title for lane in lanes_in(map_.document, group)] == ["b", "d"]


def test_a_lane_of_another_group_leaves_it_and_an_empty_group_is_gone(map_: Map) -> None:
    first = map_.group("bcd")
    second = map_.group("c")
    assert str(map_) == "a[bd][c]exyz"
    map_.group("bd")
    assert str(map_) == "a[bd][c]exyz"
    assert first not in map_.document
    with map_.edit() as draft:
        draft.remove(map_.lanes["c"])
    assert second not in map_.document, "a group goes with its last lane"
    assert map_.editor.undo() and second in map_.document


def test_only_lanes_of_one_persona_or_of_everyone_make_a_group(map_: Map) -> None:
    with pytest.raises(UserError, match="same persona"):
        map_.group("ax")
    map_.group("xz")
    assert str(map_) == "abcde[xz]y", "within the lanes of the persona"
    with map_.edit() as draft:
        give_to_persona(draft, [map_.lanes["z"]], "")
    assert str(map_) == "abcde[x]yz", "it has left the group"


@pytest.mark.parametrize(
    ("lane", "before", "group", "expected"),
    [
        ("a", "c", None, "[bcd]aexyz"),
        ("a", "c", "group", "[bacd]exyz"),
        ("e", None, "group", "a[bcde]xyz"),
        ("c", None, None, "a[bdc]exyz"),
        ("c", None, "", "a[bd]exyzc"),
        ("b", "a", "", "ba[cd]exyz"),
        ("a", "y", None, "[bcd]exyza"),
        ("x", "c", None, "a[bcd]exyz"),
    ],
)
def test_a_lane_enters_and_leaves_a_group_only_if_that_is_meant(
    map_: Map, lane: str, before: str | None, group: str | None, expected: str
) -> None:
    made = map_.group("bcd")
    with map_.edit() as draft:
        move_lane(draft, map_.lanes[lane], before and map_.lanes[before], made if group else group)
    assert str(map_) == expected


def test_a_lane_is_added_to_a_group_or_beside_it(map_: Map) -> None:
    group = map_.group("bc")
    with map_.edit() as draft:
        add_lane(draft, map_.journey, "text", title="n", group=group, before=map_.lanes["c"])
        add_lane(draft, map_.journey, "text", title="m", before=map_.lanes["c"])
    assert str(map_) == "a[bnc]mdexyz"


def test_the_keys_move_a_lane_into_through_and_out_of_groups(map_: Map) -> None:
    map_.group("bc")
    map_.group("xy")

    def moved(name: str, down: int) -> list[str]:
        seen = []
        while not seen or seen[-1] != str(map_):
            seen.append(str(map_))
            with map_.edit() as draft:
                move_lane_by_one(draft, map_.lanes[name], down)
        return seen

    assert moved("a", 1) == [
        *("a[bc]de[xy]z", "[abc]de[xy]z", "[bac]de[xy]z", "[bca]de[xy]z", "[bc]ade[xy]z", "[bc]dae[xy]z"),
        *("[bc]dea[xy]z", "[bc]de[xy]za"),
    ]
    assert moved("z", -1) == ["[bc]de[xy]za", "[bc]de[xyz]a", "[bc]de[xzy]a", "[bc]de[zxy]a", "[bc]dez[xy]a"]
    with map_.edit() as draft:
        fold_groups(draft, [each.id for each in draft.select(LaneGroup)], folded=True)
    assert moved("d", -1) == ["[bc]dez[xy]a", "d[bc]ez[xy]a"], "past a group that is collapsed"
    assert moved("z", 1) == ["d[bc]ez[xy]a", "d[bc]e[xy]za"]


def test_the_only_lane_of_a_persona_moves_between_those_of_everyone(map_: Map) -> None:
    with map_.edit() as draft:
        remove_all(draft, map_.journey, [map_.lanes["y"], map_.lanes["z"]])
        move_lane_by_one(draft, map_.lanes["x"], -1)
    assert str(map_) == "abcdxe"
    with map_.edit() as draft:
        move_lane_by_one(draft, map_.lanes["x"], -1)
    assert str(map_) == "abcxde"
    with map_.edit() as draft:
        move_lane_by_one(draft, map_.lanes["x"], 1)
    assert str(map_) == "abcdxe"


def test_a_lane_that_is_alone_in_its_group_moves_with_it(map_: Map) -> None:
    map_.group("c")
    with map_.edit() as draft:
        move_lane_by_one(draft, map_.lanes["c"], 1)
    assert str(map_) == "abd[c]exyz"


def test_a_group_moves_as_a_whole(map_: Map) -> None:
    group, hers = map_.group("bc"), map_.group("xy")
    map_.group("de")
    for step, expected in ((1, "a[de][bc][xy]z"), (1, "a[de][xy]z[bc]"), (1, "a[de][xy]z[bc]")):
        with map_.edit() as draft:
            move_by_one(draft, map_.journey, [group, map_.lanes["b"]], 0, step)
        assert str(map_) == expected
    for down, expected in ((-1, "a[de][xy]z[bc]"), (1, "a[de]z[xy][bc]"), (1, "a[de]z[xy][bc]")):
        with map_.edit() as draft:
            move_by_one(draft, map_.journey, [hers], 0, down)
        assert str(map_) == expected, "among the lanes of its persona"
    with map_.edit() as draft:
        move_group(draft, group, map_.lanes["e"])
    assert str(map_) == "a[de][bc]z[xy]", "not into another group"
    with map_.edit() as draft:
        move_group(draft, group, map_.lanes["a"])
    assert str(map_) == "[bc]a[de]z[xy]"


def test_a_persona_moves_past_a_whole_group(map_: Map) -> None:
    map_.group("cde")
    with map_.edit() as draft:
        move_by_one(draft, map_.journey, [map_.ana], 0, -1)
    assert str(map_) == "abxyz[cde]"


def test_the_lanes_of_a_removed_group_stay_or_go_along(map_: Map) -> None:
    group = map_.group("bc")
    with map_.edit() as draft:
        card = add_card(draft, map_.step, map_.lanes["b"], "Calls").id
        add_note(draft, map_.journey, "At the card", 0, 0, card=card)
        add_note(draft, map_.journey, "In the cell", 0, 0, step=map_.step, lane=map_.lanes["c"])
    along = removed_with_groups(map_.document, [group])
    assert (along.lanes, along.cards, along.notes) == (2, 1, 2)
    with map_.edit() as draft:
        ungroup(draft, [group])
    assert str(map_) == "abcdexyz" and group not in map_.document
    map_.editor.undo()
    assert neighbour_after_removal(map_.document, [group], lambda _: False) == map_.lanes["d"]
    with map_.edit() as draft:
        remove_all(draft, map_.journey, [group, map_.lanes["c"]])
    assert str(map_) == "adexyz" and card not in map_.document
    map_.editor.undo()
    assert str(map_) == "a[bc]dexyz"


def test_a_file_may_have_the_lanes_of_a_group_apart_and_of_several_personas(map_: Map) -> None:
    """They come together at the first, for each persona; the first edit of the lanes writes that order."""
    group = map_.group("bd")
    draft = Draft(map_.document)
    for name, order in zip("bacdezxy", "abcdefgh", strict=True):
        draft.change(draft.get(Lane, map_.lanes[name]), order=order)
    draft.change(draft.get(Lane, map_.lanes["z"]), group=group)
    draft.change(draft.get(Lane, map_.lanes["y"]), group=group)
    read = loads(dumps(draft.finish()))
    check_document(read)
    map_.editor = Editor(read)
    assert str(map_) == "[bd]ace[zy]x"
    with map_.edit() as draft:
        move_lane(draft, map_.lanes["e"], map_.lanes["a"])
    assert str(map_) == "[bd]eac[zy]x"
    assert "".join(lane.title for lane in map_.document.select(Lane, journey=map_.journey)) == "bdeaczyx"


def test_a_copied_group_brings_its_lanes_also_into_another_project(map_: Map) -> None:
    group = map_.group("bc")
    with map_.edit() as draft:
        add_card(draft, map_.step, map_.lanes["b"], "Calls")
        draft.change(draft.get(LaneGroup, group), collapsed=True)
    clip = Clip.from_json(clip_of(map_.document, map_.journey, [group, map_.lanes["b"]]).to_json())
    other = Map()
    theirs = other.group("de")
    with other.edit() as draft:
        pasted = paste_clip(draft, other.journey, clip, None, other.lanes["d"])
    assert str(other) == "abc[de][bc]xyz"
    (new,) = pasted.ids
    assert other.document.get(LaneGroup, new).name == "BC"
    assert other.document.get(LaneGroup, new).collapsed
    assert [card.text for card in other.document.cards_of(other.journey)] == ["Calls"]
    with other.edit() as draft:
        (again,) = duplicate(draft, other.journey, theirs)
    assert str(other) == "abc[de][de][bc]xyz" and again != theirs


def test_pasted_lanes_join_the_group_of_the_lane_before_them(map_: Map) -> None:
    group = map_.group("bc")
    clip = clip_of(map_.document, map_.journey, [map_.lanes[each] for each in "ae"])
    with map_.edit() as draft:
        pasted = paste_clip(draft, map_.journey, clip, None, map_.lanes["b"])
    assert str(map_) == "a[baec]dexyz" and len(pasted.ids) == 2
    map_.editor.undo()
    with map_.edit() as draft:
        paste_clip(draft, map_.journey, clip, None, group)
    assert str(map_) == "a[bc]aedexyz", "after a group that is selected, they are beside it"
    map_.editor.undo()
    hers = clip_of(map_.document, map_.journey, [map_.lanes["x"]])
    with map_.edit() as draft:
        paste_clip(draft, map_.journey, hers, None, map_.lanes["c"])
    assert str(map_) == "a[bc]dexxyz", "a lane of a persona stays among those"


def test_lanes_keep_the_group_of_their_name_in_another_journey(map_: Map) -> None:
    map_.group("bc")
    clip = clip_of(map_.document, map_.journey, [map_.lanes[each] for each in "bcd"])
    with map_.edit() as draft:
        here = paste_clip(draft, map_.journey, clip, None, map_.lanes["e"])
    assert str(map_) == "a[bc]debcdxyz" and len(here.ids) == 3, "out of its group, as a drag does it"
    with map_.edit() as draft:
        map_.journey = add_journey(draft, title="Another one").id
        there = paste_clip(draft, map_.journey, Clip.from_json(clip.to_json()), None)
    assert str(map_) == "[bc]d" and len(there.ids) == 3
    (group,) = {lane.group for lane in map_.document.lanes_of(map_.journey)} - {""}
    assert map_.document.get(LaneGroup, group).name == "BC"
    with map_.edit() as draft:
        paste_clip(draft, map_.journey, clip, None)
    assert str(map_) == "[bcbc]dd", "the second time they join it"
    map_.editor.undo()
    with map_.edit() as draft:
        draft.change(draft.get(LaneGroup, group), name="Blueprint")
        paste_clip(draft, map_.journey, clip, None, there.ids[0])
    assert str(map_) == "[bbcdc]d", "after a lane in a group they are in that one"


def test_a_to_be_copy_and_a_merged_project_have_the_groups_too(map_: Map) -> None:
    map_.group("bc")
    with map_.edit() as draft:
        new = duplicate_as_to_be(draft, map_.journey)
        merge_project(draft, journey_document(map_.document, map_.journey))
    assert [group.name for group in map_.document.select(LaneGroup)] == ["BC"] * 3
    map_.journey = new
    assert str(map_) == "a[bc]dexyz"


def test_a_comparison_shows_dropped_lanes_in_their_group(map_: Map) -> None:
    map_.group("bc")
    map_.group("de")
    with map_.edit() as draft:
        later = duplicate_as_to_be(draft, map_.journey)
        for lane in draft.lanes_of(later):
            if lane.title in "cde":
                draft.remove(lane.id)
        add_lane(draft, later, "touchpoint", title="n")
        group_lanes(draft, [draft.lanes_of(later)[-1].id], "New")
    found = compare(map_.document, map_.journey, later)
    said = [
        ChangeWords().of(map_.document, found, each)[0] for each in found.changes if each.kind == "dropped"
    ]
    assert "Group of lanes “\u2068DE\u2069”" in said
    assert "Group of lanes “\u2068New\u2069”" in comparison_text(ChangeWords(), map_.document, found)
    shown = Map()
    shown.editor, shown.journey = Editor(found.document), later
    assert str(shown) == "a[bc][de]xyz[n]"
    groups = {group.name: group.id for group in found.document.select(LaneGroup, journey=later)}
    drawn = draw_map(found.document, lay_out(found.document, later, today=date(2026, 3, 1))).groups
    assert {each.owner for each in drawn if each.role == "lane_group"} == set(groups.values())
    assert groups["DE"] in found.faint
