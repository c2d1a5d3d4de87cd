"""Project file: it restores everything that was saved, and other programs can read it."""

import hashlib
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from journey_editor.editing.commands.cards import move_cards
from journey_editor.foundation.errors import UserError
from journey_editor.model.digest import document_digest
from journey_editor.model.document import Document
from journey_editor.model.records import TYPE_OF_KIND, Card, EmotionPoint, Lane, Picture, specs
from journey_editor.storage.migrations import VERSION
from journey_editor.storage.project import schema
from journey_editor.storage.project.gate import tables_of
from journey_editor.storage.project.project_file import SUFFIX, read_project, to_bytes, write_project
from journey_editor.storage.project.tables import APPLICATION_ID, table_texts

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def test_a_file_restores_all_fields_of_all_records(project, tmp_path: Path) -> None:
    path = tmp_path / f"Reise{SUFFIX}"
    stamp = write_project(path, project.document, project.pictures)
    opened = read_project(path)
    assert opened.document == project.document
    assert opened.pictures == project.pictures
    assert opened.stamp == stamp
    assert document_digest(opened.document) == document_digest(project.document)
    for record in opened.document:
        mine = project.document.find(record.id)
        for name in specs(type(record)):
            assert type(getattr(record, name)) is type(getattr(mine, name)), (record.KIND, name)


def test_a_name_can_contain_spaces_and_accents(project, tmp_path: Path) -> None:
    path = tmp_path / "Übung mit Blank" / ("ß" * 100 + " ’ & Co.journey")
    path.parent.mkdir()
    write_project(path, project.document, project.pictures)
    assert read_project(path).document == project.document


def test_other_programs_can_read_the_tables(project, tmp_path: Path) -> None:
    path = tmp_path / "map.journey"
    write_project(path, project.document, project.pictures)
    with closing(sqlite3.connect(path)) as database:
        found = database.execute(
            "SELECT card.text, channel.name, step.name, lane.persona IS NULL, card.moment_of_truth, owner"
            " FROM card JOIN step ON step.id = card.step JOIN lane ON lane.id = card.lane"
            " LEFT JOIN channel ON channel.id = card.channel ORDER BY card.text"
        ).fetchall()
        assert found == [("Calls", "Phone", "", 0, 0, ""), ("Waits", None, "", 0, 1, "")]
        assert database.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert database.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        meta = dict(database.execute("SELECT key, value FROM meta"))
        assert meta["digest"] == document_digest(project.document)
        assert meta["program"].startswith("Journey Editor ")
        assert datetime.fromisoformat(meta["saved_at"]).tzinfo is not None
        database.execute("PRAGMA foreign_keys=ON")
        for refused in (
            "DELETE FROM lane",
            "UPDATE card SET step = 'step:none'",
            "UPDATE card SET importance = 6",
            "UPDATE card SET kind = 'poem'",
            "UPDATE card SET text = NULL",
            "UPDATE emotion_point SET value = 1.5",
            "UPDATE lane SET hidden = 2",
            "UPDATE card SET importance = 'much'",
        ):
            with pytest.raises(sqlite3.IntegrityError):
                database.execute(refused)


def test_each_kind_of_record_has_a_table_with_its_fields_as_columns() -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        for text in table_texts().values():
            database.execute(text)
        for kind, record_type in TYPE_OF_KIND.items():
            names = [row[1] for row in database.execute(f'PRAGMA table_info("{kind}")')]
            assert names == ["id", *specs(record_type)]


def test_the_statements_are_those_of_the_schema() -> None:
    """If this fails, run `python -m journey_editor.storage.project.schema`."""
    assert list(table_texts().values()) == schema.statements()


def test_the_tables_of_each_version_are_those_of_its_existing_files() -> None:
    """If this fails, existing files would be refused: the change needs a migration and a new version.

    As long as no one has files of this version, run this file as a script to update the text.
    """
    for version in range(1, VERSION + 1):
        text = (Path(__file__).parents[1] / f"version_{version}.sql").read_text(encoding="utf-8")
        assert sorted(text.splitlines()) == sorted(tables_of(version).values())


def test_the_same_map_gives_the_same_bytes(project, tmp_path: Path) -> None:
    again = Document(reversed(list(project.document)))
    assert to_bytes(project.document, project.pictures, saved_at=NOON) == to_bytes(
        again, project.pictures, saved_at=NOON
    )


def test_a_picture_that_is_not_used_is_not_saved(project, tmp_path: Path) -> None:
    path = tmp_path / "map.journey"
    spare = {**project.pictures, hashlib.sha256(b"spare").hexdigest(): b"spare"}
    write_project(path, project.document, spare)
    assert read_project(path).pictures == project.pictures
    with project.editor.edit("Delete picture") as draft:
        draft.remove(draft.select(Picture)[0].id)
    write_project(path, project.document, spare)
    assert read_project(path).pictures == {}


def test_an_undone_edit_is_not_in_the_file(project, tmp_path: Path) -> None:
    path = tmp_path / "map.journey"
    card = project.document.select(Card)[0]
    lane = project.document.select(Lane)[2]
    with project.editor.edit("Move card") as draft:
        move_cards(draft, [card.id], card.step, lane.id)
    write_project(path, project.document, project.pictures)
    assert read_project(path).document.get(Card, card.id).lane == lane.id
    project.editor.undo()
    write_project(path, project.document, project.pictures)
    assert read_project(path).document.get(Card, card.id) == card


def test_opening_and_saving_leave_no_other_files(project, tmp_path: Path) -> None:
    path = tmp_path / "map.journey"
    for title in ("One", "Two"):
        write_project(path, project.retitle(title), project.pictures)
        read_project(path)
    assert [each.name for each in tmp_path.iterdir()] == ["map.journey"]


def test_an_invalid_map_does_not_overwrite_a_good_file(project, tmp_path: Path) -> None:
    path = tmp_path / "map.journey"
    write_project(path, project.document, project.pictures)
    before = path.read_bytes()
    point = EmotionPoint(id="emotion_point:9", curve="curve:1", at=0.5)
    broken = Document([*project.document, point])
    with pytest.raises(UserError, match="not saved") as raised:
        write_project(path, broken, project.pictures)
    assert "to a card or to a step" in raised.value.details
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["map.journey"]


if __name__ == "__main__":
    target = Path(__file__).parents[1] / f"version_{VERSION}.sql"
    target.write_text("\n".join(table_texts().values()) + "\n", encoding="utf-8")
