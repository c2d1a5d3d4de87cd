"""Hostile and damaged files: each is refused with a message and left unchanged."""

import os
import random
import sqlite3
import struct
import time
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from journey_editor.model.records import Note
from journey_editor.storage.migrations import VERSION
from journey_editor.storage.project import gate
from journey_editor.storage.project.gate import validate
from journey_editor.storage.project.project_file import read_project, to_bytes
from journey_editor.storage.project.refusal import FileRefusedError
from journey_editor.storage.project.tables import RECORD_TABLES
from tests.storage.tampering import patched, rewritten_schema, tampered

MAP = Path("map.journey")


@pytest.fixture
def good(project) -> bytes:
    return to_bytes(project.document, project.pictures)


def refusal(data: bytes) -> FileRefusedError:
    with pytest.raises(FileRefusedError) as raised:
        validate(data, MAP)
    assert "“map.journey”" in raised.value.sentence
    assert raised.value.sentence.endswith((".", "again."))
    return raised.value


def test_a_good_file_is_accepted(good: bytes, project) -> None:
    validated = validate(good, MAP)
    assert (validated.document, validated.pictures) == (project.document, project.pictures)


class TestFilesThatAreNotProjects:
    def test_an_empty_file_is_refused(self) -> None:
        assert refusal(b"").reason == "empty"

    @pytest.mark.parametrize(
        "data",
        [
            b"journey\n  title Support\n" * 40,
            b"%PDF-1.7\n" + bytes(2000),
            b"PK\x03\x04" + bytes(2000),
            bytes(4096),
            b"\xff" * 4096,
            b"SQLite format 2\x00" + bytes(4080),
        ],
    )
    def test_files_of_other_types_are_refused(self, data: bytes) -> None:
        assert refusal(data).reason == "not a project"

    def test_a_database_of_another_program_is_refused(self) -> None:
        with closing(sqlite3.connect(":memory:")) as database:
            database.execute("CREATE TABLE card (id TEXT PRIMARY KEY)")
            assert refusal(database.serialize()).reason == "not a project"

    def test_a_file_of_a_newer_version_is_refused(self, good: bytes) -> None:
        newer = tampered(good, f"PRAGMA user_version={VERSION + 1}", "ALTER TABLE card ADD COLUMN mood TEXT")
        assert refusal(newer).reason == "newer"
        assert refusal(tampered(good, f"PRAGMA user_version={2**31 - 1}")).reason == "newer"

    @pytest.mark.parametrize("version", [0, -1])
    def test_an_impossible_version_is_refused(self, good: bytes, version: int) -> None:
        refusal(tampered(good, f"PRAGMA user_version={version}"))


HEADERS = {
    "a page size of 0": (16, b"\x00\x00"),
    "an odd page size": (16, b"\x12\x34"),
    "the largest page size": (16, b"\x00\x01"),
    "more pages than there are": (28, struct.pack(">I", 2**31)),
    "no pages": (28, bytes(4)),
    "UTF-16": (56, struct.pack(">I", 2)),
    "no encoding": (56, bytes(4)),
    "a later file format": (18, b"\x09\x09"),
    "a later schema format": (44, struct.pack(">I", 99)),
    "reserved bytes on each page": (20, b"\xf0"),
    "wrong payload fractions": (21, b"\x01\x02\x03"),
    "a free list beyond the end": (32, struct.pack(">II", 10**6, 10**6)),
    "an incremental vacuum": (52, struct.pack(">I", 3)),
}


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS.keys())
def test_a_wrong_header_is_refused_or_harmless(good: bytes, header: tuple[int, bytes], project) -> None:
    try:
        assert validate(patched(good, *header), MAP).document == project.document
    except FileRefusedError as refused:
        assert refused.reason == "damaged"


def test_a_file_in_wal_mode_is_read_without_its_side_files(good: bytes, project, tmp_path: Path) -> None:
    path = tmp_path / "map.journey"
    path.write_bytes(patched(good, 18, b"\x02\x02"))
    planted = {f"map.journey-{end}": os.urandom(4096) for end in ("wal", "shm", "journal")}
    for name, data in planted.items():
        (tmp_path / name).write_bytes(data)
    assert read_project(path).document == project.document
    assert {each.name for each in tmp_path.iterdir()} == {"map.journey", *planted}
    assert all((tmp_path / name).read_bytes() == data for name, data in planted.items())


