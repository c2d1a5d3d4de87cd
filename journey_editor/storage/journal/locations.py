"""Where journals lie; it is asked before the program's first picture, when little is imported."""

import contextlib
from pathlib import Path

from journey_editor.foundation import folders
from journey_editor.foundation.errors import UserError

TRASH = "discarded"
"""The folder beside journals for those that were thrown away."""


def places() -> list[Path]:
    """The folders in which journals may lie: the usual one, and those for when it cannot be written."""
    found = []
    for folder in (folders.user_data, folders.user_cache, folders.user_temporary):
        # One that cannot even be made has no journals.
        with contextlib.suppress(OSError, UserError):
            found.append(folder() / "recovery")
    return list(dict.fromkeys(found))


def journals_in(place: Path) -> list[Path]:
    """The folders of journals in a place, whole or not."""
    try:
        return sorted(each for each in place.iterdir() if each.name != TRASH)
    except OSError:
        return []
