"""The check whether an environment is complete, and its location."""

import os
import sys
from pathlib import Path

import pytest

from installer import environment
from installer.environment import RUN, TEST, is_complete, is_usable


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with an interpreter, and replace the lock files by ones that a test may change."""
    for purpose in (RUN, TEST):
        lock = tmp_path / f"{purpose}.txt"
        lock.write_text("sum==1.0 --hash=sha256:00")
        monkeypatch.setitem(environment.LOCKS, purpose, lock)
    folder = tmp_path / ".venv"
    interpreter = environment.python(folder)
    interpreter.parent.mkdir(parents=True)
    interpreter.write_text("")
    return folder


def test_an_unfinished_environment_is_not_complete(place: Path) -> None:
    assert not is_complete(place, RUN)
    assert not is_usable(place)


def test_a_finished_environment_is_complete_for_its_purpose_only(place: Path) -> None:
    environment.write_stamp(place, RUN)
    assert is_complete(place, RUN)
    assert not is_complete(place, TEST)
    assert is_usable(place)


def test_a_new_lock_file_means_more_packages_in_the_same_environment(place: Path) -> None:
    environment.write_stamp(place, RUN)
    environment.LOCKS[RUN].write_text("sum==1.1 --hash=sha256:11")
    assert not is_complete(place, RUN)
    assert is_usable(place)


def test_an_environment_whose_python_was_removed_is_not_usable(place: Path) -> None:
    environment.write_stamp(place, RUN)
    environment.python(place).unlink()
    assert not is_complete(place, RUN)
    assert not is_usable(place)


def test_an_environment_of_a_python_that_was_uninstalled_is_not_usable(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old_python = tmp_path / "python3.11"
    old_python.write_text("")
    monkeypatch.setattr(sys, "executable", str(old_python))
    environment.write_stamp(place, RUN)
    assert is_complete(place, RUN)
    old_python.unlink()
    assert not is_complete(place, RUN)
    assert not is_usable(place)


def test_an_environment_of_another_kind_of_machine_is_not_usable(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment.write_stamp(place, RUN)
    monkeypatch.setattr(sys, "platform", "another")
    assert not is_complete(place, RUN)
    assert not is_usable(place)


def test_an_environment_is_not_complete_while_its_packages_change(place: Path) -> None:
    for purpose in (RUN, TEST):
        environment.write_stamp(place, purpose)
    environment.remove_stamps(place)
    assert not is_complete(place, RUN)
    assert not is_complete(place, TEST)


def test_the_environment_is_in_the_checkout_or_in_the_users_own_folder(home: Path) -> None:
    beside, away = environment.candidates()
    assert beside == environment.CHECKOUT / ".venv"
    assert away.is_relative_to(home)


def test_a_path_that_python_refuses_for_environments_is_not_used(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "CHECKOUT", Path(f"/srv/plans{os.pathsep}new"))
    [away] = environment.candidates()
    assert away.is_relative_to(home)


def test_a_missing_folder_is_writable_if_its_parent_is(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("")
    assert environment.can_write(tmp_path / "new" / "newer")
    assert not environment.can_write(tmp_path / "note.txt" / "newer")
