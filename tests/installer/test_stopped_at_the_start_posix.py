"""Ctrl+C at any moment of a start, and Python in safe-path mode: no traceback is shown."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from installer import bootstrap, environment, set_up
from installer.environment import CHECKOUT

_UNTIL_THE_PROGRAM = """
import os, pathlib, sys, types
sys.modules["installer.set_up"] = types.SimpleNamespace(set_up=lambda *_: (pathlib.Path(sys.prefix), {}))
os.execve = lambda *_: os._exit(7)
"""
"""Start without a set-up that ends when the program would begin."""

_PRESSED = """
import os, signal, sys
script, wanted, how = sys.argv[1:4]
del sys.argv[:3]
sys.argv.insert(0, script)
inside = []
def watch(event, given):
    # Imports before the first line of the script are made by Python itself.
    if event == "exec" and getattr(given[0], "co_filename", "") == script:
        inside.append(script)
    if event == "import" and inside and given[0] == wanted:
        if how == "raised":
            raise KeyboardInterrupt
        os.kill(os.getpid(), signal.SIGINT)
sys.addaudithook(watch)
with open(script, encoding="utf-8") as file:
    code = compile(file.read(), script, "exec")
exec(code, {"__name__": "__main__", "__file__": script})
"""
"""Script runner that presses Ctrl+C, or raises its exception, before a module is imported."""

MAIN, RUN = str(CHECKOUT / "main.py"), str(CHECKOUT / "installer" / "run.py")
OF_MAIN = ("installer.bootstrap", "contextlib", "installer.environment", "zlib", "installer.libraries")
OF_RUN = (
    "journey_editor.__main__",
    "journey_editor.app.command_line.main",
    "argparse",
    "platformdirs",
    "journey_editor.foundation.catalogues",
    "journey_editor.app.runtime.crash_log",
    "PySide6.QtWidgets",
    "journey_editor.app.program.application",
    "journey_editor.app.runtime.single_instance",
    "journey_editor.app.runtime.termination",
    "journey_editor.app.start.start_window",
    "journey_editor.app.runtime.instance_server",
)


@pytest.fixture(autouse=True)
def surroundings(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Simulated screen, and a current folder other than that of the program."""
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.chdir(home)


def python(*words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, *words], capture_output=True, text=True, timeout=60, check=False)


def pressed(before: str, script: str, module: str, how: str) -> "subprocess.CompletedProcess[str]":
    return python("-c", before + _PRESSED, script, module, how)


@pytest.mark.parametrize("how", ["pressed", "raised"])
@pytest.mark.parametrize("module", OF_MAIN)
def test_ctrl_c_while_main_starts_ends_it_without_a_traceback(module: str, how: str) -> None:
    done = pressed(_UNTIL_THE_PROGRAM, MAIN, module, how)
    assert done.returncode in (1, -signal.SIGINT), "nothing was imported where it was pressed"
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("how", ["pressed", "raised"])
@pytest.mark.parametrize("module", OF_RUN)
def test_ctrl_c_while_the_program_starts_ends_it_without_a_traceback(module: str, how: str) -> None:
    done = pressed("", RUN, module, how)
    assert "Traceback" not in done.stderr and "Fatal" not in done.stderr


def test_ctrl_c_between_main_and_the_program_is_handled_by_the_program(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    given: list[list[str]] = []
    monkeypatch.setattr(environment, "find", lambda _: tmp_path)
    monkeypatch.setattr(bootstrap.libraries, "known_good", lambda *_: {})
    monkeypatch.setattr(bootstrap, "replace_process", lambda command, _: given.append(command) or 0)
    try:
        assert bootstrap.start(["--version"]) == 0
        with subprocess.Popen(
            [sys.executable, *given[0][1:]], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        ) as program:
            program.send_signal(signal.SIGINT)
            said, _ = program.communicate(timeout=60)
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
    assert (program.returncode, said) == (-signal.SIGINT, b"")


def test_ctrl_c_during_the_set_up_shows_a_message(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(environment, "find", lambda _: None)
    monkeypatch.setattr(set_up, "set_up", lambda *_: signal.raise_signal(signal.SIGINT))
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        assert bootstrap.start([]) == 1
        assert signal.getsignal(signal.SIGINT) is signal.SIG_DFL
    finally:
        signal.signal(signal.SIGINT, before)
    assert capsys.readouterr().err == "Cancelled. The next start continues from here.\n"


@pytest.mark.parametrize("words", [["-P"], ["-I"], ["-I", "-S"]])
def test_main_starts_in_safe_path_mode(words: list[str]) -> None:
    done = python(*words, "-c", _UNTIL_THE_PROGRAM + _PRESSED, MAIN, "nothing", "pressed")
    assert (done.returncode, done.stderr) == (7, "")


@pytest.mark.parametrize("words", [[], ["-P"]])
def test_the_program_starts_in_safe_path_mode(words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONSAFEPATH", "1")
    done = python(*words, RUN, "--version")
    assert done.stdout.startswith("Journey Editor ") and not done.stderr
    assert "PYTHONSAFEPATH" not in bootstrap.program_variables(os.environ, testing=True)
