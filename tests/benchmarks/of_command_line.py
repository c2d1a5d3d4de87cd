"""Benchmark of converting a project to PDF on the command line, compared with installed programs."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.benchmarks.figures import Bench, Figure

RUN = str(Path(__file__).parent.parent.parent / "installer" / "run.py")
"""Script that starts the program itself."""
_RUNS = 2
# On Linux the peak memory of a child is at least that of its parent, so a small process starts it.
_MEASURE = """
import os, subprocess, sys, time
start = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
size = 0
if sys.platform == "win32":
    status = process.wait()
else:
    _, status, usage = os.wait4(process.pid, 0)
    size = usage.ru_maxrss / (1024 if sys.platform == "linux" else 1024 * 1024)
print((time.perf_counter() - start) * 1000, size)
sys.exit(status != 0)
"""


def whole_process(words: Sequence[str], runs: int = _RUNS) -> tuple[float, float]:
    """Return the elapsed time in milliseconds and the peak memory in megabytes of a process.

    Both are the minimum of some runs; the memory is 0 on Windows. Raises `subprocess.CalledProcessError` if
    the process fails.
    """
    command = [sys.executable, "-c", _MEASURE, *words]
    found = [
        tuple(map(float, subprocess.run(command, check=True, capture_output=True).stdout.split()))
        for _ in range(runs)
    ]
    times, sizes = zip(*found, strict=True)
    return min(times), min(sizes)


def mermaid_journey(touchpoints: int) -> str:
    """Return a journey with a number of touchpoints as Mermaid text, ten in each stage."""
    lines = ["journey", f"    title {touchpoints:,} touchpoints"]
    for number in range(touchpoints):
        if number % 10 == 0:
            lines.append(f"    section Stage {number // 10 + 1}")
        lines.append(f"      Calls the {number + 1}th time about it: {1 + number * 3 % 5}: Mira, Support")
    return "\n".join(lines) + "\n"


def _command_line(touchpoints: int) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        text, project, drawing = (str(Path(folder) / f"map.{end}") for end in ("mmd", "journey", "svg"))
        out = str(Path(folder) / "map.pdf")
        Path(text).write_text(mermaid_journey(touchpoints), "utf-8")
        ours = [sys.executable, RUN, "convert"]
        for words in ([*ours, text, project], [*ours, text, drawing]):
            subprocess.run(words, check=True, capture_output=True)
        bare = whole_process([sys.executable, "-c", "pass"])
        found = whole_process([*ours, project, out])
        yield Figure(
            "project to PDF, touchpoints",
            touchpoints,
            found[0],
            "ms",
            "an empty Python process",
            bare[0],
            1_200,
        )
        yield Figure("project to PDF, memory", touchpoints, found[1], "MB", "the same", bare[1], 150)
        for name, command in _others(text, drawing, folder).items():
            try:
                other = whole_process(command, 1)
            except subprocess.CalledProcessError:
                print(f"{name} is installed, but the conversion failed.", file=sys.stderr)
                continue
            yield Figure("project to PDF, touchpoints", touchpoints, found[0], "ms", name, other[0])
            yield Figure("project to PDF, memory", touchpoints, found[1], "MB", name, other[1])


def _others(text: str, drawing: str, folder: str) -> dict[str, list[str]]:
    """Return the commands of other installed programs that convert the same journey, by their names."""
    known = {
        "mermaid-cli, from Mermaid": ["mmdc", "-i", text, "-o", f"{folder}/mermaid.pdf"],
        "Inkscape, from our SVG": ["inkscape", drawing, "-o", f"{folder}/inkscape.pdf"],
        "LibreOffice, from our SVG": [
            "soffice",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            drawing,
        ],
    }
    return {name: command for name, command in known.items() if shutil.which(command[0])}


BENCHES = (Bench("command-line", _command_line, (100,)),)
