"""A person's folders among the temporary ones, which everybody on a computer may fill."""

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
"""What somebody else can put into the place of a person's folder; a folder takes another user."""


@pytest.fixture
def everybodys(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The place in which all users make folders."""
    place = tmp_path_factory.mktemp("tmp")
    place.chmod(0o1777)
    for each in place.parents:
        if each.stat().st_uid == os.geteuid() and not each.stat().st_mode & 0o001:
            each.chmod(each.stat().st_mode | 0o011)
    monkeypatch.setattr(folders, "_FOR_EVERYBODY", (place,))
    monkeypatch.setattr("tempfile.tempdir", str(place))
    return place


@pytest.fixture
def usual(everybodys: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The name of this person's folder there."""
    monkeypatch.delenv("JOURNEY_EDITOR_HOME")
    with ordinary_user():
        usual = everybodys / f"journey-editor-{os.geteuid()}"
    yield usual


def put_there(usual: Path, trick: str) -> None:
    """Make what another user makes first."""
    if trick == "a link":
        (usual.parent / "trap").mkdir(mode=0o777)
        usual.symlink_to(usual.parent / "trap")
    elif trick == "a file":
        usual.touch()
    else:
        usual.mkdir()
        usual.chmod(0o777)


@pytest.mark.parametrize("trick", TRICKS)
def test_where_somebody_else_was_first_all_programs_find_another_one(usual: Path, trick: str) -> None:
    put_there(usual, trick)
    with ordinary_user():
        found = folders.user_locks()
        assert found.parent != usual and found.stat().st_uid == os.geteuid()
        assert found.parent.stat().st_mode & 0o777 == 0o700
        assert folders.user_locks() == found
        assert folders.user_temporary().parent == found.parent
    usual.rename(usual.with_name("away"))
    with ordinary_user():
        assert folders.user_locks() == found, "the other one takes their own away again"
    assert not list((usual.parent / "trap").glob("*"))


@pytest.mark.parametrize("trick", TRICKS)
def test_nobody_can_switch_locks_off(usual: Path, trick: str, tmp_path: Path) -> None:
    path = tmp_path / "map.journey"
    write_project(path, project_from_template("blank"), {})
    for each in path.parents:
        if each.stat().st_uid == os.geteuid() and not each.stat().st_mode & 0o001:
            each.chmod(each.stat().st_mode | 0o011)
    put_there(usual, trick)
    with ordinary_user():
        lock = ProjectLock.acquire(path)
        assert lock.holds
        with pytest.raises(ProjectHeldError):
            ProjectLock.acquire(path)
        lock.release()


def test_a_persons_folder_is_the_same_whatever_variables_say(
    usual: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ordinary_user():
        found = folders.user_locks(), folders.user_sockets()
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
        assert (folders.user_locks(), folders.user_sockets()) == found
        assert found[0].parent == usual
