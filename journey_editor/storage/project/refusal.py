"""The ways in which a file can be refused, each with its sentence."""

from pathlib import Path

from journey_editor.foundation.errors import UserError
from journey_editor.foundation.file_words import known_name
from journey_editor.foundation.translation import tr


class FileRefusedError(UserError):
    """A file cannot be opened as a project; it has been left as it is. `reason` is a key of `sentences`."""

    def __init__(self, reason: str, sentence: str, details: str = "") -> None:
        super().__init__(sentence, details)
        self.reason = reason


def sentences() -> dict[str, str]:
    """What is said for each reason, with `{file}` for the file's name."""
    return {
        "gone": tr("{file} is not there any more. It may have been moved, renamed or deleted."),
        "folder": tr("{file} is a folder. Choose a project file in it."),
        "no permission": tr("You have no permission to read {file}. Nothing was changed."),
        "unreadable": tr("{file} could not be read from the disk. Nothing was changed; try again."),
        "empty": tr("{file} is empty: it holds no project. It was left as it is."),
        "too large": tr("{file} is larger than a project can be. It was left as it is."),
        "not a project": tr("{file} is not a Journey Editor project. It was left as it is."),
        "newer": tr(
            "{file} was made by a newer version of Journey Editor. Update the program to open it; "
            "the file was left as it is."
        ),
        "damaged": tr(
            "{file} is damaged and was not opened. It was left as it is: "
            "open an earlier version of it, or what can still be read."
        ),
        "nothing left": tr(
            "{file} is damaged, and nothing of a project can be read in it any more. It was left as it is: "
            "open an earlier version or a copy of it instead."
        ),
        "too much left": tr(
            "{file} is damaged, and looking for what can still be read in it would take too long. It was "
            "left as it is: open an earlier version or a copy of it instead."
        ),
    }


def refusal_of(path: Path, reason: str, *, details: str = "") -> FileRefusedError:
    """The refusal of the file at `path` for one of the reasons of `sentences`."""
    return FileRefusedError(reason, sentences()[reason].format(file=f"“{known_name(path)}”"), details)
