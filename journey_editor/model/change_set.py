"""What an edit did: each record that it touched, before and after."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from journey_editor.model.records import Record

Change = tuple[Record | None, Record | None]
"""A record before and after; None where it was not there or is gone."""


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Changes by the ids of the records. It is the undo step, the journal's entry and the event in one."""

    changes: Mapping[str, Change]

    def __bool__(self) -> bool:
        return bool(self.changes)

    def __contains__(self, record_id: str) -> bool:
        return record_id in self.changes

    def __iter__(self) -> Iterator[tuple[str, Record | None, Record | None]]:
        for record_id, (before, after) in self.changes.items():
            yield record_id, before, after

    def inverted(self) -> "ChangeSet":
        """The changes that take these back."""
        return ChangeSet({record_id: (after, before) for record_id, before, after in self})

    def then(self, later: "ChangeSet") -> "ChangeSet":
        """These changes and `later` ones as one; what ends as it began is left out."""
        joined = dict(self.changes)
        for record_id, before, after in later:
            first = joined[record_id][0] if record_id in joined else before
            joined[record_id] = (first, after)
        return ChangeSet({key: pair for key, pair in joined.items() if pair[0] != pair[1]})
