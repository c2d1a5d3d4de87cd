"""Fonts in a PDF: composite fonts, subset by HarfBuzz, with a code for each pair of a glyph and its text.

Every shaped glyph can be shown, and is copied as the text that it represents (ISO 32000-1, 9.7).
"""

import hashlib
import struct
from collections.abc import Iterable
from functools import cached_property
from typing import Any

import uharfbuzz as hb

from journey_editor.backends.pdf.bare_reportlab import pdfdoc
from journey_editor.backends.pdf.clusters import Shape
from journey_editor.backends.pdf.spelling import utf16
from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.text.font_face import FontFace

# Tables that a reader needs to draw glyphs by their ids.
_TABLES = frozenset({"glyf", "loca", "head", "hhea", "hmtx", "maxp", "cvt ", "fpgm", "prep"})


_FIRST_SHAPE = 0x10000
"""Number of the first shape of several glyphs, above all glyph ids of a font."""

Code = tuple[str, int]
"""Code of four hexadecimal digits, and the width of its glyph in thousandths of the em."""


@dataclass(frozen=True, slots=True)
class Word:
    """Word encoded for content. Lengths are in map units."""

    codes: str
    width: float
    length: float
    """Distance between the origins of the first and the last letter."""


class _Codes(dict[tuple[int, str], Code]):
    """Codes of a font, by glyph or shape and its text; a new code is assigned on first access."""

    def __init__(self, face: FontFace) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, key: tuple[int, str]) -> Code:
        advance = self._face.shaper.get_glyph_h_advance(key[0])
        # Whole thousandths: some readers truncate decimals.
        width = round(advance * 1000 / self._face.units_per_em)
        code = self[key] = (f"{len(self) + 1:04x}", width)
        return code


