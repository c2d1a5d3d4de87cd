"""Letters as shapes, for outputs that draw text without a font."""

from functools import lru_cache

import uharfbuzz as hb

from journey_editor.layout.fonts import FontFace

OutlineCommand = tuple[str, *tuple[float, ...]]
"""As a `PathCommand`, and `("Q", x1, y1, x, y)` for a quadratic Bézier curve, of which TrueType is made."""


@lru_cache(maxsize=32_768)
def glyph_outline(face: FontFace, glyph: int) -> tuple[OutlineCommand, ...]:
    """The outline of a glyph in font units, y downwards, from its origin; empty for a blank."""
    commands: list[OutlineCommand] = []
    face.shaper.draw_glyph(glyph, _pen(), commands)
    return tuple(commands)


@lru_cache(maxsize=1)
def _pen() -> hb.DrawFuncs:
    """What HarfBuzz tells a glyph's outline to, y upwards; its last argument is the list to add to."""
    pen = hb.DrawFuncs()
    pen.set_move_to_func(lambda x, y, to: to.append(("M", x, -y)))
    pen.set_line_to_func(lambda x, y, to: to.append(("L", x, -y)))
    pen.set_quadratic_to_func(lambda x1, y1, x, y, to: to.append(("Q", x1, -y1, x, -y)))
    pen.set_cubic_to_func(lambda x1, y1, x2, y2, x, y, to: to.append(("C", x1, -y1, x2, -y2, x, -y)))
    pen.set_close_path_func(lambda to: to.append(("Z",)))
    return pen
