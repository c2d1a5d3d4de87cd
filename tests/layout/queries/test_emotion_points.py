"""Places of emotion points: strokes, presses and drags on a chart."""

import itertools
from random import Random
from statistics import fmean

import pytest

from journey_editor.layout.queries.emotion_points import (
    GRID,
    PenTargets,
    Stroke,
    dragged_place,
    pen_points,
    pen_targets,
    single_point,
)
from journey_editor.model.records import EmotionPoint
from tests.layout.small_map import SmallMap, mirrored, small_map


@pytest.fixture(params=["left to right", "right to left"])
def small(request: pytest.FixtureRequest) -> SmallMap:
    """The small map, in both reading directions."""
    return small_map() if request.param == "left to right" else mirrored(small_map())


def targets(small: SmallMap) -> PenTargets:
    chart = small.layout.charts[0]
    return pen_targets(small.layout, small.document, chart, chart.curves[0].persona)


def point(small: SmallMap, name: str) -> EmotionPoint:
    return small.document.get(EmotionPoint, small[name])


def test_a_point_at_a_touchpoint_moves_vertically_and_along_the_touchpoints_without_a_point(
    small: SmallMap,
) -> None:
    chart = small.layout.charts[0]
    here = next(point for point in chart.curves[0].points if point.id == small["at shop"])
    place = dragged_place(targets(small), point(small, "at shop"), here.x + 20, chart.top - 99)
    assert place is not None
    assert (place.value, place.step, place.card) == (1.0, "", small["shop"])
    there = small.middle("mail")[0]
    place = dragged_place(targets(small), point(small, "at shop"), there, chart.bottom)
    assert place is not None
    assert (place.value, place.card) == (-1.0, small["mail"])
    assert place.x == pytest.approx(there, abs=1)


def test_a_free_point_follows_the_pointer(small: SmallMap) -> None:
    chart = small.layout.charts[0]
    column = next(step.column for step in small.layout.steps if step.id == small["ask"])
    quarter = column.right - column.width / 4 if small.layout.rtl else column.x + column.width / 4
    place = dragged_place(targets(small), point(small, "free"), quarter, chart.y_of(0.25))
    assert place is not None
    assert (place.step, place.value) == (small["ask"], 0.25)
    assert place.at == pytest.approx(0.25, abs=0.01)


def test_a_stroke_has_one_height_for_each_x_and_is_smooth() -> None:
    stroke = Stroke(100.0, 50.0)
    stroke.extend(200.0, 50.0)
    stroke.extend(202.0, 90.0)
    stroke.extend(300.0, 50.0)
    path = stroke.path()
    assert [x for x, _ in path] == [100.0 + GRID * index for index in range(101)]
    assert max(abs(right[1] - left[1]) for left, right in itertools.pairwise(path)) < 8
    assert stroke.y_at(0.0) == path[0][1]


def test_a_stroke_to_the_left_is_the_same_as_one_to_the_right() -> None:
    there, back = Stroke(0.0, 0.0), Stroke(100.0, 100.0)
    there.extend(100.0, 100.0)
    back.extend(0.0, 0.0)
    for one, other in zip(there.path(), back.path(), strict=True):
        assert one == pytest.approx(other)


def test_each_sample_of_a_stroke_is_the_mean_of_its_neighbours_however_it_was_drawn() -> None:
    def means(values: list[float]) -> list[float]:
        reaches = [min(5, at, len(values) - 1 - at) for at in range(len(values))]
        return [fmean(values[at - reach : at + reach + 1]) for at, reach in enumerate(reaches)]

    chance = Random(7)
    for _ in range(20):
        x, y = 0, 0.0
        stroke, heights = Stroke(x, y), {x: y}
        for _ in range(12):
            to, height = x + int(GRID) * chance.randint(-30, 30), chance.uniform(-50, 50)
            for at in range(min(x, to), max(x, to) + 1, int(GRID)):
                heights[at] = y + (height - y) * ((at - x) / (to - x) if to != x else 1)
            x, y = to, height
            stroke.extend(x, y)
            expected = means(means([heights[at] for at in sorted(heights)]))
            assert stroke.path() == [
                (at, pytest.approx(each)) for at, each in zip(sorted(heights), expected, strict=True)
            ]
    path = stroke.path()
    assert stroke.path(3 * GRID) == [*path[:-1:3], path[-1]]


def test_a_stroke_that_crosses_no_touchpoint_or_middle_sets_one_point(small: SmallMap) -> None:
    chart = small.layout.charts[0]
    column = small.layout.steps[0].column
    start = column.x + 2
    stroke = Stroke(start, chart.y_of(0.5))
    stroke.extend(start + 6, chart.y_of(0.5))
    (place,) = pen_points(targets(small), stroke)
    assert (place.step, place.value) == (small.layout.steps[0].id, 0.5)


def test_a_press_outside_the_steps_sets_a_point_in_the_nearest_one(small: SmallMap) -> None:
    chart = small.layout.charts[0]
    first = min(small.layout.steps, key=lambda step: step.column.x)
    place = single_point(targets(small), -500.0, chart.y_of(-0.5))
    assert place is not None
    assert (place.step, place.value, place.x) == (first.id, -0.5, first.column.x)
