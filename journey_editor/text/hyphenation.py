"""Hyphenation by language: the patterns of pyphen, a rule, or soft hyphens in the text.

The pattern files are read here because pyphen takes most of a second to load those for German and Hungarian.
Here a pattern is parsed when a word first needs it.
"""

import re
from functools import cache, lru_cache

SOFT_HYPHEN = "\u00ad"
_SHORTEST_WORD = 6
_SHORTEST_PART = 3
# Longer sequences of letters are not words.
_LONGEST_WORD = 100
# Languages that need no patterns: a syllable begins at each consonant that is followed by a vowel.
_BY_SYLLABLES = frozenset({"fi", "tr", "az", "tk", "crh", "gag", "haw", "mi", "sm", "to", "ty", "hy", "ka"})
_VOWELS = "aeiouyåäöüıəâîûāēīōūýաեէըիոօაეიოუ"
# Not compiled yet: few maps need it, and each start would wait for it.
_SYLLABLE = f"[^\\W{_VOWELS}ւ\\d_]յ?[{_VOWELS}]"
_DIGITS = re.compile("[0-9]")
_HEXADECIMAL = re.compile(r"\^\^([0-9a-f]{2})")


@lru_cache(maxsize=8192)
def hyphen_positions(word: str, language: str) -> tuple[int, ...]:
    """Return the places where a word of letters may be divided with a hyphen.

    `language` is a tag such as `de` or `pt-BR`. There are no places if it has neither patterns nor a rule.
    """
    if not _SHORTEST_WORD <= len(word) <= _LONGEST_WORD or len(word.lower()) != len(word):
        return ()
    places: list[int] = []
    for place in _divisions(word.lower(), language):
        inside = _SHORTEST_PART <= place <= len(word) - _SHORTEST_PART
        # A one-letter syllable means that the patterns take parts of two words for one: Mit-a-r-bei-ter.
        if inside and (not places or place - places[-1] > 1):
            places.append(place)
    return tuple(places)


def _divisions(word: str, language: str) -> list[int]:
    """Return every place where the patterns divide a word.

    A pattern gives each place in a sequence of letters a strength; odd ones allow a division, even ones
    prevent it, and the highest applies (F. M. Liang, Word Hy-phen-a-tion by Com-put-er, 1983).
    """
    if re.split("[-_]", language.lower())[0] in _BY_SYLLABLES:
        return [match.start() for match in re.finditer(_SYLLABLE, word)]
    patterns = _patterns(language)
    dotted = f".{word}."
    strengths = [0] * (len(dotted) + 1)
    for start in range(len(dotted)):
        for end in range(start + 1, len(dotted) + 1):
            pattern = patterns.get(dotted[start:end])
            if pattern is None:
                continue
            for place, strength in _strengths(pattern):
                strengths[start + place] = max(strengths[start + place], strength)
    return [place - 1 for place, strength in enumerate(strengths) if strength % 2]


def _strengths(pattern: str) -> list[tuple[int, int]]:
    """Return the places in a pattern, counted in letters, with their strengths."""
    letters, _, respelled = pattern.partition("/")
    found: list[tuple[int, int]] = []
    place = 0
    for char in letters:
        if "0" <= char <= "9":
            # A division that would change the spelling is prevented: the text is never altered.
            found.append((place, int(char) + (int(char) % 2 if respelled else 0)))
        else:
            place += 1
    return found


@cache
def _patterns(language: str) -> dict[str, str]:
    """Return the patterns of a language by their letters; an empty dictionary if there are none."""
    # Imported here because no word of most maps must be hyphenated.
    import pyphen

    found = pyphen.language_fallback(language.replace("-", "_"))
    if found is None:
        return {}
    file = pyphen.LANGUAGES[found]
    encoding = file.read_bytes().partition(b"\n")[0].decode("ascii").strip()
    text = file.read_text(encoding="cp1251" if encoding.lower() == "microsoft-cp1251" else encoding)
    text = _HEXADECIMAL.sub(lambda match: chr(int(match[1], 16)), text)
    # Comments and settings also become patterns, but match no word: they begin with signs or have capitals.
    lines = [line.strip() for line in text.split("\n")]
    keys = _DIGITS.sub("", "\n".join([line.partition("/")[0] for line in lines])).split("\n")
    return dict(zip(keys, lines, strict=True))
