"""Charts of curves: labels, names, signs, strips, and curves over several rows of stages."""

from collections.abc import Sequence
from datetime import date
from itertools import combinations, pairwise
from math import hypot

import pytest

from journey_editor.drawing.draw_chart import draw_chart
from journey_editor.drawing.primitives import Group, TextRun
from journey_editor.editing.commands.cards import add_card, set_card_personas
from journey_editor.editing.commands.curves import add_curve, add_point, set_emotion
from journey_editor.editing.commands.journeys import add_journey, new_project
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.personas import add_persona
from journey_editor.editing.commands.stages import add_stage
from journey_editor.editing.draft import Draft
from journey_editor.foundation.identity import counting_ids
from journey_editor.layout import theme
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.map_layout import lay_out
from journey_editor.layout.queries.text_spans import ShownTexts
from journey_editor.model.document import Document
from journey_editor.model.records import Curve, EmotionPoint, Journey
from journey_editor.text.text_block import TextBlock
from journey_editor.wording.curve_names import short_names
from journey_editor.wording.curve_scales import words_on
from journey_editor.wording.spoken import describe_point
from tests.layout.invariants import check_all, check_signs

TODAY = date(2026, 11, 22)
LONG = "Label {n} is what they told us in the interview"
VALUES = (-0.4, 0.5, 0.1, -0.8, 0.9, 0.0, 0.5, -0.2)


