"""Change set: the records that an edit changed, before and after."""

from collections.abc import Iterable, Iterator, Mapping

from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.model.records import Record

Change = tuple[Record | None, Record | None]
"""A record before and after the edit: (None, record) if it was added, (record, None) if it was removed."""


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Changes by record id. An undo step, a journal entry and an event all carry one."""

    changes: Mapping[str, Change]

    def __bool__(self) -> bool:
        return bool(self.changes)

    def __contains__(self, record_id: str) -> bool:
        return record_id in self.changes

    def __iter__(self) -> Iterator[tuple[str, Record | None, Record | None]]:
        for record_id, (before, after) in self.changes.items():
            yield record_id, before, after

    def inverted(self) -> "ChangeSet":
        """Return the changes that undo these ones."""
        return ChangeSet({record_id: (after, before) for record_id, before, after in self})

    def then(self, later: "ChangeSet") -> "ChangeSet":
        """Return these changes and `later` combined, without records that end up unchanged."""
        return joined((self, later))


def joined(sets: Iterable[ChangeSet]) -> ChangeSet:
    """Return change sets that follow each other as one, without records that end up unchanged."""
    pairs: dict[str, Change] = {}
    for each in sets:
        for record_id, before, after in each:
            first = pairs[record_id][0] if record_id in pairs else before
            pairs[record_id] = (first, after)
    return ChangeSet({key: pair for key, pair in pairs.items() if pair[0] != pair[1]})
