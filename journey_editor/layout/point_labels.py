"""Placement of the labels in a chart so that they overlap no curve, no point and no other label."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import ceil, cos, pi, sin

from journey_editor.foundation.geometry import Bezier, Box, Point
from journey_editor.layout import theme
from journey_editor.layout.chart_boxes import CurveLayout, PointLayout
from journey_editor.layout.curve import sampled
from journey_editor.text.text_block import TextBlock
from journey_editor.text.typesetter import Typesetter

CLEAR = 6.0
"""Distance of a label from curves, points and other labels."""
INSIDE = 4.0
"""Distance of a label from the frame."""
LABEL_WIDTH = 190.0
CAPSULE_X, CAPSULE_Y = 9.0, 3.0
"""Distance from a label's text to the edge of its capsule."""
MARK_HEIGHT = 10.0
"""Room for the mark of a peak, a valley or an end around its sign."""
NUMBER_X = 4.0
"""Distance from a number in place of a label to the sides of its capsule."""
REACH = 320.0
"""Maximum horizontal distance between a point and a label with a leader line."""
_SAMPLE = 5.0
_DOT = 3.0
_MOST_TRIES = 40_000
"""Maximum number of positions to try per chart; a readable chart needs a few thousand."""
_STRIP = 64.0
_TURNS = 16


def place_labels(
    curves: Sequence[CurveLayout],
    labels: Mapping[str, str],
    names: Mapping[str, str],
    frame: Box,
    typesetter: Typesetter,
    *,
    leaders: bool,
    tries: "Tries",
    number: int | None,
    optional: Mapping[str, str] = {},
) -> list[CurveLayout] | None:
    """Place the labels of points and the names of curves, both by id, inside a frame.

    Positions above, below and next to the point are tried; with `leaders`, positions further away too, with
    a leader line. Returns None if a label does not fit or there were too many `tries`. With a `number`,
    points whose label does not fit get numbers instead, from that one on, and the legend has the label. A
    curve's name that does not fit is in the legend only. `optional` are labels that are left out if they do
    not fit directly at their points.
    """
    finder = _Finder(curves, frame, tries)
    points = [point for curve in curves for point in curve.points if labels.get(point.id)]
    if number is not None:
        points.sort(key=lambda point: (point.x, point.y))
    placed: dict[str, PointLayout] = {}
    for point in points:
        said = point_label(labels[point.id], typesetter)
        width, height = said.width + 2 * CAPSULE_X, said.height + 2 * CAPSULE_Y
        found = finder.near(point, width, height)
        if found is None and leaders and not tries.are_up:
            found = finder.far(point, width, height)
        if found is not None:
            finder.take(found, point)
            said = replace(said, x=found.x + CAPSULE_X, y=found.y + CAPSULE_Y)
            placed[point.id] = replace(point, label=said, label_box=found, leader=_leader(found, point))
        elif number is None:
            return None
    if number is not None:
        without_room = [point for point in points if point.id not in placed]
        placed |= _numbered(without_room, labels, number, finder, typesetter)
    named = [replace(curve, name=_name(curve, names, placed, finder, typesetter)) for curve in curves]
    for point in (point for curve in curves for point in curve.points if optional.get(point.id)):
        if (labelled := _labelled_nearby(point, optional[point.id], finder, typesetter)) is not None:
            placed[point.id] = labelled
    return [
        replace(curve, points=tuple(placed.get(point.id, point) for point in curve.points)) for curve in named
    ]


def _labelled_nearby(
    point: PointLayout, text: str, finder: "_Finder", typesetter: Typesetter
) -> PointLayout | None:
    """Return a point with a label directly at it, or None if there is no room."""
    said = point_label(text, typesetter)
    found = finder.near(point, said.width + 2 * CAPSULE_X, said.height + 2 * CAPSULE_Y)
    if found is None:
        return None
    finder.occupy(found)
    return replace(point, label=replace(said, x=found.x + CAPSULE_X, y=found.y + CAPSULE_Y), label_box=found)


