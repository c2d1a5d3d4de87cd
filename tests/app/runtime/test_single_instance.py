"""A second start passes its files to the first process."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from journey_editor.app.program.application import Application
from journey_editor.app.runtime import instance_server
from journey_editor.app.runtime.instance_server import InstanceServer, send_files
from journey_editor.app.runtime.single_instance import files_sent, release
from journey_editor.editing.templates import project_from_template
from journey_editor.foundation.folders import user_data
from journey_editor.storage.locking.file_lock import FileLock
from journey_editor.storage.project.project_file import write_project


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "Umzug – Süd.journey"
    write_project(path, project_from_template("sample"), {})
    return path


@pytest.fixture(autouse=True)
def first(home: Path) -> Iterator[None]:
    """This process is the first instance."""
    assert not files_sent([])
    yield
    release()


def start_again(*files: Path) -> "subprocess.Popen[bytes]":
    command = (
        "import sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication;"
        "app = QCoreApplication([]); from journey_editor.app.runtime.single_instance import files_sent;"
        "sys.exit(0 if files_sent([Path(f) for f in sys.argv[1:]]) else 7)"
    )
    words = [sys.executable, "-c", command, *map(str, files)]
    return subprocess.Popen(words, env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[3])})


def test_a_file_is_opened_by_the_running_program(program: Application, saved: Path, qtbot: QtBot) -> None:
    program.listen_to_later_starts()
    second = start_again(saved)
    qtbot.waitUntil(lambda: len(program.windows) == 1 and second.poll() is not None, timeout=10_000)
    assert second.returncode == 0
    assert program.windows[0].session.title == "Umzug – Süd"


def test_opening_the_same_file_again_raises_its_window(
    program: Application, saved: Path, qtbot: QtBot
) -> None:
    program.listen_to_later_starts()
    program.open(saved)
    second = start_again(saved)
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=10_000)
    assert second.returncode == 0 and len(program.windows) == 1


def test_a_start_with_another_temporary_folder_and_user_name_finds_the_running_program(
    program: Application, saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    program.listen_to_later_starts()
    (tmp_path / "elsewhere").mkdir()
    for variable in ("TMPDIR", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(variable, str(tmp_path / "elsewhere"))
    for variable in ("LOGNAME", "USER"):
        monkeypatch.setenv(variable, "somebody")
    second = start_again(saved)
    qtbot.waitUntil(lambda: len(program.windows) == 1 and second.poll() is not None, timeout=10_000)
    assert second.returncode == 0


def test_a_start_without_a_file_shows_the_start_page(program: Application, qtbot: QtBot) -> None:
    program.listen_to_later_starts()
    second = start_again()
    qtbot.waitUntil(lambda: program.start_window is not None and second.poll() is not None, timeout=10_000)
    assert second.returncode == 0


def test_files_are_not_accepted_before_the_server_listens() -> None:
    assert not send_files([])


def answers(monkeypatch: pytest.MonkeyPatch, *given: bool | None) -> list[bool | None]:
    """Make the server give these answers in turn; return the list of remaining answers."""
    left = list(given)
    monkeypatch.setattr(instance_server, "send_files", lambda _: left.pop(0))
    return left


def test_a_second_start_waits_for_a_first_one_whose_server_starts_slowly(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    left = answers(monkeypatch, None, None, None, True)
    assert files_sent([Path("/a/b.journey")])
    assert not left


def test_a_second_start_does_not_wait_for_a_first_one_that_does_not_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    left = answers(monkeypatch, False, True)
    assert not files_sent([Path("/a/b.journey")])
    assert left == [True]


def test_a_second_start_is_the_first_when_that_one_ends_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(instance_server, "send_files", lambda _: release())
    assert not files_sent([Path("/a/b.journey")])
    assert FileLock.acquire(user_data() / "running.lock") is None


def test_a_hanging_first_program_does_not_keep_a_second_one_from_starting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("journey_editor.app.runtime.single_instance._PATIENCE", 0.1)
    assert not files_sent([Path("/a/b.journey")])


def test_files_left_by_a_killed_program_do_not_block_the_next_start(qtbot: QtBot, home: Path) -> None:
    left = InstanceServer()
    name = Path(left._server.fullServerName())
    left.close()
    if name.is_absolute():
        name.touch()
    heard: list[list[Path]] = []
    server = InstanceServer()
    server.asked.connect(heard.append)
    second = start_again(Path("/a/b.journey"))
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=10_000)
    assert second.returncode == 0
    assert heard == [[Path("/a/b.journey")]]
    server.close()


@pytest.mark.parametrize(
    "rubbish", [b"\xff\xfe\n", b"{}\n", b"[1]\n", b'["a\\u0000b"]\n', b"[" * 5000 + b"\n"]
)
def test_invalid_messages_are_not_answered(rubbish: bytes, qtbot: QtBot, home: Path) -> None:
    heard: list[list[Path]] = []
    server = InstanceServer()
    server.asked.connect(heard.append)
    socket = QLocalSocket()
    socket.connectToServer(instance_server._name())
    assert socket.waitForConnected(1000)
    socket.write(rubbish)
    socket.flush()
    unconnected = QLocalSocket.LocalSocketState.UnconnectedState
    qtbot.waitUntil(lambda: socket.state() == unconnected, timeout=3_000)
    assert not heard and not socket.readAll().data()
    server.close()
