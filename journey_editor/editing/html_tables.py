"""Cells of a table, and lines of a text, in HTML as web pages and spreadsheets copy it."""

import re
from html import unescape

from journey_editor.foundation.text import is_blank

_UNSEEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(style|script|title|xml)\b[^<>]*>.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE
)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b([^<>]*)>|<![^<>]*>", re.IGNORECASE)
_SPAN = re.compile(r"\b(col|row)span\s*=\s*[\"']?(\d{1,4})", re.IGNORECASE)
_MOST_SPANNED = 50
_BREAK = "\x1f"
"""Mark of a line end that a tag makes; others are blanks in HTML."""
_INLINE = frozenset(("a", "abbr", "b", "code", "em", "font", "i", "mark", "s", "span", "strong", "u"))
"""Tags that do not separate words."""
_ENDS = frozenset(("div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p"))
_LINES = _ENDS | {"br", "hr", "ol", "table", "tr", "ul"}
"""Tags that begin a line, and those of them that end one."""


def cells_of_html(html: str) -> list[tuple[int, int, str]]:
    """Return the column, the row and the text of each cell of a table that is all of the content.

    A cell that spans several columns or rows is in the first of them. There are none if there is text
    outside the table, or a second table. Lines of a cell are separated by line ends.
    """
    reader = _read(html)
    return reader.cells if reader.tables == 1 and is_blank(_with_lines("".join(reader.outside))) else []


def text_of_html(html: str) -> str:
    """Return the text of a content in HTML, with its paragraphs and items of lists as lines."""
    reader = _read(html)
    return _with_lines("".join(reader.outside)) if not reader.cells else ""


def _with_lines(html: str) -> str:
    """Return text between tags, in which only the line ends of tags count, marked by `_BREAK`."""
    parts = (" ".join(unescape(part).split()) for part in html.split(_BREAK))
    return "\n".join(part for part in parts if part)


def _read(html: str) -> "_Reader":
    reader = _Reader()
    html, end = _UNSEEN.sub("", html).replace(_BREAK, ""), 0
    for tag in _TAG.finditer(html):
        reader.read_text(html[end : tag.start()])
        reader.read_tag((tag[2] or "").lower(), tag[3] or "", closing=bool(tag[1]))
        end = tag.end()
    reader.read_text(html[end:])
    return reader


class _Reader:
    """Reader of the tags and texts of a table. Tables inside a cell belong to its text."""

    def __init__(self) -> None:
        self.cells: list[tuple[int, int, str]] = []
        self.outside: list[str] = []
        self.tables = self._depth = self._across = 0
        self._down = -1
        self._words: list[str] | None = None
        self._start = (0, 0)
        self._taken: dict[int, int] = {}
        """For columns, the last row that a cell above takes."""

    def read_text(self, text: str) -> None:
        """Read a text between two tags."""
        (self.outside if self._words is None else self._words).append(text)

    def read_tag(self, name: str, attributes: str, *, closing: bool) -> None:
        """Read a tag."""
        if self._depth <= 1 and name in ("table", "tr", "td", "th"):
            self._end_cell()
        elif name in _LINES and (name in ("br", "hr") or not closing or name in _ENDS):
            self.read_text(_BREAK)
        elif name not in _INLINE:
            self.read_text(" ")
        if name == "table":
            self.tables += not closing and self._depth == 0
            self._depth = max(0, self._depth + (-1 if closing else 1))
        elif self._depth == 1 and not closing and name == "tr":
            self._across, self._down = 0, self._down + 1
        elif self._depth == 1 and not closing and name in ("td", "th"):
            self._begin_cell(attributes)

    def _begin_cell(self, attributes: str) -> None:
        while self._taken.get(self._across, -1) >= self._down:
            self._across += 1
        spans = {name.lower(): min(int(count), _MOST_SPANNED) for name, count in _SPAN.findall(attributes)}
        self._words, self._start = [], (self._across, self._down)
        after = self._across + max(spans.get("col", 1), 1)
        if spans.get("row", 1) > 1:
            self._taken.update(dict.fromkeys(range(self._across, after), self._down + spans["row"] - 1))
        self._across = after

    def _end_cell(self) -> None:
        if self._words is not None:
            self.cells.append((*self._start, _with_lines("".join(self._words))))
            self._words = None
