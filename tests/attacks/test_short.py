"""The attacks on the journal, each in short: `python3 main.py attack` runs them as long as one likes."""

import sys
from pathlib import Path
from random import Random

import pytest

from journey_editor.storage.journal.journal_file import JournalFile
from tests.attacks import journal_faults, journal_power, kill_edit, system_calls, take_over
from tests.attacks.__main__ import main
from tests.attacks.attack import Outcome


def test_killed_while_editing_nothing_is_lost_that_was_safe() -> None:
    outcome = kill_edit.run(3 if sys.platform.startswith("linux") else 1, Random(7))
    assert outcome.failures == []


def test_on_a_disk_that_fails_nothing_is_lost_that_was_safe() -> None:
    assert journal_faults.run(12, Random(7)).failures == []


def test_when_the_power_goes_nothing_is_lost_that_was_safe() -> None:
    assert journal_power.run(30, Random(7)).failures == []


def test_ended_while_a_new_journal_takes_over_one_is_offered_and_nothing_is_lost() -> None:
    assert take_over.run(12, Random(7)).failures == []


def test_ended_each_time_just_before_the_old_journal_goes_one_is_offered_all_the_same(tmp_path: Path) -> None:
    outcome = Outcome()
    line = take_over.Line(tmp_path, outcome)
    for times in range(1, 5):
        going = line.operations.index("rename") if line.operations else None
        line.recover(going, closes=False)
        line.look(f"ended {times} times")
    line.recover(None, closes=True)
    line.look("ended well")
    assert outcome.failures == []
    assert [each.name for each in (line.home / "data" / "recovery").iterdir()] == ["discarded"]


def test_the_attack_sees_a_journal_that_says_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(JournalFile, "append", lambda *_: None)
    assert journal_faults.run(3, Random(7)).failures


def test_where_calls_cannot_be_made_to_fail_it_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system_calls.shutil, "which", lambda _: None)
    assert main(["system-calls"]) == 0
    assert "it needs strace" in capsys.readouterr().out


def test_a_table_tells_what_was_tried(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["journal-faults", "--trials", "1"]) == 0
    head, row = capsys.readouterr().out.splitlines()
    assert head.split() == ["attack", "trials", "failed", "seconds", "figures"]
    assert row.split()[:3] == ["journal-faults", "1", "0"]


def test_an_attack_that_does_not_exist_is_named_as_such(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["flood"])
    assert "there is no attack “flood”" in capsys.readouterr().err
