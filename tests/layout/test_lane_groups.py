"""Groups of lanes on the map: their headings, the row of a collapsed one, and what mouse and keys meet."""

from datetime import date
from itertools import pairwise

import pytest

from journey_editor.drawing.draw_map import draw_map
from journey_editor.editing.commands.lane_groups import fold_groups
from journey_editor.editing.draft import Draft
from journey_editor.editing.search import find
from journey_editor.layout.boxes import LaneGroupLayout, MapLayout
from journey_editor.layout.map_layout import lay_out
from journey_editor.layout.queries.editable_fields import editable
from journey_editor.layout.queries.headers import lane_names
from journey_editor.layout.queries.hit_testing import boxes_of, hit
from journey_editor.layout.queries.navigation import Place, neighbour
from journey_editor.layout.queries.presentation_stops import rows_of
from journey_editor.layout.queries.row_drop_targets import (
    RowDrop,
    group_drop,
    lane_drop,
    persona_lane_drop,
)
from journey_editor.layout.queries.text_spans import ShownTexts
from journey_editor.model.document import Document
from journey_editor.model.records import Card, Lane, LaneGroup, Persona
from journey_editor.text.matching import Query
from tests.group_maps import LONG_NAME, lane_groups, lane_groups_from_the_right

TODAY = date(2026, 3, 1)


class Groups:
    """The map of groups with its layout, in one row of stages or in several."""

    def __init__(self, document: Document, rows: int = 1) -> None:
        self.document = document
        self.journey = document.journeys()[0].id
        self.layout: MapLayout = lay_out(document, self.journey, today=TODAY, rows=rows)

    def group(self, name: str, band: int = 0) -> LaneGroupLayout:
        ids = [each.id for each in self.document.select(LaneGroup) if each.name == name]
        return next(each for each in self.layout.lane_groups if each.id in ids and each.band == band)

    def lane(self, kind: str, persona: str = "") -> str:
        lanes = self.document.lanes_of(self.journey)
        owner = next((each.id for each in self.document.select(Persona) if each.name == persona), "")
        return next(lane.id for lane in lanes if (lane.kind, lane.persona) == (kind, owner))


@pytest.fixture(scope="module")
def map_() -> Groups:
    return Groups(lane_groups())


@pytest.fixture(scope="module")
def from_the_right() -> Groups:
    return Groups(lane_groups_from_the_right())


def test_the_rows_follow_each_other_without_gaps_and_overlaps(map_: Groups, from_the_right: Groups) -> None:
    for layout in (map_.layout, from_the_right.layout, Groups(lane_groups(), rows=3).layout):
        for band in range(len(layout.bands)):
            rows = rows_of(layout, band)
            assert all(one.bottom <= other.top + 0.01 for one, other in pairwise(rows))
            assert rows[-1].bottom <= layout.bands[band].bottom + 0.01
            for group in (each for each in layout.lane_groups if each.band == band):
                inside = [lane for lane in layout.lanes if lane.id in group.lanes and lane.band == band]
                assert bool(inside) == (group.folded is None)
                assert all(group.box.y < lane.box.y < lane.box.bottom <= group.box.bottom for lane in inside)
                assert group.name.bottom <= group.header.bottom


def test_a_collapsed_group_leaves_one_row_that_says_what_it_holds(map_: Groups) -> None:
    insights = map_.group("Insights")
    assert insights.folded is not None
    assert [line.text for line in insights.folded.lines] == ["2 lanes · 5 cards, collapsed"]
    assert [(sign.kind, sign.icon) for sign in insights.signs] == [
        ("pain_point", "triangle-alert"),
        ("opportunity", "lightbulb"),
    ]
    inside = {card.id for lane in insights.lanes for card in map_.document.select(Card, lane=lane)}
    assert inside and inside.isdisjoint(map_.layout.cards)
    drawn = [each.id for each in map_.layout.links]
    assert len(drawn) == 1 < len(map_.document.links_of(map_.journey)), "not the link to such a card"
    groups = draw_map(map_.document, map_.layout).groups
    (row,) = [group for group in groups if group.owner == insights.id]
    assert row.label == "Insights: 2 lanes · 5 cards, collapsed"


def test_the_name_of_an_open_group_has_the_whole_strip(map_: Groups, from_the_right: Groups) -> None:
    for each in (map_, from_the_right):
        (line,) = each.group(LONG_NAME).name.lines
        assert line.text == LONG_NAME
    names = [each.name for each in map_.layout.lane_groups if each.folded is not None]
    assert max(len(name.lines) for name in names) > 1, "the strip of a collapsed one says what it holds"


def test_each_row_of_stages_says_what_a_collapsed_group_holds_there() -> None:
    rows = Groups(lane_groups(), rows=2)
    said = [rows.group("Insights", band).folded for band in range(2)]
    assert [block.lines[0].text for block in said if block] == [
        "2 lanes · 1 card, collapsed",
        "2 lanes · 4 cards, collapsed",
    ]


@pytest.mark.parametrize("rtl", [False, True])
def test_a_click_on_the_triangle_folds_and_one_on_the_strip_selects(
    map_: Groups, from_the_right: Groups, rtl: bool
) -> None:
    shown = from_the_right if rtl else map_
    for group in shown.layout.lane_groups:
        found = hit(shown.layout, *group.sign.center)
        assert found is not None and (found.kind, found.id, found.field) == ("lane_group", group.id, "fold")
        for x in (group.name.box.center[0], group.header.center[0]):
            found = hit(shown.layout, x, group.header.center[1])
            assert found is not None and (found.id, found.field) == (group.id, "name")
        assert boxes_of(shown.layout, group.id) == (group.header,)
        ahead = group.name.x > group.sign.x
        assert ahead != rtl
    names = lane_names(shown.layout)
    assert names is not None
    edge = min(group.header.x for group in shown.layout.lane_groups)
    assert rtl or names.x == edge, "the bracket is beside the names when these are frozen"