TAMPERED: dict[str, list[str]] = {
    "a view instead of a table": ["DROP TABLE note", "CREATE VIEW note AS SELECT * FROM card"],
    "a view that never ends": [
        "DROP TABLE note",
        "CREATE VIEW note AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n",
    ],
    "views within views": [
        "CREATE VIEW v0 AS SELECT 1 AS x",
        *(
            f"CREATE VIEW v{i} AS SELECT a.x FROM v{i - 1} AS a, v{i - 1} AS b, v{i - 1} AS c"
            for i in range(1, 12)
        ),
    ],
    "a view that names itself": [
        "CREATE VIEW one AS SELECT 1 AS x",
        *rewritten_schema("SELECT 1 AS x", "SELECT x FROM one"),
    ],
    "a trigger": ["CREATE TRIGGER t AFTER INSERT ON card BEGIN DELETE FROM card; END"],
    "an extra table": ["CREATE TABLE extra (x)"],
    "a missing table": ["DROP TABLE note"],
    "no tables": [
        "PRAGMA writable_schema=ON",
        "DELETE FROM sqlite_schema",
        "PRAGMA writable_schema=OFF",
    ],
    "an extra column": ["ALTER TABLE note ADD COLUMN extra TEXT"],
    "a generated column": [
        "ALTER TABLE note ADD COLUMN extra TEXT AS (hex(zeroblob(1000000))) VIRTUAL",
    ],
    "an index": ["CREATE INDEX i ON card (text)"],
    "an index over an expression": ["CREATE INDEX i ON card (upper(text))"],
    "a virtual table": [
        "PRAGMA writable_schema=ON",
        "INSERT INTO sqlite_schema VALUES ('table', 'v', 'v', 0, 'CREATE VIRTUAL TABLE v USING fts5(x)')",
    ],
    "a table that is the schema": [
        "PRAGMA writable_schema=ON",
        "UPDATE sqlite_schema SET rootpage = 1 WHERE name = 'note'",
    ],
    "two tables on one page": [
        "PRAGMA writable_schema=ON",
        "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'card')"
        " WHERE name = 'note'",
    ],
    "a table beyond the end": [
        "PRAGMA writable_schema=ON",
        "UPDATE sqlite_schema SET rootpage = 99999 WHERE name = 'note'",
    ],
    "tables with invalid SQL": rewritten_schema("CREATE TABLE", "CREATE TABEL"),
    "tables that run code": rewritten_schema('CHECK ("hidden" IN (0, 1))', 'CHECK (load_extension("title"))'),
    "tables without checks": rewritten_schema('CHECK ("value" BETWEEN -1.0 AND 1.0)', ""),
    "tables with other spaces": rewritten_schema(" ( ", "( "),
    "a statistics table": ["ANALYZE"],
    "no digest": ["DELETE FROM meta"],
    "a wrong digest": ["UPDATE meta SET value = '0' WHERE key = 'digest'"],
    "a changed text": ["UPDATE card SET text = 'Never calls' WHERE text = 'Calls'"],
    "a missing record": ["DELETE FROM emotion_point"],
    "a missing picture": ["DELETE FROM asset_bytes"],
    "a shorter picture": ["UPDATE asset_bytes SET bytes = x'00'"],
    "another picture of the same size": ["UPDATE asset_bytes SET bytes = zeroblob(length(bytes))"],
    "another picture under its own hash": ["UPDATE asset_bytes SET sha256 = hex(randomblob(32))"],
    "70 million zeros": ["UPDATE asset_bytes SET bytes = zeroblob(70000000)"],
}


@pytest.mark.parametrize("statements", TAMPERED.values(), ids=TAMPERED.keys())
def test_a_manipulated_file_is_refused(good: bytes, statements: list[str]) -> None:
    assert refusal(tampered(good, *statements)).reason == "damaged"


RESIGNED: dict[str, list[str]] = {
    "a card in a missing step": ["UPDATE card SET step = 'step:none'"],
    "a card in a lane instead of a step": ["UPDATE card SET step = lane"],
    "no project": ["DELETE FROM project"],
    "two projects": ["INSERT INTO project VALUES ('project:2', '', '', '')"],
    "a stage without a step": ["INSERT INTO stage VALUES ('stage:9', 'journey:1', '', '', 'V')"],
    "a number beyond its range": ["UPDATE card SET importance = 6"],
    "a number beyond all ranges": ["UPDATE card SET first_answer = 9223372036854775807"],
    "an unknown kind": ["UPDATE card SET kind = 'poem'"],
    "infinity": ["UPDATE note SET x = 9e999"],
    "a flag that is neither 0 nor 1": ["UPDATE lane SET hidden = 2"],
    "bidi overrides": ["UPDATE card SET text = 'a' || char(8238) || 'b'"],
    "a control character": ["UPDATE card SET text = 'a' || char(7)"],
    "a null character": ["UPDATE card SET text = 'a' || char(0) || 'b'"],
    "a noncharacter": ["UPDATE card SET text = char(65534)"],
    "two lines in a single-line field": ["UPDATE stage SET name = 'a' || char(10) || 'b'"],
    "a text that is too long": [
        "UPDATE card SET text = replace(hex(zeroblob(10001)), '0', 'x')",
    ],
    "an empty order": ["UPDATE stage SET \"order\" = ''"],
    "an order that ends in 0": ["UPDATE stage SET \"order\" = 'a0'"],
    "an id of another kind": ["UPDATE note SET id = 'card:77'"],
    "an id that is a path": ["UPDATE note SET id = 'note:../../etc/passwd'"],
    "an empty id": ["UPDATE note SET id = ''"],
    "a persona twice in a journey": [
        "INSERT INTO journey_persona SELECT 'journey_persona:9', journey, persona, shown, color, \"order\""
        " FROM journey_persona",
    ],
    "a picture of an unknown type": ["UPDATE asset SET media_type = 'image/svg+xml'"],
    "a picture with an invalid hash": ["UPDATE asset SET sha256 = 'up/and/away'"],
    "a picture of another size": ["UPDATE asset SET size = size + 1"],
}


