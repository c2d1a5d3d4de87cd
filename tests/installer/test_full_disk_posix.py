"""Set-up on a full disk: the message names the required space, and no files remain."""

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
    """Folder for an environment with one package."""
    lock = tmp_path / "requirements.txt"
    lock.write_text("big==1.0 --hash=sha256:0\n")
    monkeypatch.setattr(environment, "CHECKOUT", tmp_path)
    monkeypatch.setitem(environment.LOCKS, RUN, lock)
    return tmp_path / ".venv"


def use_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, venv: str = "", pip: str = "") -> None:
    """Use an interpreter whose venv and pip run these commands at their end."""
    python = tmp_path / "python"
    python.write_text(PYTHON.format(venv=venv or ":", pip=pip or ":"))
    python.chmod(0o755)
    monkeypatch.setattr(environment, "base_python", lambda: python)


def refused(place: Path) -> str:
    """Return the message; only the empty marker file of the environment may remain."""
    with pytest.raises(SetupError) as raised:
        set_up.set_up(RUN, dict(os.environ))
    assert [each.name for each in place.iterdir()] == [MARK]
    assert not (place / MARK).read_bytes()
    return str(raised.value)


def test_the_disk_is_full_while_pip_unpacks_packages(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_python(tmp_path, monkeypatch, pip=f'echo "ERROR: Could not install: {FULL}"; exit 1')
    assert "600 MB" in refused(place)


def test_the_disk_is_full_and_the_log_of_pip_cannot_be_written(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = '"$(dirname "$0")/../pip.log"'
    use_python(tmp_path, monkeypatch, pip=f"ln -s /dev/full {log}; echo 'ERROR: it just failed'; exit 1")
    assert "600 MB" in refused(place)


def test_the_disk_is_full_while_the_environment_is_created(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_python(tmp_path, monkeypatch, venv=f'echo "Error: {FULL}"; exit 1')
    assert "600 MB" in refused(place)


def test_a_full_disk_is_recognised_without_a_message_about_it(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_python(tmp_path, monkeypatch, venv="echo 'Error: ensurepip returned exit status 1'; exit 1")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=4096))
    assert "600 MB" in refused(place)


def test_the_disk_is_full_when_the_stamp_is_written(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    use_python(tmp_path, monkeypatch)
    monkeypatch.setattr(environment, "write_stamp", fail)
    assert "600 MB" in refused(place)


def test_after_another_error_the_log_is_kept(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_python(tmp_path, monkeypatch, pip="echo 'ERROR: the moon is in the way'; exit 1")
    with pytest.raises(SetupError, match="the moon"):
        set_up.set_up(RUN, dict(os.environ))
    assert "the moon" in (place / "pip.log").read_text()


def test_unpacked_system_libraries_are_removed_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "root" / "usr").mkdir(parents=True)
    monkeypatch.setattr(linux, "_apt", lambda *_: None)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=4096))
    with pytest.raises(DiskFullError):
        linux._unpack(["libegl1"], tmp_path)
    assert list(tmp_path.iterdir()) == []
