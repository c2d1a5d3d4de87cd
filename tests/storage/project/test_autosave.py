"""Automatic saving: on its own thread, and never over changes of other programs."""

import errno
import os
import queue
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from journey_editor.foundation import file_system
from journey_editor.foundation.errors import UserError
from journey_editor.storage.project import drafts
from journey_editor.storage.project.autosave import AutoSaver, ChangedOutsideError, SaveState
from journey_editor.storage.project.project_file import read_project, write_project

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
AT_ONCE = 0.01
TIMEOUT = 20.0


class Watched:
    """AutoSaver and the states that it reported."""

    def __init__(self, saver: AutoSaver, states: "queue.Queue[SaveState]") -> None:
        self.saver = saver
        self.states = states

    def wait_for(self, state: SaveState) -> None:
        deadline = time.monotonic() + TIMEOUT
        while self.saver.status.state is not state:
            self.states.get(timeout=max(0.0, deadline - time.monotonic()))


Open = Callable[..., Watched]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "maps" / "map.journey"


@pytest.fixture
def open_(project, path: Path) -> Iterator[Open]:
    """Open the project at `path`; the file is written first, unless the project is new."""
    savers: list[AutoSaver] = []

    def open_(where: Path = path, *, new: bool = False, **options) -> Watched:
        where.parent.mkdir(exist_ok=True)
        stamp = None if new else write_project(where, project.document, project.pictures)
        states: queue.Queue[SaveState] = queue.Queue()
        saver = AutoSaver(
            project.document,
            project.pictures,
            where,
            stamp,
            **{
                "on_change": lambda: states.put(savers[-1].status.state),
                "delay": AT_ONCE,
                "clock": lambda: NOON,
                **options,
            },
        )
        savers.append(saver)
        return Watched(saver, states)

    yield open_
    for saver in savers:
        saver.close(save=False)
    assert not [thread for thread in threading.enumerate() if thread.name == "save"]


def title_in(path: Path) -> str:
    return read_project(path).document.journeys()[0].title


def test_it_saves_automatically_after_a_pause(project, path: Path, open_: Open) -> None:
    watched = open_()
    assert watched.saver.status.state is SaveState.SAVED
    watched.saver.record_edit(project.retitle("New"), project.pictures)
    watched.wait_for(SaveState.SAVED)
    assert title_in(path) == "New"
    assert watched.saver.status.saved_at == NOON
    assert not watched.saver.unsaved


def test_the_journal_is_written_before_the_file(project, path: Path, open_: Open) -> None:
    before: list[tuple[int, str]] = []
    watched = open_(before_writing=lambda number: before.append((number, title_in(path))))
    was = title_in(path)
    watched.saver.record_edit(project.retitle("New"), project.pictures)
    watched.wait_for(SaveState.SAVED)
    assert before == [(1, was)]
    assert title_in(path) == "New"


def test_recovered_edits_are_saved_without_another_edit(project, path: Path, open_: Open) -> None:
    numbers: list[int] = []
    saver = open_(number=7, unsaved=True, before_writing=numbers.append, delay=60.0).saver
    assert (saver.status.state, saver.unsaved) == (SaveState.UNSAVED, True)
    saver.flush()
    saver.record_edit(project.retitle("New"), project.pictures)
    saver.flush()
    assert numbers == [7, 8], "edits are counted on from the recovered ones"
    assert not saver.unsaved


def test_continuous_edits_are_saved_after_a_maximum_time(project, path: Path, open_: Open) -> None:
    watched = open_(delay=60.0, longest=0.2)
    watched.saver.record_edit(project.retitle("New"), project.pictures)
    assert watched.saver.status.state is SaveState.UNSAVED
    watched.wait_for(SaveState.SAVED)
    assert title_in(path) == "New"


def test_automatic_saving_can_be_turned_off(project, path: Path, open_: Open) -> None:
    watched = open_(automatic=False)
    watched.saver.record_edit(project.retitle("New"), project.pictures)
    assert watched.saver._seconds_until_due() is None, "no time will make it save"
    assert watched.saver.unsaved
    watched.saver.automatic = True
    watched.wait_for(SaveState.SAVED)
    assert title_in(path) == "New"


def test_ctrl_s_saves_at_once(project, path: Path, open_: Open) -> None:
    saver = open_(delay=60.0).saver
    saver.record_edit(project.retitle("New"), project.pictures)
    assert saver.save_now().result(TIMEOUT).state is SaveState.SAVED
    assert title_in(path) == "New"


def test_closing_saves_and_waits(project, path: Path, open_: Open) -> None:
    saver = open_(delay=60.0).saver
    for title in ("One", "Two", "Three"):
        saver.record_edit(project.retitle(title), project.pictures)
    assert saver.close().state is SaveState.SAVED
    assert title_in(path) == "Three"


def test_closing_without_saving_leaves_the_file(project, path: Path, open_: Open) -> None:
    saver = open_(delay=60.0).saver
    saver.record_edit(project.retitle("New"), project.pictures)
    saver.close(save=False)
    assert title_in(path) == "Support"


