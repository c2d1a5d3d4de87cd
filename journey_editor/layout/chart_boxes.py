"""Boxes of the charts of a map: their levels, curves and points."""

from journey_editor.foundation.geometry import Bezier, Box, Point
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.text.text_block import TextBlock

OTHER_LINE = "other"
"""Line of the curves of another journey."""


@dataclass(frozen=True, slots=True)
class PointLayout:
    """Point of a curve. `marked` points are drawn as a face or as the persona's marker, others as dots.

    `label_box` encloses the label. `leader` is the end of the line from the point to a label that is not
    close by, or None. A label without room is a number in `label`, and the legend has its text, `in_legend`.
    `marks` are those of `peak`, `valley` and `end` that the point is, if its curve shows them.
    """

    id: str
    x: float
    y: float
    value: float
    source: str
    marked: bool
    movable: bool
    marks: tuple[str, ...] = ()
    label: TextBlock | None = None
    label_box: Box | None = None
    leader: Point | None = None
    in_legend: str = ""
    evidence: int = 0
    """Number of pieces of evidence that back it."""
    number: str = ""
    """Figure that it shows, with its unit."""

    @property
    def assumed(self) -> bool:
        """True if the value is assumed."""
        return self.source == "assumed"


@dataclass(frozen=True, slots=True)
class StretchLayout:
    """Segment of a curve, from a point to the next or to the edge of its row.

    It is as weak as the weaker one of the sources of its ends, which is `source`.
    """

    path: Bezier
    source: str


@dataclass(frozen=True, slots=True)
class CurveLayout:
    """Curve in a chart: its points from left to right, the segments between them and to other rows.

    `name` is at the curve, or beside its strip; `full_name` is that in the legend. `signs` are those of its
    scale. `shades` are the outlines of the area to the next curve. `confidence` is that of all its points, if
    it is the same.
    """

    id: str
    persona: str
    color: int
    line: str
    full_name: str
    points: tuple[PointLayout, ...]
    stretches: tuple[StretchLayout, ...]
    name: TextBlock | None
    signs: str = "faces"
    shades: tuple[tuple[Point, ...], ...] = ()
    confidence: int | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """Level line of a chart, with its sign in `face_box`: a face, a circle, or the `number` of the level."""

    y: float
    value: float
    face_box: Box
    text: TextBlock | None
    sign: str = "faces"
    number: TextBlock | None = None


@dataclass(frozen=True, slots=True)
class TargetLine:
    """Line of a target of measures in a chart, with its words above it."""

    y: float
    text: TextBlock


@dataclass(frozen=True, slots=True)
class ChartLayout:
    """Frame of an emotion lane in which curves are drawn, with value +1 at `top` and −1 at `bottom`.

    A strip is a chart with other ones above or below it. That of a single curve has its name beside it.
    `others` are curves of another journey, which are not edited here. Curves of `figures` are not edited
    either: the ids of their points are those of measures.
    """

    lane: str
    band: int
    strip: bool
    frame: Box
    top: float
    bottom: float
    levels: tuple[Level, ...]
    curves: tuple[CurveLayout, ...]
    others: tuple[CurveLayout, ...] = ()
    figures: bool = False
    targets: tuple[TargetLine, ...] = ()

    def y_of(self, value: float) -> float:
        """Return the y of a value."""
        return self.top + (1 - value) / 2 * (self.bottom - self.top)

    def value_at(self, y: float) -> float:
        """Return the value at a y, clamped to −1…+1."""
        return min(1.0, max(-1.0, 1 - 2 * (y - self.top) / (self.bottom - self.top)))
