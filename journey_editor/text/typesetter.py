"""Typesetting: texts as blocks of lines, in one language and direction."""

from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from journey_editor.foundation.emphasis import Emphasis, emphasis
from journey_editor.foundation.geometry import Box
from journey_editor.text.line_breaking import Ruler
from journey_editor.text.text_block import Align, TextBlock
from journey_editor.text.text_style import Face, FixedTextStyle, TextStyle


class Typesetter(NamedTuple):
    """Ruler, with the language of the texts that it sets and the direction of their map.

    Its texts are larger than their styles by the factor `scale`, unless these are fixed. Equal typesetters
    set the same text the same way, so memos use them as keys; tuples are compared without Python code.
    """

    ruler: Ruler
    language: str
    direction: str
    scale: float = 1.0

    @property
    def rtl(self) -> bool:
        """True for right-to-left maps."""
        return self.direction == "rtl"

    def width(self, text: str, style: TextStyle) -> float:
        """Return the width of a text on a single line."""
        return self.ruler.line(text, self._sized(style), self.language).width

    def block(
        self, text: str, style: TextStyle, x: float, y: float, width: float, align: Align = "left"
    ) -> TextBlock:
        """Return a text broken into lines of `width` at a position."""
        style = self._sized(style)
        lines = self.ruler.lines(text, style, max(width, 1.0), self.language)
        return TextBlock(x, y, width, style, self.ruler.baseline(style), lines, align)

    def rich(
        self, text: str, style: TextStyle, x: float, y: float, width: float, align: Align = "left"
    ) -> TextBlock:
        """Return a text, whose marks of emphasis are read (see `emphasis`), broken into lines."""
        found = emphasis(text)
        if found.is_plain:
            return self.block(text, style, x, y, width, align)
        return self.block(found.text, _emphasised(style, found), x, y, width, align)

    def centered(self, text: str, style: TextStyle, box: Box) -> TextBlock:
        """Return a text on a single line, with its capitals in the middle of a box."""
        style = self._sized(style)
        ascent = self.ruler.baseline(style)
        top = box.center[1] + self.ruler.cap_height(style) / 2 - ascent
        line = self.ruler.line(text, style, self.language)
        return TextBlock(box.x, top, box.width, style, ascent, (line,), "center")

    def line_height(self, style: TextStyle) -> float:
        """Return the distance between two lines of a text, in map units."""
        return self._sized(style).line_height

    def _sized(self, style: TextStyle) -> TextStyle:
        if self.scale == 1.0 or isinstance(style, FixedTextStyle):
            return style
        return replace(style, size=style.size * self.scale, line_height=style.line_height * self.scale)


def _emphasised(style: TextStyle, found: Emphasis) -> TextStyle:
    """Return a style with the faces of an emphasis; italic in an italic text is upright."""
    italic: Face = "regular" if style.face == "italic" else "italic"
    changes: dict[int, list[int]] = {}
    """Change of the number of bold and of italic ranges at a position."""
    for kind, ranges in enumerate((found.bold, found.italic)):
        for start, end in ranges:
            changes.setdefault(start, [0, 0])[kind] += 1
            changes.setdefault(end, [0, 0])[kind] -= 1
    bold = slanted = 0
    faces: list[tuple[int, int, Face]] = []
    for start, end in pairwise(sorted(changes)):
        bold, slanted = bold + changes[start][0], slanted + changes[start][1]
        if bold or slanted:
            faces.append((start, end, "bold" if bold else italic))
    return replace(style, rich=True, faces=tuple(faces))
