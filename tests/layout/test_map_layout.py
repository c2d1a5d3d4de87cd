"""Layout of maps, including difficult ones: nothing is cut off and nothing overlaps."""

from datetime import date
from itertools import combinations, pairwise, product
from math import dist

import pytest

from journey_editor.editing.commands.curves import add_point
from journey_editor.editing.draft import Draft
from journey_editor.layout import theme
from journey_editor.layout.boxes import LaneLayout, MapLayout
from journey_editor.layout.columns import in_rows
from journey_editor.layout.map_layout import lay_out
from journey_editor.model.document import Document
from journey_editor.model.records import Card, EmotionPoint, Journey, Lane, Link
from tests.gallery import GALLERY, forty_cards, from_the_right, links_everywhere, sample, steps_and_folds
from tests.layout.invariants import (
    ROOM,
    check_card_bodies,
    check_cells,
    check_labels,
    check_links,
    check_signs,
    check_texts,
)

TODAY = date(2026, 11, 22)


def laid_out(document: Document, **details: object) -> MapLayout:
    return lay_out(document, document.journeys()[0].id, today=TODAY, **details)  # type: ignore[arg-type]


@pytest.fixture(params=GALLERY, ids=str)
def unkind(request: pytest.FixtureRequest) -> Document:
    return GALLERY[request.param]()


def test_no_text_is_wider_than_its_block_or_outside_the_map(unkind: Document) -> None:
    check_texts(laid_out(unkind))


def test_the_parts_of_a_card_are_inside_it_and_do_not_overlap(unkind: Document) -> None:
    check_card_bodies(laid_out(unkind))


def test_every_card_is_in_its_cell_and_overlaps_no_other(unkind: Document) -> None:
    check_cells(laid_out(unkind))


def test_there_are_no_gaps_between_lanes(unkind: Document) -> None:
    layout = laid_out(unkind)
    headings = {each.id: each for each in layout.lane_groups if each.folded is None}
    for upper, lower in pairwise(layout.rows):
        bottom = upper.box.bottom
        if upper.id in headings:
            bottom = headings[upper.id].header.bottom
        elif isinstance(upper, LaneLayout) and upper.group in headings:
            inside = isinstance(lower, LaneLayout) and lower.group == upper.group
            bottom = upper.box.bottom if inside else headings[upper.group].box.bottom
        own = [lane for lane in layout.persona_lanes if lane.persona == lower.persona]
        header = own[0].header.height if own and lower.persona != upper.persona else 0.0
        assert lower.box.y == pytest.approx(bottom + header)


def test_every_card_in_an_expanded_lane_is_on_the_map(unkind: Document) -> None:
    layout = laid_out(unkind)
    lanes = {lane.id for lane in layout.lanes if lane.collapsed is None}
    shown = {card.id for card in unkind.select(Card) if card.lane in lanes}
    assert set(layout.cards) == shown


def test_labels_do_not_overlap_curves_points_or_each_other(unkind: Document) -> None:
    layout = laid_out(unkind)
    check_labels(layout)
    check_signs(layout)


def test_a_chart_grows_if_its_labels_do_not_fit() -> None:
    crowded, plain = laid_out(GALLERY["crowded_chart"]()).charts[0], laid_out(sample()).charts[0]
    assert crowded.frame.height > plain.frame.height
    assert any(point.leader for curve in crowded.curves for point in curve.points)


def test_markers_with_the_same_value_are_placed_side_by_side() -> None:
    draft = Draft(GALLERY["crowded_chart"]())
    for point in draft.select(EmotionPoint):
        draft.change(point, value=0.5, label="")
    curves = laid_out(draft.finish()).charts[0].curves
    for one, other in combinations(curves, 2):
        for mine, theirs in product(one.points, other.points):
            assert dist((mine.x, mine.y), (theirs.x, theirs.y)) >= theme.FACE - ROOM
    for curve in curves:
        assert all(left.x < right.x for left, right in pairwise(curve.points))


