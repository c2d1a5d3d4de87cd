"""Version 3: a persona has a colour of its own."""

from journey_editor.storage.migrations.migration import Migration, Rows, statements

_TABLES = """
CREATE TABLE "persona" ( "id" TEXT NOT NULL, "name" TEXT NOT NULL, "kind" TEXT NOT NULL CHECK ("kind" IN
('customer', 'staff', 'system')), "role" TEXT NOT NULL, "quote" TEXT NOT NULL, "portrait" TEXT, "order"
TEXT NOT NULL, PRIMARY KEY ("id"), FOREIGN KEY("portrait") REFERENCES "asset" ("id") ) WITHOUT ROWID,
STRICT;
"""


def _add_colors(rows: Rows) -> None:
    for persona in rows["persona"]:
        # The colour of its position, as before.
        persona["color"] = None


MIGRATION = Migration(statements(_TABLES), _add_colors)
