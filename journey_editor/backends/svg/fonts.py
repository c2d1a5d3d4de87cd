"""The fonts of an SVG of words: of each that is shipped, the letters that are written.

Browsers take them, and show the words just as the map does; drawing programs look for fonts of these names.
"""

import base64
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

import uharfbuzz as hb

from journey_editor.backends.pace import Pace
from journey_editor.foundation.folders import resources
from journey_editor.layout.font_face import FontFace
from journey_editor.layout.shaping import GlyphRun

# What joins plain letters for looks is off on the map, and may change what they mean: "->" would be an arrow.
_FOR_LOOKS = ("liga", "clig", "calt", "dlig")


class FontTable:
    """The fonts of one SVG that were used so far, each with its letters."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._folder = resources() / "fonts"
        self._used: dict[Path, tuple[FontFace, set[str], set[int]]] = {}

    def use(self, run: GlyphRun) -> None:
        """Have a run's letters in the file. Fonts of the computer stay out: few may be handed on so."""
        if run.face.path.parent == self._folder:
            _, letters, glyphs = self._used.setdefault(run.face.path, (run.face, set(), set()))
            letters.update(run.text)
            glyphs.update(run.glyphs)

    def rules(self) -> Iterator[str]:
        """The `@font-face` rules, under the names and weights that texts ask for."""
        for face, letters, glyphs in self._used.values():
            self._pace.check()
            data = base64.b64encode(_web_font(_subset(face, letters, glyphs))).decode("ascii")
            yield (
                f"@font-face{{font-family:'{family_of(face)}';font-weight:{own_weight(face):g};"
                f"font-style:{'italic' if is_italic(face) else 'normal'};"
                f"src:url(data:font/woff;base64,{data})}}"
            )


def family_of(face: FontFace) -> str:
    """What the face's family is called."""
    tables = face.shaper.face
    return str(tables.get_name(16) or tables.get_name(1) or "sans-serif").replace("'", "")


def own_weight(face: FontFace) -> float:
    """How heavy the face's strokes are before they are thickened, from 1 to 1000."""
    # Not every font of a computer has the table.
    return face.weight or _of_table(face, "OS/2", 4, 2) or 400


def is_italic(face: FontFace) -> bool:
    """Whether its letters lean of themselves."""
    return _of_table(face, "post", 4, 4) != 0


def leans(face: FontFace) -> bool:
    """Whether its letters are drawn leaning."""
    return face.slanted or is_italic(face)


def _of_table(face: FontFace, name: str, start: int, size: int) -> int:
    """A number in a table of a font; 0 where that is not there."""
    return int.from_bytes(bytes(face.shaper.face.reference_table(name).data)[start : start + size])


def _subset(face: FontFace, letters: set[str], glyphs: set[int]) -> bytes:
    """The face with some letters only, and all that they are joined and placed by.

    With them come the parts of which some are made, as letters with marks are, and vowels on both sides of a
    letter even where Unicode does not take them apart: what the shown glyphs stand for by themselves.
    """
    parts = {char for char in face.characters if face.shaper.get_nominal_glyph(ord(char)) in glyphs}
    parts |= letters.union(*(normalize("NFD", letter) for letter in letters))
    wanted = hb.SubsetInput()
    wanted.unicode_set.update(map(ord, face.characters & parts))
    if face.covers("a"):
        for tag in _FOR_LOOKS:
            wanted.layout_feature_tag_set.discard(int.from_bytes(tag.encode()))
    wanted.flags = hb.SubsetFlags.NOTDEF_OUTLINE
    return bytes(hb.subset(face.shaper.face, wanted).blob.data)


def _web_font(font: bytes) -> bytes:
    """A font with its tables compressed (WOFF File Format 1.0)."""
    flavor, count = struct.unpack(">4sH", font[:6])
    records = [struct.unpack(">4s3L", font[12 + 16 * at : 28 + 16 * at]) for at in range(count)]
    directory, contents = b"", b""
    whole = 12 + 16 * count
    for tag, check, offset, length in sorted(records):
        content = font[offset : offset + length]
        # What is as long as before counts as not compressed.
        content = min(content, zlib.compress(content, 9), key=len)
        directory += struct.pack(">4s4L", tag, 44 + 20 * count + len(contents), len(content), length, check)
        contents += content + bytes(-len(content) % 4)
        whole += length + -length % 4
    size = 44 + len(directory) + len(contents)
    head = struct.pack(">4s4sL2HL2H5L", b"wOFF", flavor, size, count, 0, whole, 1, 0, 0, 0, 0, 0, 0)
    return head + directory + contents
