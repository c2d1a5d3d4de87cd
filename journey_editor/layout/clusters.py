"""What a reader takes for one character: the extended grapheme clusters of UAX #29, in one look at a text.

A text is spelled by what its characters are, and a pattern says what belongs together.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from journey_editor.layout.characters import properties_of

LONGEST = 16
"""What has more characters than this is none to any reader: it is taken apart, and so has an end."""

_LETTER_OF = {
    "CR": "c",
    "LF": "l",
    "Control": "b",
    "Extend": "e",
    "ZWJ": "z",
    "SpacingMark": "s",
    "Prepend": "p",
    "L": "L",
    "V": "V",
    "T": "T",
    "LV": "H",
    "LVT": "J",
    "Regional_Indicator": "r",
    "Other": "o",
}


class _Kinds(dict[int, int]):
    """A letter for each character: what it is to the rules."""

    def __missing__(self, code: int) -> int:
        found = properties_of(code)
        letter, part = _LETTER_OF[found.cluster_break], found.conjunct_part
        if letter == "e" and part != "Extend":
            letter = "k" if part == "Linker" else "f"
        elif letter == "o":
            letter = "x" if found.pictographic else "n" if part == "Consonant" else "o"
        self[code] = ord(letter)
        return self[code]


_KINDS = _Kinds()
# A line end or a control; else what stands before a core, the core (a syllable of Hangul, a flag, emoji or
# consonants that are joined, one character), and what clings to it.
_CLUSTER = re.compile(
    "cl|[clb]|p*(?:L*+(?:V++|HV*+|J)T*+|L++|T++|rr|x(?:[ekf]*+zx)*+|n(?:[ez]*+k[ekz]*+n)*+|[^clb])[ekfzs]*+"
)

# Letters, digits and signs of which each is one character, however many there are.
_MAY_BE_LONG = re.compile(
    "[^ -~\xa1-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u05d0-\u05ea\u0620-\u064a\u1e00-\u1fff"
    f"\u3041-\u3096\u30a1-\u30fa\u3400-\u9fff\uac00-\ud7a3]{{{LONGEST}}}"
)


def cluster_ends(text: str) -> Sequence[int]:
    """Where each cluster of a text ends; one of more than `LONGEST` characters is taken apart."""
    return sorted([*_ends(text), *taken_apart(text)])


def taken_apart(text: str) -> Sequence[int]:
    """Where clusters that are longer than `LONGEST` are taken apart."""
    if len(text) <= LONGEST or not _MAY_BE_LONG.search(text):
        return ()
    ends = _ends(text)
    return [
        at
        for start, end in pairwise([0, *ends])
        if end - start > LONGEST
        for at in range(start + LONGEST, end, LONGEST)
    ]


def _ends(text: str) -> list[int]:
    return [match.end() for match in _CLUSTER.finditer(text.translate(_KINDS))]
