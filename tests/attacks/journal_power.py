"""Power cuts during writes to the journal: any part of the data that was not synced can be on the disk.

The files of the journal are copied after each transaction. Any of the sectors that changed since the previous
copy may have reached the disk. The order of SQLite is respected: it writes to the write-ahead log and syncs
the log; only then it writes to the database, and syncs the database before it restarts the log from its
beginning; when it restarts the log, it first syncs the new header.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random
from unittest import mock

from journey_editor.editing.editor import Editor
from journey_editor.foundation import folders
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.identity import counting_ids
from journey_editor.model.digest import document_digest
from journey_editor.model.records import Card
from journey_editor.storage.journal import journal_file, writer
from journey_editor.storage.journal.journal import Journal
from journey_editor.storage.journal.names import DATABASE, DESCRIPTION
from journey_editor.storage.journal.recovery import open_recoverable, recoverable
from journey_editor.storage.project.project import Project
from journey_editor.storage.project.project_file import proven_bytes, write_project
from tests.attacks.attack import Attack, Outcome
from tests.attacks.kill_edit import new_home
from tests.attacks.maps import base_map

_SECTOR = 512
_HEAD = 32
"""Size of the header of the write-ahead log in bytes."""
_WAL = f"{DATABASE}-wal"
_EDITS_OF_ONE = 40
_CUTS_OF_ONE = 250

Files = dict[str, bytes]
State = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class _Moment:
    """Files of a journal after a transaction, and the number of the latest edit in them."""

    files: Files
    number: int


def run(trials: int, dice: Random) -> Outcome:
    """Simulate `trials` power cuts."""
    outcome = Outcome(trials)
    torn = checkpoints = 0
    for first in range(0, trials, _CUTS_OF_ONE):
        with new_home():
            moments, states = _recorded(dice)
            checkpoints += sum(one.files[DATABASE] != two.files[DATABASE] for one, two in pairwise(moments))
            for trial in range(first, min(first + _CUTS_OF_ONE, trials)):
                at = dice.randrange(len(moments) - 1)
                before, after = moments[at], moments[at + 1]
                files = _cut(before.files, after.files, dice)
                torn += files not in (before.files, after.files)
                _look(f"trial {trial}, after edit {before.number}", files, before.number, states, outcome)
    outcome.figures = {"torn writes": f"{torn:,}", "in checkpoints": f"{checkpoints:,}"}
    return outcome


def _recorded(dice: Random) -> tuple[list[_Moment], dict[int, State]]:
    """Edit, undo and save, and copy the files of the journal after each edit. The journal is then deleted.

    Also returns the expected states by the numbers of edits.
    """
    moments: list[_Moment] = []
    states: dict[int, State] = {}
    document = base_map()
    path = folders.user_cache() / "map.journey"
    set_up, commit = journal_file.JournalFile._set_up, journal_file.JournalFile._commit

    def often_checkpointed(file: journal_file.JournalFile, connection: journal_file.Connection) -> None:
        set_up(file, connection)
        connection.exec_driver_sql(f"PRAGMA wal_autocheckpoint={dice.randrange(2, 12)}")

    def committed(file: journal_file.JournalFile) -> None:
        commit(file)
        files = _files_in(file.folder)
        if DESCRIPTION in files:
            number = file._connection.exec_driver_sql("SELECT max(number) FROM entry").scalar()
            moments.append(_Moment(files, number or 0))

    with (
        mock.patch.object(journal_file.JournalFile, "_set_up", often_checkpointed),
        mock.patch.object(journal_file.JournalFile, "_commit", committed),
        mock.patch.object(writer, "outgrown", lambda entries, rest: entries > 8000),
    ):
        kept = Journal(Project(document, {}, path), delay=0.0)
        editor = Editor(document, new_id=counting_ids(), journal=kept.record_edit)

        def note(_: object = None) -> None:
            history = editor.history
            states[kept.posted] = document_digest(editor.document), len(history.done), len(history.undone)

        editor.listen(note)
        for number in range(_EDITS_OF_ONE):
            if dice.random() < 0.2 and editor.history.done:
                editor.undo()
            else:
                with editor.edit("Write") as draft:
                    card = dice.choice(draft.select(Card))
                    draft.change(card, text=f"Text {number} " * dice.randrange(1, 60))
            if dice.random() < 0.2:
                kept.wait()
                data = proven_bytes(editor.document, {})
                stamp = write_project(path, editor.document, {})
                kept.record_save(kept.posted, path, stamp, data, editor.document)
                with editor.edit("Write") as draft:
                    draft.change(draft.select(Card)[0], text=f"After saving {number}")
            kept.wait()
        kept.close(keep=False)
    return moments, states


def _files_in(folder: Path) -> Files:
    # The index of the write-ahead log is memory, not a file.
    return {
        each.name: each.read_bytes()
        for each in folder.iterdir()
        if each.name != "lock" and not each.name.endswith("-shm")
    }


def _cut(before: Files, after: Files, dice: Random) -> Files:
    """Return possible files after a power cut between two moments."""
    files = {**before, **after}
    into_database = before[DATABASE] != after[DATABASE] and dice.random() < 0.5
    if into_database:
        # The write-ahead log is already safe.
        files[DATABASE] = _torn(before[DATABASE], after[DATABASE], dice)
    else:
        files[DATABASE] = before[DATABASE]
        headed = after[_WAL][:_HEAD] + before[_WAL][_HEAD:]
        files[_WAL] = _torn(headed, after[_WAL], dice)
    return files


def _torn(before: bytes, after: bytes, dice: Random) -> bytes:
    """Return a file with some old sectors, some new ones, and any length between the two."""
    share = dice.choice((0.0, 0.1, 0.5, 0.9, 1.0))
    torn = bytearray(before.ljust(len(after), b"\0"))
    for at in _changed(before, after):
        if dice.random() < share:
            torn[at : at + _SECTOR] = after[at : at + _SECTOR]
    longest = max(len(before), len(after))
    return bytes(torn[: dice.choice((longest, dice.randint(min(len(before), longest), longest)))])


def _changed(before: bytes, after: bytes) -> Iterator[int]:
    for at in range(0, len(after), _SECTOR):
        if before[at : at + _SECTOR] != after[at : at + _SECTOR]:
            yield at


def _look(trial: str, files: Files, safe: int, states: dict[int, State], outcome: Outcome) -> None:
    """Recover, and check that safe edits are there and that later ones are complete or absent."""
    folder = folders.user_data() / "recovery" / "2026-05-01 12.00.00 0123abcd"
    folder.mkdir(parents=True)
    try:
        for name, data in files.items():
            (folder / name).write_bytes(data)
        found = recoverable()
        if not outcome.check(len(found) == 1, f"{trial}: {len(found)} recoveries are offered"):
            return
        recovered = open_recoverable(found[0])
        recovered.finish(discard=False)
        number, history = recovered.number, recovered.history
        state = document_digest(recovered.document), len(history.done), len(history.undone)
        outcome.check(recovered.whole, f"{trial}: damaged")
        outcome.check(number >= safe, f"{trial}: only {number} edits were recovered")
        outcome.check(state == states[number], f"{trial}: differs from the state after edit {number}")
    except UserError as error:
        outcome.check(False, f"{trial}: {error.sentence}")
    finally:
        shutil.rmtree(folder)


ATTACK = Attack("journal-power", "cuts the power while the journal is written", 10_000, run)
