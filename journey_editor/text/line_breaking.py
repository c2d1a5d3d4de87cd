"""Line breaking, shared by all outputs: the rules of Unicode, and hyphenation by language."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from math import inf
from typing import Protocol

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.emphasis import BULLET
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.model.languages import is_right_to_left
from journey_editor.text.bidi import starts_right_to_left
from journey_editor.text.hyphenation import SOFT_HYPHEN, hyphen_positions
from journey_editor.text.segmentation import grapheme_boundaries, line_breaks
from journey_editor.text.shaping import HYPHEN, Line, Runs
from journey_editor.text.syllables import held_together
from journey_editor.text.text_style import TextStyle

RAGGED_UNTIL = 0.25
"""Minimum filled share of a line; below it, the next word is divided to fill the line."""

_LINE_END = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_BLANKS = " \t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000\u200b"
# Both are compiled by their first use, which most maps never reach.
# Words of scripts that use hyphens.
_WORD = r"(?:(?![\u0590-\u109f\u1100-\u1c7f\u3000-\ua63f\ua880-\uffff])[^\W\d_])+"
# An ideograph or a kana with the punctuation that cannot be separated from it.
_FIRST_LONE = "\u3041"
_LONE = "[\u3041-\u30ff\u3400-\u9fff][、。，．：；！？」』）】》”’…]*"
_FEWEST = 2
"""Minimum number of characters that remain on a line when its last word moves to the next line."""
_LONGEST_SYLLABLE = 6
"""Maximum number of grapheme clusters to go back for the start of a syllable."""
# Tolerance for a width that is reached exactly: sums of fractions have rounding errors.
_ROUNDING = 1e-6


class Paragraph(Protocol):
    """Text on a single line of unlimited width, from which lines are cut."""

    @property
    def offsets(self) -> Sequence[float]:
        """Width of the first 0, 1, 2 … characters, in map units."""

    def cut(self, start: int, end: int, hyphen: bool = False) -> tuple[Runs, float]:
        """Return the runs of a part of the text, and their width; `hyphen` draws a hyphen at the end."""


class Ruler(Protocol):
    """Interface for measuring and setting texts. Tests may pass one with round numbers."""

    def __hash__(self) -> int:
        """Return the hash: caches use rulers as keys."""

    def line(self, text: str, style: TextStyle, language: str = "en") -> Line:
        """Return a text as one line of any width."""

    def lines(self, text: str, style: TextStyle, width: float, language: str = "en") -> tuple[Line, ...]:
        """Return a text broken into at least one line, none wider than `width`."""

    def paragraph(self, text: str, style: TextStyle, language: str = "en") -> Paragraph:
        """Return a shaped text without line ends, ready to be cut into lines."""

    def baseline(self, style: TextStyle) -> float:
        """Return the distance from the top of a line to its baseline, in map units."""

    def cap_height(self, style: TextStyle) -> float:
        """Return the height of plain capitals above the baseline, in map units."""


@dataclass(frozen=True, slots=True)
class Broken:
    """Text broken into lines for `width`. Any width from `least` to below `most` gives the same lines."""

    lines: tuple[Line, ...]
    width: float
    least: float
    most: float

    def holds_for(self, width: float) -> bool:
        """Return True if the lines are known to be the same for this width."""
        return width == self.width or self.least <= width < self.most


def broken(text: str, style: TextStyle, width: float, *, language: str = "en", ruler: Ruler) -> Broken:
    """Break a text into lines no wider than `width`, in map units.

    Lines end where UAX #14 allows it. A word is divided with a hyphen only if the line would otherwise be
    nearly empty, or if the word is wider than a line. If it still does not fit, it is broken between
    characters; a single character may be wider than a line. An ideograph is not left alone on the last of
    several lines. Spaces at the end of a line do not count. The texts of the lines, joined, are the text;
    there is at least one line.

    Raises `CancelledError` if the work is cancelled.
    """
    lines: list[Line] = []
    least, most = 0.0, inf
    for start, end, next_start in _paragraphs(text):
        breaker = _Breaker(text[start:end], style.part(start, end), width, language, ruler)
        hang = _hang(text, start, style, width, language, ruler)
        at = 0
        while True:
            raise_if_cancelled()
            first = start + at
            at, runs, line_width, hyphenated = breaker.next_line(at)
            if text[start + at : end] >= _FIRST_LONE and re.compile(_LONE).fullmatch(text, start + at, end):
                at, runs, line_width = breaker.shorter_line(first - start, at, runs, line_width)
            last = next_start if start + at == end else start + at
            indent = hang if first > start else 0.0
            lines.append(Line(runs, line_width, first, last, text[first:last], hyphenated, indent))
            if start + at == end:
                break
            if hang:
                # The lines after the first are narrower, so this is not known for other widths.
                breaker.width, breaker.most = width - hang, 0.0
        least, most = max(least, breaker.least), min(most, breaker.most)
    return Broken(tuple(lines), width, least, most)


def _hang(text: str, start: int, style: TextStyle, width: float, language: str, ruler: Ruler) -> float:
    """Return the indent of the lines of a paragraph after the first one: that of the item of a list.

    A paragraph against the direction of the language has none, because it begins at the other side.
    """
    if not style.rich or not text.startswith(BULLET, start):
        return 0.0
    end = text.find("\n", start)
    item = text[start : end if end >= 0 else len(text)]
    if starts_right_to_left(item) != is_right_to_left(language):
        return 0.0
    return min(ruler.paragraph(BULLET, style.part(0, 0), language).offsets[-1], width / 2)


def _paragraphs(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield the start of each paragraph, the end of its words, and the start of the next paragraph."""
    start = 0
    for match in _LINE_END.finditer(text):
        yield start, match.start(), match.end()
        start = match.end()
    yield start, len(text), len(text)


