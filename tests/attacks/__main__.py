"""``python3 main.py attack [NAME …] [--trials N] [--seed N]``: what was tried, and what was lost by it."""

import argparse
import logging
import os
import sys
import tempfile
import time
from collections.abc import Sequence

from tests.attacks.attack import Attack, Seeded
from tests.attacks.every import ATTACKS

_MOST_TOLD = 20


def main(words: Sequence[str]) -> int:
    """Run the attacks that are named, or all; answer 1 if anything was lost."""
    given = _parser().parse_args(words)
    print(f"{'attack':<16}{'trials':>8}{'failed':>8}{'seconds':>9}  figures", flush=True)
    return max(_run(each, given.trials, given.seed) for each in given.name or ATTACKS)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="main.py attack",
        description="Kills the program, breaks its disks and files, and tells what was lost.",
        epilog="\n".join(f"{each.name:<16}{each.what} ({each.trials:,} trials)" for each in ATTACKS),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("name", nargs="*", type=_named, metavar="NAME", help="all unless some are named")
    parser.add_argument("--trials", type=int, help="how often each is tried")
    parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same random choices")
    return parser


def _named(name: str) -> Attack:
    for each in ATTACKS:
        if each.name == name:
            return each
    raise argparse.ArgumentTypeError(f"there is no attack “{name}”; --help names them")


def _run(attack: Attack, trials: int | None, seed: int) -> int:
    began = time.monotonic()
    outcome = attack.run(trials or attack.trials, Seeded(seed))
    seconds = time.monotonic() - began
    failed = len(outcome.failures)
    figures = ", ".join(f"{name} {value}" for name, value in outcome.figures.items())
    print(f"{attack.name:<16}{outcome.trials:>8,}{failed:>8,}{seconds:>9.1f}  {figures}", flush=True)
    for sentence in outcome.failures[:_MOST_TOLD]:
        print(f"  {sentence}", flush=True)
    return int(failed > 0)


if __name__ == "__main__":
    # What fails on purpose need not be told.
    logging.disable(logging.CRITICAL)
    # In a home of its own: journals and versions must not go among a person's.
    with tempfile.TemporaryDirectory() as _home:
        os.environ["JOURNEY_EDITOR_HOME"] = _home
        _status = main(sys.argv[1:])
    sys.exit(_status)
