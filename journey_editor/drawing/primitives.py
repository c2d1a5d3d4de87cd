"""The five things of which every picture of a map is made.

Units are map units (1 pt on paper at full size), x to the right, y down. Colours are `#RRGGBB`. All is
said and nothing defaulted by a backend: caps, joins and baselines too.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from journey_editor.layout.geometry import PathCommand
from journey_editor.layout.shaping import GlyphRun
from journey_editor.model.languages import is_right_to_left


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line's colour and width; `dash` holds lengths of dashes and gaps in turn, in map units."""

    color: str
    width: float
    dash: tuple[float, ...] = ()
    cap: Literal["butt", "round"] = "butt"
    join: Literal["miter", "round"] = "miter"


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle with corners rounded by `radius`. The stroke runs along the middle of its edge."""

    x: float
    y: float
    width: float
    height: float
    radius: float = 0.0
    fill: str | None = None
    stroke: Stroke | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """Lines and Bézier curves (see `PathCommand`), moved by `x` and `y` and scaled by `scale`.

    The fill follows the non-zero rule. The stroke's width is not scaled.
    """

    commands: tuple[PathCommand, ...]
    fill: str | None = None
    stroke: Stroke | None = None
    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class TextRun:
    """Shaped glyphs of one font whose pen starts at `x` on the baseline `y`."""

    x: float
    y: float
    run: GlyphRun
    color: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, named by the SHA-256 of its bytes, stretched over a rectangle."""

    x: float
    y: float
    width: float
    height: float
    sha256: str


@dataclass(frozen=True, slots=True)
class Group:
    """What belongs to one record (`owner` is its id, or a name for the map's own parts), moved by `x`, `y`.

    `role` says what it is (`card`, `stage`, `curve` …), `label` what a reader would be told. A group whose
    picture did not change is the same object after an edit, or has the same `children`. Cards stand in
    groups of their own in that of their cell.
    """

    owner: str
    role: str
    x: float
    y: float
    children: "tuple[Primitive, ...]"
    label: str = ""


Primitive = Rect | Path | TextRun | Picture | Group


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A place that a reader can jump to: its title, and its top left corner on the drawing."""

    title: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole map: its size, its paper's colour, its groups from the back to the front in reading order."""

    width: float
    height: float
    background: str
    groups: tuple[Group, ...]
    title: str = ""
    author: str = ""
    subject: str = ""
    language: str = "en"
    bookmarks: tuple[Bookmark, ...] = ()

    @property
    def from_the_right(self) -> bool:
        """Whether lines with letters of both directions run from the right, as its language does."""
        return is_right_to_left(self.language)

    def every_group(self) -> Iterator[Group]:
        """The groups, and after each those inside it, all where they are on the map."""
        return _unfolded(self.groups, 0.0, 0.0)


def _unfolded(items: Iterable[Primitive], x: float, y: float) -> Iterator[Group]:
    for item in items:
        if isinstance(item, Group):
            at = Group(item.owner, item.role, x + item.x, y + item.y, item.children, item.label)
            yield at
            yield from _unfolded(at.children, at.x, at.y)


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet on which a drawing lies: sizes in points; the drawing is scaled, then moved by `x`, `y`."""

    drawing: Drawing
    width: float
    height: float
    scale: float = 1.0
    x: float = 0.0
    y: float = 0.0
