"""Hostile files with manipulated SQLite pages: loops, wrong headers, types and encodings, huge contents."""

import hashlib
import sqlite3
import struct
import zlib
from contextlib import closing
from pathlib import Path

import pytest

from journey_editor.model.records import Note
from journey_editor.storage.migrations import VERSION
from journey_editor.storage.project.gate import validate
from journey_editor.storage.project.project_file import to_bytes
from journey_editor.storage.project.refusal import FileRefusedError
from journey_editor.storage.project.tables import APPLICATION_ID, table_texts
from journey_editor.storage.salvage.salvage import salvage
from tests.storage.tampering import (
    PAGE,
    longer_by,
    loosened,
    patched,
    rewritten_schema,
    root_page,
    tampered,
)

MAP = Path("map.journey")


@pytest.fixture
def good(project) -> bytes:
    """File with a text that is longer than a page."""
    [note] = project.document.select(Note)
    with project.editor.edit("Write") as draft:
        draft.change(note, text="x" * 19_000)
    return to_bytes(project.document, project.pictures)


def refused(data: bytes) -> FileRefusedError:
    with pytest.raises(FileRefusedError) as raised:
        validate(data, MAP)
    return raised.value


LOOSENED: dict[str, list[str]] = {
    "a number as a text": ["UPDATE card SET importance = '5' WHERE importance = 5"],
    "a text as a number": ["UPDATE stage SET name = 7"],
    "bytes instead of a text": ["UPDATE card SET text = CAST(text AS BLOB)"],
    "a text instead of bytes": ["UPDATE asset_bytes SET bytes = 'PNG'"],
    "null in a required field": ["UPDATE card SET text = NULL"],
    "null instead of bytes": ["UPDATE asset_bytes SET bytes = NULL"],
    "half a flag": ["UPDATE lane SET hidden = 0.5"],
    "a flag in words": ["UPDATE lane SET hidden = 'yes'"],
    "a number in words": ["UPDATE emotion_point SET value = 'very'"],
    "a lone surrogate": ["UPDATE card SET text = CAST(x'EDA080' AS TEXT)"],
    "an overlong encoding": ["UPDATE card SET text = CAST(x'C0AF' AS TEXT)"],
    "an id that is a number": ["UPDATE note SET id = 5"],
    "an id that is bytes": ["UPDATE note SET id = x'6E6F74653A31'"],
    "a digest in bytes": ["UPDATE meta SET value = CAST(value AS BLOB)"],
}


@pytest.mark.parametrize("statements", LOOSENED.values(), ids=LOOSENED.keys())
def test_a_value_of_the_wrong_type_is_refused(good: bytes, statements: list[str]) -> None:
    assert refused(loosened(good, *statements)).reason == "damaged"


def test_a_file_that_was_loosened_but_not_changed_is_accepted(good: bytes, project) -> None:
    assert validate(loosened(good), MAP).document == project.document


SCHEMAS: dict[str, list[str]] = {
    "a comment": rewritten_schema("CREATE TABLE ", "CREATE /* harmless */ TABLE "),
    "small letters": rewritten_schema("CREATE TABLE", "create table"),
    "another quote": rewritten_schema('"hidden"', "[hidden]"),
    "tables with rowids": rewritten_schema(" WITHOUT ROWID, STRICT", " STRICT"),
    "a default that is a call": rewritten_schema(
        '"name" TEXT NOT NULL', '"name" TEXT DEFAULT (randomblob(9))'
    ),
    "a table under another name": [
        "PRAGMA writable_schema=ON",
        "UPDATE sqlite_schema SET name = 'Note' WHERE name = 'note'",
    ],
    "a table declared as a view": [
        "PRAGMA writable_schema=ON",
        "UPDATE sqlite_schema SET type = 'view' WHERE name = 'note'",
    ],
    "a text that is bytes": [
        "PRAGMA writable_schema=ON",
        "UPDATE sqlite_schema SET sql = CAST(sql AS BLOB) WHERE name = 'note'",
    ],
    "a missing name": [
        "PRAGMA writable_schema=ON",
        "UPDATE sqlite_schema SET name = NULL WHERE name = 'note'",
    ],
    "a table twice": [
        "PRAGMA writable_schema=ON",
        "INSERT INTO sqlite_schema SELECT * FROM sqlite_schema WHERE name = 'note'",
    ],
    "two thousand columns": [
        "CREATE TABLE wide (" + ", ".join(f"c{n}" for n in range(1_999)) + ")",
    ],
    "an autoincrement column": ["CREATE TABLE counted (id INTEGER PRIMARY KEY AUTOINCREMENT)"],
    "a trigger on a view": [
        "CREATE VIEW v AS SELECT 1 AS x",
        "CREATE TRIGGER t INSTEAD OF INSERT ON v BEGIN SELECT randomblob(1e9); END",
    ],
    "a stored generated column": ["CREATE TABLE g (a, b AS (hex(a)) STORED)"],
    "a spatial index": ["CREATE VIRTUAL TABLE r USING rtree(id, a, b)"],
    "a text index": ["CREATE VIRTUAL TABLE f USING fts5(x)"],
    "a deeply nested condition": ["CREATE TABLE deep (x CHECK (" + "(" * 30 + "x" + ")" * 30 + "))"],
    "a partial index": ["CREATE INDEX i ON card (text) WHERE text > 'a'"],
}


