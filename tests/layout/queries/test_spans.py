"""Keys, drop targets and emotions on a map with a card that spans several columns."""

import pytest

from journey_editor.app.canvas.overlay.affordances import affordances
from journey_editor.editing.commands.cards import add_card
from journey_editor.editing.draft import Draft
from journey_editor.foundation.geometry import Box
from journey_editor.layout.boxes import CellLayout, MapLayout
from journey_editor.layout.map_layout import lay_out
from journey_editor.layout.queries.block_drop_targets import block_drop
from journey_editor.layout.queries.drop_targets import CardDrop, card_drop
from journey_editor.layout.queries.emotion_points import pen_targets
from journey_editor.layout.queries.free_room import free_room
from journey_editor.layout.queries.hit_testing import cell_of, touched_by
from journey_editor.layout.queries.navigation import Place, end_of_lane, neighbour, place_in, place_of
from journey_editor.layout.queries.presentation_masks import covered, outside
from journey_editor.layout.queries.presentation_stops import Screen, steps, stops
from journey_editor.model.document import Document
from journey_editor.model.records import Card, Lane
from tests.layout.small_map import TODAY, SmallMap, small_map

COLUMNS = ("buy1", "ask", "send")


class Spanned:
    """Small map with a card across all columns of a high lane, above an empty cell and below another card."""

    def __init__(self, direction: str) -> None:
        self.small: SmallMap = small_map(direction)
        draft = Draft(self.small.document)
        draft.change(draft.get(Card, self["pays"]), last_step=self["send"])
        draft.change(draft.get(Card, self["shop"]), last_step=self["ask"])
        draft.change(draft.get(Lane, self["actions"]), height=260.0)
        self.document: Document = draft.finish()
        self.layout: MapLayout = lay_out(self.document, self["journey"], today=TODAY)

    def __getitem__(self, name: str) -> str:
        return self.small[name]

    def cell(self, step: str, lane: str = "actions") -> CellLayout:
        found = cell_of(self.layout, self[step], self[lane])
        assert found is not None
        return found

    def place(self, card: str, step: str, lane: str = "actions") -> Place:
        return Place(self[card] if card else "", self[step], self[lane])


@pytest.fixture(params=["ltr", "rtl"])
def map_(request: pytest.FixtureRequest) -> Spanned:
    return Spanned(request.param)


def test_arrow_keys_reach_a_wide_card_from_each_of_its_columns_and_go_on_after_its_end(map_: Spanned) -> None:
    layout = map_.layout
    ahead, back = ("left", "right") if layout.rtl else ("right", "left")
    assert neighbour(layout, map_.place("writes", "ask"), "down") == map_.place("pays", "ask")
    assert neighbour(layout, map_.place("pays", "ask"), "up") == map_.place("writes", "ask")
    # Down from the column from which the focus came.
    assert neighbour(layout, map_.place("pays", "ask"), "down") == map_.place("shop", "ask", "adas")
    assert neighbour(layout, map_.place("pays", "send"), "down") == map_.place("label", "send", "adas")
    assert neighbour(layout, map_.place("label", "send", "adas"), "up") == map_.place("pays", "send")
    # The card that covers two of three columns.
    for step in ("buy1", "ask"):
        assert neighbour(layout, map_.place("shop", step, "adas"), ahead) == map_.place(
            "label", "send", "adas"
        )
    assert neighbour(layout, map_.place("label", "send", "adas"), back) in (
        map_.place("shop", "ask", "adas"),
        map_.place("mail", "ask", "adas"),
    )
    assert neighbour(layout, map_.place("pays", "ask"), ahead) is None
    assert neighbour(layout, map_.place("pays", "ask"), back) == Place(map_["actions"]), "the lane's name"
    # Into an empty cell that is covered.
    assert neighbour(layout, map_.place("writes", "ask"), ahead) == map_.place("pays", "send")
    end = end_of_lane(layout, map_.place("orders", "buy1"), 1)
    assert end == map_.place("pays", "send")


def test_the_focus_in_a_wide_card_stays_in_the_column_from_which_it_came(map_: Spanned) -> None:
    own = place_of(map_.layout, map_["pays"])
    assert own == map_.place("pays", "buy1")
    assert place_in(map_.layout, own, (map_["send"], map_["actions"])) == map_.place("pays", "send")
    assert place_in(map_.layout, own, (map_["send"], map_["adas"])) == own
    assert place_in(map_.layout, own, None) == own


def test_a_selection_rectangle_touches_a_wide_card_far_from_its_first_column(map_: Spanned) -> None:
    pays = map_.layout.cards[map_["pays"]].box
    cell = map_.cell("send").box
    area = cell.grown(-10.0).moved(0.0, pays.y - cell.y)
    assert map_["pays"] in touched_by(map_.layout, area)


def test_the_room_for_a_new_card_is_not_on_the_wide_card(map_: Spanned) -> None:
    layout, cell, pays = map_.layout, map_.cell("send"), map_.layout.cards[map_["pays"]].box
    free = free_room(layout, cell)
    assert free.y == pays.bottom
    drop = card_drop(layout, *cell.box.center)
    assert drop is not None
    assert (drop.step, drop.lane, drop.before, drop.line) == (map_["send"], map_["actions"], None, False)
    for mark in (drop.mark, card_drop(layout, *map_.layout.cards[map_["writes"]].box.center).mark):  # type: ignore[union-attr]
        assert not mark.overlaps(pays)
    # What is dragged itself leaves its room.
    moving = card_drop(layout, *cell.box.center, moving=[map_["pays"]])
    assert moving is not None and moving.mark.overlaps(pays)
    for step in COLUMNS:
        buttons = affordances(layout, *map_.cell(step).box.center, 1.0, 1.0, None, lambda _: "")
        (button,) = (each for each in buttons if each.what == "card")
        assert not any(card.box.grown(9.0).contains(button.x, button.y) for card in layout.cards.values())


