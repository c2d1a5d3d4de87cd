"""Lanes that are computed from the cards: bars of counts, and paths through a matrix of channels."""

from datetime import date
from math import dist

import pytest

from journey_editor.drawing.draw_map import draw_map
from journey_editor.drawing.draw_summary import MARK_RADIUS
from journey_editor.drawing.text import said
from journey_editor.editing.commands.cards import set_card_personas
from journey_editor.editing.commands.personas import add_persona
from journey_editor.editing.draft import Draft
from journey_editor.editing.seen import seen
from journey_editor.interchange.mermaid.exporter import mermaid_text
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.map_layout import lay_out
from journey_editor.layout.queries.hit_testing import hit
from journey_editor.layout.summary_boxes import SummaryLayout
from journey_editor.model.document import Document, Queries
from journey_editor.model.records import Card, Lane
from tests.lane_maps import offered_channels, summaries, summaries_from_the_right

TODAY = date(2026, 11, 22)


def laid_out(document: Queries, rows: int = 1) -> MapLayout:
    return lay_out(document, document.journeys()[0].id, today=TODAY, rows=rows)


def of_kind(layout: MapLayout, kind: str) -> SummaryLayout:
    lanes = {lane.id: lane.kind for lane in layout.lanes}
    return next(each for each in layout.summaries if lanes[each.lane] == kind)


def lane_of(document: Queries, kind: str) -> Lane:
    return next(each for each in document.select(Lane) if each.kind == kind)


def counts(layout: MapLayout) -> list[str]:
    return [said(bar.number) for bar in of_kind(layout, "count").bars]


def with_lane(document: Document, kind: str, **values: object) -> Document:
    draft = Draft(document)
    draft.change(lane_of(document, kind), **values)
    return draft.finish()


@pytest.mark.parametrize("made", [summaries, summaries_from_the_right])
def test_a_bar_for_each_step_is_as_high_as_its_number(made) -> None:
    layout = laid_out(made())
    assert counts(layout) == ["0", "1", "2", "0"], "a card over two steps counts in both"
    bars = of_kind(layout, "count").bars
    heights = [bar.box.height for bar in bars]
    assert heights[2] == 2 * heights[1] > heights[0] == heights[3] == 0
    columns = {step.id: step.column for step in layout.steps}
    for bar in bars:
        assert bar.box.center[0] == pytest.approx(columns[bar.step].center[0])
        assert bar.number.bottom <= bar.box.y


def test_the_counted_kind_is_chosen_and_hidden_lanes_count_but_not_what_a_filter_hides() -> None:
    document = summaries()
    assert counts(laid_out(with_lane(document, "count", counted="touchpoint"))) == ["2", "3", "1", "1"]
    assert counts(laid_out(with_lane(document, "count", counted=""))) == ["2", "4", "3", "1"]
    assert counts(laid_out(with_lane(document, "pain_point", hidden=True))) == ["0", "1", "2", "0"]
    nobody = next(card.id for card in document.select(Card) if card.text == "Nobody answers")
    assert counts(laid_out(seen(document, (), {nobody}))) == ["0", "1", "1", "0"]


def test_the_bars_of_all_rows_of_stages_have_one_scale() -> None:
    whole, divided = (laid_out(summaries(), rows=rows) for rows in (1, 2))
    height = {bar.step: bar.box.height for bar in of_kind(whole, "count").bars}
    bands = [each for each in divided.summaries if each.bars]
    assert len(bands) == 2
    assert {bar.step: bar.box.height for each in bands for bar in each.bars} == height


def test_the_title_of_a_count_says_what_it_counts() -> None:
    layout = laid_out(summaries())
    assert "Count: Pain points" in {said(lane.title) for lane in layout.lanes}


@pytest.mark.parametrize("made", [summaries, summaries_from_the_right])
def test_the_matrix_has_the_used_channels_with_a_mark_where_they_serve(made) -> None:
    layout = laid_out(made())
    matrix = of_kind(layout, "channel")
    assert [said(row.name) for row in matrix.rows[:2]] == ["Website", "Shop in the old town"]
    steps = [step.id for step in layout.steps]
    y_of = [row.line.y for row in matrix.rows]
    places = [(steps.index(mark.step), y_of.index(mark.at[1])) for mark in matrix.marks]
    assert places == [(0, 0), (1, 0), (1, 1), (2, 2), (3, 1)]
    numbers = [said(mark.number) for mark in matrix.marks if mark.number is not None]
    assert numbers == ["2"]


