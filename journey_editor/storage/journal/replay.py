"""Replay of a journal: the document and the undo history from a base and its entries."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from journey_editor.editing.history import History, HistoryStep
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.model.change_set import Change, ChangeSet
from journey_editor.model.digest import MODULUS, record_digest, values_digest
from journey_editor.model.document import Document
from journey_editor.model.records import Record, kind_of
from journey_editor.storage.journal.entries import Entry
from journey_editor.storage.journal.journal_file import encoded
from journey_editor.storage.migrations import Migration, Row
from journey_editor.storage.project.tables import record_of

Rows = dict[str, list[Any] | None]
"""Rows by record id; None for a record that does not exist."""


@dataclass(frozen=True, slots=True)
class Decoder:
    """Decoder of the rows of a journal. `columns` has their column names by kind."""

    columns: Mapping[str, Sequence[str]]
    migrations: Sequence[Migration] = ()
    """Migrations from the journal's version to the version of this program."""

    def records(self, rows: Rows) -> dict[str, Record | None]:
        """Return the records of rows, by id. Raises any exception if the rows are invalid."""
        if self.migrations:
            return self._migrated(rows)
        columns = self.columns
        found: dict[str, Record | None] = {}
        for record_id, row in rows.items():
            kind = kind_of(record_id)
            found[record_id] = record_of(kind, dict(zip(columns[kind], row, strict=True))) if row else None
        return found

    def _migrated(self, rows: Rows) -> dict[str, Record | None]:
        tables: dict[str, list[Row]] = {kind: [] for kind in self.columns}
        for record_id, row in rows.items():
            if row is not None:
                kind = kind_of(record_id)
                tables[kind].append(dict(zip(self.columns[kind], row, strict=True)))
        for migration in self.migrations:
            migration.change(tables)
        found: dict[str, Record | None] = {each: None for each, row in rows.items() if row is None}
        for kind, theirs in tables.items():
            for each in theirs:
                record = record_of(kind, each)
                found[record.id] = record
        return found


class Recorded(Mapping[str, Change]):
    """Changes of a step, decoded from the entries of the journal on first use."""

    __slots__ = ("_changes", "_decoder", "entries")

    def __init__(self, entries: list[tuple[str, str]], decoder: Decoder) -> None:
        self.entries = entries
        """Rows after and before (JSON), one pair for each edit of the step."""
        self._decoder = decoder
        self._changes: dict[str, Change] | None = None

    def __getitem__(self, record_id: str) -> Change:
        return self._read()[record_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())

    def mentions(self, kind: type[Record]) -> bool:
        """Return whether the step seems to change records of a kind, without decoding it."""
        return any(f'"{kind.KIND}:' in rows for pair in self.entries for rows in pair)

    def _read(self) -> dict[str, Change]:
        if self._changes is None:
            joined = ChangeSet({})
            for forward, inverse in self.entries:
                after = self._decoder.records(json.loads(forward))
                before = self._decoder.records(json.loads(inverse))
                ids = dict.fromkeys((*after, *before))
                later = ChangeSet({each: (before.get(each), after.get(each)) for each in ids})
                joined = joined.then(later)
            self._changes = dict(joined.changes)
        return self._changes


_Step = tuple[str, list[tuple[str, str]]]
"""Name of a step, and the rows after and before each of its edits."""


def history_of(entries: Iterable[Entry], decoder: Decoder) -> History:
    """Return the undo history after these entries. Entries at the beginning may be missing."""
    done: list[_Step] = []
    undone: list[_Step] = []
    for _, cause, step, name, forward, inverse, _, _ in entries:
        if cause == "undo":
            # If the undone entry is missing, the undo itself has its rows, the other way round.
            undone.append(done.pop() if done else (name, [(inverse, forward)]))
            continue
        if cause == "redo":
            done.append(undone.pop() if undone else (name, [(forward, inverse)]))
            continue
        undone.clear()
        if step == "new":
            done.append((name, [(forward, inverse)]))
        elif done:
            edits = done.pop()[1]
            if step == "joined":
                edits.append((forward, inverse))
                done.append((name, edits))
    return History(_recorded(done, decoder), _recorded(undone, decoder))


def _recorded(steps: list[_Step], decoder: Decoder) -> list[HistoryStep]:
    return [HistoryStep(name, ChangeSet(Recorded(edits, decoder))) for name, edits in steps]


@dataclass(frozen=True, slots=True)
class Replayed:
    """Document after the valid entries, and their number."""

    document: Document
    count: int


def replay(base: Document, entries: Sequence[Entry], decoder: Decoder) -> Replayed:
    """Return the document after as many entries as are valid: their digests must match.

    Digests of an older version's rows cannot be compared; then the checksums of the entries must be enough.
    """
    latest: Rows = {}
    for entry in entries:
        latest.update(json.loads(entry.forward))
    count = len(entries)
    if entries and not decoder.migrations:
        before = {each: record_digest(record) for each in latest if (record := base.find(each)) is not None}
        rest = sum(map(record_digest, base)) - sum(before.values())
        if not _matches(entries[-1], rest + sum(map(_digest, latest.values()))):
            count, latest = _good(entries, rest, before)
    changed = decoder.records(latest)
    changes = {each: (base.find(each), record) for each, record in changed.items()}
    return Replayed(base.applying(ChangeSet(changes)), count)


def _good(entries: Sequence[Entry], rest: int, digests: dict[str, int]) -> tuple[int, Rows]:
    """Return the number of entries whose digests match, and the rows after them.

    `rest` is the sum of the digests of records that no entry changes; `digests` has those of the others.
    """
    latest: Rows = {}
    total = rest + sum(digests.values())
    for count, entry in enumerate(entries):
        rows: Rows = json.loads(entry.forward)
        for each, row in rows.items():
            digest = _digest(row)
            total += digest - digests.get(each, 0)
            digests[each] = digest
        if not _matches(entry, total):
            return count, latest
        latest.update(rows)
    return len(entries), latest


def _digest(row: list[Any] | None) -> int:
    return 0 if row is None else values_digest(row)


def _matches(entry: Entry, total: int) -> bool:
    return total % MODULUS == int(entry.digest, 16)


def migrated(entries: Sequence[Entry], decoder: Decoder) -> list[Entry]:
    """Return entries of an older version in the current one, for undo and redo. Digests stay the same."""
    found = []
    for entry in entries:
        forward, inverse = encoded(ChangeSet(Recorded([(entry.forward, entry.inverse)], decoder)))
        found.append(entry._replace(forward=forward, inverse=inverse))
    return found
