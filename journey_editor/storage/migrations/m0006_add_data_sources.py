"""Version 7: measures have data sources, curves show figures, and journeys the day of their last review.

A view can show only cards that evidence backs.
"""

from journey_editor.storage.migrations.migration import Migration, Rows, statements

_TABLES = """
CREATE TABLE "journey" ( "id" TEXT NOT NULL, "title" TEXT NOT NULL, "scenario" TEXT NOT NULL, "goal" TEXT
NOT NULL, "expectations" TEXT NOT NULL, "owner" TEXT NOT NULL, "status" TEXT NOT NULL CHECK ("status" IN
('', 'draft', 'in_review', 'approved', 'in_use', 'outdated')), "review_date" TEXT NOT NULL, "state" TEXT NOT
NULL CHECK ("state" IN ('as_is', 'to_be')), "version" TEXT NOT NULL, "language" TEXT NOT NULL, "direction"
TEXT NOT NULL CHECK ("direction" IN ('ltr', 'rtl')), "paper" TEXT NOT NULL CHECK ("paper" IN ('map', 'a5',
'a4', 'a3', 'a2', 'a1', 'a0', 'letter', 'legal', 'tabloid')), "orientation" TEXT NOT NULL CHECK
("orientation" IN ('auto', 'portrait', 'landscape')), "theme" TEXT NOT NULL CHECK ("theme" IN ('light',
'dark', 'room')), "persona_style" TEXT NOT NULL CHECK ("persona_style" IN ('quote', 'card', 'line')),
"order" TEXT NOT NULL, PRIMARY KEY ("id") ) WITHOUT ROWID, STRICT;

CREATE TABLE "curve" ( "id" TEXT NOT NULL, "journey" TEXT NOT NULL, "persona" TEXT, "name" TEXT NOT NULL,
"measures" TEXT NOT NULL, "unit" TEXT NOT NULL, "scale" TEXT NOT NULL CHECK ("scale" IN ('words',
'one_to_five', 'minus_two_to_two', 'minus_five_to_five', 'zero_to_ten')), "levels" TEXT NOT NULL, "signs"
TEXT NOT NULL CHECK ("signs" IN ('faces', 'circles', 'numbers')), "style" TEXT NOT NULL CHECK ("style" IN
('', 'solid', 'dashed', 'dash_dotted', 'thick', 'thin')), "peaks" INTEGER NOT NULL CHECK ("peaks" IN (0,
1)), "shaded" INTEGER NOT NULL CHECK ("shaded" IN (0, 1)), "order" TEXT NOT NULL, PRIMARY KEY ("id"),
FOREIGN KEY("journey") REFERENCES "journey" ("id"), FOREIGN KEY("persona") REFERENCES "persona" ("id") )
WITHOUT ROWID, STRICT;

CREATE TABLE "view" ( "id" TEXT NOT NULL, "journey" TEXT NOT NULL, "name" TEXT NOT NULL, "severity" INTEGER
CHECK ("severity" BETWEEN 1 AND 5), "no_channel" INTEGER NOT NULL CHECK ("no_channel" IN (0, 1)), "hides"
INTEGER NOT NULL CHECK ("hides" IN (0, 1)), "zoom" REAL NOT NULL CHECK ("zoom" BETWEEN 0.05 AND 8.0),
"order" TEXT NOT NULL, PRIMARY KEY ("id"), FOREIGN KEY("journey") REFERENCES "journey" ("id") ) WITHOUT
ROWID, STRICT;
"""


def _add_fields(rows: Rows) -> None:
    rows["data_source"] = []
    for journey in rows["journey"]:
        journey["reviewed"] = ""
    for curve in rows["curve"]:
        curve["figures"] = ""
    for view in rows["view"]:
        view["backed"] = 0


MIGRATION = Migration({**statements(_TABLES), "data_source": None}, _add_fields)
