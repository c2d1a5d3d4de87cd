"""Killed processes during a save: the file is the old or the new one, and the next save cleans up."""

import multiprocessing
import sys
import tempfile
import time
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from journey_editor.storage.project.project_file import proven_bytes, replace_file
from tests.attacks.attack import Attack, Outcome
from tests.attacks.maps import state

_STATES = 24
_LONGEST = 0.03
"""Maximum time until a process that saves without pause is killed, in seconds."""


def run(trials: int, dice: Random) -> Outcome:
    """Kill `trials` processes."""
    outcome = Outcome(trials)
    # A forked process saves at once; a spawned one needs a second to start.
    context = multiprocessing.get_context("fork" if sys.platform.startswith("linux") else "spawn")
    states = [proven_bytes(state(number), {}) for number in range(_STATES)]
    leftovers = new = saves = number = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "map.journey"
        replace_file(path, states[0])
        for trial in range(trials):
            ours, theirs = context.Pipe(duplex=False)
            process = context.Process(target=_save_for_ever, args=(path, states, number + 1, theirs))
            process.start()
            theirs.close()
            ours.recv()
            time.sleep(dice.random() * _LONGEST)
            process.kill()
            process.join()
            acknowledged = _last_of(ours, number)
            left = path.read_bytes()
            old, new_one = states[acknowledged % _STATES], states[(acknowledged + 1) % _STATES]
            outcome.check(left in (old, new_one), f"trial {trial}: neither state {acknowledged} nor the next")
            new += left == new_one
            leftovers += len(list(Path(folder).iterdir())) - 1
            saves += acknowledged - number
            number = acknowledged + 2
            replace_file(path, states[number % _STATES])
            names = sorted(each.name for each in Path(folder).iterdir())
            outcome.check(names == ["map.journey"], f"trial {trial}: files after the next save: {names}")
    outcome.figures = {"saves": f"{saves:,}", "new file": f"{new:,}", "files cleaned up": f"{leftovers:,}"}
    return outcome


def _save_for_ever(path: Path, states: list[bytes], first: int, told: Connection) -> None:
    told.send(0)
    for number in count(first):
        replace_file(path, states[number % _STATES])
        told.send(number)


def _last_of(told: Connection, before: int) -> int:
    """Return the last state that a process reported as saved; `before` if it reported none."""
    last = before
    try:
        while told.poll():
            last = told.recv()
    except EOFError:
        pass
    return last


ATTACK = Attack("kill-save", "kills a process during a save", 1_000, run)
