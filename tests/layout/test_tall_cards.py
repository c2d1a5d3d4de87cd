"""Cards over several lanes on the map: where they are among others, and what mouse and keys meet there."""

from collections.abc import Sequence
from datetime import date

import pytest

from journey_editor.editing.commands.cards import add_card
from journey_editor.editing.commands.journeys import add_journey, new_project
from journey_editor.editing.commands.lane_groups import fold_groups, group_lanes
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.stages import add_stage
from journey_editor.editing.draft import Draft
from journey_editor.foundation.geometry import Box
from journey_editor.foundation.identity import counting_ids
from journey_editor.layout.boxes import CardLayout, CellLayout, LaneLayout, MapLayout
from journey_editor.layout.map_layout import lay_out
from journey_editor.layout.queries.drop_targets import card_drop
from journey_editor.layout.queries.edges import card_edge_at, lanes_for_span
from journey_editor.layout.queries.free_room import free_room
from journey_editor.layout.queries.hit_testing import boxes_of, cell_of, hit, touched_by
from journey_editor.layout.queries.navigation import Direction, Place, neighbour, next_cell
from journey_editor.layout.theme import LANE_PADDING
from journey_editor.model.document import Document
from journey_editor.model.records import Card, Lane
from tests.layout.invariants import check_all, check_links

KINDS = ("frontstage", "visibility_line", "backstage", "support_process", "count", "text")
CARD_LANES = ("frontstage", "backstage", "support_process", "text")


class Tall:
    """A map of three steps with a group of lanes of these kinds; cards are named by their texts."""

    def __init__(self, cards: Sequence[tuple[str, int, str, str]], direction: str = "ltr") -> None:
        """Add cards: text, step, first and last lane. A text with → spans two steps."""
        draft = Draft(Document(), counting_ids())
        new_project(draft)
        self.journey = add_journey(draft, title="Tall", direction=direction).id
        for _ in range(3):
            add_stage(draft, self.journey)
        self.steps = [step.id for step in draft.columns_of(self.journey)]
        self.lanes = {kind: add_lane(draft, self.journey, kind).id for kind in KINDS}
        self.group = group_lanes(draft, self.lanes.values(), "Group").id
        self.cards = {}
        for text, step, first, last in cards:
            last_step = self.steps[step + 1] if "→" in text else ""
            last_lane = self.lanes[last] if last else ""
            card = add_card(
                draft, self.steps[step], self.lanes[first], text, last_step=last_step, last_lane=last_lane
            )
            self.cards[text] = card.id
        self.document = draft.finish()
        self.layout: MapLayout = lay_out(self.document, self.journey, today=date(2026, 3, 1))
        check_all(self.layout)
        check_links(self.layout)

    def __getitem__(self, text: str) -> Box:
        return self.placed(text).box

    def placed(self, text: str) -> CardLayout:
        return self.layout.cards[self.cards[text]]

    def row(self, kind: str) -> LaneLayout:
        return next(lane for lane in self.layout.lanes if lane.kind == kind)

    def cell(self, step: int, kind: str) -> CellLayout:
        found = cell_of(self.layout, self.steps[step], self.lanes[kind])
        assert found is not None
        return found

    def changed(self, kind: str = "", **details: object) -> MapLayout:
        """Return the layout with another lane, or with the group collapsed."""
        draft = Draft(self.document)
        if kind:
            draft.change(draft.get(Lane, self.lanes[kind]), **details)
        else:
            fold_groups(draft, [self.group], folded=True)
        return lay_out(draft.finish(), self.journey, today=date(2026, 3, 1))

    def covers(self, text: str, layout: MapLayout | None = None) -> list[str]:
        """Return the kinds of the lanes for cards that a card is drawn over."""
        layout = layout or self.layout
        box = layout.cards[self.cards[text]].box
        lanes = (lane for lane in layout.lanes if lane.box.y < box.bottom - 1 and box.y < lane.box.bottom)
        return [lane.kind for lane in lanes if lane.kind in CARD_LANES]