class _Breaker:
    """Line breaker for one paragraph; positions are relative to its start."""

    def __init__(self, text: str, style: TextStyle, width: float, language: str, ruler: Ruler) -> None:
        self.text = text
        self.style = style
        self.width = width
        self.language = language
        self.ruler = ruler
        self.paragraph = ruler.paragraph(text, style, language)
        self.offsets = self.paragraph.offsets
        raise_if_cancelled()
        self.breaks = line_breaks(text, language) or [0]
        self.visible = [self.offsets[len(text[:at].rstrip(_BLANKS))] for at in self.breaks]
        """Width of the text up to each break, without the spaces before the break."""
        self.least, self.most = 0.0, inf
        """Range of widths, from `least` to below `most`, that give every line so far the same end."""
        self._hyphens: dict[int, list[int]] = {}

    def next_line(self, start: int) -> tuple[int, Runs, float, bool]:
        """Return the end of the line that begins at `start`, its runs, their width, and True for a hyphen."""
        limit = self.offsets[start] + self.width + _ROUNDING
        while True:
            end, hyphenated = self._fit(start, limit)
            seen = max(start, len(self.text[:end].rstrip(_BLANKS)))
            runs, width = self.paragraph.cut(start, seen, hyphenated)
            excess = width - self.width
            if excess <= _ROUNDING or end == self._clusters_after(start, 0.0):
                self.least = max(self.least, width)
                return end, runs, width, hyphenated
            # Without its neighbour, the last letter is wider than within the text.
            self.most = 0.0
            limit -= excess

    def shorter_line(self, start: int, end: int, runs: Runs, width: float) -> tuple[int, Runs, float]:
        """Return the line from `start` to `end`, or a shorter one that moves its last word to the next."""
        at = bisect_left(self.breaks, end)
        earlier = self.breaks[at - 1] if at else 0
        if earlier - start < _FEWEST:
            return end, runs, width
        return earlier, *self.paragraph.cut(start, max(start, len(self.text[:earlier].rstrip(_BLANKS))))

    def _fit(self, start: int, limit: float) -> tuple[int, bool]:
        """Return the end of a line whose text may reach the offset `limit`, and True if it is hyphenated."""
        first = bisect_right(self.breaks, start)
        next_break = bisect_right(self.visible, limit, lo=first)
        while next_break > first and self._is_soft(next_break - 1):
            self.most = 0.0
            if self.visible[next_break - 1] + self._hyphen_width <= limit:
                break
            next_break -= 1
        if next_break == len(self.breaks):
            self.least = max(self.least, self.visible[-1] - self.offsets[start])
            return len(self.text), False
        fits = next_break > first
        filled = self.visible[next_break - 1] - self.offsets[start] if fits else 0.0
        before = self.breaks[next_break - 1] if next_break else 0
        word_width = self.visible[next_break] - self.offsets[before]
        if fits and filled >= RAGGED_UNTIL * self.width and word_width <= self.width:
            self.least = max(self.least, filled, word_width)
            self.most = min(
                self.most,
                filled / RAGGED_UNTIL,
                self.visible[next_break] - self.offsets[start] - 2 * _ROUNDING,
            )
        else:
            # The place where a word is divided depends on the exact width.
            self.most = 0.0
            divided = self._divide(next_break, start, limit)
            if divided > start:
                return divided, True
        if fits:
            return before, self._is_soft(next_break - 1)
        return self._clusters_after(start, limit), False

    def _is_soft(self, at: int) -> bool:
        """Return True if a break is a soft hyphen that the author put into a word."""
        position = self.breaks[at]
        return position < len(self.text) and self.text[position - 1] == SOFT_HYPHEN

    @cached_property
    def _hyphen_width(self) -> float:
        return self.ruler.line(HYPHEN, self.style.part(0, 0), self.language).width

    def _divide(self, at: int, start: int, limit: float) -> int:
        """Return the last place before the break `at` where a word may be divided and fits, or 0."""
        if at not in self._hyphens:
            self._hyphens[at] = self._hyphens_before(at)
        places = self._hyphens[at]
        fitting = bisect_right(places, limit - self._hyphen_width, key=self.offsets.__getitem__)
        return places[fitting - 1] if fitting and places[fitting - 1] > start else 0

    def _hyphens_before(self, at: int) -> list[int]:
        begin = self.breaks[at - 1] if at else 0
        end = self.breaks[at]
        if SOFT_HYPHEN in self.text[max(0, begin - 1) : end]:
            return []
        return [
            begin + match.start() + place
            for match in re.finditer(_WORD, self.text[begin:end])
            for place in hyphen_positions(match[0], self.language)
        ]

    def _clusters_after(self, start: int, limit: float) -> int:
        """Return the end of the last whole character that fits, or of the first one even if it does not fit.

        A syllable is not divided unless it is wider than the line or longer than `_LONGEST_SYLLABLE`.
        """
        first = bisect_right(self._clusters, start)
        fitting = bisect_right(self._clusters, limit, lo=first, key=self.offsets.__getitem__)
        last = min(max(fitting - 1, first), len(self._clusters) - 1)
        for at in range(last, max(first, last - _LONGEST_SYLLABLE), -1):
            if self._clusters[at] not in self._held_together:
                return self._clusters[at]
        return self._clusters[last]

    @cached_property
    def _held_together(self) -> frozenset[int]:
        return held_together(self.text)

    @cached_property
    def _clusters(self) -> Sequence[int]:
        return grapheme_boundaries(self.text)
