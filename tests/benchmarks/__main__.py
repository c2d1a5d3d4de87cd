"""Benchmarks: ``python3 main.py bench [NAME …] [--cards N] [--json]``, each value next to a baseline."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from tests.benchmarks.every import BENCHES
from tests.benchmarks.figures import Bench, Figure


def main(words: Sequence[str]) -> int:
    """Run the named benchmarks, or all, and print a table. Return 1 if one of them failed, else 0."""
    given = _parser().parse_args(words)
    found: list[Figure] = []
    broken = 0
    if not given.json:
        print(_row("figure", "cards", "", "times", "baseline", "", "limit"), flush=True)
    for bench in given.name or BENCHES:
        for cards in given.cards or bench.sizes:
            with _process(bench, cards) as process:
                for figure in _figures(process):
                    found.append(figure)
                    if not given.json:
                        print(_told(figure), flush=True)
            if process.returncode:
                broken = 1
                print(f"The benchmark {bench.name} failed with {cards:,} cards.", file=sys.stderr)
    if given.json:
        print(json.dumps([_plain(each) for each in found], indent=1))
    return broken


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="main.py bench",
        description="Measures the program and compares it with baselines, each benchmark in its own process. "
        "Milliseconds are processor time unless the row says “clock”.",
        epilog="NAME is one of: " + ", ".join(each.name for each in BENCHES),
    )
    parser.add_argument("name", nargs="*", type=_named, metavar="NAME", help="benchmark (default: all)")
    parser.add_argument("--cards", type=int, action="append", metavar="N", help="only use maps with N cards")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    return parser


def _named(name: str) -> Bench:
    for each in BENCHES:
        if each.name == name:
            return each
    raise argparse.ArgumentTypeError(f"there is no benchmark “{name}”; --help lists all")


def _process(bench: Bench, cards: int) -> subprocess.Popen[str]:
    """Start a process that runs one benchmark with one size, with empty memory and caches."""
    command = [sys.executable, "-m", "tests.benchmarks.one", bench.name, str(cards)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8")


def _figures(process: subprocess.Popen[str]) -> Iterator[Figure]:
    assert process.stdout is not None
    for line in process.stdout:
        yield Figure(**json.loads(line))


def _told(figure: Figure) -> str:
    asked = []
    if figure.most:
        asked.append(f"{_number(figure.most)} {figure.unit}")
    if figure.most_times:
        asked.append(f"{figure.most_times:g} times")
    return _row(
        figure.name,
        f"{figure.cards:,}" if figure.cards else "",
        f"{_number(figure.value)} {figure.unit}",
        f"{figure.times:.2f}" if figure.other else "",
        figure.beside,
        f"{_number(figure.other)} {figure.unit}" if figure.other else "",
        ", ".join(asked) + ("" if figure.is_met else "  EXCEEDED"),
    )


def _row(name: str, cards: str, value: str, times: str, beside: str, other: str, asked: str) -> str:
    return f"{name:<38}{cards:>8}{value:>12}{times:>8}  {beside:<34}{other:>12}  {asked}".rstrip()


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 1 else f"{value:.3f}"


def _plain(figure: Figure) -> dict[str, object]:
    return {**asdict(figure), "times": round(figure.times, 3), "met": figure.is_met}


if __name__ == "__main__":
    # In a separate home, so that the benchmarks do not touch the user's projects.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as _home:
        os.environ["JOURNEY_EDITOR_HOME"] = _home
        _status = main(sys.argv[1:])
    sys.exit(_status)
