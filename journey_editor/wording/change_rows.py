"""Rows of a list of changes, in words."""

from journey_editor.foundation.quick_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """Change of a record: its kind and the name of that, and words before and after.

    `subject` is what changed, unless the words say so themselves, and `place` where it is. There are several
    pairs of words if several details changed.
    """

    record: str
    kind: str
    name: str
    subject: str
    place: str
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """Changes of a stage, or of a whole journey: its id and name."""

    id: str
    name: str
    rows: tuple[ChangeRow, ...]
