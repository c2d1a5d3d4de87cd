"""Commands on the references of cards, web pages and files, and on the paths of all files."""

from collections.abc import Iterable
from pathlib import PurePath

from journey_editor.editing.draft import Draft
from journey_editor.editing.ordering import place_before
from journey_editor.foundation.addresses import absolute, completed, read_address, relative
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.text import is_blank, is_clean
from journey_editor.foundation.translation import tr
from journey_editor.model.document import Document, Queries
from journey_editor.model.records import ADDRESS_LIMIT, CardReference, DataSource, Record
from journey_editor.wording.reference_words import refusal_of

_FILES: tuple[tuple[type[Record], str], ...] = ((CardReference, "address"), (DataSource, "path"))
"""Records that name files, with the field that does."""


def entered_address(text: str, folder: PurePath | None) -> str:
    """Return the address that a user means by a text; files below the project's `folder` are relative to it.

    Files that are chosen come as URLs, so that nothing of their names is completed or removed.
    Raises `UserError` if it cannot be stored or would not be opened.
    """
    text = completed(text)
    if is_blank(text):
        raise UserError(tr("A reference needs the address of a web page or file."))
    if not is_clean(text, limit=len(text), lines=False):
        raise UserError(
            tr(
                "The address contains invisible characters, which can hide where it leads, so nothing was "
                "changed. Type the address without them, or rename the file."
            )
        )
    if len(text) > ADDRESS_LIMIT:
        raise UserError(
            tr(
                "This address has {length} characters, but an address can have at most {limit}. Nothing was "
                "changed."
            ).format(length=len(text), limit=ADDRESS_LIMIT)
        )
    if refusal := refusal_of(read_address(text)):
        raise UserError(refusal)
    return relative(text, folder)


def add_reference(draft: Draft, card_id: str, address: str, name: str = "") -> CardReference:
    """Add a reference to a card, after the existing ones, or return the one with this address."""
    present = draft.references_of(card_id)
    for each in present:
        if each.address == address:
            return each
    order = place_before(draft, present, None)
    return draft.add(CardReference, card=card_id, name=name, address=address, order=order)


def copy_references(draft: Draft, references: Iterable[CardReference], card_id: str) -> None:
    """Add copies of references to a card, in the given order."""
    for each in references:
        order = place_before(draft, draft.references_of(card_id), None)
        draft.add(CardReference, card=card_id, name=each.name, address=each.address, order=order)


def move_reference(draft: Draft, reference_id: str, by: int) -> None:
    """Move a reference by a number of places among those of its card; it stays at the first or last place."""
    reference = draft.get(CardReference, reference_id)
    siblings = draft.references_of(reference.card)
    ids = [each.id for each in siblings]
    index = min(max(ids.index(reference_id) + by, 0), len(ids) - 1)
    others = [each for each in ids if each != reference_id]
    before = others[index] if index < len(others) else None
    draft.change(reference, order=place_before(draft, siblings, before, moving=reference))


def relocate_references(
    draft: Draft, before: PurePath | None, after: PurePath | None, *, new: bool = False
) -> int:
    """Adapt the addresses of files to a project that moves from one folder to another, or has none.

    They lead to the same files: those of references, and of data sources. If `new`, only the ones that the
    edit has added are adapted. Returns the number of addresses that changed.
    """
    changed = 0
    for record_type, field in _FILES:
        for each in draft.select(record_type):
            if new and each.id in draft.before:
                continue
            address = relative(absolute(getattr(each, field), before), after)
            if address != getattr(each, field):
                draft.change(each, **{field: address})
                changed += 1
    return changed


def names_files(document: Queries) -> bool:
    """Return whether a project has references or data sources."""
    return any(document.select(record_type) for record_type, _ in _FILES)


def located(document: Document, before: PurePath | None, after: PurePath | None) -> Document:
    """Return a project whose addresses of files are adapted as by `relocate_references`."""
    if not names_files(document):
        return document
    draft = Draft(document)
    relocate_references(draft, before, after)
    return draft.finish()
