"""The command line with pipes, devices, signals, and unread output."""

import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from journey_editor.app.command_line.main import main
from journey_editor.conversion import export, formats
from journey_editor.editing.templates import project_from_template
from journey_editor.storage.project import gate
from journey_editor.storage.project.project_file import write_project

CODE = "import sys; from journey_editor.app.command_line.main import main; sys.exit(main())"


@pytest.fixture
def day(tmp_path: Path) -> Path:
    file = tmp_path / "day.mmd"
    file.write_text("journey\n  title Day\n  section Go\n    Make tea: 5: Me\n")
    return file


@pytest.mark.parametrize("ending", ["mmd", "md", "json", "journey"])
def test_reading_a_pipe_does_not_block(
    ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pipe = tmp_path / f"pipe.{ending}"
    os.mkfifo(pipe)
    assert main(["info", str(pipe)]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_a_pipe_is_not_replaced_by_a_map(
    day: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pipe = tmp_path / "out.pdf"
    os.mkfifo(pipe)
    assert main(["convert", str(day), str(pipe)]) == 1
    assert "was not changed" in capsys.readouterr().err
    assert pipe.is_fifo()


def test_a_reader_that_closes_the_pipe_causes_no_error_message(day: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-c", CODE, "info", str(day)]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, text=True, timeout=60)
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, "")


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_during_printing_is_reported(unbuffered: str, day: Path, tmp_path: Path) -> None:
    with (tmp_path / "told.txt").open("w") as told:
        done = subprocess.run(
            [sys.executable, "-c", CODE, "info", str(day)],
            stdout=told,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered, "PYTHONDONTWRITEBYTECODE": "1"},
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10)),
            text=True,
            timeout=60,
        )
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("The operation failed: ")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_cancelling_while_drawing_leaves_no_file(day: Path, tmp_path: Path, how: signal.Signals) -> None:
    old = tmp_path / "map.png"
    old.write_bytes(b"what was there before")
    command = [sys.executable, "-c", CODE, "convert", str(day), str(old), "--dpi", "2000"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        while process.poll() is None and not list(tmp_path.glob("~$*")):
            time.sleep(0.005)
        process.send_signal(how)
        _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (1, "Cancelled. No incomplete file was written.\n")
    assert old.read_bytes() == b"what was there before"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["day.mmd", "map.png"]


def test_a_background_command_ignores_the_interrupt_of_its_script(
    day: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = export.sheet_pages

    def interrupted(*given: Any) -> Any:
        signal.raise_signal(signal.SIGINT)
        return usual(*given)

    monkeypatch.setattr(export, "sheet_pages", interrupted)
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        assert main(["convert", str(day), str(tmp_path / "map.pdf")]) == 0
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
    assert (tmp_path / "map.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("while_it", ["reads", "lays out"])
@pytest.mark.parametrize("swallowed", [False, True])
def test_cancelling_while_reading_or_laying_out_writes_nothing(
    while_it: str,
    swallowed: bool,
    day: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    module, name = (formats, "read") if while_it == "reads" else (export, "sheet_pages")
    usual = getattr(module, name)

    def stopped(*given: object) -> object:
        # Python loses an exception that is raised while it frees an object.
        with suppress(*[KeyboardInterrupt] * swallowed):
            signal.raise_signal(signal.SIGINT)
        return usual(*given)

    monkeypatch.setattr(module, name, stopped)
    assert main(["convert", str(day), str(tmp_path / "map.pdf")]) == 1
    assert capsys.readouterr().err == "Cancelled. No incomplete file was written.\n"
    assert [each.name for each in tmp_path.iterdir()] == ["day.mmd"]


@pytest.mark.parametrize("command", [["check"], ["repair", "-o", "new.journey"]])
def test_a_file_is_not_reported_as_damaged_when_its_check_is_cancelled(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write_project(tmp_path / "map.journey", project_from_template("sample"), {})

    def interrupted(*_: object) -> None:
        # SQLite loses an exception that is raised in its callback, and reports an interruption.
        with suppress(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        raise sqlite3.OperationalError("interrupted")

    monkeypatch.setattr(gate, "_check_database", interrupted)
    assert main([*command, "map.journey"]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "Cancelled. No incomplete file was written.\n")
    assert [each.name for each in tmp_path.iterdir()] == ["map.journey"]
