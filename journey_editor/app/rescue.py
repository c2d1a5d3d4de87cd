"""Ways on where a file cannot be opened: earlier versions of it, and what can be read of a damaged one."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from journey_editor.app.notice_bar import NoticeButton
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.translation import tr
from journey_editor.model.document import Document

if TYPE_CHECKING:
    from journey_editor.app.application import Application
    from journey_editor.app.main_window import MainWindow
    from journey_editor.app.start_page import StartWindow


def ways_on(
    application: "Application", path: Path, error: UserError, asked_from: "MainWindow | StartWindow"
) -> tuple[NoticeButton, ...]:
    """What can be done after the refusal of the file at `path`; nothing for files that are no projects."""
    from journey_editor.storage.refusal import FileRefusedError
    from journey_editor.storage.versions import versions_of

    if not isinstance(error, FileRefusedError):
        return ()
    ways: list[NoticeButton] = []
    if versions_of(path):
        ways.append((tr("Earlier versions…"), lambda: _show_versions(application, path, asked_from)))
    if error.reason == "damaged":
        ways.append((tr("Open what can be read"), lambda: open_readable(application, path, asked_from)))
    return tuple(ways)


def open_readable(
    application: "Application", path: Path, asked_from: "MainWindow | StartWindow"
) -> "MainWindow | None":
    """Open what can be read of a damaged file as a project without a name, and say what was lost."""
    from journey_editor.storage.salvage import read_what_can_be_read

    def read() -> tuple[Document, Mapping[str, bytes], str]:
        found = read_what_can_be_read(path)
        opened = tr("What can be read of “{name}” is a project without a name now.").format(name=path.name)
        kept = tr("The file itself stays as it is.")
        return found.document, found.assets, " ".join((opened, *found.remarks, kept))

    return _open(application, read, asked_from)


def open_copy(
    application: "Application",
    path: Path,
    asked_from: "MainWindow | StartWindow",
    name: str = "",
) -> "MainWindow | None":
    """Open a project file as a project without a name; `name` is what the person knows it by."""
    from journey_editor.storage.project_file import read_project

    def read() -> tuple[Document, Mapping[str, bytes], str]:
        found = read_project(path)
        words = tr("This is a copy of “{name}” without a name. Save it to keep it.")
        return found.document, found.assets, words.format(name=name or path.name)

    return _open(application, read, asked_from)


def _open(
    application: "Application",
    read: Callable[[], tuple[Document, Mapping[str, bytes], str]],
    asked_from: "MainWindow | StartWindow",
) -> "MainWindow | None":
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        document, assets, sentence = read()
    except UserError as error:
        asked_from.notice_bar.show_notice(error.sentence)
        return None
    finally:
        QGuiApplication.restoreOverrideCursor()
    window = application.show_unnamed(document, assets)
    # With a button it stays until it was read.
    window.notice_bar.show_notice(sentence, [(tr("Save as…"), window.files.ask_save_as)])
    return window


def _show_versions(application: "Application", path: Path, asked_from: "MainWindow | StartWindow") -> None:
    from journey_editor.app.dialogs.versions import VersionsDialog

    VersionsDialog(asked_from, application, path).open()
