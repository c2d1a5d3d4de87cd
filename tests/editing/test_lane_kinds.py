"""Kinds of lanes that users define: shared by a project, copied and merged, and removed without loss."""

from datetime import date

import pytest

from journey_editor.drawing.draw_map import draw_map
from journey_editor.editing.clip import Clip, clip_of
from journey_editor.editing.commands.lanes import rename_lane_kind, set_lane_kind
from journey_editor.editing.commands.projects import merge_project
from journey_editor.editing.draft import Draft
from journey_editor.editing.pasting import paste_clip
from journey_editor.editing.search import find
from journey_editor.interchange.json_format import dumps, loads
from journey_editor.layout.map_layout import lay_out
from journey_editor.layout.theme import THEMES
from journey_editor.model.records import Card, Lane, LaneKind
from journey_editor.text.matching import Query
from tests.lane_maps import blueprint, summaries, with_policies


def test_the_lane_and_its_cards_have_the_look_of_the_kind_in_every_theme() -> None:
    document, lane, _ = with_policies(blueprint())
    journey = document.journeys()[0].id
    for name, theme in THEMES.items():
        layout = lay_out(document, journey, today=date(2026, 1, 1), theme_name=name)
        (row,) = [each for each in layout.lanes if each.id == lane]
        assert row.icon == "lock"
        groups = draw_map(document, layout).groups
        (cell,) = [each for each in groups if each.role == "cell" and each.owner.endswith(f"/{lane}")]
        (card,) = cell.children
        assert theme.tag(4).tint in str(card)
        assert "Policies: 14 days to return it" in str(card)


def test_a_lane_gets_the_name_of_its_kind_as_title_until_it_has_one_of_its_own() -> None:
    document, lane, kind = with_policies(blueprint())
    draft = Draft(document)
    assert draft.get(Lane, lane).title == "Policies"
    rename_lane_kind(draft, kind, "Rules")
    assert draft.get(Lane, lane).title == "Rules"
    draft.change(draft.get(Lane, lane), title="Rules of the store")
    rename_lane_kind(draft, kind, "Law")
    assert draft.get(Lane, lane).title == "Rules of the store"
    set_lane_kind(draft, lane, "action")
    assert (draft.get(Lane, lane).own_kind, draft.get(Lane, lane).kind) == ("", "action")
    set_lane_kind(draft, lane, kind)
    assert draft.get(Lane, lane).kind == "action", "new cards keep their kind"
    assert [card.kind for card in draft.select(Card, lane=lane)] == ["text"]


def test_a_line_or_an_emotion_lane_of_a_defined_kind_becomes_a_lane_for_cards() -> None:
    document, _, kind = with_policies(blueprint())
    draft = Draft(document)
    line = next(lane for lane in draft.select(Lane) if lane.kind == "visibility_line")
    set_lane_kind(draft, line.id, kind)
    assert draft.get(Lane, line.id).kind == "text"


def test_removing_the_kind_keeps_the_lanes_and_their_cards() -> None:
    document, lane, kind = with_policies(blueprint())
    draft = Draft(document)
    draft.remove(kind)
    after = draft.finish()
    assert after.get(Lane, lane).title == "Policies"
    assert after.get(Lane, lane).own_kind == ""
    assert after.select(Card) == document.select(Card)


@pytest.mark.parametrize("known", [False, True])
def test_a_pasted_lane_brings_its_kind_along_once(known: bool) -> None:
    document, lane, kind = with_policies(blueprint())
    clip = Clip.from_json(clip_of(document, document.journeys()[0].id, [lane]).to_json())
    other = Draft(with_policies(summaries())[0] if known else summaries())
    journey = other.journeys()[0].id
    paste_clip(other, journey, clip, None)
    pasted = other.lanes_of(journey)[-1]
    (own,) = other.lane_kinds()
    assert pasted.own_kind == own.id
    assert (own.name, own.icon, own.color) == ("Policies", "lock", 4)
    assert own.id != kind or not known


def test_merged_projects_share_equal_kinds_and_json_keeps_them() -> None:
    document, *_ = with_policies(blueprint())
    draft = Draft(with_policies(summaries())[0])
    merge_project(draft, document)
    assert len(draft.lane_kinds()) == 1
    merged = draft.finish()
    assert {lane.own_kind for lane in merged.select(Lane) if lane.own_kind} == {merged.lane_kinds()[0].id}
    assert loads(dumps(merged)).select(LaneKind) == merged.select(LaneKind)


def test_the_name_of_a_kind_is_found() -> None:
    document, lane, kind = with_policies(blueprint())
    assert [(hit.id, hit.field) for hit in find(document, Query("policies"))] == [
        (lane, "title"),
        (kind, "name"),
    ]
