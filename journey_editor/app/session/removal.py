"""Removal of the selection."""

from journey_editor.app.session.session import Session
from journey_editor.editing.commands import selection
from journey_editor.editing.commands.lane_groups import removed_with_groups
from journey_editor.editing.commands.personas import removed_along
from journey_editor.editing.search import shortened
from journey_editor.foundation.translation import ntr, tr
from journey_editor.model.records import Card, LaneGroup, Persona
from journey_editor.wording.map_words import persona_name


def remove_selection(session: Session, name: str) -> bool:
    """Remove the selected records as an undo step, and select their neighbour; False if none is selected."""
    ids, cell = session.selection.ids, session.selection.cell
    if not ids:
        return False
    neighbour = selection.neighbour_after_removal(session.document, ids, session.shown_view.hiding)
    removed = session.document.find(ids[0])
    if isinstance(removed, Card):
        cell = (removed.step, removed.lane)
    remarks = [*_about_personas(session), *_about_groups(session)]
    transaction = session.edit(name)
    with transaction as draft:
        selection.remove_all(draft, session.journey_id, ids)
    if transaction.succeeded:
        selected = session.document.find(neighbour) if neighbour else None
        if isinstance(selected, Card):
            cell = (selected.step, selected.lane)
        session.selection.replace([selected.id] if selected else (), cell)
        if remarks:
            session.notice.emit(" ".join((*remarks, tr("Undo brings everything back."))))
    return True


def _about_groups(session: Session) -> list[str]:
    """Return sentences on what is removed together with the selected groups of lanes."""
    groups = session.selection.of_kind("lane_group")
    if not groups:
        return []
    found = []
    for group in groups:
        name = session.document.get(LaneGroup, group).name or tr("No name")
        found.append(tr("“{name}” was deleted.").format(name=shortened(name)))
    along = removed_with_groups(session.document, groups)
    found.append(ntr("{n} lane went along.", "{n} lanes went along.", along.lanes))
    if along.cards:
        found.append(
            ntr("{n} card in its lanes went along.", "{n} cards in its lanes went along.", along.cards)
        )
    if along.notes:
        found.append(
            ntr("{n} note in its lanes went along.", "{n} notes in its lanes went along.", along.notes)
        )
    return found


def _about_personas(session: Session) -> list[str]:
    """Return sentences on what is removed together with the selected personas."""
    found = []
    for persona_id in session.selection.of_kind("persona"):
        persona = session.document.get(Persona, persona_id)
        along = removed_along(session.document, session.journey_id, persona_id)
        if not (along.lanes or along.points or along.marked):
            continue
        sentence = tr("“{name}” was deleted.")
        if along.stays:
            sentence = tr("“{name}” was deleted from this map and stays on others.")
        found.append(sentence.format(name=shortened(persona_name(persona))))
        if along.lanes:
            found.append(ntr("{n} lane went along.", "{n} lanes went along.", along.lanes))
        if along.cards:
            found.append(
                ntr("{n} card in its lanes went along.", "{n} cards in its lanes went along.", along.cards)
            )
        if along.notes:
            found.append(
                ntr("{n} note in its lanes went along.", "{n} notes in its lanes went along.", along.notes)
            )
        if along.points:
            found.append(
                ntr("{n} point of its curve went along.", "{n} points of its curve went along.", along.points)
            )
        if along.marked:
            found.append(ntr("{n} card no longer names it.", "{n} cards no longer name it.", along.marked))
    return found