@pytest.mark.parametrize("statements", RESIGNED.values(), ids=RESIGNED.keys())
def test_an_invalid_map_with_a_correct_digest_is_refused(good: bytes, statements: list[str]) -> None:
    assert refusal(tampered(good, *statements, resign=True)).reason == "damaged"


def test_text_that_is_not_utf_8_is_refused(good: bytes) -> None:
    assert good.count(b"Awareness") == 1
    assert refusal(good.replace(b"Awareness", b"\xff\xfe\xfd\xfc\xc0\xaf\xed\xa0\x80")).reason == "damaged"


def test_a_truncated_file_is_refused(good: bytes) -> None:
    for length in (*range(0, 600, 50), *range(600, len(good), 4093), len(good) - 1):
        assert refusal(good[:length]).reason in {"empty", "not a project", "damaged"}


def test_concatenated_files_are_refused(good: bytes) -> None:
    for joined in (good + good, good + b"\x00", b"\x00" + good, good + bytes(4096)):
        refusal(joined)


def test_one_wrong_bit_never_changes_the_map(good: bytes, project) -> None:
    dice = random.Random(7)
    validated = 0
    for _ in range(120):
        data = bytearray(good)
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        try:
            found = validate(bytes(data), MAP)
        except FileRefusedError:
            continue
        validated += 1
        assert (found.document, found.pictures) == (project.document, project.pictures)
    assert 0 < validated < 120, "unused bits do no harm; all others are detected"


def test_random_bytes_never_change_the_map(good: bytes, project) -> None:
    dice = random.Random(8)
    for _ in range(60):
        start = dice.randrange(100, len(good))
        data = patched(good, start, dice.randbytes(min(dice.choice([4, 64, 4096]), len(good) - start)))
        try:
            assert validate(data, MAP).document == project.document
        except FileRefusedError as refused:
            assert refused.reason == "damaged"


def test_a_file_that_needs_too_much_work_is_refused(good: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "MOST_STEPS", 20_000)
    assert "interrupted" in refusal(large_file(good)).details


def test_a_large_project_is_accepted_however_slow_the_clock_says_the_computer_is(
    good: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, hours = large_file(good), count(step=3600.0)
    monkeypatch.setattr(time, "monotonic", lambda: next(hours))
    monkeypatch.setattr(time, "perf_counter", lambda: next(hours))
    assert len(validate(data, MAP).document.select(Note)) == 5001


def large_file(good: bytes) -> bytes:
    """Return the file with 5,000 more notes."""
    return tampered(
        good,
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
        " INSERT INTO note SELECT 'note:' || (i + 9), 'journey:1', 'x', NULL, NULL, NULL, 0.0, 0.0, 'V'"
        " FROM n",
        resign=True,
    )


def test_an_accepted_database_is_read_only(good: bytes, tmp_path: Path) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        gate._load(database, good, set(RECORD_TABLES))
        assert database.execute("SELECT text FROM card").fetchall() == [("Calls",), ("Waits",)]
        for statement in (
            "DELETE FROM card",
            "UPDATE card SET text = ''",
            f"ATTACH '{tmp_path / 'other.db'}' AS other",
            f"VACUUM INTO '{tmp_path / 'copy.db'}'",
            "PRAGMA writable_schema=ON",
            "PRAGMA query_only=OFF",
            "CREATE TABLE t (x)",
            "CREATE TEMP TABLE t (x)",
            "SELECT load_extension('evil')",
            "SELECT upper(text) FROM card",
            "SELECT * FROM meta",
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT * FROM n",
        ):
            with pytest.raises(sqlite3.Error):
                database.execute(statement).fetchall()
    assert list(tmp_path.iterdir()) == []
