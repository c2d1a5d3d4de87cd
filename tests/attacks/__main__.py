"""Attacks: ``python3 main.py attack [NAME …] [--trials N] [--seed N]`` reports trials and lost work."""

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
    """Run the named attacks, or all. Return 1 if one of them failed, else 0."""
    given = _parser().parse_args(words)
    print(f"{'attack':<16}{'trials':>8}{'failed':>8}{'seconds':>9}  figures", flush=True)
    return max(_run(each, given.trials, given.seed) for each in given.name or ATTACKS)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="main.py attack",
        description="Kills the program, simulates faulty disks, damages files, and reports lost work.",
        epilog="\n".join(f"{each.name:<16}{each.what} ({each.trials:,} trials)" for each in ATTACKS),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("name", nargs="*", type=_named, metavar="NAME", help="attack to run (default: all)")
    parser.add_argument("--trials", type=int, help="number of trials of each attack")
    parser.add_argument("--seed", type=int, default=1, help="seed of the random choices (default: 1)")
    return parser


def _named(name: str) -> Attack:
    for each in ATTACKS:
        if each.name == name:
            return each
    raise argparse.ArgumentTypeError(f"there is no attack “{name}”; --help lists all")


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
    # Faults are caused on purpose, so they are not logged.
    logging.disable(logging.CRITICAL)
    # In a separate home, so that the attacks do not touch the user's journals and versions.
    with tempfile.TemporaryDirectory() as _home:
        os.environ["JOURNEY_EDITOR_HOME"] = _home
        _status = main(sys.argv[1:])
    sys.exit(_status)
