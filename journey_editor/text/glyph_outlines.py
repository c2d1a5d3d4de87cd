"""Outlines of glyphs, for outputs that draw text without its font, and for emoji."""

from functools import lru_cache

import uharfbuzz as hb

from journey_editor.foundation.geometry import PathCommand
from journey_editor.text.font_face import FontFace

OutlineCommand = tuple[str, *tuple[float, ...]]
"""A `PathCommand`, or `("Q", x1, y1, x, y)` for a quadratic Bézier curve, which TrueType outlines use."""


@lru_cache(maxsize=32_768)
def glyph_outline(face: FontFace, glyph: int) -> tuple[OutlineCommand, ...]:
    """Return the outline of a glyph in font units from its origin, y downwards; empty for a space."""
    commands: list[OutlineCommand] = []
    face.shaper.draw_glyph(glyph, _pen(), commands)
    return tuple(commands)


@lru_cache(maxsize=32_768)
def glyph_path(face: FontFace, glyph: int) -> tuple[PathCommand, ...]:
    """Return the outline of a glyph in font units, y downwards, with cubic curves only."""
    commands: list[PathCommand] = []
    pen = (0.0, 0.0)
    for command in glyph_outline(face, glyph):
        match command:
            case ("Q", x1, y1, x, y):
                (x0, y0), third = pen, 2 / 3
                commands.append(
                    (
                        "C",
                        x0 + third * (x1 - x0),
                        y0 + third * (y1 - y0),
                        x + third * (x1 - x),
                        y + third * (y1 - y),
                        x,
                        y,
                    )
                )
            case ("C", x1, y1, x2, y2, x, y):
                commands.append(("C", x1, y1, x2, y2, x, y))
            case (str() as name, x, y):
                commands.append((name, x, y))
            case _:
                commands.append(("Z",))
        if len(command) > 1:
            pen = (command[-2], command[-1])  # type: ignore[assignment]
    return tuple(commands)


@lru_cache(maxsize=1)
def _pen() -> hb.DrawFuncs:
    """Return callbacks for HarfBuzz outlines, y upwards; their last argument is the list to extend."""
    pen = hb.DrawFuncs()
    pen.set_move_to_func(lambda x, y, to: to.append(("M", x, -y)))
    pen.set_line_to_func(lambda x, y, to: to.append(("L", x, -y)))
    pen.set_quadratic_to_func(lambda x1, y1, x, y, to: to.append(("Q", x1, -y1, x, -y)))
    pen.set_cubic_to_func(lambda x1, y1, x2, y2, x, y, to: to.append(("C", x1, -y1, x2, -y2, x, -y)))
    pen.set_close_path_func(lambda to: to.append(("Z",)))
    return pen
