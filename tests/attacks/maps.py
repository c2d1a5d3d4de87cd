"""The map that is attacked, in any number of states that can be told apart."""

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
    """The sample."""
    return project_from_template("sample", new_id=counting_ids())


def state(number: int) -> Document:
    """The map after so many edits."""
    project = replace(base_map().project(), name=f"State {number}")
    return Document(project if isinstance(each, Project) else each for each in base_map())


def number_in(path: Path) -> int | None:
    """After how many edits the map in a file is as it was; None for any other file."""
    try:
        return number_of(read_project(path).document)
    except (UserError, ValueError):
        return None


def number_of(document: Document) -> int:
    """After how many edits the map was as it is; raises `ValueError` for any other map."""
    number = int(document.project().name.removeprefix("State "))
    if document != state(number):
        raise ValueError("not as it was after any edit")
    return number
