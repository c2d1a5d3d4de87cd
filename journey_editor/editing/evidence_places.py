"""Places on a map that a text may back: those whose words it shares. Rare words count most."""

import re
from collections.abc import Iterator
from itertools import takewhile
from math import log

from journey_editor.foundation.emphasis import plain
from journey_editor.model.document import Queries

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 3
"""Minimum length of a word that counts, in characters; shorter ones are in nearly all texts."""
_STEM = 4
"""Length of the beginning that words of the same stem share at least, in characters."""
_SHARE = 0.55
"""Share of the longer word that the common beginning of words of the same stem has at least."""
_COMMON = 0.25
"""Share of the texts above which a word that they have says nothing."""
_UNSPACED = 0x2E80
"""First character of the scripts whose words are not separated: pairs of characters count instead."""


def suggested_places(document: Queries, journey_id: str, text: str, limit: int = 5) -> list[str]:
    """Return the cards and stages of a journey that share words with a text, the best ones first.

    A word that few of them have says more than one that many have. Words of the same stem are the same.
    """
    texts = {card.id: card.text for card in document.cards_of(journey_id)}
    texts |= {stage.id: f"{stage.name} {stage.goal}" for stage in document.stages_of(journey_id)}
    having: dict[str, set[str]] = {}
    for record_id, said in texts.items():
        for word in words_in(said):
            having.setdefault(word, set()).add(record_id)
    stems: dict[str, list[str]] = {}
    for word in having:
        stems.setdefault(word[:_STEM], []).append(word)
    scores, common = dict.fromkeys(texts, 0.0), max(2.0, _COMMON * len(texts))
    for word in words_in(text):
        found = {
            each for other in stems.get(word[:_STEM], ()) if _akin(word, other) for each in having[other]
        }
        for each in found if len(found) <= common else ():
            scores[each] += log(1 + len(texts) / len(found))
    best = sorted((each for each in scores if scores[each]), key=scores.__getitem__, reverse=True)
    return best[:limit]


def words_in(text: str) -> set[str]:
    """Return the words of a text that count, case-folded."""
    return {each for word in _WORD.findall(plain(text).casefold()) for each in _parts(word)}


def _parts(word: str) -> Iterator[str]:
    if max(map(ord, word)) >= _UNSPACED:
        yield from (word[at : at + 2] for at in range(len(word) - 1))
    elif len(word) >= _SHORTEST:
        yield word


def _akin(word: str, other: str) -> bool:
    if word == other:
        return True
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, other, strict=False)))
    return shared >= max(_STEM, _SHARE * max(len(word), len(other)))
