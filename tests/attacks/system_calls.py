"""Each call to the system fails, once or for ever, under a program that recovers, edits, saves and ends.

Those of SQLite too: `strace` lets them fail, which is to be had for Linux alone.
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
from journey_editor.storage.journal.journal import DATABASE, DESCRIPTION
from journey_editor.storage.journal.locations import places
from journey_editor.storage.journal.recovery import TRASH, Recoverable, open_recoverable, recoverable
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
"""Seconds until a session that does not end is one that hangs."""
_NAMES = tuple(f"2026-05-01 12.00.00 0000000{number}" for number in range(2))
_LINE = re.compile(r"(\d+) +(\w+)\(")


@dataclass(frozen=True, slots=True)
class _Fault:
    """The n-th time that any thread makes a call it fails, and from then on if it is for ever."""

    call: str
    at: int
    error: str
    for_ever: bool
    recovers: bool
    """Whether the session begins with what another one has left."""
    crash: bool
    """Whether it ends all of a sudden."""

    def __str__(self) -> str:
        how = f"{self.call} {self.at}{' and all later' * self.for_ever}: {self.error}"
        return f"{how}, {'recovering' if self.recovers else 'new'}, {'killed' if self.crash else 'closed'}"


def run(trials: int, dice: Random) -> Outcome:
    """Let so many calls fail."""
    if shutil.which("strace") is None:
        return Outcome(figures={"not run": "it needs strace, a program for Linux that is not installed here"})
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
    """What a session told."""

    lines: list[list[Any]]
    states: dict[int, str] = field(default_factory=dict)
    safe: int = 0
    saved: str = ""
    """The digest of what was saved last, if it was said to be."""
    began: int = 0
    """The number of the edit with which it began."""

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
        """What was told under a word."""
        return [str(rest[0]) if rest else "" for each, *rest in self.lines if each == word]


@dataclass(slots=True)
class _Work:
    """The states of a map after its edits, and the latest edit that was said to be safe."""

    states: dict[int, str]
    safe: int

    def number_of(self, digest: str) -> int:
        """The latest edit after which it was like that; -1 for none."""
        return max((number for number, each in self.states.items() if each == digest), default=-1)


class _House:
    """A home in a folder, made anew for each session, whose path stays the same."""

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
        """How often a session makes each call, the thread that makes it most often."""
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
        """Let a session have a fault, and look at what it leaves."""
        self._prepare(recovers=fault.recovers)
        when = f"{fault.at}{'+' * fault.for_ever}"
        words = ["-o", "/dev/null", "-e", f"inject={fault.call}:error={fault.error}:when={when}"]
        session = self._session(words, _NAMES[1], crash=fault.crash)
        for word in ("trouble", "refused"):
            self.told[f"times “{word}”"] += bool(any(session.said(word)))
        for each in session.said("raised"):
            self._outcome.check(False, f"{fault}: {each}")
        if not any(map(session.said, ("end", "refused", "raised"))):
            self._outcome.check(False, f"{fault}: it hung")
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
        """What a session tells, whose calls are traced from where it says that it is ready."""
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
        """What a session tells in which nothing fails; in this process, which is faster."""
        shared_at = self._folder / "sound"
        shared = Shared(shared_at)
        # Qt's objects must end on the thread they live on.
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
                # What was left was not to be seen, and from the file another map came of it.
                self.told["times begun from the file"] += 1
                works.append(_Work(first | left.states, left.safe))
            else:
                works = [_Work(first | left.states | session.states, max(session.safe, left.safe))]
        with home_at(self._home):
            try:
                in_file = document_digest(read_project(self._path).document)
            except UserError as error:
                check(False, f"{fault}: no whole file: {error.sentence}")
                return
            in_it = [each.number_of(in_file) for each in works]
            check(max(in_it) >= 0, f"{fault}: a file that never was")
            if session.saved:
                check(in_it[0] >= works[0].number_of(session.saved), f"{fault}: said to be saved, and is not")
            found = self._recovered(fault)
            check(len(found) <= len(works), f"{fault}: {len(found)} journals are offered")
            for each, digest in found:
                right = any(work.states.get(each) == digest for work in works)
                check(right, f"{fault}: not what it was after edit {each}")
            for work, number in zip(works, in_it, strict=True):
                back = [each for each, digest in found if work.states.get(each) == digest]
                if work.safe > number and work.safe not in back and session.said("damaged"):
                    # So it looks where no call ever reads again; the person knows, and it is kept.
                    self.told["times taken for damaged"] += 1
                    back.append(self._in_trash())
                check(
                    max(number, *back, 0) >= work.safe, f"{fault}: of {work.safe} safe edits are left {back}"
                )
            self._end_well(fault, lone=len(works) == 1, without_journal=any(session.said("trouble")))

    def _recovered(self, fault: _Fault) -> list[tuple[int, str]]:
        """The numbers of edits up to which something is offered, and the digests of what that is."""
        found = []
        for each in recoverable():
            if each.has_more_than_its_file:
                try:
                    left = open_recoverable(each)
                except UserError as error:
                    self._outcome.check(False, f"{fault}: {error.sentence}")
                    continue
                left.finish(discard=False)
                self._outcome.check(left.whole, f"{fault}: a damaged journal")
                found.append((left.number, document_digest(left.document)))
        self.told["recovered"] += len(found)
        return found

    def _in_trash(self) -> int:
        """The number of edits in what was left, now that it is in the trash."""
        folder = places()[0] / TRASH / _NAMES[0]
        found = Recoverable(folder, "", self._path, now(), unsaved=None, typing=False, attempts=0)
        left = open_recoverable(found)
        left.finish(discard=False)
        return left.number

    def _end_well(self, fault: _Fault, *, lone: bool, without_journal: bool) -> None:
        """Let a session without faults follow: nothing lies about any more then."""
        check = self._outcome.check
        session = self._sound_session()
        check(not session.said("refused"), f"{fault}: the session after that says {session.lines[-1:]}")
        names = {each.name for each in self._maps.iterdir()}
        check(names == {"map.journey"}, f"{fault}: left {sorted(names)}")
        asked = session.said("unsaved")
        if (asked and without_journal) or not lone:
            # The file went on where the journal could not: to go back is for the person to decide.
            self.told["times asked which is right"] += bool(asked)
            return
        check(not asked, f"{fault}: the session after that says {asked[:1]}")
        for place in places():
            left = [
                each.parent for each in place.glob(f"*/{DESCRIPTION}") if (each.parent / DATABASE).exists()
            ]
            check(not left, f"{fault}: left {[each.name for each in left]} in {place.parent.name}")


def _attached(pid: int, words: list[str]) -> "subprocess.Popen[str]":
    """A tracer of a process, once it has hold of it."""
    tracer = subprocess.Popen(
        ["strace", "-f", "-p", str(pid), *words], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
    )
    assert tracer.stderr is not None
    for line in tracer.stderr:
        if "attached" in line:
            break
    return tracer


ATTACK = Attack("system-calls", "lets calls to the system fail (with strace, on Linux)", 1_000, run)
