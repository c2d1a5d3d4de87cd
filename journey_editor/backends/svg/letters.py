"""Text in an SVG: as shapes that look the same everywhere, or as words for whoever goes on drawing there."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby, zip_longest

from journey_editor.backends.numbers import number
from journey_editor.backends.reading import is_divided, read_in_order, wants_blank
from journey_editor.backends.svg.spelling import escaped, path_data, placed
from journey_editor.drawing.primitives import Primitive, TextRun
from journey_editor.layout.font_face import FontFace
from journey_editor.layout.glyph_outlines import glyph_outline
from journey_editor.layout.shaping import HYPHEN, GlyphRun

_BOLD = 700
"""What is asked for where a face is drawn thicker for want of a bold one."""
_OTHER_FAMILIES = "Inter, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
"""What stands in for the map's own fonts where they are not installed; the first has the same letters."""
# Viewers disagree on where text with `direction="rtl"` begins, but not on these (UAX #9, 2.4).
_FROM_THE_RIGHT = "\u2067"
# The mark after it keeps blanks at its end within (L1).
_END_OF_THAT = "\u2069\u200e"

DrawText = Callable[[Sequence[TextRun]], Iterator[str]]
"""What draws the runs of one text."""


class Outlines:
    """Draws texts as shapes, each glyph of a face being defined once and used wherever it stands."""

    def __init__(self) -> None:
        self._names: dict[FontFace, dict[int, str]] = {}
        # By the identity of the run: lines that are there many times are spelled once.
        self._spelled: dict[int, tuple[GlyphRun, str]] = {}
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
        found = self._spelled.get(id(run))
        if found is None:
            found = self._spelled[id(run)] = (run, self._spell(run))
        return found[1]

    def _spell(self, run: GlyphRun) -> str:
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
    """The elements of a text as words: one for each run, since not every viewer finds the lines of one."""
    first = runs[0]
    shared = f'fill="{first.color}" {_font(first.run.face)} font-size="{number(first.run.size)}"'
    if len(runs) == 1:
        yield _words(first, shared)
        return
    yield f"<g {shared}>"
    for item in runs:
        own = "" if item.run.face is first.run.face else f" {_font(item.run.face)}"
        if item.run.size != first.run.size:
            own += f' font-size="{number(item.run.size)}"'
        yield _words(item, own.strip())
    yield "</g>"


def _words(item: TextRun, attributes: str) -> str:
    run = item.run
    words = escaped(run.text + HYPHEN * is_divided(run))
    if run.rtl:
        words = f"{_FROM_THE_RIGHT}{words}{_END_OF_THAT}"
    place = f'x="{number(item.x)}" y="{number(item.y)}"'
    return f'<text {place}{attributes and f" {attributes}"} xml:space="preserve">{words}</text>'


def texts_of(items: Iterable[Primitive]) -> Iterator[Primitive | list[TextRun]]:
    """The primitives in their order, runs of one text together: all of one colour with nothing between."""
    text: list[TextRun] = []
    for item in items:
        if isinstance(item, TextRun) and item.run.glyphs:
            if text and item.color != text[0].color:
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
    lines = (read_in_order(tuple(line)) for _, line in groupby(runs, key=lambda item: item.y))
    order = [item for line in lines for item in line]
    words = ""
    for item, following in zip_longest(order, order[1:]):
        words += item.run.text
        if following and wants_blank(item, following) and not following.run.text.startswith(" "):
            words += " "
    return words.rstrip()


def _frame(item: TextRun) -> str:
    """The attribute under which glyphs stand in font units."""
    return placed(item.x, item.y, item.run.size / item.run.face.units_per_em)


@lru_cache(maxsize=256)
def _font(face: FontFace) -> str:
    """The attributes that ask for a face, or for one like it."""
    tables = face.shaper.face
    family = tables.get_name(16) or tables.get_name(1) or "sans-serif"
    # Not every font of a computer has these tables.
    own_weight, slant = _of_table(face, "OS/2", 4, 2) or 400, _of_table(face, "post", 4, 4)
    style = ' font-style="italic"' if slant else ""
    family = escaped(family).replace("'", "")
    families = f"'{family}', {_OTHER_FAMILIES}"
    weight = _BOLD if face.thickened else face.weight or own_weight
    return f'font-family="{families}" font-weight="{weight:g}"{style}'


def _of_table(face: FontFace, name: str, start: int, size: int) -> int:
    """A number in a table of a font; 0 where that is not there."""
    return int.from_bytes(bytes(face.shaper.face.reference_table(name).data)[start : start + size])
