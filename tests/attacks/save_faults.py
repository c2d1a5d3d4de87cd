"""Failing system calls in a save, once or permanent, with the usual errors of disks."""

import errno
import tempfile
from pathlib import Path
from random import Random

from journey_editor.foundation.errors import UserError
from journey_editor.storage.project.autosave import AutoSaver, SaveState
from journey_editor.storage.project.project_file import write_project
from tests.attacks.attack import Attack, Outcome
from tests.attacks.disks import CountingDisk, FailingDisk, disk_in_use
from tests.attacks.maps import number_in, state

ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS)


def run(trials: int, dice: Random) -> Outcome:
    """Try all faults, or a random selection of `trials` faults."""
    counting = CountingDisk()
    _saved_on(counting)
    faults = [
        (at, number, for_ever)
        for at in range(1, len(counting.calls) + 1)
        for number in ERRORS
        for for_ever in (False, True)
    ]
    chosen = faults if trials >= len(faults) else dice.sample(faults, trials)
    outcome = Outcome(len(chosen))
    refused = 0
    for at, number, for_ever in chosen:
        where = f"call {at} ({counting.calls[at - 1]}), {errno.errorcode[number]}{' for ever' * for_ever}"
        problem, saved = _saved_on(FailingDisk(at, number, for_ever=for_ever))
        refused += not saved
        outcome.check(not problem, f"{where}: {problem}")
    outcome.figures = {"calls in a save": str(len(counting.calls)), "reported unsaved": str(refused)}
    return outcome


def _saved_on(disk: FailingDisk) -> tuple[str, bool]:
    """Save on `disk`, then on a good one. Return the failure, if any, and whether the first save worked."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "map.journey"
        stamp = write_project(path, state(0), {})
        saver = AutoSaver(state(0), {}, path, stamp, automatic=False)
        try:
            saver.record_edit(state(1), {})
            with disk_in_use(disk):
                asked = saver.save_now()
                error = asked.exception(60)
            saved = error is None
            found = number_in(path)
            if error is not None and not isinstance(error, UserError):
                return f"raised {error!r}", saved
            if saved is not (saver.status.state is SaveState.SAVED):
                return f"has the status {saver.status.state}", saved
            if found != 1 and (saved or found != 0):
                return (
                    f"reported “{'saved' if saved else 'not saved'}”, but the file has state {found}",
                    saved,
                )
            saver.record_edit(state(2), {})
            if saver.flush().state is not SaveState.SAVED or number_in(path) != 2:
                return f"the next save failed: {saver.status.sentence}", saved
            names = sorted(each.name for each in Path(folder).iterdir())
            return ("" if names == ["map.journey"] else f"remaining files {names}"), saved
        finally:
            saver.close(save=False)


ATTACK = Attack("faults", "makes every call in a save fail, once or permanently", 1_000, run)
