"""Emphasis in the texts of cards and notes: `**bold**`, `*italic*` or `_italic_`, and lists of lines.

The marks are those of Markdown (CommonMark, “Emphasis and strong emphasis”), but without nesting rules: a
single mark begins and ends only at the edges of words. A backslash before a mark makes it a character. A line
that begins with `-`, `*` or `•` and a blank is an item of a list.
"""

import re
from bisect import bisect_left

from journey_editor.foundation.memo import memoised
from journey_editor.foundation.quick_dataclass import dataclass

BULLET = "\u2022 "
_MARKS = re.compile(r"\\[*_]|\*\*|[*_]")
_ITEMS = re.compile(r"^([-*\u2022]) (?=\S)", re.MULTILINE)
_SPECIAL = re.compile(r"[*_]|^[-\u2022] ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Text without its marks: the ranges of it that are bold or italic, and whether it has lists."""

    text: str
    bold: tuple[tuple[int, int], ...] = ()
    italic: tuple[tuple[int, int], ...] = ()
    lists: bool = False
    removed: tuple[int, ...] = ()
    """Positions of the removed characters in the text with the marks, in ascending order."""

    @property
    def is_plain(self) -> bool:
        """True if the text has no marks."""
        return not (self.removed or self.lists)

    def place(self, at: int) -> int:
        """Return the position in this text of a position in the text with the marks."""
        return at - bisect_left(self.removed, at)


def plain(text: str) -> str:
    """Return a text without the marks of its emphasis."""
    return emphasis(text).text


def escaped(text: str) -> str:
    """Return a text whose marks are characters, so that it is shown as it is typed."""
    return re.sub(r"[*_]", r"\\\g<0>", text)


@memoised(4096)
def emphasis(text: str) -> Emphasis:
    """Read the marks of a text, in a time that is linear in its length."""
    if not _SPECIAL.search(text):
        return Emphasis(text)
    marked, lists = _ITEMS.subn(BULLET, text)
    removed: list[int] = []
    pairs: dict[str, list[tuple[int, int]]] = {"**": [], "*": [], "_": []}
    opened: dict[str, int] = {}
    for match in _MARKS.finditer(marked):
        start, end = match.span()
        mark = match[0]
        if mark[0] == "\\":
            removed.append(start)
        elif mark in opened and _may_end(marked, start, end, mark):
            first = opened.pop(mark)
            pairs[mark].append((first + len(mark), start))
            removed += [*range(first, first + len(mark)), *range(start, end)]
        elif _may_begin(marked, start, end, mark):
            opened[mark] = start
    removed.sort()
    gone = set(removed)
    found = Emphasis(
        "".join([char for at, char in enumerate(marked) if at not in gone]), removed=tuple(removed)
    )

    def placed(*ranges: tuple[int, int]) -> tuple[tuple[int, int], ...]:
        return tuple(sorted((found.place(start), found.place(end)) for start, end in ranges))

    return Emphasis(
        found.text, placed(*pairs["**"]), placed(*pairs["*"], *pairs["_"]), lists > 0, found.removed
    )


def _may_begin(text: str, start: int, end: int, mark: str) -> bool:
    after = text[end : end + 1]
    in_word = mark != "**" and text[max(start - 1, 0) : start].isalnum()
    return bool(after) and not after.isspace() and not in_word


def _may_end(text: str, start: int, end: int, mark: str) -> bool:
    in_word = mark != "**" and text[end : end + 1].isalnum()
    return not text[start - 1].isspace() and not in_word
