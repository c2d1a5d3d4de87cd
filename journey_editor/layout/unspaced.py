"""Where lines may break in scripts that put no blanks between words: Thai, Lao, Khmer and Burmese.

Thai words are found in a list of words. For the others no such list is carried: a line may break between
syllables as far as their letters tell them, and never within what stands or falls together.
"""

import lzma
import re
from functools import cache, lru_cache

from journey_editor.foundation.folders import resources
from journey_editor.foundation.going_on import check_now

_THAI = re.compile("[\u0e01-\u0e3a\u0e40-\u0e4e]+")
# A letter with what cannot begin a line, behind vowels that are written before it.
_THAI_CLUSTER = re.compile(
    "[\u0e40-\u0e44]*[^\u0e40-\u0e44][\u0e2f\u0e30-\u0e3a\u0e45-\u0e4e]*|[\u0e40-\u0e44]+"
)
_LONGEST_WORD = 30
_UNKNOWN = 16
"""So many words are better than a letter that is in none."""
_ASKED_EACH = 256
"""After so many letters it is asked whether to go on."""

_LAO_SIGNS = "\u0eaf-\u0ebd\u0ec6-\u0ecd"
_KHMER_SIGNS = "\u17b4-\u17d1\u17d7\u17dd"
_BURMESE_SIGNS = "\u102b-\u1038\u103b-\u103e"
_SYLLABLES = re.compile(
    # A vowel that is written before its letter, the letter, what stands on it, and a letter that ends it.
    f"(?P<lao>[\u0ec0-\u0ec4]?[\u0e81-\u0eae\u0edc-\u0edf](?:ວ(?=[ັາ]))?[{_LAO_SIGNS}]*"
    f"(?:ອ(?![{_LAO_SIGNS}]))?"
    f"(?:[ກງຍດນມບຣວ](?![{_LAO_SIGNS}]))?)"
    # A letter, what a coeng (U+17D2) puts below it, what stands on it, and a letter that ends it.
    f"|(?P<khmer>[\u1780-\u17b3](?:\u17d2[\u1780-\u17b3]|[{_KHMER_SIGNS}])*"
    f"(?:[\u1780-\u17a2](?![\u17d2{_KHMER_SIGNS}]))?)"
    # A letter, letters stacked on it (U+1039), what stands on it, and letters that an asat (U+103A) ends it
    # with, or those on which others are stacked.
    f"|(?P<burmese>[\u1000-\u102a\u103f\u104e](?:\u1039[\u1000-\u102a]|[\u103a{_BURMESE_SIGNS}])*"
    f"(?:[\u1000-\u102a](?:\u1039[\u1000-\u102a]|[{_BURMESE_SIGNS}])*\u103a[\u103a{_BURMESE_SIGNS}]*"
    f"|[\u1000-\u102a]\u1039[\u1000-\u102a][{_BURMESE_SIGNS}]*)*)"
)
_ANY = re.compile("[\u0e01-\u0ecd\u0edc-\u0edf\u1000-\u104e\u1780-\u17dd]")


def unspaced_breaks(text: str) -> list[int]:
    """Where a line may end within the words of such a script, in order; nowhere at their ends."""
    if not _ANY.search(text):
        return []
    found: list[int] = []
    for match in _THAI.finditer(text):
        found.extend([match.start() + at for at in _thai_breaks(match[0])])
    before = None
    for match in _SYLLABLES.finditer(text):
        if before is not None and before.end() == match.start() and before.lastgroup == match.lastgroup:
            found.append(match.start())
        before = match
    return sorted(found)


@lru_cache(maxsize=1024)
def _thai_breaks(text: str) -> tuple[int, ...]:
    """Where the words of a stretch of Thai letters begin but the first: the fewest that make it up.

    Letters in no known word are no places to break; whoever needs one there breaks between any two of them.
    """
    words = _thai_words()
    places = [0, *(match.end() for match in _THAI_CLUSTER.finditer(text))]
    # For each place: what the way to it costs, from which place it comes, and whether by a known word.
    ways: list[tuple[int, int, bool]] = [(0, 0, True)] + [(len(text) * _UNKNOWN + 1, 0, False)] * (
        len(places) - 1
    )
    for at, start in enumerate(places[:-1]):
        if at % _ASKED_EACH == 0:
            check_now()
        cost = ways[at][0]
        if cost + _UNKNOWN < ways[at + 1][0]:
            ways[at + 1] = (cost + _UNKNOWN, at, False)
        for to in range(at + 1, len(places)):
            end = places[to]
            if end - start > _LONGEST_WORD:
                break
            if cost + 1 < ways[to][0] and text[start:end] in words:
                ways[to] = (cost + 1, at, True)
    found: list[int] = []
    at, unknown = len(places) - 1, 0
    while at:
        _, before, known = ways[at]
        if unknown and known and unknown > 1:
            # A single letter that is left over rather ends the word before it.
            found.append(places[at])
        unknown = 0 if known else unknown + 1
        if known and before:
            found.append(places[before])
        at = before
    return tuple(sorted(found))


@cache
def _thai_words() -> frozenset[str]:
    data = (resources() / "words" / "thai.txt.xz").read_bytes()
    return frozenset(lzma.decompress(data).decode("utf-8").split("\n"))
