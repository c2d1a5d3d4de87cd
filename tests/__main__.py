"""Tests: ``python3 main.py test`` runs pytest, and the checks of style, types and imports.

``python3 main.py test WORD …`` passes the arguments to pytest and runs nothing else.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path
from typing import IO

import pytest
from packaging.version import Version

from installer import environment

HOUSE = environment.CHECKOUT
LINT_IMPORTS = ("-c", "from importlinter.cli import lint_imports_command as lint; lint()", "--no-cache")

# The older Qt for Python on arm64 Linux runs the program, but some of its type annotations are wrong.
QT_IS_DESCRIBED_WELL = Version(version("PySide6-Essentials")) >= Version("6.11")


def main(words: Sequence[str]) -> int:
    """Run pytest, together with the checks if there are no arguments. Return 0 if everything passed."""
    caches = HOUSE if environment.can_write(HOUSE) else environment.own_folder()
    pytest_words = ["-o", f"cache_dir={caches / '.pytest_cache'}"]
    if words:
        return int(pytest.main([*pytest_words, *words]))
    with ExitStack() as stack:
        running = [
            Check(name, command, stack.enter_context(tempfile.TemporaryFile()))
            for name, command in checks(caches).items()
        ]
        # One more than processors, because some tests wait for threads and processes.
        workers = (os.cpu_count() or 1) + 1
        status = int(pytest.main([*pytest_words, f"--numprocesses={workers}", "--dist=worksteal"]))
        passed = [each.finish() for each in running]
    return status or int(not all(passed))


def checks(caches: Path) -> dict[str, Sequence[str]]:
    """Return the words for Python that run each check."""
    without_qt = [] if QT_IS_DESCRIBED_WELL else ["--follow-imports=silent", *rooms_without_qt()]
    return {
        "Style (ruff check)": ("-m", "ruff", "check", "--no-cache", "."),
        "Format (ruff format)": ("-m", "ruff", "format", "--check", "--no-cache", "."),
        # With its cache, mypy takes a second instead of a minute.
        "Types (mypy)": ("-m", "mypy", "--cache-dir", str(caches / ".mypy_cache"), *without_qt),
        "Imports (import-linter)": LINT_IMPORTS,
    }


def rooms_without_qt() -> list[str]:
    """Return the parts of the code that do not import Qt."""
    rooms = [room for room in (HOUSE / "journey_editor").iterdir() if (room / "__init__.py").is_file()]
    return ["installer", *(str(room) for room in rooms if room.name not in ("app", "backends"))]


class Check:
    """Check that runs in a process in parallel to the tests."""

    def __init__(self, name: str, words: Sequence[str], output: IO[bytes]) -> None:
        # A file takes the output, because a full pipe would stop the process.
        self._name, self._output = name, output
        command = [sys.executable, *words]
        self._process = subprocess.Popen(
            command, cwd=HOUSE, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )

    def finish(self) -> bool:
        """Wait for the end, print the result, and return True if the check passed."""
        passed = self._process.wait() == 0
        if not passed:
            self._output.seek(0)
            sys.stdout.flush()
            sys.stdout.buffer.write(self._output.read())
        print(f"{self._name}: {'passed' if passed else 'FAILED'}", flush=True)
        return passed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
