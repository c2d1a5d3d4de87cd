"""Ways on where a file cannot be opened: earlier versions of it, and what can be read of a damaged one."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from journey_editor.app.runtime.jobs import Reading
from journey_editor.app.widgets.notice_bar import NoticeButton
from journey_editor.foundation.cancellation import GoOn
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.file_words import known_name
from journey_editor.foundation.translation import tr

if TYPE_CHECKING:
    from journey_editor.app.program.application import Application
    from journey_editor.app.start.start_window import StartWindow
    from journey_editor.app.window.main_window import MainWindow
    from journey_editor.model.document import Document

    _Found = tuple[Document, Mapping[str, bytes], str]
    """What was read, and what to say of it."""


def ways_on(
    application: "Application", path: Path, error: UserError, asked_from: "MainWindow | StartWindow"
) -> tuple[NoticeButton, ...]:
    """What can be done after the refusal of the file at `path`; nothing for files that are no projects."""
    from journey_editor.storage.project.refusal import FileRefusedError
    from journey_editor.storage.project.versions import versions_of

    if not isinstance(error, FileRefusedError):
        return ()
    ways: list[NoticeButton] = []
    if versions_of(path):
        ways.append((tr("Earlier versions…"), lambda: _show_versions(application, path, asked_from)))
    if error.reason == "damaged":
        ways.append((tr("Open what can be read"), lambda: open_readable(application, path, asked_from)))
    return tuple(ways)


def open_readable(application: "Application", path: Path, asked_from: "MainWindow | StartWindow") -> None:
    """Open what can be read of a damaged file as a project without a name, and say what was lost."""

    def read(go_on: GoOn) -> "_Found":
        from journey_editor.interchange.pictures import taken_again
        from journey_editor.storage.salvage.salvage import read_what_can_be_read

        found = read_what_can_be_read(path, go_on, renew=taken_again)
        opened = tr("What can be read of “{name}” is a project without a name now.").format(
            name=known_name(path)
        )
        kept = tr("The file itself stays as it is.")
        return found.document, found.assets, " ".join((opened, *found.remarks, kept))

    _open(application, known_name(path), read, asked_from)


def open_copy(
    application: "Application",
    path: Path,
    asked_from: "MainWindow | StartWindow",
    name: str = "",
) -> None:
    """Open a project file as a project without a name; `name` is what the person knows it by."""

    def read(go_on: GoOn) -> "_Found":
        from journey_editor.storage.project.project_file import read_project

        found = read_project(path, go_on)
        words = tr("This is a copy of “{name}” without a name. Save it to keep it.")
        return found.document, found.assets, words.format(name=name or known_name(path))

    _open(application, name or known_name(path), read, asked_from)


def _open(
    application: "Application",
    name: str,
    read: "Callable[[GoOn], _Found]",
    asked_from: "MainWindow | StartWindow",
) -> None:
    def then(found: "_Found") -> None:
        document, assets, sentence = found
        window = application.show_unnamed(document, assets)
        # With a button it stays until it was read.
        window.notice_bar.show_notice(sentence, [(tr("Save as…"), window.files.ask_save_as)])

    def otherwise(error: UserError) -> None:
        place = application.place_for(asked_from)
        if place is not None:
            place.notice_bar.show_notice(error.sentence)

    reading = Reading(name, read, then, otherwise, asked_from)
    application.readings.wait([application.readings.begin(reading)])


def _show_versions(application: "Application", path: Path, asked_from: "MainWindow | StartWindow") -> None:
    from journey_editor.app.dialogs.versions import VersionsDialog

    VersionsDialog(asked_from, application, path).open()
