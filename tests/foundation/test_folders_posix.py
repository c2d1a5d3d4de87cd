"""Private folders of a user in the temporary folder, in which all users of a computer can create files."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from journey_editor.editing.templates import project_from_template
from journey_editor.foundation import folders
from journey_editor.storage.locking.project_lock import ProjectHeldError, ProjectLock
from journey_editor.storage.project.project_file import write_project
from tests.ordinary_user import ordinary_user

TRICKS = ["a link", "a file", *(["a folder"] if os.geteuid() == 0 else [])]
"""Things that another user can create in place of the user's folder; a folder needs another account."""


@pytest.fixture
def shared_temporary(reachable: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Temporary folder in which all users can create folders."""
    place = reachable / "tmp"
    place.mkdir()
    place.chmod(0o1777)
    monkeypatch.setattr(folders, "_FOR_EVERYBODY", (place,))
    monkeypatch.setattr("tempfile.tempdir", str(place))
    return place


@pytest.fixture
def usual(shared_temporary: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Default path of this user's folder there."""
    monkeypatch.delenv("JOURNEY_EDITOR_HOME")
    with ordinary_user():
        usual = shared_temporary / f"journey-editor-{os.geteuid()}"
    yield usual


def occupy(usual: Path, trick: str) -> None:
    """Create what another user created first."""
    if trick == "a link":
        (usual.parent / "trap").mkdir(mode=0o777)
        usual.symlink_to(usual.parent / "trap")
    elif trick == "a file":
        usual.touch()
    else:
        usual.mkdir()
        usual.chmod(0o777)


@pytest.mark.parametrize("trick", TRICKS)
def test_if_the_path_is_occupied_all_programs_use_the_same_other_folder(usual: Path, trick: str) -> None:
    occupy(usual, trick)
    with ordinary_user():
        found = folders.user_locks()
        assert found.parent != usual and found.stat().st_uid == os.geteuid()
        assert found.parent.stat().st_mode & 0o777 == 0o700
        assert folders.user_locks() == found
        assert folders.user_temporary().parent == found.parent
    usual.rename(usual.with_name("away"))
    with ordinary_user():
        assert folders.user_locks() == found, "even after the occupying one was removed"
    assert not list((usual.parent / "trap").glob("*"))


@pytest.mark.parametrize("trick", TRICKS)
def test_other_users_cannot_disable_locks(usual: Path, trick: str, reachable: Path) -> None:
    path = reachable / "map.journey"
    write_project(path, project_from_template("blank"), {})
    occupy(usual, trick)
    with ordinary_user():
        lock = ProjectLock.acquire(path)
        assert lock.holds
        with pytest.raises(ProjectHeldError):
            ProjectLock.acquire(path)
        lock.release()


def test_the_folder_of_a_user_does_not_depend_on_environment_variables(
    usual: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ordinary_user():
        found = folders.user_locks(), folders.user_sockets()
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
        assert (folders.user_locks(), folders.user_sockets()) == found
        assert found[0].parent == usual