@pytest.mark.parametrize("statements", SCHEMAS.values(), ids=SCHEMAS.keys())
def test_tables_with_a_different_schema_are_refused(good: bytes, statements: list[str]) -> None:
    try:
        data = tampered(good, *statements)
    except sqlite3.OperationalError as error:
        assert "no such module" in str(error), "this SQLite cannot create it"
        return
    assert refused(data).reason == "damaged"


def test_a_database_in_utf_16_is_refused(project) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.execute("PRAGMA encoding='UTF-16le'")
        database.execute(f"PRAGMA application_id={APPLICATION_ID}")
        database.execute(f"PRAGMA user_version={VERSION}")
        for text in table_texts().values():
            database.execute(text)
        assert refused(database.serialize()).reason == "damaged"


def test_tables_without_records_are_refused() -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.execute(f"PRAGMA application_id={APPLICATION_ID}")
        database.execute(f"PRAGMA user_version={VERSION}")
        for text in table_texts().values():
            database.execute(text)
        database.execute("INSERT INTO meta VALUES ('digest', ?)", ["0" * 64])
        assert "exactly one project" in refused(database.serialize()).details


def test_twenty_thousand_tables_are_refused(good: bytes) -> None:
    more = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
        " INSERT INTO sqlite_schema"
        " SELECT 'table', 't' || i, 't' || i, 2, 'CREATE TABLE t' || i || ' (x)' FROM n"
    )
    refused(tampered(good, "PRAGMA writable_schema=ON", more))


