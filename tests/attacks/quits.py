"""Ending the program in every state and every way: no lost work, no remaining files, and no hangs."""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

from journey_editor.foundation.errors import UserError
from journey_editor.model.document import Document
from journey_editor.storage.journal.recovery import open_recoverable, recoverable
from journey_editor.storage.project.project_file import proven_bytes, read_project
from tests.attacks.attack import Attack, Outcome
from tests.attacks.kill_edit import new_home
from tests.attacks.maps import base_map
from tests.attacks.quit_states import STATES
from tests.attacks.quitting import LONGEST, WAYS

_HARMLESS = "This plugin does not support"
"""Start of warnings of Qt's offscreen platform."""


def run(trials: int, dice: Random) -> Outcome:
    """Run a number of trials. No combination of state and way is repeated before all were tried."""
    every = list(product(STATES, ways_here()))
    chosen: list[tuple[str, str]] = []
    while len(chosen) < trials:
        chosen += dice.sample(every, len(every))
    return quit_all(chosen[:trials], dice)


def ways_here() -> list[str]:
    """Return the ways of this system. Windows has no signals."""
    return [each for each in WAYS if sys.platform != "win32" or not each.startswith(("SIG", "session"))]


def quit_all(chosen: "list[tuple[str, str]]", dice: Random) -> Outcome:
    """Quit in each of these states, in the given way."""
    outcome = Outcome(len(chosen))
    figures: Counter[str] = Counter()
    for state, way in chosen:
        with new_home() as home:
            trial = Trial(home, state, way, outcome)
            trial.run(dice.randrange(2**32))
            figures += trial.figures
    outcome.figures = {name: f"{count:,}" for name, count in figures.items()}
    return outcome


class Trial:
    """One program, in its own home folder."""

    def __init__(self, home: Path, state: str, way: str, outcome: Outcome) -> None:
        self._home, self._state, self._way = home, state, way
        self._outcome = outcome
        self.figures: Counter[str] = Counter()
        self._folder = home / "maps"
        self._file = self._folder / "map.journey"
        self._report = home / "report.json"

    def run(self, seed: int) -> None:
        """Run the program until it ends, and check its reports and the remaining files."""
        self._folder.mkdir()
        (self._home / "tmp").mkdir()
        self._file.write_bytes(_map())
        words = [str(self._file), str(self._report), self._state, self._way, str(seed)]
        places = {
            "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
            "DISPLAY": os.environ.get("DISPLAY", "offscreen"),
            "TMPDIR": str(self._home / "tmp"),
        }
        with (self._home / "output").open("wb") as output:
            ended = subprocess.run(
                [sys.executable, "-m", "tests.attacks.quitting", *words],
                env=os.environ | places,
                cwd=Path(__file__).parents[2],
                stdout=output,
                stderr=output,
                timeout=LONGEST * 3,
                check=False,
            )
        output = (self._home / "output").read_text("utf-8", "replace")
        if not self._report.is_file():
            self._check(False, f"it did not start: {output}")
            return
        self.check_end(ended.returncode, output, json.loads(self._report.read_text("ascii")))
        self.check_files()

    def _check(self, holds: bool, sentence: str) -> None:
        self._outcome.check(holds, f"{self._state} / {self._way}: {sentence}")

    def check_end(self, status: int, output: str, report: Mapping[str, Any]) -> None:
        """Check the exit `status`, the output and the logs, and that all reported work is safe."""
        self._check(status == (-9 if self._way == "session" else 0), f"it ended with {status}")
        output = "".join(each for each in output.splitlines(keepends=True) if not each.startswith(_HARMLESS))
        self._check(not output, f"unexpected output: {output}")
        self._check(not report["trouble"], report["trouble"])
        for name in ("crash.log", "journey-editor.log"):
            log = self._home / "log" / name
            words = log.read_text("utf-8") if log.is_file() else ""
            self._check("Traceback" not in words and "Fatal" not in words, f"in {name}: {words}")
        self.figures["warned of unsaved work"] += bool(report["refused"])
        self._check_kept(report["kept"])

    def _check_kept(self, kept: "list[str]") -> None:
        """Check that each of the texts is in a file, or offered for recovery."""
        there = []
        for file in [*self._folder.parent.glob("*/*.journey"), *self._home.glob("data/*/*.journey")]:
            try:
                there.append(_words(read_project(file).document))
            except UserError as error:
                self._check(self._state == "the file replaced", f"{file.name}: {error.sentence}")
        in_files = "\n".join(there)
        offered = ""
        for found in recoverable():
            if not found.has_more_than_its_file:
                continue
            self.figures["offered"] += 1
            recovered = open_recoverable(found)
            offered += _words(recovered.document) + (recovered.typed.text if recovered.typed else "")
            recovered.finish(discard=True)
        for each in kept:
            self._check(each in in_files or each in offered, f"“{each[:40]}” is lost")
        self.figures["words in files"] += sum(each in in_files for each in kept)
        twice = bool(offered) and all(each in in_files for each in kept)
        self._check(not twice, "a recovery is offered although the file has everything")

    def check_files(self) -> None:
        """Check that no unexpected files remain."""
        left = [
            each.relative_to(self._home)
            for each in self._home.rglob("*")
            if each.is_file() or each.is_socket()
        ]
        hangs = self._state == "a save that hangs"
        killed = self._way == "session"
        odd = [str(each) for each in left if not _is_expected(each, killed=killed, hangs=hangs)]
        self._check(not odd, f"left behind: {', '.join(odd)}")


def _is_expected(path: Path, *, killed: bool, hangs: bool) -> bool:
    match path.parts:
        case ("maps", name) if name.endswith(".tmp"):
            # The next save in this folder removes it.
            return hangs or killed
        case ("maps" | "gone", "map.journey" | "other.journey") | ("report.json" | "output",):
            return True
        case ("data", "settings.ini" | "recent projects.json") | ("log", "crash.log" | "journey-editor.log"):
            return True
        case ("data", "unnamed projects", name) if name.endswith(".journey"):
            return True
        case ("data", "recovery", "discarded", *_) | ("data", "versions", *_) | ("cache", *_):
            return True
        case ("data", "recovery", *_) | ("data", "running.lock") | ("tmp", *_):
            return killed
    return False


def _words(document: Document) -> str:
    return "\n".join(
        str(getattr(record, name, ""))
        for record in document
        for name in ("text", "name", "title", "first_answer")
    )


def _map() -> bytes:
    return proven_bytes(base_map(), {})


ATTACK = Attack("quits", "quits the program in every state and way", 200, run)
