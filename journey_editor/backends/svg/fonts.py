"""Fonts of an SVG with real text: subsets of the bundled fonts with the letters in use.

Browsers use them and show the text as the map does; drawing programs look for installed fonts of these names.
"""

import base64
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

import uharfbuzz as hb

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.resources import resources
from journey_editor.text.font_face import FontFace
from journey_editor.text.shaping import GlyphRun

# Decorative ligatures are off on the map, and may change the meaning of text: "->" would become an arrow.
_FOR_LOOKS = ("liga", "clig", "calt", "dlig")


class FontTable:
    """Fonts used in one SVG so far, each with its letters."""

    def __init__(self) -> None:
        self._folder = resources() / "fonts"
        self._used: dict[tuple[Path, int, float | None], tuple[FontFace, set[str], set[int]]] = {}

    def use(self, run: GlyphRun) -> None:
        """Include the letters of a run in the file. Installed fonts are left out: few licences allow it.

        The font that a brand chose is included if its licence does.
        """
        face = run.face
        if face.path.parent == self._folder or face.in_svg:
            key = face.path, face.index, face.weight
            _, letters, glyphs = self._used.setdefault(key, (face, set(), set()))
            letters.update(run.text)
            glyphs.update(run.glyphs)

    def rules(self) -> Iterator[str]:
        """Yield the `@font-face` rules, with the names and weights that the text refers to."""
        for face, letters, glyphs in self._used.values():
            raise_if_cancelled()
            data = base64.b64encode(_web_font(_subset(face, letters, glyphs))).decode("ascii")
            yield (
                f"@font-face{{font-family:'{family_of(face)}';font-weight:{own_weight(face):g};"
                f"font-style:{'italic' if is_italic(face) else 'normal'};"
                f"src:url(data:font/woff;base64,{data})}}"
            )


def family_of(face: FontFace) -> str:
    """Return the family name of a face."""
    tables = face.shaper.face
    return str(tables.get_name(16) or tables.get_name(1) or "sans-serif").replace("'", "")


def own_weight(face: FontFace) -> float:
    """Return the weight of a face before it is thickened, from 1 to 1000."""
    # Some installed fonts lack the table.
    return face.weight or _of_table(face, "OS/2", 4, 2) or 400


def is_italic(face: FontFace) -> bool:
    """Return True if the font itself is slanted."""
    return _of_table(face, "post", 4, 4) != 0


def leans(face: FontFace) -> bool:
    """Return True if the letters are drawn slanted."""
    return face.slanted or is_italic(face)


def _of_table(face: FontFace, name: str, start: int, size: int) -> int:
    """Return a number from a table of a font; 0 if it does not exist."""
    return int.from_bytes(bytes(face.shaper.face.reference_table(name).data)[start : start + size])


def _subset(face: FontFace, letters: set[str], glyphs: set[int]) -> bytes:
    """Return the face with only some letters, and the layout rules for joining and placing them.

    It also includes characters whose own glyphs are shown as parts of other letters, such as letters with
    marks, and vowels on both sides of a letter even if Unicode does not decompose them.
    """
    if face.whole:
        return face.data
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
    """Return a font with its tables compressed (WOFF File Format 1.0)."""
    flavor, count = struct.unpack(">4sH", font[:6])
    records = [struct.unpack(">4s3L", font[12 + 16 * at : 28 + 16 * at]) for at in range(count)]
    directory, contents = b"", b""
    whole = 12 + 16 * count
    for tag, check, offset, length in sorted(records):
        content = font[offset : offset + length]
        # A table of its original length counts as not compressed.
        content = min(content, zlib.compress(content, 9), key=len)
        directory += struct.pack(">4s4L", tag, 44 + 20 * count + len(contents), len(content), length, check)
        contents += content + bytes(-len(content) % 4)
        whole += length + -length % 4
    size = 44 + len(directory) + len(contents)
    head = struct.pack(">4s4sL2HL2H5L", b"wOFF", flavor, size, count, 0, whole, 1, 0, 0, 0, 0, 0, 0)
    return head + directory + contents
