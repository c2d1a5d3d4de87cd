"""Text in an SVG: as shapes that look the same everywhere, or as words for whoever goes on drawing there."""

import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest

from journey_editor.backends.glyph_outlines import glyph_outline
from journey_editor.backends.numbers import number
from journey_editor.backends.reading import is_divided, wants_blank
from journey_editor.backends.svg.spelling import escaped, path_data, placed
from journey_editor.drawing.primitives import Primitive, TextRun
from journey_editor.layout.fonts import FontFace
from journey_editor.layout.shaping import HYPHEN, GlyphRun

_OTHER_FAMILIES = "Inter, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
"""What stands in for the map's own fonts where they are not installed; the first has the same letters."""

DrawText = Callable[[Sequence[TextRun]], Iterator[str]]
"""What draws the runs of one text."""


class Outlines:
    """Draws texts as shapes, each glyph of a face being defined once and used wherever it stands."""

    def __init__(self) -> None:
        self._names: dict[FontFace, dict[int, str]] = {}
        self.definitions: list[str] = []
        """The shapes that were used so far, for the `defs` of the document."""

    def draw(self, runs: Sequence[TextRun]) -> Iterator[str]:
        """The elements of a text whose runs have one colour; its words are its label."""
        label = escaped(words_of(runs))
        said = f'fill="{runs[0].color}"' + (f' role="img" aria-label="{label}"' if label else "")
        if len(runs) == 1:
            yield f"<g {said}{_frame(runs[0])}>{self._used(runs[0].run)}</g>"
            return
        yield f"<g {said}>"
        for item in runs:
            yield f"<g{_frame(item)}>{self._used(item.run)}</g>"
        yield "</g>"

    def _used(self, run: GlyphRun) -> str:
        """The uses of a run's glyphs, in font units."""
        names = self._names.setdefault(run.face, {})
        units = run.face.units_per_em / run.size
        parts = []
        for glyph, x, y in zip(run.glyphs, run.xs, run.ys, strict=True):
            name = names.get(glyph)
            if name is None:
                name = names[glyph] = self._defined(run.face, glyph)
            if name:
                down = f' y="{round(y * units)}"' if y else ""
                parts.append(f'<use xlink:href="#{name}" x="{round(x * units)}"{down}/>')
        return "".join(parts)

    def _defined(self, face: FontFace, glyph: int) -> str:
        """The name of a glyph's shape; empty for a blank."""
        outline = glyph_outline(face, glyph)
        if not outline:
            return ""
        name = f"_{len(self.definitions):x}"
        self.definitions.append(f'<path id="{name}" d="{path_data(outline)}"/>')
        return name


def draw_words(runs: Sequence[TextRun]) -> Iterator[str]:
    """The element of a text as words, a part for each run, as wide as it was set whatever the font is."""
    first = runs[0]
    yield (
        f'<text fill="{first.color}" {_font(first.run.face)} font-size="{number(first.run.size)}" '
        'xml:space="preserve">'
    )
    for item in runs:
        run = item.run
        font = "" if run.face is first.run.face else f" {_font(run.face)}"
        size = "" if run.size == first.run.size else f' font-size="{number(run.size)}"'
        # Browsers part joined letters that they have to space.
        fitted = ' direction="rtl" unicode-bidi="embed"' if run.rtl else f' textLength="{number(run.width)}"'
        hyphen = HYPHEN if is_divided(run) else ""
        words = escaped(run.text) + hyphen
        yield f'<tspan x="{number(item.x)}" y="{number(item.y)}"{font}{size}{fitted}>{words}</tspan>'
    yield "</text>"


def texts_of(items: Iterable[Primitive]) -> Iterator[Primitive | list[TextRun]]:
    """The primitives in their order, runs of one text together: those of one colour that follow each other.

    Runs from right to left stand alone, since those of a line are not in the order in which they are read.
    """
    text: list[TextRun] = []
    for item in items:
        if isinstance(item, TextRun) and item.run.glyphs:
            if text and (item.color != text[0].color or item.run.rtl or text[0].run.rtl):
                yield text
                text = []
            text.append(item)
        elif not isinstance(item, TextRun):
            if text:
                yield text
                text = []
            yield item
    if text:
        yield text


def words_of(runs: Sequence[TextRun]) -> str:
    """What the runs of a text say."""
    parts = [
        item.run.text + " " * wants_blank(item, following) for item, following in zip_longest(runs, runs[1:])
    ]
    return "".join(parts).rstrip()


def _frame(item: TextRun) -> str:
    """The attribute under which glyphs stand in font units."""
    return placed(item.x, item.y, item.run.size / item.run.face.units_per_em)


@lru_cache(maxsize=256)
def _font(face: FontFace) -> str:
    """The attributes that ask for a face, or for one like it."""
    tables = face.shaper.face
    family = tables.get_name(16) or tables.get_name(1) or "sans-serif"
    weight = struct.unpack(">H", bytes(tables.reference_table("OS/2").data)[4:6])[0]
    slant = struct.unpack(">i", bytes(tables.reference_table("post").data)[4:8])[0]
    style = ' font-style="italic"' if slant else ""
    families = f"'{escaped(family)}', {_OTHER_FAMILIES}"
    return f'font-family="{families}" font-weight="{weight}"{style}'
