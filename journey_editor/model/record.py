"""Base of the records of a project."""

from typing import ClassVar

from journey_editor.foundation.quick_dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Base of all records. `KIND` is the prefix of its ids and the name of its table."""

    KIND: ClassVar[str] = ""
    GROUPED_BY: ClassVar[tuple[tuple[str, ...], ...]] = ()
    """Combinations of fields by which records can be selected, in addition to each single reference."""

    id: str
