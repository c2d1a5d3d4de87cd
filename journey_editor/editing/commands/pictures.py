"""Commands on the pictures of cards and personas.

The end of an edit removes pictures without references (see `Draft.finish`).
"""

from journey_editor.editing.draft import Draft
from journey_editor.model.document import Queries
from journey_editor.model.records import Card, Persona, Picture


def add_picture(draft: Draft, *, sha256: str, media_type: str, size: int, width: int, height: int) -> Picture:
    """Return the project's picture with these bytes. It is added if there is none."""
    for picture in draft.select(Picture):
        if picture.sha256 == sha256:
            return picture
    return draft.add(Picture, sha256=sha256, media_type=media_type, size=size, width=width, height=height)


def copy_picture(draft: Draft, picture: Picture) -> Picture:
    """Return this document's copy of another document's picture. Its bytes must have been stored before."""
    return add_picture(
        draft,
        sha256=picture.sha256,
        media_type=picture.media_type,
        size=picture.size,
        width=picture.width,
        height=picture.height,
    )


def show_picture(draft: Draft, record_id: str, picture_id: str) -> None:
    """Set the picture of a card or a persona, or remove it if `picture_id` is empty.

    The alternative text of a card's previous picture is cleared.
    """
    record = draft.find(record_id)
    if isinstance(record, Card):
        draft.change(record, picture=picture_id, picture_text="")
    elif isinstance(record, Persona):
        draft.change(record, portrait=picture_id)


def picture_of(document: Queries, record_id: str) -> Picture | None:
    """Return the picture of a card or a persona, or None."""
    match document.find(record_id):
        case Card(picture=picture) | Persona(portrait=picture) if picture:
            return document.get(Picture, picture)
    return None