def _numbered(
    points: Sequence[PointLayout],
    labels: Mapping[str, str],
    number: int,
    finder: "_Finder",
    typesetter: Typesetter,
) -> dict[str, PointLayout]:
    """Return points with numbers in place of their labels, by id. A number without room is on its point."""
    numbered = {}
    for index, point in enumerate(points):
        said = typesetter.block(str(number + index), theme.POINT_NUMBER, 0, 0, LABEL_WIDTH, "center")
        said = replace(said, width=said.lines[0].width + 1)
        width, height = max(said.width + 2 * NUMBER_X, said.height), said.height
        found = finder.near(point, width, height) or finder.near(point, width, height, over_curves=True)
        if found is None:
            found = Box(point.x - width / 2, point.y - height / 2, width, height)
        finder.take(found, point)
        placed = replace(said, x=found.x + (width - said.width) / 2, y=found.y)
        numbered[point.id] = replace(point, label=placed, label_box=found, in_legend=labels[point.id])
    return numbered


def point_label(text: str, typesetter: Typesetter) -> TextBlock:
    """Return the text of a label, no wider than necessary."""
    width = min(typesetter.width(text, theme.POINT_LABEL) + 1, LABEL_WIDTH)
    said = typesetter.block(text, theme.POINT_LABEL, 0, 0, width, "center")
    return replace(said, width=said.longest + 1)


