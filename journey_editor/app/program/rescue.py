"""Help with a file that cannot be opened: its earlier versions, and what can be read of a damaged one."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from journey_editor.app.program.windows import Windows
from journey_editor.app.runtime.jobs import Job, Jobs
from journey_editor.app.session.program import ProjectOpener
from journey_editor.app.widgets.notice_bar import NoticeButton
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.file_words import known_name
from journey_editor.foundation.translation import tr

if TYPE_CHECKING:
    from journey_editor.model.document import Document

    _Found = tuple[Document, Mapping[str, bytes], str]
    """What was read, and the sentence to show about it."""


class Rescue:
    """Opens earlier versions, and copies of files, as projects without a name."""

    def __init__(self, windows: Windows, jobs: Jobs, opener: ProjectOpener) -> None:
        self._windows, self._jobs, self._opener = windows, jobs, opener

    def actions_for(self, path: Path, error: UserError, asked_from: QWidget) -> tuple[NoticeButton, ...]:
        """Return what can be done after the refusal of a file; nothing for files that are no projects."""
        from journey_editor.storage.project.refusal import FileRefusedError
        from journey_editor.storage.project.versions import versions_of

        if not isinstance(error, FileRefusedError):
            return ()
        actions: list[NoticeButton] = []
        if versions_of(path):
            actions.append((tr("Earlier versions…"), lambda: self._show_versions(path, asked_from)))
        if error.reason == "damaged":
            actions.append((tr("Open what can be read"), lambda: self.open_readable(path, asked_from)))
        return tuple(actions)

    def open_readable(self, path: Path, asked_from: QWidget) -> None:
        """Open what can be read of a damaged file as a project without a name, and say what was lost."""

        def read() -> "_Found":
            from journey_editor.interchange.pictures import reencoded
            from journey_editor.storage.salvage.salvage import read_what_can_be_read

            found = read_what_can_be_read(path, renew=reencoded)
            opened = tr("What can be read of “{name}” is a project without a name now.").format(
                name=known_name(path)
            )
            kept = tr("The file itself stays as it is.")
            return found.document, found.assets, " ".join((opened, *found.remarks, kept))

        self._open(known_name(path), read, asked_from)

    def open_copy(self, path: Path, asked_from: QWidget, name: str = "") -> None:
        """Open a project file as a project without a name; `name` is what people call it."""

        def read() -> "_Found":
            from journey_editor.storage.project.project_file import read_project

            found = read_project(path)
            words = tr("This is a copy of “{name}” without a name. Save it to keep it.")
            return found.document, found.assets, words.format(name=name or known_name(path))

        self._open(name or known_name(path), read, asked_from)

    def _open(self, name: str, read: "Callable[[], _Found]", asked_from: QWidget) -> None:
        def on_success(found: "_Found") -> None:
            document, assets, sentence = found
            window = self._windows.show_unnamed(document, assets)
            # With a button it stays until it was read.
            window.notice_bar.show_notice(sentence, [(tr("Save as…"), window.files.ask_save_as)])

        def on_error(error: UserError) -> None:
            place = self._windows.place_for(asked_from)
            if place is not None:
                place.notice_bar.show_notice(error.sentence)

        self._jobs.run(Job(name, read, on_success, on_error, asked_from))

    def _show_versions(self, path: Path, asked_from: QWidget) -> None:
        from journey_editor.app.dialogs.versions import VersionsDialog

        VersionsDialog(asked_from, self._opener, path).open()