def test_labels_are_above_peaks_and_below_valleys() -> None:
    points = [point for curve in laid_out(sample()).charts[0].curves for point in curve.points if point.label]
    assert {point.value > 0 for point in points} == {True, False}
    for point in points:
        assert point.label_box is not None and point.leader is None
        assert (point.label_box.bottom < point.y) == (point.value > 0)


def test_points_at_the_edge_are_inside_their_chart() -> None:
    draft = Draft(from_the_right())
    for step, at in (("step:1", 0.0), ("step:3", 1.0)):
        add_point(draft, "curve:1", step, at, 0.5)
    chart = laid_out(draft.finish()).charts[0]
    places = [point.x for curve in chart.curves for point in curve.points]
    assert min(places) >= chart.frame.x + 10 and max(places) <= chart.frame.right - 10


def test_points_are_at_their_values_and_spread_over_the_cell() -> None:
    layout = laid_out(forty_cards())
    chart = layout.charts[0]
    column = next(step.column for step in layout.steps if step.id == "step:2")
    places = [point.x for point in chart.curves[0].points]
    assert places == pytest.approx([column.x + column.width * (index + 0.5) / 40 for index in range(40)])
    for point in chart.curves[0].points:
        assert chart.value_at(point.y) == pytest.approx(point.value)


def test_close_points_become_dots_except_for_turning_points() -> None:
    points = laid_out(forty_cards()).charts[0].curves[0].points
    assert points[0].marked and points[-1].marked
    assert max(points, key=lambda point: point.value).marked
    assert min(points, key=lambda point: point.value).marked
    for one, other in combinations([point for point in points if point.marked], 2):
        turning = {id(points[0]), id(points[-1])}
        if not {id(one), id(other)} & turning:
            assert (one.x - other.x) ** 2 + (one.y - other.y) ** 2 >= 20**2


def test_more_than_eight_cards_are_laid_out_in_stacks() -> None:
    layout = laid_out(forty_cards())
    cell = next(cell for cell in layout.cells if len(cell.cards) == 40)
    lefts = [layout.cards[card].box.x for card in cell.cards]
    assert len(set(lefts)) == 5 and lefts == sorted(lefts)
    first = [layout.cards[card].box for card in cell.cards[:8]]
    assert all(upper.bottom + theme.CARD_GAP == pytest.approx(lower.y) for upper, lower in pairwise(first))


def test_a_lane_is_as_high_as_its_longest_card() -> None:
    document = sample()
    before = {lane.id: lane.box.height for lane in laid_out(document).lanes}
    card = next(card for card in document.select(Card) if card.kind == "action")
    draft = Draft(document)
    draft.change(card, text="many words " * 40)
    after = {lane.id: lane.box.height for lane in laid_out(draft.finish()).lanes}
    grown = {lane for lane in before if after[lane] > before[lane]}
    assert grown == {card.lane}


def test_a_collapsed_lane_shows_its_number_of_cards_and_a_hidden_one_nothing() -> None:
    document = steps_and_folds()
    layout = laid_out(document)
    folded = next(lane for lane in layout.lanes if lane.kind == "touchpoint")
    assert folded.collapsed is not None and "8 cards" in folded.collapsed.lines[0].text
    assert "backstage" not in {lane.kind for lane in layout.lanes}
    assert not layout.header.personas


def test_a_single_step_without_a_name_has_no_header() -> None:
    layout = laid_out(sample())
    headed = [step.id for step in layout.steps if step.header is not None]
    stages = [step.stage for step in layout.steps if step.header is not None]
    assert len(headed) == 3 and len(set(stages)) == 1


def test_a_right_to_left_map_is_the_mirror_image_of_a_left_to_right_one() -> None:
    document = from_the_right()
    draft = Draft(document)
    draft.change(document.journeys()[0], direction="ltr")
    right, left = laid_out(document), laid_out(draft.finish())
    assert (right.rtl, left.rtl) == (True, False)
    for one, other in zip(right.stages, left.stages, strict=True):
        assert one.box.x == pytest.approx(right.width - other.box.right)
    for card in left.cards:
        assert right.cards[card].box.right == pytest.approx(right.width - left.cards[card].box.x)
    for one, other in zip(right.charts[0].curves[0].points, left.charts[0].curves[0].points, strict=True):
        assert one.x == pytest.approx(right.width - other.x)
    for one, other in zip(right.links, left.links, strict=True):
        assert [x for x, _ in one.points] == pytest.approx([right.width - x for x, _ in other.points])


