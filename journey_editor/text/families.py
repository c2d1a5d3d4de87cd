"""Font families of the computer in which a map can be set, and their faces.

The files are read when a brand names a family, or when the families are listed.
"""

import os
import re
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import uharfbuzz as hb

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.text.font_face import FontFace
from journey_editor.text.fonts import FontBook, default_book
from journey_editor.text.system_fonts import OUTLINES, PICTURES, USELESS, font_files, font_folders
from journey_editor.text.text_style import Face

_WEIGHTS: dict[Face, float] = {"regular": 400, "italic": 400, "semibold": 600, "bold": 700}
_BOLD = 550
"""Minimum weight of letters that are bold beside regular ones."""
_ALPHABETS = ("AZaz09", "ΑΩαω", "АЯая")
"""Letters of Latin, Greek and Cyrillic. A family has all of at least one of them."""
_NORMAL_WIDTH = 5
_SYMBOLS = 5
"""Kind of fonts of symbols, by the PANOSE classification."""
_RESTRICTED, _EDITABLE = 0x2, 0x8
_WHOLE_ONLY, _BITMAPS_ONLY = 0x100, 0x200
"""Bits of the licence flags (`fsType` of OpenType's table `OS/2`)."""


@dataclass(frozen=True, eq=False)
class Family:
    """Family with a face for each style. Missing faces are drawn thicker or slanted.

    `in_files` is true if its licence allows it in PDF and SVG files.
    """

    name: str
    faces: Mapping[Face, FontFace]
    in_files: bool

    @cached_property
    def book(self) -> FontBook:
        """Book in which its faces come before those of the program, for Latin, Greek and Cyrillic."""
        usual = default_book()
        chains = {style: (self.faces[style], *chain) for style, chain in usual.chains.items()}
        return replace(usual, chains=chains, found={}, own=usual.own + 1)


@dataclass(frozen=True)
class _Font:
    """Font of a file: where it is, and what it is like."""

    path: Path
    index: int
    family: str
    lightest: float
    heaviest: float
    italic: bool
    width: int
    rights: int
    """Licence flags."""

    @property
    def in_files(self) -> bool:
        """Return whether its licence allows it in documents, with outlines."""
        return self.rights & 0xF != _RESTRICTED and not self.rights & _BITMAPS_ONLY

    def nearness(self, weight: float, *, italic: bool) -> tuple[bool, int, float, float, str, int]:
        """Return how far it is from a weight and a style, the most important first."""
        off = max(self.lightest - weight, weight - self.heaviest, 0.0)
        place = self.path.name, self.index
        return self.italic != italic, abs(self.width - _NORMAL_WIDTH), off, -self.heaviest, *place


class Families:
    """Families in a list of folders."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders
        self._made: dict[str, Family | None] = {}

    def names(self) -> list[str]:
        """Return the names of all families, in alphabetical order. Raises `CancelledError`."""
        return sorted(self._fonts, key=str.casefold)

    def family(self, name: str) -> Family | None:
        """Return the family with a name, or None if the computer does not have it."""
        if name not in self._made:
            fonts = self._fonts.get(name)
            self._made[name] = _family(name, fonts) if fonts else None
        return self._made[name]

    @cached_property
    def _fonts(self) -> dict[str, list[_Font]]:
        found: dict[str, list[_Font]] = {}
        for path in font_files(self._folders):
            raise_if_cancelled()
            for font in _fonts_in(path):
                found.setdefault(font.family, []).append(font)
        return found


def families() -> Families:
    """Return the families of the computer. Its fonts are read once, until `read_again`."""
    return _families(os.environ.get("JOURNEY_EDITOR_FONTS"))


def read_again() -> Families:
    """Return the families of the computer, with those that were installed meanwhile."""
    before = families().names()
    fresh = Families(font_folders())
    if fresh.names() != before:
        _families.cache_clear()
    return families()


@lru_cache(maxsize=4)
def _families(_chosen: str | None) -> Families:
    return Families(font_folders())


def _family(name: str, fonts: Sequence[_Font]) -> Family:
    def nearest(style: Face) -> _Font:
        weight, italic = _WEIGHTS[style], style == "italic"
        return min(fonts, key=lambda font: font.nearness(weight, italic=italic))

    faces = {style: _face(name, style, nearest(style)) for style in _WEIGHTS}
    used = [nearest(style) for style in _WEIGHTS]
    # A font that may only be embedded as a whole cannot be drawn in another weight or slope, or converted.
    in_files = all(font.in_files for font in used) and all(
        faces[style].is_plain or not nearest(style).rights & _WHOLE_ONLY for style in _WEIGHTS
    )
    return Family(name, faces, in_files)


def _face(name: str, style: Face, font: _Font) -> FontFace:
    weight = _WEIGHTS[style]
    is_variable = font.lightest < font.heaviest
    key = "-".join(re.findall(r"\w+", f"own {name} {style}".lower()))
    return FontFace(
        key,
        font.path,
        font.index,
        min(max(weight, font.lightest), font.heaviest) if is_variable else None,
        thickened=weight >= _BOLD > font.heaviest,
        slanted=style == "italic" and not font.italic,
        european=True,
        whole=bool(font.rights & _WHOLE_ONLY),
        # A licence for preview and print does not cover a file that is edited.
        in_svg=font.in_files and (not font.rights & 0xF or bool(font.rights & _EDITABLE)),
    )


def _fonts_in(path: Path) -> Iterator[_Font]:
    """Yield the fonts of a file that the text engine and all outputs can draw."""
    if USELESS.search(path.stem):
        return
    try:
        blob = hb.Blob.from_file_path(str(path))
        count = hb.Face(blob, 0).count
    # HarfBuzz has no more specific error for a file that cannot be opened.
    except (OSError, hb.HarfBuzzError):
        return
    for index in range(min(count, 64)):
        font = _font_at(path, index, hb.Face(blob, index))
        if font is not None:
            yield font


def _font_at(path: Path, index: int, face: Any) -> _Font | None:
    tags = set(face.table_tags)
    if not tags & OUTLINES or tags & PICTURES or not {"OS/2", "head", "post"} <= tags or not face.upem:
        return None
    ids = hb.OTNameIdPredefined
    family = face.get_name(ids.TYPOGRAPHIC_FAMILY) or face.get_name(ids.FONT_FAMILY) or ""
    # Names with a dot are those of the system's own fonts on a Mac.
    if not family.strip() or family.startswith(".") or USELESS.search(family):
        return None
    font = hb.Font(face)
    if not any(all(font.get_nominal_glyph(ord(char)) for char in each) for each in _ALPHABETS):
        return None
    table = bytes(face.reference_table("OS/2").data)
    if len(table) < 64 or table[32] == _SYMBOLS:
        return None
    weight, width, rights = struct.unpack(">HHH", table[4:10])
    (selection,) = struct.unpack(">H", table[62:64])
    angle = struct.unpack(">i", bytes(face.reference_table("post").data)[4:8])[0]
    lightest = heaviest = float(weight)
    for axis in face.axis_infos if face.has_var_data else ():
        if axis.tag == "wght":
            lightest, heaviest = axis.min_value, axis.max_value
    italic = bool(selection & 0x201 or angle)
    return _Font(path, index, family.strip(), lightest, heaviest, italic, width, rights)
