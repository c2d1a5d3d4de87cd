"""Mermaid's preprocessing of a text before parsing: front matter, directives, comments and entities."""

import html
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.interchange.mermaid.ecmascript import WHITESPACE, WS

_LINE_TERMINATORS = "\n\r\u2028\u2029"
_NO_DOT = "[\n\u2028\u2029]"

# Atomic groups and possessive quantifiers keep these linear; they match the same texts as Mermaid's own.
_DIRECTIVE = re.compile(
    rf"%%\{{{WS}*+(?>(?a:\w++){WS}*+:|(?a:\w++)){WS}*+"
    rf"(?>(?a:\w++)|(?:(?!\}}%%)[^\u2028\u2029])*+){WS}*+(?:\}}%%)?"
)
_ATTRIBUTE = re.compile('="([^"]*)"')
_TAG_BEGIN = re.compile(r"<(?a:\w)")
_ENTITY = re.compile(r"#((?a:\w+));")
_MASKED = re.compile("\ufb02°°?(?a:\\w+)¶ß")
_REFERENCE = re.compile(r"&(?:#([0-9]+);?|[^\t\n\f <&#;]{1,32};?)")
_C4_WORDS = re.compile("C4Container|C4Component|C4Dynamic|C4Deployment")
_LEGACY_NUMBERS = {
    0x80: 0x20AC, 0x82: 0x201A, 0x83: 0x0192, 0x84: 0x201E, 0x85: 0x2026, 0x86: 0x2020, 0x87: 0x2021,
    0x88: 0x02C6, 0x89: 0x2030, 0x8A: 0x0160, 0x8B: 0x2039, 0x8C: 0x0152, 0x8E: 0x017D, 0x91: 0x2018,
    0x92: 0x2019, 0x93: 0x201C, 0x94: 0x201D, 0x95: 0x2022, 0x96: 0x2013, 0x97: 0x2014, 0x98: 0x02DC,
    0x99: 0x2122, 0x9A: 0x0161, 0x9B: 0x203A, 0x9C: 0x0153, 0x9E: 0x017E, 0x9F: 0x0178,
}  # fmt: skip
"""Characters that HTML uses for the numbers of C1 controls: those of Windows-1252."""

_DIVIDING = ":：,，、،;；%#|→⇒➔➜>-–—"
_HIDDEN = "".join(map(chr, range(0x10FF00, 0x10FF00 + len(_DIVIDING))))
_GUARD = str.maketrans(_DIVIDING, _HIDDEN)
_UNGUARD = str.maketrans(_HIDDEN, _DIVIDING)


@dataclass(frozen=True, slots=True)
class Source:
    """Text during preprocessing, with the number of the original line for each of its lines."""

    text: str
    lines: list[int]

    @classmethod
    def of(cls, text: str, first_line: int = 1) -> "Source":
        """Return `text` with LF line ends and with single quotes in tags, which is Mermaid's first step.

        `first_line` is the number of its first line in the file.
        """
        text = _single_quotes_in_tags(text.replace("\r\n", "\n").replace("\r", "\n"))
        return cls(text, list(range(first_line, first_line + text.count("\n") + 1)))

    def line_at(self, offset: int) -> int:
        """Return the line of the original text, counted from 1, that contains `offset`."""
        return self.lines[self.text.count("\n", 0, offset)]

    def without(self, spans: Iterable[tuple[int, int]]) -> "Source":
        """Return the source without the `spans` (begin, end; in order), with the original line numbers."""
        kept: list[str] = []
        numbers = [self.lines[0]]
        at = old = 0
        at_line_begin = True
        for begin, end in [*spans, (len(self.text), len(self.text))]:
            piece = self.text[at:begin]
            count = piece.count("\n")
            numbers += self.lines[old + 1 : old + 1 + count]
            gone = self.text.count("\n", begin, end)
            old += count + gone
            at_line_begin = piece.endswith("\n") if piece else at_line_begin
            if gone and at_line_begin:
                numbers[-1] = self.lines[old]
            kept.append(piece)
            at = end
        return Source("".join(kept), numbers)

    def without_blank_begin(self) -> "Source":
        """Return the source without white space at its beginning."""
        return self.without([(0, len(self.text) - len(self.text.lstrip(WHITESPACE)))])


class LineIndex:
    """Line lookup for many offsets in one source."""

    def __init__(self, source: Source) -> None:
        self._begins = [0] + [match.end() for match in re.finditer("\n", source.text)]
        self._lines = source.lines

    def line_at(self, offset: int) -> int:
        """Return the same as `Source.line_at`."""
        return self._lines[bisect_right(self._begins, offset) - 1]


def _single_quotes_in_tags(text: str) -> str:
    """Return `text` with `="…"` replaced by `='…'` between a `<word` and the next `>`."""
    pieces: list[str] = []
    at = 0
    while match := _TAG_BEGIN.search(text, at):
        end = text.find(">", match.end())
        if end < 0:
            break
        pieces += [text[at : match.start()], _ATTRIBUTE.sub(r"='\1'", text[match.start() : end + 1])]
        at = end + 1
    return "".join([*pieces, text[at:]])


