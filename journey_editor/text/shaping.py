"""Text shaping, shared by all outputs: splits texts into runs and shapes these with HarfBuzz."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate, pairwise
from operator import itemgetter

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.memo import memoised
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.text import is_invisible
from journey_editor.model.languages import han_form, is_chinese, is_right_to_left
from journey_editor.text import bidi
from journey_editor.text.font_face import FontFace
from journey_editor.text.fonts import FontBook
from journey_editor.text.grapheme_clusters import split_points
from journey_editor.text.harfbuzz import shaped_part
from journey_editor.text.scripts import script_runs
from journey_editor.text.segmentation import grapheme_boundaries
from journey_editor.text.text_style import Face, TextStyle
from journey_editor.text.word_cache import Shaped, ShapedWords

HYPHEN = "\u2010"
"""Hyphen drawn at the end of a line if a word is divided there."""

_HIGHEST = 0.8
"""Maximum vertical offset of a mark, in ems, in clusters that are too long to be readable."""

_SPACED_SCRIPTS = frozenset({"Latn", "Grek", "Cyrl"})
_JOINING = re.compile("[\u0620-\u06ff\u0750-\u077f\u08a0-\u08ff\u200d]")
# Quotes, dashes and dots that Latin also has. Among ideographs they are as wide as an ideograph.
_WIDE_IN_CHINESE = frozenset("“”‘’…—·")
_KANA = re.compile("[\u3041-\u30ff]")
# Not compiled yet: few maps need it, and each start would wait for it.
_HANGUL = "[\u1100-\u11ff\uac00-\ud7a3]"


@dataclass(frozen=True, slots=True)
class GlyphRun:
    """Glyphs of one face, size and direction, from left to right, in map units; y increases downwards."""

    face: FontFace
    size: float
    text: str
    """Text of the run, in reading order."""
    glyphs: tuple[int, ...]
    steps: tuple[int, ...]
    """Advance of each glyph, in font units."""
    places: tuple[tuple[int, int], ...]
    """Offset of each glyph from the pen, to the right and upwards, in font units; empty for plain text."""
    scale: float
    """Size of a font unit, in map units."""
    clusters: tuple[int, ...]
    """Index in `text` of the first character of each glyph; `len(text)` for a hyphen that was added."""
    rtl: bool

    # Thousands of runs are cached, and these properties are used once or never: they are computed on demand.

    @property
    def width(self) -> float:
        """Sum of the advances, in map units."""
        return sum(self.steps) * self.scale

    @property
    def xs(self) -> tuple[float, ...]:
        """Horizontal position of each glyph in the run, in map units; computed on each access."""
        pens, scale = accumulate(self.steps[:-1], initial=0), self.scale
        if not self.places:
            return tuple([pen * scale for pen in pens][: len(self.steps)])
        return tuple([(pen + right) * scale for pen, (right, _) in zip(pens, self.places, strict=False)])

    @property
    def ys(self) -> tuple[float, ...]:
        """Distance of each glyph below the baseline, in map units, 0 for plain text; computed on access."""
        scale = self.scale
        return tuple([-y * scale for _, y in self.places]) if self.places else _level(len(self.glyphs))

    @property
    def advances(self) -> tuple[float, ...]:
        """Advance of each glyph, in map units; computed on each access."""
        scale = self.scale
        return tuple([step * scale for step in self.steps])


Runs = tuple[tuple[float, GlyphRun], ...]
"""Runs from left to right, each with its horizontal position on the line."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text. Spaces and line ends at its end belong to `text` and have no glyphs."""

    runs: Runs
    width: float
    start: int
    """Index of the first character of the line in the whole text."""
    end: int
    text: str
    hyphenated: bool = False
    indent: float = 0.0
    """Distance from the start of the block, in map units: lines of the item of a list hang."""


