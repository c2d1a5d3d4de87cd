"""Imports can be cancelled at any line, record and statement."""

from collections.abc import Callable
from pathlib import Path

import pytest

from journey_editor.conversion import formats
from journey_editor.foundation.cancellation import cancellable
from journey_editor.foundation.errors import CancelledError
from journey_editor.foundation.identity import counting_ids
from journey_editor.interchange.json_format import dumps, read
from journey_editor.interchange.mermaid.importer import project_from_markdown, project_from_mermaid
from journey_editor.model.records import Persona
from tests.fakes import Token

LINES = 200
TASKS = "".join(f"  Task {at}: {at % 5 + 1}: Person {at % 7}\n" for at in range(LINES))
PLAIN = f"journey\n  title Day\n  section Go\n{TASKS}"
UNTIDY = f"journey\n  title Day\n  section Go: now\n{TASKS.replace(': Person', '; Person')}"
MARKDOWN = f"# Day\n\n```mermaid\n{PLAIN}```\n"


JSON = dumps(project_from_mermaid(PLAIN, new_id=counting_ids())[0])

READERS: dict[str, Callable[[], object]] = {
    "mermaid": lambda: project_from_mermaid(PLAIN, new_id=counting_ids()),
    "untidy mermaid": lambda: project_from_mermaid(UNTIDY, new_id=counting_ids()),
    "markdown": lambda: project_from_markdown(MARKDOWN, new_id=counting_ids()),
    "json": lambda: read(JSON),
}


@pytest.mark.parametrize("name", READERS)
def test_cancellation_is_checked_for_each_line_and_record(name: str) -> None:
    asked = Token()
    with cancellable(asked):
        READERS[name]()
    assert asked.count > 4 * LINES
    for until in range(1, asked.count + 1, asked.count // 6):
        with pytest.raises(CancelledError), cancellable(Token(until)):
            READERS[name]()


@pytest.mark.parametrize("ending", ["mmd", "md", "json", "journey"])
def test_reading_a_file_of_any_format_can_be_cancelled(ending: str, tmp_path: Path) -> None:
    file = tmp_path / f"day.{ending}"
    (tmp_path / "first.mmd").write_text(PLAIN)
    project = formats.read(tmp_path / "first.mmd")
    formats.write(file, project, project.document.journeys()[0].id)
    asked = Token()
    with cancellable(asked):
        formats.read(file)
    for until in (1, asked.count // 2, asked.count):
        with pytest.raises(CancelledError), cancellable(Token(until)):
            formats.read(file)


def test_reading_again_with_corrected_personas_can_be_cancelled(tmp_path: Path) -> None:
    (tmp_path / "day.mmd").write_text(PLAIN)
    guess = formats.read(tmp_path / "day.mmd").guess
    assert guess is not None
    with pytest.raises(CancelledError), cancellable(Token(LINES)):
        guess.again({"Person 1": "staff"})


def test_hundreds_of_stages_and_personas_keep_their_order() -> None:
    names = [f"Person {at}" for at in range(500)]
    lines = (f"  section S{at}\n  Task: 3: {name}\n" for at, name in enumerate(names))
    document, _ = project_from_mermaid("journey\n" + "".join(lines), new_id=counting_ids())
    journey = document.journeys()[0].id
    assert [each.name for each in document.stages_of(journey)] == [f"S{at}" for at in range(500)]
    assert [each.name for each in document.personas_of(journey)] == names
    curves = [document.get(Persona, each.persona).name for each in document.curves_of(journey)]
    assert curves == names
