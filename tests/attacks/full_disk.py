"""Full disks during a save: the file is always completely the old one or completely the new one."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random

from journey_editor.foundation.errors import UserError
from journey_editor.storage.project.project_file import proven_bytes, replace_file
from tests.attacks.attack import Attack, Outcome
from tests.attacks.disks import FullDisk, disk_in_use
from tests.attacks.maps import number_in, state

_MARGIN = 96 * 1024


def run(trials: int, dice: Random) -> Outcome:
    """Try `trials` amounts of free space, from none to just enough."""
    outcome = Outcome(trials)
    size = len(proven_bytes(state(1), {}))
    told = 0
    real = _can_mount()
    for level in range(trials):
        room = (size + _MARGIN) * level // max(1, trials - 1)
        with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
            path = Path(folder) / "map.journey"
            if real:
                # Room for the old file, the free space, and a page for the folder itself.
                stack.enter_context(_tmpfs(Path(folder), 2 * size + room))
                replace_file(path, proven_bytes(state(0), {}))
                (Path(folder) / "other").write_bytes(bytes(size))
            else:
                replace_file(path, proven_bytes(state(0), {}))
                stack.enter_context(disk_in_use(FullDisk(room, honest=dice.random() < 0.5)))
            try:
                replace_file(path, proven_bytes(state(1), {}))
                wanted = 1
            except UserError as error:
                wanted = 0
                told += 1
                outcome.check("not enough space" in error.sentence, f"{room:,} bytes free: {error.sentence}")
            found = number_in(path)
            outcome.check(found == wanted, f"{room:,} bytes free: state {found} instead of {wanted}")
            names = {each.name for each in Path(folder).iterdir()} - {"other"}
            outcome.check(names == {"map.journey"}, f"{room:,} bytes free: remaining files {names}")
    outcome.figures = {"disk": "tmpfs" if real else "simulated", "reported as full": str(told)}
    return outcome


def _can_mount() -> bool:
    if not sys.platform.startswith("linux"):
        return False
    with tempfile.TemporaryDirectory() as folder:
        try:
            with _tmpfs(Path(folder), 65_536):
                return True
        except (OSError, subprocess.CalledProcessError):
            return False


@contextmanager
def _tmpfs(folder: Path, size: int) -> Iterator[None]:
    options = ["-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    subprocess.run(["mount", *options], check=True, capture_output=True)
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True, capture_output=True)


ATTACK = Attack("full-disk", "saves with different amounts of free disk space", 60, run)
