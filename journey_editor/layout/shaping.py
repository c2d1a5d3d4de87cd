"""Text becomes glyphs at positions, once, for every output: runs are split here and shaped by HarfBuzz."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, pairwise
from operator import itemgetter

import uharfbuzz as hb

from journey_editor.layout import bidi
from journey_editor.layout.fonts import FontBook, FontFace, is_invisible
from journey_editor.layout.scripts import script_runs
from journey_editor.layout.segments import grapheme_boundaries
from journey_editor.layout.text_style import Face, TextStyle

HYPHEN = "\u2010"
"""What is drawn where a word is divided at the end of a line."""

_FEATURES = {"kern": True, "liga": False, "clig": False, "calt": False}
# Scripts in which a letter's form does not depend on its neighbours, so that a line may be cut out of a longer one.
_PLAIN_SCRIPTS = frozenset({"Latn", "Grek", "Cyrl", "Hani", "Hira", "Kana", "Hang"})
# A stray control would be a box, and a lone surrogate is no character at all.
_CONTROLS = {code: 0x200B for code in (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029)}
_SHAPED_AS = _CONTROLS | {0x09: 0x20} | dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)


@dataclass(frozen=True, slots=True)
class GlyphRun:
    """Glyphs of one face, size and direction, from left to right; lengths in units of the map, y downwards."""

    face: FontFace
    size: float
    text: str
    """What the run stands for, in the order in which it is read."""
    glyphs: tuple[int, ...]
    xs: tuple[float, ...]
    """Where each glyph is drawn, from the run's origin."""
    ys: tuple[float, ...]
    """How far below the baseline each glyph is drawn: 0 for plain text."""
    advances: tuple[float, ...]
    clusters: tuple[int, ...]
    """Where in `text` what a glyph stands for begins; `len(text)` for a hyphen, which stands for nothing."""
    width: float
    rtl: bool


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


@dataclass(frozen=True, slots=True)
class ShapedText:
    """A paragraph on one endless line, from which lines are cut."""

    text: str
    style: TextStyle
    book: FontBook
    language: str
    rtl: bool
    """Whether the paragraph as a whole runs from right to left."""
    runs: Runs
    width: float
    offsets: tuple[float, ...]
    """How wide the first 0, 1, 2 … characters are."""
    plain: bool
    """Whether it is one run with one glyph for each character, so that any part of it is shaped alike."""

    def cut(self, start: int, end: int, hyphen: bool = False) -> tuple[Runs, float]:
        """The runs of a part of the text, and their width; `hyphen` draws one at the end."""
        if start == end:
            return (), 0.0
        if (start, end, hyphen) == (0, len(self.text), False):
            return self.runs, self.width
        if self.plain and not hyphen:
            run = _cut_run(self.runs[0][1], start, end)
            return ((0.0, run),), run.width
        part = self.text[start:end]
        if not hyphen:
            shaped = _shape(part, self.style, self.book, self.language, self.rtl)
            return shaped.runs, shaped.width
        shaped = _shape(part + HYPHEN, self.style, self.book, self.language, self.rtl)
        return _unread_hyphen(shaped.runs), shaped.width


def shape(text: str, style: TextStyle, book: FontBook, language: str = "en") -> Line:
    """A text as one line, whatever its length."""
    shaped = shape_paragraph(text, style, book, language)
    return Line(shaped.runs, shaped.width, 0, len(text), text)


def shape_paragraph(text: str, style: TextStyle, book: FontBook, language: str = "en") -> ShapedText:
    """A text without line ends, shaped as a whole in the direction of its first letter."""
    return _shape(text, style, book, language, bidi.starts_right_to_left(text))


