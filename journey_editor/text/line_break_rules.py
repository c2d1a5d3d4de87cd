"""Line breaking rules of UAX #14, as of Unicode 17.0, in a single pass over a text.

The text is encoded as one letter per character, which stands for its class. Combining marks and repeated
spaces, which the rules ignore, are left out. A single pattern then matches the pieces that stay on one line.
"""

import re
from itertools import accumulate

from journey_editor.text.unicode_tables import properties_of

# Classes that the rules distinguish: those of UAX #14, initial and final quotation marks (Pi, Pf), the dotted
# circle (DC), and unassigned letters and ideographs that are reserved for pictographs (ALP, IDP). BK also
# marks both ends of a text.
_NAMES = (
    "BK", "SP", "ZW", "WJ", "GL", "CM", "ZWJ", "OP", "CL", "CP", "EX", "SY", "IS", "QU", "Pi", "Pf", "CB",
    "B2", "BB", "BA", "HH", "HY", "NS", "IN", "AL", "HL", "NU", "PR", "PO", "ID", "EB", "EM", "IDP", "ALP",
    "JL", "JV", "JT", "H2", "H3", "RI", "AK", "AS", "AP", "VF", "VI", "DC",
)  # fmt: skip
# Classes with some characters as wide as an ideograph.
_WIDE = (
    "AL", "GL", "OP", "CL", "EX", "BA", "NS", "IN", "PR", "PO", "ID", "EB", "EM", "JL", "H2", "H3",
)  # fmt: skip
_LETTERS = dict(
    zip(
        [*((name, False) for name in _NAMES), *((name, True) for name in _WIDE)],
        map(chr, range(0x30, 0x7F)),
        strict=False,
    )
)
_LIKE = {"AI": "AL", "SG": "AL", "XX": "AL", "CJ": "NS", "CR": "BK", "LF": "BK", "NL": "BK"}


_COMMON = {
    "AL": "#&*<=>@^_`~abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ\xa7\xa9\xae\xb7\u2022"
    + "".join(map(chr, range(0xC0, 0x250))),
    "B2": "\u2014", "BA": "|", "CL": "}", "CP": ")]", "EX": "!?", "GL": "\xa0", "HH": "\u2010\u2013",
    "HY": "-", "IN": "\u2026", "IS": ",.:;", "NU": "0123456789", "OP": "([{\xa1\xbf\u201a\u201e",
    "PO": "%\xb0", "PR": "$+\\\xa3\u20ac", "Pf": "\xbb\u2019\u201d", "Pi": "\xab\u2018\u201c",
    "QU": "\"'", "SP": " ", "SY": "/",
}  # fmt: skip
"""Classes of ASCII, of letters with accents, and of common signs: most maps need no others.

Reading the table of all takes a while.
"""


class _Classes(dict[int, int]):
    """Lookup table from code points to the letter of their class."""

    def __missing__(self, code: int) -> int:
        name = _class_of(code)
        self[code] = found = ord(_LETTERS[name, name in _WIDE and properties_of(code).wide])
        return found


class _KoreanClasses(_Classes):
    """Lookup table for Korean, where words stay whole: syllables and ideographs count as letters."""

    def __missing__(self, code: int) -> int:
        if 0xAC00 <= code < 0xD7A4 or 0x1100 <= code < 0x1200 or 0x3400 <= code < 0xA000:
            self[code] = found = ord(_LETTERS["AL", False])
            return found
        return super().__missing__(code)


def _class_of(code: int) -> str:
    """Return the name of a character's class."""
    found = properties_of(code)
    name, kind = found.line_break, found.category
    if name == "SA":
        # Characters of scripts that need a dictionary count as letters or marks (LB1).
        return "CM" if kind in ("Mn", "Mc") else "AL"
    if name == "QU":
        return kind if kind in ("Pi", "Pf") else "QU"
    if kind == "Cn" and found.pictographic:
        return "IDP" if name == "ID" else "ALP"
    return "DC" if code == 0x25CC else _LIKE.get(name, name)


_LETTER_OF = {ord(char): ord(_LETTERS[name, False]) for name, chars in _COMMON.items() for char in chars}
_CLASSES = _Classes(_LETTER_OF)
_KOREAN_CLASSES = _KoreanClasses(_LETTER_OF)


_GROUPS = {
    "AL": ("AL", "DC", "ALP"),
    "ID": ("ID", "IDP"),
    "EP": ("IDP", "ALP"),
    "QU": ("QU", "Pi", "Pf"),
    "any": _NAMES,
}


def _letters(names: str) -> set[str]:
    """Return the letters of classes separated by `|`; `wide` means every class as wide as an ideograph."""
    wanted = {part for name in names.split("|") for part in _GROUPS.get(name, (name,))}
    return {
        letter for (name, wide), letter in _LETTERS.items() if name in wanted or (wide and "wide" in wanted)
    }


def _side(classes: str) -> str:
    """Return a pattern for a sequence of characters; `A|B` means either class, `A-B` means A without B."""
    found = ""
    for item in classes.split():
        taken, _, left = item.partition("-")
        found += "[" + re.escape("".join(sorted(_letters(taken) - _letters(left)))) + "]"
    return found


