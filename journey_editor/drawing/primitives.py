"""The five primitives of all drawings of a map.

Units are map units (1 pt on paper at full size), x to the right, y down. Colours are `#RRGGBB`. Everything is
explicit, including caps, joins and baselines: backends add no defaults.
"""

from typing import Literal

from journey_editor.foundation.geometry import Box, PathCommand
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.model.languages import is_right_to_left
from journey_editor.text.shaping import GlyphRun


@dataclass(frozen=True, slots=True)
class Stroke:
    """Colour and width of a line; `dash` holds alternating lengths of dashes and gaps, in map units."""

    color: str
    width: float
    dash: tuple[float, ...] = ()
    cap: Literal["butt", "round"] = "butt"
    join: Literal["miter", "round"] = "miter"


@dataclass(frozen=True, slots=True)
class Rect:
    """Rectangle with corners rounded by `radius`. The stroke is centred on its edge."""

    x: float
    y: float
    width: float
    height: float
    radius: float = 0.0
    fill: str | None = None
    stroke: Stroke | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """Lines and Bézier curves (see `PathCommand`), scaled by `scale` and moved by `x` and `y`.

    The fill follows the non-zero rule. The width of the stroke is not scaled.
    """

    commands: tuple[PathCommand, ...]
    fill: str | None = None
    stroke: Stroke | None = None
    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class TextRun:
    """Shaped glyphs of one font, starting at `x` on the baseline `y`."""

    x: float
    y: float
    run: GlyphRun
    color: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Picture, identified by the SHA-256 of its bytes, stretched to a rectangle; `opacity` is 0 to 1.

    Only the part inside the outline `clip`, if there is one, is visible.
    """

    x: float
    y: float
    width: float
    height: float
    sha256: str
    opacity: float = 1.0
    clip: Path | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Primitives that belong to one record, moved by `x` and `y`.

    `owner` is the id of the record, or a name for other parts of the map, `role` its type (`card`, `stage`,
    `curve` …), and `label` the accessible label. A group that looks the same after an edit is the same
    object, or has the same `children`. The groups of cards are nested in the group of their cell.
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
    """Bookmark: its title, and the top left corner of its target on the drawing."""

    title: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """Area of a drawing that opens a web page or begins a mail: its ASCII URL, its name, and its box.

    Instead of a URL it may have the id of a `journey`, whose map it shows if that is in the same file.
    """

    url: str
    name: str
    box: Box
    journey: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Drawing of a whole map: its size, background colour, and groups from back to front in reading order.

    Only files have `links`: on the canvas, a click is handled by the window. `journey` is the id of the
    journey whose map it is.
    """

    width: float
    height: float
    background: str
    groups: tuple[Group, ...]
    title: str = ""
    author: str = ""
    subject: str = ""
    language: str = "en"
    bookmarks: tuple[Bookmark, ...] = ()
    links: tuple[Hyperlink, ...] = ()
    journey: str = ""

    @property
    def from_the_right(self) -> bool:
        """True if lines with letters of both directions run from right to left, as the language does."""
        return is_right_to_left(self.language)


@dataclass(frozen=True, slots=True)
class Page:
    """Sheet with a drawing, which is scaled by `scale`, then moved by `x` and `y`; sizes are in points."""

    drawing: Drawing
    width: float
    height: float
    scale: float = 1.0
    x: float = 0.0
    y: float = 0.0
