"""Line breaks in scripts without spaces between words: Thai, Lao, Khmer and Burmese.

Thai words are found with a list of words. There is no such list for the other scripts: a line may break
between syllables if the letters show where these end, and never within a unit that cannot be divided.
"""

import lzma
import re
from functools import cache, lru_cache

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.resources import resources

# Not compiled yet: few maps need it, and each start would wait for it.
_THAI = "[\u0e01-\u0e3a\u0e40-\u0e4e]+"
# A letter with the characters that cannot begin a line, after vowels that are written before it.
_THAI_CLUSTER = "[\u0e40-\u0e44]*[^\u0e40-\u0e44][\u0e2f\u0e30-\u0e3a\u0e45-\u0e4e]*|[\u0e40-\u0e44]+"
_LONGEST_WORD = 30
_UNKNOWN = 16
"""Cost of a cluster that is in no known word; a known word costs 1."""
_ASKED_EACH = 256
"""Number of clusters between two checks for cancellation."""

_LAO_SIGNS = "\u0eaf-\u0ebd\u0ec6-\u0ecd"
_KHMER_SIGNS = "\u17b4-\u17d1\u17d7\u17dd"
_BURMESE_SIGNS = "\u102b-\u1038\u103b-\u103e"
_SYLLABLES = (
    # A vowel that is written before its letter, the letter, its vowels and marks, and a final letter.
    f"(?P<lao>[\u0ec0-\u0ec4]?[\u0e81-\u0eae\u0edc-\u0edf](?:ວ(?=[ັາ]))?[{_LAO_SIGNS}]*"
    f"(?:ອ(?![{_LAO_SIGNS}]))?"
    f"(?:[ກງຍດນມບຣວ](?![{_LAO_SIGNS}]))?)"
    # A letter, letters subjoined with a coeng (U+17D2), vowels and marks, and a final letter.
    f"|(?P<khmer>[\u1780-\u17b3](?:\u17d2[\u1780-\u17b3]|[{_KHMER_SIGNS}])*"
    f"(?:[\u1780-\u17a2](?![\u17d2{_KHMER_SIGNS}]))?)"
    # A letter, letters stacked on it (U+1039), vowels and marks, and final letters with an asat (U+103A) or
    # with other letters stacked on them.
    f"|(?P<burmese>[\u1000-\u102a\u103f\u104e](?:\u1039[\u1000-\u102a]|[\u103a{_BURMESE_SIGNS}])*"
    f"(?:[\u1000-\u102a](?:\u1039[\u1000-\u102a]|[{_BURMESE_SIGNS}])*\u103a[\u103a{_BURMESE_SIGNS}]*"
    f"|[\u1000-\u102a]\u1039[\u1000-\u102a][{_BURMESE_SIGNS}]*)*)"
)
_ANY = re.compile("[\u0e01-\u0ecd\u0edc-\u0edf\u1000-\u104e\u1780-\u17dd]")


def unspaced_breaks(text: str) -> list[int]:
    """Return the places within text in these scripts where a line may end, in order, without its ends."""
    if not _ANY.search(text):
        return []
    found: list[int] = []
    for match in re.finditer(_THAI, text):
        found.extend([match.start() + at for at in _thai_breaks(match[0])])
    before = None
    for match in re.finditer(_SYLLABLES, text):
        if before is not None and before.end() == match.start() and before.lastgroup == match.lastgroup:
            found.append(match.start())
        before = match
    return sorted(found)


@lru_cache(maxsize=1024)
def _thai_breaks(text: str) -> tuple[int, ...]:
    """Return where the words in a stretch of Thai letters begin, except the first; it uses the fewest words.

    Letters that are in no known word get no breaks. If needed, the caller breaks between any two of them.
    """
    words = _thai_words()
    places = [0, *(match.end() for match in re.finditer(_THAI_CLUSTER, text))]
    # For each place: the cost to reach it, the place before it, and True if a known word leads to it.
    ways: list[tuple[int, int, bool]] = [(0, 0, True)] + [(len(text) * _UNKNOWN + 1, 0, False)] * (
        len(places) - 1
    )
    for at, start in enumerate(places[:-1]):
        if at % _ASKED_EACH == 0:
            raise_if_cancelled()
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
            # A single remaining letter is added to the end of the word before it.
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
