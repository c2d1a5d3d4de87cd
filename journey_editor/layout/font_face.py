"""One font: its file, its measures, and the characters that it has."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import uharfbuzz as hb

_COLORS = frozenset({"COLR", "CPAL", "SVG ", "CBDT", "CBLC", "sbix"})
"""The tables of coloured glyphs, which each output would read in its own way."""
_OWN_COLOR = 0xFFFF
_LEAN = 0.17
"""How far right a leaning letter stands for each unit of its height: as Journey Sans's italic."""
_THICKER = 0.03
"""How much thicker strokes become, as a share of the em: about from regular to bold."""


@dataclass(frozen=True)
class FontFace:
    """One font of a file, opened when it is first needed. Measures are fractions of the em."""

    key: str
    """Names the face in every output, such as `sans-regular`."""
    path: Path
    index: int = 0
    """Which of the fonts of a collection it is."""
    weight: float | None = None
    """The weight at which a variable font is set, from 1 to 1000; None for a font of one weight."""
    thickened: bool = False
    """Whether its strokes are drawn thicker than they are, for want of a bold font."""
    slanted: bool = False
    """Whether its letters are drawn leaning, for want of an italic font."""

    @cached_property
    def data(self) -> bytes:
        """The font as a file of its own, for outputs that embed it or draw its plain glyphs."""
        face = self.shaper.face
        tags = [tag for tag in face.table_tags if tag not in _COLORS]
        if len(tags) == len(face.table_tags) and not _is_collection(self.path):
            return self.path.read_bytes()
        return _font_file({tag: bytes(face.reference_table(tag).data) for tag in tags})

    @cached_property
    def shaper(self) -> Any:
        """The `uharfbuzz.Font` over the file, in font units."""
        font = hb.Font(hb.Face(hb.Blob.from_file_path(str(self.path)), self.index))
        if self.weight is not None:
            font.set_variations({"wght": self.weight})
        if self.thickened:
            # Where glyphs stand and how far they reach stays as it is.
            font.synthetic_bold = (_THICKER, _THICKER, True)
        if self.slanted:
            font.synthetic_slant = _LEAN
        return font

    @cached_property
    def is_plain(self) -> bool:
        """Whether its glyphs are TrueType outlines of one weight, as all outputs can embed and draw them."""
        face = self.shaper.face
        as_it_is = not (face.has_var_data or self.thickened or self.slanted)
        return "glyf" in face.table_tags and as_it_is

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

    @cached_property
    def has_colors(self) -> bool:
        """Whether its glyphs are pictures, made of coloured layers."""
        return bool(self.shaper.face.has_color_layers)

    def layers(self, glyph: int) -> tuple[tuple[int, str | None], ...]:
        """The glyphs of which a picture is made, from the back, each with its colour; None is the text's."""
        return tuple(
            [
                (layer.glyph, None if layer.color_index == _OWN_COLOR else self._palette[layer.color_index])
                for layer in self.shaper.face.get_glyph_color_layers(glyph)
            ]
        )

    @cached_property
    def _palette(self) -> list[str]:
        # The library's own way to ask for a palette never returns from large ones.
        table = bytes(self.shaper.face.reference_table("CPAL").data)
        count, _, _, offset = struct.unpack(">3HL", table[2:12])
        records = struct.iter_unpack("4B", table[offset : offset + 4 * count])
        return [f"#{red:02X}{green:02X}{blue:02X}" for blue, green, red, _ in records]


def _is_collection(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"ttcf"


def _font_file(tables: Mapping[str, bytes]) -> bytes:
    """The tables as a file of one font (OpenType, "Organization of an OpenType font")."""
    flavor = b"\0\1\0\0" if "glyf" in tables else b"OTTO"
    power = len(tables).bit_length() - 1
    directory = [
        struct.pack(">4s4H", flavor, len(tables), 16 << power, power, (len(tables) - (1 << power)) * 16)
    ]
    contents: list[bytes] = []
    offset = 12 + 16 * len(tables)
    for tag, content in sorted(tables.items()):
        padded = content + bytes(-len(content) % 4)
        # Nobody looks at the sum, and over megabytes it costs.
        directory.append(struct.pack(">4s3L", tag.encode("latin-1"), 0, offset, len(content)))
        contents.append(padded)
        offset += len(padded)
    return b"".join((*directory, *contents))
