"""Hit testing, selection rectangle, keyboard navigation and editable fields."""

import pytest

from journey_editor.editing.commands.lanes import move_lane
from journey_editor.editing.draft import Draft
from journey_editor.foundation.geometry import Box, bounds
from journey_editor.layout.map_layout import lay_out
from journey_editor.layout.queries.editable_fields import editable
from journey_editor.layout.queries.hit_testing import boxes_of, card_order, cell_of, hit, touched_by
from journey_editor.layout.queries.navigation import (
    Place,
    end_of_lane,
    end_of_map,
    first_place,
    neighbour,
    next_cell,
    place_of,
)
from tests.layout.small_map import TODAY, SmallMap, mirrored, small_map


@pytest.fixture(scope="module")
def small() -> SmallMap:
    return small_map()


@pytest.fixture(scope="module")
def turned(small: SmallMap) -> SmallMap:
    return mirrored(small)


def found(small: SmallMap, x: float, y: float, tolerance: float = 0.0) -> tuple[str, str, str]:
    there = hit(small.layout, x, y, tolerance)
    return (there.kind, there.id, there.field) if there else ("", "", "")


@pytest.mark.parametrize(
    ("name", "kind", "field"),
    [
        ("orders", "card", "text"),
        ("buy", "stage", "name"),
        ("ask", "step", "name"),
        ("actions", "lane", "title"),
        ("note", "note", "text"),
        ("at shop", "point", ""),
        ("ada", "persona", "name"),
    ],
)
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_all_drawn_objects_can_be_hit(
    small: SmallMap, turned: SmallMap, name: str, kind: str, field: str, direction: str
) -> None:
    a_map = small if direction == "ltr" else turned
    box = boxes_of(a_map.layout, a_map[name])[0]
    place = {
        "lane": lambda: _on_title(a_map, name),
        "stage": lambda: _on_name(a_map, name),
        "persona": lambda: a_map.layout.header.personas[0].name.box.center,
    }.get(kind, lambda: box.center)()
    assert found(a_map, *place) == (kind, a_map[name], field)


def _on_title(a_map: SmallMap, name: str) -> tuple[float, float]:
    return next(lane.title.box.center for lane in a_map.layout.lanes if lane.id == a_map[name])


def _on_name(a_map: SmallMap, name: str) -> tuple[float, float]:
    return next(stage.name.box.center for stage in a_map.layout.stages if stage.id == a_map[name])


def test_goals_subtitles_title_and_scenario_are_separate_fields(small: SmallMap) -> None:
    layout = small.layout
    stage, lane = layout.stages[0], layout.lanes[0]
    assert stage.goal and lane.subtitle
    assert found(small, *stage.goal.box.center) == ("stage", small["buy"], "goal")
    assert found(small, *lane.subtitle.box.center) == ("lane", small["actions"], "subtitle")
    assert found(small, *layout.header.title.box.center) == ("journey", small["journey"], "title")
    assert [each.field for each in layout.header.fields] == ["scenario", "state"]
    for field in layout.header.fields:
        assert found(small, *field.box.center) == ("journey", small["journey"], field.field)


def test_the_hit_of_an_empty_cell_has_its_step_and_lane(small: SmallMap) -> None:
    cell = cell_of(small.layout, small["send"], small["actions"])
    assert cell is not None and not cell.cards
    there = hit(small.layout, *cell.box.center)
    assert there is not None
    assert (there.kind, there.id, there.step, there.lane) == ("cell", "", small["send"], small["actions"])


def test_the_hit_of_a_chart_has_the_step_under_the_pointer(small: SmallMap) -> None:
    frame = small.layout.charts[0].frame
    step = next(step for step in small.layout.steps if step.id == small["ask"])
    there = hit(small.layout, step.column.center[0], frame.y + 3)
    assert there is not None
    assert (there.kind, there.step, there.lane) == ("chart", small["ask"], small["emotion"])


def test_points_and_links_are_hit_within_a_tolerance(small: SmallMap) -> None:
    point = next(p for c in small.layout.charts[0].curves for p in c.points if p.id == small["free"])
    assert found(small, point.x + 14, point.y)[0] == "chart"
    assert found(small, point.x + 14, point.y, tolerance=6)[:2] == ("point", small["free"])
    link = small.layout.links[0]
    (x1, y1), (x2, y2) = link.points[0], link.points[1]
    beside = ((x1 + x2) / 2, (y1 + y2) / 2 + (4 if y1 == y2 else 0))
    assert found(small, *beside, tolerance=6)[1] in (small["handoff"], small["shop"], small["mail"])


