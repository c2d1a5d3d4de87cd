"""Text becomes glyphs at positions, once, for every output: runs are split here and shaped by HarfBuzz."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, pairwise
from operator import itemgetter

from journey_editor.foundation.going_on import check_now
from journey_editor.foundation.kept import kept_by_value
from journey_editor.layout import bidi
from journey_editor.layout.clusters import taken_apart
from journey_editor.layout.font_face import FontFace
from journey_editor.layout.fonts import FontBook, is_invisible
from journey_editor.layout.scripts import script_runs
from journey_editor.layout.segments import grapheme_boundaries
from journey_editor.layout.shaped_parts import shaped_part
from journey_editor.layout.shaped_words import Shaped, ShapedWords
from journey_editor.layout.text_style import Face, TextStyle
from journey_editor.model.languages import han_form, is_chinese, is_right_to_left

HYPHEN = "\u2010"
"""What is drawn where a word is divided at the end of a line."""

_HIGHEST = 0.8
"""So far, in ems, a mark of hundreds on one letter is drawn off its place."""

_SPACED_SCRIPTS = frozenset({"Latn", "Grek", "Cyrl"})
_JOINING = re.compile("[\u0620-\u06ff\u0750-\u077f\u08a0-\u08ff\u200d]")
# Quotes and dashes that Latin has too, and that stand in squares of their own among ideographs.
_WIDE_IN_CHINESE = frozenset("“”‘’…—·")
_KANA = re.compile("[\u3041-\u30ff]")
_HANGUL = re.compile("[\u1100-\u11ff\uac00-\ud7a3]")


@dataclass(frozen=True, slots=True)
class GlyphRun:
    """Glyphs of one face, size and direction, from left to right, in units of the map, y downwards."""

    face: FontFace
    size: float
    text: str
    """What the run stands for, in the order in which it is read."""
    glyphs: tuple[int, ...]
    steps: tuple[int, ...]
    """How far each glyph moves the pen, in font units."""
    places: tuple[tuple[int, int], ...]
    """How far right and up of the pen each glyph is drawn, in font units; empty for plain text."""
    scale: float
    """So many units of the map are a font unit."""
    clusters: tuple[int, ...]
    """Where in `text` what a glyph stands for begins; `len(text)` for a hyphen, which stands for nothing."""
    rtl: bool

    # Thousands of runs are kept, and what follows is asked of them once or never.

    @property
    def width(self) -> float:
        """How far the pen moves."""
        return sum(self.steps) * self.scale

    @property
    def xs(self) -> tuple[float, ...]:
        """Where each glyph is drawn, from the run's origin; made anew each time."""
        pens, scale = accumulate(self.steps[:-1], initial=0), self.scale
        if not self.places:
            return tuple([pen * scale for pen in pens][: len(self.steps)])
        return tuple([(pen + right) * scale for pen, (right, _) in zip(pens, self.places, strict=False)])

    @property
    def ys(self) -> tuple[float, ...]:
        """How far below the baseline each glyph is drawn: 0 for plain text; made anew each time."""
        scale = self.scale
        return tuple([-y * scale for _, y in self.places]) if self.places else _level(len(self.glyphs))

    @property
    def advances(self) -> tuple[float, ...]:
        """How far each glyph moves the pen; made anew each time."""
        scale = self.scale
        return tuple([step * scale for step in self.steps])


Runs = tuple[tuple[float, GlyphRun], ...]
"""Runs from left to right, each with where it begins on its line."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text. Blanks and line ends that hang at its end belong to `text`, and have no glyphs."""

    runs: Runs
    width: float
    start: int
    """Where the line begins in the text that was set."""
    end: int
    text: str
    hyphenated: bool = False


# Of these and what follows one is made for each text, and five times as soon as a frozen one.
@dataclass(slots=True, eq=False)
class ShapedText:
    """A paragraph on one endless line, from which lines are cut."""

    text: str
    style: TextStyle
    book: FontBook
    language: str
    levels: bytes
    """The embedding level of each character: odd ones run from right to left."""
    stretches: "tuple[_Stretch, ...]"
    """What it consists of, from left to right."""
    offsets: Sequence[float]
    """How wide the first 0, 1, 2 … characters are."""

    def cut(self, start: int, end: int, hyphen: bool = False) -> tuple[Runs, float]:
        """The runs of a part of the text, and their width; `hyphen` draws one at the end."""
        if start == end:
            return (), 0.0
        if not hyphen and self.stretches[0].plain:
            run = self.stretches[0].cut(self.style.size, start, end)
            return ((0.0, run),), run.width
        part = self.text[start:end] + (HYPHEN if hyphen else "")
        levels = self.levels[start:end] + (self.levels[end - 1 : end] if hyphen else b"")
        # Where a word is cut, its letters go on joining hands with those on the other line.
        around = (self.text[start - 1 : start] if start else "", "" if hyphen else self.text[end : end + 1])
        shaped = _shape(part, self.style, self.book, self.language, levels, *_joining(*around))
        runs, width = shaped.all_runs()
        return (_unread_hyphen(runs) if hyphen else runs), width

    def all_runs(self) -> tuple[Runs, float]:
        """The runs of the whole text, and their width."""
        size = self.style.size
        runs = [
            stretch.cut(size, 0, len(stretch.text)) if stretch.plain else stretch.whole(size)
            for stretch in self.stretches
        ]
        lefts = list(accumulate((run.width for run in runs), initial=0.0))
        return tuple(zip(lefts, runs, strict=False)), lefts[-1]


