"""Where words may be divided, by language: the dictionaries of pyphen, or the writer's own soft hyphens."""

from functools import cache, lru_cache

import pyphen

SOFT_HYPHEN = "\u00ad"
_SHORTEST_WORD = 6
_SHORTEST_PART = 3
# Longer letter sequences are no words, and the dictionary would be slow over them.
_LONGEST_WORD = 100


@lru_cache(maxsize=8192)
def hyphen_positions(word: str, language: str) -> tuple[int, ...]:
    """Where a word of letters may be divided with a hyphen; nowhere in a language without a dictionary."""
    if not _SHORTEST_WORD <= len(word) <= _LONGEST_WORD:
        return ()
    dictionary = _dictionary(language)
    if dictionary is None:
        return ()
    places: list[int] = []
    for place in dictionary.positions(word):
        # A few languages spell a divided word otherwise; what was written is never changed. And a syllable of
        # one letter is the dictionary taking two parts of a compound for one: Mit-a-r-bei-ter.
        if place.data is None and (not places or place - places[-1] > 1):
            places.append(int(place))
    return tuple(places)


@cache
def _dictionary(language: str) -> pyphen.Pyphen | None:
    found = pyphen.language_fallback(language.replace("-", "_"))
    return pyphen.Pyphen(lang=found, left=_SHORTEST_PART, right=_SHORTEST_PART) if found else None
