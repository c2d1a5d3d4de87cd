"""Smooth curve through points that does not overshoot them.

Monotone cubic interpolation after F. N. Fritsch and R. E. Carlson, "Monotone Piecewise Cubic
Interpolation", SIAM Journal on Numerical Analysis 17 (1980), with the weighted harmonic mean of
F. N. Fritsch and J. Butland (1984) for the slopes.
"""

from collections.abc import Sequence
from itertools import pairwise

from journey_editor.foundation.geometry import Bezier, Point


def slopes(points: Sequence[Point]) -> list[float]:
    """Return the slope at each point. The x of the points must increase; a single point has slope 0."""
    if len(points) < 2:
        return [0.0] * len(points)
    widths = [right[0] - left[0] for left, right in pairwise(points)]
    secants = [
        (right[1] - left[1]) / width for (left, right), width in zip(pairwise(points), widths, strict=True)
    ]
    if len(points) == 2:
        return [secants[0]] * 2
    inner = []
    for index in range(1, len(points) - 1):
        before, after = secants[index - 1], secants[index]
        if before * after <= 0:
            inner.append(0.0)
            continue
        first = 2 * widths[index] + widths[index - 1]
        second = widths[index] + 2 * widths[index - 1]
        inner.append((first + second) / (first / before + second / after))
    return [
        _end_slope(widths[0], widths[1], secants[0], secants[1]),
        *inner,
        _end_slope(widths[-1], widths[-2], secants[-1], secants[-2]),
    ]


def stretches(
    points: Sequence[Point], first: float | None = None, last: float | None = None
) -> tuple[Bezier, ...]:
    """Return the cubic Bézier segments from each point to the next. The x of the points must increase.

    `first` and `last` are the slopes at the ends, if they are known.
    """
    tangents = slopes(points)
    if first is not None:
        tangents[0] = first
    if last is not None:
        tangents[-1] = last
    result: list[Bezier] = []
    for index, ((x0, y0), (x1, y1)) in enumerate(pairwise(points)):
        third = (x1 - x0) / 3
        leaving = (x0 + third, y0 + tangents[index] * third)
        arriving = (x1 - third, y1 - tangents[index + 1] * third)
        result.append(((x0, y0), leaving, arriving, (x1, y1)))
    return tuple(result)


def sampled(stretch: Bezier, count: int) -> list[Point]:
    """Return `count` points (at least 2) along a segment, including its ends."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = stretch
    result = []
    for index in range(count):
        t = index / (count - 1)
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        result.append((a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3))
    return result


def shades_between(
    one: Sequence[Bezier], other: Sequence[Bezier], spacing: float = 6.0
) -> tuple[tuple[Point, ...], ...]:
    """Return the outlines of the areas between two curves, for each part of the x that both have.

    The x of the segments of a curve must increase. There may be gaps between them.
    """
    areas: list[tuple[Point, ...]] = []
    for path in one:
        for against in other:
            start, end = max(path[0][0], against[0][0]), min(path[3][0], against[3][0])
            if start >= end:
                continue
            count = max(1, round((end - start) / spacing))
            xs = [start + (end - start) * index / count for index in range(count + 1)]
            upper = [(x, at_x(path, x)) for x in xs]
            lower = [(x, at_x(against, x)) for x in reversed(xs)]
            areas.append((*upper, *lower))
    return tuple(areas)


def at_x(stretch: Bezier, x: float) -> float:
    """Return the y of a segment at an x; beyond its ends, that of the nearest end."""
    (left, y0), (_, y1), (_, y2), (right, y3) = stretch
    t = min(1.0, max(0.0, (x - left) / (right - left)))
    return (1 - t) ** 3 * y0 + 3 * t * (1 - t) ** 2 * y1 + 3 * t * t * (1 - t) * y2 + t**3 * y3


def _end_slope(width: float, next_width: float, secant: float, next_secant: float) -> float:
    slope = ((2 * width + next_width) * secant - width * next_secant) / (width + next_width)
    if slope * secant <= 0:
        return 0.0
    if secant * next_secant <= 0 and abs(slope) > 3 * abs(secant):
        return 3 * secant
    return slope