def test_each_persona_has_a_path_in_its_colour_through_its_touchpoints_in_order() -> None:
    layout = laid_out(summaries())
    matrix = of_kind(layout, "channel")
    rows = [row.line.y for row in matrix.rows]
    visited = {
        path.persona: [min(range(3), key=lambda row: abs(rows[row] - y)) for _, y in path.points]
        for path in matrix.paths
    }
    ada, bo = (persona.id for persona in layout.header.personas)
    # The last touchpoint is about nobody in particular, so both come there.
    assert visited == {ada: [0, 0, 2, 1], bo: [0, 1, 1]}
    assert [path.color for path in matrix.paths] == [
        persona.badge.color for persona in layout.header.personas
    ]
    starts = {path.points[0] for path in matrix.paths}
    assert len(starts) == 2, "equal paths are drawn side by side"
    assert "Channels: Ada Brook" in {said(entry.text) for entry in layout.footer.legend}


def test_a_chosen_channel_that_nobody_uses_is_an_empty_row() -> None:
    layout = laid_out(offered_channels())
    used, offered = (each for each in layout.summaries if each.rows)
    assert [said(row.name) for row in offered.rows] == ["Website", "Shop in the old town", "App"]
    places = {mark.at[1] for mark in offered.marks}
    assert [row.line.y in places for row in offered.rows] == [True, True, False]
    assert offered.said.endswith("Leave: Shop in the old town; App: 0"), "a screen reader hears it"
    assert "0" not in used.said
    # Paths lead through the chosen channels only.
    assert [len(path.points) for path in used.paths] == [4, 3]
    assert [len(path.points) for path in offered.paths] == [3, 3]


def test_a_summary_says_its_values_and_is_selected_as_a_lane() -> None:
    document = summaries()
    layout = laid_out(document)
    labels = [group.label for group in draw_map(document, layout).groups if group.role == "summary"]
    assert labels[0] == "Search: 0; Buy: 1; Use: 2; Leave: 0"
    assert labels[1].startswith("Search: Website; Buy: Website, Shop in the old town; Use: Phone")
    for summary in layout.summaries:
        found = hit(layout, *summary.frame.center)
        assert found is not None
        assert (found.kind, found.id) == ("lane", summary.lane)
    assert {cell.lane for cell in layout.cells}.isdisjoint({each.lane for each in layout.summaries})


def test_a_matrix_without_channels_is_an_empty_row_and_a_collapsed_one_its_title() -> None:
    document = summaries()
    draft = Draft(document)
    for card in document.select(Card):
        draft.change(card, channel="")
    layout = laid_out(draft.finish())
    assert not of_kind(layout, "channel").rows
    folded = laid_out(with_lane(document, "channel", collapsed=True))
    assert len(folded.summaries) == len(laid_out(document).summaries) - 1


def test_mermaid_says_that_it_has_no_summaries() -> None:
    document = summaries()
    _, lost = mermaid_text(document, document.journeys()[0].id)
    assert "3 lanes with a summary were not exported." in lost


@pytest.mark.parametrize("made", [summaries, summaries_from_the_right])
def test_times_of_a_step_are_summed_up_and_compared_with_their_targets_on_one_scale(made) -> None:
    layout = laid_out(made())
    times = of_kind(layout, "time").times
    steps = {step.id: index for index, step in enumerate(layout.steps)}
    width = layout.steps[0].column.width
    found = [(steps[bar.step], bar.hollow, round(bar.box.width / width * 1800), bar.missed) for bar in times]
    assert found == [
        (0, False, 600, True),
        (1, False, 180, False),
        (2, False, 1200, False),
        (2, True, 1800, True),
        (3, True, 0, False),
    ], "two touchpoints of the first step take 5 minutes each, and the longest bar fills its column"
    start = {bar.step: bar.box.right if layout.rtl else bar.box.x for bar in times}
    ticks = [bar.tick and round(abs(bar.tick.x - start[bar.step]) / width * 1800) for bar in times]
    assert ticks == [480, None, None, 600, 900]
    assert len({bar.box.y for bar in times}) == 2


