"""Opening of a file and a link to it."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from journey_editor.app.program.application import Application
from journey_editor.editing.templates import project_from_template
from journey_editor.storage.project.project_file import write_project
from tests.app.driver import settle


@pytest.mark.parametrize("patience", [0.0, 30.0])
def test_a_file_and_a_link_to_it_opened_at_once_have_one_window(
    program: Application, tmp_path: Path, qtbot: QtBot, patience: float
) -> None:
    file, link = tmp_path / "map.journey", tmp_path / "link.journey"
    write_project(file, project_from_template("blank"), {})
    link.symlink_to(file)
    program.jobs.patience = patience
    program.open_all([file, link], program.show_start_page())
    qtbot.waitUntil(lambda: len(program.windows) == 1 and not program.jobs.active)
    qtbot.wait(150)
    qtbot.waitUntil(lambda: not program.jobs.active)
    settle()
    [window] = program.windows
    assert not window.session.read_only
    with window.session.edit("Rename") as draft:
        draft.change(draft.stages_of(window.session.journey_id)[0], name="Mine")
    window.files.save()
    qtbot.waitUntil(lambda: not window.session.store.unsaved)
    assert link.is_symlink()
