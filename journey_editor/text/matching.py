"""Search in texts: equivalent spellings are found, and the spans are those of the text itself."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import overload

from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.text.segmentation import grapheme_boundaries
from journey_editor.text.word_boundaries import is_word_boundary

Span = tuple[int, int]
"""Start and end of a part of a text."""

_SEPARATOR = "\0"
"""Character between joined texts. No text contains it."""
_BLANKS = " \t\u00a0\u2007\u2009\u202f"
_BLANK = f"[{_BLANKS}]"
# Their lengths are limited, so that a search takes no more than linear time.
_BLANK_OR_LINE_END = f"(?:[ \t]{{0,2}}\n[ \t\n]{{0,8}}|{_BLANK})"
_ALIKE = {sign: f"[{alike}]" for alike in ("'’‘ʼ", '"“”„', "iı", "-\u2010\u2011") for sign in alike}
_ALIKE["-"] = _ALIKE["\u2010"] = _ALIKE["\u2011"] = "[\\-\u2010\u2011]"
_IGNORED = ("\u00ad", "\u200b", "\u2060")
"""Soft hyphen, zero-width space and word joiner: they only control line breaks."""


@dataclass(frozen=True, slots=True)
class Query:
    """Searched text. It is found in any case unless `case` is true, and in words unless `words` is true."""

    text: str
    case: bool = False
    words: bool = False


class Matcher:
    """Finds a query in texts.

    A space in the query also matches a line break. Typographic and straight quotation marks are the same, and
    so are composed and decomposed letters.
    """

    def __init__(self, query: Query) -> None:
        self._case = query.case
        self._words = query.words
        folded = "".join(_folded(each, self._case) for each in _clusters(query.text.replace(_SEPARATOR, "")))
        within = range(len(folded) - len(folded.lstrip(_BLANKS)), len(folded.rstrip(_BLANKS)))
        parts = [self._part(sign, at in within) for at, sign in enumerate(folded)]
        self._pattern = re.compile("".join(parts)) if folded else None

    def _part(self, sign: str, within: bool) -> str:
        if sign in _BLANKS:
            return _BLANK_OR_LINE_END if within else _BLANK
        if self._case and sign in "iı":
            return sign
        return _ALIKE.get(sign) or re.escape(sign)

    def spans(self, text: str) -> list[Span]:
        """Return the places of the query in a text, in order. They do not overlap."""
        return self.spans_in(Texts([text]))

    def spans_in(self, texts: "Texts") -> list[Span]:
        """Return the places of the query in several texts, in order, each as a span of the joined texts."""
        if self._pattern is None:
            return []
        folded, mapped = texts.folded(self._case)
        found = self._plain(texts, folded, self._pattern)
        if not mapped:
            return found
        for index, text in mapped:
            first = texts.starts[index]
            spans = self._mapped(texts[index], text, self._pattern)
            found += [(first + start, first + end) for start, end in spans]
        return sorted(found)

    def _plain(self, texts: "Texts", folded: str, pattern: "re.Pattern[str]") -> list[Span]:
        """Return the places in the texts whose folded characters have the same places."""
        if texts.allow_all and not self._words:
            return [match.span() for match in pattern.finditer(folded)]
        found = []
        starts, allows = texts.starts, texts.allows
        index, first, after = -1, 0, 0
        position = 0
        while (match := pattern.search(folded, position)) is not None:
            start, end = match.span()
            if start >= after:
                index = bisect_right(starts, start, index + 1) - 1
                first, after = starts[index], starts[index + 1]
            span = (start - first, end - first)
            if allows(index, *span) and (not self._words or _is_word(texts[index], *span)):
                found.append((start, end))
                position = end
            else:
                position = start + 1
        return found

    def _mapped(self, text: str, folded: "_Folded", pattern: "re.Pattern[str]") -> list[Span]:
        found = []
        position = 0
        while (match := pattern.search(folded.text, position)) is not None:
            start, end = folded.starts[match.start()], folded.ends[match.end() - 1]
            if start >= 0 and end >= 0 and (not self._words or _is_word(text, start, end)):
                found.append((start, end))
                position = match.end()
            else:
                position = match.start() + 1
        return found


class Texts(Sequence[str]):
    """Texts prepared for several searches: they are joined, so that a pattern runs through all at once."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self.starts = [0, *accumulate(len(text) + 1 for text in texts)]
        """Start of each text in the joined text, and the end of that."""
        self._joined = _SEPARATOR.join(texts)
        self._prepared: dict[bool, tuple[str, list[tuple[int, _Folded]]]] = {}
        self._boundaries: dict[int, frozenset[int] | None] = {}
        self.allow_all = self._joined.isascii()
        """True if no text has grapheme clusters of several characters."""

    @overload
    def __getitem__(self, index: int) -> str: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...

    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        return self._texts[index]

    def __len__(self) -> int:
        return len(self._texts)

    def folded(self, case: bool) -> "tuple[str, list[tuple[int, _Folded]]]":
        """Return the joined folded texts, and the texts whose characters move when they are folded.

        Separators take the place of the latter in the joined text, so that nothing is found there.
        """
        if case not in self._prepared:
            self._prepared[case] = self._prepare(case)
        return self._prepared[case]

    def _prepare(self, case: bool) -> "tuple[str, list[tuple[int, _Folded]]]":
        if self.allow_all:
            return (self._joined if case else self._joined.lower()), []
        parts = []
        mapped = []
        for index, text in enumerate(self._texts):
            plain = text if case else text.casefold()
            if text.isascii() or _is_same_length(text, plain):
                parts.append(plain)
            else:
                parts.append(_SEPARATOR * len(text))
                mapped.append((index, _Folded.of(text, case)))
        return _SEPARATOR.join(parts), mapped

    def allows(self, index: int, start: int, end: int) -> bool:
        """Return whether a span of a text divides none of its grapheme clusters."""
        if self.allow_all:
            return True
        if index not in self._boundaries:
            places = grapheme_boundaries(self._texts[index])
            self._boundaries[index] = None if isinstance(places, range) else frozenset(places)
        allowed = self._boundaries[index]
        return allowed is None or (start in allowed and end in allowed)


