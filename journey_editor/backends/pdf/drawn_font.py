"""A TrueType font made of the shapes of another one: for faces that a PDF cannot embed as they are.

Those are fonts with PostScript outlines, and variable fonts. The text stays text, in the very shapes that
were laid out; the curves differ by less than a thousandth of the em.
"""

import io
from collections.abc import Sequence

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen

from journey_editor.layout.font_face import FontFace
from journey_editor.layout.glyph_outlines import glyph_outline

_EXACTNESS = 1000
"""So many parts of the em are a curve's largest error."""


def drawn_font(face: FontFace, glyphs: Sequence[int]) -> bytes:
    """A TrueType font whose glyphs are these, in their order, behind the box for what no font has."""
    every = [0, *glyphs]
    names = [".notdef", *(f"g{at}" for at in range(1, len(every)))]
    builder = FontBuilder(face.units_per_em, isTTF=True)
    # The same page gives the same bytes.
    builder.font.recalcTimestamp = False
    builder.updateHead(created=0, modified=0)
    builder.setupGlyphOrder(names)
    builder.setupGlyf({name: _drawn(face, glyph) for name, glyph in zip(names, every, strict=True)})
    lefts = builder.font["glyf"].glyphs
    builder.setupHorizontalMetrics(
        {
            name: (face.shaper.get_glyph_h_advance(glyph), getattr(lefts[name], "xMin", 0))
            for name, glyph in zip(names, every, strict=True)
        }
    )
    builder.setupHorizontalHeader(
        ascent=round(face.ascent * face.units_per_em), descent=-round(face.descent * face.units_per_em)
    )
    stream = io.BytesIO()
    builder.save(stream)
    return stream.getvalue()


def _drawn(face: FontFace, glyph: int) -> object:
    """A glyph with quadratic curves; fontTools' y goes upwards."""
    pen = TTGlyphPen(None)
    quadratic = Cu2QuPen(pen, face.units_per_em / _EXACTNESS)
    for command in glyph_outline(face, glyph):
        match command:
            case ("M", x, y):
                quadratic.moveTo((x, -y))
            case ("L", x, y):
                quadratic.lineTo((x, -y))
            case ("Q", x1, y1, x, y):
                quadratic.qCurveTo((x1, -y1), (x, -y))
            case ("C", x1, y1, x2, y2, x, y):
                quadratic.curveTo((x1, -y1), (x2, -y2), (x, -y))
            case _:
                quadratic.closePath()
    return pen.glyph()
