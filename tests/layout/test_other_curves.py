"""Curves of another journey in the chart of a lane: where they are, and how they differ from its own."""

from datetime import date

import pytest

from journey_editor.drawing.draw_map import draw_map
from journey_editor.drawing.primitives import Path
from journey_editor.editing.commands.curves import add_curve
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.measures import add_measure, add_reading
from journey_editor.editing.commands.spans import set_span
from journey_editor.editing.commands.visibility import hide_personas
from journey_editor.editing.draft import Draft
from journey_editor.foundation.geometry import Box
from journey_editor.layout import lane_charts
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.chart_boxes import CurveLayout
from journey_editor.layout.map_layout import lay_out
from journey_editor.layout.other_curves import OtherCurve, other_curves
from journey_editor.layout.queries.hit_testing import boxes_of, hit, touched_by
from journey_editor.layout.queries.navigation import neighbour, place_of
from journey_editor.model.document import Document, Queries
from journey_editor.model.records import Card, EmotionPoint, Journey, Lane, Persona
from journey_editor.text.text_block import TextBlock
from tests.gallery import sample
from tests.layout.invariants import check_labels
from tests.two_journeys import as_is_and_to_be


def laid_out(document: Document, rows: int = 1) -> MapLayout:
    return lay_out(document, document.journeys()[0].id, today=date(2026, 12, 1), rows=rows)


def said(block: TextBlock | None) -> str:
    return "".join(line.text for line in block.lines) if block is not None else ""


def curve(layout: MapLayout, name: str) -> CurveLayout:
    """Return a curve by its name in the legend, or its part in the first row."""
    every = (each for chart in layout.charts for each in (*chart.curves, *chart.others))
    return next(each for each in every if each.full_name == name)


def own_labels(layout: MapLayout) -> list[Box | None]:
    return [point.label_box for chart in layout.charts for each in chart.curves for point in each.points]


def strokes(document: Document, layout: MapLayout, one: CurveLayout) -> set[tuple[float, tuple[float, ...]]]:
    """Return the widths and dashes of the lines of a curve."""
    groups = {group.owner: group for group in draw_map(document, layout).groups}
    lines = groups[f"{one.id}/line0"].children
    return {(each.stroke.width, each.stroke.dash) for each in lines if isinstance(each, Path) and each.stroke}


def test_they_are_at_the_matching_touchpoints_and_differ_without_colours() -> None:
    document = as_is_and_to_be()
    layout = laid_out(document)
    own, later = curve(layout, "Sofie"), curve(layout, "To-be: Sofie")
    points = [document.get(EmotionPoint, each.id) for each in later.points]
    # Nothing is drawn in “Wait”, which the other journey has not, and “Insure” has no column here.
    assert [document.get(Card, each.card).text for each in points] == [
        *("Finds the shop", "Sits on four bikes", "Pays", "Pushes it home", "Has it oiled"),
    ]
    x_here = [point.x for at, point in enumerate(own.points) if at != 2]
    away = [abs(point.x - x) for point, x in zip(later.points, x_here, strict=True)]
    assert max(away) < 20, "a sign only moves aside so that it covers no other one"
    assert [stretch.source for stretch in later.stretches] == ["told", "assumed"]
    assert strokes(document, layout, own).isdisjoint(strokes(document, layout, later))
    assert not any(point.marked or point.movable for point in later.points)

    legend = {said(entry.text): entry for entry in layout.footer.legend}
    assert legend["To-be: Sofie, dotted: assumed"].line == "other"
    assert "To-be: Kim, observed" in legend, "a persona that only the other journey has"
    assert curve(layout, "To-be: Kim").color not in (own.color, curve(layout, "Bo").color)
    names = {said(each.name) for chart in layout.charts for each in (*chart.curves, *chart.others)}
    assert names == {"Sofie", "Bo", "To-be: Sofie", "To-be: Bo", "To-be: Kim"}
    # Sofie's area reaches up to her intended curve, where there is one, and not to Bo's.
    shaded = [x for area in own.shades for x, _ in area]
    gap = later.points[1].x, later.points[2].x
    assert min(shaded) == later.points[0].x and max(shaded) == later.points[3].x
    assert not any(gap[0] < x < gap[1] for x in shaded) and len(own.shades) > 1


def test_a_lane_shows_those_of_its_persona_and_none_of_hidden_ones() -> None:
    draft = Draft(as_is_and_to_be())
    journey, later = (each.id for each in draft.journeys())
    (lane,) = (each for each in draft.lanes_of(journey) if each.kind == "emotion")
    sofie, bo, _ = draft.select(Persona)
    of_bo = add_lane(draft, journey, "emotion", persona=bo.id).id
    document = draft.finish()
    layout = laid_out(document)
    drawn = {
        chart.lane: sorted(each.full_name for each in (*chart.curves, *chart.others))
        for chart in layout.charts
    }
    assert drawn == {lane.id: ["Sofie", "To-be: Kim", "To-be: Sofie"], of_bo: ["Bo"]}, (
        "Bo has a lane of his own"
    )

    draft = Draft(document)
    draft.change(draft.get(Lane, of_bo), other_journey=later)
    hide_personas(draft, journey, [sofie.id], hidden=True)
    layout = laid_out(draft.finish())
    assert [each.full_name for chart in layout.charts for each in (*chart.curves, *chart.others)] == [
        *("To-be: Kim", "Bo", "To-be: Bo")
    ]


