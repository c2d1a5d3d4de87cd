"""Short runs of the attacks on the journal; `python3 main.py attack` runs any number of trials."""

import sys
from pathlib import Path
from random import Random

import pytest

from journey_editor.storage.journal.journal_file import JournalFile
from tests.attacks import journal_faults, journal_power, kill_edit, system_calls, take_over
from tests.attacks.__main__ import main
from tests.attacks.attack import Outcome


def test_no_safe_edit_is_lost_when_the_program_is_killed() -> None:
    outcome = kill_edit.run(3 if sys.platform.startswith("linux") else 1, Random(7))
    assert outcome.failures == []


def test_no_safe_edit_is_lost_on_a_failing_disk() -> None:
    assert journal_faults.run(12, Random(7)).failures == []


def test_no_safe_edit_is_lost_in_a_power_cut() -> None:
    assert journal_power.run(30, Random(7)).failures == []


def test_no_safe_edit_is_lost_when_a_crash_interrupts_a_recovery() -> None:
    assert take_over.run(12, Random(7)).failures == []


def test_one_recovery_is_offered_if_the_old_journal_was_not_removed(tmp_path: Path) -> None:
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


def test_the_attack_detects_a_journal_that_reports_edits_as_safe_too_early(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(JournalFile, "append", lambda *_: None)
    assert journal_faults.run(3, Random(7)).failures


def test_a_missing_strace_is_reported(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system_calls.shutil, "which", lambda _: None)
    assert main(["system-calls"]) == 0
    assert "needs strace" in capsys.readouterr().out


def test_the_table_lists_the_trials(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["journal-faults", "--trials", "1"]) == 0
    head, row = capsys.readouterr().out.splitlines()
    assert head.split() == ["attack", "trials", "failed", "seconds", "figures"]
    assert row.split()[:3] == ["journal-faults", "1", "0"]


def test_an_unknown_attack_is_reported(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["flood"])
    assert "there is no attack “flood”" in capsys.readouterr().err
