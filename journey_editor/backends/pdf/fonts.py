"""Fonts in a PDF: composite fonts with a code for each glyph and text that it stands for, subset by HarfBuzz.

So every glyph that was shaped can be shown, and is copied as what it stood for there (ISO 32000-1, 9.7).
"""

import hashlib
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import uharfbuzz as hb

from journey_editor.backends.pace import Pace
from journey_editor.backends.pdf.bare_reportlab import pdfdoc
from journey_editor.backends.pdf.clusters import Shape
from journey_editor.backends.pdf.numbers import utf16
from journey_editor.layout.font_face import FontFace

# What a reader needs to draw glyphs by their ids.
_TABLES = frozenset({"glyf", "loca", "head", "hhea", "hmtx", "maxp", "cvt ", "fpgm", "prep"})


_FIRST_SHAPE = 0x10000
"""Shapes of several glyphs are numbered from here, behind all glyphs that a font can have."""

Code = tuple[str, int]
"""Four hexadecimal digits, and how wide the glyph is in thousandths of the em."""


@dataclass(frozen=True, slots=True)
class Word:
    """Some letters as content spells them. Lengths are in units of the map."""

    codes: str
    width: float
    length: float
    """How far the last letter stands from the first."""


class _Codes(dict[tuple[int, str], Code]):
    """The codes of a font by what they show and what that stands for; one that is asked for is given."""

    def __init__(self, face: FontFace) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, key: tuple[int, str]) -> Code:
        advance = self._face.shaper.get_glyph_h_advance(key[0])
        # Whole thousandths: some readers cut the rest off.
        width = round(advance * 1000 / self._face.units_per_em)
        code = self[key] = (f"{len(self) + 1:04x}", width)
        return code