# This class and those below are not frozen: creating a frozen instance takes five times as long.
@dataclass(slots=True, eq=False)
class ShapedText:
    """Paragraph shaped on a single line of unlimited width, from which lines are cut."""

    text: str
    style: TextStyle
    book: FontBook
    language: str
    levels: bytes
    """Embedding level of each character; odd levels run from right to left."""
    stretches: "tuple[_Stretch, ...]"
    """Stretches of the paragraph, from left to right."""
    offsets: Sequence[float]
    """Width of the first 0, 1, 2 … characters, in map units."""

    def cut(self, start: int, end: int, hyphen: bool = False) -> tuple[Runs, float]:
        """Return the runs of a part of the text, and their width; `hyphen` draws a hyphen at the end."""
        if start == end:
            return (), 0.0
        if not hyphen and self.stretches[0].plain:
            run = self.stretches[0].cut(self.style.size, start, end)
            return ((0.0, run),), run.width
        part = self.text[start:end] + (HYPHEN if hyphen else "")
        levels = self.levels[start:end] + (self.levels[end - 1 : end] if hyphen else b"")
        # If a word is cut, its letters keep the forms that join them to the letters on the other line.
        around = (self.text[start - 1 : start] if start else "", "" if hyphen else self.text[end : end + 1])
        style = self.style.part(start, end)
        shaped = _shape(part, style, self.book, self.language, levels, *_joining(*around))
        runs, width = shaped.all_runs()
        return (_unread_hyphen(runs) if hyphen else runs), width

    def all_runs(self) -> tuple[Runs, float]:
        """Return the runs of the whole text, and their width."""
        size = self.style.size
        runs = [
            stretch.cut(size, 0, len(stretch.text)) if stretch.plain else stretch.whole(size)
            for stretch in self.stretches
        ]
        lefts = list(accumulate((run.width for run in runs), initial=0.0))
        return tuple(zip(lefts, runs, strict=False)), lefts[-1]


def shape(text: str, style: TextStyle, book: FontBook, language: str = "en") -> Line:
    """Return a text as one line of any width."""
    runs, width = shape_paragraph(text, style, book, language).all_runs()
    return Line(runs, width, 0, len(text), text)


def shape_paragraph(text: str, style: TextStyle, book: FontBook, language: str = "en") -> ShapedText:
    """Return a shaped text without line ends.

    In a right-to-left language the paragraph runs to the left unless all its letters run to the right. In
    other languages the direction of its first letter decides.
    """
    rtl = bidi.may_run_left(text) if is_right_to_left(language) else bidi.starts_right_to_left(text)
    return _shape(text, style, book, language, bidi.levels(text, rtl))


def _joining(before: str, after: str) -> tuple[str, str]:
    """Return the neighbouring characters of a text if they may change the form of its letters, else ""."""
    return before if _JOINING.match(before) else "", after if _JOINING.match(after) else ""


@memoised(1024)
def _shape(
    text: str,
    style: TextStyle,
    book: FontBook,
    language: str,
    levels: bytes,
    before: str = "",
    after: str = "",
) -> ShapedText:
    parts = list(_split(text, style, book, language, levels))
    whole = before + text + after
    stretches: list[_Stretch] = []
    for part in parts:
        raise_if_cancelled()
        known = (
            _shape_by_words(text, part, language)
            if len(parts) == 1 and part.face is book.face(style.face)
            else None
        )
        stretches.append(known or _shape_part(whole, len(before), part, language, len(parts) == 1))
    if split_points(text):
        stretches = [_held(stretch) for stretch in stretches]
    if len(parts) == 1 and stretches[0].plain:
        scale = style.size / parts[0].face.units_per_em
        offsets = [pen * scale for pen in accumulate(stretches[0].steps, initial=0)]
    else:
        offsets = _offsets(len(text), style.size, parts, stretches)
    order = bidi.visual_order([part.level for part in parts])
    return ShapedText(text, style, book, language, levels, tuple([stretches[at] for at in order]), offsets)


def _held(stretch: "_Stretch") -> "_Stretch":
    """Return a stretch of an unreadable text, with the vertical offsets of its marks limited."""
    most = round(_HIGHEST * stretch.face.units_per_em)
    return replace(stretch, places=[(right, max(-most, min(up, most))) for right, up in stretch.places])


def _offsets(
    length: int, size: float, parts: Sequence["_Part"], stretches: Sequence["_Stretch"]
) -> list[float]:
    """Return the width of the first 0, 1, 2 … characters; a cluster's first character has its whole width."""
    widths = [0.0] * length
    for part, stretch in zip(parts, stretches, strict=True):
        for cluster, step in zip(stretch.clusters, stretch.steps, strict=True):
            widths[part.start + cluster] += step * size / part.face.units_per_em
    return list(accumulate(widths, initial=0.0))