class Chart:
    """Map with an emotion lane, and points on its steps."""

    def __init__(self, *personas: str, stages: int = 8, lane: str = "") -> None:
        self.draft = Draft(Document(), counting_ids())
        new_project(self.draft)
        self.journey = add_journey(self.draft, title="Curves").id
        self.personas = [add_persona(self.draft, self.journey, name=name).id for name in personas]
        stage_ids = [add_stage(self.draft, self.journey, name=f"Stage {n}").id for n in range(stages)]
        self.steps = [self.draft.steps_of(each)[0].id for each in stage_ids]
        add_lane(self.draft, self.journey, "emotion", title=lane)

    def curve(
        self,
        persona: str,
        values: Sequence[float] = VALUES,
        *,
        label: str = "",
        labels: int = 99,
        source: str = "observed",
        **details: str,
    ) -> str:
        """Add a curve with a point in the middle of each step; the first `labels` points have a label."""
        curve = add_curve(self.draft, self.journey, persona)
        self.draft.change(curve, **details)
        for index, value in enumerate(values):
            step = self.steps[index * len(self.steps) // len(values)]
            share = (index * len(self.steps) / len(values)) % 1
            point = add_point(self.draft, curve.id, step, 0.5 if not share else 0.5 + share / 2, value)
            named = label.format(n=index) if index < labels else ""
            self.draft.change(point, source=source, label=named)
        return curve.id

    def layout(self, rows: int = 1) -> MapLayout:
        self.document = self.draft.finish()
        self.draft = Draft(self.document)
        return lay_out(self.document, self.journey, today=TODAY, rows=rows)


def said(block: TextBlock | None) -> str:
    return "".join(line.text for line in block.lines) if block is not None else ""


def readable(layout: MapLayout) -> list[str]:
    """Return the labels that can be read: at their points, or in the legend next to the point's number."""
    points = [point for chart in layout.charts for curve in chart.curves for point in curve.points]
    legend = {said(entry.number): said(entry.text) for entry in layout.footer.legend}
    return [
        legend[said(point.label)] if point.in_legend else said(point.label) for point in points if point.label
    ]


@pytest.mark.parametrize(("labels", "personas"), [(1, 4), (4, 4), (8, 8)])
def test_strips_grow_until_the_long_labels_of_all_personas_fit(labels: int, personas: int) -> None:
    chart = Chart(*(f"Persona {n}" for n in range(personas)))
    for number, persona in enumerate(chart.personas):
        chart.curve(persona, label=f"{number}: {LONG}", labels=labels)
    layout = chart.layout()
    assert len(layout.charts) == personas and len(readable(layout)) == personas * labels
    assert not any(entry.what == "point_number" for entry in layout.footer.legend)
    check_all(layout)


def test_labels_without_room_are_in_the_legend_with_the_number_at_their_point() -> None:
    chart = Chart("Ada", "Bo", "Cy")
    for number, persona in enumerate(chart.personas):
        values = [(-1) ** at * ((at * 7 + number * 5) % 9 + 1) / 10 for at in range(24)]
        chart.curve(persona, values, label=f"{number}: label {{n}} from the interview")
    layout = chart.layout()
    assert len(set(readable(layout))) == 72
    numbered = [entry for entry in layout.footer.legend if entry.what == "point_number"]
    assert [said(entry.number) for entry in numbered] == [str(n + 1) for n in range(len(numbered))]
    (drawn,) = layout.charts
    numbers = [p.label_box for curve in drawn.curves for p in curve.points if p.in_legend and p.label_box]
    signs = [(p.x, p.y) for curve in drawn.curves for p in curve.points]
    assert 0 < len(numbers) == len(numbered)
    assert not any(one.overlaps(other) for one, other in combinations(numbers, 2))
    assert not any(box.contains(*sign) for box in numbers for sign in signs)
    # A search finds the words in the legend, a screen reader reads them at the point.
    found = ShownTexts(layout).of(numbered[0].owner, "label")
    words = said(numbered[0].text)
    assert any(each.boxes_of(words, 0, len(words)) for each in found)
    points = [each for curve in draw_chart(drawn, theme.LIGHT) for each in curve.children]
    assert words in [each.label for each in points if isinstance(each, Group)]


def test_names_that_begin_alike_stay_apart() -> None:
    assert short_names(["Dr. Anna Meyer", "Dr. Boris Klug"]) == ["Dr. Anna", "Dr. Boris"]
    assert short_names(["Persona A", "Persona B", "Persona C"]) == ["Persona A", "Persona B", "Persona C"]
    assert short_names(["Ivo, as-is", "Ivo, to-be"]) == ["Ivo, as-is", "Ivo, to-be"]
    assert short_names(["Ivo, as-is", "Mia Lang", "Anna", "Anna Maria"]) == [
        "Ivo", "Mia", "Anna", "Anna Maria",
    ]  # fmt: skip
    chart = Chart("Dr. Anna Meyer", "Dr. Boris Klug", "Ivo, as-is")
    chart.curve(chart.personas[0])
    chart.curve(chart.personas[1], [0.9, -0.9])
    chart.curve(chart.personas[2], [-0.9, 0.2], source="assumed")
    (drawn,) = chart.layout().charts
    assert [said(curve.name) for curve in drawn.curves] == ["Dr. Anna", "Dr. Boris", "Ivo, assumed"]


def test_two_curves_of_a_persona_have_names_lines_and_scales_of_their_own() -> None:
    chart = Chart("Ivo Braun")
    (ivo,) = chart.personas
    feeling = chart.curve(ivo, scale="zero_to_ten")
    effort = chart.curve(ivo, [0.5, 0.5], measures="Effort", scale="one_to_five")
    tension = chart.curve(ivo, [0.9, -0.5], measures="Tension", scale="one_to_five")
    chart.curve("", [0.1, 0.2], measures="Waiting time", scale="one_to_five")
    layout = chart.layout()
    names = [said(entry.text) for entry in layout.footer.legend]
    assert names == [
        "Ivo Braun: Emotion, observed", "Ivo Braun: Effort, observed", "Ivo Braun: Tension, observed",
        "Waiting time, observed",
    ]  # fmt: skip
    # Curves with the same scale share a chart, another scale has its own.
    first, second = layout.charts
    assert [curve.id for curve in first.curves] == [feeling]
    assert [curve.id for curve in second.curves][:2] == [effort, tension]
    assert [said(level.text) for level in first.levels] == ["10", "", "5", "", "0"]
    assert [said(level.text) for level in second.levels] == ["5", "4", "3", "2", "1"]
    assert [curve.line for chart in layout.charts for curve in chart.curves] == ["", "thin", "dashed", ""]
    found = ShownTexts(layout).of(effort, "measures")
    assert any(each.boxes_of("Effort", 0, 6) for each in found)
    point = chart.document.points_of(effort)[0]
    assert describe_point(chart.document, point) == "Ivo Braun: Effort: 4"
    check_all(layout)


def test_a_curve_goes_on_across_rows_of_stages() -> None:
    chart = Chart("Ada", "Bo", stages=6)
    chart.curve(chart.personas[0], [-0.5, 0.2, 0.9, -0.9, 0.4, 0.1])
    through = chart.curve(chart.personas[1], [0.8, 0.5])
    start, end = chart.draft.points_of(through)
    chart.draft.change(start, step=chart.steps[0], source="assumed")
    chart.draft.change(end, step=chart.steps[5])
    layout = chart.layout(rows=3)
    assert [chart.band for chart in layout.charts] == [0, 1, 2]
    for index in (0, 1):
        for upper, lower in zip(layout.charts, layout.charts[1:], strict=False):
            (*_, out, edge), (resumed, into, *_) = (
                upper.curves[index].stretches[-1].path, lower.curves[index].stretches[0].path,
            )  # fmt: skip
            assert edge[0] == pytest.approx(upper.frame.right)
            assert resumed[0] == pytest.approx(lower.frame.x)
            assert upper.value_at(edge[1]) == pytest.approx(lower.value_at(resumed[1]))
            slopes = [(b[1] - a[1]) / (b[0] - a[0]) for a, b in ((out, edge), (resumed, into))]
            assert slopes[0] == pytest.approx(slopes[1], abs=0.01)
    # The second curve only crosses the middle row, and is dotted there too, since it begins with a guess.
    crossing = layout.charts[1].curves[1]
    assert not crossing.points and [each.source for each in crossing.stretches] == ["assumed"]
    curves = [said(entry.text) for entry in layout.footer.legend if entry.what == "curve"]
    assert curves == ["Ada, observed", "Bo, dotted: assumed"]
    # Chevrons point to the next row, inside the width of the map.
    assert [stage.last for stage in layout.stages] == [False] * 5 + [True]
    assert [stage.first for stage in layout.stages] == [True] + [False] * 5
    ends = [max(stage.box.right for stage in layout.stages if stage.band == band) for band in (0, 1, 2)]
    assert ends[0] + theme.TIP == pytest.approx(layout.charts[0].frame.right) and ends[2] > ends[0]
    check_all(layout)


def test_signs_of_curves_with_equal_values_are_side_by_side_on_steps_too() -> None:
    chart = Chart("Ada", "Bo", "Cy")
    for persona in chart.personas:
        chart.curve(persona, [0.5] * 8)
    chart.curve("", [0.5] * 40, scale="one_to_five")
    chart.curve(chart.personas[0], [0.5] * 8, scale="one_to_five")
    layout = chart.layout()
    check_signs(layout)
    first = layout.charts[0].curves
    assert all(
        abs(one.x - other.x) <= 40 for one, other in zip(first[0].points, first[2].points, strict=True)
    )


def test_points_of_two_personas_in_a_step_are_above_each_other_unless_their_signs_would_overlap() -> None:
    chart = Chart("Ada", "Bo", stages=2)
    lane = add_lane(chart.draft, chart.journey, "touchpoint").id
    curves = [add_curve(chart.draft, chart.journey, persona).id for persona in chart.personas]
    for step, values in zip(chart.steps, ((0.8, -0.8), (0.1, 0.1)), strict=True):
        for persona, curve, value in zip(chart.personas, curves, values, strict=True):
            # Each meets us in a way of their own.
            card = add_card(chart.draft, step, lane, "Calls").id
            set_card_personas(chart.draft, card, [persona])
            set_emotion(chart.draft, curve, card, value)
    both = add_card(chart.draft, chart.steps[0], lane, "Visits").id
    layout = chart.layout()
    (first, second), (other, another) = (
        [point.x for point in each.points] for each in layout.charts[0].curves
    )
    assert first == other and second != another
    check_signs(layout)
    # A curve with two points in a step needs both halves of it, in the order of the cards.
    set_card_personas(chart.draft, both, [chart.personas[0]])
    set_emotion(chart.draft, curves[0], both, 0.5)
    column = layout.steps[0].column
    places = [point.x for point in chart.layout().charts[0].curves[0].points][:2]
    assert places == pytest.approx([column.x + column.width / 4, column.x + column.width * 3 / 4])


def test_the_ring_of_the_end_of_a_curve_keeps_clear_of_other_signs() -> None:
    chart = Chart("Ada", "Bo", stages=2)
    first = chart.curve(chart.personas[0], [0.5, 0.5])
    chart.draft.change(chart.draft.get(Curve, first), peaks=True)
    chart.curve(chart.personas[1], [0.5, 0.45])
    one, other = (curve.points[-1] for curve in chart.layout().charts[0].curves)
    assert "end" in one.marks
    assert hypot(one.x - other.x, one.y - other.y) >= theme.FACE + 4


def test_strips_have_the_scale_and_the_name_in_the_colour_of_the_persona() -> None:
    names = ["Ada Byron", "Bo Dahl", "Cleo van den Bosch-Hagedorn of the third office", "Dan", "Eve"]
    chart = Chart(*names, lane="How it feels")
    for persona in chart.personas:
        chart.curve(persona, [1.0, -1.0])
    layout = chart.layout()
    assert len(layout.charts) == 5
    for drawn, name in zip(layout.charts, names, strict=True):
        assert [said(level.text) for level in drawn.levels] == ["delighted", "", "neutral", "", "upset"]
        assert [level.value for level in drawn.levels] == [1, 0.5, 0, -0.5, -1]
        assert all(level.sign == "faces" and level.face_box.right < drawn.frame.x for level in drawn.levels)
        assert drawn.bottom - drawn.top >= 96
        (curve,) = drawn.curves
        block = curve.name
        assert block is not None and "".join(said(block).split()) == "".join(name.split())
        words = [level.text.box for level in drawn.levels if level.text is not None]
        beside = max(block.x + line.width for line in block.lines)
        assert block.bottom <= drawn.frame.bottom and beside < min(box.right for box in words) - 30
        group = next(iter(draw_chart(drawn, theme.LIGHT)))
        colors = {each.color for each in group.children if isinstance(each, TextRun)}
        assert theme.LIGHT.persona(curve.color).color in colors
    check_all(layout)


def test_the_words_of_the_scale_keep_clear_of_a_long_lane_title() -> None:
    chart = Chart("Ada", lane="How it feels to all of them")
    chart.curve(chart.personas[0])
    layout = chart.layout()
    (drawn,), title = layout.charts, layout.lanes[0].title
    assert len(title.lines) == 2
    assert drawn.levels[0].text is not None and drawn.levels[0].text.y - title.bottom >= 8


def test_a_scale_of_ones_own_has_three_to_eleven_levels_with_signs() -> None:
    chart = Chart("Ada")
    words = ["a whole day and the next one too", *(str(n) for n in range(9, 0, -1)), "at once"]
    curve = chart.curve(chart.personas[0], levels="\n".join(words), signs="numbers", measures="Wait")
    layout = chart.layout()
    (drawn,) = layout.charts
    assert [said(level.text).replace("-", "") for level in drawn.levels][-2:] == ["1", "at once"]
    assert [said(level.number) for level in drawn.levels] == [str(n) for n in range(11, 0, -1)]
    blocks = [level.text for level in drawn.levels if level.text is not None]
    assert all(above.bottom <= below.y for above, below in pairwise(blocks))
    assert words_on(chart.document.get(Curve, curve), -0.95) == "at once"
    check_all(layout)
    few = Chart("Ada")
    few.curve(few.personas[0], levels="good\nbad", signs="circles", scale="one_to_five")
    levels = few.layout().charts[0].levels
    assert [said(level.text) for level in levels] == ["5", "4", "3", "2", "1"]
    assert all(level.sign == "circles" and level.number is None for level in levels)


def test_a_stretch_is_as_weak_as_its_weaker_end_and_missing_in_a_gap() -> None:
    chart = Chart("Ada", "Bo", stages=5)
    curve = chart.curve(chart.personas[0], [0.1, 0.3, -0.4, 0.6, 0.2])
    chart.curve(chart.personas[1], [0.0, -0.6, 0.2, 0.3, 0.8], source="told")
    points = sorted(chart.draft.points_of(curve), key=lambda point: chart.steps.index(point.step))
    for point, source in zip(points, ("assumed", "told", "observed", "measured", "observed"), strict=True):
        chart.draft.change(point, source=source, gap=source == "measured")
    chart.draft.change(chart.draft.get(EmotionPoint, points[3].id), confidence=80)
    layout = chart.layout()
    ada, bo = layout.charts[0].curves
    assert [stretch.source for stretch in ada.stretches] == ["assumed", "told", "observed"]
    assert {stretch.source for stretch in bo.stretches} == {"told"}
    assert [said(point.label) for point in ada.points] == ["", "", "", "80 %", ""]
    legend = {entry.what: said(entry.text) for entry in layout.footer.legend}
    assert legend == {
        "curve": "Ada, dotted: assumed",
        "told_curve": "Bo, told",
        "measured": "Measured",
        "evidence": "90 % of the points are backed by evidence",
    }
    point = chart.document.get(EmotionPoint, points[3].id)
    assert describe_point(chart.document, point).endswith(
        "pleased, measured, confidence 80 %, nothing is known until the next point"
    )
    lines = [group for group in draw_chart(layout.charts[0], theme.LIGHT) if "/line" in group.owner]
    widths = [[path.stroke.width for path in each.children] for each in lines]  # type: ignore[union-attr]
    assert widths[0][1] < widths[0][2] and set(widths[1]) == {widths[0][1]}
    # The gap is a gap also if it is between two rows, and an intended journey has no evidence.
    chart.draft.change(chart.draft.get(Journey, chart.journey), state="to_be")
    rows = chart.layout(rows=5)
    assert not rows.charts[4].curves[0].stretches and len(rows.charts[4].curves[1].stretches) == 1
    assert "evidence" not in {entry.what for entry in rows.footer.legend}


def test_the_legend_shows_the_line_and_the_signs_of_a_curve_and_the_confidence_of_all_its_points() -> None:
    chart = Chart("Ada", "Bo", stages=3)
    values = [0.1, 0.3, -0.4]
    for style, measures, name in (("dashed", "Effort", "Ada"), ("dash_dotted", "Trust", "Bo")):
        owner = chart.personas[("Ada", "Bo").index(name)]
        curve = chart.curve(owner, values, measures=measures, signs="circles", style=style)
        for number, point in enumerate(chart.draft.points_of(curve)):
            chart.draft.change(point, confidence=70 + 10 * number * (name == "Bo"))
    layout = chart.layout()
    ada, bo = layout.charts[0].curves
    assert [said(point.label) for point in ada.points] == ["", "", ""]
    assert sorted(said(point.label) for point in bo.points) == ["70 %", "80 %", "90 %"]
    first, second, *_ = layout.footer.legend
    assert [said(first.text), said(second.text)] == ["Ada: Effort, observed · 70 %", "Bo: Trust, observed"]
    for entry in (first, second):
        assert entry.sign.width >= 40 and entry.signs == "circles"


def test_peak_valley_and_end_are_marked_and_the_area_between_two_curves_is_shaded() -> None:
    chart = Chart("Ada", "Bo", stages=5)
    curve = chart.curve(chart.personas[0], [0.1, 1.0, -0.4, -1.0, 0.2], label="Label {n}")
    chart.curve(chart.personas[1], [0.0, -0.6, 0.2, 0.3], scale="words")
    chart.draft.change(chart.draft.get(Curve, curve), peaks=True, shaded=True)
    layout = chart.layout()
    ada, bo = layout.charts[0].curves
    assert [point.marks for point in ada.points] == [(), ("peak",), (), ("valley",), ("end",)]
    assert not any(point.marks for point in bo.points) and not bo.shades
    left, right = (f([x for area in ada.shades for x, _ in area]) for f in (min, max))
    assert left == pytest.approx(max(ada.points[0].x, bo.points[0].x))
    assert right == pytest.approx(bo.points[-1].x)
    peak = ada.points[1]
    assert peak.label_box is not None and peak.y - peak.label_box.bottom >= theme.FACE / 2 + 12
    assert "Peak, valley and end" in [said(entry.text) for entry in layout.footer.legend]
    check_all(layout)
    # Over several rows, each mark is on the map once.
    marks = [p.marks for each in chart.layout(rows=2).charts for p in each.curves[0].points if p.marks]
    assert marks == [("peak",), ("valley",), ("end",)]
