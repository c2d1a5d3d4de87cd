"""Minimal YAML reader for the front matter of Mermaid diagrams.

It reads mappings, sequences, scalars of all five styles and flow collections, and resolves plain scalars by
the JSON schema of YAML 1.2. Tags, anchors, aliases and explicit keys (`?`), which do not occur there in
practice, are errors. Otherwise it accepts and rejects the same as js-yaml, which Mermaid uses.
"""

import re
from functools import partial
from typing import NoReturn

from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.interchange.mermaid.yaml_values import YamlValue, plain_value, value_text

_MOST_DEPTH = 100
_ESCAPES = dict(
    zip("0abt\tnvfre \"/\\N_LP", "\0\a\b\t\t\n\v\f\r\x1b \"/\\\x85\xa0\u2028\u2029", strict=True)
)  # fmt: skip
_HEX_LENGTHS = {"x": 2, "u": 4, "U": 8}
_NOT_PRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
_END = "\0"
_BREAK = "\n"
_BLANKS = " \t"
_BLANK_OR_END_OF_LINE = " \t\n"
_FLOW_SIGNS = ",[]{}"
_NO_PLAIN_BEGIN = _BLANK_OR_END_OF_LINE + _FLOW_SIGNS + "#&*!|>'\"%@`"


class YamlError(Exception):
    """Text that is not valid YAML or uses an unsupported feature; `line` counts from 1."""

    def __init__(self, what: str, line: int) -> None:
        super().__init__(what)
        self.line = line


@dataclass(frozen=True, slots=True)
class _Place:
    """Context of a node, which determines what may begin there."""

    is_block: bool = False
    in_flow: bool = False
    is_value: bool = False


_FLOW = _Place(in_flow=True)
_KEY = _Place()
_ITEM = _Place(is_block=True)
_VALUE = _Place(is_block=True, is_value=True)


def read_yaml(text: str) -> YamlValue:
    """Return the document in `text`, which has LF line ends; None if it is empty. Raises `YamlError`."""
    return _Reader(text.removeprefix("\ufeff")).document()


