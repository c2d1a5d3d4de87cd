"""Icon files are read as paths that every output can draw."""

import math
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey_editor.foundation.path_data import arc, path_commands
from journey_editor.foundation.resources import resources
from journey_editor.layout.icons import ICON_SIZE, icon, icon_for, shapes

NAMES = sorted(file.stem for file in (resources() / "icons").glob("*.svg"))


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_can_be_drawn_and_stays_on_its_grid(name: str) -> None:
    commands = icon(name)
    assert commands[0][0] == "M"
    lengths = {"M": 3, "L": 3, "C": 7, "Z": 1}
    for command in commands:
        assert len(command) == lengths[command[0]]
        assert all(0 <= number <= ICON_SIZE for number in command[1:])  # type: ignore[operator]


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_is_read_as_xml(name: str) -> None:
    text = (resources() / "icons" / f"{name}.svg").read_text("utf-8")
    found = [(each.tag.rpartition("}")[2], each.attrib) for each in ElementTree.fromstring(text)]
    assert shapes(text) == found


def test_the_channels_and_lanes_of_a_journey_have_icons() -> None:
    channels = {
        "phone",
        "mail",
        "message-circle",
        "circle-question-mark",
        "share-2",
        "store",
        "globe",
        "smartphone",
        "package",
        "bot",
    }
    lanes = {
        "footprints",
        "message-square",
        "quote",
        "heart",
        "triangle-alert",
        "lightbulb",
        "eye",
        "eye-off",
        "wrench",
        "file-check",
    }
    assert channels | lanes | {"star", "arrow-right-to-line"} <= set(NAMES)


def test_the_error_for_a_missing_icon_names_it() -> None:
    with pytest.raises(KeyError, match="no-such-icon"):
        icon("no-such-icon")


def test_lines_may_be_relative_horizontal_vertical_and_repeated() -> None:
    assert path_commands("M1 2 3,4l1-1h5V0zm1 1L-.5.5") == (
        ("M", 1, 2),
        ("L", 3, 4),
        ("L", 4, 3),
        ("L", 9, 3),
        ("L", 9, 0),
        ("Z",),
        ("M", 2, 3),
        ("L", -0.5, 0.5),
    )


def test_smooth_curves_continue_the_last_one() -> None:
    assert path_commands("M0 0C0 1 1 2 2 2s2 1 2 2") == (
        ("M", 0, 0),
        ("C", 0, 1, 1, 2, 2, 2),
        ("C", 3, 2, 4, 3, 4, 4),
    )
    # Without a preceding curve, the first handle is at the start point.
    assert path_commands("M1 1S2 2 3 3")[1] == ("C", 1, 1, 2, 2, 3, 3)


def test_quadratic_curves_become_cubic_ones() -> None:
    assert path_commands("M0 0Q3 3 6 0T12 0")[1:] == (
        ("C", 2, 2, 4, 2, 6, 0),
        ("C", 8, -2, 10, -2, 12, 0),
    )


def test_the_flags_of_an_arc_need_no_spaces() -> None:
    assert path_commands("M0 0a2 2 0 012-2") == path_commands("M0,0 A2,2 0 0,1 2,-2")
    assert path_commands("M0 0a2 2 0 01.5-2") == path_commands("M0 0a2 2 0 0 1 0.5 -2")


@pytest.mark.parametrize("data", ["1 2", "M1", "M1 2X", "M0 0a1 1 0 2 0 1 1", "M0 0z 3"])
def test_an_invalid_path_raises_an_error(data: str) -> None:
    with pytest.raises(ValueError, match="path"):
        path_commands(data)


def points_on(curves: list, start: tuple[float, float]) -> list[tuple[float, float]]:
    points = []
    for _, *numbers in curves:
        xs, ys = [start[0], *numbers[::2]], [start[1], *numbers[1::2]]
        for t in (0.25, 0.5, 0.75, 1.0):
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            points.append(
                tuple(sum(w * v for w, v in zip(weights, values, strict=True)) for values in (xs, ys))
            )
        start = points[-1]
    return points


def test_a_quarter_circle_is_round() -> None:
    curves = arc((1, 0), (1, 1), 0, False, True, (0, 1))
    assert len(curves) == 1
    for x, y in points_on(curves, (1, 0)):
        assert math.hypot(x, y) == pytest.approx(1, abs=3e-4)
        assert x >= -1e-9 <= y


def test_the_flags_select_one_of_four_arcs() -> None:
    # From (1, 0) to (0, 1), on circles around (0, 0) and (1, 1).
    middles = {}
    for large in (False, True):
        for sweep in (False, True):
            points = points_on(arc((1, 0), (1, 1), 0, large, sweep, (0, 1)), (1, 0))
            middles[large, sweep] = points[len(points) // 2 - 1]
    near, far = math.sqrt(0.5), 1 + math.sqrt(0.5)
    assert middles[False, True] == pytest.approx((near, near), abs=1e-3)
    assert middles[False, False] == pytest.approx((1 - near, 1 - near), abs=1e-3)
    assert middles[True, True] == pytest.approx((far, far), abs=1e-3)
    assert middles[True, False] == pytest.approx((-near, -near), abs=1e-3)


@given(
    radii=st.tuples(st.floats(0.5, 9), st.floats(0.5, 9)),
    angle=st.floats(-180, 180),
    large=st.booleans(),
    sweep=st.booleans(),
    end=st.tuples(st.floats(-9, 9), st.floats(-9, 9)).filter(lambda end: math.hypot(*end) > 0.1),
)
def test_an_arc_is_on_one_ellipse_and_ends_at_its_end_point(
    radii: tuple[float, float], angle: float, large: bool, sweep: bool, end: tuple[float, float]
) -> None:
    curves = arc((0, 0), radii, angle, large, sweep, end)
    assert 1 <= len(curves) <= 4
    assert curves[-1][-2:] == end
    # Rotated and scaled so that the ellipse is a circle, all points have the same distance from its centre.
    turn = math.radians(-angle)
    scale = radii[0] / radii[1]
    round_points = [
        (math.cos(turn) * x - math.sin(turn) * y, (math.sin(turn) * x + math.cos(turn) * y) * scale)
        for x, y in [(0.0, 0.0), *points_on(curves, (0, 0))]
    ]
    (x1, y1), (x2, y2), (x3, y3) = round_points[0], round_points[len(round_points) // 2], round_points[-1]
    d = 2 * (x1 * (y2 - y3) + x2 * (y3 - y1) + x3 * (y1 - y2))
    if abs(d) < 1e-2:
        return  # Too flat to determine its centre.
    a, b, c = x1 * x1 + y1 * y1, x2 * x2 + y2 * y2, x3 * x3 + y3 * y3
    center = (
        (a * (y2 - y3) + b * (y3 - y1) + c * (y1 - y2)) / d,
        (a * (x3 - x2) + b * (x1 - x3) + c * (x2 - x1)) / d,
    )
    radius = math.dist(center, round_points[0])
    assert radius >= radii[0] * (1 - 1e-2)
    for point in round_points:
        assert math.dist(center, point) == pytest.approx(radius, rel=5e-3)


def test_icons_with_a_direction_are_mirrored_on_a_right_to_left_map() -> None:
    assert icon_for("phone", True) is icon("phone")
    assert icon_for("message-square", False) is icon("message-square")
    turned, plain = icon_for("message-square", True), icon("message-square")
    assert [command[-2] for command in turned if len(command) > 1] == [
        pytest.approx(24 - command[-2]) for command in plain if len(command) > 1
    ]
