"""Killed processes during editing: edits reported as safe are recovered, with undo and redo."""

import contextlib
import hashlib
import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import Any

from journey_editor.foundation.errors import UserError
from journey_editor.model.digest import document_digest
from journey_editor.model.records import Picture
from journey_editor.storage.journal.recovered import Recovered
from journey_editor.storage.journal.recovery import open_recoverable, recoverable
from journey_editor.storage.project.project_file import read_project, write_project
from tests.attacks.attack import Attack, Outcome
from tests.attacks.editing import State, edit_for_ever
from tests.attacks.maps import base_map

_LONGEST = 0.25
"""Maximum time until an editing process is killed, in seconds."""
_KILLS_OF_ONE = 20
"""Number of kills and recoveries before a new project is used."""


def run(trials: int, dice: Random) -> Outcome:
    """Kill `trials` processes."""
    outcome = Outcome(trials)
    told = _Told()
    for first in range(0, trials, _KILLS_OF_ONE):
        with new_home() as home:
            project = Victim(home, outcome, told)
            for trial in range(first, min(first + _KILLS_OF_ONE, trials)):
                project.attack(f"trial {trial}", dice)
    outcome.figures = told.figures()
    return outcome


@dataclass(slots=True)
class _Told:
    """Totals of the whole attack."""

    safe: int = 0
    recovered: int = 0
    deepest: int = 0

    def figures(self) -> dict[str, str]:
        """Return the figures for the table."""
        return {
            "edits reported safe": f"{self.safe:,}",
            "recovered": f"{self.recovered:,}",
            "most steps to undo": f"{self.deepest:,}",
        }


@dataclass(slots=True)
class Victim:
    """Project in its own home, whose process is killed repeatedly."""

    home: Path
    outcome: Outcome
    told: _Told = field(default_factory=_Told)
    path: Path = field(init=False)
    states: dict[int, State] = field(default_factory=dict)
    digests: set[str] = field(default_factory=set)
    safe: int = 0

    def __post_init__(self) -> None:
        self.path = self.home / "map.journey"
        write_project(self.path, base_map(), {})
        self.digests.add(document_digest(base_map()))

    def attack(self, trial: str, dice: Random, most_bytes: int | None = None) -> None:
        """Let a process edit for a moment, kill it, and check the files that remain."""
        ours, theirs = context().Pipe(duplex=False)
        process = context().Process(
            target=edit_for_ever,
            args=(str(self.home), str(self.path), dice.randrange(2**32), theirs, most_bytes),
        )
        process.start()
        theirs.close()
        began = self._listen(ours, process)
        if not self.outcome.check(began, f"{trial}: the process ended too early"):
            return
        time.sleep(dice.random() * _LONGEST)
        process.kill()
        process.join()
        _wait_for_the_end(process.pid)
        while self._hear(ours):
            pass
        self._look(trial)

    def _listen(self, ours: Connection, process: Any) -> bool:
        """Wait for the first message of a process. Returns False if it ends before."""
        while not ours.poll(0.05):
            if not process.is_alive():
                return False
        return self._hear(ours)

    def _hear(self, ours: Connection) -> bool:
        try:
            if not ours.poll():
                return False
            word, number, *state = ours.recv()
        except (EOFError, OSError):
            return False
        if word == "safe":
            self.told.safe += number - self.safe
            self.safe = number
        elif word == "not ours":
            self.outcome.check(False, f"after edit {number}, its own save counts as another program's")
        else:
            self.states[number] = state[0]
            self.digests.add(state[0][0])
        return True

    def _look(self, trial: str) -> None:
        check = self.outcome.check
        try:
            document = read_project(self.path).document
            check(document_digest(document) in self.digests, f"{trial}: the file differs from every state")
        except UserError as error:
            check(False, f"{trial}: the file is damaged: {error.sentence}")
        found = recoverable()
        if not found:
            check(self.safe == 0, f"{trial}: nothing to recover, although edit {self.safe} was safe")
            return
        check(len(found) == 1, f"{trial}: {len(found)} journals are offered")
        try:
            recovered = open_recoverable(found[0])
        except UserError as error:
            check(False, f"{trial}: {error.sentence}")
            return
        history = recovered.history
        state = document_digest(recovered.document), len(history.done), len(history.undone)
        number = recovered.number
        check(recovered.whole, f"{trial}: the journal is damaged")
        check(number >= self.safe, f"{trial}: edits {number + 1} to {self.safe} were safe, but are lost")
        was = self.states.get(number)
        check(was == state, f"{trial}: after edit {number}, the state was {was} and is now {state}")
        lost = _pictures_needed(recovered) - _pictures_there(recovered)
        check(not lost, f"{trial}: pictures of the map or of undo are lost: {lost}")
        recovered.finish(discard=False)
        self.told.recovered += 1
        self.told.deepest = max(self.told.deepest, len(history.done))
        self.safe = number


def _pictures_needed(recovered: Recovered) -> set[str]:
    history = recovered.history
    steps = [pair for step in (*history.done, *history.undone) for pair in step.changes.changes.values()]
    records = [*recovered.document, *(record for pair in steps for record in pair)]
    return {record.sha256 for record in records if isinstance(record, Picture)}


def _pictures_there(recovered: Recovered) -> set[str]:
    return {key for key, data in recovered.pictures.items() if hashlib.sha256(data).hexdigest() == key}


@contextmanager
def new_home() -> Iterator[Path]:
    """Use a new, empty home for the program while the block runs."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, home_at(Path(folder)):
        yield Path(folder)


@contextmanager
def home_at(folder: Path) -> Iterator[None]:
    """Use a folder as the home of the program while the block runs."""
    before = os.environ.get("JOURNEY_EDITOR_HOME")
    os.environ["JOURNEY_EDITOR_HOME"] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ["JOURNEY_EDITOR_HOME"]
        else:
            os.environ["JOURNEY_EDITOR_HOME"] = before


def _wait_for_the_end(pid: int) -> None:
    """Wait until a process has released all its resources: `join` returns as soon as its pipe is closed."""
    if sys.platform != "win32":
        with contextlib.suppress(ProcessLookupError):
            while True:
                os.kill(pid, 0)
                time.sleep(0.001)


def context() -> Any:
    """Return the start method of processes: if possible, forked from a process without threads."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.attacks.editing"])
    return context


ATTACK = Attack("kill-edit", "kills the program during editing", 2_000, run)