class EmbeddedFont:
    """A face in one PDF: the glyphs that were used so far, with what they stand for."""

    def __init__(self, face: FontFace, name: str) -> None:
        self.face = face
        self.name = name
        """What content calls the font."""
        self.words: dict[tuple[float, str, tuple[int, ...]], Word] = {}
        """Words at a size, by their letters and glyphs, for content to spell once."""
        self._codes = _Codes(face)
        self._shapes: dict[Shape, int] = {}
        """The numbers of shapes of several glyphs."""

    def code(self, glyph: int, text: str) -> Code:
        """How content spells a glyph that stands for `text`; from now on it is embedded."""
        return self._codes[glyph, text]

    def shape_code(self, shape: Shape, text: str, width: int) -> Code:
        """How content spells a shape of several glyphs, `width` thousandths of the em wide."""
        number = self._shapes.setdefault(shape, _FIRST_SHAPE + len(self._shapes))
        key = (number, text)
        if key not in self._codes:
            self._codes[key] = (f"{len(self._codes) + 1:04x}", width)
        return self._codes[key]

    def plain_codes(self, glyphs: Iterable[int], text: str) -> list[Code]:
        """How content spells glyphs that stand for a letter each."""
        return list(map(self._codes.__getitem__, zip(glyphs, text, strict=True)))

    @cached_property
    def space(self) -> str | None:
        """How content spells a blank; None where the face has none."""
        glyph = self.face.shaper.get_nominal_glyph(ord(" "))
        return None if glyph is None else self.code(glyph, " ")[0]

    def write(self, document: Any, pace: Pace) -> Any:
        """Put the font's objects into a `PDFDocument` and answer the reference to it."""
        pace.check()
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
                "FontDescriptor": document.Reference(self._descriptor(document, pace)),
                # Spelled out: ReportLab takes long over many numbers.
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
        """The PostScript name behind six letters that tell this subset from others of the face."""
        digest = hashlib.sha256(repr(list(self._codes)).encode()).digest()
        tag = "".join(chr(ord("A") + byte % 26) for byte in digest[:6])
        name = self.face.shaper.face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or self.face.key
        return f"{tag}+{''.join(char for char in name if char.isascii() and (char.isalnum() or char == '-'))}"

    def _descriptor(self, document: Any, pace: Pace) -> Any:
        face, scale = self.face, 1000 / self.face.units_per_em
        box = struct.unpack(">4h", self._table("head")[36:44])
        slant = struct.unpack(">i", self._table("post")[4:8])[0] / 65536
        weight = struct.unpack(">H", self._table("OS/2")[4:6])[0]
        return pdfdoc.PDFDictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": f"/{self._subset_name}",
                # Symbolic: its codes are not those of a standard encoding. 64: italic.
                "Flags": 4 | (64 if slant else 0),
                "FontBBox": pdfdoc.PDFArray([round(side * scale) for side in box]),
                "ItalicAngle": slant,
                "Ascent": round(face.ascent * 1000),
                "Descent": -round(face.descent * 1000),
                "CapHeight": round(face.cap_height * 1000),
                # Nothing in the file says how thick stems are; readers want a figure near it.
                "StemV": round(weight / 5),
                "FontFile2": document.Reference(self._font_file(pace)),
            }
        )

    def _table(self, tag: str) -> bytes:
        return bytes(self.face.shaper.face.reference_table(tag).data)

    def _font_file(self, pace: Pace) -> Any:
        if self._is_subset:
            data = self._subset()
        else:
            # Most maps never need it, and it takes a moment to load.
            from journey_editor.backends.pdf.drawn_font import drawn_font

            shapes = {number: shape for shape, number in self._shapes.items()}
            drawn = [shapes.get(glyph, ((glyph, 0, 0),)) for glyph in self._glyphs]
            data = drawn_font(self.face, drawn, pace)
        file = _stream(data)
        file.dictionary["Length1"] = len(data)
        return file

    @property
    def _is_subset(self) -> bool:
        """Whether the face's own glyphs are embedded as they are."""
        return self.face.is_plain and not self._shapes

    @property
    def _glyphs(self) -> list[int]:
        """The glyphs and shapes that are shown, each once."""
        return list(dict.fromkeys(glyph for glyph, _ in self._codes))

    def _subset(self) -> bytes:
        """The face with only the glyphs that are shown, under their own numbers."""
        wanted = hb.SubsetInput()
        wanted.glyph_set.update(self._glyphs)
        flags = hb.SubsetFlags
        # With the box that stands for characters which no font has.
        wanted.flags = flags.RETAIN_GIDS | flags.NO_LAYOUT_CLOSURE | flags.NOTDEF_OUTLINE
        face = self.face.shaper.face
        wanted.drop_table_tag_set.update(
            int.from_bytes(tag.encode("latin-1")) for tag in face.table_tags if tag not in _TABLES
        )
        return bytes(hb.subset(face, wanted).blob.data)

    def _glyph_map(self) -> bytes:
        """The glyph of each code, from 0 on, two bytes each."""
        numbers = {glyph: at for at, glyph in enumerate(self._glyphs, 1)}
        glyphs = [0, *(glyph if self._is_subset else numbers[glyph] for glyph, _ in self._codes)]
        return struct.pack(f">{len(glyphs)}H", *glyphs)

    def _to_unicode(self) -> str:
        """The table from codes to the text that they stand for (ISO 32000-1, 9.10.3)."""
        pairs = [f"<{code}> <{utf16(text)}>" for (_, text), (code, _) in self._codes.items() if text]
        # A table may hold 100 entries at most.
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
    """The fonts of one PDF, by their face."""

    def __init__(self) -> None:
        self._fonts: dict[FontFace, EmbeddedFont] = {}
        # Asked for with each line of text, and faces take long to compare.
        self._found: dict[int, EmbeddedFont] = {}

    def __getitem__(self, face: FontFace) -> EmbeddedFont:
        """The font for a face."""
        found = self._found.get(id(face))
        if found is None:
            if face not in self._fonts:
                self._fonts[face] = EmbeddedFont(face, f"F{len(self._fonts) + 1}")
            found = self._found[id(face)] = self._fonts[face]
        return found

    def write(self, document: Any, pace: Pace) -> dict[str, Any]:
        """Put all fonts into the document; their references by the names that content uses."""
        return {font.name: font.write(document, pace) for font in self._fonts.values()}


def _stream(content: bytes) -> Any:
    return pdfdoc.PDFStream(content=content, filters=[pdfdoc.PDFZCompress])
