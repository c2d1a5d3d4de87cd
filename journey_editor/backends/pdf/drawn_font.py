"""TrueType font built from the shapes of another font, for faces that a PDF cannot embed as they are.

These are fonts with PostScript outlines, variable fonts, and fonts in which several glyphs form one shape.
The text stays text, with the exact shapes of the layout; curves differ by less than a thousandth of the em.
"""

import io
from collections.abc import Sequence
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen

from journey_editor.backends.pdf.clusters import Shape
from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.text.font_face import FontFace
from journey_editor.text.glyph_outlines import glyph_outline

_EXACTNESS = 1000
"""Precision of curves: the maximum error is the em divided by this number."""


def drawn_font(face: FontFace, shapes: Sequence[Shape]) -> bytes:
    """Return a TrueType font with these shapes in order, after the box for missing characters."""
    every = [((0, 0, 0),), *shapes]
    names = [".notdef", *(f"g{at}" for at in range(1, len(every)))]
    builder = FontBuilder(face.units_per_em, isTTF=True)
    # The same page gives the same bytes.
    builder.font.recalcTimestamp = False
    builder.updateHead(created=0, modified=0)
    builder.setupGlyphOrder(names)
    drawn = {}
    for name, shape in zip(names, every, strict=True):
        raise_if_cancelled()
        drawn[name] = _drawn(face, shape)
    builder.setupGlyf(drawn)
    builder.setupHorizontalMetrics(
        {
            name: (sum(face.shaper.get_glyph_h_advance(glyph) for glyph, _, _ in shape), drawn[name].xMin)
            for name, shape in zip(names, every, strict=True)
        }
    )
    builder.setupHorizontalHeader(
        ascent=round(face.ascent * face.units_per_em), descent=-round(face.descent * face.units_per_em)
    )
    stream = io.BytesIO()
    builder.save(stream)
    return stream.getvalue()


def _drawn(face: FontFace, shape: Shape) -> Any:
    """Return a glyph with quadratic curves, y upwards."""
    pen = TTGlyphPen(None)
    quadratic = Cu2QuPen(pen, face.units_per_em / _EXACTNESS)
    for glyph, right, up in shape:
        for command in glyph_outline(face, glyph):
            name, *numbers = command
            points = [(x + right, up - y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
            match name:
                case "M":
                    quadratic.moveTo(*points)
                case "L":
                    quadratic.lineTo(*points)
                case "Q":
                    quadratic.qCurveTo(*points)
                case "C":
                    quadratic.curveTo(*points)
                case _:
                    quadratic.closePath()
    made = pen.glyph()
    made.xMin = getattr(made, "xMin", 0)
    return made
