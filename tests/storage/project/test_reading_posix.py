"""What can lie in the place of a project file on Linux and macOS only."""

import os
import socket
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from journey_editor.storage.project.project_file import read_project, write_project
from journey_editor.storage.project.refusal import FileRefusedError
from tests.ordinary_user import ordinary_user


@pytest.mark.parametrize(
    ("reason", "make"),
    [
        ("not a project", os.mkfifo),
        ("gone", lambda path: path.symlink_to("nowhere")),
        ("unreadable", lambda path: path.symlink_to(path.name)),
        ("not a project", lambda path: path.symlink_to("/dev/zero")),
        ("folder", lambda path: path.symlink_to("/")),
    ],
)
def test_what_lies_there_is_said_and_never_waited_for(
    tmp_path: Path, reason: str, make: Callable[[Path], object]
) -> None:
    path = tmp_path / "map.journey"
    make(path)
    with pytest.raises(FileRefusedError) as raised:
        read_project(path)
    assert raised.value.reason == reason


def test_a_socket_is_no_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with closing(socket.socket(socket.AF_UNIX)) as server:
        server.bind("map.journey")
        with pytest.raises(FileRefusedError):
            read_project(Path("map.journey"))


def test_a_file_that_one_may_not_read(project, tmp_path: Path) -> None:
    path = tmp_path / "map.journey"
    write_project(path, project.document, project.assets)
    path.chmod(0)
    with ordinary_user(), pytest.raises(FileRefusedError, match="no permission"):
        read_project(path)


def test_a_file_that_may_only_be_read_and_one_behind_a_link_open(project, tmp_path: Path) -> None:
    real = tmp_path / "real.journey"
    write_project(real, project.document, project.assets)
    real.chmod(0o444)
    (tmp_path / "map.journey").symlink_to("real.journey")
    assert read_project(tmp_path / "map.journey").document == project.document
