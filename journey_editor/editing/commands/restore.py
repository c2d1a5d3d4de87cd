"""Restoring an earlier version of the whole project."""

from journey_editor.editing.draft import Draft
from journey_editor.model.document import Document


def restore(draft: Draft, earlier: Document) -> None:
    """Restore the state of `earlier`, record by record."""
    for record in draft.before:
        if record.id not in earlier:
            draft.remove(record.id)
    for record in earlier.in_order():
        if draft.find(record.id) != record:
            draft.insert(record)
