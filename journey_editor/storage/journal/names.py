"""Names of the files and folders of a journal."""

from pathlib import Path

DATABASE = "journal.db"
LOCK = "lock"
ATTEMPTS = "attempts"
"""File with the number of times that a recovery of the journal was begun. It is missing before the first."""
CLOSED = "closed"
"""Empty file in a journal whose project the user closed without saving."""
DESCRIPTION = "project.json"
"""File with the project's name and path, and the name of the journal that this one follows."""
COPIES = "journey-editor-reading-"
"""Prefix of the temporary folders in which copies of journals are read."""
TRASH = "discarded"
"""Folder for discarded journals, next to the others."""


def base_name(number: int) -> str:
    """Return the name of the base file that holds everything up to an entry."""
    return f"base-{number}.journey"


def base_numbers(folder: Path) -> list[int]:
    """Return the numbers of the bases in a journal's folder, the latest first."""
    numbers = (each.stem.removeprefix("base-") for each in folder.glob("base-*.journey"))
    return sorted((int(each) for each in numbers if each.isascii() and each.isdecimal()), reverse=True)
