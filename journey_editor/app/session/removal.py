"""Removal of the selection."""

from journey_editor.app.session.session import Session
from journey_editor.editing.commands import selection
from journey_editor.model.records import Card


def remove_selection(session: Session, name: str) -> bool:
    """Remove the selected records as an undo step, and select their neighbour; False if none is selected."""
    ids, cell = session.selection.ids, session.selection.cell
    if not ids:
        return False
    neighbour = selection.neighbour_after_removal(session.document, ids, session.shown_view.hiding)
    removed = session.document.find(ids[0])
    if isinstance(removed, Card):
        cell = (removed.step, removed.lane)
    transaction = session.edit(name)
    with transaction as draft:
        selection.remove_all(draft, session.journey_id, ids)
    if transaction.succeeded:
        selected = session.document.find(neighbour) if neighbour else None
        if isinstance(selected, Card):
            cell = (selected.step, selected.lane)
        session.selection.replace([selected.id] if selected else (), cell)
    return True
