"""Points, boxes and paths in map units: x to the right, y down."""

from collections.abc import Iterable
from dataclasses import dataclass

PathCommand = tuple[str, float, float] | tuple[str, float, float, float, float, float, float] | tuple[str]
"""`("M", x, y)` begins, `("L", x, y)` draws a line, `("C", x1, y1, x2, y2, x, y)` a cubic Bézier curve,
`("Z",)` closes."""

Point = tuple[float, float]
Bezier = tuple[Point, Point, Point, Point]
"""A cubic Bézier curve: where it begins, its two handles, where it ends."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its left, top, width and height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of its lower edge."""
        return self.y + self.height

    @property
    def center(self) -> tuple[float, float]:
        """The point in its middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    def contains(self, x: float, y: float) -> bool:
        """Whether a point lies in it; its left and upper edges belong to it."""
        return self.x <= x < self.right and self.y <= y < self.bottom

    def overlaps(self, other: "Box") -> bool:
        """Whether the two have an area in common."""
        return (
            self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom
        )

    def grown(self, by: float) -> "Box":
        """The box with `by` more on each side."""
        return Box(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def moved(self, dx: float, dy: float) -> "Box":
        """The box at another place."""
        return Box(self.x + dx, self.y + dy, self.width, self.height)


def bounds(boxes: Iterable[Box]) -> Box:
    """The smallest box around all of them. Raises `ValueError` when there are none."""
    every = list(boxes)
    left, top = min(box.x for box in every), min(box.y for box in every)
    return Box(left, top, max(box.right for box in every) - left, max(box.bottom for box in every) - top)
