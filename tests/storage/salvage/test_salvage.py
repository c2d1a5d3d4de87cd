"""Salvage: the readable part of a damaged file is opened, and the losses are reported."""

import time
from itertools import count
from pathlib import Path

import pytest

from journey_editor.model.document import Document
from journey_editor.model.records import Card, Journey, Lane, Link, Note, Persona, Picture, Stage
from journey_editor.model.rules import check_document
from journey_editor.storage.migrations import VERSION, Migration, Rows
from journey_editor.storage.project.project_file import read_project, to_bytes
from journey_editor.storage.project.refusal import FileRefusedError
from journey_editor.storage.project.tables import table_texts
from journey_editor.storage.salvage import salvage as salvage_module
from journey_editor.storage.salvage.salvage import Salvaged, read_what_can_be_read, salvage
from tests.storage.conftest import PICTURE
from tests.storage.tampering import PAGE, patched, rewritten_schema, root_page, tampered

MAP = Path("map.journey")
UNSURE = "Some texts or numbers may differ from what was saved."


@pytest.fixture
def good(project) -> bytes:
    return to_bytes(project.document, project.pictures)


def read(data: bytes) -> Salvaged:
    """Salvage a damaged file, and check that the result is a valid map."""
    found = salvage(data, MAP)
    assert found.remarks
    check_document(found.document)
    return found


def row_of(data: bytes, words: bytes) -> int:
    """Return the offset of the first occurrence of these words."""
    assert words in data
    return data.index(words)


def without(document: Document, *record_ids: str) -> Document:
    return Document(each for each in document if each.id not in record_ids)


def test_a_good_file_is_read_without_remarks(good: bytes, project) -> None:
    found = salvage(good, MAP)
    assert (found.document, found.pictures, found.remarks) == (project.document, project.pictures, ())


class TestNothingIsLostIf:
    def whole(self, data: bytes, project) -> None:
        found = read(data)
        assert (found.document, found.pictures) == (project.document, project.pictures)
        assert found.remarks == ("Nothing was lost.",)

    def test_the_header_of_the_file_is_missing(self, good: bytes, project) -> None:
        self.whole(bytes(100) + good[100:], project)

    def test_the_signature_is_wrong(self, good: bytes, project) -> None:
        self.whole(b"s" + good[1:], project)

    def test_the_schema_is_invalid(self, good: bytes, project) -> None:
        self.whole(tampered(good, *rewritten_schema("CREATE TABLE", "CREATE TABEL")), project)

    def test_tables_and_views_were_added(self, good: bytes, project) -> None:
        self.whole(tampered(good, "CREATE TABLE extra (x)", "CREATE VIEW v AS SELECT * FROM v"), project)

    def test_the_header_of_a_page_is_missing(self, good: bytes, project) -> None:
        self.whole(patched(good, root_page(good, "card"), bytes(8)), project)

    def test_a_pointer_in_a_page_is_wrong(self, good: bytes, project) -> None:
        self.whole(patched(good, root_page(good, "card") + 8, b"\xff\xff"), project)

    def test_the_file_contains_itself_twice(self, good: bytes, project) -> None:
        self.whole(good + good, project)

    def test_there_are_bytes_before_the_file(self, good: bytes, project) -> None:
        self.whole(b"\r\n" + good, project)

    def test_there_are_bytes_after_the_file(self, good: bytes, project) -> None:
        self.whole(good + bytes(3 * PAGE), project)


