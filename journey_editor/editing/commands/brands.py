"""Command on the brand of a project: the look of its maps."""

from dataclasses import replace

from journey_editor.editing.commands.pictures import copy_picture
from journey_editor.editing.draft import Draft
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.model.document import Queries
from journey_editor.model.records import Brand, Picture, specs

PLAIN = Brand(id="brand:1")
"""Brand without any choice."""


@dataclass(frozen=True, slots=True)
class Design:
    """A brand outside of a project. The picture of the logo is not in a document, so `brand` names none."""

    brand: Brand = PLAIN
    logo: Picture | None = None


def design_of(document: Queries) -> Design:
    """Return the brand of a project as it can be changed, shared or copied to another project."""
    brand = document.brand() or PLAIN
    logo = document.get(Picture, brand.logo) if brand.logo else None
    return Design(replace(brand, id=PLAIN.id, logo=""), logo)


def set_brand(draft: Draft, design: Design) -> None:
    """Give a project a brand. The bytes of its logo must have been stored before.

    A brand without any choice is not stored.
    """
    old = draft.brand()
    if design == Design():
        if old is not None:
            draft.remove(old.id)
        return
    values = {name: getattr(design.brand, name) for name in specs(Brand)}
    values["logo"] = copy_picture(draft, design.logo).id if design.logo is not None else ""
    if old is None:
        draft.add(Brand, **values)
    else:
        draft.change(old, **values)
