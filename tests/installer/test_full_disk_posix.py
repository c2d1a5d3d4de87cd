"""A set-up for which the disk has no room says how much is needed, and takes none of it away."""

import errno
import os
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from installer import environment, linux, set_up
from installer.environment import MARK, RUN
from installer.problems import DiskFullError, SetupError

FULL = "OSError: [Errno 28] No space left on device"

PYTHON = """#!/bin/sh
case "$2" in
    venv) mkdir -p "$3/bin"; cp "$0" "$3/bin/python"; {venv} ;;
    pip) echo "Collecting big==1.0"; echo half > "$(dirname "$0")/../half a package"; {pip} ;;
esac
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where an environment for one package is to be made."""
    lock = tmp_path / "requirements.txt"
    lock.write_text("big==1.0 --hash=sha256:0\n")
    monkeypatch.setattr(environment, "CHECKOUT", tmp_path)
    monkeypatch.setitem(environment.LOCKS, RUN, lock)
    return tmp_path / ".venv"


def use_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, venv: str = "", pip: str = "") -> None:
    """Let the interpreter be one whose venv and pip do this at their end."""
    python = tmp_path / "python"
    python.write_text(PYTHON.format(venv=venv or ":", pip=pip or ":"))
    python.chmod(0o755)
    monkeypatch.setattr(environment, "base_python", lambda: python)


def refused(place: Path) -> str:
    """What is said in the end; then nothing but the empty mark is left of the environment."""
    with pytest.raises(SetupError) as raised:
        set_up.set_up(RUN, dict(os.environ))
    assert [each.name for each in place.iterdir()] == [MARK]
    assert not (place / MARK).read_bytes()
    return str(raised.value)


def test_while_pip_unpacks_the_packages(place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_python(tmp_path, monkeypatch, pip=f'echo "ERROR: Could not install: {FULL}"; exit 1')
    assert "600 MB" in refused(place)


def test_not_even_what_pip_said_can_be_kept(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = '"$(dirname "$0")/../pip.log"'
    use_python(tmp_path, monkeypatch, pip=f"ln -s /dev/full {log}; echo 'ERROR: it just failed'; exit 1")
    assert "600 MB" in refused(place)


def test_while_the_environment_is_made(place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_python(tmp_path, monkeypatch, venv=f'echo "Error: {FULL}"; exit 1')
    assert "600 MB" in refused(place)


def test_when_nothing_says_so_but_the_disk(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_python(tmp_path, monkeypatch, venv="echo 'Error: ensurepip returned exit status 1'; exit 1")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=4096))
    assert "600 MB" in refused(place)


def test_when_only_the_last_word_has_no_room(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    use_python(tmp_path, monkeypatch)
    monkeypatch.setattr(environment, "write_stamp", fail)
    assert "600 MB" in refused(place)


def test_what_fails_for_another_reason_stays_to_be_looked_at(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_python(tmp_path, monkeypatch, pip="echo 'ERROR: the moon is in the way'; exit 1")
    with pytest.raises(SetupError, match="the moon"):
        set_up.set_up(RUN, dict(os.environ))
    assert "the moon" in (place / "pip.log").read_text()


def test_the_systems_libraries_that_were_unpacked_go_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "root" / "usr").mkdir(parents=True)
    monkeypatch.setattr(linux, "_apt", lambda *_: None)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=4096))
    with pytest.raises(DiskFullError):
        linux._unpack(["libegl1"], tmp_path)
    assert list(tmp_path.iterdir()) == []
