"""Typesetting: texts as blocks of lines, in one language and direction."""

from journey_editor.foundation.geometry import Box
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.text.line_breaking import Ruler
from journey_editor.text.text_block import Align, TextBlock
from journey_editor.text.text_style import TextStyle


@dataclass(frozen=True, slots=True)
class Typesetter:
    """Ruler, with the language of the texts that it sets and the direction of their map.

    Equal typesetters set the same text the same way, so memos use them as keys.
    """

    ruler: Ruler
    language: str
    direction: str

    @property
    def rtl(self) -> bool:
        """True for right-to-left maps."""
        return self.direction == "rtl"

    def width(self, text: str, style: TextStyle) -> float:
        """Return the width of a text on a single line."""
        return self.ruler.line(text, style, self.language).width

    def block(
        self, text: str, style: TextStyle, x: float, y: float, width: float, align: Align = "left"
    ) -> TextBlock:
        """Return a text broken into lines of `width` at a position."""
        lines = self.ruler.lines(text, style, max(width, 1.0), self.language)
        return TextBlock(x, y, width, style, self.ruler.baseline(style), lines, align)

    def centered(self, text: str, style: TextStyle, box: Box) -> TextBlock:
        """Return a text on a single line, with its capitals in the middle of a box."""
        ascent = self.ruler.baseline(style)
        top = box.center[1] + self.ruler.cap_height(style) / 2 - ascent
        line = self.ruler.line(text, style, self.language)
        return TextBlock(box.x, top, box.width, style, ascent, (line,), "center")