def split_front_matter(source: Source) -> tuple[str | None, int, Source]:
    """Split off the front matter. Returns its YAML or None, the line on which it begins, and the rest."""
    text = source.text
    indent = text[: len(text) - len(text.lstrip(WHITESPACE))]
    if "\n" in indent or not text.startswith("---", len(indent)):
        return None, 1, source
    run_begin = len(indent) + 3
    run_end = _blank_end(text, run_begin)
    opening_ends = [i for i in range(run_begin, run_end) if text[i] == "\n"]
    if not opening_ends:
        return None, 1, source
    fence = f"\n{indent}---"
    # The opening line includes as many blank lines as possible, so a fence after them is tried first.
    closings = [*_fences(text, fence, opening_ends[-1] + 1), *_fences(text, fence, opening_ends[0] + 1)]
    for closing in closings:
        blank_begin = closing + len(fence)
        last_newline = text.rfind("\n", blank_begin, _blank_end(text, blank_begin))
        if last_newline < 0:
            continue
        begin = max(end for end in opening_ends if end < closing) + 1
        body = text[begin:closing]
        if indent:
            body = "\n".join(line.removeprefix(indent) for line in body.split("\n"))
        return body, source.line_at(begin), source.without([(0, last_newline + 1)])
    return None, 1, source


def _fences(text: str, fence: str, begin: int) -> Iterator[int]:
    at = text.find(fence, begin)
    while at >= 0:
        yield at
        at = text.find(fence, at + 1)


def _blank_end(text: str, begin: int) -> int:
    end = begin
    while end < len(text) and text[end] in WHITESPACE:
        end += 1
    return end


def without_directives(source: Source) -> Source:
    """Return the source without `%%{…}%%`."""
    return source.without(match.span() for match in _DIRECTIVE.finditer(source.text))


def without_comment_lines(source: Source) -> Source:
    """Return the source without `%%` lines, the blank lines before them, and white space at the beginning."""
    return source.without(_comment_lines(source.text)).without_blank_begin()


def _comment_lines(text: str) -> Iterator[tuple[int, int]]:
    taken = 0
    at = text.find("%%")
    while at >= 0:
        begin = at
        while begin > taken and text[begin - 1] in WHITESPACE:
            begin -= 1
        if begin > 0 and text[begin - 1] not in _LINE_TERMINATORS:
            ends = [found for mark in _LINE_TERMINATORS if (found := text.find(mark, begin, at)) >= 0]
            begin = min(ends) + 1 if ends else -1
        if begin >= 0 and text[at + 2 : at + 3] not in ("", "{", "\n"):
            newline = text.find("\n", at)
            taken = len(text) if newline < 0 else newline + 1
            yield begin, taken
            at = text.find("%%", taken)
        else:
            at = text.find("%%", at + 1)


def diagram_text(source: Source) -> str:
    """Return the text by which Mermaid detects the kind of diagram: without any comments."""
    text = source.text
    pieces: list[str] = []
    at = kept = 0
    while (at := text.find("%%", at)) >= 0:
        end = next((i.start() for i in re.compile(_NO_DOT).finditer(text, at)), -1)
        if end < 0:
            break
        if text[end] == "\n":
            pieces.append(text[kept:at])
            kept = end
        at = end
    return "".join([*pieces, text[kept:]]).lstrip(WHITESPACE)


def names_a_c4_diagram(text: str) -> bool:
    """Return whether Mermaid would take the text for a C4 diagram because it contains the name of one."""
    return _C4_WORDS.search(text) is not None


def mask_entities(source: Source) -> Source:
    """Return the source with `#35;` and `#word;` masked, so that their `#` and `;` have no meaning."""
    text = _without_style_semicolons(_without_style_semicolons(source.text, "style"), "classDef")
    text = _ENTITY.sub(lambda match: f"\ufb02°{'°' if match[1].isdigit() else ''}{match[1]}¶ß", text)
    return Source(text, source.lines)


def _without_style_semicolons(text: str, word: str) -> str:
    """Return `text` without the last `;` of lines like `<word>…:…#…;`, which Mermaid takes for styles."""
    if word not in text:
        return text
    lines = re.split(f"({_NO_DOT})", text)
    for number, line in enumerate(lines):
        begin = line.find(word)
        last = line.rfind(";")
        if begin < 0 or last < begin:
            continue
        chunks = re.split(WS, line[begin + len(word) : last])
        if any(0 <= chunk.find(":") < chunk.rfind("#") for chunk in chunks):
            lines[number] = line[:last] + line[last + 1 :]
    return "".join(lines)


def unmask_entities(text: str) -> str:
    """Return `text` with each masked entity as the character that a browser shows for it."""
    if "\ufb02°" not in text and "¶ß" not in text:
        return text
    page = html.escape(text, quote=False)
    for mask, meant in (("\ufb02°°", "&#"), ("\ufb02°", "&"), ("¶ß", ";")):
        page = page.replace(mask, meant)
    return _REFERENCE.sub(_shown, page)


def unmask_guarded(text: str) -> str:
    """Return `unmask_entities(text)`, with separators that were entities hidden until `unguard`."""
    return unmask_entities(_MASKED.sub(lambda found: unmask_entities(found[0]).translate(_GUARD), text))


def unguard(text: str) -> str:
    """Return `text` with the separators that `unmask_guarded` has hidden."""
    return text.translate(_UNGUARD)


def _shown(match: re.Match[str]) -> str:
    if match[1] is None:
        return html.unescape(match[0])
    digits = match[1].lstrip("0")
    code = int(digits) if 0 < len(digits) < 8 else 0
    code = _LEGACY_NUMBERS.get(code, code)
    if not 0 < code <= 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return chr(code)
