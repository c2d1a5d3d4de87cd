"""Edits of the references of the selected cards, for the panels, dialogs and drops that make them."""

from collections.abc import Sequence
from pathlib import Path

from journey_editor.app.session.session import Session
from journey_editor.editing.commands.cards import add_card
from journey_editor.editing.commands.references import (
    add_reference,
    entered_address,
    move_reference,
    names_files,
    relocate_references,
)
from journey_editor.editing.ordering import next_sibling
from journey_editor.editing.tables import raise_if_too_many
from journey_editor.foundation.addresses import masked
from journey_editor.foundation.translation import ntr, tr
from journey_editor.model.document import Cell, Queries
from journey_editor.model.records import CardReference

Group = tuple[str, ...]
"""Ids of the same reference of several cards, one of each card."""


def common_references(document: Queries, card_ids: Sequence[str]) -> list[Group]:
    """Return the references that all cards have, by name and address, in the order of the first card."""
    found: list[Group] = []
    others = [
        {(each.name, each.address): each.id for each in document.references_of(card)} for card in card_ids[1:]
    ]
    for each in document.references_of(card_ids[0]) if card_ids else ():
        key = each.name, each.address
        if all(key in other for other in others):
            found.append((each.id, *(other[key] for other in others)))
    return found


def add_references(session: Session, card_ids: Sequence[str], named: Sequence[tuple[str, str]]) -> bool:
    """Add web pages and files, given by address and name, to cards as one undo step.

    Return False if one was refused; a notice says why.
    """
    transaction = session.edit(ntr("Add reference", "Add references", len(named)))
    with transaction as draft:
        for address, name in named:
            entered = entered_address(address, session.folder)
            for card in card_ids:
                if card in draft:
                    add_reference(draft, card, entered, name)
    return transaction.succeeded


def add_cards(session: Session, cell: Cell, after: str | None, named: Sequence[tuple[str, str]]) -> bool:
    """Add a card for each web page or file, given by address and name, as one undo step, and select them.

    They are in a cell, after one of its cards or at its end. Return False if one was refused.
    """
    new: list[str] = []
    transaction = session.edit(ntr("Add card", "Add cards", len(named)))
    with transaction as draft:
        raise_if_too_many(len(named))
        before = next_sibling(draft.cards_in(*cell), after) if after else None
        for address, name in named:
            entered = entered_address(address, session.folder)
            card = add_card(draft, *cell, name or masked(entered), before=before)
            add_reference(draft, card.id, entered, name)
            new.append(card.id)
    if transaction.succeeded:
        session.selection.replace(new, cell)
    return transaction.succeeded


def relocate(session: Session, before: Path | None, after: Path | None) -> int:
    """Adapt the paths of files to a project that moves from one folder to another, or has none.

    Returns the number of references that changed, as one undo step.
    """
    if before == after or not names_files(session.document):
        return 0
    changed = 0
    transaction = session.edit(tr("Adapt the paths of files"))
    with transaction as draft:
        changed = relocate_references(draft, before, after)
    return changed if transaction.succeeded else 0


def change_address(session: Session, reference_ids: Group, text: str) -> bool:
    """Give references another address, as one undo step. Return False if it was refused."""
    transaction = session.edit(tr("Change reference"))
    with transaction as draft:
        address = entered_address(text, session.folder)
        for each in reference_ids:
            if each in draft:
                draft.change(draft.get(CardReference, each), address=address)
    return transaction.succeeded


def move_references(session: Session, reference_ids: Group, by: int) -> None:
    """Move a reference of each card by a number of places, as one undo step."""
    with session.edit(tr("Move reference")) as draft:
        for each in reference_ids:
            if each in draft:
                move_reference(draft, each, by)


def remove_references(session: Session, reference_ids: Group) -> None:
    """Remove references, as one undo step."""
    with session.edit(tr("Remove reference")) as draft:
        for each in reference_ids:
            draft.remove(each)