def test_the_arrow_keys_walk_over_the_headings(map_: Groups) -> None:
    down = [map_.lane("action")]
    while (place := neighbour(map_.layout, Place(down[-1]), "down")) is not None:
        down.append(place.id)
    blueprint, insights = map_.group("Blueprint").id, map_.group("Insights").id
    assert down[1:3] == [blueprint, map_.lane("frontstage")]
    assert down[down.index(insights) - 1] == map_.lane("emotion")
    assert neighbour(map_.layout, Place(blueprint), "right") == neighbour(
        map_.layout, Place(map_.lane("frontstage")), "right"
    )
    assert neighbour(map_.layout, Place(insights), "right") is None
    above = neighbour(map_.layout, Place("", map_.layout.steps[0].id, map_.lane("frontstage")), "up")
    assert above is not None and above.lane == map_.lane("action"), "from cell to cell"


def dropped(drop: RowDrop | None) -> tuple[str | None, str]:
    assert drop is not None
    return drop.before, drop.group


def test_a_lane_is_dropped_into_a_group_or_beside_it(map_: Groups) -> None:
    layout, blueprint = map_.layout, map_.group("Blueprint")
    actions, evidence = map_.lane("action"), map_.lane("physical_evidence")
    boxes = {lane.id: lane.box for lane in layout.lanes}
    frontstage, support = blueprint.lanes[0], blueprint.lanes[-1]
    following = map_.group(LONG_NAME).lanes[0]
    for y, expected in (
        (boxes[actions].y + 10, (actions, "")),
        (boxes[actions].bottom - 10, (frontstage, "")),
        (blueprint.header.y, (frontstage, "")),
        (blueprint.header.bottom - 3, (frontstage, blueprint.id)),
        (boxes[frontstage].bottom - 10, (blueprint.lanes[1], blueprint.id)),
        (boxes[support].bottom - 10, (following, blueprint.id)),
        (blueprint.box.bottom - 1, (following, "")),
    ):
        assert dropped(lane_drop(layout, y, evidence)) == expected
    inside = lane_drop(layout, boxes[support].bottom - 10, evidence)
    assert inside is not None and inside.room == blueprint.box
    assert inside.mark.width < blueprint.box.width - 20


def test_a_lane_is_dropped_into_a_collapsed_group_and_not_into_those_of_personas(map_: Groups) -> None:
    layout, insights, actions = map_.layout, map_.group("Insights"), map_.lane("action")
    into = lane_drop(layout, insights.header.center[1], actions)
    assert into is not None and (into.group, into.room) == (insights.id, insights.header)
    assert dropped(lane_drop(layout, insights.box.y + 2, actions)) == (insights.lanes[0], "")
    hers = map_.group("Inside")
    assert dropped(lane_drop(layout, hers.header.bottom, actions))[1] == ""
    own = map_.lane("action", "Ana Castelo")
    assert dropped(lane_drop(layout, hers.header.bottom, own)) == (hers.lanes[0], hers.id)
    assert dropped(lane_drop(layout, 0, own)) == (own, "")
    below = next(row for row in layout.lane_groups if row.persona not in ("", hers.persona))
    assert dropped(lane_drop(layout, layout.height, own)) == (below.lanes[0], "")


def test_a_group_is_dropped_between_rows_as_a_whole(map_: Groups) -> None:
    layout, blueprint, insights = map_.layout, map_.group("Blueprint"), map_.group("Insights")
    assert dropped(group_drop(layout, 0, insights.id)) == (map_.lane("physical_evidence"), "")
    for y in (blueprint.box.y + 5, blueprint.header.bottom + 5):
        assert dropped(group_drop(layout, y, insights.id)) == (blueprint.lanes[0], "")
    hers = map_.group("Inside")
    assert dropped(group_drop(layout, 0, hers.id)) == (map_.lane("action", "Ana Castelo"), "")
    ana = next(each.id for each in map_.document.select(Persona) if each.name == "Ana Castelo")
    assert dropped(persona_lane_drop(layout, insights.box.y, ana)) == (insights.lanes[0], "")
    assert lane_drop(layout, 0, insights.lanes[0]) is None, "its lanes are not on the map"


def test_the_name_of_a_group_is_found_and_can_be_edited_in_place(map_: Groups) -> None:
    group = map_.group("Insights")
    (found,) = find(map_.document, Query("insights"))
    assert (found.id, found.field) == (group.id, "name")
    (shown,) = ShownTexts(map_.layout).of(found.id, found.field)
    assert shown.frame == group.header and shown.boxes_of("Insights", 0, 8)
    text = editable(map_.layout, map_.document, group.id)
    assert text is not None and (text.field, text.text, text.lines) == ("name", "Insights", False)


def test_a_map_of_collapsed_groups_alone_has_rows_and_no_cells() -> None:
    draft = Draft(lane_groups())
    fold_groups(draft, [each.id for each in draft.select(LaneGroup)], folded=True)
    for lane in draft.select(Lane, group=""):
        draft.remove(lane.id)
    folded = Groups(draft.finish())
    assert folded.layout.lanes == folded.layout.cells == ()
    assert len(rows_of(folded.layout, 0)) == len(folded.layout.lane_groups) == 6
    assert lane_names(folded.layout) is not None
