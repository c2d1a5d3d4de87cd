"""Private copies of projects: other users of the computer must not be able to read them."""

import logging
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from journey_editor.app.dialogs.versions import VersionsDialog
from journey_editor.app.program.application import Application
from journey_editor.app.runtime import crash_log
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.templates import project_from_template
from journey_editor.foundation import folders
from journey_editor.foundation.atomic_file import PRIVATE
from journey_editor.storage.project import drafts, recent
from journey_editor.storage.project.project_file import write_project
from journey_editor.storage.project.versions import versions_of
from tests.app.driver import settle


@pytest.fixture(params=[0o000, 0o022, 0o077], ids=oct, autouse=True)
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    """New files can be read by all users, by the group, or by their owner only."""
    before = os.umask(request.param)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def open_to_others(folder: Path) -> list[str]:
    """Return the files of a folder to which other users have any permission."""
    everything = [folder, *folder.rglob("*")]
    # Locks contain nothing of a project.
    kept = [each for each in everything if each.name not in ("lock", "running.lock")]
    return [f"{each.relative_to(folder.parent)}: {mode(each):o}" for each in kept if mode(each) & 0o077]


def work(window: MainWindow, qtbot: QtBot, *names: str) -> None:
    """Rename the first stage several times, and save after each."""
    store = window.session.store
    for name in names:
        with window.session.edit("Rename") as draft:
            draft.change(draft.stages_of(window.session.journey_id)[0], name=name)
        store.save_now(lambda _: None)
        qtbot.waitUntil(lambda: not store.unsaved)


def keep_everything(program: Application, file: Path, qtbot: QtBot) -> None:
    """Edit a confidential project and two drafts, one of which is discarded."""
    window = program.new_project("support")
    window.files.save_as(file)
    qtbot.waitUntil(lambda: file.is_file() and window.session.title == file.stem)
    settle()
    file.chmod(PRIVATE)
    work(window, qtbot, "One", "Two", "Three")
    for _ in range(2):
        draft = program.new_project("support")
        work(draft, qtbot, "Four", "Five", "Six")
        draft.close()
    drafts.discard(drafts.drafts()[0])
    with window.session.edit("Rename") as last:
        last.change(last.stages_of(window.session.journey_id)[0], name="Only in the journal")
    assert window.session.store.wait_until_safe(20)
    qtbot.waitUntil(lambda: recent.thumbnail_path(file).is_file())
    program.note_recent(window)
    settle()


@pytest.fixture
def logging_program(program: Application) -> Iterator[Application]:
    """A program that writes its log."""
    crash_log.install()
    for _ in range(3):
        # Long enough that each starts a new log file.
        logging.getLogger("journey_editor").error("“Confidential” could not be drawn: %s", "…" * 400_000)
    yield program
    crash_log.uninstall()


def test_other_users_cannot_read_anything_that_is_kept_of_a_project(
    logging_program: Application, home: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "confidential.journey"
    keep_everything(logging_program, file, qtbot)
    assert len(versions_of(file)) >= 3
    assert [name for name in ("data", "cache", "log") if not (home / name).is_dir()] == []
    for name in ("recovery", "versions", "unnamed projects/discarded"):
        assert len(list((home / "data" / name).rglob("*.journey"))) > 0, name
    assert len(list((home / "log").glob("journey-editor.log*"))) == 3
    assert open_to_others(home / "data") + open_to_others(home / "cache") + open_to_others(home / "log") == []


@pytest.mark.parametrize("projects", [0o600, 0o640, 0o644, 0o664])
def test_versions_have_the_permissions_of_the_project_in_a_private_folder(
    projects: int, tmp_path: Path
) -> None:
    file = tmp_path / "map.journey"
    write_project(file, project_from_template("blank"), {})
    file.chmod(projects)
    write_project(file, project_from_template("support"), {})
    [version] = versions_of(file)
    assert mode(version.path) == projects
    assert mode(version.path.parent) == mode(version.path.parent.parent) == 0o700


def test_folders_and_files_of_an_earlier_program_become_private(
    logging_program: Application, home: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "confidential.journey"
    keep_everything(logging_program, file, qtbot)
    for name in ("data", "cache", "log"):
        for each in (home / name, *(home / name).rglob("*")):
            each.chmod(0o755 if each.is_dir() else 0o644)
    [window] = logging_program.windows
    work(window, qtbot, "Seven")
    window.thumbnail.make_soon()
    window.close()
    logging_program.show_start_page()
    settle()
    for each in ("data", "cache", "data/versions", "data/unnamed projects", "cache/thumbnails"):
        assert mode(home / each) == 0o700
    assert mode(versions_of(file)[0].path.parent) == 0o700
    kept = (home / "data" / "recent projects.json", recent.thumbnail_path(file), versions_of(file)[0].path)
    assert [mode(each) for each in kept] == [0o600] * 3
    crash_log.uninstall()
    crash_log.install()
    assert mode(folders.user_log()) == 0o700
    assert mode(folders.user_log() / "crash.log") == 0o600


def test_new_parent_folders_are_private_and_existing_ones_are_not_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("JOURNEY_EDITOR_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / ".local").mkdir()
    (tmp_path / ".local").chmod(0o755)
    data = folders.user_data()
    assert data.relative_to(tmp_path).parts[:2] == (".local", "share")
    assert (mode(data), mode(data.parent), mode(data.parent.parent)) == (0o700, 0o700, 0o755)


def test_a_deleted_confidential_project_is_restored_with_its_permissions(
    program: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "confidential.journey"
    keep_everything(program, file, qtbot)
    for window in tuple(program.windows):
        window.close()
    file.unlink()
    page = program.show_start_page()
    dialog = VersionsDialog(page, program, file)
    qtbot.waitUntil(dialog.restore_button.isEnabled)
    dialog.restore()
    qtbot.waitUntil(lambda: len(program.windows) == 1)
    assert mode(file) == 0o600


def test_the_permissions_of_the_user_s_documents_are_not_changed(home: Path) -> None:
    (home / "documents").mkdir()
    (home / "documents").chmod(0o755)
    assert mode(folders.user_documents()) == 0o755