def test_opening_and_closing_does_not_write_the_file(path: Path, open_: Open) -> None:
    saver = open_().saver
    before = path.stat()
    saver.close()
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert path.stat().st_ino == before.st_ino


def test_edits_during_a_save_are_saved_by_the_next_one(project, path: Path, open_: Open) -> None:
    saves: list[int] = []

    def edit_meanwhile(number: int) -> None:
        saves.append(number)
        if number < 3:
            saver.record_edit(project.retitle(f"Title {number + 1}"), project.pictures)

    watched = open_(delay=0.0, before_writing=edit_meanwhile)
    saver = watched.saver
    saver.record_edit(project.retitle("Title 1"), project.pictures)
    watched.wait_for(SaveState.SAVED)
    assert saves == [1, 2, 3]
    assert title_in(path) == "Title 3"


def test_an_edit_during_a_save_counts_as_unsaved(project, path: Path, open_: Open) -> None:
    edited = threading.Event()

    def edit_meanwhile() -> None:
        if saver.status.state is SaveState.SAVING and not edited.is_set():
            edited.set()
            saver.record_edit(project.retitle("Meanwhile"), project.pictures)

    saver = open_(delay=60.0, on_change=edit_meanwhile).saver
    saver.record_edit(project.retitle("Before"), project.pictures)
    assert saver.save_now().result(TIMEOUT).state is SaveState.UNSAVED
    assert title_in(path) == "Before"
    assert saver.close().state is SaveState.SAVED
    assert title_in(path) == "Meanwhile"


def test_saving_a_copy_continues_with_the_old_file(project, path: Path, open_: Open) -> None:
    saver = open_(delay=60.0).saver
    copy = path.with_name("copy.journey")
    saver.record_edit(project.retitle("New"), project.pictures)
    status = saver.save_copy(copy).result(TIMEOUT)
    assert (status.path, status.state) == (path, SaveState.UNSAVED)
    assert (title_in(path), title_in(copy)) == ("Support", "New")


def test_save_as_continues_with_the_new_file(project, path: Path, open_: Open) -> None:
    saver = open_(delay=60.0).saver
    other = path.with_name("other.journey")
    other.write_text("something else, which the person has agreed to replace")
    saver.record_edit(project.retitle("New"), project.pictures)
    assert saver.save_as(other).result(TIMEOUT).path == other
    saver.record_edit(project.retitle("Newer"), project.pictures)
    saver.flush()
    assert (title_in(path), title_in(other)) == ("Support", "Newer")


def test_a_project_without_a_name_is_a_draft_until_it_gets_one(
    project, path: Path, open_: Open, home: Path
) -> None:
    draft = drafts.new_draft(lambda: NOON)
    watched = open_(draft, new=True)
    assert draft.is_relative_to(home)
    assert not watched.saver.has_name
    assert not draft.exists()
    watched.saver.record_edit(project.retitle("New"), project.pictures)
    watched.wait_for(SaveState.SAVED)
    assert drafts.drafts() == [draft]
    path.parent.mkdir()
    watched.saver.save_as(path).result(TIMEOUT)
    assert watched.saver.has_name
    assert title_in(path) == "New"
    assert drafts.drafts() == []


