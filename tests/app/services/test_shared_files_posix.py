"""Shared files: no one loses access, nothing is overwritten, and problems are reported."""

import contextlib
import errno
import os
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from journey_editor.app.program.application import Application
from journey_editor.app.window.main_window import MainWindow
from journey_editor.foundation.file_system import FileSystem
from journey_editor.storage.project.autosave import SaveState
from tests.app.driver import settle
from tests.app.services.test_files_in_trouble import buttons, edit, stage_in
from tests.attacks.disks import disk_in_use
from tests.ordinary_user import NOBODY, ordinary_user


@pytest.fixture
def home(reachable: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Home folder that another user can be given."""
    folder = reachable / "home"
    folder.mkdir()
    monkeypatch.setenv("JOURNEY_EDITOR_HOME", str(folder))
    return folder


@pytest.fixture
def file(reachable: Path) -> Path:
    (reachable / "team").mkdir()
    return reachable / "team" / "map.journey"


@pytest.fixture
def window(program: Application, file: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """Window with a project in `file`. It can be closed even if the file has problems."""
    made = program.new_project("blank")
    made.files.save_as(file)
    qtbot.waitUntil(lambda: file.is_file() and made.session.title == "map")
    yield made
    if made in program.windows and not made.close():
        buttons(made)["Close without saving"].click()


class _WithoutLists(FileSystem):
    """Disk that cannot give the permissions of a colleague to a new file."""

    def attributes(self, path: Path) -> dict[str, bytes]:
        named = [(1, 6, -1), (2, 6, 4003), (4, 0, -1), (16, 6, -1), (32, 0, -1)]
        packed = struct.pack("<I", 2) + b"".join(struct.pack("<HHi", *each) for each in named)
        return {"system.posix_acl_access": packed}

    def set_attribute(self, descriptor: int, name: str, value: bytes | None) -> None:
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))


@pytest.mark.parametrize("way", ["save", "save a copy"])
def test_a_message_says_if_a_colleague_may_lose_access(
    window: MainWindow, file: Path, way: str, qtbot: QtBot
) -> None:
    edit(window)
    copy = file.with_name("copy.journey")
    copy.write_bytes(file.read_bytes())
    with disk_in_use(_WithoutLists()):
        window.files.save() if way == "save" else window.files.save_copy(copy)
        qtbot.waitUntil(
            lambda: all(each in window.notice_bar.text for each in ("Saved", "may no longer have access"))
        )
    assert "Give them access to the file" in window.notice_bar.text
    assert stage_in(file if way == "save" else copy) == "New"


class TestAFolderThatBecomesReadOnly:
    """The open project stays open and safe, and all file commands respond."""

    @pytest.fixture(autouse=True)
    def locked(
        self, program: Application, window: MainWindow, file: Path, home: Path, qtbot: QtBot
    ) -> Iterator[None]:
        use_all(program, window)
        # All files are there, and none is being written, when they get their new owner.
        store = window.session.store
        assert store is not None
        store.finish().result(60)
        assert store.wait_until_safe(60)
        qtbot.waitUntil(lambda: not program.jobs.active)
        if os.geteuid() == 0:
            for each in (home, *home.rglob("*"), file.parent, file):
                # SQLite removes its files when they have done their duty.
                with contextlib.suppress(FileNotFoundError):
                    os.chown(each, NOBODY, -1)
        with ordinary_user():
            file.parent.chmod(0o000)
            yield
        file.parent.chmod(0o700)

    def test_the_error_is_reported_and_the_edits_are_in_the_journal(
        self, window: MainWindow, qtbot: QtBot
    ) -> None:
        store = window.session.store
        assert store is not None
        edit(window, "Written without a file")
        window.files.save()
        qtbot.waitUntil(lambda: store.status.state is SaveState.FAILED)
        settle()
        assert "can no longer be read" in window.notice_bar.text
        assert "under another name" in window.notice_bar.text
        assert {"Save a copy…", "Save as…", "Try again"} <= set(buttons(window))
        qtbot.waitUntil(lambda: store.edits_are_safe)

    def test_the_project_is_saved_when_the_permissions_are_back(
        self, window: MainWindow, file: Path, qtbot: QtBot
    ) -> None:
        store = window.session.store
        assert store is not None
        edit(window, "Later")
        window.files.save()
        qtbot.waitUntil(lambda: store.status.state is SaveState.FAILED)
        settle()
        file.parent.chmod(0o700)
        buttons(window)["Try again"].click()
        qtbot.waitUntil(lambda: store.status.state is SaveState.SAVED)
        assert stage_in(file) == "Later"

    def test_the_rest_of_the_program_continues(
        self, program: Application, window: MainWindow, caplog: pytest.LogCaptureFixture
    ) -> None:
        edit(window)
        use_all(program, window)
        assert not window.close() and "can no longer be read" in window.notice_bar.text
        buttons(window)["Close without saving"].click()
        settle()
        assert window not in program.windows
        assert not [each for each in caplog.records if each.exc_info]


def use_all(program: Application, window: MainWindow) -> None:
    """Run all commands that need the file of a window."""
    program.note_recent(window)
    window.top_bar.menus["recent"].aboutToShow.emit()
    program.show_start_page().close()
    window.thumbnail.make_soon()
    window.files.show_versions()
    for dialog in window.findChildren(QDialog):
        dialog.done(0)
    store = window.session.store
    assert store is not None
    program.open_all([store.path, store.path.with_name("other.journey")], window)
    settle()
