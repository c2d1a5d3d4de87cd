"""Cleaning of text from outside."""

import re

from journey_editor.foundation.errors import UserError
from journey_editor.foundation.translation import tr

TEXT_LIMIT = 20_000
"""Maximum length of a field of a record, in characters."""

# These patterns are not compiled yet: few starts need them, and each would wait for it.
_LINE_END = "\r\n|[\r\v\f\x85\u2028\u2029]"
# Control characters except tab and newline, bidi controls, surrogates, noncharacters.
_UNWANTED_SIGNS = (
    "\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\ufeff"
    + "".join(chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
)
_UNWANTED = f"[{_UNWANTED_SIGNS}]"
_BLANKS = re.compile("[ \t\n]+")
_STEERS_TERMINAL = f"[\t\n\v\f\r\u2028\u2029{_UNWANTED_SIGNS}]"


def clean_text(text: str, *, limit: int = TEXT_LIMIT, lines: bool = True) -> str:
    """Return `text` without characters that are not allowed in a field of a record.

    Line ends become LF, or spaces if `lines` is False. Control characters, bidi controls, lone surrogates and
    noncharacters are removed. The text is not normalised. Raises `UserError` if the result has more than
    `limit` characters.
    """
    if not (text.isprintable() and text.isascii()):
        text = re.sub(_UNWANTED, "", re.sub(_LINE_END, "\n", text))
        if not lines:
            text = text.replace("\n", " ").replace("\t", " ")
    if len(text) > limit:
        raise UserError(
            tr(
                "This text has {length} characters, but a field can have at most {limit}. Nothing was "
                "changed. Shorten it or split it into several cards."
            ).format(length=len(text), limit=limit)
        )
    return text


def isolated(text: str) -> str:
    """Return a text that keeps its order within a text of another direction, such as a number with a sign."""
    return f"\u2068{text}\u2069" if text else ""


def in_one_line(text: str) -> str:
    """Return clean text with each run of line ends, tabs and spaces replaced by one space, and trimmed.

    Non-breaking spaces and those of other widths stay.
    """
    return _BLANKS.sub(" ", text).strip(" ")


def is_invisible(char: str) -> bool:
    """Return True for characters that are never drawn, such as controls, joiners and variation selectors."""
    code = ord(char)
    return (
        code < 0x20
        or 0x7F <= code < 0xA0
        or code
        in (0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2028, 0x2029, 0x3164, 0xFEFF, 0xFFA0)
        or 0x180B <= code <= 0x180F
        or 0x200B <= code <= 0x200F
        or 0x202A <= code <= 0x202E
        or 0x2060 <= code <= 0x206F
        or 0xFE00 <= code <= 0xFE0F
        or 0xE0000 <= code <= 0xE0FFF
    )


def is_blank(text: str) -> bool:
    """Return True if a text has no visible character."""
    return all(char.isspace() or is_invisible(char) for char in text)


def one_line(text: str) -> str:
    """Return `text` as one line for a terminal, with control characters as escape sequences."""
    return re.sub(_STEERS_TERMINAL, lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


def is_clean(text: str, *, limit: int = TEXT_LIMIT, lines: bool = True) -> bool:
    """Return whether `clean_text` would not change `text`."""
    if len(text) > limit:
        return False
    if text.isprintable() and text.isascii():
        return True
    if re.search(_UNWANTED, text) or re.search(_LINE_END, text):
        return False
    return lines or not ("\n" in text or "\t" in text)
