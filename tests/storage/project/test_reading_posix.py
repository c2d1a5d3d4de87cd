"""Reading of files that are not projects, on Linux and macOS."""

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
def test_a_special_file_is_reported_and_does_not_block(
    tmp_path: Path, reason: str, make: Callable[[Path], object]
) -> None:
    path = tmp_path / "map.journey"
    make(path)
    with pytest.raises(FileRefusedError) as raised:
        read_project(path)
    assert raised.value.reason == reason


def test_a_socket_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with closing(socket.socket(socket.AF_UNIX)) as server:
        server.bind("map.journey")
        with pytest.raises(FileRefusedError):
            read_project(Path("map.journey"))


def test_a_file_without_read_permission_is_reported(project, tmp_path: Path) -> None:
    path = tmp_path / "map.journey"
    write_project(path, project.document, project.pictures)
    path.chmod(0)
    with ordinary_user(), pytest.raises(FileRefusedError, match="not have permission"):
        read_project(path)


def test_a_read_only_file_and_a_link_can_be_opened(project, tmp_path: Path) -> None:
    real = tmp_path / "real.journey"
    write_project(real, project.document, project.pictures)
    real.chmod(0o444)
    (tmp_path / "map.journey").symlink_to("real.journey")
    assert read_project(tmp_path / "map.journey").document == project.document