def _any_of(rules: str) -> str:
    """Return a pattern for the places at which one of the rules applies, in the notation of the standard."""
    sides = [map(_side, rule.split("×")) for rule in rules.strip().splitlines()]
    return "|".join([(before and f"(?<={before})") + (after and f"(?={after})") for before, after in sides])


# Places without a line break: LB11 to LB17, which also apply after spaces (here a single one).
_WITH_BLANKS = _any_of(
    """
    × WJ
    WJ ×
    GL ×
    any-SP|BA|HH|HY × GL
    × CL|CP|EX|SY
    OP ×
    OP SP ×
    BK|OP|QU|GL|SP|ZW Pi ×
    BK|OP|QU|GL|SP|ZW Pi SP ×
    × Pf SP|GL|WJ|CL|QU|CP|EX|IS|SY|BK|ZW
    any-SP × IS
    × IS any-NU
    CL|CP SP × NS
    B2 SP × B2
    B2 × B2
    """
)
# LB19 and LB19a, which apply only without spaces.
_AT_QUOTES = _any_of(
    """
    × QU-Pi
    QU-Pf ×
    any-wide × QU
    × QU any-wide
    QU × any-wide
    any-wide QU ×
    """
)
# LB20a to LB30b, which LB20 limits: a line may break on both sides of a contingent break (CB).
_WITHIN_WORDS = _any_of(
    """
    BK|SP|ZW|CB|GL HY|HH × AL|HL
    × BA|HH|HY|NS
    BB ×
    HL HY|HH × any-HL
    SY × HL
    × IN
    AL|HL × NU
    NU × AL|HL
    PR × ID|EB|EM
    ID|EB|EM × PO
    PR|PO × AL|HL
    AL|HL × PR|PO
    PR|PO × OP NU
    PR|PO × OP IS NU
    PR|PO|HY|IS × NU
    JL × JL|JV|H2|H3
    JV|H2 × JV|JT
    JT|H3 × JT
    JL|JV|JT|H2|H3 × PO
    PR × JL|JV|JT|H2|H3
    AL|HL × AL|HL
    AP × AK|DC|AS
    AK|DC|AS × VF|VI
    AK|DC|AS VI × AK|DC
    AK|DC|AS × AK|DC|AS VF
    IS × AL|HL
    AL|HL|NU × OP-wide
    CP-wide × AL|HL|NU
    EB|EP × EM
    """
)
_SP, _ZW, _CB, _MARK, _NU = (_side(name) for name in ("SP", "ZW", "CB", "CM|ZWJ", "NU"))
_JOINED = (
    f"(?:(?={_side('SP|ZW|BK')})|(?<!{_ZW})(?<!{_ZW}{_SP})(?:{_WITH_BLANKS}"
    f"|(?<!{_SP})(?:{_AT_QUOTES}|(?<!{_CB})(?!{_CB})(?:{_WITHIN_WORDS}))))"
)
# Letters, a number with its signs (LB25), a flag (LB30a), or any other character.
_ONE = (
    f"(?:{_side('AL-DC|EP')}++|{_NU}{_side('NU|SY|IS')}*+(?:{_side('CL|CP')}?+{_side('PO|PR')})?+"
    f"|{_side('RI RI')}|.)"
)
# Common cases first, for speed: a word with a space, an ideograph next to another.
_PLAIN = (
    f"{_side('AL|NU-DC|EP')}++(?:{_side('IS|EX|CL')}?+{_SP}(?={_side('AL|NU|OP|Pi|ID')})|(?={_side('ID')}))"
    f"|{_side('ID-EP')}(?={_side('ID|AL')})"
)
_PIECE = re.compile(f"{_PLAIN}|{_ONE}(?:{_JOINED}{_ONE})*+", re.DOTALL)
_UNSEEN = re.compile(f"{_MARK}|{_SP}{_SP}")
# Spaces; a character with its marks (LB9); marks without a base, which count as letters (LB10).
_SEEN = re.compile(f"{_SP}++|{_side('any-SP|ZW|BK')}{_MARK}*+|.", re.DOTALL)
_ALONE = str.maketrans(dict.fromkeys(_letters("CM|ZWJ"), _LETTERS["AL", False]))
_JOINER = _LETTERS["ZWJ", False]
_END = _LETTERS["BK", False]


def break_places(text: str, korean: bool = False) -> list[int]:
    """Return the places where a line may end, including the end of the text, without a dictionary."""
    kinds = text.translate(_KOREAN_CLASSES if korean else _CLASSES)
    if not _UNSEEN.search(kinds):
        return _places(kinds)
    seen = [match[0] for match in _SEEN.finditer(kinds)]
    ends = list(accumulate(map(len, seen)))
    found = _places("".join([part[0] for part in seen]).translate(_ALONE))
    # There is no break after a joiner (LB8a).
    return [ends[at - 1] for at in found[:-1] if seen[at - 1][-1] != _JOINER] + ends[-1:]


def _places(kinds: str) -> list[int]:
    """Return the break places in encoded text without marks or repeated spaces."""
    if not kinds:
        return []
    found = [match.end() - 1 for match in _PIECE.finditer(f"{_END}{kinds}{_END}", 1)]
    # The last piece includes the end marker.
    found[-1] = len(kinds)
    return found
