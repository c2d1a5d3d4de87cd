"""Word boundaries of UAX #29, at single places of a text.

Words of scripts without spaces are found as for line breaks.
"""

import unicodedata
from functools import lru_cache

from journey_editor.text.unicode_tables import properties_of
from journey_editor.text.unspaced_scripts import unspaced_breaks

_NEWLINES = "\n\r\v\f\x85\u2028\u2029"
_MID_NUMBER_AND_LETTER = ".\u2018\u2019\u2024\ufe52\uff07\uff0e"
_MID_LETTER = ":\u00b7\u0387\u055f\u05f4\u2027\ufe13\ufe55\uff1a"
_MID_NUMBER = ",;\u037e\u0589\u060c\u060d\u066c\u07f8\u2044\ufe10\ufe14\ufe50\ufe54\uff0c\uff1b"
_FURTHER_KATAKANA = "\u3031\u3032\u3033\u3034\u3035\u309b\u309c\u30a0\u30fc\uff70"
# Letters of these line-break classes are not joined to words.
_SEPARATE = ("ID", "CJ", "NS", "SA")

# Classes: n newline, e extending mark or format character, z joiner, r regional indicator, s space,
# k Katakana, h Hebrew letter, a other letter, d digit, u underscore, q and Q single and double quote, b mid
# number or letter, l mid letter, m mid number, t letter of a script without spaces, o other.
_LETTERS = "ah"
_WORD = "ahdk"
_WITHIN_WORD = "lbq"
_WITHIN_NUMBER = "mbq"


def is_word_boundary(text: str, at: int) -> bool:
    """Return whether a word, or a character between words, begins or ends at a place of a text."""
    if not 0 < at < len(text):
        return bool(text)
    before, after = _class(text[at - 1]), _class(text[at])
    if before == "n" or after == "n":
        return text[at - 1 : at + 1] != "\r\n"
    if after in "ez" or (before == "z" and properties_of(ord(text[at])).pictographic):
        return False
    if before == after == "s":
        return False
    left = _previous(text, at)
    before = _class(text[left]) if left >= 0 else "o"
    if before == after == "t":
        return at in _unspaced(text)
    if before == after == "r":
        return _flags_before(text, at) % 2 == 0
    return not _joined(text, left, before, at, after)


def _joined(text: str, left: int, before: str, at: int, after: str) -> bool:
    """Return whether two characters that differ from marks belong to one word."""
    if before in _WORD and after in _WORD:
        return (before == "k") == (after == "k")
    if "u" in (before, after):
        return all(each in "ahdku" for each in (before, after))
    if before in _LETTERS and after in _WITHIN_WORD:
        return (before == "h" and after == "q") or _class_after(text, at) in _LETTERS
    if before in _WITHIN_WORD and after in _LETTERS:
        return _class_before(text, left) in _LETTERS
    if before == "h" and after == "Q":
        return _class_after(text, at) == "h"
    if before == "Q" and after == "h":
        return _class_before(text, left) == "h"
    if before == "d" and after in _WITHIN_NUMBER:
        return _class_after(text, at) == "d"
    return before in _WITHIN_NUMBER and after == "d" and _class_before(text, left) == "d"


def _previous(text: str, at: int) -> int:
    """Return the place of the character before `at`, without the marks on it, or −1."""
    at -= 1
    while at > 0 and _class(text[at]) in "ez" and _class(text[at - 1]) != "n":
        at -= 1
    return at


def _class_before(text: str, at: int) -> str:
    left = _previous(text, at)
    return _class(text[left]) if left >= 0 else "o"


def _class_after(text: str, at: int) -> str:
    """Return the class of the character after the one at `at` and its marks."""
    at += 1
    while at < len(text) and _class(text[at]) in "ez":
        at += 1
    return _class(text[at]) if at < len(text) else "o"


def _flags_before(text: str, at: int) -> int:
    """Return the number of regional indicators before a place; two of them are a flag."""
    count = 0
    left = _previous(text, at)
    while left >= 0 and _class(text[left]) == "r":
        count += 1
        left = _previous(text, left)
    return count


@lru_cache(maxsize=64)
def _unspaced(text: str) -> frozenset[int]:
    return frozenset(unspaced_breaks(text))


@lru_cache(maxsize=4096)
def _class(char: str) -> str:
    category = unicodedata.category(char)
    for letter, chars in (
        ("n", _NEWLINES),
        ("q", "'"),
        ("Q", '"'),
        ("b", _MID_NUMBER_AND_LETTER),
        ("l", _MID_LETTER),
        ("m", _MID_NUMBER),
        ("k", _FURTHER_KATAKANA),
        ("z", "\u200d"),
        ("o", "\u200b"),
        ("u", "\u202f"),
    ):
        if char in chars:
            return letter
    properties = properties_of(ord(char))
    if category in ("Mn", "Me", "Mc", "Cf") or "\U0001f3fb" <= char <= "\U0001f3ff":
        return "e"
    if category in ("Nd", "Pc"):
        return "d" if category == "Nd" else "u"
    if properties.cluster_break == "Regional_Indicator":
        return "r"
    if category == "Zs":
        return "o" if properties.line_break == "GL" else "s"
    if category[0] != "L" and category != "Nl":
        return "o"
    if properties.line_break == "SA":
        return "t"
    if "KATAKANA" in unicodedata.name(char, ""):
        return "k"
    if properties.line_break == "HL":
        return "h"
    syllable = "\ua000" <= char <= "\ua48c" or "\uac00" <= char <= "\ud7a3"
    return "o" if properties.line_break in _SEPARATE and not syllable else "a"