class TestChangesByOtherPrograms:
    def test_a_changed_file_is_only_overwritten_on_request(self, project, path: Path, open_: Open) -> None:
        watched = open_()
        saver = watched.saver
        path.write_bytes(b"changed by a sync service")
        saver.record_edit(project.retitle("New"), project.pictures)
        watched.wait_for(SaveState.CHANGED_OUTSIDE)
        assert "“map.journey” was changed by another program" in saver.status.sentence
        saver.record_edit(project.retitle("Newer"), project.pictures)
        assert saver.flush().state is SaveState.CHANGED_OUTSIDE
        assert path.read_bytes() == b"changed by a sync service"
        assert saver.save_now(overwrite=True).result(TIMEOUT).state is SaveState.SAVED
        assert title_in(path) == "Newer"
        saver.record_edit(project.retitle("Newest"), project.pictures)
        watched.wait_for(SaveState.SAVED)

    def test_the_project_can_be_saved_to_another_file_instead(self, project, path: Path, open_: Open) -> None:
        saver = open_(delay=60.0).saver
        path.write_bytes(b"changed by a sync service")
        saver.record_edit(project.retitle("New"), project.pictures)
        with pytest.raises(ChangedOutsideError):
            saver.save_now().result(TIMEOUT)
        saver.save_as(path.with_name("mine.journey")).result(TIMEOUT)
        assert saver.status.state is SaveState.SAVED
        assert path.read_bytes() == b"changed by a sync service"

    def test_a_moved_file_is_only_written_again_on_request(self, project, path: Path, open_: Open) -> None:
        saver = open_(delay=60.0).saver
        path.rename(path.with_name("elsewhere.journey"))
        saver.record_edit(project.retitle("New"), project.pictures)
        assert saver.flush().state is SaveState.GONE
        assert "moved, renamed or deleted" in saver.status.sentence
        assert not path.exists()
        saver.save_now(overwrite=True).result(TIMEOUT)
        assert title_in(path) == "New"

    def test_a_file_that_returns_unchanged_is_saved_automatically(
        self, project, path: Path, open_: Open
    ) -> None:
        watched = open_(longest=0.05)
        path.rename(away := path.with_name("elsewhere.journey"))
        watched.saver.record_edit(project.retitle("New"), project.pictures)
        watched.wait_for(SaveState.GONE)
        away.rename(path)
        watched.wait_for(SaveState.SAVED)
        assert title_in(path) == "New"

    def test_a_file_with_only_another_time_counts_as_unchanged(
        self, project, path: Path, open_: Open
    ) -> None:
        saver = open_(delay=60.0).saver
        os.utime(path, (1, 1))
        saver.record_edit(project.retitle("New"), project.pictures)
        assert saver.flush().state is SaveState.SAVED

    def test_other_bytes_of_the_same_size_and_time_are_not_overwritten(
        self, project, path: Path, open_: Open
    ) -> None:
        saver = open_(delay=60.0).saver
        before = path.stat()
        theirs = path.read_bytes().replace(b"Support", b"theirs!", 1)
        path.write_bytes(theirs)
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert path.stat().st_size == before.st_size
        saver.record_edit(project.retitle("New"), project.pictures)
        assert saver.flush().state is SaveState.CHANGED_OUTSIDE
        assert path.read_bytes() == theirs

    def test_a_file_that_appears_at_the_path_of_a_new_project_is_not_overwritten(
        self, project, path: Path, open_: Open
    ) -> None:
        saver = open_(new=True, delay=60.0).saver
        path.write_bytes(b"another person's")
        saver.record_edit(project.retitle("New"), project.pictures)
        assert saver.flush().state is SaveState.CHANGED_OUTSIDE
        assert path.read_bytes() == b"another person's"


class TestErrors:
    def test_a_removed_usb_stick_is_reported_and_saving_continues_when_it_is_back(
        self, project, path: Path, open_: Open
    ) -> None:
        watched = open_(longest=0.05)
        away = path.parent.with_name("pulled")
        path.parent.rename(away)
        watched.saver.record_edit(project.retitle("New"), project.pictures)
        watched.wait_for(SaveState.FAILED)
        assert "folder of “map.journey” does not exist" in watched.saver.status.sentence
        away.rename(path.parent)
        watched.wait_for(SaveState.SAVED)
        assert title_in(path) == "New"

    def test_a_save_whose_sync_fails_is_reported_and_the_next_one_works(
        self, project, path: Path, open_: Open, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        saver = open_(delay=60.0).saver

        def fail(folder: Path) -> None:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

        with monkeypatch.context() as patch:
            patch.setattr(file_system.disk, "sync_folder", fail)
            saver.record_edit(project.retitle("New"), project.pictures)
            assert saver.flush().state is SaveState.FAILED
        assert saver.unsaved
        assert saver.flush().state is SaveState.SAVED, "the file is recognised as our own"

    def test_a_read_only_file_is_not_overwritten(self, project, path: Path, open_: Open) -> None:
        saver = open_(delay=60.0).saver
        path.chmod(0o444)
        saver.record_edit(project.retitle("New"), project.pictures)
        status = saver.flush()
        assert (status.state, saver.unsaved) == (SaveState.FAILED, True)
        assert "is read-only and was not changed" in status.sentence
        assert title_in(path) == "Support"
        assert [each.name for each in path.parent.iterdir()] == ["map.journey"]
        path.chmod(0o644)

    def test_a_failed_copy_raises_an_error_and_does_not_change_the_state(
        self, project, path: Path, open_: Open
    ) -> None:
        saver = open_().saver
        for ask in (saver.save_copy, saver.save_as):
            with pytest.raises(UserError, match="does not exist"):
                ask(path.parent / "none" / "copy.journey").result(TIMEOUT)
            assert (saver.status.state, saver.path) == (SaveState.SAVED, path)

    def test_an_internal_error_is_reported_and_the_next_save_works(
        self, project, path: Path, open_: Open, caplog: pytest.LogCaptureFixture
    ) -> None:
        saver = open_(delay=60.0).saver
        saver.record_edit(project.retitle("New"), {})
        status = saver.flush()
        assert status.state is SaveState.FAILED
        assert "internal error" in status.sentence
        assert "KeyError" in caplog.text
        saver.record_edit(project.document, project.pictures)
        assert saver.flush().state is SaveState.SAVED

    def test_a_failing_listener_does_not_stop_saving(
        self, project, path: Path, open_: Open, caplog: pytest.LogCaptureFixture
    ) -> None:
        saver = open_(delay=60.0, on_change=lambda: 1 / 0).saver
        saver.record_edit(project.retitle("New"), project.pictures)
        assert saver.flush().state is SaveState.SAVED
        assert "ZeroDivisionError" in caplog.text
