"""Short runs of the attacks on the running program."""

import json
import re
from pathlib import Path
from random import Random

import pytest

from tests.attacks import hand, open_close, quits
from tests.attacks.attack import Outcome, Seeded
from tests.attacks.hand_session import Plan
from tests.attacks.quitting import WAYS

WORST = (
    ("a save that will fail", "action"),
    ("two windows", "quit"),
    ("writing too much", "SIGTERM"),
    ("typing a time", "session"),
    ("an export running", "SIGTERM"),
    ("a file dialog", "SIGINT"),
)


def test_quitting_at_the_worst_moments_loses_no_work_and_leaves_no_files() -> None:
    ways = quits.ways_here()
    # Platforms without signals use the system's quit instead.
    chosen = [(state, way if way in ways else "quit") for state, way in WORST]
    assert quits.quit_all(chosen, Random(7)).failures == []


def test_closed_windows_and_dialogs_leave_no_objects() -> None:
    assert open_close.run(2, Random(7), cards=40).failures == []


def test_the_attack_detects_lost_work_and_remaining_files(tmp_path: Path) -> None:
    outcome = Outcome()
    trial = quits.Trial(tmp_path, "idle", WAYS[0], outcome)
    trial.check_end(1, "Traceback", {"kept": ["Lost words"], "trouble": "", "refused": ""})
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "~$map.journey.tmp").touch()
    trial.check_files()
    found = "\n".join(outcome.failures)
    for each in (
        "ended with 1",
        "unexpected output: Traceback",
        "“Lost words” is lost",
        "left behind: maps/~$map",
    ):
        assert each in found


def test_random_testing_finds_no_faults() -> None:
    failures = hand.run(1, Seeded(7), steps=40).failures
    # A busy computer is not a fault of the program.
    assert [each for each in failures if not re.search(r"step \d+ took [\d.]+ s", each)] == []


def test_random_testing_detects_errors_crashes_hangs_and_lost_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = [
        ["session", "1", 0, ["first", 0, 0], str(tmp_path / "map.journey")],
        ["does", 3, "drag"],
        ["fault", "uncaught", "Traceback\nValueError: no such card"],
        ["does", 4, "undo"],
        ["slow", 4, 2.5, 2.4],
        ["is", "1", 1, ["second", 1, 0], str(tmp_path / "map.journey")],
        ["safe", "1", 1, str(tmp_path / "journal")],
    ]

    def crash(plan: Plan) -> tuple[int, str]:
        Path(plan.report).write_text("".join(json.dumps([0, *line]) + "\n" for line in report), "utf-8")
        return -11, "Segmentation fault"

    monkeypatch.setattr(hand, "start", crash)
    trial = hand.Trial(tmp_path, 7, 10)
    trial.live(Plan(7, str(tmp_path), str(tmp_path / "report")))
    words = "\n".join(each.words for each in trial.faults)
    for each in (
        "ValueError: no such card",
        "3: drag",
        "step 4 took 2.5 s",
        "ended with -11",
        "after edit 1",
    ):
        assert each in words
