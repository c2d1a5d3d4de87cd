"""Typesetting: texts as blocks of lines, in one language and direction."""

from dataclasses import dataclass

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
        return TextBlock(
            x, y, width, style, self.ruler.lines(text, style, max(width, 1.0), self.language), align
        )
