"""Version 2: cards have pictures, personas have portraits, and a picture has a size."""

from journey_editor.storage.migrations.migration import Migration, Rows, statements

_TABLES = """
CREATE TABLE "persona" ( "id" TEXT NOT NULL, "name" TEXT NOT NULL, "kind" TEXT NOT NULL CHECK ("kind" IN
('customer', 'staff', 'system')), "role" TEXT NOT NULL, "quote" TEXT NOT NULL, "order" TEXT NOT NULL,
PRIMARY KEY ("id") ) WITHOUT ROWID, STRICT;

CREATE TABLE "card" ( "id" TEXT NOT NULL, "step" TEXT NOT NULL, "lane" TEXT NOT NULL, "kind" TEXT NOT NULL
CHECK ("kind" IN ('action', 'touchpoint', 'thought', 'feeling', 'pain_point', 'opportunity', 'frontstage',
'backstage', 'support_process', 'physical_evidence', 'text')), "text" TEXT NOT NULL, "note" TEXT NOT NULL,
"channel" TEXT, "started_by" TEXT NOT NULL CHECK ("started_by" IN ('', 'customer', 'organisation')),
"moment_of_truth" INTEGER NOT NULL CHECK ("moment_of_truth" IN (0, 1)), "importance" INTEGER CHECK
("importance" BETWEEN 1 AND 5), "satisfaction" INTEGER CHECK ("satisfaction" BETWEEN 1 AND 5),
"first_answer" INTEGER CHECK ("first_answer" BETWEEN 0 AND 316224000), "answer_target" INTEGER CHECK
("answer_target" BETWEEN 0 AND 316224000), "severity" INTEGER CHECK ("severity" BETWEEN 1 AND 5),
"frequency" INTEGER CHECK ("frequency" BETWEEN 1 AND 5), "impact" INTEGER CHECK ("impact" BETWEEN 1 AND
5), "effort" INTEGER CHECK ("effort" BETWEEN 1 AND 5), "owner" TEXT NOT NULL, "due" TEXT NOT NULL, "order"
TEXT NOT NULL, PRIMARY KEY ("id"), FOREIGN KEY("step") REFERENCES "step" ("id"), FOREIGN KEY("lane")
REFERENCES "lane" ("id"), FOREIGN KEY("channel") REFERENCES "channel" ("id") ) WITHOUT ROWID, STRICT;

CREATE TABLE "asset" ( "id" TEXT NOT NULL, "sha256" TEXT NOT NULL, "media_type" TEXT NOT NULL CHECK
("media_type" IN ('image/png', 'image/jpeg')), "size" INTEGER NOT NULL CHECK ("size" BETWEEN 1 AND
25000000), PRIMARY KEY ("id") ) WITHOUT ROWID, STRICT;
"""


def _add_pictures(rows: Rows) -> None:
    for card in rows["card"]:
        card["picture"], card["picture_text"] = None, ""
    for persona in rows["persona"]:
        persona["portrait"] = None
    # No record could show a picture yet, and unused pictures do not stay in a document.
    rows["asset"].clear()


MIGRATION = Migration(statements(_TABLES), _add_pictures)
