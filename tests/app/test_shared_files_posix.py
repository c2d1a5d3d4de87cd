"""Files that others work with too: nobody is locked out, nothing is overwritten, and what happens is said."""

import errno
import os
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from journey_editor.app.application import Application
from journey_editor.app.main_window import MainWindow
from journey_editor.foundation.file_system import FileSystem
from tests.app.test_files_in_trouble import buttons, edit, stage_in
from tests.attacks.disks import disk_in_use


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "team").mkdir()
    return tmp_path / "team" / "map.journey"


@pytest.fixture
def window(program: Application, file: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """A window with a project in `file`, which can be closed whatever becomes of that."""
    made = program.new_project("blank")
    made.files.save_as(file)
    qtbot.waitUntil(lambda: file.is_file() and made.session.title == "map")
    yield made
    if made in program.windows and not made.close():
        buttons(made)["Close without saving"].click()


class _WithoutLists(FileSystem):
    """A disk on which somebody has a right that it does not give to a new file."""

    def attributes(self, path: Path) -> dict[str, bytes]:
        named = [(1, 6, -1), (2, 6, 4003), (4, 0, -1), (16, 6, -1), (32, 0, -1)]
        packed = struct.pack("<I", 2) + b"".join(struct.pack("<HHi", *each) for each in named)
        return {"system.posix_acl_access": packed}

    def set_attribute(self, descriptor: int, name: str, value: bytes | None) -> None:
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))


@pytest.mark.parametrize("way", ["save", "save a copy"])
def test_where_a_colleague_may_be_locked_out_the_window_says_so(
    window: MainWindow, file: Path, way: str, qtbot: QtBot
) -> None:
    edit(window)
    copy = file.with_name("copy.journey")
    copy.write_bytes(file.read_bytes())
    with disk_in_use(_WithoutLists()):
        window.files.save() if way == "save" else window.files.save_copy(copy)
        qtbot.waitUntil(
            lambda: all(each in window.notice_bar.text for each in ("is saved", "may be locked out"))
        )
    assert "Give them access to the file" in window.notice_bar.text
    assert stage_in(file if way == "save" else copy) == "New"
