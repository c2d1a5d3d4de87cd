"""Block of text lines at a position."""

from typing import Literal

from journey_editor.foundation.geometry import Box
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.text.shaping import Line
from journey_editor.text.text_style import TextStyle

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Broken lines in one style. `x`, `y` is the top left corner of the space for them, `width` its width."""

    x: float
    y: float
    width: float
    style: TextStyle
    ascent: float
    """Distance from the top of a line to its baseline."""
    lines: tuple[Line, ...]
    align: Align = "left"

    @property
    def baseline(self) -> float:
        """The y of the first line's baseline."""
        return self.y + self.ascent

    @property
    def height(self) -> float:
        """Total height of the lines."""
        return len(self.lines) * self.style.line_height

    @property
    def bottom(self) -> float:
        """The y of the bottom edge."""
        return self.y + self.height

    @property
    def longest(self) -> float:
        """Width of the longest line."""
        return max((line.indent + line.width for line in self.lines), default=0.0)

    @property
    def box(self) -> Box:
        """Bounding box of the block."""
        return Box(self.x, self.y, self.width, self.height)

    def line_x(self, line: Line) -> float:
        """Return the x at which a line starts."""
        spare = self.width - line.width
        return self.x + {"left": line.indent, "center": spare / 2, "right": spare - line.indent}[self.align]
