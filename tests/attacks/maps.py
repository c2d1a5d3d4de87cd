"""Map for the attacks, in any number of distinguishable states."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from journey_editor.editing.templates import project_from_template
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.identity import counting_ids
from journey_editor.model.document import Document
from journey_editor.model.records import Project
from journey_editor.storage.project.project_file import read_project


@cache
def base_map() -> Document:
    """Return the sample."""
    return project_from_template("sample", new_id=counting_ids())


def state(number: int) -> Document:
    """Return the map after a number of edits."""
    project = replace(base_map().project(), name=f"State {number}")
    return Document(project if isinstance(each, Project) else each for each in base_map())


def number_in(path: Path) -> int | None:
    """Return the number of edits of the map in a file; None for any other file."""
    try:
        return number_of(read_project(path).document)
    except (UserError, ValueError):
        return None


def number_of(document: Document) -> int:
    """Return the number of edits of a map. Raises `ValueError` for any other map."""
    number = int(document.project().name.removeprefix("State "))
    if document != state(number):
        raise ValueError("the map is in none of the states")
    return number
