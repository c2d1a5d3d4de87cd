"""Opening of a file and a link to it."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from journey_editor.app.program.application import Application
from journey_editor.app.program.opening import Opener, _Request
from journey_editor.editing.templates import project_from_template
from journey_editor.storage.project.project_file import write_project
from tests.app.driver import settle


@pytest.mark.parametrize("patience", [0.0, 30.0])
def test_a_file_and_a_link_to_it_opened_at_once_have_one_window(
    program: Application, tmp_path: Path, qtbot: QtBot, patience: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered: list[int] = []
    end = Opener._end

    def note(self: Opener, request: _Request) -> None:
        end(self, request)
        answered.append(request.left)

    monkeypatch.setattr(Opener, "_end", note)
    file, link = tmp_path / "map.journey", tmp_path / "link.journey"
    write_project(file, project_from_template("blank"), {})
    link.symlink_to(file)
    program.jobs.patience = patience
    program.open_all([file, link], program.show_start_page())
    # A file that another job holds is read again after it.
    qtbot.waitUntil(lambda: 0 in answered and not program.jobs.active)
    settle()
    [window] = program.windows
    assert not window.session.read_only
    with window.session.edit("Rename") as draft:
        draft.change(draft.stages_of(window.session.journey_id)[0], name="Mine")
    window.files.save()
    qtbot.waitUntil(lambda: not window.session.store.unsaved)
    assert link.is_symlink()
