"""Search of the command palette: names, synonyms, one typing error, and letters in order."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from journey_editor.foundation.quick_dataclass import dataclass

_IS_NAME, _BEGINS, _STARTS_A_WORD, _SYNONYM, _INSIDE, _TYPING_ERROR, _IN_ORDER = range(7)
"""Qualities of a match, the best first."""
_SHORTEST_WITH_ERROR = 4
"""Minimum number of letters of a word that may contain a typing error."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Searchable:
    """Command as the search sees it: id, names (one a line), synonyms, and whether it is enabled."""

    id: str
    names: str
    synonyms: str = ""
    enabled: bool = True


def search(commands: Sequence[Searchable], words: str, recent: Sequence[str] = ()) -> list[str]:
    """Return the ids of the commands that match all words: first enabled, then good, then recent ones.

    Without words these are all enabled commands. A typing error is only assumed if nothing matches exactly,
    and letters in order are only searched if there are no words with a typing error either.
    """
    wanted = _WORD.findall(words.casefold())
    found = [(quality, each) for each in commands if (quality := _quality(each, wanted)) is not None]
    if not wanted:
        found = [(quality, each) for quality, each in found if each.enabled]
    for worst in (_INSIDE, _TYPING_ERROR):
        good = [(quality, each) for quality, each in found if quality <= worst]
        if good:
            found = good
            break
    ages = {command: age for age, command in enumerate(recent)}
    found.sort(key=lambda pair: (not pair[1].enabled, pair[0], ages.get(pair[1].id, len(ages))))
    return [each.id for _, each in found]


def _quality(command: Searchable, wanted: list[str]) -> int | None:
    """Return the quality of the worst word, or None if a word does not match."""
    name = command.names.casefold()
    if wanted and any(_words_of(each) == wanted for each in name.splitlines()):
        return _IS_NAME
    worst = _BEGINS
    for word in wanted:
        quality = _quality_of_word(name, command.synonyms.casefold(), word)
        if quality is None:
            break
        worst = max(worst, quality)
    else:
        return worst
    letters = "".join(wanted)
    return _IN_ORDER if len(letters) > 1 and _has_in_order(name, letters) else None


@lru_cache(2_000)
def _words_of(text: str) -> list[str]:
    """Return the words of a text. The same texts are searched after each letter."""
    return _WORD.findall(text)


def _quality_of_word(name: str, synonyms: str, word: str) -> int | None:
    of_name, of_synonyms = _words_of(name), _words_of(synonyms)
    if name.startswith(word):
        return _BEGINS
    if any(each.startswith(word) for each in of_name):
        return _STARTS_A_WORD
    if any(each.startswith(word) for each in of_synonyms):
        return _SYNONYM
    if word in name:
        return _INSIDE
    if len(word) >= _SHORTEST_WITH_ERROR and any(_nearly(word, each) for each in (*of_name, *of_synonyms)):
        return _TYPING_ERROR
    return None


def _nearly(typed: str, word: str) -> bool:
    """Return True if `typed` becomes the beginning of `word` by changing one letter or swapping two."""
    if typed[0] != word[0] and typed[1:2] != word[1:2] and typed[:2] != word[1::-1]:
        # At most one of the first letters may be wrong.
        return False
    return any(_differ_by_one(typed, word[:length]) for length in _lengths(typed, word))


def _lengths(typed: str, word: str) -> Iterator[int]:
    yield from (each for each in (len(typed), len(typed) - 1, len(typed) + 1) if each <= len(word))


def _differ_by_one(one: str, other: str) -> bool:
    """Return True if one letter is wrong, missing or added, or two neighbours are swapped."""
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if start is None:
        return True
    if len(one) == len(other):
        swapped = one[start : start + 2] == other[start + 1 : start - 1 if start else None : -1]
        return one[start + 1 :] == other[start + 1 :] or (swapped and one[start + 2 :] == other[start + 2 :])
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer[start + 1 :] == shorter[start:]


def _has_in_order(name: str, letters: str) -> bool:
    """Return True if `name` has these letters in this order, the first one at the beginning of a word."""
    for word in _WORD.finditer(name):
        rest = iter(name[word.start() :])
        if name[word.start()] == letters[0] and all(letter in rest for letter in letters):
            return True
    return False
