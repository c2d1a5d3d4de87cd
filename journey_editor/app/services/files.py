"""File commands of a window: save, save a copy, export, and saving before it closes."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from journey_editor.app.runtime.jobs import Job
from journey_editor.app.services.read_only import ReadOnlyNotice
from journey_editor.app.services.reviews import Reviews
from journey_editor.app.session.card_references import relocate
from journey_editor.app.session.program import ProjectOpener
from journey_editor.app.session.session import Session
from journey_editor.app.session.settings import Settings
from journey_editor.app.widgets.notice_bar import NoticeBar, NoticeButton
from journey_editor.conversion import formats
from journey_editor.conversion.file_names import free_name_beside, safe_name
from journey_editor.editing.commands.references import located
from journey_editor.foundation import folders
from journey_editor.foundation.file_words import known_name
from journey_editor.foundation.regular_file import is_there
from journey_editor.foundation.translation import ntr, tr
from journey_editor.storage.project.autosave import SaveState, SaveStatus
from journey_editor.storage.project.recent import thumbnail_path


class Files(QObject):
    """File commands for the project of one window. Errors are shown in the notice bar."""

    saved_as = Signal()
    """Emitted when the project was saved under another name."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        settings: Settings,
        notice_bar: NoticeBar,
        opener: ProjectOpener,
        read_only: ReadOnlyNotice,
        commit_typing: Callable[[], None],
    ) -> None:
        """`commit_typing` turns text that is being typed into an edit, before the project is saved."""
        super().__init__(window)
        self._window, self._session, self._settings = window, session, settings
        self._notice_bar, self._opener, self._read_only = notice_bar, opener, read_only
        self._commit_typing = commit_typing
        self._give_up = False
        self.reviews = Reviews(window, session, settings, notice_bar, opener)
        session.store.save_failed.connect(self._notify_error)
        settings.changed.connect(self._follow_settings)
        self._follow_settings()

    def warn_if_temporary(self) -> None:
        """Warn if a project without a name is stored among temporary files."""
        if not self._session.store.has_name and folders.user_data_may_vanish():
            words = tr(
                "Your home folder is not writable. Until you save this project as a file, it is stored among "
                "temporary files, which may be deleted when the computer restarts."
            )
            self._notify(words, ((tr("Save as…"), self.ask_save_as),))

    def save(self) -> None:
        """Save now and confirm it. If the project has no name, ask for one."""
        self._commit_typing()
        store = self._session.store
        if store.read_only is not None:
            self._read_only.show()
        elif not store.has_name:
            self.ask_save_as()
        else:
            store.save_now(self._notify_saved)

    def ask_save_as(self) -> None:
        """Ask for a file name, save to it, and continue with the new file."""
        self._ask_place(tr("Save the project as"), self.save_as)

    def ask_save_copy(self) -> None:
        """Ask for a file name, and save a copy to it."""
        self._ask_place(tr("Save a copy"), self.save_copy)

    def save_as(self, path: Path) -> None:
        """Save to another file, and continue with it."""
        self._commit_typing()
        session, store = self._session, self._session.store
        before = session.folder
        if store.read_only is not None:
            store.edit_copy(session.document)
        moved = relocate(session, before, path.parent)
        actions = ((tr("Save as…"), self.ask_save_as), (tr("Try again"), lambda: self.save_as(path)))

        def fail(sentence: str) -> None:
            relocate(session, path.parent, session.folder)
            self._notify(sentence, actions)

        store.save_as(path, lambda status: self._notify_saved_as(status, moved if before else 0), fail)

    def save_copy(self, path: Path) -> None:
        """Save a copy. The window keeps its own file."""
        self._commit_typing()
        actions = ((tr("Save a copy…"), self.ask_save_copy), (tr("Try again"), lambda: self.save_copy(path)))
        self._session.store.save_copy(
            path,
            lambda status: self._notify_copied(path, status.remark),
            lambda sentence: self._notify(sentence, actions),
            located(self._session.document, self._session.folder, path.parent),
        )

    def ask_save_template(self) -> None:
        """Ask for the name of a template, and save the project as one."""
        from journey_editor.app.dialogs.template import TemplateDialog

        self._commit_typing()
        TemplateDialog(self._window, self._session.title, self._save_template).open()

    def _save_template(self, name: str, structure_only: bool) -> None:
        session = self._session
        document = located(session.document, session.folder, None)
        pictures = dict(session.pictures)
        journey_id, today = session.journey_id, session.today()

        def work() -> None:
            from journey_editor.app.session.thumbnail_image import write_thumbnail
            from journey_editor.editing.commands.projects import structure_of
            from journey_editor.model.records import Picture
            from journey_editor.storage.project.project_file import write_project

            kept = structure_of(document) if structure_only else document
            used = {each.sha256: pictures[each.sha256] for each in kept.select(Picture)}
            path = folders.make_private(folders.user_templates()) / f"{safe_name(name)}.journey"
            path = free_name_beside(path) if is_there(path) else path
            write_project(path, kept, used)
            write_thumbnail(kept, journey_id, today, used, thumbnail_path(path))

        saved = tr("Saved the template “{name}”. The start page shows it below “My templates”.")
        self._opener.jobs.run(
            Job(
                (),
                work,
                lambda _: self._notify(saved.format(name=name)),
                lambda error: self._notify(error.sentence),
                self._window,
            )
        )

    def show_versions(self) -> None:
        """Show the earlier versions of the file."""
        from journey_editor.app.dialogs.versions import VersionsDialog

        path = self._session.store.path
        VersionsDialog(self._window, self._opener, path, self._session).open()

    def show_kept_versions(self) -> None:
        """Show all projects with earlier versions, including those whose files are gone."""
        from journey_editor.app.dialogs.kept_versions import KeptVersionsDialog

        KeptVersionsDialog(self._window, self._opener).open()

    def export(self, content: str = "") -> None:
        """Open the export dialog, with the sheet of a persona, or with a list, if its id or name is given."""
        from journey_editor.app.dialogs.export import ExportDialog

        jobs = self._opener.jobs
        ExportDialog(
            self._window, self._session, self._settings, self._notice_bar, jobs, persona=content
        ).open()

    def compare(self) -> None:
        """Open the comparison of the journey with another one."""
        from journey_editor.app.dialogs.compare import CompareDialog

        jobs = self._opener.jobs
        CompareDialog(self._window, self._session, self._settings, self._notice_bar, jobs).show()

    def compare_personas(self, personas: Sequence[str]) -> None:
        """Open the comparison of two personas of the journey, at first of these if they are two."""
        from journey_editor.app.dialogs.compare_personas import ComparePersonasDialog

        bar, jobs = self._notice_bar, self._opener.jobs
        ComparePersonasDialog(self._window, self._session, self._settings, bar, jobs, personas).show()

    def edit_brand(self) -> None:
        """Open the dialog for the brand of the project."""
        from journey_editor.app.dialogs.brand import BrandDialog

        if self._session.may_edit():
            BrandDialog(self._window, self._session, self._settings, self._opener.jobs).open()

    def leave(self) -> None:
        """Release the project, even if it is not saved, because the system ends the program."""
        self._session.store.leave()

    def ready_to_close(self) -> bool:
        """Save, and return True if the window may close. If it may not, a notice says why."""
        from journey_editor.app.dialogs.last_save import wait_for_last_save

        store = self._session.store
        if not self._give_up:
            wait_for_last_save(self._window, store)
            if store.unsaved:
                # Handle the error signals of the store now. Later, they would replace this notice.
                QCoreApplication.sendPostedEvents(store, QEvent.Type.MetaCall)
                self._notify_unsaved(store.status)
                return False
        store.close(save=not self._give_up)
        return True

    def _follow_settings(self) -> None:
        self._session.store.set_automatic(self._settings.autosave)

    def _ask_place(self, title: str, on_chosen: Callable[[Path], None]) -> None:
        from journey_editor.app.dialogs.save_place import ask_where_to_save

        session, settings = self._session, self._settings
        store = session.store
        folder = store.path.parent if store.has_name else settings.folder
        proposed = folder / f"{safe_name(session.title)}.journey"

        def take(path: Path) -> None:
            settings.set_folder(path.parent)
            on_chosen(path)

        ask_where_to_save(self._window, title, proposed, formats.formats()[0], take)

    def _notify_saved(self, status: SaveStatus) -> None:
        saved = tr("Saved “{name}”.").format(name=known_name(status.path))
        self._notify(f"{saved} {status.remark}".rstrip())

    def _notify_saved_as(self, status: SaveStatus, moved: int) -> None:
        """Confirm that the project was saved, and how many paths of references changed with its folder."""
        self.saved_as.emit()
        if moved:
            words = ntr(
                "{n} file has another path now, because the project is in another folder.",
                "{n} files have other paths now, because the project is in another folder.",
                moved,
            )
            status = replace(status, remark=f"{words} {status.remark}".rstrip())
        self._notify_saved(status)

    def _notify_copied(self, path: Path, remark: str) -> None:
        words = tr("Saved a copy as “{name}”. This window still has the original.").format(name=path.name)
        self._notify(f"{words} {remark}".rstrip())

    def _notify(self, sentence: str, actions: tuple[NoticeButton, ...] = ()) -> None:
        self._notice_bar.show_notice(sentence, actions)

    def _notify_error(self, status: SaveStatus) -> None:
        self._notify(status.sentence, self._actions_for(status))

    def _notify_unsaved(self, status: SaveStatus) -> None:
        sentence = status.sentence or tr("Your latest changes are not saved yet.")
        leave: NoticeButton = (tr("Close without saving"), self._close_unsaved)
        self._notify(sentence, (*self._actions_for(status), leave))

    def _actions_for(self, status: SaveStatus) -> tuple[NoticeButton, ...]:
        """Return the buttons that resolve a failed save. The map itself is safe in any case."""
        match status.state:
            case SaveState.CHANGED_OUTSIDE:
                return (
                    (tr("Keep both"), self._keep_both),
                    (tr("Overwrite"), self._overwrite),
                    (tr("Open as a copy"), self._open_copy),
                )
            case SaveState.GONE:
                return ((tr("Save as…"), self.ask_save_as), (tr("Save to the same place"), self._overwrite))
        return (
            (tr("Save a copy…"), self.ask_save_copy),
            (tr("Save as…"), self.ask_save_as),
            (tr("Try again"), self.save),
        )

    def _keep_both(self) -> None:
        """Continue in a new file next to the one that another program has changed."""
        self.save_as(free_name_beside(self._session.store.path))

    def _overwrite(self) -> None:
        self._commit_typing()
        self._session.store.save_now(self._notify_saved, overwrite=True)

    def _open_copy(self) -> None:
        """Open a copy of the changed file in another window, and keep the question here."""
        store = self._session.store
        self._notify_error(store.status)
        self._opener.open_copy(store.path, self._window)

    def _close_unsaved(self) -> None:
        self._give_up = True
        self._window.close()
