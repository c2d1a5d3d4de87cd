"""Version 3: a persona has a colour in a journey, a step a width, and a lane a height."""

from journey_editor.storage.migrations.migration import Migration, Rows, statements

_TABLES = """
CREATE TABLE "journey_persona" ( "id" TEXT NOT NULL, "journey" TEXT NOT NULL, "persona" TEXT NOT NULL,
"shown" INTEGER NOT NULL CHECK ("shown" IN (0, 1)), "order" TEXT NOT NULL, PRIMARY KEY ("id"), FOREIGN
KEY("journey") REFERENCES "journey" ("id"), FOREIGN KEY("persona") REFERENCES "persona" ("id") ) WITHOUT
ROWID, STRICT;

CREATE TABLE "step" ( "id" TEXT NOT NULL, "stage" TEXT NOT NULL, "name" TEXT NOT NULL, "order" TEXT NOT
NULL, PRIMARY KEY ("id"), FOREIGN KEY("stage") REFERENCES "stage" ("id") ) WITHOUT ROWID, STRICT;

CREATE TABLE "lane" ( "id" TEXT NOT NULL, "journey" TEXT NOT NULL, "kind" TEXT NOT NULL CHECK ("kind" IN
('emotion', 'action', 'touchpoint', 'thought', 'feeling', 'pain_point', 'opportunity', 'frontstage',
'backstage', 'support_process', 'physical_evidence', 'text')), "title" TEXT NOT NULL, "subtitle" TEXT NOT
NULL, "persona" TEXT, "collapsed" INTEGER NOT NULL CHECK ("collapsed" IN (0, 1)), "hidden" INTEGER NOT
NULL CHECK ("hidden" IN (0, 1)), "order" TEXT NOT NULL, PRIMARY KEY ("id"), FOREIGN KEY("journey")
REFERENCES "journey" ("id"), FOREIGN KEY("persona") REFERENCES "persona" ("id") ) WITHOUT ROWID, STRICT;
"""


def _add_colors_and_sizes(rows: Rows) -> None:
    # The colour of the position, and the sizes of the content, as before. Hidden personas count as positions.
    for place in rows["journey_persona"]:
        place["color"] = None
    for step in rows["step"]:
        step["width"] = 0.0
    for lane in rows["lane"]:
        lane["height"] = 0.0


MIGRATION = Migration(statements(_TABLES), _add_colors_and_sizes)
