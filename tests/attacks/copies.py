"""Copies of the file during editing, as a sync service makes them: each copy is a saved version."""

import tempfile
import threading
import time
from pathlib import Path
from random import Random

from journey_editor.foundation.errors import UserError
from journey_editor.storage.project.autosave import AutoSaver
from journey_editor.storage.project.gate import validate
from journey_editor.storage.project.project_file import write_project
from tests.attacks.attack import Attack, Outcome
from tests.attacks.maps import number_of, state


def run(trials: int, dice: Random) -> Outcome:
    """Copy a project that is edited and saved without pause, `trials` times at random moments."""
    outcome = Outcome(trials)
    found: set[int] = set()
    beside: set[str] = set()
    enough = threading.Event()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "map.journey"
        saver = AutoSaver(state(0), {}, path, write_project(path, state(0), {}), automatic=False)

        def edit() -> None:
            number = 0
            while not enough.is_set():
                number += 1
                saver.record_edit(state(number), {})
                saver.save_now().result(60)

        editing = threading.Thread(target=edit)
        editing.start()
        try:
            for trial in range(trials):
                time.sleep(dice.random() * 0.004)
                copy = path.read_bytes()
                beside |= {each.name.split(".")[-1] for each in Path(folder).iterdir()}
                try:
                    found.add(number_of(validate(copy, path).document))
                except (UserError, ValueError) as error:
                    outcome.check(False, f"copy {trial}: {error}")
        finally:
            enough.set()
            editing.join()
            saver.close()
        outcome.check(beside <= {"journey", "tmp"}, f"other files next to the project: {sorted(beside)}")
    outcome.figures = {"versions seen": f"{len(found):,}"}
    return outcome


ATTACK = Attack("copies", "copies the file while it is edited and saved", 1_000, run)
