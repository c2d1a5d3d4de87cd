"""How a start knows that its environment is complete, and where it keeps it."""

import os
import sys
from pathlib import Path

import pytest

from installer import environment
from installer.environment import RUN, TEST, is_complete, is_usable


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an interpreter in it, and lock files that a test may change."""
    for purpose in (RUN, TEST):
        lock = tmp_path / f"{purpose}.txt"
        lock.write_text("sum==1.0 --hash=sha256:00")
        monkeypatch.setitem(environment.LOCKS, purpose, lock)
    folder = tmp_path / ".venv"
    interpreter = environment.python(folder)
    interpreter.parent.mkdir(parents=True)
    interpreter.write_text("")
    return folder


def test_an_environment_left_half_way_is_not_complete(place: Path) -> None:
    assert not is_complete(place, RUN)
    assert not is_usable(place)


def test_a_finished_one_is_complete_for_its_purpose_only(place: Path) -> None:
    environment.write_stamp(place, RUN)
    assert is_complete(place, RUN)
    assert not is_complete(place, TEST)
    assert is_usable(place)


def test_a_new_lock_file_asks_for_more_packages_in_the_same_environment(place: Path) -> None:
    environment.write_stamp(place, RUN)
    environment.LOCKS[RUN].write_text("sum==1.1 --hash=sha256:11")
    assert not is_complete(place, RUN)
    assert is_usable(place)


def test_an_environment_whose_python_was_removed_is_of_no_use(place: Path) -> None:
    environment.write_stamp(place, RUN)
    environment.python(place).unlink()
    assert not is_complete(place, RUN)
    assert not is_usable(place)


def test_an_environment_of_a_python_that_is_gone_is_of_no_use(
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


def test_an_environment_of_another_kind_of_machine_is_of_no_use(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment.write_stamp(place, RUN)
    monkeypatch.setattr(sys, "platform", "another")
    assert not is_complete(place, RUN)
    assert not is_usable(place)


def test_before_packages_change_the_environment_stops_being_complete(place: Path) -> None:
    for purpose in (RUN, TEST):
        environment.write_stamp(place, purpose)
    environment.remove_stamps(place)
    assert not is_complete(place, RUN)
    assert not is_complete(place, TEST)


def test_it_lies_beside_the_checkout_or_in_the_persons_own_folder(home: Path) -> None:
    beside, away = environment.candidates()
    assert beside == environment.CHECKOUT / ".venv"
    assert away.is_relative_to(home)


def test_a_path_that_python_refuses_for_environments_is_not_chosen(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "CHECKOUT", Path(f"/srv/plans{os.pathsep}new"))
    [away] = environment.candidates()
    assert away.is_relative_to(home)


def test_a_folder_that_is_not_there_can_be_written_to_if_the_one_above_can(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("")
    assert environment.can_write(tmp_path / "new" / "newer")
    assert not environment.can_write(tmp_path / "note.txt" / "newer")
