"""The rules of the house, as the tools check them: style, types, and who may import whom."""

import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from packaging.version import Version

HOUSE = Path(__file__).parent.parent

# The older Qt for Python that arm64 Linux gets runs the program, but gets some of its own types wrong.
QT_IS_DESCRIBED_WELL = Version(version("PySide6-Essentials")) >= Version("6.11")


def check(*words: str) -> None:
    """Run a tool with this Python over the house; what it complains about is the failure's message."""
    done = subprocess.run([sys.executable, *words], cwd=HOUSE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def without_qt() -> list[str]:
    """The parts of the house in which nothing of Qt is named."""
    rooms = [room for room in (HOUSE / "journey_editor").iterdir() if (room / "__init__.py").is_file()]
    return ["installer", *(str(room) for room in rooms if room.name not in ("app", "backends"))]


def test_the_code_keeps_to_the_style() -> None:
    check("-m", "ruff", "check", "--no-cache", ".")


def test_the_code_is_laid_out_by_the_formatter() -> None:
    check("-m", "ruff", "format", "--check", "--no-cache", ".")


def test_the_types_agree(tmp_path: Path) -> None:
    # What it keeps between two runs makes the difference between a minute and a second.
    kept = HOUSE if os.access(HOUSE, os.W_OK) else tmp_path
    what = [] if QT_IS_DESCRIBED_WELL else ["--follow-imports=silent", *without_qt()]
    check("-m", "mypy", "--cache-dir", str(kept / ".mypy_cache"), *what)


def test_each_room_imports_only_what_it_may() -> None:
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    check("-c", command, "--no-cache")


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
