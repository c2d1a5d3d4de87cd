"""Failing system calls, once or permanent, in a program that recovers, edits, saves and ends.

`strace` makes them fail, including those of SQLite. It exists only on Linux.
"""

import gc
import re
import shutil
import subprocess
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from PySide6.QtCore import QCoreApplication

from journey_editor.foundation.errors import UserError
from journey_editor.foundation.identity import now
from journey_editor.model.digest import document_digest
from journey_editor.storage.journal.locations import places
from journey_editor.storage.journal.names import DATABASE, DESCRIPTION, TRASH
from journey_editor.storage.journal.recovered import Recoverable
from journey_editor.storage.journal.recovery import open_recoverable, recoverable
from journey_editor.storage.project.project_file import read_project, write_project
from tests.attacks.attack import Attack, Outcome
from tests.attacks.kill_edit import context, home_at
from tests.attacks.maps import base_map
from tests.attacks.one_session import Shared, use, work

_CALLS = (
    *("openat", "close", "read", "pread64", "write", "pwrite64", "fsync", "fdatasync", "ftruncate", "lseek"),
    *("fallocate", "fcntl", "flock", "getdents64", "statfs", "utimensat", "mkdir", "mkdirat", "rmdir"),
    *("unlink", "unlinkat", "rename", "renameat", "renameat2", "chmod", "fchmod", "fchmodat"),
    *("stat", "lstat", "fstat", "newfstatat"),
)
_ERRORS = ("ENOSPC", "EIO", "EACCES", "EROFS")
_LONGEST = 60.0
"""Maximum duration of a session in seconds; a longer one counts as hanging."""
_NAMES = tuple(f"2026-05-01 12.00.00 0000000{number}" for number in range(2))
_LINE = re.compile(r"(\d+) +(\w+)\(")


@dataclass(frozen=True, slots=True)
class _Fault:
    """Error at the n-th time that a thread makes a call; with `for_ever`, also at all later times."""

    call: str
    at: int
    error: str
    for_ever: bool
    recovers: bool
    """Whether the session begins with a recovery."""
    crash: bool
    """Whether the session ends without closing."""

    def __str__(self) -> str:
        how = f"{self.call} {self.at}{' and all later' * self.for_ever}: {self.error}"
        return f"{how}, {'recovering' if self.recovers else 'new'}, {'killed' if self.crash else 'closed'}"


def run(trials: int, dice: Random) -> Outcome:
    """Run `trials` sessions, each with one fault."""
    if shutil.which("strace") is None:
        return Outcome(figures={"skipped": "it needs strace, a program for Linux that is not installed"})
    outcome = Outcome(trials)
    _application = QCoreApplication.instance() or QCoreApplication([])
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        house = _House(Path(folder), outcome)
        counts = {recovers: house.counted(recovers=recovers) for recovers in (False, True)}
        for _ in range(trials):
            recovers = dice.random() < 0.6
            call = dice.choice(sorted(counts[recovers]))
            at = dice.randrange(1, counts[recovers][call] + 1)
            for_ever, crash = dice.random() < 0.5, dice.random() < 0.5
            house.attack(_Fault(call, at, dice.choice(_ERRORS), for_ever, recovers, crash))
    outcome.figures = {
        "calls of a session": f"{sum(counts[False].values()):,} to {sum(counts[True].values()):,}",
        "kinds of calls": str(len(counts[True])),
        **{name: f"{count:,}" for name, count in house.told.items()},
    }
    return outcome


@dataclass(slots=True)
class _Session:
    """Reports of a session."""

    lines: list[list[Any]]
    states: dict[int, str] = field(default_factory=dict)
    safe: int = 0
    saved: str = ""
    """Digest of the document in the last reported save."""
    began: int = 0
    """Number of the edit at its start."""

    def __post_init__(self) -> None:
        for word, *rest in self.lines:
            if word == "is":
                self.began = self.began if self.states else rest[0]
                self.states[rest[0]] = rest[1]
            elif word == "safe":
                self.safe = rest[0]
            elif word == "saved":
                self.saved = rest[0]

    def said(self, word: str) -> list[str]:
        """Return the reports that begin with a word."""
        return [str(rest[0]) if rest else "" for each, *rest in self.lines if each == word]


