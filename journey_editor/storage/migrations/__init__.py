"""What makes the rows of an older project file those of a newer one.

Version 1 is the first and, so far, the only one. When records change, a module `m0001_<what changes>`
joins this folder; it keeps the text of the old tables, and one function on rows, as a `Migration`
that goes to the end of `MIGRATIONS`.
"""

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


MIGRATIONS: tuple[Migration, ...] = ()
"""The first takes version 1 to version 2, and so on."""

VERSION = len(MIGRATIONS) + 1
"""The version of the files that this program writes."""
