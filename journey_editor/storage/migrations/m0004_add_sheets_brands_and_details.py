"""Version 5: personas have sheets, a project has a brand, and most records have more details.

Journeys have an owner, a status and expectations. Lanes have a question and kinds of their own. Cards have
durations, a journey with their details and marks of emphasis, and notes stick to cards, steps and lanes.
Links have a look and connect stages, too. Curves have a scale of their own, and their points notes and gaps.
"""

from journey_editor.foundation.emphasis import from_before_emphasis
from journey_editor.storage.migrations.migration import Migration, Rows, statements

_TABLES = """
CREATE TABLE "persona" ( "id" TEXT NOT NULL, "name" TEXT NOT NULL, "kind" TEXT NOT NULL CHECK ("kind" IN
('customer', 'staff', 'system')), "role" TEXT NOT NULL, "quote" TEXT NOT NULL, "portrait" TEXT, "order" TEXT
NOT NULL, PRIMARY KEY ("id"), FOREIGN KEY("portrait") REFERENCES "asset" ("id") ) WITHOUT ROWID, STRICT;

CREATE TABLE "journey" ( "id" TEXT NOT NULL, "title" TEXT NOT NULL, "scenario" TEXT NOT NULL, "goal" TEXT
NOT NULL, "state" TEXT NOT NULL CHECK ("state" IN ('as_is', 'to_be')), "version" TEXT NOT NULL, "language"
TEXT NOT NULL, "direction" TEXT NOT NULL CHECK ("direction" IN ('ltr', 'rtl')), "paper" TEXT NOT NULL CHECK
("paper" IN ('map', 'a5', 'a4', 'a3', 'a2', 'a1', 'a0', 'letter', 'legal', 'tabloid')), "orientation" TEXT
NOT NULL CHECK ("orientation" IN ('auto', 'portrait', 'landscape')), "theme" TEXT NOT NULL CHECK ("theme" IN
('light', 'dark', 'room')), "order" TEXT NOT NULL, PRIMARY KEY ("id") ) WITHOUT ROWID, STRICT;

CREATE TABLE "card" ( "id" TEXT NOT NULL, "step" TEXT NOT NULL, "last_step" TEXT, "lane" TEXT NOT NULL,
"kind" TEXT NOT NULL CHECK ("kind" IN ('action', 'touchpoint', 'thought', 'feeling', 'pain_point',
'opportunity', 'frontstage', 'backstage', 'support_process', 'physical_evidence', 'text')), "text" TEXT NOT
NULL, "note" TEXT NOT NULL, "picture" TEXT, "picture_text" TEXT NOT NULL, "channel" TEXT, "started_by" TEXT
NOT NULL CHECK ("started_by" IN ('', 'customer', 'organisation')), "moment_of_truth" INTEGER NOT NULL CHECK
("moment_of_truth" IN (0, 1)), "importance" INTEGER CHECK ("importance" BETWEEN 1 AND 5), "satisfaction"
INTEGER CHECK ("satisfaction" BETWEEN 1 AND 5), "first_answer" INTEGER CHECK ("first_answer" BETWEEN 0 AND
316224000), "answer_target" INTEGER CHECK ("answer_target" BETWEEN 0 AND 316224000), "severity" INTEGER
CHECK ("severity" BETWEEN 1 AND 5), "frequency" INTEGER CHECK ("frequency" BETWEEN 1 AND 5), "impact"
INTEGER CHECK ("impact" BETWEEN 1 AND 5), "effort" INTEGER CHECK ("effort" BETWEEN 1 AND 5), "owner" TEXT
NOT NULL, "due" TEXT NOT NULL, "order" TEXT NOT NULL, PRIMARY KEY ("id"), FOREIGN KEY("step") REFERENCES
"step" ("id"), FOREIGN KEY("last_step") REFERENCES "step" ("id"), FOREIGN KEY("lane") REFERENCES "lane"
("id"), FOREIGN KEY("picture") REFERENCES "asset" ("id"), FOREIGN KEY("channel") REFERENCES "channel" ("id")
) WITHOUT ROWID, STRICT;

CREATE TABLE "note" ( "id" TEXT NOT NULL, "journey" TEXT NOT NULL, "text" TEXT NOT NULL, "x" REAL NOT NULL
CHECK ("x" BETWEEN -100000.0 AND 100000.0), "y" REAL NOT NULL CHECK ("y" BETWEEN -100000.0 AND 100000.0),
"order" TEXT NOT NULL, PRIMARY KEY ("id"), FOREIGN KEY("journey") REFERENCES "journey" ("id") ) WITHOUT
ROWID, STRICT;

CREATE TABLE "lane" ( "id" TEXT NOT NULL, "journey" TEXT NOT NULL, "kind" TEXT NOT NULL CHECK ("kind" IN
('emotion', 'action', 'touchpoint', 'thought', 'feeling', 'pain_point', 'opportunity', 'frontstage',
'backstage', 'support_process', 'physical_evidence', 'text')), "title" TEXT NOT NULL, "subtitle" TEXT NOT
NULL, "persona" TEXT, "collapsed" INTEGER NOT NULL CHECK ("collapsed" IN (0, 1)), "hidden" INTEGER NOT NULL
CHECK ("hidden" IN (0, 1)), "height" REAL NOT NULL CHECK ("height" BETWEEN 0.0 AND 10000.0), "order" TEXT
NOT NULL, PRIMARY KEY ("id"), FOREIGN KEY("journey") REFERENCES "journey" ("id"), FOREIGN KEY("persona")
REFERENCES "persona" ("id") ) WITHOUT ROWID, STRICT;

CREATE TABLE "link" ( "id" TEXT NOT NULL, "source" TEXT NOT NULL, "target" TEXT NOT NULL, "kind" TEXT NOT
NULL CHECK ("kind" IN ('handoff', 'channel_switch', 'escalation', 'service_recovery')), "label" TEXT NOT
NULL, PRIMARY KEY ("id"), FOREIGN KEY("source") REFERENCES "card" ("id"), FOREIGN KEY("target") REFERENCES
"card" ("id") ) WITHOUT ROWID, STRICT;

CREATE TABLE "curve" ( "id" TEXT NOT NULL, "journey" TEXT NOT NULL, "persona" TEXT, "measures" TEXT NOT NULL,
"scale" TEXT NOT NULL CHECK ("scale" IN ('words', 'one_to_five', 'minus_two_to_two', 'minus_five_to_five',
'zero_to_ten')), "order" TEXT NOT NULL, PRIMARY KEY ("id"), FOREIGN KEY("journey") REFERENCES "journey"
("id"), FOREIGN KEY("persona") REFERENCES "persona" ("id") ) WITHOUT ROWID, STRICT;

CREATE TABLE "emotion_point" ( "id" TEXT NOT NULL, "curve" TEXT NOT NULL, "card" TEXT, "step" TEXT, "at" REAL
NOT NULL CHECK ("at" BETWEEN 0.0 AND 1.0), "value" REAL NOT NULL CHECK ("value" BETWEEN -1.0 AND 1.0),
"source" TEXT NOT NULL CHECK ("source" IN ('assumed', 'observed', 'measured')), "confidence" INTEGER CHECK
("confidence" BETWEEN 0 AND 100), "label" TEXT NOT NULL, PRIMARY KEY ("id"), FOREIGN KEY("curve") REFERENCES
"curve" ("id"), FOREIGN KEY("card") REFERENCES "card" ("id"), FOREIGN KEY("step") REFERENCES "step" ("id") )
WITHOUT ROWID, STRICT;
"""