class TestReportedLosses:
    def test_a_lost_card_is_reported(self, good: bytes, project) -> None:
        at = row_of(good, b"card:1step:1")
        found = read(patched(good, at - 26, bytes(60)))
        assert found.document.find("card:1") is None
        assert len(found.document.select(Card)) == 1
        assert found.document.select(Link) == ()
        lost = "1 card, 1 link, 1 point of a curve, 1 persona on a card, 1 reference of a card"
        assert found.remarks[0] == f"Lost: {lost}."

    def test_a_changed_text_is_reported(self, good: bytes, project) -> None:
        found = read(good.replace(b"Calls", b"Falls"))
        assert found.document.get(Card, "card:1").text == "Falls"
        assert found.remarks == (UNSURE,)

    def test_a_text_with_an_invalid_character_is_reported(self, good: bytes, project) -> None:
        found = read(good.replace(b"Awareness", b"Awa\xffeness"))
        assert found.document.select(Stage)[0].name == "Awa\ufffdeness"
        assert found.remarks == (UNSURE,)

    def test_a_number_out_of_range_is_reported(self, good: bytes, project) -> None:
        found = read(tampered(good, "UPDATE card SET importance = 6 WHERE importance = 5"))
        assert found.document.get(Card, "card:1").importance is None
        assert found.remarks[0].startswith("1 value could not be read")

    def test_the_cards_of_a_lost_lane_are_kept(self, good: bytes, project) -> None:
        lane = project.document.get(Card, "card:1").lane
        at = row_of(good, lane.encode() + b"journey:1")
        found = read(patched(good, at - 12, bytes(30)))
        assert len(found.document.select(Card)) == 2
        assert found.document.get(Lane, lane).title == ""
        assert "1 lane" in found.remarks[0]
        assert "added again, without their texts" in found.remarks[1]

    def test_everything_else_is_kept_if_a_journey_is_lost(self, good: bytes, project) -> None:
        root = root_page(good, "journey")
        found = read(patched(good, root, bytes(PAGE)))
        journey = found.document.select(Journey)[0]
        assert journey.title == ""
        assert without(found.document, journey.id) == without(project.document, "journey:1")
        assert "Lost: 1 journey." in found.remarks

    def test_the_cards_are_kept_if_stages_steps_and_lanes_are_lost(self, good: bytes, project) -> None:
        data = good
        for table in ("project", "stage", "step", "lane", "persona", "journey_persona", "curve"):
            data = patched(data, root_page(good, table), bytes(PAGE))
        found = read(data)
        assert {each.text for each in found.document.select(Card)} == {"Calls", "Waits"}
        assert found.document.select(Link) == project.document.select(Link)
        assert found.document.select(Note) == project.document.select(Note)

    def test_a_damaged_picture_is_reported(self, good: bytes, project) -> None:
        found = read(good.replace(PICTURE, PICTURE[:-1] + b"?"))
        assert found.document.select(Picture) == ()
        assert found.pictures == {}
        assert not any("value" in remark for remark in found.remarks)
        assert found.remarks[0] == "Lost: 1 picture."
        cards = {each.text: each.picture for each in found.document.select(Card)}
        assert cards == {"Calls": "", "Waits": ""}
        assert [each.portrait for each in found.document.select(Persona)] == [""]

    def test_a_card_in_an_emotion_lane_is_kept(self, good: bytes, project) -> None:
        found = read(
            tampered(
                good,
                "UPDATE card SET lane = (SELECT id FROM lane WHERE kind = 'emotion') WHERE id = 'card:1'",
                resign=True,
            )
        )
        assert len(found.document.select(Card)) == 2

    def test_a_wrong_character_in_an_id_loses_no_cards(self) -> None:
        from journey_editor.editing.templates import project_from_template

        document = project_from_template("sample")
        data = to_bytes(document, {})
        lane = document.get(Lane, document.select(Card)[0].lane)
        at = data.index(lane.id.encode() + b"journey:")
        wrong = patched(data, at + 7, b"0" if data[at + 7 : at + 8] != b"0" else b"1")
        found = read(wrong)
        assert len(found.document) == len(document)
        assert len(found.document.select(Card)) == len(document.select(Card))


class TestNothingCanBeRead:
    @pytest.mark.parametrize(
        "data", [b"", b"%PDF-1.7\n" + bytes(5000), bytes(8192), b"card:1 and step:2 are only words. " * 400]
    )
    def test_a_file_without_a_project_is_refused(self, data: bytes) -> None:
        with pytest.raises(FileRefusedError):
            salvage(data, MAP)

    def test_a_project_without_any_rows_is_refused(self, good: bytes) -> None:
        data = good[: 2 * PAGE] + bytes(len(good) - 2 * PAGE)
        with pytest.raises(FileRefusedError, match="no part of a project can be read"):
            salvage(data, MAP)

    def test_a_file_that_takes_too_long_is_refused(
        self, good: bytes, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(salvage_module, "SECONDS", -1.0)
        with pytest.raises(FileRefusedError) as raised:
            salvage(patched(good, 20, b"\x09"), MAP)
        assert "OutOfTime" in raised.value.details
        assert "would take too long" in raised.value.sentence

    def test_a_slow_clock_alone_does_not_end_the_search(
        self, good: bytes, project, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        hours = count(step=3600.0)
        monkeypatch.setattr(time, "monotonic", lambda: next(hours))
        assert salvage(patched(good, 20, b"\x09"), MAP).document == project.document

    def test_a_file_of_a_newer_version_is_refused(self, good: bytes) -> None:
        with pytest.raises(FileRefusedError) as raised:
            salvage(tampered(good, f"PRAGMA user_version={VERSION + 1}"), MAP)
        assert raised.value.reason == "newer"


def test_the_damaged_file_stays_unchanged(good: bytes, tmp_path: Path) -> None:
    path = tmp_path / "map.journey"
    path.write_bytes(data := patched(good, 20, b"\x09"))
    before = path.stat()
    read_what_can_be_read(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (data, before.st_mtime_ns)
    assert [each.name for each in tmp_path.iterdir()] == ["map.journey"]
    with pytest.raises(FileRefusedError):
        read_project(path)


def test_a_damaged_file_of_an_older_version_is_migrated(good: bytes, project) -> None:
    texts = {**table_texts(), "note": table_texts()["note"].replace('"text"', '"words"')}

    def rename_words(rows: Rows) -> None:
        for row in rows["note"]:
            row["text"] = row.pop("words")

    old = tampered(good, "PRAGMA user_version=1", "ALTER TABLE note RENAME COLUMN text TO words")
    damaged = patched(old, root_page(old, "note"), bytes(8))
    found = salvage(damaged, MAP, migrations=(Migration(texts, rename_words),))
    assert found.document == project.document
    assert found.remarks == ("Nothing was lost.",)