@dataclass(frozen=True, slots=True)
class _Folded:
    """Folded text with the places in the text itself.

    `starts` and `ends` have the place at which a character begins and ends there, or −1 if it is a further or
    an earlier character of a folded cluster.
    """

    text: str
    starts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, text: str, case: bool) -> "_Folded":
        starts: list[int] = []
        ends: list[int] = []
        parts = []
        at = 0
        for cluster in _clusters(text):
            part = _folded(cluster, case)
            if part:
                parts.append(part)
                starts += [at, *[-1] * (len(part) - 1)]
                ends += [*[-1] * (len(part) - 1), at + len(cluster)]
            at += len(cluster)
        return cls("".join(parts), starts, ends)


def _is_word(text: str, start: int, end: int) -> bool:
    return is_word_boundary(text, start) and is_word_boundary(text, end)


def _is_same_length(text: str, folded: str) -> bool:
    """Return whether each character of a text was folded to exactly one, as `_folded` would do it."""
    return (
        len(text) == len(folded)
        and unicodedata.is_normalized("NFC", text)
        and unicodedata.is_normalized("NFC", folded)
        and not any(each in text for each in _IGNORED)
    )


def _clusters(text: str) -> list[str]:
    places = grapheme_boundaries(text)
    return [text[start:end] for start, end in pairwise(places)]


def _folded(cluster: str, case: bool) -> str:
    """Return a grapheme cluster in the form in which it is compared."""
    if cluster in _IGNORED:
        return ""
    composed = unicodedata.normalize("NFC", cluster)
    if case:
        return composed
    # The Turkish capital İ is folded to an i with a dot above.
    return unicodedata.normalize("NFC", composed.casefold()).replace("i\u0307", "i")
