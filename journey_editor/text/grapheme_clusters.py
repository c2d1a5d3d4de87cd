"""Extended grapheme clusters of UAX #29, in a single pass over a text.

The text is encoded as one letter per character, which stands for its class, and a pattern matches the
clusters.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from journey_editor.text.unicode_tables import properties_of

LONGEST = 16
"""Maximum number of characters in a cluster. Longer ones are unreadable and are split to limit their size."""

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
    """Lookup table from code points to the letter of their class."""

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
# A line end or a control character; else prepended characters, a core (a Hangul syllable, a flag, an emoji
# sequence, joined consonants, or one character), and the characters that extend it.
# Neither pattern is compiled yet: few maps need them, and each start would wait for it.
_CLUSTER = (
    "cl|[clb]|p*(?:L*+(?:V++|HV*+|J)T*+|L++|T++|rr|x(?:[ekf]*+zx)*+|n(?:[ez]*+k[ekz]*+n)*+|[^clb])[ekfzs]*+"
)

# At least `LONGEST` characters that are neither Latin nor dashes and quotation marks: most texts have none,
# and do not wait until the next pattern is compiled.
_FOREIGN = f"[^\x00-\u02ff\u2010-\u2027]{{{LONGEST}}}"
# At least `LONGEST` characters, excluding letters, digits and signs that are always clusters of their own.
_MAY_BE_LONG = (
    "[^ -~\xa1-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u05d0-\u05ea\u0620-\u064a\u1e00-\u1fff"
    f"\u3041-\u3096\u30a1-\u30fa\u3400-\u9fff\uac00-\ud7a3]{{{LONGEST}}}"
)


def cluster_ends(text: str) -> Sequence[int]:
    """Return the end of each cluster of a text; clusters of more than `LONGEST` characters are split."""
    return sorted([*_ends(text), *split_points(text)])


def split_points(text: str) -> Sequence[int]:
    """Return the places where clusters longer than `LONGEST` are split."""
    if len(text) <= LONGEST or text.isascii():
        return ()
    if not re.search(_FOREIGN, text) or not re.search(_MAY_BE_LONG, text):
        return ()
    ends = _ends(text)
    return [
        at
        for start, end in pairwise([0, *ends])
        if end - start > LONGEST
        for at in range(start + LONGEST, end, LONGEST)
    ]


def _ends(text: str) -> list[int]:
    return [match.end() for match in re.finditer(_CLUSTER, text.translate(_KINDS))]
