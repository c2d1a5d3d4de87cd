"""File names that are valid on every system: from a title, with a free number, and as typed."""

import re
from collections.abc import Sequence
from itertools import count
from pathlib import Path

from journey_editor.foundation.regular_file import is_there
from journey_editor.foundation.text import clean_text
from journey_editor.foundation.translation import tr
from journey_editor.text.segmentation import grapheme_boundaries

_FORBIDDEN = '[<>:"/\\\\|?*\u061c\u200e\u200f]'
"""Characters that Windows does not allow in a name, and bidi marks."""
_NOT_IN_FRONT = re.compile(r"\A(?:~\$|[. ])+")
"""Beginnings of the names of hidden files and lock files."""
_DEVICES = r"(?i)con|prn|aux|nul|clock\$|conin\$|conout\$|(?:com|lpt)[0-9¹²³]"
"""Names that Windows reserves for devices, with any suffixes."""
_LONGEST = 80
"""Maximum length of a proposed name, in characters."""
_MOST_BYTES = 200
"""Maximum size of a proposed name. Disks allow 255 bytes, including ending, number and lock prefix."""
_MOST_ON_DISK = 255 - len("~$")


def safe_name(title: str) -> str:
    """Return a title as the name of a file on every system, without an ending."""
    name = " ".join(re.sub(_FORBIDDEN, " ", clean_text(title, lines=False)).split())
    name = _cut(_NOT_IN_FRONT.sub("", name), _MOST_BYTES, _LONGEST).rstrip(". ")
    if not any(map(str.isprintable, name)):
        return tr("Journey")
    return f"_{name}" if _is_device(name) else name


def with_ending(path: Path, suffixes: Sequence[str]) -> Path:
    """Return a path whose name ends in one of the suffixes, the first of them unless it does already.

    Spaces and dots at the end, and before the ending, are removed, because Windows ignores them.
    """
    name = path.name.strip().rstrip(". ")
    ending = next((name[-len(each) :] for each in suffixes if name.lower().endswith(each)), "")
    stem = name.removesuffix(ending).rstrip(". ") or safe_name("")
    return path.with_name(stem + (ending or suffixes[0]))


def name_refusal(name: str) -> str:
    """Return why a typed name is not valid on every system; empty if it is."""
    if re.search(_FORBIDDEN, name) or clean_text(name, limit=len(name), lines=False) != name:
        return tr(
            "“{name}” contains a character that Windows does not allow in file names. Choose another name."
        ).format(name=name)
    if _is_device(name):
        return tr("Windows reserves the name “{name}” for a device. Choose another name.").format(
            name=name.partition(".")[0]
        )
    if _bytes(name) > _MOST_ON_DISK:
        return tr("This name is too long for a file. Choose a shorter one.")
    if name.startswith("~$"):
        return tr("Names that begin with ~$ are reserved for lock files. Choose another name.")
    return ""


def free_name_beside(path: Path) -> Path:
    """Return the first unused name with a number, such as “Plan (2).journey”."""
    for number in count(2):
        ending = f" ({number}){path.suffix}"
        stem = _cut(path.stem, _MOST_ON_DISK - _bytes(ending))
        free = path.with_name(stem + ending)
        if not is_there(free):
            return free
    raise AssertionError("unreachable")


def _is_device(name: str) -> bool:
    return re.fullmatch(_DEVICES, name.partition(".")[0].rstrip()) is not None


def _cut(name: str, most_bytes: int, longest: int = _MOST_ON_DISK) -> str:
    """Return the longest beginning of a name that fits, without splitting a grapheme cluster."""
    if len(name) <= longest and _bytes(name) <= most_bytes:
        return name
    fitting = [end for end in grapheme_boundaries(name[: longest + 1]) if end <= longest]
    return next(name[:end] for end in reversed(fitting) if _bytes(name[:end]) <= most_bytes)


def _bytes(name: str) -> int:
    return len(name.encode("utf-8", "surrogatepass"))
