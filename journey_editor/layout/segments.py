"""Where a text may be divided: line breaks (UAX #14), and what a reader takes for one character (UAX #29).

The rules and tables are uniseg's. It is slow over whole texts, and what it says of a place depends only on
the surroundings: so a text is cut where a break is plainly allowed and no rule looks across it, and uniseg is
asked only about the pieces that are more than a word with its punctuation, once for each pattern.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from uniseg.graphemecluster import grapheme_cluster_boundaries
from uniseg.linebreak import line_break_boundaries


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
        else:
            like = char
        self[code] = ord(like)
        return self[code]


_PATTERNS = _Patterns()
_WINDOW = 128
"""Longer pieces are looked at part by part."""
_SOLID = "a0漢"
# After blanks, unless a sign before them holds on to what follows, or one behind them to what went before;
# and on either side of an ideograph that has no sign beside it.
_PLAIN_BREAK = re.compile(
    f'(?<=[{_SOLID}.,;:!?)\\]…%/"\'”’–—-]) +(?=[{_SOLID}(\\["“‘„–—-])|(?<=[{_SOLID}])(?=漢)|(?<=漢)(?=[a0])'
)
# A word with the signs that cling to it, or one character alone: nothing to divide.
_PLAIN_PIECE = re.compile("(?:[(\\[\"“‘„]*[a0]+(?:[.,:'’][a0]+)*[.,;:!?)\\]\"'”’…]*|.) *", re.DOTALL)
_REPEATED = re.compile("a+|0+|א+|\u0301+| +|.", re.DOTALL)


def line_breaks(text: str) -> list[int]:
    """Where a line of a text without line ends may end, in order; the last is the text's end."""
    pattern = text.translate(_PATTERNS)
    cuts = [0, *(match.end() for match in _PLAIN_BREAK.finditer(pattern)), len(pattern)]
    found: list[int] = []
    for start, end in pairwise(cuts):
        found.extend([start + at for at in _breaks_inside(pattern[start:end])])
    return found


@lru_cache(maxsize=4096)
def _breaks_inside(pattern: str) -> tuple[int, ...]:
    """Where a piece may be broken, its end included; it is looked up with each run of letters as one."""
    if _PLAIN_PIECE.fullmatch(pattern):
        return (len(pattern),)
    ends = [match.end() for match in _REPEATED.finditer(pattern)]
    brief = "".join([pattern[end - 1] for end in ends])
    return tuple([ends[at - 1] for at in _breaks_of(brief)])


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
_WHOLE = (
    "[ -~\xa1-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff"
    "\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
    "\u05d0-\u05ea\u0620-\u064a]"
)
_WHOLES = re.compile(f"{_WHOLE}*")
_PLAIN_BORDER = re.compile(f"(?<={_WHOLE})(?={_WHOLE})")


def grapheme_boundaries(text: str) -> Sequence[int]:
    """Where what a reader takes for one character begins, from 0, and where the text ends."""
    if _WHOLES.fullmatch(text):
        return range(len(text) + 1)
    cuts = [0, *(match.start() for match in _PLAIN_BORDER.finditer(text)), len(text)]
    found = [0]
    for start, end in pairwise(cuts):
        found.extend([start + at for at in _clusters_inside(text[start:end])])
    return found


@lru_cache(maxsize=4096)
def _clusters_inside(piece: str) -> tuple[int, ...]:
    return tuple(_in_windows(piece, _clusters_in_window))


@lru_cache(maxsize=4096)
def _clusters_in_window(window: str) -> tuple[int, ...]:
    return tuple(at for at in grapheme_cluster_boundaries(window) if at)
