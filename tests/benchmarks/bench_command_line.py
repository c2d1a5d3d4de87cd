"""What a conversion costs as a whole process: from Mermaid with 100 touchpoints to PDF, and the bare start.

    python3 main.py test tests/benchmarks/bench_command_line.py -s

prints milliseconds on the clock and megabytes at the most (the best of some runs), and how many times those
of a Python that does nothing they are. 1,200 ms and 150 MB are asked. Nothing here passes or fails on time.
"""

import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).parent.parent.parent
RUN = str(HOUSE / "installer" / "run.py")

# A process of its own: on Linux the most memory of a child is at least that of its parent.
MEASURE = """
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


def hundred_touchpoints() -> str:
    lines = ["journey", "    title A hundred touchpoints"]
    for number in range(100):
        if number % 10 == 0:
            lines.append(f"    section Stage {number // 10 + 1}")
        lines.append(f"      Calls the {number + 1}th time about it: {1 + number * 3 % 5}: Mira, Support")
    return "\n".join(lines) + "\n"


def measured(*words: str, runs: int = 5) -> tuple[float, float]:
    """Milliseconds and megabytes of a process, the least of each; no megabytes on Windows."""
    command = [sys.executable, "-c", MEASURE, sys.executable, *words]
    found = [
        tuple(map(float, subprocess.run(command, check=True, capture_output=True).stdout.split()))
        for _ in range(runs)
    ]
    times, sizes = zip(*found, strict=True)
    return min(times), min(sizes)


def test_a_mermaid_journey_becomes_a_pdf(tmp_path: Path) -> None:
    source, target = tmp_path / "hundred.mmd", tmp_path / "hundred.pdf"
    source.write_text(hundred_touchpoints())
    bare = measured("-c", "pass")
    for name, words in (("--version", ["--version"]), ("convert", ["convert", str(source), str(target)])):
        found = measured(RUN, *words)
        print(f"\n{name:<12} {found[0]:6.0f} ms {found[0] / bare[0]:5.1f} times, {found[1]:6.1f} MB", end="")
    assert target.read_bytes().startswith(b"%PDF")
