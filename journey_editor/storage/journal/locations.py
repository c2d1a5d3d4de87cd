"""Folders of journals.

The start page uses this before anything is painted, so it imports little.
"""

import contextlib
from pathlib import Path

from journey_editor.foundation import folders
from journey_editor.foundation.errors import UserError
from journey_editor.storage.journal.names import TRASH


def places() -> list[Path]:
    """Return the folders that may hold journals: the usual one, then the ones used if it is not writable."""
    found = []
    for folder in (folders.user_data, folders.user_cache, folders.user_temporary):
        # A folder that cannot be created has no journals.
        with contextlib.suppress(OSError, UserError):
            found.append(folder() / "recovery")
    return list(dict.fromkeys(found))


def journals_in(place: Path) -> list[Path]:
    """Return the folders of the journals in a place, complete or not."""
    try:
        return sorted(each for each in place.iterdir() if each.name != TRASH)
    except OSError:
        return []
