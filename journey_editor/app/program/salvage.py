"""Projects from files that cannot be opened: earlier versions, and the readable part of a damaged file."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from journey_editor.app.program.windows import Windows
from journey_editor.app.runtime.jobs import Job, Jobs
from journey_editor.app.session.program import ProjectOpener
from journey_editor.app.widgets.notice_bar import NoticeButton
from journey_editor.editing.commands.references import located
from journey_editor.foundation import folders
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.file_words import known_name
from journey_editor.foundation.translation import tr

if TYPE_CHECKING:
    from journey_editor.model.document import Document

    _Found = tuple[Document, Mapping[str, bytes], str]
    """Document and pictures of a file, and the sentence to show."""


class Salvage:
    """Opens copies, earlier versions and the readable parts of files as projects without a name."""

    def __init__(self, windows: Windows, jobs: Jobs, opener: ProjectOpener) -> None:
        self._windows, self._jobs, self._opener = windows, jobs, opener

    def actions_for(self, path: Path, error: UserError, asked_from: QWidget) -> tuple[NoticeButton, ...]:
        """Return the actions to offer after an error of opening a project file."""
        from journey_editor.storage.project.refusal import FileRefusedError
        from journey_editor.storage.project.versions import versions_of

        if not isinstance(error, FileRefusedError):
            return ()
        actions: list[NoticeButton] = []
        if versions_of(path):
            actions.append((tr("Earlier versions…"), lambda: self._show_versions(path, asked_from)))
        if error.reason == "damaged":
            actions.append((tr("Open the readable part"), lambda: self.open_readable(path, asked_from)))
        return tuple(actions)

    def open_readable(self, path: Path, asked_from: QWidget) -> None:
        """Open the readable part of a damaged file as a project without a name, and report the losses."""

        def read() -> "_Found":
            from journey_editor.interchange.pictures import reencoded
            from journey_editor.storage.salvage.salvage import read_what_can_be_read

            found = read_what_can_be_read(path, renew=reencoded)
            opened = tr("The readable part of “{name}” was opened as a new project without a name.").format(
                name=known_name(path)
            )
            kept = tr("The file itself was not changed.")
            document = located(found.document, _folder_of(path), None)
            return document, found.pictures, " ".join((opened, *found.remarks, kept))

        self._open(known_name(path), read, asked_from)

    def open_copy(self, path: Path, asked_from: QWidget, name: str = "") -> None:
        """Open a project file as a project without a name. `name` is its display name."""

        def read() -> "_Found":
            from journey_editor.storage.project.project_file import read_project

            project = read_project(path)
            words = tr("This is an unsaved copy of “{name}”. Save it to keep it.")
            document = located(project.document, _folder_of(path), None)
            return document, project.pictures, words.format(name=name or known_name(path))

        self._open(name or known_name(path), read, asked_from)

    def open_template(self, path: Path, asked_from: QWidget) -> None:
        """Open a template of the user as a new project without a name, whose records have new ids."""

        def read() -> "_Found":
            from journey_editor.editing.commands.projects import renewed
            from journey_editor.storage.project.project_file import read_project

            project = read_project(path)
            words = tr("This is a new project from your template “{name}”.")
            return renewed(project.document), project.pictures, words.format(name=path.stem)

        self._open(path.stem, read, asked_from)

    def _open(self, name: str, read: "Callable[[], _Found]", asked_from: QWidget) -> None:
        def on_success(found: "_Found") -> None:
            document, pictures, sentence = found
            window = self._windows.show_unnamed(document, pictures)
            # A notice with a button stays until the user closes it.
            window.notice_bar.show_notice(sentence, [(tr("Save as…"), window.files.ask_save_as)])

        def on_error(error: UserError) -> None:
            place = self._windows.place_for(asked_from)
            if place is not None:
                place.notice_bar.show_notice(error.sentence)

        self._jobs.run(Job([name], read, on_success, on_error, asked_from))

    def _show_versions(self, path: Path, asked_from: QWidget) -> None:
        from journey_editor.app.dialogs.versions import VersionsDialog

        VersionsDialog(asked_from, self._opener, path).open()


def _folder_of(path: Path) -> Path | None:
    """Return the folder in which relative paths begin; earlier versions are in another one."""
    return None if folders.is_among_drafts(path) or folders.is_among_versions(path) else path.parent
