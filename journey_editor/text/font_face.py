"""Single font: its file, metrics and characters."""

import re
import struct
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import uharfbuzz as hb

from journey_editor.foundation.quick_dataclass import dataclass

_COLORS = frozenset({"COLR", "CPAL", "SVG ", "CBDT", "CBLC", "sbix"})
"""Tables of coloured glyphs, which outputs would interpret differently."""
_OWN_COLOR = 0xFFFF
_EUROPEAN = re.compile(
    "[\x20-\x7e\xa0-\u052f\u1c80-\u1c8f\u1d00-\u1dbf\u1e00-\u209f\u20a0-\u20cf\u2100-\u23ff\u25a0-\u25ff\u2c60-\u2c7f"
    "\u2de0-\u2e7f\ua640-\ua69f\ua700-\ua7ff\uab30-\uab6f\ufb00-\ufb06]"
)
"""Letters of Latin, Greek and Cyrillic, and their punctuation, numbers and signs."""
_LEAN = 0.17
"""Horizontal shift of a slanted letter per unit of height, as in Journey Sans Italic."""
_THICKER = 0.03
"""Increase in stroke thickness, as a share of the em; about the difference from regular to bold."""


@dataclass(frozen=True)
class FontFace:
    """Font of a file, opened on first use. Metrics are fractions of the em."""

    key: str
    """Name of the face in every output, such as `sans-regular`."""
    path: Path
    index: int = 0
    """Index of the font in a collection."""
    weight: float | None = None
    """Weight of a variable font, from 1 to 1000; None for a font of one weight."""
    thickened: bool = False
    """True if strokes are drawn thicker because there is no bold font."""
    slanted: bool = False
    """True if letters are drawn slanted because there is no italic font."""
    european: bool = False
    """True to use it for Latin, Greek and Cyrillic only, with their punctuation and signs."""
    whole: bool = False
    """True if its licence allows it in documents only with all its glyphs."""
    in_svg: bool = False
    """True if its licence allows it in documents that are edited. Bundled fonts are known by their folder."""

    @cached_property
    def data(self) -> bytes:
        """Contents of a font file with this font only, for outputs that embed it or draw its plain glyphs."""
        face = self.shaper.face
        tags = [tag for tag in face.table_tags if tag not in _COLORS]
        if len(tags) == len(face.table_tags) and not _is_collection(self.path):
            return self.path.read_bytes()
        return _font_file({tag: bytes(face.reference_table(tag).data) for tag in tags})

    @cached_property
    def shaper(self) -> Any:
        """The `uharfbuzz.Font` of the file, in font units."""
        font = hb.Font(hb.Face(hb.Blob.from_file_path(str(self.path)), self.index))
        if self.weight is not None:
            font.set_variations({"wght": self.weight})
        if self.thickened:
            # In place: positions and advances do not change.
            font.synthetic_bold = (_THICKER, _THICKER, True)
        if self.slanted:
            font.synthetic_slant = _LEAN
        return font

    @cached_property
    def is_plain(self) -> bool:
        """True if the glyphs are TrueType outlines of one weight, which all outputs can embed and draw."""
        face = self.shaper.face
        as_it_is = not (face.has_var_data or self.thickened or self.slanted)
        return "glyf" in face.table_tags and as_it_is

    @cached_property
    def units_per_em(self) -> int:
        """Number of font units per em."""
        return int(self.shaper.face.upem)

    @cached_property
    def ascent(self) -> float:
        """Height of the tallest ordinary letters above the baseline, accents included."""
        return float(self.shaper.get_font_extents("ltr").ascender / self.units_per_em)

    @cached_property
    def descent(self) -> float:
        """Depth of the lowest letters below the baseline; positive."""
        return float(-self.shaper.get_font_extents("ltr").descender / self.units_per_em)

    @cached_property
    def cap_height(self) -> float:
        """Height of a plain capital."""
        height = self.shaper.get_metric_position_with_fallback(hb.OTMetricsTag.CAP_HEIGHT)
        return float(height / self.units_per_em)

    @cached_property
    def characters(self) -> frozenset[str]:
        """All characters for which the font has a glyph."""
        every = map(chr, self.shaper.face.unicodes)
        return frozenset(filter(_EUROPEAN.match, every) if self.european else every)

    def covers(self, text: str) -> bool:
        """Return True if the font has a glyph for every character of a text."""
        return self.characters.issuperset(text)

    @cached_property
    def has_colors(self) -> bool:
        """True if the glyphs are pictures that consist of coloured layers."""
        return bool(self.shaper.face.has_color_layers)

    def layers(self, glyph: int) -> tuple[tuple[int, str | None], ...]:
        """Return the layers of a colour glyph, from back to front, with their colours; None is the text's."""
        return tuple(
            [
                (layer.glyph, None if layer.color_index == _OWN_COLOR else self._palette[layer.color_index])
                for layer in self.shaper.face.get_glyph_color_layers(glyph)
            ]
        )

    @cached_property
    def _palette(self) -> list[str]:
        # HarfBuzz's own call for a palette never returns for large ones.
        table = bytes(self.shaper.face.reference_table("CPAL").data)
        count, _, _, offset = struct.unpack(">3HL", table[2:12])
        records = struct.iter_unpack("4B", table[offset : offset + 4 * count])
        return [f"#{red:02X}{green:02X}{blue:02X}" for blue, green, red, _ in records]


def _is_collection(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"ttcf"


def _font_file(tables: Mapping[str, bytes]) -> bytes:
    """Return a font file with the tables (OpenType, "Organization of an OpenType font")."""
    flavor = b"\0\1\0\0" if "glyf" in tables else b"OTTO"
    power = len(tables).bit_length() - 1
    directory = [
        struct.pack(">4s4H", flavor, len(tables), 16 << power, power, (len(tables) - (1 << power)) * 16)
    ]
    contents: list[bytes] = []
    offset = 12 + 16 * len(tables)
    for tag, content in sorted(tables.items()):
        padded = content + bytes(-len(content) % 4)
        # The checksum is 0: it is not verified by readers, and computing it over megabytes takes time.
        directory.append(struct.pack(">4s3L", tag.encode("latin-1"), 0, offset, len(content)))
        contents.append(padded)
        offset += len(padded)
    return b"".join((*directory, *contents))
