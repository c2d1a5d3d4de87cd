"""What a step from one version of the project file to the next is made of."""

from collections.abc import Callable
from dataclasses import dataclass

SqlValue = str | int | float | bytes | None
Row = dict[str, SqlValue]
Rows = dict[str, list[Row]]
"""All rows of a file by the names of their tables; a row's values by the names of their columns."""


@dataclass(frozen=True, slots=True)
class Migration:
    """The step from one version to the next: the old version's tables, and a function on all rows.

    `tables` has the text of each table as `sqlite_schema` shows it. `change` works in place.
    """

    tables: dict[str, str]
    change: Callable[[Rows], None]
