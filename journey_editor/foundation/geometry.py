"""Points, boxes and paths in map units: x to the right, y down."""

from collections.abc import Iterable

from journey_editor.foundation.quick_dataclass import dataclass

PathCommand = tuple[str, float, float] | tuple[str, float, float, float, float, float, float] | tuple[str]
"""Command of a path.

`("M", x, y)` begins a subpath, `("L", x, y)` draws a line, `("C", x1, y1, x2, y2, x, y)` a cubic Bézier
curve, and `("Z",)` closes the subpath.
"""

Point = tuple[float, float]
Bezier = tuple[Point, Point, Point, Point]
"""Cubic Bézier curve: start point, two control points, end point."""


@dataclass(frozen=True, slots=True)
class Box:
    """Rectangle defined by its left edge, top edge, width and height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the bottom edge."""
        return self.y + self.height

    @property
    def center(self) -> tuple[float, float]:
        """Center of the box."""
        return self.x + self.width / 2, self.y + self.height / 2

    def contains(self, x: float, y: float) -> bool:
        """Return True if the box contains a point; points on its left and top edges count."""
        return self.x <= x < self.right and self.y <= y < self.bottom

    def overlaps(self, other: "Box") -> bool:
        """Return True if the two boxes have an area in common."""
        return (
            self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom
        )

    def grown(self, by: float) -> "Box":
        """Return the box enlarged by `by` on each side."""
        return Box(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def moved(self, dx: float, dy: float) -> "Box":
        """Return the box moved by `dx` and `dy`."""
        return Box(self.x + dx, self.y + dy, self.width, self.height)


def bounds(boxes: Iterable[Box]) -> Box:
    """Return the smallest box around all of them. Raises `ValueError` if there are none."""
    every = list(boxes)
    left, top = min(box.x for box in every), min(box.y for box in every)
    return Box(left, top, max(box.right for box in every) - left, max(box.bottom for box in every) - top)
