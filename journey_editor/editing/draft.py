"""Draft: the mutable document inside an edit."""

from dataclasses import replace
from typing import Any, TypeVar

from journey_editor.editing.views import hiding_as
from journey_editor.foundation.identity import IdSource, random_id
from journey_editor.foundation.text import clean_text
from journey_editor.model.change_set import Change, ChangeSet
from journey_editor.model.document import Document, Queries, Sketch
from journey_editor.model.fields import Real, Spec, Text
from journey_editor.model.records import (
    LaneGroup,
    Picture,
    Record,
    kind_of,
    references,
    referrers,
    specs,
)
from journey_editor.model.rules import check_touched

R = TypeVar("R", bound=Record)

_FOR_OTHERS = (Picture, LaneGroup)
"""Kinds of records that are removed with the last record that refers to them."""
_KINDS_FOR_OTHERS = {each.KIND for each in _FOR_OTHERS}


class Draft(Sketch):
    """A document being edited. It answers the same queries and keeps track of changes.

    `view` is the id of the view through which it is edited, or empty. Lanes and personas are hidden then if
    the view hides them. `heirs` has, for records that were merged into others, the ids of these, and
    `copies` the ids of the originals of copied cards.
    """

    __slots__ = ("_changes", "_new_id", "before", "copies", "heirs", "view")

    def __init__(self, document: Document, new_id: IdSource = random_id, view: str = "") -> None:
        super().__init__(document)
        self.before = document
        self.view = view
        self.heirs: dict[str, str] = {}
        self.copies: dict[str, str] = {}
        self._new_id = new_id
        self._changes: dict[str, Change] = {}

    @property
    def seen(self) -> Queries:
        """The draft with those lanes and personas hidden that are hidden in the view."""
        return hiding_as(self, self.view)

    def add(self, record_type: type[R], **fields: Any) -> R:
        """Add a record with a new id. Texts are cleaned; raises `UserError` if one is too long."""
        record = record_type(id=self._new_id(record_type.KIND), **_cleaned(record_type, fields))
        self._put(record)
        return record

    def change(self, record: R, **fields: Any) -> R:
        """Change fields of a record, starting from its current state in the draft, and return the result.

        Texts are cleaned; raises `UserError` if one is too long.
        """
        record = self.get(type(record), record.id)
        changed = replace(record, **_cleaned(type(record), fields))
        if changed != record:
            self._put(changed)
        return changed

    def insert(self, record: Record) -> None:
        """Add an existing record unchanged, with its id. Its texts must be clean (the rules check them)."""
        self._put(record)

    def remove(self, record_id: str) -> None:
        """Remove a record and all records that depend on it. Optional references to it are cleared."""
        record = self.find(record_id)
        if record is None:
            return
        for record_type, field, ref in referrers(record.KIND):
            for dependant in self.select(record_type, **{field: record_id}):
                if ref.clears:
                    self.change(dependant, **{field: ""})
                else:
                    self.remove(dependant.id)
        self._touch(record_id, None)

    def changes(self) -> ChangeSet:
        """Return the changes so far, without records that have their initial state again."""
        return ChangeSet({key: pair for key, pair in self._changes.items() if pair[0] != pair[1]})

    def finish(self) -> Document:
        """Remove pictures and groups of lanes without references, and return the new document.

        Raises `RuleError` if a change violates the rules, or `CancelledError`.
        """
        self._drop_unnamed()
        check_touched(self, self.changes().changes.values())
        return self.frozen()

    def _drop_unnamed(self) -> None:
        """Remove the records that were there only for records that no longer refer to them."""
        doubtful: dict[str, None] = {}
        for record_id, (before, after) in self._changes.items():
            if isinstance(after, _FOR_OTHERS):
                doubtful[record_id] = None
            elif before is not None:
                named = references(type(before)).items()
                doubtful.update(
                    (getattr(before, name), None) for name, ref in named if ref.kind in _KINDS_FOR_OTHERS
                )
        for each in doubtful:
            if each in self and not any(
                self.select(kind, **{field: each}) for kind, field, _ in referrers(kind_of(each))
            ):
                self._touch(each, None)

    def _put(self, record: Record) -> None:
        self._touch(record.id, record)

    def _touch(self, record_id: str, record: Record | None) -> None:
        first = self._changes[record_id][0] if record_id in self._changes else self.find(record_id)
        self._changes[record_id] = (first, record)
        self.store(record_id, record)


def _cleaned(record_type: type[Record], fields: dict[str, Any]) -> dict[str, Any]:
    kinds = specs(record_type)
    return {name: _clean(kinds.get(name), value) for name, value in fields.items()}


def _clean(spec: Spec | None, value: Any) -> Any:
    if isinstance(spec, Text) and isinstance(value, str):
        return clean_text(value, limit=spec.limit, lines=spec.lines)
    if isinstance(spec, Real) and type(value) is int:
        return float(value)
    return value