def _name(
    curve: CurveLayout,
    names: Mapping[str, str],
    placed: Mapping[str, PointLayout],
    finder: "_Finder",
    typesetter: Typesetter,
) -> TextBlock | None:
    text = names.get(curve.id)
    if not text:
        return None
    said = point_label(text, typesetter)
    free = [point for point in curve.points if point.id not in placed]
    # If all points are taken, the name is at the line between them.
    between = [
        PointLayout("", x, y, -1.0 if y > end[1] else 1.0, "", False, False)
        for start, *_, end in (stretch.path for stretch in curve.stretches)
        for x, y in [((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)]
    ]
    for point in (*free, *between):
        found = finder.near(point, said.width, said.height)
        if found is not None:
            finder.occupy(found)
            return replace(said, x=found.x, y=found.y)
    return None


class Tries:
    """Number of positions left to try for a chart's labels. It limits the time for hundreds of labels."""

    def __init__(self) -> None:
        self.left = _MOST_TRIES

    @property
    def are_up(self) -> bool:
        """True if the limit is reached. Remaining labels are then only placed directly at their points."""
        return self.left <= 0


class _Finder:
    """Search for free space in a frame."""

    def __init__(self, curves: Sequence[CurveLayout], frame: Box, tries: Tries) -> None:
        self.frame = frame.grown(-INSIDE)
        self.tries = tries
        # Occupied boxes by the vertical strips of the frame that they overlap.
        self.taken: dict[int, list[Box]] = {}
        for curve in curves:
            for point in curve.points:
                self.occupy(_mark(point))
        self.labels: list[Box] = []
        self.leaders: list[Point] = []
        self.ink = sorted(
            place
            for curve in curves
            for stretch in curve.stretches
            for place in sampled(stretch.path, _count(stretch.path))
        )

    def near(
        self, point: PointLayout, width: float, height: float, *, over_curves: bool = False
    ) -> Box | None:
        """Return a free box directly at a point, or around it over a curve if `over_curves`, or None."""
        around = _around(point, width, height)
        if over_curves:
            inside = filter(self._is_inside, (*around, *_ring(point, width, height)))
            return next((box for box in inside if not self._is_taken(box, 1.0)), None)
        return next(filter(self._free, around), None)

    def far(self, point: PointLayout, width: float, height: float) -> Box | None:
        """Return the free box in the frame that is nearest to a point, or None."""
        left = max(self.frame.x, point.x - REACH)
        right = min(self.frame.right, point.x + REACH) - width
        places = [
            Box(left + column * 16, self.frame.y + row * 10, width, height)
            for column in range(int((right - left) // 16) + 1)
            for row in range(int((self.frame.height - height) // 10) + 1)
        ]
        places.sort(key=lambda box: (box.center[0] - point.x) ** 2 + (box.center[1] - point.y) ** 2)
        free = None
        for box in filter(self._free, places):
            if not self._crosses(box, point):
                return box
            free = free or box
            if self.tries.are_up:
                break
        return free

    def take(self, box: Box, point: PointLayout) -> None:
        """Mark the box of a label and the path of its leader line as occupied."""
        self.occupy(box)
        self.labels.append(box)
        end = _leader(box, point)
        if end is not None:
            self.leaders += _along((point.x, point.y), end)

    def occupy(self, box: Box) -> None:
        """Mark a box as occupied."""
        for strip in _strips(box):
            self.taken.setdefault(strip, []).append(box)

    def _crosses(self, box: Box, point: PointLayout) -> bool:
        """Return whether a label's leader line would cross another label, or the label another's line."""
        self.tries.left -= (len(self.leaders) + len(self.labels)) // 20
        if any(box.contains(x, y) for x, y in self.leaders):
            return True
        end = _leader(box, point)
        way = _along((point.x, point.y), end) if end is not None else []
        return any(label.contains(x, y) for label in self.labels for x, y in way)

    def _free(self, box: Box) -> bool:
        if not self._is_inside(box):
            return False
        self.tries.left -= 1
        if self._is_taken(box, CLEAR):
            return False
        wide = box.grown(CLEAR)
        first, last = bisect_left(self.ink, (wide.x,)), bisect_left(self.ink, (wide.right,))
        return not any(wide.y <= y < wide.bottom for _, y in self.ink[first:last])

    def _is_inside(self, box: Box) -> bool:
        frame = self.frame
        return (
            frame.x <= box.x and box.right <= frame.right and frame.y <= box.y and box.bottom <= frame.bottom
        )

    def _is_taken(self, box: Box, distance: float) -> bool:
        """Return whether a point or a label is within a distance of a box."""
        wide = box.grown(distance)
        return any(wide.overlaps(other) for strip in _strips(wide) for other in self.taken.get(strip, ()))


def _strips(box: Box) -> range:
    return range(int(box.x // _STRIP), int(box.right // _STRIP) + 1)


def _around(point: PointLayout, width: float, height: float) -> Iterator[Box]:
    reach = _radius(point) + CLEAR + 0.5
    above, below = point.y - reach - height, point.y + reach
    # The label of a peak goes above it and that of a valley below it, outside the bend of the curve.
    sides = (above, below) if point.value >= 0 else (below, above)
    for shift in (0.0, width / 4, -width / 4, width / 2, -width / 2):
        for y in sides:
            yield Box(point.x - width / 2 + shift, y, width, height)
    yield Box(point.x + reach, point.y - height / 2, width, height)
    yield Box(point.x - reach - width, point.y - height / 2, width, height)
    for lift in (12.0, 24.0):
        yield Box(point.x - width / 2, above - lift, width, height)
        yield Box(point.x - width / 2, below + lift, width, height)


def _ring(point: PointLayout, width: float, height: float) -> Iterator[Box]:
    for away in (1.0, 8.0, 16.0, 24.0, 36.0):
        for turn in range(_TURNS):
            angle = 2 * pi * turn / _TURNS
            x = point.x + cos(angle) * (_radius(point) + away + width / 2)
            y = point.y + sin(angle) * (_radius(point) + away + height / 2)
            yield Box(x - width / 2, y - height / 2, width, height)


def _leader(box: Box, point: PointLayout) -> Point | None:
    """Return the end of a leader line, on the label's nearest side, or None if the label is close by."""
    if box.grown(_radius(point) + CLEAR + 26).contains(point.x, point.y):
        return None
    if box.x <= point.x < box.right:
        return point.x, box.bottom if box.bottom < point.y else box.y
    if box.y <= point.y < box.bottom:
        return box.right if box.right < point.x else box.x, point.y
    return box.center[0], box.bottom if box.bottom < point.y else box.y


def _along(start: Point, end: Point) -> list[Point]:
    count = max(2, ceil(max(abs(end[0] - start[0]), abs(end[1] - start[1])) / 4))
    return [
        (start[0] + (end[0] - start[0]) * i / count, start[1] + (end[1] - start[1]) * i / count)
        for i in range(count + 1)
    ]


def _radius(point: PointLayout) -> float:
    return (theme.FACE / 2 if point.marked else _DOT) + (MARK_HEIGHT if point.marks else 0.0)


def _mark(point: PointLayout) -> Box:
    radius = _radius(point)
    return Box(point.x - radius, point.y - radius, 2 * radius, 2 * radius)


def _count(stretch: Bezier) -> int:
    (left, y), (right, end) = stretch[0], stretch[3]
    return max(8, ceil(max(right - left, abs(end - y)) / _SAMPLE))
