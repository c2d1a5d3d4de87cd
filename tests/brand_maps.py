"""Maps with a brand."""

from journey_editor.editing.commands.brands import Design, set_brand
from journey_editor.editing.draft import Draft
from journey_editor.model.document import Document
from journey_editor.model.records import Brand, Picture

LOGO = Picture(id="asset:1", sha256="b" * 64, size=9, width=360, height=96)


def branded(document: Document, *, logo: bool = True, **values: object) -> Document:
    """Return a document with a brand with these values."""
    draft = Draft(document)
    set_brand(draft, Design(Brand(id="brand:1", **values), LOGO if logo else None))  # type: ignore[arg-type]
    return draft.finish()


def with_everything(document: Document, *, font: str = "") -> Document:
    """Return a document with a brand that changes each part of the map, and perhaps the font."""
    return branded(
        document,
        font=font,
        accent="#FF7900",
        touchpoint="#FF7900",
        pain_point="#000000",
        logo_text="Fjordnet",
        text_size=130,
        column_width=216.0,
        row_height=96.0,
        imprint_text="Internal",
        dividers=True,
    )
