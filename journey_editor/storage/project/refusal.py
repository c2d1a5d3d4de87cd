"""Reasons to refuse a file, each with a sentence."""

from pathlib import Path

from journey_editor.foundation.errors import UserError
from journey_editor.foundation.file_words import known_name
from journey_editor.foundation.translation import tr


class FileRefusedError(UserError):
    """A file cannot be opened as a project. It is unchanged. `reason` is a key of `sentences`."""

    def __init__(self, reason: str, sentence: str, details: str = "") -> None:
        super().__init__(sentence, details)
        self.reason = reason


def sentences() -> dict[str, str]:
    """Return the sentences by reason, with `{file}` for the file's name."""
    return {
        "gone": tr("{file} was not found. It may have been moved, renamed or deleted."),
        "folder": tr("{file} is a folder. Choose a project file in it."),
        "no permission": tr("You do not have permission to read {file}."),
        "unreadable": tr("{file} could not be read from the disk. It is unchanged. Try again."),
        "empty": tr("{file} is empty: it contains no project."),
        "too large": tr("{file} is too large for a project. It was not opened."),
        "not a project": tr("{file} is not a Journey Editor project. It was not opened."),
        "newer": tr(
            "{file} was saved by a newer version of Journey Editor. The file is unchanged. Update the "
            "program to open it."
        ),
        "damaged": tr(
            "{file} is damaged and was not opened. It is unchanged. Open an earlier version, or the "
            "readable part."
        ),
        "nothing left": tr(
            "{file} is damaged, and no part of a project can be read. It is unchanged. Open an earlier "
            "version or a copy instead."
        ),
        "too much left": tr(
            "{file} is damaged, and searching it for readable parts would take too long. It is unchanged. "
            "Open an earlier version or a copy instead."
        ),
    }


def refusal_of(path: Path, reason: str, *, details: str = "") -> FileRefusedError:
    """Return the error for the file at `path`, for one of the reasons of `sentences`."""
    return FileRefusedError(reason, sentences()[reason].format(file=f"“{known_name(path)}”"), details)