@dataclass(slots=True, eq=False)
class _Stretch:
    """Result of shaping one part of a text with HarfBuzz, in font units."""

    text: str
    face: FontFace
    rtl: bool
    glyphs: Sequence[int]
    clusters: Sequence[int]
    steps: Sequence[int]
    """Advance of each glyph."""
    places: Sequence[tuple[int, int]]
    """Offset of each glyph from the pen, to the right and upwards; empty if the stretch is plain."""
    plain: bool
    """True for a whole text in a plain script, with exactly one glyph on the baseline for each character."""

    def whole(self, size: float) -> GlyphRun:
        """Return all the glyphs as a run in map units."""
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
        """Return the glyphs of a range of characters in a plain stretch; the last one loses its kerning."""
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
    """Part of a text with a single direction, script and face."""

    start: int
    end: int
    level: int
    script: str
    face: FontFace


def _split(text: str, style: TextStyle, book: FontBook, language: str, levels: bytes) -> Iterator[_Part]:
    """Split a text into parts that HarfBuzz can shape, in reading order."""
    if not text:
        return
    scripts = script_runs(text)
    if style.faces:
        faces = [
            (start + at, face)
            for start, end, chosen in style.runs(len(text))
            for at, face in _face_runs(text[start:end], chosen, book, language)
        ]
    else:
        faces = _face_runs(text, style.face, book, language)
    apart = split_points(text)
    if len(scripts) == len(faces) == 1 and len(set(levels)) == 1 and not apart:
        yield _Part(0, len(text), levels[0], scripts[0][1], faces[0][1])
        return
    borders = {0, len(text), *(start for start, _ in scripts), *(start for start, _ in faces), *apart}
    borders.update(at for at in range(1, len(text)) if levels[at] != levels[at - 1])
    for start, end in pairwise(sorted(borders)):
        raise_if_cancelled()
        script = scripts[bisect_right(scripts, start, key=itemgetter(0)) - 1][1]
        face = faces[bisect_right(faces, start, key=itemgetter(0)) - 1][1]
        yield _Part(start, end, levels[start], script, face)


def _face_runs(text: str, style: Face, book: FontBook, language: str) -> list[tuple[int, FontFace]]:
    """Return the start of each face, with the face: one per cluster; a space keeps the face before it."""
    first = book.face(style)
    if book.is_plain(text, style):
        return [(0, first)]
    language = _written_in(text, language)
    chinese = is_chinese(language)
    runs: list[tuple[int, FontFace]] = []
    for start, end in pairwise(grapheme_boundaries(text)):
        raise_if_cancelled()
        cluster = text[start:end]
        unseen = cluster.isspace() or all(map(is_invisible, cluster))
        if runs and unseen and runs[-1][1].covers(cluster):
            # A space is as wide as the face of its letters requires, and joiners and non-joiners need to be
            # in the same run as the letters they affect.
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
    """Return the ideograph, or punctuation of ideographs, next to a character; "" if there is none."""
    return next((char for char in (text[start - 1 : start], text[end : end + 1]) if char >= "\u2e80"), "")


def _written_in(text: str, language: str) -> str:
    """Return the language whose ideographs a text has.

    It is `language`, unless kana or hangul show that the text is Japanese or Korean.
    """
    if is_chinese(language) or han_form(language) in ("ja", "ko"):
        return language
    return "ja" if _KANA.search(text) else "ko" if re.search(_HANGUL, text) else language


def _shape_by_words(text: str, part: _Part, language: str) -> _Stretch | None:
    """Return a whole text composed of words that were shaped before; None if that is not possible."""
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
    """Shape one part of a text with HarfBuzz; the text begins after `skipped` characters of `whole`."""
    start, end = skipped + part.start, skipped + part.end
    text = whole[start:end]
    near = whole[max(start - 1, 0) : end + 1]
    rtl = bool(part.level % 2)
    shaped = shaped_part(near, min(start, 1), len(text), part.face.shaper, rtl, part.script, language, alone)
    return _Stretch(
        text, part.face, rtl, shaped.glyphs, shaped.clusters, shaped.steps, shaped.places, shaped.plain
    )


def _unread_hyphen(runs: Runs) -> Runs:
    """Return the same runs without the hyphen in their text, if it was added at the end for shaping."""
    return tuple(
        (x, replace(run, text=run.text[:-1]) if run.text.endswith(HYPHEN) else run) for x, run in runs
    )


@lru_cache(maxsize=256)
def _level(count: int) -> tuple[float, ...]:
    """Return `count` zeros."""
    return (0.0,) * count


@lru_cache(maxsize=256)
def _one_each(count: int) -> tuple[int, ...]:
    """Return the cluster indices of `count` glyphs that each represent one character."""
    return tuple(range(count))