def _add_fields(rows: Rows) -> None:
    for persona in rows["persona"]:
        for name in ("demographics", "behaviours", "preferences", "goals", "frustrations", "needs"):
            persona[name] = ""
    rows["persona_channel"], rows["persona_fact"] = [], []
    for journey in rows["journey"]:
        journey["persona_style"] = "quote"
        journey["expectations"] = journey["owner"] = journey["status"] = journey["review_date"] = ""
    for lane in rows["lane"]:
        lane["question"] = lane["counted"] = lane["hidden_details"] = ""
        lane["own_kind"] = None
    for note in rows["note"]:
        note["card"] = note["step"] = note["lane"] = None
    for shown in (*rows["card"], *rows["note"]):
        # Marks of emphasis had no meaning.
        shown["text"] = from_before_emphasis(str(shown["text"]))
    for card in rows["card"]:
        card["fail_point"] = 0
        card["origin"] = ""
        card["importance_to_organisation"] = None
        card["duration"] = card["duration_target"] = card["wait"] = card["wait_target"] = None
        card["detail"] = None
    for link in rows["link"]:
        link["source_stage"] = link["target_stage"] = link["color"] = None
        link["name"], link["line"], link["strong"] = "", "", 0
    for curve in rows["curve"]:
        curve |= {
            "name": "",
            "unit": "",
            "levels": "",
            "signs": "faces",
            "style": "",
            "peaks": 0,
            "shaded": 0,
        }
    for point in rows["emotion_point"]:
        point |= {"note": "", "gap": 0}
    rows["lane_kind"], rows["brand"] = [], []


MIGRATION = Migration(
    {
        **statements(_TABLES),
        **dict.fromkeys(("lane_kind", "persona_channel", "persona_fact", "brand")),
    },
    _add_fields,
)
