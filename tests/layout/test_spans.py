"""Cards that span several columns, and the cards around them."""

from collections.abc import Mapping
from datetime import date

import pytest

from journey_editor.editing.commands.cards import add_card, link_cards
from journey_editor.editing.commands.curves import add_curve, set_emotion
from journey_editor.editing.commands.sizes import set_widths
from journey_editor.editing.draft import Draft
from journey_editor.foundation.geometry import Box
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.map_layout import lay_out
from journey_editor.layout.queries.hit_testing import boxes_of, hit
from journey_editor.model.document import Document
from journey_editor.model.records import Card, Journey
from tests.benchmarks.generated import generated_map
from tests.gallery import GALLERY
from tests.layout.invariants import check_all, check_links
from tests.layout.small_map import SmallMap, small_map


def laid_out(document: Document, rows: int = 1) -> MapLayout:
    return lay_out(document, document.journeys()[0].id, today=date(2026, 11, 22), rows=rows)


@pytest.fixture(params=["ltr", "rtl"])
def small(request: pytest.FixtureRequest) -> SmallMap:
    return small_map(request.param)


def column(layout: MapLayout, step: str) -> Box:
    return next(each.column for each in layout.steps if each.id == step)


def spanning(small: SmallMap, spans: Mapping[str, str]) -> MapLayout:
    draft = Draft(small.document)
    for card, last in spans.items():
        draft.change(draft.get(Card, small[card]), last_step=small[last])
    return laid_out(draft.finish())


def test_a_card_is_drawn_across_its_steps_and_the_gaps_between_them(small: SmallMap) -> None:
    layout = spanning(small, {"orders": "send"})
    box = layout.cards[small["orders"]].box
    first, last = column(layout, small["buy1"]), column(layout, small["send"])
    assert box.x == pytest.approx(min(first.x, last.x))
    assert box.right == pytest.approx(max(first.right, last.right))
    for step in ("buy1", "ask", "send"):
        found = hit(layout, column(layout, small[step]).center[0], box.center[1])
        assert found is not None and found.id == small["orders"]
    gap = first.x - 4 if layout.rtl else first.right + 4
    found = hit(layout, gap, box.center[1])
    assert found is not None and found.id == small["orders"]


def test_the_order_in_the_first_cell_is_kept_and_other_cards_go_around(small: SmallMap) -> None:
    layout = spanning(small, {"pays": "send"})
    orders, pays, writes = (layout.cards[small[each]].box for each in ("orders", "pays", "writes"))
    assert orders.bottom < pays.y
    # There is room above the wide card.
    assert writes.y == orders.y
    layout = spanning(small, {"orders": "send"})
    orders, pays, writes = (layout.cards[small[each]].box for each in ("orders", "pays", "writes"))
    assert orders.bottom < pays.y == writes.y


def test_cards_that_overlap_no_other_share_a_row(small: SmallMap) -> None:
    draft = Draft(small.document)
    wide = add_card(draft, small["ask"], small["actions"], "From asking on", last_step=small["send"]).id
    draft.change(draft.get(Card, small["orders"]), last_step=small["ask"])
    layout = laid_out(draft.finish())
    assert layout.cards[small["orders"]].box.bottom < layout.cards[wide].box.y
    draft = Draft(draft.before)
    draft.change(draft.get(Card, small["writes"]), last_step=small["send"])
    layout = laid_out(draft.finish())
    assert layout.cards[small["writes"]].box.y == layout.cards[small["orders"]].box.y


def test_the_text_of_a_wide_card_does_not_widen_its_first_column(small: SmallMap) -> None:
    text = "Donaudampfschifffahrtsgesellschaftskapitän " * 9
    widths = []
    for words in ("Short", text):
        draft = Draft(small.document)
        draft.change(draft.get(Card, small["orders"]), last_step=small["send"], text=words)
        widths.append(column(laid_out(draft.finish()), small["buy1"]).width)
    assert widths[0] == widths[1]


def test_a_last_step_that_is_not_later_has_no_effect(small: SmallMap) -> None:
    before = laid_out(small.document)
    after = spanning(small, {"label": "buy1", "orders": "buy1"})
    assert {card.id: card.box for card in after.cards.values()} == {
        card.id: card.box for card in before.cards.values()
    }


def test_the_emotion_at_a_wide_card_is_at_the_middle_of_its_steps(small: SmallMap) -> None:
    layout = spanning(small, {"shop": "send"})
    points = [point for chart in layout.charts for curve in chart.curves for point in curve.points]
    at_shop = next(each for each in points if each.id == small["at shop"])
    assert at_shop.x == pytest.approx(layout.cards[small["shop"]].box.center[0])


def test_the_emotions_at_the_other_cards_of_the_cell_share_it_among_them(small: SmallMap) -> None:
    draft = Draft(small.document)
    other = add_card(draft, small["buy1"], small["adas"], "Other").id
    point = set_emotion(draft, add_curve(draft, small["journey"], small["ada"]).id, other, 0.1)
    draft.change(draft.get(Card, small["shop"]), last_step=small["ask"])
    layout = laid_out(draft.finish())
    points = [each for chart in layout.charts for curve in chart.curves for each in curve.points]
    x = next(each.x for each in points if each.id == point.id)
    assert x == pytest.approx(column(layout, small["buy1"]).center[0])


