"""Earlier versions of files: the last 20, and the first of each of the last minutes, hours and days."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from journey_editor.foundation import file_system
from journey_editor.storage.project.drafts import discard, new_draft, tidy
from journey_editor.storage.project.project_file import (
    proven_bytes,
    read_project,
    replace_file,
    write_project,
)
from journey_editor.storage.project.recent import remember
from journey_editor.storage.project.versions import (
    DAYS,
    HOURS,
    LAST,
    MINUTES,
    Version,
    VersionNotKeptError,
    delete_versions,
    keep_version,
    kept_of,
    kept_projects,
    move_versions,
    version_of_day,
    versions_of,
)
from tests.attacks.disks import FullDisk, disk_in_use

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Meine Karte.journey"


def titles(path: Path) -> list[str]:
    """Return the titles of the versions, the latest first."""
    return [read_project(each.path).document.journeys()[0].title for each in versions_of(path)]


def test_each_save_keeps_the_previous_version(project, path: Path) -> None:
    for title in ("One", "Two", "Three"):
        write_project(path, project.retitle(title), project.pictures)
    assert titles(path) == ["Two", "One"]
    latest = versions_of(path)[0]
    assert latest.size == path.stat().st_size
    assert latest.saved_at <= latest.replaced_at
    assert [each.name for each in path.parent.iterdir()] == [path.name], "there are no other files next to it"


def test_saving_the_same_content_again_keeps_no_second_copy(project, path: Path) -> None:
    data = proven_bytes(project.document, project.pictures)
    for _ in range(3):
        replace_file(path, data)
    assert len(versions_of(path)) == 1


def kept_at(path: Path, moments: list[datetime]) -> list[datetime]:
    """Return the remaining versions after a save at each of these moments."""
    for number, moment in enumerate(moments):
        path.write_bytes(b"state %d " % number * 100)
        keep_version(path, lambda moment=moment: moment)
    return [each.replaced_at for each in versions_of(path)]


def test_a_workshop_is_covered_from_its_first_minute_on(path: Path) -> None:
    saves = [NOON + timedelta(seconds=30 * number) for number in range(4 * 120)]
    kept = kept_at(path, saves)
    assert kept[:LAST] == list(reversed(saves[-LAST:]))
    last_hour = [each for each in kept[LAST:] if each >= saves[-1] - timedelta(hours=1)]
    assert last_hour == list(reversed(saves[-120:-LAST:2]))
    assert kept[LAST + len(last_hour) :] == [NOON + timedelta(hours=hour) for hour in range(2, -1, -1)]


def test_one_version_of_each_of_the_last_30_days_is_kept(path: Path) -> None:
    moments = [NOON + timedelta(days=day, minutes=minute) for day in range(45) for minute in range(3)]
    kept = kept_at(path, moments)
    assert kept[:LAST] == list(reversed(moments[-LAST:]))
    assert min(kept) > moments[-1] - timedelta(days=DAYS)
    assert len({moment.date() for moment in kept}) == DAYS
    assert len(kept) <= LAST + MINUTES + HOURS + DAYS


class TestWrongClock:
    """The clock is wrong for a while, and the file is saved each minute."""

    @pytest.mark.parametrize("wrong", [timedelta(days=730), timedelta(days=-730), timedelta(hours=-1)])
    @pytest.mark.parametrize("minutes", [3, 70])
    def test_versions_from_before_during_and_after_are_kept_in_order(
        self, path: Path, wrong: timedelta, minutes: int
    ) -> None:
        before = [NOON + timedelta(minutes=minute) for minute in range(70)]
        meanwhile = [before[-1] + wrong + timedelta(minutes=1 + minute) for minute in range(minutes)]
        after = [before[-1] + timedelta(minutes=minutes + minute) for minute in range(1, 31)]
        kept = kept_at(path, [*before, *meanwhile])
        assert kept[:minutes][:MINUTES] == list(reversed(meanwhile))[:MINUTES]
        assert NOON in kept, "the first version"
        kept = kept_at(path, after)
        assert kept[:30] == list(reversed(after))
        assert kept[30 : 30 + min(minutes, 30)] == list(reversed(meanwhile))[:30]
        assert NOON in kept

    def test_the_latest_version_is_kept_at_any_time_of_the_clock(self, path: Path) -> None:
        times = [NOON + timedelta(days=day) for day in (0, 900, -900, 0, 5000, -5000, 1)]
        for number, moment in enumerate(times * 10):
            path.write_bytes(b"state %d " % number * 100)
            before = path.read_bytes()
            keep_version(path, lambda moment=moment: moment)
            assert versions_of(path)[0].path.read_bytes() == before
        assert len(versions_of(path)) >= LAST

    def test_a_content_that_recurs_is_kept_again(self, project, path: Path) -> None:
        for title, hours in (("One", 0), ("Two", -50), ("One", -100)):
            path.write_bytes(proven_bytes(project.retitle(title), project.pictures))
            keep_version(path, lambda hours=hours: NOON + timedelta(hours=hours))
        assert titles(path) == ["One", "Two", "One"]


def renamed_as_by_an_older_program(version: Version) -> Path:
    """Give a version the name that it had when versions were not numbered."""
    return version.path.rename(version.path.with_name(version.path.name.split(" ")[-1]))


def test_versions_of_an_older_program_are_listed_as_older(project, path: Path) -> None:
    for title in ("One", "Two", "Three"):
        write_project(path, project.retitle(title), project.pictures)
    for each in versions_of(path):
        renamed_as_by_an_older_program(each)
    (versions_of(path)[0].path.parent / "project.json").unlink()
    assert titles(path) == ["Two", "One"]
    path.write_bytes(proven_bytes(project.retitle("Four"), project.pictures))
    keep_version(path, lambda: NOON - timedelta(days=5000))
    assert titles(path) == ["Four", "Two", "One"]


def test_versions_of_an_older_program_are_moved_with_a_draft_that_gets_a_name(project, path: Path) -> None:
    draft = new_draft()
    for title in ("One", "Two", "Three"):
        write_project(draft, project.retitle(title), project.pictures)
    renamed_as_by_an_older_program(versions_of(draft)[-1])
    write_project(path, project.retitle("Overwritten"), project.pictures)
    write_project(path, project.retitle("Three"), project.pictures)
    move_versions(draft, path)
    assert titles(path) == ["Three", "Two", "One", "Overwritten"]
    assert versions_of(draft) == []
    assert [each.path for each in kept_projects()] == [path]


def test_each_file_has_its_own_versions_and_a_link_has_those_of_its_file(project, path: Path) -> None:
    other = path.with_name("other.journey")
    for title in ("One", "Two"):
        write_project(path, project.retitle(title), project.pictures)
    write_project(other, project.document, project.pictures)
    assert (len(versions_of(path)), len(versions_of(other))) == (1, 0)
    link = path.with_name("link.journey")
    try:
        link.symlink_to(path)
    except OSError:
        return
    assert versions_of(link) == versions_of(path)


def test_a_damaged_file_is_kept_before_it_is_replaced(project, path: Path) -> None:
    path.write_bytes(b"not what it was" * 100)
    write_project(path, project.document, project.pictures)
    assert versions_of(path)[0].path.read_bytes() == b"not what it was" * 100


class TestErrors:
    def test_the_save_succeeds_and_reports_that_no_version_was_kept(
        self, project, path: Path, home: Path
    ) -> None:
        write_project(path, project.retitle("One"), project.pictures)
        (home / "data").mkdir(exist_ok=True)
        (home / "data" / "versions").write_text("a file in the place of the folder")
        placed = replace_file(path, proven_bytes(project.retitle("Two"), project.pictures))
        assert "previous version could not be kept" in placed.remark
        assert read_project(path).document.journeys()[0].title == "Two"
        assert versions_of(path) == []

    def test_a_full_disk_leaves_no_incomplete_version(self, project, path: Path) -> None:
        write_project(path, project.retitle("One"), project.pictures)
        with disk_in_use(FullDisk(20_000, honest=False)), pytest.raises(VersionNotKeptError):
            keep_version(path)
        assert versions_of(path) == []

    def test_other_files_in_the_folder_are_not_touched(self, project, path: Path) -> None:
        for title in ("One", "Two"):
            write_project(path, project.retitle(title), project.pictures)
        folder = versions_of(path)[0].path.parent
        (folder / "mine.txt").write_text("mine")
        (folder / "20260230T999999999999Z-0123456789abcdef.journey").write_text("no such day")
        write_project(path, project.retitle("Three"), project.pictures)
        assert (folder / "mine.txt").exists()
        assert titles(path) == ["Two", "One"]


def test_a_file_with_an_old_date_does_not_count_as_an_old_version(project, path: Path) -> None:
    write_project(path, project.retitle("From last year"), project.pictures)
    os.utime(path, (1, 1))
    for number in range(LAST + 5):
        write_project(path, project.retitle(str(number)), project.pictures)
    assert titles(path)[-1] == "From last year"
    assert versions_of(path)[-1].saved_at.year == 1970


class TestDeleting:
    @pytest.fixture
    def kept(self, project, path: Path) -> Path:
        """File with two versions, next to another one with one version."""
        for title in ("One", "Two", "Three"):
            write_project(path, project.retitle(title), project.pictures)
        for title in ("Four", "Five"):
            write_project(path.with_name("other.journey"), project.retitle(title), project.pictures)
        return path

    def test_only_the_versions_of_the_project_are_deleted(self, kept: Path, home: Path) -> None:
        delete_versions(kept_of(kept))
        assert (len(versions_of(kept)), len(versions_of(kept.with_name("other.journey")))) == (0, 1)
        assert len(list((home / "data" / "versions").iterdir())) == 1
        assert kept.is_file()

    def test_a_project_whose_file_was_deleted_is_listed_with_its_name(self, kept: Path) -> None:
        kept.unlink()
        found = {each.name: each for each in kept_projects()}
        assert [(name, each.is_gone, len(each.versions)) for name, each in found.items()] == [
            ("Meine Karte", True, 2),
            ("other", False, 1),
        ]
        delete_versions(found["Meine Karte"])
        assert [each.name for each in kept_projects()] == ["other"]

    def test_deleting_all_versions_leaves_an_empty_folder(self, kept: Path, home: Path) -> None:
        for each in kept_projects():
            delete_versions(each)
        assert kept_projects() == []
        assert list((home / "data" / "versions").iterdir()) == []

    def test_deleting_twice_is_harmless_and_later_saves_keep_versions_again(
        self, project, kept: Path
    ) -> None:
        found = kept_of(kept)
        delete_versions(found)
        delete_versions(found)
        write_project(kept, project.retitle("Six"), project.pictures)
        assert titles(kept) == ["Three"]

    def test_the_project_of_an_older_folder_is_found_in_the_list_of_recent_projects(
        self, kept: Path, home: Path
    ) -> None:
        for description in (home / "data" / "versions").glob("*/project.json"):
            description.write_bytes(b"[" * 100_000)
        remember(kept, "Meine Karte", NOON)
        assert [(each.name, each.path) for each in kept_projects()] == [
            ("Meine Karte", kept),
            ("Unknown project", None),
        ]

    def test_the_versions_of_a_discarded_draft_are_deleted_with_it(self, project) -> None:
        draft = new_draft()
        for title in ("One", "Two"):
            write_project(draft, project.retitle(title), project.pictures)
        discard(draft)
        tidy()
        assert len(versions_of(draft)) == 1
        discarded_file = draft.parent / "discarded" / draft.name
        os.utime(discarded_file, (1000, 1000))
        tidy()
        assert not discarded_file.exists()
        assert versions_of(draft) == []


def test_the_real_disk_is_used_after_the_simulated_one() -> None:
    assert type(file_system.disk) is file_system.FileSystem


def test_the_version_of_a_review_is_kept_for_ever_and_found_by_its_day(project, path: Path) -> None:
    path.write_bytes(b"state of the review " * 100)
    os.utime(path, (NOON.timestamp(), NOON.timestamp()))
    keep_version(path, lambda: NOON)
    keep_version(path, lambda: NOON, reviewed=True)
    (kept,) = versions_of(path)
    assert kept.reviewed and kept.number == 1, "the version that is there already is that of the review"
    kept_at(path, [NOON + timedelta(minutes=each * 7) for each in range(1, 400)])
    assert versions_of(path)[-1].mark == kept.mark and len(versions_of(path)) < 200
    found = version_of_day(versions_of(path), NOON.date() + timedelta(days=40))
    assert found is not None and found.mark == kept.mark
    write_project(path, project.document, project.pictures)
    other = path.with_name("Other.journey")
    move_versions(path, other)
    assert versions_of(other)[-1].reviewed
    assert version_of_day([], NOON.date()) is None
