"""The attacks on the journal, each in short: `python3 main.py attack` runs them as long as one likes."""

import sys
from random import Random

import pytest

from journey_editor.storage.journal_file import JournalFile
from tests.attacks import journal_faults, journal_power, kill_edit
from tests.attacks.__main__ import main


def test_killed_while_editing_nothing_is_lost_that_was_safe() -> None:
    outcome = kill_edit.run(3 if sys.platform.startswith("linux") else 1, Random(7))
    assert outcome.failures == []


def test_on_a_disk_that_fails_nothing_is_lost_that_was_safe() -> None:
    assert journal_faults.run(12, Random(7)).failures == []


def test_when_the_power_goes_nothing_is_lost_that_was_safe() -> None:
    assert journal_power.run(30, Random(7)).failures == []


def test_the_attack_sees_a_journal_that_says_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(JournalFile, "append", lambda *_: None)
    assert journal_faults.run(3, Random(7)).failures


def test_a_table_tells_what_was_tried(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["journal-faults", "--trials", "1"]) == 0
    head, row = capsys.readouterr().out.splitlines()
    assert head.split() == ["attack", "trials", "failed", "seconds", "figures"]
    assert row.split()[:3] == ["journal-faults", "1", "0"]


def test_an_attack_that_does_not_exist_is_named_as_such(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["flood"])
    assert "there is no attack “flood”" in capsys.readouterr().err
