"""Version 5: a lane has a guiding question of its own."""

from journey_editor.storage.migrations.migration import Migration, Rows, statements

_TABLES = """
CREATE TABLE "lane" ( "id" TEXT NOT NULL, "journey" TEXT NOT NULL, "kind" TEXT NOT NULL CHECK ("kind" IN
('emotion', 'action', 'touchpoint', 'thought', 'feeling', 'pain_point', 'opportunity', 'frontstage',
'backstage', 'support_process', 'physical_evidence', 'text')), "title" TEXT NOT NULL, "subtitle" TEXT NOT
NULL, "persona" TEXT, "collapsed" INTEGER NOT NULL CHECK ("collapsed" IN (0, 1)), "hidden" INTEGER NOT NULL
CHECK ("hidden" IN (0, 1)), "height" REAL NOT NULL CHECK ("height" BETWEEN 0.0 AND 10000.0), "order" TEXT
NOT NULL, PRIMARY KEY ("id"), FOREIGN KEY("journey") REFERENCES "journey" ("id"), FOREIGN KEY("persona")
REFERENCES "persona" ("id") ) WITHOUT ROWID, STRICT;
"""


def _add_questions(rows: Rows) -> None:
    for lane in rows["lane"]:
        lane["question"] = ""


MIGRATION = Migration(statements(_TABLES), _add_questions)