class _Reader:
    def __init__(self, text: str) -> None:
        if _END in text:
            raise YamlError("null byte", text.count(_BREAK, 0, text.index(_END)) + 1)
        if text and not text.endswith(_BREAK):
            text += _BREAK
        self._size = len(text)
        self._text = text + _END
        self._at = self._line_begin = self._depth = 0
        self._line = 1
        self._indent = 0
        self._has_tab = False

    def document(self) -> YamlValue:
        while self._text[self._at] == " ":
            self._indent += 1
            self._at += 1
        if self._at >= self._size - 1:
            return None
        self._skip()
        if self._indent == 0 and self._char() == "%":
            self._refuse("a directive")
        if self._indent == 0 and self._text.startswith("---", self._at):
            self._at += 3
            self._skip()
        _, value = self._node(self._indent - 1, _VALUE, seeks=False, compact=True)
        self._skip()
        if self._at_document_border() and self._char() == ".":
            self._at += 3
            self._skip()
        if self._at < self._size - 1:
            self._refuse("the end is expected")
        return value

    def _char(self) -> str:
        return self._text[self._at]

    def _tab_in_line(self) -> bool:
        return self._has_tab

    def _refuse(self, what: str) -> NoReturn:
        raise YamlError(what, self._line)

    def _next_in(self, characters: str) -> bool:
        following = self._text[self._at + 1]
        return following in characters

    def _skip(self, comments: bool = True) -> int:
        """Skip blanks, comments and line breaks. Returns the number of line breaks."""
        breaks = 0
        while True:
            while self._char() in _BLANKS:
                self._has_tab |= self._char() == "\t"
                self._at += 1
            if comments and self._char() == "#":
                self._at = self._text.index(_BREAK, self._at)
            if self._char() != _BREAK:
                return breaks
            self._break_line()
            breaks += 1
            while self._char() == " ":
                self._indent += 1
                self._at += 1

    def _break_line(self) -> None:
        self._at += 1
        self._line += 1
        self._line_begin = self._at
        self._indent = 0
        self._has_tab = False

    def _at_document_border(self) -> bool:
        return (
            self._at == self._line_begin
            and self._text[self._at : self._at + 3] in ("---", "...")
            and self._text[self._at + 3] in _BLANK_OR_END_OF_LINE + _END
        )

    def _node(self, parent: int, place: _Place, *, seeks: bool, compact: bool) -> tuple[bool, YamlValue]:
        """Read a node that is indented more than `parent`. Returns whether there is one, and its value."""
        if self._depth >= _MOST_DEPTH:
            self._refuse("nesting is too deep")
        self._depth += 1
        collections = place.is_block and compact
        depth_of_line = 1
        if seeks and self._skip():
            collections = place.is_block
            depth_of_line = (self._indent > parent) - (self._indent < parent)
        found: tuple[bool, YamlValue] = (False, None)
        column = self._at - self._line_begin
        if depth_of_line == 1:
            if self._char() in "!&*":
                self._refuse("a tag, anchor or alias")
            found = self._content(parent, place, column, collections)
        elif depth_of_line == 0 and place.is_value and collections:
            found = self._sequence(column)
        self._depth -= 1
        return found

    def _content(self, parent: int, place: _Place, column: int, collections: bool) -> tuple[bool, YamlValue]:
        indent = parent + 1 if place.is_block else parent
        if collections:
            for read in (self._sequence, partial(self._mapping, indent=indent)):
                if (found := read(column))[0]:
                    return found
        if self._char() in "[{":
            return True, self._flow_collection(indent)
        if self._char() in "|>" and place.is_block:
            return True, self._block_scalar(indent)
        if self._char() == "'":
            return True, self._single_quoted()
        if self._char() == '"':
            return True, self._double_quoted()
        text = self._plain(indent, place.in_flow)
        return (False, None) if text is None else (True, plain_value(text))

    def _sequence(self, column: int) -> tuple[bool, YamlValue]:
        if self._tab_in_line():
            return False, None
        items: list[YamlValue] = []
        while self._char() == "-" and self._next_in(_BLANK_OR_END_OF_LINE):
            if self._tab_in_line():
                self._refuse("a tab in the indentation")
            self._at += 1
            if self._skip() and self._indent <= column:
                items.append(None)
                continue
            line = self._line
            items.append(self._node(column, _ITEM, seeks=False, compact=True)[1])
            self._skip()
            if (self._line == line or self._indent > column) and self._char() != _END:
                self._refuse("bad indentation of a sequence entry")
            if self._indent < column:
                break
        return bool(items), items or None

    def _mapping(self, column: int, indent: int) -> tuple[bool, YamlValue]:
        """Read a mapping, or the single node in the place of its first key."""
        if self._tab_in_line():
            return False, None
        entries: dict[str, YamlValue] = {}
        while self._char() != _END:
            if self._tab_in_line():
                self._refuse("a tab in the indentation")
            if self._char() in "?:" and self._next_in(_BLANK_OR_END_OF_LINE):
                self._refuse("an explicit key")
            line = self._line
            found, key = self._node(indent, _KEY, seeks=False, compact=True)
            if not found:
                break
            if self._line == line:
                while self._char() in _BLANKS:
                    self._at += 1
            if self._line != line or self._char() != ":":
                if entries:
                    self._refuse("a colon is missing")
                return True, key
            self._at += 1
            if self._char() not in _BLANK_OR_END_OF_LINE:
                self._refuse("a blank is expected after the colon")
            self._store(entries, key, line, self._node(column, _VALUE, seeks=True, compact=False)[1])
            self._skip()
            if (self._line == line or self._indent > column) and self._char() != _END:
                self._refuse("bad indentation of a mapping entry")
            if self._indent < column:
                break
        return bool(entries), entries or None

    def _store(self, entries: dict[str, YamlValue], key: YamlValue, line: int, value: YamlValue) -> None:
        name = value_text(key)
        if name in entries:
            raise YamlError("a duplicate key", line)
        if isinstance(key, list) and any(isinstance(item, list) for item in key):
            self._refuse("a list in a key")
        entries[name] = value

    def _flow_collection(self, indent: int) -> YamlValue:
        is_mapping = self._char() == "{"
        end = "}" if is_mapping else "]"
        entries: dict[str, YamlValue] = {}
        items: list[YamlValue] = []
        self._at += 1
        needs_comma = False
        while True:
            self._skip()
            if self._char() == end:
                self._at += 1
                return entries if is_mapping else items
            if self._char() in (_END, ",") or needs_comma:
                self._refuse("a comma or an entry is missing")
            if self._char() == "?" and self._next_in(_BLANK_OR_END_OF_LINE):
                self._refuse("an explicit key")
            line = self._line
            _, key = self._node(indent, _FLOW, seeks=False, compact=True)
            value: YamlValue = None
            self._skip()
            is_pair = self._line == line and self._char() == ":"
            if is_pair:
                self._at += 1
                self._skip()
                _, value = self._node(indent, _FLOW, seeks=False, compact=True)
            if is_mapping:
                self._store(entries, key, line, value)
            else:
                items.append({value_text(key): value} if is_pair else key)
            self._skip()
            needs_comma = self._char() != ","
            if not needs_comma:
                self._at += 1

    def _checked(self, text: str) -> str:
        if _NOT_PRINTABLE.search(text):
            self._refuse("a character that cannot be printed")
        return text

    def _plain(self, indent: int, in_flow: bool) -> str | None:
        stops = _FLOW_SIGNS if in_flow else ""
        after_sign = _BLANK_OR_END_OF_LINE + stops
        if self._char() in _NO_PLAIN_BEGIN or (self._char() in "?-" and self._next_in(after_sign)):
            return None
        pieces: list[str] = []
        begin = end = self._at
        while self._char() != _END:
            char = self._char()
            if (char == ":" and self._next_in(after_sign)) or (stops and char in stops):
                break
            if char == "#" and self._text[self._at - 1] in _BLANK_OR_END_OF_LINE:
                break
            if self._at_document_border():
                break
            if char == _BREAK:
                before = (self._line, self._line_begin, self._indent)
                breaks = self._skip(comments=False)
                if self._indent < indent:
                    self._at = end
                    self._line, self._line_begin, self._indent = before
                    break
                # If the next line does not continue the scalar, the scalar ends before the break.
                if not self._continues(after_sign, stops):
                    break
                pieces += [self._checked(self._text[begin:end]), _folded(breaks)]
                begin = end = self._at
                continue
            self._at += 1
            if char not in _BLANKS:
                end = self._at
        pieces.append(self._checked(self._text[begin:end]))
        return "".join(pieces) or None

    def _continues(self, after_sign: str, stops: str) -> bool:
        return not (
            self._char() == _END
            or (self._char() == ":" and self._next_in(after_sign))
            or self._char() == "#"
            or (stops and self._char() in stops)
            or self._at_document_border()
        )

    def _single_quoted(self) -> str:
        pieces: list[str] = []
        self._at += 1
        while True:
            pieces.append(self._quoted_piece("'"))
            if self._char() == "'":
                if not self._next_in("'"):
                    self._at += 1
                    return "".join(pieces)
                pieces.append("'")
                self._at += 2
            else:
                pieces.append(_folded(self._skip(comments=False)))

    def _double_quoted(self) -> str:
        pieces: list[str] = []
        self._at += 1
        while True:
            pieces.append(self._quoted_piece('"\\'))
            if self._char() == '"':
                self._at += 1
                return "".join(pieces)
            if self._char() == "\\":
                pieces.append(self._escape())
            else:
                pieces.append(_folded(self._skip(comments=False)))

    def _quoted_piece(self, stops: str) -> str:
        """Read up to one of `stops` or the end of the line, where trailing blanks are removed."""
        begin = self._at
        while self._char() not in stops and self._char() != _BREAK:
            if self._char() == _END or self._at_document_border():
                self._refuse("a quotation mark is missing")
            self._at += 1
        piece = self._text[begin : self._at]
        if any(char < " " and char != "\t" for char in piece):
            self._refuse("a character that cannot be printed")
        return piece.rstrip(_BLANKS) if self._char() == _BREAK else piece

    def _escape(self) -> str:
        self._at += 1
        char = self._char()
        if char == _BREAK:
            self._skip(comments=False)
            return ""
        self._at += 1
        if char in _ESCAPES:
            return _ESCAPES[char]
        digits = self._text[self._at : self._at + _HEX_LENGTHS.get(char, 0)]
        if char not in _HEX_LENGTHS or not re.fullmatch(f"[0-9a-fA-F]{{{_HEX_LENGTHS[char]}}}", digits):
            self._refuse("an escape that does not exist")
        self._at += len(digits)
        code = int(digits, 16)
        return chr(code) if code <= 0x10FFFF else "\ufffd"

    def _block_scalar(self, indent: int) -> str:
        folds = self._char() == ">"
        chomping, width = self._block_header()
        text_indent = indent + width - 1 if width else indent
        is_known = bool(width)
        pieces: list[str] = []
        empty_lines = 0
        was_deeper = False
        while self._char() != _END:
            self._break_line()
            while (not is_known or self._indent < text_indent) and self._char() == " ":
                self._indent += 1
                self._at += 1
            if not is_known:
                text_indent = max(text_indent, self._indent)
            if self._char() == _BREAK:
                empty_lines += 1
                continue
            if not is_known and text_indent == 0:
                self._refuse("the indentation of a text is missing")
            if self._indent < text_indent or self._char() == _END:
                break
            is_deeper = folds and self._char() in _BLANKS
            if folds and not is_deeper and not was_deeper:
                pieces.append("\n" * empty_lines if empty_lines else " " if pieces else "")
            else:
                pieces.append("\n" * (empty_lines + bool(pieces or was_deeper)))
            was_deeper = is_deeper
            is_known = True
            empty_lines = 0
            end = self._text.index(_BREAK, self._at)
            pieces.append(self._checked(self._text[self._at : end]))
            self._at = end
        if chomping == "+":
            pieces.append("\n" * (empty_lines + bool(pieces)))
        elif not chomping and pieces:
            pieces.append("\n")
        return "".join(pieces)

    def _block_header(self) -> tuple[str, int]:
        chomping, width = "", 0
        self._at += 1
        while self._char() in "+-0123456789":
            if self._char() in "+-":
                if chomping:
                    self._refuse("a second sign for the end of a text")
                chomping = self._char()
            else:
                if width or self._char() == "0":
                    self._refuse("a wrong indentation of a text")
                width = int(self._char())
            self._at += 1
        if self._char() in _BLANKS:
            while self._char() in _BLANKS:
                self._at += 1
            if self._char() == "#":
                self._at = self._text.index(_BREAK, self._at)
        if self._char() != _BREAK:
            self._refuse("a line's end is expected")
        return chomping, width


def _folded(breaks: int) -> str:
    return " " if breaks == 1 else "\n" * (breaks - 1)
