"""Text in an SVG: as outlines that look the same everywhere, or as real text that can be edited."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby, zip_longest

from journey_editor.backends.numbers import number
from journey_editor.backends.reading_order import adjoins, is_divided, needs_space, read_in_order
from journey_editor.backends.svg.fonts import FontTable, family_of, leans, own_weight
from journey_editor.backends.svg.spelling import escaped, path_data, placed
from journey_editor.drawing.primitives import Primitive, TextRun
from journey_editor.text.font_face import FontFace
from journey_editor.text.glyph_outlines import glyph_outline
from journey_editor.text.shaping import HYPHEN, GlyphRun

_BOLD = 700
"""Weight requested for a face that is drawn thicker because there is no bold one."""
_NEAR = 8
"""Maximum number of runs before a line that are used to determine the direction of its numbers."""
_OWN_FAMILY = "Journey Sans"
_PARTS = re.compile("(?<=[a-z])(?=[A-Z])")
_OTHER_FAMILIES = "Inter, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
"""Substitutes for the map's fonts if these are not installed; the first has the same letters."""
# Viewers disagree on the start of text with `direction="rtl"`, but agree on isolates (UAX #9, 2.4).
_FROM_THE_RIGHT = "\u2067"
# The mark after it keeps trailing spaces inside the isolate (L1).
_END_OF_THAT = "\u2069\u200e"

DrawText = Callable[[Sequence[TextRun]], Iterator[str]]
"""Function that draws the runs of one text."""


class Outlines:
    """Text drawn as outlines; each glyph of a face is defined once and referenced wherever it occurs."""

    def __init__(self, from_the_right: bool) -> None:
        self._from_the_right = from_the_right
        self._names: dict[FontFace, dict[int, str]] = {}
        # By the identity of the run: repeated lines are written out only once.
        self._spelled: dict[int, tuple[GlyphRun, str]] = {}
        self.definitions: list[str] = []
        """Glyph outlines used so far, for the `defs` of the document."""

    def draw(self, runs: Sequence[TextRun]) -> Iterator[str]:
        """Yield the elements of a text whose runs have one colour, with its words as label."""
        label = escaped(words_of(runs, self._from_the_right))
        said = f'fill="{runs[0].color}"' + (f' role="img" aria-label="{label}"' if label else "")
        if len(runs) == 1:
            yield f"<g {said}{_frame(runs[0])}>{self._used(runs[0].run)}</g>"
            return
        yield f"<g {said}>"
        for item in runs:
            yield f"<g{_frame(item)}>{self._used(item.run)}</g>"
        yield "</g>"

    def _used(self, run: GlyphRun) -> str:
        """Return the references to a run's glyphs, in font units."""
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
        """Return the id of a glyph's outline; empty for a space."""
        outline = glyph_outline(face, glyph)
        if not outline:
            return ""
        name = f"_{len(self.definitions):x}"
        self.definitions.append(f'<path id="{name}" d="{path_data(outline)}"/>')
        return name