@pytest.mark.parametrize("made", [summaries, summaries_from_the_right])
def test_minutes_can_be_seen_beside_days(made) -> None:
    draft = Draft(made())
    pays = next(card for card in draft.select(Card) if card.text == "Pays")
    draft.change(pays, duration=30 * 86_400)
    layout = laid_out(draft.finish())
    times = of_kind(layout, "time").times
    widths = [bar.box.width for bar in times]
    assert max(widths) == layout.steps[0].column.width
    assert [width for width in widths if width < max(widths)] == [10.0, 4.0, 10.0, 0.0]
    for bar in times:
        if bar.missed and bar.tick is not None:
            assert bar.tick.x > bar.box.x if layout.rtl else bar.tick.x < bar.box.right


def test_times_are_said_with_their_targets() -> None:
    times = of_kind(laid_out(summaries()), "time")
    assert times.said.startswith("Search: Duration\u00a010\u00a0min · target\u00a08\u00a0min; Buy: Duration")
    assert "Leave: Wait\u00a0– · target\u00a015\u00a0min" in times.said


@pytest.mark.parametrize("made", [summaries, summaries_from_the_right])
def test_the_sums_of_the_times_of_the_journey_are_below_the_name_of_the_lane(made) -> None:
    document = made()
    layout = laid_out(document)
    times = of_kind(layout, "time")
    row = next(lane for lane in layout.lanes if lane.id == times.lane)
    assert times.total is not None
    lines = [line.text.strip().replace("\u00a0", " ") for line in times.total.lines]
    if not layout.rtl:
        assert lines == ["Σ Duration 33 min", "target 31 min", "Σ Wait 30 min", "target 25 min"]
    assert row.title.bottom < times.total.y and times.total.bottom < row.box.bottom
    assert times.said.replace("\u00a0", " ").endswith("; " + " ".join(lines))
    rows = lay_out(document, layout.journey, today=date(2026, 11, 22), rows=2)
    assert [each.total is None for each in rows.summaries if each.lane == times.lane] == [False, True]
    draft = Draft(document)
    for card in draft.select(Card):
        duration = 60 if card.text == "Pays" else None
        draft.change(card, duration=duration, wait=None, wait_target=None, duration_target=None)
    assert of_kind(laid_out(draft.finish()), "time").total is None, "a single step is its own sum"


def test_a_target_of_one_card_does_not_judge_the_time_of_another() -> None:
    draft = Draft(summaries())
    pays = next(card for card in draft.select(Card) if card.text == "Pays")
    draft.change(pays, duration=3600, duration_target=None)
    timed = next(card for card in draft.cards_in(pays.step, pays.lane) if card.duration == 90)
    draft.change(timed, duration_target=120)
    buy = next(bar for bar in of_kind(laid_out(draft.finish()), "time").times if bar.step == pays.step)
    assert not buy.missed


def test_the_paths_of_five_personas_all_touch_the_marks() -> None:
    draft = Draft(summaries())
    journey = draft.journeys()[0].id
    for name in ("Cleo", "Dan", "Eve"):
        add_persona(draft, journey, name=name)
    for card in draft.select(Card):
        set_card_personas(draft, card.id, ())
    matrix = of_kind(laid_out(draft.finish()), "channel")
    assert len(matrix.paths) == 5
    marks = [mark.at for mark in matrix.marks]
    for path in matrix.paths:
        for point in path.points:
            assert min(dist(point, mark) for mark in marks) < MARK_RADIUS


def test_a_summary_among_the_lanes_of_a_persona_is_about_its_cards_and_those_about_everyone() -> None:
    document = summaries()
    _, bo = document.personas_of(document.journeys()[0].id)
    layout = laid_out(with_lane(document, "channel", persona=bo.id))
    matrix = of_kind(layout, "channel")
    assert [path.persona for path in matrix.paths] == [bo.id]
    assert [mark.number for mark in matrix.marks] == [None, None, None]
    timed = of_kind(laid_out(with_lane(document, "time", persona=bo.id)), "time")
    assert timed.said.startswith("Search: Duration\u00a05\u00a0min"), "the other five are those of Ada alone"
    count = with_lane(with_lane(document, "count", counted="touchpoint"), "count", persona=bo.id)
    assert counts(laid_out(count)) == ["1", "2", "0", "1"]
