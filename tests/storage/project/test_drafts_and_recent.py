"""Drafts and recent projects."""

import json
import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from journey_editor.foundation.atomic_file import write_file
from journey_editor.foundation.errors import UserError
from journey_editor.storage.journal import recovery
from journey_editor.storage.locking.project_lock import lock_file_of
from journey_editor.storage.project import drafts, recent
from journey_editor.storage.project.project_file import read_project, write_project

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def test_two_drafts_of_the_same_second_have_different_paths() -> None:
    one, two = (drafts.new_draft(lambda: NOON) for _ in range(2))
    assert one != two
    assert drafts.is_draft(one)
    assert not drafts.is_draft(Path("map.journey").absolute())


def test_drafts_are_listed_from_the_latest() -> None:
    made = [drafts.new_draft(lambda: NOON) for _ in range(3)]
    for age, path in enumerate(made):
        path.touch()
        os.utime(path, (1000 - age, 1000 - age))
    assert drafts.drafts() == made


def test_a_discarded_draft_is_kept_for_30_days() -> None:
    old, new = (drafts.new_draft(lambda: NOON) for _ in range(2))
    for path in (old, new):
        path.touch()
        os.utime(path, (1000, 1000))
    drafts.discard(old)
    discarded = old.parent / "discarded"
    os.utime(discarded / old.name, (time.time() - 31 * 86_400,) * 2)
    drafts.discard(new)
    assert drafts.drafts() == []
    assert [each.name for each in discarded.iterdir()] == [new.name]


def test_discarded_drafts_are_deleted_at_a_later_start() -> None:
    draft = drafts.new_draft(lambda: NOON)
    draft.touch()
    drafts.discard(draft)
    recovery.tidy()
    discarded_file = draft.parent / "discarded" / draft.name
    assert discarded_file.exists()
    os.utime(discarded_file, (time.time() - 31 * 86_400,) * 2)
    recovery.tidy()
    assert not discarded_file.exists()


def test_messages_about_a_draft_do_not_contain_the_name_of_its_file() -> None:
    draft = drafts.new_draft(lambda: NOON)
    draft.write_bytes(b"no project" * 100)
    with pytest.raises(UserError) as refused:
        read_project(draft)
    assert refused.value.sentence.startswith("“Draft without a name” is not")
    with pytest.raises(UserError) as failed:
        write_file(draft / "in a file", b"")
    assert failed.value.sentence.startswith("The folder of “in a file”")


def names() -> list[str]:
    return [each.name for each in recent.recent_projects()]


def remember(name: str, minutes: int = 0) -> Path:
    path = Path(f"{name}.journey").absolute()
    recent.remember(path, name, NOON + timedelta(minutes=minutes))
    return path


def test_the_latest_project_is_first() -> None:
    assert recent.recent_projects() == ()
    for minute, name in enumerate(["Support", "Übung", "Returns"]):
        remember(name, minute)
    assert names() == ["Returns", "Übung", "Support"]
    remember("Support", 5)
    assert names() == ["Support", "Returns", "Übung"]


def test_a_pinned_project_stays_first_and_is_never_removed() -> None:
    pinned = remember("Pinned")
    recent.pin(pinned, pinned=True)
    for minute in range(30):
        remember(f"Map {minute}", minute + 1)
    assert names()[:2] == ["Pinned", "Map 29"]
    assert len(names()) == recent.MOST + 1
    remember("Pinned", 60)
    assert recent.recent_projects()[0].pinned
    recent.pin(pinned, pinned=False)
    remember("Map 30", 61)
    assert names()[:2] == ["Map 30", "Pinned"]


def test_a_project_opened_while_the_clock_was_ahead_does_not_displace_later_ones() -> None:
    for number in range(recent.MOST):
        remember(f"Ahead {number}", 2 * 365 * 24 * 60)
    remember("Opened today")
    assert names()[:2] == ["Opened today", f"Ahead {recent.MOST - 1}"]
    assert len(names()) == recent.MOST