def shape(text: str, style: TextStyle, book: FontBook, language: str = "en") -> Line:
    """A text as one line, whatever its length."""
    runs, width = shape_paragraph(text, style, book, language).all_runs()
    return Line(runs, width, 0, len(text), text)


def shape_paragraph(text: str, style: TextStyle, book: FontBook, language: str = "en") -> ShapedText:
    """A text without line ends, shaped as a whole.

    In a language that is read from the right it runs to the left unless it has only letters that run to the
    right; else the direction of its first letter decides.
    """
    rtl = bidi.may_run_left(text) if is_right_to_left(language) else bidi.starts_right_to_left(text)
    return _shape(text, style, book, language, bidi.levels(text, rtl))


def _joining(before: str, after: str) -> tuple[str, str]:
    """The letters around a text as far as they may change the forms of its own."""
    return before if _JOINING.match(before) else "", after if _JOINING.match(after) else ""


@kept_by_value(1024)
def _shape(
    text: str,
    style: TextStyle,
    book: FontBook,
    language: str,
    levels: bytes,
    before: str = "",
    after: str = "",
) -> ShapedText:
    parts = list(_split(text, style.face, book, language, levels))
    whole = before + text + after
    stretches: list[_Stretch] = []
    for part in parts:
        check_now()
        known = (
            _shape_by_words(text, part, language)
            if len(parts) == 1 and part.face is book.face(style.face)
            else None
        )
        stretches.append(known or _shape_part(whole, len(before), part, language, len(parts) == 1))
    if taken_apart(text):
        stretches = [_held(stretch) for stretch in stretches]
    if len(parts) == 1 and stretches[0].plain:
        scale = style.size / parts[0].face.units_per_em
        offsets = [pen * scale for pen in accumulate(stretches[0].steps, initial=0)]
    else:
        offsets = _offsets(len(text), style.size, parts, stretches)
    order = bidi.visual_order([part.level for part in parts])
    return ShapedText(text, style, book, language, levels, tuple([stretches[at] for at in order]), offsets)


def _held(stretch: "_Stretch") -> "_Stretch":
    """A stretch of a text that nobody can read, its marks no higher and no lower than their line's room."""
    most = round(_HIGHEST * stretch.face.units_per_em)
    return replace(stretch, places=[(right, max(-most, min(up, most))) for right, up in stretch.places])


def _offsets(
    length: int, size: float, parts: Sequence["_Part"], stretches: Sequence["_Stretch"]
) -> list[float]:
    """How wide the first 0, 1, 2 … characters are; the first of a cluster has its whole width."""
    widths = [0.0] * length
    for part, stretch in zip(parts, stretches, strict=True):
        for cluster, step in zip(stretch.clusters, stretch.steps, strict=True):
            widths[part.start + cluster] += step * size / part.face.units_per_em
    return list(accumulate(widths, initial=0.0))


@dataclass(slots=True, eq=False)
class _Stretch:
    """What HarfBuzz made of one part of a text, in font units."""

    text: str
    face: FontFace
    rtl: bool
    glyphs: Sequence[int]
    clusters: Sequence[int]
    steps: Sequence[int]
    """How far each glyph moves the pen."""
    places: Sequence[tuple[int, int]]
    """How far each glyph is drawn off the pen, rightwards and upwards; left out of a plain stretch."""
    plain: bool
    """Whether it is a whole text with one glyph on the baseline for each character, in a plain script."""

    def whole(self, size: float) -> GlyphRun:
        """All the glyphs, in units of the map."""
        scale = size / self.face.units_per_em
        return GlyphRun(
            face=self.face,
            size=size,
            text=self.text,
            glyphs=tuple(self.glyphs),
            steps=tuple(self.steps),
            places=tuple(self.places),
            scale=scale,
            clusters=tuple(self.clusters),
            rtl=self.rtl,
        )

    def cut(self, size: float, start: int, end: int) -> GlyphRun:
        """The glyphs of some of the characters of a plain stretch; the last one loses its kerning."""
        last = self.face.shaper.get_glyph_h_advance(self.glyphs[end - 1])
        return GlyphRun(
            self.face,
            size,
            self.text[start:end],
            tuple(self.glyphs[start:end]),
            (*self.steps[start : end - 1], last),
            (),
            size / self.face.units_per_em,
            _one_each(end - start),
            False,
        )


