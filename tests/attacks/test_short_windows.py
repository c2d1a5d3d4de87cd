"""The attacks on the running program, each in short."""

from pathlib import Path
from random import Random

from tests.attacks import open_close, quits
from tests.attacks.attack import Outcome
from tests.attacks.quitting import WAYS

WORST = (
    ("a save that will fail", "action"),
    ("a slow save", "x"),
    ("two windows", "quit"),
    ("writing too much", "SIGTERM"),
    ("an export running", "SIGTERM"),
    ("a file dialog", "SIGINT"),
)


def test_quitted_in_the_worst_moments_nothing_is_lost_and_nothing_is_left() -> None:
    ways = quits.ways_here()
    # Where there are no signals, the system's quit stands for them.
    chosen = [(state, way if way in ways else "quit") for state, way in WORST]
    assert quits.quit_all(chosen, Random(7)).failures == []


def test_of_windows_and_dialogs_that_were_closed_nothing_stays() -> None:
    assert open_close.run(2, Random(7), cards=40).failures == []


def test_the_attack_sees_what_was_lost_and_what_was_left(tmp_path: Path) -> None:
    outcome = Outcome()
    trial = quits.Trial(tmp_path, "nothing going on", WAYS[0], outcome)
    trial.look(1, "Traceback", {"kept": ["Lost words"], "trouble": "", "refused": ""})
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "~$map.journey.tmp").touch()
    trial.look_around()
    found = "\n".join(outcome.failures)
    for each in ("ended with 1", "it said Traceback", "“Lost words” is lost", "left behind: maps/~$map"):
        assert each in found
