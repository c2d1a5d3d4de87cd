"""Fakes that several tests share. There are few: most tests use the real objects."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from journey_editor.text.font_face import FontFace
from journey_editor.text.line_breaking import broken
from journey_editor.text.shaping import GlyphRun, Line, Runs
from journey_editor.text.text_style import TextStyle


class Token:
    """Function for `cancellable` that counts its calls, and returns False from the call number `until` on."""

    def __init__(self, until: float = float("inf")) -> None:
        self.until, self.count = until, 0

    def __call__(self) -> bool:
        self.count += 1
        return self.count < self.until


FACE = FontFace("fake", Path("no-such-font.ttf"))


@dataclass
class FakeParagraph:
    text: str
    style: TextStyle

    @property
    def offsets(self) -> Sequence[float]:
        return [at * self.style.size / 2 for at in range(len(self.text) + 1)]

    def cut(self, start: int, end: int, hyphen: bool = False) -> tuple[Runs, float]:
        if start == end:
            return (), 0.0
        text, advance = self.text[start:end], self.style.size / 2
        count = len(text) + hyphen
        run = GlyphRun(
            face=FACE,
            size=self.style.size,
            text=text,
            glyphs=tuple(map(ord, text + "-" * hyphen)),
            steps=(1,) * count,
            places=(),
            scale=advance,
            clusters=tuple(range(count)),
            rtl=False,
        )
        return ((0.0, run),), run.width


class FakeRuler:
    """Ruler with simple measures: every character is half as wide as the font size."""

    def line(self, text: str, style: TextStyle, language: str = "en") -> Line:
        runs, width = self.paragraph(text, style, language).cut(0, len(text))
        return Line(runs, width, 0, len(text), text)

    def lines(self, text: str, style: TextStyle, width: float, language: str = "en") -> tuple[Line, ...]:
        return broken(text, style, width, language=language, ruler=self).lines

    def paragraph(self, text: str, style: TextStyle, language: str = "en") -> FakeParagraph:
        return FakeParagraph(text, style)

    def baseline(self, style: TextStyle) -> float:
        return style.line_height * 0.75

    def cap_height(self, style: TextStyle) -> float:
        return style.size * 0.75