class EmbeddedFont:
    """Face in one PDF, with the glyphs used so far and the text that they represent."""

    def __init__(self, face: FontFace, name: str) -> None:
        self.face = face
        self.name = name
        """Name of the font in content."""
        self.words: dict[tuple[float, str, tuple[int, ...]], Word] = {}
        """Encoded words by size, letters and glyphs, so that each is encoded once."""
        self._codes = _Codes(face)
        self._shapes: dict[Shape, int] = {}
        """Numbers of shapes of several glyphs."""

    def code(self, glyph: int, text: str) -> Code:
        """Return the code of a glyph that represents `text`, and embed the glyph."""
        return self._codes[glyph, text]

    def shape_code(self, shape: Shape, text: str, width: int) -> Code:
        """Return the code of a shape of several glyphs that is `width` thousandths of the em wide."""
        number = self._shapes.setdefault(shape, _FIRST_SHAPE + len(self._shapes))
        key = (number, text)
        if key not in self._codes:
            self._codes[key] = (f"{len(self._codes) + 1:04x}", width)
        return self._codes[key]

    def plain_codes(self, glyphs: Iterable[int], text: str) -> list[Code]:
        """Return the codes of glyphs that represent one character each."""
        return list(map(self._codes.__getitem__, zip(glyphs, text, strict=True)))

    @cached_property
    def space(self) -> str | None:
        """Code of the space; None if the face has none."""
        glyph = self.face.shaper.get_nominal_glyph(ord(" "))
        return None if glyph is None else self.code(glyph, " ")[0]

    def write(self, document: Any) -> Any:
        """Add the font's objects to a `PDFDocument` and return a reference to the font."""
        raise_if_cancelled()
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": f"/{self._subset_name}",
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {
                        "Registry": pdfdoc.PDFString("Adobe"),
                        "Ordering": pdfdoc.PDFString("Identity"),
                        "Supplement": 0,
                    }
                ),
                "FontDescriptor": document.Reference(self._descriptor(document)),
                # As a string: ReportLab is slow with many numbers.
                "W": f"[1 [{' '.join(str(width) for _, width in self._codes.values())}]]",
                "CIDToGIDMap": document.Reference(_stream(self._glyph_map())),
            }
        )
        return document.Reference(
            pdfdoc.PDFDictionary(
                {
                    "Type": "/Font",
                    "Subtype": "/Type0",
                    "BaseFont": f"/{self._subset_name}",
                    "Encoding": "/Identity-H",
                    "DescendantFonts": pdfdoc.PDFArray([document.Reference(descendant)]),
                    "ToUnicode": document.Reference(_stream(self._to_unicode().encode("ascii"))),
                }
            )
        )

    @cached_property
    def _subset_name(self) -> str:
        """PostScript name with a prefix of six letters that distinguishes this subset from others.

        A whole font has no prefix.
        """
        digest = hashlib.sha256(repr(list(self._codes)).encode()).digest()
        tag = "".join(chr(ord("A") + byte % 26) for byte in digest[:6])
        name = self.face.shaper.face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or self.face.key
        plain = "".join(char for char in name if char.isascii() and (char.isalnum() or char == "-"))
        return plain if self.face.whole and self._is_subset else f"{tag}+{plain}"

    def _descriptor(self, document: Any) -> Any:
        face, scale = self.face, 1000 / self.face.units_per_em
        box = struct.unpack(">4h", self._table("head")[36:44])
        slant = struct.unpack(">i", self._table("post")[4:8])[0] / 65536
        weight = struct.unpack(">H", self._table("OS/2")[4:6])[0]
        return pdfdoc.PDFDictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": f"/{self._subset_name}",
                # 4: symbolic, its codes are not those of a standard encoding. 64: italic.
                "Flags": 4 | (64 if slant else 0),
                "FontBBox": pdfdoc.PDFArray([round(side * scale) for side in box]),
                "ItalicAngle": slant,
                "Ascent": round(face.ascent * 1000),
                "Descent": -round(face.descent * 1000),
                "CapHeight": round(face.cap_height * 1000),
                # The file does not contain the thickness of stems; readers expect an approximate value.
                "StemV": round(weight / 5),
                "FontFile2": document.Reference(self._font_file()),
            }
        )

    def _table(self, tag: str) -> bytes:
        return bytes(self.face.shaper.face.reference_table(tag).data)

    def _font_file(self) -> Any:
        if self._is_subset:
            data = self._subset()
        else:
            # Imported here because most maps never need it, and it takes a moment to load.
            from journey_editor.backends.pdf.drawn_font import drawn_font

            shapes = {number: shape for shape, number in self._shapes.items()}
            drawn = [shapes.get(glyph, ((glyph, 0, 0),)) for glyph in self._glyphs]
            data = drawn_font(self.face, drawn)
        file = _stream(data)
        file.dictionary["Length1"] = len(data)
        return file

    @property
    def _is_subset(self) -> bool:
        """True if the face's own glyphs are embedded unchanged."""
        return self.face.is_plain and not self._shapes

    @property
    def _glyphs(self) -> list[int]:
        """Glyphs and shapes in use, each once."""
        return list(dict.fromkeys(glyph for glyph, _ in self._codes))

    def _subset(self) -> bytes:
        """Return the face with only the glyphs in use, under their original ids.

        It is whole if its licence asks for that.
        """
        if self.face.whole:
            return self.face.data
        wanted = hb.SubsetInput()
        wanted.glyph_set.update(self._glyphs)
        flags = hb.SubsetFlags
        # Includes the box for missing characters.
        wanted.flags = flags.RETAIN_GIDS | flags.NO_LAYOUT_CLOSURE | flags.NOTDEF_OUTLINE
        face = self.face.shaper.face
        wanted.drop_table_tag_set.update(
            int.from_bytes(tag.encode("latin-1")) for tag in face.table_tags if tag not in _TABLES
        )
        return bytes(hb.subset(face, wanted).blob.data)

    def _glyph_map(self) -> bytes:
        """Return the glyph id of each code, starting at code 0, two bytes each."""
        numbers = {glyph: at for at, glyph in enumerate(self._glyphs, 1)}
        glyphs = [0, *(glyph if self._is_subset else numbers[glyph] for glyph, _ in self._codes)]
        return struct.pack(f">{len(glyphs)}H", *glyphs)

    def _to_unicode(self) -> str:
        """Return the table from codes to the text that they represent (ISO 32000-1, 9.10.3)."""
        pairs = [f"<{code}> <{utf16(text)}>" for (_, text), (code, _) in self._codes.items() if text]
        # A block may have 100 entries at most.
        blocks = [pairs[at : at + 100] for at in range(0, len(pairs), 100)]
        body = "".join(f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar\n" for block in blocks)
        return (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
            f"{body}endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
        )


class FontTable:
    """Fonts of one PDF, by face."""

    def __init__(self) -> None:
        self._fonts: dict[FontFace, EmbeddedFont] = {}
        # By the identity of the face: they are looked up for each line, and faces take long to compare.
        self._found: dict[int, EmbeddedFont] = {}

    def __getitem__(self, face: FontFace) -> EmbeddedFont:
        """Return the font for a face."""
        found = self._found.get(id(face))
        if found is None:
            if face not in self._fonts:
                self._fonts[face] = EmbeddedFont(face, f"F{len(self._fonts) + 1}")
            found = self._found[id(face)] = self._fonts[face]
        return found

    def write(self, document: Any) -> dict[str, Any]:
        """Add all fonts to the document. Return their references by the names used in content."""
        return {font.name: font.write(document) for font in self._fonts.values()}


def _stream(content: bytes) -> Any:
    return pdfdoc.PDFStream(content=content, filters=[pdfdoc.PDFZCompress])
