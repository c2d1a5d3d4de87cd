"""Fonts of a simulated computer, for tests of text in fonts that are not bundled."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.TupleVariation import TupleVariation

from journey_editor.foundation.resources import resources
from journey_editor.text.fonts import FontBook, default_book
from journey_editor.text.ruler import HarfBuzzRuler
from journey_editor.text.system_fonts import SystemFonts

FOLDER = Path(__file__).parent / "data" / "fonts"

CJK = {
    "zh-Hans": "客户投诉延误，店员致电道歉。承诺三天内送到（“骨直角”）的一",
    "zh-Hant": "客戶投訴延誤，店員致電道歉。承諾三天內送達「骨直角」的一",
    "ja": "お客様は遅れに苦情を言う。店員が電話で謝り、「三日」以内と約束した。カード骨直",
    "ko": "고객이 지연에 대해 불평합니다. 전화로 사과하고 삼일 안에 보낸다고 약속했다. 漢",
}
"""Texts that the font in the folder can show, by language."""


def book_with(*folders: Path) -> FontBook:
    """Return the bundled fonts together with those in some folders."""
    return replace(default_book(), further=SystemFonts(folders), found={})


def ruler_with(*folders: Path) -> HarfBuzzRuler:
    """Return the ruler for the bundled fonts together with those in some folders."""
    return HarfBuzzRuler(book_with(*folders))


def copy_font(
    folder: Path, family: str, weight: str = "Regular", *, rights: int = 0, letters: str = ""
) -> Path:
    """Write a weight of the program's font as one of another family, and return its file.

    `rights` are its licence flags. It has only some letters, if `letters` are given.
    """
    font = TTFont(resources() / "fonts" / f"JourneySans-{weight}.ttf", recalcTimestamp=False)
    style = {"SemiBold": "Semibold"}.get(weight, weight)
    for record in list(font["name"].names):
        font["name"].removeNames(record.nameID)
    for number, text in ((1, family), (2, style), (4, f"{family} {style}"), (6, f"{family}-{style}")):
        font["name"].setName(text.replace(" ", "") if number == 6 else text, number, 3, 1, 0x409)
    font["OS/2"].fsType = rights
    if letters:
        for table in font["cmap"].tables:
            table.cmap = {code: name for code, name in table.cmap.items() if chr(code) in letters}
    path = folder / f"{family}-{weight}.ttf"
    font.save(path)
    return path


def write_postscript_font(folder: Path, family: str, letters: str) -> Path:
    """Write a font with PostScript outlines, whose letters are triangles, and return its file."""
    names = [".notdef", *(f"u{ord(letter):x}" for letter in letters)]
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(letter): f"u{ord(letter):x}" for letter in letters})
    pen = T2CharStringPen(600, None)
    pen.moveTo((50, 0))
    pen.lineTo((300, 700))
    pen.lineTo((550, 0))
    pen.closePath()
    drawn = pen.getCharString()
    plain = T2CharStringPen(600, None).getCharString()
    shapes = {name: plain if name == "u20" else drawn for name in names}
    builder.setupCFF(family.replace(" ", ""), {}, shapes, {})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (600, 50)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": family, "styleName": "Regular"})
    builder.setupOS2(usWeightClass=400, fsType=0)
    builder.setupPost()
    path = folder / f"{family}.otf"
    builder.save(path)
    return path


def write_font(
    path: Path,
    letters: str,
    *,
    family: str,
    weight: int = 400,
    side: int = 600,
    axis: Sequence[int] | None = None,
) -> None:
    """Write a font whose letters are squares, `side` thousandths of the em wide.

    With `axis` it is a variable font: `axis` is the minimum, default and maximum weight; at the maximum the
    squares are 300 units wider.
    """
    names = [".notdef", *(f"u{ord(letter):x}" for letter in letters)]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(letter): f"u{ord(letter):x}" for letter in letters})
    builder.setupGlyf({name: _square(0 if name == "u20" else side) for name in names})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (side + 100, 50)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": family, "styleName": "Regular"})
    builder.setupOS2(usWeightClass=weight)
    builder.setupPost()
    if axis is not None:
        builder.setupFvar([("wght", *axis, "Weight")], [])
        wider = [(0, 0), (0, 0), (300, 0), (300, 0), (0, 0), (300, 0), (0, 0), (0, 0)]
        change = {"wght": (0, 1, 1)}
        builder.setupGvar({name: [TupleVariation(change, wider)] for name in names})
    builder.save(path)


def _square(side: int) -> object:
    pen = TTGlyphPen(None)
    pen.moveTo((50, 0))
    for corner in ((50, 700), (50 + side, 700), (50 + side, 0)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()