def test_vertical_segments_of_links_do_not_overlap() -> None:
    layout = laid_out(links_everywhere())
    assert len(layout.links) > 15
    for rows in (1, 2, 3):
        upright = [
            (x0, *sorted((y0, y1)))
            for link in laid_out(links_everywhere(), rows=rows).links
            for (x0, y0), (x1, y1) in pairwise(link.points)
            if x0 == x1
        ]
        crowded = sum(
            abs(x0 - x1) < 0.3 and a0 < b1 and a1 < b0
            for (x0, a0, b0), (x1, a1, b1) in combinations(upright, 2)
        )
        assert not crowded


def test_links_do_not_cross_cards_in_any_number_of_rows() -> None:
    for rows in (1, 2, 3):
        check_links(laid_out(links_everywhere(), rows=rows))


def test_links_between_neighbours_are_straight() -> None:
    document = from_the_right()
    draft = Draft(document)
    for link in document.select(Link)[1:]:
        draft.remove(link.id)
    # With other links at the same side of its source, or alone.
    for shown in (document, draft.finish()):
        (start, end) = laid_out(shown).links[0].points
        assert start[1] == end[1]


def test_the_legend_lists_only_signs_on_the_map() -> None:
    said = {"".join(line.text for line in entry.text.lines) for entry in laid_out(sample()).footer.legend}
    assert "Moment of truth" in said
    assert any("dotted: assumed" in words for words in said)
    assert not laid_out(GALLERY["support"]()).footer.legend


def test_the_imprint_has_the_date_and_the_version() -> None:
    document = sample()
    draft = Draft(document)
    draft.change(document.get(Journey, document.journeys()[0].id), version="3 b")
    words = laid_out(draft.finish()).footer.imprint.lines[0].text
    assert "22 November 2026" in words and "version 3 b" in words and "page 1 of 1" in words


def test_in_several_rows_stages_appear_once_and_lanes_are_repeated() -> None:
    layout = laid_out(sample(), rows=3)
    assert len(layout.bands) == 3
    assert sorted({stage.band for stage in layout.stages}) == [0, 1, 2]
    assert len({stage.id for stage in layout.stages}) == len(layout.stages) == 6
    for lane in {lane.id for lane in layout.lanes}:
        assert [each.band for each in layout.lanes if each.id == lane] == [0, 1, 2]
    assert layout.width < laid_out(sample()).width


def test_stages_are_split_so_that_the_widest_row_is_narrow() -> None:
    widths = {"a": 5.0, "b": 1.0, "c": 1.0, "d": 1.0, "e": 4.0}
    assert in_rows("abcde", widths, 2) == [["a", "b"], ["c", "d", "e"]]
    assert max(sum(widths[stage] for stage in row) for row in in_rows("abcde", widths, 3)) == 5.0
    assert in_rows("ab", {"a": 1.0, "b": 1.0}, 5) == [["a"], ["b"]]


def test_unchanged_cards_are_not_laid_out_again() -> None:
    document = sample()
    before = laid_out(document)
    card = next(card for card in document.select(Card) if card.kind == "opportunity")
    draft = Draft(document)
    draft.change(card, text="Something else")
    after = laid_out(draft.finish())
    kept = [each for each in before.cards if after.cards[each].body is before.cards[each].body]
    assert set(before.cards) - set(kept) == {card.id}


def test_a_card_of_another_kind_than_its_lane_shows_its_kind() -> None:
    document = sample()
    lane = next(lane for lane in document.select(Lane) if lane.kind == "action")
    card = next(card for card in document.select(Card) if card.lane == lane.id)
    draft = Draft(document)
    draft.change(card, kind="backstage")
    assert laid_out(draft.finish()).cards[card.id].body.content.head == "Backstage"
