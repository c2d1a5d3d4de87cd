"""Where a text may be divided: line breaks (UAX #14), and what a reader takes for one character (UAX #29).

The rules and tables are uniseg's. It is slow over whole texts, and what it says of a place depends only on
the surroundings: so a text is cut where a break is plainly allowed and no rule looks across it, and uniseg is
asked only about the pieces that are more than a word with its punctuation, once for each pattern.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from unicodedata import category

from uniseg.linebreak import line_break, line_break_boundaries

from journey_editor.layout.clusters import cluster_ends
from journey_editor.layout.unspaced import unspaced_breaks


class _Patterns(dict[int, int]):
    """Maps characters that all rules treat alike to one: letters to a, digits to 0, ideographs to 漢 …"""

    def __missing__(self, code: int) -> int:
        char = chr(code)
        if "0" <= char <= "9":
            like = "0"
        elif (code < 0x02B0 or 0x0370 <= code < 0x0530 or 0x1E00 <= code < 0x2000) and char.isalpha():
            like = "a"
        elif 0x3400 <= code < 0x4DC0 or 0x4E00 <= code < 0xA000:
            like = "漢"
        elif 0x0620 <= code <= 0x064A:
            like = "a"
        elif 0x05D0 <= code <= 0x05EA:
            like = "א"
        elif 0x0300 <= code < 0x034F:
            like = "\u0301"
        elif 0x0900 <= code < 0x1100 or 0x1780 <= code < 0x1800:
            like = _LIKE_OF_CLASS.get(_line_break_class(char), char)
        else:
            like = char
        self[code] = ord(like)
        return self[code]


class _KoreanPatterns(_Patterns):
    """In Korean, words stay whole: their syllables and ideographs are like the letters of a word."""

    def __missing__(self, code: int) -> int:
        if 0xAC00 <= code < 0xD7A4 or 0x1100 <= code < 0x1200 or 0x3400 <= code < 0xA000:
            self[code] = ord("a")
            return self[code]
        return super().__missing__(code)


_LIKE_OF_CLASS = {"AL": "a", "XX": "a", "NU": "0", "CM": "\u0301"}


def _line_break_class(char: str) -> str:
    """The class of a character for line breaks, where it takes a dictionary that of a letter (LB1)."""
    name = line_break(char).name
    return name if name != "SA" else "CM" if category(char) in ("Mn", "Mc") else "AL"


_PATTERNS = _Patterns()
_KOREAN_PATTERNS = _KoreanPatterns()
_WINDOW = 128
"""Longer pieces are looked at part by part."""
_SOLID = "a0漢"
# After blanks, unless a sign before them holds on to what follows, or one behind them to what went before;
# and on either side of an ideograph that has no sign beside it.
_PLAIN_BREAK = re.compile(
    f'(?<=[{_SOLID}.,;:!?)\\]…%/"\'”’–-]) +(?=[{_SOLID}(\\["“‘„–—-])'
    f'|(?<=—) +(?=[{_SOLID}(\\["“‘„–-])|(?<=[{_SOLID}])(?=漢)|(?<=漢)(?=[a0])'
)
# A word with the signs that cling to it, or one character alone: nothing to divide.
_PLAIN_PIECE = re.compile("(?:[(\\[\"“‘„]*[a0]+(?:[.,:'’][a0]+)*[.,;:!?)\\]\"'”’…]*|.) *", re.DOTALL)
# A joiner that joins nothing to its left is a letter, and its marks are those of a letter (LB10).
_LONE_JOINER = re.compile("(?<![^ \u200b])\u200d(?=[\u0301\u200d])")
# Letters and digits with their marks, of which no rule looks further than at the first and the last.
_REPEATED = re.compile("(?P<word>[a0][a0\u0301]*)|א[א\u0301]*|\u0301+| +|[^ \u200b]\u0301*|.", re.DOTALL)


def line_breaks(text: str, language: str = "") -> list[int]:
    """Where a line of a text without line ends may end, in order; the last is the text's end."""
    korean = language[:2].lower() == "ko"
    pattern = _LONE_JOINER.sub("a", text.translate(_KOREAN_PATTERNS if korean else _PATTERNS))
    cuts = [0, *(match.end() for match in _PLAIN_BREAK.finditer(pattern)), len(pattern)]
    found: list[int] = []
    for start, end in pairwise(cuts):
        found.extend([start + at for at in _breaks_inside(pattern[start:end])])
    within = unspaced_breaks(text)
    return sorted({*found, *within}) if within else found


@lru_cache(maxsize=4096)
def _breaks_inside(pattern: str) -> tuple[int, ...]:
    """Where a piece may be broken, its end included; it is looked up with its words cut short."""
    if _PLAIN_PIECE.fullmatch(pattern):
        return (len(pattern),)
    ends: list[int] = []
    brief: list[str] = []
    for match in _REPEATED.finditer(pattern):
        brief.append(match[0][0])
        word = match["word"]
        if word is not None and len(word) > 1:
            ends.append(match.start() + 1)
            brief.append(word.rstrip("\u0301")[-1])
        ends.append(match.end())
    return tuple([ends[at - 1] for at in _breaks_of("".join(brief))])


@lru_cache(maxsize=4096)
def _breaks_of(brief: str) -> tuple[int, ...]:
    return tuple(_in_windows(brief, _breaks_in_window))


@lru_cache(maxsize=4096)
def _breaks_in_window(window: str) -> tuple[int, ...]:
    return tuple(at for at in line_break_boundaries(window) if at)


def _in_windows(text: str, places_in: Callable[[str], tuple[int, ...]]) -> Iterator[int]:
    """Where a text may be divided, its end included.

    uniseg's time grows with the square of a text of marks. No rule looks back across a place of division: so
    a long text is looked at in windows, each beginning at the last place that the one before is sure of.
    """
    start = 0
    while len(text) - start > _WINDOW:
        sure = places_in(text[start : start + _WINDOW])[:-1]
        yield from (start + at for at in sure)
        start += sure[-1] if sure else _WINDOW // 2
    yield from (start + at for at in places_in(text[start:]))


# One for each: no mark, joiner, emoji or single jamo, which may belong to what stands before or behind them.
_WHOLES = re.compile(
    "[ -~\xa1-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff"
    "\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
    "\u05d0-\u05ea\u0620-\u064a]*"
)


def grapheme_boundaries(text: str) -> Sequence[int]:
    """Where what a reader takes for one character begins, from 0, and where the text ends."""
    if _WHOLES.fullmatch(text):
        return range(len(text) + 1)
    return [0, *cluster_ends(text)]
