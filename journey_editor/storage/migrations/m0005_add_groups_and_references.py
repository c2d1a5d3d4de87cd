"""Version 6: lanes have groups, cards span their lanes and have references, and a brand has a font.

A channel matrix can show chosen channels, and a chart the curves of another journey. Links have the details
of handoffs, escalations, channel switches and service recoveries.
"""

from journey_editor.storage.migrations.migration import Migration, Rows, statements

_TABLES = """
CREATE TABLE "project" ( "id" TEXT NOT NULL, "name" TEXT NOT NULL, "author" TEXT NOT NULL, PRIMARY KEY ("id")
) WITHOUT ROWID, STRICT;

CREATE TABLE "lane" ( "id" TEXT NOT NULL, "journey" TEXT NOT NULL, "kind" TEXT NOT NULL CHECK ("kind" IN
('emotion', 'action', 'touchpoint', 'thought', 'feeling', 'pain_point', 'opportunity', 'frontstage',
'backstage', 'support_process', 'physical_evidence', 'text', 'storyboard', 'count', 'channel', 'time',
'interaction_line', 'visibility_line', 'internal_interaction_line', 'line')), "own_kind" TEXT, "title" TEXT
NOT NULL, "subtitle" TEXT NOT NULL, "question" TEXT NOT NULL, "counted" TEXT NOT NULL CHECK ("counted" IN
('', 'action', 'touchpoint', 'thought', 'feeling', 'pain_point', 'opportunity', 'frontstage', 'backstage',
'support_process', 'physical_evidence', 'text')), "persona" TEXT, "collapsed" INTEGER NOT NULL CHECK
("collapsed" IN (0, 1)), "hidden" INTEGER NOT NULL CHECK ("hidden" IN (0, 1)), "height" REAL NOT NULL CHECK
("height" BETWEEN 0.0 AND 10000.0), "hidden_details" TEXT NOT NULL, "order" TEXT NOT NULL, PRIMARY KEY
("id"), FOREIGN KEY("journey") REFERENCES "journey" ("id"), FOREIGN KEY("own_kind") REFERENCES "lane_kind"
("id"), FOREIGN KEY("persona") REFERENCES "persona" ("id") ) WITHOUT ROWID, STRICT;

CREATE TABLE "card" ( "id" TEXT NOT NULL, "step" TEXT NOT NULL, "last_step" TEXT, "lane" TEXT NOT NULL,
"kind" TEXT NOT NULL CHECK ("kind" IN ('action', 'touchpoint', 'thought', 'feeling', 'pain_point',
'opportunity', 'frontstage', 'backstage', 'support_process', 'physical_evidence', 'text')), "text" TEXT NOT
NULL, "note" TEXT NOT NULL, "picture" TEXT, "picture_text" TEXT NOT NULL, "channel" TEXT, "started_by" TEXT
NOT NULL CHECK ("started_by" IN ('', 'customer', 'organisation')), "moment_of_truth" INTEGER NOT NULL CHECK
("moment_of_truth" IN (0, 1)), "fail_point" INTEGER NOT NULL CHECK ("fail_point" IN (0, 1)), "importance"
INTEGER CHECK ("importance" BETWEEN 1 AND 5), "importance_to_organisation" INTEGER CHECK
("importance_to_organisation" BETWEEN 1 AND 5), "satisfaction" INTEGER CHECK ("satisfaction" BETWEEN 1 AND
5), "first_answer" INTEGER CHECK ("first_answer" BETWEEN 0 AND 316224000), "answer_target" INTEGER CHECK
("answer_target" BETWEEN 0 AND 316224000), "duration" INTEGER CHECK ("duration" BETWEEN 0 AND 316224000),
"duration_target" INTEGER CHECK ("duration_target" BETWEEN 0 AND 316224000), "wait" INTEGER CHECK ("wait"
BETWEEN 0 AND 316224000), "wait_target" INTEGER CHECK ("wait_target" BETWEEN 0 AND 316224000), "severity"
INTEGER CHECK ("severity" BETWEEN 1 AND 5), "frequency" INTEGER CHECK ("frequency" BETWEEN 1 AND 5), "impact"
INTEGER CHECK ("impact" BETWEEN 1 AND 5), "effort" INTEGER CHECK ("effort" BETWEEN 1 AND 5), "owner" TEXT NOT
NULL, "due" TEXT NOT NULL, "detail" TEXT, "origin" TEXT NOT NULL, "order" TEXT NOT NULL, PRIMARY KEY ("id"),
FOREIGN KEY("step") REFERENCES "step" ("id"), FOREIGN KEY("last_step") REFERENCES "step" ("id"), FOREIGN
KEY("lane") REFERENCES "lane" ("id"), FOREIGN KEY("picture") REFERENCES "asset" ("id"), FOREIGN
KEY("channel") REFERENCES "channel" ("id"), FOREIGN KEY("detail") REFERENCES "journey" ("id") ) WITHOUT
ROWID, STRICT;

CREATE TABLE "brand" ( "id" TEXT NOT NULL, "accent" TEXT NOT NULL, "action" TEXT NOT NULL, "touchpoint" TEXT
NOT NULL, "thought" TEXT NOT NULL, "feeling" TEXT NOT NULL, "pain_point" TEXT NOT NULL, "opportunity" TEXT
NOT NULL, "frontstage" TEXT NOT NULL, "backstage" TEXT NOT NULL, "support_process" TEXT NOT NULL,
"physical_evidence" TEXT NOT NULL, "text" TEXT NOT NULL, "logo" TEXT, "logo_text" TEXT NOT NULL, "text_size"
INTEGER NOT NULL CHECK ("text_size" BETWEEN 100 AND 130), "column_width" REAL NOT NULL CHECK ("column_width"
BETWEEN 0.0 AND 480.0), "row_height" REAL NOT NULL CHECK ("row_height" BETWEEN 0.0 AND 480.0), "legend"
INTEGER NOT NULL CHECK ("legend" IN (0, 1)), "imprint" INTEGER NOT NULL CHECK ("imprint" IN (0, 1)),
"imprint_text" TEXT NOT NULL, "dividers" INTEGER NOT NULL CHECK ("dividers" IN (0, 1)), PRIMARY KEY ("id"),
FOREIGN KEY("logo") REFERENCES "asset" ("id") ) WITHOUT ROWID, STRICT;

CREATE TABLE "link" ( "id" TEXT NOT NULL, "source" TEXT, "target" TEXT, "source_stage" TEXT, "target_stage"
TEXT, "kind" TEXT NOT NULL CHECK ("kind" IN ('handoff', 'channel_switch', 'escalation', 'service_recovery',
'next', 'depends', 'agreement', 'branch', 'loop', 'own')), "name" TEXT NOT NULL, "label" TEXT NOT NULL,
"color" INTEGER CHECK ("color" BETWEEN 0 AND 7), "line" TEXT NOT NULL CHECK ("line" IN ('', 'solid',
'dashed', 'dotted')), "strong" INTEGER NOT NULL CHECK ("strong" IN (0, 1)), PRIMARY KEY ("id"), FOREIGN
KEY("source") REFERENCES "card" ("id"), FOREIGN KEY("target") REFERENCES "card" ("id"), FOREIGN
KEY("source_stage") REFERENCES "stage" ("id"), FOREIGN KEY("target_stage") REFERENCES "stage" ("id") )
WITHOUT ROWID, STRICT;
"""


def _add_fields(rows: Rows) -> None:
    for kind in _NEW_KINDS:
        rows[kind] = []
    for project in rows["project"]:
        project["rules_off"] = ""
    for lane in rows["lane"]:
        lane["group"] = lane["other_journey"] = None
    for card in rows["card"]:
        card["last_lane"] = None
        card["status"] = ""
    for brand in rows["brand"]:
        brand["font"] = ""
    for link in rows["link"]:
        for name in (
            "giver",
            "taker",
            "channel_before",
            "channel_after",
            "wait",
            "wait_target",
            "time_limit",
        ):
            link[name] = None
        for name in ("passed", "context", "repeated", "from_level", "to_level", "trigger", "decided_by"):
            link[name] = ""
        link["reason"] = link["wanted"] = link["noticed_by"] = ""


_NEW_KINDS = (
    *("lane_group", "lane_channel", "card_reference", "recovery_action", "dismissal", "support_offer"),
    *("evidence", "evidence_place", "measure", "reading"),
)

MIGRATION = Migration({**statements(_TABLES), **dict.fromkeys(_NEW_KINDS)}, _add_fields)
