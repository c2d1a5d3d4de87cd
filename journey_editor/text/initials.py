"""Initials of names, in any script."""

import re

from journey_editor.text.segmentation import grapheme_boundaries

_TURKISH = re.compile("[ıİğĞşŞ]")
_JOINED = re.compile(
    "[\u0620-\u06ff\u0710-\u074f\u0750-\u077f\u07ca-\u07ea\u08a0-\u08c7\u1820-\u18aa\U0001e900-\U0001e943]"
)
# Vowels that are written before the initial letter of their syllable.
_VOWELS_BEFORE = re.compile("^[\u0e40-\u0e44\u0ec0-\u0ec4]+")
# Scripts whose syllables are as wide as words elsewhere: only the first letter is used.
_SYLLABIC = re.compile("[\u0900-\u109f\u1780-\u17ff]")

_NUMBER = re.compile(r"\d{1,2}(?=\s*$)")
"""Number at the end of a name."""


def initials(name: str) -> str:
    """Return the initials of a name: one or two letters, from the first and the last word.

    If the name ends with a number ("User12"), the second one is its last two digits.
    """
    words = [word for word in name.split() if word[0].isalnum()] or name.split()
    if not words:
        return "?"
    letters = [_first_letter(word) for word in (words[0], *words[1:][-1:])]
    number = _NUMBER.search(name)
    if number and not words[0][0].isdecimal():
        letters = [letters[0], number[0]]
    if _TURKISH.search(name):
        # In Turkish, i and ı are two letters with different capitals.
        letters = [letter.replace("i", "İ") for letter in letters]
    # A zero-width non-joiner prevents the two initials from joining in cursive scripts.
    return "\u200c".join(letters).upper() if _JOINED.match(letters[0]) else "".join(letters).upper()


def _first_letter(word: str) -> str:
    """Return the first letter of a word with its accents; an emoji may consist of several characters."""
    word = _VOWELS_BEFORE.sub("", word) or word
    return word[0] if _SYLLABIC.match(word) else word[: grapheme_boundaries(word)[1]]
