"""Steps of `main.py` before the program starts."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from installer import bootstrap, environment, libraries
from installer.bootstrap import has_screen, program_variables
from installer.environment import CHECKOUT

_OLD = """
import sys
sys.version_info = (3, 6, 9)
exec(compile(open(sys.argv[1], encoding="utf-8").read(), sys.argv[1], "exec"))
"""

_HAND_OVER = """
import os, sys
from installer.bootstrap import replace_process
program = "import sys; print(sys.argv[1:]); sys.exit(7)"
sys.exit(replace_process([sys.executable, "-c", program, "ä b", ""], dict(os.environ)))
"""


def run(*words: str) -> subprocess.CompletedProcess[str]:
    surroundings = os.environ | {"PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, *words],
        cwd=CHECKOUT,
        env=surroundings,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_an_old_python_shows_which_version_is_needed() -> None:
    done = run("-c", _OLD, str(CHECKOUT / "main.py"))
    assert done.returncode == 1
    assert done.stderr.startswith("Journey Editor needs Python 3.11 or newer, and this is Python 3.6.")
    assert "Traceback" not in done.stderr


def test_an_old_python_can_parse_main() -> None:
    tree = ast.parse((CHECKOUT / "main.py").read_text(encoding="utf-8"), feature_version=(3, 4))
    newer = (ast.JoinedStr, ast.AnnAssign, ast.FunctionDef, ast.NamedExpr, ast.Starred)
    assert [type(node).__name__ for node in ast.walk(tree) if isinstance(node, newer)] == []


def test_arguments_and_exit_status_are_passed_on() -> None:
    done = run("-c", _HAND_OVER)
    assert done.returncode == 7
    assert done.stdout.strip() == "['ä b', '']"


@pytest.mark.parametrize(
    ("word", "module"),
    [("test", "tests"), ("attack", "tests.attacks"), ("bench", "tests.benchmarks")],
    ids=["test", "attack", "bench"],
)
def test_tests_attacks_and_benchmarks_have_commands_of_their_own(
    word: str, module: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    given: list[list[str]] = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(environment, "find", lambda purpose: tmp_path)
    monkeypatch.setattr(libraries, "known_good", lambda folder, variables: {})
    monkeypatch.setattr(bootstrap, "replace_process", lambda command, variables: given.append(command) or 0)
    assert bootstrap.start([word, "damage", "-x"]) == 0
    assert given[0][1:] == ["-m", module, "damage", "-x"]
    assert Path.cwd() == CHECKOUT


def test_the_gallery_is_drawn_into_a_file_in_the_current_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    given: list[list[str]] = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(environment, "find", lambda purpose: tmp_path)
    monkeypatch.setattr(libraries, "known_good", lambda folder, variables: {})
    monkeypatch.setattr(bootstrap, "replace_process", lambda command, variables: given.append(command) or 0)
    assert bootstrap.start(["gallery", "maps.pdf"]) == 0
    assert given[0][1:] == ["-m", "tests.gallery_pages", str(tmp_path / "maps.pdf")]


def test_without_a_screen_qt_runs_offscreen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert program_variables({}, testing=False)["QT_QPA_PLATFORM"] == "offscreen"
    assert "QT_QPA_PLATFORM" not in program_variables({"DISPLAY": ":0"}, testing=False)
    assert "QT_QPA_PLATFORM" not in program_variables({"WAYLAND_DISPLAY": "wayland-0"}, testing=False)
    assert program_variables({"QT_QPA_PLATFORM": "vnc"}, testing=False)["QT_QPA_PLATFORM"] == "vnc"


def test_the_tests_open_no_windows_on_the_screen() -> None:
    assert program_variables({"DISPLAY": ":0"}, testing=True)["QT_QPA_PLATFORM"] == "offscreen"


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_windows_and_macos_always_have_a_screen(system: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", system)
    assert has_screen({})


def test_packages_of_another_python_are_not_imported() -> None:
    variables = program_variables(
        {"PYTHONPATH": "/opt/robots", "PYTHONHOME": "/usr", "LANG": "vi"}, testing=False
    )
    assert "PYTHONPATH" not in variables
    assert "PYTHONHOME" not in variables
    assert variables["LANG"] == "vi"


def test_a_read_only_checkout_is_compiled_elsewhere(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "disc").write_text("no folder, so nothing can be written in it")
    monkeypatch.setattr(environment, "CHECKOUT", tmp_path / "disc" / "journey-editor")
    assert Path(program_variables({}, testing=False)["PYTHONPYCACHEPREFIX"]).is_relative_to(home)
