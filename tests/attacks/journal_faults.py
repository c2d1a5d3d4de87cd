"""Disk errors during writes to the journal, once or permanent: edits reported as safe are never lost.

The errors affect calls that create files and statements to the database. In some trials, a process edits with
a limit on file sizes, as on a full disk, and is then killed.
"""

import errno
import os
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random
from unittest import mock

from journey_editor.editing.editor import Editor
from journey_editor.foundation import folders
from journey_editor.foundation.identity import counting_ids
from journey_editor.model.digest import document_digest
from journey_editor.model.records import Card
from journey_editor.storage.journal import writer
from journey_editor.storage.journal.journal import Journal
from journey_editor.storage.journal.journal_file import JournalFile
from journey_editor.storage.journal.recovery import open_recoverable, recoverable
from journey_editor.storage.locking.file_lock import FileLock
from journey_editor.storage.project.project import Project
from journey_editor.storage.project.project_file import proven_bytes, replace_file
from tests.attacks.attack import Attack, Outcome
from tests.attacks.kill_edit import Victim, new_home
from tests.attacks.maps import base_map

_EDITS = 14
_CALLS = 60
"""Approximate number of calls in a session."""
_PATIENCE = 20.0
_ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS)


class _Faults:
    """Counter of calls to the disk that makes the n-th call fail, and with `for_ever` all later ones.

    If `place` is a folder, only calls in this folder are counted and fail.
    """

    def __init__(self, at: int, error: int, *, for_ever: bool, place: Path | None) -> None:
        self._at, self._error, self._for_ever, self._place = at, error, for_ever, place
        self.calls = 0
        self.failed = 0

    def call(self, folder: Path) -> None:
        """Count a call. Raises `OSError` if it must fail."""
        if self._place is not None and not folder.is_relative_to(self._place):
            return
        self.calls += 1
        if self.calls == self._at or (self._for_ever and self.calls > self._at):
            self.failed += 1
            raise OSError(self._error, os.strerror(self._error), str(folder))


def run(trials: int, dice: Random) -> Outcome:
    """Run `trials` sessions with faults."""
    outcome = Outcome(trials)
    failed = said = killed = 0
    for trial in range(trials):
        with new_home() as home:
            if trial % 4 == 3 and sys.platform != "win32":
                victim = Victim(home, outcome)
                victim.attack(f"trial {trial}, full disk", dice, most_bytes=dice.randrange(60_000, 400_000))
                killed += 1
                continue
            place = folders.user_data() if dice.random() < 0.6 else None
            faults = _Faults(
                dice.randrange(1, _CALLS), dice.choice(_ERRORS), for_ever=dice.random() < 0.5, place=place
            )
            troubled = _session(f"trial {trial}", faults, outcome, dice)
            failed += faults.failed
            said += troubled
    outcome.figures = {
        "calls failed": f"{failed:,}",
        "journal errors reported": f"{said:,}",
        "full disks": f"{killed:,}",
    }
    return outcome


def _session(trial: str, faults: _Faults, outcome: Outcome, dice: Random) -> bool:
    """Edit, undo and save on a failing disk. Return whether the journal reported an error."""
    document = base_map()
    states = {0: document_digest(document)}
    path = folders.user_cache() / "map.journey"
    with _failing(faults), mock.patch.object(writer, "outgrown", lambda entries, rest: True):
        kept = Journal(Project(document, {}, path), delay=0.0)
        editor = Editor(document, new_id=counting_ids(), journal=kept.record_edit)
        for number in range(_EDITS):
            if number % 5 == 4:
                editor.undo()
            else:
                with editor.edit("Write") as draft:
                    draft.change(dice.choice(draft.select(Card)), text=f"Text {number}")
            states[kept.posted] = document_digest(editor.document)
            if number % 4 == 3:
                data = proven_bytes(editor.document, {})
                with mock.patch.object(faults, "call", lambda folder: None):
                    stamp = replace_file(path, data).stamp
                kept.record_save(kept.posted, path, stamp, data, editor.document)
            if dice.random() < 0.7:
                kept.wait(timeout=0.05)
        # One of the two must happen, however busy the computer is.
        patience = time.monotonic() + _PATIENCE
        while kept.durable != kept.posted and not kept.error and time.monotonic() < patience:
            time.sleep(0.002)
        safe, troubled = kept.durable, bool(kept.error)
        kept.close(keep=True)
    outcome.check(safe == kept.posted or troubled, f"{trial}: not safe in the end, and no error was reported")
    found = recoverable()
    if not found:
        outcome.check(safe == 0, f"{trial}: {safe} edits were safe, but there is nothing to recover")
        return troubled
    recovered = open_recoverable(found[0])
    recovered.finish(discard=False)
    number = recovered.number
    outcome.check(number >= safe, f"{trial}: edits {number + 1} to {safe} were safe, but are lost")
    right = states.get(number) == document_digest(recovered.document)
    outcome.check(right, f"{trial}: differs from the state after edit {number}")
    outcome.check(recovered.whole, f"{trial}: the journal is damaged")
    return troubled


@contextmanager
def _failing(faults: _Faults) -> Iterator[None]:
    """Apply the faults to every call that creates or writes a file of the journal."""
    execute, commit, begin = JournalFile._execute, JournalFile._commit, JournalFile._begin
    acquire, write_file = FileLock.acquire, writer.write_file

    def executing(file: JournalFile, *words: object) -> None:
        _as_sqlite(faults, file)
        execute(file, *words)  # type: ignore[arg-type]

    def committing(file: JournalFile) -> None:
        _as_sqlite(faults, file)
        commit(file)

    def beginning(file: JournalFile) -> None:
        _as_sqlite(faults, file)
        begin(file)

    def acquiring(path: Path) -> FileLock | None:
        faults.call(path)
        return acquire(path)

    def writing(path: Path, data: bytes, *, mode: int) -> None:
        faults.call(path)
        write_file(path, data, mode=mode)

    with ExitStack() as stack:
        for owner, name, fake in (
            (JournalFile, "_execute", executing),
            (JournalFile, "_commit", committing),
            (JournalFile, "_begin", beginning),
            (writer.FileLock, "acquire", acquiring),
            (writer, "write_file", writing),
            (writer, "RETRY", 0.02),
        ):
            stack.enter_context(mock.patch.object(owner, name, fake))
        yield


def _as_sqlite(faults: _Faults, file: JournalFile) -> None:
    try:
        faults.call(file.folder)
    except OSError as error:
        raise sqlite3.OperationalError("disk I/O error") from error


ATTACK = Attack("journal-faults", "causes disk errors in the journal", 400, run)
