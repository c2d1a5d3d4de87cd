"""Migrations of the rows of older project files.

When records change, add a module `m0007_<what changes>` with a `Migration`, and append it to `MIGRATIONS`. It
has the old statements of the tables that change, and a function on rows.
"""

from journey_editor.storage.migrations import (
    m0001_add_pictures,
    m0002_add_colors_and_sizes,
    m0003_add_tags_spans_and_views,
    m0004_add_sheets_brands_and_details,
    m0005_add_groups_and_references,
    m0006_add_data_sources,
)
from journey_editor.storage.migrations.migration import Migration, Row, Rows, SqlValue

__all__ = ["MIGRATIONS", "VERSION", "Migration", "Row", "Rows", "SqlValue"]

MIGRATIONS: tuple[Migration, ...] = (
    m0001_add_pictures.MIGRATION,
    m0002_add_colors_and_sizes.MIGRATION,
    m0003_add_tags_spans_and_views.MIGRATION,
    m0004_add_sheets_brands_and_details.MIGRATION,
    m0005_add_groups_and_references.MIGRATION,
    m0006_add_data_sources.MIGRATION,
)
"""Migrations in order: the first leads from version 1 to version 2."""

VERSION = len(MIGRATIONS) + 1
"""Version of the files that this program writes."""