@lru_cache(maxsize=4096)
def _shape(text: str, style: TextStyle, book: FontBook, language: str, rtl: bool) -> ShapedText:
    parts = list(_split(text, style.face, book, rtl))
    shaped = [_shape_run(text[part.start : part.end], part, style.size, language) for part in parts]
    order = bidi.visual_order([part.level for part in parts])
    lefts = list(accumulate((shaped[at].width for at in order), initial=0.0))
    runs = tuple((left, shaped[at]) for left, at in zip(lefts, order, strict=False))
    plain = (
        len(parts) == 1
        and not shaped[0].rtl
        and parts[0].script in _PLAIN_SCRIPTS
        and shaped[0].clusters == tuple(range(len(text)))
    )
    if plain:
        offsets = tuple(accumulate(shaped[0].advances, initial=0.0))
    else:
        widths = [0.0] * len(text)
        for part, run in zip(parts, shaped, strict=True):
            for cluster, advance in zip(run.clusters, run.advances, strict=True):
                widths[part.start + cluster] += advance
        offsets = tuple(accumulate(widths, initial=0.0))
    return ShapedText(text, style, book, language, rtl, runs, lefts[-1], offsets, plain)


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of text of one direction, script and face."""

    start: int
    end: int
    level: int
    script: str
    face: FontFace


def _split(text: str, style: Face, book: FontBook, rtl: bool) -> Iterator[_Part]:
    """Split a text into parts that HarfBuzz can shape, in reading order."""
    if not text:
        return
    levels = bidi.levels(text, rtl)
    scripts = script_runs(text)
    faces = _face_runs(text, book.chain(style))
    borders = {0, len(text), *(start for start, _ in scripts), *(start for start, _ in faces)}
    borders.update(at for at in range(1, len(text)) if levels[at] != levels[at - 1])
    for start, end in pairwise(sorted(borders)):
        script = scripts[bisect_right(scripts, start, key=itemgetter(0)) - 1][1]
        face = faces[bisect_right(faces, start, key=itemgetter(0)) - 1][1]
        yield _Part(start, end, levels[start], script, face)


def _face_runs(text: str, chain: Sequence[FontFace]) -> list[tuple[int, FontFace]]:
    """Where each face begins: every grapheme cluster is set in the first face that has all of it."""
    if chain[0].covers(text):
        return [(0, chain[0])]
    runs: list[tuple[int, FontFace]] = []
    for start, end in pairwise(grapheme_boundaries(text)):
        seen = "".join(char for char in text[start:end] if not is_invisible(char))
        composed = unicodedata.normalize("NFC", seen)
        found = next((face for face in chain if face.covers(seen) or face.covers(composed)), chain[0])
        if not runs or runs[-1][1] is not found:
            runs.append((start, found))
    return runs


def _shape_run(text: str, part: _Part, size: float, language: str) -> GlyphRun:
    """Shape one part of a text with HarfBuzz."""
    buffer = hb.Buffer()
    buffer.add_str(text if text.isprintable() else text.translate(_SHAPED_AS))
    rtl = bool(part.level % 2)
    buffer.direction = "rtl" if rtl else "ltr"
    buffer.script = part.script
    buffer.language = language
    buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    hb.shape(part.face.shaper, buffer, _FEATURES)
    scale = size / part.face.units_per_em
    infos = buffer.glyph_infos
    positions = [position.position for position in buffer.glyph_positions]
    pens = list(accumulate((advance for _, _, advance, _ in positions), initial=0))
    return GlyphRun(
        face=part.face,
        size=size,
        text=text,
        glyphs=tuple([info.codepoint for info in infos]),
        xs=tuple([(pen + place[0]) * scale for pen, place in zip(pens, positions, strict=False)]),
        ys=tuple([-place[1] * scale for place in positions]),
        advances=tuple([place[2] * scale for place in positions]),
        clusters=tuple([info.cluster for info in infos]),
        width=pens[-1] * scale,
        rtl=rtl,
    )


def _cut_run(run: GlyphRun, start: int, end: int) -> GlyphRun:
    """A part of a run that has one glyph for each character; its last glyph loses its kerning."""
    last = run.face.shaper.get_glyph_h_advance(run.glyphs[end - 1]) * run.size / run.face.units_per_em
    left = run.xs[start]
    return GlyphRun(
        face=run.face,
        size=run.size,
        text=run.text[start:end],
        glyphs=run.glyphs[start:end],
        xs=tuple([x - left for x in run.xs[start:end]]),
        ys=run.ys[start:end],
        advances=(*run.advances[start : end - 1], last),
        clusters=run.clusters[: end - start],
        width=run.xs[end - 1] - left + last,
        rtl=False,
    )


def _unread_hyphen(runs: Runs) -> Runs:
    """The same runs, standing for the text without the hyphen that was shaped at its end."""
    return tuple(
        (x, replace(run, text=run.text[:-1]) if run.text.endswith(HYPHEN) else run) for x, run in runs
    )
