"""Mermaid diagrams in fenced code blocks of Markdown."""

import re

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.quick_dataclass import dataclass

_OPENING = re.compile(r"(?P<fence>`{3,}|~{3,}|:{3,})[ \t]*(?P<info>.*)")
_QUOTE = re.compile(r"[ \t]{0,3}>[ \t]?")
_LIST_ITEM = re.compile(r"(?:[-*+]|[0-9]{1,9}[.)])[ \t]+")


@dataclass(frozen=True, slots=True)
class Fence:
    """Text of a diagram, and the line of the file on which it begins, counted from 1."""

    text: str
    line: int


def find_fences(markdown: str) -> list[Fence]:
    """Return the contents of blocks marked `mermaid`, with backticks, tildes, or the colons of Azure wikis.

    Blocks may be indented, be in lists and quotations, and lack their end; a fence inside a block is part of
    its text. The indentation of the opening line is removed from every line. Raises `CancelledError`.
    """
    found: list[Fence] = []
    inside: _Open | None = None
    for number, line in enumerate(re.split("\r\n|\r|\n", markdown), start=1):
        raise_if_cancelled()
        if inside is not None and not inside.takes(line):
            found += inside.fence()
            inside = None
        elif inside is None:
            inside = _opening(line, number)
    return found + (inside.fence() if inside is not None else [])


@dataclass(slots=True)
class _Open:
    """Fenced block that is not closed yet."""

    sign: str
    quotes: int
    indent: int
    is_mermaid: bool
    line: int
    lines: list[str]

    def takes(self, line: str) -> bool:
        """Append `line` if it belongs to the block. Returns whether it does."""
        rest, quotes = _without_quotes(line, self.quotes)
        if quotes < self.quotes:
            return False
        content = rest.strip(" \t")
        is_closing = len(content) >= len(self.sign) and content == self.sign[0] * len(content)
        if not is_closing:
            blank = len(rest) - len(rest.lstrip(" \t"))
            self.lines.append(rest[min(blank, self.indent) :])
        return not is_closing

    def fence(self) -> list[Fence]:
        return [Fence("\n".join(self.lines), self.line + 1)] if self.is_mermaid else []


def _opening(line: str, number: int) -> _Open | None:
    rest, quotes = _without_quotes(line, len(line))
    stripped = rest.lstrip(" \t")
    indent = len(rest) - len(stripped)
    if item := _LIST_ITEM.match(stripped):
        indent += item.end()
        stripped = stripped[item.end() :]
    match = _OPENING.fullmatch(stripped)
    if match is None or (match["fence"][0] == "`" and "`" in match["info"]):
        return None
    words = match["info"].replace("{", " ").replace("}", " ").replace(".", " ").split()
    is_mermaid = bool(words) and words[0].lower() == "mermaid"
    if match["fence"][0] == ":" and not is_mermaid:
        return None
    return _Open(match["fence"], quotes, indent, is_mermaid, number, [])


def _without_quotes(line: str, most: int) -> tuple[str, int]:
    """Return `line` without up to `most` quotation marks (`>`), and the number of marks removed."""
    at = count = 0
    while count < most and (match := _QUOTE.match(line, at)):
        at = match.end()
        count += 1
    return line[at:], count
