"""Commands on the pictures of cards and personas.

What is left of a picture that nothing names any more goes with the edit (see `Draft.finish`).
"""

from journey_editor.editing.draft import Draft
from journey_editor.model.document import Queries
from journey_editor.model.records import Asset, Card, Persona


def add_picture(draft: Draft, *, sha256: str, media_type: str, size: int, width: int, height: int) -> Asset:
    """The project's picture with those bytes; it is added where there is none yet."""
    for asset in draft.select(Asset):
        if asset.sha256 == sha256:
            return asset
    return draft.add(Asset, sha256=sha256, media_type=media_type, size=size, width=width, height=height)


def take_over_picture(draft: Draft, picture: Asset) -> Asset:
    """A picture of another document as this one's; its bytes have to be here by then."""
    return add_picture(
        draft,
        sha256=picture.sha256,
        media_type=picture.media_type,
        size=picture.size,
        width=picture.width,
        height=picture.height,
    )


def show_picture(draft: Draft, record_id: str, picture_id: str) -> None:
    """Let a card or a persona have a picture, or none where `picture_id` is empty.

    What was said of the picture before goes with it.
    """
    record = draft.find(record_id)
    if isinstance(record, Card):
        draft.change(record, picture=picture_id, picture_text="")
    elif isinstance(record, Persona):
        draft.change(record, portrait=picture_id)


def picture_of(document: Queries, record_id: str) -> Asset | None:
    """The picture of a card or a persona."""
    match document.find(record_id):
        case Card(picture=picture) | Persona(portrait=picture) if picture:
            return document.get(Asset, picture)
    return None
