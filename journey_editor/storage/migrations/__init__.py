"""What makes the rows of an older project file those of a newer one.

When records change, a module `m0002_<what changes>` joins this folder; it keeps the text of the old tables,
and one function on rows, as a `Migration` that goes to the end of `MIGRATIONS`.
"""

from journey_editor.storage.migrations import m0001_add_pictures
from journey_editor.storage.migrations.migration import Migration, Row, Rows, SqlValue

__all__ = ["MIGRATIONS", "VERSION", "Migration", "Row", "Rows", "SqlValue"]

MIGRATIONS: tuple[Migration, ...] = (m0001_add_pictures.MIGRATION,)
"""The first takes version 1 to version 2, and so on."""

VERSION = len(MIGRATIONS) + 1
"""The version of the files that this program writes."""
