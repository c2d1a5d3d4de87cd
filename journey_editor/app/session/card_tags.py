"""Tags of the selected cards, for the panels and menus that show and change them."""

from collections.abc import Sequence

from journey_editor.app.session.session import Session
from journey_editor.editing.commands.tags import add_tag, mark_tag
from journey_editor.foundation.translation import tr
from journey_editor.model.document import Queries
from journey_editor.model.records import CardTag, Tag


def name_of_tag(tag: Tag) -> str:
    """Return the name of a tag in the interface."""
    return tag.name or tr("No name")


def has_tag(document: Queries, card_ids: Sequence[str], tag_id: str) -> bool | None:
    """Return True if all cards have a tag, False if none has it, and None if only some have it."""
    tagged = {each.card for each in document.select(CardTag, tag=tag_id)}
    found = {each in tagged for each in card_ids}
    return found.pop() if len(found) == 1 else None


def set_tag(session: Session, card_ids: Sequence[str], tag_id: str, *, marked: bool) -> bool:
    """Add a tag to all cards or remove it from all, as an undo step. Return False if this was refused."""
    transaction = session.edit(tr("Add tag") if marked else tr("Remove tag"))
    with transaction as draft:
        for each in card_ids:
            if each in draft and tag_id in draft:
                mark_tag(draft, each, tag_id, marked=marked)
    return transaction.succeeded


def add_named_tag(session: Session, card_ids: Sequence[str], name: str, color: int | None = None) -> bool:
    """Add the tag with a name to all cards, as an undo step. A new tag has the colour, or a free one.

    Return False if this was refused.
    """
    transaction = session.edit(tr("Add tag"))
    with transaction as draft:
        tag = add_tag(draft, name, color)
        for each in card_ids:
            if each in draft:
                mark_tag(draft, each, tag.id, marked=True)
    return transaction.succeeded