def test_nothing_is_hit_outside_the_map(small: SmallMap) -> None:
    assert hit(small.layout, -40, -40) is None


def test_the_header_of_a_persona_lane_is_hit(small: SmallMap) -> None:
    header = small.layout.persona_lanes[0].header
    assert found(small, *header.center)[:2] == ("persona_lane", small["ada"])


def test_a_selection_rectangle_selects_what_it_touches(small: SmallMap) -> None:
    cards = small.layout.cards
    area = bounds([cards[small["orders"]].box, cards[small["pays"]].box])
    assert set(touched_by(small.layout, area)) == {small["orders"], small["pays"]}
    sliver = Box(area.x - 5, area.y - 5, 6, 6)
    assert touched_by(small.layout, sliver) == (small["orders"],)
    everything = touched_by(small.layout, Box(0, 0, small.layout.width, small.layout.height))
    assert {small["free"], small["at shop"], small["note"]} < set(everything)


def test_the_reading_order_of_cards_is_lane_by_lane(small: SmallMap, turned: SmallMap) -> None:
    names = ["orders", "pays", "writes", "shop", "mail", "label", "too late"]
    assert card_order(small.layout) == tuple(small[name] for name in names)
    assert card_order(turned.layout) == card_order(small.layout)


def walk(a_map: SmallMap, start: str, *directions: str) -> Place | None:
    place: Place | None = place_of(a_map.layout, a_map[start])
    for direction in directions:
        assert place is not None
        place = neighbour(a_map.layout, place, direction)  # type: ignore[arg-type]
    return place


def test_arrow_keys_move_through_cards_and_empty_cells(small: SmallMap) -> None:
    assert walk(small, "orders", "down") == place_of(small.layout, small["pays"])
    assert walk(small, "pays", "down") == place_of(small.layout, small["shop"])
    assert walk(small, "shop", "up") == place_of(small.layout, small["pays"])
    assert walk(small, "pays", "right") == place_of(small.layout, small["writes"])
    assert walk(small, "writes", "right") == Place("", small["send"], small["actions"])
    assert walk(small, "writes", "right", "right") is None


def test_arrow_keys_move_through_the_points_and_empty_steps_of_the_emotion_lane(small: SmallMap) -> None:
    assert walk(small, "label", "down") == Place("", small["send"], small["thoughts"])
    point = Place(small["free"], small["send"], small["emotion"])
    assert walk(small, "label", "down", "down") == point
    assert walk(small, "free", "left") == Place("", small["ask"], small["emotion"])
    assert walk(small, "free", "left", "left") == place_of(small.layout, small["at shop"])
    assert walk(small, "free", "right") is None
    assert walk(small, "label", "down", "down", "down") == place_of(small.layout, small["too late"])
    assert walk(small, "too late", "up") == point


def test_home_and_end_go_to_the_ends_of_the_lane_or_of_the_map(small: SmallMap) -> None:
    layout = small.layout
    empty = Place("", small["send"], small["actions"])
    assert end_of_lane(layout, empty, -1) == place_of(layout, small["orders"])
    assert end_of_lane(layout, place_of(layout, small["pays"]), 1) == empty
    assert end_of_lane(layout, place_of(layout, small["free"]), -1) == place_of(layout, small["at shop"])
    assert end_of_map(layout, -1) == place_of(layout, small["orders"])
    assert end_of_map(layout, 1) == place_of(layout, small["too late"])


def test_after_the_last_step_of_a_lane_comes_the_first_of_the_next(small: SmallMap) -> None:
    after = next_cell(small.layout, small["send"], small["actions"], 1)
    assert after is not None
    assert (after.step, after.lane) == (small["buy1"], small["adas"])
    assert next_cell(small.layout, small["send"], small["pains"], 1) is None


def test_left_and_right_arrow_keys_are_swapped_on_a_right_to_left_map(turned: SmallMap) -> None:
    assert walk(turned, "pays", "left") == place_of(turned.layout, turned["writes"])
    assert walk(turned, "writes", "right") in (
        place_of(turned.layout, turned["orders"]),
        place_of(turned.layout, turned["pays"]),
    )
    assert walk(turned, "orders", "right") == Place(turned["actions"])


