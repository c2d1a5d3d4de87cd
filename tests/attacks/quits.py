"""The program is ended in every state and in every way: nothing is lost, nothing is left, and it does end."""

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
"""What Qt's screen without a screen says of what windows ask of it."""


def run(trials: int, dice: Random) -> Outcome:
    """Quit so often; no state and way comes twice before all have come."""
    every = list(product(STATES, ways_here()))
    chosen: list[tuple[str, str]] = []
    while len(chosen) < trials:
        chosen += dice.sample(every, len(every))
    return quit_all(chosen[:trials], dice)


def ways_here() -> list[str]:
    """The ways that this system has: where nobody can be told to end, there are no signals."""
    return [each for each in WAYS if sys.platform != "win32" or not each.startswith(("SIG", "session"))]


def quit_all(chosen: "list[tuple[str, str]]", dice: Random) -> Outcome:
    """Quit in these states, each in its way."""
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
    """One program, in a home of its own."""

    def __init__(self, home: Path, state: str, way: str, outcome: Outcome) -> None:
        self._home, self._state, self._way = home, state, way
        self._outcome = outcome
        self.figures: Counter[str] = Counter()
        self._folder = home / "maps"
        self._file = self._folder / "map.journey"
        self._report = home / "report.json"

    def run(self, seed: int) -> None:
        """Start it, let it end, and look at what it leaves."""
        self._folder.mkdir()
        (self._home / "tmp").mkdir()
        self._file.write_bytes(_map())
        words = [str(self._file), str(self._report), self._state, self._way, str(seed)]
        places = {
            "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
            "DISPLAY": os.environ.get("DISPLAY", "offscreen"),
            "TMPDIR": str(self._home / "tmp"),
        }
        with (self._home / "said").open("wb") as said:
            ended = subprocess.run(
                [sys.executable, "-m", "tests.attacks.quitting", *words],
                env=os.environ | places,
                cwd=Path(__file__).parents[2],
                stdout=said,
                stderr=said,
                timeout=LONGEST * 3,
                check=False,
            )
        said = (self._home / "said").read_text("utf-8", "replace")
        if not self._report.is_file():
            self._check(False, f"it never began, and said {said}")
            return
        self.look(ended.returncode, said, json.loads(self._report.read_text("ascii")))
        self.look_around()

    def _check(self, holds: bool, sentence: str) -> None:
        self._outcome.check(holds, f"{self._state} / {self._way}: {sentence}")

    def look(self, status: int, said: str, told: Mapping[str, Any]) -> None:
        """See how it ended, with what `status` and words, and whether it has what it `told` of."""
        self._check(status == (-9 if self._way == "session" else 0), f"it ended with {status}")
        said = "".join(each for each in said.splitlines(keepends=True) if not each.startswith(_HARMLESS))
        self._check(not said, f"it said {said}")
        self._check(not told["trouble"], told["trouble"])
        for name in ("crash.log", "journey-editor.log"):
            log = self._home / "log" / name
            words = log.read_text("utf-8") if log.is_file() else ""
            self._check("Traceback" not in words and "Fatal" not in words, f"in {name}: {words}")
        self.figures["told that it is not saved"] += bool(told["refused"])
        self._look_for(told["kept"])

    def _look_for(self, kept: "list[str]") -> None:
        """See that each of the words is in a file, or offered."""
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
        self._check(not twice, "what is in the file is offered all the same")

    def look_around(self) -> None:
        """See that nothing is left lying about."""
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
            # Whoever saves there next takes it away.
            return hangs or killed
        case ("maps" | "gone", "map.journey" | "other.journey") | ("report.json" | "said",):
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