def test_a_line_marks_the_drop_below_a_wide_card_that_fills_the_lane() -> None:
    map_ = Spanned("ltr")
    draft = Draft(map_.document)
    draft.change(draft.get(Card, map_["too late"]), step=map_["buy1"], last_step=map_["send"])
    layout = lay_out(draft.finish(), map_["journey"], today=TODAY)
    wide = layout.cards[map_["too late"]].box
    cell = cell_of(layout, map_["ask"], map_["pains"])
    assert cell is not None
    drop = card_drop(layout, *cell.box.center)
    assert isinstance(drop, CardDrop) and drop.line
    assert drop.mark.y >= wide.bottom
    assert (drop.mark.x, drop.mark.width) == (cell.box.x, cell.box.width)


def test_a_wide_card_moves_by_as_many_columns_as_the_pointer(map_: Spanned) -> None:
    layout = map_.layout
    shop = layout.cards[map_["shop"]].box
    steps = {step.id: step.column for step in layout.steps}
    ask = steps[map_["ask"]].center[0]
    pains = map_.cell("ask", "pains").box.center[1]
    # From its second column to the third lane below: the first column stays.
    (drop,) = block_drop(layout, map_["shop"], [map_["shop"]], (ask, shop.center[1]), (ask, pains))
    assert (drop.drop.step, drop.drop.lane) == (map_["buy1"], map_["pains"])
    assert drop.drop.mark.width == pytest.approx(shop.width, abs=1.0)
    # A line above the cards of its columns, not a room over them.
    assert drop.drop.line
    assert not any(drop.drop.mark.overlaps(card.box) for card in layout.cards.values())
    # One column ahead, and no further than the last one.
    send = steps[map_["send"]].center[0]
    for start in (ask, steps[map_["buy1"]].center[0]):
        (drop,) = block_drop(layout, map_["shop"], [map_["shop"]], (start, shop.center[1]), (send, pains))
        assert drop.drop.step == map_["ask"]


def test_the_pen_sets_the_emotion_at_the_middle_of_the_columns(map_: Spanned) -> None:
    layout = map_.layout
    targets = pen_targets(layout, map_.document, layout.charts[0], map_["ada"])
    at_shop = next(x for record, x, _ in targets.points if record.card == map_["shop"])
    assert at_shop == pytest.approx(layout.cards[map_["shop"]].box.center[0])
    # A step that the touchpoint spans gets no point of its own.
    assert map_["ask"] not in [step for step, _ in targets.steps]
    drawn = [point for chart in layout.charts for curve in chart.curves for point in curve.points]
    assert next(each.x for each in drawn if each.id == map_["at shop"]) == pytest.approx(at_shop)


def test_the_stops_of_a_presentation_do_not_cut_a_wide_card(map_: Spanned) -> None:
    pays = map_.layout.cards[map_["pays"]].box
    for size in (Screen(1280, 720), Screen(500, 260)):
        for stop in stops(map_.layout, size):
            if stop.box.x < pays.right and pays.x < stop.box.right:
                whole = stop.box.y <= pays.y and pays.bottom <= stop.box.bottom
                assert whole or pays.bottom <= stop.box.y + 1 or stop.box.bottom - 1 <= pays.y


def test_a_wide_card_adds_no_stops_to_columns_that_are_wider_than_the_screen() -> None:
    small = small_map()
    draft = Draft(small.document)
    for step in COLUMNS:
        for number in range(20):
            add_card(draft, small[step], small["actions"], f"Action {number}")

    def parts() -> list[int]:
        layout = lay_out(draft, small["journey"], today=TODAY)
        found = stops(layout, Screen(1280, 720))
        assert layout.steps[0].column.width > max(each.box.width for each in found)
        return [sum(stage.id in each.stages for each in found) for stage in layout.stages]

    without = parts()
    add_card(draft, small["buy1"], small["actions"], "Wide", last_step=small["send"])
    assert parts() == without


def test_a_presentation_shows_the_whole_card_at_each_of_its_stops(map_: Spanned) -> None:
    layout = map_.layout
    pays = layout.cards[map_["pays"]].box
    found = stops(layout, Screen(500, 260))

    def hidden(boxes: tuple[Box, ...], box: Box) -> bool:
        return any(each.overlaps(box.grown(-1.0)) for each in boxes)

    here = [stop for stop in found if stop.box.overlaps(pays)]
    assert len({stop.stages for stop in here}) > 1
    for stop in here:
        assert not hidden(outside(layout, stop).map, pays)
    elsewhere = next(stop for stop in found if not stop.box.overlaps(pays))
    assert hidden(outside(layout, elsewhere).map, pays)
    for uncovering in ("stage", "lane"):
        taken = steps(found, uncovering)  # type: ignore[arg-type]
        mask = covered(layout, found, taken[:1], uncovering).map  # type: ignore[arg-type]
        assert not hidden(mask, pays)
        assert hidden(mask, layout.cards[map_["writes"]].box)
        assert hidden(mask, layout.cards[map_["mail"]].box)
