"""References to files: they are opened, but nothing that can run is."""

import os
from pathlib import Path

from pytestqt.qtbot import QtBot

from journey_editor.app.program.application import Application
from tests.app.window.conftest import Desktop
from tests.app.window.test_references import refer


def test_files_are_opened_but_programs_are_not(
    program: Application, qtbot: QtBot, tmp_path: Path, desktop: Desktop
) -> None:
    window = program.new_project("sample")
    card = refer(window, "docs/plan.txt")
    window.session.opening.emit(window.session.document.references_of(card)[0].id)
    assert desktop.opened == [] and "Save the project there first" in window.notice_bar.text
    window.files.save_as(tmp_path / "map.journey")
    qtbot.waitUntil(lambda: window.session.folder == tmp_path)
    docs = tmp_path / "docs"
    docs.mkdir()
    for name in ("plan.txt", "minutes.txt ", "run.sh", "readme", "setup.EXE", "shop.desktop"):
        (docs / name).write_text("x")
    (docs / "readme").chmod(0o755)
    (docs / "notes.txt").symlink_to(docs / "run.sh")
    os.mkfifo(docs / "pipe")
    expected = {
        "docs/plan.txt": ("plan.txt", ""),
        "docs/minutes.txt ": ("minutes.txt%20", ""),
        "docs": ("", ""),
        "docs\\plan.txt": ("plan.txt", ""),
        str(docs / "plan.txt"): ("plan.txt", ""),
        "docs/gone.txt": (None, "The file “gone.txt” is not there"),
        "docs/pipe": (None, "it is a pipe or a device"),
        "C:\\plan.txt": (None, "a path of another operating system"),
        "\\\\server\\plan.txt": (None, "a network path of Windows"),
        **{
            f"docs/{name}": ("", "can run as a program, so it was not opened")
            for name in ("run.sh", "readme", "setup.EXE", "shop.desktop", "notes.txt")
        },
    }
    refer(window, *expected)
    found = window.session.document.references_of(card)
    assert [each.address for each in found] == list(expected)
    for each in found:
        window.notice_bar.show_notice("")
        desktop.opened.clear()
        window.session.opening.emit(each.id)
        name, notice = expected[each.address]
        qtbot.waitUntil(lambda: bool(desktop.opened or window.notice_bar.text))
        path = f"{docs}/{name}"
        assert desktop.opened == ([] if name is None else [f"file://{path}"]), each.address
        assert notice in window.notice_bar.text
