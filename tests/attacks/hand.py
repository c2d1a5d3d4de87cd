"""Random testing of the whole program: no crashes, no exceptions, no hangs, and no lost data.

Each trial has a number; ``attack hand --trials 1 --seed NUMBER`` repeats a single trial.
"""

import os
import re
import signal
import subprocess
import sys
import traceback
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any

from journey_editor.foundation.errors import UserError
from journey_editor.model.digest import document_digest
from journey_editor.storage.journal.recovered import Recoverable
from journey_editor.storage.journal.recovery import open_recoverable, recoverable
from journey_editor.storage.project.project_file import read_project, write_project
from tests.attacks.attack import Attack, Outcome, Seeded
from tests.attacks.hand_input import first_map, make_files, needed
from tests.attacks.hand_report import lines_of
from tests.attacks.hand_session import Plan
from tests.attacks.kill_edit import new_home

STEPS = 250
"""Number of steps of a run of the program."""
_LONGEST = 1_200
"""Seconds before a run that does not end is killed."""
_LAST = 12
"""Number of steps reported with a fault."""
_FRAME = re.compile(r'File "[^"]*?((?:journey_editor|tests)/[^"]+)", line (\d+),? in (\w+)')


def run(trials: int, dice: Random, steps: int = STEPS) -> Outcome:
    """Run a number of trials, each with one or several runs of the program."""
    outcome = Outcome(trials)
    figures: Counter[str] = Counter()
    known: dict[str, int] = {}
    first = dice.number if isinstance(dice, Seeded) else dice.randrange(2**32)
    for number in range(first, first + trials):
        with new_home() as home:
            trial = Trial(home, number, steps)
            trial.run()
        figures += trial.figures
        for fault in trial.faults:
            earlier = known.setdefault(fault.mark, number)
            again = earlier != number
            outcome.failures.append(
                f"seed {number}: {f'{fault.mark}, as with {earlier}' if again else fault.words}"
            )
    outcome.figures = {name: f"{count:,}" for name, count in figures.items()}
    return outcome


@dataclass(frozen=True, slots=True)
class Fault:
    """Fault with a `mark` that identifies it, and its description."""

    mark: str
    words: str


@dataclass(slots=True)
class _Journal:
    """Record of a journal: the state after each edit, how much of it is safe, and its location."""

    states: dict[int, list[Any]] = field(default_factory=dict)
    path: str = ""
    safe: int = 0
    folder: str = ""
    rest: int | None = None
    closed: bool = False
    unsaved: bool = False