def test_many_cards_under_a_wide_card_stay_in_stacks_side_by_side(small: SmallMap) -> None:
    draft = Draft(small.document)
    draft.change(draft.get(Card, small["orders"]), last_step=small["send"])
    many = [add_card(draft, small["ask"], small["actions"], f"{number}").id for number in range(40)]
    set_widths(draft, {small["ask"]: 900.0})
    layout = laid_out(draft.finish())
    check_all(layout)
    below = layout.cards[small["orders"]].box.bottom
    assert all(layout.cards[each].box.y > below for each in many)
    assert len({round(layout.cards[each].box.x) for each in many}) > 3


def test_each_row_of_stages_has_its_part_of_a_card_with_the_text_and_a_mark(small: SmallMap) -> None:
    draft = Draft(small.document)
    draft.change(draft.get(Card, small["pays"]), last_step=small["send"])
    layout = laid_out(draft.finish(), rows=2)
    check_all(layout)
    assert len(layout.bands) == 2
    first, second = layout.cards.wide
    assert boxes_of(layout, small["pays"]) == (first.box, second.box)
    assert [part.body.content.text for part in (first, second)] == ["Pays", "Pays"]
    assert (first.body.content.continues, second.body.content.continued) == (True, True)
    assert not first.body.content.continued and not second.body.content.continues
    assert second.box.y > layout.bands[1].y
    assert second.box.width > first.box.width
    # It is found in both rows.
    for part in (first, second):
        found = hit(layout, *part.box.center)
        assert found is not None and found.id == small["pays"]


def test_a_link_leaves_the_part_of_a_card_that_is_in_the_row_of_its_target(small: SmallMap) -> None:
    draft = Draft(small.document)
    draft.change(draft.get(Card, small["shop"]), last_step=small["ask"])
    link = link_cards(draft, small["shop"], small["label"]).id
    layout = laid_out(draft.finish(), rows=2)
    check_all(layout)
    part = layout.cards.wide[1].box
    way = next(each for each in layout.links if each.id == link)
    assert part.y < way.points[0][1] < part.bottom
    assert all(layout.bands[1].y < y for _, y in way.points)


@pytest.mark.parametrize("name", ["spans", "spans_from_the_right"])
@pytest.mark.parametrize("rows", [1, 2, 3])
def test_wide_cards_overlap_no_others(name: str, rows: int) -> None:
    check_all(laid_out(GALLERY[name](), rows))


def test_links_go_around_wide_cards(small: SmallMap) -> None:
    draft = Draft(small.document)
    draft.change(draft.get(Card, small["shop"]), last_step=small["send"])
    draft.change(draft.get(Card, small["orders"]), last_step=small["send"])
    for source, target in (("pays", "too late"), ("shop", "label"), ("label", "shop"), ("too late", "pays")):
        link_cards(draft, small[source], small[target])
    layout = laid_out(draft.finish())
    assert len(layout.links) == 5
    check_links(layout)


def test_wide_cards_that_begin_together_are_linked_at_that_side(small: SmallMap) -> None:
    draft = Draft(small.document)
    first, second, *_ = (step.id for step in draft.columns_of(draft.journeys()[0].id))
    cell = first, small["actions"]
    short = add_card(draft, *cell, "Over two steps", last_step=second).id
    alone = add_card(draft, *cell, "Over one step").id
    link = link_cards(draft, short, alone).id
    layout = laid_out(draft.finish())
    check_links(layout)
    start = layout.cards[alone].box
    way = next(each for each in layout.links if each.id == link)
    assert all(x >= start.right if layout.rtl else x <= start.x for x, _ in way.points)


def test_a_link_finds_its_way_to_a_card_between_two_wide_cards(small: SmallMap) -> None:
    draft = Draft(small.document)
    step, lane = small["buy1"], small["actions"]
    for card in draft.cards_in(step, lane):
        draft.change(card, last_step=small["send"])
    between = draft.get(Card, small["writes"])
    add_card(draft, step, lane, "A third", last_step=small["send"])
    draft.change(draft.get(Card, small["pays"]), last_step="")
    link = link_cards(draft, between.id, small["too late"]).id
    link_cards(draft, small["pays"], small["mail"])
    document = draft.finish()
    layout = laid_out(document)
    wide = layout.cards[small["orders"]].box, layout.cards[document.cards_in(step, lane)[-1].id].box
    assert wide[0].bottom < layout.cards[between.id].box.y < wide[1].y
    check_links(layout)
    way = next(each for each in layout.links if each.id == link)
    assert len(way.points) > 4


def test_an_edit_updates_only_the_cells_around_it() -> None:
    draft = Draft(generated_map(200, stages=6, lanes=6))
    journey = draft.select(Journey)[0].id
    steps = [step.id for step in draft.columns_of(journey)]
    wide = draft.cards_of(journey)[0]
    other = add_card(draft, wide.step, wide.lane, "Below it").id
    draft.change(wide, last_step=steps[-1])
    document = draft.finish()
    before = laid_out(document)
    draft = Draft(document)
    draft.change(draft.get(Card, other), text="Many\nmore\nlines\nthan\nbefore")
    after = laid_out(draft.finish())
    old = {(cell.step, cell.lane): cell.body for cell in before.cells}
    changed = [cell for cell in after.cells if cell.body is not old[cell.step, cell.lane]]
    assert {cell.step for cell in changed} == {steps[0]}
