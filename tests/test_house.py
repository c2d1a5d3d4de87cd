"""Checks that run together with the tests: each can fail, and a failed one fails the run."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests import __main__ as house
from tests.__main__ import HOUSE, LINT_IMPORTS

TOOLS = {"good": ("-c", "print('all good')"), "bad": ("-c", "print('not good'); raise SystemExit(1)")}


@pytest.mark.parametrize(
    ("tests", "tools", "status"),
    [(0, ["good"], 0), (0, ["good", "bad"], 1), (5, ["good"], 5)],
    ids=["all pass", "a check fails", "pytest fails"],
)
def test_the_run_fails_if_a_check_or_a_test_fails(
    tests: int,
    tools: list[str],
    status: int,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    given: list[list[str]] = []
    monkeypatch.setattr(pytest, "main", lambda words: given.append(words) or tests)
    monkeypatch.setattr(house, "checks", lambda _: {name: TOOLS[name] for name in tools})
    assert house.main([]) == status
    assert f"--numprocesses={(os.cpu_count() or 1) + 1}" in given[0]
    said = capfdbinary.readouterr().out.decode()
    assert said.split("\n") == ["good: passed", *["not good", "bad: FAILED"] * ("bad" in tools), ""]


def test_words_for_pytest_run_pytest_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[list[str]] = []
    monkeypatch.setattr(pytest, "main", lambda words: given.append(words) or 0)
    monkeypatch.setattr(house, "checks", lambda _: TOOLS)
    assert house.main(["tests/layout", "-k", "emotion"]) == 0
    assert given[0][-3:] == ["tests/layout", "-k", "emotion"]


def forbidden_imports() -> Iterator[tuple[str, str, str]]:
    """Yield a module and an import that breaks a contract, with the contract's name, for each contract."""
    settings = tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    for contract in settings["contracts"]:
        if contract["type"] == "layers":
            container = contract["containers"][0]
            top, bottom = (re.findall(r"\w+", contract["layers"][at])[0] for at in (0, -1))
            yield f"{container}.{bottom}", f"{container}.{top}", contract["name"]
        elif contract["type"] == "acyclic_siblings":
            yield "journey_editor.app.runtime", "journey_editor.app.program", contract["name"]
        else:
            yield contract["source_modules"][0], contract["forbidden_modules"][0], contract["name"]


def test_each_import_contract_can_fail(tmp_path: Path) -> None:
    shutil.copy(HOUSE / "pyproject.toml", tmp_path)
    skipped = shutil.ignore_patterns("__pycache__", "_resources")
    shutil.copytree(HOUSE / "journey_editor", tmp_path / "journey_editor", ignore=skipped)
    for importer, imported, _ in forbidden_imports():
        file = tmp_path.joinpath(*importer.split("."))
        file = file / "__init__.py" if file.is_dir() else file.with_suffix(".py")
        with file.open("a", encoding="utf-8") as code:
            # An import for annotations only is as forbidden as any other.
            code.write(f"\nfrom typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    import {imported}\n")
    done = subprocess.run(
        [sys.executable, *LINT_IMPORTS], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    report = " ".join(done.stdout.split())
    for importer, imported, contract in forbidden_imports():
        assert f"{contract} BROKEN" in report
        assert f"{importer} -> {imported} (l." in report


def test_no_file_has_outgrown_its_purpose() -> None:
    longest = {
        str(file.relative_to(HOUSE)): lines
        for room in ("journey_editor", "installer")
        for file in (HOUSE / room).rglob("*.py")
        if (lines := file.read_text(encoding="utf-8").count("\n")) > 450
    }
    assert longest == {}


def test_a_test_that_leaves_data_on_the_clipboard_does_not_crash_when_run_alone() -> None:
    words = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/app/canvas/test_pasting.py"]
    done = subprocess.run([sys.executable, *words], cwd=HOUSE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_only_the_known_files_are_at_the_top() -> None:
    """What is committed counts, or all that a copy without its history has."""
    paths = [each.name for each in HOUSE.iterdir()]
    if (git := shutil.which("git")) and (HOUSE / ".git").exists():
        command = [git, "-c", "safe.directory=*", "-C", HOUSE, "ls-files"]
        paths = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\n")
    ignored = (HOUSE / ".gitignore").read_text(encoding="utf-8").split()
    found = {path.partition("/")[0] for path in paths if path}
    assert {name for name in found if not any(fnmatch(name, line.strip("/")) for line in ignored)} == {
        *(".ci", ".gitignore", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "README.md", "pyproject.toml"),
        *("installer", "journey_editor", "main.py", "resources", "tests"),
    }
