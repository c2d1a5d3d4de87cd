"""Short runs of the attacks on saving; `python3 main.py attack` runs any number of trials."""

import contextlib
import math
import os
import sys
from pathlib import Path
from random import Random

import pytest

from journey_editor.foundation import file_system
from tests.attacks import copies, damage, full_disk, kill_save, power_cut, save_faults
from tests.attacks.attack import Attack
from tests.attacks.disks import RecordingDisk

SHORT = {
    kill_save.ATTACK: 12,
    power_cut.ATTACK: 400,
    save_faults.ATTACK: 14,
    full_disk.ATTACK: 8,
    copies.ATTACK: 40,
    damage.ATTACK: 60,
}


@pytest.mark.parametrize("attack", SHORT, ids=lambda attack: attack.name)
def test_saving_loses_nothing_and_reports_correctly(attack: Attack, monkeypatch: pytest.MonkeyPatch) -> None:
    # A busy computer is not a fault of the program.
    monkeypatch.setattr(damage, "_LONGEST", math.inf)
    # If processes cannot fork, each needs a second to start.
    slow = sys.platform != "linux" and attack is kill_save.ATTACK
    trials = 2 if slow else SHORT[attack]
    outcome = attack.run(trials, Random(7))
    assert outcome.failures == []
    assert outcome.trials == trials


class TestDetection:
    """The attacks detect programs that save incorrectly."""

    def test_a_save_without_a_sync_of_the_file_is_detected(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(RecordingDisk, "sync", lambda self, descriptor: None)
        assert power_cut.ATTACK.run(200, Random(1)).failures

    def test_a_save_without_a_sync_of_the_folder_is_detected(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(RecordingDisk, "sync_folder", lambda self, folder: None)
        assert power_cut.ATTACK.run(200, Random(1)).failures

    def test_a_save_that_overwrites_the_old_file_is_detected(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def write_in_place(path: Path, data: bytes, **_: object) -> list[str]:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            try:
                with contextlib.suppress(OSError):
                    file_system.disk.write(descriptor, memoryview(data))
            finally:
                os.close(descriptor)
            return []

        monkeypatch.setattr("journey_editor.storage.project.project_file.write_file", write_in_place)
        assert save_faults.ATTACK.run(30, Random(1)).failures
