"""Where a text may be divided: line breaks (UAX #14), what a reader takes for one character (UAX #29).

The rules and tables are uniseg's. They are slow for whole texts, and what they say of a place depends only on its
surroundings: so a text is cut where it is plain that a break is allowed and that no rule looks across it, and
only the pieces in which something else than letters and blanks stands are asked about, each pattern once.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from uniseg.graphemecluster import grapheme_cluster_boundaries
from uniseg.linebreak import line_break_boundaries


class _Patterns(dict[int, int]):
    """Maps characters that every rule treats alike to one of them: letters to a, digits to 0, ideographs to 漢."""

    def __missing__(self, code: int) -> int:
        char = chr(code)
        if "0" <= char <= "9":
            like = "0"
        elif (code < 0x0530 or 0x1E00 <= code < 0x2000) and char.isalpha():
            like = "a"
        elif 0x3400 <= code < 0x4DC0 or 0x4E00 <= code < 0xA000:
            like = "漢"
        else:
            like = char
        self[code] = ord(like)
        return self[code]


_PATTERNS = _Patterns()
# After the blanks between two words, and on either side of an ideograph that has no sign beside it.
_PLAIN_BREAK = re.compile("(?<=[a0漢]) +(?=[a0漢])|(?<=[a0漢])(?=漢)|(?<=漢)(?=[a0])")
_WORD = re.compile("[a0]+ ?")
_REPEATED = re.compile("a+|0+| +|.", re.DOTALL)


def line_breaks(text: str) -> list[int]:
    """Where a line of a text may end, in order; the last is the text's end. The text has no line ends in it."""
    pattern = text.translate(_PATTERNS)
    cuts = [0, *(match.end() for match in _PLAIN_BREAK.finditer(pattern)), len(pattern)]
    found: list[int] = []
    for start, end in pairwise(cuts):
        found.extend([start + at for at in _breaks_inside(pattern[start:end])])
    return found


@lru_cache(maxsize=4096)
def _breaks_inside(pattern: str) -> tuple[int, ...]:
    """Where a piece may be broken, its end included, found from the piece with repeated letters taken as one."""
    ends = [match.end() for match in _REPEATED.finditer(pattern)]
    brief = "".join(pattern[end - 1] for end in ends)
    return tuple(ends[at - 1] for at in _breaks_of(brief))


@lru_cache(maxsize=4096)
def _breaks_of(brief: str) -> tuple[int, ...]:
    if _WORD.fullmatch(brief):
        return (len(brief),)
    return tuple(line_break_boundaries(brief))


# One for each: no mark, joiner, emoji or single jamo, which may belong to what stands before or behind them.
_WHOLE = (
    "[ -~\xa1-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff"
    "\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]"
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
    return tuple(at for at in grapheme_cluster_boundaries(piece) if at)
