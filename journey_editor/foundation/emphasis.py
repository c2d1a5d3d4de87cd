"""Emphasis in the texts of cards and notes: `**bold**`, `*italic*` or `_italic_`, and lists of lines.

The marks are a part of those of Markdown (CommonMark, “Emphasis and strong emphasis”). They are in one line
and have a text between them. `***` is bold and italic; other rows of marks, such as `____`, are characters. A
single mark begins and ends only at the edges of words; scripts without spaces have edges everywhere. A
backslash before a mark makes it a character. A line that begins with `-`, `*` or `•` and a blank is an item
of a list.
"""

import re
from bisect import bisect_left, bisect_right

from journey_editor.foundation.memo import memoised
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.text import TEXT_LIMIT

BULLET = "\u2022 "
_MARKS = re.compile(r"\\[*_]|\*+(?![\ufe0f\u20e3])|_+|\n")
_BOLD, _ITALIC = ("**", "***"), ("*", "_", "***")
_ITEMS = re.compile(r"^([-*\u2022]) (?=\S)", re.MULTILINE)
_SPECIAL = re.compile(r"[*_]|^[-\u2022] ", re.MULTILINE)
_UNSPACED = (
    ("\u0e00", "\u0eff"), ("\u1000", "\u109f"), ("\u1780", "\u17ff"), ("\u2e80", "\ua4cf"),
    ("\uac00", "\ud7ff"), ("\uf900", "\ufaff"), ("\U00020000", "\U0003ffff"),
)  # fmt: skip
"""Characters of scripts in which words are not separated by spaces, or have endings without a space."""


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

    def source(self, at: int) -> int:
        """Return the position in the text with the marks of a character of this text."""
        before = [removed - index for index, removed in enumerate(self.removed)]
        return at + bisect_right(before, at)


def plain(text: str) -> str:
    """Return a text without the marks of its emphasis."""
    return emphasis(text).text


def escaped(text: str) -> str:
    """Return a text whose marks are characters, or the text itself if it would be too long."""
    longer = re.sub(r"[*_]", r"\\\g<0>", text)
    return longer if len(longer) <= TEXT_LIMIT else text


def without_empty_item(text: str) -> str:
    """Return a text without an item of a list at its end that was begun and has no words."""
    lines = text.split("\n")
    while len(lines) > 1 and lines[-1].strip() in ("-", "*", "\u2022") and _ITEMS.match(lines[-2]):
        lines.pop()
    return "\n".join(lines)


def is_within_word(char: str) -> bool:
    """Return whether a single mark beside this character would be within a word."""
    return char.isalnum() and not any(first <= char <= last for first, last in _UNSPACED)


def from_before_emphasis(text: str) -> str:
    """Return a text that was written before marks had a meaning, so that it still shows all of them."""
    return escaped(text) if emphasis(text).removed else text


def emphasis(text: str) -> Emphasis:
    """Read the marks of a text, in a time that is linear in its length."""
    return _emphasis(text) if _SPECIAL.search(text) else Emphasis(text)


@memoised(4096)
def _emphasis(text: str) -> Emphasis:
    marked, lists = _ITEMS.subn(BULLET, text)
    removed: list[int] = []
    pairs: list[tuple[str, int, int]] = []
    opened: dict[str, int] = {}
    for match in _MARKS.finditer(marked):
        start, end = match.span()
        mark = match[0]
        if mark == "\n":
            opened.clear()
        elif mark[0] == "\\":
            removed.append(start)
        elif mark not in (*_BOLD, *_ITALIC):
            continue
        elif mark in opened and opened[mark] + len(mark) < start and _may_end(marked, start, end, mark):
            first = opened.pop(mark)
            pairs.append((mark, first + len(mark), start))
            removed += [*range(first, first + len(mark)), *range(start, end)]
        elif _may_begin(marked, start, end, mark):
            opened[mark] = start
    gone = set(removed)
    kept = "".join([char for at, char in enumerate(marked) if at not in gone])
    found = Emphasis(kept, lists=lists > 0, removed=tuple(sorted(removed)))

    def placed(marks: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
        return tuple(
            sorted((found.place(start), found.place(end)) for mark, start, end in pairs if mark in marks)
        )

    return Emphasis(kept, placed(_BOLD), placed(_ITALIC), found.lists, found.removed)


def _may_begin(text: str, start: int, end: int, mark: str) -> bool:
    after = text[end : end + 1]
    return bool(after) and not after.isspace() and not _joins(text[max(start - 1, 0) : start], mark)


def _may_end(text: str, start: int, end: int, mark: str) -> bool:
    return not text[start - 1].isspace() and not _joins(text[end : end + 1], mark)


def _joins(beside: str, mark: str) -> bool:
    """Return whether a mark is within a word or a number, so that it is a character, by the one beside it."""
    if len(mark) > 1:
        return beside.isdigit()
    return is_within_word(beside)
