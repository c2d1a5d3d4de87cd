"""Project files of older versions."""

import sqlite3
from contextlib import closing

from journey_editor.model.digest import total, values_digest
from journey_editor.model.document import Document
from journey_editor.model.records import Picture
from journey_editor.storage.migrations import Migration, Rows
from journey_editor.storage.project.gate import tables_of
from journey_editor.storage.project.tables import APPLICATION_ID, COLUMNS, row_of, table_texts

OLD_TABLES = {
    **table_texts(),
    "project": 'CREATE TABLE "project" ("id" TEXT NOT NULL, "title" TEXT, PRIMARY KEY ("id")) WITHOUT ROWID',
}


def name_projects(rows: Rows) -> None:
    for row in rows["project"]:
        row["name"] = row.pop("title") or ""
        row["author"] = ""


STEP = Migration(OLD_TABLES, name_projects)


def old_file(document: Document) -> bytes:
    """Return a document as a file from when projects had a title instead of a name, and no author."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.execute(f"PRAGMA application_id={APPLICATION_ID}")
        database.execute("PRAGMA user_version=1")
        for text in OLD_TABLES.values():
            database.execute(text)
        digests = []
        for record in document.in_order():
            row = row_of(record)
            if record.KIND == "project":
                row = row[:2]
            marks = ", ".join("?" * len(row))
            database.execute(f'INSERT INTO "{record.KIND}" VALUES ({marks})', row)
            digests.append(values_digest(row))
        database.execute("INSERT INTO meta VALUES ('digest', ?)", [total(digests)])
        return database.serialize()


_NEW_FIELDS: dict[int, dict[str, tuple[str, ...]]] = {
    2: {"card": ("picture", "picture_text"), "persona": ("portrait",), "asset": ("width", "height")},
    3: {"journey_persona": ("color",), "step": ("width",), "lane": ("height",)},
    4: {"card": ("last_step",)},
    5: {
        "journey": ("expectations", "owner", "status", "review_date", "persona_style"),
        "persona": ("demographics", "behaviours", "preferences", "goals", "frustrations", "needs"),
        "lane": ("own_kind", "question", "counted", "hidden_details"),
        "card": (
            "fail_point",
            "importance_to_organisation",
            "duration",
            "duration_target",
            "wait",
            "wait_target",
            "detail",
            "origin",
        ),
        "note": ("card", "step", "lane"),
        "link": ("source_stage", "target_stage", "name", "color", "line", "strong"),
        "curve": ("name", "unit", "levels", "signs", "style", "peaks", "shaded"),
        "emotion_point": ("note", "gap"),
    },
    6: {
        "lane": ("group", "other_journey"),
        "card": ("last_lane", "status"),
        "brand": ("font",),
        "project": ("rules_off",),
        "link": (
            *("giver", "taker", "channel_before", "channel_after", "passed", "context", "repeated"),
            *("wait", "wait_target", "from_level", "to_level", "trigger", "time_limit", "decided_by"),
            *("reason", "wanted", "noticed_by"),
        ),
    },
    7: {"journey": ("reviewed",), "curve": ("figures",), "view": ("backed",)},
}
"""Fields that a version added, by kind."""


def file_of_version(version: int, document: Document) -> bytes:
    """Return a document as a file of an older version: `_NEW_FIELDS` has what it had not."""
    later = [fields for each, fields in _NEW_FIELDS.items() if each > version]
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.execute(f"PRAGMA application_id={APPLICATION_ID}")
        database.execute(f"PRAGMA user_version={version}")
        tables = tables_of(version)
        for text in tables.values():
            database.execute(text)
        digests = []
        # No record could use a picture in version 1.
        unused = [Picture(id="asset:7", sha256="a" * 64, size=5, width=1, height=1)] if version == 1 else []
        for record in [*(each for each in document if each.KIND in tables), *unused]:
            names = COLUMNS[record.KIND]
            row = dict(zip(names, row_of(record), strict=True))
            for fields in later:
                for name in fields.get(record.KIND, ()):
                    del row[name]
            marks = ", ".join("?" * len(row))
            columns = ", ".join(f'"{name}"' for name in row)
            database.execute(f'INSERT INTO "{record.KIND}" ({columns}) VALUES ({marks})', list(row.values()))
            stored = database.execute(f'SELECT * FROM "{record.KIND}" WHERE id = ?', [record.id]).fetchone()
            digests.append(values_digest(stored))
        database.execute("INSERT INTO meta VALUES ('digest', ?)", [total(digests)])
        return database.serialize()