@pytest.fixture(params=["ltr", "rtl"])
def direction(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_a_card_is_drawn_from_its_first_lane_to_its_last(direction: str) -> None:
    map_ = Tall([("tall", 0, "frontstage", "support_process")], direction)
    box, first, last = map_["tall"], map_.row("frontstage"), map_.row("support_process")
    assert box.y == pytest.approx(first.box.y + LANE_PADDING)
    assert box.bottom == pytest.approx(last.box.bottom - LANE_PADDING)
    assert (box.x, box.width) == pytest.approx(
        (map_.cell(0, "frontstage").box.x, map_.layout.steps[0].column.width)
    )
    assert map_.placed("tall").body.height == pytest.approx(box.height)
    assert map_.row("visibility_line").crossed == (box,), "the line is not drawn over the card"
    for kind in ("frontstage", "visibility_line", "backstage", "support_process"):
        found = hit(map_.layout, box.center[0], map_.row(kind).box.center[1])
        assert found is not None and found.id == map_.cards["tall"]
    assert touched_by(map_.layout, map_.row("backstage").box) == (map_.cards["tall"],)


def test_it_is_below_the_cards_of_its_first_lane_and_above_those_of_its_last(direction: str) -> None:
    map_ = Tall(
        [
            ("above", 0, "frontstage", ""),
            ("tall", 0, "frontstage", "backstage"),
            ("below", 0, "backstage", ""),
        ],
        direction,
    )
    assert map_["above"].bottom < map_["tall"].y < map_["tall"].bottom < map_["below"].y
    assert map_["above"].x == map_["tall"].x == map_["below"].x


def test_it_is_beside_the_cards_of_the_lanes_between(direction: str) -> None:
    cards = [(f"card {number}", 0, "backstage", "") for number in range(40)]
    map_ = Tall([("tall", 0, "frontstage", "support_process"), *cards], direction)
    column = map_.layout.steps[0].column
    tall, others = map_["tall"], [map_[text] for text, *_ in cards]
    if direction == "ltr":
        assert tall.right == pytest.approx(column.right) and all(each.right < tall.x for each in others)
    else:
        assert tall.x == pytest.approx(column.x) and all(tall.right < each.x for each in others)
    assert map_.cell(0, "backstage").box.bottom >= max(each.bottom for each in others) + LANE_PADDING


def test_two_of_them_are_side_by_side_or_one_below_the_other(direction: str) -> None:
    beside = Tall([("one", 0, "frontstage", "support_process"), ("two", 0, "backstage", "text")], direction)
    assert beside.covers("one") == ["frontstage", "backstage", "support_process"]
    assert beside.covers("two") == ["backstage", "support_process"], "it ends above the chart"
    assert not beside["one"].overlaps(beside["two"]) and beside["one"].x != beside["two"].x
    below = Tall(
        [("one", 0, "frontstage", "backstage"), ("two", 0, "backstage", "support_process")], direction
    )
    assert below["one"].bottom < below["two"].y and below["one"].x == below["two"].x


def test_over_several_steps_it_ends_above_the_first_card_in_its_way(direction: str) -> None:
    map_ = Tall(
        [
            ("→ wide", 0, "frontstage", "support_process"),
            ("in its way", 1, "backstage", ""),
            ("→ free", 1, "backstage", "support_process"),
        ],
        direction,
    )
    assert map_.covers("→ wide") == ["frontstage", "backstage"]
    assert map_["→ wide"].bottom < map_["in its way"].y
    first, second = (map_.layout.steps[index].column for index in (0, 1))
    assert map_["→ wide"].width == pytest.approx(max(first.right, second.right) - min(first.x, second.x))
    assert map_.covers("→ free") == ["backstage", "support_process"]


def test_hidden_and_collapsed_lanes_shorten_it() -> None:
    map_ = Tall([("tall", 0, "frontstage", "support_process")])
    assert map_.covers("tall", map_.changed("backstage", hidden=True)) == ["frontstage", "support_process"]
    assert map_.covers("tall", map_.changed("support_process", hidden=True)) == ["frontstage", "backstage"]
    assert map_.covers("tall", map_.changed("backstage", collapsed=True)) == ["frontstage"]
    assert map_.covers("tall", map_.changed("support_process", collapsed=True)) == ["frontstage", "backstage"]
    for first_is_not_shown in (
        map_.changed("frontstage", hidden=True),
        map_.changed("frontstage", collapsed=True),
        map_.changed(),
    ):
        assert map_.cards["tall"] not in first_is_not_shown.cards


def test_in_rows_of_stages_each_row_has_a_part() -> None:
    map_ = Tall([("→ wide", 0, "frontstage", "backstage")])
    layout = lay_out(map_.document, map_.journey, today=date(2026, 3, 1), rows=3)
    check_all(layout)
    first, second = boxes_of(layout, map_.cards["→ wide"])
    assert first.bottom < layout.bands[1].y < second.y
    for band, box in enumerate((first, second)):
        rows = [lane for lane in layout.lanes if lane.band == band and lane.box.overlaps(box)]
        assert [lane.kind for lane in rows] == ["frontstage", "visibility_line", "backstage"]


def test_arrow_keys_meet_a_card_once_and_go_on_after_its_last_lane(direction: str) -> None:
    map_ = Tall(
        [
            ("tall", 1, "frontstage", "support_process"),
            ("before", 0, "backstage", ""),
            ("after", 2, "support_process", ""),
            ("beside", 1, "backstage", ""),
        ],
        direction,
    )
    forward: Direction = "right" if direction == "ltr" else "left"
    back: Direction = "left" if direction == "ltr" else "right"

    def walk(text: str, kind: str, way: Direction) -> str:
        card = map_.document.get(Card, map_.cards[text])
        found = neighbour(map_.layout, Place(card.id, card.step, map_.lanes[kind]), way)
        return next((each for each, shown in map_.cards.items() if found and shown == found.id), "")

    assert walk("before", "backstage", forward) == "beside"
    assert walk("beside", "backstage", forward) == "tall"
    assert walk("tall", "backstage", back) == "beside"
    assert walk("tall", "support_process", forward) == "after"
    assert walk("after", "support_process", back) == "tall"
    place = Place(map_.cards["tall"], map_.steps[1], map_.lanes["frontstage"])
    down = neighbour(map_.layout, place, "down")
    assert down == Place("", map_.steps[1], map_.lanes["text"]), "not the lanes that it covers"


def test_new_and_dropped_cards_get_the_room_beside_it(direction: str) -> None:
    map_ = Tall([("tall", 0, "frontstage", "support_process"), ("between", 0, "backstage", "")], direction)
    cell = map_.cell(0, "support_process")
    room = free_room(map_.layout, cell)
    assert not room.overlaps(map_["tall"]) and min(room.width, room.height) > 30
    drop = card_drop(map_.layout, *room.center, [])
    assert drop is not None and (drop.step, drop.lane) == (map_.steps[0], map_.lanes["support_process"])
    assert not drop.mark.overlaps(map_["tall"])
    over = card_drop(map_.layout, *map_["tall"].center, [])
    assert over is not None and over.step == map_.steps[0], "also with the pointer over the card"


def test_its_upper_and_lower_edge_change_its_lanes(direction: str) -> None:
    map_ = Tall(
        [("tall", 0, "frontstage", "backstage"), ("short", 1, "backstage", ""), ("apart", 2, "text", "")],
        direction,
    )
    for text in ("tall", "short"):
        box = map_[text]
        assert [lane.kind for lane in lanes_for_span(map_.layout, map_.cards[text])] == [*CARD_LANES[:3]]
        for y, leading in ((box.y + 1, True), (box.bottom - 1, False)):
            edge = card_edge_at(map_.layout, map_.cards[text], box.center[0], y, 6)
            assert edge is not None and (edge.lanes, edge.leading) == (True, leading)
        assert card_edge_at(map_.layout, map_.cards[text], *box.center, 6) is None
    # Below the chart there is no other lane that it could reach.
    box = map_["apart"]
    assert card_edge_at(map_.layout, map_.cards["apart"], box.center[0], box.bottom - 1, 6) is None


def test_tab_passes_the_cells_that_a_card_covers_from_another_lane(direction: str) -> None:
    cards = [("tall", 1, "frontstage", "support_process"), ("beside", 1, "support_process", "")]
    map_ = Tall(cards, direction)

    def next_step(step: int, kind: str, by: int) -> tuple[str, str] | None:
        found = next_cell(map_.layout, map_.steps[step], map_.lanes[kind], by)
        return (found.step, found.lane) if found is not None else None

    covering, passed = (map_.steps[1], map_.lanes["frontstage"]), (map_.steps[2], map_.lanes["backstage"])
    assert next_step(0, "frontstage", 1) == covering
    assert next_step(0, "backstage", 1) == passed
    assert next_step(2, "backstage", -1) == (map_.steps[0], map_.lanes["backstage"])
    assert next_step(0, "support_process", 1) == (map_.steps[1], map_.lanes["support_process"])