class Words:
    """Text drawn as real text, one element per line: some viewers do not support several lines in one."""

    def __init__(self, outlines: Outlines, fonts: FontTable, from_the_right: bool) -> None:
        self._from_the_right = from_the_right
        self._outlines = outlines
        self._fonts = fonts

    def draw(self, runs: Sequence[TextRun]) -> Iterator[str]:
        """Yield the elements of a text whose runs have one colour, in reading order.

        Text with emoji is drawn as outlines: the emoji of the viewer's own font would show through.
        """
        if any(item.run.face.has_colors for item in runs):
            yield from self._outlines.draw(runs)
            return
        order = _in_order(runs, self._from_the_right)
        pieces: list[list[TextRun]] = []
        for before, item in zip([None, *order], order, strict=False):
            if before and adjoins(before, item) and _may_be_one(before.run, item.run):
                pieces[-1].append(item)
            else:
                pieces.append([item])
        shared = f'fill="{runs[0].color}"'
        if len(pieces) == 1:
            yield self._words(pieces[0], shared, False)
            return
        yield f"<g {shared}>"
        for piece, following in zip_longest(pieces, pieces[1:]):
            yield self._words(piece, "", bool(following) and _lacks_space(piece[-1], following[0]))
        yield "</g>"

    def _words(self, piece: Sequence[TextRun], attributes: str, blank: bool) -> str:
        """Return the element of runs that follow each other in one direction."""
        first = piece[0].run
        words = ""
        for item in piece:
            run = item.run
            self._fonts.use(run)
            said = escaped(run.text + HYPHEN * is_divided(run))
            if run.rtl or run.face is first.face:
                words += said
            else:
                upright = "" if leans(run.face) or not leans(first.face) else ' font-style="normal"'
                words += f"<tspan {_font(run.face)}{upright}>{said}</tspan>"
        if first.rtl:
            words = f"{_FROM_THE_RIGHT}{words}{_END_OF_THAT}"
        if blank:
            words += " "
        faces = dict.fromkeys(item.run.face for item in piece) if first.rtl else (first.face,)
        attributes = f'{attributes} {_font(*faces)} font-size="{number(first.size)}"'.lstrip()
        place = f'x="{number(min(item.x for item in piece))}" y="{number(piece[0].y)}"'
        return f'<text {place} {attributes} xml:space="preserve">{words}</text>'


def texts_of(items: Iterable[Primitive]) -> Iterator[Primitive | list[TextRun]]:
    """Yield the primitives in order, with consecutive runs of one colour grouped as one text."""
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


def words_of(runs: Sequence[TextRun], from_the_right: bool) -> str:
    """Return the words of a text's runs."""
    order = _in_order(runs, from_the_right)
    words = ""
    for item, following in zip_longest(order, order[1:]):
        words += item.run.text
        if _lacks_space(item, following):
            words += " "
    return words.rstrip()


def _in_order(runs: Sequence[TextRun], from_the_right: bool) -> list[TextRun]:
    """Return the runs of a text in reading order."""
    order: list[TextRun] = []
    for _, line in groupby(runs, key=lambda item: item.y):
        before = "".join([item.run.text for item in order[-_NEAR:]])
        order += read_in_order(tuple(line), before, from_the_right=from_the_right)
    return order


def _lacks_space(item: TextRun, following: TextRun | None) -> bool:
    """Return True if a space is needed between two runs and neither has one."""
    return bool(following and needs_space(item, following) and not following.run.text.startswith(" "))


def _frame(item: TextRun) -> str:
    """Return the attribute that makes font units the unit of the glyphs."""
    return placed(item.x, item.y, item.run.size / item.run.face.units_per_em)


def _may_be_one(run: GlyphRun, following: GlyphRun) -> bool:
    """Return True if adjacent runs may share an element.

    Some viewers do not order parts in different fonts from right to left. The element therefore lists all
    fonts, and each letter uses the first one that has it.
    """
    if run.rtl != following.rtl:
        return False
    return not run.rtl or _manner(run.face) == _manner(following.face)


@lru_cache(maxsize=256)
def _font(*faces: FontFace) -> str:
    """Return the attributes that request faces of one weight and slant, with substitutes."""
    # The main family is last: the font of each script has its own space.
    families = sorted({family_of(face) for face in faces}, key=lambda name: (name == _OWN_FAMILY, name))
    names = [f"'{escaped(name)}'" for name in families]
    # The letters of all other families are those of Noto.
    names += [
        f"'Noto Sans {_PARTS.sub(' ', name.removeprefix(_OWN_FAMILY).strip())}'"
        for name in families
        if name.startswith(f"{_OWN_FAMILY} ")
    ]
    return f'font-family="{", ".join((*names, _OTHER_FAMILIES))}" {_manner(faces[0])}'


def _manner(face: FontFace) -> str:
    """Return the attributes that request the weight and slant of a face."""
    weight = _BOLD if face.thickened else own_weight(face)
    style = ' font-style="italic"' if leans(face) else ""
    return f'font-weight="{weight:g}"{style}'