class TestPages:
    def test_a_free_list_with_a_loop_is_refused(self, good: bytes) -> None:
        page = len(good) // PAGE + 1
        trunk = struct.pack(">II", page, 1) + struct.pack(">I", page) + bytes(PAGE - 12)
        data = longer_by(good, [trunk])
        refused(patched(data, 32, struct.pack(">II", page, 2)))

    def test_a_long_text_whose_pages_form_a_loop_is_refused(self, good: bytes) -> None:
        starts = [at for at in range(0, len(good), PAGE) if good[at + 4 : at + 1004] == b"x" * 1000]
        assert starts
        refused(patched(good, starts[0], struct.pack(">I", starts[0] // PAGE + 1)))

    def test_a_long_text_whose_pages_lead_into_a_table_is_refused(self, good: bytes) -> None:
        starts = [at for at in range(0, len(good), PAGE) if good[at + 4 : at + 1004] == b"x" * 1000]
        refused(patched(good, starts[0], struct.pack(">I", root_page(good, "card") // PAGE + 1)))

    def test_a_page_that_is_its_own_child_is_refused(self, good: bytes) -> None:
        root = root_page(good, "card")
        itself = struct.pack(">I", root // PAGE + 1)
        inner = b"\x02" + struct.pack(">HHHB", 0, 0, PAGE - 1, 0) + itself
        refused(patched(good, root, inner))

    @pytest.mark.parametrize(
        ("offset", "new"),
        [
            (0, b"\x0d"),
            (0, b"\x05"),
            (0, b"\x00"),
            (1, b"\xff\xff"),
            (3, b"\xff\xff"),
            (5, b"\x00\x08"),
            (7, b"\xff"),
        ],
        ids=["rowid leaf", "rowid inner", "no kind", "free block", "cell count", "content", "fragments"],
    )
    def test_a_wrong_page_header_is_refused_or_harmless(
        self, good: bytes, offset: int, new: bytes, project
    ) -> None:
        try:
            found = validate(patched(good, root_page(good, "card") + offset, new), MAP)
        except FileRefusedError as error:
            assert error.reason == "damaged"
        else:
            assert found.document == project.document

    def test_overlapping_cells_are_refused(self, good: bytes) -> None:
        root = root_page(good, "card")
        refused(patched(good, root + 10, good[root + 8 : root + 10]))

    def test_a_page_of_two_tables_is_refused(self, good: bytes) -> None:
        refused(
            tampered(
                good,
                "PRAGMA writable_schema=ON",
                "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'step')"
                " WHERE name = 'stage'",
            )
        )

    def test_a_row_longer_than_the_file_is_refused(self, good: bytes) -> None:
        row = good.rindex(b"card:1", 0, good.index(b"Calls"))
        refused(patched(good, row - 24, b"\xff\xff\xff\x7f"))

    def test_an_id_of_two_records_is_refused(self, good: bytes) -> None:
        at = good.index(b"card:2", root_page(good, "card"))
        assert refused(patched(good, at, b"card:1")).reason == "damaged"

    def test_a_wrong_page_size_is_refused(self, good: bytes) -> None:
        for size in (512, 1024, 8192, 32_768):
            count = struct.pack(">I", len(good) // size)
            refused(patched(patched(good, 16, struct.pack(">H", size)), 28, count))

    def test_an_encrypted_file_is_refused(self, good: bytes) -> None:
        scrambled = bytes(byte ^ 0x5A for byte in good)
        assert refused(scrambled).reason == "not a project"
        # Some encryptions do not change the first page.
        assert refused(good[:PAGE] + scrambled[PAGE:]).reason == "damaged"

    def test_a_compressed_file_is_refused(self, good: bytes) -> None:
        assert refused(zlib.compress(good)).reason == "not a project"

    def test_a_file_with_another_page_size_is_accepted(self, good: bytes, project, tmp_path: Path) -> None:
        path = tmp_path / "map.journey"
        path.write_bytes(good)
        with closing(sqlite3.connect(path)) as database:
            database.execute("PRAGMA page_size=1024")
            database.execute("VACUUM")
        data = path.read_bytes()
        assert data[16:18] == b"\x04\x00"
        assert validate(data, MAP).document == project.document


class TestLimits:
    def test_too_many_records_are_refused(self, good: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
        from journey_editor.storage.project import gate

        monkeypatch.setattr(gate, "MOST_ROWS", 10)
        assert "more records" in refused(good).details

    def test_too_much_text_is_refused(self, good: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
        from journey_editor.storage.project import gate

        monkeypatch.setattr(gate, "MOST_WORDS", 50_000)
        assert "more words" in refused(good).details

    def test_a_text_of_two_million_characters_is_refused(self, good: bytes) -> None:
        assert "too big" in refused(tampered(good, "UPDATE note SET text = hex(zeroblob(1000000))")).details

    def test_the_hashes_of_unused_pictures_are_checked_too(self, good: bytes) -> None:
        stowaway = b"not a picture"
        named = tampered(
            good, f"INSERT INTO asset_bytes VALUES ('{hashlib.sha256(stowaway).hexdigest()}', x'00')"
        )
        assert "not what it was" in refused(named).details

    @pytest.mark.parametrize(
        ("width", "height"), [(12_001, 10), (10, 12_001), (9_000, 9_000), (2**31 - 1, 1)]
    )
    @pytest.mark.parametrize("kind", ["png", "jpeg"])
    def test_a_small_picture_file_with_huge_dimensions_is_refused(
        self, good: bytes, project, kind: str, width: int, height: int
    ) -> None:
        if kind == "png":
            bomb = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", width, height) + bytes(40)
        else:
            size = struct.pack(">HH", height & 0xFFFF, width & 0xFFFF)
            bomb = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xff\xd0\xff\xc2\x00\x0b\x08" + size + bytes(40)
        key = hashlib.sha256(bomb).hexdigest()
        data = tampered(
            good,
            f"UPDATE asset SET sha256 = '{key}', size = {len(bomb)}",
            "DELETE FROM asset_bytes",
            f"INSERT INTO asset_bytes VALUES ('{key}', x'{bomb.hex()}')",
            resign=True,
        )
        assert "another program" in refused(data).details
        found = salvage(data, MAP)
        assert (found.pictures, found.remarks[0]) == ({}, "Lost: 1 picture.")