def test_rows_and_cards_over_several_steps_keep_them_in_place() -> None:
    draft = Draft(as_is_and_to_be())
    for journey in draft.journeys():
        steps = {step.name or str(at): step.id for at, step in enumerate(draft.columns_of(journey.id))}
        pays = next(card for card in draft.cards_of(journey.id) if card.text == "Pays")
        set_span(draft, pays.id, steps["Pay"], steps["Take it home"])
        # The touchpoint after it is only here: the point of the other journey stays in its step.
        if journey.state == "as_is":
            draft.remove(next(c.id for c in draft.cards_of(journey.id) if c.text == "Pushes it home"))
    document = draft.finish()
    layout = laid_out(document, rows=2)
    assert len(layout.bands) == 2
    parts = [each for chart in layout.charts for each in chart.others if each.full_name == "To-be: Sofie"]
    own = [each for chart in layout.charts for each in chart.curves if each.full_name == "Sofie"]
    assert [len(each.points) for each in parts] == [2, 3], "two in the first row of stages"
    pays, home = parts[1].points[:2]
    assert abs(pays.x - own[1].points[0].x) < 20
    step = next(each for each in layout.steps if said(each.name) == "Take it home")
    assert step.column.x < home.x < step.column.right


def test_they_are_named_after_the_title_if_the_states_are_equal_and_have_the_scale_of_this_journey() -> None:
    draft = Draft(as_is_and_to_be())
    journey, later = draft.journeys()
    draft.change(later, state="as_is", title="Buying it online")
    for each in draft.curves_of(journey.id):
        draft.change(each, scale="zero_to_ten")
    document = draft.finish()
    # The curves of both journeys share a chart, and only Kim's has another scale.
    assert [[each.full_name for each in chart.others] for chart in laid_out(document).charts] == [
        ["Buying it online: Sofie", "Buying it online: Bo"],
        ["Buying it online: Kim"],
    ]
    draft = Draft(document)
    draft.change(draft.get(Journey, later.id), title="")
    assert curve(laid_out(draft.finish()), "Untitled journey: Bo")


def test_their_labels_take_no_room_from_the_others() -> None:
    document = as_is_and_to_be()
    plain = laid_out(document)
    draft = Draft(document)
    later = {each.id for each in draft.curves_of(draft.journeys()[1].id)}
    for point in draft.select(EmotionPoint):
        if point.curve in later:
            draft.change(point, label="It says when it will be ready, and keeps to it")
    layout = laid_out(draft.finish())
    check_labels(layout)
    points = [point for chart in layout.charts for each in chart.others for point in each.points]
    drawn = [point for point in points if point.label]
    assert 0 < len(drawn) < len(points) and not any(point.in_legend for point in points)
    assert [chart.frame for chart in layout.charts] == [chart.frame for chart in plain.charts]
    assert own_labels(layout) == own_labels(plain)


def test_a_click_finds_them_but_nothing_edits_them() -> None:
    document = as_is_and_to_be()
    layout = laid_out(document)
    own, later = curve(layout, "Sofie"), curve(layout, "To-be: Sofie")
    entry = next(each for each in layout.footer.legend if each.owner == later.id)
    assert later.name is not None
    last = later.points[-1]
    for place in ((last.x, last.y), later.name.box.center, entry.sign.center):
        found = hit(layout, *place)
        assert found is not None and (found.kind, found.id) == ("other_curve", later.id)
    assert boxes_of(layout, later.id) == (later.name.box,)
    # Neither the selection rectangle nor the arrow keys find their points.
    marked = touched_by(layout, Box(0, 0, layout.width, layout.height))
    assert {each.id for each in own.points} <= set(marked)
    assert not {each.id for each in later.points} & set(marked)
    after = neighbour(layout, place_of(layout, own.points[0].id), "right")
    assert after is not None and after.id == own.points[1].id


def test_a_chart_without_them_asks_nothing_about_other_journeys(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def noted(document: Queries, journey: Journey, other: str) -> tuple[OtherCurve, ...]:
        asked.append(other)
        return other_curves(document, journey, other)

    monkeypatch.setattr(lane_charts, "other_curves", noted)
    document = as_is_and_to_be()
    laid_out(sample())
    draft = Draft(document)
    lane = next(each for each in draft.select(Lane) if each.other_journey)
    draft.change(lane, collapsed=True)
    laid_out(draft.finish())
    assert asked == []
    laid_out(document, rows=2)
    assert asked == [lane.other_journey]


def test_figures_of_the_other_journey_are_beside_those_of_this_one() -> None:
    draft = Draft(as_is_and_to_be())
    one, other = (each.id for each in draft.journeys())
    for journey, values in ((one, (20.0, 60.0)), (other, (50.0, 90.0))):
        for kind in ("csat", "waiting"):
            draft.change(add_curve(draft, journey), figures=kind)
            for stage, value in zip(draft.stages_of(journey), values, strict=False):
                measure = add_measure(draft, journey, stage.id, kind)
                draft.change(measure, target=70.0)
                longer = kind == "waiting" and journey == other
                add_reading(draft, measure.id, value=10 * value if longer else value)
    layout = laid_out(draft.finish())
    shared, own, later = (chart for chart in layout.charts if chart.figures)
    assert [each.full_name for each in (*shared.curves, *shared.others)] == ["CSAT", "To-be: CSAT"]
    assert [point.number for point in shared.others[0].points] == ["50 %", "90 %"]
    # Times with other levels are in a chart of their own.
    assert (len(own.curves), len(own.others), len(later.curves), len(later.others)) == (1, 0, 0, 1)
    assert said(own.levels[0].text) == "2 min" and said(later.levels[0].text) == "20 min"
    found = hit(layout, *later.frame.center)
    assert found is not None and found.kind == "other_curve"
    check_labels(layout)
