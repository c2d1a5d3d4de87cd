"""The fonts that maps are set in: the files, their measures, and the characters that each has."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import uharfbuzz as hb

from journey_editor.foundation.folders import resources
from journey_editor.layout.text_style import Face


@dataclass(frozen=True)
class FontFace:
    """One font file, opened when it is first needed. Measures are fractions of the em."""

    key: str
    """Names the face in every output, such as `sans-regular`."""
    path: Path

    @cached_property
    def data(self) -> bytes:
        """The whole file, for outputs that embed it."""
        return self.path.read_bytes()

    @cached_property
    def shaper(self) -> Any:
        """The `uharfbuzz.Font` over the file, in font units."""
        return hb.Font(hb.Face(self.data))

    @cached_property
    def units_per_em(self) -> int:
        """How many font units make an em."""
        return int(self.shaper.face.upem)

    @cached_property
    def ascent(self) -> float:
        """From the baseline up to the top of the tallest ordinary letters, accents included."""
        return float(self.shaper.get_font_extents("ltr").ascender / self.units_per_em)

    @cached_property
    def descent(self) -> float:
        """From the baseline down to the foot of the lowest letters; positive."""
        return float(-self.shaper.get_font_extents("ltr").descender / self.units_per_em)

    @cached_property
    def cap_height(self) -> float:
        """The height of a plain capital."""
        height = self.shaper.get_metric_position_with_fallback(hb.OTMetricsTag.CAP_HEIGHT)
        return float(height / self.units_per_em)

    @cached_property
    def characters(self) -> frozenset[str]:
        """Every character that the font has a glyph for."""
        return frozenset(map(chr, self.shaper.face.unicodes))

    def covers(self, text: str) -> bool:
        """Whether the font has a glyph for every character of a text."""
        return self.characters.issuperset(text)


@dataclass(frozen=True, eq=False)
class FontBook:
    """The faces for each style, the first that has a character being the one it is set in."""

    chains: Mapping[Face, tuple[FontFace, ...]]

    def chain(self, style: Face) -> tuple[FontFace, ...]:
        """The faces to try for a style, in order."""
        return self.chains[style]

    def face(self, style: Face) -> FontFace:
        """The face that a style is set in unless it lacks a character."""
        return self.chains[style][0]

    @cached_property
    def characters(self) -> frozenset[str]:
        """Every character that can be set in each of the styles."""
        return frozenset.intersection(
            *(frozenset[str]().union(*(face.characters for face in chain)) for chain in self.chains.values())
        )

    def missing(self, text: Iterable[str]) -> tuple[str, ...]:
        """The characters of a text that no face has, each once, in order; they are drawn as boxes."""
        return tuple(
            dict.fromkeys(char for char in text if char not in self.characters and not is_invisible(char))
        )


def is_invisible(char: str) -> bool:
    """Whether a character is never drawn itself: a control, a joiner, a variation selector and the like."""
    code = ord(char)
    return (
        code < 0x20
        or 0x7F <= code < 0xA0
        or code in (0xAD, 0x34F, 0x61C, 0x2028, 0x2029, 0xFEFF)
        or 0x180B <= code <= 0x180F
        or 0x200B <= code <= 0x200F
        or 0x202A <= code <= 0x202E
        or 0x2060 <= code <= 0x206F
        or 0xFE00 <= code <= 0xFE0F
        or 0xE0000 <= code <= 0xE0FFF
    )


@cache
def default_book() -> FontBook:
    """The book of the fonts that are shipped. Its chains are where faces for further scripts go."""
    folder = resources() / "fonts"
    regular = FontFace("sans-regular", folder / "JourneySans-Regular.ttf")
    italic = FontFace("sans-italic", folder / "JourneySans-Italic.ttf")
    semibold = FontFace("sans-semibold", folder / "JourneySans-SemiBold.ttf")
    bold = FontFace("sans-bold", folder / "JourneySans-Bold.ttf")
    # The italic lacks some signs that the upright faces have.
    return FontBook(
        {
            "regular": (regular,),
            "italic": (italic, regular),
            "semibold": (semibold,),
            "bold": (bold,),
        }
    )
