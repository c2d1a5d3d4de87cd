"""Benchmark of the start, from process to painted window. The baseline is an empty Qt window."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from journey_editor.app.command_line.main import has_screen
from journey_editor.storage.project.project_file import write_project
from tests.benchmarks.figures import Bench, Figure
from tests.benchmarks.generated import generated_map
from tests.benchmarks.of_command_line import whole_process

_BARE = "an empty Qt window"
_RUNS = 5


def _start(cards: int) -> Iterator[Figure]:
    if not has_screen():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    ours = [sys.executable, "-m", "tests.benchmarks.started"]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        # Later runs use the modules that the first one compiled, as they do for users.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "compiled")
        runs = 3 if cards > 1_000 else _RUNS if not cards or cards >= 100 else 1
        bare, bare_size = whole_process([sys.executable, "-m", "tests.benchmarks.bare_window"], runs)
        if not cards:
            empty, size = _least(ours, runs, Path(folder))
            yield Figure("start: start page painted (clock)", 0, empty, "ms", _BARE, bare, most_times=1.6)
            yield Figure("start: memory with start page", 0, size, "MB", _BARE, bare_size)
        file = Path(folder) / "map.journey"
        write_project(file, generated_map(cards, curve=bool(cards)), {})
        full, size = _least([*ours, str(file)], runs, Path(folder))
        most = 2_500 if cards else 0
        yield Figure("start: map painted (clock)", cards, full, "ms", _BARE, bare, most)
        yield Figure("start: memory with map", cards, size, "MB", _BARE, bare_size, 400)


def _least(words: Sequence[str], runs: int, folder: Path) -> tuple[float, float]:
    """Return the minimum time in milliseconds and memory in megabytes of some starts, each in a new home."""
    found = []
    for run in range(runs):
        os.environ["JOURNEY_EDITOR_HOME"] = str(folder / f"home {run}")
        shutil.rmtree(folder / f"home {run}", ignore_errors=True)
        found.append(whole_process(words, 1))
    times, sizes = zip(*found, strict=True)
    return min(times), min(sizes)


BENCHES = (Bench("start", _start, (0, 1_000, 10_000)),)