@dataclass(slots=True, eq=False)
class _Part:
    """A stretch of text of one direction, script and face."""

    start: int
    end: int
    level: int
    script: str
    face: FontFace


def _split(text: str, style: Face, book: FontBook, language: str, levels: bytes) -> Iterator[_Part]:
    """Split a text into parts that HarfBuzz can shape, in reading order."""
    if not text:
        return
    scripts = script_runs(text)
    faces = _face_runs(text, style, book, language)
    apart = taken_apart(text)
    if len(scripts) == len(faces) == 1 and len(set(levels)) == 1 and not apart:
        yield _Part(0, len(text), levels[0], scripts[0][1], faces[0][1])
        return
    borders = {0, len(text), *(start for start, _ in scripts), *(start for start, _ in faces), *apart}
    borders.update(at for at in range(1, len(text)) if levels[at] != levels[at - 1])
    for start, end in pairwise(sorted(borders)):
        check_now()
        script = scripts[bisect_right(scripts, start, key=itemgetter(0)) - 1][1]
        face = faces[bisect_right(faces, start, key=itemgetter(0)) - 1][1]
        yield _Part(start, end, levels[start], script, face)


def _face_runs(text: str, style: Face, book: FontBook, language: str) -> list[tuple[int, FontFace]]:
    """Where each face begins: a grapheme cluster is set in one face, and a blank in the one before it."""
    first = book.face(style)
    if book.is_plain(text, style):
        return [(0, first)]
    language = _written_in(text, language)
    chinese = is_chinese(language)
    runs: list[tuple[int, FontFace]] = []
    for start, end in pairwise(grapheme_boundaries(text)):
        check_now()
        cluster = text[start:end]
        unseen = cluster.isspace() or all(map(is_invisible, cluster))
        if runs and unseen and runs[-1][1].covers(cluster):
            # A blank is as wide as its letters ask for, and what parts or joins letters does so there too.
            continue
        found = book.face_for(cluster, style, language) or first
        if chinese and cluster in _WIDE_IN_CHINESE and (beside := _ideograph_beside(text, start, end)):
            of_ideograph = book.face_for(beside, style, language)
            if of_ideograph is not None and of_ideograph.covers(cluster):
                found = of_ideograph
        if not runs or runs[-1][1] is not found:
            runs.append((start, found))
    return runs


def _ideograph_beside(text: str, start: int, end: int) -> str:
    """The ideograph, or the mark among ideographs, on either side of a sign; empty where there is none."""
    return next((char for char in (text[start - 1 : start], text[end : end + 1]) if char >= "\u2e80"), "")


def _written_in(text: str, language: str) -> str:
    """The language whose ideographs a text has: its own unless its letters tell that it is a foreign one."""
    if is_chinese(language) or han_form(language) in ("ja", "ko"):
        return language
    return "ja" if _KANA.search(text) else "ko" if _HANGUL.search(text) else language


def _shape_by_words(text: str, part: _Part, language: str) -> _Stretch | None:
    """A whole text put together from words that were shaped before; None where that cannot be done."""
    if part.level or part.script not in _SPACED_SCRIPTS:
        return None
    shaped = _words_of(part.face, part.script, language).text(text)
    if shaped is None:
        return None
    glyphs, steps = shaped
    return _Stretch(text, part.face, False, glyphs, range(len(text)), steps, (), True)


@lru_cache(maxsize=64)
def _words_of(face: FontFace, script: str, language: str) -> ShapedWords:
    def shaped(word: str) -> Shaped | None:
        stretch = _shape_part(word, 0, _Part(0, len(word), 0, script, face), language, True)
        return (stretch.glyphs, stretch.steps) if stretch.plain else None

    return ShapedWords(shaped)


def _shape_part(whole: str, skipped: int, part: _Part, language: str, alone: bool) -> _Stretch:
    """Shape one part of a text with HarfBuzz; the text begins after some characters of `whole`."""
    start, end = skipped + part.start, skipped + part.end
    text = whole[start:end]
    near = whole[max(start - 1, 0) : end + 1]
    rtl = bool(part.level % 2)
    shaped = shaped_part(near, min(start, 1), len(text), part.face.shaper, rtl, part.script, language, alone)
    return _Stretch(
        text, part.face, rtl, shaped.glyphs, shaped.clusters, shaped.steps, shaped.places, shaped.plain
    )


def _unread_hyphen(runs: Runs) -> Runs:
    """The same runs, standing for the text without the hyphen that was shaped at its end."""
    return tuple(
        (x, replace(run, text=run.text[:-1]) if run.text.endswith(HYPHEN) else run) for x, run in runs
    )


@lru_cache(maxsize=256)
def _level(count: int) -> tuple[float, ...]:
    """All on the baseline."""
    return (0.0,) * count


@lru_cache(maxsize=256)
def _one_each(count: int) -> tuple[int, ...]:
    """A character for each glyph."""
    return tuple(range(count))
