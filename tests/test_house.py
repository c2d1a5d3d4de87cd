"""Checks of the code with tools: style, types and imports."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from packaging.version import Version

HOUSE = Path(__file__).parent.parent
LINT_IMPORTS = ["-c", "from importlinter.cli import lint_imports_command as lint; lint()", "--no-cache"]

# The older Qt for Python on arm64 Linux runs the program, but some of its type annotations are wrong.
QT_IS_DESCRIBED_WELL = Version(version("PySide6-Essentials")) >= Version("6.11")


def check(*words: str) -> None:
    """Run a tool with this Python over the house; what it complains about is the failure's message."""
    done = subprocess.run([sys.executable, *words], cwd=HOUSE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def without_qt() -> list[str]:
    """The parts of the house in which nothing of Qt is named."""
    rooms = [room for room in (HOUSE / "journey_editor").iterdir() if (room / "__init__.py").is_file()]
    return ["installer", *(str(room) for room in rooms if room.name not in ("app", "backends"))]


def test_the_code_passes_the_linter() -> None:
    check("-m", "ruff", "check", "--no-cache", ".")


def test_the_code_is_laid_out_by_the_formatter() -> None:
    check("-m", "ruff", "format", "--check", "--no-cache", ".")


def test_the_types_are_correct(tmp_path: Path) -> None:
    # What it keeps between two runs makes the difference between a minute and a second.
    kept = HOUSE if os.access(HOUSE, os.W_OK) else tmp_path
    what = [] if QT_IS_DESCRIBED_WELL else ["--follow-imports=silent", *without_qt()]
    check("-m", "mypy", "--cache-dir", str(kept / ".mypy_cache"), *what)


def test_imports_follow_the_contracts() -> None:
    check(*LINT_IMPORTS)


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


def test_tests_that_leave_something_on_the_clipboard_end_well_when_run_alone() -> None:
    check("-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/app/canvas/test_pasting.py")
