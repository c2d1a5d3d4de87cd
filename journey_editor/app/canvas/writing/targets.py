"""Targets of writing: what the text becomes."""

from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.model.records import Card, Note


@dataclass(frozen=True, slots=True)
class Mending:
    """Field of an existing record."""

    id: str
    field: str
    before: str


@dataclass(frozen=True, slots=True)
class Capturing:
    """Card or note that exists only in a draft until it is committed."""

    ghost: Card | Note
    before: str | None = None
