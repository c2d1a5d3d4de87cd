"""Names of files for messages."""

import contextlib
from pathlib import Path

from journey_editor.foundation import folders
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.translation import tr


def known_name(path: Path) -> str:
    """Return the name by which people know a file.

    Drafts and earlier versions have file names that mean nothing to people.
    """
    with contextlib.suppress(OSError, UserError):
        if folders.is_among_drafts(path):
            return tr("Draft without a name")
        if folders.is_among_versions(path):
            return tr("Earlier version")
    return path.name or str(path)


def folder_words(path: Path) -> str:
    """Return the folder of a file, shortened if it is in the person's home."""
    home = str(Path.home())
    folder = str(path.parent)
    return f"~{folder[len(home) :]}" if folder.startswith(home) else folder
