"""A complete set-up with the real venv and pip, and a folder of packages instead of the network."""

import hashlib
import subprocess
import zipfile
from pathlib import Path

import pytest

from installer import environment, set_up
from installer.environment import MARK, RUN
from installer.problems import SetupError
from installer.progress import Progress


def make_package(folder: Path) -> str:
    """Write a wheel with one module, and return its line for a lock file."""
    wheel = folder / "smallest-1.0-py3-none-any.whl"
    about = "smallest-1.0.dist-info"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("smallest.py", "answer = 42\n")
        archive.writestr(f"{about}/METADATA", "Metadata-Version: 2.1\nName: smallest\nVersion: 1.0\n")
        archive.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{about}/RECORD", f"smallest.py,,\n{about}/METADATA,,\n{about}/WHEEL,,\n")
    return f"smallest==1.0 --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n"


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a checkout, in a folder with blanks and accents, whose lock file names one small package."""
    folder = tmp_path / "Übung à la carte"
    folder.mkdir()
    lock = folder / "requirements.txt"
    lock.write_text(make_package(tmp_path))
    monkeypatch.setattr(environment, "CHECKOUT", folder)
    monkeypatch.setitem(environment.LOCKS, RUN, lock)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    return folder


def test_a_set_up_that_was_killed_starts_from_scratch(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = set_up.choose_place()
    assert place == checkout / ".venv"
    (place / "lib").mkdir()
    (place / "lib" / "half a package").write_text("")

    set_up.complete(place, RUN, Progress())

    assert environment.is_complete(place, RUN)
    assert not (place / "lib" / "half a package").exists()
    command = [str(environment.python(place)), "-c", "import smallest; print(smallest.answer)"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "42\n"
    assert "72 %  Unpacking the packages" in capsys.readouterr().err

    # A package with another hash is rejected, and the environment stays incomplete.
    environment.LOCKS[RUN].write_text(f"smallest==1.0 --hash=sha256:{'0' * 64}\n")
    command = [str(environment.python(place)), "-m", "pip", "uninstall", "--yes", "smallest"]
    subprocess.run(command, capture_output=True, check=True)
    with pytest.raises(SetupError, match="not the one that this version was tested with"):
        set_up.complete(place, RUN, Progress())
    assert environment.find(RUN) is None


def test_an_environment_of_the_user_is_left_alone(checkout: Path, home: Path) -> None:
    (checkout / ".venv").mkdir()
    (checkout / ".venv" / "pyvenv.cfg").write_text("somebody's own")
    place = set_up.choose_place()
    assert place.is_relative_to(home)
    assert (place / MARK).exists()
    assert [path.name for path in (checkout / ".venv").iterdir()] == ["pyvenv.cfg"]


def test_if_no_folder_is_writable_the_message_names_the_variable(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (checkout / ".venv").write_text("a file is in the way")
    (tmp_path / "note.txt").write_text("and another")
    monkeypatch.setenv("JOURNEY_EDITOR_HOME", str(tmp_path / "note.txt"))
    with pytest.raises(SetupError, match="JOURNEY_EDITOR_HOME"):
        set_up.choose_place()
