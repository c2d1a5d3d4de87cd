"""Power cuts at any call of a save: any data that was not synced may be lost."""

import tempfile
from pathlib import Path
from random import Random

from journey_editor.storage.project.project_file import proven_bytes, replace_file
from tests.attacks.attack import Attack, Outcome
from tests.attacks.disks import RecordingDisk, disk_in_use
from tests.attacks.maps import state

_SAVES = 12


def run(trials: int, dice: Random) -> Outcome:
    """Save some states, then check possible contents of the file after cuts at random moments."""
    outcome = Outcome(trials)
    saved: list[tuple[int, bytes]] = []
    ended: list[int] = []
    disk = RecordingDisk()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder).resolve() / "map.journey"
        with disk_in_use(disk):
            for number in range(_SAVES):
                data = proven_bytes(state(number), {})
                saved.append((disk.moment, data))
                replace_file(path, data)
                ended.append(disk.moment)
    in_the_middle = new = 0
    for trial in range(trials):
        cut = dice.randrange(disk.moment + 1)
        left = disk.left_of(path, cut, dice)
        last = sum(end <= cut for end in ended) - 1
        allowed = [saved[last][1] if last >= 0 else None]
        if last + 1 < _SAVES and saved[last + 1][0] < cut:
            in_the_middle += 1
            allowed.append(saved[last + 1][1])
        new += len(allowed) == 2 and left == allowed[1]
        what = "nothing" if left is None else f"{len(left):,} bytes that differ from the old and the new file"
        outcome.check(left in allowed, f"trial {trial}, moment {cut} after save {last}: {what}")
    outcome.figures = {"during a save": f"{in_the_middle:,}", "new file found": f"{new:,}"}
    return outcome


ATTACK = Attack("power-cut", "cuts the power at any call of a save", 10_000, run)
