"""Order of journals: those of one session, and those that continue a recovered one.

A session begins another journal if its folder fails, and a recovered project gets a new journal while the
old one still exists. The names of the folders and the descriptions in them tell which one came first.
"""

import contextlib
import json
from pathlib import Path

from journey_editor.storage.journal.locations import journals_in, places
from journey_editor.storage.journal.names import DESCRIPTION

_NAME_LENGTH = len("2026-05-01 12.00.00 0123abcd")


def all_journals() -> list[Path]:
    """Return the folders of all journals, complete or not."""
    return [folder for place in places() for folder in journals_in(place)]


def session_of(name: str) -> str:
    """Return the common prefix of the names of all journals of one session."""
    return name[:_NAME_LENGTH]


def position(folder: Path) -> int:
    """Return the number of journals that the session of this one had begun before it."""
    number = folder.name[_NAME_LENGTH:].strip()
    return int(number) if number.isascii() and number.isdecimal() else 0


def is_up_to(folder: Path, name: str) -> bool:
    """Return whether a journal has this name, or is an earlier one of the same session."""
    return session_of(folder.name) == session_of(name) and position(folder) <= position(Path(name))


def predecessor(folder: Path) -> str:
    """Return the name of the journal that a journal continues; empty if there is none."""
    match read_description(folder):
        case {"follows": str(follows)}:
            return follows
    return ""


def read_description(folder: Path) -> object:
    """Return the description of a journal (JSON), or None if it is missing or damaged."""
    with contextlib.suppress(OSError, ValueError, RecursionError):
        return json.loads((folder / DESCRIPTION).read_bytes())
    return None


def line_of(folder: Path) -> list[Path]:
    """Return a journal and all its predecessors, the oldest first."""
    everything = sorted(all_journals(), key=position)
    line, names, name = [folder], set[str](), folder.name
    while name and name not in names:
        names.add(name)
        same = [each for each in everything if is_up_to(each, name)]
        line[:0] = [each for each in same if each != folder]
        name = next(filter(None, map(predecessor, same)), "")
    return line
