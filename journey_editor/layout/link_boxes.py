"""Finished layout of links. Its classes are among those of `boxes`."""

from journey_editor.foundation.geometry import Box, Point
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.text.text_block import TextBlock


@dataclass(frozen=True, slots=True)
class LinkLook:
    """Look of a link: its kind, the number of its colour or None, the style of its line, its thickness."""

    kind: str
    color: int | None = None
    line: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class LinkLayout:
    """Line of a link, including its bends; the arrow head is at the last point.

    The line is interrupted inside the boxes in `gaps`. A link without room for its label has a `number`, in
    `disc` on its line, and the label in the legend.
    """

    id: str
    look: LinkLook
    points: tuple[Point, ...]
    gaps: tuple[Box, ...] = ()
    label: TextBlock | None = None
    number: TextBlock | None = None
    disc: Box | None = None
    marks: tuple[str, ...] = ()
    """Signs in `mark_box` on the line, such as one for a context that is lost (see `link_marks`)."""
    mark_box: Box | None = None
    pointer: tuple[Point, Point] | None = None
    """Two points of the line between two rows of stages: an arrow there shows the direction."""