@dataclass(slots=True)
class Trial:
    """Program with its own home folder, for one or several runs."""

    home: Path
    number: int
    steps: int
    faults: list[Fault] = field(default_factory=list)
    figures: "Counter[str]" = field(default_factory=Counter)
    _expected: dict[str, list[Any]] = field(default_factory=dict)

    def run(self) -> None:
        """Plan the runs and execute them."""
        for plan in self.plans():
            try:
                self.live(plan)
            except Exception:  # noqa: BLE001
                # The remaining files must still be examined.
                words = traceback.format_exc()
                self._note(mark_of("looking at what is left", words), words, [])

    def plans(self) -> list[Plan]:
        """Create files to work with, and choose how the runs begin and end."""
        dice = Random(self.number)
        things = self.home / "things"
        things.mkdir()
        (self.home / "tmp").mkdir()
        _, document, pictures = first_map(dice)
        make_files(things, dice)
        file = things / "map.journey"
        write_project(file, document, needed(document, pictures))
        lives = dice.choice((1, 1, 2, 3))
        plan = Plan(self.number, str(self.home), str(self.home / "report"), steps=self.steps // lives)
        ways = ("quit", "quit at once", "kill", "kill at rest")
        begins = ((str(file),), (str(file),), (str(file),), ())
        return [
            replace(
                plan,
                first=life * plan.steps,
                report=f"{plan.report}-{life}",
                ends=dice.choice(ways),
                files=dice.choice(begins),
            )
            for life in range(lives)
        ]

    def live(self, plan: Plan) -> None:
        """Run the program as planned, and examine its output and its files."""
        status, said = start(plan)
        lines = lines_of(Path(plan.report))
        self.figures["lives"] += 1
        self.figures["steps"] += len({line[1] for line in lines if line[0] == "does"})
        self._look_at_faults(plan, lines)
        self._look_at_end(plan, status, said, lines)
        self._look_at_what_is_left(lines)

    def _note(self, mark: str, words: str, lines: list[list[Any]], upto: int | None = None) -> None:
        if mark not in {each.mark for each in self.faults}:
            report = f"{words.rstrip()}\n    last steps:\n{_steps_before(lines, upto)}"
            self.faults.append(Fault(mark, report))

    def _look_at_faults(self, plan: Plan, lines: list[list[Any]]) -> None:
        for at, line in enumerate(lines):
            if line[0] == "fault":
                kind, words = line[1:]
                self._note(mark_of(kind, words), f"{kind}: {words}", lines, at)
            elif line[0] == "slow":
                step, seconds, busy = line[1:]
                does = [each[2] for each in lines if each[0] == "does" and each[1] == step]
                mark = f"slow: {does[0] if does else ''}"
                self._note(mark, f"step {step} took {seconds} s ({busy} s of its own)", lines, at)

    def _look_at_end(self, plan: Plan, status: int, said: str, lines: list[list[Any]]) -> None:
        """Check that the program ended as planned, or as the simulated user chose."""
        ended = any(line[0] == "ended" for line in lines)
        killed = plan.ends.startswith("kill") and status in (-9, int(signal.SIGTERM)) and not ended
        if killed:
            self.figures["kills"] += 1
        elif status != 0 or not ended:
            crash = Path(plan.home) / "log" / "crash.log"
            traces = crash.read_text("utf-8", "replace") if crash.exists() else ""
            crash.unlink(missing_ok=True)
            trace = _of_current(traces) or said[-3_000:]
            self._note(mark_of(f"it ended with {status}", trace), f"it ended with {status}\n{trace}", lines)

    def _look_at_what_is_left(self, lines: list[list[Any]]) -> None:
        """Check that everything reported as safe can be recovered, and that nothing else is offered."""
        journals = self._journals(lines)
        found = {str(each.folder): each for each in recoverable()}
        for journal in journals.values():
            if journal.closed and not journal.unsaved:
                offered = found.get(journal.folder)
                if offered is not None and offered.has_more_than_its_file:
                    self._note("offered", f"{journal.path} was saved and closed, and is offered", lines)
            elif not journal.closed and journal.folder:
                self._look_at_journal(journal, found.get(journal.folder), lines)

    def _look_at_journal(self, journal: _Journal, found: Recoverable | None, lines: list[list[Any]]) -> None:
        if found is None:
            if journal.safe == 0:
                return
            try:
                digest = document_digest(read_project(Path(journal.path)).document)
            except UserError as error:
                digest = error.sentence
            good = [number for number, state in journal.states.items() if state[0] == digest]
            if not good or max(good) < journal.safe:
                self._note("lost", f"after edit {journal.safe} nothing is offered of {journal.path}", lines)
            return
        try:
            recovered = open_recoverable(found)
        except UserError as error:
            self._note("no recovery", f"it can't be recovered: {error.sentence}", lines)
            return
        history = recovered.history
        state = [document_digest(recovered.document), len(history.done), len(history.undone)]
        recovered.restore()
        number, was = recovered.number, journal.states.get(recovered.number)
        self.figures["recovered"] += 1
        if not recovered.whole:
            self._note("damaged", "the journal is damaged", lines)
        elif number < max(journal.safe, journal.rest or 0):
            self._note("safe", f"edits {number + 1} to {journal.safe} were safe, and are lost", lines)
        elif was != state:
            self._note("other", f"after edit {number} it was {was}, and is {state}", lines)
        self._expected[journal.path] = state

    def _journals(self, lines: list[list[Any]]) -> dict[str, _Journal]:
        """Collect the reports about each journal; recovered journals must begin in their last state."""
        journals: dict[str, _Journal] = {}
        for word, *rest in lines:
            if word in ("session", "is", "rest"):
                key, number, state, path = rest
                journal = journals.setdefault(key, _Journal())
                journal.states[number], journal.path = state, path
                if word == "rest":
                    journal.rest = number
                expected = self._expected.pop(path, None) if word == "session" else None
                if expected is not None and number > 0 and state != expected:
                    self._note("begins", f"{path} was left as {expected}, and opened as {state}", lines)
            elif word == "safe":
                key, number, folder = rest
                journals[key].safe, journals[key].folder = number, folder
            elif word == "closed" and rest[0] in journals:
                journals[rest[0]].closed, journals[rest[0]].unsaved = True, rest[2]
        self.figures["edits"] += sum(line[0] == "is" for line in lines)
        return journals


def start(plan: Plan) -> tuple[int, str]:
    """Run the program as planned; return its exit status and its output."""
    home = Path(plan.home)
    file = home / "plan"
    plan.write(file)
    places = {
        "JOURNEY_EDITOR_HOME": plan.home,
        "JOURNEY_EDITOR_LANGUAGE": "en",
        "JOURNEY_EDITOR_FONTS": "",
        "HOME": plan.home,
        "TMPDIR": str(home / "tmp"),
        "PYTHONHASHSEED": "0",
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        "DISPLAY": os.environ.get("DISPLAY", "offscreen"),
    }
    words = [sys.executable, "-m", "tests.attacks.hand_session", str(file)]
    with (home / "said").open("wb") as said:
        try:
            done = subprocess.run(
                words,
                env=os.environ | places,
                cwd=Path(__file__).parents[2],
                stdout=said,
                stderr=said,
                timeout=_LONGEST,
                check=False,
            )
            status = done.returncode
        except subprocess.TimeoutExpired:
            status = -int(signal.SIGALRM) if sys.platform != "win32" else 1
    return status, (home / "said").read_text("utf-8", "replace")


def mark_of(kind: str, words: str) -> str:
    """Return a short mark for a fault: its kind, its error, and the product's function that raised it."""
    frames = _FRAME.findall(words)
    newest_first = "most recent call first" in words
    lines = [each for each in words.strip().splitlines() if each.strip()]
    error = "" if newest_first or not lines else re.sub(r"0x[0-9a-f]+|[0-9a-f]{16}|\d+", "…", lines[-1])[:80]
    if not frames:
        return f"{kind}: {error}"
    ours = [each for each in frames if each[0].startswith("journey_editor")] or frames
    file, _, function = frames[0] if newest_first else ours[-1]
    return f"{kind}: {error} in {function} ({file})"


def _of_current(traces: str) -> str:
    """Return the known part of the stack of the thread that crashed."""
    found = re.search(r"Current thread .*?(?=\n\n|\nThread |\Z)", traces, re.DOTALL)
    return "\n".join(found.group().splitlines()[:25]) if found else ""


def _steps_before(lines: list[list[Any]], upto: int | None) -> str:
    """Return the descriptions of the last steps before a line."""
    steps: dict[int, list[str]] = {}
    for word, *rest in lines[:upto]:
        if word == "does":
            steps.setdefault(rest[0], []).append(rest[1])
    last = list(steps.items())[-_LAST:]
    return "\n".join(f"      {index}: {', '.join(words)[:400]}" for index, words in last)


ATTACK = Attack("hand", "uses the program at random, kills it, and recovers", 60, run)
