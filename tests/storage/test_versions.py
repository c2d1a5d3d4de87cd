"""What a save replaces is kept: the last 20, and one of each of the last 30 days."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from journey_editor.foundation import file_system
from journey_editor.storage.project_file import proven_bytes, put_in_place, read_project, write_project
from journey_editor.storage.versions import (
    DAYS,
    LAST,
    VersionNotKeptError,
    keep_version,
    versions_of,
)
from tests.attacks.disks import FullDisk, disk_in_use

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Meine Karte.journey"


def titles(path: Path) -> list[str]:
    """The titles of the versions that are kept, the latest first."""
    return [read_project(each.path).document.journeys()[0].title for each in versions_of(path)]


def test_each_save_keeps_what_it_replaces(project, path: Path) -> None:
    for title in ("One", "Two", "Three"):
        write_project(path, project.retitle(title), project.assets)
    assert titles(path) == ["Two", "One"]
    latest = versions_of(path)[0]
    assert latest.size == path.stat().st_size
    assert latest.saved_at <= latest.replaced_at
    assert [each.name for each in path.parent.iterdir()] == [path.name], "nothing lies beside the file"


def test_saving_the_same_again_keeps_no_second_copy(project, path: Path) -> None:
    data = proven_bytes(project.document, project.assets)
    for _ in range(3):
        put_in_place(path, data)
    assert len(versions_of(path)) == 1


def kept_at(path: Path, moments: list[datetime]) -> list[datetime]:
    """Which versions are left when the file is another one at each of these moments, and saved anew."""
    for number, moment in enumerate(moments):
        path.write_bytes(b"state %d " % number * 100)
        keep_version(path, lambda moment=moment: moment)
    return [each.replaced_at for each in versions_of(path)]


def test_of_one_day_the_last_twenty_are_kept_and_the_first(path: Path) -> None:
    moments = [NOON + timedelta(minutes=minute) for minute in range(2 * LAST)]
    assert kept_at(path, moments) == [*reversed(moments[-LAST:]), moments[0]]


def test_of_many_days_one_each_is_kept_and_none_for_ever(path: Path) -> None:
    moments = [NOON + timedelta(days=day, minutes=minute) for day in range(45) for minute in range(3)]
    kept = kept_at(path, moments)
    assert kept[:LAST] == list(reversed(moments[-LAST:]))
    days = [moment.date() for moment in kept[LAST:]]
    assert len(set(days)) == len(days)
    assert min(kept) > moments[-1] - timedelta(days=DAYS)
    assert len({moment.date() for moment in kept}) == DAYS


def test_each_file_has_its_own_and_a_link_has_those_of_the_file(project, path: Path) -> None:
    other = path.with_name("other.journey")
    for title in ("One", "Two"):
        write_project(path, project.retitle(title), project.assets)
    write_project(other, project.document, project.assets)
    assert (len(versions_of(path)), len(versions_of(other))) == (1, 0)
    link = path.with_name("link.journey")
    try:
        link.symlink_to(path)
    except OSError:
        return
    assert versions_of(link) == versions_of(path)


def test_a_damaged_file_is_kept_too_before_it_is_replaced(project, path: Path) -> None:
    path.write_bytes(b"not what it was" * 100)
    write_project(path, project.document, project.assets)
    assert versions_of(path)[0].path.read_bytes() == b"not what it was" * 100


class TestWhenAVersionCannotBeKept:
    def test_the_save_goes_on_and_says_so(self, project, path: Path, home: Path) -> None:
        write_project(path, project.retitle("One"), project.assets)
        (home / "data").mkdir(exist_ok=True)
        (home / "data" / "versions").write_text("a file in the place of the folder")
        placed = put_in_place(path, proven_bytes(project.retitle("Two"), project.assets))
        assert "the version before could not be kept" in placed.remark
        assert read_project(path).document.journeys()[0].title == "Two"
        assert versions_of(path) == []

    def test_a_full_disk_leaves_nothing_half(self, project, path: Path) -> None:
        write_project(path, project.retitle("One"), project.assets)
        with disk_in_use(FullDisk(20_000, honest=False)), pytest.raises(VersionNotKeptError):
            keep_version(path)
        assert versions_of(path) == []

    def test_what_others_put_into_the_folder_is_left_alone(self, project, path: Path) -> None:
        for title in ("One", "Two"):
            write_project(path, project.retitle(title), project.assets)
        folder = versions_of(path)[0].path.parent
        (folder / "mine.txt").write_text("mine")
        (folder / "20260230T999999999999Z-0123456789abcdef.journey").write_text("no such day")
        write_project(path, project.retitle("Three"), project.assets)
        assert (folder / "mine.txt").exists()
        assert titles(path) == ["Two", "One"]


def test_a_file_with_an_old_date_is_not_taken_for_an_old_version(project, path: Path) -> None:
    write_project(path, project.retitle("From last year"), project.assets)
    os.utime(path, (1, 1))
    for number in range(LAST + 5):
        write_project(path, project.retitle(str(number)), project.assets)
    assert titles(path)[-1] == "From last year"
    assert versions_of(path)[-1].saved_at.year == 1970


def test_the_disk_in_use_is_the_real_one_again() -> None:
    assert type(file_system.disk) is file_system.FileSystem
