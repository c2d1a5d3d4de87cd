"""Crashes while the new journal of a recovered project takes over from the old one, several in a row.

At a chosen operation on the files, the home is copied: this is the state after a crash at that moment. The
next process recovers from the copy.
"""

import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any
from unittest import mock

from journey_editor.editing.editor import Editor
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.identity import counting_ids
from journey_editor.model.digest import document_digest
from journey_editor.model.records import Card
from journey_editor.storage.journal.journal import Journal
from journey_editor.storage.journal.journal_file import JournalFile
from journey_editor.storage.journal.recovered import Recoverable
from journey_editor.storage.journal.recovery import open_recoverable, recoverable
from journey_editor.storage.project.project import Project
from journey_editor.storage.project.project_file import proven_bytes, replace_file
from tests.attacks.attack import Attack, Outcome
from tests.attacks.kill_edit import home_at
from tests.attacks.maps import base_map

_CALLS = ("open", "mkdir", "write", "fsync", "ftruncate", "utime", "rename", "replace", "unlink", "rmdir")
_STATEMENTS = ("_begin", "_execute", "_commit")
_MOST_IN_A_ROW = 6


class Watch:
    """Counter of the operations of a journal on its files that copies the home before one of them."""

    def __init__(self, home: Path, copy: Path, at: int | None) -> None:
        self.names: list[str] = []
        self.number_then: int | None = None
        """Latest edit that was reported as safe when the copy was made."""
        self._home, self._copy, self._at = home, copy, at
        self._journal: Journal | None = None
        self._copying = False

    def watch(self, journal: Journal) -> None:
        """Set the journal whose safe edits are recorded."""
        self._journal = journal

    def called(self, name: str) -> None:
        """Count an operation."""
        if self._copying or threading.current_thread().name != "journal":
            return
        self.names.append(name)
        if len(self.names) - 1 == self._at:
            self.take()

    def take(self) -> None:
        """Make the copy if there is none yet."""
        if self.number_then is None:
            self.number_then = self._journal.durable if self._journal is not None else 0
            self._copying = True
            try:
                shutil.copytree(self._home, self._copy)
            finally:
                self._copying = False

    @contextmanager
    def installed(self) -> Iterator[None]:
        """Watch while the block runs."""
        with ExitStack() as stack:
            for name in _CALLS:
                stack.enter_context(mock.patch.object(os, name, self._before(name, getattr(os, name))))
            for name in _STATEMENTS:
                fake = self._before(name, getattr(JournalFile, name))
                stack.enter_context(mock.patch.object(JournalFile, name, fake))
            yield

    def _before(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*words: Any, **options: Any) -> Any:
            self.called(name)
            return real(*words, **options)

        return call


class Line:
    """Sequence of recoveries, each from a copy of the home of the one before."""

    def __init__(self, top: Path, outcome: Outcome) -> None:
        self._top, self._outcome = top, outcome
        self._path = top / "map.journey"
        self._homes = 0
        self._states: dict[int, str] = {}
        self._safe, self._saved = 0, False
        self.operations: list[str] = []
        """Names of the operations of the previous recovery."""
        self.home = top / "0"
        self.home.mkdir()
        document = base_map()
        self._states[0] = document_digest(document)
        with home_at(self.home):
            journal = Journal(Project(document, {}, self._path), delay=0.0)
            editor = Editor(document, new_id=counting_ids(), journal=journal.record_edit)
            for number in range(1, 4):
                self._write(editor, number)
            journal.wait()
            journal.close(keep=True)

    def recover(self, at: int | None, *, closes: bool) -> None:
        """Recover, edit, and close or crash, at operation `at` or at the end.

        The next recovery uses the home as this process leaves it.
        """
        self._homes += 1
        copy = self._top / str(self._homes)
        watch = Watch(self.home, copy, at)
        with home_at(self.home), watch.installed():
            left = open_recoverable(recoverable()[0])
            opened = replace(left, path=self._path)
            journal = Journal(opened)
            watch.watch(journal)
            editor = Editor(
                left.document, new_id=counting_ids(), history=left.history, journal=journal.record_edit
            )
            self._write(editor, journal.posted + 1)
            journal.wait()
            if closes:
                data = proven_bytes(editor.document, {})
                stamp = replace_file(self._path, data).stamp
                journal.record_save(journal.posted, self._path, stamp, data, editor.document)
            journal.close(keep=not closes)
        watch.take()
        self.home, self.operations = copy, watch.names
        self._safe, self._saved = watch.number_then or 0, closes

    def look(self, where: str) -> bool:
        """Check the recoveries that are offered. Returns whether there is one for the next round."""
        check = self._outcome.check
        with home_at(self.home):
            found = [each for each in recoverable() if each.has_more_than_its_file]
            if self._saved and not found:
                return False
            if check(len(found) == 1, f"{where}: {len(found)} journals are offered"):
                self._open(where, found[0])
            return bool(found)

    def _open(self, where: str, found: Recoverable) -> None:
        check = self._outcome.check
        try:
            left = open_recoverable(found)
        except UserError as error:
            check(False, f"{where}: {error.sentence}")
            return
        number, safe = left.number, self._safe
        check(left.whole, f"{where}: the journal is damaged")
        check(number >= safe, f"{where}: edits {number + 1} to {safe} were safe, but are lost")
        right = self._states.get(number) == document_digest(left.document)
        check(right, f"{where}: differs from the state after edit {number}")
        check(len(left.history.done) == number, f"{where}: {len(left.history.done)} of {number} undo steps")
        left.finish(discard=False)

    def _write(self, editor: Editor, number: int) -> None:
        with editor.edit("Write") as draft:
            draft.change(draft.select(Card)[0], text=f"Text {number}")
        self._states[number] = document_digest(editor.document)


def run(trials: int, dice: Random) -> Outcome:
    """Crash `trials` times, several times in a row."""
    outcome = Outcome()
    operations: list[str] = []
    rows = 0
    while outcome.trials < trials:
        rows += 1
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            line = Line(Path(folder), outcome)
            for _ in range(min(dice.randrange(1, _MOST_IN_A_ROW + 1), trials - outcome.trials)):
                at = _chosen(operations, dice)
                line.recover(at, closes=dice.random() < 0.2)
                operations = line.operations
                outcome.trials += 1
                if not line.look(f"trial {outcome.trials}, at operation {at}"):
                    break
    outcome.figures = {"sequences": f"{rows:,}", "operations per recovery": str(len(operations))}
    return outcome


def _chosen(operations: list[str], dice: Random) -> int | None:
    """Return a random operation, with the same chance for each kind; None for the end."""
    if not operations or dice.random() < 0.05:
        return None
    name = dice.choice(sorted(set(operations)))
    return dice.choice([at for at, each in enumerate(operations) if each == name])


ATTACK = Attack("take-over", "crashes while a recovered project changes its journal", 2_000, run)
