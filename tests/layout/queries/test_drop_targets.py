"""Drop targets of dragged objects, and the marks that show them."""

import pytest

from journey_editor.foundation.geometry import Box
from journey_editor.layout.queries.drop_targets import (
    card_drop,
    stage_drop,
    step_drop,
)
from journey_editor.layout.queries.hit_testing import cell_of
from journey_editor.layout.queries.row_drop_targets import lane_drop, persona_lane_drop
from tests.layout.small_map import SmallMap, mirrored, small_map


@pytest.fixture(scope="module", params=["ltr", "rtl"])
def small(request: pytest.FixtureRequest) -> SmallMap:
    a_map = small_map()
    return a_map if request.param == "ltr" else mirrored(a_map)


@pytest.fixture(scope="module")
def plain() -> SmallMap:
    return small_map()


def card(small: SmallMap, name: str) -> Box:
    return small.layout.cards[small[name]].box


def test_a_drop_on_the_upper_half_of_a_card_is_before_it(small: SmallMap) -> None:
    box = card(small, "pays")
    drop = card_drop(small.layout, box.center[0], box.y + 3)
    assert drop is not None
    assert (drop.step, drop.lane, drop.before) == (small["buy1"], small["actions"], small["pays"])
    assert card(small, "orders").bottom < drop.mark.center[1] < box.y
    assert drop.mark.width == box.width and drop.line


def test_a_drop_on_the_lower_half_of_a_card_is_after_it(small: SmallMap) -> None:
    box = card(small, "pays")
    drop = card_drop(small.layout, box.center[0], box.bottom - 3)
    assert drop is not None
    assert drop.before is None
    assert drop.mark.y > box.bottom


def test_a_drop_at_the_top_of_the_first_card_is_at_the_beginning(small: SmallMap) -> None:
    box = card(small, "orders")
    drop = card_drop(small.layout, box.center[0], box.y + 1)
    assert drop is not None
    assert drop.before == small["orders"]
    assert drop.mark.bottom < box.y


def test_the_dragged_cards_are_ignored(small: SmallMap) -> None:
    box = card(small, "orders")
    drop = card_drop(small.layout, *box.center, {small["orders"], small["pays"]})
    assert drop is not None
    assert (drop.before, drop.line) == (None, False)
    drop = card_drop(small.layout, box.center[0], box.y, {small["pays"]})
    assert drop is not None and drop.before == small["orders"]


def test_the_mark_of_an_empty_cell_covers_it(small: SmallMap) -> None:
    cell = cell_of(small.layout, small["send"], small["actions"])
    assert cell is not None
    drop = card_drop(small.layout, *cell.box.center)
    assert drop is not None
    assert (drop.step, drop.lane, drop.line) == (small["send"], small["actions"], False)
    assert cell.box.overlaps(drop.mark)


def test_a_drop_between_two_columns_is_in_the_nearer_one(small: SmallMap) -> None:
    cell = cell_of(small.layout, small["ask"], small["actions"])
    assert cell is not None
    for x in (cell.box.x - 2, cell.box.right + 2):
        drop = card_drop(small.layout, x, cell.box.center[1])
        assert drop is not None and drop.step == small["ask"]


def test_cards_cannot_be_dropped_on_the_emotion_lane_or_outside_the_lanes(small: SmallMap) -> None:
    assert card_drop(small.layout, *small.layout.charts[0].frame.center) is None
    assert card_drop(small.layout, small.layout.stages[0].box.x, small.layout.stages[0].box.y) is None
    label = small.layout.lanes[0].label
    assert card_drop(small.layout, *label.center) is None