def test_arrow_keys_lead_from_stages_and_lanes_into_the_map(small: SmallMap) -> None:
    assert walk(small, "buy", "right") == Place(small["return"])
    assert walk(small, "buy", "down") == place_of(small.layout, small["orders"])
    assert walk(small, "actions", "down") == Place(small["adas"])
    assert walk(small, "actions", "right") == place_of(small.layout, small["orders"])
    assert walk(small, "ask", "up") == Place(small["return"])
    assert first_place(small.layout) == place_of(small.layout, small["orders"])


def test_arrow_keys_lead_from_the_map_to_the_headers_and_back_to_the_same_column(small: SmallMap) -> None:
    layout = small.layout
    assert walk(small, "orders", "up") == Place(small["buy"])
    assert walk(small, "orders", "up", "up") is None
    last = Place("", small["send"], small["actions"])
    assert neighbour(layout, last, "up") == Place(small["send"])
    assert neighbour(layout, Place(small["send"]), "up") == Place(small["return"])
    assert neighbour(layout, Place(small["return"]), "down") == Place(small["ask"])
    assert neighbour(layout, Place(small["return"]), "down", column=small["send"]) == Place(small["send"])
    assert neighbour(layout, Place(small["send"]), "down") == last
    assert walk(small, "orders", "left") == walk(small, "pays", "left") == Place(small["actions"])
    assert walk(small, "orders", "left", "right") == place_of(layout, small["orders"])
    assert walk(small, "at shop", "left") == Place(small["emotion"])


def test_keys_lead_from_the_header_of_an_emotion_lane_into_its_chart(small: SmallMap) -> None:
    layout, header = small.layout, Place(small["emotion"])
    first = Place("", small["buy1"], small["emotion"])
    assert walk(small, "emotion", "right") == end_of_lane(layout, header, -1)
    assert end_of_lane(layout, header, -1) == end_of_lane(layout, first, -1)
    assert end_of_lane(layout, header, 1) == end_of_lane(layout, first, 1)
    assert walk(small, "emotion", "left") is None


def test_the_arrow_key_down_leads_from_a_stage_into_a_chart_at_the_top(small: SmallMap) -> None:
    draft = Draft(small.document)
    move_lane(draft, small["emotion"], small["actions"])
    layout = lay_out(draft.finish(), "journey:1", today=TODAY)
    point = place_of(layout, small["at shop"])
    assert neighbour(layout, Place(small["buy"]), "down") == point
    assert neighbour(layout, point, "up") == Place(small["buy"])


def test_the_next_cell_is_in_the_next_step_of_the_lane(small: SmallMap) -> None:
    after = next_cell(small.layout, small["buy1"], small["pains"], 1)
    assert after is not None and after.step == small["ask"]
    assert next_cell(small.layout, small["send"], small["pains"], 1) is None


@pytest.mark.parametrize(
    ("name", "field", "text", "lines"),
    [
        ("orders", "", "Orders", True),
        ("buy", "", "Buy", False),
        ("buy", "goal", "To buy", False),
        ("ask", "", "Asking", False),
        ("buy1", "", "", False),
        ("actions", "", "Actions", False),
        ("actions", "subtitle", "About actions", False),
        ("ada", "quote", "I run tomorrow.", True),
        ("journey", "", "Returning a parcel", False),
        ("journey", "scenario", "Shoes that do not fit", True),
        ("note", "", "Ask the shop", True),
        ("free", "", "", False),
        ("handoff", "", "", False),
    ],
)
def test_every_text_of_the_map_can_be_edited_in_place(
    small: SmallMap, turned: SmallMap, name: str, field: str, text: str, lines: bool
) -> None:
    for a_map in (small, turned):
        place = editable(a_map.layout, a_map.document, a_map[name], field)
        assert place is not None
        assert (place.text, place.lines) == (text, lines)
        assert place.box.width >= 20 and place.box.height >= place.style.line_height


def test_fields_that_are_not_drawn_cannot_be_edited_in_place(small: SmallMap) -> None:
    assert editable(small.layout, small.document, "card:gone") is None
    assert editable(small.layout, small.document, small["orders"], "note") is None