@dataclass(slots=True)
class _Work:
    """States of a map after its edits, and the latest edit that was reported as safe."""

    states: dict[int, str]
    safe: int

    def number_of(self, digest: str) -> int:
        """Return the latest edit with this state; -1 if there is none."""
        return max((number for number, each in self.states.items() if each == digest), default=-1)


class _House:
    """Home of the program that is created again for each session, at the same path."""

    def __init__(self, folder: Path, outcome: Outcome) -> None:
        self.told: Counter[str] = Counter()
        self._folder, self._outcome = folder, outcome
        self._home = folder / "home"
        self._maps = folder / "maps"
        self._path = self._maps / "map.journey"
        self._sessions = 0
        self._maps.mkdir()
        write_project(self._path, base_map(), {})
        self._before = self._session(None, _NAMES[0], crash=True)
        for name in ("home", "maps"):
            shutil.copytree(folder / name, folder / f"left {name}")

    def counted(self, *, recovers: bool) -> Counter[str]:
        """Return how often a session makes each call, in the thread that makes it most often."""
        self._prepare(recovers=recovers)
        lists = self._folder / "calls"
        calls = ",".join(f"?{each}" for each in _CALLS)
        self._session(["-o", str(lists), "-e", f"trace={calls}"], _NAMES[1], crash=False)
        counts = Counter(_LINE.findall(lists.read_text("utf-8", "replace")))
        most: Counter[str] = Counter()
        for (_, call), count in counts.items():
            most[call] = max(most[call], count)
        return most

    def attack(self, fault: _Fault) -> None:
        """Run a session with a fault, and check the files that remain."""
        self._prepare(recovers=fault.recovers)
        when = f"{fault.at}{'+' * fault.for_ever}"
        words = ["-o", "/dev/null", "-e", f"inject={fault.call}:error={fault.error}:when={when}"]
        session = self._session(words, _NAMES[1], crash=fault.crash)
        for word in ("trouble", "refused"):
            self.told[f"sessions with “{word}”"] += bool(any(session.said(word)))
        for each in session.said("raised"):
            self._outcome.check(False, f"{fault}: {each}")
        if not any(map(session.said, ("end", "refused", "raised"))):
            self._outcome.check(False, f"{fault}: the session hung")
        self._look(fault, session)

    def _prepare(self, *, recovers: bool) -> None:
        for name in ("home", "maps"):
            shutil.rmtree(self._folder / name, ignore_errors=True)
        if recovers:
            for name in ("home", "maps"):
                shutil.copytree(self._folder / f"left {name}", self._folder / name)
        else:
            self._maps.mkdir()
            write_project(self._path, base_map(), {})

    def _session(self, tracing: list[str] | None, name: str, *, crash: bool) -> _Session:
        """Run a session and return its reports. Its calls are traced as soon as it reports `ready`."""
        self._sessions += 1
        shared_at = self._folder / f"shared {self._sessions}"
        shared = Shared(shared_at)
        process = context().Process(
            target=work, args=(str(self._home), str(self._path), str(shared_at), name, crash)
        )
        process.start()
        while not shared.lines() and process.is_alive():
            time.sleep(0.005)
        tracer = _attached(process.pid, tracing) if tracing is not None else None
        shared.go = True
        process.join(_LONGEST)
        if process.is_alive():
            process.kill()
            process.join()
        if tracer is not None:
            tracer.communicate()
        lines = shared.lines()
        shared_at.unlink()
        return _Session(lines)

    def _sound_session(self) -> _Session:
        """Run a session without faults and return its reports. It runs in this process, which is faster."""
        shared_at = self._folder / "sound"
        shared = Shared(shared_at)
        # Qt objects must be deleted on their own thread.
        gc.disable()
        try:
            use(self._path, shared, crash=False)
        except UserError as error:
            shared.tell("refused", error.sentence)
        finally:
            gc.collect()
            gc.enable()
        shared_at.unlink()
        return _Session(shared.lines())

    def _look(self, fault: _Fault, session: _Session) -> None:
        check = self._outcome.check
        first = {0: document_digest(base_map())}
        works = [_Work(first | session.states, session.safe)]
        if fault.recovers:
            left = self._before
            if session.states and session.began < left.safe:
                # No journal was found, so the session began with the file.
                self.told["sessions begun from the file"] += 1
                works.append(_Work(first | left.states, left.safe))
            else:
                works = [_Work(first | left.states | session.states, max(session.safe, left.safe))]
        with home_at(self._home):
            try:
                in_file = document_digest(read_project(self._path).document)
            except UserError as error:
                check(False, f"{fault}: the file is damaged: {error.sentence}")
                return
            in_it = [each.number_of(in_file) for each in works]
            check(max(in_it) >= 0, f"{fault}: the file differs from every state")
            if session.saved:
                check(
                    in_it[0] >= works[0].number_of(session.saved), f"{fault}: reported as saved, but is not"
                )
            found = self._recovered(fault)
            check(len(found) <= len(works), f"{fault}: {len(found)} journals are offered")
            for each, digest in found:
                right = any(work.states.get(each) == digest for work in works)
                check(right, f"{fault}: differs from the state after edit {each}")
            for work, number in zip(works, in_it, strict=True):
                back = [each for each, digest in found if work.states.get(each) == digest]
                if work.safe > number and work.safe not in back and session.said("damaged"):
                    # It seems damaged if every read fails. The user is notified, and the data is kept.
                    self.told["journals reported as damaged"] += 1
                    back.append(self._in_trash())
                check(max(number, *back, 0) >= work.safe, f"{fault}: safe: {work.safe}, recovered: {back}")
            self._end_well(fault, lone=len(works) == 1, without_journal=any(session.said("trouble")))

    def _recovered(self, fault: _Fault) -> list[tuple[int, str]]:
        """Return the number of edits and the digest of each recovery that is offered."""
        found = []
        for each in recoverable():
            if each.has_more_than_its_file:
                try:
                    left = open_recoverable(each)
                except UserError as error:
                    self._outcome.check(False, f"{fault}: {error.sentence}")
                    continue
                left.finish(discard=False)
                self._outcome.check(left.whole, f"{fault}: the journal is damaged")
                found.append((left.number, document_digest(left.document)))
        self.told["recovered"] += len(found)
        return found

    def _in_trash(self) -> int:
        """Return the number of edits in the journal in the trash."""
        folder = places()[0] / TRASH / _NAMES[0]
        found = Recoverable(folder, "", self._path, now(), unsaved=None, typing=False, attempts=0)
        left = open_recoverable(found)
        left.finish(discard=False)
        return left.number

    def _end_well(self, fault: _Fault, *, lone: bool, without_journal: bool) -> None:
        """Run a session without faults, and check that no files remain."""
        check = self._outcome.check
        session = self._sound_session()
        check(not session.said("refused"), f"{fault}: the next session reports {session.lines[-1:]}")
        names = {each.name for each in self._maps.iterdir()}
        check(names == {"map.journey"}, f"{fault}: remaining files {sorted(names)}")
        asked = session.said("unsaved")
        if (asked and without_journal) or not lone:
            # The file is newer than the journal, so the user has to decide.
            self.told["questions about the newer file"] += bool(asked)
            return
        check(not asked, f"{fault}: the next session reports {asked[:1]}")
        for place in places():
            left = [
                each.parent for each in place.glob(f"*/{DESCRIPTION}") if (each.parent / DATABASE).exists()
            ]
            check(not left, f"{fault}: journals {[each.name for each in left]} in {place.parent.name}")


def _attached(pid: int, words: list[str]) -> "subprocess.Popen[str]":
    """Start a tracer of a process, and wait until it is attached."""
    tracer = subprocess.Popen(
        ["strace", "-f", "-p", str(pid), *words], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
    )
    assert tracer.stderr is not None
    for line in tracer.stderr:
        if "attached" in line:
            break
    return tracer


ATTACK = Attack("system-calls", "makes system calls fail (with strace, on Linux)", 1_000, run)