def test_a_cell_with_many_cards_is_filled_stack_by_stack() -> None:
    from journey_editor.editing.commands.cards import add_card
    from journey_editor.editing.draft import Draft
    from journey_editor.layout.map_layout import lay_out
    from tests.layout.small_map import TODAY

    a_map = small_map()
    draft = Draft(a_map.document)
    for index in range(12):
        add_card(draft, a_map["ask"], a_map["pains"], f"Pain {index}")
    layout = lay_out(draft.finish(), a_map["journey"], today=TODAY)
    cell = cell_of(layout, a_map["ask"], a_map["pains"])
    assert cell is not None
    boxes = [layout.cards[each].box for each in cell.cards]
    second = next(index for index, box in enumerate(boxes) if box.x != boxes[0].x)
    drop = card_drop(layout, boxes[0].center[0], boxes[second - 1].bottom + 2)
    assert drop is not None
    assert drop.before == cell.cards[second]
    assert drop.mark.x == boxes[0].x
    drop = card_drop(layout, boxes[second].center[0], boxes[second].y + 1)
    assert drop is not None
    assert (drop.before, drop.mark.x) == (cell.cards[second], boxes[second].x)


def test_a_stage_dropped_on_the_first_half_of_another_is_before_it(small: SmallMap) -> None:
    first, second = (stage.box for stage in small.layout.stages)
    start = first.right - 3 if small.layout.rtl else first.x + 3
    drop = stage_drop(small.layout, start, first.center[1], small["return"])
    assert drop is not None and drop.before == small["buy"]
    outer = first.right if small.layout.rtl else first.x
    assert abs(drop.mark.center[0] - outer) < 10
    end = second.x + 3 if small.layout.rtl else second.right - 3
    drop = stage_drop(small.layout, end, second.center[1], small["buy"])
    assert drop is not None and drop.before is None


def test_a_step_can_be_dropped_in_its_stage_or_in_another(small: SmallMap) -> None:
    columns = {step.id: step.column for step in small.layout.steps}
    ask = columns[small["ask"]]
    start = ask.right - 3 if small.layout.rtl else ask.x + 3
    drop = step_drop(small.layout, start, ask.y + 5, small["send"])
    assert drop is not None and (drop.stage, drop.before) == (small["return"], small["ask"])
    buy = columns[small["buy1"]]
    end = buy.x + 3 if small.layout.rtl else buy.right - 3
    drop = step_drop(small.layout, end, buy.y + 5, small["send"])
    assert drop is not None and (drop.stage, drop.before) == (small["buy"], None)


def test_the_only_step_of_a_stage_stays_in_its_stage(small: SmallMap) -> None:
    send = next(step.column for step in small.layout.steps if step.id == small["send"])
    drop = step_drop(small.layout, *send.center, small["buy1"])
    assert drop is not None and drop.stage == small["buy"]


def test_a_lane_is_not_dropped_between_the_lanes_of_a_persona(small: SmallMap) -> None:
    lanes = {lane.id: lane.box for lane in small.layout.lanes}
    drop = lane_drop(small.layout, lanes[small["actions"]].y + 2, small["pains"])
    assert drop is not None and drop.before == small["actions"]
    inside = lanes[small["adas"]].bottom
    drop = lane_drop(small.layout, inside, small["pains"])
    assert drop is not None and drop.before in (small["adas"], small["emotion"])
    drop = lane_drop(small.layout, small.layout.height, small["actions"])
    assert drop is not None and drop.before is None
    assert drop.mark.center[1] == pytest.approx(lanes[small["pains"]].bottom)


def test_a_lane_of_a_persona_stays_among_the_lanes_of_that_persona(small: SmallMap) -> None:
    drop = lane_drop(small.layout, 0, small["thoughts"])
    assert drop is not None and drop.before == small["adas"]
    drop = lane_drop(small.layout, small.layout.height, small["adas"])
    assert drop is not None and drop.before == small["emotion"]


def test_the_lanes_of_a_persona_are_dropped_together(small: SmallMap) -> None:
    drop = persona_lane_drop(small.layout, 0, small["ada"])
    assert drop is not None and drop.before == small["actions"]
    drop = persona_lane_drop(small.layout, small.layout.height, small["ada"])
    assert drop is not None and drop.before is None
    own = small.layout.persona_lanes[0].box
    drop = persona_lane_drop(small.layout, own.y + 2, small["ada"])
    assert drop is not None and drop.before == small["emotion"]
