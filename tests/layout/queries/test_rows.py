"""Queries on a map whose stages are in several rows."""

import pytest

from journey_editor.foundation.geometry import Box
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.columns import Rows
from journey_editor.layout.note_layout import nearest_place
from journey_editor.layout.page_layout import PageLayouts
from journey_editor.layout.queries.anchors import moved_by
from journey_editor.layout.queries.block_drop_targets import block_drop
from journey_editor.layout.queries.emotion_points import charts_beside
from journey_editor.layout.queries.hit_testing import box_of_cell, card_order
from journey_editor.layout.queries.navigation import Place, neighbour
from tests.gallery import curves_everywhere, five_personas
from tests.layout.test_page_layout import TODAY, on_paper


@pytest.fixture(scope="module")
def layout() -> MapLayout:
    return on_paper(five_personas(), "a4", "portrait").layout


def test_cards_are_in_the_order_of_the_rows(layout: MapLayout) -> None:
    band_of = {step.id: step.band for step in layout.steps}
    bands = [band_of[layout.cards[card].step] for card in card_order(layout)]
    assert bands == sorted(bands) and set(bands) == {0, 1}


def test_up_and_down_lead_to_the_nearest_step_of_the_next_row(layout: MapLayout) -> None:
    first = next(step for step in layout.steps if step.band == 0)
    below = next(step for step in layout.steps if step.band == 1)
    lane = [each.id for each in layout.lanes if each.band == 0][-1]
    down = neighbour(layout, Place("", first.id, lane), "down")
    assert down == Place(below.stage)
    up = neighbour(layout, Place(below.stage), "up")
    assert up is not None and (up.step, up.lane) == (first.id, lane)
    assert neighbour(layout, Place(first.stage), "up") is None
    last = neighbour(layout, Place("", below.id, lane), "down")
    assert last is None


def test_a_note_beside_a_row_sticks_to_its_nearest_step(layout: MapLayout) -> None:
    below = next(step for step in layout.steps if step.band == 1)
    label = next(lane.label for lane in layout.lanes if lane.band == 1)
    place = nearest_place(layout, label)
    assert (place.step, place.lane, place.card) == (below.id, "", "")
    assert (below.column.x + place.x, layout.bands[1].y + place.y) == (label.x, label.y)


def test_dragged_cards_move_by_the_columns_of_their_own_row(layout: MapLayout) -> None:
    cards = [card for card in card_order(layout) if layout.cards[card].lane == layout.lanes[0].id]
    grabbed = layout.cards[cards[0]].box.center
    target = box_of_cell(layout, layout.steps[7].id, layout.lanes[0].id)
    assert target is not None
    drops = block_drop(layout, cards[0], cards[:2], grabbed, target.center)
    assert [drop.drop.step for drop in drops] == [layout.steps[7].id, layout.steps[8].id]


def test_a_curve_goes_on_in_the_chart_below_that_shows_it() -> None:
    document = curves_everywhere()
    layout = (
        PageLayouts(document, document.journeys()[0].id, today=TODAY, paper="a4").with_rows(Rows(2)).layout
    )
    assert len(layout.bands) == 2
    for chart in layout.charts:
        for curve in chart.curves:
            beside = charts_beside(layout, chart, curve.id)
            assert beside[0] == chart and {each.band for each in beside} == set(range(len(layout.bands)))
            shown = {each.id for other in layout.charts if other.band != chart.band for each in other.curves}
            if curve.id in shown:
                assert all(curve.id in {each.id for each in other.curves} for other in beside)


def test_what_is_looked_at_is_found_again_in_other_rows() -> None:
    document = five_personas()
    pages = PageLayouts(document, document.journeys()[0].id, today=TODAY, paper="a4", orientation="portrait")
    one, two = (pages.with_rows(Rows(most)).layout for most in (1, 2))
    for before, after in ((one, two), (two, one)):
        for step in (one.steps[2], one.steps[9]):
            lane = one.lanes[0].id
            here, there = (box_of_cell(each, step.id, lane) for each in (before, after))
            assert here is not None and there is not None
            moved = (there.x - here.x, there.y - here.y)
            # It is in the middle of the view, or something is edited there.
            assert moved_by(before, after, here) == pytest.approx(moved)
            assert moved_by(before, after, Box(0, 0, 9e3, 9e3), (step.id, lane)) == pytest.approx(moved)
        # Where the map begins, its beginning stays.
        assert moved_by(before, after, Box(0, 0, 500, 400)) == (0.0, 0.0)
    # Below the header, a stage that is in another row takes the view along.
    header = Box(one.steps[9].column.x, 0.0, 400.0, 300.0)
    across, down = moved_by(one, two, header)
    assert across < 0 and down == pytest.approx(two.bands[1].y - one.bands[0].y)
