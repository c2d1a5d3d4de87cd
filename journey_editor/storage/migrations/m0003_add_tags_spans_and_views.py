"""Version 4: cards have tags and can span steps, and views have a filter."""

from journey_editor.storage.migrations.migration import Migration, Rows, statements

_TABLES = """
CREATE TABLE "card" ( "id" TEXT NOT NULL, "step" TEXT NOT NULL, "lane" TEXT NOT NULL, "kind" TEXT NOT NULL
CHECK ("kind" IN ('action', 'touchpoint', 'thought', 'feeling', 'pain_point', 'opportunity', 'frontstage',
'backstage', 'support_process', 'physical_evidence', 'text')), "text" TEXT NOT NULL, "note" TEXT NOT NULL,
"picture" TEXT, "picture_text" TEXT NOT NULL, "channel" TEXT, "started_by" TEXT NOT NULL CHECK ("started_by"
IN ('', 'customer', 'organisation')), "moment_of_truth" INTEGER NOT NULL CHECK ("moment_of_truth" IN (0,
1)), "importance" INTEGER CHECK ("importance" BETWEEN 1 AND 5), "satisfaction" INTEGER CHECK ("satisfaction"
BETWEEN 1 AND 5), "first_answer" INTEGER CHECK ("first_answer" BETWEEN 0 AND 316224000), "answer_target"
INTEGER CHECK ("answer_target" BETWEEN 0 AND 316224000), "severity" INTEGER CHECK ("severity" BETWEEN 1 AND
5), "frequency" INTEGER CHECK ("frequency" BETWEEN 1 AND 5), "impact" INTEGER CHECK ("impact" BETWEEN 1 AND
5), "effort" INTEGER CHECK ("effort" BETWEEN 1 AND 5), "owner" TEXT NOT NULL, "due" TEXT NOT NULL, "order"
TEXT NOT NULL, PRIMARY KEY ("id"), FOREIGN KEY("step") REFERENCES "step" ("id"), FOREIGN KEY("lane")
REFERENCES "lane" ("id"), FOREIGN KEY("picture") REFERENCES "asset" ("id"), FOREIGN KEY("channel")
REFERENCES "channel" ("id") ) WITHOUT ROWID, STRICT;

CREATE TABLE "view" ( "id" TEXT NOT NULL, "journey" TEXT NOT NULL, "name" TEXT NOT NULL, "hidden_lanes" TEXT
NOT NULL, "hidden_personas" TEXT NOT NULL, "zoom" REAL NOT NULL CHECK ("zoom" BETWEEN 0.05 AND 8.0), "order"
TEXT NOT NULL, PRIMARY KEY ("id"), FOREIGN KEY("journey") REFERENCES "journey" ("id") ) WITHOUT ROWID,
STRICT;
"""


def _add_tags_spans_and_views(rows: Rows) -> None:
    for card in rows["card"]:
        card["last_step"] = None
    for view in rows["view"]:
        # No version of the program made or showed views. What they hid had no defined form.
        del view["hidden_lanes"], view["hidden_personas"]
        view["severity"], view["no_channel"], view["hides"] = None, 0, 0
    rows["tag"], rows["card_tag"], rows["view_item"] = [], [], []


MIGRATION = Migration(
    {**statements(_TABLES), "tag": None, "card_tag": None, "view_item": None}, _add_tags_spans_and_views
)
