"""``python -m tests.attacks.hand_shrink NUMBER [MARK]``: reduce a trial to the steps that a fault needs.

The random choices of each step depend only on its number: they stay the same when other steps are left out.
"""

import logging
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tests.attacks.hand import STEPS, Fault, Trial
from tests.attacks.hand_report import lines_of
from tests.attacks.kill_edit import new_home


def lived(number: int, only: Sequence[int] | None = None) -> tuple[list[Fault], list[int]]:
    """Repeat a trial, or only some of its steps; return its faults and the executed steps."""
    with new_home() as home:
        trial = Trial(home, number, STEPS)
        taken: list[int] = []
        for plan in trial.plans():
            trial.live(replace(plan, only=None if only is None else tuple(only)))
            taken += sorted({line[1] for line in lines_of(Path(plan.report)) if line[0] == "does"})
        return trial.faults, taken


def shrink(number: int, mark: str, steps: Sequence[int]) -> list[int]:
    """Return a subset of a trial's steps that still causes a fault with this mark."""

    def shows(some: Sequence[int]) -> bool:
        return any(mark in each.mark for each in lived(number, some)[0])

    left, size = list(steps), max(len(steps) // 2, 1)
    while True:
        at = 0
        while at < len(left):
            fewer = left[:at] + left[at + size :]
            if fewer != left and shows(fewer):
                left = fewer
                print(f"{len(left)} steps", file=sys.stderr, flush=True)
            else:
                at += size
        if size == 1:
            return left
        size = max(size // 2, 1)


def main(words: Sequence[str]) -> int:
    """Reduce a trial to the steps that a fault needs, and print them."""
    number = int(words[0])
    faults, taken = lived(number)
    for each in faults:
        print(each.mark)
    marks = [each.mark for each in faults if len(words) < 2 or words[1] in each.mark]
    if not marks:
        print("That fault does not come again.")
        return 1
    left = shrink(number, marks[0], taken)
    for each in lived(number, left)[0]:
        print(each.words)
    print(f"steps: {left}")
    return 0


if __name__ == "__main__":
    # Expected failures need not be logged.
    logging.disable(logging.CRITICAL)
    sys.exit(main(sys.argv[1:]))
