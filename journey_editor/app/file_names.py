"""Names for files that every system can keep: from a title, and beside a name that is taken."""

import re
from itertools import count
from pathlib import Path

from journey_editor.foundation.text import clean_text
from journey_editor.foundation.translation import tr
from journey_editor.layout.segments import grapheme_boundaries

_FORBIDDEN = re.compile('[<>:"/\\\\|?*\u061c\u200e\u200f]')
"""Signs that Windows refuses in a name, and marks that turn its letters round."""
_NOT_IN_FRONT = re.compile(r"\A(?:~\$|[. ])+")
"""Files that begin so are hidden, or are taken for the lock of another project."""
_DEVICES = re.compile(r"(?i)con|prn|aux|nul|clock\$|conin\$|conout\$|(?:com|lpt)[0-9¹²³]")
"""Names that Windows keeps for devices, whatever follows their first dot."""
_LONGEST = 80
_MOST_BYTES = 200
"""Maximum of a proposed name. A disk takes 255 bytes; an ending, a number and the lock's prefix need some."""
_MOST_ON_DISK = 255 - len("~$")


def safe_name(title: str) -> str:
    """Return a title as the name of a file on every system, without an ending."""
    name = " ".join(_FORBIDDEN.sub(" ", clean_text(title, lines=False)).split())
    name = _cut(_NOT_IN_FRONT.sub("", name), _MOST_BYTES, _LONGEST).rstrip(". ")
    if not any(map(str.isprintable, name)):
        return tr("Journey")
    return f"_{name}" if _DEVICES.fullmatch(name.partition(".")[0].rstrip()) else name


def free_name_beside(path: Path) -> Path:
    """Return the first name with a number that no file has yet, such as “Plan (2).journey”."""
    for number in count(2):
        ending = f" ({number}){path.suffix}"
        stem = _cut(path.stem, _MOST_ON_DISK - _bytes(ending))
        free = path.with_name(stem + ending)
        if not free.exists():
            return free
    raise AssertionError("numbers have no end")


def _cut(name: str, most_bytes: int, longest: int = _MOST_ON_DISK) -> str:
    """Return the beginning of a name that has room, without half of what a reader takes for a character."""
    if len(name) <= longest and _bytes(name) <= most_bytes:
        return name
    fitting = [end for end in grapheme_boundaries(name[: longest + 1]) if end <= longest]
    return next(name[:end] for end in reversed(fitting) if _bytes(name[:end]) <= most_bytes)


def _bytes(name: str) -> int:
    return len(name.encode("utf-8", "surrogatepass"))
