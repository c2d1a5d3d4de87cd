"""Version 2: cards have pictures and personas portraits, and a picture says how large it is."""

from journey_editor.storage.migrations.migration import Migration, Rows

_TABLES = """
CREATE TABLE "project" ( "id" TEXT NOT NULL, "name" TEXT NOT NULL, "author" TEXT NOT NULL, PRIMARY KEY
("id") ) WITHOUT ROWID, STRICT;

CREATE TABLE "journey" ( "id" TEXT NOT NULL, "title" TEXT NOT NULL, "scenario" TEXT NOT NULL, "goal" TEXT
NOT NULL, "state" TEXT NOT NULL CHECK ("state" IN ('as_is', 'to_be')), "version" TEXT NOT NULL, "language"
TEXT NOT NULL, "direction" TEXT NOT NULL CHECK ("direction" IN ('ltr', 'rtl')), "paper" TEXT NOT NULL
CHECK ("paper" IN ('map', 'a5', 'a4', 'a3', 'a2', 'a1', 'a0', 'letter', 'legal', 'tabloid')),
"orientation" TEXT NOT NULL CHECK ("orientation" IN ('auto', 'portrait', 'landscape')), "theme" TEXT NOT
NULL CHECK ("theme" IN ('light', 'dark', 'room')), "order" TEXT NOT NULL, PRIMARY KEY ("id") ) WITHOUT
ROWID, STRICT;

CREATE TABLE "persona" ( "id" TEXT NOT NULL, "name" TEXT NOT NULL, "kind" TEXT NOT NULL CHECK ("kind" IN
('customer', 'staff', 'system')), "role" TEXT NOT NULL, "quote" TEXT NOT NULL, "order" TEXT NOT NULL,
PRIMARY KEY ("id") ) WITHOUT ROWID, STRICT;

CREATE TABLE "journey_persona" ( "id" TEXT NOT NULL, "journey" TEXT NOT NULL, "persona" TEXT NOT NULL,
"shown" INTEGER NOT NULL CHECK ("shown" IN (0, 1)), "order" TEXT NOT NULL, PRIMARY KEY ("id"), FOREIGN
KEY("journey") REFERENCES "journey" ("id"), FOREIGN KEY("persona") REFERENCES "persona" ("id") ) WITHOUT
ROWID, STRICT;

CREATE TABLE "stage" ( "id" TEXT NOT NULL, "journey" TEXT NOT NULL, "name" TEXT NOT NULL, "goal" TEXT NOT
NULL, "order" TEXT NOT NULL, PRIMARY KEY ("id"), FOREIGN KEY("journey") REFERENCES "journey" ("id") )
WITHOUT ROWID, STRICT;

CREATE TABLE "step" ( "id" TEXT NOT NULL, "stage" TEXT NOT NULL, "name" TEXT NOT NULL, "order" TEXT NOT
NULL, PRIMARY KEY ("id"), FOREIGN KEY("stage") REFERENCES "stage" ("id") ) WITHOUT ROWID, STRICT;

CREATE TABLE "lane" ( "id" TEXT NOT NULL, "journey" TEXT NOT NULL, "kind" TEXT NOT NULL CHECK ("kind" IN
('emotion', 'action', 'touchpoint', 'thought', 'feeling', 'pain_point', 'opportunity', 'frontstage',
'backstage', 'support_process', 'physical_evidence', 'text')), "title" TEXT NOT NULL, "subtitle" TEXT NOT
NULL, "persona" TEXT, "collapsed" INTEGER NOT NULL CHECK ("collapsed" IN (0, 1)), "hidden" INTEGER NOT
NULL CHECK ("hidden" IN (0, 1)), "order" TEXT NOT NULL, PRIMARY KEY ("id"), FOREIGN KEY("journey")
REFERENCES "journey" ("id"), FOREIGN KEY("persona") REFERENCES "persona" ("id") ) WITHOUT ROWID, STRICT;

CREATE TABLE "channel" ( "id" TEXT NOT NULL, "name" TEXT NOT NULL, "kind" TEXT NOT NULL CHECK ("kind" IN
('phone', 'email', 'live_chat', 'self_service', 'social_media', 'in_person', 'website', 'app', 'delivery',
'other')), "order" TEXT NOT NULL, PRIMARY KEY ("id") ) WITHOUT ROWID, STRICT;

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

CREATE TABLE "card_persona" ( "id" TEXT NOT NULL, "card" TEXT NOT NULL, "persona" TEXT NOT NULL, PRIMARY
KEY ("id"), FOREIGN KEY("card") REFERENCES "card" ("id"), FOREIGN KEY("persona") REFERENCES "persona"
("id") ) WITHOUT ROWID, STRICT;

CREATE TABLE "curve" ( "id" TEXT NOT NULL, "journey" TEXT NOT NULL, "persona" TEXT, "measures" TEXT NOT
NULL, "scale" TEXT NOT NULL CHECK ("scale" IN ('words', 'one_to_five', 'minus_two_to_two',
'minus_five_to_five', 'zero_to_ten')), "order" TEXT NOT NULL, PRIMARY KEY ("id"), FOREIGN KEY("journey")
REFERENCES "journey" ("id"), FOREIGN KEY("persona") REFERENCES "persona" ("id") ) WITHOUT ROWID, STRICT;

CREATE TABLE "emotion_point" ( "id" TEXT NOT NULL, "curve" TEXT NOT NULL, "card" TEXT, "step" TEXT, "at"
REAL NOT NULL CHECK ("at" BETWEEN 0.0 AND 1.0), "value" REAL NOT NULL CHECK ("value" BETWEEN -1.0 AND
1.0), "source" TEXT NOT NULL CHECK ("source" IN ('assumed', 'observed', 'measured')), "confidence" INTEGER
CHECK ("confidence" BETWEEN 0 AND 100), "label" TEXT NOT NULL, PRIMARY KEY ("id"), FOREIGN KEY("curve")
REFERENCES "curve" ("id"), FOREIGN KEY("card") REFERENCES "card" ("id"), FOREIGN KEY("step") REFERENCES
"step" ("id") ) WITHOUT ROWID, STRICT;

CREATE TABLE "link" ( "id" TEXT NOT NULL, "source" TEXT NOT NULL, "target" TEXT NOT NULL, "kind" TEXT NOT
NULL CHECK ("kind" IN ('handoff', 'channel_switch', 'escalation', 'service_recovery')), "label" TEXT NOT
NULL, PRIMARY KEY ("id"), FOREIGN KEY("source") REFERENCES "card" ("id"), FOREIGN KEY("target") REFERENCES
"card" ("id") ) WITHOUT ROWID, STRICT;

CREATE TABLE "note" ( "id" TEXT NOT NULL, "journey" TEXT NOT NULL, "text" TEXT NOT NULL, "x" REAL NOT NULL
CHECK ("x" BETWEEN -100000.0 AND 100000.0), "y" REAL NOT NULL CHECK ("y" BETWEEN -100000.0 AND 100000.0),
"order" TEXT NOT NULL, PRIMARY KEY ("id"), FOREIGN KEY("journey") REFERENCES "journey" ("id") ) WITHOUT
ROWID, STRICT;

CREATE TABLE "view" ( "id" TEXT NOT NULL, "journey" TEXT NOT NULL, "name" TEXT NOT NULL, "hidden_lanes"
TEXT NOT NULL, "hidden_personas" TEXT NOT NULL, "zoom" REAL NOT NULL CHECK ("zoom" BETWEEN 0.05 AND 8.0),
"order" TEXT NOT NULL, PRIMARY KEY ("id"), FOREIGN KEY("journey") REFERENCES "journey" ("id") ) WITHOUT
ROWID, STRICT;

CREATE TABLE "asset" ( "id" TEXT NOT NULL, "sha256" TEXT NOT NULL, "media_type" TEXT NOT NULL CHECK
("media_type" IN ('image/png', 'image/jpeg')), "size" INTEGER NOT NULL CHECK ("size" BETWEEN 1 AND
25000000), PRIMARY KEY ("id") ) WITHOUT ROWID, STRICT;

CREATE TABLE "meta" ( "key" TEXT NOT NULL, "value" TEXT NOT NULL, PRIMARY KEY ("key") ) WITHOUT ROWID,
STRICT;

CREATE TABLE "asset_bytes" ( "sha256" TEXT NOT NULL, "bytes" BLOB NOT NULL, PRIMARY KEY ("sha256") )
WITHOUT ROWID, STRICT;
"""


def _tables() -> dict[str, str]:
    """The statements by the names of their tables, each in one line."""
    statements = (" ".join(each.split()) for each in _TABLES.split(";"))
    return {each.split('"')[1]: each for each in statements if each}


def _add_pictures(rows: Rows) -> None:
    for card in rows["card"]:
        card["picture"], card["picture_text"] = None, ""
    for persona in rows["persona"]:
        persona["portrait"] = None
    # Nothing could show one yet, and none without a use stays in a document.
    rows["asset"].clear()


MIGRATION = Migration(_tables(), _add_pictures)