def test_the_thumbnail_of_a_project_that_leaves_the_list_is_deleted() -> None:
    picture = recent.thumbnail_path(remember("First"))
    picture.write_bytes(b"PNG")
    for number in range(recent.MOST - 1):
        remember(f"Map {number}")
    assert picture.exists()
    remember("One more")
    assert "First" not in names()
    assert not picture.exists()


def test_removing_a_project_from_the_list_deletes_its_thumbnail_but_not_its_file(tmp_path: Path) -> None:
    path = tmp_path / "map.journey"
    path.write_bytes(b"a map")
    recent.remember(path, "Map", NOON)
    picture = recent.thumbnail_path(path)
    picture.write_bytes(b"PNG")
    assert recent.thumbnail_path(tmp_path / "other.journey") != picture
    recent.forget(path)
    assert names() == []
    assert not picture.exists()
    assert path.exists()


GOOD = {
    "path": str(Path("good.journey").absolute()),
    "name": "Good",
    "when": NOON.isoformat(),
    "pinned": False,
}


@pytest.mark.parametrize(
    "contents",
    [
        b"",
        b"\xff\xfe",
        b"{",
        b"null",
        b"{}",
        b"3",
        b"[" * 100_000,
        b'["x", null, {}]',
        json.dumps([{**GOOD, "when": "yesterday"}]).encode(),
        json.dumps([{**GOOD, "when": "2026-05-01T12:00:00"}]).encode(),
        json.dumps([{**GOOD, "path": "not/absolute"}]).encode(),
        json.dumps([{**GOOD, "path": GOOD["path"] + "\x00"}]).encode(),
        json.dumps([{**GOOD, "pinned": "yes"}]).encode(),
    ],
)
def test_a_damaged_list_is_empty_and_is_replaced_with_the_next_project(contents: bytes, home: Path) -> None:
    file = home / "data" / "recent projects.json"
    file.parent.mkdir()
    file.write_bytes(contents)
    assert recent.recent_projects() == ()
    remember("Support")
    assert names() == ["Support"]


def test_the_readable_part_of_a_damaged_list_is_kept(home: Path) -> None:
    remember("Support")
    (home / "data" / "recent projects.json").write_text(json.dumps([{"path": 3}, GOOD, "x"]))
    assert names() == ["Good"]


def test_a_project_is_remembered_with_the_place_where_it_was_left() -> None:
    path, place = remember("Support"), recent.LeftAt("journey:1", 0.85, -12.5, 300.0)
    assert recent.place_in(path) is None
    recent.remember(path, "Support", NOON, place)
    remember("Support", 1)
    recent.pin(path, pinned=True)
    assert recent.place_in(path) == place
    assert recent.recent_projects()[0].pinned
    recent.forget(path)
    assert recent.place_in(path) is None


@pytest.mark.parametrize(
    "left_at",
    [3, "x", [], ["journey:1", 1.0, 2.0], ["j", "1", 2.0, 3.0], ["j", 0.0, 2.0, 3.0], ["j", 1.0, 1e999, 3.0]],
)
def test_a_damaged_place_is_ignored(left_at: object, home: Path) -> None:
    remember("Support")
    (home / "data" / "recent projects.json").write_text(json.dumps([{**GOOD, "left_at": left_at}]))
    assert names() == ["Good"]
    assert recent.place_in(Path("good.journey").absolute()) is None


def test_a_list_that_cannot_be_written_raises_no_error(home: Path) -> None:
    (home / "data" / "recent projects.json").mkdir(parents=True)
    remember("Support")
    assert names() == []


def test_the_lock_file_of_a_draft_is_not_listed(project) -> None:
    draft = drafts.new_draft()
    write_project(draft, project.document, project.pictures)
    lock_file_of(draft).write_text("{}")
    assert drafts.drafts() == [draft]
