"""Immutable document: a flat table of records by id."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from journey_editor.model.change_set import ChangeSet
from journey_editor.model.queries import Cell as Cell
from journey_editor.model.queries import GroupKey, R
from journey_editor.model.queries import Queries as Queries
from journey_editor.model.queries import group_keys as group_keys
from journey_editor.model.queries import run_of as run_of
from journey_editor.model.queries import sort_key as sort_key
from journey_editor.model.records import (
    RECORD_TYPES,
    Lane,
    Link,
    Persona,
    Record,
    Step,
)


class Document(Queries):
    """State of a project. It is immutable: an edit makes a new document. It remembers frequent answers."""

    __slots__ = ("_answers",)

    def __init__(self, records: Iterable[Record] = ()) -> None:
        super().__init__()
        self._answers: dict[tuple[object, ...], Any] = {}
        for record in records:
            self._records[record.id] = record
            for key in group_keys(record):
                group = self._groups.get(key)
                if group is None:
                    self._groups[key] = {record.id: None}
                else:
                    group[record.id] = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Document) and self._records == other._records

    def __hash__(self) -> int:
        return hash(frozenset(self._records))

    def columns_of(self, journey_id: str) -> tuple[Step, ...]:
        """Return all steps of a journey, stage by stage."""
        return self._once(super().columns_of, journey_id)

    def lanes_of(self, journey_id: str, *, hidden: bool = True) -> tuple[Lane, ...]:
        """Return the lanes of a journey; see `Queries.lanes_of`."""
        return self._once(super().lanes_of, journey_id, hidden=hidden)

    def personas_of(self, journey_id: str, *, hidden: bool = True) -> tuple[Persona, ...]:
        """Return the personas of a journey; see `Queries.personas_of`."""
        return self._once(super().personas_of, journey_id, hidden=hidden)

    def links_of(self, journey_id: str) -> tuple[Link, ...]:
        """Return the links between the cards of a journey, and between its stages."""
        return self._once(super().links_of, journey_id)

    def _once(self, query: Callable[..., tuple[R, ...]], journey_id: str, **how: bool) -> tuple[R, ...]:
        """Return the answer to a query about a journey, which is asked only the first time."""
        key = query.__name__, journey_id, *how.values()
        found: tuple[R, ...] | None = self._answers.get(key)
        if found is None:
            found = self._answers[key] = query(journey_id, **how)
        return found

    @property
    def records(self) -> Mapping[str, Record]:
        """All records by id."""
        return self._records

    def in_order(self) -> Sequence[Record]:
        """Return all records sorted by kind, so that each follows the records it refers to, then by id."""
        ids = chain.from_iterable(sorted(self._groups.get((each.KIND, (), ()), ())) for each in RECORD_TYPES)
        return [self._records[each] for each in ids]

    def applying(self, changes: ChangeSet) -> "Document":
        """Return the document after `changes`."""
        draft = Sketch(self)
        for record_id, _, after in changes:
            draft.store(record_id, after)
        return draft.frozen()


class Sketch(Queries):
    """Mutable copy of a document or of another sketch, for example for the duration of an edit."""

    __slots__ = ("_own",)

    def __init__(self, document: Queries) -> None:
        super().__init__()
        # Groups are shared with the document until they change.
        self._own: set[GroupKey] = set()
        self._records = dict(document._records)
        self._groups = dict(document._groups)
        self._sorted = dict(document._sorted)

    def store(self, record_id: str, record: Record | None) -> None:
        """Add or replace the record with this id, or remove it if `record` is None."""
        before = self._records.pop(record_id, None)
        old = set(group_keys(before)) if before else set()
        new = set(group_keys(record)) if record else set()
        for key in old - new:
            del self._own_group(key)[record_id]
        for key in new - old:
            self._own_group(key)[record_id] = None
        for key in old | new:
            self._sorted.pop(key, None)
        if record is not None:
            self._records[record_id] = record

    def frozen(self) -> Document:
        """Return the sketch as a document. The sketch is empty afterwards."""
        for key in self._own:
            if not self._groups[key]:
                del self._groups[key]
        document = Document()
        document._records, document._groups, document._sorted = self._records, self._groups, self._sorted
        self._records, self._groups, self._sorted, self._own = {}, {}, {}, set()
        return document

    def _own_group(self, key: GroupKey) -> dict[str, None]:
        if key not in self._own:
            self._own.add(key)
            self._groups[key] = dict(self._groups.get(key, ()))
        return self._groups[key]
