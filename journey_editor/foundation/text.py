"""The one place where text that comes in is cleaned."""

import re

from journey_editor.foundation.errors import UserError
from journey_editor.foundation.translation import tr

TEXT_LIMIT = 20_000
"""The most characters that a field of a record may hold."""

_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Controls but tab and newline, bidi embeddings, overrides and isolates, surrogates, noncharacters.
_UNWANTED_SIGNS = (
    "\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\ufeff"
    + "".join(chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
)
_UNWANTED = re.compile(f"[{_UNWANTED_SIGNS}]")
_BLANKS = re.compile("[ \t\n]+")
_STEERS_TERMINAL = re.compile(f"[\t\n\v\f\r\u2028\u2029{_UNWANTED_SIGNS}]")


def clean_text(text: str, *, limit: int = TEXT_LIMIT, lines: bool = True) -> str:
    """`text` without what does not belong into a field of a record.

    Line ends become LF (blanks where `lines` is false); controls, bidi overrides, lone surrogates and
    noncharacters go. The normal form of Unicode is left alone. Raises `UserError` when the result has
    more than `limit` characters; nothing is ever cut.
    """
    if not (text.isprintable() and text.isascii()):
        text = _UNWANTED.sub("", _LINE_END.sub("\n", text))
        if not lines:
            text = text.replace("\n", " ").replace("\t", " ")
    if len(text) > limit:
        raise UserError(
            tr(
                "This text has {length} characters, but a field can hold only {limit}. Nothing was changed. "
                "Shorten it or split it into several cards."
            ).format(length=len(text), limit=limit)
        )
    return text


def in_one_line(text: str) -> str:
    """`text`, which is clean, with a blank for each line end, tab or run of blanks, and none around it.

    Blanks that do not break, and those of another width, are the writer's own and stay.
    """
    return _BLANKS.sub(" ", text).strip(" ")


def one_line(text: str) -> str:
    """`text` as one line for a terminal: what would break or steer it stands there as an escape."""
    return _STEERS_TERMINAL.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


def is_clean(text: str, *, limit: int = TEXT_LIMIT, lines: bool = True) -> bool:
    """Whether `clean_text` would leave `text` as it is."""
    if len(text) > limit:
        return False
    if text.isprintable() and text.isascii():
        return True
    if _UNWANTED.search(text) or _LINE_END.search(text):
        return False
    return lines or not ("\n" in text or "\t" in text)
